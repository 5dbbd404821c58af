"""Findings as text, JSON, CSV, SARIF, and as annotations of GitHub's."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from corpora.errors import InputError
from corpora.exchange import cells
from corpora.exchange.text import encodable
from corpora.exchange.text import format_json as dump
from corpora.finding import RULES, Finding, Place, Severity
from evaluation.report.inline import one_line

_COLUMNS = (
    "severity",
    "code",
    "rule",
    "story",
    "article",
    "lang",
    "paragraph",
    "start",
    "end",
    "line",
    "message",
    "suggestion",
    "concept",
    "related",
)
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def tally(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, in words: "2 errors, 1 warning"; "no findings" where there are none."""
    counts = Counter(finding.severity for finding in findings)
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    parts = [f"{counts[each]:,} {noun}{'s' * (counts[each] != 1)}" for each, noun in nouns.items() if counts[each]]
    return ", ".join(parts) or "no findings"


def unsaid(finding: Finding) -> str:
    """The suggestion, where the message does not hold it already."""
    return "" if finding.suggestion in finding.message else finding.suggestion


def format_text(findings: Sequence[Finding]) -> str:
    """A line each, `path:line:column: CODE severity message [suggestion]`, those of an article together; a summary last.

    The column counts the paragraph's characters, from 1; it is left out where a finding is about the whole paragraph. Where the
    source has no lines, the paragraph is named in the message, from 1.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.where.article, []).append(finding)
    lines = [_text_line(each) for group in groups.values() for each in sorted(group, key=_order)]
    where = f" in {len(groups):,} article{'s' * (len(groups) != 1)}" if groups else ""
    return "\n".join([*lines, f"{tally(findings)}{where}"]) + "\n"


def format_json(findings: Sequence[Finding]) -> str:
    """One JSON list of objects; paragraphs and spans count from 0, lines from 1; `parse_json` undoes it."""
    return dump([_record(finding) for finding in findings], indent=1)


def parse_json(text: str, name: str = "-") -> tuple[Finding, ...]:
    """Findings from the JSON that `format_json` writes; InputError where it is something else."""
    try:
        return tuple(_parse_finding(record) for record in json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{name}: no list of findings ({error!r}); give what --format json wrote") from None


def format_csv(findings: Sequence[Finding]) -> str:
    """A CSV table with a header; paragraphs and spans count from 0, lines from 1.

    A cell that a spreadsheet could take for a formula begins with an apostrophe; lone surrogates become U+FFFD.
    """
    return cells.format_csv([_COLUMNS, *map(_cells, findings)])


def format_sarif(findings: Sequence[Finding]) -> str:
    """A SARIF 2.1.0 log with one run, and the rules it knows. Source: OASIS SARIF 2.1.0."""
    codes = list(RULES)
    rules = [
        {
            "id": code,
            "name": "".join(word.capitalize() for word in rule.name.split("-")),
            "shortDescription": {"text": f"{rule.meaning[:1].upper()}{rule.meaning[1:]}."},
            "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
        }
        for code, rule in RULES.items()
    ]
    run = {
        "tool": {"driver": {"name": "kheo", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, codes.index(finding.code)) for finding in findings],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return dump({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1)


def format_github(findings: Sequence[Finding]) -> str:
    """A workflow command each: `::error file=…,line=…,col=…,title=…::message`. Source: GitHub, Workflow commands."""
    return encodable("".join(_github_line(finding) for finding in findings))


def _order(finding: Finding) -> tuple[int, int, int]:
    where = finding.where
    return (where.line, -1 if where.paragraph is None else where.paragraph, where.span[0] if where.span else -1)


def _text_line(finding: Finding) -> str:
    where = finding.where
    numbers = [str(number) for number in (where.line, _column(where)) if number]
    place = ":".join([one_line(where.article), *numbers])
    return f"{place}: {finding.code} {finding.severity} {_said(finding)}"


def _column(place: Place) -> int:
    """Where a place begins in its paragraph, from 1; 0 where it has no line or is the whole paragraph."""
    return place.span[0] + 1 if place.line and place.span else 0


def _said(finding: Finding) -> str:
    """The message on one line, with the paragraph, from 1, where there is no line number, and with what to do."""
    where = finding.where
    paragraph = f"paragraph {where.paragraph + 1}: " if where.paragraph is not None and not where.line else ""
    suggestion = f" [{one_line(unsaid(finding))}]" if unsaid(finding) else ""
    return f"{paragraph}{one_line(finding.message)}{suggestion}"


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": RULES[finding.code].name,
        "severity": finding.severity.value,
        "story": finding.story,
        **_place_record(finding.where),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "concept": finding.concept,
        "related": [_place_record(place) for place in finding.related],
    }


def _place_record(place: Place) -> dict[str, Any]:
    return {
        "article": place.article,
        "lang": place.lang,
        "paragraph": place.paragraph,
        "span": list(place.span) if place.span else None,
        "line": place.line,
    }


def _parse_finding(record: dict[str, Any]) -> Finding:
    if record["code"] not in RULES:
        raise ValueError(f"unknown code {record['code']!r}")
    return Finding(
        record["code"],
        _parse_place(record),
        record["message"],
        record["suggestion"],
        record["concept"],
        record["story"],
        tuple(_parse_place(each) for each in record["related"]),
    )


def _parse_place(record: dict[str, Any]) -> Place:
    span = None
    if record["span"] is not None:
        start, end = record["span"]
        span = (start, end)
    return Place(record["article"], record["lang"], record["paragraph"], span, record["line"])


def _cells(finding: Finding) -> tuple[str | float, ...]:
    where = finding.where
    start, end = where.span or ("", "")
    return (
        finding.severity.value,
        finding.code,
        RULES[finding.code].name,
        finding.story,
        where.article,
        where.lang or "",
        "" if where.paragraph is None else where.paragraph,
        start,
        end,
        where.line or "",
        finding.message,
        finding.suggestion,
        finding.concept,
        " ".join(_related(place) for place in finding.related),
    )


def _related(place: Place) -> str:
    return place.article if place.paragraph is None else f"{place.article}#{place.paragraph}"


def _sarif_result(finding: Finding, rule: int) -> dict[str, Any]:
    text = finding.message + (f" → {unsaid(finding)}" if unsaid(finding) else "")
    properties = {"story": finding.story, "concept": finding.concept, "lang": finding.where.lang}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_sarif_location(finding.where)],
        "relatedLocations": [_sarif_location(place) for place in finding.related],
        "properties": {name: value for name, value in properties.items() if value},
    }


def _sarif_location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.article)}}
    if place.line:
        column = _column(place)
        physical["region"] = {"startLine": place.line, **({"startColumn": column} if column else {})}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.paragraph is not None:
        span = f":{place.span[0]}-{place.span[1]}" if place.span else ""
        name = f"paragraph {place.paragraph}{span}"
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": f"{place.article}#{name}"}]
    return location


def _uri(article: str) -> str:
    """A path as a URI reference: relative, or file:// where it is absolute; lone surrogates become U+FFFD."""
    path = quote(encodable(article), safe="/")
    return f"file://{path}" if PurePosixPath(article).is_absolute() else path


def _github_line(finding: Finding) -> str:
    where = finding.where
    title = f"{finding.code} {RULES[finding.code].name}"
    fields = {"file": where.article, "line": str(where.line or ""), "col": str(_column(where) or ""), "title": title}
    properties = ",".join(f"{name}={_github_property(value)}" for name, value in fields.items() if value)
    return f"::{_GITHUB_LEVELS[finding.severity]} {properties}::{_github_data(_said(finding))}\n"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")
