"""Writing tables: one term a row, which loses nothing, or one concept a row, for people who read."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from corpora.errors import InputError
from corpora.exchange import cells as exchange
from corpora.exchange.text import encodable
from corpora.languages import LANGUAGES
from glossary.concept import Approval, Case, Concept, Match, Section, Term
from glossary.tables.columns import BASE, FIELDS
from glossary.tables.lists import format_list, parse_list

Layout = Literal["long", "wide"]
_LONGEST = 32_767  # characters that Excel takes in a cell


def rows(concepts: Iterable[Concept], layout: Layout = "long") -> list[tuple[str, ...]]:
    """The header and the rows; columns beyond the usual ones only where something stands in them."""
    if layout == "wide":
        return list(_wide(list(concepts)))
    found = [line for concept in concepts for line in _lines(concept)]
    used = {name for line in found for name, cell in line.items() if cell}
    header = (*BASE, *(name for name in FIELDS if name in used and name not in BASE))
    return [header, *(tuple(line.get(name, "") for name in header) for line in found)]


def _lines(concept: Concept) -> Iterator[dict[str, str]]:
    """A line for each term, with all that is said of its concept; languages without terms, or no terms at all, make one."""
    said = {
        "concept_id": concept.id,
        "subject": concept.subject,
        "definition": concept.definition,
        "concept_source": concept.source,
        "concept_note": concept.note,
        "do_not_translate": "true" if concept.do_not_translate else "",
        "concept_extra": "\n".join(concept.extra),
    }
    sections = {section.locale or section.lang: section for section in concept.sections}
    told: set[str] = set()
    for term in concept.terms:
        locale = term.locale or term.lang
        yield {**said, **_section(sections.get(locale)), **_term(term)}
        told.add(locale)
    for locale, section in sections.items():
        if locale not in told:
            yield {**said, "lang": section.lang, "locale": section.locale, **_section(section)}
    if not concept.terms and not concept.sections:
        yield said


def _section(section: Section | None) -> dict[str, str]:
    if section is None:
        return {}
    return {
        "lang_definition": section.definition,
        "lang_note": section.note,
        "lang_extra": "\n".join(section.extra),
    }


def _term(term: Term) -> dict[str, str]:
    return {
        "lang": term.lang,
        "term": term.text,
        "status": term.status.value,
        "approval": "" if term.approval is Approval.APPROVED else term.approval.value,
        "part_of_speech": term.part_of_speech or "",
        "gender": term.gender or "",
        "case": "" if term.case is Case.LANGUAGE else term.case.value,
        "match": "" if term.match is Match.INFLECTED else term.match.value,
        "pattern": term.pattern,
        "context": term.context,
        "source": term.source,
        "customers": format_list(term.customers),
        "note": term.note,
        "locale": term.locale,
        "term_extra": "\n".join(term.extra),
    }


def _wide(concepts: Sequence[Concept]) -> Iterator[tuple[str, ...]]:
    """A row for each concept: per language its terms, their statuses, and a note where only the first term has one."""
    there = {term.lang for concept in concepts for term in concept.terms}
    langs = [lang for lang in LANGUAGES if lang in there]
    yield (
        *("concept_id", "subject", "definition", "concept_note", "concept_source", "do_not_translate"),
        *(name for lang in langs for name in (lang, f"{lang} status", f"{lang} note")),
    )
    for concept in concepts:
        dnt = "true" if concept.do_not_translate else ""
        cells = [concept.id, concept.subject, concept.definition, concept.note, concept.source, dnt]
        for lang in langs:
            cells += _of_language(concept.terms_in(lang))
        yield tuple(cells)


def _of_language(terms: Sequence[Term]) -> tuple[str, str, str]:
    statuses = format_list(term.status.value for term in terms)
    first = terms[0].note if terms else ""
    if len(terms) > 1 and (any(term.note for term in terms[1:]) or len(parse_list(first)) == len(terms)):
        first = ""  # a cell cannot tell whose notes these are
    return format_list(term.text for term in terms), statuses, first


def format_csv(concepts: Iterable[Concept]) -> str:
    """Concepts as CSV, one term a row; what a spreadsheet would take for a formula gets an apostrophe."""
    return exchange.format_csv(rows(concepts))


def format_table(concepts: Iterable[Concept], *, delimiter: str = ",", layout: Layout = "long") -> bytes:
    """Concepts as CSV or, with a tab, TSV, in UTF-8; with a byte-order mark, without which Excel reads no UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in rows(concepts, layout):
        writer.writerow([exchange.defuse(cell) for cell in row])
    return encodable(f"\ufeff{out.getvalue()}").encode()


def format_xlsx(concepts: Iterable[Concept], *, layout: Layout = "long") -> bytes:
    """Concepts as an Excel workbook of one sheet; InputError for a cell that Excel cannot hold."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise AssertionError("a new workbook has a sheet")
    sheet.title = "terms"
    table = rows(concepts, layout)
    for number, row in enumerate(table, start=1):
        for place, cell in enumerate(row, start=1):
            if not cell:
                continue
            if len(cell) >= _LONGEST:
                what = f"{table[0][place - 1]} has {len(cell):,} characters, more than Excel takes"
                raise InputError(f"concept {row[0]!r}: {what}; export it as csv or tbx")
            try:
                made = sheet.cell(number, place, exchange.defuse(cell))
            except IllegalCharacterError:
                what = f"{table[0][place - 1]} holds a control character, which Excel cannot hold"
                raise InputError(f"concept {row[0]!r}: {what}; remove it") from None
            made.data_type = "s"
            if number == 1:
                made.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
