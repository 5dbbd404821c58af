"""Rows of either layout as lines: one for each term."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpora.errors import InputError
from corpora.exchange import cells as exchange
from corpora.languages import Lang
from glossary.tables.columns import IGNORED, OF_CONCEPT, RAW, Column, Plan
from glossary.tables.grid import Row
from glossary.tables.lists import parse_list

INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")  # joiners stay, which some scripts spell with
_ENUMERATED = frozenset(("status", "approval", "part_of_speech", "gender", "case", "match"))


@dataclass(frozen=True, slots=True)
class Line:
    """One term of a table, or a concept, or what is said of it in a language, where there is no term."""

    place: str  # FILE:LINE
    concept: str  # its id; empty where the table gives none
    row: int  # which keeps concepts without ids apart
    locale: str  # the language as the table names it
    cells: Mapping[str, str]  # by the names of the columns of a long table
    spoken: Lang = "en"  # the language of the header
    shared: bool = False  # whether its status stands in a cell that speaks of a row with terms in several languages
    broken: str = ""  # what is wrong with the whole row

    def error(self, what: str) -> InputError:
        """What is wrong with the line, with its place."""
        return InputError(f"{self.place}: {f'concept {self.concept!r}: ' if self.concept else ''}{what}")

    def get(self, field: str) -> str:
        """A cell; empty where the table has no such column."""
        return self.cells.get(field, "")


def lines(rows: Sequence[Row], plan: Plan) -> Iterator[Line]:
    """The lines of all rows under a header."""
    for number, row in enumerate(rows):
        try:
            yield from tuple(_lines(row, number, plan))
        except InputError as error:
            yield Line(row.place, "", number, "", {}, broken=str(error))


def _lines(row: Row, number: int, plan: Plan) -> Iterator[Line]:
    _check_width(row, plan)
    cells = dict(_cells(row, plan))
    if plan.wide:
        yield from _wide(row, number, cells, plan.spoken)
    else:
        plain = {column.field: text for column, text in cells.items()}
        if not plain.get("concept_id"):
            raise InputError(f"{row.place}: no concept_id; fill the cell or remove the row")
        yield Line(row.place, plain.get("concept_id", ""), number, plain.get("lang", ""), plain, plan.spoken)


def _check_width(row: Row, plan: Plan) -> None:
    width = len(plan.columns)
    if any(cell.strip() for cell in row.cells[width:]):
        what = f"{len(row.cells)} cells under a header of {width}"
        raise InputError(f"{row.place}: {what}; put a cell that holds the delimiter in quotation marks")


def _cells(row: Row, plan: Plan) -> Iterator[tuple[Column, str]]:
    for index, (column, cell) in enumerate(zip(plan.columns, row.cells, strict=False)):
        if column is None or column.field == IGNORED:
            continue
        if index in row.dates and column.field == "term":
            what = f"the term is a date ({cell}), which a spreadsheet made of what was typed"
            raise InputError(f"{row.place}: {what}; format the column as text and type it again")
        yield column, _raw(cell) if column.field in RAW else _clean(cell, keep_lines=column.field == "term")


def _raw(cell: str) -> str:
    return unicodedata.normalize("NFC", exchange.restore(cell))


def _clean(cell: str, *, keep_lines: bool) -> str:
    """A cell in NFC with single spaces; line ends stay where they may part terms."""
    text = unicodedata.normalize("NFC", exchange.restore(INVISIBLE.sub("", cell).strip()))
    if keep_lines and "\n" in text:
        return "\n".join(" ".join(line.split()) for line in text.splitlines())
    return " ".join(text.split())


def _wide(row: Row, number: int, cells: Mapping[Column, str], spoken: Lang) -> Iterator[Line]:
    """A line for each term of a row that is a concept."""
    whole = {column.field: text for column, text in cells.items() if not column.locale}
    concept = whole.pop("concept_id", "")
    said = {field: whole[field] for field in OF_CONCEPT if field in whole}
    of_terms = {field: text for field, text in whole.items() if field not in said}
    several = (
        len({column.locale for column, text in cells.items() if column.field == "term" and column.locale and text}) > 1
    )
    count = 0
    for locale in dict.fromkeys(column.locale for column in cells if column.locale):
        own = {column.field: text for column, text in cells.items() if column.locale == locale}
        texts = parse_list(own.pop("term", ""))
        shared = several and bool(of_terms.get("status")) and not own.get("status")
        given = {**of_terms, **{field: text for field, text in own.items() if text}}
        for index, text in enumerate(texts or ("",) if any(own.values()) else texts):
            count += 1
            here = {field: _share(field, value, index, len(texts)) for field, value in given.items()}
            yield Line(
                row.place, concept, number, locale, {**said, **here, "term": text, "lang": locale}, spoken, shared
            )
    if not count:
        yield Line(row.place, concept, number, "", said, spoken)


def _share(field: str, value: str, index: int, count: int) -> str:
    """What of a cell is said of the n-th of several terms: values that are parted as they are, else all of it of the first.

    A single status holds for all terms, but only one can be preferred.
    """
    if field in RAW or field.startswith("lang_") or count < 2:
        return value
    if field == "customers":
        return value
    parts = parse_list(value)
    if len(parts) == count:
        return parts[index]
    if field in _ENUMERATED and len(parts) == 1:
        return "" if field == "status" and index and re.match("prefer|bevorzug", value.lower()) else value
    return value if index == 0 else ""
