"""The words of terms, language by language: what a word-wise finder has to know of a language."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Protocol

from corpora.languages import LANGUAGES, Lang
from glossary.concept import Case
from glossary.folding import fold, german, hyphens
from glossary.folding.readings import SPELLED_OUT, Reading, places, readings
from glossary.folding.vocabulary import Vocabulary
from glossary.folding.vocabulary import german as german_vocabulary
from glossary.hit import Entry

_WORD = re.compile(r"[^\W_]+")
_NOUN = 5  # letters that a noun counts more than another word: Angst machen is looked for by its Angst
_LONG = 5  # letters of a needle that need not end where the word does
_MOST_SPELLINGS = 8
_SHORTEST_STEM = 3  # letters of a word that may take another ending


class TermWord(Protocol):
    """One word of a term, whatever its language."""

    @property
    def forms(self) -> frozenset[str]:
        """Every form in which the word may stand, folded."""

    def find(self, word: str, original: str) -> tuple[int, int] | None:
        """Where in a word of a text, folded and as it stands, this word is: wholly, in a part, or not at all."""


@dataclass(frozen=True, slots=True)
class WordMaker:
    """What a language makes of terms and of texts."""

    terms: Callable[[Entry], Iterator[tuple[TermWord, ...]]]  # every way to write a term, as its words
    needles: Callable[
        [TermWord], Iterable[str]
    ]  # what a word of a text has to hold one of; a space is its start or its end
    odd: Callable[[str], Iterable[int]]  # where in a text a stretch without spaces may have other readings
    respelled: tuple[str, ...]  # what a usual word holds, folded, that has other readings
    readings: Callable[[str], Iterator[Reading]]  # every other way to read a stretch of text without spaces
    rarity: Callable[[TermWord], int]  # the higher, the rarer the word is in texts: what to look for first
    wholes: Callable[[str, Callable[[str], bool]], Iterator[hyphens.Whole]]  # what suspended hyphens stand for


def maker(lang: Lang, entries: Sequence[Entry]) -> WordMaker:
    """The maker of a language, for these terms."""
    if lang == "de":
        vocabulary = _vocabulary(entries)
        return WordMaker(
            lambda entry: _german_words(entry, vocabulary),
            _german_needles,
            places,
            SPELLED_OUT,
            lambda text: readings(text, vocabulary),
            lambda word: _length(word) + _NOUN * (isinstance(word, german.GermanWord) and word.capital),
            lambda text, is_term: hyphens.wholes(text, vocabulary, is_term),
        )
    return WordMaker(
        lambda entry: _plain_words(entry, lang),
        _plain_needles,
        lambda _: (),
        (),
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


def _plain_needles(word: TermWord) -> Iterable[str]:
    forms = word.forms
    return _beginnings({*forms, *(form + "s" for form in forms)} if _is_abbreviation(word) else forms, " ")


def _is_abbreviation(word: TermWord) -> bool:
    return isinstance(word, PlainWord) and bool(word.abbreviation)


def _vocabulary(entries: Sequence[Entry]) -> Vocabulary:
    """The packaged words and the nouns of the glossary itself."""
    words = (word for entry in entries for word in _WORD.findall(entry.term.text) if word[0].isupper())
    return german_vocabulary().with_nouns(german.fold(word).text for word in words)


def _german_words(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[TermWord, ...]]:
    any_case = entry.term.case is Case.INSENSITIVE
    for words in german.spellings(entry.term.text):
        yield german.term_words(words, vocabulary, part_of_speech=entry.term.part_of_speech, any_case=any_case)


def _beginnings(forms: Iterable[str], before: str) -> Iterator[str]:
    """The fewest needles for forms of a word, each after `before`; the short ones are whole words."""
    listed = tuple(forms)
    for stem in german.stems(listed):
        if len(stem) >= _LONG:
            yield before + stem
        else:
            yield from (f"{before}{form} " for form in listed if form.startswith(stem))


def _german_needles(word: TermWord) -> Iterable[str]:
    """What `GermanWord.find` asks for: a form, alone or at the end of a compound, a beginning, the word inside."""
    if not isinstance(word, german.GermanWord) or word.abbreviation:
        return _beginnings(word.forms, " ")
    ending = [form for form in word.forms if word.heads and len(form) >= _SHORTEST_STEM]
    found = {*_beginnings(ending, ""), *_beginnings(word.forms.difference(ending), " ")}
    if word.tails and len(word.text) >= _SHORTEST_STEM:
        found.update(f" {lead}" for lead in word.leads)
        if word.heads and len(word.text) >= _LONG:
            found.add(word.text)
    fewest = [needle for needle in found if not any(other in needle for other in found - {needle})]
    return [spelling for needle in fewest for spelling in _with_sharp_s(needle)]


def _with_sharp_s(needle: str) -> Iterator[str]:
    """The same with ss and with ß, which is folded to it, at each place."""
    pieces = needle.split("ss")
    for joints in islice(product(("ss", "ß"), repeat=len(pieces) - 1), _MOST_SPELLINGS):
        yield pieces[0] + "".join(joint + piece for joint, piece in zip(joints, pieces[1:], strict=True))
