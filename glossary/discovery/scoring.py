"""How well a stretch of one version renders a stretch of another: features, and their weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from corpora.languages import LANGUAGES, Lang
from corpora.vectors.encoder import Floats
from glossary.discovery.competition import transport
from glossary.discovery.lines import Stretch, stretches
from glossary.discovery.segments import Atoms, Corpus, Part, Segment, keys
from glossary.discovery.words import words

FEATURES = (
    "cosine",
    "cover",
    "source",
    "together",
    "rival",
    "short",
    "long",
    "cuts",
    "tears",
    "over",
    "place",
    "bound",
)
_RATIO_CAP = 1.2
_TINY = 1e-6
_LAST = 4  # answers that are the same for all occurrences of a segment
_SPOTS = 1_500  # candidates of a side at most; sentences have hundreds, and what is compared grows with their square
_KEPT = 400  # sides of segments that are kept
_TEXTS = 50_000  # texts of which the segments are kept, a kilobyte each where there are 8,000 of these


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one part of one side of a segment."""

    lang: Lang
    part: int
    stretch: Stretch

    def text(self, segment: Segment) -> str:
        """What stands there."""
        return segment.parts[self.lang][self.part].line.text[self.stretch.start : self.stretch.end]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, and what nothing at all does.

    A conditional logit over the candidates of 40 terms of one real article in three directions (benchmarks/discovery.py);
    the threshold was raised from the fitted 0.5 to 2.0, from where on what is found is lost faster than what is wrong.
    """

    values: dict[str, float] = field(
        default_factory=lambda: {
            "cosine": 2.81,
            "cover": 2.87,
            "source": 2.13,
            "together": 3.65,
            "rival": 2.59,
            "short": -1.33,
            "long": -2.35,
            "cuts": -1.81,
            "tears": -1.12,
            "over": 0.64,
            "place": -1.6,
            "bound": -1.32,
        }
    )
    threshold: float = 2.0

    def score(self, features: Floats) -> Floats:
        """The weighted sums of rows of features."""
        return np.asarray(features @ np.array([self.values[name] for name in FEATURES], np.float32), np.float32)


@dataclass(frozen=True, slots=True)
class Candidates:
    """All that may render anything in one side of a segment."""

    spots: tuple[Spot, ...]
    texts: tuple[str, ...]
    vectors: Floats  # [n, d]
    member: Floats  # [n, atoms]: which atoms each one holds
    cuts: Floats  # [n]: how much the edges of each one look as if they cut a longer term
    bound: Floats  # [n]: how much each one is only seen beside one and the same word, in languages with spaces
    lengths: Floats  # [n]: in letters of English
    key: tuple[int, Lang, bool]  # segment, language, whether they may begin with a function word


class Scorer:
    """Compares the sides of segments; what it computes of a side is kept."""

    def __init__(self, corpus: Corpus, weights: Weights | None = None) -> None:
        self.corpus = corpus
        self.weights = weights or Weights()
        self._candidates: dict[tuple[int, Lang, bool], Candidates] = {}
        self._plans: dict[tuple[int, Lang, Lang], Floats] = {}
        self._bits: dict[tuple[str, Lang], int] = {}
        self._counts: dict[tuple[tuple[int, Lang, bool], Lang, int], Floats] = {}
        self._cosines: dict[tuple[tuple[int, Lang, bool], tuple[int, Lang, bool]], Floats] = {}

    def candidates(self, segment: Segment, lang: Lang, *, loose: bool = False) -> Candidates:
        """Every stretch of a side that may be a term."""
        key = segment.index, lang, loose
        if key not in self._candidates:
            if len(self._candidates) > _KEPT:
                self._candidates.clear()
            self._candidates[key] = self._found(segment, lang, loose)
        return self._candidates[key]

    def _found(self, segment: Segment, lang: Lang, loose: bool) -> Candidates:
        spots = tuple(
            Spot(lang, number, stretch)
            for number, part in enumerate(segment.parts.get(lang, ()))
            for stretch in stretches(part.line, part.start, part.end, loose=loose)
        )[:_SPOTS]
        texts = tuple(spot.text(segment) for spot in spots)
        atoms = self.corpus.atoms(segment, lang)
        return Candidates(
            spots,
            texts,
            self.corpus.vectors.of(texts, lang),
            _member(spots, atoms),
            self._cuts(spots, texts),
            self._bound(spots, texts),
            np.array([length(text, lang) for text in texts], np.float32),
            (segment.index, lang, loose),
        )

    def _cuts(self, spots: Sequence[Spot], texts: Sequence[str]) -> Floats:
        cuts = np.array([spot.stretch.cuts for spot in spots], np.float32)
        for place, (spot, text) in enumerate(zip(spots, texts, strict=True)):
            if spot.stretch.left or spot.stretch.right:
                edges = self.corpus.edges(text, spot.lang)
                open_ends = (spot.stretch.left, 1 - edges.left), (spot.stretch.right, 1 - edges.right)
                cuts[place] -= sum(free for is_cut, free in open_ends if is_cut)
        return cuts

    def features(self, segment: Segment, term: Spot, lang: Lang, found: Candidates, where: int) -> Floats:
        """How candidates stand to an occurrence of a term, float32 [n, features].

        Args:
            segment: the one that both stand in.
            term: the occurrence.
            lang: the candidates' language.
            found: the candidates.
            where: the bits of the segments in which the term stands.
        """
        source = term.text(segment)
        vector = self.corpus.vectors.of([source], term.lang)[0]
        cosines = found.vectors @ vector
        plan = self._aligned(segment, term.lang, lang)
        held = self.corpus.atoms(segment, term.lang).inside(term.part, term.stretch.start, term.stretch.end)
        whole = plan.sum(axis=0)
        into = found.member @ plan[held].sum(axis=0) / max(float(plan[held].sum()), _TINY)
        out = (found.member @ plan[held].sum(axis=0)) / np.maximum(found.member @ whole, _TINY)
        cover = np.sqrt(np.maximum(into * out, 0.0))
        deviation = np.log(np.maximum(found.lengths, 1) / max(length(source, term.lang), 1.0))
        short, long = np.clip(-deviation, 0, _RATIO_CAP), np.clip(deviation, 0, _RATIO_CAP)
        tears = np.array([spot.stretch.tears for spot in found.spots], np.float32)
        together = self._shared(found, term.lang, where)
        rival, over = (np.minimum(0.0, cosines - best) for best in self._rivals(segment, term, found))
        return np.stack(
            [
                cosines,
                cover,
                into,
                together,
                rival,
                short,
                long,
                found.cuts,
                tears,
                over,
                self._apart(segment, term, found),
                found.bound,
            ],
            axis=1,
        ).astype(np.float32)

    def _bound(self, spots: Sequence[Spot], texts: Sequence[str]) -> Floats:
        edges = (
            self.corpus.edges(text, spot.lang) if words(spot.lang).spaced else None
            for spot, text in zip(spots, texts, strict=True)
        )
        return np.array([one.left + one.right if one else 0.0 for one in edges], np.float32)

    def _apart(self, segment: Segment, term: Spot, found: Candidates) -> Floats:
        """How far each candidate stands from where the term does, from 0 (at the same share of its sentence) to 1."""
        here = _relative(segment, [term])
        return np.asarray(np.abs(_relative(segment, found.spots) - here), np.float32)

    def _shared(self, found: Candidates, source: Lang, where: int) -> Floats:
        """How often each candidate stands in the same segments as the term; the last answers are kept."""
        key = found.key, source, where
        if key not in self._counts:
            if len(self._counts) > _LAST:
                self._counts.clear()
            counts = [self._together(text, found.key[1], source, where) for text in found.texts]
            self._counts[key] = np.array(counts, np.float32)
        return self._counts[key]

    def _together(self, text: str, lang: Lang, other: Lang, where: int) -> float:
        statistics = self.corpus.statistics
        if (text, lang) not in self._bits:
            if len(self._bits) > _TEXTS:
                self._bits.clear()
            self._bits[text, lang] = statistics.where(keys(text, lang), lang)
        return statistics.together(where, self._bits[text, lang], statistics.has(lang) & statistics.has(other))

    def _rivals(self, segment: Segment, term: Spot, found: Candidates) -> tuple[Floats, Floats]:
        """How near each candidate comes to anything beside the term, and to anything around it."""
        others = self.candidates(segment, term.lang)
        start, end = term.stretch.start, term.stretch.end
        apart: list[int] = []
        around: list[int] = []
        for i, spot in enumerate(others.spots):
            s, e = spot.stretch.start, spot.stretch.end
            if spot.part != term.part or e <= start or s >= end:
                apart.append(i)
            elif s <= start and end <= e and (s, e) != (start, end):
                around.append(i)
        similar = self._pairs(found, others)
        none = np.full(len(found.texts), -1.0, np.float32)
        best = [np.asarray(similar[:, held].max(axis=1), np.float32) if held else none for held in (apart, around)]
        return best[0], best[1]

    def _pairs(self, found: Candidates, others: Candidates) -> Floats:
        """The cosines of the candidates of two sides, float32 [n, m]; the last ones are kept."""
        key = found.key, others.key
        if key not in self._cosines:
            if len(self._cosines) > _LAST:
                self._cosines.clear()
            self._cosines[key] = np.asarray(found.vectors @ others.vectors.T, np.float32)
        return self._cosines[key]

    def _aligned(self, segment: Segment, source: Lang, target: Lang) -> Floats:
        key = segment.index, source, target
        if key not in self._plans:
            if len(self._plans) > _KEPT:
                self._plans.clear()
            self._plans[key] = transport(self.corpus, segment, source, target)
        return self._plans[key]


_DENSE = 2.2  # letters of an alphabet that a kanji says more than kana do


def length(text: str, lang: Lang) -> float:
    """How long a phrase is in letters of English; kanji count for more than kana."""
    if lang not in LANGUAGES:
        return float(len(text))
    dense = 0.0 if LANGUAGES[lang].joiner else _DENSE - 1.0
    size = sum(1.0 + dense * ("\u3400" <= char <= "\u9fff") for char in text)
    return size / (LANGUAGES[lang].length * (1 + dense / 2))


def _relative(segment: Segment, spots: Sequence[Spot]) -> Floats:
    if not spots:
        return np.zeros(0, np.float32)
    parts = segment.parts[spots[0].lang]
    starts = np.cumsum([0, *(part.end - part.start for part in parts)])
    places = [starts[s.part] + s.stretch.start - parts[s.part].start for s in spots]
    return np.asarray(np.array(places) / max(int(starts[-1]), 1), np.float32)


def _member(spots: Sequence[Spot], atoms: Atoms) -> Floats:
    """Of each spot and atom the share of the atom that lies in the spot."""
    if not spots or not atoms.spans:
        return np.zeros((len(spots), len(atoms.spans)), np.float32)
    starts = np.array([spot.stretch.start for spot in spots])[:, None]
    ends = np.array([spot.stretch.end for spot in spots])[:, None]
    parts = np.array([spot.part for spot in spots])[:, None]
    left, right = np.array(atoms.spans).T
    shared = np.minimum(ends, right) - np.maximum(starts, left)
    share = np.clip(shared / np.maximum(right - left, 1), 0.0, 1.0)
    return np.asarray(share * (parts == np.array(atoms.part)), np.float32)


def part_of(segment: Segment, lang: Lang, article: str, paragraph: int, start: int) -> int | None:
    """Which part of a segment's side a place lies in."""
    for number, part in enumerate(segment.parts.get(lang, ())):
        line: Part = part
        if (line.line.article.id, line.line.paragraph) == (article, paragraph) and line.start <= start < line.end:
            return number
    return None
