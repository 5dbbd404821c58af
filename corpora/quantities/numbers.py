"""Numbers and percentages in digits, with the words for thousands and millions that each language puts behind them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from corpora.languages import LANGUAGES, Lang
from corpora.quantities import kanji
from corpora.quantities.quantity import MOST_DIGITS, Kind, Quantity, Rule, plain
from corpora.quantities.reading import FIGURE, FIGURE_REST, number


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language writes numbers in digits."""

    decimal: str  # the decimal mark
    scales: Mapping[str, int]  # words that multiply, lower case; every one may follow another
    percent: str  # a pattern of the words for per cent
    suffix: str = ""  # a pattern of letters glued to digits that belong to the number
    half: str = ""  # a word after the scale that adds a half of it


_PERCENT: Mapping[Lang, str] = {
    "vi": r"phần\s+trăm(?!\w)",
    "en": r"(?:percentage\s+points?|per\s?cent|pct)(?!\w)",
    "de": r"(?:Prozent(?:punkte?n?)?|v\.\s?H\.)(?![a-zäöü])",
}
_SUFFIX: Mapping[Lang, str] = {"en": r"(?:st|nd|rd|th)(?!\w)"}
_HALF: Mapping[Lang, str] = {"vi": "rưỡi"}
_MONEY = {"k": 10**3, "m": 10**6, "b": 10**9}  # glued to a sum behind its currency: $5m
_BEFORE_SUM = re.compile(r"(?:[$€£¥₫]|(?<![A-Z])(?:USD|EUR|GBP|JPY|VND|AUD|CAD|CHF|CNY|KRW|SGD))\s?$")
_BEHIND_SUM = re.compile(r"\s?(?:[$€£¥₫]|(?:USD|EUR|GBP|JPY|VND|AUD|CAD|CHF|CNY|KRW|SGD)(?![A-Za-z]))")
_THREE = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")  # groups of thousands, or three decimals


def _scales(habits: Habits) -> str:
    if not habits.scales:
        return r"(?!)"
    words = "|".join(re.escape(word) for word in sorted(habits.scales, key=len, reverse=True))
    ratio = r"(?!\s+(?:lệ|số\s|trọng|giá))" if "tỷ" in habits.scales else ""
    return rf"(?:[\s-]?(?:{words}){ratio}(?![^\W\d_]))"


def _amounts(habits: Habits) -> re.Pattern[str]:
    spaced = r"[0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?(?![0-9.,])|"
    spaced += r"[0-9]{0,2}(?:\u00a0[0-9]{3})+(?:[.,][0-9]+)?(?![0-9])|"
    scale = _scales(habits)
    half = rf"(?:\s+(?P<half>{habits.half})(?!\w))?" if habits.half else ""
    suffix = rf"|{habits.suffix}" if habits.suffix else ""
    return re.compile(
        # the digit before the alternatives is what a search skips to
        rf"(?P<token>[0-9](?:{spaced}{FIGURE_REST}))(?P<scale>{scale}+(?:\s{FIGURE}{scale}+)*|[kKmMbB](?![^\W_]){suffix})?{half}"
        rf"(?P<percent>\s?(?:%|{habits.percent}))?",
        re.IGNORECASE,
    )


def _several(token: str, start: int, decimal: str) -> tuple[Quantity, ...]:
    """The numbers of a token that is none by itself, such as "2,3,4"; a run of many digits is an item."""
    found = []
    for part in re.finditer("[0-9]+", token):
        value = number(part.group(), decimal)
        kind, text = (Kind.ITEM, part.group()) if value is None else (Kind.NUMBER, plain(value))
        found.append(Quantity(kind, text, start + part.start(), start + part.end()))
    return tuple(found)


