"""What looks like a quantity and only names: document ids, addresses, phones, versions, list items, scores."""

import re

from corpora.quantities.quantity import Kind, Quantity, Rule
from corpora.quantities.versions import also


def _document(match: re.Match[str]) -> tuple[Quantity, ...]:
    value = re.sub(r"\s", "", match.group()).upper().replace("Đ", "D").replace("Ð", "D")
    return (Quantity(Kind.DOCUMENT, value, match.start(), match.end()),)


def _item(match: re.Match[str]) -> tuple[Quantity, ...]:
    start = match.start("item") if "item" in match.re.groupindex else match.start()
    end = match.end("item") if "item" in match.re.groupindex else match.end()
    return (Quantity(Kind.ITEM, match.string[start:end].strip().lower(), start, end),)


def _address(match: re.Match[str]) -> tuple[Quantity, ...]:
    """A host with a path, as links are printed without their scheme; 3.5/km and 1.2/2021 are none."""
    host = match.group().split("/")[0]
    return _item(match) if host.rsplit(".", 1)[1].isalpha() and any(map(str.isalpha, host.split(".")[0])) else ()


def _version(match: re.Match[str]) -> tuple[Quantity, ...]:
    value = match.group().lower().replace("\\", "")  # 1\.8.5 in Markdown
    return (Quantity(Kind.ITEM, value, match.start(), match.end(), also=also(value.lstrip("v"))),)


def _phone(match: re.Match[str]) -> tuple[Quantity, ...]:
    digits = re.sub(r"[^0-9]", "", match.group())
    if not 9 <= len(digits) <= 15:
        return ()
    return (Quantity(Kind.ITEM, digits, match.start(), match.end()),)


def _score(match: re.Match[str]) -> tuple[Quantity, ...]:
    """Two small numbers with a colon, or that fall: 0:1, 3-0. Those that rise are a range, and read as two numbers."""
    if match["colon"] != ":" and int(match["a"]) < int(match["b"]):
        return ()
    return (Quantity(Kind.ITEM, f"{int(match['a'])}-{int(match['b'])}", match.start(), match.end()),)


def _name(match: re.Match[str]) -> tuple[Quantity, ...]:
    """Digits glued to Latin letters before them: G20, COVID-19, HER2; but not US$5, VND500 or mid-2021."""
    letters, digits = match["letters"], match["digits"]
    if letters.upper() in _CURRENCIES or (match["hyphen"] and (len(digits) > 3 or letters.islower())):
        return ()
    return (Quantity(Kind.ITEM, match.group().upper(), match.start(), match.end()),)


_CURRENCIES = frozenset(
    [
        "USD",
        "EUR",
        "VND",
        "GBP",
        "JPY",
        "CNY",
        "AUD",
        "CAD",
        "SGD",
        "HKD",
        "KRW",
        "THB",
        "RM",
        "RS",
        "CHF",
        "US",
        "HK",
        "VNĐ",
        "TL",
    ]
)
# QD, QĐ, CV, CT, TTg, UBND, TTr, BGD&ĐT, UBTVQH15
_PART = r"[A-ZĐÐ]{2,}[a-zđ]?[A-ZĐÐa-zđ&]{0,10}[0-9]{0,2}(?![A-Za-zĐđ0-9])"
_ALPHA = r"(?<![A-Za-zĐđ0-9/-])(?<![0-9][.,])"


_LINK = r"/|@|www\."
_LISTED = r":\s?[0-9]"
_HEX = r"[0-9](?:[A-Fa-f]|(?<=[A-Fa-f][0-9]))"  # a digit beside a letter
_LETTERED = r"[0-9](?:(?<=[A-Za-z][0-9])|(?<=[A-Za-z]-[0-9]))"
_DASHED = r"[0-9]\s?[-/]"
_SEPARATED = r"[0-9]\s?[-:]\s?[0-9]"
_ZERO = r"0(?<![\w.,/-]0)[0-9]"

