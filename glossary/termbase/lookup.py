"""Concepts found in a termbase, by id or by what they are called, and ids for new ones."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

from corpora.errors import InputError
from corpora.languages import LANGUAGES, Lang
from glossary import folding
from glossary.concept import Approval, Concept, Term
from glossary.termbase.revival import is_undone
from glossary.termbase.termbase import Termbase

_MOST = 5  # candidates that an error names
_ALIKE = 0.6  # of difflib's ratio: one letter in four may be wrong
_ID = re.compile(r"[^\W\d][\w.-]*")  # the names that XML takes for an id, without its colon


def concept(termbase: Termbase, concept_id: str) -> Concept:
    """The concept of an id; InputError names the nearest ones."""
    try:
        return termbase.concepts[concept_id]
    except KeyError:
        raise _unknown(termbase, concept_id) from None


def resolve(termbase: Termbase, name: str) -> Concept:
    """The concept of an id or of a term in any language; InputError lists the candidates where there is not just one.

    Terms are compared as they are matched in texts: without case, tone placement and the like. Removed terms count only
    where no other fits.
    """
    if name in termbase.concepts:
        return termbase.concepts[name]
    found = called(termbase, name, removed=False) or called(termbase, name, removed=True)
    if len(found) > 1:
        listed = "; ".join(f"{each.id} ({summary(each)})" for each in found[:_MOST])
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        raise InputError(f"{name!r}: a term of {len(found)} concepts: {listed}{more}; give the id of the one you mean")
    if not found:
        raise _unknown(termbase, name)
    return found[0]


def called(termbase: Termbase, name: str, *, removed: bool = False) -> list[Concept]:
    """The concepts that have a name as one of their terms, as terms are compared in texts."""
    wanted = {lang: folding.fold(name.strip(), lang).text for lang in LANGUAGES}
    return [
        each
        for each in termbase.concepts.values()
        if any(
            (removed or term.approval is not Approval.REMOVED)
            and folding.fold(term.text, term.lang).text == wanted.get(term.lang, name)
            for term in each.terms
        )
    ]


def _unknown(termbase: Termbase, name: str) -> InputError:
    if not termbase.concepts:
        return InputError(f"concept {name!r}: the glossary is empty; `kheo terms add` and `kheo terms import` fill it")
    near = nearest(termbase, name)
    listed = (
        f"the nearest are {', '.join(near)}"
        if near
        else f"the first of {len(termbase.concepts)} are " + ", ".join(sorted(termbase.concepts)[:3])
    )
    return InputError(f"concept {name!r}: no id and no term is this; {listed}; `kheo terms list TEXT` searches them")


def nearest(termbase: Termbase, name: str) -> tuple[str, ...]:
    """The ids that are spelled most like a name, or whose terms are; an id of another spelling tells its term."""
    names: dict[str, str] = {}
    for each in termbase.concepts.values():
        for term in each.terms:
            names.setdefault(slug(term.text) or term.text, f"{each.id} ({term.lang} {term.text})")
        names[each.id] = each.id
    wanted = slug(name) or name
    close = difflib.get_close_matches(wanted, names, _MOST, _ALIKE)
    close += [key for key in names if len(wanted) > 3 and wanted in key and key not in close]
    first: dict[str, str] = {}
    for key in close:
        first.setdefault(names[key].split(" ", 1)[0], names[key])
    return tuple(first.values())[:_MOST]


def terms(found: Concept, lang: Lang, text: str) -> tuple[Term, ...]:
    """A concept's terms of this text and language, removed ones only where there is no other; InputError names what is there.

    There can be several, for different customers.
    """
    alike = [term for term in found.terms_in(lang) if term.text == text]
    if not alike:
        wanted = folding.fold(text, lang).text
        alike = [term for term in found.terms_in(lang) if folding.fold(term.text, lang).text == wanted]
    living = [term for term in alike if term.approval is not Approval.REMOVED]
    if not alike:
        there = ", ".join(repr(term.text) for term in found.terms_in(lang)) or "none"
        raise InputError(
            f"concept {found.id!r}: no {lang} term {text!r}; its {lang} terms are {there}; give one of them, or add the term"
        )
    return tuple(living or alike)


def customers(termbase: Termbase) -> tuple[str, ...]:
    """Whom some terms are kept for, in the order of the alphabet."""
    found = {name for each in termbase.concepts.values() for term in each.terms for name in term.customers}
    return tuple(sorted(found))


def summary(found: Concept) -> str:
    """A concept's first agreed term of each language, in the order of the table, with its language before it."""
    chosen = [found.preferred(lang) for lang in LANGUAGES]
    return ", ".join(f"{term.lang} {term.text}" for term in chosen if term) or found.name


def slug(text: str) -> str:
    """A text in small letters without marks, hyphens between its words: Dân vận khéo gives dan-van-kheo."""
    plain = text.casefold().replace("đ", "d").replace("ð", "d")
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def new_id(termbase: Termbase, given: Iterable[Term]) -> str:
    """An id for a new concept, from its first term that can be spelled in Latin letters; InputError where it is taken."""
    given = sorted(
        given, key=lambda term: list(LANGUAGES).index(term.lang) if term.lang in LANGUAGES else len(LANGUAGES)
    )
    made = next((spelled for term in given if (spelled := slug(term.text))), "")
    if not made:
        raise InputError("concept: no id can be made of these terms; give one in Latin letters before them")
    made = made if _ID.fullmatch(made) else f"c-{made}"
    if made in termbase.concepts and not is_undone(termbase.concepts[made], termbase.history):
        there = summary(termbase.concepts[made])
        if all(term.approval is Approval.REMOVED for term in termbase.concepts[made].terms):
            raise InputError(
                f"concept {made!r}: was removed ({there}); `kheo terms undo {made}` brings it back as it was, `kheo terms add "
                f"{made}` with terms brings these, and another id makes another concept"
            )
        raise InputError(
            f"concept {made!r}: exists already ({there}); give this id to add terms to it, or another id for another concept"
        )
    return made


def check_id(concept_id: str) -> None:
    """InputError where a file could not hold this id."""
    if not _ID.fullmatch(concept_id):
        near = slug(concept_id)
        hint = f", such as {near}" if _ID.fullmatch(near) else ""
        raise InputError(
            f"concept {concept_id!r}: no id; write letters, digits, '-', '_' and '.', a letter first{hint}"
        )
