"""Quantities: one parser of numbers, dates, times and document ids for pairing, aligning and checking alike."""

import re
from collections.abc import Mapping
from functools import cache

from corpora.languages import LANGUAGES, Lang
from corpora.quantities.comparing import Pool, covers
from corpora.quantities.dates import reads_months
from corpora.quantities.dates import rules as date_rules
from corpora.quantities.identifiers import ADDRESSES, DOCUMENTS, LIST_ITEMS, NAMES
from corpora.quantities.numbers import rules as number_rules
from corpora.quantities.quantity import Kind, Quantity, Rule, fold
from corpora.quantities.spelled import find_roman, find_spelled, reads_words
from corpora.quantities.times import ANY_TIMES, TIMES
from corpora.quantities.versions import LIST, MAYBE, VERSIONS
from corpora.quantities.writing import write

__all__ = ["Kind", "Pool", "Quantity", "covers", "find", "reads_months", "reads_words", "write"]

_TAKEN = "\x00"
_DIGIT = re.compile("[0-9①-⑳〇一二三四五六七八九十百千万億兆元]")
_MONTHLY: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"),
    "de": re.compile("Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez"),
    "vi": re.compile("[tT]háng|THÁNG"),
}


@cache
def _monthly(lang: Lang) -> re.Pattern[str]:
    """What a text without digits must have for a date to be in it."""
    months = LANGUAGES[lang].months if lang in LANGUAGES else ()
    return _MONTHLY.get(lang) or re.compile("|".join(map(re.escape, months)) or "(?!)", re.IGNORECASE)


@cache
def _rules(lang: Lang, versioned: bool) -> tuple[Rule, ...]:
    return (
        *ADDRESSES,
        *DOCUMENTS,
        *(VERSIONS if versioned else ()),
        *date_rules(lang),
        *TIMES.get(lang, ANY_TIMES),
        *LIST_ITEMS,
        *NAMES,
        *number_rules(lang),
    )


def find(text: str, lang: Lang) -> tuple[Quantity, ...]:
    """The quantities of a text, in order and without overlap, with values comparable across languages.

    Never raises on any text. A language without habits of its own is read with a decimal point and without words.
    About 2 MB of news a second on one core.
    """
    rest = fold(text)
    found: list[Quantity] = []

    if _DIGIT.search(rest) or _monthly(lang).search(rest):
        for rule in _rules(lang, MAYBE.search(rest) is not None):
            rest = _apply(rule, rest, found)
    if lang != "ja":
        found.extend(find_spelled(rest, lang))
    found.extend(find_roman(rest))
    found.sort(key=lambda quantity: quantity.start)
    return tuple(found)


def _apply(rule: Rule, text: str, found: list[Quantity]) -> str:
    """Collect what a rule finds, and answer the text with it blanked, so that no later rule sees it."""

    def take(match: re.Match[str]) -> str:
        quantities = rule.read(match)
        found.extend(quantities)
        if not quantities:
            return match.group()
        start = match.start(LIST if LIST in match.re.groupindex else 0)
        return match.string[match.start() : start] + _TAKEN * (match.end() - start)

    return rule.pattern.sub(take, text)
