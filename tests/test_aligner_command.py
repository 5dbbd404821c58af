"""What `kheo align` and `kheo aligner` do with many stories, odd ones, gold and corrections."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Article, Paragraph, Story
from corpora.errors import InputError
from corpora.vectors import static
from evaluation.alignment import Calibration, GoldAlignment, calibrate, score
from glossary.concept import Glossary
from glossary.matching import Matcher
from pipeline import batch, process
from pipeline.alignment import aligner
from pipeline.alignment.model import PairModel
from pipeline.cli import main, options
from pipeline.cli.console import Console, Progress

GERMAN = [
    "Das Volkskomitee der Provinz hat am 3. Mai 2024 eine neue Brücke über den Fluss eröffnet.",
    "Das Bauwerk ist 420 Meter lang, die Arbeiten dauerten fast zwei Jahre.",
    "Bisher mussten die Schüler jeden Morgen mit der Fähre zur Schule fahren.",
]
ENGLISH = [
    "On 3 May 2024 the provincial People's Committee opened a new bridge across the river.",
    "The structure is 420 metres long and took almost two years to build.",
    "Until now, pupils had to take a ferry to school every morning.",
]
VIETNAMESE = [
    "Ngày 3/5/2024, Ủy ban nhân dân tỉnh khánh thành cây cầu mới qua sông.",
    "Công trình dài 420 mét và tốn gần hai năm thi công.",
    "Trước đây, học sinh phải đi đò đến trường mỗi sáng.",
]
TERMS = "concept_id,subject,definition,lang,term,status,note\nx,,,de,Glanzpunkt,preferred,\nx,,,en,wimpole,preferred,\n"


@pytest.fixture
def kheo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("KHEO_GLOSSARY", "KHEO_SOURCE"):
        monkeypatch.delenv(name, raising=False)
    runner = CliRunner()
    return lambda *arguments, **given: runner.invoke(main, arguments, catch_exceptions=False, **given)


@pytest.fixture(scope="module")
def vectors():
    return static.load()


def line(name="s", **more):
    return {"id": name, "versions": {"de": GERMAN, "en": ENGLISH}, **more}


def lines(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def made(name, **versions):
    articles = {
        lang: Article(f"{name}.{lang}", lang, tuple(Paragraph(text, i) for i, text in enumerate(texts)))
        for lang, texts in versions.items()
    }
    return Story(name, articles)


def shape(record):
    return [unit["paragraphs"] for unit in record["units"]], record["pairs"]


# Many stories


def test_stories_aligned_together_come_out_in_order_and_as_each_by_itself(vectors, monkeypatch):
    monkeypatch.setattr(batch, "TOGETHER", 900)
    stories = [
        made(f"s{k}", de=GERMAN[: 1 + k % 3], en=ENGLISH[k % 3 :], **({"vi": VIETNAMESE} if k % 2 else {}))
        for k in range(7)
    ]
    assert 1 < len([*batch.divide(stories)]) < len(stories)
    found = process.align(stories, process.Options(vectors, Glossary()))
    assert [each.story for each in found.stories] == stories
    for each in found.stories:
        alone = aligner.align(each.story, vectors)
        assert [u.paragraphs for u in each.alignment.units] == [u.paragraphs for u in alone.units]
        assert each.alignment.beads == alone.beads
        assert [u.confidence for u in each.alignment.units] == pytest.approx(
            [u.confidence for u in alone.units], abs=1e-4
        )


def test_a_long_story_is_aligned_by_itself():
    stories = [made("a", de=["x"]), made("b", de=["x" * batch.TOGETHER]), made("c", de=["x"]), made("d", de=["x"])]
    assert [[story.id for story in some] for some in batch.divide(stories)] == [["a"], ["b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (InputError("s1: cannot be aligned; leave it out"), "Error: s1: cannot be aligned; leave it out\n"),
        (MemoryError(), "Error: s1: too long for this machine's memory; give it in parts\n"),
    ],
)
def test_a_story_that_fails_takes_no_other_with_it(kheo, monkeypatch, error, told):
    stumbling(monkeypatch, "s1", error)
    found = kheo("align", "-", input=lines(line("s0"), line("s1"), line("s2")))
    assert [json.loads(text)["id"] for text in found.stdout.splitlines()] == ["s0", "s2"]
    assert found.exit_code == 2
    assert found.stderr == told


def test_a_fault_of_kheos_own_keeps_its_traceback_but_the_other_stories_are_printed(kheo, monkeypatch):
    stumbling(monkeypatch, "s1", ZeroDivisionError("oh"))
    found = CliRunner().invoke(main, ["align", "-"], input=lines(line("s0"), line("s1"), line("s2")))
    assert [json.loads(text)["id"] for text in found.stdout.splitlines()] == ["s0", "s2"]
    assert isinstance(found.exception, ZeroDivisionError)
    assert found.exception.__notes__ == ["while the story 's1' was aligned"]


def test_check_reviews_the_stories_that_can_be_aligned(kheo, monkeypatch):
    stumbling(monkeypatch, "s1", InputError("s1: cannot be aligned; leave it out"))
    wrong = line("s2", versions={"de": GERMAN, "en": [text.replace("420", "240") for text in ENGLISH]})
    found = kheo("check", "-", "--format", "json", input=lines(line("s0"), line("s1"), wrong))
    assert found.exit_code == 2
    assert {finding["story"] for finding in json.loads(found.stdout)} == {"s2"}


def stumbling(monkeypatch, name, error):
    """The aligner as it would be if it failed at one story."""
    sound = aligner.align_all

    def align_all(stories, *rest):
        if any(story.id == name for story in stories):
            raise error
        return sound(stories, *rest)

    monkeypatch.setattr(aligner, "align_all", align_all)


# The glossary as evidence


class GermanOnly:
    """Vectors that were learned for German alone."""

    languages = frozenset({"de"})

    def __init__(self, vectors):
        self.vectors = vectors

    def __getattr__(self, name):
        return getattr(self.vectors, name)


def test_terms_are_evidence_where_vectors_tell_nothing_and_a_glossary_is_used(kheo, monkeypatch, vectors):
    seen = []
    sound = aligner.align_all

    def align_all(stories, encoder, weights, occurrences):
        seen.append([(o.where.article, o.concept) for o in occurrences])
        return sound(stories, encoder, weights, occurrences)

    monkeypatch.setattr(aligner, "align_all", align_all)
    monkeypatch.setattr(options, "encoder", lambda *_: GermanOnly(vectors))
    Path("terms.csv").write_text(TERMS, "utf-8")
    story = lines({"id": "s", "versions": {"de": ["Ein Glanzpunkt."], "en": ["One wimpole."]}})
    assert kheo("align", "-", "--glossary", "terms.csv", input=story).exit_code == 0
    kheo("align", "-", "--glossary", "none", input=story)
    Path("kheo.toml").write_text('glossary = "terms.csv"\n', "utf-8")
    kheo("align", "-", input=story)
    kheo("check", "-", input=story)
    monkeypatch.setattr(options, "encoder", lambda *_: vectors)
    kheo("align", "-", input=story)
    terms = [("s.de", "x"), ("s.en", "x")]
    assert seen == [terms, [], terms, terms, []]


def test_the_matcher_is_built_once_for_many_stories(vectors, monkeypatch):
    monkeypatch.setattr(batch, "TOGETHER", 1)
    built = []
    monkeypatch.setattr(process, "Matcher", lambda glossary: built.append(glossary) or Matcher(glossary))
    process.align([made(f"s{k}", de=GERMAN, en=ENGLISH) for k in range(3)], process.Options(vectors, Glossary()))
    assert len(built) == 1


def test_drafts_are_measured_with_the_weights_of_the_options(vectors, monkeypatch):
    seen = []
    monkeypatch.setattr(aligner, "beads", lambda left, right, encoder, weights: seen.append(weights) or ())
    chosen = options.flow(Console(quiet=True), glossary_name="none")
    draft = made("d", de=GERMAN).versions["de"]
    story = made("s", de=GERMAN)
    drafted = Story(story.id, story.versions, drafts=(process_draft(draft),))
    process.measure([drafted], chosen)
    assert seen == [chosen.weights]


def process_draft(article):
    from corpora.article import Draft

    return Draft(article, "alpha")


# What is said on stderr


def test_a_language_that_the_vectors_do_not_know_is_named_once_and_not_when_quiet(kheo, monkeypatch, vectors):
    class Fewer:
        languages = frozenset({"de", "vi"})

        def __getattr__(self, name):
            return getattr(vectors, name)

    monkeypatch.setattr(options, "encoder", lambda *_: Fewer())
    told = kheo("align", "-", input=lines(line("s0"), line("s1"))).stderr.splitlines()
    assert [text.partition(" the vectors")[0] for text in told if "R105" in text] == ["s0.en: R105"]
    verbose = kheo("align", "-", "--verbose", input=lines(line("s0"), line("s1"))).stderr
    assert verbose.count("R105") == 1
    assert "R105" not in kheo("align", "-", "--quiet", input=lines(line("s0"))).stderr


def test_progress_away_from_a_terminal_is_a_line_every_so_often(capsys, monkeypatch):
    times = iter([100.0, 100.0, 100.0, 103.0, 103.0, 163.5, 163.5])
    monkeypatch.setattr("pipeline.cli.console.time.monotonic", lambda: next(times))
    with Progress(Console()) as progress:
        progress("half 1, joint: 10 rounds, loss 0.9")
        progress("half 1, joint: 20 rounds, loss 0.8")
        progress("half 1, joint: 30 rounds, loss 0.7")
    assert capsys.readouterr().err == (
        "0:00  half 1, joint: 10 rounds, loss 0.9\n1:04  half 1, joint: 30 rounds, loss 0.7\n"
    )


def test_progress_on_a_terminal_is_one_line_that_is_cleared_at_the_end(capsys, monkeypatch):
    monkeypatch.setattr("pipeline.cli.console.sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "20")
    with Progress(Console()) as progress:
        progress("half 1, joint: 10 rounds")
        progress("b")
    err = capsys.readouterr().err
    assert err.count("\n") == 0
    assert "half 1, joint" in err
    assert "rounds" not in err


def test_quiet_progress_says_nothing(capsys):
    with Progress(Console(quiet=True)) as progress:
        progress("a")
    assert capsys.readouterr().err == ""


# Sources


@pytest.mark.parametrize(
    ("asked", "own", "source"),
    [
        (None, None, "vi"),
        ("de", None, "de"),
        ("ja", None, "vi"),  # which the story lacks
        ("ja", "en", "en"),
        ("de", "en", "de"),
        (None, "en", "en"),
    ],
)
def test_a_story_line_has_the_source_asked_for_else_its_own_else_vietnamese(vectors, tmp_path, asked, own, source):
    record = {
        "id": "s",
        "versions": {"vi": VIETNAMESE, "de": GERMAN, "en": ENGLISH},
        **({"source": own} if own else {}),
    }
    (tmp_path / "s.jsonl").write_text(lines(record), "utf-8")
    assert gathered(tmp_path, vectors, asked) == [source]


@pytest.mark.parametrize(("asked", "source"), [(None, "vi"), ("de", "de"), ("ja", "vi")])
def test_a_story_that_is_found_has_its_source_by_the_same_rule(vectors, tmp_path, asked, source):
    for lang, texts in (("vi", VIETNAMESE), ("de", GERMAN)):
        (tmp_path / f"x.{lang}.txt").write_text("\n\n".join(texts), "utf-8")
    assert gathered(tmp_path, vectors, asked) == [source]


def test_a_story_without_vietnamese_has_no_source_unless_told(vectors, tmp_path):
    (tmp_path / "s.jsonl").write_text(lines(line()), "utf-8")
    assert gathered(tmp_path, vectors, None) == [None]


def gathered(folder, vectors, source):
    from corpora import readers

    found = process.gather(readers.read([str(folder)]), process.Options(vectors, Glossary(), source))
    return [story.source for story in found.stories]


# Corrections


def test_units_that_an_editor_corrects_and_locks_stay_when_the_story_is_aligned_again(kheo):
    first = json.loads(kheo("align", "-", input=lines(line())).stdout)
    assert [unit["paragraphs"] for unit in first["units"]] == [{"de": [k], "en": [k]} for k in range(3)]
    first["units"][1] = {**first["units"][1], "paragraphs": {"de": [2, 1], "EN": [1]}, "locked": True}
    second = json.loads(kheo("align", "-", input=lines(line(units=first["units"]))).stdout)
    (locked,) = [unit for unit in second["units"] if unit.get("locked")]
    assert locked == {"paragraphs": {"de": [1, 2], "en": [1]}, "confidence": 1.0, "moved": [], "locked": True}
    assert {"de": [], "en": [2]} in [unit["paragraphs"] for unit in second["units"]]
    assert [[1, 2], [1]] in second["pairs"]["de-en"]
    third = json.loads(kheo("align", "-", input=lines(line(units=second["units"]))).stdout)
    assert third == second


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ([{"de": [1], "en": [9]}], "a locked unit holds paragraph 9 of 'en', which has 3; count from 0"),
        ([{"de": [1], "en": [1]}, {"de": [1]}], "paragraph 1 of 'de' is locked twice; lock it once, in one unit"),
        ([{"de": [1, 1]}], "paragraph 1 of 'de' is locked twice; lock it once, in one unit"),
        ([{"fr": [1]}], "a locked unit has the language 'fr', which no version is in; the story's are de, en"),
        ([{"ja": []}], "a locked unit has the language 'ja', which no version is in; the story's are de, en"),
        ([{"de": [1], "DE": [2]}], "a locked unit has the language 'DE', twice; the story's are de, en"),
        ([{"de": [-1]}], "[-1] is no list of paragraphs; write their indices, from 0"),
        ([None], "'paragraphs' is None; write an object there"),
    ],
)
def test_a_locked_unit_that_cannot_be_is_one_line_with_its_place(kheo, units, said):
    bad = line("bad", units=[{"paragraphs": unit, "locked": True} for unit in units])
    Path("x.jsonl").write_text(lines(line("good"), bad), "utf-8")
    found = kheo("align", "x.jsonl")
    assert found.exit_code == 2
    assert found.stderr == f"Error: x.jsonl:2: {said}\n"
    assert json.loads(found.stdout)["id"] == "good"


def test_units_without_their_texts_are_told_what_they_lack(kheo):
    found = kheo("align", "-", input=lines({"id": "s", "units": [], "pairs": {}}))
    assert found.exit_code == 2
    assert 'has units, but no texts; give the "versions" of the story beside its "units"' in found.stderr


# Gold


def gold_line(name, units, pairs, moved=None, **versions):
    return {"id": name, "versions": versions, "gold": units, "pairs": pairs, **({"moved": moved} if moved else {})}


def test_evaluate_prints_the_figures_of_what_align_finds(kheo):
    """Of two stories the aligner finds all; the gold says otherwise in one of them."""
    right = gold_line(
        "right",
        [{"de": [k], "en": [k]} for k in range(3)],
        {"de-en": [[[k], [k]] for k in range(3)]},
        de=GERMAN,
        en=ENGLISH,
    )
    kinds = [{"kind": "p", "text": text} for text in ENGLISH]
    wrong = gold_line(
        "wrong",
        [{"de": [0], "en": [0]}, {"de": [1], "en": [2]}, {"de": [2]}, {"en": [1]}],
        {"de-en": [[[0], [0]], [[1], [2]], [[2], []], [[], [1]]]},
        {"en": [2]},
        de=GERMAN,
        en=kinds,
    )
    Path("gold.jsonl").write_text(lines(right, wrong), "utf-8")
    printed = [json.loads(text) for text in kheo("align", "gold.jsonl").stdout.splitlines()]
    same = [{"de": [k], "en": [k]} for k in range(3)]
    assert [[unit["paragraphs"] for unit in each["units"]] for each in printed] == [same, same]
    # Beads: 4 of the 6 found are right, 4 of the 5 with both sides are found; units likewise.
    f1 = 2 * (4 / 6) * (4 / 5) / (4 / 6 + 4 / 5)
    shown = kheo("aligner", "evaluate", "--data", "gold.jsonl").stdout
    assert shown.split("\n\n")[0].splitlines() == [
        f"de-en       strict F1 {f1:.4f}  lax F1 {f1:.4f}",
        f"mean        strict F1 {f1:.4f}  lax F1 {f1:.4f}",
        f"multi-way   strict F1 {f1:.4f}",
        "moved       precision 0.0000  recall 0.0000",
    ]
    calibration = shown.split("\n\n")[1].splitlines()
    assert calibration[0].startswith("expected calibration error 0.")
    assert calibration[0].endswith(" over 6 units; right is one that stands in the gold exactly")
    assert sum(int(row.split()[1]) for row in calibration[2:]) == 6


def test_figures_are_those_worked_out_by_hand():
    gold = GoldAlignment(
        (
            {"de": [0], "en": [0], "ja": [0]},
            {"de": [1, 2], "en": [1], "ja": [1]},
            {"de": [3], "en": [2], "ja": [3]},
            {"ja": [2]},
        ),
        {
            ("de", "en"): (Bead((0,), (0,)), Bead((1, 2), (1,)), Bead((3,), (2,))),
            ("de", "ja"): (Bead((0,), (0,)), Bead((1, 2), (1,)), Bead((3,), (3,)), Bead((), (2,))),
        },
        {"ja": [3]},
    )
    found = Alignment(
        (
            Unit({"de": (0,), "en": (0,), "ja": (0,)}, 0.97),
            Unit({"de": (1,), "en": (1,), "ja": (1,)}, 0.5),
            Unit({"de": (2,), "en": (), "ja": ()}, 0.45),
            Unit({"de": (3,), "en": (2,), "ja": (3,)}, 0.99, moved=("ja", "en")),
            Unit({"de": (), "en": (), "ja": (2,)}, 1.0),
        ),
        {
            # 2 of 4 exactly, 3 touch; of 3 in the gold 2 exactly, 3 touch
            ("de", "en"): (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((3,), (2,))),
            # 3 of 5 exactly, 4 touch; of 3 with both sides 2 exactly, 3 touch
            ("de", "ja"): (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((3,), (3,)), Bead((), (2,))),
        },
        "",
    )
    strict = [2 * p * r / (p + r) for p, r in ((2 / 4, 2 / 3), (3 / 5, 2 / 3))]
    lax = [2 * p / (p + 1) for p in (3 / 4, 4 / 5)]
    assert score([(gold, found)]).table().splitlines() == [
        f"de-en       strict F1 {strict[0]:.4f}  lax F1 {lax[0]:.4f}",
        f"de-ja       strict F1 {strict[1]:.4f}  lax F1 {lax[1]:.4f}",
        f"mean        strict F1 {(round(strict[0], 4) + round(strict[1], 4)) / 2:.4f}"
        f"  lax F1 {(round(lax[0], 4) + round(lax[1], 4)) / 2:.4f}",
        f"multi-way   strict F1 {2 / 3:.4f}",
        "moved       precision 0.5000  recall 1.0000",
    ]
    known = calibrate([(gold, found)])
    assert [(band.low, band.high, band.units, band.right) for band in known.bands] == [
        (0.4, 0.5, 1, 0.0),
        (0.5, 0.6, 1, 0.0),
        (0.95, 0.99, 1, 1.0),
        (0.99, 1.0, 2, 1.0),
    ]
    assert known.error == pytest.approx((0.45 + 0.5 + 0.03 + 2 * 0.005) / 5)
    assert known.table().splitlines()[-1] == "0.99-1.00         2  0.9950  1.0000"


def test_locked_units_say_nothing_of_calibration():
    gold = GoldAlignment(({"de": [0]},), {})
    assert calibrate([(gold, Alignment((Unit({"de": (0,)}, 1.0, locked=True),), {}, ""))]) == Calibration(())
    assert Calibration(()).error == 0.0


def test_gold_with_a_version_in_no_known_language_is_refused_rather_than_measured_in_part(kheo):
    record = gold_line("x", [{"de": [0], "fr": [0]}], {"de-fr": [[[0], [0]]]}, de=GERMAN[:1], fr=["Un pont."])
    Path("gold.jsonl").write_text(lines(record), "utf-8")
    found = kheo("aligner", "evaluate", "--data", "gold.jsonl")
    assert found.exit_code == 2
    assert found.stdout == ""
    assert found.stderr.startswith("Error: gold.jsonl")


def test_train_says_what_it_does_and_how_its_weights_are_used(kheo, monkeypatch):
    from pipeline.alignment import training

    def train(documents, encoder, settings, report):
        report("half 1, joint: 10 rounds, loss 0.9")
        return PairModel({}, {}, {}, {}, (0.0,), encoder.signature)

    monkeypatch.setattr(training, "train", train)
    Path("data.jsonl").write_text(lines({"id": "a", "segments": [{"de": "Eins.", "en": "One."}]}), "utf-8")
    found = kheo("aligner", "train", "--data", "data.jsonl", "--out", "w.json")
    assert found.exit_code == 0
    assert found.stdout == "w.json\n"
    first, progress, last = found.stderr.splitlines()
    assert first.startswith("1 document of data.jsonl, ")
    assert progress == "0:00  half 1, joint: 10 rounds, loss 0.9"
    assert last == "w.json: learned in 0:00; use it with: kheo align PATH… --weights w.json"
    assert kheo("aligner", "train", "--data", "data.jsonl", "--out", "w.json", "--quiet").stderr == ""


# Odd input


@pytest.mark.parametrize(
    ("versions", "units"),
    [
        ({"de": [], "en": []}, 0),
        ({"de": [], "en": ["One."]}, 1),
        ({"de": ["", " "], "en": [""]}, 3),
        ({"de": ENGLISH, "en": ENGLISH}, 3),
        ({"de": ["Ein Wort " * 4000], "en": ["One word " * 4000]}, 1),
        ({"de": ["." * 30000], "en": ["!?" * 15000]}, None),
    ],
)
def test_odd_stories_give_every_paragraph_once(kheo, versions, units):
    found = kheo("align", "-", input=lines({"id": "x", "versions": versions}))
    assert found.exit_code == 0
    record = json.loads(found.stdout)
    for lang, texts in versions.items():
        assert sorted(i for unit in record["units"] for i in unit["paragraphs"][lang]) == [*range(len(texts))]
    assert units is None or len(record["units"]) == units


def test_files_of_no_text_are_named_and_the_rest_is_aligned(kheo):
    Path("junk.txt").write_bytes(bytes(range(256)) * 20)
    Path("furniture.de.txt").write_text("Kommentar (0)\n\nTeilen\n", "utf-8")
    Path("x.de.txt").write_text("\n\n".join(GERMAN), "utf-8")
    Path("x.en.txt").write_text("\n\n".join(ENGLISH), "utf-8")
    found = kheo("align", ".")
    assert found.exit_code == 2
    assert [text for text in found.stderr.splitlines() if "junk.txt" in text]
    assert "x" in [json.loads(text)["id"] for text in found.stdout.splitlines()]
