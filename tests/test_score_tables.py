"""Scores as a table, and what is made of it: CSV, JSON and text."""

import csv
import io
import json

import pytest

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Article, Draft, Paragraph, Story
from corpora.exchange import cells
from evaluation.report import tables
from evaluation.review import StoryReview
from evaluation.scores import score

COLUMNS = [
    "level", "system", "lang", "story", "draft", "draft_paragraphs", "reference_paragraphs", "metric", "value", "signature",
]  # fmt: skip


def review(system="north", name="s.en.draft.txt", key="s"):
    reference = Article("s.en.txt", "en", (Paragraph("The bridge stands at last.", 0), Paragraph("All came.", 1)))
    draft = Draft(Article(name, "en", (Paragraph("The bridge stands at last. All came.", 0),)), system)
    story = Story(key, {"en": reference}, None, (draft,))
    alignment = Alignment((Unit({"en": (0,)}, 1.0), Unit({"en": (1,)}, 1.0)), {}, "sig")
    return StoryReview(story, alignment, scores=(score(draft, reference, [Bead((0,), (0, 1))]),))


def test_the_frame_has_the_corpus_first_then_each_article_and_its_paragraphs():
    frame = tables.frame([review()])
    assert list(frame.columns) == COLUMNS
    assert list(frame["level"]) == ["corpus"] * 3 + ["article"] * 3 + ["paragraphs"] * 3
    assert list(frame["metric"]) == ["BLEU", "chrF2++", "TER"] * 3
    assert list(frame["value"]) == [100.0, 100.0, 0.0] * 3
    assert list(frame["draft_paragraphs"]) == [""] * 6 + ["1"] * 3
    assert list(frame["reference_paragraphs"]) == [""] * 6 + ["1 2"] * 3


def test_without_scores_there_is_the_header_an_empty_list_and_a_sentence():
    assert list(tables.frame([]).columns) == COLUMNS
    assert tables.format_csv([]) == ",".join(COLUMNS) + "\n"
    assert tables.format_json([]) == "[]\n"
    assert tables.format_text([]) == "No draft was scored.\n"


def test_csv_and_json_hold_what_the_frame_holds():
    reviews = [review()]
    records = tables.frame(reviews).to_dict("records")
    assert json.loads(tables.format_json(reviews)) == records
    rows = list(csv.DictReader(io.StringIO(tables.format_csv(reviews), newline="")))
    assert [{**row, "value": float(row["value"])} for row in rows] == records


def test_the_text_has_a_line_for_the_corpus_and_each_article_and_ends_with_the_signatures():
    lines = tables.format_text([review(), review("a", "t.txt", "t")]).splitlines()
    assert lines[:5] == [
        "    system     BLEU  chrF2++      TER  draft",
        "en  north    100.00   100.00     0.00  all drafts",
        "en  a        100.00   100.00     0.00  all drafts",
        "en  north    100.00   100.00     0.00  s.en.draft.txt",
        "en  a        100.00   100.00     0.00  t.txt",
    ]
    assert [line.split(":")[0] for line in lines[5:]] == ["", "BLEU en", "TER en", "chrF2++ en"]


@pytest.mark.parametrize("name", ["=1+1", "\ud800.txt", "a\rb", 'say "x", y', "\x1b[2J", "a\nb"])
def test_a_hostile_name_breaks_no_format(name):
    reviews = [review(name, name, name)]
    shown = name.replace("\ud800", "�")
    text = tables.format_csv(reviews)
    text.encode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {cells.restore(row["system"]) for row in rows} == {shown}
    assert ("'" + name in text) == name.startswith("=")
    assert json.loads(tables.format_json(reviews).encode())[0]["system"] == shown
    lines = tables.format_text(reviews).encode().decode().splitlines()
    assert len(lines) == 7
    assert "\x1b" not in "".join(lines)
