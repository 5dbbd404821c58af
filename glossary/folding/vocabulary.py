"""The German words that tell a compound from a coincidence of letters."""

import gzip
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"„“»«(\[*•–|>-])\s*$")
_ENDINGS = ("s", "es", "e", "en", "n", "er", "ern", "em")
_OF_LEMMAS = ("n", "s", "e", "en", "es", "er", "ern", "nen", "se", "ses", "sen")  # a short one first: the longest lemma
_NOUN = re.compile("(?:ung|heit|keit|schaft|ion|tät|ment|nis)(?:en|se|sen|e|s)?$")  # even at the start of a sentence
_SHORTEST = 3
_FEW = 100  # compounds that are looked through
_LONGEST = 60  # letters of a compound that is looked into


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """German words, folded: all that are known, and those of them that stand with a capital as nouns do."""

    words: frozenset[str]
    nouns: frozenset[str]
    sometimes: frozenset[str] = frozenset()  # nouns too, but mostly other words: Bestand, bestand
    lemmas: frozenset[str] = frozenset()  # nouns that a dictionary enters, and not as a form of another: Eisen
    sure: frozenset[str] = frozenset()  # those of the lemmas that several entries have
    proper: frozenset[str] = frozenset()  # of people, places and days: Johannes, Niederlande, Sonntag
    _sorted: tuple[str, ...] = field(init=False, repr=False, compare=False)  # the nouns

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sorted", tuple(sorted(self.nouns)))

    def knows(self, word: str) -> bool:
        """Whether a folded word, or the word without one ending, is known; two letters never are."""
        if len(word) < _SHORTEST:
            return False
        if word in self.words:
            return True
        return any(self._is_noun(word[: -len(ending)]) for ending in _ENDINGS if word.endswith(ending))

    def names(self, word: str) -> bool:
        """Whether a folded word can end a noun: a noun with or without an ending, or an infinitive."""
        if len(word) < _SHORTEST:
            return False
        if (
            word in self.nouns
            or word in self.sometimes
            or (word.endswith("n") and len(word) > _SHORTEST + 1 and word in self.words)
        ):
            return True
        return any(self._is_noun(word[: -len(ending)]) for ending in _ENDINGS if word.endswith(ending))

    def is_plural(self, word: str) -> bool:
        """Whether a folded word in -en is a noun with a known singular: Konten, but not Glühen."""
        singulars = {word[:-1], word[:-2], word[:-2] + "o", word[:-2] + "um", word[:-2] + "a"}
        return word in self.nouns and bool(singulars & self.nouns)

    def declines(self, stem: str) -> bool:
        """Whether a folded stem is that of an adjective: fremd, for fremdes is no noun."""
        return any(form in self.words and form not in self.nouns for form in (stem + "es", stem + "em"))

    def feminine(self, stem: str) -> bool:
        """Whether a folded stem with -e is a noun of its own that compounds with -n: Buche, for there is a Buchenwald."""
        if stem + "e" not in (self.lemmas or self.nouns):
            return False
        first = stem + "en"
        at = bisect_left(self._sorted, first)
        for word in self._sorted[at : at + _FEW]:
            if not word.startswith(first):
                return False
            if len(word) > len(first) + _SHORTEST and word[len(first) :] in self.nouns:
                return True
        return False

    def is_infinitive(self, word: str) -> bool:
        """Whether a folded word in -n is seen as a verb."""
        small = word in self.sometimes or (word in self.words and word not in self.nouns)
        return small and word.endswith("n")

    def lemma(self, word: str) -> str:
        """The longest entry of a dictionary of which a folded word may be a form; empty where there is none."""
        if word in self.lemmas:
            return word
        for ending in _OF_LEMMAS:
            stem = word.removesuffix(ending)
            if len(stem) > _SHORTEST and stem != word:
                for base in (stem, without_umlaut(stem)):
                    if base in self.lemmas:
                        return base
        return ""

    def compound(self, word: str) -> bool:
        """Whether a folded word is known or is put together from two that are."""
        cuts = range(_SHORTEST, len(word) - _SHORTEST + 1) if len(word) <= _LONGEST else ()
        return self.knows(word) or any(self.knows(word[:cut]) and self.knows(word[cut:]) for cut in cuts)

    def with_nouns(self, nouns: Iterable[str]) -> "Vocabulary":
        """The same, and some folded nouns more."""
        more = frozenset(nouns)
        both = self.sometimes | (more & (self.words - self.nouns))
        return Vocabulary(self.words | more, self.nouns | more, both, self.lemmas, self.sure, self.proper - more)

    def _is_noun(self, stem: str) -> bool:
        return len(stem) > _SHORTEST and (stem in self.nouns or without_umlaut(stem) in self.nouns)


def without_umlaut(word: str) -> str:
    """A word whose last umlaut is taken back: ausschüss, ausschuss."""
    at = max(word.rfind(vowel) for vowel in "äöü")
    return word if at < 0 else word[:at] + "aou"["äöü".index(word[at])] + word[at + 1 :]


def collect(texts: Iterable[str], *, least: int = 2) -> list[str]:
    """The words seen at least `least` times, sorted; a noun, mostly seen with a capital inside a sentence or
    never without it, with its capital.

    A text with a capital at its start says nothing of its first word: put a small word before dictionary entries.
    """
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    small: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if len(word) < _SHORTEST or not (word.islower() or word.istitle()):
                continue
            counts[word.lower()] += 1
            if word.istitle() and not _SENTENCE_START.search(text, max(0, match.start() - 3), match.start()):
                capital[word.lower()] += 1
            elif word.islower():
                capital[word.lower()] -= 1
                small.add(word)
    kept = [word for word, count in counts.items() if count >= least]
    return sorted(
        word.title() if capital[word] > 0 or (word not in small and _NOUN.search(word)) else word for word in kept
    )


def format_vocabulary(words: Iterable[str]) -> bytes:
    """Words as the packaged file holds them: one a line, gzipped, the same bytes for the same words.

    A mark behind a word tells what a dictionary says of it: `.` an entry of its own, `!` one of several, `%` a name.
    """
    return gzip.compress("\n".join(words).encode(), mtime=0)


def parse_vocabulary(data: bytes) -> Vocabulary:
    """Undo `format_vocabulary`, folding as German is folded; a word in both cases is sometimes a noun."""
    lines = gzip.decompress(data).decode().split("\n")
    folded = [line.lower().replace("ß", "ss").rstrip(".!%") for line in lines]
    nouns = {word for line, word in zip(lines, folded, strict=True) if line[:1].isupper()}
    others = {word for line, word in zip(lines, folded, strict=True) if not line[:1].isupper()}
    marked = {
        mark: frozenset(word for line, word in zip(lines, folded, strict=True) if line.endswith(mark)) for mark in ".!%"
    }
    return Vocabulary(
        frozenset(folded),
        frozenset(nouns - others),
        frozenset(nouns & others),
        marked["."] | marked["!"],
        marked["!"],
        marked["%"],
    )


@cache
def german() -> Vocabulary:
    """The packaged vocabulary; 30 ms the first time."""
    return parse_vocabulary(files("glossary.folding").joinpath("german_words.txt.gz").read_bytes())
