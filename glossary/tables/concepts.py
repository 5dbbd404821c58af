"""Concepts from the lines of a table."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from corpora.errors import InputError
from corpora.languages import LANGUAGES, Lang
from glossary import spellings
from glossary.concept import Approval, Case, Concept, Gender, Match, PartOfSpeech, Section, Status, Term
from glossary.tables.lines import Line
from glossary.tables.lists import parse_list
from glossary.tables.sharing import tell_apart
from glossary.tbx.entries import Numbering

E = TypeVar("E", bound=StrEnum)
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})+")


@dataclass(frozen=True, slots=True)
class Read:
    """A concept of a table."""

    concept: Concept
    guessed: tuple[Term, ...] = ()  # the terms of which the table tells no status
    shared: str = ""  # the place of the row whose one status is taken to ban its terms in all languages
    problems: tuple[str, ...] = ()  # what is wrong with it; it is empty then


def concepts(found: Iterable[Line]) -> Iterator[Read]:
    """The concepts of a table in the order of their first lines; one that breaks says all that is wrong.

    A term without a status is preferred if it is its concept's first in the language, else admitted. What is said of a
    concept may stand on any of its lines. A concept without an id gets one that depends on its first term alone.
    """
    groups: dict[tuple[str, int], list[Line]] = {}
    told = tell_apart(tuple(found))
    for line in told.lines:
        groups.setdefault((line.concept, 0 if line.concept else line.row), []).append(line)
    numbering = Numbering({concept for concept, _ in groups})
    for group in groups.values():
        try:
            read = _concept(group)
        except InputError as error:
            yield Read(Concept("", ()), problems=tuple(_problems(group, error)))
            continue
        concept = read.concept
        shared = next((line.place for line in group if line.row in told.undecided), "")
        if concept.terms or concept.extra or concept.sections or concept.id:
            yield Read(numbering.named(concept), read.guessed, shared)


def _problems(lines: Sequence[Line], error: InputError) -> Iterator[str]:
    """All cells of a concept that break, and the first thing that broke, once each."""
    found = dict.fromkeys((str(each) for line in lines for each in _broken(line)), None)
    yield from found
    if str(error) not in found:
        yield str(error)


def _broken(line: Line) -> Iterator[InputError]:
    checks: tuple[Callable[[Line], object], ...] = (
        _check_term,
        lambda line: _status(line, first=True),
        lambda line: _value(line, "part_of_speech", spellings.part_of_speech, PartOfSpeech),
        lambda line: _value(line, "gender", spellings.gender, Gender),
        lambda line: _value(line, "match", spellings.match, Match),
        lambda line: _value(line, "case", spellings.case, Case),
        lambda line: _value(line, "approval", spellings.approval, Approval),
        lambda line: _truth(line, line.get("do_not_translate") or "false"),
    )
    for check in checks:
        try:
            check(line)
        except InputError as error:
            yield error


def _concept(lines: Sequence[Line]) -> Read:
    terms: list[Term] = []
    guessed: list[Term] = []
    langs: set[Lang] = set()
    seen: dict[tuple[str, str, tuple[str, ...]], Line] = {}
    for line in lines:
        if line.broken:
            raise InputError(line.broken)
        if not line.get("term"):
            _check_empty(line)
            continue
        term = _term(line, first=_lang(line) not in langs)
        langs.add(term.lang)
        earlier = seen.setdefault((term.locale or term.lang, term.text, term.customers), line)
        if earlier is not line:
            where = earlier.place.rpartition(":")[2]
            raise line.error(
                f"the {term.lang} term {term.text!r} stands on line {where} already; remove one of the two"
            )
        terms.append(term)
        if not _tells_status(line):
            guessed.append(term)
    concept = Concept(
        lines[0].concept,
        tuple(terms),
        _same("subject", lines),
        _same("definition", lines),
        _same("concept_note", lines),
        _same("concept_source", lines),
        _same("do_not_translate", lines, lambda line, text: _truth(line, text)) == "true",
        tuple(_sections(lines)),
        _extra(_same("concept_extra", lines)),
    )
    return Read(concept, tuple(guessed))


def _check_empty(line: Line) -> None:
    """InputError for a line that has no term and says nothing else either."""
    if line.locale:
        _lang(line)
    if any(line.get(field) for field in ("lang_definition", "lang_note", "lang_extra")) and line.locale:
        return
    if not line.locale and line.get("concept_extra"):
        return
    if not line.locale and "lang" not in line.cells:
        what = "no term in any language; fill a cell or remove the row"
    else:
        what = f"no {'term' if line.locale else 'lang'}; fill the cell or remove the row"
    raise line.error(what)


def _check_term(line: Line) -> None:
    """InputError for a term in no language, or one that cannot stand in a text."""
    if line.broken or not line.get("term"):
        return
    text = line.get("term")
    if not any(char.isalnum() for char in text):
        raise line.error(f"the term {text!r} has no letter and no digit; write a term that can stand in a text")
    _lang(line)


def _term(line: Line, *, first: bool) -> Term:
    _check_term(line)
    text = line.get("term")
    lang = _lang(line)
    status, approval = _status(line, first=first)
    return Term(
        " ".join(text.split()),
        lang,
        status,
        line.get("note"),
        _value(line, "part_of_speech", spellings.part_of_speech, PartOfSpeech),
        _value(line, "gender", spellings.gender, Gender),
        _value(line, "match", spellings.match, Match) or Match.INFLECTED,
        line.get("pattern"),
        _value(line, "case", spellings.case, Case) or Case.LANGUAGE,
        line.get("context"),
        line.get("source"),
        parse_list(line.get("customers")),
        _value(line, "approval", spellings.approval, Approval) or approval,
        _locale(line, lang),
        _extra(line.get("term_extra")),
    )


def _lang(line: Line) -> Lang:
    if not line.locale:
        raise line.error("no lang; fill the cell or remove the row")
    lang = spellings.lang(line.locale)
    if lang is None:
        raise line.error(f"unknown language {line.locale!r}; write one of {', '.join(LANGUAGES)}")
    return lang


def _locale(line: Line, lang: Lang) -> str:
    """The tag of a line where it says more than its language."""
    given = line.get("locale") or (line.locale if _TAG.fullmatch(line.locale) else "")
    return "" if given == lang else given


def _status(line: Line, *, first: bool) -> tuple[Status, Approval]:
    given = line.get("status")
    default = Status.PREFERRED if first else Status.ADMITTED
    if not given:
        return default, Approval.APPROVED
    if spellings.key(given) in spellings.PROPOSED:
        return default, Approval.PROPOSED
    status = spellings.status(given)
    if status is None:
        raise line.error(f"unknown status {given!r}; {spellings.offered('status', Status, line.spoken)}")
    return status, Approval.APPROVED


def _tells_status(line: Line) -> bool:
    given = line.get("status")
    return bool(given) and spellings.key(given) not in spellings.PROPOSED


def _value(line: Line, field: str, parse: Callable[[str], E | None], kind: type[E]) -> E | None:
    given = line.get(field)
    if not given:
        return None
    value = parse(given)
    if value is None:
        raise line.error(f"unknown {field.replace('_', ' ')} {given!r}; {spellings.offered(field, kind, line.spoken)}")
    return value


def _truth(line: Line, given: str) -> str:
    truth = spellings.truth(given)
    if truth is None:
        raise line.error(f"do_not_translate is {given!r}; write true or false")
    return "true" if truth else "false"


def _same(field: str, lines: Iterable[Line], read: Callable[[Line, str], str] = lambda _, text: text) -> str:
    """What all lines say of the concept that say it at all."""
    found = ""
    for line in lines:
        given = line.get(field)
        value = read(line, given) if given else ""
        if found and value and value != found:
            raise line.error(f"a second {field}, {value!r} after {found!r}; give one, or two concepts their own ids")
        found = found or value
    return found


def _sections(lines: Sequence[Line]) -> Iterator[Section]:
    """What is said in each language, in the order of the lines."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line.locale:
            groups.setdefault(_locale(line, _lang(line)) or _lang(line), []).append(line)
    for group in groups.values():
        lang = _lang(group[0])
        definition, note = _same("lang_definition", group), _same("lang_note", group)
        extra = _extra(_same("lang_extra", group))
        if definition or note or extra:
            yield Section(lang, definition, note, _locale(group[0], lang), extra)


def _extra(cell: str) -> tuple[str, ...]:
    return tuple(line for line in (line.strip() for line in cell.split("\n")) if line)
