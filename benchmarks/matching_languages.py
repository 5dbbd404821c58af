"""How well and how fast English, Vietnamese and Japanese terms are found: python benchmarks/matching_languages.py (needs KHEO_DATA).

Without arguments it prints the tables. `hits LANG SEED` prints hits that are not the plain term, to be read by hand. pyahocorasick and
flashtext2 are measured beside it where they are installed.
"""

import gc
import json
import lzma
import math
import os
import random
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher

TRAINING = Path(os.environ["KHEO_DATA"]) / "training"
SENTENCES = {
    "en": ("tatoeba_opus_tests", "mozilla_www_lang", "silver_docs", "matrix_element"),
    "vi": ("alt_ja_vi", "mozilla_www_lang", "silver_docs", "tatoeba_opus_tests"),
    "ja": ("alt_ja_vi", "mozilla_www_lang", "silver_docs", "tatoeba_opus_tests"),
}
ROUNDS = 3


def rows(name: str) -> Iterator[dict[str, str]]:
    with lzma.open(TRAINING / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def cells(lang: str, *names: str) -> list[str]:
    """The single terms of dictionary rows, sorted."""
    found = {cell.strip() for name in names for row in rows(name) for cell in re.split(r"[,;/]", row.get(lang) or "")}
    return sorted(cell for cell in found if fits(cell, lang))


def fits(cell: str, lang: str) -> bool:
    """Whether a cell can be a term: no bracket, not a word of one sign, not a word of Japanese grammar."""
    if not cell or any(sign in cell for sign in "()[]{}…*:"):
        return False
    if lang == "ja":
        return 2 <= len(cell) <= 12 and not re.fullmatch("[ぁ-ゖー]+", cell)
    return len(cell) > 2 and len(cell.split()) <= 4 and cell.replace(" ", "").replace("-", "").isalpha()


def noun_terms(lang: str, seed: int, count: int) -> list[str]:
    """TICO-19 terms and, for the rest, terms of Wiktionary's translation tables."""
    tico = cells(lang, "tico19_terms")
    others = sorted(set(cells(lang, "wiktionary_en")) - set(tico))
    chosen = random.Random(seed)
    return chosen.sample(tico, min(len(tico), count // 2)) + chosen.sample(others, count - min(len(tico), count // 2))


def sentences(lang: str, seed: int, count: int) -> list[str]:
    texts = sorted({text for name in SENTENCES[lang] for row in rows(name) if (text := row.get(lang))})
    return random.Random(seed).sample(texts, min(count, len(texts)))


def glossary(terms: Iterable[str], lang: str) -> Glossary:
    return Glossary({term: Concept(term, (Term(term, lang, Status.PREFERRED),)) for term in terms})


@dataclass(frozen=True, slots=True)
class Found:
    """One hit, with a little of the text around it."""

    term: str
    form: str
    context: str

    @property
    def plain(self) -> bool:
        """Whether it is the very term, but for capitals."""
        return unicodedata.normalize("NFC", self.form).lower() == unicodedata.normalize("NFC", self.term).lower()


def hits(lang: str, seed: int) -> list[Found]:
    """All hits of 1,000 terms in 10,000 sentences."""
    matcher = Matcher(glossary(noun_terms(lang, seed, 1000), lang))
    found: list[Found] = []
    for text in sentences(lang, seed, 10_000):
        for o in matcher.find_text(text, lang):
            start, end = o.where.span or (0, 0)
            around = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}"
            found.append(Found(o.term.text, text[start:end], around))
    return found


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast one matcher went over one text."""

    name: str
    rate: float  # MB/s
    hits: int
    density: float  # hits per kB
    build: float  # seconds
    memory: float  # MB that the process has grown by, with what the matcher remembers

    def __str__(self) -> str:
        return f"| {self.name} | {self.rate:.1f} | {self.hits:,} | {self.density:.1f} | {self.build:.2f} | {self.memory:.0f} |"


def measure(name: str, texts: list[str], build: Callable[[], Callable[[str], int]]) -> Speed:
    """Build a matcher and go over the texts, three times anew; the best time of each."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    before = resident()
    best, fastest = math.inf, math.inf
    for _ in range(ROUNDS):
        begin = time.process_time()
        find = build()
        built = time.process_time()
        found = sum(map(find, texts))
        best, fastest = min(best, time.process_time() - built), min(fastest, built - begin)
    memory = max(0.0, resident() - before)
    return Speed(name, size / best, found, found / size / 1000, fastest, memory)


def resident() -> float:
    """MB of this process in memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def kheo(terms: list[str], lang: str) -> Callable[[str], int]:
    matcher = Matcher(glossary(terms, lang))
    matcher.find_text("a", lang)
    return lambda text: len(matcher.find_text(text, lang))


def pyahocorasick(terms: list[str], lang: str) -> Callable[[str], int]:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(term.lower(), len(term))
    automaton.make_automaton()
    spaced = lang != "ja"

    def count(text: str) -> int:
        low = text.lower()
        total = 0
        for last, size in automaton.iter(low):
            cut = spaced and (low[last - size : last - size + 1].isalnum() or low[last + 1 : last + 2].isalnum())
            total += not cut
        return total

    return count


def flashtext2(terms: list[str], _lang: str) -> Callable[[str], int]:
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    processor.add_keywords_from_iter(terms)
    return lambda text: len(processor.extract_keywords(text))


def speed_terms(lang: str) -> list[str]:
    """10,000 terms of dictionaries, no shorter than what gives about three hits in a kB of text."""
    least = {"en": 9, "vi": 12, "ja": 4}[lang]
    fit = [c for c in cells(lang, "wiktionary_en", "tico19_terms", "wechsel_dicts") if len(c) >= least]
    return random.Random(1).sample(fit, min(10_000, len(fit)))


def running_text(lang: str, megabytes: float = 5.0) -> list[str]:
    """Paragraphs of five sentences."""
    texts = sentences(lang, 2, 1_000_000)
    joiner = "" if lang == "ja" else " "
    paragraphs = [joiner.join(texts[i : i + 5]) for i in range(0, len(texts), 5)]
    total, chosen = 0.0, []
    for paragraph in paragraphs:
        chosen.append(paragraph)
        total += len(paragraph.encode()) / 1e6
        if total >= megabytes:
            break
    return chosen


def speed(lang: str) -> None:
    terms, texts = speed_terms(lang), running_text(lang)
    size = sum(len(t.encode()) for t in texts) / 1e6
    print(f"\n{lang}: {len(terms):,} terms, {size:.1f} MB\n")
    print("| matcher | MB/s | hits | per kB | build s | MB |\n|---|---|---|---|---|---|")
    print(measure("kheo", texts, partial(kheo, terms, lang)))
    for name, peer in (("pyahocorasick, plain strings", pyahocorasick), ("flashtext2, plain words", flashtext2)):
        try:
            print(measure(name, texts, partial(peer, terms, lang)))
        except ImportError:
            print(f"| {name} | not installed | | | | |")


def rewritten(seed: int) -> None:
    """Whether 2,000 Vietnamese sentences give the same hits, decomposed and with the other tone placement."""
    old, new = (
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
    )
    to_new = re.compile(rf"(?<![qQ])({'|'.join(old)})(?![^\W_])")
    matcher = Matcher(glossary(noun_terms("vi", seed, 1000), "vi"))
    same = {"decomposed": 0, "other tone placement": 0}
    texts = [unicodedata.normalize("NFC", text) for text in sentences("vi", seed, 2000)]
    hits_of_all = 0
    for text in texts:
        found = spans(matcher, text)
        hits_of_all += len(found)
        parts = unicodedata.normalize("NFD", text)
        same["decomposed"] += found == [(c, unicodedata.normalize("NFC", f)) for c, f in spans(matcher, parts)]
        moved = to_new.sub(lambda match: new[old.index(match.group())], text)
        same["other tone placement"] += [c for c, _ in found] == [c for c, _ in spans(matcher, moved)]
    for name, count in same.items():
        print(f"vi, {name}: {count} of {len(texts)} sentences with the same hits ({hits_of_all} in all)")


def spans(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    return [(o.concept, text[slice(*(o.where.span or (0, 0)))]) for o in matcher.find_text(text, "vi")]


def recall(lang: str) -> None:
    """TICO-19 terms in the rows of their own glossary, in the citation form and as a headline has it."""
    terms = cells(lang, "tico19_terms")
    matcher = Matcher(glossary(terms, lang))
    ways: dict[str, Callable[[str], str]] = {"as they are": str, "in capitals": str.upper, "decomposed": decompose}
    if lang == "en":
        ways["with the -s of the plural"] = lambda term: (
            term + "s" if term[-1].isalpha() and term[-1] not in "sxyhzo" else term
        )
        ways["with hyphens"] = lambda term: term.replace(" ", "-")
    if lang == "ja":
        ways["in half width"] = half_width
    for name, way in ways.items():
        missed = [t for t in terms if t not in {o.concept for o in matcher.find_text(f"… {way(t)} …", lang)}]
        print(f"{lang}, {name}: {len(terms) - len(missed)} of {len(terms)} found; missed: {', '.join(missed[:8])}")


def decompose(term: str) -> str:
    return unicodedata.normalize("NFD", term)


HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}


def half_width(term: str) -> str:
    return "".join(
        HALF.get(part, part) for part in unicodedata.normalize("NFD", term).replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
    )


def main() -> None:
    if sys.argv[1:2] == ["hits"]:
        for found in hits(sys.argv[2], int(sys.argv[3])):
            if not found.plain:
                print(f"{found.term} | {found.context}")
        return
    for lang in SENTENCES:
        found_all = hits(lang, 1)
        other = [found for found in found_all if not found.plain]
        print(f"{lang}: {len(found_all):,} hits of 1,000 terms in 10,000 sentences, {len(other)} not the plain term")
        recall(lang)
    rewritten(1)
    for lang in SENTENCES:
        speed(lang)


if __name__ == "__main__":
    main()
