"""Which removed terms are gone by an undo of what brought them, so that they may come back, and which by a person's will."""

from collections.abc import Mapping, Sequence

from glossary.concept import Approval, Concept, Term
from glossary.termbase.termbase import Action, Change, Termbase
from glossary.termbase.undos import targets

_BEGINNINGS = (Action.ADD, Action.PROPOSE, Action.IMPORT)


def undone_terms(concept: Concept, history: Sequence[Change]) -> frozenset[Term]:
    """The terms of a concept that were removed by nothing but the undo of what had added them.

    Args:
        concept: as it is.
        history: its changes at least, in the order of time.
    """
    removed = [term for term in concept.terms if term.approval is Approval.REMOVED]
    if not removed:
        return frozenset()
    own = [change for change in history if change.concept == concept.id]
    return frozenset(term for term in removed if _is_undone(term, concept, own))


def _is_undone(term: Term, concept: Concept, own: Sequence[Change]) -> bool:
    """Whether the last change that removed a term is such an undo; one that leads back to a removal is not."""
    undos = targets(own)
    place = len(own) - 1
    while place >= 0:
        after = own[place + 1].before if place + 1 < len(own) else concept
        if not _has_removed(after, term) or _has_removed(own[place].before, term):
            place -= 1
            continue
        target = undos.get(place)
        if own[place].action is not Action.UNDO or target is None or own[target].action not in _BEGINNINGS:
            return False
        if not _has_removed(own[target].before, term):
            return True
        place = target - 1
    return False


def _has_removed(concept: Concept | None, term: Term) -> bool:
    return concept is not None and any(
        each.approval is Approval.REMOVED
        and (each.lang, each.text, each.customers) == (term.lang, term.text, term.customers)
        for each in concept.terms
    )


def undone_by_concept(termbase: Termbase) -> Mapping[str, frozenset[Term]]:
    """Such terms of all concepts that have some."""
    own: dict[str, list[Change]] = {}
    for change in termbase.history:
        own.setdefault(change.concept, []).append(change)
    found = ((each, undone_terms(each, own.get(each.id, ()))) for each in termbase.concepts.values())
    return {each.id: terms for each, terms in found if terms}


def is_undone(concept: Concept, history: Sequence[Change]) -> bool:
    """Whether all of a concept is gone by such undoing."""
    return bool(concept.terms) and len(undone_terms(concept, history)) == len(concept.terms)
