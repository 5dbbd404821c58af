"""How right an alignment is: F1 of its beads and units, its moved passages, and how far its confidence can be believed."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpora.alignment import Alignment, Bead, Unit
from corpora.languages import Lang

Group = frozenset[tuple[Lang, int]]  # a unit by its members
EDGES = (*(k / 10 for k in range(10)), 0.95, 0.99, 1.0)  # of the bands of confidence; finer where most units are


@dataclass(frozen=True, slots=True)
class GoldAlignment:
    """What is right for one story."""

    units: tuple[Mapping[Lang, Sequence[int]], ...]
    beads: Mapping[tuple[Lang, Lang], tuple[Bead, ...]]
    moved: Mapping[Lang, Sequence[int]] = field(default_factory=dict)  # paragraphs that stand elsewhere


@dataclass(frozen=True, slots=True)
class F1:
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float
    expected: int = 0  # how many there were to find

    @property
    def value(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class AlignmentScores:
    """Micro-averages over documents; `mean_…` are means over the pairs of languages."""

    strict: Mapping[tuple[Lang, Lang], F1]
    lax: Mapping[tuple[Lang, Lang], F1]
    units: F1
    moved: F1

    @property
    def mean_strict(self) -> float:
        """Mean strict F1 over the pairs, each rounded to four digits as it is shown."""
        return sum(round(f.value, 4) for f in self.strict.values()) / max(len(self.strict), 1)

    @property
    def mean_lax(self) -> float:
        """Mean lax F1 over the pairs, likewise."""
        return sum(round(f.value, 4) for f in self.lax.values()) / max(len(self.lax), 1)

    def table(self) -> str:
        """The figures as lines of text, four digits each."""
        rows = [(f"{a}-{b}", self.strict[a, b].value, self.lax[a, b].value) for a, b in sorted(self.strict)]
        lines = [
            f"{name:10s}  strict F1 {s:.4f}  lax F1 {x:.4f}"
            for name, s, x in [*rows, ("mean", self.mean_strict, self.mean_lax)]
        ]
        if self.units.expected:
            lines.append(f"{'multi-way':10s}  strict F1 {self.units.value:.4f}")
        if self.moved.expected:
            lines.append(f"{'moved':10s}  precision {self.moved.precision:.4f}  recall {self.moved.recall:.4f}")
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Band:
    """Units whose confidence lies in one range."""

    low: float
    high: float
    units: int
    confidence: float  # on the mean
    right: float  # the share of them that stands in the gold exactly


@dataclass(frozen=True, slots=True)
class Calibration:
    """What confidence is worth: of units at 0.9, nine in ten should be right."""

    bands: tuple[Band, ...]  # those that hold units, in ascending order

    @property
    def units(self) -> int:
        """How many units were judged."""
        return sum(band.units for band in self.bands)

    @property
    def error(self) -> float:
        """The expected calibration error: how far confidence is from the share of right units, on the mean over all units.

        Never less than over ten bands of equal width, which these divide.
        """
        return sum(band.units * abs(band.confidence - band.right) for band in self.bands) / max(self.units, 1)

    def table(self) -> str:
        """The figures as lines of text."""
        lines = [
            f"expected calibration error {self.error:.4f} over {self.units:,} units; right is one that stands in the gold exactly",
            f"{'confidence':10s}  {'units':>7s}  {'mean':>6s}  {'right':>6s}",
            *(
                f"{f'{b.low:.2f}-{b.high:.2f}':10s}  {b.units:7,d}  {b.confidence:6.4f}  {b.right:6.4f}"
                for b in self.bands
            ),
        ]
        return "\n".join(lines) + "\n"


def calibrate(documents: Iterable[tuple[GoldAlignment, Alignment]], edges: Sequence[float] = EDGES) -> Calibration:
    """Compare the confidence of every unit, also of those in one language, with whether it is right, band by band.

    Units that an editor locked are left out: their confidence is no guess.
    """
    judged: list[list[tuple[float, bool]]] = [[] for _ in edges[1:]]
    for gold, found in documents:
        right = {_group(unit) for unit in gold.units}
        for unit in found.units:
            if not unit.locked:
                band = min(bisect_right(edges, unit.confidence), len(judged)) - 1
                judged[band].append((unit.confidence, _group(unit.paragraphs) in right))
    return Calibration(
        tuple(
            Band(low, high, len(own), sum(sure for sure, _ in own) / len(own), sum(hit for _, hit in own) / len(own))
            for (low, high), own in zip(pairwise(edges), judged, strict=True)
            if own
        )
    )


class _Count:
    """Hits and sizes, added up over documents."""

    def __init__(self) -> None:
        self.hits_found = self.found = self.hits_gold = self.gold = 0

    def add(self, hits_found: int, found: int, hits_gold: int, gold: int) -> None:
        self.hits_found += hits_found
        self.found += found
        self.hits_gold += hits_gold
        self.gold += gold

    @property
    def f1(self) -> F1:
        return F1(
            self.hits_found / self.found if self.found else 0.0,
            self.hits_gold / self.gold if self.gold else 0.0,
            self.gold,
        )


def score(documents: Iterable[tuple[GoldAlignment, Alignment]]) -> AlignmentScores:
    """Score alignments against gold.

    Precision counts every bead found, one-sided ones too, recall only gold beads with both sides (Sennrich & Volk 2011).
    Strict takes the exact bead, lax one linked pair of indices in common. Units of a single language count on neither side.
    """
    strict: dict[tuple[Lang, Lang], _Count] = {}
    lax: dict[tuple[Lang, Lang], _Count] = {}
    units, moved = _Count(), _Count()
    for gold, found in documents:
        for pair, beads in gold.beads.items():
            _count_beads(
                strict.setdefault(pair, _Count()), lax.setdefault(pair, _Count()), beads, found.beads.get(pair, ())
            )
        right = {_group(u) for u in gold.units} & {_group(u.paragraphs) for u in found.units}
        hits = sum(_shared(group) for group in right)
        units.add(
            hits,
            sum(_shared(_group(u.paragraphs)) for u in found.units),
            hits,
            sum(_shared(_group(u)) for u in gold.units),
        )
        said, true = _said(found.units), _moved(gold)
        moved.add(len(said & true), len(said), len(said & true), len(true))
    return AlignmentScores(
        {pair: count.f1 for pair, count in strict.items()},
        {pair: count.f1 for pair, count in lax.items()},
        units.f1,
        moved.f1,
    )


def _count_beads(strict: _Count, lax: _Count, gold: Sequence[Bead], found: Sequence[Bead]) -> None:
    gold_set, found_set = set(gold), set(found)
    gold_links, found_links = _links(gold), _links(found)
    both = [bead for bead in gold if bead.left and bead.right]
    strict.add(sum(b in gold_set for b in found), len(found), sum(b in found_set for b in both), len(both))
    lax.add(
        sum(b in gold_set or bool(_links([b]) & gold_links) for b in found),
        len(found),
        sum(bool(_links([b]) & found_links) for b in both),
        len(both),
    )


def _links(beads: Iterable[Bead]) -> set[tuple[int, int]]:
    return {(i, j) for bead in beads for i in bead.left for j in bead.right}


def _group(unit: Mapping[Lang, Sequence[int]]) -> Group:
    return frozenset((lang, i) for lang, indices in unit.items() for i in indices)


def _shared(group: Group) -> bool:
    return len({lang for lang, _ in group}) > 1


def _said(units: Iterable[Unit]) -> set[tuple[Lang, int]]:
    return {(lang, i) for unit in units for lang in unit.moved for i in unit.paragraphs[lang]}


def _moved(gold: GoldAlignment) -> set[tuple[Lang, int]]:
    """All paragraphs, in the language concerned, of units of which one paragraph has moved."""
    return {
        (lang, i)
        for unit in gold.units
        for lang, indices in unit.items()
        if set(indices) & set(gold.moved.get(lang, ()))
        for i in indices
    }