def _scaled(value: Decimal, match: re.Match[str], habits: Habits) -> Decimal | None:
    """The value times its scale words; later amounts with smaller scales are added, as in 1 tỷ 200 triệu."""
    tail = match["scale"]
    if len(tail) == 1:
        before = match.string[max(0, match.start() - 2) : match.start()].rstrip()
        return value * _MONEY[tail.lower()] if before[-1:] in ("$", "€", "£", "¥") else None
    total, factor, last = Decimal(0), 1, None
    for piece in re.findall(rf"{FIGURE}|[^\W\d_]+\.?", tail):
        scale = habits.scales.get(piece.lower()) or habits.scales.get(piece.lower().rstrip("."))
        if scale is None:
            if not piece[0].isdigit():
                return None
            total, last, factor = total + value * factor, value * factor, 1
            addition = number(piece, habits.decimal)
            if addition is None:
                return None
            value = addition
        else:
            factor *= scale
    if last is not None and value * factor >= last:
        return None
    half = Decimal(factor) / 2 if habits.half and match["half"] else 0
    return total + value * factor + half


def _is_money(match: re.Match[str]) -> bool:
    """Whether a currency stands beside a number, which then hardly has three decimals: $13,000 in a Vietnamese text."""
    text, start = match.string, match.start()
    return bool(_BEFORE_SUM.search(text[max(0, start - 5) : start]) or _BEHIND_SUM.match(text, match.end()))


def _scale_words(scale: str, habits: Habits) -> list[str]:
    """The scale words in a run of them, as the table of a language has them."""
    found = re.findall(r"[^\W\d_]+\.?", scale.lower())
    return [word if word in habits.scales else word.rstrip(".") for word in found]


def _reader(habits: Habits) -> Callable[[re.Match[str]], tuple[Quantity, ...]]:
    # 1,5 bis 2 Millionen: the first number has the scale of the second
    shared = re.compile(rf"\s?(?:-|~|to|or|bis|oder|đến|hoặc)\s?{FIGURE}(?P<scale>{_scales(habits)}+)", re.IGNORECASE)

    def read(match: re.Match[str]) -> tuple[Quantity, ...]:
        value = number(match["token"], habits.decimal)
        if value is None:
            return _several(match["token"], match.start("token"), habits.decimal)
        kind = Kind.PERCENT if match["percent"] else Kind.NUMBER
        end = match.end()
        if match["scale"] and (len(match["scale"]) == 1 or not re.fullmatch(habits.suffix or "(?!)", match["scale"])):
            scaled = _scaled(value, match, habits)
            if scaled is None or scaled >= 10**MOST_DIGITS:
                end = match.end("token") if kind is Kind.NUMBER else end
            else:
                value = scaled
        also = tuple(str(int(part)) for part in match["token"].split(" ")) if match["token"].count(" ") else ()
        if _THREE.fullmatch(match["token"]) and _is_money(match):
            also = tuple({re.sub("[.,]", "", match["token"])} - {plain(value)})
        if not match["scale"] and (following := shared.match(match.string, match.end())):
            also = (plain(value * prod(habits.scales[word] for word in _scale_words(following["scale"], habits))),)
        return (Quantity(kind, plain(value), match.start(), end, also=also),)

    return read


def _decade(match: re.Match[str]) -> tuple[Quantity, ...]:
    """1990s and the 90s: the first year; in two digits below 30 it may be of this century."""
    digits = match["digits"]
    if len(digits) == 4:
        return (Quantity(Kind.NUMBER, digits, match.start("digits"), match.end()),)
    others = (digits, f"20{digits}") if int(digits) < 30 else (digits,)
    return (Quantity(Kind.NUMBER, f"19{digits}", match.start("digits"), match.end(), also=others),)


def _short_range(match: re.Match[str]) -> tuple[Quantity, ...]:
    """The years of 2021-22 or 2023/24."""
    first, last = match["y"], match["to"]
    if int(last) <= int(first[2:]):
        return ()
    return (
        Quantity(Kind.NUMBER, first, match.start("y"), match.end("y")),
        Quantity(Kind.NUMBER, first[:2] + last, match.start("to"), match.end("to"), also=(last,)),
    )


