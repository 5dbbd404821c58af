"""Tables as people keep them: one concept a row, columns under names of their own, workbooks."""

import io
import time
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from corpora.errors import InputError
from glossary import loading, tables
from glossary.concept import Approval, Case, Concept, Gender, Match, PartOfSpeech, Status, Term
from glossary.tables.columns import Column, understood


def read(text: str, **mapping: str) -> list[Concept]:
    return list(tables.parse(text.encode(), "x.csv", mapping).termbase.concepts.values())


def book(rows: list[list[Any]], change: Any = None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Terms"
    for row in rows:
        sheet.append(row)
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def parsed(data: bytes) -> list[Concept]:
    return list(tables.parse(data, "x.xlsx").termbase.concepts.values())


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("de", Column("term", "de")),
        ("German", Column("term", "de")),
        ("Tiếng Việt", Column("term", "vi")),
        ("Tiếng Đức", Column("term", "de")),
        ("ベトナム語", Column("term", "vi")),
        ("Japanisch", Column("term", "ja")),
        ("VN", Column("term", "vi")),
        ("JP", Column("term", "ja")),
        ("ENG", Column("term", "en")),
        ("de-AT", Column("term", "de-AT")),
        ("English (US)", Column("term", "en-US")),
        ("German (Austria)", Column("term", "de")),
        ("term_vi", Column("term", "vi")),
        ("English term", Column("term", "en")),
        ("de status", Column("status", "de")),
        ("Status (DE)", Column("status", "de")),
        ("en_note", Column("note", "en")),
        ("日本語 備考", Column("note", "ja")),
        ("Anmerkung Deutsch", Column("note", "de")),
        ("de_AT status", Column("status", "de-AT")),
        ("vi definition", Column("lang_definition", "vi")),
        ("Domain", Column("subject")),
        ("Lĩnh vực", Column("subject")),
        ("Fachgebiet", Column("subject")),
        ("定義", Column("definition")),
        ("Ghi chú", Column("note")),
        ("Groß-/Kleinschreibung", Column("case")),
        ("Part of Speech", Column("part_of_speech")),
        ("Source term", None),
        ("Rating", None),
        ("", None),
    ],
)
def test_columns_are_known_by_their_names_in_four_languages(name: str, column: Column | None) -> None:
    assert understood(name) == column


def test_a_row_can_be_a_concept_with_a_column_for_each_language() -> None:
    (concept,) = read(
        "ID,Fachgebiet,Note,Tiếng Việt,German,DE status,de Genus,ja,Rating\n"
        "c1,party,ask,cấp ủy; cấp uỷ,Parteikomitee | Komitee,preferred; deprecated,n,党委,5\n"
    )
    assert (concept.id, concept.subject, concept.note) == ("c1", "party", "ask")
    assert [(t.text, t.lang, t.status, t.gender) for t in concept.terms] == [
        ("cấp ủy", "vi", Status.PREFERRED, None),
        ("cấp uỷ", "vi", Status.ADMITTED, None),
        ("Parteikomitee", "de", Status.PREFERRED, Gender.NEUTER),
        ("Komitee", "de", Status.DEPRECATED, Gender.NEUTER),
        ("党委", "ja", Status.PREFERRED, None),
    ]


def test_one_status_is_that_of_all_terms_of_a_cell_but_one_alone_is_preferred() -> None:
    statuses = [
        [term.status for term in concept.terms]
        for concept in read("id,de,de status\na,x;y,forbidden\nb,x;y,preferred\n")
    ]
    assert statuses == [[Status.FORBIDDEN] * 2, [Status.PREFERRED, Status.ADMITTED]]


def test_a_note_beside_several_terms_is_the_first_ones() -> None:
    (concept,) = read('id,de,de note\na,x;y,"one; two; three"\n')
    assert [term.note for term in concept.terms] == ["one; two; three", ""]


def test_a_term_can_hold_what_parts_terms() -> None:
    (concept,) = read("id,en\na,either\\; or;neither | nor\n")
    assert [term.text for term in concept.terms] == ["either; or", "neither", "nor"]


def test_a_concept_without_an_id_keeps_the_one_that_it_gets() -> None:
    one = [concept.id for concept in read("vi,de\nnhân dân,Volk\n")]
    two = [concept.id for concept in read("vi,de\ncơ quan,Behörde\nnhân dân,Volk\n")]
    assert one[0] == two[1]
    assert len(set(two)) == 2


def test_columns_of_any_name_are_mapped_by_the_user() -> None:
    (concept,) = read(
        "Stichwort;Ziel;wie;quatsch\nmột;eins;nicht mehr;x\n",
        Stichwort="vi",
        ZIEL="de",
        wie="de note",
        quatsch="ignore",
    )
    assert [(t.text, t.lang, t.note) for t in concept.terms] == [("một", "vi", ""), ("eins", "de", "nicht mehr")]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"de": "nonsense"}, "--map de=nonsense: no field 'nonsense'; write one of concept_id, subject,"),
        ({"nope": "de"}, "x.csv: --map nope=de: no column 'nope' in the header; write it as it stands there"),
        ({"vi": "de"}, "x.csv:1: the columns 'de' and 'vi' both hold the term of de; keep one, or leave one out with --map 'vi="),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_is_told(mapping: dict[str, str], message: str) -> None:
    with pytest.raises(InputError) as error:
        read("id,de,vi\na,Volk,dân\n", **mapping)
    assert str(error.value).startswith(message)


