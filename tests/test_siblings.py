"""Checking single files that change: their other versions are read too, and findings are told of the changed files only."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora.finding import Finding, Place
from corpora.readers.siblings import with_siblings
from evaluation.gate import Outside
from pipeline.cli import main


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in (
        "bridge.vi.txt",
        "bridge.de.txt",
        "bridge.en.md",
        "bridge.en.draft-alpha.txt",
        "bridge.txt",
        "bridge.de.tbx",
        "bridge-2.vi.txt",
        "flood.vi.txt",
        "de/train.txt",
        "vi/train.md",
        "vi/flood.txt",
        "notes/train.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("A text.", "utf-8")
    return tmp_path


def beside(archive: Path, *names: str) -> list[str]:
    found = with_siblings([str(archive / name) for name in names])
    return sorted(str(Path(path).relative_to(archive)) for path in found[len(names) :])


def test_versions_of_the_same_name_lie_beside_one_another(archive: Path) -> None:
    assert beside(archive, "bridge.de.txt") == ["bridge.en.md", "bridge.vi.txt"]
    assert beside(archive, "bridge.de.txt", "bridge.vi.txt") == ["bridge.en.md"]
    assert beside(archive, "flood.vi.txt") == []


def test_versions_lie_in_folders_that_are_named_for_languages(archive: Path) -> None:
    assert beside(archive, "de/train.txt") == ["vi/train.md"]
    assert beside(archive, "notes/train.txt") == []


def test_a_folder_a_missing_file_and_standard_input_have_no_siblings(archive: Path) -> None:
    assert with_siblings([str(archive), "-", "nowhere.de.txt"]) == (str(archive), "-", "nowhere.de.txt")


def test_findings_of_the_siblings_are_left_out() -> None:
    here, there = (Finding("T101", Place(name), "m") for name in ("bridge.de.txt", "bridge.vi.txt"))
    outside = Outside(("bridge.vi.txt",))
    assert (here in outside, there in outside) == (True, False)


def test_a_changed_version_is_held_against_the_source_that_did_not_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    vi = "Hội nghị biểu dương các mô hình dân vận khéo của tỉnh trong năm 2024."
    de = "Die Konferenz würdigte die Vorbilder der Provinz im Jahr 2024, der Pöbel sah zu."
    Path("bridge.vi.txt").write_text(f"{vi}\n", "utf-8")
    Path("bridge.de.txt").write_text(f"{de}\n", "utf-8")
    rows = ["k,vi,dân vận khéo,preferred", "k,de,geschickte Massenmobilisierung,preferred", "p,vi,hội nghị,forbidden"]
    Path("terms.csv").write_text("\n".join(["concept_id,lang,term,status", *rows, ""]), "utf-8")

    def lines(*options: str) -> list[str]:
        said = CliRunner().invoke(
            main, ["check", "bridge.de.txt", "--select", "T", "--glossary", "terms.csv", *options]
        )
        return [line.split(" ")[1] for line in said.stdout.splitlines() if line.startswith("bridge")]

    assert lines() == []
    assert lines("--siblings") == ["T101"]
