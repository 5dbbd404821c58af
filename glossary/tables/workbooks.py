"""Excel workbooks as rows of cells, hostile until read."""

import html
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpora.errors import InputError
from glossary.tables.grid import Row, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OLD = b"\xd0\xcf\x11\xe0"  # how .xls files and encrypted .xlsx ones begin
_MOST = 256 * 2**20  # bytes of all parts, unpacked: 10,000 concepts in four languages take 40 MB
_PARTS = 2_000
_CELLS = 5_000_000
_WIDEST = 500  # columns
_SPANNED = 200_000  # cells of all merged ranges, each of which openpyxl makes before anybody can ask: 6 s
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
_MERGED = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^<]*+")
_REF = re.compile(rb"""\bref\s*=\s*["']([^"']*)""")
_RANGE = re.compile(r"\$?([A-Z]{0,4})\$?([0-9]{0,9}):\$?([A-Z]{0,4})\$?([0-9]{0,9})")  # A1:B2, A:B, 1:2
_LAST_COLUMN, _LAST_ROW = "XFD", "1048576"


def sheets(data: bytes, name: str) -> list[Sheet]:
    """The visible sheets of a workbook; a merged cell counts for every row that it spans, a formula as its value.

    InputError for what is no workbook, would unpack to more than 256 MB, declares entities, or holds formulas without values.
    """
    _check(data, name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(data))
        values = load_workbook(BytesIO(data), data_only=True) if _has_formulas(book) else book
        return [
            Sheet(place, tuple(_rows(sheet, values[sheet.title], place)))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
            for place in [f"{name}[{sheet.title}]"]
        ]
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever a broken part leads it to
        what = " ".join(str(error).split())[:80] or type(error).__name__
        raise InputError(
            f"{name}: is no workbook that can be read ({what}); save it again as .xlsx, or as CSV in UTF-8"
        ) from None


def _check(data: bytes, name: str) -> None:
    if data.startswith(OLD):
        raise InputError(f"{name}: is an old or password-protected Excel file; save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise InputError(
                    f"{name}: is a zip archive but no Excel workbook; save the table as .xlsx or as CSV in UTF-8"
                )
            size = sum(part.file_size for part in parts)
            if size > _MOST or len(parts) > _PARTS:
                raise InputError(
                    f"{name}: would unpack to {size >> 20} MB in {len(parts)} parts, more than any glossary; "
                    "save its table as CSV in UTF-8"
                )
            spanned = 0
            for part in parts:
                content = archive.read(part).replace(b"\0", b"")  # so that UTF-16 is seen through
                if part.filename.endswith((".xml", ".rels", ".vml")) and b"<!DOCTYPE" in content:
                    raise InputError(
                        f"{name}: {part.filename} has a DOCTYPE, which no workbook needs; save it again as .xlsx"
                    )
                spanned += _spanned(content)
            if spanned > _SPANNED:
                raise InputError(
                    f"{name}: its merged ranges span {spanned:,} cells, more than the {_SPANNED:,} of any glossary; unmerge the "
                    "cells, or save its table as CSV in UTF-8"
                )
    except _DAMAGED as error:
        raise InputError(
            f"{name}: is no Excel workbook (a damaged or encrypted archive: {error}); save it again as .xlsx"
        ) from None


def _spanned(content: bytes) -> int:
    """How many cells the merged ranges of a part span; 0 for a part that has none."""
    total = 0
    for merged in _MERGED.finditer(content):
        for given in _REF.findall(merged[0]):
            found = _RANGE.fullmatch(html.unescape(given.decode("ascii", "replace")).upper())
            if found:
                columns = abs(_column(found[3] or _LAST_COLUMN) - _column(found[1] or "A")) + 1
                total += columns * (abs(int(found[4] or _LAST_ROW) - int(found[2] or "1")) + 1)
    return total


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _cells(sheet: "Worksheet") -> dict[tuple[int, int], Any]:
    """The cells that exist: a stray format in the last row must not make a million of them."""
    found: dict[tuple[int, int], Any] = sheet._cells
    if len(found) > _CELLS:
        raise InputError(
            f"the sheet {sheet.title!r} has {len(found):,} cells; remove formatted empty rows, or save it as CSV"
        )
    return found


def _has_formulas(book: Any) -> bool:
    return any(cell.data_type == "f" for sheet in book.worksheets for cell in _cells(sheet).values())


def _rows(sheet: "Worksheet", values: "Worksheet", place: str) -> Iterator[Row]:
    kept: dict[int, dict[int, Any]] = {}
    for (row, column), cell in _cells(sheet).items():
        value = cell.value
        if cell.data_type == "f":
            value = values.cell(row, column).value
            if value is None:
                what = f"{cell.coordinate} holds a formula without a value"
                raise InputError(
                    f"{place}:{row}: {what}; open the file in a spreadsheet and save it, or paste the values"
                )
        if cell.data_type == "e" or (
            isinstance(value, str) and re.fullmatch(r"#(REF|N/A|NAME\?|VALUE|DIV/0)!?", value)
        ):
            raise InputError(
                f"{place}:{row}: {cell.coordinate} holds the error {value}; mend the formula, or paste the value"
            )
        if value is not None and column <= _WIDEST:
            kept.setdefault(row, {})[column] = value
    for span in sheet.merged_cells.ranges:
        value = kept.get(span.min_row, {}).get(span.min_col)
        if value is not None and span.max_row - span.min_row < 100_000:
            for row in range(span.min_row, span.max_row + 1):
                kept.setdefault(row, {})[span.min_col] = value
    for row in sorted(kept):
        cells = kept[row]
        width = max(cells)
        texts = tuple(_text(cells.get(column)) for column in range(1, width + 1))
        if any(text.strip() for text in texts):
            dates = frozenset(column - 1 for column, value in cells.items() if isinstance(value, date | time))
            yield Row(f"{place}:{row}", texts, dates)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
