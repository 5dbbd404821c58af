"""A better term in the form of the one it replaces, where that form is safe to copy; else its citation form."""

import re
from dataclasses import dataclass

from corpora.languages import Lang
from glossary.concept import Term
from glossary.folding import english, german

_ADJECTIVE = re.compile(r"e[rnsm]?$")
_HEAD = re.compile(r" (?=(?:of|with|for|on|at|in|to|from|by) )")  # the noun before it is the head
_TITLED = 4  # letters from which a word of a title has a capital
_SHORTEST_HEAD = 5  # letters that two German compounds must share at their end to have one head, and so one gender
_NOUN_ENDING = re.compile(r"(?:e[ns]?|n|s|ns|se[ns]?)?$")


@dataclass(frozen=True, slots=True)
class Correction:
    """What to write in a text instead of a term, and where."""

    text: str
    span: tuple[int, int]  # what it replaces: the term as found, and words before it that have to change too
    certain: bool  # whether it can be put in as it is; else it is the citation form, and a person has to inflect it


def correct(better: Term, worse: Term, text: str, span: tuple[int, int]) -> Correction:
    """What to write for `worse`, which fills a span of a text."""
    found = text[slice(*span)]
    written = replacement(better, worse, found)
    return Correction(written, span, found == worse.text or written != better.text)


def replacement(better: Term, worse: Term, found: str) -> str:
    """What to write for `found`, a form of `worse`: `better`, inflected alike where gender and number cannot change.

    German: with the same head noun the endings of its adjectives and of the noun itself are copied, otherwise the citation
    form stands, for an article before it may have to change too. English: a plural stays a plural. The case of the first
    letter is kept.
    """
    words = _GERMAN_OR_ENGLISH.get(better.lang)
    text = words(better.text, worse.text, found) if words else better.text
    return _capital(text, found, better.lang)


def _capital(text: str, found: str, lang: Lang) -> str:
    """Copy a capital at the start; German nouns keep theirs."""
    if lang == "en" and " " in found and _titled(found):
        return " ".join(word[:1].upper() + word[1:] if len(word) >= _TITLED else word for word in text.split(" "))
    if found[:1].isupper() and text[:1].islower():
        return text[0].upper() + text[1:]
    german_adjective = lang == "de" and " " in text and found[:1].islower() and _ADJECTIVE.search(text.split(" ")[0])
    return text[0].lower() + text[1:] if german_adjective else text


def _titled(text: str) -> bool:
    return all(word[:1].isupper() for word in text.split(" ") if len(word) >= _TITLED)


def _german(better: str, worse: str, found: str) -> str:
    new, old, here = better.split(" "), worse.split(" "), found.split(" ")
    if not len(new) == len(old) == len(here):
        return better
    ending = _noun_ending(new[-1], old[-1], here[-1])
    if ending is None or not all(_adjectives(*three) for three in zip(new[:-1], old[:-1], here[:-1], strict=True)):
        return better
    adjectives = [_like(n, h) for n, h in zip(new[:-1], here[:-1], strict=True)]
    return " ".join([*adjectives, new[-1] + ending])


def _noun_ending(new: str, old: str, here: str) -> str | None:
    """The ending of the head noun as it stands, if the new head is the same noun."""
    if not here.lower().startswith(old.lower()):
        return None
    ending = here[len(old) :]
    shared = new.lower() == old.lower() or new[-_SHORTEST_HEAD:].lower() == old[-_SHORTEST_HEAD:].lower()
    return ending if shared and _NOUN_ENDING.fullmatch(ending) else None


def _adjectives(new: str, old: str, here: str) -> bool:
    if new == old == here:
        return True
    forms = german.adjective_forms(german.fold(old).text)
    return german.fold(here).text in forms and bool(_ADJECTIVE.search(new)) and bool(_ADJECTIVE.search(here))


def _like(adjective: str, pattern: str) -> str:
    ending = _ADJECTIVE.search(pattern)
    return _ADJECTIVE.sub("", adjective) + (ending.group() if ending else "")


def _english(better: str, worse: str, found: str) -> str:
    new, old, here = (_HEAD.split(text, maxsplit=1)[0].split(" ") for text in (better, worse, found))
    singular, last = old[-1].lower(), here[-1].lower()
    plurals = english.plurals(new[-1].lower()) - {new[-1].lower()}
    if last == singular or last not in english.plurals(singular) or not plurals:
        return better
    head = " ".join([*new[:-1], plurals.pop()])
    return head + better[len(" ".join(new)) :]


_GERMAN_OR_ENGLISH = {"de": _german, "en": _english}
