"""Measures that a translator has converted, so that 200 miles and 320 Kilometer are no difference."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpora.quantities import Kind, Quantity

# Translators round. NTREX-128, 62 documents in four languages, 4,028 segments that say the same: 29 findings without
# conversion, 10 with 0.03 and 0.06, 9 with 0.12 and with 0.2.
_TOLERANCE = 0.12


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    dimension: str
    factor: float  # to metres, kilograms, square metres, litres, or degrees Celsius
    offset: float = 0.0  # added before the factor


_UNITS = (
    (_Unit("mile", "length", 1609.0), r"miles?\b|mph\b|Meilen?\b|dặm|マイル"),
    (_Unit("foot", "length", 0.3048), r"feet\b|foot\b|ft\b|Fuß\b|phút\s?Anh|bộ\b|フィート"),
    (_Unit("inch", "length", 0.0254), r"inch(?:es)?\b|Zoll\b|インチ"),
    (_Unit("yard", "length", 0.9144), r"yards?\b|Yards?\b|thước\b|ヤード"),
    (
        _Unit("kilometre", "length", 1000.0),
        r"km\b|km/h|kilomet(?:er|re)s?\b|Kilometern?\b|ki-?lô-?mét|キロ(?:メートル)?(?!グラム)",
    ),
    (_Unit("centimetre", "length", 0.01), r"cm\b|centimet(?:er|re)s?\b|Zentimetern?\b|センチ"),
    (_Unit("metre", "length", 1.0), r"m\b|met(?:er|re)s?\b|Metern?\b|mét\b|メートル"),
    (_Unit("pound", "mass", 0.4536), r"pounds?\b|lbs?\b|Pfund\b|ポンド"),
    (_Unit("stone", "mass", 6.35), r"stones?\b|Stone\b|ストーン"),
    (_Unit("ounce", "mass", 0.02835), r"ounces?\b|oz\b|Unzen?\b|オンス"),
    (
        _Unit("kilogram", "mass", 1.0),
        r"kg\b|kilos?\b|kilograms?\b|Kilogramm\b|Kilo\b|ki-?lô-?gam|キロ(?:グラム)?(?!メートル)",
    ),
    (_Unit("gram", "mass", 0.001), r"g\b|grams?\b|Gramm\b|グラム"),
    (_Unit("acre", "area", 4047.0), r"acres?\b|Acres?\b|mẫu\b|エーカー"),
    (_Unit("hectare", "area", 10000.0), r"ha\b|hectares?\b|Hektar\b|héc-?ta|ヘクタール"),
    (_Unit("gallon", "volume", 3.785), r"gallons?\b|Gallonen?\b|ガロン"),
    (_Unit("litre", "volume", 1.0), r"l\b|lit(?:er|re)s?\b|Litern?\b|lít\b|リットル"),
    (_Unit("celsius", "heat", 1.0), r"°\s?C?(?!\s?F)|degrees\b(?!\s?F)|Grad\b(?!\s?F)|độ\b(?!\s?F)|度"),
    (_Unit("fahrenheit", "heat", 5 / 9, -32.0), r"°\s?F?(?!\s?C)|degrees\b(?!\s?C)|Grad\b(?!\s?C)|độ\b(?!\s?C)|度"),
)
# the unit follows at once, or behind the second number of a range
_BEHIND = r"(?:\s?(?:-|–|~|～|〜|to|and|or|bis|und|oder|đến|tới|hoặc|から)\s?[0-9][0-9.,]*)?[\s-]?"
_PATTERNS = tuple((unit, re.compile(_BEHIND + f"(?:{words})", re.IGNORECASE)) for unit, words in _UNITS)


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount of a unit, and what it comes to."""

    unit: str
    dimension: str
    amount: float


def measures(text: str, quantity: Quantity) -> tuple[Measure, ...]:
    """What a number may measure by the unit behind it; degrees may be of either scale."""
    if quantity.kind is not Kind.NUMBER:
        return ()
    value = float(quantity.value)
    return tuple(
        Measure(unit.name, unit.dimension, (value + unit.offset) * unit.factor)
        for unit, pattern in _PATTERNS
        if pattern.match(text, quantity.end)
    )


class Gauge:
    """Many measures, asked whether any of them comes to about the same as another in a different unit."""

    def __init__(self, said: Iterable[Measure]) -> None:
        amounts: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for measure in said:
            amounts[measure.dimension][measure.unit].append(measure.amount)
        self._amounts = {
            dimension: {unit: sorted(each) for unit, each in units.items()} for dimension, units in amounts.items()
        }

    def converted(self, measure: Measure) -> bool:
        """Whether one of them is the measure in another unit; O(log n)."""
        units = self._amounts.get(measure.dimension, {})
        least, most = measure.amount * (1 - _TOLERANCE), measure.amount / (1 - _TOLERANCE)
        return any(_between(amounts, least, most) for unit, amounts in units.items() if unit != measure.unit)


def _between(amounts: Sequence[float], least: float, most: float) -> bool:
    """Whether any of some ascending amounts lies between two."""
    at = bisect_left(amounts, least)
    return at < len(amounts) and amounts[at] <= most
