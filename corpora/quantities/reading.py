"""Digits with their separators as a decimal, by the habits of a language."""

import re
from decimal import Decimal

from corpora.quantities.quantity import MOST_DIGITS

FIGURE_REST = r"[0-9]*(?:[.,'\u00a0][0-9]+)*"  # behind its first digit
# 1.400.000 | 1 400 (thin or no-break space) | 12'500 | 1,234.5; a sentence's own stop is never part of it
FIGURE = rf"[0-9]{FIGURE_REST}"

_SEPARATOR = re.compile(r"[.,'\u00a0 ]")


def _grouped(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])


def number(token: str, decimal: str) -> Decimal | None:
    """The decimal that a token of digits and separators stands for; None where it is no single number.

    Args:
        token: digits with `.`, `,`, apostrophes or spaces between them.
        decimal: the decimal mark of the language. The other of `.` and `,` groups by three there, and is taken for a
            foreign decimal mark where the digits after it are not three.
    """
    if token.isascii() and token.isdigit():
        return Decimal(token) if len(token) <= MOST_DIGITS else None
    groups = _SEPARATOR.split(token)
    if sum(map(len, groups)) > MOST_DIGITS:
        return None
    marks = _SEPARATOR.findall(token)
    last = marks[-1]
    if len(set(marks)) == 1:
        if len(marks) > 1 or last not in ".,":
            return Decimal("".join(groups)) if _grouped(groups) else None
        if last != decimal and _grouped(groups):
            return Decimal("".join(groups))
        if last == "," and decimal == "." and (len(groups[0]) > 3 or len(groups[1]) > 2):
            return None  # English 10,15 may be a decimal from elsewhere; 2023,2024 is a list
        return Decimal(f"{groups[0]}.{groups[1]}")
    if last in ".," and last not in marks[:-1] and len(set(marks)) == 2 and _grouped(groups[:-1]):
        return Decimal(f"{''.join(groups[:-1])}.{groups[-1]}")
    return None
