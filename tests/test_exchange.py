"""Units as TMX, TSV and JSON lines."""

import csv
import json
from importlib import metadata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Article, Paragraph, Story
from corpora.errors import InputError
from corpora.exchange import cells, jsonlines, tmx, tsv
from corpora.exchange.jsonlines import StoryUnits

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def make_story(key="bridge", source="en", **texts):
    versions = {
        lang: Article(f"{key}.{lang}", lang, tuple(Paragraph(text, i) for i, text in enumerate(lines)))
        for lang, lines in texts.items()
    }
    return Story(key, versions, source)


STORY = make_story(
    en=["The bridge stands.", "=SUM(A1)", "Only here."],
    de=["Die Brücke steht.", "Noch\tein\nSatz.", "Und einer."],
    ja=["橋が架かった。", "もう一文。", "さらに一文。"],
)
ALIGNMENT = Alignment(
    (
        Unit({"en": (0,), "de": (0,), "ja": (0,)}, 0.98),
        Unit({"en": (1,), "de": (1, 2), "ja": (1, 2)}, 0.61, moved=("ja",)),
        Unit({"en": (2,), "de": (), "ja": ()}, 0.9, locked=True),
    ),
    {("de", "en"): (Bead((0,), (0,)), Bead((1, 2), (1,)), Bead((), (2,)))},
    "static|1",
)


def check_tmx(document):
    """The rules of TMX 1.4b's DTD for the elements that we write."""
    root = etree.fromstring(document)
    assert root.tag == "tmx"
    assert root.get("version") == "1.4"
    assert [child.tag for child in root] == ["header", "body"]
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    header = root[0]
    assert required <= set(header.keys())
    assert header.get("segtype") in {"block", "paragraph", "sentence", "phrase"}
    ids = [tu.get("tuid") for tu in root[1]]
    assert len(set(ids)) == len(ids)
    for tu in root[1]:
        assert tu.tag == "tu"
        tags = [child.tag for child in tu]
        assert tags == sorted(tags, key={"note": 0, "prop": 0, "tuv": 1}.__getitem__)  # (note|prop)*, tuv+
        assert "tuv" in tags
        langs = [tuv.get(XML_LANG) for tuv in tu.iter("tuv")]
        assert len(set(langs)) == len(langs)
        assert all(langs)
        assert tu.get("srclang") in {"*all*", *langs}
        for tuv in tu.iter("tuv"):
            assert [child.tag for child in tuv][-1] == "seg"
            assert [child.tag for child in tuv].count("seg") == 1
        assert all(prop.get("type") for prop in tu.iter("prop"))
    return root


def test_tmx_has_a_unit_for_each_unit_and_a_variant_for_each_language_that_has_it():
    root = check_tmx(tmx.format_tmx([(STORY, ALIGNMENT)]))
    units = root[1]
    assert [[tuv.get(XML_LANG) for tuv in tu.iter("tuv")] for tu in units] == [
        ["en", "de", "ja"],
        ["en", "de", "ja"],
        ["en"],
    ]
    assert units[1].findtext("tuv[2]/seg") == "Noch\tein\nSatz. Und einer."
    assert units[1].findtext("tuv[3]/seg") == "もう一文。さらに一文。"  # no space between Japanese sentences
    props = {prop.get("type"): prop.text for prop in units[1].findall("prop")}
    assert props == {"x-story": "bridge", "x-confidence": "0.6100", "x-moved": "ja"}
    assert units[1].findtext("tuv[2]/prop") == "1 2"
    assert root[0].get("srclang") == "en"


def test_tmx_of_stories_with_different_sources_names_all_languages_as_source():
    other = make_story("other", "de", de=["Ein Satz."])
    root = check_tmx(tmx.format_tmx([(STORY, ALIGNMENT), (other, Alignment((Unit({"de": (0,)}, 1.0),), {}, ""))]))
    assert root[0].get("srclang") == "*all*"
    assert [tu.get("srclang") for tu in root[1]] == ["en", "en", "en", "de"]


def test_tmx_of_no_stories_is_still_a_tmx():
    assert len(check_tmx(tmx.format_tmx([]))[1]) == 0


def test_tmx_names_the_installed_version_and_says_so_where_none_is(monkeypatch):
    monkeypatch.setattr(metadata, "version", {"kheo": "7.8"}.__getitem__)
    assert check_tmx(tmx.format_tmx([]))[0].get("creationtoolversion") == "7.8"

    def absent(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)
    assert check_tmx(tmx.format_tmx([]))[0].get("creationtoolversion") == "unknown"


@given(st.text(alphabet=st.characters(), min_size=1), st.text(alphabet=st.characters()))
def test_tmx_is_well_formed_whatever_stands_in_the_text(text, key):
    story = make_story(key, "en", en=[text])
    root = check_tmx(tmx.format_tmx([(story, Alignment((Unit({"en": (0,)}, 1.0),), {}, ""))]))
    legal = "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "�" for c in text
    )
    assert root.findtext("body/tu/tuv/seg") == legal


