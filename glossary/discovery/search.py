"""How a corpus renders one concept: from the places of a term to the places of its renderings, in all versions and beyond."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpora.finding import Place
from corpora.languages import Lang
from corpora.vectors.encoder import Floats
from glossary.concept import Term
from glossary.discovery import accidents
from glossary.discovery.choices import SURE, Choice, picked, supported, top
from glossary.discovery.lines import Line, Stretch, stretches
from glossary.discovery.nearness import expressions
from glossary.discovery.quotations import quotations
from glossary.discovery.scoring import Scorer, Spot, length, part_of
from glossary.discovery.segments import Segment
from glossary.discovery.spreading import SPREAD, VARIANT, Spreader
from glossary.discovery.words import words

_QUOTED = 0.75  # share of a term's places that are whole quotations, from which on only quotations render it
_PAIR_BONUS = 0.15  # of two quotations that stand in the same order, whatever they say
_TRUST = 0.5  # certainty of a rendering from which on others are measured by it
_SEED_QUOTED, _SEED = 0.3, 0.6  # cosines to the term of what renders it where nothing is aligned: a quotation, a phrase
_LENGTHS = 2.2  # times as long, or as short, as the term may a seed be
# Lines of a language, those most like the term as a whole, that are searched for it where it stands nowhere: of 21 renderings of
# ten words in 6,500 lines of a handbook, looked for as if they stood nowhere, 20 lay in the first 140 lines and 16 in the first five.
_LIKE = 200
_MOST = 400  # places of a term that are followed into other versions; further ones are spread to


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a concept is rendered."""

    where: Place
    text: str
    lang: Lang
    certainty: float  # 0 to 1
    term: Term | None = None  # the glossary's, where it knows it