def test_a_header_of_brackets_without_end_takes_no_time() -> None:
    start = time.process_time()
    assert understood("(" * 60_000) is None
    assert understood("a" + "[x" * 30_000) is None
    assert time.process_time() - start < 1


def test_what_is_left_aside_is_told() -> None:
    loaded = tables.parse(b"id,de,Rating\na,Volk,5\n", "x.csv")
    assert loaded.notes == (
        "x.csv: left out columns that mean nothing to kheo: 'Rating'; --map COLUMN=FIELD says what they are",
    )
    assert {(concept, term.text) for concept, term in loaded.guessed} == {("a", "Volk")}
    told = tables.parse(b"id,de,status\na,Volk,preferred\nb,Amt,\nc,Land,proposed\n", "x.csv")
    assert {(concept, term.text) for concept, term in told.guessed} == {("b", "Amt"), ("c", "Land")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Volk,people\nRat,council\n", "x.csv:1: no column 'lang', 'term' in the header, the first row is 'Volk', 'people'; "),
        ("lang,term\nde,Volk\n", "x.csv:1: no column 'concept_id' in the header, so that no row tells which terms belong together"),
        ("id,de\na,\n", "x.csv:2: concept 'a': no term in any language; fill a cell or remove the row"),
        ("id,de,de gender\na,Volk,weird\n", "x.csv:2: concept 'a': unknown gender 'weird'; write one of masculine,"),
        ("id,de,dnt\na,Volk,maybe\n", "x.csv:2: concept 'a': do_not_translate is 'maybe'; write true or false"),
        ("id,de\na,Volk\nb,Volk;Volk\n", "x.csv:3: concept 'b': the de term 'Volk' stands on line 3 already"),
    ],
)  # fmt: skip
def test_an_error_says_where_what_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        read(text)
    assert str(error.value).startswith(message)


def test_a_title_above_the_header_and_excels_first_line_do_no_harm() -> None:
    (concept,) = read("sep=;\nGlossary 2026;;\n\nid;de;en\na;Volk;people\n")
    assert [term.text for term in concept.terms] == ["Volk", "people"]


def test_a_tab_separated_file_that_quotes_nothing_is_read() -> None:
    (concept,) = read('id\tde\tnote\na\tRohr\t"5 Zoll" oder 12"\n')
    assert concept.note == '"5 Zoll" oder 12"'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_encodings_are_recognised(encoding: str) -> None:
    data = "id,ja\na,国民のひとたち\nb,ひらがなのことば\n".encode(encoding)
    assert next(c.terms[0].text for c in tables.parse(data, "x.csv").termbase.concepts.values()) == "国民のひとたち"


def test_all_that_a_term_can_have_stands_in_a_long_table() -> None:
    text = (
        "concept_id,lang,term,status,approval,part of speech,gender,case,match,pattern,context,source,customers,note,dnt\n"
        r"a,de,SGB,proposed,,Eigenname,n,sensitive,regex,\bSGB (II|III)\b,Das SGB gilt.,BGBl.,A\; B; C,nur so,yes"
        + "\n"
    )
    (concept,) = read(text)
    assert concept.do_not_translate
    assert concept.terms[0] == Term(
        "SGB", "de", Status.PREFERRED, "nur so", PartOfSpeech.PROPER_NOUN, Gender.NEUTER, Match.REGEX, r"\bSGB (II|III)\b",
        Case.SENSITIVE, "Das SGB gilt.", "BGBl.", ("A; B", "C"), Approval.PROPOSED,
    )  # fmt: skip


def test_a_wide_table_comes_back_where_it_can_tell_all() -> None:
    text = "concept_id,subject,vi,de,de status\na,party,một;hai,eins\\;zwei|drei,preferred;forbidden\n"
    concepts = read(text)
    data = tables.format_table(concepts, layout="wide")
    assert list(tables.parse(data, "x.csv").termbase.concepts.values()) == concepts


