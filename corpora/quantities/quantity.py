"""The value of this package, and what of it holds for every language: digits, marks, the same thing in another dress."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """What a quantity counts as; ordinals, years and sums of money are numbers."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    DOCUMENT = "document"
    ITEM = "item"  # what only enumerates or names: list items, phones, versions, scores, addresses, "COVID-19"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, date, time or document id in a text, with a value that is the same in every language.

    The value of a number or percentage is a plain decimal ("1400", "2.5"); of a date as ISO 8601 has it, with what is
    unknown left out ("1930-10-15", "--10-15", "1930-10", "--10", "---15"); of a time "19:30"; of a document its id in
    capitals with D for Đ ("23-QD/TW").
    """

    kind: Kind
    value: str
    start: int
    end: int
    spelled: bool = False  # in words, in kanji or in Roman numerals
    also: tuple[str, ...] = ()  # other values that it may stand for: the other half of the day, the short year


Reader: TypeAlias = Callable[[re.Match[str]], tuple[Quantity, ...]]


ANY = "[0-9]"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what a match of it says; a match without quantities leaves the text to the rules after it."""

    pattern: re.Pattern[str]
    read: Reader
    maybe: str = ANY  # a pattern that every text with a match has, too; fast where it begins with a letter or a set


# Every fold keeps the length, so that a span in the folded text is one in the original.
_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width forms of ASCII
_FOLD |= dict.fromkeys("\u2007\u2008\u2009\u200a\u202f", "\u00a0")
_FOLD |= dict.fromkeys("\u2002\u2003\u2004\u2005\u2006\u3000\t\n\r", " ")
_FOLD |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
_FOLD |= dict.fromkeys("\u2018\u2019\u02bc", "'")
_FOLD |= {"\u301c": "~", "\u223c": "~", "\u2044": "/"}
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")  # str.translate takes ten times as long where little is folded

MOST_DIGITS = 18  # beyond these a run of digits is a serial number, and decimals would be rounded


def fold(text: str) -> str:
    """The text with full-width digits and marks, spaces, dashes and apostrophes as ASCII has them; same length."""
    return _FOLDED.sub(lambda match: _FOLD[match.group()], text)


def plain(value: Decimal) -> str:
    """A decimal in its shortest plain form: 1400, 2.5."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text or "0"
