"""Which words of a text are no prose: addresses, file names, options and names of a program."""

import re
from collections.abc import Iterable, Sequence

from corpora.article import MarkKind, Paragraph
from glossary.matching import Occurrence

_RUN = re.compile(r"[!-~]+")  # what stands between two spaces, or between letters of a script without them
_OPENING, _CLOSING = "\"'([{<", "\"').,;:!?]}>"
_CODE = re.compile(
    r"://|^www\.|\w@\w|::|->|=>|==?|[{}<>\\|$^~]|\w#\w|\w\[|"
    r"^--?\w|^:\w|^\.?/|\w/\w+/|"  # options, symbols, paths
    r"\w_(?!in(?:nen)?\b)\w|"  # and no Bürger_innen
    r"\w\.(?:[a-z]{2,4}|[a-z]+[A-Z_]\w*|html|json)$"  # files, hosts and methods
)


def outside(occurrences: Iterable[Occurrence], paragraph: Paragraph) -> Sequence[Occurrence]:
    """The occurrences of a paragraph that stand in prose."""
    code = _spans(paragraph)
    if not code:
        return list(occurrences)
    return [o for o in occurrences if not any(_within(o, start, end) for start, end in code)]


def _within(occurrence: Occurrence, start: int, end: int) -> bool:
    span = occurrence.where.span or (0, 0)
    return start <= span[0] and span[1] <= end


def _spans(paragraph: Paragraph) -> list[tuple[int, int]]:
    marked = [(mark.start, mark.end) for mark in paragraph.marks if mark.kind is MarkKind.CODE]
    runs = (run for run in _RUN.finditer(paragraph.text) if _is_code(run.group()))
    return marked + [run.span() for run in runs]


def _is_code(run: str) -> bool:
    return "()" in run or _CODE.search(run.lstrip(_OPENING).rstrip(_CLOSING)) is not None
