"""Terms that drafts render: surface, stem, exclusive, consistency, and what the reference itself reaches."""

import os
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Article, Draft, Paragraph, Story
from corpora.errors import InputError
from evaluation import annotated_terms, term_scores
from evaluation.disjoint import Span, maximum_disjoint
from evaluation.report import page, tables
from evaluation.review import StoryReview
from evaluation.scores import score as other_scores
from evaluation.term_scores import Terms, TermScores
from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher
from pipeline.cli import main


def concept(key: str, *, keep: bool = False, **terms: str) -> Concept:
    """A concept: `de="Ausschuss|Gremium!"` is a preferred, an admitted and, with a mark, a deprecated term."""
    made = []
    for lang, texts in terms.items():
        for text in texts.split("|"):
            status = Status.DEPRECATED if text.endswith("!") else Status.PREFERRED
            made.append(Term(text.rstrip("!"), lang, status))
    return Concept(key, tuple(made), do_not_translate=keep)


GLOSSARY = Glossary(
    {
        each.id: each
        for each in (
            concept("ausschuss", en="committee", de="Ausschuss|Gremium|Komitee!", vi="ủy ban", ja="委員会"),
            concept("provinz", en="province", de="Provinz", vi="tỉnh", ja="省"),
            concept("name", keep=True, en="Viettel"),
            concept("mass", en="mass work", de="Massenarbeit"),
            concept("work", en="work", de="Arbeit"),
        )
    },
    "test",
)


def article(lang: str, *texts: str, key: str = "") -> Article:
    return Article(key or f"s.{lang}", lang, tuple(Paragraph(text, index) for index, text in enumerate(texts)))


def measured(
    draft: list[str], *, beads: list[Bead] | None = None, source: str | None = "en", **versions: list[str]
) -> TermScores | None:
    articles = {lang: article(lang, *texts) for lang, texts in versions.items()}
    size = max(map(len, versions.values()))
    units = tuple(Unit({lang: (i,) if i < len(versions[lang]) else () for lang in versions}, 1.0) for i in range(size))
    story = Story("s", articles, source)
    made = Draft(article("de", *draft, key="draft"), "alpha")
    pairs = beads or [Bead((i,), (i,)) for i in range(len(draft))]
    return term_scores.score(made, story, Alignment(units, {}, ""), pairs, Terms(GLOSSARY, Matcher(GLOSSARY)))


def values(scores: TermScores | None) -> dict[str, float]:
    assert scores is not None
    return {score.metric.removeprefix("term-"): round(score.value, 2) for score in scores.scores}


def test_a_term_in_another_form_counts_as_a_stem_but_not_as_a_surface() -> None:
    found = values(measured(["Die Sitzung des Ausschusses."], en=["The committee met."], de=["Der Ausschuss tagte."]))
    assert (found["surface"], found["stem"], found["exclusive"]) == (0.0, 100.0, 100.0)
    assert found["surface-oracle"] == found["exclusive-oracle"] == 100.0


def test_a_part_of_a_compound_is_no_surface() -> None:
    found = values(measured(["Der Parteiausschuss tagte."], en=["The committee met."], de=["Der Ausschuss tagte."]))
    assert (found["surface"], found["stem"]) == (0.0, 100.0)


def test_two_places_of_the_source_need_two_spans_but_either_alone_is_content_with_one() -> None:
    found = values(
        measured(
            ["Der Ausschuss tagte."],
            en=["One committee met another committee."],
            de=["Ein Ausschuss, noch ein Gremium."],
        )
    )
    assert found["stem"] == 100.0
    assert found["exclusive"] == 50.0
    assert found["exclusive-oracle"] == 100.0


def test_one_span_serves_the_longer_or_the_nested_term_never_both() -> None:
    both = ["Its mass work is work."]
    found = values(measured(["Die Massenarbeit zählt."], en=both, de=["Die Massenarbeit ist Arbeit."]))
    assert (found["stem"], found["exclusive"], found["exclusive-oracle"]) == (100.0, 50.0, 100.0)


