"""Finding terms word after word, in languages whose words stand whole: each word of a term has a few forms, and no compounds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, compress
from operator import add
from typing import Protocol

from ahocorasick_rs import BytesAhoCorasick, Implementation

from glossary.concept import Term
from glossary.folding.plain import lower, plain
from glossary.hit import Entry, Hit

_GENITIVE = re.compile(r"(?<=[^\W_]')s(?![^\W_])")  # no word of its own
_GAP = re.compile(r"(?:'s?)?[ -]{1,3}|['./]")  # what may stand between two words of a term
_COMMA = re.compile(r",? {1,2}")  # and of one that has a comma itself: Culture, Sports and Tourism
_STRETCH = re.compile("[^ ]+")
_ADDRESS = re.compile(r"://|^\W*www\.|\w@\w")
_CONJUNCTIONS = frozenset({"and", "or"})
_LONGEST_GAP = 5
_FAR_LETTER = re.compile(r"(?![\x00-\xff])[^\W_]")  # one that a byte cannot hold
_FAR = re.compile(r"[^\x00-\xff]")
_ANY_LETTER = "ÿ"
_LONG_GAP = frozenset(" -',")  # how a gap of more than one sign begins, and what its last but one may be
_SKIPPED = frozenset(
    {"", "s", *_CONJUNCTIONS}
)  # what stands beside a word where one has to look closer: no word in a long gap
_SKIPPED_BEFORE = (" ", " s", *(f" {word}" for word in sorted(_CONJUNCTIONS)))
_SKIPPED_AFTER = (" ", "s ", *(f"{word} " for word in sorted(_CONJUNCTIONS)))
_SPACED = bytes(byte if chr(byte).isalnum() else ord(" ") for byte in range(256))  # what is no letter becomes a space


class FormedWord(Protocol):
    """One word of a term."""

    @property
    def forms(self) -> frozenset[str]:
        """Every form in which the word may stand, folded."""

    @property
    def rarity(self) -> int:
        """How well a scan for it parts the texts that have the term from those that do not."""

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


@dataclass(slots=True)
class _Anchor:
    """A word that is looked for: each term's rarest."""

    word: FormedWord
    sure: bool  # whether it is found where the scan finds it
    entries: list[Entry] = field(default_factory=list)  # terms of this word alone
    befores: set[int] = field(default_factory=set)  # how many words stand before it in longer terms
    left: set[str] = field(default_factory=set)  # the forms of the word before it
    right: set[str] = field(default_factory=set)  # of the word after it, in terms that it begins

    def may_go_on(self, spaced: str, known: str, start: int, end: int) -> bool:
        """Whether a longer term may stand around a word of a text: whether one of its neighbours does, at first sight."""
        if self.left:
            space = spaced.rfind(" ", 0, start)  # a spaced text has one more letter at its start
            word = spaced[space + 1 : start]
            if word in self.left:
                return True
            if word in _SKIPPED or spaced.endswith(_SKIPPED_BEFORE, 0, space):
                return bool(word) or known[start - 2 : start - 1] in _LONG_GAP or bool(self.right)
        if self.right:
            space = spaced.find(" ", end + 2)
            word = spaced[end + 2 : space]
            if word in self.right:
                return True
            if word in _SKIPPED or spaced.startswith(_SKIPPED_AFTER, space + 1):
                return bool(word) or known[end : end + 1] in _LONG_GAP
        return False


@dataclass(slots=True)
class _Step:
    """A place in a text that is reached on the way through a term."""

    node: _Node
    index: int  # of the word in the text
    interrupted: bool
    comma: bool


