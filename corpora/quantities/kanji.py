"""Japanese numerals: digits, kanji, and both mixed, as in 5万2千 or 二〇二四."""

import re
from decimal import Decimal

from corpora.quantities.reading import FIGURE, number

DIGITS = "〇一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12}
CHARACTERS = f"{DIGITS}{''.join(_UNITS)}"
_UNIT = r"(?:十|百(?![貨科])|千(?![葉代歳])|万(?![博能全])|億|兆(?!候))"
_PART = rf"(?:{FIGURE}|[{DIGITS}]+)"

_STEP = rf"(?:{_PART}\s?{_UNIT}|{_UNIT})"
NUMERAL = rf"{_STEP}(?:\s?{_STEP})*{_PART}?|{_PART}"
_PIECE = re.compile(rf"{FIGURE}|[{DIGITS}]+|[十百千万億兆]")


def _digits(run: str) -> Decimal | None:
    if run[0] not in DIGITS:
        return number(run, ".")
    return Decimal("".join(str(DIGITS.index(character)) for character in run)) if len(run) <= 12 else None


def value(numeral: str) -> Decimal | None:
    """What a match of NUMERAL stands for; None where its digits are no number.

    二〇二四 is read digit by digit, 二千二十四 by its units, 5万2千 as 52000, 3百万 as 3000000.
    """
    total = section = Decimal(0)
    current: Decimal | None = None
    for piece in _PIECE.findall(numeral):
        unit = _UNITS.get(piece)
        if unit is None:
            current = _digits(piece)
            if current is None:
                return None
        elif unit < 10**4:
            section += (1 if current is None else current) * unit
            current = None
        else:
            section += current or 0
            total += (section or 1) * unit
            section, current = Decimal(0), None
    result = total + section + (current or 0)
    return result if result < 10**18 else None


def integer(numeral: str) -> int | None:
    """The whole number that digits or kanji stand for, None otherwise; for days, months and years. 元 is 1."""
    if numeral == "元":
        return 1
    result = value(numeral)
    return int(result) if result is not None and result == int(result) else None
