"""What a corpus itself says of terms: renderings, proposals, what stands instead, and the commands that show them."""

import json
import os
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.alignment import Alignment, Column, Sentence, Unit
from corpora.article import Article, Paragraph, Story
from corpora.errors import InputError
from corpora.finding import Place
from corpora.vectors import static
from glossary.concept import Concept, Glossary, Status, Term
from glossary.discovery import accidents, drift, proposals, rows, scoring, search, segments
from glossary.discovery.asking import renderings
from glossary.discovery.boundaries import Boundaries
from glossary.discovery.choices import Choice
from glossary.discovery.citation import citation
from glossary.discovery.likely import Likely
from glossary.discovery.lines import Kind, Line, Stretch, stretches, tokens
from glossary.discovery.nearness import expressions, near, stems
from glossary.discovery.quotations import quotations
from glossary.discovery.scoring import Scorer, Spot
from glossary.discovery.segments import Corpus, Vectors
from glossary.matching import Matcher
from pipeline.cli import main

TEXTS = {
    "en": (
        "The council published the water report on Monday.",
        "Farmers read the water report and asked for new wells.",
        "The mayor praised the movement “Clean Rivers” in his speech.",
        "Schools joined “Clean Rivers” last year.",
        "The bridge will be closed until spring.",
    ),
    "de": (
        "Der Rat veröffentlichte am Montag den Wasserbericht.",
        "Die Bauern lasen den Wasserbericht und baten um neue Brunnen.",
        "Der Bürgermeister lobte in seiner Rede die Bewegung „Saubere Flüsse“.",
        "Schulen schlossen sich im letzten Jahr der Initiative „Reine Flüsse“ an.",
        "Die Brücke bleibt bis zum Frühling geschlossen.",
    ),
    "ja": (
        "評議会は月曜日に水道報告書を発表した。",
        "農民は水道報告書を読み、新しい井戸を求めた。",
        "市長は演説で「きれいな川」運動を称賛した。",
        "学校は昨年「清い川」に参加した。",
        "橋は春まで閉鎖される。",
    ),
}


def article(name: str, lang: str, texts: tuple[str, ...], published: date | None = None) -> Article:
    return Article(name, lang, tuple(Paragraph(text, place) for place, text in enumerate(texts)), published)


def story(langs: tuple[str, ...] = ("en", "de", "ja")) -> tuple[Story, Alignment]:
    versions = {lang: article(f"story.{lang}", lang, TEXTS[lang], date(2024, 5, 1)) for lang in langs}
    units = tuple(
        Unit(
            dict.fromkeys(langs, (place,)),
            1.0,
            columns=(Column({lang: (Sentence(place, 0, len(TEXTS[lang][place])),) for lang in langs}),),
        )
        for place in range(len(TEXTS["en"]))
    )
    return Story("story", versions), Alignment(units, {}, "by hand")


def alone(name: str, lang: str, *texts: str) -> tuple[Story, Alignment]:
    lone = article(name, lang, texts)
    return Story(name, {lang: lone}), Alignment(tuple(Unit({lang: (p.index,)}, 1.0) for p in lone.paragraphs), {}, "")


@cache
def corpus() -> Corpus:
    more = alone("later.de", "de", "Die Initiative „Reine Flüsse“ wächst. Niemand liest die Wasserberichte.")
    return Corpus((story(), more), static.load())


def found(term: str, lang: str, **options: object) -> dict[str, dict[str, int]]:
    made = renderings(corpus(), term, lang=lang, **options)  # type: ignore[arg-type]
    return {code: {row.rendering: row.count for row in made if row.lang == code} for code in ("vi", "en", "de", "ja")}


def test_a_term_is_followed_into_every_version_and_on_into_articles_that_have_none() -> None:
    said = found("water report", "en")
    assert said["en"] == {"water report": 2}
    assert sum(said["de"].values()) == 3
    assert all("asserbericht" in form for form in said["de"])
    assert said["ja"] == {"水道報告書": 2}


def test_a_quoted_term_is_rendered_by_the_quotations_of_the_other_versions() -> None:
    said = found("Clean Rivers", "en")
    assert said["de"] == {"Reine Flüsse": 2, "Saubere Flüsse": 1}
    assert set(said["ja"]) == {"きれいな川", "清い川"}


def test_any_language_can_be_asked_in() -> None:
    assert found("水道報告書", "ja")["en"] == {"water report": 2}
    assert found("Wasserbericht", "de")["ja"] == {"水道報告書": 2}


