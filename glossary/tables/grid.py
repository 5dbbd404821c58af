"""Rows of cells, whatever file they come from; here those of CSV and TSV."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpora.errors import InputError

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)  # what Excel writes and reads as a first line


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the file has it."""

    place: str  # FILE:LINE
    cells: tuple[str, ...]
    dates: frozenset[int] = frozenset()  # the cells that a spreadsheet holds as dates


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the rows that are not empty."""

    name: str  # what errors call it
    rows: tuple[Row, ...]


def parse_rows(text: str, name: str) -> Sheet:
    """The rows of a CSV or TSV table; the delimiter is that which parts the first row into most cells."""
    text = text.removeprefix("\ufeff")
    first = 1
    separator = _SEPARATOR.match(text)
    if separator:
        text, first = text[separator.end() :], 2
    delimiter = separator[1] if separator else _delimiter(text)
    try:
        return Sheet(name, tuple(_rows(text, delimiter, name, first)))
    except InputError:
        if delimiter != "\t" or '"' not in text:
            raise
    return Sheet(
        name, tuple(_rows(text, delimiter, name, first, csv.QUOTE_NONE))
    )  # many tab-separated files quote nothing


def _delimiter(text: str) -> str:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    bare = re.sub(r'"[^"]*"', "", head)
    return max(_DELIMITERS, key=bare.count)


def _rows(
    text: str, delimiter: str, name: str, first: int, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    line = first
    try:
        for cells in reader:
            place, line = f"{name}:{line}", reader.line_num + first
            if any(cell.strip() for cell in cells):
                yield Row(place, tuple(cells))
    except csv.Error as error:
        what = f"{error}; close every quotation mark and double those inside a cell"
        if "field limit" in str(error):
            most = csv.field_size_limit()
            what = f"a cell has more than {most:,} characters; shorten it, or close the quotation mark it begins with"
        raise InputError(f"{name}:{line}: {what}") from None
