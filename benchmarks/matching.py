"""How well and how fast terms are found: python benchmarks/matching.py (needs KHEO_DATA; pyahocorasick for the comparison)."""

import json
import lzma
import os
import random
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from glossary.concept import Concept, Glossary, Status, Term
from glossary.folding import fold
from glossary.matching import Matcher

DATA = Path(os.environ["KHEO_DATA"])


def rows(name: str) -> Iterator[dict[str, str]]:
    with lzma.open(DATA / "training" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def glossary(terms: Iterable[str], lang: str) -> Glossary:
    entries = (Term(text, lang, Status.PREFERRED) for text in terms)
    return Glossary({term.text: Concept(term.text, (term,)) for term in entries})


def recall() -> None:
    """The share of the terms of a terminology task that are found in the reference of their sentence."""
    with (DATA / "terminology" / "wmt25-ende-dev.jsonl").open(encoding="utf-8") as lines:
        sentences = [json.loads(line) for line in lines]
    for kind in ("proper", "random"):
        pairs = [(term, row["de"]) for row in sentences for term in row[kind].values()]
        missed = [term for term, text in pairs if not Matcher(glossary([term], "de")).find_text(text, "de")]
        found = len(pairs) - len(missed)
        print(f"WMT25 dev {kind:7} {found}/{len(pairs)} = {found / len(pairs):.3f}; missed: {', '.join(missed)}")


def nouns(seed: int, count: int, shortest: int) -> list[str]:
    cells = {cell.strip() for row in rows("wiktionary_en") for cell in (row.get("de") or "").split(",")}
    fit = [
        c
        for c in cells
        if len(c) >= shortest and c[:1].isupper() and len(c.split()) <= 3 and c.replace(" ", "").isalpha()
    ]
    return random.Random(seed).sample(sorted(fit), count)


def speed(lang: str, terms: list[str], texts: list[str]) -> None:
    """Megabytes a second over whole texts, beside plain strings between word boundaries in the same run."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    begin = time.process_time()
    matcher = Matcher(glossary(terms, lang))
    matcher.find_text("a", lang)
    built = time.process_time() - begin
    report(
        f"{lang} kheo ({len(terms):,} terms, built in {built:.2f} s)",
        size,
        lambda: sum(len(matcher.find_text(t, lang)) for t in texts),
    )
    plain = peer(terms, boundaries=lang != "ja")
    if plain:
        report(f"{lang} pyahocorasick, plain strings", size, lambda: sum(plain(t) for t in texts))


def peer(terms: list[str], *, boundaries: bool) -> Callable[[str], int] | None:
    try:
        import ahocorasick
    except ImportError:
        print("   pyahocorasick is not installed: no comparison")
        return None
    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(term.lower(), len(term))
    automaton.make_automaton()

    def count(text: str) -> int:
        lower = text.lower()
        total = 0
        for last, length in automaton.iter(lower):
            start = last + 1 - length
            whole = not (start and lower[start - 1].isalnum()) and not lower[last + 1 : last + 2].isalnum()
            total += whole or not boundaries
        return total

    return count


def report(what: str, size: float, run: Callable[[], int]) -> None:
    begin = time.process_time()
    hits = run()
    taken = time.process_time() - begin
    print(f"{what:52} {size / taken:6.1f} MB/s  {hits:7,} hits  ({hits / size / 1000:.1f} per kB)")


def tones() -> None:
    """Whether texts with the new tone placement, and decomposed ones, fold to what they fold to without."""
    pairs = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("úy", "uý"),
        ("ủy", "uỷ"),
        ("ụy", "uỵ"),
    ]
    texts = [text for row in islice(rows("alt_ja_vi"), 2000) if (text := row.get("vi"))]
    same = decomposed = changed = 0
    for text in texts:
        folded = fold(text, "vi").text
        new = " ".join(_new_style(word, pairs) for word in text.split(" "))
        changed += new != text
        same += fold(new, "vi").text == folded
        decomposed += fold(unicodedata.normalize("NFD", text), "vi").text == folded
    print(f"Vietnamese: {len(texts)} sentences, {changed} rewritten: {same} fold alike, decomposed {decomposed}")


def _new_style(word: str, pairs: list[tuple[str, str]]) -> str:
    for old, new in pairs:
        if word.lower().endswith(old) and not word.lower().startswith("q"):
            return word[:-2] + new
    return word


def main() -> None:
    recall()
    german = [
        row["de"]
        for name in ("bible", "tatoeba_opus_tests", "mozilla_www_lang", "silver_docs")
        for row in rows(name)
        if row.get("de")
    ]
    paragraphs = [" ".join(german[i : i + 8]) for i in range(0, len(german), 8)]
    speed("de", nouns(1, 10_000, 6), paragraphs)
    japanese = [row["ja"] for row in rows("alt_ja_vi")]
    terms = {
        c.strip() for row in rows("wiktionary_en") for c in (row.get("ja") or "").split(",") if 2 <= len(c.strip()) <= 8
    }
    speed(
        "ja",
        random.Random(1).sample(sorted(terms), 10_000),
        ["".join(japanese[i : i + 4]) for i in range(0, len(japanese), 4)],
    )
    vietnamese = [row["vi"] for row in rows("alt_ja_vi")]
    cells = {c.strip() for row in rows("wechsel_dicts") for c in (row.get("vi") or "").split(",") if " " in c.strip()}
    speed("vi", sorted(cells)[:10_000], vietnamese)
    tones()


if __name__ == "__main__":
    main()
