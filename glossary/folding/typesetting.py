"""What typesetting does to letters, undone: soft hyphens and other invisible characters, ligatures, wide Latin letters."""

import re

from glossary.folding.offsets import Cluster, Folded

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_TYPESET = re.compile(f"[{_INVISIBLE}]+|[{''.join(_LIGATURES)}]")
_CHANGED = re.compile(
    f"[{_INVISIBLE}{''.join(_LIGATURES)}\uff01-\uff5e]"
)  # one set of letters is looked for six times as fast
DOTS = "・･·•‧゠=＝ \u3000"  # what may part the words of a Japanese name, as a middle dot does
_EDGE = re.compile(f"[{_INVISIBLE}{DOTS}]")
_WIDE = re.compile("[\uff01-\uff5e]")
_NARROWER = 0xFEE0  # how far wide letters stand from plain ones


def _narrow(match: re.Match[str]) -> str:
    return chr(ord(match.group()) - _NARROWER)


def readable(text: str) -> Folded:
    """Leave out what is not seen, and spell out ligatures; wide Latin letters become plain ones.

    What is left out belongs to the letter before it, at the start to the one after it; a text of nothing else stays.
    """
    if text.isascii() or not _CHANGED.search(text):
        return Folded(text)
    if _WIDE.search(text):
        text = _WIDE.sub(_narrow, text)
    marks = list(_TYPESET.finditer(text))
    if not marks:
        return Folded(text)
    parts: list[str] = []
    clusters: list[Cluster] = []
    done = length = 0
    for mark in marks:
        parts.append(text[done : mark.start()])
        length += mark.start() - done
        done = mark.end()
        new = _LIGATURES.get(mark.group(), "")
        parts.append(new)
        if new:
            clusters.append(Cluster(length, length + len(new), mark.start(), mark.end()))
        elif clusters and clusters[-1].end == length:
            before = clusters.pop()
            clusters.append(Cluster(before.start, length, before.origin_start, mark.end()))
        elif length:
            clusters.append(Cluster(length - 1, length, mark.start() - 1, mark.end()))
        length += len(new)
    parts.append(text[done:])
    return _with_head("".join(parts), clusters, marks[0].end() if marks[0].start() == 0 else 0, text)


def _with_head(whole: str, clusters: list[Cluster], head: int, text: str) -> Folded:
    """Give what is left out at the very start to the first letter."""
    if not whole:
        return Folded(text)
    if head and text[0] not in _LIGATURES:
        first = clusters[0] if clusters and clusters[0].start == 0 else Cluster(0, 1, 0, head + 1)
        clusters[:1] = [Cluster(0, first.end, 0, first.origin_end)] if first in clusters[:1] else [first, *clusters[:1]]
    return Folded(whole, tuple(clusters))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without what is not seen, or the middle dots, at its edges: folding counted them to the letter before them."""
    while end - start > 1 and _EDGE.match(text[end - 1]):
        end -= 1
    while end - start > 1 and _EDGE.match(text[start]):
        start += 1
    return start, end
