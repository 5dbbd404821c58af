"""The citation form of a rendering, from the forms that stand in the texts."""

import re
from collections.abc import Mapping
from functools import cache

from corpora.languages import Lang
from glossary.discovery.lines import Kind, Token, tokens
from glossary.discovery.words import words
from glossary.inflection.nouns import Nouns

_INFLECTED = ("en", "er", "em", "es")
_ATTRIBUTE_ENDING = re.compile("e[nrms]?$")
_STRONG = {"m": "er", "f": "e", "n": "es"}  # endings of an attribute before a noun without an article


def citation(forms: Mapping[str, int], lang: Lang) -> str:
    """The form to list a rendering under: of the attested ones the most lemma-like; attributes in the nominative.

    Args:
        forms: each form with its count; their words have the same stems.
        lang: their language.
    """
    known = words(lang)
    if not known.spaced or not known.endings:
        return max(forms, key=lambda form: (forms[form], -len(form), form))
    if not known.article:
        return min(forms, key=lambda form: (_capitals(form), -forms[form], len(form), form))
    cut = {form: [t for t in tokens(form, lang) if t.kind is not Kind.BREAK] for form in forms}
    best = min(forms, key=lambda form: (_distance(cut[form]), -forms[form], len(form), form))
    return _nominative(best, cut[best], cut)


def _distance(found: list[Token]) -> tuple[int, int]:
    """How far a form is from its citation form: endings of attributes, length of the head, capitals of attributes."""
    attributes = _attributes(found)
    oblique = sum(word.text.endswith(_INFLECTED) for word in attributes)
    head = found[len(attributes)] if len(attributes) < len(found) else None
    return oblique + sum(word.text[:1].isupper() for word in attributes), len(head.text) if head else 0


def _attributes(found: list[Token]) -> list[Token]:
    """The words before the head: adjectives at the beginning, whatever their case where they open a name or a title."""
    attributes: list[Token] = []
    for word in found[:-1]:
        if word.kind is not Kind.WORD or not word.text.endswith(("e", *_INFLECTED)):
            break
        attributes.append(word)
    while attributes and attributes[-1].text[:1].isupper() and not found[len(attributes)].text[:1].isupper():
        attributes.pop()  # Leben der Menschen: the capital is the head's
    return attributes


def _nominative(form: str, found: list[Token], cut: Mapping[str, list[Token]]) -> str:
    """A form with its attributes as they stand before a noun without an article, where the noun's gender or number is known."""
    attributes = _attributes(found)
    if not attributes or len(attributes) == len(found):
        return form
    head = found[len(attributes)].text
    noun = _nouns().noun(head)
    ending = "e" if noun.is_plural and not head.endswith("s") else _STRONG.get(noun.gender)
    small = any(tokens_[0].text[:1].islower() for tokens_ in cut.values() if len(tokens_) == len(found) and tokens_)
    text, offset = form, 0
    for place, word in enumerate(attributes):
        new = word.text if ending is None else _ATTRIBUTE_ENDING.sub("", word.text) + ending
        if place == 0 and small:
            new = new[:1].lower() + new[1:]
        start, end = word.start + offset, word.end + offset
        text = text[:start] + new + text[end:]
        offset += len(new) - len(word.text)
    return text


@cache
def _nouns() -> Nouns:
    return Nouns()


def _capitals(form: str) -> int:
    return sum(char.isupper() for char in form)
