"""Neural encoders and what they keep on disk, with a tiny checkpoint made on the spot."""

import json
import logging
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import corpora
from corpora import readers
from corpora.errors import InputError, MissingExtraError
from corpora.vectors import cache, hub, neural, static
from pipeline import process
from pipeline.cli import main, options
from pipeline.cli.console import Console

SAMPLES = Path(corpora.__file__).parent / "samples"
WIDTH = 32
TEXTS = ["The bridge is open.", "Die Brücke ist offen.", "橋が開通した。", "Cầu đã thông xe."]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A sentence-transformers checkpoint: a BERT of two layers with random weights, over single characters."""
    pytest.importorskip("sentence_transformers", reason="needs the encoder extra")
    folder = tmp_path_factory.mktemp("made")
    with hub.silence(models=True):
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.models import Pooling, Transformer
        from transformers import BertConfig, BertModel, BertTokenizerFast

        letters = sorted({letter for text in TEXTS for letter in text.lower()} | {chr(code) for code in range(33, 127)})
        words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
        (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
        torch.manual_seed(1)
        shape = BertConfig(
            vocab_size=len(words),
            hidden_size=WIDTH,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=128,
        )
        BertModel(shape).save_pretrained(folder / "plain")
        BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder / "plain")
        parts = [Transformer(str(folder / "plain")), Pooling(WIDTH)]
        SentenceTransformer(modules=parts, device="cpu").save(str(folder / "tiny"))
    return folder


@pytest.fixture
def tiny(made, tmp_path, monkeypatch):
    """The checkpoint's folder as `tiny` in the working directory, with a cache of its own and no way to any network."""
    shutil.copytree(made / "tiny", tmp_path / "tiny")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHEO_CACHE", str(tmp_path / "cache"))

    def refuse(*_):
        raise ConnectionRefusedError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tmp_path / "tiny"


@pytest.fixture
def calls(monkeypatch):
    """How many texts each loaded checkpoint was asked to encode."""
    counted = []
    original = neural.NeuralEncoder._computed
    monkeypatch.setattr(
        neural.NeuralEncoder, "_computed", lambda self, texts: counted.append(len(texts)) or original(self, texts)
    )
    return counted


@pytest.fixture
def kheo():
    runner = CliRunner()
    return lambda *arguments, **options: runner.invoke(main, arguments, catch_exceptions=False, **options)


def test_a_vector_is_the_embedding_of_the_checkpoint_times_the_length_of_the_text(tiny):
    encoder = neural.load("tiny")
    sums = encoder.encode(TEXTS)
    assert sums.shape == (len(TEXTS), encoder.dimension) == (len(TEXTS), WIDTH)
    assert sums.dtype == np.float32
    assert np.linalg.norm(sums, axis=1) == pytest.approx([len(text) for text in TEXTS], rel=1e-3)
    with hub.silence(models=True):
        from sentence_transformers import SentenceTransformer

        expected = SentenceTransformer("tiny", local_files_only=True).encode(TEXTS, normalize_embeddings=True)
    assert encoder.unit(sums, "en") == pytest.approx(expected, abs=2e-3)


def test_texts_that_say_nothing_are_zero_and_stay_zero(tiny):
    encoder = neural.load("tiny")
    sums = encoder.encode(["", " \n\t　", "x"])
    assert not sums[:2].any()
    assert sums[2].any()
    assert not encoder.unit(sums, "ja")[:2].any()
    assert encoder.encode([]).shape == (0, WIDTH)


def test_what_reading_would_not_tell_apart_is_encoded_alike(tiny, calls):
    encoder = neural.load("tiny")
    sums = encoder.encode(["Cầu mở cửa", "Câ\u0300u  mở\ncửa ", "half \ud800 pair"])
    assert (sums[0] == sums[1]).all()
    assert sums[2].any()
    assert calls[0] == 2


