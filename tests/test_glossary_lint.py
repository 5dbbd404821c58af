"""The linter of glossaries: what it says, what it lets pass, and that its page tells the truth."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.errors import InputError
from glossary import tbx
from glossary.concept import Approval, Concept, Gender, Match, Status, Term
from glossary.tbx import records
from glossary.termbase.lint import Problem, choose, lint, new_problems
from glossary.termbase.rules import RULES
from glossary.termbase.spelling import unbalanced
from glossary.termbase.survey import new_style
from glossary.termbase.termbase import Termbase

PAGE = Path(__file__).parents[1] / "docs" / "glossary-lint.md"


def termbase(*concepts: Concept) -> Termbase:
    return Termbase({concept.id: concept for concept in concepts})


def concept(*terms: Term, concept_id: str = "a", **fields) -> Concept:
    return Concept(concept_id, terms, definition="something", **fields)


def term(text: str, lang: str = "en", status: Status = Status.PREFERRED, **fields) -> Term:
    return Term(text, lang, status, **fields)


def codes(*concepts: Concept) -> list[str]:
    return [problem.code for problem in lint(termbase(*concepts))]


def sections() -> dict[str, str]:
    parts = re.split(r"^### ", PAGE.read_text("utf-8"), flags=re.M)[1:]
    return {part.split(" ", 1)[0]: part for part in parts}


def test_the_page_explains_every_code_once_and_no_other() -> None:
    assert list(sections()) == list(RULES)
    table = re.findall(r"^\| (G\d+) \| (\S+) \| (\w+) \| (.+) \|$", PAGE.read_text("utf-8"), re.M)
    assert table == [(code, rule.name, rule.severity, rule.meaning) for code, rule in RULES.items()]


@pytest.mark.parametrize("code", RULES)
def test_each_example_of_the_page_gives_what_the_page_says(code: str) -> None:
    section = sections()[code]
    assert section.startswith(f"{code} {RULES[code].name} ({RULES[code].severity})\n")
    (given,) = re.findall(r"```json\n(.*?)\n```", section, re.S)
    (said,) = re.findall(r"```text\n(.*?)\n```", section, re.S)
    found = lint(termbase(*(records.parse_concept(line, "page") for line in given.split("\n"))))
    assert said in [str(problem) for problem in found]
    assert f" {code}: " in said


def test_a_sound_concept_passes() -> None:
    sound = concept(
        term("địa phương", "vi"),
        term("locality"),
        term("Ort", "de", gender=Gender.MASCULINE),
        term("地方（農村）", "ja"),
        term("Kaff", "de", Status.FORBIDDEN),
        term("“place”", status=Status.ADMITTED),
    )
    assert codes(sound) == []


def test_what_was_rejected_or_removed_is_not_asked() -> None:
    dead = (term("x ", approval=Approval.REMOVED), term("people", status=Status.FORBIDDEN, approval=Approval.REJECTED))
    assert codes(concept(term("people"), *dead)) == []
    assert codes(concept(*dead)) == []
    assert codes(concept(term("people"), term("folk", approval=Approval.PROPOSED))) == ["G201"]


@pytest.mark.parametrize(
    ("first", "second", "found"), [((), (), 1), (("A",), ("A",), 1), (("A",), ("B",), 0), ((), ("A",), 0)]
)
def test_two_preferred_terms_contradict_only_for_the_same_customers(first, second, found: int) -> None:
    assert codes(concept(term("one", customers=first), term("two", customers=second))) == ["G201"] * found


def test_spellings_that_match_alike_are_needless_but_not_in_two_languages_nor_where_capitals_count() -> None:
    assert "G104" in codes(concept(term("hoà bình", "vi"), term("hòa bình", "vi", Status.ADMITTED)))
    assert codes(concept(term("Covid", "de", gender=Gender.NEUTER), term("Covid"))) == []
    assert codes(concept(term("essen", "de"), term("Essen", "de", Status.ADMITTED, gender=Gender.NEUTER))) == []


def test_three_concepts_with_the_same_terms_are_each_told_of_the_others() -> None:
    same = [concept(term("people"), concept_id=each) for each in "abc"]
    found = [problem for problem in lint(termbase(*same)) if problem.code == "G103"]
    assert [(problem.concept, problem.others) for problem in found] == [
        ("a", ("b", "c")),
        ("b", ("a", "c")),
        ("c", ("a", "b")),
    ]


def test_an_admitted_term_may_be_preferred_elsewhere() -> None:
    assert (
        codes(
            concept(term("people"), concept_id="a"),
            concept(term("nation"), term("people", status=Status.ADMITTED), concept_id="b"),
        )
        == []
    )


def test_a_language_is_missed_where_most_concepts_have_it_unless_nothing_is_translated() -> None:
    both = [concept(term(f"x{k}"), term(f"xã {k}", "vi"), concept_id=f"c{k}") for k in range(3)]
    alone = concept(term("VTV"), concept_id="d")
    assert codes(*both, alone) == ["G401"]
    assert codes(*both, replace(alone, do_not_translate=True)) == []
    assert codes(both[0], alone) == []  # one of two is not most


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Fatherland Front (Vietnam)", None),
        ("a) first", ")"),
        ("「地方", "「"),
        ("「地方』", "』"),
        ("„dân vận khéo“", None),
        ("“dân vận khéo”", None),
        ("„dân vận khéo", "„"),
        ('5" disk', '"'),
        ("People's Committee", None),
        ("([x])", None),
        ("([x)]", ")"),
    ],
)
def test_marks_without_their_partner_are_found(text: str, mark: str | None) -> None:
    assert unbalanced(text) == mark


@pytest.mark.parametrize("text", [" x", "x ", "x\u00a0y", "x\u200by", "x\tz", "x  y", "x\u00ady"])
def test_stray_spaces_and_invisible_characters_are_found(text: str) -> None:
    assert codes(concept(term(text))) == ["G301"]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("hoà bình", True),
        ("hòa bình", False),
        ("uỷ ban", True),
        ("ủy ban", False),
        ("quý", None),
        ("quỳ", None),
        ("hoàn", None),
        ("xã", None),
    ],
)
def test_the_style_of_tones_is_told_apart(text: str, new: bool | None) -> None:
    assert new_style(text) is new


def test_japanese_marks_are_wide_by_right_and_its_letters_are_not() -> None:
    assert codes(concept(term("地方！", "ja"))) == []
    assert codes(concept(term("ＣＯＶＩＤ", "ja"))) == ["G304"]
    assert codes(concept(term("ｺﾛﾅ", "ja"))) == ["G304"]


@pytest.mark.parametrize(
    "text", ["one two three four five six seven eight nine", "eins zwei drei vier fünf sechs sieben acht neun"]
)
def test_a_long_term_is_told_of_once(text: str) -> None:
    assert codes(concept(term(text))) == ["G306"]


def test_a_pattern_without_end_is_given_up() -> None:
    endless = term("a" * 40 + "!b", match=Match.REGEX, pattern="(a|aa)+$")
    assert codes(concept(endless)) == ["G501"]


def test_codes_are_chosen_by_their_beginning_and_unknown_ones_are_refused() -> None:
    found = lint(termbase(concept(term("x "), term("y"), term("Volk", "de"))))
    assert [problem.code for problem in found] == ["G201", "G301", "G403"]
    assert [problem.code for problem in choose(found, "g2,G403")] == ["G201", "G403"]
    assert [problem.code for problem in choose(found, "", "G4")] == ["G201", "G301"]
    with pytest.raises(InputError, match="--ignore 'G9': no problem has such a code; codes are G101, "):
        choose(found, "", "G9")


def test_only_what_a_change_has_brought_is_told_after_it() -> None:
    before = termbase(concept(term("x ")))
    after = termbase(concept(term("x "), term("y"), term("Volk", "de")))
    assert [problem.code for problem in new_problems(before, after, ["a"])] == ["G201"]
    assert new_problems(before, after, ["b"]) == ()


def test_a_problem_is_one_line_and_a_record() -> None:
    problem = Problem("G101", "a", "what", "do", "de", "Volk")
    assert str(problem) == "a: error G101: what; do"
    assert problem.record()["rule"] == "term-twice"


def test_ten_thousand_concepts_in_four_languages_take_seconds_not_minutes() -> None:
    many = [
        concept(
            term(f"thuật ngữ {k}", "vi"),
            term(f"technical term {k}"),
            term(f"Fachwort {k}", "de", gender=Gender.NEUTER),
            term(f"専門用語{k}", "ja"),
            concept_id=f"c{k:05}",
        )
        for k in range(10_000)
    ]
    begun = time.perf_counter()
    assert codes(*many) == []
    assert time.perf_counter() - begun < 20  # about one and a half; a rule that compares all with all takes minutes


def test_a_language_that_kheo_does_not_know_is_told_of_a_file_too() -> None:
    both = b"".join(
        b'<langSec xml:lang="%s"><termSec><term>%s</term></termSec></langSec>' % pair
        for pair in ((b"en", b"people"), (b"fr", b"peuple"))
    )
    alone = b'<langSec xml:lang="xx"><termSec><term>peuple</term></termSec></langSec>'
    data = (
        b'<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>'
        b'<conceptEntry id="a">%s</conceptEntry><conceptEntry id="b">%s</conceptEntry></body></text></tbx>'
        % (both, alone)
    )
    found = [(problem.concept, problem.message) for problem in lint(tbx.parse(data, "x.tbx")) if problem.code == "G404"]
    assert [concept_id for concept_id, _ in found] == ["a", "b"]
    assert "'fr'" in found[0][1]
    assert "'xx'" in found[1][1]


def test_a_pattern_is_told_as_it_is_written() -> None:
    (found,) = lint(termbase(concept(term("plan", match=Match.REGEX, pattern=r"\bways?\b"))))
    assert r"is not found by its own pattern '\bways?\b'" in str(found)
