"""The weights of likeness: how they are fitted, and how grouping does with them on documents that they were not fitted on.

    KHEO_DATA=… python benchmarks/likeness.py

Documents are made of the training data of the vectors: pages and chapters as they are, and runs of rows of the sets that
know no pages. Since the vectors have seen these texts, each version loses a share of its words, as a loose translation would,
and of its segments. The weights come from one half of the documents; the table is of the other.
"""

import json
import lzma
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpora.article import Article, Paragraph
from corpora.languages import LANGUAGES, Lang
from corpora.likeness import Features
from corpora.pile import Pile, pile
from corpora.stories import group
from corpora.vectors.corpus import detokenise
from corpora.vectors.static import load

PAGES = ("silver_docs", "mozilla_www_ftl", "mozilla_www_lang", "bible")  # one document for each doc_id
RUNS = ("alt_ja_vi", "matrix_element", "godot_editor", "laravel_lang")  # documents of consecutive rows
LONGEST = 30  # segments of a document
SHORTEST = 4  # of a version
ROW = 20  # characters of a row's longest text, at least
MOST = 2500  # articles of a pile
SISTERS = 0.15  # the weight of pairs with a sister, which is an article with other numbers and the same words
RIDGE = 0.0003  # the price of the squared weights of standardised features, where each pile costs 1 on average

Document = list[Mapping[Lang, str]]  # segments
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to the versions of documents before they are compared."""

    words: float = 0.2  # the share of words that each version loses
    segments: float = 0.0  # the share of segments that each version loses
    versions: float = 0.0  # the share of versions that are missing
    size: int = LONGEST  # segments an article
    sisters: float = 0.0  # the share of articles that get a sister


LEARNED = (
    Damage(),
    Damage(words=0.35),
    Damage(segments=0.2),
    Damage(segments=0.4, versions=0.3),
    Damage(versions=0.5),
    Damage(size=4),
    Damage(size=2, versions=0.3),
    Damage(size=1),
    Damage(sisters=0.5, segments=0.1),
    Damage(sisters=0.5, size=3),
)


def documents(folder: Path) -> list[Document]:
    """All documents, shuffled, at most 300 of a data set."""
    found = []
    for name in (*PAGES, *RUNS):
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        pages: dict[str, Document] = defaultdict(list)
        for number, row in enumerate(rows):
            texts = {lang: detokenise(row[lang]) for lang in LANGUAGES if row.get(lang)}
            if max(map(len, texts.values()), default=0) >= ROW:
                pages[row["doc_id"] if name in PAGES else str(number // 18)].append(texts)
        cut = [page[at : at + LONGEST] for page in pages.values() for at in range(0, len(page), LONGEST)]
        random.Random(name).shuffle(cut)
        found += cut[:300]
    random.Random(0).shuffle(found)
    return found


def spoiled(text: str, lang: Lang, share: float, chance: random.Random) -> str:
    """The text without a share of its words; of Japanese, of its runs of three characters."""
    words = re.findall(r".{1,3}" if lang == "ja" else r"\S+\s*", text)
    return "".join(word for word in words if chance.random() >= share or re.search(r"\d", word)) or text


def renumbered(text: str, chance: random.Random) -> str:
    return re.sub(r"\d+", lambda found: str(chance.randrange(10 ** len(found[0]))), text)


def numbers(chance: random.Random, size: int) -> list[str]:
    """A number for some of the segments, small ones and years more often, as news have them."""
    kinds = (
        "",
        "",
        "",
        "",
        "",
        str(chance.randint(1, 31)),
        str(chance.randint(1990, 2025)),
        str(chance.randint(32, 99999)),
    )
    return [chance.choice(kinds) for _ in range(size)]


def records(found: Sequence[Document], damage: Damage, seed: int) -> list[tuple[str, Article]]:
    """Articles with the document of each; a sister's is its own."""
    chance = random.Random(seed)
    made: list[tuple[str, Article]] = []
    for number, whole in enumerate(found):
        for start in range(0, len(whole), damage.size):
            part, name = whole[start : start + damage.size], f"{number}.{start}"
            if len(made) > MOST:
                break
            for lang, texts in _versions(part, damage, chance).items():
                if chance.random() >= damage.versions:
                    made.append((name, _article(f"{name}.{lang}", lang, texts)))
                if chance.random() < damage.sisters:
                    other = [renumbered(text, chance) for text in texts]
                    made.append((f"{name}'", _article(f"{name}.{lang}'", lang, other)))
    chance.shuffle(made)
    return made