def test_a_text_comes_from_disk_the_second_time_to_the_last_digit(tiny, calls):
    first = neural.load("tiny").encode([*TEXTS, TEXTS[0]])
    assert calls == [4, 1]  # the last one for the dimension
    again = neural.load("tiny")
    assert (again.encode([TEXTS[0], *TEXTS[1:], TEXTS[0]]) == first).all()
    assert again.dimension == WIDTH
    again.encode(["New.", *TEXTS])
    assert calls == [4, 1, 1]


def test_the_order_of_texts_and_of_batches_does_not_change_them(tiny, monkeypatch):
    monkeypatch.setenv("KHEO_CACHE", "none")
    monkeypatch.setattr(neural, "_AT_ONCE", 3)
    said = []
    texts = [text * k for k in (1, 5, 2) for text in TEXTS]
    forth = neural.load("tiny", said.append).encode(texts)
    back = neural.load("tiny").encode(texts[::-1])[::-1]
    assert forth == pytest.approx(back, rel=1e-2, abs=1e-2)
    assert said[-1].endswith("12 of 12 new sentences encoded")
    assert not (tiny.parent / "cache").exists()


def test_another_checkpoint_never_reads_this_ones_vectors(tiny, calls):
    neural.load("tiny").encode(TEXTS)
    record = json.loads((tiny / neural.PROMPTS).read_text("utf-8"))
    (tiny / neural.PROMPTS).write_text(json.dumps({**record, "prompts": {"query": "query: "}}), "utf-8")
    other = neural.load("tiny")
    other.encode(TEXTS)
    assert calls == [4, 1, 4, 1]
    assert len(list((tiny.parent / "cache" / "vectors").glob("tiny-*.sqlite3"))) == 2


def test_a_prompt_that_the_checkpoint_names_stands_in_front_of_every_text(tiny):
    bare = neural.load("tiny")
    expected = bare.unit(bare.encode(["query: bridge"]), "en")
    (tiny / neural.PROMPTS).write_text('{"prompts": {"query": "query: ", "passage": "passage: "}}', "utf-8")
    prompted = neural.load("tiny")
    assert prompted.signature != bare.signature
    assert prompted.unit(prompted.encode(["bridge"]), "en") == pytest.approx(expected, abs=2e-3)


@pytest.mark.parametrize("content", ["[", "[]", '{"prompts": 3}', '{"prompts": {"query": 3}}'])
def test_settings_that_are_none_are_named(tiny, content):
    (tiny / neural.PROMPTS).write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"config_sentence_transformers\.json: .*; .*fetch the checkpoint again"):
        neural.load("tiny")


def test_nothing_but_what_kheo_says_reaches_the_user(tiny, capfd):
    shutil.copytree("tiny", "other")
    from safetensors.numpy import load_file, save_file

    weights = load_file("other/model.safetensors")  # on the odd one transformers has many remarks
    save_file({**weights, "odd": np.ones(2)}, "other/model.safetensors", metadata={"format": "pt"})
    logged = []
    handler = logging.Handler()
    handler.emit = logged.append
    loggers = [logging.getLogger(name) for name in ("transformers", "sentence_transformers")]
    for logger in loggers:
        logger.addHandler(handler)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        neural.load("tiny").encode([*TEXTS, "very long " * 500])
        neural.load("other").encode(TEXTS)
    for logger in loggers:
        logger.removeHandler(handler)
    assert logged == []
    assert capfd.readouterr() == ("", "")


