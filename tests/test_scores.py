import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.alignment import Bead
from corpora.article import Article, Draft, Paragraph
from corpora.errors import InputError
from corpora.languages import LANGUAGES
from evaluation.edit_rate import LONGEST, edits
from evaluation.scores import by_system, corpus, score

SENTENCES = {
    "vi": ["Hôm nay trời đẹp và nắng.", "Ngày mai có thể có mưa lớn.", "Cán bộ đến từng nhà dân."],
    "en": ["The weather is fine today.", "Heavy rain may fall tomorrow.", "Officials visit every single home."],
    "de": ["Heute ist das Wetter schön.", "Morgen kann es stark regnen.", "Die Kader besuchen jedes Haus."],
    "ja": ["今日は天気がとても良い。", "明日は大雨が降るかもしれない。", "幹部は各家庭を訪問する。"],
}


def article(lang, *texts, name="a"):
    return Article(f"{name}.{lang}.txt", lang, tuple(Paragraph(text, i) for i, text in enumerate(texts)))


def draft(lang, *texts, system="engine"):
    return Draft(article(lang, *texts, name="draft"), system)


def values(scores):
    return {one.metric: round(one.value, 6) for one in scores}


PERFECT = {"BLEU": 100.0, "chrF2++": 100.0, "TER": 0.0}
NOTHING = {"BLEU": 0.0, "chrF2++": 0.0, "TER": 100.0}


@pytest.mark.parametrize("lang", SENTENCES)
def test_a_draft_that_merges_paragraphs_of_its_reference_loses_nothing(lang):
    first, second, third = SENTENCES[lang]
    joined = LANGUAGES[lang].joiner.join((first, second))
    result = score(
        draft(lang, joined, third), article(lang, first, second, third), [Bead((0,), (0, 1)), Bead((1,), (2,))]
    )
    assert values(result.overall) == PERFECT
    assert [values(one) for one in result.by_bead] == [PERFECT, PERFECT]


@settings(max_examples=40, deadline=None)
@given(
    lang=st.sampled_from(sorted(SENTENCES)),
    cuts=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=4),
)
def test_a_draft_equal_to_its_reference_is_perfect_however_its_paragraphs_are_cut(lang, cuts):
    ours, theirs, beads = [], [], []
    joiner = LANGUAGES[lang].joiner
    for merged, other_merged in cuts:
        left, right = (
            [joiner.join(SENTENCES[lang])] if one else list(SENTENCES[lang]) for one in (merged, other_merged)
        )
        beads.append(
            Bead(tuple(range(len(ours), len(ours) + len(left))), tuple(range(len(theirs), len(theirs) + len(right))))
        )
        ours += left
        theirs += right
    result = score(draft(lang, *ours), article(lang, *theirs), beads)
    assert values(result.overall) == PERFECT
    assert values(corpus([result, result])) == PERFECT


def test_a_text_too_short_for_four_grams_still_scores_full_marks_when_it_is_right():
    result = score(draft("de", "Guten Tag"), article("de", "Guten Tag"), [Bead((0,), (0,))])
    assert values(result.overall) == PERFECT
    assert "eff:yes" in result.overall[0].signature


def test_an_ordinary_article_is_scored_exactly_as_sacrebleu_scores_its_segments():
    import sacrebleu

    ours = ["The weather is quite fine today.", "Rain may fall heavily tomorrow."]
    theirs = SENTENCES["en"][:2]
    result = score(draft("en", *ours), article("en", *theirs), [Bead((0,), (0,)), Bead((1,), (1,))])
    expected = {
        "BLEU": round(sacrebleu.corpus_bleu(ours, [theirs]).score, 6),
        "chrF2++": round(sacrebleu.corpus_chrf(ours, [theirs], word_order=2).score, 6),
        "TER": round(sacrebleu.corpus_ter(ours, [theirs]).score, 6),
    }
    assert values(result.overall) == expected
    assert 0 < expected["BLEU"] < 100


def test_every_score_carries_the_signature_of_its_settings():
    result = score(draft("ja", "今日は天気が良い。"), article("ja", SENTENCES["ja"][0]), [Bead((0,), (0,))])
    bleu, chrf, ter = (one.signature for one in result.overall)
    assert "tok:ja-mecab" in bleu
    assert "nw:2" in chrf
    assert "tok:ja-mecab" in ter
    assert all("version:" in signature for signature in (bleu, chrf, ter))
    german = score(draft("de", "Gut."), article("de", "Gut."), [Bead((0,), (0,))])
    assert "tok:13a" in german.by_bead[0][0].signature


