"""Training vectors on a toy corpus, and reading the rows for it."""

import gzip
import json
import lzma
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpora.errors import InputError
from corpora.vectors import attribution, corpus, retrieval, static

WORDS = [
    ("con mèo", "the cat", "die Katze", "猫"),
    ("ngôi nhà", "the house", "das Haus", "家"),
    ("dòng sông", "the river", "der Fluss", "川"),
    ("bông lúa", "the rice", "der Reis", "米"),
    ("cây cầu", "the bridge", "die Brücke", "橋"),
    ("ngọn núi", "the mountain", "der Berg", "山"),
    ("quyển sách", "the book", "das Buch", "本"),
    ("chiếc xe", "the car", "das Auto", "車"),
    ("thành phố", "the town", "die Stadt", "町"),
    ("con đường", "the road", "die Straße", "道"),
]
VERBS = [
    ("nhìn thấy", "sees", "sieht", "を見る"),
    ("mua", "buys", "kauft", "を買う"),
    ("yêu", "loves", "liebt", "を愛する"),
    ("quên", "forgets", "vergisst", "を忘れる"),
]
LANGS = ("vi", "en", "de", "ja")


def _toy(count: int) -> list[corpus.Row]:
    chance = random.Random(4)
    rows = []
    for _ in range(count):
        subject, other, verb = chance.choice(WORDS), chance.choice(WORDS), chance.choice(VERBS)
        texts = [
            f"{subject[i]}は{other[i]}{verb[i]}。" if lang == "ja" else f"{subject[i]} {verb[i]} {other[i]}."
            for i, lang in enumerate(LANGS)
        ]
        rows.append(corpus.Row("toy", dict(zip(LANGS, texts, strict=True))))
    return rows


def _write(path: Path, lines: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def test_training_lowers_the_loss_and_finds_translations_and_repeats_itself() -> None:
    pytest.importorskip("torch", reason="needs the train extra")
    from corpora.vectors import training

    rows = _toy(400)
    options = training.Options(dimension=16, pieces=150, epochs=12, batch=32, seed=7)
    told: list[training.Epoch] = []
    trained = training.train(rows, options, told.append)
    assert tuple(told) == trained.epochs
    assert [epoch.number for epoch in told] == list(range(1, 13))
    assert told[-1].loss < 0.8 * told[0].loss
    vectors = static.parse(trained.files[static.WEIGHTS], trained.files[static.PIECES])
    words = {lang: [word[i] for word in WORDS] for i, lang in enumerate(LANGS)}
    assert np.mean([r.cosine for r in retrieval.evaluate(vectors, words)]) > 0.8
    assert dict(training.train(rows, options).files) == dict(trained.files)
    other = training.train(rows, training.Options(dimension=16, pieces=150, epochs=1, batch=32, seed=8))
    assert other.files[static.WEIGHTS] != trained.files[static.WEIGHTS]


def test_rows_are_held_out_and_measured_where_there_are_enough() -> None:
    pytest.importorskip("torch", reason="needs the train extra")
    from corpora.vectors import training

    few = training.Options(dimension=8, pieces=150, epochs=1, batch=64)
    assert training.train(_toy(60), few).epochs[0].held_out is None
    held = training.train(_toy(1300), few).epochs[0].held_out
    assert held is not None
    assert 0 < held <= 1


def test_too_little_text_is_refused() -> None:
    pytest.importorskip("torch", reason="needs the train extra")
    from corpora.vectors import training

    with pytest.raises(InputError, match="give more rows"):
        training.train([], training.Options(epochs=1))
    with pytest.raises(InputError, match="give more rows"):
        training.train([corpus.Row("one", {"vi": "a", "en": "b"})], training.Options(epochs=1))


def test_without_torch_the_message_holds_the_pip_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from corpora.errors import MissingExtraError
    from corpora.vectors import training

    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match=r"pip install '\.\[train\]'"):
        training.train(_toy(40), training.Options())


def test_what_is_learned_carries_the_attributions_of_its_sources() -> None:
    text = attribution.format_markdown(attribution.parts(["bible", "house", "bible"]))
    assert "| bible | 2 | public domain, the Kougo-yaku in Japan |" in text
    assert "| house | 1 | not stated to kheo |" in text
    assert "CC BY-SA 4.0" in text


def test_rows_are_read_plain_and_compressed_in_the_order_of_their_names(tmp_path: Path) -> None:
    line = json.dumps({"doc_id": "x", "vi": "một", "en": "one", "xx": "?"}) + "\n"
    (tmp_path / "b.jsonl").write_text(line, "utf-8")
    with lzma.open(tmp_path / "a.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(line)
    with gzip.open(tmp_path / "c.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(line)
    (tmp_path / "notes.txt").write_text("no rows", "utf-8")
    own = _write(tmp_path / "d.jsonl", [{"de": "eins", "ja": "一"}])
    rows = corpus.read_all(tmp_path)
    assert [row.source for row in rows] == ["a", "b", "c", "d"]
    assert rows[0].texts == {"vi": "một", "en": "one"}
    assert corpus.read_all(tmp_path, [own])[-1] == corpus.Row("d", {"de": "eins", "ja": "一"})


def test_rows_in_one_language_only_teach_nothing(tmp_path: Path) -> None:
    path = _write(tmp_path / "rows.jsonl", [{"vi": "một"}, {"vi": "hai", "en": " "}, {"vi": "ba", "en": "three"}])
    assert [row.texts["vi"] for row in corpus.read(path)] == ["ba"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{\n", r"rows\.jsonl:1: is no JSON"),
        (b"[" * 100_000, r"rows\.jsonl:1: is nested too deeply"),
        (b'{"vi": "a", "en": "b"}\n[]\n', r"rows\.jsonl:2: list instead of an object"),
        (b'{"vi": 3, "en": "b"}\n', r"rows\.jsonl:1: 'vi' holds no text but int"),
        (b"\xff\xfe", r"rows\.jsonl: cannot be read"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        list(corpus.read(path))


@pytest.mark.parametrize("name", ["rows.jsonl.xz", "rows.jsonl.gz"])
def test_a_file_that_is_not_compressed_as_its_name_says_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'{"vi": "a"}')
    with pytest.raises(InputError, match="cannot be read"):
        list(corpus.read(tmp_path / name))


def test_a_folder_without_rows_and_a_file_of_another_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no files of aligned rows"):
        corpus.read_all(tmp_path)
    with pytest.raises(InputError, match="not a file of aligned rows"):
        list(corpus.read(tmp_path / "rows.csv"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('tòa nhà , " mới " , đã mở cửa .', 'Tòa nhà, "mới", đã mở cửa.'),
        ("( theo ông Hà ) , giá là 5 % .", "(theo ông Hà), giá là 5%."),
        ("don 't close the door .", "Don't close the door."),
        ("it 's the boy 's book !", "It's the boy's book!"),
        ("Schon richtig geschrieben, oder?", "Schon richtig geschrieben, oder?"),
    ],
)
def test_tokenised_text_is_written_as_people_write_it(text: str, written: str) -> None:
    assert corpus.detokenise(text) == written
