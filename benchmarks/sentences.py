"""Sentence boundaries: precision, recall and speed of our splitter and of sentencex, per language.

Segments of NTREX documents are joined; the joins whose left segment ends in terminal punctuation are the boundaries to
find. A segment may hold several sentences, so that precision is a lower bound.

    KHEO_DATA=… python benchmarks/sentences.py
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpora.languages import LANGUAGES
from corpora.sentences import split

Boundaries = Callable[[str, str], set[int]]
TERMINAL = tuple(".!?…。！？｡") + tuple(t + c for t in ".!?…。！？" for c in "\"'”’“»)」』）")


def ours(text: str, lang: str) -> set[int]:
    return {end for _, end in split(text, lang)[:-1]}


def theirs(text: str, lang: str) -> set[int]:
    from sentencex import get_sentence_boundaries

    found = get_sentence_boundaries(lang, text)
    ends = {int(b["end_index"]) for b in found} if isinstance(found[0], dict) else {int(b.end_index) for b in found}
    return {e + len(text[e:]) - len(text[e:].lstrip()) for e in ends} - {len(text)}


def joined(segments: list[str], lang: str) -> tuple[str, set[int]]:
    """A document as one text, and where its closed segments end."""
    joiner = LANGUAGES[lang].joiner
    text, gold = "", set()
    for index, segment in enumerate(segments):
        text += (joiner if index else "") + segment.strip()
        if index < len(segments) - 1 and segment.strip().endswith(TERMINAL):
            gold.add(len(text) + len(joiner))
    return text, gold


def measure(documents: list[list[str]], lang: str, boundaries: Boundaries) -> str:
    hits = predicted = wanted = size = 0
    spent = 0.0
    for segments in documents:
        text, gold = joined(segments, lang)
        began = time.perf_counter()
        found = boundaries(text, lang)
        spent += time.perf_counter() - began
        hits, predicted, wanted = hits + len(found & gold), predicted + len(found), wanted + len(gold)
        size += len(text.encode())
    precision, recall = hits / predicted, hits / wanted
    f1 = 2 * precision * recall / (precision + recall)
    return f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {wanted} | {size / spent / 1e6:.1f}"


def main() -> None:
    folder = os.environ.get("KHEO_DATA")
    if not folder:
        sys.exit("benchmarks/sentences.py needs KHEO_DATA, the folder that holds ntrex/segments-dev.jsonl")
    lines = (Path(folder) / "ntrex" / "segments-dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    print(
        "| language | splitter | precision (lower bound) | recall | F1 | boundaries | MB/s |\n|---|---|---|---|---|---|---|"
    )
    for lang in records[0]["segments"][0]:
        documents = documents_of(records, lang)
        for name, boundaries in (("kheo", ours), ("sentencex", theirs)):
            try:
                print(f"| {lang} | {name} | {measure(documents, lang, boundaries)} |")
            except ModuleNotFoundError:
                print(f"| {lang} | {name} | not installed | | | | |")


def documents_of(records: list[dict[str, object]], lang: str) -> list[list[str]]:
    return [[str(s[lang]) for s in r["segments"]] for r in records]  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