def test_the_language_of_a_term_is_found_where_it_is_not_told() -> None:
    rows_ = renderings(corpus(), "Wasserbericht")
    assert {row.lang for row in rows_} == {"en", "de", "ja"}


def test_what_nobody_says_has_no_rendering() -> None:
    assert renderings(corpus(), "quarterly dividend", lang="en") == ()


def test_of_a_large_corpus_only_the_lines_most_like_an_absent_term_are_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [f"Der Zug Nummer {number} kam am Abend an." for number in range(30)]
    lone = Corpus([alone("many.de", "de", *texts, "Der Hund schläft im Garten.")], static.load())
    wanted = renderings(lone, "dog", lang="en")
    assert {row.rendering for row in wanted} == {"Hund"}
    searched: list[str] = []
    seeded = search.Search._seeded

    def watched(self: search.Search, line: Line, *, quoted: bool) -> list[tuple[float, str]]:
        searched.extend([] if quoted else [line.text])
        return seeded(self, line, quoted=quoted)

    monkeypatch.setattr(search, "_LIKE", 3)
    monkeypatch.setattr(search.Search, "_seeded", watched)
    assert renderings(lone, "dog", lang="en") == wanted
    assert len(searched) == 3


def test_a_word_that_stands_beside_the_usual_rendering_is_no_rendering() -> None:
    both = [("The flaw has a number.", "Die Lücke hat eine Nummer.")] * 11
    other = [("It has a number.", "Sie hat eine Nummer.")] * 4
    pairs = [*both, ("The flaw is new.", "Die Schwachstelle ist neu."), *other]
    versions = {
        lang: article(f"x.{lang}", lang, texts)
        for lang, texts in zip(("en", "de"), zip(*pairs, strict=True), strict=True)
    }
    units = tuple(Unit({"en": (place,), "de": (place,)}, 1.0) for place in range(len(pairs)))
    made = Corpus([(Story("x", versions), Alignment(units, {}, ""))], static.load())
    texts = ["Lücke"] * 10 + ["Nummer", "Schwachstelle"]
    chosen = [
        Choice(at, made.segments[at], Spot("de", 0, Stretch(4, 4 + len(text))), text, 1.0)
        for at, text in enumerate(texts)
    ]
    where = made.statistics.where(["flaw"], "en")
    kept = accidents.without(chosen, "de", "en", where, made.statistics)
    assert [choice.text for choice in kept] == [text for text in texts if text != "Nummer"]
    assert accidents.without(chosen[9:], "de", "en", where, made.statistics) == chosen[9:]
    assert accidents.without([], "de", "en", where, made.statistics) == []


@pytest.mark.parametrize("term", ["", "  ", "\t"])
def test_an_empty_term_is_refused(term: str) -> None:
    with pytest.raises(InputError, match="empty"):
        renderings(corpus(), term)


@pytest.mark.parametrize("term", ["the", "…", "“”", "a" * 500, "川", "Clean Rivers”", "und", "🙂"])
def test_odd_terms_do_no_harm(term: str) -> None:
    for row in renderings(corpus(), term):
        assert row.count


def test_what_the_glossary_has_is_sure_and_has_its_status() -> None:
    terms = (
        Term("clean rivers", "en", Status.PREFERRED),
        Term("saubere Flüsse", "de", Status.PREFERRED),
        Term("reine Flüsse", "de", Status.DEPRECATED),
    )
    glossary = Glossary({"rivers": Concept("rivers", terms)})
    made = renderings(corpus(), "Clean Rivers", lang="en", glossary=glossary)
    status = {row.rendering: (row.status, row.count) for row in made}
    assert status["saubere Flüsse"] == (Status.PREFERRED, 1)
    assert status["reine Flüsse"] == (Status.DEPRECATED, 2)
    assert {row.status for row in made if row.lang == "ja"} == {None}


def test_rows_are_in_order_and_add_up_and_their_places_hold_their_forms() -> None:
    for term, lang in (("water report", "en"), ("Clean Rivers", "en"), ("Brücke", "de")):
        made = renderings(corpus(), term, lang=lang)
        langs = [row.lang for row in made]
        assert langs == sorted(langs, key=["vi", "en", "de", "ja"].index)
        for row in made:
            assert row.count == sum(row.forms.values()) == len(row.places)
            for place in row.places:
                start, end = place.where.span or (0, 0)
                text = corpus().lines[place.where.article, place.where.paragraph or 0].text
                assert text[start:end] == place.text
                assert place.text in row.forms
        for code in set(langs):
            counts = [row.count for row in made if row.lang == code]
            assert counts == sorted(counts, reverse=True)