class _Row:
    """The words of a text, in order; they are looked up when one is first asked for."""

    __slots__ = ("_starts", "_words", "known", "text")

    def __init__(self, text: str, known: str, folded: str, letters: str) -> None:
        self.text, self.known = text, known  # as the other two of one length, but for the spaces around the letters
        parts = letters[1:-1].split(" ")
        places: Iterator[int] = map(add, accumulate(map(len, parts), initial=0), range(len(parts)))
        self._starts: list[int] = list(compress(places, parts))
        self._words = list(filter(None, parts))
        if _ANY_LETTER in letters:
            self._words = [folded[a : a + len(word)] for a, word in zip(self._starts, self._words, strict=True)]
        if "'s" in known:
            kept = [
                word != "s" or not _GENITIVE.match(known, at)
                for at, word in zip(self._starts, self._words, strict=True)
            ]
            self._starts, self._words = list(compress(self._starts, kept)), list(compress(self._words, kept))

    def __len__(self) -> int:
        return len(self._words)

    def firsts(self, start: int, anchor: _Anchor) -> Iterator[int]:
        """The words with which a term may begin that has its anchor at this place, interrupted by two words or not."""
        at = bisect_left(self._starts, start)
        if (
            at < len(self._starts)
            and self._starts[at] == start
            and (self._beside(at, -1, anchor.left) or self._beside(at, 1, anchor.right))
        ):
            for before in anchor.befores:
                yield from (first for first in (at - before, at - before - 2) if first >= 0)

    def _beside(self, at: int, step: int, forms: set[str]) -> bool:
        joined = self.joins(at + step) or self.joins(at + 2 * step)
        return self.word(at + step) in forms or (joined and self.word(at + 3 * step) in forms)

    def start(self, index: int) -> int:
        return self._starts[index]

    def end(self, index: int) -> int:
        return self._starts[index] + len(self._words[index])

    def word(self, index: int) -> str:
        """A word, folded; none where the text has none."""
        return self._words[index] if 0 <= index < len(self._words) else ""

    def original(self, index: int) -> str:
        return self.known[self._starts[index] : self.end(index)]

    def joins(self, index: int) -> bool:
        return self.word(index) in _CONJUNCTIONS

    def gap(self, index: int) -> _Gap:
        """What stands before a word; closed where there is none."""
        if index >= len(self):
            return _Gap.CLOSED
        between = self.text[self.end(index - 1) : self._starts[index]]
        if between == " ":
            return _Gap.OPEN
        if len(between) > _LONGEST_GAP:
            return _Gap.CLOSED
        known = plain(between)
        if _GAP.fullmatch(known):
            return _Gap.OPEN
        return _Gap.COMMA if _COMMA.fullmatch(known) else _Gap.CLOSED


