"""Alignment: quality on documents that the models have not seen.

    KHEO_DATA=… python benchmarks/alignment_quality.py [--models FOLDER] [--documents N] [--set NAME …]

Strict and lax F1 are means over the six pairs of languages. With --models, the other benchmarks can use the same models.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from statistics import mean

import alignment_folds as folds
from alignment_folds import DEFAULT_SETS, DEV, HARD_SET, MOVES, OMISSIONS, Aligned

from evaluation.alignment import calibrate, score

TENTHS = tuple(k / 10 for k in range(11))  # bands of confidence
SETS = (DEV, *DEFAULT_SETS, HARD_SET, OMISSIONS, *MOVES)


@dataclass(frozen=True, slots=True)
class Figures:
    """How good the alignment of a set is."""

    strict: float  # F1, the mean over pairs
    lax: float
    worst: float  # strict F1 of the worst pair
    units: float  # strict F1 over all versions
    error: float  # of calibration


def main() -> None:
    cli = folds.parser(__doc__)
    cli.add_argument("--set", action="append", default=[], help="only sets whose names begin so; may be repeated")
    given = cli.parse_args()
    told = folds.options(given)
    chosen = [each for each in SETS if not given.set or each.name.startswith(tuple(given.set))]
    found = folds.two_fold([folds.read(each, told) for each in chosen], told)
    print("| set | strict F1 | lax F1 | worst pair, strict | multi-way strict F1 | moved P / R | calibration error |")
    print("|---|---|---|---|---|---|---|")
    default: list[Figures] = []
    for each, aligned in zip(chosen, found, strict=True):
        own = figures(aligned)
        show(each.name, own, f" {worst_pair(aligned)}", moved(aligned))
        if each in DEFAULT_SETS:
            default.append(own)
        if default and each is DEFAULT_SETS[-1]:
            show("… mean of these", Figures(*map(mean, zip(*map(astuple, default), strict=True))), "", "")
    if passages := [pair for each, aligned in zip(chosen, found, strict=True) if each in MOVES for pair in aligned]:
        show("… all moves together", figures(passages), f" {worst_pair(passages)}", moved(passages))
    print(f"\n{folds.signature(told)}")


def show(name: str, found: Figures, pair: str, passages: str) -> None:
    print(
        f"| {name} | {found.strict:.4f} | {found.lax:.4f} | {found.worst:.4f}{pair} | {found.units:.4f} | {passages} "
        f"| {found.error:.3f} |"
    )


def figures(aligned: Sequence[Aligned]) -> Figures:
    found = score(aligned)
    worst = min(f.value for f in found.strict.values())
    return Figures(found.mean_strict, found.mean_lax, worst, found.units.value, calibrate(aligned, TENTHS).error)


def worst_pair(aligned: Sequence[Aligned]) -> str:
    _, (left, right) = min((found.value, pair) for pair, found in score(aligned).strict.items())
    return f"{left}-{right}"


def moved(aligned: Sequence[Aligned]) -> str:
    """Precision and recall of moved paragraphs; where none has moved, how many are said to have."""
    if any(any(right.moved.values()) for right, _ in aligned):
        found = score(aligned).moved
        return f"{found.precision:.3f} / {found.recall:.3f}"
    return f"– ({sum(len(unit.paragraphs[lang]) for _, found in aligned for unit in found.units for lang in unit.moved)} said)"


if __name__ == "__main__":
    main()
