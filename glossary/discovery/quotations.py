"""Quotations in a text: terms that are quoted are the easiest to follow from version to version."""

import re
from dataclasses import dataclass

_PAIRS = {
    "„": "“”\"",
    "“": "”\"“",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    '"': '"',
}  # fmt: skip
_LONGEST = 200  # characters; a quotation mark without its partner opens nothing
_EDGE = re.compile(r"[\s.,;:!?…。、]+$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks, without them and without the punctuation before the closing one."""

    start: int
    end: int


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order, none inside another, up to 200 characters long each."""
    found: list[Quotation] = []
    at = 0
    while at < len(text):
        closing = _PAIRS.get(text[at])
        if closing is None or (text[at] == '"' and at and text[at - 1].isalnum()):
            at += 1
            continue
        end = next((i for i in range(at + 1, min(at + 1 + _LONGEST, len(text))) if text[i] in closing), -1)
        if end < 0:
            at += 1
            continue
        inner = _EDGE.sub("", text[at + 1 : end])
        if inner.strip():
            start = at + 1 + len(inner) - len(inner.lstrip())
            found.append(Quotation(start, at + 1 + len(inner)))
        at = end + 1
    return tuple(found)