def test_ter_counts_japanese_words_and_not_whole_sentences():
    result = score(draft("ja", "今日は天気がとても悪い。"), article("ja", SENTENCES["ja"][0]), [Bead((0,), (0,))])
    assert 0 < values(result.overall)["TER"] < 50


def test_a_missing_paragraph_counts_as_an_empty_draft():
    first, second, _ = SENTENCES["de"]
    result = score(draft("de", first), article("de", first, second), [Bead((0,), (0,)), Bead((), (1,))])
    assert values(result.by_bead[1]) == NOTHING
    assert values(result.overall)["TER"] == 50.0
    assert values(result.overall)["BLEU"] < 70


@pytest.mark.parametrize("place", [0, 1, 2])
def test_text_that_no_reference_has_costs_in_every_metric(place):
    first, second, extra = SENTENCES["en"]
    texts = [first, second]
    texts.insert(place, extra)
    beads = [Bead((i,), (i - (i > place),)) if i != place else Bead((i,), ()) for i in range(3)]
    result = score(draft("en", *texts), article("en", first, second), beads)
    found = values(result.overall)
    assert found["BLEU"] < 90
    assert found["chrF2++"] < 99
    assert found["TER"] == 50.0
    assert values(result.by_bead[place]) == NOTHING


def test_an_empty_draft_scores_nothing_and_does_not_fail():
    assert values(score(draft("de"), article("de", "Ein Satz."), [Bead((), (0,))]).overall) == NOTHING
    assert values(score(draft("de", "Ein Satz."), article("de"), [Bead((0,), ())]).overall) == NOTHING
    assert values(score(draft("ja"), article("ja"), []).overall) == {"BLEU": 0.0, "chrF2++": 0.0, "TER": 0.0}
    assert corpus([]) == ()


def test_a_corpus_weighs_articles_by_their_length():
    good = score(draft("en", *SENTENCES["en"]), article("en", *SENTENCES["en"]), [Bead((i,), (i,)) for i in range(3)])
    bad = score(draft("en", "Nothing here"), article("en", "Officials visit homes"), [Bead((0,), (0,))])
    assert values(corpus([good, bad]))["TER"] == pytest.approx(100 * 3 / 18)


def test_systems_and_languages_are_scored_apart():
    texts = SENTENCES["en"]
    right = score(draft("en", texts[0], system="one"), article("en", texts[0]), [Bead((0,), (0,))])
    wrong = score(draft("en", "Nothing at all", system="two"), article("en", texts[0]), [Bead((0,), (0,))])
    german = score(draft("de", "Gut.", system="one"), article("de", "Gut."), [Bead((0,), (0,))])
    groups = by_system([right, wrong, right, german])
    assert [(group.system, group.lang, group.drafts) for group in groups] == [
        ("one", "en", 2),
        ("two", "en", 1),
        ("one", "de", 1),
    ]
    assert values(groups[0].overall) == PERFECT
    assert values(groups[1].overall)["TER"] == 100.0
    with pytest.raises(InputError, match="score each language apart"):
        corpus([right, german])


def test_a_reference_in_another_language_is_refused():
    with pytest.raises(InputError, match="its own language"):
        score(draft("de", "Gut."), article("en", "Good."), [Bead((0,), (0,))])


def test_an_article_without_line_breaks_is_measured_without_shifts_and_says_so():
    words = " ".join(f"w{i}" for i in range(LONGEST + 50))
    turned = " ".join(words.split()[20:] + words.split()[:20])
    result = score(draft("en", turned), article("en", words), [Bead((0,), (0,))])
    assert values(result.overall)["TER"] == pytest.approx(100 * 40 / (LONGEST + 50))
    assert result.overall[2].signature.endswith(f"shifts:to{LONGEST}words")


@given(st.lists(st.sampled_from("abcd"), max_size=9), st.lists(st.sampled_from("abcd"), min_size=1, max_size=9))
def test_the_bounded_edit_count_is_the_textbook_distance(left, right):
    from evaluation.edit_rate import _distance

    row = list(range(len(right) + 1))
    for i, word in enumerate(left, 1):
        before, row = row, [i]
        for j, other in enumerate(right, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (word != other)))
    assert _distance(left, right) == row[-1]
    assert edits(" ".join(left), " ".join(right)).count <= row[-1]


def test_importing_scores_loads_no_sacrebleu():
    code = "import sys, evaluation.scores; sys.exit('sacrebleu' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_scoring_writes_nothing_to_the_error_stream(capfd):
    text = "Das ist ein Satz ."
    score(draft("de", *[text] * 120), article("de", *[text] * 120), [Bead((i,), (i,)) for i in range(120)])
    assert capfd.readouterr() == ("", "")
