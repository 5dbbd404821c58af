"""Concepts and their history, as text for people and as JSON for programs."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from html import unescape
from typing import Any

from corpora.languages import LANGUAGES, Lang, name_of
from glossary import folding
from glossary.concept import Approval, Case, Concept, Match, Section, Status, Term
from glossary.termbase.differences import differences
from glossary.termbase.termbase import Action, Change, Termbase
from glossary.termbase.undos import undone

_APART = " · "
_TAG = re.compile(r"<[^>]*>")
_TYPE = re.compile(r"\b(type|xml:lang)=[\"']([^\"']*)")
_DIGITS = 8  # of a change's id that are shown, where no other begins with them


@dataclass(frozen=True, slots=True)
class Filter:
    """Which concepts and terms to show; empty means all, but removed terms have to be asked for."""

    text: str = ""  # stands in the id, a term, the subject or the definition
    langs: Collection[Lang] = ()
    statuses: Collection[Status] = ()
    approvals: Collection[Approval] = ()
    subject: str = ""
    customer: str = ""  # terms for this one and for everybody

    def takes(self, term: Term) -> bool:
        """Whether a term is to be shown."""
        approvals = self.approvals or [each for each in Approval if each is not Approval.REMOVED]
        return (
            term.lang in (self.langs or [term.lang])
            and term.status in (self.statuses or Status)
            and term.approval in approvals
            and (not self.customer or not term.customers or self.customer in term.customers)
        )


def chosen(termbase: Termbase, wanted: Filter) -> tuple[Concept, ...]:
    """The concepts that a filter takes, by id, with only those of their terms that it takes."""
    found = []
    for concept_id in sorted(termbase.concepts):
        concept = termbase.concepts[concept_id]
        terms = tuple(term for term in concept.terms if wanted.takes(term))
        if terms and _has(concept, wanted):
            found.append(replace(concept, terms=terms))
    return tuple(found)


def _has(concept: Concept, wanted: Filter) -> bool:
    if wanted.subject and wanted.subject.casefold() not in concept.subject.casefold():
        return False
    if not wanted.text:
        return True
    text = wanted.text.casefold()
    if any(text in field.casefold() for field in (concept.id, concept.subject, concept.definition)):
        return True
    return any(
        folding.fold(wanted.text, term.lang).text in folding.fold(term.text, term.lang).text for term in concept.terms
    )


def format_list(concepts: Sequence[Concept], form: str) -> str:
    """Concepts a line each, or as one JSON array."""
    if form == "json":
        return _json([record(concept) for concept in concepts])
    width = min(max((len(concept.id) for concept in concepts), default=0), 40)
    return "".join(f"{concept.id:<{width}}  {_line(concept)}\n" for concept in concepts)


def _line(concept: Concept) -> str:
    return _APART.join(
        f"{lang} {', '.join(f'{term.text}{_mark(term)}' for term in concept.terms_in(lang))}"
        for lang in _languages(concept)
    )


def _mark(term: Term) -> str:
    said = [] if term.status is Status.PREFERRED else [term.status.value]
    said += [] if term.approval is Approval.APPROVED else [term.approval.value]
    said += [f"for {', '.join(term.customers)}"] if term.customers else []
    return f" ({', '.join(said)})" if said else ""


def _languages(concept: Concept) -> list[Lang]:
    there = {term.lang for term in concept.terms} | {section.lang for section in concept.sections}
    return [lang for lang in LANGUAGES if lang in there] + sorted(there.difference(LANGUAGES))


def format_concept(termbase: Termbase, concept: Concept, form: str) -> str:
    """A whole concept with its history."""
    own = [change for change in termbase.history if change.concept == concept.id]
    told = histories(termbase, own)
    if form == "json":
        return _json({**record(concept), "history": [_change_record(each) for each in told]})
    return "\n".join((*_head(concept), *_terms(concept), *_told(told))) + "\n"


def _head(concept: Concept) -> Iterator[str]:
    yield _APART.join(part for part in (concept.id, concept.subject) if part)
    if concept.definition:
        yield concept.definition + (f" ({concept.source})" if concept.source else "")
    elif concept.source:
        yield f"source: {concept.source}"
    if concept.note:
        yield f"note: {concept.note}"
    if concept.do_not_translate:
        yield "do not translate: every version writes it as the source does"
    yield from (f"more: {said}" for said in _more(concept.extra))


def _terms(concept: Concept) -> Iterator[str]:
    width = min(max((_columns(term.text) for term in concept.terms), default=0), 40)
    for lang in _languages(concept):
        yield f"\n{name_of(lang)}"
        for section in concept.sections:
            if section.lang == lang and (section.definition or section.note):
                yield f"  {_APART.join(part for part in (section.definition, section.note) if part)}"
            if section.lang == lang:
                yield from (f"  more: {said}" for said in _more(section.extra))
        for term in concept.terms_in(lang):
            yield f"  {term.text}{' ' * (width - _columns(term.text))}  {_said(term)}"
            yield from (f"      {name}: {value}" for name, value in _details(term) if value)
            yield from (f"      more: {said}" for said in _more(term.extra))


def _columns(text: str) -> int:
    """How wide a text is on a terminal."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text if not unicodedata.combining(char)
    )


