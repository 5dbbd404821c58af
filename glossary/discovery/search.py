"""How a corpus renders one concept: from the places of a term to the places of its renderings, in all versions and beyond."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpora.finding import Place
from corpora.languages import Lang
from glossary.concept import Term
from glossary.discovery.lines import Line, Stretch, stretches
from glossary.discovery.nearness import Expression, contains, expressions, near
from glossary.discovery.quotations import quotations
from glossary.discovery.scoring import Candidates, Scorer, Spot, part_of
from glossary.discovery.segments import Corpus, Segment
from glossary.discovery.words import words

_QUOTED = 0.75  # share of a term's places that are whole quotations, from which on only quotations render it
_PAIR_BONUS = 0.15  # of two quotations that stand in the same order, whatever they say
_SUPPORT = 2.0  # what a rendering found elsewhere counts, per certainty
_PART = 1.0  # what being a part of a rendering found more surely costs
_SPREAD = 0.8  # nearness to a trusted rendering from which on a text without other versions is taken to have it
_SPREAD_QUOTED, _COSINE_QUOTED = 0.55, 0.3  # the same for quotations
_TRUST = 0.5  # certainty of a rendering from which on others are measured by it
_ALIKE = 0.9  # nearness that makes a rendering of what is not quoted, where the others are
_VARIANT = 0.85  # nearness to the term of what stands for it in its own language, where a version confirms it
_TOP = 30  # candidates of an occurrence that are looked at twice


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a concept is rendered."""

    where: Place
    text: str
    lang: Lang
    certainty: float  # 0 to 1
    term: Term | None = None  # the glossary's, where it knows it


@dataclass(frozen=True, slots=True)
class Known:
    """An occurrence that is sure: the term asked for, or one that the glossary has for its concept."""

    where: Place
    text: str
    lang: Lang
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class _Choice:
    """One candidate of one occurrence."""

    owner: int  # which occurrence
    segment: Segment
    spot: Spot
    text: str
    score: float
    certainty: float


