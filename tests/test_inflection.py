"""Corrected terms: in the form that their place asks for, or said to be the citation form."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.concept import Concept, Gender, Glossary, PartOfSpeech, Status, Term
from glossary.inflection import Correction, correct
from glossary.inflection.declension import GENDERS, adjective_ending, determiners, slots
from glossary.inflection.nouns import Nouns

CASES = json.loads((Path(__file__).parent / "german_corrections.json").read_text("utf-8"))


def term(text: str, lang: str = "de", **more: object) -> Term:
    return Term(text, lang, Status.PREFERRED, **more)  # type: ignore[arg-type]


def corrected(better: Term, worse: Term, marked: str, nouns: Nouns | None = None) -> tuple[str, Correction]:
    """A text with a term in brackets, put right."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = correct(better, worse, text, (start, end), nouns=nouns)
    return text[: found.span[0]] + found.text + text[found.span[1] :], found


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_a_german_term_stands_in_its_right_form_or_in_citation_form(case: dict[str, str]) -> None:
    whole, found = corrected(term(case["better"]), term(case["worse"]), case["context"])
    assert found.certain == case["certain"]
    if found.certain:
        assert whole == case["right"]
    else:
        assert found.text == case["better"]


def test_the_golden_cases_are_many_and_each_marks_what_it_says_was_found() -> None:
    assert len(CASES) >= 80
    assert all(f"[{case['found']}]" in case["context"] for case in CASES)


@pytest.mark.parametrize(
    ("better", "worse", "marked", "written", "certain"),
    [
        ("skilful mass work", "smart mass work", "Praise: [Smart Mass Work]", "Praise: Skilful Mass Work", True),
        ("skilful mass work", "smart mass work", "[Smart mass work] pays off.", "Skilful mass work pays off.", True),
        ("emulation movement", "imitation movement", "It is an [imitation movement].", "It is an emulation movement.", True),
        ("emulation movement", "patriotic contest", "It is a [patriotic contest].", "It is an emulation movement.", True),
        ("one-stop shop", "administrative office", "An [administrative office] opened.", "A one-stop shop opened.", True),
        ("hourly report", "daily report", "a [daily report]", "an hourly report", True),
        ("MP", "deputy", "a [deputy] from Hue", "an MP from Hue", True),
        ("UN agency", "office", "an [office] in Hue", "a UN agency in Hue", True),
        ("uniform", "dress", "a [dress]", "a uniform", True),
        ("person with disabilities", "handicapped person", "the [handicapped persons]", "the persons with disabilities", True),
        ("state agency", "state organ", "all [state organs] help", "all state agencies help", True),
        ("state agency", "state organ", "the [state organ's] help", "the state agency's help", True),
        ("state agency", "state organ", "the [state organs'] help", "the state agencies' help", True),
        ("policy", "law", "two [laws]", "two policies", True),
        ("legislation", "law", "two [laws]", "two legislation", False),
        ("people", "mass", "the [masses]", "the people", False),
        ("people", "mass", "the [mass]", "the people", False),
        ("to mobilise", "to activate", "They [activated] us.", "They mobilised us.", True),
        ("to mobilise", "to activate", "They are [activating] us.", "They are mobilising us.", True),
        ("to run", "to activate", "They [activated] us.", "They to run us.", False),
        ("to mobilise", "to activate", "She [activates] us.", "She mobilises us.", True),
        ("x-ray", "report", "a [report]", "an x-ray", True),
        ("inquiry", "report", "They went to [report] it.", "They went to inquiry it.", False),
        ("agency", "child", "the [children]'s book", "the agency's book", False),
        ("agency", "office", "the [office]'s book", "the agency's book", True),
        ("agency", "office", "the [offices]’ book", "the agencies’ book", True),
        ("STATE", "LAND", "THE [LAND]", "THE STATE", True),
    ],
)  # fmt: skip
def test_an_english_term_keeps_number_possessive_capitals_and_its_article(
    better: str, worse: str, marked: str, written: str, certain: bool
) -> None:
    whole, found = corrected(term(better, "en"), term(worse, "en"), marked)
    assert (whole, found.certain) == (written, certain)


@pytest.mark.parametrize(
    ("lang", "better", "worse", "marked", "written"),
    [
        (
            "vi",
            "dân vận khéo",
            "vận động khéo",
            "[Vận động khéo] là một phong trào.",
            "Dân vận khéo là một phong trào.",
        ),
        ("vi", "dân vận khéo", "vận động khéo", "phong trào [vận động khéo]", "phong trào dân vận khéo"),
        ("vi", "dân vận khéo", "vận động khéo", "PHONG TRÀO [VẬN ĐỘNG KHÉO]", "PHONG TRÀO DÂN VẬN KHÉO"),
        ("vi", "dân vận khéo", "vận động khéo", "Mô hình [Vận Động Khéo]", "Mô hình Dân Vận Khéo"),
        ("vi", "Ủy ban nhân dân", "ủy ban hành chính", "của [ủy ban hành chính]", "của Ủy ban nhân dân"),
        ("ja", "各級", "各クラス", "党の[各クラス]で", "党の各級で"),
    ],
)
def test_vietnamese_and_japanese_terms_stand_as_they_are(
    lang: str, better: str, worse: str, marked: str, written: str
) -> None:
    whole, found = corrected(term(better, lang), term(worse, lang), marked)
    assert whole == written
    assert found.certain


