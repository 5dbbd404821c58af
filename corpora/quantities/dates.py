"""Dates, in the ways that each language writes them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from corpora.languages import LANGUAGES, Lang
from corpora.quantities.kanji import integer
from corpora.quantities.quantity import Kind, Quantity, Rule

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}  # the year before each one's first
_MONTHS: Mapping[str, int] = (
    dict(
        zip(
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
            range(1, 13),
            strict=True,
        )
    )
    | {"jän": 1, "feber": 2, "mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
    | dict(zip(["giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"], range(1, 11), strict=True))
    | {"một": 1, "bốn": 4, "bẩy": 7, "mười một": 11, "mười hai": 12, "chạp": 12}
)


def _month(name: str) -> int:
    key = " ".join(name.lower().split())
    return _MONTHS.get(key) or _MONTHS.get(key[:3]) or integer(key) or 0


def _year(groups: Mapping[str, str | None]) -> int | None:
    text = groups.get("y")
    if not text:
        return None
    year = integer(text) or 0
    era = groups.get("era")
    if era:
        return _ERAS[era] + year
    if len(text) == 2 and text.isdigit():
        return year + (2000 if year < 70 else 1900)
    return year


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    if year is not None:
        return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    return f"--{month:02}" + (f"-{day:02}" if day else "") if month else f"---{day:02}"


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    if day is not None and not 1 <= day <= (30 if month in (4, 6, 9, 11) else 29 if month == 2 else 31):
        return False
    return (month is None or 1 <= month <= 12) and (year is None or 1 <= year <= 2999)


def _date(match: re.Match[str]) -> tuple[Quantity, ...]:
    """The dates of a match with the groups d0 (the days of a range before the last), d, m, y, era; ctx leads up to them."""
    groups = match.groupdict()
    year, month = _year(groups), _month(groups["m"]) if groups.get("m") else None
    day = integer(groups["d"]) if groups.get("d") else None
    if not _possible(year, month, day):
        return ()
    start = match.end("ctx") if groups.get("ctx") else match.start()
    if not groups.get("d0"):
        return (Quantity(Kind.DATE, _iso(year, month, day), start, match.end()),)
    before = [(integer(one.group()), one) for one in re.finditer(r"[0-9]+|[〇一二三四五六七八九十元]+", groups["d0"])]
    if not all(_possible(year, month, first) for first, _ in before):
        return ()
    offset = match.start("d0")
    found = [Quantity(Kind.DATE, _iso(year, month, n), offset + at.start(), offset + at.end()) for n, at in before]
    found[0] = replace(found[0], start=min(start, offset))
    return (*found, Quantity(Kind.DATE, _iso(year, month, day), match.start("d"), match.end()))


def _american(match: re.Match[str]) -> tuple[Quantity, ...]:
    """A numeric date in English: month first where it can be, the day first where it must; also what it then may be."""
    a, b, year = int(match["a"]), int(match["b"]), _year(match.groupdict())
    readings = [_iso(year, m, d) for m, d in ((a, b), (b, a)) if _possible(year, m, d)]
    if not readings:
        return ()
    return (Quantity(Kind.DATE, readings[0], match.start(), match.end(), also=tuple(readings[1:])),)


def _bare_day(match: re.Match[str]) -> tuple[Quantity, ...]:
    """30-4 without any word beside it: a holiday in Vietnamese, or a score."""
    date = _iso(None, int(match["m"]), int(match["d"]))
    return (Quantity(Kind.ITEM, f"{match['d']}-{int(match['m'])}", match.start(), match.end(), also=(date,)),)


def _era_year(match: re.Match[str]) -> tuple[Quantity, ...]:
    year = _year(match.groupdict())
    return (Quantity(Kind.NUMBER, str(year), match.start(), match.end()),) if year else ()


def _rules(maybe: str, *patterns: str) -> tuple[Rule, ...]:
    return tuple(Rule(re.compile(pattern), _date, maybe) for pattern in patterns)


_A = r"(?<![0-9.,:/-])"  # no digits just before
_Z = r"(?![0-9])"
_DAY = r"(?P<d>[0-9]{1,2})"
_FIRST = r"(?P<d0>[0-9]{1,2})"
_Y = r"(?P<y>[12][0-9]{3})" + _Z
_Y2 = r"(?P<y>[12][0-9]{3}|[0-9]{2})" + _Z

_NUMERIC = r"[0-9]([-/.])[0-9]{1,2}\1[0-9]"
_SLASHED = "/[12][0-9]"
_PAIR = "[0-9][-/][0-9]"

_ISO_RULES = _rules(
    _NUMERIC,
    rf"{_A}(?P<y>[12][0-9]{{3}})(?P<s>[-/.])(?P<m>[0-9]{{1,2}})(?P=s){_DAY}{_Z}(?![-/][0-9])",
)
_DAY_FIRST_RULES = (
    *_rules(
        _NUMERIC,
        rf"{_A}(?:{_FIRST}\.?\s*(?:-|~)\s*)?{_DAY}(?P<s>[-/.])(?P<m>[0-9]{{1,2}})(?P=s){_Y}(?![-/][0-9])",
    ),
    *_rules(_SLASHED, rf"{_A}(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)[0-9]{{2}}){_Z}(?![/-]\w)"),
)

_MAYBE_DE = "Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez"
_TO_DE = r"\.?\s*(?:-|/|&|bis(?: zum)?|und|oder|sowie)\s*"
_FIRST_DE = r"(?P<d0>[0-9]{1,2}(?:\.,\s*[0-9]{1,2}){0,3})"
_MON_DE = (
    r"(?P<m>Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"(?:Jan|Feb|Mär|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)(?:\.|\b))"
)
_FULL_DE = r"(?P<m>Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?![\w-])"
_GERMAN = (
    *_rules(
        rf"{_MAYBE_DE}|Mrz",
        rf"{_A}(?:{_FIRST_DE}{_TO_DE})?{_DAY}\.\s*{_MON_DE}(?![a-zäöü])(?:,?\s+(?:des Jahres\s+)?{_Y})?",
    ),
    *_rules(
        r"[0-9]\.\s?[0-9]{1,2}\.",
        rf"{_A}(?:{_FIRST}\.\s*(?:-|/|bis(?: zum)?|und)\s*)?{_DAY}\.\s?(?P<m>[0-9]{{1,2}})\.\s?{_Y}(?!\.[0-9])",
        rf"{_A}(?P<d>[0-3][0-9])\.(?P<m>[01][0-9])\.{_Y2}(?!\.[0-9])",
        rf"{_A}(?:{_FIRST}\.\s*(?:-|/|bis(?: zum)?|und)\s*)?{_DAY}\.(?P<m>1[0-2]|0?[1-9])\.(?![0-9])",
    ),
    *_rules(
        rf"{_MAYBE_DE}|Mrz",
        rf"(?<!\w){_MON_DE}\s+(?:des Jahres\s+)?{_Y}(?!\.[0-9])",
        rf"(?<![\w-]){_FULL_DE}",
    ),
)

_MAYBE_EN = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MON_EN = (
    r"(?P<m>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:\.|\b))"
)
_SURE_EN = r"(?P<m>January|February|April|June|July|August|September|October|November|December)(?!\w)"
_TH = r"(?:st|nd|rd|th)?"
_FIRST_EN = rf"(?P<d0>[0-9]{{1,2}}(?:{_TH},\s*[0-9]{{1,2}}){{0,3}})"
_TO_EN = rf"{_TH},?\s*(?:-|/|&|to|and|or|through|until|till)\s*(?:the\s+)?"
_ENGLISH = (
    *_rules(
        _MAYBE_EN,
        rf"(?<!\w){_MON_EN}\s+(?:the\s+)?(?:{_FIRST_EN}{_TO_EN})?{_DAY}{_TH}{_Z}"
        r"(?![.,:]?[0-9]|%|\s?(?:percent|per cent))"
        rf"(?:(?:,\s*|\s+(?:of\s+)?){_Y}(?!\s?%|,[0-9]{{3}}))?",
        rf"{_A}(?:{_FIRST_EN}{_TO_EN})?{_DAY}{_TH}[\s-]+(?:day\s+)?(?:of\s+)?{_MON_EN}(?![a-z])"
        rf"(?:,?[\s-]+(?:of\s+)?{_Y})?",
        rf"(?<!\w){_MON_EN},?\s+(?:of\s+)?{_Y}",
        rf"(?<![\w-]){_SURE_EN}",
        r"(?P<ctx>(?<!\w)(?:in|of|since|until|till|by|last|this|next|early|late|mid|from|to|before|after|every)[\s-])(?P<m>March|May)(?!\w)",
    ),
    Rule(
        re.compile(rf"{_A}(?P<a>[0-9]{{1,2}})(?P<s>[-/.])(?P<b>[0-9]{{1,2}})(?P=s){_Y}(?![-/.][0-9])"),
        _american,
        _NUMERIC,
    ),
    Rule(re.compile(rf"{_A}(?P<a>[0-9]{{1,2}})/(?P<b>[0-9]{{1,2}})/{_Y2}(?!/)"), _american, _NUMERIC),
    *_DAY_FIRST_RULES[1:],
)

_MAYBE_VI = "tháng|Tháng|THÁNG"
_MAYBE_DAY_VI = "ngày|Ngày|NGÀY"
_MONTH = r"(?:[tT]háng|THÁNG)"
_DATED = r"(?:[nN]gày|NGÀY)"
_YEAR = r"(?:năm|NĂM)"
_MON_VI = (
    r"(?P<m>[0-9]{1,2}|[gG]iêng|[mM]ười\s+(?:[hH]ai|[mM]ột)|[mM]ười|[hH]ai|[bB]a|[tT]ư|[nN]ăm|"
    r"[sS]áu|[bB][ảẩ]y|[tT]ám|[cC]hín|[cC]hạp)"
)
_TO_VI = r"\s*(?:-|~|&|đến(?:\s+hết)?|tới|và)\s*(?:ngày\s+)?"
_ON_VI = r"(?:[nN]gày|NGÀY|[sS]áng|[tT]rưa|[cC]hiều|[tT]ối|[đĐ]êm|[tT]ừ|đến|hôm nay|hôm qua|[dD]ịp|[lL]ễ|[rR]ằm|kể từ)"
_FIRST_VI = r"(?P<d0>[0-9]{1,2}(?:\s*,\s*[0-9]{1,2}){0,3})"
_VIETNAMESE = (
    *_rules(
        _MAYBE_DAY_VI,
        rf"(?<!\w){_DATED}\s*{_FIRST_VI}(?:\s*,\s*|{_TO_VI}){_DAY}(?:\s*{_MONTH}\s*|[/-])(?P<m>1[0-2]|0?[1-9])(?![0-9\w/-])"
        rf"(?:\s*,?\s*{_YEAR}\s*{_Y})?",
    ),
    *_rules(
        rf"[0-9]\s*{_MONTH}",
        rf"(?:(?<!\w){_DATED}\s*)?{_A}(?:{_FIRST}{_TO_VI})?{_DAY}\s*{_MONTH}\s*{_MON_VI}(?![0-9\w])(?!\s*{_DATED})"
        rf"(?:\s*(?:,?\s*{_YEAR}\s*|/|-|,\s*){_Y})?",
    ),
    *_rules(
        _PAIR,
        rf"(?:(?<!\w){_DATED}\s*)?{_A}{_FIRST}{_TO_VI}{_DAY}[/-](?P<m>[0-9]{{1,2}})(?:[/-]{_Y})?(?![0-9/-])",
    ),
    *_DAY_FIRST_RULES[:1],
    *_rules(
        _PAIR,
        rf"(?P<ctx>(?<!\w){_DATED}\s+){_A}{_DAY}-(?P<m>1[0-2]|0?[1-9])(?![0-9/-]|\s*[0-9])",
        rf"(?P<ctx>(?<!\w){_ON_VI}\s+\(?){_A}{_DAY}/(?P<m>1[0-2]|0?[1-9])(?![0-9/-]|\s*[0-9])",
        rf"(?P<ctx>\(){_DAY}/(?P<m>1[0-2]|0?[1-9])(?=\))",
        rf"{_A}(?!24/7)(?P<d>1[3-9]|2[0-9]|3[01])/(?P<m>1[0-2]|0?[1-9])(?![0-9/-]|\s*[0-9])",
    ),
    *_rules(
        _MAYBE_VI,
        rf"(?<!\w){_MONTH}\s*{_MON_VI}(?![\w])\s*(?:,?\s*{_YEAR}\s*|/|-\s*|,\s*){_Y}",
    ),
    *_DAY_FIRST_RULES[1:],
    Rule(re.compile(rf"{_A}(?P<d>1[3-9]|2[0-9]|3[01])-(?P<m>1[0-2]|0?[1-9])(?![0-9/%-]|[.,][0-9])"), _bare_day, _PAIR),
    *_rules(_MAYBE_VI, rf"(?<!\w)(?<![0-9]\s){_MONTH}\s*{_MON_VI}(?![\w/]|[.,][0-9])"),
    *_rules(_MAYBE_DAY_VI, rf"(?P<ctx>(?<!\w){_DATED}\s+){_DAY}(?![0-9/.,-]\w|[0-9%])"),
)

_J = r"(?:[0-9]{1,4}|[〇一二三四五六七八九十]{1,4}|元)"
_ERA = r"(?:(?P<era>令和|平成|昭和|大正|明治)\s?)?"
_TO_JA = r"\s?日?(?:\([^()]{1,3}\))?\s?(?:-|~|&|から|、|・|および|及び|と)\s?"
_JAPANESE = (
    *_rules(
        "月",
        rf"{_ERA}{_A}(?P<y>{_J})\s?年\s?(?P<m>{_J})\s?月\s?(?:(?P<d0>{_J}){_TO_JA})?(?P<d>{_J})\s?日(?!間)",
        rf"{_ERA}{_A}(?P<y>{_J})\s?年\s?(?P<m>{_J})\s?月(?!間)",
        rf"{_A}(?P<m>{_J})\s?月\s?(?:(?P<d0>{_J}){_TO_JA})?(?P<d>{_J})\s?日(?!間)",
        rf"{_A}(?P<m>{_J})\s?月(?!間)",
    ),
    Rule(
        re.compile(r"(?P<era>令和|平成|昭和|大正|明治)\s?(?P<y>[0-9]{1,2}|[一二三四五六七八九十]{1,3}|元)\s?年"),
        _era_year,
        "年",
    ),
    *_DAY_FIRST_RULES,
    *_rules(r"[0-9]\s?日", rf"{_A}(?P<d>[0-9]{{1,2}})\s?日(?![間目以本後前連])"),
)

_OWN: Mapping[Lang, tuple[Rule, ...]] = {
    "vi": _VIETNAMESE,
    "en": _ENGLISH,
    "de": (*_GERMAN, *_DAY_FIRST_RULES),
    "ja": _JAPANESE,
}


def rules(lang: Lang) -> tuple[Rule, ...]:
    """The rules that find dates in a language, in the order in which they apply."""
    own = _OWN.get(lang)
    return (*_ISO_RULES, *((*_named(lang), *_DAY_FIRST_RULES) if own is None else own))


@cache
def maybe_months(lang: Lang) -> re.Pattern[str]:
    """What a text without digits must have for a date to be in it."""
    months = LANGUAGES[lang].months if lang in LANGUAGES else ()
    own = {"vi": _MAYBE_VI, "en": _MAYBE_EN, "de": _MAYBE_DE}.get(lang)
    return re.compile(own or rf"(?i:{'|'.join(map(re.escape, months)) or '(?!)'})")


def reads_months(lang: Lang) -> bool:
    """Whether a date in words is read as one in a language; else it is a day and a year."""
    return lang in _OWN or (lang in LANGUAGES and bool(LANGUAGES[lang].months))


@cache
def _named(lang: Lang) -> tuple[Rule, ...]:
    """Dates with the months' names that the table has of a language: 15 octobre 1930, le 1er mai, octobre 1930."""
    months = [name.lower() for name in LANGUAGES[lang].months] if lang in LANGUAGES else []
    if not months:
        return ()

    def read(match: re.Match[str]) -> tuple[Quantity, ...]:
        month = months.index(match["m"].lower()) + 1
        year = int(match["y"]) if match["y"] else None
        days = [int(day) for day in (match["d0"], match["d"]) if day]
        if not all(_possible(year, month, day) for day in days):
            return ()
        found = [
            Quantity(Kind.DATE, _iso(year, month, day), match.start(), match.end()) for day in (*days[-1:], None)[:1]
        ]
        if match["d0"]:
            first = Quantity(Kind.DATE, _iso(year, month, days[0]), match.start("d0"), match.end("d0"))
            found = [first, replace(found[0], start=match.start("d"))]
        return tuple(found)

    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
    first = r"(?P<d0>[0-9]{1,2})(?:\.|er|º|ª)?\s*(?:[-–/]|[^\W\d_]{1,3})\s*"
    day = rf"{_A}(?:{first})?(?P<d>[0-9]{{1,2}})(?:\.|er|º|ª)?,?\s+(?:[^\W\d_]{{1,2}}\s+|d['’])?"
    pattern = rf"(?:{day}|(?<![\w-]))(?P<m>{names})(?![\w-])(?:,?\s+(?:[^\W\d_]{{1,3}}\s+)?{_Y})?"
    return (Rule(re.compile(pattern, re.IGNORECASE), read, rf"(?i:{names})"),)
