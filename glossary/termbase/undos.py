"""Which change each undo takes back, by their places in a history: ids are for people and files."""

from collections.abc import Mapping, Sequence

from glossary.termbase.termbase import Change


def targets(history: Sequence[Change]) -> Mapping[int, int]:
    """The place of each undo, from 0, with that of the change that it takes back.

    Older files name a change by the first eight digits of its id; the last change of the concept that these begin
    is meant.
    """
    concerned = {change.concept for change in history if change.undoes}
    own: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    for place, change in enumerate(history):
        if change.concept not in concerned:
            continue
        earlier = own.setdefault(change.concept, [])
        if change.undoes:
            begun = (each for each in reversed(earlier) if history[each].id.startswith(change.undoes))
            target = next(begun, None)
            if target is not None:
                found[place] = target
        earlier.append(place)
    return found


def undone(history: Sequence[Change]) -> frozenset[int]:
    """The places of the changes that hold no more, since an undo took them back that was not undone itself."""
    taken = targets(history)
    found: set[int] = set()
    for place in sorted(taken, reverse=True):
        if place not in found:
            found.add(taken[place])
    return frozenset(found)
