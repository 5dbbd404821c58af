"""In which forms each term of a language is looked for: its match mode and its case rule, put into practice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from corpora.languages import LANGUAGES, Lang
from glossary import capitals
from glossary.concept import Case, Match
from glossary.exact import ExactFinder
from glossary.folding import english
from glossary.folding.typesetting import trimmed
from glossary.hit import Entry, Hit
from glossary.patterns import PatternFinder
from glossary.phrases import PhraseFinder
from glossary.sequences import SequenceFinder
from glossary.strings import StringFinder

BY_CHARACTERS = frozenset({"vi"})  # its words do not inflect, and its spaces part syllables
_SIGNS = re.compile(r"[+#@$€£¥%=<>^~|*]|^\W*$|^-|-$")  # a term with one is no row of words: C++, C#, 5 %, multi-


class Finder(Protocol):
    """Terms, ready to be found."""

    def find(self, text: str) -> Iterable[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""


class LanguageFinder:
    """All terms of one language, each found as its match mode and its case rule say."""

    def __init__(self, entries: Sequence[Entry], lang: Lang) -> None:
        inflected = [entry for entry in entries if entry.term.match is Match.INFLECTED]
        exact = [entry for entry in entries if entry.term.match is Match.EXACT]
        if _by_words(lang):
            exact += [entry for entry in inflected if _SIGNS.search(entry.term.text)]
            inflected = [entry for entry in inflected if not _SIGNS.search(entry.term.text)]
        patterns = [entry for entry in entries if entry.term.match is Match.REGEX]
        self._inflected = _finder(inflected, lang) if inflected else None
        self._others: list[Finder] = [ExactFinder(exact, lang)] if exact else []
        self._others += [PatternFinder(patterns)] if patterns else []
        self._sensitive = any(entry.term.case is Case.SENSITIVE for entry in inflected)

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        if self._inflected is not None:
            hits = self._inflected.find(text)
            yield from filter(partial(_has_its_capitals, text), hits) if self._sensitive else hits
        for finder in self._others:
            yield from finder.find(text)


class EnglishFinder:
    """English terms, found in a text as `english.written` reads it, with the way back to the text itself."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._finder = SequenceFinder(entries, english.ways)
        self._compounds = frozenset(id(entry) for entry in entries if english.is_compound(entry.term.text))

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        written = english.read(text)
        for hit in self._finder.find(written.text):
            if id(hit.entry) in self._compounds and " " in hit.form:
                continue
            if written.text is text:
                yield hit
            else:
                start, end = trimmed(text, *written.span(hit.start, hit.end))
                yield Hit(hit.entry, start, end, text[start:end], hit.interrupted)


def _finder(entries: Sequence[Entry], lang: Lang) -> Finder:
    if lang == "en":
        return EnglishFinder(entries)
    return PhraseFinder(entries, lang) if _by_words(lang) else StringFinder(entries, lang)


def _by_words(lang: Lang) -> bool:
    return lang in LANGUAGES and bool(LANGUAGES[lang].joiner) and lang not in BY_CHARACTERS


def _has_its_capitals(text: str, hit: Hit) -> bool:
    inside = hit.start > 0 and text[hit.start - 1].isalpha()
    return capitals.fits(hit.entry.term, text[hit.start : hit.end], inside=inside)