def _versions(part: Document, damage: Damage, chance: random.Random) -> dict[Lang, list[str]]:
    figures = numbers(chance, len(part))
    found = {}
    for lang in LANGUAGES:
        own = [(row[lang], figure) for row, figure in zip(part, figures, strict=True) if lang in row]
        if len(own) < min(SHORTEST, damage.size) or len(own) < len(part) / 2:
            continue
        kept = [each for each in own if chance.random() >= damage.segments] or own[:1]
        # One number in eight is lost: spelled out, or put into ten thousands.
        found[lang] = [
            spoiled(text, lang, damage.words, chance) + (f" {figure}" if figure and chance.random() < 0.875 else "")
            for text, figure in kept
        ]
    return found


def _article(name: str, lang: Lang, texts: Sequence[str]) -> Article:
    return Article(name, lang, tuple(Paragraph(text, index) for index, text in enumerate(texts)))


def pairs(heap: Pile, names: Sequence[str]) -> Iterator[tuple[Features, bool, float]]:
    """The features of each pair that grouping looks at, whether it is right, and its weight: 1 for all right ones, 1 for all wrong."""
    seen = heap.pairs()
    sums = Counter(names[left] == names[right] for left, right in seen)
    for left, right in seen:
        same = names[left] == names[right]
        sister = not same and names[left].strip("'") == names[right].strip("'")
        yield heap.features(left, right), same, (SISTERS if sister else 1.0) / sums[same]


def fitted(rows: Sequence[tuple[Features, bool, float]]) -> tuple[Doubles, float]:
    """Logistic regression by Newton's method, weights and bias."""
    raw = np.array([features for features, _, _ in rows])
    right = np.array([each for _, each, _ in rows], np.float64)
    weight = np.array([each for _, _, each in rows])
    weight /= weight.sum()
    mean, spread = raw.mean(axis=0), raw.std(axis=0)
    inputs = np.column_stack([(raw - mean) / spread, np.ones(len(raw))])
    ridge = np.diag([RIDGE] * raw.shape[1] + [0.0])
    found = np.zeros(inputs.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (weight * (chance - right)) + ridge @ found
        curve = inputs.T @ (inputs * (weight * chance * (1 - chance) + 1e-12)[:, None]) + ridge
        found -= np.linalg.solve(curve, slope)
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ mean)


def agreement(made: Sequence[tuple[str, Article]]) -> tuple[float, float]:
    """Precision and recall of grouping over pairs of articles."""
    encoder = load()
    gold = {article.id: name for name, article in made}
    documents = defaultdict(list)
    for article, name in gold.items():
        documents[name].append(article)
    wanted = {pair for ids in documents.values() for pair in combinations(sorted(ids), 2)}
    stories = group([article for _, article in made], encoder).stories
    got = {pair for s in stories for pair in combinations(sorted(a.id for a in s.versions.values()), 2)}
    return len(wanted & got) / max(1, len(got)), len(wanted & got) / max(1, len(wanted))


def main() -> None:
    folder = os.environ.get("KHEO_DATA")
    if not folder:
        sys.exit("benchmarks/likeness.py needs KHEO_DATA, the folder that holds training/")
    encoder, found = load(), documents(Path(folder) / "training")
    rows: list[tuple[Features, bool, float]] = []
    for seed, damage in enumerate(LEARNED):
        made = records(found[::2], damage, seed)
        rows += pairs(pile([article for _, article in made], encoder), [name for name, _ in made])
    weights, bias = fitted(rows)
    print(f"{len(rows)} pairs, {sum(right for _, right, _ in rows)} of them right")
    for name, weight in zip(Features._fields, weights, strict=True):
        print(f"{name:10} {weight:6.2f}")
    print(f"{'bias':10} {bias:6.2f}\n")
    print("| words / segments / versions missing | segments | sisters | precision | recall |\n|---|---|---|---|---|")
    for seed, damage in enumerate(LEARNED, len(LEARNED)):
        precision, recall = agreement(records(found[1::2], damage, seed))
        missing = f"{damage.words} / {damage.segments} / {damage.versions}"
        print(f"| {missing} | {damage.size} | {damage.sisters} | {precision:.4f} | {recall:.4f} |", flush=True)


if __name__ == "__main__":
    main()