class Search:
    """One concept in one corpus."""

    def __init__(self, scorer: Scorer, lang: Lang, known: Sequence[Found], text: str) -> None:
        """Prepare to look for a concept.

        Args:
            scorer: of the corpus.
            lang: the language of the term that is asked for.
            known: where it stands, and where terms stand that are known to render it.
            text: the term.
        """
        self.scorer, self.corpus = scorer, scorer.corpus
        self.lang, self.known = lang, list(known)
        self.term = expressions([text], lang, self.corpus.vectors)[0]
        self.loose = text.split()[0].lower() in words(lang).function  # its renderings may begin with one, too
        mine = [one for one in self.known if one.lang == lang] or self.known
        self.quoted = bool(mine) and sum(map(self._is_quotation, mine)) >= _QUOTED * len(mine)
        if not self.known:
            self.quoted = any(self._seeded(line, quoted=True) for line in self.corpus.lines.values())
        self._spreader = Spreader(self.corpus, self.term.vector, quoted=self.quoted, loose=self.loose)

    def run(self) -> list[Found]:
        """All places, known ones first, none over another."""
        variants = self._variants(self.known, [])
        aligned = self._aligned([*self.known, *variants])
        if more := self._variants([*self.known, *variants], aligned):
            variants += more
            aligned = self._aligned([*self.known, *variants])
        found = _added(_added(self.known, variants), aligned)
        for lang in self.corpus.langs:
            found = _added(found, self._spread(lang, found))
        # What was found where the term's language has no version leads on to the other versions of that story.
        return _added(found, self._aligned([one for one in found[len(self.known) :] if self._leads(one)]))

    def versions(self) -> list[Found]:
        """Only the renderings in the other versions of the known places."""
        return self._aligned(self.known)

    # Places

    def _line(self, where: Place) -> Line:
        return self.corpus.lines[where.article, where.paragraph or 0]

    def _lines(self, lang: Lang) -> Iterable[Line]:
        return (line for line in self.corpus.lines.values() if line.lang == lang)

    def _is_quotation(self, one: Found) -> bool:
        return any((q.start, q.end) == one.where.span for q in quotations(self._line(one.where).text))

    def _segments(self, where: Place) -> Iterable[tuple[Segment, int]]:
        start = (where.span or (0, 0))[0]
        for segment in self.corpus.owner.get((where.article, where.paragraph or 0), ()):
            part = part_of(segment, where.lang or "", where.article, where.paragraph or 0, start)
            if part is not None:
                yield segment, part

    def _leads(self, one: Found) -> bool:
        return one.certainty >= _TRUST and any(
            len(segment.parts) > 1 and not segment.parts.get(self.lang) for segment, _ in self._segments(one.where)
        )

    # The versions of the places of the term

    def _aligned(self, sources: Sequence[Found]) -> list[Found]:
        """Renderings of places in the other versions of their segments; a version is led to from one language only."""
        known: Counter[tuple[int, Lang]] = Counter(
            (segment.index, one.lang) for one in self.known for segment, _ in self._segments(one.where)
        )
        led: set[tuple[int, Lang]] = set()
        found: list[Found] = []
        for source in sorted({one.lang for one in sources}, key=lambda lang: (lang != self.lang, lang)):
            spots = self._spots([one for one in sources if one.lang == source])
            bits = 0
            for segment, _ in spots:
                bits |= 1 << segment.index
            for lang in self.corpus.langs:
                here = (
                    []
                    if lang == source
                    else [
                        (segment, spot)
                        for segment, spot in spots
                        if segment.parts.get(lang) and (segment.index, lang) not in led and lang != self.lang
                    ]
                )
                led |= {(segment.index, lang) for segment, _ in here}
                found += self._rendered(_without(here, lang, known)[:_MOST], lang, bits)
        return found

    def _spots(self, sources: Iterable[Found]) -> list[tuple[Segment, Spot]]:
        return [
            (segment, Spot(one.lang, part, Stretch(*(one.where.span or (0, 0)))))
            for one in sources
            for segment, part in self._segments(one.where)
        ]

    def _rendered(self, spots: Sequence[tuple[Segment, Spot]], lang: Lang, bits: int) -> list[Found]:
        threshold = self.scorer.weights.threshold
        choices = [
            choice
            for owner, (segment, spot) in enumerate(spots)
            for choice in self._choices(owner, segment, spot, lang, bits)
        ]
        chosen = picked(supported(choices, lang, self.corpus.vectors, threshold), threshold)
        kept = accidents.without(chosen, lang, spots[0][1].lang, bits, self.corpus.statistics) if chosen else []
        return [_found(choice) for choice in kept]

    def _choices(self, owner: int, segment: Segment, spot: Spot, lang: Lang, bits: int) -> list[Choice]:
        if self.quoted and _quoted(segment, lang):
            return self._quoted_choice(owner, segment, spot, lang)
        candidates = self.scorer.candidates(segment, lang, loose=self.loose)
        if not candidates.spots:
            return []
        scores = self.scorer.weights.score(self.scorer.features(segment, spot, lang, candidates, bits))
        return top(owner, segment, candidates, scores, self.scorer.weights.threshold)

    def _quoted_choice(self, owner: int, segment: Segment, spot: Spot, lang: Lang) -> list[Choice]:
        """The quotation that stands for a quotation, where the quotations of both sides are put in one order."""
        mine, theirs = _quoted(segment, spot.lang), _quoted(segment, lang)
        at = next((i for i, q in enumerate(mine) if (q.part, q.stretch.start) == (spot.part, spot.stretch.start)), None)
        if at is None:
            return []
        left = self.corpus.vectors.of([q.text(segment) for q in mine], spot.lang)
        right = self.corpus.vectors.of([q.text(segment) for q in theirs], lang)
        pairs = _in_order(np.asarray(left @ right.T + _PAIR_BONUS, np.float32))
        if at not in pairs:
            return []
        other = theirs[pairs[at]]
        return [Choice(owner, segment, other, other.text(segment), SURE, 1.0)]

    # Other expressions of the term in its own language

    def _variants(self, sure: Sequence[Found], aligned: Sequence[Found]) -> list[Found]:
        """What stands for the term in its own language: quoted and near to it, or where a version has one of its renderings."""
        found: list[Found] = []
        if not sure:
            return found
        trusted = {(one.lang, one.text) for one in aligned if one.certainty >= _TRUST}
        spoken = {one.where for one in aligned}
        for line in self._lines(self.lang):
            for stretch in self._spreader.find(line, [self.term], _taken(line, sure), VARIANT):
                place = line.place(stretch.start, stretch.end)
                if self.quoted or any(where not in spoken for where in self._standing(place, trusted)):
                    found.append(Found(place, line.text[stretch.start : stretch.end], self.lang, 0.9))
        return found

    def _standing(self, where: Place, trusted: Iterable[tuple[Lang, str]]) -> Iterable[Place]:
        """Where renderings stand in the versions of a place."""
        for segment, _ in self._segments(where):
            for lang, form in trusted:
                for part in segment.parts.get(lang, ()):
                    at = part.line.text.find(form, part.start, part.end)
                    if at >= 0:
                        yield part.line.place(at, at + len(form))

    # All other texts

    def _spread(self, lang: Lang, found: Sequence[Found]) -> list[Found]:
        """Renderings in texts that have no version with the term."""
        mine = [one for one in found if one.lang == lang and (one.certainty >= _TRUST or one.term)]
        trusted = expressions(list(dict.fromkeys(one.text for one in mine)), lang, self.corpus.vectors)
        if not trusted and not self.known:
            trusted = expressions(self._seeds(lang), lang, self.corpus.vectors)
        if not trusted and not self.quoted:
            return []
        least = VARIANT if lang == self.lang else SPREAD
        return [
            Found(line.place(s.start, s.end), line.text[s.start : s.end], lang, 0.6)
            for line in self._lines(lang)
            if not self._spoken_for(line)
            for s in self._spreader.find(line, trusted, _taken(line, found), least)
        ]

    def _spoken_for(self, line: Line) -> bool:
        """Whether a version in the language of the term would have told of a rendering here."""
        return any(
            len(segment.parts) > 1 and segment.parts.get(self.lang)
            for segment in self.corpus.owner.get((line.article.id, line.paragraph), ())
        )

    def _seeds(self, lang: Lang) -> list[str]:
        """What is nearest to the term by its vector alone, for texts without versions."""
        lines = list(self._lines(lang))
        if not self.quoted and len(lines) > _LIKE:
            cosines = self.corpus.vectors.of([line.text for line in lines], lang) @ self.term.vector
            lines = [lines[place] for place in np.argsort(-cosines, kind="stable")[:_LIKE]]
        found = [seed for line in lines for seed in self._seeded(line, quoted=self.quoted)]
        return [text for _, text in sorted(found, reverse=True)[:1]]

    def _seeded(self, line: Line, *, quoted: bool) -> list[tuple[float, str]]:
        spans = (
            [(q.start, q.end) for q in quotations(line.text)]
            if quoted
            else [(s.start, s.end) for s in stretches(line, 0, len(line.text), loose=self.loose) if not s.cuts]
        )
        texts = [
            text for text in (line.text[s:e] for s, e in spans) if _as_long(text, line.lang, self.term.text, self.lang)
        ]
        cosines = self.corpus.vectors.of(texts, line.lang) @ self.term.vector
        least = _SEED_QUOTED if quoted else _SEED
        return [(float(c), text) for c, text in zip(cosines, texts, strict=True) if c >= least]


