"""Findings that are allowed with a reason: the file, what it silences, and what is said of it."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora.errors import InputError
from corpora.finding import Finding, Place
from evaluation import allowlist
from evaluation.allowlist import Allowlist, judge, load, parse
from pipeline.cli import main

MISSING = Finding("T101", Place("news/a.de.txt", "de", 3), "“dân vận” has no term here", concept="dan-van")
WORSE = Finding("T102", Place("news/b.de.txt", "de", 3), "“Amtes” is a deprecated term", concept="so")
NUMBER = Finding("N101", Place("news/a.de.txt", "de", 4), "5 is missing")
FINDINGS = (MISSING, WORSE, NUMBER)
TODAY = date(2026, 11, 22)
HEAD = '[[allow]]\nreason = "as the customer wants it"\n'


def allowed(text: str) -> set[str]:
    verdict = judge(parse(text, "x"), FINDINGS, TODAY)
    return {finding.code for finding in FINDINGS if finding not in verdict}


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ('code = "T101"', {"T101"}),
        ('code = "t"', {"T101", "T102"}),
        ('code = "T"\nconcept = "so"', {"T102"}),
        ('code = "T"\narticle = "*.de.txt"', {"T101", "T102"}),
        ('code = "T"\narticle = "a.de.txt"', {"T101"}),
        ('code = "T"\narticle = "news/b.*"', {"T102"}),
        ('code = "T"\narticle = "de.txt"', set()),
        ('code = "T"\ntext = "Amtes"', {"T102"}),
        ('code = "N101"\nconcept = "so"', set()),
        ('code = "T101"\nuntil = 2026-11-22', {"T101"}),
        ('code = "T101"\nuntil = 2026-11-21', set()),
    ],
)
def test_an_entry_allows_what_all_of_its_keys_say(entry: str, codes: set[str]) -> None:
    assert allowed(HEAD + entry) == codes


def test_entries_that_ended_or_met_nothing_are_told_with_their_line() -> None:
    text = HEAD + 'code = "T101"\nuntil = 2026-01-31\n\n' + HEAD + 'code = "O101"\n\n' + HEAD + 'code = "T102"\n'
    verdict = judge(parse(text, "kheo-allow.toml"), FINDINGS, TODAY)
    assert verdict.notes == (
        "kheo-allow.toml:1: this entry (T101) ended on 2026-01-31 and allows nothing any more; "
        "mend what it allowed, or give it another day",
        "1 finding allowed by kheo-allow.toml",
    )
    assert verdict.details == ("kheo-allow.toml:6: this entry (O101) met no finding; remove it if all was checked",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\n[[allow]]\ncode = "T101"\n', "x:2: reason is missing; give a text that says why"),
        (HEAD, "x:1: code is missing; give a code or its beginning, as T101"),
        (HEAD + 'code = "Q1"', "x:3: code 'Q1': no finding has such a code; codes are R101"),
        (HEAD + 'code = "T101"\nreson = "x"', "x:4: unknown key 'reson'; known are code, reason, concept"),
        (HEAD + "code = 101", "x:3: code is 101; it must be a code or its beginning, as T101"),
        (HEAD + 'code = "T101"\nuntil = "2027-01-01"', "x:4: until is '2027-01-01'; it must be a date"),
        (HEAD + 'code = "T101"\nuntil = 2027-01-01T00:00:00', "x:4: until is 2027-01-01 00:00:00; it must be a date"),
        (HEAD + 'code = "T101"\n\n' + HEAD + "code = 3", "x:7: code is 3"),
        (HEAD + "code = ", "x:3: not TOML ("),
        ("[alow]\ncode = 3", "x:1: unknown table or key 'alow'; every entry begins with [[allow]]"),
        ('[allow]\ncode = "T101"', "'allow' is no list of entries; begin each with [[allow]]"),
        ("allow = 3", "x:1: 'allow' is no list of entries"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_file_and_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(text, "x")
    assert said in str(raised.value)
    assert str(raised.value).startswith("x:")


def test_the_list_of_the_folder_is_taken_unless_another_or_none_is_named(tmp_path: Path) -> None:
    assert load(None, tmp_path) == Allowlist()
    (tmp_path / allowlist.FILE).write_text(HEAD + 'code = "T101"', "utf-8")
    assert [entry.code for entry in load(None, tmp_path).entries] == ["T101"]
    assert load("none", tmp_path) == Allowlist()
    with pytest.raises(InputError, match=r"away\.toml: no such file"):
        load(str(tmp_path / "away.toml"), tmp_path)


@pytest.fixture
def kheo(tmp_path, monkeypatch):
    """The command in a folder with one article, which holds a forbidden and a deprecated term."""
    monkeypatch.chdir(tmp_path)
    Path("a.de.txt").write_text("Der Pöbel kam am Abend ins Amt der kleinen Stadt.\n", "utf-8")
    rows = "x,,,de,Pöbel,forbidden,\nx,,,de,Volk,preferred,\ny,,,de,Amt,deprecated,\ny,,,de,Behörde,preferred,\n"
    Path("terms.csv").write_text(f"concept_id,subject,definition,lang,term,status,note\n{rows}", "utf-8")
    return lambda *arguments: CliRunner().invoke(main, ["check", "a.de.txt", "--glossary", "terms.csv", *arguments])


def test_allowed_findings_leave_the_output_and_the_exit_code_and_are_counted(kheo) -> None:
    assert kheo().exit_code == 1
    Path(allowlist.FILE).write_text(HEAD + 'code = "T103"\nconcept = "x"\n', "utf-8")
    found = kheo()
    assert found.exit_code == 0
    assert "T103" not in found.stdout
    assert "T102" in found.stdout
    assert "1 finding allowed by kheo-allow.toml\n" in found.stderr
    assert kheo("--quiet").stderr == ""
    assert kheo("--allowlist", "none").exit_code == 1


def test_what_ended_is_told_and_what_met_nothing_only_to_those_who_ask(kheo) -> None:
    text = HEAD + 'code = "T103"\nuntil = 2020-01-01\n' + HEAD + 'code = "N"\n'
    Path("mine.toml").write_text(text, "utf-8")
    found = kheo("--allowlist", "mine.toml")
    assert found.exit_code == 1
    assert "mine.toml:1: this entry (T103) ended on 2020-01-01" in found.stderr
    assert "mine.toml:5" not in found.stderr
    assert "mine.toml:5: this entry (N) met no finding" in kheo("--allowlist", "mine.toml", "--verbose").stderr


def test_a_wrong_list_is_one_line_and_exit_code_2(kheo) -> None:
    Path(allowlist.FILE).write_text('[[allow]]\ncode = "T103"\n', "utf-8")
    found = kheo()
    assert found.exit_code == 2
    assert found.stderr == "Error: kheo-allow.toml:1: reason is missing; give a text that says why\n"
    assert found.stdout == ""
