"""German suspended hyphens: the whole words that Bezirks-, Stadt- und Gemeindekomitees stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.folding.vocabulary import Vocabulary

_AND = r"(?:und|oder|sowie|bzw\.|beziehungsweise|bis|wie|als auch|&|/)"
_WORD = r"[^\W\d_]"
_LEFT = re.compile(rf"(?<![\w-])({_WORD}{{2,}})-(?=\s*,|\s*/|\s+{_AND}|\))", re.IGNORECASE)
_HEAD = re.compile(
    rf"\)?(?:\s*,?\s*(?:{_AND}\s*)*{_WORD}+-(?!\w))*\s*(?:,|{_AND})\s*(?:{_AND}\s*)?({_WORD}{{5,}})", re.IGNORECASE
)
_RIGHT = re.compile(rf"({_WORD}{{5,}})((?:\s*,\s*-{_WORD}{{3,}})*\s*,?\s*{_AND}\s*-{_WORD}{{3,}})", re.IGNORECASE)
_APART = re.compile(rf"(?<![\w-])({_WORD}{{3,}})-({_WORD}{{3,}})(?![\w-])")
_SHARED = re.compile(rf"-({_WORD}{{3,}})")
_SUSPENDED = re.compile(r"-[\s,/)]|[\s,/]-")


@dataclass(frozen=True, slots=True)
class Whole:
    """One reading of a shortened word."""

    text: str  # the word in full, in the case of the text
    cut: int  # where in it the part that stands here meets the part that stands elsewhere
    start: int  # what stands here, with its hyphen
    end: int
    first: int  # the whole construction
    last: int
    known: bool  # whether what is shared is a known word; other readings count where they make exactly a term
    best: bool  # whether of the known readings this is the most probable


def wholes(text: str, vocabulary: Vocabulary) -> Iterator[Whole]:
    """Every reading of every shortened word of a text; quick where there is no such hyphen."""
    if not _SUSPENDED.search(text):
        return
    for left in _LEFT.finditer(text):
        head = _HEAD.match(text, left.end())
        if head:
            yield from _shared_tail(left, head, vocabulary)
    for right in _RIGHT.finditer(text):
        for short in _SHARED.finditer(text, right.start(2), right.end()):
            yield from _shared_start(right, short, vocabulary)


def apart(text: str) -> Iterator[Whole]:
    """Every compound written with a hyphen, as one word: Massen-Mobilisierung."""
    for match in _APART.finditer(text) if "-" in text else ():
        left, right = match.groups()
        yield Whole(left + right.lower(), len(left), match.start(), match.end(), match.start(), match.end(), True, True)


def _shared_tail(left: re.Match[str], head: re.Match[str], vocabulary: Vocabulary) -> Iterator[Whole]:
    stem, word = left.group(1), head.group(1)
    known = [cut for cut in _cuts(word) if vocabulary.knows(_folded(word[cut:]))]
    best = min(known, key=lambda cut: (not vocabulary.knows(_folded(stem + word[cut:])), cut), default=-1)
    for cut in _cuts(word):
        ends = left.start(), left.end(), left.start(), head.end(1)
        yield Whole(stem + word[cut:], len(stem), *ends, cut in known, cut == best)


def _shared_start(right: re.Match[str], short: re.Match[str], vocabulary: Vocabulary) -> Iterator[Whole]:
    word, tail = right.group(1), short.group(1)
    known = [cut for cut in _cuts(word) if _starts(_folded(word[:cut]), vocabulary)]
    best = min(known, key=lambda cut: (not vocabulary.knows(_folded(word[:cut] + tail)), -cut), default=-1)
    for cut in _cuts(word):
        ends = short.start(), short.end(), right.start(), short.end()
        yield Whole(word[:cut] + tail, cut, *ends, cut in known, cut == best)


def _starts(shared: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.knows(shared) or vocabulary.knows(shared.removesuffix("s"))


def _cuts(word: str) -> range:
    return range(2, len(word) - 2)


def _folded(word: str) -> str:
    return word.lower().replace("ß", "ss")
