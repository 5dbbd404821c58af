"""Glossaries as CSV: concept_id, subject, definition, lang, term, status, note; one term a row."""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from corpora.errors import InputError
from corpora.exchange import cells as exchange
from corpora.languages import LANGUAGES, Lang
from glossary.concept import Concept, Glossary, Status, Term

COLUMNS = ("concept_id", "subject", "definition", "lang", "term", "status", "note")
_REQUIRED = ("concept_id", "lang", "term")
_ALIASES = {"id": "concept_id", "concept": "concept_id", "language": "lang", "locale": "lang", "domain": "subject"}
_DELIMITERS = (",", ";", "\t")
_LARGEST = 64 * 2**20  # bytes; a hundred times the largest glossary we know

# TBX's administrative statuses in their DCA and picklist spellings, and what people write in spreadsheets.
STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        **{status.value: status for status in Status},
        "preferredterm": Status.PREFERRED,
        "preferredtermadmnsts": Status.PREFERRED,
        "approved": Status.PREFERRED,
        "standardized": Status.PREFERRED,
        "standardizedterm": Status.PREFERRED,
        "admittedterm": Status.ADMITTED,
        "proposed": Status.ADMITTED,
        "proposedterm": Status.ADMITTED,
        "proposedtermadmnsts": Status.ADMITTED,
        "admittedtermadmnsts": Status.ADMITTED,
        "allowed": Status.ADMITTED,
        "acceptable": Status.ADMITTED,
        "alternative": Status.ADMITTED,
        "synonym": Status.ADMITTED,
        "deprecatedterm": Status.DEPRECATED,
        "deprecatedtermadmnsts": Status.DEPRECATED,
        "supersededterm": Status.DEPRECATED,
        "supersededtermadmnsts": Status.DEPRECATED,
        "superseded": Status.DEPRECATED,
        "obsolete": Status.DEPRECATED,
        "notrecommended": Status.DEPRECATED,
        "avoid": Status.DEPRECATED,
        "prohibited": Status.FORBIDDEN,
        "banned": Status.FORBIDDEN,
        "donotuse": Status.FORBIDDEN,
        "forbiddenterm": Status.FORBIDDEN,
        "rejected": Status.FORBIDDEN,
    }
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, its cells clean and under their columns' names."""

    place: str  # FILE:LINE
    cells: Mapping[str, str]

    def error(self, what: str) -> InputError:
        concept = self.cells.get("concept_id")
        return InputError(f"{self.place}: {f'concept {concept!r}: ' if concept else ''}{what}")


def read_csv(path: str | Path) -> Glossary:
    """Read a glossary from a CSV file in UTF-8 (or UTF-16 with its mark); InputError says where and what to do."""
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than {_LARGEST >> 20} MB; split the glossary")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; give the path of a glossary in CSV") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a CSV file that can") from None
    return parse_csv(_decode(data, str(path)), str(path))


def _decode(data: bytes, name: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"byte {data[error.start]:#04x} is no {encoding.upper().removesuffix('-SIG')}"
        raise InputError(f"{name}:{line}: {what}; save the table as UTF-8") from None


def parse_csv(text: str, name: str) -> Glossary:
    """Read a glossary from the text of a CSV table.

    The delimiter is a comma, a semicolon or a tab, as the header has it. A row without a status is preferred if it is
    its concept's first in the language, else admitted. Subject and definition may stand on any of a concept's rows.

    Args:
        text: the whole table.
        name: what errors call it.
    """
    rows: dict[str, list[_Row]] = {}
    for row in _rows(text, name):
        rows.setdefault(row.cells["concept_id"], []).append(row)
    if not rows:
        raise InputError(f"{name}: no terms; give one term a row under the header {','.join(COLUMNS)}")
    return assemble((_concept(concept_id, group) for concept_id, group in rows.items()), name)


def assemble(concepts: Iterable[Concept], name: str) -> Glossary:
    """A glossary of concepts, its signature made from its name and what it holds."""
    by_id = {concept.id: concept for concept in concepts}
    digest = hashlib.sha256(_format(by_id.values()).encode()).hexdigest()[:12]
    return Glossary(MappingProxyType(by_id), f"{Path(name).name}|concepts:{len(by_id)}|sha256:{digest}")


def _rows(text: str, name: str) -> Iterator[_Row]:
    text = text.removeprefix("\ufeff")
    head = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True)
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            place, line = f"{name}:{line}", reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(cells, place)
                continue
            yield _row(cells, header, place)
    except csv.Error as error:
        what = f"{error}; close every quotation mark and double those inside a cell"
        if "field limit" in str(error):
            most = csv.field_size_limit()
            what = f"a cell has more than {most:,} characters; shorten it, or close the quotation mark it begins with"
        raise InputError(f"{name}:{line}: {what}") from None


