"""Grouping: how many pairs of versions are found in real piles, and how time and memory grow on synthetic ones.

    KHEO_DATA=… python benchmarks/grouping.py [SIZE …]

A synthetic article is a handful of phrases that the training data holds in all four languages; its versions are the same
phrases in each. The sizes count articles. Each pile is measured in a process of its own, so that memory is its own too.
"""

import json
import lzma
import math
import os
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

from corpora.article import Article, Paragraph
from corpora.stories import Grouping, group
from corpora.vectors.static import load

LANGS = ("vi", "en", "de", "ja")  # of the data
SIZES = (1250, 2500, 5000, 10000, 20000)
Record = tuple[str, str, list[str]]  # document, language, paragraphs


def pile(records: Iterable[Record], seed: int = 0) -> tuple[list[Article], dict[str, str]]:
    """Shuffled articles without names, and the document of each."""
    shuffled = list(records)
    random.Random(seed).shuffle(shuffled)
    articles, gold = [], {}
    for number, (document, lang, texts) in enumerate(shuffled):
        articles.append(Article(f"{number:06d}", lang, tuple(Paragraph(t, i) for i, t in enumerate(texts))))
        gold[f"{number:06d}"] = document
    return articles, gold


def agreement(grouping: Grouping, gold: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of articles."""
    documents = defaultdict(list)
    for article, document in gold.items():
        documents[document].append(article)
    wanted = {pair for found in documents.values() for pair in combinations(sorted(found), 2)}
    stories = ([a.id for a in story.versions.values()] for story in grouping.stories)
    got = {pair for found in stories for pair in combinations(sorted(found), 2)}
    hits = len(wanted & got)
    return hits / max(1, len(got)), hits / max(1, len(wanted)), 2 * hits / max(1, len(got) + len(wanted))


def ntrex(folder: Path) -> list[Record]:
    lines = (folder / "ntrex" / "segments-dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [(r["id"], lang, [s[lang] for s in r["segments"]]) for r in records for lang in r["segments"][0]]


def versions(folder: Path, name: str) -> list[Record]:
    lines = (folder / "versions" / name).read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [(r["id"], lang, [p["text"] for p in found]) for r in records for lang, found in r["versions"].items()]


def pieces(records: list[Record], size: int) -> list[Record]:
    """Every document cut into articles of so many segments."""
    return [
        (f"{document}#{first}", lang, texts[first : first + size])
        for document, lang, texts in records
        for first in range(0, len(texts), size)
    ]


def thinned(records: list[Record], share: float) -> list[Record]:
    """The records with a share of the versions missing."""
    chance = random.Random(3)
    return [record for record in records if chance.random() >= share]


def shortened(records: list[Record], share: float) -> list[Record]:
    """Every version without a share of its segments, each on its own."""
    chance = random.Random(2)
    return [(d, lang, [t for t in texts if chance.random() >= share] or texts[:1]) for d, lang, texts in records]


def phrases(folder: Path) -> list[dict[str, str]]:
    found = []
    for path in sorted((folder / "training").glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            rows = (json.loads(line) for line in lines)
            found += [{lang: row[lang] for lang in LANGS} for row in rows if all(row.get(lang) for lang in LANGS)]
    return [row for row in found if 20 <= len(row["en"]) <= 300]


def synthetic(folder: Path, size: int) -> list[Record]:
    chance, rows = random.Random(size), phrases(folder)
    records = []
    for story in range(size // len(LANGS)):
        chosen = [chance.choice(rows) for _ in range(chance.randint(6, 20))]
        records += [(str(story), lang, [row[lang] for row in chosen]) for lang in LANGS]
    return records


def measure(name: str, records: list[Record]) -> str:
    articles, gold = pile(records)
    began = time.perf_counter()
    grouping = group(articles, load())
    spent = time.perf_counter() - began
    precision, recall, f1 = agreement(grouping, gold)
    return f"| {name} | {len(articles)} | {precision:.4f} | {recall:.4f} | {f1:.4f} | {len(grouping.findings)} | {spent:.1f} |"


def grow(records: list[Record]) -> tuple[float, float, float]:
    """Seconds of one core, megabytes and F1 of a pile."""
    load().encode(["warm"])
    articles, gold = pile(records)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    grouping = group(articles, load())
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return spent, peak / 1024, agreement(grouping, gold)[2]


def main(sizes: Sequence[int]) -> None:
    folder = os.environ.get("KHEO_DATA")
    if not folder:
        sys.exit("benchmarks/grouping.py needs KHEO_DATA, the folder that holds ntrex/, versions/ and training/")
    data = Path(folder)
    print(f"vectors {load().signature}\n")
    print("| pile | articles | precision | recall | F1 | A101 | seconds |\n|---|---|---|---|---|---|---|")
    news = ntrex(data)
    print(measure("NTREX dev", news))
    for share in (0.3, 0.5, 0.7):
        print(measure(f"… {share:.0%} of the versions missing", thinned(news, share)))
    for share in (0.2, 0.4):
        print(measure(f"… {share:.0%} of the segments missing in each version", shortened(news, share)))
    for size in (4, 2, 1):
        print(measure(f"… in articles of {size} segments", pieces(news, size)))
        print(measure(f"… in articles of {size} segments, half missing", thinned(pieces(news, size), 0.5)))
    for name in ("ruby-news-dev.jsonl", "react-docs-dev.jsonl"):
        print(measure(name, versions(data, name)))
        print(measure(f"{name}, half missing", thinned(versions(data, name), 0.5)))
    print(
        "\n| synthetic articles | seconds of one core | MB beside the articles | F1 | time grows as n to the |\n|---|---|---|---|---|"
    )
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # of the processes started below
    previous: tuple[int, float] | None = None
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            spent, memory, f1 = process.submit(grow, synthetic(data, size)).result()
        power = f"{math.log(spent / previous[1]) / math.log(size / previous[0]):.2f}" if previous else ""
        print(f"| {size} | {spent:.1f} | {memory:.0f} | {f1:.4f} | {power} |", flush=True)
        previous = size, spent


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
