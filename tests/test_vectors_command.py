"""`kheo vectors`: what it prints, writes and refuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpora.vectors import attribution, static
from pipeline.cli import main

SEGMENTS = [
    {"vi": "Chính phủ muốn giảm thuế.", "en": "The government wants to lower taxes."},
    {"vi": "Trận động đất phá hủy nhiều nhà.", "en": "The earthquake destroyed many houses."},
]


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["vectors", *arguments])


@pytest.fixture
def segments(tmp_path: Path) -> Path:
    path = tmp_path / "segments.jsonl"
    path.write_text("".join(json.dumps(segment) + "\n" for segment in SEGMENTS), "utf-8")
    return path


def test_info_says_what_the_vectors_are_and_whose() -> None:
    found = _run("info")
    assert found.exit_code == 0
    lines = found.output.splitlines()
    assert lines[0] == f"signature  {static.load().signature}"
    assert "licence    CC-BY-SA-4.0" in lines
    assert "Asian Language Treebank" in found.output


def test_info_as_json_is_one_value() -> None:
    record = json.loads(_run("info", "--format", "json").stdout)
    assert record["dimension"] == static.load().dimension
    assert set(record["languages"]) == {"vi", "en", "de", "ja"}
    assert record["bytes"] < 12_000_000
    assert record["licence"] == "CC-BY-SA-4.0"


def test_every_source_of_the_shipped_vectors_is_attributed() -> None:
    text = (static.SHIPPED / attribution.FILE).read_text("utf-8")
    for name, source in attribution.SOURCES.items():
        assert f"| {name} |" in text
        assert source.holders in text
    counts = {
        line.split(" | ")[0].strip("| "): line.split(" | ")[1] for line in text.splitlines() if line.startswith("| ")
    }
    found = [attribution.Part(n, int(counts[n].replace(",", "")), s) for n, s in sorted(attribution.SOURCES.items())]
    assert text == attribution.format_markdown(found)


def test_every_licence_that_has_versions_says_which_and_where_it_stands() -> None:
    for name, source in attribution.SOURCES.items():
        if source.licence.startswith(("CC", "MPL")):
            assert source.licence in attribution.LINKS, name


def test_evaluate_prints_a_line_a_direction_and_the_mean(segments: Path) -> None:
    found = _run("evaluate", "--data", str(segments))
    assert found.exit_code == 0
    assert found.output.splitlines() == [
        f"Retrieval at 1 among 2 segments of {segments}, by {static.load().signature}",
        "direction  cosine   csls",
        "vi-en      1.0000 1.0000",
        "en-vi      1.0000 1.0000",
        "mean       1.0000 1.0000",
    ]


def test_evaluate_as_json_is_one_value(segments: Path) -> None:
    record = json.loads(_run("evaluate", "--data", str(segments), "--format", "json").stdout)
    assert record["segments"] == 2
    assert record["mean"] == {"cosine": 1.0, "csls": 1.0}
    assert [direction["source"] for direction in record["directions"]] == ["vi", "en"]


def test_a_missing_file_or_folder_is_one_line_and_exit_two(tmp_path: Path, segments: Path) -> None:
    for arguments in (
        ("evaluate", "--data", str(tmp_path / "none.jsonl")),
        ("info", "--vectors", str(tmp_path)),
        ("evaluate", "--data", str(segments), "--vectors", str(tmp_path)),
        ("train", "--data", str(tmp_path / "none"), "--out", str(tmp_path / "out")),
    ):
        found = _run(*arguments)
        assert found.exit_code == 2
        assert len(found.stderr.splitlines()) == 1
        assert str(tmp_path) in found.stderr
    assert not (tmp_path / "out").exists()


def test_train_writes_a_folder_that_the_other_commands_take(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs the train extra")
    data = tmp_path / "data"
    data.mkdir()
    rows = [{"vi": f"số {n} và {n * 7}", "en": f"number {n} and {n * 7}"} for n in range(120)]
    (data / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    more = tmp_path / "more.jsonl"
    more.write_text("".join(json.dumps(row) + "\n" for row in rows[:40]), "utf-8")
    out = tmp_path / "vectors"
    found = _run("train", "--data", str(data), "--more", str(more), "--out", str(out), "--epochs", "1")
    assert found.exit_code == 0, found.output
    assert found.stdout == f"{out}\n"
    assert "160 rows" in found.stderr
    assert "epoch 1/1: loss" in found.stderr
    assert sorted(path.name for path in out.iterdir()) == [attribution.FILE, static.PIECES, static.WEIGHTS]
    assert "| more | 40 | not stated to kheo |" in _run("info", "--vectors", str(out)).output
