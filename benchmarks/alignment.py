"""Alignment: quality on unseen documents, two-fold, and time.

    KHEO_DATA=… python benchmarks/alignment.py [DOCUMENTS]

Weights are learned on the disturbed documents of one half of NTREX dev and measured on those of the other. DOCUMENTS is how
many disturbed documents each half learns from. Needs the train extra.
"""

import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from corpora.alignment import Alignment, Bead
from corpora.article import Story
from corpora.vectors import static
from evaluation.alignment import GoldAlignment, score
from pipeline.alignment import aligner, gold, training
from pipeline.alignment.gold import GoldStory, SegmentedDocument
from pipeline.alignment.model import PairModel
from pipeline.alignment.perturbation import Disturbed, Rates, disturb

SETS = {
    "default rates": Rates(),
    "hard rates": Rates(merge=0.25, split=0.25, drop=0.15, insert=0.15),
    "omissions": Rates(omit=0.25),
    "moves": Rates(move=0.05),
}


def main() -> None:
    data, documents = Path(os.environ["KHEO_DATA"]) / "ntrex", int(sys.argv[1]) if len(sys.argv) > 1 else 150
    vectors = static.load()
    found = list(gold.read_segments(data / "segments-dev.jsonl"))
    random.Random(5).shuffle(found)
    halves = found[::2], found[1::2]
    models = [
        training.train([d.segments for d in half], vectors, training.Settings(documents=documents)) for half in halves
    ]
    unseen = {d.id: model for half, model in zip(reversed(halves), models, strict=True) for d in half}
    print("| set | strict F1 | lax F1 | multi-way strict F1 | moved P / R | calibration error | ms a sentence pair |")
    print("|---|---|---|---|---|---|---|")
    show("paragraphs-dev", gold.read_stories(data / "paragraphs-dev.jsonl"), unseen, vectors)
    for seed, (name, rates) in enumerate(SETS.items(), 1000):
        show(name, list(disturbed(found, rates, seed)), unseen, vectors)


def disturbed(documents: Sequence[SegmentedDocument], rates: Rates, seed: int) -> Iterator[GoldStory]:
    rng = random.Random(seed)
    for document in documents:
        others = [s for d in rng.sample(list(documents), 8) if d is not document for s in d.segments]
        versions = disturb(document.segments, others, rates, rng)
        story = Story(document.id, {d.article.lang: d.article for d in versions})
        yield GoldStory(story, gold_alignment(versions))


def gold_alignment(versions: Sequence[Disturbed]) -> GoldAlignment:
    langs = [d.article.lang for d in versions]
    units = [dict(zip(langs, group, strict=True)) for group in training.gold_groups(versions)]
    beads = {
        (a.article.lang, b.article.lang): tuple(Bead(*group) for group in training.gold_groups([a, b]))
        for a, b in combinations(versions, 2)
    }
    return GoldAlignment(tuple(units), beads, {d.article.lang: tuple(d.moved) for d in versions})


def show(name: str, stories: Sequence[GoldStory], models: dict[str, PairModel], vectors: static.StaticVectors) -> None:
    start = time.process_time()
    aligned = [(s.gold, aligner.align(s.story, vectors, models[s.story.id])) for s in stories]
    spent = time.process_time() - start
    figures = score(aligned)
    moved = f"{figures.moved.precision:.3f} / {figures.moved.recall:.3f}" if figures.moved.recall else "–"
    print(
        f"| {name} | {figures.mean_strict:.4f} | {figures.mean_lax:.4f} | {figures.units.value:.4f} | {moved} "
        f"| {calibration_error(aligned):.3f} | {1000 * spent / sentence_pairs(stories):.2f} |",
        flush=True,
    )


def sentence_pairs(stories: Sequence[GoldStory]) -> int:
    """The sum of the longer sides over all pairs, in sentences."""
    from corpora.sentences import split

    total = 0
    for each in stories:
        sizes = [sum(len(split(p.text, a.lang)) for p in a.paragraphs) for a in each.story.versions.values()]
        total += sum(max(pair) for pair in combinations(sizes, 2))
    return total


def calibration_error(aligned: Sequence[tuple[GoldAlignment, Alignment]]) -> float:
    """Expected calibration error of the units' confidence, in ten bins."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for right, found in aligned:
        groups = {frozenset((lang, i) for lang, side in unit.items() for i in side) for unit in right.units}
        for unit in found.units:
            members = frozenset((lang, i) for lang, side in unit.paragraphs.items() for i in side)
            bins[min(int(unit.confidence * 10), 9)].append((unit.confidence, members in groups))
    total = sum(map(len, bins))
    return sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins) / total


if __name__ == "__main__":
    main()
