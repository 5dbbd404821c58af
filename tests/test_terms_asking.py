"""`kheo terms` find, renderings and discover as a translator uses them: what counts as asked, and what is said beside it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

ENGLISH = (
    "The council published the water report on Monday, said the mayor.",
    "Farmers read the water report and asked for new wells.",
    "The mayor praised the movement “Clean Rivers” in his speech.",
    "Schools joined “Clean Rivers” last year.",
    "The bridge will be closed until spring.",
)
GERMAN = (
    "Der Rat veröffentlichte am Montag den Wasserbericht, sagte der Bürgermeister.",
    "Die Bauern lasen den Wasserbericht und baten um neue Brunnen.",
    "Der Bürgermeister lobte in seiner Rede die Bewegung „Saubere Flüsse“.",
    "Schulen schlossen sich im letzten Jahr der Initiative „Saubere Flüsse“ an.",
    "Die Brücke bleibt bis zum Frühling geschlossen.",
)


@pytest.fixture
def kheo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name in ("KHEO_CUSTOMER", "KHEO_SOURCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KHEO_GLOSSARY", "my.tbx")
    monkeypatch.setenv("KHEO_USER", "Anna")
    Path("water.en.txt").write_text("\n\n".join(ENGLISH), "utf-8")
    Path("water.de.txt").write_text("\n\n".join(GERMAN), "utf-8")

    def run(*arguments: str, code: int = 0):
        found = CliRunner().invoke(main, ("terms", *arguments), catch_exceptions=False)
        assert found.exit_code == code, found.output
        return found

    run("add", "--en", "bridge")
    return run


def discovered(kheo, *arguments: str) -> set[str]:
    found = kheo("discover", "water.en.txt", "water.de.txt", "--lang", "en", "--format", "json", *arguments)
    return {record["term"] for record in json.loads(found.stdout)}


def test_what_was_proposed_rejected_or_removed_is_not_discovered_again(kheo) -> None:
    first = discovered(kheo, "--limit", "3")
    assert {"Clean Rivers", "water report"} <= first
    assert "(English, 2 in 1 article" in kheo("discover", "water.en.txt", "water.de.txt", "--lang", "en").stdout
    kheo("propose", "--en", "Clean Rivers")
    assert "Clean Rivers" not in discovered(kheo)
    kheo("reject", "clean-rivers")
    kheo("propose", "--en", "Water Reports", "--pattern", "(w)")
    kheo("remove", "water-reports")
    assert not {"Clean Rivers", "water report"} & discovered(kheo)


def rendered(kheo, *arguments: str) -> dict[tuple[str, str], str | None]:
    found = kheo("renderings", *arguments, "water.en.txt", "water.de.txt", "--format", "json")
    return {(record["lang"], record["rendering"]): record["status"] for record in json.loads(found.stdout)}


@pytest.mark.parametrize("asked", ["bao-cao", "Water Report", "water reports", "water report", "Wasserberichts"])
def test_renderings_takes_an_id_and_a_term_in_any_form_and_tells_the_status_of_each(kheo, asked: str) -> None:
    kheo("add", "bao-cao", "--en", "water report", "--de", "Wasserbericht", "--status", "admitted")
    assert rendered(kheo, asked) == {("en", "water report"): "admitted", ("de", "Wasserbericht"): "admitted"}


DRAFT = "Der Bürgermeister lobte in seiner Rede die Bewegung „Klare Flüsse“."


@pytest.fixture
def drafted(kheo):
    Path("water.de.draft-mt.txt").write_text("\n\n".join((*GERMAN[:2], DRAFT, *GERMAN[3:])), "utf-8")
    return kheo


def test_find_looks_into_drafts_too_and_names_who_made_them(drafted) -> None:
    found = drafted("find", "Flüsse", "water.en.txt", "water.de.txt", "water.de.draft-mt.txt")
    assert "water, draft by mt\n" in found.stdout
    assert "„Klare [Flüsse]“" in found.stdout
    assert "4 places in 1 story" in found.stderr
    found = drafted("find", "Klare", "water.de.txt", "water.en.txt", "water.de.draft-mt.txt", "--format", "json")
    assert [record["draft"] for record in json.loads(found.stdout)] == ["mt"]


def test_drafts_are_left_out_of_renderings_with_a_word_and_asked_where_they_are_alone(drafted) -> None:
    found = drafted("renderings", "Clean Rivers", "water.en.txt", "water.de.txt", "water.de.draft-mt.txt")
    assert "1 draft left out" in found.stderr
    assert "Klare" not in found.stdout
    found = drafted("renderings", "Klare Flüsse", "water.de.draft-mt.txt", "--lang", "de")
    assert "Nothing but 1 draft: taken as texts of their own" in found.stderr
    assert "Klare Flüsse" in found.stdout
    assert "[Klare]" in drafted("find", "Klare", "water.de.draft-mt.txt").stdout


@pytest.mark.parametrize("asked", ["", " ", ".", "–"])
def test_what_has_no_letter_is_not_looked_for(kheo, asked: str) -> None:
    for command in ("find", "renderings"):
        assert "no letter and no digit; give a term" in kheo(command, asked, "water.en.txt", code=2).stderr


def test_where_nothing_can_be_read_nothing_is_said_of_the_texts(kheo) -> None:
    found = kheo("find", "water", "missing.txt", code=2)
    assert "nowhere" not in found.stderr
    assert "missing.txt" in found.stderr
    assert kheo("discover", "missing.txt", code=2).stdout == ""
    assert kheo("renderings", "water", "missing.txt", code=2).stdout == ""


def test_an_id_that_is_spelled_wrong_leads_to_the_near_ones_and_a_term_of_two_concepts_to_both(kheo) -> None:
    kheo("add", "dan-van-kheo", "--de", "Brücke")
    assert "the nearest are dan-van-kheo" in kheo("find", "dan-van-keo", "water.de.txt").stderr
    kheo("add", "cau", "--vi", "cầu", "--de", "Brücke")
    found = kheo("renderings", "Brücke", "water.de.txt")
    assert "a term of 2 concepts: cau (vi cầu, de Brücke); dan-van-kheo (de Brücke)" in found.stderr
