"""Which words of a text are no prose: addresses, file names, options and names of a program."""

import re
from collections.abc import Iterable, Sequence

from corpora.article import MarkKind, Paragraph
from glossary.matching import Occurrence

_OPENING, _CLOSING = "\"'([{<", "\"').,;:!?]}>"
_CODE = re.compile(
    r"://|^www\.|\w@\w|::|->|=>|==?|[{}<>\\|$^~]|\w#\w|\w\[|"
    r"^--?\w|^:\w|^\.?/|\w/\w+/|"  # options, symbols, paths
    r"\w_(?!in(?:nen)?\b)\w|"  # and no Bürger_innen
    r"\w\.(?:[a-z]{2,4}|[a-z]+[A-Z_]\w*|html|json)$|"  # files, hosts and methods
    r"^[A-Z]\w+\.[a-z]\w+$"  # Regexp.timeout
)
_JOINED = re.compile(r"[A-Za-z]*[a-z][A-Z][a-z][A-Za-z0-9]*")


def outside(occurrences: Iterable[Occurrence], paragraph: Paragraph) -> Sequence[Occurrence]:
    """The occurrences of a paragraph that stand in prose."""
    return [o for o in occurrences if not (_is_joined(o, paragraph) or is_code(paragraph, *(o.where.span or (0, 0))))]


def _is_joined(occurrence: Occurrence, paragraph: Paragraph) -> bool:
    """Whether it writes several words of a term as a program does: StrictMode."""
    text = paragraph.text[slice(*(occurrence.where.span or (0, 0)))]
    return " " in occurrence.term.text and _JOINED.fullmatch(text) is not None


def is_code(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a part of a paragraph is no prose."""
    marked = [(mark.start, mark.end) for mark in paragraph.marks if mark.kind is MarkKind.CODE]
    return _is_code(paragraph.text, start, end, marked)


def _is_code(text: str, start: int, end: int, marked: Sequence[tuple[int, int]]) -> bool:
    if any(first <= start and end <= last for first, last in marked):
        return True
    if not all("!" <= char <= "~" for char in text[start:end]):
        return False  # it has a space or another script's letters
    if "-" in (text[start], text[end - 1]):
        return False  # half a compound: Lebensmittelhygiene und -sicherheit
    if text[start - 1 : start] == "-" and text[start].isupper():
        return False  # what is said of code: die render()-Methode
    while start > 0 and "!" <= text[start - 1] <= "~":
        start -= 1
    while end < len(text) and "!" <= text[end] <= "~":
        end += 1
    run = text[start:end]
    return "()" in run or _CODE.search(run.lstrip(_OPENING).rstrip(_CLOSING)) is not None