def test_a_checkpoint_of_transformers_alone_is_used_with_a_word_on_how(tiny, made, said):
    shutil.copytree(made / "plain", "plain")
    assert neural.load("plain", said.append).encode(TEXTS) == pytest.approx(neural.load("tiny").encode(TEXTS), abs=0.05)
    assert said == ["plain: no modules.json says how a text's embedding is made; it is the mean over its tokens"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "vectors: the name is empty; give a folder"),
        ("./none", "./none: no such folder; give a folder of vectors or the name of a model on the hub"),
        ("a/b/c", "a/b/c: no such folder; give"),
        ("tiny/config.json", "tiny/config.json: a file; give the folder"),
        ("tiny/nothing", "tiny/nothing: no such folder, and no model 'tiny/nothing' to be had from the hub ("),
        (
            "empty",
            "empty: no vectors in this folder; it must hold weights.npz and pieces.model, as `kheo vectors train` writes",
        ),
        (
            "LaBSE",
            "LaBSE: no such folder, and no model 'sentence-transformers/LaBSE' to be had from the hub (",
        ),
    ],
)
def test_a_wrong_name_is_one_line_that_says_what_was_tried(tiny, kheo, name, message):
    (tiny.parent / "empty").mkdir()
    found = kheo("align", str(SAMPLES), "--encoder", name)
    assert found.exit_code == 2
    assert found.stderr.startswith(f"Error: {message}")
    assert found.stderr.count("\n") == 1
    assert found.stdout == ""


def test_a_damaged_checkpoint_is_named(tiny):
    (tiny / "model.safetensors").write_bytes(b"\0" * 100)
    with pytest.raises(
        InputError, match=r"^tiny: no checkpoint that sentence-transformers can load \(.*; fetch or save"
    ):
        neural.load("tiny").encode(TEXTS)


def test_code_inside_of_a_checkpoint_is_never_run(tiny):
    (tiny / "own.py").write_text("open('ran', 'w').close()\nclass Own: pass\n", "utf-8")
    parts = (tiny / "modules.json").read_text("utf-8")
    (tiny / "modules.json").write_text(re.sub(r'"sentence_transformers[^"]*Pooling"', '"own.Own"', parts), "utf-8")
    with pytest.raises(InputError, match=r"^tiny: no checkpoint that sentence-transformers can load \(.*own\.Own"):
        neural.load("tiny").encode(TEXTS)
    assert not Path("ran").exists()


def test_embeddings_that_are_no_numbers_are_refused_and_not_kept(tiny, monkeypatch):
    encoder = neural.load("tiny")
    monkeypatch.setattr(encoder._model, "encode", lambda texts, **_: np.full((len(texts), WIDTH), np.nan))
    with pytest.raises(InputError, match="tiny: embeddings that are no numbers"):
        encoder.encode(TEXTS)
    assert encoder.cache.size().vectors == 0


@pytest.mark.parametrize(
    ("name", "start"), [("tiny", "tiny needs"), ("e5", "e5: no such folder; as the name of a model")]
)
def test_without_the_extra_the_message_has_the_pip_line(tmp_path, monkeypatch, name, start):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(neural.util, "find_spec", lambda _: None)
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "config.json").write_text("{}", "utf-8")
    with pytest.raises(MissingExtraError, match=rf"^{start}.* the 'encoder' extra; .*pip install '\.\[encoder\]'$"):
        neural.load(name)


def laid_out(made, tmp_path, monkeypatch):
    """The checkpoint as the hub's own library would have put it on this machine."""
    place = tmp_path / "hub" / "models--someone--tiny"
    shutil.copytree(made / "tiny", place / "snapshots" / ("c0ffee" + "0" * 34))
    (place / "refs").mkdir()
    (place / "refs" / "main").write_text("c0ffee" + "0" * 34, "utf-8")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    return place / "snapshots" / ("c0ffee" + "0" * 34)


def test_a_model_of_the_hub_that_is_on_this_machine_needs_no_network(tiny, made, tmp_path, monkeypatch):
    laid_out(made, tmp_path, monkeypatch)
    encoder = neural.load("someone/tiny")
    assert encoder.signature == "someone/tiny-c0ffee00"
    assert (encoder.encode(TEXTS) == neural.load("tiny").encode(TEXTS)).all()
    assert encoder.cache.path.name == "someone-tiny-c0ffee0000000000.v1.sqlite3"


@pytest.mark.parametrize("part", ["modules.json", "model.safetensors", "1_Pooling/config.json"])
def test_a_model_that_is_only_partly_on_this_machine_is_not_used_as_it_is(tiny, made, tmp_path, monkeypatch, part):
    (laid_out(made, tmp_path, monkeypatch) / part).unlink()
    with pytest.raises(
        InputError, match="someone/tiny: no such folder, and no model 'someone/tiny' to be had from the hub"
    ):
        neural.load("someone/tiny")