class Search:
    """One concept in one corpus."""

    def __init__(self, scorer: Scorer, lang: Lang, known: Sequence[Known], text: str) -> None:
        self.scorer, self.corpus = scorer, scorer.corpus
        self.lang, self.text = lang, text
        self.known = list(known)
        self.vector = self.corpus.vectors.of([text], lang)[0]
        first = text.split()[0].lower() if text.split() else ""
        self.loose = first in words(lang).function  # so that its renderings may begin with a function word, too
        mine = [one for one in self.known if one.lang == lang]
        self.quoted = bool(mine) and sum(self._is_quotation(one.where) for one in mine) >= _QUOTED * len(mine)

    def run(self) -> list[Found]:
        """All places, known ones first."""
        sources = [one for one in self.known if one.lang == self.lang]
        found = [Found(one.where, one.text, one.lang, 1.0, one.term) for one in self.known]
        variants = self._variants(sources, found, [])
        aligned = self._aligned([*sources, *variants])
        more = self._variants([*sources, *variants], found, aligned)
        if more:
            variants += more
            aligned = self._aligned([*sources, *variants])
        found += [Found(v.where, v.text, v.lang, 0.9) for v in variants]
        found += [one for one in aligned if not _overlaps(one, found)]
        for lang in self.corpus.langs:
            found += self._spread(lang, found)
        return found

    # Places

    def _line(self, where: Place) -> Line:
        return self.corpus.lines[where.article, where.paragraph or 0]

    def _is_quotation(self, where: Place) -> bool:
        line = self._line(where)
        return any((q.start, q.end) == where.span for q in quotations(line.text))

    def _segments(self, where: Place) -> Iterable[tuple[Segment, int]]:
        start = (where.span or (0, 0))[0]
        for segment in self.corpus.owner.get((where.article, where.paragraph or 0), ()):
            part = part_of(segment, where.lang or "", where.article, where.paragraph or 0, start)
            if part is not None:
                yield segment, part

    # The versions of the places of the term

    def _aligned(self, sources: Sequence[Known]) -> list[Found]:
        spots = [
            (segment, Spot(one.lang, part, Stretch(*(one.where.span or (0, 0)))))
            for one in sources
            for segment, part in self._segments(one.where)
        ]
        bits = 0
        for segment, _ in spots:
            bits |= 1 << segment.index
        found: list[Found] = []
        for lang in self.corpus.langs:
            if lang == self.lang:
                continue
            here = [(segment, spot) for segment, spot in spots if segment.parts.get(lang)]
            choices = self._quoted_choices(here, lang) if self.quoted else self._choices(here, lang, bits)
            found += self._picked(self._supported(choices, lang))
        return found

    def _choices(self, spots: Sequence[tuple[Segment, Spot]], lang: Lang, bits: int) -> list[_Choice]:
        choices: list[_Choice] = []
        for owner, (segment, spot) in enumerate(spots):
            found = self.scorer.candidates(segment, lang, loose=self.loose)
            if not found.spots:
                continue
            scores = self.scorer.weights.score(self.scorer.features(segment, spot, lang, found, bits))
            choices += _top(owner, segment, found, scores, self.scorer.weights.threshold)
        return choices

    def _quoted_choices(self, spots: Sequence[tuple[Segment, Spot]], lang: Lang) -> list[_Choice]:
        choices: list[_Choice] = []
        for owner, (segment, spot) in enumerate(spots):
            mine, theirs = _quoted(segment, spot.lang), _quoted(segment, lang)
            place = next(
                (i for i, q in enumerate(mine) if q.part == spot.part and q.stretch.start == spot.stretch.start), None
            )
            if place is None or not theirs:
                continue
            left = self.corpus.vectors.of([q.text(segment) for q in mine], spot.lang)
            right = self.corpus.vectors.of([q.text(segment) for q in theirs], lang)
            pairs = _in_order(left @ right.T + _PAIR_BONUS)
            if place in pairs:
                other = theirs[pairs[place]]
                choices.append(_Choice(owner, segment, other, other.text(segment), 10.0, 0.9))
        return choices

    def _supported(self, choices: list[_Choice], lang: Lang) -> list[_Choice]:
        """Scored again, with what was found for the other occurrences."""
        if len({choice.owner for choice in choices}) < 2:  # noqa: PLR2004
            return choices
        made = {e.text: e for e in expressions(list(dict.fromkeys(c.text for c in choices)), lang, self.corpus.vectors)}
        masses: defaultdict[tuple[str, ...], dict[int, float]] = defaultdict(dict)
        example: dict[tuple[str, ...], Expression] = {}
        for choice in choices:
            key = made[choice.text].stems
            masses[key][choice.owner] = max(masses[key].get(choice.owner, 0.0), choice.certainty)
            example.setdefault(key, made[choice.text])
        best = sorted(masses, key=lambda key: -sum(masses[key].values()))[:12]
        nears = {key: [near(example[key], example[other]) for other in best] for key in masses}
        sums = {key: sum(held.values()) for key, held in masses.items()}
        parts = {
            key for key in masses if any(sums[o] > sums[key] and contains(example[o], example[key]) for o in best)
        }
        scored: list[_Choice] = []
        for choice in choices:
            key = made[choice.text].stems
            support = max(
                (
                    n * min(1.0, sum(m for owner, m in masses[other].items() if owner != choice.owner))
                    for n, other in zip(nears[key], best, strict=True)
                ),
                default=0.0,
            )
            scored.append(replace(choice, score=choice.score + _SUPPORT * support - _PART * (key in parts)))
        return _certain(scored, self.scorer.weights.threshold)

    def _picked(self, choices: list[_Choice]) -> list[Found]:
        """The best disjoint ones, one for each occurrence."""
        owners: set[int] = set()
        taken: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        found: list[Found] = []
        for choice in sorted(choices, key=lambda c: -c.score):
            if choice.owner in owners or choice.score < self.scorer.weights.threshold:
                continue
            line = choice.segment.parts[choice.spot.lang][choice.spot.part].line
            start, end = choice.spot.stretch.start, choice.spot.stretch.end
            others = taken[line.article.id, line.paragraph]
            if any(start < e and s < end for s, e in others):
                continue
            owners.add(choice.owner)
            others.append((start, end))
            found.append(Found(line.place(start, end), choice.text, line.lang, _around(choice, choices)))
        return found

    # Other expressions of the term in its own language

    def _variants(self, sources: Sequence[Known], sure: Sequence[Found], aligned: Sequence[Found]) -> list[Known]:
        """What stands for the term in its own language where a version has one of its renderings, or quoted and near to it."""
        own = expressions([self.text], self.lang, self.corpus.vectors)[0]
        taken = [(one.where.article, one.where.paragraph, one.where.span) for one in (*sources, *sure)]
        found: list[Known] = []
        for line in self._lines(self.lang):
            here = [
                span for article, paragraph, span in taken if (article, paragraph) == (line.article.id, line.paragraph)
            ]
            for stretch in self._near(line, [own], here, _VARIANT):
                place = line.place(stretch.start, stretch.end)
                if self.quoted or self._confirmed(place, aligned):
                    found.append(Known(place, line.text[stretch.start : stretch.end], self.lang))
        return found

    def _confirmed(self, where: Place, aligned: Sequence[Found]) -> bool:
        """Whether a version of the segment has a trusted rendering that none of the term's places accounts for."""
        trusted = {(f.lang, f.text) for f in aligned if f.certainty >= _TRUST}
        spoken = {(f.where.article, f.where.paragraph, f.where.span) for f in aligned}
        for segment, _ in self._segments(where):
            for lang, parts in segment.parts.items():
                for number, part in enumerate(parts):
                    for form in (text for other, text in trusted if other == lang):
                        at = part.line.text.find(form, part.start, part.end)
                        place = (part.line.article.id, part.line.paragraph, (at, at + len(form)))
                        if at >= 0 and place not in spoken and number >= 0:
                            return True
        return False

    # All other texts

    def _spread(self, lang: Lang, found: Sequence[Found]) -> list[Found]:
        """Renderings in articles that have no version with the term: those found, and what is near to them."""
        mine = [one for one in found if one.lang == lang and (one.certainty >= _TRUST or one.term)]
        trusted = expressions(list(dict.fromkeys(one.text for one in mine)), lang, self.corpus.vectors)
        if not trusted and not self.quoted:
            return []
        more: list[Found] = []
        for line in self._lines(lang):
            if self._spoken_for(line):
                continue
            here = [
                one.where.span
                for one in found
                if (one.where.article, one.where.paragraph) == (line.article.id, line.paragraph)
            ]
            least = _VARIANT if lang == self.lang else _SPREAD
            for stretch in self._near(line, trusted, here, least):
                text = line.text[stretch.start : stretch.end]
                more.append(Found(line.place(stretch.start, stretch.end), text, lang, 0.6))
        return more

    def _spoken_for(self, line: Line) -> bool:
        """Whether the language of the term has a version of this paragraph, which would have told; or another one has."""
        return any(
            len(segment.parts) > 1 and (line.lang == self.lang or segment.parts.get(self.lang))
            for segment in self.corpus.owner.get((line.article.id, line.paragraph), ())
        )

    def _lines(self, lang: Lang) -> Iterable[Line]:
        return (line for line in self.corpus.lines.values() if line.lang == lang)

    def _near(
        self, line: Line, trusted: Sequence[Expression], taken: Sequence[tuple[int, int] | None], least: float
    ) -> list[Stretch]:
        """The disjoint stretches of a line that are near enough to any trusted expression, the nearest first."""
        options = self._near_quotations(line, trusted) if self.quoted else []
        limit = max((len(one.text) for one in trusted), default=len(self.text)) * 1.7
        whole = {(o.start, o.end) for _, o in options}
        spans = [
            s
            for s in stretches(line, 0, len(line.text), loose=self.loose)
            if s.end - s.start <= limit and not s.tears and self._shares(line.text[s.start : s.end], line.lang, trusted)
        ]
        made = expressions([line.text[s.start : s.end] for s in spans], line.lang, self.corpus.vectors)
        for stretch, one in zip(spans, made, strict=True):
            closest = max((near(one, other) for other in trusted), default=0.0)
            if closest == 1.0:
                options.append((2.0, stretch))
            elif self.quoted and any(s <= stretch.start and stretch.end <= e for s, e in whole):
                continue  # a quotation is taken whole or not at all
            elif closest >= (_ALIKE if self.quoted else least) and not self._is_cut(stretch, one, line):
                if not any(contains(other, one) for other in trusted):
                    options.append((closest, stretch))
        return _disjoint(options, [span for span in taken if span])

    def _is_cut(self, stretch: Stretch, one: Expression, line: Line) -> bool:
        """Whether a stretch looks like a part of something longer."""
        if stretch.left or stretch.right:
            edges = self.corpus.edges(one.text, line.lang)
            return (stretch.left and edges.left > 0) or (stretch.right and edges.right > 0)
        return stretch.cuts > 0

    def _near_quotations(self, line: Line, trusted: Sequence[Expression]) -> list[tuple[float, Stretch]]:
        limit = max((len(one.text) for one in trusted), default=len(self.text)) * 1.7
        spans = [Stretch(q.start, q.end) for q in quotations(line.text) if q.end - q.start <= limit]
        made = expressions([line.text[s.start : s.end] for s in spans], line.lang, self.corpus.vectors)
        options: list[tuple[float, Stretch]] = []
        for stretch, one in zip(spans, made, strict=True):
            closest = max((near(one, other) for other in trusted), default=0.0)
            cosine = float(one.vector @ self.vector)
            if closest >= _SPREAD_QUOTED or cosine >= _COSINE_QUOTED:
                options.append((1 + max(closest, cosine), stretch))
        return options

    def _shares(self, text: str, lang: Lang, trusted: Sequence[Expression]) -> bool:
        """Whether a text has anything in common with a trusted expression: what has not is never near enough."""
        low = text.lower()
        if words(lang).spaced:
            return any(stem[:5] in low for one in trusted for stem in one.stems if len(stem) > 2)  # noqa: PLR2004
        return any(len(set(one.text) & set(text)) * 2 >= min(len(set(one.text)), len(set(text))) for one in trusted)


