"""Finding terms word after word, in languages whose words stand whole: each word of a term has a few forms, and no compounds."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, chain, repeat
from operator import add
from typing import Protocol

from glossary.concept import Term
from glossary.folding.plain import lower, plain
from glossary.hit import Entry, Hit

_WORD = re.compile(r"(?!(?<=[^\W_]')s(?![^\W_]))[^\W_]+")  # but for the s of a genitive
_GAP = re.compile(r"(?:'s?)?[ -]{1,3}|['./]")  # what may stand between two words of a term
_COMMA = re.compile(r",? {1,2}")  # and of one that has a comma itself: Culture, Sports and Tourism
_ADDRESS = re.compile(r"://|^\W*www\.|\w@\w")
_CONJUNCTIONS = frozenset({"and", "or"})
_LONGEST_CHUNK = 200
_LONGEST_GAP = 5
_MEMO = 100_000  # stretches of texts that are remembered


class FormedWord(Protocol):
    """One word of a term."""

    @property
    def forms(self) -> frozenset[str]:
        """Every form in which the word may stand, folded."""

    def find(self, word: str, original: str) -> tuple[int, int] | None:
        """The whole of a word of a text, folded and as it stands, if it is this one."""


class _Gap(Enum):
    """What stands between two words of a text."""

    OPEN = "open"  # what may stand inside any term
    COMMA = "comma"  # what may stand inside a term that has a comma
    CLOSED = "closed"


@dataclass(slots=True)
class _Node:
    """What terms may go on with after some words."""

    following: dict[int, "_Node"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)  # terms that end here


@dataclass(slots=True)  # not frozen: there are many, and a frozen one takes four times as long to make
class _Word:
    """A word in a stretch of text without spaces."""

    start: int
    end: int
    numbers: tuple[int, ...]  # of the words of terms that it is
    nodes: tuple[_Node, ...]  # where these lead from the beginning of a term
    ends: bool  # whether one of them is a term
    goes: frozenset[int]  # the words with which terms go on that begin here
    joins: bool  # whether it is a conjunction
    address: bool  # whether it stands in an address, where nobody can write another word


_NOWHERE: frozenset[int] = frozenset()
_NONE = _Word(0, 0, (), (), False, _NOWHERE, False, False)


@dataclass(slots=True)
class _Step:
    """A place in a text that is reached on the way through a term."""

    node: _Node
    index: int  # of the word in the text
    interrupted: bool
    comma: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a text, in order."""

    text: str
    words: list[_Word]  # and two that are none
    bases: list[int]  # of each word: where its stretch begins

    def start(self, index: int) -> int:
        return self.bases[index] + self.words[index].start

    def end(self, index: int) -> int:
        return self.bases[index] + self.words[index].end

    def joins(self, index: int) -> bool:
        return index < len(self.bases) and self.words[index].joins


def _bases(chunks: Sequence[str], found: Sequence[tuple[_Word, ...]]) -> list[int]:
    lengths = accumulate(map(len, chunks), initial=0)
    starts = map(add, lengths, range(len(chunks)))  # one space between any two
    return list(chain.from_iterable(map(repeat, starts, map(len, found))))


class SequenceFinder:
    """All terms of one language, ready to be found: a trie of words, entered at each word that begins a term.

    What a stretch of text between two spaces holds is worked out once and remembered; the cost is that of the text, whatever the
    number of terms.
    """

    def __init__(self, entries: Sequence[Entry], ways: Callable[[Term], Sequence[Sequence[FormedWord]]]) -> None:
        self._root = _Node()
        numbers: dict[FormedWord, int] = {}
        for entry in entries:
            for words in ways(entry.term):
                node = self._root
                for word in words:
                    node = node.following.setdefault(numbers.setdefault(word, len(numbers)), _Node())
                if words:
                    node.entries.append(entry)
        self._words = tuple(numbers)
        self._forms: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            for form in word.forms:
                self._forms.setdefault(form, []).append(number)
        self._chunks: dict[str, tuple[_Word, ...]] = {}

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        chunks = plain(text).split(" ")
        known = map(self._chunks.get, chunks)
        found = [self._learn(chunk) if words is None else words for chunk, words in zip(chunks, known, strict=True)]
        words = list(chain.from_iterable(found))
        starts = [index for index, word in enumerate(words) if word.nodes]
        if not starts:
            return
        row = _Row(text, words, _bases(chunks, found))
        words += (_NONE, _NONE)
        for index in starts:
            word, second = words[index], words[index + 1]
            if word.ends or second.joins or words[index + 2].joins or not word.goes.isdisjoint(second.numbers):
                yield from self._from(row, index)

    def _from(self, row: "_Row", first: int) -> Iterator[Hit]:
        """The terms that begin with a word of a text."""
        begin, address = row.start(first), row.words[first].address
        steps = [_Step(node, first, False, False) for node in row.words[first].nodes]
        while steps:
            step = steps.pop()
            for entry in step.node.entries:
                if not step.comma or "," in entry.term.text:
                    end = row.end(step.index)
                    yield Hit(entry, begin, end, row.text[begin:end], step.interrupted or address)
            if step.node.following:
                steps += self._next(row, step)

    def _next(self, row: "_Row", step: _Step) -> Iterator[_Step]:
        """Where a term may go on: at the next word, or once beyond a conjunction and a word, in either order."""
        near = step.index + 1
        gap = self._gap(row, near)
        if gap is _Gap.CLOSED:
            return
        comma = step.comma or gap is _Gap.COMMA
        for number in row.words[near].numbers:
            if number in step.node.following:
                yield _Step(step.node.following[number], near, step.interrupted, comma)
        if step.interrupted or not (row.joins(near) or row.joins(near + 1)):
            return
        if self._gap(row, near + 1) is _Gap.OPEN and self._gap(row, near + 2) is _Gap.OPEN:
            for number in row.words[near + 2].numbers:
                if number in step.node.following:
                    yield _Step(step.node.following[number], near + 2, True, comma)

    def _gap(self, row: "_Row", index: int) -> _Gap:
        """What stands before a word; closed where there is none."""
        if index >= len(row.bases):
            return _Gap.CLOSED
        between = row.text[row.end(index - 1) : row.start(index)]
        if between == " ":
            return _Gap.OPEN
        if len(between) > _LONGEST_GAP:
            return _Gap.CLOSED
        known = plain(between)
        if _GAP.fullmatch(known):
            return _Gap.OPEN
        return _Gap.COMMA if _COMMA.fullmatch(known) else _Gap.CLOSED

    def _learn(self, chunk: str) -> tuple[_Word, ...]:
        if len(self._chunks) > _MEMO:
            self._chunks.clear()
        address = bool(_ADDRESS.search(chunk))
        words = tuple(self._word(match, address) for match in _WORD.finditer(chunk))
        if len(chunk) <= _LONGEST_CHUNK:
            self._chunks[chunk] = words
        return words

    def _word(self, match: re.Match[str], address: bool) -> _Word:
        original = match.group()
        folded = lower(original)
        joins, span = folded in _CONJUNCTIONS, match.span()
        if folded not in self._forms:
            return _Word(*span, (), (), False, _NOWHERE, joins, address)
        numbers = tuple(n for n in self._forms[folded] if self._words[n].find(folded, original))
        nodes = tuple(self._root.following[number] for number in numbers if number in self._root.following)
        ends = any(node.entries for node in nodes)
        goes = frozenset(chain.from_iterable(node.following for node in nodes)) if nodes else _NOWHERE
        return _Word(*span, numbers, nodes, ends, goes, joins, address)