def _as_long(text: str, lang: Lang, other: str, theirs: Lang) -> bool:
    """Whether two phrases are of about one length, for their languages."""
    ratio = length(text, lang) / max(length(other, theirs), 1.0)
    return 1 / _LENGTHS <= ratio <= _LENGTHS


def _found(choice: Choice) -> Found:
    line = choice.segment.parts[choice.spot.lang][choice.spot.part].line
    stretch = choice.spot.stretch
    return Found(line.place(stretch.start, stretch.end), choice.text, line.lang, choice.certainty)


def _without(
    spots: Iterable[tuple[Segment, Spot]], lang: Lang, known: Counter[tuple[int, Lang]]
) -> list[tuple[Segment, Spot]]:
    """The spots of each segment less as many as are known to be rendered there."""
    left = defaultdict(int, known)
    kept: list[tuple[Segment, Spot]] = []
    for segment, spot in spots:
        if left[segment.index, lang] > 0:
            left[segment.index, lang] -= 1
        else:
            kept.append((segment, spot))
    return kept


def _quoted(segment: Segment, lang: Lang) -> list[Spot]:
    return [
        Spot(lang, number, Stretch(q.start, q.end))
        for number, part in enumerate(segment.parts.get(lang, ()))
        for q in quotations(part.line.text)
        if part.start <= q.start and q.end <= part.end
    ]


def _in_order(gains: Floats) -> dict[int, int]:
    """The pairs of rows and columns in one order that gain the most together."""
    rows, columns = gains.shape
    best = np.zeros((rows + 1, columns + 1), np.float32)
    for i in range(rows):
        for j in range(columns):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + gains[i, j])
    pairs: dict[int, int] = {}
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs[i] = j
    return pairs


def _taken(line: Line, found: Iterable[Found]) -> list[tuple[int, int]]:
    return [
        one.where.span
        for one in found
        if one.where.span and (one.where.article, one.where.paragraph) == (line.article.id, line.paragraph)
    ]


def _added(found: Iterable[Found], more: Iterable[Found]) -> list[Found]:
    """Both, less what lies over something earlier."""
    kept = list(found)
    spans: defaultdict[tuple[str, int | None], list[tuple[int, int]]] = defaultdict(list)
    for one in kept:
        spans[one.where.article, one.where.paragraph].append(one.where.span or (0, 0))
    for one in more:
        start, end = one.where.span or (0, 0)
        others = spans[one.where.article, one.where.paragraph]
        if all(end <= s or e <= start for s, e in others):
            others.append((start, end))
            kept.append(one)
    return kept
