"""Datelines and source lines: lines of a page that become an article's metadata."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpora import quantities
from corpora.furniture import words
from corpora.languages import LANGUAGES, Lang

_COLUMNS = 110
_DAY_FIRST: Lang = "vi"  # its rules read 02/03 as the second of March
_ADDRESSED = 400  # characters beyond which no line is taken for a source with its address
_YEARS = range(1990, 2101)
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d{1,4}[./-]\d)")
_ZONE = re.compile(
    r"\(?\b(?:GMT|UTC|ICT)\s*(?:[+-]\s*\d{1,2}(?::?\d{2})?)?\)?|T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?"
)
_CLOCK = re.compile(r"\d{1,2}\s*(?:[:hH時]|giờ)\s*\d{0,2}(?:[:分'′p]\s*\d{0,2})?|\b[ap]\.?m\b\.?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_ADDRESS = r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+(?:vn|com|net|org|de|jp|info|gov|edu|eu|asia|at|ch)(?:/\S*)?"
_LINKED = re.compile(rf"^\W*+(?P<label>[^:：]{{1,40}}?)\s*[:：>\-–]?\s*(?P<url>{_ADDRESS})\W*$", re.IGNORECASE)
_BARE = re.compile(rf"^\W*+(?P<url>{_ADDRESS})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that says when its page was published, or changed."""

    day: date
    updated: bool  # it says when the page was changed
    labelled: bool  # something beside the date shows that it is one: a label, a time, a weekday, a place
    whole: bool  # nothing in it is worth keeping; else a name stands beside the date


def dateline(text: str, lang: Lang) -> Dateline | None:
    """What a line says of its page's date, or None where it is no dateline; any language's dates are understood.

    Day and month of "02/03/2024" are read as Vietnam, Germany and most of the world write them.
    """
    if len(text) > _COLUMNS or not any(char.isdigit() for char in text):
        return None
    folded = _ZONE.sub(" ", _GLUED.sub(" ", unicodedata.normalize("NFKC", text)))
    folded = re.sub(r"[:：](?!\d)|(?<=[^\W\d])[:：]", " ¦ ", folded)
    day_first = folded if re.search(r"\d[./-]\d{1,2}[./-]\d", folded) else ""
    for each in (_DAY_FIRST, *LANGUAGES) if day_first else (lang, *LANGUAGES):
        for found in quantities.find(folded, each):
            if found.kind is quantities.Kind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", found.value):
                day = date.fromisoformat(found.value)
                before, after = folded[: found.start], folded[found.end :]
                return _judged(day, before, after) if day.year in _YEARS else None
    return None


def _judged(day: date, before: str, after: str) -> Dateline | None:
    """The dateline if what stands around the date is nothing but labels, weekdays, times, and a place or a name."""
    rest = _CLOCK.sub(" ", f"{before} | {after}")
    labels = _labels()
    said = labels.findall(rest.casefold())
    left = labels.sub(" ", rest.casefold())
    if re.search(r"\w[\s|(（]*¦", left):
        return None  # "Deadline: 27 November 2015": a label of something else
    names = [word.group() for word in _WORD.finditer(left)]
    if re.search(r"\d", left) or len(names) > 5 or sum(map(len, names)) > 30:
        return None
    updated = any(label.startswith(tuple(words("updates"))) for label in said)
    marked = bool(said) or (rest.strip(" |¦") == "" and (before + after).strip() != "")
    if not names:
        return Dateline(day, updated, marked, whole=True)
    original = [w.group() for w in _WORD.finditer(before + " " + after) if w.group().casefold() in names]
    if not all(name[:1].isupper() or not name.isascii() for name in original):
        return None
    doubled = re.fullmatch(r"(\w.*\w)\W*\1", before.strip()) is not None  # a site's name as text and as its picture's
    place = doubled or bool(re.search(r",\s*(?:(?:den|am|ngày)\s+)?$", before, re.IGNORECASE)) or len(names) == 1
    return Dateline(day, updated, labelled=True, whole=place)


@cache
def _labels() -> re.Pattern[str]:
    known = sorted(words("dates"), key=len, reverse=True)
    latin = "|".join(re.escape(each) for each in known if each.isascii() or not re.search(r"[\u3040-\u9fff]", each))
    wide = "|".join(re.escape(each) for each in known if re.search(r"[\u3040-\u9fff]", each))
    return re.compile(rf"(?<![^\W\d_])(?:{latin})(?![^\W\d_])|(?:việt nam){{1,2}}|{wide}")


def source_address(text: str, *, after_label: bool = False) -> str:
    """The address in a line such as "Quelle: https://…"; empty where the line is none.

    A bare address counts only where the line before it is the label of a source.
    """
    if len(text) > _ADDRESSED:
        return ""
    bare = _BARE.match(text)
    if bare:
        return bare["url"] if after_label else ""
    match = _LINKED.match(text)
    if match is None:
        return ""
    label = unicodedata.normalize("NFKC", match["label"]).casefold().strip(" \t:.-–>([（")
    return match["url"].rstrip(".,;)）") if label in words("sources") else ""
