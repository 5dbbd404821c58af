"""Cells as spreadsheets and people leave them: in old encodings, with words of their own, broken."""

import pytest

from corpora.errors import InputError
from glossary import tables
from glossary.concept import Concept
from glossary.loading import Loaded


def load(text: str | bytes, name: str = "x.csv") -> Loaded:
    return tables.parse(text.encode() if isinstance(text, str) else text, name)


def read(text: str | bytes) -> list[Concept]:
    return list(load(text).termbase.concepts.values())


def test_what_german_excel_writes_is_read_and_told() -> None:
    loaded = load("id;de;vi\na;Behörde;c? quan\nb;“Größe” – 5 €;nhân dân\n".encode("cp1252"))
    assert [term.text for concept in loaded.termbase.concepts.values() for term in concept.terms if term.lang == "de"] == [
        "Behörde", "“Größe” – 5 €",
    ]  # fmt: skip
    assert loaded.notes == (
        "x.csv: is no UTF-8 and was read as Windows-1252; where letters look wrong, in Excel: Save As, file type 'CSV UTF-8'",
    )
    lost = load("id;de;vi\na;Behörde;nh?n dân\n".encode("cp1252")).notes
    assert "question marks in 1 words (nh?n) may be letters that it cannot hold" in lost[1]
    assert "was read as Shift-JIS" in load("id,ja\na,ひらがなのことば\n".encode("cp932")).notes[0]


@pytest.mark.parametrize(
    "data", ["id,ja\na,国民のひとたち\n".encode("euc_jp"), "id,vi\na,nhân dân, cơ quan\n".encode()[:-7] + b"\xff\n"]
)
def test_what_is_likelier_another_encoding_is_refused_with_what_to_do_in_excel(data: bytes) -> None:
    with pytest.raises(
        InputError, match=r"save it as UTF-8.*; in Excel: Save As, file type 'CSV UTF-8'|UTF-8 with a damaged"
    ):
        load(data)
