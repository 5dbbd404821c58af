"""Long texts: time and memory of whole processes of `kheo align`, and how they grow, beside aligners by length.

    pip install galechurch nltk
    KHEO_DATA=… python benchmarks/alignment_long.py [--weights FILE] [--repeats N] [--largest N]

A process starts, reads one JSON line, splits, encodes, aligns and prints; the others only start, read, split and align.
The texts are made of the training data of the vectors, in paragraphs of some rows, of which each version lacks a few: they have been
seen, so that only time and memory count. Medians over processes. OMP_NUM_THREADS goes on to them; without it numpy takes
all cores for its products, which are small.
"""

import json
import lzma
import math
import os
import random
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from corpora.languages import LANGUAGES, Lang
from corpora.sentences import split

PEERS = Path(__file__).with_name("alignment_peers.py")
MISSING, ENDING = 0.03, 0.35  # how often a version lacks a row, and how often a paragraph ends behind one
PATIENCE = 60.0  # seconds after which a measurement is not repeated
# A small process starts the large one: what a process has used at most counts the one that it was started from.
MEASURE = """
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
os._exit(status != 0)
"""


@dataclass(frozen=True, slots=True)
class Texts:
    """Rows of a data set as the versions of one story."""

    rows: str  # the data set
    langs: tuple[Lang, ...]
    sizes: tuple[int, ...]  # sentences a side
    endings: tuple[str, ...]  # of the rows that are taken
    others: tuple[tuple[str, int], ...] = ()  # other aligners, and the sentences up to which they are asked


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds of the clock and of the processor, and megabytes at most."""

    clock: float
    processor: float
    memory: float


PAIR = Texts(
    "bible", ("de", "en"), (1250, 2500, 5000, 10000, 20000), tuple(".,;:!?"), (("galechurch", 20000), ("nltk", 2500))
)
FOUR = Texts("godot_editor", ("vi", "en", "de", "ja"), (500, 1000, 2000), tuple(".!?。！？"))


def main() -> None:
    cli = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    cli.add_argument("--weights", type=Path, help="weights of the aligner [those that kheo ships]")
    cli.add_argument("--repeats", type=int, default=3, help="processes for each measurement [%(default)s]")
    cli.add_argument("--largest", type=int, default=PAIR.sizes[-1], help="sentences a side at most [%(default)s]")
    given = cli.parse_args()
    if not (data := os.environ.get("KHEO_DATA")):
        sys.exit(f"{sys.argv[0]} needs KHEO_DATA, the folder that holds training/")
    kheo = [sys.executable, "-c", "from pipeline.cli import main; main()", "align", "--quiet"]
    kheo += ["--weights", str(given.weights)] if given.weights else []
    print(
        "| aligner | versions | sentences a side | s of the clock | s of the processor | MB at most | time grows as n to the |"
    )
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for texts in (PAIR, FOUR):
            sizes = [size for size in texts.sizes if size <= given.largest]
            files = [written(texts, size, Path(data), Path(folder)) for size in sizes]
            show("kheo", texts, sizes, [cost([*kheo, str(file)], given.repeats) for file in files])
            for name, most in texts.others:
                command = [sys.executable, str(PEERS), name]
                some = [(size, file) for size, file in zip(sizes, files, strict=True) if size <= most]
                costs = [cost([*command, str(file)], given.repeats) for _, file in some]
                show(name, texts, [size for size, _ in some], costs)
    print(f"\n{os.cpu_count()} cores; OMP_NUM_THREADS is {os.environ.get('OMP_NUM_THREADS', 'not set')}.")


def show(name: str, texts: Texts, sizes: Sequence[int], costs: Sequence[Cost]) -> None:
    growth = [
        math.log(after.processor / before.processor) / math.log(larger / smaller)
        for (before, after), (smaller, larger) in zip(pairwise(costs), pairwise(sizes), strict=True)
    ]
    for size, each, power in zip(sizes, costs, ("", *(f"{own:.2f}" for own in growth)), strict=True):
        print(
            f"| {name} | {'-'.join(texts.langs)} | {size:,} | {each.clock:.1f} | {each.processor:.1f} | {each.memory:.0f} "
            f"| {power} |",
            flush=True,
        )


def cost(command: Sequence[str], repeats: int) -> Cost:
    """Medians over whole processes; over fewer, where these take long."""
    found: list[list[float]] = []
    while len(found) < repeats and sum(own[0] for own in found) < PATIENCE:
        said = subprocess.run([sys.executable, "-c", MEASURE, *command], stdout=subprocess.PIPE, check=True).stdout
        found.append([float(number) for number in said.split()])
    return Cost(*(median(values) for values in zip(*found, strict=True)))


def written(texts: Texts, size: int, data: Path, folder: Path) -> Path:
    """A file with a story whose longest version has about so many sentences."""
    path = folder / f"{texts.rows}-{size}.jsonl"
    path.write_text(
        json.dumps({"id": texts.rows, "versions": versions(texts, size, data)}, ensure_ascii=False) + "\n", "utf-8"
    )
    return path


def versions(texts: Texts, size: int, data: Path) -> dict[Lang, list[str]]:
    """For each language paragraphs, each cut on its own."""
    chance = random.Random(1)
    done: dict[Lang, list[str]] = {lang: [] for lang in texts.langs}
    open_: dict[Lang, list[str]] = {lang: [] for lang in texts.langs}
    count = dict.fromkeys(texts.langs, 0)
    for row in _rows(texts, data):
        if max(count.values()) >= size:
            break
        for lang in texts.langs:
            if chance.random() >= MISSING:
                open_[lang].append(row[lang])
            if open_[lang] and chance.random() < ENDING:
                done[lang].append(LANGUAGES[lang].joiner.join(open_[lang]))
                open_[lang] = []
                count[lang] += len(split(done[lang][-1], lang))
    return done


def _rows(texts: Texts, data: Path) -> Iterator[dict[Lang, str]]:
    with lzma.open(data / "training" / f"{texts.rows}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            said = {lang: row.get(lang, "").replace("\n", " ").strip() for lang in texts.langs}
            if all(text.endswith(texts.endings) for text in said.values()):
                yield said


if __name__ == "__main__":
    main()
