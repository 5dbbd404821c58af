"""How right an alignment is: strict and lax F1 of its beads, strict F1 of its units, and its moved passages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpora.alignment import Alignment, Bead, Unit
from corpora.languages import Lang

Group = frozenset[tuple[Lang, int]]  # a unit by its members


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
        lines.append(f"{'multi-way':10s}  strict F1 {self.units.value:.4f}")
        if self.moved.recall or self.moved.precision:
            lines.append(f"{'moved':10s}  precision {self.moved.precision:.4f}  recall {self.moved.recall:.4f}")
        return "\n".join(lines) + "\n"


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
        return F1(self.hits_found / self.found if self.found else 0.0, self.hits_gold / self.gold if self.gold else 0.0)


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