def test_no_two_rows_share_a_place() -> None:
    made = renderings(corpus(), "Clean Rivers", lang="en")
    spans = [(p.where.article, p.where.paragraph, *(p.where.span or ())) for row in made for p in row.places]
    assert len(spans) == len(set(spans))


def test_dates_are_those_of_the_articles_and_none_where_they_have_none() -> None:
    made = {row.rendering: row for row in renderings(corpus(), "Clean Rivers", lang="en")}
    assert made["Saubere Flüsse"].first == made["Saubere Flüsse"].last == date(2024, 5, 1)
    lone = Corpus((alone("a.en", "en", "We like “Clean Rivers” here."),), static.load())
    assert renderings(lone, "Clean Rivers")[0].first is None


def test_a_language_without_vectors_is_found_by_what_stands_in_the_same_sentences() -> None:
    class Half:
        """The vectors, as if they had never seen Japanese."""

        def __init__(self) -> None:
            self._all = static.load()
            self.signature, self.dimension, self.languages = "half", self._all.dimension, frozenset({"en", "de"})
            self.encode, self.parts = self._all.encode, self._all.parts
            self.prefixes, self.unit = self._all.prefixes, self._all.unit

    half = Corpus((story(),), Half())
    rendered = {row.rendering for row in renderings(half, "water report", lang="en") if row.lang == "ja"}
    assert any("報告書" in text for text in rendered)


def test_nothing_is_found_in_a_corpus_without_stories() -> None:
    empty = Corpus((), static.load())
    assert renderings(empty, "anything") == ()
    assert proposals.discover(empty, Glossary()) == ()


# Proposals


def test_repeated_and_quoted_phrases_are_proposed_with_their_renderings() -> None:
    made = {one.text: one for one in proposals.discover(corpus(), Glossary(), lang="en")}
    assert {"water report", "Clean Rivers"} <= set(made)
    assert made["Clean Rivers"].quoted == made["Clean Rivers"].count == 2
    assert made["water report"].renderings["ja"][0].text == "水道報告書"


def test_terms_of_the_glossary_are_not_proposed() -> None:
    glossary = Glossary({"w": Concept("w", (Term("water report", "en", Status.PREFERRED),))})
    assert "water report" not in {one.text for one in proposals.discover(corpus(), glossary, lang="en")}


def test_proposals_are_ranked_and_limited() -> None:
    made = proposals.discover(corpus(), Glossary(), lang="en", limit=1)
    assert len(made) == 1
    scores = [one.score for one in proposals.discover(corpus(), Glossary(), lang="en")]
    assert scores == sorted(scores, reverse=True)


def test_a_proposal_becomes_a_concept_with_one_preferred_term_a_language() -> None:
    one = next(p for p in proposals.discover(corpus(), Glossary(), lang="en") if p.text == "Clean Rivers")
    concept = one.concept("clean-rivers")
    for lang in ("en", "de", "ja"):
        assert [t.status for t in concept.terms_in(lang)].count(Status.PREFERRED) == 1


# What stands instead


def test_what_stands_instead_of_a_missing_term_is_found_or_nothing_is_said() -> None:
    told, _ = story()
    concept = Concept(
        "w", (Term("water report", "en", Status.PREFERRED), Term("Gewässerbilanz", "de", Status.PREFERRED))
    )
    occurrences = Matcher(Glossary({"w": concept})).find(told.versions["en"])
    likely = Likely(corpus())
    place = likely.instead(occurrences[:1], "de")
    assert place is not None
    assert place.span is not None
    assert TEXTS["de"][0][slice(*place.span)] == "Wasserbericht"
    assert Likely(corpus(), least=1.1).instead(occurrences[:1], "de") is None
    assert likely.instead((), "de") is None
    assert likely.instead(occurrences[:1], "vi") is None


