"""The commands, by what they print, write and answer."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import corpora
from pipeline.cli import main

SAMPLES = Path(corpora.__file__).parent / "samples"
GERMAN = """\
Neue Brücke über den Fluss eröffnet

Das Volkskomitee der Provinz hat am 3. Mai 2024 eine neue Brücke über den Fluss eröffnet. Sie ist 420 Meter lang.

Bisher mussten die Schüler jeden Morgen mit der Fähre zur Schule fahren.
"""
ENGLISH = """\
New bridge across the river opened

On 3 May 2024 the provincial People's Committee opened a new bridge across the river. It is 420 metres long.

Until now, pupils had to take a ferry to school every morning.
"""


@pytest.fixture
def kheo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KHEO_GLOSSARY", raising=False)
    Path("bridge.de.txt").write_text(GERMAN, "utf-8")
    Path("bridge.en.txt").write_text(ENGLISH, "utf-8")
    runner = CliRunner()
    return lambda *arguments, **options: runner.invoke(main, arguments, catch_exceptions=False, **options)


def test_group_names_the_versions_of_each_story(kheo):
    found = kheo("group", ".")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[0].startswith("bridge  (")
    assert lines[1:] == ["  de  bridge.de.txt", "  en  bridge.en.txt"]


def test_group_as_json_has_every_article_in_one_story(kheo):
    record = json.loads(kheo("group", ".", "--format", "json").stdout)
    assert [story["versions"] for story in record["stories"]] == [{"de": "bridge.de.txt", "en": "bridge.en.txt"}]
    assert 0.5 < record["stories"][0]["confidence"] <= 1.0
    assert record["findings"] == []


def test_align_takes_a_story_as_a_json_line_as_it_is(kheo):
    story = {
        "id": "s1",
        "versions": {
            "de": ["Kommentar (0)", *GERMAN.split("\n\n")[1:]],
            "en": [{"kind": "p", "text": text} for text in ENGLISH.split("\n\n")[1:]],
        },
    }
    found = kheo("align", "-", input=json.dumps(story) + "\n")
    assert found.exit_code == 0
    record = json.loads(found.stdout)
    assert record["id"] == "s1"
    assert {json.dumps(u["paragraphs"], sort_keys=True) for u in record["units"]} == {
        '{"de": [0], "en": []}',
        '{"de": [1], "en": [0]}',
        '{"de": [2], "en": [1]}',
    }
    assert sorted(record["pairs"]["de-en"]) == [[[0], []], [[1], [0]], [[2], [1]]]
    assert all(0 <= u["confidence"] <= 1 and u["moved"] == [] for u in record["units"])


@pytest.mark.parametrize(("form", "first"), [("tsv", "story\tunit\t"), ("tmx", "<?xml"), ("html", "<!doctype html>")])
def test_align_prints_other_formats_on_request(kheo, form, first):
    assert kheo("align", ".", "--format", form).stdout.lower().startswith(first)


def test_check_says_where_what_and_what_to_do_and_fails_on_errors(kheo):
    Path("bridge.en.txt").write_text(ENGLISH.replace("420", "240"), "utf-8")
    found = kheo("check", ".", "--glossary", "none")
    assert found.exit_code == 1
    line = next(line for line in found.stdout.splitlines() if "N101" in line)
    assert line.startswith("bridge.")
    assert "420" in line
    assert "240" in line


def test_check_passes_what_is_not_selected_or_not_severe_enough(kheo):
    Path("bridge.en.txt").write_text(ENGLISH.replace("420", "240"), "utf-8")
    assert kheo("check", ".", "--select", "T,O").exit_code == 0
    assert kheo("check", ".", "--ignore", "N").exit_code == 0
    assert kheo("check", ".", "--fail-on", "never").exit_code == 0


def test_check_refuses_a_code_that_does_not_exist(kheo):
    found = kheo("check", ".", "--select", "Q1")
    assert found.exit_code == 2
    assert found.stderr.startswith("Error: --select 'Q1': no finding has such a code; codes are R101,")


def test_score_finds_the_reference_by_content_and_shows_signatures(kheo):
    Path("mt").mkdir()
    Path("mt/first.txt").write_text(ENGLISH.replace("pupils", "students").replace("\n\nUntil", " Until"), "utf-8")
    found = kheo("score", "--reference", "bridge.en.txt", "--draft", "alpha=mt")
    assert found.exit_code == 0
    assert [line.split()[:2] for line in found.stdout.splitlines()[1:3]] == [["en", "alpha"], ["en", "alpha"]]
    assert "BLEU en: nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:" in found.stdout


def test_score_of_the_reference_itself_is_perfect(kheo):
    record = json.loads(
        kheo("score", "--reference", "bridge.en.txt", "--draft", "same=bridge.en.txt", "--format", "json").stdout
    )
    figures = {row["metric"]: row["value"] for row in record if row["level"] == "corpus"}
    assert figures == {"BLEU": 100.0, "chrF2++": 100.0, "TER": 0.0}


def test_score_says_in_every_format_that_nothing_was_scored(kheo):
    Path("other.de.txt").write_text("Etwas ganz anderes.\n", "utf-8")
    given = ("score", "--reference", "bridge.en.txt", "--draft", "mt=other.de.txt")
    assert kheo(*given).stdout == "No draft was scored.\n"
    for form in ("json", "csv", "html"):
        assert (
            "no draft was scored; a draft needs a version of its own language" in kheo(*given, "--format", form).stderr
        )


def test_score_wants_a_name_for_each_draft(kheo):
    found = kheo("score", "--reference", "bridge.en.txt", "--draft", "bridge.en.txt")
    assert found.exit_code == 2
    assert (
        found.stderr
        == "Error: --draft 'bridge.en.txt': no name or no path; write NAME=PATH, as in alpha=drafts/alpha\n"
    )


def test_run_writes_a_report_and_exports_and_prints_the_report_path(kheo):
    found = kheo("run", ".", "--out", "result")
    assert found.exit_code == 0
    assert found.stdout == "result/report.html\n"
    assert sorted(path.name for path in Path("result").iterdir()) == [
        "findings.csv",
        "findings.json",
        "report.html",
        "units.jsonl",
        "units.tmx",
        "units.tsv",
    ]
    assert "Neue Brücke" in Path("result/report.html").read_text("utf-8")


def test_run_goes_on_past_bad_files_names_them_and_exits_with_2(kheo):
    Path("broken.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    Path("empty.txt").touch()
    found = kheo("run", ".", "--out", "result")
    assert found.exit_code == 2
    errors = [line for line in found.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 2
    assert "broken.txt" in errors[0]
    assert "empty.txt" in errors[1]
    assert Path("result/report.html").exists()


def test_run_with_nothing_to_read_writes_nothing(kheo):
    found = kheo("run", "nowhere", "--out", "result")
    assert found.exit_code == 2
    assert found.stderr.startswith("Error: nowhere: ")
    assert found.stderr.count("\n") == 1
    assert not Path("result").exists()


def test_run_leaves_no_half_written_file_where_the_folder_cannot_be_made(kheo):
    Path("result").write_text("a file stands here", "utf-8")
    found = kheo("run", ".", "--out", "result")
    assert found.exit_code == 2
    assert "result" in found.stderr
    assert Path("result").read_text("utf-8") == "a file stands here"


def test_quiet_says_nothing_but_the_result(kheo):
    assert kheo("run", ".", "--out", "result", "--quiet").stderr == ""


def test_verbose_names_the_vectors_and_what_was_removed(kheo):
    Path("bridge.de.txt").write_text(GERMAN + "\nKommentar (0)\n", "utf-8")
    found = kheo("group", ".", "--verbose")
    assert "vectors kheo-static" in found.stderr
    assert "C101" in found.stderr


def test_the_glossary_comes_from_option_then_variable_then_file(kheo, monkeypatch):
    header = "concept_id,subject,definition,lang,term,status,note\n"
    for name, term in (("option", "Fähre"), ("variable", "Schule"), ("file", "Schüler")):
        Path(f"{name}.csv").write_text(f"{header}x,,,de,{term},forbidden,\nx,,,en,bridge,preferred,\n", "utf-8")
    Path("kheo.toml").write_text('glossary = "file.csv"\n', "utf-8")
    assert "Schüler" in kheo("check", ".", "--select", "T103").stdout
    monkeypatch.setenv("KHEO_GLOSSARY", "variable.csv")
    assert "Schule" in kheo("check", ".", "--select", "T103").stdout
    assert "Fähre" in kheo("check", ".", "--select", "T103", "--glossary", "option.csv").stdout
    assert "T103" not in kheo("check", ".", "--select", "T103", "--glossary", "none").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("glossary = 3\n", "glossary is 3; it must be a path, or 'none'"),
        ("glosary = 'x'\n", "unknown setting 'glosary'; known are glossary, source"),
        ("glossary = \n", "not readable as TOML"),
        (
            'user = "An"\nglossary = terms.tbx  # mine\n',
            'kheo.toml:2: put it in quotation marks: glossary = "terms.tbx"',
        ),
        ("user = 2026-01-01\n", "user is 2026-01-01; it must be"),
        ("source = 'fr'\n", "language 'fr': unknown; kheo knows vi, en, de, ja"),
    ],
)
def test_a_wrong_settings_file_is_refused_in_one_line(kheo, text, said):
    Path("kheo.toml").write_text(text, "utf-8")
    found = kheo("check", ".")
    assert found.exit_code == 2
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


def test_demo_prints_its_report_and_takes_it_from_the_samples(kheo):
    found = kheo("demo", "--out", "shown", "--quiet")
    assert found.exit_code == 0
    assert found.stdout == "shown/report.html\n"
    page = Path("shown/report.html").read_text("utf-8")
    assert "dân vận khéo" in page
    assert Path("shown/scores.csv").read_text("utf-8").startswith("level,system,lang,story,draft,")


@pytest.mark.parametrize("command", ["demo", "run", "group", "align", "check", "score"])
def test_every_command_explains_itself(kheo, command):
    shown = kheo(command, "--help").stdout
    assert "--quiet" in shown
    assert "--verbose" in shown


@pytest.mark.parametrize(
    ("arguments", "said", "see"),
    [
        (["group"], "Error: Missing argument 'PATH…'", "see kheo group --help"),
        (["group", "--loud", "."], "Error: No such option", "see kheo group --help"),
        (["gruop", "."], "Error: No such command 'gruop'", "see kheo --help"),
        (["--loud"], "Error: No such option", "see kheo --help"),
        (["group", ".", "--format", "yaml"], "Error: Invalid value for '--format'", "see kheo group --help"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(kheo, arguments, said, see):
    found = kheo(*arguments, prog_name="kheo")
    assert found.exit_code == 2
    assert found.stderr.startswith(said)
    assert found.stderr.endswith(f"; {see}\n")
    assert found.stderr.count("\n") == 1


def test_two_systems_may_give_their_drafts_the_same_ids(kheo):
    for system, text in (("good", ENGLISH), ("poor", ENGLISH.replace("bridge", "fridge").replace("metres", "miles"))):
        lines = [line for line in text.splitlines() if line]
        Path(f"{system}.jsonl").write_text(json.dumps({"id": "b", "lang": "en", "paragraphs": lines}) + "\n", "utf-8")
    drafts = ["--draft", "good=good.jsonl", "--draft", "poor=poor.jsonl"]
    record = json.loads(kheo("score", "--reference", "bridge.en.txt", *drafts, "--format", "json").stdout)
    figures = {row["system"]: row["value"] for row in record if row["level"] == "corpus" and row["metric"] == "BLEU"}
    assert figures["good"] == 100.0
    assert figures["poor"] < 90.0
    assert len({row["draft"] for row in record if row["level"] == "article"}) == 2
    page = kheo("score", "--reference", "bridge.en.txt", *drafts, "--format", "html").stdout
    assert "100.0" in page
    assert re.search(rf"\b{int(figures['poor'])}\.\d\b", page)


def test_run_of_drafts_alone_says_that_nothing_stands_against_them(kheo):
    Path("only").mkdir()
    Path("only/x.en.draft-alpha.txt").write_text(ENGLISH, "utf-8")
    assert kheo("run", "only", "--out", "result").exit_code == 0
    assert [f["code"] for f in json.loads(Path("result/findings.json").read_text("utf-8"))] == ["D101"]


def test_a_later_run_leaves_no_scores_of_an_earlier_one(kheo):
    Path("bridge.en.draft-alpha.txt").write_text(ENGLISH, "utf-8")
    kheo("run", ".", "--out", "result")
    assert Path("result/scores.csv").exists()
    Path("result/notes.txt").write_text("mine", "utf-8")
    Path("bridge.en.draft-alpha.txt").unlink()
    kheo("run", "bridge.de.txt", "bridge.en.txt", "--out", "result")
    assert not Path("result/scores.csv").exists()
    assert Path("result/notes.txt").read_text("utf-8") == "mine"


def test_check_of_nothing_readable_does_not_look_like_all_clear(kheo):
    found = kheo("check", "nowhere.txt")
    assert found.exit_code == 2
    assert found.stdout == ""


def test_an_unknown_source_language_is_refused_with_its_place(kheo):
    assert "--source" in kheo("group", ".", "--source", "fr").stderr
    Path("kheo.toml").write_text('source = "fr"\n', "utf-8")
    assert kheo("group", ".").stderr.startswith("Error: ")
    assert "kheo.toml: source: " in kheo("group", ".").stderr


def test_locked_units_in_a_story_line_are_constraints(kheo):
    german, english = (text.split("\n\n") for text in (GERMAN, ENGLISH))
    line = {
        "id": "s",
        "versions": {"de": german, "en": english},
        "units": [{"paragraphs": {"de": [1], "en": [2]}, "locked": True}, {"paragraphs": {"de": [0], "en": [0]}}],
    }
    record = json.loads(kheo("align", "-", input=json.dumps(line) + "\n").stdout)
    assert [u["paragraphs"] for u in record["units"] if u.get("locked")] == [{"de": [1], "en": [2]}]
    line["units"][0]["paragraphs"]["en"] = [9]
    refused = kheo("align", "-", input=json.dumps(line) + "\n")
    assert refused.exit_code == 2
    assert "a locked unit holds paragraph 9 of 'en', which has 3; count from 0" in refused.stderr


def test_a_story_line_with_a_vietnamese_version_has_it_as_source(kheo):
    versions = {"vi": ["Thị trấn có 35 hộ dân."], "de": ["In der Kleinstadt leben 53 Haushalte."]}
    Path("terms.csv").write_text(
        "concept_id,subject,definition,lang,term,status,note\nx,,,vi,thị trấn,preferred,\nx,,,de,Marktflecken,preferred,\n",
        "utf-8",
    )
    line = json.dumps({"id": "s", "versions": versions}) + "\n"
    shown = kheo("check", "-", "--glossary", "terms.csv", input=line).stdout
    assert "T101" in shown
    assert "N101" in shown


def test_a_version_left_in_another_language_is_one_finding(kheo):
    english = ENGLISH.split("\n\n")
    line = json.dumps({"id": "s", "versions": {"en": english, "de": english}}) + "\n"
    found = json.loads(kheo("check", "-", "--format", "json", input=line).stdout)
    assert [finding["code"] for finding in found] == ["X101"]