def test_a_deprecated_term_renders_nothing() -> None:
    assert values(measured(["Das Komitee tagte."], en=["The committee met."], de=["Der Ausschuss."]))["stem"] == 0.0


def test_a_name_that_is_not_to_be_translated_has_to_stand_as_it_is() -> None:
    kept = values(measured(["Viettel wächst."], en=["Viettel grows."], de=["Viettel wächst."]))
    lost = values(measured(["Wjettel wächst."], en=["Viettel grows."], de=["Viettel wächst."]))
    assert (kept["exclusive"], lost["exclusive"], lost["exclusive-oracle"]) == (100.0, 0.0, 100.0)


def test_a_term_in_the_wrong_paragraph_does_not_count() -> None:
    found = values(
        measured(
            ["Er kam.", "Der Ausschuss tagte."],
            en=["The committee met.", "He came."],
            de=["Der Ausschuss tagte.", "Er kam."],
        )
    )
    assert found["exclusive"] == 0.0


def test_paragraphs_that_the_draft_merged_are_measured_as_one() -> None:
    found = values(
        measured(
            ["Er kam, und der Ausschuss der Provinz tagte."],
            beads=[Bead((0,), (0, 1))],
            en=["The committee met.", "The province pays."],
            de=["Der Ausschuss tagte.", "Die Provinz zahlt."],
        )
    )
    assert found["exclusive"] == 100.0


def test_what_the_draft_leaves_out_is_missing() -> None:
    found = measured(
        ["Der Ausschuss tagte."],
        beads=[Bead((0,), (0,)), Bead((), (1,))],
        en=["The committee met.", "The province pays."],
        de=["Der Ausschuss tagte.", "Die Provinz zahlt."],
    )
    assert values(found)["exclusive"] == 50.0
    assert found is not None
    assert found.counts.needed == found.oracle.needed == 2


def test_consistency_is_the_share_of_the_usual_rendering() -> None:
    english = ["A committee, a committee, a committee, a committee."]
    found = values(measured(["Ausschuss, Ausschuss, Ausschuss, Gremium."], en=english, de=["Ausschuss, Gremium."]))
    assert (found["consistency"], found["consistency-oracle"]) == (75.0, 50.0)
    once = values(measured(["Ausschuss."], en=english, de=["Ausschuss."]))
    assert "consistency" not in once


def test_without_a_source_two_versions_vote_and_one_alone_says_nothing() -> None:
    versions = {"de": ["Der Ausschuss der Provinz."], "vi": ["Ủy ban của tỉnh."], "ja": ["委員会。"]}
    found = measured(["Ein Ausschuss."], source=None, **versions)
    assert found is not None
    assert found.evidence == "votes"
    assert (found.counts.needed, found.counts.exclusive) == (1, 1)
    del versions["ja"]
    assert measured(["Ein Ausschuss."], source=None, **versions) is None


def test_the_version_that_a_draft_was_made_from_is_its_source() -> None:
    articles = {"en": article("en", "The committee."), "vi": article("vi", "Tỉnh."), "de": article("de", "Ausschuss.")}
    story = Story("s", articles, "vi")
    alignment = Alignment((Unit({"en": (0,), "vi": (0,), "de": (0,)}, 1.0),), {}, "")
    made = Draft(article("de", "Ein Ausschuss."), "alpha", "en")
    found = term_scores.score(made, story, alignment, [Bead((0,), (0,))], Terms(GLOSSARY, Matcher(GLOSSARY)))
    assert found is not None
    assert (found.evidence, found.counts.exclusive) == ("source:en", 1)


def test_an_empty_glossary_gives_no_figures() -> None:
    story = Story("s", {"en": article("en", "A committee."), "de": article("de", "Ein Ausschuss.")}, "en")
    alignment = Alignment((Unit({"en": (0,), "de": (0,)}, 1.0),), {}, "")
    made = Draft(article("de", "Ein Ausschuss."), "alpha")
    assert term_scores.score(made, story, alignment, [], Terms(Glossary(), Matcher(Glossary()))) is None