ADDRESSES = (
    Rule(re.compile(r"(?:https?://|www\.)[!-~]*[0-9A-Za-z/]"), _item, _LINK),
    Rule(re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"), _item, _LINK),
    Rule(re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/[!-~]*[0-9A-Za-z/]"), _address, _LINK),
    Rule(  # checksums and the like
        re.compile(r"(?<![0-9A-Za-z])(?=[0-9]+[A-Fa-f]|[A-Fa-f]+[0-9])[0-9A-Fa-f]{7,}(?![0-9A-Za-z])"), _item, _HEX
    ),
    Rule(re.compile(r"\[[A-Za-z][A-Za-z-]{1,30}:\s?(?P<item>[0-9]{1,7})\\?\]"), _item, _LISTED),  # of a mailing list
    Rule(
        re.compile(r"(?<![A-Za-z-])[A-Za-z]{2,15}(?:-[A-Za-z]{2,15}){1,2}:(?P<item>[0-9]{3,7})(?![0-9.,])"),
        _item,
        _LISTED,
    ),
)
DOCUMENTS = (
    Rule(
        re.compile(r"(?<![A-Za-z0-9-])(?:CVE|CAN)-[12][0-9]{3}-[0-9]{4,7}(?![0-9])", re.IGNORECASE), _document, _DASHED
    ),
    Rule(
        re.compile(
            rf"{_ALPHA}[0-9]{{1,6}}(?:\s?/\s?[12][0-9]{{3}}\s?/\s?{_PART}(?:\s?[-/]\s?{_PART}){{0,3}}"
            rf"|\s?[-/]\s?{_PART}(?:\s?[-/]\s?{_PART}){{1,3}})"
        ),
        _document,
        _DASHED,
    ),
)
LIST_ITEMS = (
    Rule(re.compile(r"\A\s*(?P<item>[(\[]?[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.)\]、])(?=[^0-9.,])"), _item),
    Rule(re.compile(r"\A\s*(?P<item>[0-9]{1,2}(?:\.[0-9]{1,2}){2,3})(?=\s)"), _item),
    Rule(re.compile(r"(?P<item>[①-⑳])"), _item, "[①-⑳]"),
)
NAMES = (
    Rule(re.compile(r"#[0-9]{1,12}"), _item, "#[0-9]"),
    Rule(re.compile(r"(?<![A-Za-z])[kcdm]?m[23](?![0-9A-Za-z])"), _item, "m[23]"),
    Rule(re.compile(r"\+[0-9][0-9 ().\u00a0/-]{7,20}[0-9]"), _phone, r"\+[0-9]"),
    Rule(re.compile(r"(?<![\w.,/-])\(?0[0-9]{1,4}\)?(?:[ .\u00a0-]{1,2}[0-9]{2,8}){1,4}(?![0-9/])"), _phone, _ZERO),
    Rule(re.compile(r"(?<![\w.,/-])0[0-9]{8,10}(?![0-9])"), _phone, _ZERO),
    Rule(
        re.compile(
            r"(?<![A-Za-z0-9])(?P<letters>[A-Za-z]{1,15})(?P<hyphen>-?)(?P<digits>[0-9]{1,6})(?![0-9.,]*[0-9])[A-Za-z]*"
        ),
        _name,
        _LETTERED,
    ),
    Rule(
        re.compile(
            r"(?<![A-Za-z0-9_.,])[vV]?(?!(?:[0-9]{1,3}\.)(?:[0-9]{3}\.)*[0-9]{3}(?![0-9.]))[0-9]{1,5}(?:\\?\.[0-9]{1,5}){2,5}(?![0-9])"
        ),
        _version,
        r"[0-9]\\?\.[0-9]",
    ),
    Rule(
        re.compile(r"(?<![0-9.,:/-])(?P<a>[0-9]{1,2})\s?(?P<colon>[-:])\s?(?P<b>[0-9]{1,2})(?![0-9.,:/%-]*[0-9%])"),
        _score,
        _SEPARATED,
    ),
    Rule(re.compile(r"(?<![0-9.,/-])[0-9]{1,3}/[0-9]{1,3}(?![0-9/])"), _item, "[0-9]/[0-9]"),
)
