"""Times of day, in the ways that each language writes them; durations too, which Vietnamese writes like the clock."""

import re
from collections.abc import Mapping

from corpora.languages import Lang
from corpora.quantities.kanji import integer
from corpora.quantities.quantity import Kind, Quantity, Rule

_AFTER_NOON = frozenset(["p", "chiều", "tối", "午後", "夜", "夕方"])
_BEFORE_NOON = frozenset(["a", "sáng", "午前"])


def _time(match: re.Match[str]) -> tuple[Quantity, ...]:
    """A time of day with the groups h, min, and half or part: which half of the day it is in."""
    groups = match.groupdict()
    hour = integer(groups["h"])
    minute = 30 if groups.get("min") == "半" else integer(groups.get("min") or "0")
    if hour is None or minute is None or hour > 24 or minute > 59:
        return ()
    half = (groups.get("half") or groups.get("part") or "").lower()
    if half in _AFTER_NOON and hour < 12:
        hour += 12
    elif half in _BEFORE_NOON and hour == 12:
        hour = 0
    other = (hour + 12) % 24 if hour < 24 else 12
    also = [f"{other}:{minute:02}"]
    if not minute:
        also += list(dict.fromkeys((str(integer(groups["h"])), str(hour), str(other))))
    return (Quantity(Kind.TIME, f"{hour}:{minute:02}", match.start(), match.end(), also=tuple(also)),)


def _rules(maybe: str, *patterns: str) -> tuple[Rule, ...]:
    return tuple(Rule(re.compile(pattern), _time, maybe) for pattern in patterns)


# no letters or digits just before, but for the first time of a range, or the T after a date
_A = r"(?=[0-9])(?:(?<![A-Za-z0-9.,:/-])|(?<=[0-9]T)|(?<=\x00T)|(?<=:[0-5][0-9]-)|(?<=\x00-))"
_Z = r"(?![0-9:]|\.[0-9]|[A-Za-z]{0,8}[0-9])"
_H = _A + r"(?P<h>[01]?[0-9]|2[0-4])"
_HOURS = _A + r"(?P<h>[0-9]{1,2})"  # that something takes
_MINUTES = r"(?P<min>[0-9]{1,2})"
_PART = r"sáng|trưa|chiều|tối|đêm"
_CLOCK = _rules("[0-9]:[0-9]", rf"{_H}:(?P<min>[0-5][0-9])(?::[0-5][0-9])?{_Z}(?:\s?Uhr)?")

TIMES: Mapping[Lang, tuple[Rule, ...]] = {
    "vi": (
        *_CLOCK,
        *_rules(
            r"[0-9](?:\s?[hHg:]|\.[0-9])",
            rf"{_H}\s?(?:[hHg]|giờ|:)\s?(?P<min>[0-5][0-9]){_Z}(?:\s?(?:phút|')(?!\w))?(?:\s+(?P<half>{_PART})(?!\w))?",
            rf"{_H}\.(?P<min>[0-5][0-9])(?:\s?(?:giờ|h)(?!\w)(?:\s+(?P<half>{_PART})(?!\w))?|\s+(?P<part>{_PART})(?!\w))",
            rf"{_H}\s?(?:[hH]|giờ)(?!\w)(?:\s+(?P<half>{_PART})(?!\w))?",
        ),
    ),
    "en": (
        *_rules(
            r"[0-9]\s?(?:h|[aApP]\.?\s?[mM]|o'clock)",
            rf"{_HOURS}\s?(?:hours?|hrs?|h)(?:\s+and|,)?\s+{_MINUTES}\s?min(?:ute)?s?(?!\w)",
            rf"{_H}(?:[:.](?P<min>[0-5][0-9]))?\s?(?P<half>[aApP])(?:\.\s?[mM]\.?|[mM])(?!\w)",
            rf"{_H}\s?o'clock",
        ),
        *_CLOCK,
    ),
    "de": (
        *_rules(
            r"[0-9]\s?(?:St|h|Uhr)",
            rf"{_HOURS}\s?(?:Stunden?|Std\.|h)(?:\s+und|,)?\s+{_MINUTES}\s?Min(?:\.|uten?)?(?!\w)",
            rf"{_H}[.:](?P<min>[0-5][0-9])\s?Uhr",
            rf"{_H}\s?Uhr(?:\s(?P<min>[0-5]?[0-9])(?![0-9.,]))?",
        ),
        *_CLOCK,
    ),
    "ja": (
        *_rules(
            r"[0-9](?:\s?[時分]|:[0-9])",
            rf"{_HOURS}\s?時間\s?{_MINUTES}\s?分",
            rf"(?:(?P<half>午前|午後|夜|夕方)の?\s?)?{_H}\s?時(?!間|代|期|速)(?:\s?(?P<min>[0-5]?[0-9]|半)(?:\s?分)?)?",
            rf"(?:(?P<half>午前|午後)\s?){_H}:(?P<min>[0-5][0-9])(?![0-9:])",
            r"(?<![0-9.,時])(?P<h>[0-9]{1,2})\s?分\s?(?P<min>[0-5]?[0-9])\s?秒",  # elsewhere this is 3:35
        ),
        *_CLOCK,
    ),
}
ANY_TIMES = _CLOCK
