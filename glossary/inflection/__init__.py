"""A better term in the form of the one it replaces, where that form is certain; else its citation form, said to be one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from corpora.languages import LANGUAGES, Lang
from glossary.concept import PartOfSpeech, Term
from glossary.inflection import english, german
from glossary.inflection.german import Written
from glossary.inflection.nouns import Nouns

_INFLECTING = (PartOfSpeech.VERB, PartOfSpeech.ADJECTIVE)


@dataclass(frozen=True, slots=True)
class Correction:
    """What to write in a text instead of a term, and where."""

    text: str
    span: tuple[int, int]  # what it replaces: the term as found, and words before it that have to change too
    certain: bool  # whether it can be put in as it is; else it is the citation form, and a person has to inflect it


def correct(better: Term, worse: Term, text: str, span: tuple[int, int], *, nouns: Nouns | None = None) -> Correction:
    """What to write for `worse`, which fills a span of a text.

    Args:
        better: the term to be used, in citation form; its gender and part of speech are made use of.
        worse: the term that stands there.
        text: the paragraph, or as much of it as is known: the words before the span tell the case.
        span: of the term itself, a part of a word in a compound.
        nouns: those of the glossary (`Nouns(glossary)`), where it gives genders; else only those that kheo knows.
    """
    written = _INFLECTED.get(better.lang, _plain)(better, worse, text, span, nouns or _nouns())
    if written is not None:
        return Correction(written.text, (written.start, span[1]), certain=True)
    return Correction(better.text, span, certain=False)


@cache
def _nouns() -> Nouns:
    return Nouns()


def _german(better: Term, worse: Term, text: str, span: tuple[int, int], nouns: Nouns) -> Written | None:
    return german.correct(better, worse, text, span, nouns)


def _english(better: Term, worse: Term, text: str, span: tuple[int, int], _: Nouns) -> Written | None:
    return english.correct(better, worse, text, span)


def _plain(better: Term, worse: Term, text: str, span: tuple[int, int], _: Nouns) -> Written | None:
    """In languages whose nouns do not inflect the term as it is, with the capitals of the one that it replaces."""
    found = text[slice(*span)]
    entry = LANGUAGES.get(better.lang)
    inflects = entry is None or (entry.joiner and not entry.syllables)
    if inflects or (found != worse.text and worse.lang == "ja" and worse.part_of_speech in _INFLECTING):
        return None
    return Written(_capitals(better.text, worse.text, found), span[0])


def _capitals(text: str, worse: str, found: str) -> str:
    words = found.split(" ")
    if found.isupper() and not worse.isupper():
        return text.upper()
    if len(words) > 1 and found != worse and all(word[:1].isupper() for word in words):
        return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    begins = found[:1].isupper() and worse[:1].islower()
    return text[:1].upper() + text[1:] if begins else text


_INFLECTED: Mapping[Lang, Callable[[Term, Term, str, tuple[int, int], Nouns], Written | None]] = MappingProxyType(
    {"de": _german, "en": _english}
)