def test_an_inflected_japanese_verb_is_left_to_a_person() -> None:
    better, worse = (term(text, "ja", part_of_speech=PartOfSpeech.VERB) for text in ("動員する", "活動する"))
    assert not corrected(better, worse, "人々を[活動した]。")[1].certain


def test_a_language_that_kheo_cannot_inflect_is_left_to_a_person() -> None:
    assert not corrected(term("mobilisation", "fr"), term("action", "fr"), "une [action]")[1].certain


def test_the_gender_that_the_glossary_gives_outweighs_what_kheo_would_take_a_noun_for() -> None:
    worse = term("Komitee")
    assert (
        corrected(term("Gremlin", gender=Gender.FEMININE), worse, "Er sah das [Komitee].")[0] == "Er sah die Gremlin."
    )
    assert corrected(term("Gremlin", gender=Gender.NEUTER), worse, "mit dem [Komitee]")[0] == "mit dem Gremlin"
    assert not corrected(term("Gremlin"), worse, "Er sah das [Komitee].")[1].certain


def test_a_noun_that_may_be_an_adjective_is_left_to_a_person() -> None:
    for elder in ("Dorfältester", "Gefallener", "Verdiente"):
        better = term(elder, gender=Gender.MASCULINE)
        assert not corrected(better, term("Leiter"), "mit dem [Leiter] des Dorfes")[1].certain
        assert not corrected(better, term("Leiter"), "Der [Leiter] kam.")[1].certain


def test_a_person_in_er_has_one_form_for_both_numbers() -> None:
    better = term("Dorfvorsteher", gender=Gender.MASCULINE)
    assert corrected(better, term("Dorfleitung"), "die [Dorfleitungen] kamen")[0] == "die Dorfvorsteher kamen"
    assert corrected(better, term("Dorfleitung"), "mit der [Dorfleitung]")[0] == "mit dem Dorfvorsteher"


def test_a_gender_in_the_glossary_takes_nothing_from_what_is_known_of_a_noun() -> None:
    commission = term("Massenmobilisierungskommission", gender=Gender.FEMININE)
    nouns = Nouns(Glossary({"k": Concept("k", (commission,))}))
    whole, found = corrected(
        commission, term("Massenmobilisierungskomitee"), "alle [Massenmobilisierungskomitees]", nouns
    )
    assert (whole, found.certain) == ("alle Massenmobilisierungskommissionen", True)


def test_another_entry_of_the_glossary_tells_the_gender_of_a_compound_s_head() -> None:
    given_ = Concept("g", (term("Gremlin", gender=Gender.FEMININE),))
    nouns = Nouns(Glossary({"g": given_}))
    whole, found = corrected(term("Parteigremlin"), term("Komitee"), "Er sah das [Komitee].", nouns)
    assert (whole, found.certain) == ("Er sah die Parteigremlin.", True)


def replacement(better: Term, worse: Term, found: str) -> str:
    """What to write where nothing is known of the text around."""
    return correct(better, worse, f"… {found}", (2, 2 + len(found))).text


def test_without_a_text_around_it_a_form_alone_is_put_right_as_far_as_it_tells() -> None:
    better, worse = term("geschickte Massenmobilisierung"), term("qualifizierte Massenmobilisierung")
    assert replacement(better, worse, "qualifizierter Massenmobilisierung") == "geschickter Massenmobilisierung"
    assert (
        replacement(term("amtliches Schreiben"), term("offizielle Depesche"), "offiziellen Depesche")
        == "amtliches Schreiben"
    )


@given(st.sampled_from(CASES), st.sampled_from(CASES), st.text(max_size=20), st.text(max_size=20))
def test_what_is_replaced_always_holds_what_was_found(one: dict, other: dict, left: str, right: str) -> None:
    text = f"{left} {one['found']} {right}"
    span = (len(left) + 1, len(left) + 1 + len(one["found"]))
    found = correct(term(other["better"]), term(one["worse"]), text, span)
    assert 0 <= found.span[0] <= span[0]
    assert found.span[1] == span[1]
    assert found.text


def test_every_article_is_read_back_as_itself() -> None:
    words = {"der", "die", "das", "den", "dem", "des", "eine", "einem", "keiner", "dieses", "zur", "zum", "im", "ihrer"}
    for word in words:
        assert any(each.form(slot, gender) for each in determiners(word) for slot in slots() for gender in GENDERS), (
            word
        )
    assert not list(determiners("dorf"))


def test_after_der_and_ein_adjectives_have_the_endings_that_grammars_give() -> None:
    endings = {
        (slot.case[0], slot.declension[0], slot.column(gender)): adjective_ending(slot, gender)
        for slot in slots()
        for gender in GENDERS
    }
    assert endings["n", "w", "m"] == "e"
    assert endings["n", "m", "m"] == "er"
    assert endings["d", "s", "n"] == "em"
    assert endings["g", "s", "p"] == "er"
    assert endings["a", "w", "f"] == "e"
