"""Findings as text, JSON, CSV, SARIF, and as annotations of GitHub's."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.exchange import cells
from corpora.finding import RULES, Finding, Place
from evaluation.report import findings as formats

NUMBER = Finding(
    "N101",
    Place("news/a.de.txt", "de", 2, (10, 13), 7),
    "another number stands where the other versions have it",
    "212",
    story="a",
    related=(Place("news/a.en.txt", "en", 1, (4, 7), 3), Place("news/a.vi.txt", "vi")),
)
TERM = Finding(
    "T102", Place("news/a.ja.txt", "ja", 4), "“上手な民衆工作” is deprecated", "巧みな大衆動員", "skilful", "a"
)
NOTE = Finding("C101", Place("news/a.de.txt", "de", line=1), "removed “Teilen”")
FINDINGS = (NUMBER, TERM, NOTE)

texts = st.text(alphabet=st.characters(), max_size=12)
places = st.builds(
    Place,
    texts,
    st.none() | st.sampled_from(["de", "ja"]),
    st.none() | st.integers(0, 99),
    st.none() | st.tuples(st.integers(0, 9), st.integers(9, 99)),
    st.integers(0, 99),
)
findings = st.builds(
    Finding, st.sampled_from(list(RULES)), places, texts, texts, texts, texts, st.lists(places, max_size=2).map(tuple)
)


def test_text_gives_a_line_each_with_those_of_an_article_together_and_a_summary():
    assert formats.format_text(FINDINGS) == (
        "news/a.de.txt:1: C101 info removed “Teilen”\n"
        "news/a.de.txt:7:11: N101 error another number stands where the other versions have it [212]\n"
        "news/a.ja.txt: T102 warning paragraph 5: “上手な民衆工作” is deprecated [巧みな大衆動員]\n"
        "1 error, 1 warning, 1 note in 2 articles\n"
    )


def test_two_places_of_one_paragraph_are_told_apart():
    first, second = (
        Finding("T102", Place("a.ja.txt", "ja", 0, (at, at + 4), 3), "“各クラス” is deprecated") for at in (0, 9)
    )
    lines = formats.format_text([second, first]).splitlines()
    assert [line.partition(": ")[0] for line in lines[:2]] == ["a.ja.txt:3:1", "a.ja.txt:3:10"]


def test_text_of_no_findings_says_so():
    assert formats.format_text(()) == "no findings\n"


def test_a_suggestion_that_the_message_holds_is_not_said_again():
    said = Finding("T102", Place("a.de.txt", "de", line=3), "“Amt” is deprecated; write “Behörde”", "Behörde")
    assert formats.format_text([said]).startswith("a.de.txt:3: T102 warning “Amt” is deprecated; write “Behörde”\n")


def test_text_cannot_steer_the_terminal_or_break_its_line():
    hostile = Finding("T103", Place("a\x1b[2J.txt"), "one\ntwo\u202e \x1b]0;x\x07", "\r\nthree")
    assert formats.format_text([hostile]).splitlines() == [
        "a⟨U+001B⟩[2J.txt: T103 error one two⟨U+202E⟩ ⟨U+001B⟩]0;x⟨U+0007⟩ [three]",
        "1 error in 1 article",
    ]


@given(st.lists(findings, max_size=4))
def test_text_has_as_many_lines_as_findings_and_one_more(given_findings):
    assert len(formats.format_text(given_findings).splitlines()) == len(given_findings) + 1


def test_json_is_a_list_of_objects_with_all_that_a_finding_knows():
    assert json.loads(formats.format_json([NUMBER])) == [
        {
            "code": "N101",
            "rule": "number-missing",
            "severity": "error",
            "story": "a",
            "article": "news/a.de.txt",
            "lang": "de",
            "paragraph": 2,
            "span": [10, 13],
            "line": 7,
            "message": "another number stands where the other versions have it",
            "suggestion": "212",
            "concept": "",
            "related": [
                {"article": "news/a.en.txt", "lang": "en", "paragraph": 1, "span": [4, 7], "line": 3},
                {"article": "news/a.vi.txt", "lang": "vi", "paragraph": None, "span": None, "line": 0},
            ],
        }
    ]


@given(st.lists(findings, max_size=4))
def test_findings_come_back_from_their_json(given_findings):
    text = formats.format_json(given_findings)
    text.encode()  # no lone surrogate is left
    assert list(formats.parse_json(text)) == given_findings


@pytest.mark.parametrize("text", ["", "{}x", "[1]", '[{"code": "N101"}]', '[{"code": "Q999"}]', "7"])
def test_json_that_holds_no_findings_is_refused_by_name(text):
    with pytest.raises(InputError, match=r"^old\.json: no list of findings"):
        formats.parse_json(text, "old.json")


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_row_each_under_named_columns():
    number, term, note = rows(formats.format_csv(FINDINGS))
    assert number == {
        "severity": "error",
        "code": "N101",
        "rule": "number-missing",
        "story": "a",
        "article": "news/a.de.txt",
        "lang": "de",
        "paragraph": "2",
        "start": "10",
        "end": "13",
        "line": "7",
        "message": "another number stands where the other versions have it",
        "suggestion": "212",
        "concept": "",
        "related": "news/a.en.txt#1 news/a.vi.txt",
    }
    assert (term["paragraph"], term["start"], term["suggestion"]) == ("4", "", "巧みな大衆動員")
    assert (note["paragraph"], note["line"]) == ("", "1")


@given(st.lists(findings, max_size=3))
def test_every_format_can_be_written_as_utf8(given_findings):
    for form in (formats.format_text, formats.format_csv, formats.format_sarif, formats.format_github):
        text = form(given_findings)
        assert text.encode().decode() == text


def test_csv_lines_end_as_those_of_every_other_export():
    assert "\r" not in formats.format_csv(FINDINGS)


def test_csv_cells_that_begin_like_a_formula_are_defused():
    (row,) = rows(formats.format_csv([Finding("T101", Place("-a.txt"), '=HYPERLINK("x")', "@SUM(1)")]))
    assert (row["article"], row["message"], row["suggestion"]) == ("'-a.txt", '\'=HYPERLINK("x")', "'@SUM(1)")


@given(st.lists(findings, max_size=3))
def test_csv_can_be_read_back_cell_by_cell(given_findings):
    read = rows(formats.format_csv(given_findings))
    expected = [finding.message.encode(errors="replace") for finding in given_findings]
    assert [cells.restore(row["message"]).replace("\ufffd", "?").encode() for row in read] == [
        text.decode().replace("\ufffd", "?").encode() for text in expected
    ]


def test_sarif_holds_rules_results_and_places():
    log = json.loads(formats.format_sarif(FINDINGS))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["shortDescription"]["text"] and rule["defaultConfiguration"]["level"] for rule in rules)
    number, term, note = run["results"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["N101", "T102", "C101"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert number["message"]["text"] == "another number stands where the other versions have it → 212"
    assert number["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "news/a.de.txt"},
        "region": {"startLine": 7, "startColumn": 11},
    }
    assert number["locations"][0]["logicalLocations"][0]["name"] == "paragraph 2:10-13"
    assert len(number["relatedLocations"]) == 2
    assert "region" not in term["locations"][0]["physicalLocation"]
    assert note["properties"] == {"lang": "de"}


@pytest.mark.parametrize(
    ("article", "uri"),
    [
        ("a b%.txt", "a%20b%25.txt"),
        ("/data/ä.txt", "file:///data/%C3%A4.txt"),
        ("c:1", "c%3A1"),
        ("x\ud800", "x%EF%BF%BD"),
    ],
)
def test_sarif_names_articles_by_uris(article, uri):
    log = json.loads(formats.format_sarif([Finding("T101", Place(article), "m")]))
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_github_gets_a_workflow_command_each():
    assert formats.format_github(FINDINGS) == (
        "::error file=news/a.de.txt,line=7,col=11,title=N101 number-missing::"
        "another number stands where the other versions have it [212]\n"
        "::warning file=news/a.ja.txt,title=T102 term-deprecated::paragraph 5: “上手な民衆工作” is deprecated [巧みな大衆動員]\n"
        "::notice file=news/a.de.txt,line=1,title=C101 furniture::removed “Teilen”\n"
    )


def test_github_commands_cannot_be_forged_by_text():
    hostile = Finding("T103", Place("a,line=9::b.txt"), "100 %\n::error::forged\r", "")
    assert formats.format_github([hostile]) == (
        "::error file=a%2Cline=9%3A%3Ab.txt,title=T103 term-forbidden::100 %25 ::error::forged\n"
    )
