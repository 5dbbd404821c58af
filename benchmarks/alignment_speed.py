"""Short articles: milliseconds a sentence pair, and how good the result is, beside aligners by length.

    pip install galechurch nltk
    KHEO_DATA=… python benchmarks/alignment_speed.py [--models FOLDER] [--documents N] [--repeats N]

All six pairs of paragraphs-dev. The time of kheo is that of splitting, encoding and aligning, by models that have not seen the
documents, in one process with its vectors loaded; that of the others is the time of the alignment alone, as they split and
encode nothing. It is divided by the sum, over all pairs, of the sentences of the longer side. Each measurement is the median of
some processes, which use one core each.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from statistics import median

import alignment_folds as folds
import alignment_peers as peers
from alignment_folds import DEV, Aligned, Options

from corpora.sentences import split
from corpora.vectors import static
from evaluation.alignment import score
from pipeline.alignment import aligner
from pipeline.alignment.gold import GoldStory


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the processor and of the clock, and what was found."""

    processor: float
    clock: float
    found: Sequence[Aligned]


def main() -> None:
    cli = folds.parser(__doc__)
    cli.add_argument("--repeats", type=int, default=3, help="processes for each measurement [%(default)s]")
    given = cli.parse_args()
    told = folds.options(given)
    whole = folds.read(DEV, told)
    rows = [
        ("kheo, story by story", partial(kheo, told, at_once=False)),
        ("kheo, all at once", partial(kheo, told, at_once=True)),
    ]
    rows += [
        (f"{name}, {'sentences' if sentences else 'paragraphs'}", partial(_peer, name, whole, sentences=sentences))
        for name in peers.PEERS
        for sentences in (False, True)
    ]
    with folds.crew() as pool:
        pool.submit(_train, told).result()
    pairs = sentence_pairs(whole)
    print(
        "| aligner | strict F1 | lax F1 | ms of the processor a sentence pair | ms of the clock |\n|---|---|---|---|---|"
    )
    for name, work in rows:
        runs: list[Measured] = []
        for _ in range(given.repeats):
            with folds.crew() as pool:
                runs.append(pool.submit(work).result())
        figures = score(runs[0].found)
        spent = " | ".join(
            f"{1000 * median(seconds) / pairs:.3f}"
            for seconds in ([r.processor for r in runs], [r.clock for r in runs])
        )
        print(f"| {name} | {figures.mean_strict:.3f} | {figures.mean_lax:.3f} | {spent} |", flush=True)
    print(f"\n{pairs:,} sentence pairs. {folds.signature(told)}")


def _train(told: Options) -> None:
    for half in (0, 1):
        folds.trained(half, told)


def sentence_pairs(stories: Sequence[GoldStory]) -> int:
    """The sum over all pairs of the sentences of the longer side."""
    total = 0
    for each in stories:
        sizes = [sum(len(split(p.text, a.lang)) for p in a.paragraphs) for a in each.story.versions.values()]
        total += sum(max(pair) for pair in combinations(sizes, 2))
    return total


def kheo(told: Options, *, at_once: bool) -> Measured:
    vectors, whole = static.load(), folds.read(DEV, told)
    parts = [(folds.trained(half, told), folds.unseen(whole, half, told)) for half in (0, 1)]
    for weights, own in parts:
        aligner.align(own[0].story, vectors, weights)  # loads what is loaded late
    clock, processor = time.perf_counter(), time.process_time()
    found: list[Aligned] = []
    for weights, own in parts:
        together = [[each.story for each in own]] if at_once else [[each.story] for each in own]
        done = [result for some in together for result in aligner.align_all(some, vectors, weights)]
        found += zip((each.gold for each in own), done, strict=True)
    return Measured(time.process_time() - processor, time.perf_counter() - clock, found)


def _peer(name: str, whole: Sequence[GoldStory], *, sentences: bool) -> Measured:
    peer, spent = peers.PEERS[name], [0.0, 0.0]

    def timed(left: peers.Text, right: peers.Text) -> peers.Links:
        clock, processor = time.perf_counter(), time.process_time()
        links = peer(left, right)
        spent[0] += time.process_time() - processor
        spent[1] += time.perf_counter() - clock
        return links

    peers.aligned(whole[0].story, peer, sentences=sentences)  # imports it
    found = [(each.gold, peers.aligned(each.story, timed, sentences=sentences)) for each in whole]
    return Measured(spent[0], spent[1], found)


if __name__ == "__main__":
    main()
