"""Concepts as JSON records, and what a change needs to be taken back: the fields that it changed, as they were before."""

import json
from collections.abc import Mapping
from dataclasses import Field, fields, replace
from enum import StrEnum
from typing import Any

from corpora.errors import InputError
from glossary.concept import Approval, Case, Concept, Gender, Match, PartOfSpeech, Section, Status, Term
from glossary.tbx import deltas

_ENUMS: Mapping[str, type[StrEnum]] = {
    "status": Status,
    "part_of_speech": PartOfSpeech,
    "gender": Gender,
    "match": Match,
    "case": Case,
    "approval": Approval,
}
_PARTS: Mapping[str, type[Term] | type[Section]] = {"terms": Term, "sections": Section}
_LISTS = frozenset(("customers", "extra"))


def format_concept(concept: Concept) -> str:
    """A concept as one line of JSON, without the fields that are empty."""
    return _format(_record(concept))


def parse_concept(text: str, place: str) -> Concept:
    """The concept of such a line; InputError where it is none."""
    concept: Concept = _made(Concept, _parsed(text, place), place)
    return concept


def format_before(before: Concept, after: Concept | None) -> str:
    """What a concept was, as one line of JSON: the fields that are other than afterwards, all where there is no afterwards."""
    if after is None:
        return format_concept(before)
    changed = (each.name for each in fields(Concept) if getattr(before, each.name) != getattr(after, each.name))
    record = {name: _value(getattr(before, name)) for name in changed}
    if "terms" in record:
        packed = deltas.pack(before.terms, after.terms, _record)
        record["terms"] = record["terms"] if packed is None else packed
    return _format(record)


def parse_before(text: str, after: Concept | None, place: str) -> Concept:
    """What a concept was before a change, given what it was after it; InputError where the line does not tell."""
    record = _parsed(text, place)
    if after is None:
        return parse_concept(text, place)
    told = record.pop("terms") if isinstance(record.get("terms"), dict) else {}
    if not all(was is None or (isinstance(was, dict) and isinstance(was.get("at", 0), int)) for was in told.values()):
        raise InputError(
            f"{place}: before a change, terms were {told!r}, which they cannot be; restore an older version"
        )
    try:
        terms = deltas.unpack(told, after.terms, lambda fields_of_term: _values(Term, fields_of_term, place))
    except TypeError:
        raise _lacking(place) from None
    return replace(replace(after, terms=terms), **_values(Concept, record, place))


def _lacking(place: str) -> InputError:
    return InputError(f"{place}: what stood there before a change lacks a field; restore it from an older version")


def _format(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _record(value: Concept | Term | Section) -> dict[str, object]:
    return {
        each.name: _value(getattr(value, each.name))
        for each in fields(value)
        if not _is_default(each, getattr(value, each.name))
    }


def _is_default(given: Field[Any], value: object) -> bool:
    return bool(given.default == value)


def _value(value: object) -> object:
    if isinstance(value, Term | Section):
        return _record(value)
    return [_value(each) for each in value] if isinstance(value, tuple) else value


def _parsed(text: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):  # no JSON, or a number of thousands of digits
        record = None
    if not isinstance(record, dict):
        raise InputError(
            f"{place}: what stood there before a change is no JSON object; restore it from an older version"
        )
    return record


def _made(kind: type[Any], record: Mapping[str, Any], place: str) -> Any:
    try:
        return kind(**_values(kind, record, place))
    except TypeError:
        raise _lacking(place) from None


def _values(kind: type[Any], record: Mapping[str, Any], place: str) -> dict[str, Any]:
    wanted = {each.name: each for each in fields(kind)}
    out: dict[str, Any] = {}
    for name, value in record.items():
        if name not in wanted:
            continue  # of a later version of kheo
        out[name] = _read(name, value, place)
    return out


def _read(name: str, value: Any, place: str) -> Any:
    right = True
    if name in _PARTS:
        right = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        if right:
            return tuple(_made(_PARTS[name], each, place) for each in value)
    elif name in _LISTS:
        right = isinstance(value, list) and all(isinstance(each, str) for each in value)
        if right:
            return tuple(value)
    elif name == "do_not_translate":
        right = isinstance(value, bool)
    elif value is None and name in ("part_of_speech", "gender"):
        return None
    elif name in _ENUMS:
        right = value in list(_ENUMS[name])
        if right:
            return _ENUMS[name](value)
    else:
        right = isinstance(value, str)
    if not right:
        raise InputError(
            f"{place}: before a change, {name} was {value!r}, which it cannot be; restore it from an older version"
        )
    return value