_DECADE = r"(?<![0-9.,/])'?(?P<digits>(?:1[5-9]|20)?[0-9]0)"
_RANGE = Rule(
    re.compile(
        r"(?<![0-9.,/-])(?P<y>(?:19|20)[0-9]{2})\s?[-/~]\s?(?P<to>[0-9]{2})(?![0-9/%-]|[.,][0-9]|\s?(?:%|-\s?[0-9]))"
    ),
    _short_range,
    r"[0-9]\s?[-/~]\s?[0-9]",
)
_DECADES: Mapping[Lang, str] = {
    "en": rf"{_DECADE}'?s(?!\w)",
    "de": rf"{_DECADE}er(?:n|-)?(?!\w)",
    "vi": rf"(?<!\w)(?:những\s+năm|thập\s+(?:niên|kỷ))\s+(?:{_DECADE})(?![0-9])",
    "ja": rf"{_DECADE}\s?年代",
}
_MAYBE_DECADE: Mapping[Lang, str] = {"en": "0'?s", "de": "0er", "vi": "những|thập", "ja": "年代"}


def _japanese(match: re.Match[str]) -> tuple[Quantity, ...]:
    """A numeral of digits, kanji or both; words that merely contain a kanji numeral are none."""
    numeral = match["numeral"]
    digits = any("0" <= character <= "9" for character in numeral)
    if not digits and not _stands_for_a_number(match):
        return ()
    value = kanji.value(numeral)
    if value is None:
        return _several(match["numeral"], match.start("numeral"), ".")
    kind = Kind.NUMBER
    if match["percent"]:
        kind = Kind.PERCENT
        if match["tenths"]:
            value = value * 10 + (kanji.value(match["parts"]) or 0 if match["parts"] else 0)
    also: tuple[str, ...] = ()
    if match["year"] and re.fullmatch("[0-9]{2}", numeral):
        also = (f"20{numeral}", f"19{numeral}")
    end = match.end("percent") if match["percent"] else match.end("numeral")
    return (Quantity(kind, plain(value), match.start(), end, spelled=not digits, also=also),)


_COUNTERS = frozenset(
    "年月日時分秒人名つ度回個件歳才台本枚冊社党国州県市町村か箇ヶヵカケ点位番目倍種軒頭匹羽杯期世紀周円割%ドキメグポ兆億万泊階着戦勝敗試校機隻両対者割"
)


def _stands_for_a_number(match: re.Match[str]) -> bool:
    """Whether kanji alone are a number: 三百人, 二つ, 第一; not 一般, 百貨店, 数十."""
    numeral, text = match["numeral"], match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end("numeral") : match.end("numeral") + 1]
    if before in ("数", "何", "幾", "唯", "統", "万") or after == "数":
        return False
    if len(numeral) > 1:
        return numeral not in ("千万", "万一", "一一", "億万", "十一面")
    return before == "第" or (
        after in _COUNTERS and after != "" and numeral + after not in ("一人", "一度", "一時", "一日", "一国")
    )


_JAPANESE = Rule(
    re.compile(
        rf"(?P<numeral>{kanji.NUMERAL})(?:(?P<percent>\s?(?:%|パーセント)|(?P<tenths>割)(?:(?P<parts>[0-9一二三四五六七八九])分)?(?!引|合|り))"
        r"|(?P<year>\s?年(?!間|代|前|後|以|ぶ|目|生|連|余|半|度)))?"
    ),
    _japanese,
    f"[0-9{kanji.CHARACTERS}]",
)


def rules(lang: Lang) -> tuple[Rule, ...]:
    """The rules that find numbers in a language, in the order in which they apply."""
    decade = (Rule(re.compile(_DECADES[lang]), _decade, _MAYBE_DECADE[lang]),) if lang in _DECADES else ()
    if lang == "ja":
        return (*decade, _RANGE, _JAPANESE)
    habits = _habits(lang)
    return (*decade, _RANGE, Rule(_amounts(habits), _reader(habits)))


def _habits(lang: Lang) -> Habits:
    entry = LANGUAGES.get(lang)
    words = "|".join(r"\s+".join(map(re.escape, word.split())) for word in entry.percent) if entry else ""
    percent = _PERCENT.get(lang) or rf"(?:{words or 'percent'})(?!\w)"
    decimal, scales = (entry.decimal, entry.scales) if entry else (".", {})
    return Habits(decimal, scales, percent, _SUFFIX.get(lang, ""), _HALF.get(lang, ""))