class _Addresses:
    """The stretches without spaces that are addresses, where nobody can write another word."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, known: str) -> None:
        some = "://" in known or "www." in known or "@" in known
        spans = [m.span() for m in _STRETCH.finditer(known) if _ADDRESS.search(m.group())] if some else []
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]

    def __contains__(self, place: int) -> bool:
        if not self._starts:
            return False
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


class SequenceFinder:
    """All terms of one language, ready to be found.

    One scan finds the forms of each term's rarest word, with a byte for a letter and a space for all that is none; a term of
    more words is then read off a trie, from where it would begin. The cost is that of the text, whatever the number of terms.
    """

    def __init__(self, entries: Sequence[Entry], ways: Callable[[Term], Sequence[Sequence[FormedWord]]]) -> None:
        self._root = _Node()
        self._numbers: dict[FormedWord, int] = {}
        anchors: dict[FormedWord, _Anchor] = {}
        for entry in entries:
            for words in ways(entry.term):
                if words:
                    at = max(range(len(words)), key=lambda i: words[i].rarity)
                    if words[at] not in anchors:
                        anchors[words[at]] = _Anchor(words[at], _is_sure(words[at]))
                    self._add(entry, words, at, anchors[words[at]])
        self._words = tuple(self._numbers)
        self._forms: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            for form in word.forms:
                self._forms.setdefault(form, []).append(number)
        needles: dict[bytes, list[_Anchor]] = {}
        for word, anchor in anchors.items():
            for needle in {_spaced(form) for form in word.forms}:
                needles.setdefault(needle, []).append(anchor)
        self._anchors = tuple(needles.values())
        self._scan = BytesAhoCorasick(tuple(needles), implementation=Implementation.ContiguousNFA) if needles else None

    def _add(self, entry: Entry, words: Sequence[FormedWord], at: int, anchor: _Anchor) -> None:
        if len(words) == 1:
            anchor.entries.append(entry)
            return
        beside, word = (anchor.left, words[at - 1]) if at else (anchor.right, words[1])
        beside.update(word.forms, (_spaced(form).decode("latin-1").strip() for form in word.forms))
        anchor.befores.add(at)
        node = self._root
        for word in words:
            node = node.following.setdefault(self._numbers.setdefault(word, len(self._numbers)), _Node())
        node.entries.append(entry)

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        if self._scan is None:
            return
        known = plain(text)
        folded = lower(known)
        spaced = _spaced(folded)
        letters = spaced.decode("latin-1")
        row: _Row | None = None
        addresses: _Addresses | None = None
        begun: set[int] = set()
        for needle, start, last in self._scan.find_matches_as_indexes(spaced, overlapping=True):
            end = last - 2  # without the space before the text, and those around the word
            for anchor in self._anchors[needle]:
                if not anchor.sure and not anchor.word.find(folded[start:end], known[start:end]):
                    continue
                if anchor.entries and not (end - start == 1 and _GENITIVE.match(known, start)):
                    addresses = addresses or _Addresses(known)
                    for entry in anchor.entries:
                        yield Hit(entry, start, end, text[start:end], start in addresses)
                if anchor.befores and anchor.may_go_on(letters, known, start, end):
                    row = row or _Row(text, known, folded, letters)
                    addresses = addresses or _Addresses(known)
                    for first in row.firsts(start, anchor):
                        if first not in begun:
                            begun.add(first)
                            yield from self._from(row, first, row.start(first) in addresses)

    def _from(self, row: _Row, first: int, address: bool) -> Iterator[Hit]:
        """The terms of several words that begin with a word of a text."""
        begin = row.start(first)
        steps = [_Step(node, first, False, False) for node in self._following(row, first, self._root)]
        while steps:
            step = steps.pop()
            for entry in step.node.entries:
                if not step.comma or "," in entry.term.text:
                    end = row.end(step.index)
                    yield Hit(entry, begin, end, row.text[begin:end], step.interrupted or address)
            if step.node.following:
                steps += self._next(row, step)

    def _next(self, row: _Row, step: _Step) -> Iterator[_Step]:
        """Where a term may go on: at the next word, or once beyond a conjunction and a word, in either order."""
        near = step.index + 1
        gap = row.gap(near)
        if gap is _Gap.CLOSED:
            return
        comma = step.comma or gap is _Gap.COMMA
        for node in self._following(row, near, step.node):
            yield _Step(node, near, step.interrupted, comma)
        if step.interrupted or not (row.joins(near) or row.joins(near + 1)):
            return
        if row.gap(near + 1) is _Gap.OPEN and row.gap(near + 2) is _Gap.OPEN:
            for node in self._following(row, near + 2, step.node):
                yield _Step(node, near + 2, True, comma)

    def _following(self, row: _Row, index: int, node: _Node) -> Iterator[_Node]:
        """Where a word of a text leads."""
        folded = row.word(index)
        for number in self._forms.get(folded, ()):
            following = node.following.get(number)
            if following is not None and self._words[number].find(folded, row.original(index)):
                yield following


def _is_sure(word: FormedWord) -> bool:
    return all(form.isascii() and word.find(form, form) for form in word.forms)


def _spaced(folded: str) -> bytes:
    """A byte for each letter, a space for all else, and one on either side; a letter that no byte has is like any other."""
    try:
        letters = folded.encode("latin-1")
    except UnicodeEncodeError:
        letters = _FAR.sub(" ", _FAR_LETTER.sub(_ANY_LETTER, folded)).encode("latin-1")
    return b" %b " % letters.translate(_SPACED)
