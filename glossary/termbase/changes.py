"""Changes of a termbase: each a pure function that leaves in the history who made it, when, why, and the way back."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from corpora.errors import InputError
from corpora.languages import Lang
from glossary import patterns
from glossary.concept import Approval, Concept, Term
from glossary.termbase import lookup
from glossary.termbase.differences import take_back
from glossary.termbase.termbase import Action, Change, Termbase
from glossary.termbase.undos import targets, undone

_BEGINNINGS = (Action.ADD, Action.PROPOSE, Action.IMPORT)  # before which a concept need not have been there
_SHORTEST = 4  # digits by which a change can be named
_SHOWN = 5  # changes that an error names


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes something, when and why."""

    who: str
    when: datetime  # with its time zone; told to the second
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Move:
    """What a change of approval does."""

    action: Action
    to: Approval
    taken: tuple[Approval, ...]  # the states of the terms that it moves


_REMOVAL = _Move(Action.REMOVE, Approval.REMOVED, (Approval.APPROVED, Approval.PROPOSED, Approval.REJECTED))
_APPROVAL = _Move(Action.APPROVE, Approval.APPROVED, (Approval.PROPOSED,))
_NAMED_APPROVAL = _Move(Action.APPROVE, Approval.APPROVED, (Approval.PROPOSED, Approval.REJECTED))
_REJECTION = _Move(Action.REJECT, Approval.REJECTED, (Approval.PROPOSED,))


def record(termbase: Termbase, concepts: Iterable[Concept], action: Action, author: Author) -> Termbase:
    """The termbase with these concepts in place of what stood under their ids; those that are the same leave no trace.

    All changes of a call have one time, later than every other of the history, so that the last one is known in any
    order of the file. InputError where a new pattern is no regular expression.
    """
    concepts = tuple(concepts)
    for concept in concepts:
        there = termbase.concepts.get(concept.id)
        new = tuple(term for term in concept.terms if there is None or term not in there.terms)
        patterns.check([replace(concept, terms=new)], "", "nothing is kept; give another --pattern")
    return _put(termbase, ((concept, "") for concept in concepts), action, author)


def _put(termbase: Termbase, concepts: Iterable[tuple[Concept, str]], action: Action, author: Author) -> Termbase:
    """The same, each concept with the id of the change that this takes back."""
    who, why = _line(author.who), _line(author.why)
    if not who:
        raise InputError("user: nobody is named; give --user NAME or set KHEO_USER")
    when = author.when.astimezone(UTC).replace(microsecond=0)
    if termbase.history:
        when = max(when, termbase.history[-1].when.astimezone(UTC) + timedelta(seconds=1))
    stand = dict(termbase.concepts)
    made = []
    for concept, undoes in concepts:
        before = stand.get(concept.id)
        if before != concept or undoes:
            made.append(Change(concept.id, action, who, when, why, before, undoes))
            stand[concept.id] = concept
    return replace(termbase, concepts=MappingProxyType(stand), history=(*termbase.history, *made))


