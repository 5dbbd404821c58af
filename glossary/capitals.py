"""Whether the capitals of what stands in a text are those that a term asks for."""

import re
from dataclasses import replace

from glossary.concept import Case, Term
from glossary.folding.abbreviations import abbreviations
from glossary.folding.offsets import compose
from glossary.folding.typesetting import readable

_WORD = re.compile(r"[^\W_]+")
_NOUNS_HAVE_CAPITALS = frozenset({"de"})


def fits(term: Term, form: str, *, inside: bool = False) -> bool:
    """Whether a form of a term has its capitals where the term has them; always, unless its case rule is `sensitive`.

    What an inflected form has more than the term must be small, but for abbreviations: NGOs, NGOS. Inside a word the first
    letter is free, since no language writes a capital there.
    """
    if term.case is not Case.SENSITIVE:
        return True
    given, found = _words(term.text), _words(form)
    if len(given) != len(found):
        given, found = ("".join(given),), ("".join(found),)
    return all(_alike(one, other, inside and not i) for i, (one, other) in enumerate(zip(given, found, strict=True)))


def fits_letters(term: Term, form: str) -> bool:
    """The same for a form that has the very letters of the term: by its language's rule, that of its capitals which mean something.

    In German every capital does, elsewhere those of abbreviations; small letters may stand as capitals.
    """
    if term.case is Case.INSENSITIVE or form == term.text:
        return True
    if term.case is Case.SENSITIVE:
        return fits(term, form)
    given, found = _words(term.text), _words(form)
    if len(given) != len(found):
        return True
    meant = frozenset(given) if term.lang in _NOUNS_HAVE_CAPITALS else abbreviations(given)
    return all(
        not one.isupper() or other.isupper()
        for word, written in zip(given, found, strict=True)
        if word in meant
        for one, other in zip(word, written, strict=False)
    )


def as_written(term: Term, form: str) -> bool:
    """Whether a form has the very capitals of a term, or nothing else than capitals, as in a headline."""
    return form.isupper() or fits(replace(term, case=Case.SENSITIVE), form)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(compose(readable(text).text, "NFC").text))


def _alike(word: str, form: str, free: bool) -> bool:
    same = len(word)
    if len(word) != len(form):
        same = next((i for i, (a, b) in enumerate(zip(word, form, strict=False)) if a.lower() != b.lower()), len(word))
        same = min(same, len(form))
    if any(word[i].isupper() != form[i].isupper() for i in range(int(free), same)):
        return False
    rest = form[same:]
    return rest == rest.lower() or word.isupper()
