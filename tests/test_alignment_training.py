import json
import random

import numpy as np
import pytest
from click.testing import CliRunner

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Role
from corpora.errors import InputError
from corpora.vectors import static
from evaluation.alignment import GoldAlignment, score
from pipeline.alignment import gold, joint, links, model, training
from pipeline.alignment.features import SIGHT, features
from pipeline.alignment.perturbation import Rates, disturb
from pipeline.alignment.windows import batches
from pipeline.cli import main

pytest.importorskip("scipy", reason="needs the train extra")

SUBJECTS = [
    ("Die Brücke", "The bridge"),
    ("Das Dorf", "The village"),
    ("Die Schule", "The school"),
    ("Der Markt", "The market"),
]
EVENTS = [
    ("wurde am Montag eröffnet.", "was opened on Monday."),
    ("kostete 300 Millionen Dong.", "cost 300 million dong."),
    ("liegt weit in den Bergen.", "lies far up in the mountains."),
    ("hat viele neue Besucher.", "has many new visitors."),
    ("braucht dringend Hilfe nach dem Sturm.", "urgently needs help after the storm."),
]
DOCUMENTS = [
    [{"de": f"{a} {c}", "en": f"{b} {d}"} for (c, d) in random.Random(k).sample(EVENTS, 4) for (a, b) in [SUBJECTS[k]]]
    for k in range(4)
]
SETTINGS = training.Settings(documents=8, seed=3)


@pytest.fixture(scope="module")
def vectors():
    return static.load()


@pytest.fixture(scope="module")
def trained(vectors):
    return training.train(DOCUMENTS, vectors, SETTINGS)


def test_the_gradient_is_the_slope_of_the_loss(vectors):
    examples = training.make_examples(DOCUMENTS, vectors, SETTINGS)
    stories = [example.versions for example in examples]
    versions = [version for story in stories for version in story]
    segments = [own for example in examples for own in example.segments]
    names = {}
    answers = training._answers(joint.windows(versions, links.numbered(stories)), segments)
    (batch,) = (
        training._prepared(windows, features(versions, windows, vectors), answers, names)
        for windows in batches([*answers])
    )
    w = np.random.default_rng(1).normal(size=len(names)) * 0.3
    value, gradient = training._loss(batch, w)
    for k in range(0, len(w), 3):
        step = np.zeros_like(w)
        step[k] = 1e-3
        slope = (training._loss(batch, w + step)[0] - training._loss(batch, w - step)[0]) / 2e-3
        assert gradient[k] == pytest.approx(slope, rel=1e-2, abs=2e-2)
    assert value > 0


def test_the_same_seed_gives_the_same_weights_and_another_seed_others(vectors, trained):
    assert training.train(DOCUMENTS, vectors, SETTINGS) == trained
    assert training.train(DOCUMENTS, vectors, training.Settings(documents=8, seed=4)) != trained


def test_a_model_comes_back_from_its_file(tmp_path, trained):
    model.write(trained, tmp_path / "weights.json")
    assert model.load(tmp_path / "weights.json") == trained
    assert trained.signature.startswith("pair-model-")


def test_cosines_speak_for_beads_and_against_deletions(trained):
    assert trained.alone["cosine one"] > 0 > trained.alone["deletion best cosine"]


@pytest.mark.parametrize("documents", [[], DOCUMENTS[:1], [[], [{"de": "Nur eins."}]]])
def test_too_little_to_learn_from_is_refused(vectors, documents):
    with pytest.raises(InputError, match="give at least two"):
        training.train(documents, vectors, SETTINGS)


def test_weights_of_what_is_left_out_are_not_learned(vectors):
    without = training.train(DOCUMENTS, vectors, training.Settings(documents=6, without=("cosine", "margin")))
    assert not any(name.startswith(("cosine", "margin")) for case in (without.alone, without.joint) for name in case)
    assert "length" in without.alone


def test_what_is_learned_without_vectors_uses_none(trained):
    assert trained.blind
    assert not any(name.startswith(SIGHT) for name in trained.blind)


def test_a_document_with_layout_has_headings_lists_and_lines_that_no_language_changes():
    found = [
        version
        for seed in range(30)
        for version in disturb(DOCUMENTS[0], DOCUMENTS[1], Rates(layout=0.9, drop=0), random.Random(seed))
    ]
    roles = {p.role for version in found for p in version.article.paragraphs}
    assert {Role.HEADING, Role.ITEM, Role.BODY} <= roles
    links = [p.text for version in found for p in version.article.paragraphs if p.text.startswith("https://")]
    assert links
    assert any(" " not in text for text in links)


