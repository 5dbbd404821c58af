"""How well and how fast English, Vietnamese and Japanese terms are found: python benchmarks/matching_languages.py (needs KHEO_DATA).

Without arguments it prints the tables. `hits LANG SEED` prints hits that are not the plain term, to be read by hand. pyahocorasick and
flashtext2 are measured beside it where they are installed.
"""

import json
import lzma
import os
import random
import re
import sys
import time
import tracemalloc
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher

TRAINING = Path(os.environ["KHEO_DATA"]) / "training"
SENTENCES = {
    "en": ("tatoeba_opus_tests", "mozilla_www_lang", "silver_docs", "matrix_element"),
    "vi": ("alt_ja_vi", "mozilla_www_lang", "silver_docs", "tatoeba_opus_tests"),
    "ja": ("alt_ja_vi", "mozilla_www_lang", "silver_docs", "tatoeba_opus_tests"),
}
NOUN = re.compile(r"\b(?:n|noun)\b")


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
    return random.Random(seed).sample(texts, count)


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
