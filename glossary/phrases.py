"""Finding terms word by word, in languages whose words inflect: English, German, and by their endings all others with spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ahocorasick_rs import AhoCorasick, Implementation

from corpora.languages import LANGUAGES, Lang
from glossary.folding import english, fold, german, hyphens
from glossary.folding.offsets import Folded
from glossary.folding.vocabulary import Vocabulary
from glossary.folding.vocabulary import german as german_vocabulary
from glossary.hit import Entry, Hit

_WORD = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r"'s?(?![^\W_])")
_GAP = re.compile(r"(?:'s?)?[\s-]{1,3}|['./]")  # what may stand between two words of a term
_CONJUNCTIONS = frozenset({"und", "oder", "sowie", "and", "or"})
_SHORTEST_STEM = 3  # letters of a word that may take another ending
_MEMO = 200_000  # words of texts that are remembered


class TermWord(Protocol):
    """One word of a term, whatever its language."""

    @property
    def forms(self) -> frozenset[str]:
        """Every form in which the word may stand, folded."""

    def find(self, word: str, original: str) -> tuple[int, int] | None:
        """Where in a word of a text, folded and as it stands, this word is: wholly, in a part, or not at all."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    entry: Entry
    words: tuple[int, ...]  # numbers of its words
    anchor: int  # which of them is searched for; the others are then looked at


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a term in a word of a text."""

    word: int  # its number
    start: int  # in the folded word of the text
    end: int


@dataclass(frozen=True, slots=True)
class _Edge:
    """How far a term reaches on one side."""

    part: int  # where the term itself ends
    word: int  # where its outermost word does
    interrupted: bool = False  # whether a coordinated word was passed


class PhraseFinder:
    """All terms of one language, ready to be found.

    A scan for the stems of each term's longest word finds the words worth a look; what a word of the text holds is
    worked out once and remembered, then the neighbours are compared.
    """

    def __init__(self, entries: Sequence[Entry], lang: Lang) -> None:
        self._lang = lang
        self._words: list[TermWord] = []
        self._anchored: list[list[_Phrase]] = []
        numbers: dict[TermWord, int] = {}
        self._vocabulary = _vocabulary(entries) if lang == "de" else None
        for entry in entries:
            for words in self._prepare(entry):
                for word in words:
                    if numbers.setdefault(word, len(self._words)) == len(self._words):
                        self._words.append(word)
                        self._anchored.append([])
                if words:
                    phrase = _Phrase(entry, tuple(numbers[word] for word in words), _anchor(words))
                    self._anchored[phrase.words[phrase.anchor]].append(phrase)
        stems: dict[str, list[int]] = {}
        for number, phrases in enumerate(self._anchored):
            for stem in german.stems(self._words[number].forms) if phrases else ():
                stems.setdefault(stem, []).append(number)
        self._stems = tuple(tuple(found) for found in stems.values())
        self._scan = AhoCorasick(tuple(stems), implementation=Implementation.ContiguousNFA) if stems else None
        self._parts: dict[str, tuple[_Part, ...]] = {}
        self._others: dict[tuple[int, str], tuple[int, int] | None] = {}

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        if self._scan is None:
            return
        folded = fold(text, self._lang)
        done = -1
        for _, at, _ in sorted(
            self._scan.find_matches_as_indexes(folded.text, overlapping=True), key=lambda match: match[1]
        ):
            if at < done:
                continue
            start, done = _bounds(folded.text, at)
            yield from self._at(text, folded, start, done)
        if self._vocabulary:
            yield from self._shortened(text, self._vocabulary)
            yield from self._hyphenated(text, folded)

    def _prepare(self, entry: Entry) -> Iterator[tuple[TermWord, ...]]:
        if self._vocabulary:
            return _german_words(entry, self._vocabulary)
        return _english_words(entry) if self._lang == "en" else _plain_words(entry, self._lang)

    def _at(self, text: str, folded: Folded, start: int, end: int) -> Iterator[Hit]:
        for part in self._parts_of(folded.text[start:end], _slice(text, folded, start, end)):
            yield from self._phrases(text, folded, _Part(part.word, start + part.start, start + part.end), (start, end))

    def _phrases(self, text: str, folded: Folded, part: _Part, word: tuple[int, int]) -> Iterator[Hit]:
        """The terms that have their anchor at a part of a word, and their other words beside it."""
        for phrase in self._anchored[part.word]:
            left = self._beside(text, folded, phrase, _Edge(part.start, word[0]), -1)
            right = self._beside(text, folded, phrase, _Edge(part.end, word[1]), 1) if left else None
            if left and right:
                start, end = folded.span(left.part, right.part)
                form = _slice(text, folded, left.word, right.word)
                yield Hit(phrase.entry, start, end, form, left.interrupted or right.interrupted)

    def _parts_of(self, word: str, original: str) -> tuple[_Part, ...]:
        found = self._parts.get(original)
        if found is None:
            if len(self._parts) > _MEMO:
                self._parts.clear()
            found = self._parts[original] = tuple(self._look(word, original))
        return found

    def _look(self, word: str, original: str) -> Iterator[_Part]:
        matches = self._scan.find_matches_as_indexes(word, overlapping=True) if self._scan else ()
        for number in dict.fromkeys(number for stem, _, _ in matches for number in self._stems[stem]):
            span = self._words[number].find(word, original)
            if span:
                yield _Part(number, *span)

    def _beside(self, text: str, folded: Folded, phrase: _Phrase, edge: _Edge, step: int) -> _Edge | None:
        """Follow a phrase from the edge of its anchor to that of its first (step -1) or last word (step 1).

        Once, a coordinated word may stand in between: gesellschaftliche (Aufsicht und) Kritik. None if the words differ.
        """
        index = phrase.anchor + step
        while 0 <= index < len(phrase.words):
            beyond = self._follow(text, folded, phrase.words[index], edge, step)
            if beyond is None and not edge.interrupted:
                skipped = _skip(folded.text, edge.word, step)
                beyond = skipped and self._follow(text, folded, phrase.words[index], skipped, step)
            if beyond is None:
                return None
            edge = beyond
            index += step
        return edge

    def _follow(self, text: str, folded: Folded, number: int, edge: _Edge, step: int) -> _Edge | None:
        bounds = _next_word(folded.text, edge.word, step)
        if bounds is None:
            return None
        start, end = bounds
        span = self._other(number, folded.text[start:end], _slice(text, folded, start, end))
        if span is None:
            return None
        return _Edge(start + span[step > 0], end if step > 0 else start, edge.interrupted)

    def _other(self, number: int, word: str, original: str) -> tuple[int, int] | None:
        key = (number, original)
        if key not in self._others:
            if len(self._others) > _MEMO:
                self._others.clear()
            self._others[key] = self._words[number].find(word, original)
        return self._others[key]

    def _shortened(self, text: str, vocabulary: Vocabulary) -> Iterator[Hit]:
        """Terms in what suspended hyphens leave out; the place is the word with the hyphen, the form the whole."""
        for whole in hyphens.wholes(text, vocabulary):
            word = german.fold(whole.text).text
            for part in self._parts_of(word, whole.text):
                crossing = part.start < whole.cut < part.end and (
                    whole.best or (part.start, part.end) == (0, len(word))
                )
                if not crossing and not (whole.best and part.start >= whole.cut):
                    continue
                for phrase in self._anchored[part.word]:
                    if len(phrase.words) == 1:
                        yield Hit(phrase.entry, whole.start, whole.end, text[whole.first : whole.last])

    def _hyphenated(self, text: str, folded: Folded) -> Iterator[Hit]:
        for whole in hyphens.apart(folded.text):
            original = _slice(text, folded, whole.start, whole.end).replace("-", "", 1)
            for part in self._parts_of(whole.text, original):
                if part.start < whole.cut < part.end:
                    placed = _Part(part.word, whole.start + part.start, whole.start + part.end + 1)
                    yield from self._phrases(text, folded, placed, (whole.start, whole.end))


def _anchor(words: tuple[TermWord, ...]) -> int:
    return max(range(len(words)), key=lambda i: min(map(len, words[i].forms)))


def _slice(text: str, folded: Folded, start: int, end: int) -> str:
    if folded.clusters:
        start, end = folded.span(start, end)
    return text[start:end]


def _bounds(text: str, at: int) -> tuple[int, int]:
    start = at
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    match = _WORD.match(text, at)
    return start, match.end() if match else at + 1


def _next_word(text: str, at: int, step: int) -> tuple[int, int] | None:
    if step < 0:
        return _previous_word(text, at)
    gap = _GAP.match(text, at)
    word = _WORD.match(text, gap.end()) if gap else None
    return word.span() if word else None


def _skip(text: str, at: int, step: int) -> _Edge | None:
    """The place beyond a conjunction and one word, in either order."""
    near = _next_word(text, at, step)
    far = _next_word(text, near[step > 0], step) if near else None
    if near is None or far is None or not {text[slice(*near)], text[slice(*far)]} & _CONJUNCTIONS:
        return None
    edge = far[step > 0]
    return _Edge(edge, edge, interrupted=True)


def _previous_word(text: str, at: int) -> tuple[int, int] | None:
    end = at
    while end > 0 and at - end < 5 and not text[end - 1].isalnum():
        end -= 1
    if end > 1 and text[end - 2 : end] == "'s":
        end -= 2
    start = end
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    gap = _GAP.match(text, end)
    return (start, end) if start < end and gap and gap.end() == at else None


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


def _english_words(entry: Entry) -> Iterator[tuple[TermWord, ...]]:
    if entry.abbreviation:
        folded = entry.term.text.lower()
        yield (PlainWord(frozenset({folded, folded + "s"}), entry.term.text),)
        return
    words = _WORD.findall(_GENITIVE.sub("", english.fold(entry.term.text).text))
    verb = words[:1] == ["to"] or (len(words) > 1 and entry.term.text.islower())
    if len(words) > 1 and words[0] in ("to", "the", "a", "an"):
        del words[0]
    for way in english.joined(tuple(words)):
        yield tuple(PlainWord(english.forms(word, verb=verb and i == 0)) for i, word in enumerate(way))


def _vocabulary(entries: Sequence[Entry]) -> Vocabulary:
    """The packaged words and the nouns of the glossary itself."""
    words = (word for entry in entries for word in _WORD.findall(entry.term.text) if word[0].isupper())
    return german_vocabulary().with_nouns(german.fold(word).text for word in words)


def _german_words(entry: Entry, vocabulary: Vocabulary) -> Iterator[tuple[TermWord, ...]]:
    for words in german.spellings(entry.term.text):
        yield tuple(
            german.term_word(word, first=i == 0, last=i == len(words) - 1, vocabulary=vocabulary)
            for i, word in enumerate(words)
        )
