"""Quantities written as a language writes them: what a suggestion proposes."""

from collections.abc import Mapping
from decimal import Decimal

from corpora.languages import LANGUAGES, Lang
from corpora.quantities.quantity import Kind, Quantity

_SCALES: Mapping[Lang, tuple[tuple[int, str, str], ...]] = {  # factor, for one, for several
    "vi": ((10**9, " tỷ", " tỷ"), (10**6, " triệu", " triệu")),
    "en": ((10**12, " trillion", " trillion"), (10**9, " billion", " billion"), (10**6, " million", " million")),
    "de": ((10**12, " Billion", " Billionen"), (10**9, " Milliarde", " Milliarden"), (10**6, " Million", " Millionen")),
    "ja": ((10**12, "兆", "兆"), (10**8, "億", "億"), (10**4, "万", "万")),
}


def _comma(lang: Lang) -> bool:
    return lang in LANGUAGES and LANGUAGES[lang].decimal == ","


def _plain_number(value: Decimal, lang: Lang) -> str:
    text = f"{value:,f}"
    entry = LANGUAGES.get(lang)
    thousands = entry.thousands if entry and entry.thousands else "." if _comma(lang) else ","
    return text.translate({ord(","): thousands, ord("."): "," if _comma(lang) else "."})


def write_number(value: str, lang: Lang, *, year: bool = False) -> str:
    """A number with the marks of a language, round ones of a million and more with a word; a year stays ungrouped."""
    amount = Decimal(value)
    if year or amount < 1000:
        return value.replace(".", ",") if _comma(lang) else value
    for factor, one, several in _SCALES.get(lang, ()):
        part = amount / factor
        if part >= 1 and len(format(part.normalize(), "f")) <= 5:
            return _plain_number(part.normalize(), lang) + (one if part == 1 else several)
    return _plain_number(amount, lang)


def write_date(value: str, lang: Lang, *, day_first: bool = False) -> str:
    """A date of any precision in full words: 15. Oktober 1930, ngày 15 tháng 10 năm 1930; in English either way round."""
    year, month, day = _fields(value)
    if lang == "ja":
        return (f"{year}年" if year else "") + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    if lang == "vi":
        parts = (f"ngày {day}" if day else "", f"tháng {month}" if month else "", f"năm {year}" if year else "")
        return " ".join(part for part in parts if part)
    if not month:
        return f"{day}." if lang == "de" else str(day)
    months = LANGUAGES[lang].months if lang in LANGUAGES else ()
    if not months:
        return "/".join(str(part) for part in (day, month, year) if part)
    name = months[month - 1]
    if lang == "de":
        return (f"{day}. " if day else "") + name + (f" {year}" if year else "")
    if lang != "en" or (day_first and day):
        return (f"{day} " if day else "") + name + (f" {year}" if year else "")
    return name + (f" {day}" if day else "") + (f", {year}" if year and day else f" {year}" if year else "")


def _fields(value: str) -> tuple[int, int, int]:  # year, month, day; 0 where unknown
    if value.startswith("---"):
        return 0, 0, int(value[3:])
    parts = value.removeprefix("--").split("-")
    if value.startswith("--"):
        parts = ["0", *parts]
    year, month, day = (*map(int, parts), 0, 0)[:3]
    return year, month, day


def write(quantity: Quantity, lang: Lang, *, year: bool = False) -> str:
    """A quantity as a language writes it; a document's id stays in the form that is compared, with D for Đ."""
    if quantity.kind is Kind.DATE:
        return write_date(quantity.value, lang)
    if quantity.kind is Kind.PERCENT:
        return write_number(quantity.value, lang) + (LANGUAGES[lang].percent_sign if lang in LANGUAGES else "%")
    if quantity.kind is Kind.NUMBER:
        return write_number(quantity.value, lang, year=year)
    if quantity.kind is Kind.TIME:
        return quantity.value.replace(":", "h") if lang == "vi" else quantity.value
    return quantity.value
