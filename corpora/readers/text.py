"""Plain text: paragraphs by blank lines or by line ends, whichever the file uses; roles by wording."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpora.article import Paragraph
from corpora.readers.document import Document, numbered, paragraph
from corpora.readers.roles import assign, is_item
from corpora.readers.spacing import is_japanese, join_lines, width

_NARROW, _WIDE = 40, 130  # columns between which a text is wrapped by hand or by a mail program
_FULL = 0.75  # share of lines that must run to the margin, if the lines are wrapped
_ENDED = re.compile(r"[.。!?！？…:：][\"'”“’»«」』)）\]]*$")
_INDENT = re.compile(r"^(?:\u3000|\t|  +)")
_BREAKS = re.compile(r"\r\n|[\n\r\u2028\u2029\u0085\f\v\x1c-\x1e]")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int  # from 1
    text: str  # without white space at its end


def parse(text: str, place: str = "") -> Document:  # noqa: ARG001 - the signature that all formats share
    """The paragraphs of a plain text, with roles and the lines where they begin."""
    return Document(paragraphs(text))


def paragraphs(text: str, *, title: bool = True) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text; `title` is False where its title is known from elsewhere."""
    blocks = _blocks(text)
    margin = _margin(blocks)
    groups = (
        lines for block in blocks for lines in (_unwrapped(block, margin) if margin else ([line] for line in block))
    )
    found = [paragraph(join_lines([line.text.strip() for line in lines]), line=lines[0].number) for lines in groups]
    return assign(numbered(found), title=title)


def _blocks(text: str) -> list[list[_Line]]:
    """Runs of lines between blank ones."""
    blocks: list[list[_Line]] = [[]]
    for number, line in enumerate(_BREAKS.split(text), 1):
        stripped = line.rstrip()
        if stripped.strip("\u200b\ufeff\u3000 \t\u00a0"):
            blocks[-1].append(_Line(number, stripped))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _margin(blocks: Sequence[Sequence[_Line]]) -> int:
    """The column at which the text is hard-wrapped, or 0 where each line is a paragraph."""
    pairs = [(one, two) for block in blocks for one, two in pairwise(block)]
    margin = max((width(line.text) for block in blocks for line in block), default=0)
    if len(pairs) < 2 or not _NARROW <= margin <= _WIDE:
        return 0
    full = sum(_is_full(one.text, two.text, margin) for one, two in pairs)
    open_ended = sum(_ENDED.search(one.text) is None for one, _ in pairs)
    return margin if full >= _FULL * len(pairs) and open_ended >= len(pairs) / 2 else 0


def _is_full(line: str, following: str, margin: int) -> bool:
    """Whether the first word of the next line would not have fitted, give or take what may not stand at a margin."""
    text = following.strip()
    if line and is_japanese(line[-1]):
        return width(line) >= margin - 6
    return width(line) + 1 + width(text.split()[0] if text.split() else "") > margin - 4


def _unwrapped(block: Sequence[_Line], margin: int) -> Iterator[list[_Line]]:
    """The lines of each paragraph in a block of hard-wrapped lines."""
    current: list[_Line] = []
    for line in block:
        if current and _begins(current[-1].text, line.text, margin):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _begins(before: str, line: str, margin: int) -> bool:
    """Whether a line begins a paragraph although no blank line stands before it."""
    if _INDENT.match(line) and not _INDENT.match(before):
        return not is_item(before.strip())
    if is_item(line.strip()) and (
        _ENDED.search(before) or not _is_full(before, line, margin) or is_item(before.strip())
    ):
        return True
    if _is_full(before, line, margin):
        return False
    return _ENDED.search(before) is not None or width(before) < 0.6 * margin
