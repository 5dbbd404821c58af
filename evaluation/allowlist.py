"""Findings that somebody has looked at and allowed, with a reason: kheo-allow.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from corpora.errors import InputError
from corpora.finding import RULES, Finding

FILE = "kheo-allow.toml"
_NAME = "allow"  # of its table
_FIELDS: Mapping[str, str] = {
    "code": "a code or its beginning, as T101",
    "reason": "a text that says why",
    "concept": "the id of a concept",
    "article": "a path, with * and ?",
    "text": "words of the message",
    "until": "a date, as 2027-01-31 without quotation marks",
}
_NEEDED = ("code", "reason")
_HEADER = re.compile(r"\s*(?:\[\[\s*allow\s*\]\]|allow\s*=)")
_TOML_PLACE = re.compile(r" \(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Allowance:
    """One entry: which findings are allowed, why, and how long. What is empty says nothing."""

    code: str  # or the beginning of codes
    reason: str
    concept: str = ""
    article: str = ""  # a pattern; it may leave out the folders
    text: str = ""
    until: date | None = None  # the last day on which it holds
    line: int = 0  # of the file, from 1

    def allows(self, finding: Finding) -> bool:
        """Whether it speaks of a finding, today or not."""
        article = finding.where.article
        return (
            finding.code.startswith(self.code)
            and self.concept in ("", finding.concept)
            and (not self.article or any(fnmatchcase(article, p) for p in (self.article, f"*/{self.article}")))
            and self.text in finding.message
        )


@dataclass(frozen=True, slots=True)
class Allowlist:
    """The entries of a file, in its order."""

    name: str = ""  # of the file
    entries: tuple[Allowance, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a list does to the findings of a run; a finding is in it if it stays."""

    allowlist: Allowlist
    allowed: frozenset[Finding] = field(default_factory=frozenset)
    count: int = 0  # of the findings allowed
    expired: tuple[Allowance, ...] = ()
    unused: tuple[Allowance, ...] = ()  # that hold and have met no finding

    def __contains__(self, finding: object) -> bool:
        return finding not in self.allowed

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should hear of it, a line each: how many findings are silent, and which entries no longer hold."""
        plural = "" if self.count == 1 else "s"
        said = [f"{self.count} finding{plural} allowed by {self.allowlist.name}"] if self.count else []
        late = (
            f"{self.allowlist.name}:{entry.line}: this entry ({entry.code}) ended on {entry.until} and allows nothing any more; "
            "mend what it allowed, or give it another day"
            for entry in self.expired
        )
        return (*late, *said)

    @property
    def details(self) -> tuple[str, ...]:
        """What only those want to hear who asked for everything: entries without a finding."""
        return tuple(
            f"{self.allowlist.name}:{entry.line}: this entry ({entry.code}) met no finding; remove it if all was checked"
            for entry in self.unused
        )


def judge(allowlist: Allowlist, findings: Iterable[Finding], today: date) -> Verdict:
    """Which of some findings are allowed on a day; O(findings · entries)."""
    expired = tuple(entry for entry in allowlist.entries if entry.until is not None and entry.until < today)
    valid = [entry for entry in allowlist.entries if entry not in expired]
    met: set[Allowance] = set()
    allowed: list[Finding] = []
    for finding in findings:
        speaking = [entry for entry in valid if entry.allows(finding)]
        met.update(speaking)
        if speaking:
            allowed.append(finding)
    unused = tuple(entry for entry in valid if entry not in met)
    return Verdict(allowlist, frozenset(allowed), len(allowed), expired, unused)


def load(name: str | None, folder: Path | None = None) -> Allowlist:
    """The list of a file; without a name that of a folder, by default the working directory, or an empty one.

    "none" is an empty list; a file that is named must exist.
    """
    if name == "none":
        return Allowlist()
    path = Path(name) if name else (folder or Path()) / FILE
    try:
        return parse(path.read_text("utf-8-sig"), str(path))
    except FileNotFoundError:
        if not name:
            return Allowlist()
        raise InputError(f"{name}: no such file; write one, or give --allowlist none") from None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise InputError(f"{path}: cannot be read ({why}); mend or remove it") from error


def parse(text: str, name: str) -> Allowlist:
    """A list as kheo-allow.toml has it; InputError with file and line where an entry is none."""
    try:
        record = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise InputError(f"{name}:{line}: not TOML ({_TOML_PLACE.sub('', str(error))}); mend the line") from error
    for other in record.keys() - {_NAME}:
        line = next((n for n, each in enumerate(text.splitlines(), 1) if other in each), 1)
        raise InputError(f"{name}:{line}: unknown table or key {other!r}; every entry begins with [[allow]]")
    entries = record.get(_NAME, [])
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(f"{name}:{lines[0] if lines else 1}: 'allow' is no list of entries; begin each with [[allow]]")
    places = lines if len(lines) == len(entries) else [lines[0] if lines else 1] * len(entries)
    return Allowlist(name, tuple(_entry(e, _Lines(name, text, n)) for e, n in zip(entries, places, strict=True)))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where an entry stands."""

    name: str
    text: str
    first: int  # from 1

    def place(self, key: str = "") -> str:
        """The line of a key, else of the entry, behind the file's name."""
        rest = enumerate(self.text.splitlines()[self.first - 1 :], self.first)
        mine = (number for number, line in rest if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line))
        return f"{self.name}:{next(mine, self.first)}"


def _entry(record: Mapping[str, Any], lines: _Lines) -> Allowance:
    for key, value in record.items():
        if key not in _FIELDS:
            raise InputError(f"{lines.place(key)}: unknown key {key!r}; known are {', '.join(_FIELDS)}")
        dated = isinstance(value, date) and not isinstance(value, datetime)
        if not (dated if key == "until" else isinstance(value, str)):
            given = repr(value) if isinstance(value, str) else value
            raise InputError(f"{lines.place(key)}: {key} is {given}; it must be {_FIELDS[key]}")
    for key in _NEEDED:
        if not record.get(key, "").strip():
            raise InputError(f"{lines.place()}: {key} is missing; give {_FIELDS[key]}")
    code = record["code"].strip().upper()
    if not any(known.startswith(code) for known in RULES):
        raise InputError(
            f"{lines.place('code')}: code {record['code']!r}: no finding has such a code; codes are {', '.join(RULES)}"
        )
    return Allowance(**{**record, "code": code, "line": lines.first})
