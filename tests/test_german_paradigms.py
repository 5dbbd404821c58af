"""German nouns in every form of their paradigms and in usual compounds: what finding them may not lose."""

from pathlib import Path

import pytest

from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher

PAIRS = [line.split("\t") for line in Path(__file__).with_name("german_paradigms.txt").read_text("utf-8").splitlines()]
TERMS = sorted({term for term, _ in PAIRS})
MATCHERS = {term: Matcher(Glossary({term: Concept(term, (Term(term, "de", Status.PREFERRED),))})) for term in TERMS}


def test_the_paradigms_are_many() -> None:
    assert len(PAIRS) >= 300


@pytest.mark.parametrize("term", TERMS)
def test_a_noun_is_found_in_every_form_of_its_paradigm(term: str) -> None:
    words = [word for name, word in PAIRS if name == term]
    assert [word for word in words if not MATCHERS[term].find_text(f"mit {word} dort", "de")] == []
