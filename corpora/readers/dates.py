"""Dates of publication in markup: ISO 8601 days, alone or at the head of a time."""

import re
from datetime import date

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\s].*)", re.DOTALL)


def parse_iso(text: str) -> date | None:
    """The day of an ISO 8601 date or time, else None."""
    match = _ISO.match(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
