"""Text as kheo stores it: NFC, one line, plain spaces, nothing invisible; marks move along with their spans."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpora.article import Mark

_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_SPACE = re.compile(r"[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+")
_WIDE = "\u3000"  # between Japanese sentences it is punctuation, not an odd space
_ODD = re.compile(  # what a stored text holds none of, besides what NFC changes
    f"[{''.join(sorted(_INVISIBLE))}\ud800-\udfff\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]"
    "|[ \u3000][ \u3000]|^[ \u3000]|[ \u3000]$"
)


def is_japanese(char: str) -> bool:
    """Whether a character belongs to the script of Japanese, rare kanji and full-width forms too, or to its punctuation."""
    return (
        "\u3000" <= char <= "\u9fff"
        or "\uff01" <= char <= "\uff9f"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def width(text: str) -> int:
    """Columns that a text takes on a terminal: Japanese characters count two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def normalise(text: str) -> str:
    """The text in NFC on one line, with single plain spaces between its words and nothing invisible in it."""
    return normalise_marked(text, ())[0]


def normalise_marked(text: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """Like `normalise`, with the marks' spans moved to where their text now stands; empty spans are dropped."""
    if _ODD.search(text) is None and unicodedata.is_normalized("NFC", text):
        return text, _moved(marks, range(len(text) + 1), len(text), text)
    pieces: list[str] = []
    ends = [0]  # ends[k]: length of the output after k characters of the input
    length = 0
    for piece in _pieces(text):
        new = _rewrite(piece)
        if new == " " and (not pieces or pieces[-1][-1] in (" ", _WIDE)):
            new = ""
        if new == _WIDE and pieces and pieces[-1] == " ":
            length -= len(pieces.pop())
        if new == _WIDE and not pieces:
            new = ""
        if new:
            pieces.append(new)
            length += len(new)
        ends.extend([length] * len(piece))
    whole = "".join(pieces)
    trimmed = whole.rstrip(" " + _WIDE)
    return trimmed, _moved(marks, ends, len(trimmed), trimmed)


def _pieces(text: str) -> Iterable[str]:
    """Runs of white space, and clusters of a character with what combines with it, which NFC rewrites on their own."""
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        if space and not (space.end() - at == 1 and text[at] == _WIDE):
            yield text[at : space.end()]
            at = space.end()
            continue
        end = at + 1
        while end < len(text) and _joins(text[end], text[end - 1]):
            end += 1
        yield text[at:end]
        at = end


def _joins(char: str, before: str) -> bool:
    """Whether NFC may change a character together with the one before it."""
    return char >= "\u0300" and (
        unicodedata.combining(char) != 0
        or char in "\u3099\u309a"
        or ("\u1161" <= char <= "\u11ff" and "\u1100" <= before <= "\ud7a3")
        or not unicodedata.is_normalized("NFC", before + char)
    )


def _rewrite(piece: str) -> str:
    if _SPACE.fullmatch(piece):
        return _WIDE if _WIDE in piece and not re.search(r"[\r\n]", piece) else " "
    if any(char in _INVISIBLE or "\ud800" <= char <= "\udfff" for char in piece):
        kept = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in piece if c not in _INVISIBLE)
        return unicodedata.normalize("NFC", kept)
    return unicodedata.normalize("NFC", piece)


def _moved(marks: Sequence[Mark], ends: Sequence[int], length: int, text: str) -> tuple[Mark, ...]:
    moved = []
    for mark in marks:
        start, end = (min(ends[max(0, min(at, len(ends) - 1))], length) for at in (mark.start, mark.end))
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        if start < end:
            moved.append(replace(mark, start=start, end=end))
    return tuple(moved)


def join_lines(lines: Sequence[str]) -> str:
    """Hard-wrapped lines as one text: a space between them, except inside Japanese or after a hyphen in a word."""
    text = ""
    for line in lines:
        text = text + _between(text, line) + line if text else line
    return text


def _between(before: str, after: str) -> str:
    if not after or not before or (is_japanese(before[-1]) and is_japanese(after[0])):
        return ""
    if re.search(r"\w-$", before) and re.match(r"[^\W\d_]", after):
        return " " if re.match(r"(und|oder|bzw|sowie|als|and|or)\b", after) else ""
    return " "
