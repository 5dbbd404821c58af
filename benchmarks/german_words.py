"""Make glossary/folding/german_words.txt.gz from the training rows: python benchmarks/german_words.py (needs KHEO_DATA)."""

import json
import lzma
import os
from collections.abc import Iterator
from pathlib import Path

from glossary.folding.vocabulary import collect, format_vocabulary

ENTRIES = ("wechsel_dicts", "wiktionary_en")  # dictionaries: a capital is always a noun's


def texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                text = json.loads(row).get("de") or ""
                yield f"a {text}" if path.name.startswith(ENTRIES) else text


def main() -> None:
    words = collect(texts(Path(os.environ["KHEO_DATA"]) / "training"))
    data = format_vocabulary(words)
    Path("glossary/folding/german_words.txt.gz").write_bytes(data)
    print(f"{len(words):,} words, {sum(word[0].isupper() for word in words):,} nouns, {len(data):,} bytes")


if __name__ == "__main__":
    main()