def _line(text: str) -> str:
    """A text as files give it back, so that the id of a change stays: NFC, on one line, its spaces single."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def add(termbase: Termbase, concept: Concept, author: Author) -> Termbase:
    """A new concept, or further terms for one that is there; InputError where a term stands in it already.

    Of a concept that is there only terms are taken; `edit` changes the rest. A removed term comes back as it is given.
    """
    return _added(termbase, concept, Action.ADD, author)


def propose(termbase: Termbase, concept: Concept, author: Author) -> Termbase:
    """The same as `add`, but nothing is held against texts before it is approved."""
    terms = tuple(replace(term, approval=Approval.PROPOSED) for term in concept.terms)
    return _added(termbase, replace(concept, terms=terms), Action.PROPOSE, author)


def _added(termbase: Termbase, concept: Concept, action: Action, author: Author) -> Termbase:
    lookup.check_id(concept.id)
    if not concept.terms:
        raise InputError(f"concept {concept.id!r}: no terms; give at least one, such as --de Volk")
    there = termbase.concepts.get(concept.id)
    terms = list(there.terms if there else ())
    for term in concept.terms:
        same = [k for k, other in enumerate(terms) if (other.lang, other.text) == (term.lang, term.text)]
        if same and terms[same[0]].approval is not Approval.REMOVED:
            raise _there_already(concept.id, terms[same[0]])
        if same:
            terms[same[0]] = term
        else:
            terms.insert(_place(terms, term), term)
    base = concept if there is None or gone(there) else there
    return record(termbase, [replace(base, terms=tuple(terms))], action, author)


def _place(terms: Sequence[Term], new: Term) -> int:
    """Where a term belongs: behind the last one of its locale, else of its language, else at the end, as files have it."""
    alike = [k for k, term in enumerate(terms) if (term.lang, term.locale) == (new.lang, new.locale)]
    alike = alike or [k for k, term in enumerate(terms) if term.lang == new.lang]
    return alike[-1] + 1 if alike else len(terms)


def _there_already(concept_id: str, term: Term) -> InputError:
    states = {
        Approval.PROPOSED: "proposed; `kheo terms approve` lets it in",
        Approval.REJECTED: "rejected; `kheo terms approve` lets it in after all",
    }
    state = states.get(term.approval, f"{term.status}; `kheo terms edit` changes it")
    return InputError(f"concept {concept_id!r}: the {term.lang} term {term.text!r} is there already, {state}")


def edit(termbase: Termbase, concept: Concept, author: Author) -> Termbase:
    """The concept as it shall be from now on; InputError where there is none of its id, or where nothing changes."""
    if lookup.concept(termbase, concept.id) == concept:
        raise InputError(
            f"concept {concept.id!r}: nothing changes, it is like this already; give what shall be different"
        )
    seen: set[tuple[Lang, str, tuple[str, ...]]] = set()
    for term in concept.terms:
        if (key := (term.lang, term.text, term.customers)) in seen:
            raise _there_already(concept.id, term)
        seen.add(key)
    return record(termbase, [concept], Action.EDIT, author)


def remove(termbase: Termbase, concept_id: str, author: Author, terms: Collection[Term] = ()) -> Termbase:
    """Take terms out of use, all of the concept where none are named; they stay in the file, and can come back."""
    return _moved(termbase, concept_id, terms, _REMOVAL, author)


def approve(termbase: Termbase, concept_id: str, author: Author, terms: Collection[Term] = ()) -> Termbase:
    """Let proposed terms in: all of the concept where none are named. A rejected one has to be named."""
    return _moved(termbase, concept_id, terms, _NAMED_APPROVAL if terms else _APPROVAL, author)


def reject(termbase: Termbase, concept_id: str, author: Author, terms: Collection[Term] = ()) -> Termbase:
    """Refuse proposed terms: all of the concept where none are named."""
    return _moved(termbase, concept_id, terms, _REJECTION, author)


def _moved(termbase: Termbase, concept_id: str, terms: Collection[Term], move: _Move, author: Author) -> Termbase:
    """The concept with those of its terms moved to another state of approval that the move takes."""
    concept = lookup.concept(termbase, concept_id)
    for term in terms:
        if term not in concept.terms:
            lookup.terms(concept, term.lang, term.text)  # names what is there
        if term.approval not in move.taken:
            raise InputError(
                f"concept {concept_id!r}: the {term.lang} term {term.text!r} is {term.approval}, so there is nothing to "
                f"{move.action}; `kheo terms show {concept_id}` tells its history"
            )
    chosen = [term for term in terms or concept.terms if term.approval in move.taken]
    if not chosen:
        states = ", ".join(f"{n} {state}" for state, n in Counter(term.approval for term in concept.terms).items())
        raise InputError(f"concept {concept_id!r}: nothing to {move.action}, its terms are {states}")
    changed = tuple(replace(term, approval=move.to) if term in chosen else term for term in concept.terms)
    return record(termbase, [replace(concept, terms=changed)], move.action, author)


def gone(concept: Concept) -> bool:
    """Whether all of a concept was removed: it stands in the file for its history."""
    return all(term.approval is Approval.REMOVED for term in concept.terms)


def undo(termbase: Termbase, author: Author, *, change: str = "", concept: str = "") -> Termbase:
    """Take back the last change that holds, or that of an id, or the last one of a concept; what came after it stays.

    What one command changed in several concepts (an import) is taken back as one where it is the last. An undo is undone
    by its id. InputError where the same was changed again since: nothing is taken back then.

    Args:
        termbase: the one to change.
        author: who takes it back.
        change: the id of a change, or its first four digits or more.
        concept: the id of a concept.
    """
    own: dict[str, list[int]] = {}
    for place, each in enumerate(termbase.history):
        own.setdefault(each.concept, []).append(place)
    history = termbase.history
    chosen = _chosen(termbase, change, concept)
    found = [_taken_back(termbase, place, own[history[place].concept]) for place in chosen]
    undoes = [history[place].id for place in chosen]
    return _put(termbase, zip(found, undoes, strict=True), Action.UNDO, author)


def _chosen(termbase: Termbase, change_id: str, concept_id: str) -> list[int]:
    """The places of the changes that an undo is about."""
    history = termbase.history
    dead = undone(history)
    if change_id:
        return [_holding(_place_of(history, change_id), history, dead)]
    if concept_id:
        lookup.concept(termbase, concept_id)
    holding = [
        place
        for place, each in enumerate(history)
        if each.action is not Action.UNDO and place not in dead and concept_id in ("", each.concept)
    ]
    if not holding:
        where = f"concept {concept_id!r}" if concept_id else "history"
        raise InputError(f"{where}: no change that could be undone; `kheo terms history` lists what was done")
    if concept_id:
        return holding[-1:]
    last = history[holding[-1]]
    return [
        place
        for place in holding
        if (history[place].when, history[place].who, history[place].action) == (last.when, last.who, last.action)
    ]


def _place_of(history: Sequence[Change], change_id: str) -> int:
    """Where the change of an id stands, or of its first four digits or more; InputError where it is none or several."""
    wanted = change_id.strip().lower()
    found = [place for place, each in enumerate(history) if each.id.startswith(wanted)] if _is_named(wanted) else []
    if len(found) == 1:
        return found[0]
    ids = ", ".join(history[place].id for place in found[:_SHOWN])
    what = f"begins {len(found)} changes ({ids}); give more of it" if found else "no change has this id"
    raise InputError(f"change {change_id!r}: {what}; `kheo terms history` lists them")


def _is_named(text: str) -> bool:
    return len(text) >= _SHORTEST


def _holding(place: int, history: Sequence[Change], dead: Collection[int]) -> int:
    """The place of a change that was not undone; InputError otherwise."""
    if place not in dead:
        return place
    by = next(
        history[undo]
        for undo, target in reversed(list(targets(history).items()))
        if target == place and undo not in dead
    )
    raise InputError(
        f"change {history[place].id!r}: {told(by)} undid it already; `kheo terms undo {by.id}` brings it back"
    )


def _taken_back(termbase: Termbase, place: int, own: Sequence[int]) -> Concept:
    """A concept without one of its changes; InputError where that cannot be done.

    Args:
        termbase: as it is.
        place: of the change in the history.
        own: the places of all changes of the concept, in the order of time.
    """
    target = termbase.history[place]
    later = [termbase.history[each] for each in own if each > place]
    now = termbase.concepts[target.concept]
    after = later[0].before if later else now
    if target.before is None and target.action not in _BEGINNINGS:
        raise InputError(
            f"change {target.id!r}: the file does not tell what concept {target.concept!r} was before (another program wrote "
            f"it); `kheo terms edit {target.concept}` changes it by hand"
        )
    if after is None:
        raise _changed_since(target, later, ("something",))
    if target.before is not None:
        result = take_back(target.before, after, now)
        if isinstance(result, Concept):
            return result
        raise _changed_since(target, later, result)
    if now != after:
        raise _changed_since(target, later, ("the concept",))
    return replace(now, terms=tuple(replace(term, approval=Approval.REMOVED) for term in now.terms))


def _changed_since(target: Change, later: Sequence[Change], what: Sequence[str]) -> InputError:
    dead = undone(later)
    since = [each for place, each in enumerate(later) if place not in dead and each.action is not Action.UNDO] or later
    if not since:
        return InputError(
            f"change {target.id!r}: {', '.join(what)} of concept {target.concept!r} was changed since without a trace in the "
            f"history; `kheo terms edit {target.concept}` changes it by hand"
        )
    listed = ", ".join(told(each) for each in since[-3:])
    return InputError(
        f"change {target.id!r}: {', '.join(what)} of concept {target.concept!r} changed again since, by {listed}; "
        f"undo {'that' if len(since) == 1 else 'those'} first (`kheo terms undo {since[-1].id}`), or use `kheo terms edit`"
    )


def told(change: Change) -> str:
    """A change in a few words: 1a2b3c4d5e6f7a8b (edit by Anna, 2026-11-22)."""
    return f"{change.id} ({change.action} by {change.who}, {change.when:%Y-%m-%d})"


def undo_named(termbase: Termbase, name: str, author: Author) -> Termbase:
    """`undo` of what a person names: nothing, the id of a concept, that of a change, or a term."""
    if not name:
        return undo(termbase, author)
    if name in termbase.concepts:
        return undo(termbase, author, concept=name)
    if (_is_named(name) and any(each.id.startswith(name.lower()) for each in termbase.history)) or (
        re.fullmatch("[0-9a-f]{4,16}", name.lower()) and not lookup.called(termbase, name)
    ):
        return undo(termbase, author, change=name)
    return undo(termbase, author, concept=lookup.resolve(termbase, name).id)