def test_of_a_model_only_what_is_loaded_is_fetched():
    files = ["README.md", "modules.json", "model.safetensors", "pytorch_model.bin", "2_Dense/pytorch_model.bin"]
    assert hub.wanted([*files, "onnx/model.onnx", "onnx/config.json", "tf_model.h5", "vocab.txt"]) == [
        "2_Dense/pytorch_model.bin",
        "model.safetensors",
        "modules.json",
        "vocab.txt",
    ]


# What is kept on disk, without any checkpoint.

ROWS = {bytes([k]) * 32: np.arange(k, k + 8, dtype=np.float16) for k in range(200)}
WRITER = """
import sys, numpy as np
from pathlib import Path
from corpora.vectors.cache import VectorCache
kept = VectorCache(Path(sys.argv[1]), lambda line: sys.exit(line))
for k in range(int(sys.argv[2]), int(sys.argv[3])):
    kept.put({(k * 100 + n).to_bytes(32): np.full(512, k, np.float16) for n in range(100)})
    print(k, flush=True)
"""


def keys_of(batch):
    return [(batch * 100 + n).to_bytes(32) for n in range(100)]


@pytest.fixture
def said():
    return []


@pytest.fixture
def kept(tmp_path, said):
    return cache.VectorCache(tmp_path / "some" / "kept.sqlite3", said.append)


def test_what_was_put_comes_back_and_nothing_else(kept, said):
    assert kept.get(list(ROWS)) == {}
    assert kept.size() == cache.Size(0, 0, 0)
    kept.put(ROWS)
    kept.put({key: row + 1 for key, row in ROWS.items()})  # the first stays
    found = kept.get([b"none", *ROWS])
    assert found.keys() == ROWS.keys()
    assert all((found[key] == row).all() for key, row in ROWS.items())
    size = kept.size()
    assert size.vectors == len(ROWS)
    assert size.file == size.folder == kept.path.stat().st_size
    assert said == []


def test_more_keys_than_one_statement_takes(kept):
    kept.put({key: np.ones(2, np.float16) for batch in range(30) for key in keys_of(batch)})
    assert len(kept.get([key for batch in range(31) for key in keys_of(batch)])) == 3000


def test_a_writer_that_is_killed_leaves_whole_batches(kept, said):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, kept.path, "0", "100000"], stdout=subprocess.PIPE, text=True
    )
    for _ in range(5):
        done = int(writer.stdout.readline())
    writer.kill()
    rest = writer.communicate()[0].split()
    done = int(rest[-1]) if rest else done
    for batch in range(done + 3):
        found = kept.get(keys_of(batch))
        assert len(found) in ({100} if batch <= done else {0, 100})
        assert all((row == batch).all() for row in found.values())
    kept.put(ROWS)
    assert len(kept.get(list(ROWS))) == len(ROWS)
    assert said == []


def test_a_writer_that_is_killed_within_a_write_leaves_nothing_of_it(kept, said):
    kept.put(ROWS)
    code = """
import sqlite3, sys, time
base = sqlite3.connect(sys.argv[1])
base.execute("PRAGMA cache_size = 1")  # so that the file itself is written to before the end
base.executemany("INSERT INTO vectors VALUES (?, ?)", [(n.to_bytes(32), bytes(1000)) for n in range(1, 5000)])
print("now", flush=True)
time.sleep(60)
"""
    writer = subprocess.Popen([sys.executable, "-c", code, kept.path], stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == "now\n"
    writer.kill()
    writer.communicate()
    assert Path(f"{kept.path}-journal").stat().st_size > 0
    assert kept.size().vectors == len(ROWS)
    assert len(kept.get(list(ROWS))) == len(ROWS)
    assert said == []


def test_two_processes_write_at_once(kept, said):
    spans = (("0", "40"), ("20", "60"))
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, kept.path, *span], stdout=subprocess.DEVNULL) for span in spans
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert all(len(kept.get(keys_of(batch))) == 100 for batch in range(60))
    assert kept.size().vectors == 6000
    assert said == []


