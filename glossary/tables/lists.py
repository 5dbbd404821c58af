"""Several values in one cell: parted by ; and |, which a backslash makes part of a value."""

import re
from collections.abc import Iterable

_PART = re.compile(r"(?:\\.|[^;|；\n])+", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\;|；\n])")


def parse_list(cell: str) -> tuple[str, ...]:
    """The values of a cell, without those that are empty."""
    parts = (_ESCAPED.sub(r"\1", part) for part in _PART.findall(cell))
    return tuple(part for part in (part.strip() for part in parts) if part)


def format_list(values: Iterable[str]) -> str:
    """Values in one cell, as `parse_list` reads them."""
    return "; ".join(re.sub(r"([\\;|；])", r"\\\1", value) for value in values)
