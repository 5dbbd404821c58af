"""Where the time of alignment goes, and so what compiling a part of it could bring at most.

    OMP_NUM_THREADS=1 KHEO_DATA=… python benchmarks/alignment_profile.py [--weights FILE] [--size N]

Short articles are the stories of paragraphs-dev one after another, the long text is of alignment_long.py. The profiler
slows Python's own code down and numpy's hardly, so that shares of much Python are somewhat too great.
"""

import cProfile
import os
import pstats
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

import alignment_long as long

from corpora.article import Article, Paragraph, Story
from corpora.vectors import static
from pipeline.alignment import aligner, gold, model

# What a part is called, and the functions of which it is the time, by file and name.
PARTS = {
    "splitting into sentences": (("corpora/sentences.py", "split"),),
    "encoding": (("corpora/vectors/static.py", "parts"),),
    "anchors: quantities, names": (("alignment/version.py", "anchored"),),
    "glued headlines": (("alignment/headlines.py", "cuts"),),
    "else in preparing": (("alignment/preparation.py", "prepare"),),
    "windows of long texts": (("alignment/joint.py", "windows"),),
    "features and their weighing": (("alignment/model.py", "score"),),
    "the lattice": (("alignment/lattice.py", "posterior"), ("alignment/lattice.py", "links")),
    "units, beads, confidence": (("alignment/units.py", "build"),),
}
OUTER, INNER = "else in preparing", tuple(PARTS)[:4]  # whose functions are called by its own


def main() -> None:
    cli = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    cli.add_argument("--weights", type=Path, help="weights of the aligner [those that kheo ships]")
    cli.add_argument("--size", type=int, default=10000, help="sentences a side of the long text [%(default)s]")
    given = cli.parse_args()
    if not (data := os.environ.get("KHEO_DATA")):
        sys.exit(f"{sys.argv[0]} needs KHEO_DATA, the folder that holds ntrex/ and training/")
    weights = model.load(given.weights) if given.weights else model.load()
    short = [each.story for each in gold.read_stories(Path(data) / "ntrex" / "paragraphs-dev.jsonl")]
    texts = {
        "short articles": short,
        f"{given.size:,} sentences a side": [_story(long.PAIR, given.size, Path(data))],
        f"four versions of {given.size // 5:,}": [_story(long.FOUR, given.size // 5, Path(data))],
    }
    found = [shares(stories, weights, short[0]) for stories in texts.values()]
    print(f"| part | {' | '.join(texts)} |\n|---{'|---' * len(texts)}|")
    for name in found[0]:
        print(f"| {name} | {' | '.join(f'{100 * own[name]:.0f} %' for own in found)} |")
    most = (f"{1 / (1 - own['the lattice']):.2f}" for own in found)
    print(f"\nWere the lattice compiled and took no time at all, alignment would be {', '.join(most)} times as fast.")


def _story(texts: long.Texts, size: int, data: Path) -> Story:
    versions = long.versions(texts, size, data)
    return Story(
        "long",
        {lang: Article(lang, lang, tuple(map(Paragraph, own, range(len(own))))) for lang, own in versions.items()},
    )


def shares(stories: Sequence[Story], weights: model.PairModel, warming: Story) -> dict[str, float]:
    """The share of each part in the time of aligning stories one by one."""
    vectors = static.load()
    aligner.align(warming, vectors, weights)  # loads what is loaded late
    profile = cProfile.Profile()
    with profile:
        for story in stories:
            aligner.align(story, vectors, weights)
    stats = pstats.Stats(profile)
    total = stats.total_tt  # type: ignore[attr-defined]
    out = {name: sum(_spent(stats, *each) for each in begun) / total for name, begun in PARTS.items()}
    out[OUTER] -= sum(out[name] for name in INNER)
    return out | {"all else": 1.0 - sum(out.values())}


def _spent(stats: pstats.Stats, place: str, function: str) -> float:
    """Seconds in a function and all that it calls."""
    found = [
        own[3]
        for (file, _, name), own in stats.stats.items()  # type: ignore[attr-defined]
        if name == function and file.endswith(place)
    ]
    if not found:
        raise KeyError(f"{place}: {function} is not called any more; mend PARTS")
    return float(sum(found))


if __name__ == "__main__":
    main()