def scribbled(path):
    path.write_bytes(b"no database " * 1000)


def cut_off(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path):
    content = bytearray(path.read_bytes())
    place = content.index(ROWS[bytes([50]) * 32].tobytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [scribbled, cut_off, flipped])
def test_a_damaged_file_is_set_aside_with_one_line_and_made_anew(kept, said, damage):
    kept.put(ROWS)
    damage(kept.path)
    assert len(kept.get(list(ROWS))) < len(ROWS)
    assert len(said) == 1
    assert said[0].startswith(f"{kept.path}: the vectors kept here were damaged (")
    assert said[0].endswith("can be deleted")
    kept.put(ROWS)
    assert len(kept.get(list(ROWS))) == len(ROWS)
    assert len(said) == 1
    assert len(list(kept.path.parent.glob("*.damaged-*"))) == 1


def test_a_damaged_file_that_another_process_has_replaced_is_left_alone(kept, said):
    kept.put(ROWS)
    kept._set_aside(kept.path, -1, sqlite3.DatabaseError("as it was before"))
    assert len(kept.get(list(ROWS))) == len(ROWS)
    assert said == []


def test_a_place_that_cannot_be_written_is_said_once_and_done_without(tmp_path, said):
    (tmp_path / "file").write_text("", "utf-8")
    kept = cache.VectorCache(tmp_path / "file" / "kept.sqlite3", said.append)
    for _ in range(2):
        kept.put(ROWS)
        assert kept.get(list(ROWS)) == {}
    assert len(said) == 1
    assert "new vectors are not kept (" in said[0]
    assert said[0].endswith("set KHEO_CACHE to a folder that can be written")


