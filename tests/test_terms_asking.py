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

    return run


def discovered(kheo, *arguments: str) -> set[str]:
    found = kheo("discover", "water.en.txt", "water.de.txt", "--lang", "en", "--format", "json", *arguments)
    return {record["term"] for record in json.loads(found.stdout)}


def test_what_was_proposed_rejected_or_removed_is_not_discovered_again(kheo) -> None:
    kheo("add", "--en", "bridge")
    first = discovered(kheo, "--limit", "3")
    assert {"Clean Rivers", "water report"} <= first
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