def _said(term: Term) -> str:
    parts = [term.status.value]
    parts += [] if term.approval is Approval.APPROVED else [term.approval.value]
    parts += [str(part) for part in (term.part_of_speech, term.gender) if part]
    parts += [] if term.match is Match.INFLECTED else [f"match {term.match}"]
    parts += [] if term.case is Case.LANGUAGE else [f"case {term.case}"]
    parts += [f"for {', '.join(term.customers)}"] if term.customers else []
    return ", ".join(parts + ([term.locale] if term.locale else []))


def _details(term: Term) -> Iterator[tuple[str, str]]:
    yield "note", term.note
    yield "pattern", term.pattern
    yield "context", term.context
    yield "source", term.source


def _more(extra: Iterable[str]) -> Iterator[str]:
    """What a file said beyond all fields: the type and the value of each element, without its tags."""
    for text in extra:
        name = next((found[2] for found in _TYPE.finditer(text)), "")
        value = " ".join(unescape(_TAG.sub(" ", text)).split())
        if value or name:
            yield f"{name} {value}".strip()


def _told(told: Sequence["Told"]) -> Iterator[str]:
    if told:
        yield "\nHistory"
        yield from (f"  {line}" for each in told for line in _change_lines(each))


@dataclass(frozen=True, slots=True)
class Told:
    """A change, what it did, and whether it holds."""

    change: Change
    what: tuple[str, ...]
    undone: bool
    name: str  # the beginning of its id that names it alone


def histories(termbase: Termbase, some: Sequence[Change]) -> list[Told]:
    """Changes, the last one first, each with what it did; they are of the termbase's own history."""
    after: dict[str, Concept | None] = dict(termbase.concepts)
    dead = undone(termbase.history)
    begun = Counter(change.id[:_DIGITS] for change in termbase.history)
    wanted = {id(change) for change in some}
    told: list[Told] = []
    for place in range(len(termbase.history) - 1, -1, -1):
        change = termbase.history[place]
        if id(change) in wanted:
            name = change.id if begun[change.id[:_DIGITS]] > 1 else change.id[:_DIGITS]
            told.append(Told(change, _what(change, after.get(change.concept)), place in dead, name))
        after[change.concept] = change.before
    return told


def _what(change: Change, after: Concept | None) -> tuple[str, ...]:
    if after is None or (change.before is None and change.action not in (Action.ADD, Action.PROPOSE, Action.IMPORT)):
        return ()
    return tuple(map(str, differences(change.before, after)))


def format_history(told: Sequence[Told], form: str) -> str:
    """Changes a line each with their reasons, or as one JSON array."""
    if form == "json":
        return _json([_change_record(each) for each in told])
    return "".join(f"{line}\n" for each in told for line in _change_lines(each, each.change.concept))


def _change_lines(told: Told, concept: str = "") -> Iterator[str]:
    change = told.change
    of = f" {change.undoes[:_DIGITS]}" if change.undoes else ""
    state = " [undone]" if told.undone else ""
    yield f"{change.when:%Y-%m-%d %H:%M}  {told.name}  {change.who}: {change.action}{of} {concept}".rstrip() + state
    if told.what:
        yield f"    {'; '.join(told.what)}"
    if change.why:
        yield f"    why: {change.why}"


def _change_record(told: Told) -> dict[str, Any]:
    change = told.change
    return {
        "id": change.id,
        "concept": change.concept,
        "action": change.action.value,
        "who": change.who,
        "when": change.when.isoformat(),
        "why": change.why,
        "what": list(told.what),
        "undoes": change.undoes or None,
        "undone": told.undone,
    }


def record(concept: Concept) -> dict[str, Any]:
    """A concept as JSON has it: every field, but not what is kept for another tool."""
    return {
        **_fields(concept, "id", "subject", "definition", "note", "source", "do_not_translate"),
        "terms": [_part(term) for term in concept.terms],
        "sections": [_part(section) for section in concept.sections],
    }


def _part(part: Term | Section) -> dict[str, Any]:
    return _fields(part, *(each.name for each in fields(part) if each.name != "extra"))


def _fields(part: Concept | Term | Section, *names: str) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def _json(value: Iterable[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
