"""Units and beads of stories as JSON lines: what `kheo align` gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpora.alignment import Alignment, Bead, Unit
from corpora.errors import InputError
from corpora.exchange.lines import records
from corpora.exchange.text import format_json
from corpora.languages import Lang


@dataclass(frozen=True, slots=True)
class StoryUnits:
    """The alignment of the story of that id, as a line holds it: without columns."""

    story: str
    alignment: Alignment


def format_units(stories: Iterable[StoryUnits]) -> str:
    """Alignments as JSON lines: `{"id", "units": [{"paragraphs", "confidence", "moved"}], "pairs": {"de-en": …}}`.

    Indices count from 0; confidence is rounded to four digits; a unit that an editor fixed says `"locked": true`.
    """
    return "".join(format_json(_units_record(each)) for each in stories)


def parse_units(text: str, name: str = "-") -> tuple[StoryUnits, ...]:
    """Alignments from JSON lines, without columns and signature; InputError names the line that is none."""
    return tuple(_parse_units(record, place) for place, record in records(text.split("\n"), name))


def _units_record(each: StoryUnits) -> dict[str, Any]:
    units = [
        {
            "paragraphs": {lang: list(indices) for lang, indices in unit.paragraphs.items()},
            "confidence": round(unit.confidence, 4),
            "moved": list(unit.moved),
            **({"locked": True} if unit.locked else {}),
        }
        for unit in each.alignment.units
    ]
    pairs = {
        f"{left}-{right}": [[list(bead.left), list(bead.right)] for bead in beads]
        for (left, right), beads in each.alignment.beads.items()
    }
    return {"id": each.story, "units": units, "pairs": pairs}


def _parse_units(record: Mapping[str, Any], place: str) -> StoryUnits:
    units = tuple(parse_unit(value, place) for value in _field(record, "units", list, place))
    beads = {}
    for name, pair in _field(record, "pairs", dict, place).items():
        left, dash, right = name.partition("-")
        if not dash or not left < right:
            raise InputError(f"{place}: pair {name!r}; write two languages in alphabetical order, as de-en")
        try:
            beads[left, right] = tuple(Bead(_indices(a, place), _indices(b, place)) for a, b in pair)
        except (TypeError, ValueError):
            raise InputError(f"{place}: pair {name!r} is no list of beads; write [[[…], […]], …]") from None
    return StoryUnits(_field(record, "id", str, place), Alignment(units, beads, signature=""))


def parse_unit(value: object, place: str) -> Unit:
    """A unit from its JSON object; InputError, which begins with `place`, where it is none."""
    if not isinstance(value, dict):
        raise InputError(f'{place}: unit {value!r}; write {{"paragraphs": {{lang: [indices]}}, …}}')
    paragraphs: Mapping[Lang, object] = _field(value, "paragraphs", dict, place)
    confidence = value.get("confidence", 1.0)
    if type(confidence) not in (int, float) or not 0 <= confidence <= 1:
        raise InputError(f"{place}: confidence {confidence!r}; write a number from 0 to 1")
    moved = value.get("moved", [])
    if not isinstance(moved, list) or not all(isinstance(lang, str) for lang in moved):
        raise InputError(f'{place}: moved {moved!r}; write a list of languages, as ["de"]')
    locked = value.get("locked", False)
    if not isinstance(locked, bool):
        raise InputError(f"{place}: locked {locked!r}; write true or false")
    return Unit(
        {lang: _indices(indices, place) for lang, indices in paragraphs.items()},
        float(confidence),
        moved=tuple(moved),
        locked=locked,
    )


def _indices(value: object, place: str) -> tuple[int, ...]:
    if not isinstance(value, Sequence) or not all(type(index) is int and index >= 0 for index in value):
        raise InputError(f"{place}: {value!r} is no list of paragraphs; write their indices, from 0")
    return tuple(value)


_KINDS: Mapping[type, str] = {str: "a string", list: "a list", dict: "an object"}


def _field(record: Mapping[str, Any], key: str, kind: type, place: str) -> Any:
    value = record.get(key)
    if not isinstance(value, kind):
        raise InputError(f"{place}: {key!r} is {value!r}; write {_KINDS[kind]} there")
    return value
