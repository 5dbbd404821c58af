"""Whether a quantity of one text says what a quantity of another says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import product
from typing import TypeVar

from corpora.quantities.quantity import Kind, Quantity

_ISO = re.compile(r"(?P<y>[0-9]{4})?-{0,2}(?P<m>[0-9]{2})?-?(?P<d>[0-9]{2})?")
_NUMERIC = (Kind.NUMBER, Kind.PERCENT)
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class _Day:
    year: str
    month: str
    day: str


@lru_cache(maxsize=4096)
def _day(value: str) -> _Day:
    if value.startswith("---"):
        return _Day("", "", value[3:])
    match = _ISO.fullmatch(value)
    return _Day(match["y"] or "", match["m"] or "", match["d"] or "") if match else _Day("", "", "")


def _holds_date(have: str, wanted: str) -> bool:
    """Whether a date has the month and day of another, and no other year; a year may be left out."""
    left, right = _day(have), _day(wanted)
    if left.year and right.year and left.year != right.year:
        return False
    if right.month and left.month != right.month:
        return False
    return not right.day or left.day == right.day


@lru_cache(maxsize=4096)
def _numbers_in(quantity: Quantity) -> frozenset[str]:
    """The plain numbers that a quantity of any kind can account for."""
    if quantity.kind in _NUMERIC:
        return frozenset((quantity.value, *quantity.also))
    if quantity.kind is Kind.DATE:
        readings = (quantity.value, *quantity.also)
        fields = (field for value in readings for field in (_day(value).year, _day(value).month, _day(value).day))
        return frozenset(field.lstrip("0") for field in fields if field)
    digits = (
        digits.lstrip("0") for value in (quantity.value, *quantity.also) for digits in re.findall("[0-9]+", value)
    )
    return frozenset(number for number in digits if number) | frozenset(quantity.also)


def _dates(quantity: Quantity) -> tuple[str, ...]:
    """What a quantity may say as a date; an item only where it has another reading."""
    if quantity.kind is Kind.DATE:
        return (quantity.value, *quantity.also)
    return quantity.also if quantity.kind is Kind.ITEM else ()


def covers(have: Quantity, wanted: Quantity) -> bool:
    """Whether `have` says at least what `wanted` says, in whatever form: a word for a digit, a full date for its year.

    A date without its year covers the one with it, as newspapers leave the year out. A document's id covers only
    itself, yet any digits, wherever they stand, cover a bare number. Neither side need be of one language.
    """
    if wanted.kind in _NUMERIC:
        return not _numbers_in(have).isdisjoint((wanted.value, *wanted.also))
    if wanted.kind is Kind.DATE:
        if dates := _dates(have):
            return any(_holds_date(left, right) for left in dates for right in (wanted.value, *wanted.also))
        return wanted.value.startswith("---") and wanted.value[3:].lstrip("0") in _numbers_in(have)
    if wanted.kind is Kind.TIME:
        readings = {wanted.value, *wanted.also}
        return not readings.isdisjoint((have.value, *have.also))
    return have.kind is wanted.kind and have.value == wanted.value


class Pool:
    """Many quantities, asked whether any of them covers another one, in constant time."""

    def __init__(self, quantities: Iterable[Quantity] = ()) -> None:
        self._by_number: dict[str, int] = {}  # what any of them accounts for
        self._plain: dict[str, int] = {}  # what the numbers among them say
        self._loose: dict[str, int] = {}  # what times, ids and items account for, but not dates
        self._dates: dict[tuple[str | None, str | None, str | None], int] = {}  # None: whatever stands there
        self._readings: dict[str, int] = {}  # all readings of what is no number
        self._alike: dict[tuple[Kind, str], int] = {}
        self._size = 0
        for quantity in quantities:
            self.add(quantity)

    def add(self, quantity: Quantity) -> None:
        """Take in one more."""
        numbers = _numbers_in(quantity)
        self._note(self._by_number, numbers)
        if quantity.kind in _NUMERIC:
            self._note(self._plain, numbers)
        else:
            self._note(self._readings, (quantity.value, *quantity.also))
            self._note(self._alike, [(quantity.kind, quantity.value)])
            dates = _dates(quantity)
            for value in dates:
                self._note(self._dates, product(*((field, None) for field in astuple(_day(value)))))
            if not dates:
                self._note(self._loose, numbers)
        self._size += 1

    def _note(self, places: dict[_Key, int], keys: Iterable[_Key]) -> None:
        for key in keys:
            places.setdefault(key, self._size)

    def first(self, wanted: Quantity) -> int | None:
        """The place, in the order taken in, of a quantity that covers the wanted one, others than numbers before numbers.

        None where there is none.
        """
        if wanted.kind in _NUMERIC:
            return _first(self._by_number, (wanted.value, *wanted.also))
        if wanted.kind is Kind.TIME:
            readings = (wanted.value, *wanted.also)
            place = min((self._readings[each] for each in readings if each in self._readings), default=None)
            return _first(self._plain, readings) if place is None else place
        if wanted.kind is not Kind.DATE:
            return self._alike.get((wanted.kind, wanted.value))
        wholes = (day for value in (wanted.value, *wanted.also) for day in _wanted(_day(value)))
        places = [self._dates[day] for day in wholes if day in self._dates]
        bare = [wanted.value[3:].lstrip("0")] if wanted.value.startswith("---") else []
        places += [self._loose[number] for number in bare if number in self._loose]
        return min(places) if places else _first(self._plain, bare)

    def covers(self, wanted: Quantity) -> bool:
        """Whether any of them covers the wanted one."""
        return self.first(wanted) is not None


def _wanted(day: _Day) -> Iterable[tuple[str | None, str | None, str | None]]:
    """The keys under which a pool has the dates that cover a date: of its year or of none."""
    for year in (day.year, "") if day.year else (None,):
        yield year, day.month or None, day.day or None


def _first(places: Mapping[str, int], readings: Iterable[str]) -> int | None:
    return next((places[reading] for reading in readings if reading in places), None)
