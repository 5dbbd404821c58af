"""The starter glossary: whole, written as its own file of record, and findable by the matcher that it is for."""

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from glossary import tbx
from glossary.concept import Approval, Concept, Match, PartOfSpeech, Status
from glossary.matching import Matcher
from glossary.starter import starter, termbase
from glossary.termbase import lint

LANGS = ("vi", "en", "de", "ja")
NOUNS = (PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN)
DATA = files("glossary").joinpath("starter", "public-life.tbx").read_bytes()


@pytest.fixture(scope="module")
def concepts() -> tuple[Concept, ...]:
    return tuple(tbx.parse(DATA, "public-life.tbx").concepts.values())


def test_there_are_at_least_150_concepts_and_the_glossary_holds_them_all(concepts: tuple[Concept, ...]) -> None:
    assert len(concepts) >= 150
    assert set(starter().concepts) == {concept.id for concept in concepts}


def test_the_file_stands_as_kheo_would_write_it(concepts: tuple[Concept, ...]) -> None:
    termbase = tbx.parse(DATA, "public-life.tbx")
    assert tbx.format_tbx(termbase) == DATA
    assert [concept.id for concept in concepts] == sorted(concept.id for concept in concepts)
    assert unicodedata.is_normalized("NFC", DATA.decode())


def test_every_concept_has_one_preferred_term_in_each_language(concepts: tuple[Concept, ...]) -> None:
    for concept in concepts:
        preferred = Counter(term.lang for term in concept.terms if term.status is Status.PREFERRED)
        assert preferred == dict.fromkeys(LANGS, 1), concept.id
        assert all(term.approval is Approval.APPROVED for term in concept.terms), concept.id


def test_every_concept_has_a_subject_field_and_a_definition_of_its_own(concepts: tuple[Concept, ...]) -> None:
    assert all(concept.subject for concept in concepts)
    definitions = Counter(concept.definition for concept in concepts)
    assert "" not in definitions
    assert [text for text, count in definitions.items() if count > 1] == []
    assert all(text.endswith(".") and text[0].isupper() for text in definitions)


def test_every_term_has_a_part_of_speech_and_every_german_noun_a_gender(concepts: tuple[Concept, ...]) -> None:
    for concept in concepts:
        for term in concept.terms:
            assert term.part_of_speech, (concept.id, term.text)
            if term.lang == "de" and term.part_of_speech in NOUNS and not concept.do_not_translate:
                assert term.gender, (concept.id, term.text)


def test_no_term_stands_twice_in_a_concept_whatever_its_capitals(concepts: tuple[Concept, ...]) -> None:
    for concept in concepts:
        terms = Counter((term.lang, term.text.casefold()) for term in concept.terms)
        assert [term for term, count in terms.items() if count > 1] == [], concept.id


def test_there_is_nothing_to_mend() -> None:
    assert [str(problem) for problem in lint.lint(termbase())] == []


def test_a_forbidden_term_is_nobody_s_agreed_term_and_says_why(concepts: tuple[Concept, ...]) -> None:
    agreed = {(term.lang, term.text.casefold()) for c in concepts for term in c.terms if term.status.agreed}
    forbidden = [term for concept in concepts for term in concept.terms if term.status is Status.FORBIDDEN]
    assert forbidden
    for term in forbidden:
        assert (term.lang, term.text.casefold()) not in agreed
        assert term.note not in ("", "unverified"), term.text


def test_a_source_stands_only_where_nothing_is_unverified(concepts: tuple[Concept, ...]) -> None:
    terms = [term for concept in concepts for term in concept.terms]
    assert any(term.source for term in terms)
    assert [term.text for term in terms if term.source and "unverified" in term.note] == []


def test_every_term_is_found_in_its_own_text(concepts: tuple[Concept, ...]) -> None:
    matcher = Matcher(starter())
    for concept in concepts:
        for term in concept.terms:
            assert term.match is Match.INFLECTED, term.text
            spans = {o.where.span for o in matcher.find_text(term.text, term.lang) if o.concept == concept.id}
            assert spans & {(0, len(term.text)), (0, len(term.text.rstrip(".")))}, (concept.id, term.text)


def test_a_ministry_is_not_found_inside_the_cadres_of_its_field() -> None:
    found = {o.concept for o in Matcher(starter()).find_text("các cán bộ y tế của xã", "vi")}
    assert "can-bo-y-te" in found
    assert "bo-y-te" not in found
