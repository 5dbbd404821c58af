"""Text that goes into a line: what cannot be seen is made visible, and marked spans become pieces."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# C0 and C1 controls, the marks and overrides that reverse reading order, lone surrogates, non-characters
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]",
)
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


def visible(text: str) -> str:
    """The text with control characters and lone surrogates shown by their numbers, as ⟨U+202E⟩."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def one_line(text: str) -> str:
    """The text on one line, made visible: safe for a terminal."""
    return visible(_BREAKS.sub(" ", text)).strip()


@dataclass(frozen=True, slots=True)
class Note:
    """Something said of a span of a text; what it says is a value of the caller's."""

    start: int
    end: int
    key: object


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under one and the same notes."""

    text: str
    keys: tuple[object, ...] = ()  # of the notes over it, in the order given
    ending: tuple[object, ...] = ()  # of the notes that end with it


def pieces(text: str, notes: Iterable[Note]) -> tuple[Piece, ...]:
    """Cut a text where notes begin or end; joined, the pieces are the text. Spans beyond it are clipped."""
    clipped = _clipped(notes, len(text))
    cuts = sorted({0, len(text), *(note.start for note in clipped), *(note.end for note in clipped)})
    return tuple(
        Piece(
            text[start:end],
            tuple(note.key for note in clipped if note.start <= start and end <= note.end),
            tuple(note.key for note in clipped if note.end == end),
        )
        for start, end in pairwise(cuts)
    )


def _clipped(notes: Iterable[Note], length: int) -> Sequence[Note]:
    clipped = (Note(max(0, note.start), min(length, note.end), note.key) for note in notes)
    return [note for note in clipped if note.start < note.end]
