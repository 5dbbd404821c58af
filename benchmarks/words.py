"""Make the word lists of glossary/folding from the training rows: python benchmarks/words.py (needs KHEO_DATA)."""

import json
import lzma
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from german_lemmas import marks

from glossary.folding import fold
from glossary.folding.vocabulary import collect, format_vocabulary

TRAINING = Path(os.environ["KHEO_DATA"]) / "training"
TARGET = Path("glossary/folding")
ENTRIES = ("wechsel_dicts", "wiktionary_en")  # dictionaries: a capital is always a noun's
MOST_SYLLABLES = 4
SHORTEST_RARE = 5
KATAKANA = re.compile("[ァ-ヺー]{2,}")
LONGEST_KATAKANA = 8
NO_WORDS = ("ション",)


def rows(pattern: str, lang: str) -> Iterator[tuple[str, str]]:
    for path in sorted(TRAINING.glob(f"{pattern}.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from ((path.name, text) for line in lines if (text := json.loads(line).get(lang)))


def german() -> list[str]:
    """Words seen twice anywhere, and longer ones that a dictionary has once: short ones make compounds of anything."""
    listed = [(name.startswith(ENTRIES), text) for name, text in rows("*", "de")]
    usual = collect(f"a {text}" if entry else text for entry, text in listed)
    known = {word.lower() for word in usual}
    rare = collect((f"a {text}" for entry, text in listed if entry), least=1)
    more = {word for word in rare if len(word) >= SHORTEST_RARE and word.lower() not in known}
    more |= {word for word in rare if len(word) >= SHORTEST_RARE and word.istitle() and word.lower() in usual}
    marked = marks(pairs(), (text for _, text in rows("cldr_names", "de")))
    return [word + marked.get(fold(word, "de").text, "") * word.istitle() for word in sorted({*usual, *more})]


def pairs() -> Iterator[tuple[str, str]]:
    """The German cells of the dictionaries, and their English."""
    for name in ENTRIES:
        with lzma.open(TRAINING / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row.get("de") and row.get("en"):
                    yield row["de"], row["en"]


def vietnamese() -> list[str]:
    cells = {cell for name in (*ENTRIES, "tico19_terms") for _, text in rows(name, "vi") for cell in text.split(",")}
    words = {fold(cell.strip(), "vi").text for cell in cells}
    return sorted(w for w in words if 2 <= len(w.split(" ")) <= MOST_SYLLABLES and w.replace(" ", "").isalpha())


def katakana() -> list[str]:
    """Runs of katakana that are seen twice, or that are an entry of a dictionary."""
    seen: Counter[str] = Counter()
    for name, text in rows("*", "ja"):
        if not name.startswith(("alt_", "bible", "small_")):
            seen.update(KATAKANA.findall(fold(text, "ja").text))
            if name.startswith(ENTRIES):
                seen.update(cell for cell in map(str.strip, text.split(",")) if KATAKANA.fullmatch(cell))
    known = {
        word for word, count in seen.items() if count > 1 and len(word) <= LONGEST_KATAKANA and word not in NO_WORDS
    }
    return sorted(word for word in known if seen[word] > 2 or not compound(word, known))


def compound(word: str, known: set[str]) -> bool:
    """Whether a rare word is put together from two others."""
    return any(word[:cut] in known and word[cut:] in known for cut in range(2, len(word) - 2))


def main() -> None:
    lists = (("german_words", german()), ("vietnamese_words", vietnamese()), ("katakana_words", katakana()))
    for name, words in lists:
        data = format_vocabulary(words)
        (TARGET / f"{name}.txt.gz").write_bytes(data)
        print(f"{name}: {len(words):,} words, {len(data):,} bytes")


if __name__ == "__main__":
    main()
