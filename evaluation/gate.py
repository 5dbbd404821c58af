"""Which findings count, and whether they let a text pass."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpora.errors import InputError
from corpora.finding import RULES, Finding, Severity
from corpora.readers.naming import shown

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of findings by their codes, or the beginnings of codes."""

    select: tuple[str, ...] = ()  # empty: all
    ignore: tuple[str, ...] = ()

    def __contains__(self, finding: object) -> bool:
        if not isinstance(finding, Finding) or (self.ignore and finding.code.startswith(self.ignore)):
            return False
        return not self.select or finding.code.startswith(self.select)


@dataclass(frozen=True, slots=True)
class Outside:
    """The findings that stand in none of some files."""

    files: tuple[str, ...]

    def __contains__(self, finding: object) -> bool:
        return isinstance(finding, Finding) and finding.where.article not in {shown(file) for file in self.files}


def parse_selection(select: str | None, ignore: str | None) -> Selection:
    """Codes as a person writes them, with commas; InputError where a code is the beginning of none."""
    return Selection(_codes(select, "--select"), _codes(ignore, "--ignore"))


def _codes(text: str | None, option: str) -> tuple[str, ...]:
    codes = tuple(code for part in (text or "").split(",") if (code := part.strip().upper()))
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            raise InputError(f"{option} {code!r}: no finding has such a code; codes are {', '.join(RULES)}")
    return codes


def fails(findings: Iterable[Finding], severity: str) -> bool:
    """Whether a finding is as severe as `severity` or more; "never" fails nothing."""
    return severity != "never" and any(_RANK[f.severity] >= _RANK[Severity(severity)] for f in findings)
