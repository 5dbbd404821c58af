"""What each part of the aligner brings, on documents that the models have not seen.

    KHEO_DATA=… python benchmarks/alignment_ablation.py versions [--models FOLDER] [--documents N]
    KHEO_DATA=… python benchmarks/alignment_ablation.py evidence [--models FOLDER] [--documents N] [--only NAME …]

`versions`: the strict F1 of each pair's beads when its two versions are aligned alone, with one further version, and with two, by the
same models. `evidence`: models learned without one kind of evidence each, which takes minutes a row; a model learned
with another seed shows how much is chance.
"""

from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import mean

import alignment_folds as folds
from alignment_folds import DEFAULT_SETS, DEV, HARD_SET, MOVES, OMISSIONS, Aligned, Options, TestSet

from corpora.article import Story
from corpora.languages import Lang
from evaluation.alignment import score
from pipeline.alignment.features import SIGHT
from pipeline.alignment.gold import GoldStory

SETS = (DEV, DEFAULT_SETS[0], HARD_SET, OMISSIONS)
LAYOUT_SEED = 505


@dataclass(frozen=True, slots=True)
class Variant:
    """The aligner without something."""

    name: str
    without: tuple[str, ...] = ()  # how the names of features begin
    step: str = ""  # a step of the aligner
    seeds: int = 0  # further on in the seeds of learning


VARIANTS = (
    Variant("everything"),
    Variant("everything, learned with another seed", seeds=1),
    Variant("vectors, as evidence of a link", SIGHT),
    Variant("margins (cosines alone)", ("margin", "deletion best margin")),
    Variant("split sentences: their halves", ("halves", "weaker half")),
    Variant(
        "paragraph boundaries",
        (
            "start ",
            "ends ",
            "crossed",
            "deletion starts",
            "deletion ends",
            "deletion whole",
            "deletion open at boundary",
            "deletion extend at boundary",
        ),
    ),
    Variant("numbers, dates, document ids", ("quantities",)),
    Variant("names, katakana, concepts", ("names",)),
    Variant("identical sentences", ("identical",)),
    Variant("layout", ("roles apart", "headings", "items")),
    Variant("length", ("length", "short", "deletion length")),
    Variant(
        "third versions",
        ("agreement", "contradiction", "deletion unlinked", "deletion present", "deletion absent"),
    ),
    Variant("cutting glued headlines off", step="headlines"),
    Variant("looking for moved passages", step="moves"),
)


def main() -> None:
    cli = folds.parser(__doc__)
    cli.add_argument("what", choices=("versions", "evidence"))
    cli.add_argument("--only", action="append", default=[], help="rows whose names begin so; may be repeated")
    cli.add_argument("--sets", type=int, default=len(SETS), help="how many of the sets, to try it out")
    given = cli.parse_args()
    told = folds.options(given)
    sets = SETS[: given.sets]
    (versions if given.what == "versions" else evidence)(told, sets, given)
    print(f"\n{folds.signature(told)}")


def versions(told: Options, sets: Sequence[TestSet], _: Namespace) -> None:
    parts: list[tuple[TestSet, int]] = []  # the set, and how many versions its stories have
    stories: list[list[GoldStory]] = []
    for each in sets:
        whole = folds.read(each, told)
        langs = sorted(whole[0].story.versions)
        for some in (c for size in (2, 3, 4) for c in combinations(langs, size)):
            parts.append((each, len(some)))
            stories.append([_part(story, some) for story in whole])
    strict: dict[tuple[TestSet, int, tuple[Lang, Lang]], list[float]] = defaultdict(list)
    for (each, size), aligned in zip(parts, folds.two_fold(stories, told), strict=True):
        for pair, found in score(aligned).strict.items():
            strict[each, size, pair].append(found.value)
    print(f"| pair | {' | '.join(each.name for each in sets)} |\n|---{'|---' * len(sets)}|")
    pairs = sorted({pair for _, _, pair in strict})
    for pair in pairs:
        cells = [" / ".join(f"{mean(strict[each, size, pair]):.3f}" for size in (2, 3, 4)) for each in sets]
        print(f"| {'-'.join(pair)} | {' | '.join(cells)} |")
    cells = [
        " / ".join(f"{mean(mean(strict[each, size, pair]) for pair in pairs):.4f}" for size in (2, 3, 4))
        for each in sets
    ]
    print(f"| mean | {' | '.join(cells)} |")


def _part(whole: GoldStory, langs: Sequence[Lang]) -> GoldStory:
    """A story with some of its versions only; of the gold, what concerns their pairs."""
    story = Story(whole.story.id, {lang: whole.story.versions[lang] for lang in langs})
    beads = {pair: whole.gold.beads[pair] for pair in combinations(langs, 2)}
    return GoldStory(story, replace(whole.gold, beads=beads))


def evidence(told: Options, sets: Sequence[TestSet], given: Namespace) -> None:
    names = [*(each.name for each in sets), MOVES[0].name, "headings and lists"]
    stories = [folds.read(each, told) for each in (*sets, MOVES[0])] + [folds.with_layout(told, LAYOUT_SEED)]
    chosen = [v for v in VARIANTS if not given.only or v.name.startswith(tuple(given.only)) or v is VARIANTS[0]]
    print(f"| without | {' | '.join(names)} | strict, mean, against everything |\n|---{'|---' * (len(names) + 1)}|")
    base = 0.0
    with folds.crew() as pool:
        work = [folds.begin(pool, stories, _changed(told, variant)) for variant in chosen]
        for variant, each in zip(chosen, work, strict=True):
            figures = list(_figures(folds.done(each)))
            total = mean(strict for strict, _, _ in figures)
            base = base or total
            change = f"{100 * (total - base):+.2f}" if variant is not VARIANTS[0] else f"{total:.4f}"
            cells = [" / ".join(f"{value:.3f}" for value in own) for own in figures]
            name = "– (everything)" if variant is VARIANTS[0] else variant.name
            print(f"| {name} | {' | '.join(cells)} | {change} |", flush=True)


def _changed(told: Options, variant: Variant) -> Options:
    settings = replace(told.settings, without=variant.without, seed=told.settings.seed + variant.seeds)
    return replace(told, settings=settings, leaving_out=variant.step)


def _figures(found: Sequence[Sequence[Aligned]]) -> Iterator[tuple[float, float, float]]:
    """Strict, lax and multi-way strict F1 of each set."""
    for aligned in found:
        scores = score(aligned)
        yield scores.mean_strict, scores.mean_lax, scores.units.value


if __name__ == "__main__":
    main()
