"""The whole flow on the sample corpus, held to the gold that was written down beside each story."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

import corpora
from corpora.vectors import static
from glossary.starter import starter
from pipeline import process

SAMPLES = Path(corpora.__file__).parent / "samples"
STORIES = sorted(folder.name for folder in SAMPLES.iterdir() if (folder / "gold.json").is_file())
OF_THE_TEXT = ("T", "N", "O")  # the codes that are planted; R, C and A speak of the files


@pytest.fixture(scope="module")
def result():
    return process.run([str(SAMPLES)], process.Options(static.load(), starter(), scoring=False))


@pytest.fixture(scope="module")
def reviews(result):
    return {Path(next(iter(review.story.versions.values())).id).parent.name: review for review in result.reviews}


def gold_of(name):
    return json.loads((SAMPLES / name / "gold.json").read_text("utf-8"))


def test_there_are_six_stories_in_four_languages_with_two_drafts_each(result):
    assert len(STORIES) >= 6
    assert not result.problems
    for review in result.reviews:
        assert set(review.story.versions) == {"vi", "en", "de", "ja"}
        systems = {(draft.article.lang, draft.system) for draft in review.story.drafts}
        assert systems == {(lang, system) for lang in ("vi", "en", "de", "ja") for system in ("alpha", "beta")}
        folders = {Path(article.id).parent for article in review.story.versions.values()}
        assert len(folders) == 1


@pytest.mark.parametrize("name", STORIES)
def test_cleaning_takes_the_furniture_and_nothing_else(reviews, name):
    gold, review = gold_of(name), reviews[name]
    for lang, article in review.story.versions.items():
        raw = unicodedata.normalize("NFC", (SAMPLES / name / f"{name}.{lang}.txt").read_text("utf-8"))
        lines = [line.strip() for line in raw.splitlines() if line.strip()]
        assert len(article.paragraphs) == gold["paragraphs"][lang]
        assert len(lines) == len(article.paragraphs) + len(gold["furniture"].get(lang, []))
        removed = [f for f in review.findings if f.code.startswith("C") and f.where.article == article.id]
        assert len(removed) == len(gold["furniture"].get(lang, []))
        if lang in gold.get("published", {}):
            assert article.published == date.fromisoformat(gold["published"][lang])


@pytest.mark.parametrize("name", STORIES)
def test_units_are_those_of_the_gold(reviews, name):
    right = {members(unit) for unit in gold_of(name)["units"]}
    found = {members(unit.paragraphs) for unit in reviews[name].alignment.units}
    assert found == right


@pytest.mark.parametrize("name", STORIES)
def test_moved_paragraphs_are_those_of_the_gold(reviews, name):
    gold = gold_of(name)
    away = {(lang, i) for lang, indices in gold.get("moved", {}).items() for i in indices}
    found = {members(u.paragraphs): set(u.moved) for u in reviews[name].alignment.units if u.moved}
    right = {members(u): {lang for lang, i in away & members(u)} for u in gold["units"] if away & members(u)}
    assert found == right


@pytest.mark.parametrize("name", STORIES)
def test_findings_are_the_planted_ones_and_no_others(reviews, name):
    review = reviews[name]
    found = {(f.code, f.where.lang, f.where.paragraph) for f in review.findings if f.code.startswith(OF_THE_TEXT)}
    planted = {(f["code"], f["lang"], f.get("paragraph")) for f in gold_of(name)["findings"]}
    assert found == planted


@pytest.mark.parametrize("name", STORIES)
def test_a_finding_points_at_the_planted_words(reviews, name):
    review = reviews[name]
    for planted in gold_of(name)["findings"]:
        if planted.get("text") and planted["code"] != "T101":  # what is missing stands nowhere
            spans = [
                review.story.versions[planted["lang"]].paragraphs[f.where.paragraph].text[slice(*f.where.span)]
                for f in review.findings
                if (f.code, f.where.lang, f.where.paragraph) == (planted["code"], planted["lang"], planted["paragraph"])
                and f.where.span
            ]
            assert any(span in planted["text"] or planted["text"] in span for span in spans), planted


@pytest.mark.parametrize("name", STORIES)
def test_what_is_told_of_the_whole_corpus_is_what_the_stories_planted(result, reviews, name):
    articles = {article.id for article in reviews[name].story.versions.values()}
    told = [f for f in result.findings if f.code.startswith(OF_THE_TEXT) and f.where.article in articles]
    planted = {(f["code"], f["lang"], f["paragraph"]) for f in gold_of(name).get("corpus", ())}
    assert {(f.code, f.where.lang, f.where.paragraph) for f in told} == planted
    assert len(told) == len(planted)


def members(unit):
    return frozenset((lang, i) for lang, indices in unit.items() for i in indices)