# Parts


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Er sagte „Ja“ und “No”.", ["Ja", "No"]),
        ("「大衆動員」の『実例』", ["大衆動員", "実例"]),
        ('«Ja», »Nein«, "so."', ["Ja", "Nein", "so"]),
        ('5" pipe and “open', []),
        ("“ ”", []),
    ],
)
def test_quotations_are_found_without_their_marks(text: str, inner: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == inner


@pytest.mark.parametrize(
    ("forms", "lang", "expected"),
    [
        (
            {"geschickten Massenmobilisierung": 3, "geschickte Massenmobilisierung": 1},
            "de",
            "geschickte Massenmobilisierung",
        ),
        ({"geschickten Massenmobilisierung": 3}, "de", "geschickte Massenmobilisierung"),
        ({"Wasserberichten": 1, "Wasserbericht": 1}, "de", "Wasserbericht"),
        ({"Clean rivers": 1, "clean rivers": 2}, "en", "clean rivers"),
        ({"大衆動員": 2}, "ja", "大衆動員"),
    ],
)
def test_a_rendering_is_listed_in_its_citation_form(forms: dict[str, int], lang: str, expected: str) -> None:
    assert citation(forms, lang) == expected


def test_forms_of_one_word_have_one_stem() -> None:
    assert stems("Ständigen Ausschusses", "de") == stems("Ständiger Ausschuss", "de")
    assert stems("State agencies", "en") == stems("state agency", "en")


def test_nearness_grows_with_what_is_shared() -> None:
    vectors = Vectors(static.load())
    whole, half, none = expressions(["saubere Flüsse", "reine Flüsse", "alte Brücke"], "de", vectors)
    assert near(whole, whole) == 1.0
    assert near(whole, half) > near(whole, none)
    assert near(whole, half) == near(half, whole)


def test_an_edge_at_which_a_phrase_also_ends_elsewhere_is_no_cut() -> None:
    known = Boundaries(["省党委員会常務委員会", "省党委員会は"], "ja")
    assert known.edges("省党委員会").right == 0.0
    assert known.edges("常務委員").right == 1.0
    words = Boundaries(["the skilful mass mobilization", "a skilful mass mobilization"], "en")
    assert words.edges("skilful mass").right > 0.0
    assert words.edges("skilful mass mobilization") == words.edges("unknown words")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["vi", "en", "de", "ja"]))
def test_words_and_stretches_lie_in_the_text_in_order(text: str, lang: str) -> None:
    cut = tokens(text, lang)
    assert [(t.start, t.end) for t in cut] == sorted((t.start, t.end) for t in cut)
    assert all(text[t.start : t.end] == t.text for t in cut)
    line = Line(article("x", lang, (text,)), Paragraph(text, 0), static.load())
    for stretch in stretches(line, 0, len(text)):
        assert 0 <= stretch.start < stretch.end <= len(text)
        held = [t for t in cut if stretch.start <= t.start and t.end <= stretch.end]
        assert all(t.kind is not Kind.BREAK for t in held)
    for q in quotations(text):
        assert 0 < q.start < q.end < len(text)


# Pictures and commands


def test_the_picture_is_well_formed_and_holds_every_rendering() -> None:
    made = renderings(corpus(), "Clean Rivers", lang="en")
    picture = drift.format_svg(made, "Clean <Rivers> & more")
    text = "".join(ElementTree.fromstring(picture).itertext())
    assert all(row.rendering in text for row in made)
    assert "Clean <Rivers> & more" in text
    assert "no date" in text
    ElementTree.fromstring(drift.format_svg((), "none"))


def test_a_picture_may_end_with_the_last_month_that_a_date_can_have() -> None:
    told, alignment = story()
    late = {lang: replace(each, published=date(9999, 12, 31)) for lang, each in told.versions.items()}
    made = renderings(Corpus([(replace(told, versions=late), alignment)], static.load()), "Clean Rivers", lang="en")
    assert "9999-12" in drift.format_svg(made, "Clean Rivers")


def test_what_is_kept_of_texts_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    known = found("Clean Rivers", "en")
    monkeypatch.setattr(scoring, "_TEXTS", 5)
    monkeypatch.setattr(segments, "_SIDES", 1)
    small = Corpus([story(), alone("later.de", "de", "Die Initiative „Reine Flüsse“ wächst.")], static.load())
    scorer = Scorer(small)
    for segment in small.segments:
        for lang in ("de", "ja"):
            if segment.parts.get("en") and segment.parts.get(lang):
                spot = scorer.candidates(segment, "en").spots[0]
                scorer.features(segment, spot, lang, scorer.candidates(segment, lang), 1)
    assert 0 < len(scorer._bits) <= 6
    assert 0 < len(small._atoms) <= 2
    fresh = renderings(corpus(), "Clean Rivers", lang="en")
    assert {row.rendering: row.count for row in fresh if row.lang == "de"} == known["de"]


def test_rows_as_json_have_the_keys_that_are_promised() -> None:
    record = json.loads(rows.format_json(renderings(corpus(), "Clean Rivers", lang="en")))[0]
    assert set(record) == {"lang", "rendering", "forms", "count", "status", "first", "last", "examples"}
    assert record["examples"][0]["before"].endswith("“")


