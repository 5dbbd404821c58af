"""Translation memories: which units are terms, what of them is text, what is left out and said."""

from pathlib import Path

import pytest

from corpora.errors import InputError
from glossary import loading, memories
from glossary.concept import Status, Term
from glossary.merging import merge
from glossary.termbase.termbase import Termbase


def memory(*units: str, root: str = "tmx") -> bytes:
    head = '<header creationtool="x" segtype="phrase" srclang="en" adminlang="en" o-tmf="x" datatype="plaintext"/>'
    begun = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    return f'{begun}\n<{root} version="1.4">{head}<body>\n{"".join(units)}</body></{root}>'.encode()


def unit(attributes: str = "", inner: str = "", **texts: str) -> str:
    variants = "".join(
        f'<tuv xml:lang="{lang.replace("_", "-")}"><seg>{text}</seg></tuv>' for lang, text in texts.items()
    )
    return f"<tu{attributes}>{inner}{variants}</tu>\n"


def test_each_unit_is_a_concept_and_each_variant_a_term() -> None:
    data = memory(
        unit(
            ' tuid="u7"', '<note>ask</note><prop type="x-domain">party</prop>', en="people", de_AT="Volk", vi="nhân dân"
        )
    )
    (concept,) = memories.parse(data, "x.tmx").termbase.concepts.values()
    assert (concept.note, concept.subject) == ("ask", "party")
    assert concept.terms == (
        Term("people", "en", Status.PREFERRED),
        Term("Volk", "de", Status.PREFERRED, locale="de-AT"),
        Term("nhân dân", "vi", Status.PREFERRED),
    )


def test_codes_are_no_text_and_highlights_are() -> None:
    segment = '<bpt i="1">&lt;b&gt;</bpt>work <hi>for <it pos="begin">[</it>the</hi><ept i="1">&lt;/b&gt;</ept> people<ph>{0}</ph>'
    (concept,) = memories.parse(memory(unit(en=segment)), "x.tmx").termbase.concepts.values()
    assert concept.terms[0].text == "work for the people"


def test_what_is_no_term_is_left_out_and_counted() -> None:
    loaded = memories.parse(
        memory(
            unit(en="people", de="Volk"),
            unit(en="people", de="Volk"),
            unit(en="all of the people came to see it", de="alle kamen"),
            unit(en="council", fr="conseil"),
            unit(en="...", de="!"),
            unit(ja="国民のひとたちがみなそれをみにきました"),
            unit(vi="nhân dân cả nước nô nức tham gia"),
        ),
        "x.tmx",
    )
    assert [[term.text for term in concept.terms] for concept in loaded.termbase.concepts.values()] == [
        ["people", "Volk"], ["council"], ["nhân dân cả nước nô nức tham gia"],
    ]  # fmt: skip
    assert loaded.notes == (
        "x.tmx: left out 1 segments in fr, a language that kheo does not know",
        "x.tmx: left out 2 segments without a letter or digit",
        "x.tmx: left out 2 units of more than 6 words",
        "x.tmx: left out 1 units that stand in it twice",
    )
    assert {term.text for _, term in loaded.guessed} == {
        "people",
        "Volk",
        "council",
        "nhân dân cả nước nô nức tham gia",
    }


def test_units_of_two_memories_with_the_same_running_number_are_two_concepts() -> None:
    one, two = (
        memories.parse(memory(unit(' tuid="1"', en=en, de=de)), "x.tmx")
        for en, de in (("people", "Volk"), ("council", "Rat"))
    )
    first = Termbase({concept.id: concept for concept in merge(Termbase(), one).concepts})
    merged = merge(first, two)
    assert (merged.added, merged.changed) == (1, 0)
    assert [concept.id for concept in (*first.concepts.values(), *merged.concepts)] == ["people", "council"]
    twice = memories.parse(memory(unit(' tuid="1"', en="people"), unit(' tuid="1"', en="council")), "x.tmx")
    assert len(twice.termbase.concepts) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (memory("<tu><tuv><seg>x</seg></tuv></tu>"), "x.tmx:3: a tuv without xml:lang; give it"),
        (memory(root="tbx"), "x.tmx:2: its root is <tbx>, not <tmx>"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', "x.tmx:1: the DOCTYPE declares entities"),
    ],
)
def test_an_error_says_where_what_and_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        memories.parse(data, "x.tmx")
    assert str(error.value).startswith(message)


def test_the_first_version_of_tmx_says_lang_without_xml() -> None:
    (concept,) = memories.parse(
        memory('<tu><tuv lang="EN-US"><seg>people</seg></tuv></tu>'), "x"
    ).termbase.concepts.values()
    assert (concept.terms[0].lang, concept.terms[0].locale) == ("en", "EN-US")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.tmx: no such file"):
        loading.load(tmp_path / "none.tmx")