def _header(cells: Sequence[str], place: str) -> list[str]:
    names = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in cells]
    names = [_ALIASES.get(name, name) for name in names]
    missing = [column for column in _REQUIRED if column not in names]
    if missing:
        raise InputError(
            f"{place}: no column {', '.join(map(repr, missing))} in the header; begin with {','.join(COLUMNS)}"
        )
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise InputError(f"{place}: column {twice[0]!r} stands twice in the header; keep one of them")
    return names


def _row(cells: Sequence[str], header: Sequence[str], place: str) -> _Row:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        what = f"{len(cells)} cells under a header of {len(header)}"
        raise InputError(f"{place}: {what}; put a cell that holds the delimiter in quotation marks")
    row = _Row(place, {name: _clean(cell) for name, cell in zip(header, cells, strict=False)})
    for column in _REQUIRED:
        if not row.cells.get(column):
            raise row.error(f"no {column}; fill the cell or remove the row")
    return row


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", " ".join(exchange.restore(cell.strip()).split()))


def _concept(concept_id: str, rows: Sequence[_Row]) -> Concept:
    terms: list[Term] = []
    seen: dict[tuple[Lang, str], _Row] = {}
    for row in rows:
        term = _term(row, first=all(term.lang != _lang(row) for term in terms))
        earlier = seen.setdefault((term.lang, term.text), row)
        if earlier is not row:
            line = earlier.place.rpartition(":")[2]
            raise row.error(f"the {term.lang} term {term.text!r} stands on line {line} already; remove one of the two")
        terms.append(term)
    return Concept(concept_id, tuple(terms), _same("subject", rows), _same("definition", rows))


def _term(row: _Row, *, first: bool) -> Term:
    text = row.cells["term"]
    if not any(char.isalnum() for char in text):
        raise row.error(f"the term {text!r} has no letter and no digit; write a term that can stand in a text")
    return Term(text, _lang(row), _status(row, first=first), row.cells.get("note", ""))


def _lang(row: _Row) -> Lang:
    given = row.cells["lang"].casefold()
    code = re.split("[-_]", given)[0]
    for language in LANGUAGES.values():
        if code == language.code or given in (language.name.casefold(), language.endonym.casefold()):
            return language.code
    raise row.error(f"unknown language {row.cells['lang']!r}; write one of {', '.join(LANGUAGES)}")


def _status(row: _Row, *, first: bool) -> Status:
    given = row.cells.get("status", "")
    if not given:
        return Status.PREFERRED if first else Status.ADMITTED
    status = STATUSES.get(re.sub(r"[^a-z]", "", given.lower()))
    if status is None:
        raise row.error(f"unknown status {given!r}; write one of {', '.join(Status)}")
    return status


def _same(column: str, rows: Sequence[_Row]) -> str:
    found = ""
    for row in rows:
        value = row.cells.get(column, "")
        if found and value and value != found:
            raise row.error(f"a second {column}, {value!r} after {found!r}; give one, or two concepts their own ids")
        found = found or value
    return found


def format_csv(glossary: Glossary) -> str:
    """Write a glossary as `parse_csv` reads it; what a spreadsheet would take for a formula gets an apostrophe."""
    return _format(glossary)


def _format(concepts: Iterable[Concept]) -> str:
    rows = (
        (concept.id, concept.subject, concept.definition, term.lang, term.text, term.status.value, term.note)
        for concept in concepts
        for term in concept.terms
    )
    return exchange.format_csv([COLUMNS, *rows])
