"""How well and how fast German terms are found: python benchmarks/matching.py (needs KHEO_DATA; pyahocorasick, flashtext2).

Speed says little without the number of hits: a glossary of rare words is searched at the speed of reading, one of everyday
words at that of making hits. Peers find plain strings between word boundaries, in the same run on the same texts.
"""

import json
import lzma
import os
import random
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher

DATA = Path(os.environ["KHEO_DATA"])
TEXTS = ("bible", "tatoeba_opus_tests", "mozilla_www_lang", "silver_docs")
ROUNDS = 3


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
        matchers = {term: Matcher(glossary([term], "de")) for term, _ in pairs}
        missed = [term for term, text in pairs if not matchers[term].find_text(text, "de")]
        found = len(pairs) - len(missed)
        print(f"WMT25 dev {kind:7} {found}/{len(pairs)} = {found / len(pairs):.3f}; missed: {', '.join(missed)}")


def nouns(seed: int, count: int, shortest: int) -> list[str]:
    """Terms of a dictionary; fewer where there are not as many."""
    cells = {cell.strip() for row in rows("wiktionary_en") for cell in (row.get("de") or "").split(",")}
    fit = sorted(
        cell
        for cell in cells
        if len(cell) >= shortest and cell[:1].isupper() and len(cell.split()) <= 3 and cell.replace(" ", "").isalpha()
    )
    return random.Random(seed).sample(fit, min(count, len(fit)))


def paragraphs() -> list[str]:
    german = [row["de"] for name in TEXTS for row in rows(name) if row.get("de")]
    return [" ".join(german[i : i + 8]) for i in range(0, len(german), 8)]


def megabytes(texts: Iterable[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def timed(run: Callable[[], int]) -> tuple[float, int]:
    begin = time.process_time()
    hits = run()
    return time.process_time() - begin, hits


def speed(terms: list[str], texts: list[str]) -> None:
    """A line for kheo, cold and warm, and one for each peer."""
    size = megabytes(texts)
    firsts, agains, builds, hits = [], [], [], 0
    for _ in range(ROUNDS):  # a new matcher each time, that knows no word
        built, matcher = build(terms)
        first, hits = timed(lambda matcher=matcher: sum(len(matcher.find_text(text, "de")) for text in texts))
        again, _ = timed(lambda matcher=matcher: sum(len(matcher.find_text(text, "de")) for text in texts))
        firsts.append(first)
        agains.append(again)
        builds.append(built)
    cold, warm, built = min(firsts), min(agains), min(builds)
    print(
        f"| kheo | {len(terms):,} | {size / cold:.1f} | {size / warm:.1f} | {hits / size / 1000:.1f} | {built:.2f} | "
        f"{memory(terms, texts):.0f} |"
    )
    for name, make in (("pyahocorasick", ahocorasick_peer), ("flashtext2", flashtext_peer)):
        begin = time.process_time()
        count = make(terms)
        built = time.process_time() - begin
        if count:
            taken = [timed(lambda count=count: sum(map(count, texts))) for _ in range(ROUNDS)]
            best, hits = min(taken)
            print(f"| {name} | {len(terms):,} | {size / best:.1f} | | {hits / size / 1000:.1f} | {built:.2f} | |")


def build(terms: list[str]) -> tuple[float, Matcher]:
    begin = time.process_time()
    matcher = Matcher(glossary(terms, "de"))
    matcher.find_text("a", "de")
    return time.process_time() - begin, matcher


def memory(terms: list[str], texts: list[str]) -> float:
    """What a matcher and what it remembers of all the texts fill, in MB, without the packaged words."""
    tracemalloc.start()
    _, matcher = build(terms)
    for text in texts:
        matcher.find_text(text, "de")
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return used / 1e6


def ahocorasick_peer(terms: list[str]) -> Callable[[str], int] | None:
    try:
        import ahocorasick
    except ImportError:
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
            total += not (start and lower[start - 1].isalnum()) and not lower[last + 1 : last + 2].isalnum()
        return total

    return count


def flashtext_peer(terms: list[str]) -> Callable[[str], int] | None:
    try:
        from flashtext2 import KeywordProcessor
    except ImportError:
        return None
    processor = KeywordProcessor(case_sensitive=False)
    for term in terms:
        processor.add_keyword(term)
    return lambda text: len(processor.extract_keywords_with_span(text))


def found(matcher: Matcher, text: str) -> int:
    return len(matcher.find_text(text, "de"))


def growth(terms: list[str], texts: list[str]) -> None:
    """Seconds for one text of growing length: a line without an end."""
    whole = " ".join(texts)
    for share in (1, 2, 4):
        _, matcher = build(terms)
        part = whole[: len(whole) * share // 4]
        taken, hits = timed(partial(found, matcher, part))
        print(f"one text of {len(part) / 1e6:.1f} M characters: {taken:.2f} s, {hits:,} hits")


def main() -> None:
    recall()
    texts = paragraphs()
    print("load of the machine: {:.1f}, {:.1f}, {:.1f}".format(*os.getloadavg()))
    print("| matcher | terms | MB/s | MB/s again | hits/kB | build, s | MB |")
    print("|---|---|---|---|---|---|---|")
    for count, shortest in ((1_000, 6), (10_000, 8), (10_000, 6), (10_000, 3), (40_000, 6)):
        speed(nouns(1, count, shortest), texts)
    growth(nouns(1, 10_000, 6), texts)


if __name__ == "__main__":
    main()
