"""The terms of a concept before a change, told by what the change did to each.

So each of two branches that were merged tells its own part, and taking one back leaves the other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from glossary.concept import Term

_AT = "at"  # the place, from 0, of a term that the change took out


def pack(
    before: Sequence[Term], after: Sequence[Term], record: Callable[[Term], Mapping[str, object]]
) -> dict[str, object] | None:
    """By "language text": null for a term that was not there, the fields that were other, or all of one that is gone.

    None where that does not tell all: terms in another order, or one that stands twice.

    Args:
        before: the terms before the change.
        after: those after it.
        record: a term as JSON.
    """
    first, second = _keyed(before), _keyed(after)
    if len(first) < len(before) or len(second) < len(after):
        return None
    told: dict[str, object] = {key: None for key in second if key not in first}
    for at, (key, term) in enumerate(first.items()):
        now = second.get(key)
        if now is None:
            told[key] = {_AT: at, **record(term)}
        elif now != term:
            told[key] = {
                each.name: getattr(term, each.name)
                for each in fields(Term)
                if getattr(term, each.name) != getattr(now, each.name)
            }
    kept = [key for key in second if key in first]
    return told if kept == [key for key in first if key in second] else None


def unpack(
    told: Mapping[str, Any], after: Sequence[Term], values: Callable[[Mapping[str, Any]], Mapping[str, Any]]
) -> tuple[Term, ...]:
    """The terms before a change; what it tells of terms that another change took away is passed over.

    Args:
        told: what `pack` made.
        after: the terms after the change.
        values: the fields of a term, from its JSON.
    """
    terms = _keyed(after)
    back: list[tuple[int, str, Term]] = []
    for key, was in told.items():
        if was is None:
            terms.pop(key, None)
        elif _AT in was:
            terms.pop(key, None)
            back.append((was[_AT], key, Term(**values({name: was[name] for name in was if name != _AT}))))
        elif key in terms:
            terms[key] = replace(terms[key], **values(was))
    out = list(terms.values())
    for at, _, term in sorted(back, key=lambda each: each[0]):
        out.insert(at, term)
    return tuple(out)


def _keyed(terms: Sequence[Term]) -> dict[str, Term]:
    return {f"{term.lang} {term.text}": term for term in terms}