def test_tsv_has_a_line_for_each_unit_with_breaks_made_spaces_and_formulas_defused():
    assert tsv.format_tsv([(STORY, ALIGNMENT)]).splitlines() == [
        "story\tunit\ten\tde\tja\tconfidence\tmoved",
        "bridge\t1\tThe bridge stands.\tDie Brücke steht.\t橋が架かった。\t0.9800\t",
        "bridge\t2\t'=SUM(A1)\tNoch ein Satz. Und einer.\tもう一文。さらに一文。\t0.6100\tja",
        "bridge\t3\tOnly here.\t\t\t0.9000\t",
    ]


@given(st.lists(st.text(alphabet=st.characters(), min_size=1), min_size=1, max_size=3))
@example(["\ud800"])
def test_tsv_keeps_its_shape_whatever_stands_in_the_text(lines):
    story = make_story(en=lines)
    alignment = Alignment(tuple(Unit({"en": (i,)}, 1.0) for i in range(len(lines))), {}, "")
    rows = tsv.format_tsv([(story, alignment)]).encode().decode().splitlines()
    assert len(rows) == 1 + len(lines)
    assert {row.count("\t") for row in rows} == {4}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", " =1", "＝1", "−5", "'=1"])
def test_a_cell_that_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(cell):
    assert cells.defuse(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "plain", "1-2", "'tis", "–", "a=b"])
def test_any_other_cell_stays_as_it_is(cell):
    assert cells.defuse(cell) == cell


@given(st.text(alphabet=st.sampled_from("'=+-@ \tab")))
def test_a_defused_cell_can_be_restored(cell):
    assert cells.restore(cells.defuse(cell)) == cell


def test_units_are_json_lines_as_align_gives_them():
    assert json.loads(jsonlines.format_units([StoryUnits("bridge", ALIGNMENT)])) == {
        "id": "bridge",
        "units": [
            {"paragraphs": {"en": [0], "de": [0], "ja": [0]}, "confidence": 0.98, "moved": []},
            {"paragraphs": {"en": [1], "de": [1, 2], "ja": [1, 2]}, "confidence": 0.61, "moved": ["ja"]},
            {"paragraphs": {"en": [2], "de": [], "ja": []}, "confidence": 0.9, "moved": [], "locked": True},
        ],
        "pairs": {"de-en": [[[0], [0]], [[1, 2], [1]], [[], [2]]]},
    }


indices = st.lists(st.integers(0, 99), max_size=3, unique=True).map(lambda found: tuple(sorted(found)))
langs = st.lists(st.sampled_from(["vi", "en", "de", "ja"]), min_size=1, max_size=4, unique=True)


@st.composite
def alignments(draw):
    names = sorted(draw(langs))
    units = draw(
        st.lists(
            st.builds(
                Unit,
                st.fixed_dictionaries(dict.fromkeys(names, indices)),
                st.integers(0, 10_000).map(lambda n: n / 10_000),
                moved=st.lists(st.sampled_from(names), unique=True, max_size=2).map(tuple),
                locked=st.booleans(),
            ),
            max_size=4,
        )
    )
    beads = {
        (a, b): tuple(draw(st.lists(st.builds(Bead, indices, indices), max_size=3)))
        for i, a in enumerate(names)
        for b in names[i + 1 :]
    }
    return Alignment(tuple(units), beads, "")


@given(st.lists(st.builds(StoryUnits, st.text(alphabet=st.characters()), alignments()), max_size=3))
def test_units_come_back_from_their_json_lines(stories):
    assert list(jsonlines.parse_units(jsonlines.format_units(stories))) == stories


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "x.jsonl:2: is no JSON"),
        ("[" * 100_000, "x.jsonl:2: is nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", "x.jsonl:2: is no JSON that can be read"),
        ("[]", "x.jsonl:2: list instead of an object"),
        ('{"units": [], "pairs": {}}', "x.jsonl:2: 'id' is None; write a string there"),
    ],
)
def test_a_line_that_is_no_record_is_named_with_its_number(line, message):
    with pytest.raises(InputError) as raised:
        jsonlines.parse_units(f"\n{line}\n", "x.jsonl")
    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a", "units": 1, "pairs": {}}', "-:1: 'units' is 1"),
        ('{"id": "a", "units": [1], "pairs": {}}', "-:1: unit 1"),
        ('{"id": "a", "units": [{"paragraphs": {"de": [-1]}}], "pairs": {}}', "-:1: [-1] is no list of paragraphs"),
        ('{"id": "a", "units": [{"paragraphs": {}, "confidence": NaN}], "pairs": {}}', "-:1: confidence nan"),
        ('{"id": "a", "units": [{"paragraphs": {}, "confidence": true}], "pairs": {}}', "-:1: confidence True"),
        ('{"id": "a", "units": [{"paragraphs": {}, "moved": "de"}], "pairs": {}}', "-:1: moved 'de'; write a list"),
        ('{"id": "a", "units": [], "pairs": {"en-de": []}}', "-:1: pair 'en-de'; write two languages in alphabetical"),
        ('{"id": "a", "units": [], "pairs": {"de-en": [[1]]}}', "-:1: pair 'de-en' is no list of beads"),
    ],
)
def test_a_line_that_holds_no_units_is_named_with_its_number(line, message):
    with pytest.raises(InputError) as raised:
        jsonlines.parse_units(line)
    assert str(raised.value).startswith(message)


def test_a_table_of_units_can_be_read_as_tab_separated_values():
    rows = list(csv.reader(tsv.format_tsv([(STORY, ALIGNMENT)]).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [len(row) for row in rows] == [7, 7, 7, 7]
