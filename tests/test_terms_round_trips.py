"""Whatever a termbase holds comes back from every format that kheo writes, and the same content is the same bytes."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary import tables, tbx
from glossary.concept import Approval, Case, Concept, Gender, Match, PartOfSpeech, Section, Status, Term
from glossary.tables.lists import format_list, parse_list
from glossary.tbx.records import format_before, format_concept, parse_before, parse_concept
from glossary.termbase.termbase import Action, Change, Termbase

LOCALES = {"vi": ("", "vi-VN"), "en": ("", "en-GB", "en_US", "EN"), "de": ("", "de-AT", "ger"), "ja": ("", "ja-JP")}
TERM_EXTRA = (
    '<termNote type="termType">acronym</termNote>',
    '<termNote type="register">a &amp; b &lt; c</termNote>',
    '<termNoteGrp><termNote type="geographicalUsage">DE</termNote><note>South</note></termNoteGrp>',
    '<admin type="projectSubset">P "1"</admin>',
    '<descripGrp><descrip type="example">Ein <hi type="bold">Volk</hi>.</descrip><admin type="source">x</admin></descripGrp>',
    '<rating xmlns="urn:other" stars="5">good</rating>',
)
CONCEPT_EXTRA = (
    '<conceptEntry module="m &quot;1&quot;"/>',
    '<ref type="crossReference" target="c1">see c1</ref>',
    '<xref type="xGraphic" target="https://example.org/a.png">a</xref>',
    '<langSec xml:lang="fr"><termSec><term>peuple</term></termSec></langSec>',
)


def tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def words(least: int = 0) -> st.SearchStrategy[str]:
    made = st.text(alphabet="aäß,;|\"'=＝−+-@<>&/ \tủo\u0323公か\u3099\\\u3000\u00a0.", max_size=9)
    return made.map(lambda text: tidy(text) + "x" * least)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    lang = draw(st.sampled_from(sorted(LOCALES)))
    return Term(
        draw(words(1)),
        lang,
        draw(st.sampled_from(Status)),
        draw(words()),
        draw(st.none() | st.sampled_from(PartOfSpeech)),
        draw(st.none() | st.sampled_from(Gender)),
        draw(st.sampled_from(Match)),
        draw(st.sampled_from(("", "a  b", r"\bSGB (II|III)\b", "<&;|'>", " x "))),
        draw(st.sampled_from(Case)),
        draw(words()),
        draw(words()),
        tuple(draw(st.lists(words(1), max_size=2, unique=True))),
        draw(st.sampled_from(Approval)),
        draw(st.sampled_from(LOCALES[lang])),
        tuple(each for each in TERM_EXTRA if draw(st.integers(0, 9)) == 0),
    )


@st.composite
def concepts(draw: st.DrawFn, concept_id: str) -> Concept:
    found = draw(st.lists(terms(), min_size=1, max_size=4, unique_by=lambda term: (term.lang, term.text)))
    order = list(dict.fromkeys(term.locale or term.lang for term in found))
    found.sort(key=lambda term: order.index(term.locale or term.lang))
    sections = []
    for locale in order:
        lang = next(term.lang for term in found if (term.locale or term.lang) == locale)
        section = Section(lang, draw(words()), draw(words()), "" if locale == lang else locale)
        if section.definition or section.note:
            sections.append(section)
    return Concept(
        concept_id,
        tuple(found),
        draw(words()),
        draw(words()),
        draw(words()),
        draw(words()),
        draw(st.booleans()),
        tuple(sections),
        tuple(each for each in CONCEPT_EXTRA if draw(st.integers(0, 9)) == 0),
    )


ZONES = (UTC, timezone(timedelta(hours=7)), timezone(-timedelta(hours=3, minutes=30)))


@st.composite
def termbases(draw: st.DrawFn, history: bool = True) -> Termbase:
    ids = draw(st.lists(words(1), min_size=1, max_size=3, unique=True))
    found = {each: draw(concepts(each)) for each in ids}
    changes = []
    for number in range(draw(st.integers(0, 4)) if history else 0):
        each = draw(st.sampled_from(ids))
        day = datetime(2026, 1, 1, tzinfo=draw(st.sampled_from(ZONES))) + timedelta(days=2 * number)
        when = day + timedelta(seconds=draw(st.sampled_from((0, 1, 43_201))))
        before = draw(st.none() | st.just(found[each]) | concepts(each))
        changes.append(
            Change(each, draw(st.sampled_from(Action)), draw(words()), when, draw(words()), before, draw(words()))
        )
    return Termbase(MappingProxyType(found), tuple(changes), draw(words()) if history else "")


SETTINGS = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("style", ["dca", "dct"])
@SETTINGS
@given(data=st.data())
def test_a_termbase_survives_its_file(style: Any, data: st.DataObject) -> None:
    termbase = data.draw(termbases())
    written = tbx.format_tbx(termbase, style=style)
    read = tbx.parse(written, "x.tbx")
    assert dict(read.concepts) == dict(termbase.concepts)
    assert read == termbase
    assert [change.id for change in read.history] == [change.id for change in termbase.history]
    assert tbx.format_tbx(read, style=style) == written


@SETTINGS
@given(termbases())
def test_one_style_is_read_as_the_other(termbase: Termbase) -> None:
    one, other = (tbx.parse(tbx.format_tbx(termbase, style=style), "x.tbx") for style in ("dca", "dct"))
    assert one == other


@given(concepts("c1"))
def test_a_concept_survives_its_record(concept: Any) -> None:
    assert parse_concept(format_concept(concept), "x") == concept


@given(concepts("c1"), concepts("c1"))
def test_what_a_concept_was_is_told_by_what_has_changed(before: Concept, after: Concept) -> None:
    assert parse_before(format_before(before, after), after, "x") == before
    assert format_before(after, after) == "{}"


FORMATS = {
    "csv": lambda found: tables.format_csv(found).encode(),
    "csv with a mark": tables.format_table,
    "tsv": lambda found: tables.format_table(found, delimiter="\t"),
    "xlsx": tables.format_xlsx,
}


@pytest.mark.parametrize("form", FORMATS)
@SETTINGS
@given(data=st.data())
def test_the_concepts_of_a_termbase_survive_a_table(form: str, data: st.DataObject) -> None:
    found = data.draw(termbases(history=False)).concepts
    assert dict(tables.parse(FORMATS[form](found.values()), "x").termbase.concepts) == dict(found)


@given(st.lists(st.text(alphabet='ab;|；\\ "', min_size=1).map(str.strip).filter(bool)))
def test_a_list_survives_its_cell(values: list[str]) -> None:
    assert parse_list(format_list(values)) == tuple(values)
