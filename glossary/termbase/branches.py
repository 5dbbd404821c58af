"""Two branches of one glossary joined, concept by concept, where version control knows lines only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from glossary.concept import Concept
from glossary.termbase.differences import differences, take_back
from glossary.termbase.termbase import Change, Termbase

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Joined:
    """A glossary of two branches."""

    termbase: Termbase
    clashes: tuple[str, ...]  # a sentence for each concept, title or head of which both changed the same: as in ours


def join(base: Termbase, ours: Termbase, theirs: Termbase) -> Joined:
    """Ours with all that theirs changed since base; every change keeps its id and can be taken back alone."""
    concepts = dict(ours.concepts)
    histories = {concept_id: _of(ours, concept_id) for concept_id in concepts}
    clashes: list[str] = []
    for concept_id, their in theirs.concepts.items():
        merged = _merged(base.concepts.get(concept_id), ours.concepts.get(concept_id), their)
        if isinstance(merged, Concept):
            concepts[concept_id] = merged
            histories[concept_id] = _history(merged, ours, theirs)
        else:
            theirs_only = "; ".join(map(str, differences(ours.concepts[concept_id], their)))
            clashes.append(
                f"concept {concept_id!r}: both branches changed {', '.join(merged)}; it stands as in ours, and theirs has "
                f"{theirs_only}; `kheo terms edit {concept_id}` makes it theirs"
            )
    history = sorted((change for own in histories.values() for change in own), key=lambda change: change.when)
    joined = replace(
        ours,
        concepts=MappingProxyType(concepts),
        history=tuple(history),
        title=_either(base.title, ours.title, theirs.title, "title", clashes),
        extra=_either(base.extra, ours.extra, theirs.extra, "rest of its head", clashes),
    )
    return Joined(joined, tuple(clashes))


def _either(old: T, our: T, their: T, what: str, clashes: list[str]) -> T:
    """What one branch made of something; ours and a clash where both did, each its own."""
    if our in (old, their):
        return their
    if their != old:
        clashes.append(f"glossary: both branches changed the {what}; it stands as in ours")
    return our


def _merged(old: Concept | None, our: Concept | None, their: Concept) -> Concept | tuple[str, ...]:
    """A concept with the changes of both branches; the names of what both changed where that cannot be."""
    if our is None or our in (old, their):
        return their
    if their == old:
        return our
    if old is None:
        return ("it, each adding its own",)
    return take_back(their, old, our)


def _of(termbase: Termbase, concept_id: str) -> tuple[Change, ...]:
    return tuple(change for change in termbase.history if change.concept == concept_id)


def _history(merged: Concept, ours: Termbase, theirs: Termbase) -> tuple[Change, ...]:
    """The changes of both branches, each with what it found, as if one had been made after the other."""
    left, right = _of(ours, merged.id), _of(theirs, merged.id)
    led = {**_led(right, theirs.concepts.get(merged.id)), **_led(left, ours.concepts.get(merged.id))}
    if len(led) == len(left) == len(right):
        return left
    both = sorted(led.values(), key=lambda each: each.change.when)
    out: list[Change] = []
    state: Concept | None = merged
    for each in reversed(both):
        change, after = each.change, each.after
        if change.before is None or after is None or state is None:
            state = change.before
        else:
            back = take_back(change.before, after, state)
            state = back if isinstance(back, Concept) else change.before
        out.append(replace(change, before=state))
    return tuple(reversed(out))


@dataclass(frozen=True, slots=True)
class _Led:
    """A change, and what it led to in its branch."""

    change: Change
    after: Concept | None


def _led(own: Sequence[Change], now: Concept | None) -> Mapping[tuple[Change, int], _Led]:
    """Each change under what two branches know it by: all but what it found there, and which of several such it is."""
    after = [*(change.before for change in own[1:]), now]
    found: dict[tuple[Change, int], _Led] = {}
    for change, led in zip(own, after, strict=False):
        said = replace(change, before=None, extra=())
        number = 0
        while (said, number) in found:
            number += 1
        found[said, number] = _Led(change, led)
    return found