def test_where_vectors_are_kept_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("KHEO_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache.folder() == tmp_path / ".cache" / "kheo"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache.folder() == tmp_path / ".cache" / "kheo"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache.folder() == tmp_path / "xdg" / "kheo"
    monkeypatch.setenv("KHEO_CACHE", str(tmp_path / "own"))
    assert cache.folder() == tmp_path / "own"
    monkeypatch.setenv("KHEO_CACHE", "none")
    assert cache.folder() is None


# On the command line.


@pytest.fixture
def stories(tmp_path):
    """Two of the samples without their drafts."""
    for story in ("dan-van-award", "flood-relief"):
        for path in (SAMPLES / story).glob("*.??.txt"):
            (tmp_path / "stories").mkdir(exist_ok=True)
            shutil.copy(path, tmp_path / "stories")


def test_align_takes_a_checkpoint_and_says_once_whose_weights_it_uses(tiny, stories, kheo):
    plain, found = kheo("align", "stories"), kheo("align", "stories", "--encoder", "tiny")
    assert found.exit_code == 0
    ids = [json.loads(line)["id"] for line in found.stdout.splitlines()]
    assert ids == [json.loads(line)["id"] for line in plain.stdout.splitlines()]
    assert sorted(ids) == ["dan-van-award", "flood-relief"]
    assert found.stderr.startswith(
        f"Note: the weights that kheo ships: learned with the vectors {static.load().signature}, not with tiny-"
    )
    assert found.stderr.count("\n") == 1
    assert plain.stderr == ""
    assert kheo("align", "stories", "--encoder", "tiny", "--quiet").stderr == ""


def test_stories_are_found_with_the_vectors_that_this_was_tuned_for(tiny, stories, calls):
    chosen = options.flow(Console(quiet=True), vectors="tiny")
    gathered = process.gather(readers.read(["stories"]), chosen)
    assert len(gathered.stories) == 2
    assert calls == []
    process.align(gathered.stories[:1], chosen)
    assert calls != []


def test_align_goes_on_with_one_line_where_the_cache_is_damaged(tiny, stories, kheo):
    first = kheo("align", "stories", "--encoder", "tiny").stdout
    (file,) = Path("cache/vectors").glob("*.sqlite3")
    scribbled(file)
    found = kheo("align", "stories", "--encoder", "tiny")
    assert found.exit_code == 0
    assert found.stdout == first
    assert found.stderr.count("were damaged") == 1
    assert found.stderr.count("\n") == 2


SEGMENTS = [
    ("Die Schule bekommt ein neues Dach.", "The school gets a new roof.", "Trường học có mái mới."),
    ("Der Bau dauert bis zum Sommer.", "Building takes until summer.", "Việc xây dựng kéo dài đến mùa hè."),
    ("Danach ziehen 300 Kinder ein.", "Then 300 children move in.", "Sau đó 300 em nhỏ chuyển vào."),
    ("Die Stadt zahlt die Hälfte.", "The city pays half of it.", "Thành phố trả một nửa."),
    ("Eltern hatten lange gewartet.", "Parents had waited for long.", "Phụ huynh đã đợi từ lâu."),
    ("Im Herbst folgt die Turnhalle.", "The gym follows in autumn.", "Nhà thể thao sẽ theo sau vào mùa thu."),
]


def test_weights_are_learned_for_a_checkpoint_and_then_used_with_it(tiny, kheo):
    rows = [{"de": de, "en": en, "vi": vi} for de, en, vi in SEGMENTS]
    lines = [json.dumps({"id": str(k), "segments": rows[k:] + rows[:k]}) for k in range(3)]
    Path("own.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    command = ("aligner", "train", "--encoder", "tiny", "--data", "own.jsonl", "--documents", "6", "--quiet")
    assert kheo(*command, "--out", "tiny.json").exit_code == 0
    assert kheo("aligner", "train", "--data", "own.jsonl", "--documents", "6", "--out", "static.json").exit_code == 0
    assert Path("tiny.json").read_bytes() != Path("static.json").read_bytes()
    story = {"id": "s", "versions": {lang: [row[lang] for row in rows] for lang in ("de", "en")}}
    Path("s.jsonl").write_text(json.dumps(story) + "\n", "utf-8")
    found = kheo("align", "s.jsonl", "--encoder", "tiny", "--weights", "tiny.json")
    assert found.exit_code == 0
    assert found.stderr == ""
    assert found.stdout != kheo("align", "s.jsonl", "--encoder", "tiny").stdout  # other confidence at least
    gold = {
        **story,
        "gold": [{"de": [k], "en": [k]} for k in range(6)],
        "pairs": {"de-en": [[[k], [k]] for k in range(6)]},
    }
    Path("gold.jsonl").write_text(json.dumps(gold) + "\n", "utf-8")
    measured = kheo("aligner", "evaluate", "--data", "gold.jsonl", "--encoder", "tiny", "--weights", "tiny.json")
    assert measured.exit_code == 0
    assert "de-en" in measured.stdout


def test_vectors_info_says_where_a_checkpoints_vectors_are_kept_and_how_large(tiny, stories, kheo):
    kheo("align", "stories", "--encoder", "tiny")
    shown = kheo("vectors", "info", "--vectors", "tiny").stdout
    (file,) = (tiny.parent / "cache" / "vectors").glob("*.sqlite3")
    assert f"cache      {file} (" in shown
    record = json.loads(kheo("vectors", "info", "--vectors", "tiny", "--format", "json").stdout)
    assert record["cache"] == str(file)
    assert record["bytes"] == file.stat().st_size
    assert record["vectors"] > 50


def test_the_usual_way_loads_nothing_neural(stories, tmp_path):
    code = """
import sys
from pipeline.cli import main
main(["align", sys.argv[1], "--quiet"], standalone_mode=False)
print(*sys.modules)
"""
    command = [sys.executable, "-c", code, tmp_path / "stories"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    loaded = {name.partition(".")[0] for name in shown.splitlines()[-1].split()}
    assert not {"torch", "transformers", "sentence_transformers", "huggingface_hub", "sqlite3"} & loaded