def test_a_workbook_with_a_title_merged_cells_numbers_and_several_sheets_is_read() -> None:
    def change(made: Workbook) -> None:
        sheet = made["Terms"]
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B3:B4")
        made.create_sheet("About").append(["nothing of interest"])
        hidden = made.create_sheet("Old")
        hidden.append(["id", "de"])
        hidden.append(["zzz", "Alt"])
        hidden.sheet_state = "hidden"

    rows = [
        ["Our glossary"],
        ["ID", "Subject", "lang", "term", "note"],
        [12, "party", "de", "Volk", 3.0],
        [None, None, "en", "people", True],
    ]
    loaded = tables.parse(book(rows, change), "x.xlsx")
    (concept,) = loaded.termbase.concepts.values()
    assert (concept.id, concept.subject) == ("12", "party")
    assert [(term.text, term.note) for term in concept.terms] == [("Volk", "3"), ("people", "true")]
    assert loaded.notes == ("x.xlsx[About]: no header with languages; the sheet was left out",)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["id", "de"], ["a", "=1+1"]], "x.xlsx[Terms]:2: B2 holds a formula without a value; open the file in a spreadsheet"),
        ([["id", "de"], ["a", datetime(2026, 7, 24)]], "x.xlsx[Terms]:2: the term is a date (2026-07-24), which a spreadsheet"),
        ([["id", "de"], ["a", "#REF!"]], "x.xlsx[Terms]:2: B2 holds the error #REF!; mend the formula"),
        ([["id", "de", "de gender"], ["a", "Volk", "odd"]], "x.xlsx[Terms]:2: concept 'a': unknown gender 'odd'"),
        ([], "x.xlsx: no terms"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_made_of_a_term_is_refused(rows: list[list[Any]], message: str) -> None:
    with pytest.raises(InputError) as error:
        parsed(book(rows))
    assert str(error.value).startswith(message)


def test_a_stray_format_in_the_last_row_costs_nothing() -> None:
    def change(made: Workbook) -> None:
        made["Terms"].cell(1_048_576, 400).number_format = "0.00"

    assert len(parsed(book([["id", "de"], ["a", "Volk"]], change))) == 1


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04rubbish", "x.xlsx: is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0rubbish", "x.xlsx: is an old or password-protected Excel file"),
        (zipped(word__document=b"<x/>"), "x.xlsx: is a zip archive but no Excel workbook"),
        (zipped(xl__workbook=b"<x/>", xl__bomb=b"0" * (257 << 20)), "x.xlsx: would unpack to 257 MB"),
        (
            zipped(xl__workbook=b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'),
            "x.xlsx: xl/workbook.xml has a DOCTYPE, which no workbook needs",
        ),
        (zipped(xl__workbook=b"<x/>"), "x.xlsx: is no workbook that can be read"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        tables.parse(data, "x.xlsx")
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_damaged_workbook_is_refused_however_it_is_packed(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("xl/workbook.xml", bytes(range(256)) * 200)
    data = bytearray(out.getvalue())
    start = 30 + len("xl/workbook.xml")
    data[start + 9 : start + 60] = b"\xff" * 51
    with pytest.raises(InputError, match=r"^x\.xlsx: is no Excel workbook \(a damaged or encrypted archive"):
        tables.parse(bytes(data), "x.xlsx")


@pytest.mark.parametrize("merged", ["A3:J50000", "A1:XFD1048576", "$A$3:$B$200000", "C:D"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_ranges_merged_over_more_cells_than_a_glossary_has_are_refused_at_once(merged: str, encoding: str) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    source = zipfile.ZipFile(io.BytesIO(book([["id", "de"], ["a", "Volk"]])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            content = source.read(part).decode()
            if part == sheet:
                ranges = f'<mergeCells count="1"><mergeCell  ref="{merged}"/></mergeCells>'
                content = content.replace("</sheetData>", f"</sheetData>{ranges}")
            archive.writestr(part, content.encode(encoding if part == sheet else "utf-8"))
    with pytest.raises(InputError, match=r"^x\.xlsx: its merged ranges span [\d,]+ cells, more than the 200,000"):
        tables.parse(out.getvalue(), "x.xlsx")


def test_no_cell_that_is_written_is_a_formula() -> None:
    concept = Concept("=a", (Term("=1+1", "de", Status.PREFERRED, "@x", source="-y"),))
    sheet = load_workbook(io.BytesIO(tables.format_xlsx([concept]))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type == "s" for cell in cells)
    assert not any(str(cell.value).startswith(("=", "@", "-")) for cell in cells)
    assert parsed(tables.format_xlsx([concept])) == [concept]
    assert b"\t'=1+1\t" in tables.format_table([concept], delimiter="\t")


@pytest.mark.parametrize(
    ("note", "what"), [("bell \a", "holds a control character"), ("x" * 40_000, "has 40,000 characters")]
)
def test_what_excel_cannot_hold_is_refused(note: str, what: str) -> None:
    with pytest.raises(InputError, match=f"concept 'a': note {what}"):
        tables.format_xlsx([Concept("a", (Term("x", "de", Status.PREFERRED, note),))])


def test_a_file_is_read_by_what_it_holds(tmp_path: Path) -> None:
    concept = Concept("a", (Term("Volk", "de", Status.PREFERRED),))
    (tmp_path / "x.csv").write_bytes(tables.format_xlsx([concept]))
    assert dict(loading.load(tmp_path / "x.csv").termbase.concepts) == {"a": concept}
