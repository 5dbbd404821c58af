"""How well a stretch of one version renders a stretch of another: features, and their weights."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from corpora.languages import LANGUAGES, Lang
from corpora.vectors.encoder import Floats
from glossary.discovery.lines import Stretch, stretches
from glossary.discovery.segments import Atoms, Corpus, Part, Segment, keys

FEATURES = ("cosine", "cover", "source", "together", "rival", "length", "cuts", "tears")
_SHARPNESS = 0.08  # of the soft alignment of words; cosines this much apart differ by a factor of e
_NOTHING = 0.22  # the cosine from which on a word is rather aligned than left alone
_DRIFT = 0.15  # what a whole sentence of distance takes from a cosine, so that the second of two equal words meets the second
_RATIO_CAP = 1.2


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
    """What each feature counts, and what nothing at all does."""

    values: dict[str, float] = field(
        default_factory=lambda: {
            "cosine": 2.73,
            "cover": 2.91,
            "source": 1.13,
            "together": 3.82,
            "rival": 3.19,
            "length": -1.11,
            "cuts": -1.59,
            "tears": -0.54,
        }
    )
    threshold: float = 1.1

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


class Scorer:
    """Compares the sides of segments; what it computes of a side is kept."""

    def __init__(self, corpus: Corpus, weights: Weights | None = None) -> None:
        self.corpus = corpus
        self.weights = weights or Weights()
        self._candidates: dict[tuple[int, Lang, bool], Candidates] = {}
        self._soft: dict[tuple[int, Lang, Lang], tuple[Floats, Floats]] = {}
        self._bits: dict[tuple[str, Lang], int] = {}

    def candidates(self, segment: Segment, lang: Lang, *, loose: bool = False) -> Candidates:
        """Every stretch of a side that may be a term."""
        key = segment.index, lang, loose
        if key not in self._candidates:
            self._candidates[key] = self._found(segment, lang, loose)
        return self._candidates[key]

    def _found(self, segment: Segment, lang: Lang, loose: bool) -> Candidates:
        spots = tuple(
            Spot(lang, number, stretch)
            for number, part in enumerate(segment.parts.get(lang, ()))
            for stretch in stretches(part.line, part.start, part.end, loose=loose)
        )
        texts = tuple(spot.text(segment) for spot in spots)
        atoms = self.corpus.atoms(segment, lang)
        return Candidates(spots, texts, self.corpus.vectors.of(texts, lang), _member(spots, atoms))

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
        rows, columns = self._aligned(segment, term.lang, lang)
        own = self.corpus.atoms(segment, term.lang)
        held = own.inside(term.part, term.stretch.start, term.stretch.end)
        theirs = self.corpus.atoms(segment, lang)
        weights = own.weights[held]
        gained = (weights[:, None] * rows[held]).sum(axis=0) / max(float(weights.sum()), 1e-6)
        taken = columns[held].sum(axis=0)
        into = found.member @ gained
        sizes = np.maximum(found.member @ theirs.weights, 1e-6)
        out = (found.member @ (theirs.weights * taken)) / sizes
        cover = np.sqrt(np.maximum(into * out, 0.0))
        ratio = LANGUAGES[lang].length / LANGUAGES[term.lang].length if {lang, term.lang} <= set(LANGUAGES) else 1.0
        lengths = np.array([len(text) for text in found.texts], np.float32)
        deviation = np.minimum(np.abs(np.log(np.maximum(lengths, 1) / (len(source) * ratio))), _RATIO_CAP)
        cuts = np.array([spot.stretch.cuts for spot in found.spots], np.float32)
        tears = np.array([spot.stretch.tears for spot in found.spots], np.float32)
        together = np.array([self._together(text, lang, term.lang, where) for text in found.texts], np.float32)
        rival = np.minimum(0.0, cosines - self._rivals(segment, term, found))
        return np.stack([cosines, cover, into, together, rival, deviation, cuts, tears], axis=1).astype(np.float32)

    def _together(self, text: str, lang: Lang, other: Lang, where: int) -> float:
        statistics = self.corpus.statistics
        if (text, lang) not in self._bits:
            self._bits[text, lang] = statistics.where(keys(text, lang), lang)
        return statistics.together(where, self._bits[text, lang], statistics.has(lang) & statistics.has(other))

    def _rivals(self, segment: Segment, term: Spot, found: Candidates) -> Floats:
        """How near each candidate comes to anything beside the term."""
        others = self.candidates(segment, term.lang)
        apart = [
            i
            for i, spot in enumerate(others.spots)
            if spot.part != term.part
            or spot.stretch.end <= term.stretch.start
            or spot.stretch.start >= term.stretch.end
        ]
        if not apart:
            return np.zeros(len(found.texts), np.float32)
        return np.asarray((found.vectors @ others.vectors[apart].T).max(axis=1), np.float32)

    def _aligned(self, segment: Segment, source: Lang, target: Lang) -> tuple[Floats, Floats]:
        """How probably each word of one side means each of the other, float32 [m, n], by rows and by columns."""
        key = segment.index, source, target
        if key not in self._soft:
            left, right = self.corpus.atoms(segment, source), self.corpus.atoms(segment, target)
            similar = self._similar(left, right, source, target)
            self._soft[key] = _softmax(similar), _softmax(similar.T).T
        return self._soft[key]

    def _similar(self, left: Atoms, right: Atoms, source: Lang, target: Lang) -> Floats:
        statistics = self.corpus.statistics
        similar = left.vectors @ right.vectors.T
        here = (np.arange(len(left.keys)) + 0.5) / max(len(left.keys), 1)
        there = (np.arange(len(right.keys)) + 0.5) / max(len(right.keys), 1)
        both = statistics.has(source) & statistics.has(target)
        mine = [statistics.where(keys(key, source), source) for key in left.keys]
        other = [statistics.where(keys(key, target), target) for key in right.keys]
        dice = np.array([[statistics.together(a, b, both) for b in other] for a in mine], np.float32)
        if dice.size:
            similar = similar + 0.25 * dice.reshape(similar.shape)
        return np.asarray(similar - _DRIFT * np.abs(here[:, None] - there[None, :]), np.float32)


def _softmax(similar: Floats) -> Floats:
    if not similar.size:
        return similar
    raised = np.exp(similar / _SHARPNESS)
    return np.asarray(raised / (raised.sum(axis=1, keepdims=True) + np.exp(_NOTHING / _SHARPNESS)), np.float32)


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
