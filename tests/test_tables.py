"""Glossaries in CSV: what is read, what is refused and how, and the way back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.languages import LANGUAGES
from glossary import loading
from glossary.concept import Concept, Status, Term
from glossary.matching import Matcher
from glossary.starter import starter
from glossary.tables import STATUSES, format_csv
from glossary.termbase.termbase import Termbase


def parse(text: str) -> Termbase:
    return loading.parse(text.encode(), "x.csv", "csv").termbase


HEADER = "concept_id,subject,definition,lang,term,status,note\n"


def test_rows_of_one_concept_come_together_with_its_definition() -> None:
    text = (
        HEADER
        + 'a,party,"A committee, of the party.",vi,cấp ủy,preferred,\nb,,,de,Volk,,\na,,,de,Parteikomitee,admitted,a note\n'
    )
    glossary = parse(text)
    assert list(glossary.concepts) == ["a", "b"]
    assert glossary.concepts["a"] == Concept(
        "a",
        (Term("cấp ủy", "vi", Status.PREFERRED), Term("Parteikomitee", "de", Status.ADMITTED, "a note")),
        "party",
        "A committee, of the party.",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_headers(delimiter: str) -> None:
    text = HEADER.replace(",", delimiter) + delimiter.join(["a", "", "", "de", "Volk", "preferred", ""]) + "\n"
    assert parse(text).concepts["a"].terms[0].text == "Volk"


def test_a_byte_order_mark_windows_lines_odd_spaces_and_decomposed_letters_do_no_harm() -> None:
    text = "\ufeff" + HEADER.replace("\n", "\r\n") + "a,,,VI-vn, ca\u0302\u0301p  \u00a0u\u0309y ,Preferred,\r\n\r\n"
    (term,) = parse(text).concepts["a"].terms
    assert term == Term("cấp ủy", "vi", Status.PREFERRED, locale="VI-vn")


def test_columns_in_another_order_and_under_other_names_are_read() -> None:
    glossary = parse("Term,Language,Concept ID,extra\nVolk,German,a,x\nLeute,Deutsch,a,x\n")
    assert [(t.text, t.lang, t.status) for t in glossary.concepts["a"].terms] == [
        ("Volk", "de", Status.PREFERRED),
        ("Leute", "de", Status.ADMITTED),
    ]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("preferredTerm-admn-sts", Status.PREFERRED),
        ("admittedTerm-admn-sts", Status.ADMITTED),
        ("deprecatedTerm-admn-sts", Status.DEPRECATED),
        ("supersededTerm-admn-sts", Status.DEPRECATED),
        ("obsolete", Status.DEPRECATED),
        ("do not use", Status.FORBIDDEN),
        ("FORBIDDEN", Status.FORBIDDEN),
    ],
)
def test_common_spellings_of_a_status_are_understood(given: str, status: Status) -> None:
    text = HEADER + f"a,,,de,Volk,{given},\n"
    assert parse(text).concepts["a"].terms[0].status is status


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.csv: no terms; give one term a row under the header concept_id,"),
        (HEADER, "x.csv: no terms"),
        ("concept_id,term\na,b\n", "x.csv:1: no column 'lang' in the header"),
        ("lang,term,term,concept_id\n", "x.csv:1: column 'term' stands twice"),
        (HEADER + "a,,,fr,peuple,preferred,\n", "x.csv:2: concept 'a': unknown language 'fr'; write one of vi, en, de, ja"),
        (HEADER + "a,,,de,Volk,nice,\n", "x.csv:2: concept 'a': unknown status 'nice'; write one of preferred,"),
        (HEADER + "a,,,de,,preferred,\n", "x.csv:2: concept 'a': no term; fill the cell"),
        (HEADER + ",,,de,Volk,preferred,\n", "x.csv:2: no concept_id; fill the cell"),
        (HEADER + "a,,,de,!?,preferred,\n", "x.csv:2: concept 'a': the term '!?' has no letter"),
        (HEADER + "a,,,de,Volk,preferred,\n\na,,,de,Volk,admitted,\n", "x.csv:4: concept 'a': the de term 'Volk' stands on line 2"),
        (HEADER + "a,,,de,Volk,preferred,x,y,z\n", "x.csv:2: 9 cells under a header of 7; put a cell"),
        (HEADER + "a,,one,de,Volk,,\na,,two,de,Leute,,\n", "x.csv:3: concept 'a': a second definition, 'two' after 'one'"),
        (HEADER + 'a,,"x\ny",de,Volk,preferred,\nb,,,fr,x,,\n', "x.csv:4: concept 'b': unknown language"),
        (HEADER + 'a,,"never closed,de,Volk,preferred,\n', "x.csv:2: unexpected end of data; close every quotation mark"),
    ],
)  # fmt: skip
def test_an_error_says_where_what_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        parse(text)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_missing_and_an_undecodable_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.csv: no such file"):
        loading.load(tmp_path / "none.csv")
    path = tmp_path / "latin.csv"
    path.write_bytes(HEADER.encode() + "a,,,ja,国民のひとたち,preferred,\n".encode("euc_jp"))
    with pytest.raises(
        InputError, match=r"latin.csv: seems to be EUC-JP, .*; save it as UTF-8.*in Excel: .*'CSV UTF-8'"
    ):
        loading.load(path)


def test_a_file_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes((HEADER + "a,,,ja,公文書,preferred,\n").encode("utf-16"))
    assert loading.load(path).termbase.concepts["a"].terms[0].text == "公文書"


WORDS = st.text(alphabet="aäß,;\"'=＝−+-@ \tủ公|", max_size=8).map(lambda text: " ".join(text.split()))
CONCEPTS = st.lists(
    st.builds(
        Concept,
        WORDS.map(lambda word: f"c{word}"),
        st.lists(
            st.builds(Term, WORDS.map(lambda word: f"{word}x"), st.sampled_from(sorted(LANGUAGES)), st.sampled_from(Status), WORDS),
            min_size=1, max_size=4, unique_by=lambda term: (term.text, term.lang),
        ).map(tuple),
        WORDS,
        WORDS,
    ),
    min_size=1, max_size=4, unique_by=lambda concept: concept.id,
)  # fmt: skip


@given(CONCEPTS)
def test_a_glossary_survives_its_table(concepts: list[Concept]) -> None:
    assert list(parse(format_csv(concepts)).concepts.values()) == concepts


def test_cells_that_begin_like_a_formula_are_defused() -> None:
    glossary = [Concept("a", (Term("=1+1", "de", Status.PREFERRED, "-x"),))]
    assert "'=1+1,preferred,'-x" in format_csv(glossary)
    full_width = [Concept("a", (Term("＝1+1", "de", Status.PREFERRED),))]
    assert "'＝1+1,preferred" in format_csv(full_width)


@pytest.mark.parametrize("quotation", ["", '"'])
def test_a_cell_that_is_too_long_is_told_from_one_that_is_not_closed(quotation: str) -> None:
    text = f"concept_id,lang,term\na,de,Haus\nb,de,{quotation}{'Wort ' * 30_000}"
    with pytest.raises(InputError, match=r"^x\.csv:3: a cell has more than 131,072 characters; shorten it"):
        parse(text)


def test_every_status_is_among_the_spellings() -> None:
    assert {STATUSES[status.value] for status in Status} == set(Status)


def test_the_starter_glossary_is_whole() -> None:
    glossary = starter()
    assert len(glossary.concepts) >= 60
    for concept in glossary:
        assert concept.definition, concept.id
        assert all(concept.preferred(lang) for lang in ("vi", "en", "de", "ja")), concept.id
    assert glossary.signature.startswith("starter|concepts:")


def test_the_starter_glossary_knows_a_compound_that_stands_for_adjective_and_noun() -> None:
    found = Matcher(starter()).find_text("ihre Aufsichts- und Gesellschaftskritikfunktionen", "de")
    assert "phan-bien-xa-hoi" in {occurrence.concept for occurrence in found}
