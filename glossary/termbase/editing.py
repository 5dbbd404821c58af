"""What a person asks to be written into a termbase, turned into the concept that it makes."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpora.errors import InputError
from corpora.languages import LANGUAGES, Lang
from glossary import spellings
from glossary.concept import Approval, Case, Concept, Gender, Match, PartOfSpeech, Status, Term
from glossary.termbase import lookup
from glossary.termbase.revival import is_undone
from glossary.termbase.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Named:
    """A term as somebody names it."""

    lang: Lang
    text: str
    locale: str = ""  # where more than the language was given: de-AT


@dataclass(frozen=True, slots=True)
class Values:
    """What fields shall hold; None leaves one as it is, and an empty text clears it."""

    text: str | None = None  # what a term shall read
    status: Status | None = None
    note: str | None = None
    part_of_speech: PartOfSpeech | str | None = None
    gender: Gender | str | None = None
    match: Match | None = None
    pattern: str | None = None
    case: Case | None = None
    context: str | None = None
    source: str | None = None
    customers: tuple[str, ...] | None = None
    subject: str | None = None
    definition: str | None = None
    do_not_translate: bool | None = None

    def of_term(self) -> dict[str, Any]:
        """The fields of a term that shall change, note and source among them."""
        names = (
            "status",
            "note",
            "part_of_speech",
            "gender",
            "match",
            "pattern",
            "case",
            "context",
            "source",
            "customers",
        )
        given = {name: value for name in names if (value := getattr(self, name)) is not None}
        if self.pattern and self.match is None:
            given["match"] = Match.REGEX
        if self.text is not None:
            given["text"] = written(self.text)
        return {name: value or None if name in ("part_of_speech", "gender") else value for name, value in given.items()}

    def of_concept(self) -> dict[str, Any]:
        """The fields of a concept that shall change, note and source left out."""
        names = ("subject", "definition", "do_not_translate")
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def told(self) -> dict[str, Any]:
        """Note and source, which a concept has too."""
        return {name: value for name in ("note", "source") if (value := getattr(self, name)) is not None}


def parse_named(text: str) -> Named:
    """A term given as LANG=TERM; InputError says what is wrong."""
    code, equals, rest = text.partition("=")
    code = code.strip()
    lang = spellings.lang(code) if equals else None
    if lang is None:
        what = f"{code!r} is no language that kheo knows ({', '.join(LANGUAGES)})" if equals else "no language"
        raise InputError(f"--term {text!r}: {what}; write it as LANG=TERM, such as de=Volk")
    return Named(lang, written(rest), "" if code.lower() == lang or len(code) < len("de-AT") else code)


def written(text: str) -> str:
    """A term as it is kept: NFC, single spaces; InputError where nothing of it could stand in a text."""
    clean = unicodedata.normalize("NFC", " ".join(text.split()))
    if not any(char.isalnum() for char in clean):
        raise InputError(f"term {text!r}: no letter and no digit; write a term that can stand in a text")
    return clean


def addition(termbase: Termbase, name: str, named: Sequence[Named], values: Values) -> Concept:
    """The concept with the terms to add: one that is there by its id or a term of it, else a new one.

    Without a status, the first agreed term of a language is preferred and others are admitted. Note and source are those of
    the terms where the concept is there, else its own.

    Args:
        termbase: what is there.
        name: an id, or a term of a concept that is there; empty for an id made from the terms.
        named: the terms.
        values: their fields, and those of a new concept.
    """
    _one_language(named, values)
    there = _there(termbase, name)
    if there is not None and is_undone(there, termbase.history):
        name, there = there.id, None  # as if it had never been there
    of_term = values.of_term()
    if there is None:
        of_term = {field: value for field, value in of_term.items() if field not in values.told()}
    agreed = {term.lang for term in there.terms if _counts(term)} if there else set()
    terms: list[Term] = []
    for each in sorted(named, key=lambda each: list(LANGUAGES).index(each.lang)):
        status = values.status or (Status.ADMITTED if each.lang in agreed else Status.PREFERRED)
        if status.agreed:
            agreed.add(each.lang)
        terms.append(replace(Term(each.text, each.lang, status, locale=each.locale), **{**of_term, "status": status}))
    _distinct(terms)
    if there is not None:
        if values.of_concept():
            given = ", ".join(f"--{field.replace('_', '-')}" for field in values.of_concept())
            raise InputError(
                f"concept {there.id!r}: is there already, so {given} belongs to `kheo terms edit {there.id}`"
            )
        return replace(there, terms=tuple(terms))
    concept_id = name or lookup.new_id(termbase, terms)
    return Concept(concept_id, tuple(terms), **values.of_concept(), **values.told())


def _there(termbase: Termbase, name: str) -> Concept | None:
    """The concept that a name means: one of this id, or the only one that has it as a term.

    InputError where a new id reads like a term: nobody knows which of the two is meant.
    """
    called = lookup.called(termbase, name) if name and name not in termbase.concepts else []
    if called and lookup.slug(name) == name:
        raise InputError(
            f"concept {name!r}: no id that is there, but a term of {called[0].id!r} ({lookup.summary(called[0])}); give "
            f"{called[0].id} to add terms to it, or another id for a new concept"
        )
    return lookup.resolve(termbase, name) if called or name in termbase.concepts else None


def _counts(term: Term) -> bool:
    return term.status.agreed and term.approval in (Approval.APPROVED, Approval.PROPOSED)


def _one_language(named: Sequence[Named], values: Values) -> None:
    """InputError where something is said of terms in several languages that holds in one only."""
    langs = list(dict.fromkeys(each.lang for each in named))
    for name in ("gender", "pattern", "context", "text"):
        if getattr(values, name) and len(langs) > 1:
            raise InputError(
                f"--{name} {getattr(values, name)}: said of terms in {' and '.join(langs)}; give one language at a time"
            )


def _distinct(terms: Sequence[Term]) -> None:
    keys = [(term.lang, term.text) for term in terms]
    for lang, text in keys:
        if keys.count((lang, text)) > 1:
            raise InputError(f"--{lang} {text!r}: given twice; give it once")


def edited(concept: Concept, named: Sequence[Named], values: Values) -> Concept:
    """A concept with the fields of the terms named, else its own, as they shall be.

    InputError where a term is not there, or where a field of terms is given and no term.
    """
    if not named:
        stray = {name for name in values.of_term() if name not in values.told()}
        if stray:
            option = "--" + min(stray).replace("part_of_speech", "pos").replace("customers", "for").replace("_", "-")
            raise InputError(
                f"concept {concept.id!r}: {option} is said of a term; name it too, such as --{concept.terms[0].lang} "
                f"{concept.terms[0].text!r}"
                if concept.terms
                else f"concept {concept.id!r}: it has no terms; add one first"
            )
        return replace(concept, **values.of_concept(), **values.told())
    _one_language(named, values)
    chosen = chosen_terms(concept, named)
    if values.text is not None and len({term.text for term in chosen}) > 1:
        raise InputError(f"--text {values.text!r}: can be said of one term only, and {len(chosen)} are named")
    _free(concept, chosen, values.text)
    terms = tuple(replace(term, **values.of_term()) if term in chosen else term for term in concept.terms)
    return replace(concept, terms=terms, **values.of_concept())


def chosen_terms(concept: Concept, named: Sequence[Named]) -> tuple[Term, ...]:
    """The terms of a concept that are named; InputError where one is not there."""
    return tuple(dict.fromkeys(term for each in named for term in lookup.terms(concept, each.lang, each.text)))


def _free(concept: Concept, chosen: Sequence[Term], text: str | None) -> None:
    """InputError where a term that is not among the chosen ones has the text already."""
    for term in concept.terms:
        if text is not None and term not in chosen and (term.lang, term.text) == (chosen[0].lang, written(text)):
            raise InputError(
                f"concept {concept.id!r}: the {term.lang} term {term.text!r} is there already, {term.approval}; "
                f"{'add it again' if term.approval is Approval.REMOVED else 'edit that one'}, and remove {chosen[0].text!r}"
            )
