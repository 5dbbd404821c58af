"""What stands beside a word of a text: the words before and after it, and those that a conjunction joins to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and joiners, which any word may hold
_MARKS = f"\u0300-\u036f{UNSEEN}"
WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*+)++")
_DASHES = "\u2010-\u2015\u2212-"
_APOSTROPHES = "'’‘ʼ＇"
# What may stand between two words of a term, and of one that has a comma itself: Culture, Sports and Tourism.
GAP = re.compile(rf"(?:[{_APOSTROPHES}]s?)?[\s\u200b\u2060\ufeff{_DASHES}]{{1,3}}|[{_APOSTROPHES}./]")
LISTED_GAP = re.compile(rf"{GAP.pattern}|,\s")
CONJUNCTIONS = frozenset({"und", "oder", "sowie", "bzw", "and", "or"})
_OUTER = {1: frozenset(word[0] for word in CONJUNCTIONS), -1: frozenset(word[-1] for word in CONJUNCTIONS)}
_JOINING = frozenset("-\u2010\u2011")
_SPACE = ord(" ")
_NOTHING = frozenset({b"", b"  "})
_UNSURE = frozenset({b" s ", *(f" {word} ".encode() for word in CONJUNCTIONS)})
_BEFORE = tuple(f" {word}".encode() for word in sorted(CONJUNCTIONS))
_AFTER = tuple(f" {word} ".encode() for word in sorted(CONJUNCTIONS))
_STOPS = frozenset(".;:!?")  # what no gap of more than one sign has
_CLOSING = frozenset(",.;:!?")  # nor one beside a conjunction
LONGEST_WORD = 100  # letters; what is longer is no word


@dataclass(frozen=True, slots=True)
class Edge:
    """How far a term reaches on one side."""

    part: int  # where the term itself ends
    word: int  # where its outermost word does
    interrupted: bool = False  # whether a coordinated word was passed


def next_word(text: str, at: int, step: int, between: re.Pattern[str] = GAP) -> tuple[int, int] | None:
    """Where the word beside a place is, if nothing but a gap stands between them."""
    if step < 0:
        return _previous_word(text, at, between)
    gap = between.match(text, at)
    word = WORD.match(text, gap.end()) if gap else None
    return word.span() if word else None


def beside_name(text: str, name: tuple[int, int], step: int) -> tuple[int, int] | None:
    """The word that a hyphen joins to a name: the betroffene (Ruby-)Version is a betroffene Version."""
    if not text[slice(*name)].istitle() or text[name[1] : name[1] + 1] not in _JOINING:
        return None
    return next_word(text, name[step > 0], step)


def skip(text: str, near: tuple[int, int], step: int) -> Edge | None:
    """The place beyond a word and a conjunction, in either order."""
    beyond = near[0] - 2 if step < 0 else near[1] + 1
    if text[slice(*near)].lower() not in CONJUNCTIONS and text[beyond : beyond + 1].lower() not in _OUTER[step]:
        return None
    far = next_word(text, near[step > 0], step)
    if far is None or not {text[slice(*near)].lower(), text[slice(*far)].lower()} & CONJUNCTIONS:
        return None
    edge = far[step > 0]
    return Edge(edge, edge, interrupted=True)


def _previous_word(text: str, at: int, between: re.Pattern[str]) -> tuple[int, int] | None:
    end = at - 1
    if end > 0 and text[end] == " " and text[end - 1].isalnum():
        start = text.rfind(" ", max(0, end - LONGEST_WORD), end) + 1
        if start and text[start:end].isalnum() and text[end - 2 : end - 1] not in _APOSTROPHES:
            return start, end
    end = at
    while end > 0 and at - end < 5 and not _in_word(text[end - 1]):
        end -= 1
    if end > 1 and text[end - 1] == "s" and text[end - 2] in _APOSTROPHES:
        end -= 2
    start = end
    while start > 0 and end - start <= LONGEST_WORD and _in_word(text[start - 1]):
        start -= 1
    gap = between.match(text, end)
    return (start, end) if start < end and gap and gap.end() == at else None


def _in_word(char: str) -> bool:
    return char.isalnum() or "\u0300" <= char <= "\u036f" or char in UNSEEN


def may_follow(text: str, letters: bytes, needles: Sequence[bytes], at: int, gap: re.Pattern[str]) -> bool:
    """Whether a word may stand before a place, or before a conjunction there: what is quick to see.

    Args:
        text: as it stands.
        letters: the same as a scan writes it.
        needles: of which the word before has to hold one.
        at: where the word at this place begins.
        gap: what may stand between them.
    """
    space = letters.rfind(b" ", 0, at)
    near = letters[space : at + 1]
    for needle in needles:
        if needle in near:
            return True
    if near in _NOTHING:
        sign = text[at - 2 : at - 1]
        return sign not in _STOPS and (sign != "," or gap is not GAP)
    if near in _UNSURE or text[at - 1] in _JOINING:
        return True
    if letters[space - 1] == _SPACE:
        return text[space - 2 : space - 1] not in _CLOSING
    return letters.endswith(_BEFORE, 0, space)


def may_precede(text: str, letters: bytes, needles: Sequence[bytes], at: int, gap: re.Pattern[str]) -> bool:
    """The same for the word after a place, where another one ends."""
    space = letters.find(b" ", at + 2)
    near = letters[at + 1 : space + 1]
    for needle in needles:
        if needle in near:
            return True
    if near in _NOTHING:
        sign = text[at : at + 1]
        return text[at + 1 : at + 2] != " " or (sign not in _STOPS and (sign != "," or gap is not GAP))
    if near in _UNSURE or text[space - 1 : space] in _JOINING:
        return True
    if letters[space + 1 : space + 2] == b" ":
        return text[space - 1 : space] not in _CLOSING
    return letters.startswith(_AFTER, space)
