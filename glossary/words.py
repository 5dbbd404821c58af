"""The words of terms, language by language: what a word-wise finder has to know of a language."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpora.languages import LANGUAGES, Lang
from glossary.concept import Case
from glossary.folding import english, fold, german, hyphens
from glossary.folding.readings import Reading, readings
from glossary.folding.vocabulary import Vocabulary
from glossary.folding.vocabulary import german as german_vocabulary
from glossary.hit import Entry

_WORD = re.compile(r"[^\W_]+")
_NOUN = 5  # letters that a noun counts more than another word: Angst machen is looked for by its Angst
_SHORTEST_STEM = 3  # letters of a word that may take another ending


class TermWord(Protocol):
    """One word of a term, whatever its language."""

    @property
    def forms(self) -> frozenset[str]:
        """Every form in which the word may stand, folded."""

    @property
    def needles(self) -> tuple[str, ...]:
        """Folded strings of which a word of a text has to hold one to be worth a look."""

    def find(self, word: str, original: str) -> tuple[int, int] | None:
        """Where in a word of a text, folded and as it stands, this word is: wholly, in a part, or not at all."""


@dataclass(frozen=True, slots=True)
class WordMaker:
    """What a language makes of terms and of texts."""

    terms: Callable[[Entry], Iterator[tuple[TermWord, ...]]]  # every way to write a term, as its words
    readings: Callable[[str], Iterator[Reading]]  # every other way to read a stretch of text without spaces
    rarity: Callable[[TermWord], int]  # the higher, the rarer the word is in texts: what to look for first
    wholes: Callable[[str, Callable[[str], bool]], Iterator[hyphens.Whole]]  # what suspended hyphens stand for


def maker(lang: Lang, entries: Sequence[Entry]) -> WordMaker:
    """The maker of a language, for these terms."""
    if lang == "de":
        vocabulary = _vocabulary(entries)
        return WordMaker(
            lambda entry: _german_words(entry, vocabulary),
            lambda text: readings(text, vocabulary),
            lambda word: _length(word) + _NOUN * (isinstance(word, german.GermanWord) and word.capital),
            lambda text, is_term: hyphens.wholes(text, vocabulary, is_term),
        )
    return WordMaker(
        _english_words if lang == "en" else lambda entry: _plain_words(entry, lang),
        lambda _: iter(()),
        _length,
        lambda _, __: iter(()),
    )


def _length(word: TermWord) -> int:
    return min(map(len, word.forms))


@dataclass(frozen=True, slots=True)
class PlainWord:
    """One word of a term; it stands as a whole word or not at all."""

    forms: frozenset[str]
    abbreviation: str = ""

    @property
    def needles(self) -> tuple[str, ...]:
        """The beginnings of its forms."""
        return german.stems(self.forms)

    def find(self, word: str, original: str) -> tuple[int, int] | None:
        """The whole word where it is a form of this one."""
        if self.abbreviation:
            return (0, len(word)) if original in (self.abbreviation, self.abbreviation + "s") else None
        return (0, len(word)) if word in self.forms else None


def _plain_words(entry: Entry, lang: Lang) -> Iterator[tuple[TermWord, ...]]:
    """Words as they are, or with one of the language's endings in place of another."""
    endings = ("", *LANGUAGES[lang].endings) if lang in LANGUAGES else ("",)
    if entry.abbreviation:
        yield (PlainWord(frozenset({entry.term.text.lower()}), entry.term.text),)
        return
    words = _WORD.findall(fold(entry.term.text, lang).text)
    yield tuple(PlainWord(_with_endings(word, endings)) for word in words)


def _with_endings(word: str, endings: Sequence[str]) -> frozenset[str]:
    stems = {word.removesuffix(ending) for ending in endings}
    return frozenset({word} | {stem + ending for stem in stems if len(stem) >= _SHORTEST_STEM for ending in endings})


def _english_words(entry: Entry) -> Iterator[tuple[TermWord, ...]]:
    return iter(english.ways(entry.term))


def _vocabulary(entries: Sequence[Entry]) -> Vocabulary:
    """The packaged words and the nouns of the glossary itself."""
    words = (word for entry in entries for word in _WORD.findall(entry.term.text) if word[0].isupper())
    return german_vocabulary().with_nouns(german.fold(word).text for word in words)


def _german_words(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[TermWord, ...]]:
    any_case = entry.term.case is Case.INSENSITIVE
    for words in german.spellings(entry.term.text):
        yield german.term_words(words, vocabulary, part_of_speech=entry.term.part_of_speech, any_case=any_case)
