"""Reading tables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from corpora.errors import InputError
from corpora.readers.decoding import Decoded, decode, windows_1252
from glossary.concept import Concept, Term
from glossary.loaded import Loaded
from glossary.tables import columns
from glossary.tables.concepts import concepts
from glossary.tables.grid import Sheet, parse_rows
from glossary.tables.lines import INVISIBLE, lines
from glossary.termbase.termbase import Termbase

_MOST = 20  # bad cells that are told at once
_HEADER = 5  # rows within which the header has to stand: some tables begin with a title
_EXCEL = "Save As, file type 'CSV UTF-8'"
_LOST = re.compile(r"\w*[^\W\d_]\?+[^\W\d_]\w*")
_ZIP = b"PK\x03\x04"
_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


def parse(data: bytes, name: str, mapping: Mapping[str, str] = _NO_MAPPING) -> Loaded:
    """Read a glossary from the bytes of a table: a workbook where they are a zip archive, else text."""
    from glossary.tables import workbooks

    if data.startswith((_ZIP, workbooks.OLD)):
        return _loaded(workbooks.sheets(data, name), mapping, name)
    decoded = _decoded(data, name)
    loaded = _loaded([parse_rows(decoded.text, name)], mapping, name)
    return replace(loaded, notes=(*_encoding(decoded, name), *loaded.notes))


def _decoded(data: bytes, name: str) -> Decoded:
    """The text of a table, which German Excel writes in Windows-1252 where nobody tells it otherwise."""
    try:
        return decode(data, name)
    except InputError as error:
        text = windows_1252(data)
        if text is not None:
            return Decoded(text, "Windows-1252")
        said = str(error)
        raise InputError(f"{said}; in Excel: {_EXCEL}" if "UTF-8" in said else said) from None


def _encoding(decoded: Decoded, name: str) -> Iterator[str]:
    if decoded.encoding in ("UTF-8", "UTF-16"):
        return
    yield f"{name}: is no UTF-8 and was read as {decoded.encoding}; where letters look wrong, in Excel: {_EXCEL}"
    lost = _LOST.findall(decoded.text)
    if decoded.encoding == "Windows-1252" and lost:
        what = f"question marks in {len(lost):,} words ({', '.join(dict.fromkeys(lost[:3]))}) may be letters that it cannot hold"
        yield f"{name}: {what}, as Vietnamese and Japanese ones are; save the table as UTF-8 from where it was whole"


def _loaded(sheets: Iterable[Sheet], mapping: Mapping[str, str], name: str) -> Loaded:
    notes: list[str] = []
    found: dict[str, Concept] = {}
    guessed: set[tuple[str, Term]] = set()
    shared: dict[str, str] = {}
    problems: list[str] = []
    tables = [sheet for sheet in sheets if sheet.rows]
    if not tables:
        raise _no_terms(name)
    for given in columns.unknown([row.cells for sheet in tables for row in sheet.rows[:_HEADER]], mapping):
        raise InputError(
            f"{name}: --map {given}={mapping[given]}: no column {given!r} in the header; write it as it stands there"
        )
    usable = [(sheet, found_plan) for sheet in tables if (found_plan := _planned(sheet, mapping)) is not None]
    if not usable:
        raise _no_header(tables[0])
    notes += [
        f"{sheet.name}: no header with languages; the sheet was left out"
        for sheet in tables
        if all(sheet is not other for other, _ in usable)
    ]
    for sheet, (start, plan) in usable:
        if plan.unused:
            named = ", ".join(map(repr, plan.unused))
            notes.append(
                f"{sheet.name}: left out columns that mean nothing to kheo: {named}; --map COLUMN=FIELD says what they are"
            )
        notes += _invisible(sheet)
        for read in concepts(lines(sheet.rows[start:], plan)):
            concept = read.concept
            problems += read.problems
            if read.problems:
                continue
            if concept.id in found:
                raise InputError(f"{sheet.name}: concept {concept.id!r} stands on another sheet too; keep one")
            if read.shared:
                shared[concept.id] = read.shared
            found[concept.id] = concept
            guessed.update((concept.id, term) for term in read.guessed)
    _check(problems, name)
    if not found:
        raise _no_terms(name)
    notes += _bans(shared)
    return Loaded(Termbase(MappingProxyType(found)), tuple(notes), frozenset(guessed), frozenset(shared))


def _invisible(sheet: Sheet) -> Iterator[str]:
    cells = [cell for row in sheet.rows for cell in row.cells if INVISIBLE.search(cell)]
    if cells:
        shown = ", ".join(repr(" ".join(INVISIBLE.sub("", cell).split())[:30]) for cell in cells[:3])
        yield f"{sheet.name}: removed characters that nobody sees from {len(cells):,} cells: {shown}"


def _check(problems: Sequence[str], name: str) -> None:
    """InputError with what is wrong in a file, where something is."""
    if problems:
        rest = len(problems) - _MOST
        more = [f"{name}: {rest:,} more cells are wrong; mend these first"] if rest > 0 else []
        raise InputError("\n".join((*problems[:_MOST], *more)))


def _bans(shared: Mapping[str, str]) -> Iterator[str]:
    for first in list(shared.values())[:1]:
        yield (
            f"{first}: the status bans the terms of all languages of the row, unless the glossary uses some of them "
            f"({len(shared):,} such rows); columns such as 'de status' say which terms are meant"
        )


def _planned(sheet: Sheet, mapping: Mapping[str, str]) -> tuple[int, columns.Plan] | None:
    """The plan of the first row that is a header, and where the rows under it begin."""
    for number, row in enumerate(sheet.rows[:_HEADER]):
        plan = columns.plan(row.cells, mapping, row.place)
        if plan is not None:
            if not plan.wide and not any(column == columns.Column("concept_id") for column in plan.columns):
                raise InputError(
                    f"{row.place}: no column 'concept_id' in the header, so that no row tells which terms belong together; "
                    f"begin with {','.join(columns.BASE)}, or map one with --map COLUMN=concept_id"
                )
            return number + 1, columns.with_usage(plan, row.cells, [each.cells for each in sheet.rows[number + 1 :]])
    return None


def _no_header(sheet: Sheet) -> InputError:
    row = sheet.rows[0]
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    shown = ", ".join(repr(cell[:30]) for cell in cells[:4])
    missing = [
        name for name in ("lang", "term") if not any(columns.understood(cell) == columns.Column(name) for cell in cells)
    ]
    what = f"no column {', '.join(map(repr, missing))} in the header" if missing else "no header"
    remedy = (
        f"begin with {','.join(columns.BASE)} (one term a row) or with a column for each language (one concept a row)"
    )
    return InputError(
        f"{row.place}: {what}, the first row is {shown}; {remedy}, or name columns with --map COLUMN=FIELD"
    )


def _no_terms(name: str) -> InputError:
    return InputError(f"{name}: no terms; give one term a row under the header {','.join(columns.BASE)}")