def test_every_figure_says_by_which_glossary_evidence_and_mode_it_came_about() -> None:
    found = measured(["Ein Ausschuss."], en=["A committee."], de=["Ausschuss."])
    assert found is not None
    exclusive = next(score for score in found.scores if score.metric == "term-exclusive")
    assert exclusive.signature == "glossary:test|needed:source:en|version:1|mode:exclusive|n:1"


def test_a_corpus_adds_up_counts_and_takes_no_mean_of_shares() -> None:
    one = measured(["Nichts."], en=["A committee."], de=["Ausschuss."])
    three = measured(
        ["Ausschuss, Ausschuss, Ausschuss."], en=["A committee, a committee, a committee."], de=["Ausschuss."]
    )
    assert one is not None
    assert three is not None
    assert values(term_scores.total([one, three]))["exclusive"] == 75.0
    assert term_scores.total([]) is None


def reviewed(*, terms: bool = True) -> StoryReview:
    reference, source = article("de", "Der Ausschuss tagte."), article("en", "The committee met.")
    draft = Draft(article("de", "Das Gremium tagte.", key="draft.txt"), "alpha")
    story = Story("s", {"de": reference, "en": source}, "en", (draft,))
    alignment = Alignment((Unit({"de": (0,), "en": (0,)}, 1.0),), {}, "")
    beads = [Bead((0,), (0,))]
    found = term_scores.score(draft, story, alignment, beads, Terms(GLOSSARY, Matcher(GLOSSARY)))
    scored = other_scores(draft, reference, beads)
    return StoryReview(story, alignment, scores=(replace(scored, terms=found) if terms else scored,))


def test_the_table_has_the_terms_with_the_reference_s_own_in_brackets() -> None:
    review = reviewed()
    lines = tables.format_text([review]).splitlines()
    assert any(
        line.split()
        == [
            "de",
            "alpha",
            "100.00",
            "(100.00)",
            "100.00",
            "(100.00)",
            "100.00",
            "(100.00)",
            "-",
            "(-)",
            "1",
            "draft.txt",
        ]
        for line in lines
    )
    frame = tables.frame([review])
    assert list(frame[frame["metric"] == "term-exclusive-oracle"]["value"]) == [100.0, 100.0]
    assert "terms" not in tables.format_text([reviewed(terms=False)])


def test_the_report_shows_the_terms_of_a_draft_and_of_its_reference() -> None:
    assert "terms <b>100.0 (100.0)</b>" in page.render([reviewed()], GLOSSARY, title="t")