def test_disturbed_documents_say_where_each_segment_went():
    (german, english) = disturb(DOCUMENTS[0], DOCUMENTS[1], Rates(insert=0.5, drop=0.3, merge=0.5), random.Random(2))
    for version in (german, english):
        for paragraph, pieces in zip(version.article.paragraphs, version.pieces, strict=True):
            for piece in pieces:
                text = paragraph.text[piece.start : piece.end]
                assert piece.segment is None or text == DOCUMENTS[0][piece.segment][version.article.lang]


def test_a_paragraph_put_elsewhere_is_marked_as_moved():
    moved = [
        v for seed in range(20) for v in disturb(DOCUMENTS[0] * 3, DOCUMENTS[1], Rates(move=0.3), random.Random(seed))
    ]
    assert any(v.moved for v in moved)
    assert not any(v.moved for v in disturb(DOCUMENTS[0] * 3, DOCUMENTS[1], Rates(), random.Random(1)))


def test_scores_count_exact_beads_strictly_and_touching_ones_laxly():
    gold = GoldAlignment(
        ({"de": [0], "en": [0]}, {"de": [1], "en": [1]}),
        {("de", "en"): (Bead((0,), (0,)), Bead((1,), (1,)))},
        {"de": [1]},
    )
    found = Alignment(
        (
            Unit({"de": (0,), "en": (0,)}, 0.9),
            Unit({"de": (1,), "en": ()}, 0.4, moved=("de",)),
            Unit({"de": (), "en": (1,)}, 0.4),
        ),
        {("de", "en"): (Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,)))},
        "",
    )
    figures = score([(gold, found)])
    assert figures.strict["de", "en"].precision == pytest.approx(1 / 3)
    assert figures.strict["de", "en"].recall == pytest.approx(1 / 2)
    assert figures.units.precision == 1.0
    assert figures.units.recall == 0.5
    assert (figures.moved.precision, figures.moved.recall) == (1.0, 1.0)
    joined = Alignment((), {("de", "en"): (Bead((0, 1), (0, 1)),)}, "")
    assert score([(gold, joined)]).mean_lax == 1.0
    assert score([(gold, joined)]).mean_strict == 0.0


def test_the_commands_train_and_evaluate(tmp_path):
    segments = tmp_path / "segments.jsonl"
    segments.write_text(
        "".join(json.dumps({"id": str(k), "segments": d}) + "\n" for k, d in enumerate(DOCUMENTS)), "utf-8"
    )
    weights = tmp_path / "weights.json"
    runner = CliRunner()
    ran = runner.invoke(main, ["aligner", "train", "--data", str(segments), "--out", str(weights), "--documents", "6"])
    assert ran.exit_code == 0, ran.output
    gold = tmp_path / "gold.jsonl"
    versions = {lang: [s[lang] for s in DOCUMENTS[0]] for lang in ("de", "en")}
    units = [{"de": [k], "en": [k]} for k in range(4)]
    record = {"id": "x", "versions": versions, "gold": units, "pairs": {"de-en": [[[k], [k]] for k in range(4)]}}
    gold.write_text(json.dumps(record) + "\n", "utf-8")
    shown = runner.invoke(main, ["aligner", "evaluate", "--data", str(gold), "--weights", str(weights)])
    assert shown.stdout.split("\n\n")[0].splitlines()[-2:] == [
        "mean        strict F1 1.0000  lax F1 1.0000",
        "multi-way   strict F1 1.0000",
    ]


def test_a_document_set_that_is_none_is_named_with_its_line(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"id": "a"}\n', "utf-8")
    ran = CliRunner().invoke(main, ["aligner", "evaluate", "--data", str(tmp_path / "x.jsonl")])
    assert ran.exit_code == 2
    assert "x.jsonl:1: " in ran.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [("[" * 100_000, "nested too deeply"), ('{"id": ' + "9" * 5000 + "}", "is no JSON"), ("[]", "list")],
)
def test_a_line_of_gold_that_is_no_object_is_named(tmp_path, line, said):
    (tmp_path / "x.jsonl").write_text(f"\n{line}\n", "utf-8")
    for read in (gold.read_stories, gold.read_segments):
        with pytest.raises(InputError, match=rf"x\.jsonl:2: .*{said}"):
            read(tmp_path / "x.jsonl")


def test_a_line_separator_inside_a_text_ends_no_line_of_gold(tmp_path):
    record = {"id": "x", "segments": [{"de": "eins\u2028zwei", "en": "one\x85two"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    (document,) = gold.read_segments(tmp_path / "x.jsonl")
    assert document.segments == tuple(record["segments"])


def test_documents_of_other_languages_lend_no_paragraphs():
    foreign = [{"vi": "Một câu.", "ja": "文です。"}]
    found = disturb(DOCUMENTS[0], foreign, Rates(insert=0.9), random.Random(1))
    assert any(piece.segment is None for version in found for pieces in version.pieces for piece in pieces)
