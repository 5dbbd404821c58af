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


@pytest.mark.parametrize(
    ("word", "status", "approval"),
    [
        ("empfohlen", "preferred", "approved"), ("geprüft", "preferred", "approved"), ("zulässig", "admitted", "approved"),
        ("unerwünscht", "deprecated", "approved"), ("Nicht verwenden", "forbidden", "approved"), ("Entwurf", "preferred", "proposed"),
        ("nên dùng", "preferred", "approved"), ("được phép", "admitted", "approved"), ("không nên dùng", "deprecated", "approved"),
        ("không dùng", "forbidden", "approved"), ("bản nháp", "preferred", "proposed"), ("使用禁止", "forbidden", "approved"),
        ("承認済み", "preferred", "approved"), ("使用を避ける", "deprecated", "approved"), ("下書き", "preferred", "proposed"),
    ],
)  # fmt: skip
def test_statuses_are_read_in_four_languages(word: str, status: str, approval: str) -> None:
    (concept,) = read(f"id,de,de status\na,Volk,{word}\n")
    assert (concept.terms[0].status, concept.terms[0].approval) == (status, approval)


@pytest.mark.parametrize(
    ("part", "gender", "known"),
    [
        ("Nomen", "s", ("noun", "neuter")), ("Hauptwort", "sächlich", ("noun", "neuter")), ("S", "w", ("noun", "feminine")),
        ("Zeitwort", "männlich", ("verb", "masculine")), ("trạng từ", "giống cái", ("adverb", "feminine")),
        ("動", "中性", ("verb", "neuter")), ("Eigenname", "der", ("properNoun", "masculine")),
    ],
)  # fmt: skip
def test_words_on_words_are_read_in_four_languages(part: str, gender: str, known: tuple[str, str]) -> None:
    (concept,) = read(f"ID,Deutsch,Wortart,Genus\na,Volk,{part},{gender}\n")
    assert (concept.terms[0].part_of_speech, concept.terms[0].gender) == known


def test_a_column_of_usage_is_one_of_statuses_where_it_tells_nothing_else() -> None:
    (concept,) = read("ID;Deutsch;Verwendung\na;Pöbel;verboten\n")
    assert concept.terms[0].status == "forbidden"
    (concept,) = read("id,de,usage\na,Volk,in speeches\n")
    assert (concept.note, concept.terms[0].status) == ("in speeches", "preferred")


@pytest.mark.parametrize(
    ("header", "offer"),
    [
        ("ID;Deutsch;Status", "write one of bevorzugt, zugelassen, veraltet, verboten, Entwurf (or preferred,"),
        ("id;Tiếng Đức;trạng thái", "write one of ưu tiên, chấp nhận, không nên dùng, cấm"),
        ("番号;ドイツ語;状態", "write one of 推奨, 許容, 非推奨, 禁止"),
        ("id;de;status", "write one of preferred, admitted, deprecated, forbidden"),
    ],
)
def test_an_unknown_status_is_answered_in_the_language_of_the_header(header: str, offer: str) -> None:
    with pytest.raises(InputError) as error:
        read(f"{header}\na;Volk;odd\n")
    assert offer in str(error.value)


def test_all_bad_cells_of_a_file_are_named_at_once() -> None:
    bad = "id,de,status,gender\na,Volk,odd,weird\nb,Rat,preferred,n\nc,!,odd,\nd,x,,,,y\n"
    with pytest.raises(InputError) as error:
        read(bad)
    told = str(error.value).split("\n")
    assert [line.split(";")[0].removeprefix("x.csv:") for line in told] == [
        "2: concept 'a': unknown status 'odd'",
        "2: concept 'a': unknown gender 'weird'",
        "4: concept 'c': the term '!' has no letter and no digit",
        "4: concept 'c': unknown status 'odd'",
        "5: 6 cells under a header of 4",
    ]
    with pytest.raises(InputError) as error:
        read("id,de,status\n" + "".join(f"c{n},Volk {n},odd\n" for n in range(30)))
    told = str(error.value).split("\n")
    assert (len(told), told[-1]) == (21, "x.csv: 10 more cells are wrong; mend these first")