def _disjoint(options: Iterable[tuple[float, Stretch]], taken: Iterable[tuple[int, int]]) -> list[Stretch]:
    """The best options first, none over another or over what is taken."""
    chosen: list[Stretch] = []
    blocked = list(taken)
    for _, stretch in sorted(options, key=lambda option: (-option[0], option[1].start - option[1].end)):
        if all(stretch.end <= s or e <= stretch.start for s, e in blocked):
            chosen.append(stretch)
            blocked.append((stretch.start, stretch.end))
    return chosen


def _quoted(segment: Segment, lang: Lang) -> list[Spot]:
    return [
        Spot(lang, number, Stretch(q.start, q.end))
        for number, part in enumerate(segment.parts.get(lang, ()))
        for q in quotations(part.line.text)
        if part.start <= q.start and q.end <= part.end
    ]


def _in_order(gains: np.ndarray) -> dict[int, int]:
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


def _top(owner: int, segment: Segment, found: Candidates, scores: np.ndarray, threshold: float) -> list[_Choice]:
    order = np.argsort(-scores, kind="stable")[:_TOP]
    return _certain(
        [_Choice(owner, segment, found.spots[i], found.texts[i], float(scores[i]), 0.0) for i in order], threshold
    )


def _certain(choices: list[_Choice], threshold: float) -> list[_Choice]:
    """The certainties of the choices of each occurrence, nothing being one of them."""
    sums: defaultdict[int, float] = defaultdict(float)
    for choice in choices:
        sums[choice.owner] += float(np.exp(choice.score - threshold))
    return [
        replace(choice, certainty=float(np.exp(choice.score - threshold)) / (1 + sums[choice.owner]))
        for choice in choices
    ]


def _around(choice: _Choice, choices: Iterable[_Choice]) -> float:
    """The certainty that a rendering is here: of the choices of the same occurrence that mostly cover the same text."""
    s, e = choice.spot.stretch.start, choice.spot.stretch.end
    return sum(
        other.certainty
        for other in choices
        if other.owner == choice.owner
        and other.spot.part == choice.spot.part
        and 2 * (min(e, other.spot.stretch.end) - max(s, other.spot.stretch.start))
        >= max(e, other.spot.stretch.end) - min(s, other.spot.stretch.start)
    )


def _overlaps(one: Found, others: Iterable[Found]) -> bool:
    start, end = one.where.span or (0, 0)
    return any(
        (o.where.article, o.where.paragraph) == (one.where.article, one.where.paragraph)
        and start < (o.where.span or (0, 0))[1]
        and (o.where.span or (0, 0))[0] < end
        for o in others
    )