def test_the_command_asks_the_samples_without_a_path_and_says_so() -> None:
    done = CliRunner().invoke(main, ["terms", "renderings", "dân vận khéo", "--glossary", "none", "--format", "json"])
    assert done.exit_code == 0
    assert "sample" in done.stderr
    said = {(row["lang"], row["rendering"]) for row in json.loads(done.stdout)}
    assert {("vi", "dân vận khéo"), ("ja", "巧みな大衆動員"), ("de", "geschickte Massenmobilisierung")} <= said


def test_proposals_go_into_a_glossary_that_is_made_for_them(tmp_path: Path) -> None:
    with as_file(files("corpora") / "samples") as samples:
        target = tmp_path / "new.tbx"
        arguments = ["terms", "discover", str(samples), "--limit", "2", "--propose", "--glossary", str(target)]
        done = CliRunner().invoke(main, [*arguments, "--user", "Lan"])
    assert done.exit_code == 0, done.output
    listed = CliRunner().invoke(main, ["terms", "list", "--glossary", str(target), "--approval", "proposed"])
    assert "proposed" in listed.stdout


@pytest.mark.skipif("KHEO_DATA" not in os.environ, reason="KHEO_DATA names no folder of development data")
def test_all_ten_renderings_of_a_quoted_term_are_found_in_real_articles() -> None:
    arguments = ["terms", "renderings", "Skilled Mass Mobilization", os.environ["KHEO_DATA"] + "/articles"]
    done = CliRunner().invoke(main, [*arguments, "--glossary", "none", "--format", "json"])
    said = [(row["lang"], row["rendering"].lower()) for row in json.loads(done.stdout)]
    assert sorted(said) == [
        ("de", "geschickte massenmobilisierung"),
        ("de", "gezielte massenmobilisierung"),
        ("de", "kompetente massenmobilisierung"),
        ("de", "mobilisierung qualifizierter arbeitskräfte"),
        ("de", "mobilisierung qualifizierter massen"),
        ("de", "qualifizierte massenmobilisierung"),
        ("en", "skilled mass mobilization"),
        ("en", "skillful mass mobilization"),
        ("ja", "効果的な大衆動員"),
        ("ja", "熟練した大衆動員"),
    ]


def test_a_unit_of_a_whole_book_without_sentences_is_no_trap() -> None:
    texts = {lang: (" ".join(TEXTS[lang] * 60),) for lang in ("en", "de", "ja")}
    versions = {lang: article(f"book.{lang}", lang, texts[lang]) for lang in texts}
    told = Story("book", versions), Alignment((Unit(dict.fromkeys(texts, (0,)), 1.0),), {}, "by hand")
    assert renderings(Corpus((told,), static.load()), "bridge", lang="en")[0].count == 60


def test_the_picture_marks_what_is_not_to_be_used_and_has_one_scale_and_labels_its_last_month() -> None:
    def made(lang: str, status: Status | None, *days: date | None) -> rows.Row:
        places = tuple(rows.Example(Place("a", lang, 0, (0, 1), None), day, "", "x", "") for day in days)
        return rows.Row(lang, f"{lang} {status}", {"x": len(days)}, len(days), status, None, None, places)

    first, last = date(2024, 1, 1), date(2025, 12, 1)
    told = (
        made("en", Status.DEPRECATED, *[first] * 4, None),
        made("de", Status.PREFERRED, first, last, None),
        made("ja", None, last),
    )
    picture = drift.format_svg(told, "x")
    heights = [float(found) for found in re.findall(r'height="([\d.]+)" fill="url', picture)]
    assert heights == [96.0, 24.0, 10.0]  # two bars of the deprecated one, and its legend
    assert re.findall(r'height="([\d.]+)" fill="#', picture) == [
        "96.0",
        "24.0",
        "10",
        "24.0",
        "24.0",
        "24.0",
        "10",
        "24.0",
        "10",
    ]
    assert picture.count('text-anchor="end">4</text>') == 3
    assert picture.count(">2025-12</text>") == 3
    assert "en deprecated 5, deprecated</text>" in picture
    assert "de preferred 3, preferred</text>" in picture
    before, after = (
        float(x) for x in re.findall(r'x="([\d.]+)" y="[\d.]+" width="[\d.]+" height="24.0" fill="#0', picture)[2:4]
    )
    assert after - before > drift._column(["2025-12"] * 24 + ["no date"]) + 10
    assert drift._short("geschickte Massenmobilisierung", 30) == "geschickte Massenmobilisierung"
    assert drift._short("geschickte Massenmobilisierung", 20) == "geschickte Massenmo…"
    assert drift._short("大衆動員", 6) == "大衆…"