def test_the_command_counts_terms_where_a_source_is_given_and_says_where_none_is(tmp_path: Path) -> None:
    texts = {
        "brief.en.txt": "The committee of the province met on Monday and spoke of the new bridge over the river.",
        "brief.de.txt": "Der Ausschuss der Provinz tagte am Montag und sprach über die neue Brücke über den Fluss.",
        "mine.de.txt": "Das Gremium der Region tagte am Montag und sprach über die neue Brücke über den Fluss.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text + "\n", "utf-8")
    rows = [f"{each.id},,,{term.lang},{term.text},{term.status},\n" for each in GLOSSARY for term in each.terms]
    table = "".join(["concept_id,subject,definition,lang,term,status,note\n", *rows])
    (tmp_path / "terms.csv").write_text(table, "utf-8")
    options = ["--draft", f"me={tmp_path / 'mine.de.txt'}", "--glossary", str(tmp_path / "terms.csv")]
    references = [str(tmp_path / f"brief.{lang}.txt") for lang in ("de", "en")]
    known = CliRunner().invoke(
        main, ["score", "--reference", references[0], "--reference", references[1], "--source", "en", *options]
    )
    assert known.exit_code == 0
    assert "50.00 (100.00)" in known.stdout
    alone = CliRunner().invoke(main, ["score", "--reference", references[0], *options])
    assert alone.exit_code == 0
    assert "exclusive" not in alone.stdout
    assert "1 draft without term figures" in alone.stderr


SPANS = st.builds(lambda start, size: Span(0, start, start + size), st.integers(0, 8), st.integers(1, 4))


@given(st.lists(st.lists(SPANS, max_size=4), max_size=5))
def test_no_choice_of_spans_gives_more_than_the_maximum(wanted: list[list[Span]]) -> None:
    best = 0
    for choice in product(*[[None, *spans] for spans in wanted]):
        taken = [span for span in choice if span is not None]
        if all(not a.overlaps(b) for i, a in enumerate(taken) for b in taken[:i]):
            best = max(best, len(taken))
    assert maximum_disjoint(wanted) == best


def test_very_many_places_take_no_time() -> None:
    spans = [Span(0, at, at + 2) for at in range(4000)]
    assert maximum_disjoint([spans] * 3000) == 2000
    assert maximum_disjoint([[span, Span(1, span.start, span.end)] for span in spans]) == 4000
    assert maximum_disjoint([spans] * 3000 + [spans[1::2]] * 3000) == 2000
    rivals = [spans[:300], spans[100:400], spans[200:600:2], [*spans[:300:7], Span(1, 0, 3)]]
    assert maximum_disjoint([rival for rival in rivals for _ in range(200)]) >= 300


def test_a_term_that_stands_a_thousand_times_in_one_paragraph_is_counted() -> None:
    found = values(measured(["Ausschuss " * 1500], de=["Ausschuss " * 1500], en=["committee " * 1500]))
    assert (found["exclusive"], found["stem"]) == (100.0, 100.0)


SAMPLE = Path(os.environ.get("KHEO_DATA", "")) / "terminology" / "wmt21-sample"
needs_data = pytest.mark.skipif(
    not os.environ.get("KHEO_DATA"), reason="KHEO_DATA names no folder with the WMT21 sample"
)


@needs_data
def test_the_wmt21_sample_has_759_of_901_exact_matches() -> None:
    reference = annotated_terms.read(SAMPLE / "dev.en-fr.fr.sgm")
    hypothesis = annotated_terms.read(SAMPLE / "en-fr.dev.txt.truecased.sgm")
    assert annotated_terms.exact_match(reference, hypothesis).value == 100 * 759 / 901
    assert annotated_terms.window_overlap(reference, hypothesis, 2).value == pytest.approx(28.8215, abs=1e-4)
    assert annotated_terms.window_overlap(reference, hypothesis, 3).value == pytest.approx(28.2285, abs=1e-4)


def segments(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(f"<refset>\n{text}\n</refset>\n", "utf-8")
    return path


def test_an_annotated_term_counts_once_for_each_place_and_in_whole_words_only(tmp_path: Path) -> None:
    markup = '<term id="1" type="src_original_and_tgt_original" src="cough" tgt="toux|tousser"> toux </term>'
    reference = annotated_terms.read(segments(tmp_path, "r.sgm", f'<seg id="1"> {markup} et {markup} </seg>'))
    for text, found in (
        ("une toux", 50.0),
        ("la toux et la toux", 100.0),
        ("toussoter", 0.0),
        ("tousser &amp; toux", 50.0),
    ):
        hypothesis = annotated_terms.read(segments(tmp_path, "h.sgm", f'<seg id="1"> {text} </seg>'))
        assert annotated_terms.exact_match(reference, hypothesis).value == found


def test_an_annotated_term_that_is_a_part_of_a_word_is_refused_by_its_segment(tmp_path: Path) -> None:
    markup = '<term type="src_original_and_tgt_original" src="cough" tgt="toux">toux</term>, fièvre'
    reference = annotated_terms.read(segments(tmp_path, "r.sgm", f'<seg id="7"> {markup} </seg>'))
    with pytest.raises(InputError, match=r"segment '7': the term 'toux' is no run of whole words"):
        annotated_terms.window_overlap(reference, reference, 2)


def test_a_file_without_segments_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"empty\.sgm: holds no <seg"):
        annotated_terms.read(segments(tmp_path, "empty.sgm", "nothing"))
    with pytest.raises(InputError, match=r"none\.sgm: cannot be read"):
        annotated_terms.read(tmp_path / "none.sgm")
