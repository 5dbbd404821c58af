"""Times of day and dates by the clocks of different places, so that 12:00 UTC and 21:00 JST are no difference."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpora.languages import LANGUAGES, Lang
from corpora.quantities import Kind, Quantity

_DAY, _YEAR = 24 * 60, 366
_HOURS = 14  # that a zone is ahead of Greenwich at most
# minutes ahead of Greenwich, in winter and in summer
_ZONES: tuple[tuple[tuple[int, ...], str], ...] = (
    ((0,), r"UTC|GMT|WET|(?<=[0-9])Z"),
    ((60,), r"CET|MEZ|BST"),
    ((120,), r"CEST|MESZ|EET"),
    ((60, 120), r"deutscher Zeit|German time|giờ Đức"),
    ((180,), r"MSK|EEST"),
    ((330,), r"IST"),
    ((420,), r"ICT|giờ Việt Nam|giờ Hà Nội|Vietnam(?:ese)? time|Hanoi time|vietnamesischer Zeit"),
    ((480,), r"SGT|HKT"),
    ((540,), r"JST|KST|giờ Nhật Bản|Japan(?:ese)? time|Tokyo time|japanischer Zeit"),
    ((600, 660), r"AEST|AEDT"),
    ((-300, -240), r"EST|EDT|ET|Eastern [Tt]ime"),
    ((-360, -300), r"CST|CDT"),
    ((-420, -360), r"MST|MDT"),
    ((-480, -420), r"PST|PDT|PT|Pacific [Tt]ime"),
)
_NAMED = tuple((offsets, re.compile(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])")) for offsets, names in _ZONES)
_WIDE = ((540, "日本時間"), (420, "ベトナム時間"), (0, "世界時"))
_OFFSET = re.compile(
    r"(?:(?:UTC|GMT)\s?(?P<sign>[+-])|(?<=[0-9])\s?(?P<plus>\+)|(?<=[0-9])\s(?P<minus>-)(?=[0-9]{4}(?![0-9])))"
    r"(?P<h>[01]?[0-9]):?(?P<m>[0-5][0-9])?(?![0-9:])"
)
_MONTH_AND_DAY = re.compile(r"-([0-9]{2})-([0-9]{2})$")


def zones(text: str) -> frozenset[int]:
    """The zones that a text names, in minutes ahead of Greenwich; those of both seasons where the name does not tell."""
    found = {offset for offset, name in _WIDE if name in text}
    for match in _OFFSET.finditer(text):
        hours = int(match["h"])
        if hours <= _HOURS:
            back = (match["sign"] or match["plus"] or match["minus"]) == "-"
            found.add((hours * 60 + int(match["m"] or 0)) * (-1 if back else 1))
    rest = _OFFSET.sub(" ", text)
    found.update(offset for offsets, pattern in _NAMED if pattern.search(rest) for offset in offsets)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day or a date, in the language and with the zones that its paragraph names."""

    quantity: Quantity
    lang: Lang
    zones: frozenset[int]


class Clock:
    """Many moments, asked whether one of another place may be any of them."""

    def __init__(self, moments: Iterable[Moment]) -> None:
        self._named: set[int] = set()  # minutes of the day in Greenwich
        self._at_home: set[int] = set()  # likewise, of times without a zone, by the zone of their language
        self._zones: set[frozenset[int]] = set()
        self._days: dict[frozenset[int], set[int]] = {}
        for one in moments:
            minutes = _minutes(one.quantity)
            if minutes is not None:
                offsets = one.zones or _home(one.lang)
                (self._named if one.zones else self._at_home).update((minutes - each) % _DAY for each in offsets)
                self._zones.add(one.zones)
            for day in _days(one.quantity):
                self._days.setdefault(one.zones, set()).add(day)

    def agrees(self, one: Moment) -> bool:
        """Whether a moment is one of these by the clock of another place, or cannot be compared with them.

        Times of two zones that are both named and do not come to the same are not compared; dates beside a named zone may
        be a day apart.
        """
        minutes = _minutes(one.quantity)
        if minutes is not None:
            if one.zones and any(each and each != one.zones for each in self._zones):
                return True
            offsets, known = (one.zones, self._at_home) if one.zones else (_home(one.lang), self._named)
            return any((minutes - each) % _DAY in known for each in offsets)
        near = {(day + step) % _YEAR for day in _days(one.quantity) for step in (-1, 1)}
        return any(zones != one.zones and not near.isdisjoint(days) for zones, days in self._days.items())


def _home(lang: Lang) -> tuple[int, ...]:
    """The zones of times without one, in a language."""
    return LANGUAGES[lang].zones if lang in LANGUAGES else ()


def _minutes(quantity: Quantity) -> int | None:
    if quantity.kind is not Kind.TIME:
        return None
    hours, minutes = quantity.value.split(":")
    return int(hours) * 60 + int(minutes)


def _days(quantity: Quantity) -> tuple[int, ...]:
    """The day of the year of a date in a leap year, from 0; nothing for less than a day of a month."""
    month_and_day = _MONTH_AND_DAY.search(quantity.value) if quantity.kind is Kind.DATE else None
    if month_and_day is None:
        return ()
    month, day = map(int, month_and_day.groups())
    return (date(2000, month, 1).timetuple().tm_yday + day - 2,)
