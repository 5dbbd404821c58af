"""Termbases for property tests: all that can stand in one, in the order in which a file has it."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

from hypothesis import strategies as st

from glossary.concept import Approval, Case, Concept, Gender, Match, PartOfSpeech, Section, Status, Term
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
