"""Text that leaves the program: whatever stands in it, UTF-8 can hold it."""

import json
import re

_SURROGATE = re.compile(
    "[\ud800-\udfff]"
)  # halves of pairs, as damaged JSON and file names that are no UTF-8 hold them


def encodable(text: str) -> str:
    """The text with lone surrogates as U+FFFD."""
    return _SURROGATE.sub("�", text)


def format_json(value: object, *, indent: int | None = None) -> str:
    """A value as JSON with a line end, every letter as it is; only lone surrogates are escaped, so that they come back."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
