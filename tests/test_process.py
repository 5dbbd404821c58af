import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossary import patterns
from pipeline.cli import main

HEADER = "concept_id,subject,definition,lang,term,status,note,match\n"
ROWS = (
    "slow,,,en,(a|aa)+(?!\\s)[bc],preferred,,regex\n"
    "bridge,,,en,bridge,preferred,,\n"
    "bridge,,,de,Brücke,preferred,,\n"
    "bridge,,,de,Steg,forbidden,,\n"
)
TEXTS = {
    "bridge.en.txt": "The bridge over the river opened in the morning.",
    "bridge.de.txt": "Der Steg über den Fluss wurde am Morgen geöffnet.",
    "school.en.txt": f"The children of the school sang {'a' * 60} and laughed all afternoon.",
    "school.de.txt": f"Die Kinder der Schule sangen {'a' * 60} und lachten den ganzen Nachmittag.",
    "sang.de.txt": f"Die Kinder der Schule sangen laut {'a' * 60} und lachten am Nachmittag.",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two stories, one of which a pattern of the glossary cannot be looked for in, and a draft of that one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(patterns, "_SECONDS", 0.05)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text + "\n", "utf-8")
    (tmp_path / "terms.csv").write_text(HEADER + ROWS, "utf-8")
    return tmp_path


def test_a_pattern_that_takes_too_long_in_one_story_stops_no_other(folder: Path) -> None:
    texts = [name for name in TEXTS if not name.startswith("sang")]
    done = CliRunner().invoke(main, ["run", *texts, "--glossary", "terms.csv", "--out", "made"])
    assert done.exit_code == 2
    assert done.stderr.count("its terms are not checked: glossary: concept 'slow'") == 1
    found = json.loads((folder / "made" / "findings.json").read_text("utf-8"))
    assert [each["article"] for each in found if each["code"] == "T103"] == ["bridge.de.txt"]
    assert "laughed all afternoon" in (folder / "made" / "report.html").read_text("utf-8")


def test_a_draft_whose_terms_cannot_be_counted_is_scored_all_the_same(folder: Path) -> None:
    options = ["--reference", "school.de.txt", "--reference", "school.en.txt", "--source", "en"]
    done = CliRunner().invoke(main, ["score", *options, "--draft", "me=sang.de.txt", "--glossary", "terms.csv"])
    assert done.exit_code == 2
    assert "sang.de.txt: its terms are not counted: glossary: concept 'slow'" in done.stderr
    assert "sang.de.txt" in done.stdout
