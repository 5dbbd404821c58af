"""TBX as other tools write it: what is understood, what is kept, what is refused and how."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpora.errors import InputError
from glossary import tbx
from glossary.concept import Approval, Concept, Gender, PartOfSpeech, Status
from glossary.termbase.termbase import Action, Termbase

DCA = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed:3.0">
  <tbxHeader>
    <fileDesc>
      <titleStmt><title>Railways</title></titleStmt>
      <sourceDesc><p>From a desk drawer</p></sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text><body>
    <conceptEntry id="c12">
      <transacGrp>
        <transac type="transactionType">origination</transac>
        <date>2019-04-17</date>
        <transacNote type="responsibility" target="us-17">An Nguyễn</transacNote>
      </transacGrp>
      <descrip type="subjectField">railways</descrip>
      <descripGrp>
        <descrip type="definition">A train that runs
            at night.</descrip>
        <admin type="source">Handbook, p. 3</admin>
      </descripGrp>
      <admin type="projectSubset">P1</admin>
      <xref type="xGraphic" target="https://example.org/train.png">a picture</xref>
      <note>Seen from the platform</note>
      <langSec xml:lang="de-AT">
        <termSec id="t1">
          <term>Nachtzug</term>
          <termNote type="partOfSpeech">noun</termNote>
          <termNote type="grammaticalGender">masculine</termNote>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
          <termNote type="termType">fullForm</termNote>
          <admin type="customerSubset">ÖBB</admin>
          <descrip type="context">Der <hi type="bold">Nachtzug</hi> fährt um acht.</descrip>
        </termSec>
        <termSec>
          <term>Nachtreisezug</term>
          <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
        </termSec>
      </langSec>
      <langSec xml:lang="vi"><termSec><term>tàu đêm</term></termSec></langSec>
      <langSec xml:lang="fr"><termSec><term>train de nuit</term></termSec></langSec>
    </conceptEntry>
  </body>
  <back><refObjectSec type="respPerson"><refObject id="us-17"><item type="fn">An</item></refObject></refObjectSec></back>
  </text>
</tbx>
"""

DCT = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><titleStmt><title>Railways</title></titleStmt>
    <sourceDesc><p>From a desk drawer</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c12">
      <transacGrp>
        <basic:transactionType>origination</basic:transactionType>
        <date>2019-04-17</date>
        <basic:responsibility target="us-17">An Nguyễn</basic:responsibility>
      </transacGrp>
      <min:subjectField>railways</min:subjectField>
      <descripGrp>
        <basic:definition>A train that runs at night.</basic:definition>
        <basic:source>Handbook, p. 3</basic:source>
      </descripGrp>
      <basic:projectSubset>P1</basic:projectSubset>
      <basic:xGraphic target="https://example.org/train.png">a picture</basic:xGraphic>
      <note>Seen from the platform</note>
      <langSec xml:lang="de-AT">
        <termSec id="t1">
          <term>Nachtzug</term>
          <min:partOfSpeech>noun</min:partOfSpeech>
          <basic:grammaticalGender>masculine</basic:grammaticalGender>
          <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
          <basic:termType>fullForm</basic:termType>
          <min:customerSubset>ÖBB</min:customerSubset>
          <basic:context>Der <hi type="bold">Nachtzug</hi> fährt um acht.</basic:context>
        </termSec>
        <termSec>
          <term>Nachtreisezug</term>
          <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus>
        </termSec>
      </langSec>
      <langSec xml:lang="vi"><termSec><term>tàu đêm</term></termSec></langSec>
      <langSec xml:lang="fr"><termSec><term>train de nuit</term></termSec></langSec>
    </conceptEntry>
  </body>
  <back><refObjectSec type="respPerson"><refObject id="us-17"><item type="fn">An</item></refObject></refObjectSec></back>
  </text>
</tbx>
"""

MARTIF = """<?xml version='1.0' encoding='UTF-8'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
  <martifHeader>
    <fileDesc><titleStmt><title>Railways</title></titleStmt><sourceDesc><p>From a desk drawer</p></sourceDesc></fileDesc>
    <encodingDesc><p type="XCSURI">TBXXCSV02.xcs</p></encodingDesc>
  </martifHeader>
  <text><body>
    <termEntry id="c12">
      <transacGrp>
        <transac type="transactionType">origination</transac>
        <date>2019-04-17</date>
        <transacNote type="responsibility" target="us-17">An Nguyễn</transacNote>
      </transacGrp>
      <descrip type="subjectField">railways</descrip>
      <descripGrp>
        <descrip type="definition">A train that runs at night.</descrip>
        <admin type="source">Handbook, p. 3</admin>
      </descripGrp>
      <admin type="projectSubset">P1</admin>
      <xref type="xGraphic" target="https://example.org/train.png">a picture</xref>
      <note>Seen from the platform</note>
      <langSet xml:lang="de-AT">
        <ntig id="t1">
          <termGrp>
            <term>Nachtzug</term>
            <termNote type="partOfSpeech">noun</termNote>
            <termNote type="grammaticalGender">masculine</termNote>
            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
            <termNote type="termType">fullForm</termNote>
          </termGrp>
          <admin type="customerSubset">ÖBB</admin>
          <descrip type="context">Der <hi type="bold">Nachtzug</hi> fährt um acht.</descrip>
        </ntig>
        <tig>
          <term>Nachtreisezug</term>
          <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
        </tig>
      </langSet>
      <langSet xml:lang="vi"><tig><term>tàu đêm</term></tig></langSet>
      <langSet xml:lang="fr"><tig><term>train de nuit</term></tig></langSet>
    </termEntry>
  </body>
  <back><refObjectList type="respPerson"><refObject id="us-17"><item type="fn">An</item></refObject></refObjectList></back>
  </text>
</martif>
"""


def entry(inner: str, **head: str) -> bytes:
    """A file of one entry."""
    attributes = "".join(f' {name}="{text}"' for name, text in (head or {"id": "c1"}).items())
    begun = '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed:3.0"><text><body>\n'
    return f"{begun}<conceptEntry{attributes}>\n{inner}\n</conceptEntry></body></text></tbx>".encode()


def term(inner: str, lang: str = "de") -> Concept:
    """The concept of a file of one term."""
    data = entry(f'<langSec xml:lang="{lang}"><termSec><term>Volk</term>{inner}</termSec></langSec>')
    return tbx.parse(data, "x.tbx").concepts["c1"]


@pytest.mark.parametrize("text", [DCA, DCT, MARTIF])
def test_the_three_styles_say_the_same(text: str) -> None:
    termbase = tbx.parse(text.encode(), "x.tbx")
    concept = termbase.concepts["c12"]
    assert (concept.subject, concept.definition) == ("railways", "A train that runs at night.")
    assert (concept.source, concept.note) == ("Handbook, p. 3", "Seen from the platform")
    night, older, vietnamese = concept.terms
    assert (night.text, night.lang, night.locale, night.status) == ("Nachtzug", "de", "de-AT", Status.PREFERRED)
    assert (night.part_of_speech, night.gender, night.customers) == (PartOfSpeech.NOUN, Gender.MASCULINE, ("ÖBB",))
    assert night.context == "Der Nachtzug fährt um acht."
    assert (older.text, older.status) == ("Nachtreisezug", Status.DEPRECATED)
    assert (vietnamese.text, vietnamese.status, vietnamese.locale) == ("tàu đêm", Status.PREFERRED, "")
    (change,) = termbase.history
    assert (change.action, change.who, change.when) == (Action.ADD, "An Nguyễn", datetime(2019, 4, 17, tzinfo=UTC))
    assert termbase.title == "Railways"


@pytest.mark.parametrize("style", ["dca", "dct"])
@pytest.mark.parametrize("text", [DCA, DCT, MARTIF])
def test_nothing_that_a_file_says_is_lost_on_the_way_out(text: str, style: tbx.Style) -> None:
    termbase = tbx.parse(text.encode(), "x.tbx")
    written = tbx.format_tbx(termbase, style=style)
    assert tbx.parse(written, "x.tbx") == termbase
    for kept in (
        "fullForm", "us-17", 'id="t1"', "supersededTerm-admn-sts", "train de nuit", ">P1<", "train.png", "An</item>",
        '<hi type="bold">Nachtzug</hi>', "From a desk drawer", "railways",
    ):  # fmt: skip
        assert written.decode().count(kept) >= 1, kept
    assert written.decode().count("fährt um acht") == 1


def test_a_file_without_a_namespace_is_read() -> None:
    bare = DCA.replace(' xmlns="urn:iso:std:iso:30042:ed:3.0"', "")
    assert tbx.parse(bare.encode(), "x.tbx") == tbx.parse(DCA.encode(), "x.tbx")


@pytest.mark.parametrize(
    ("given", "status", "approval"),
    [
        ("preferredTerm-admn-sts", Status.PREFERRED, Approval.APPROVED),
        ("preferredTerm", Status.PREFERRED, Approval.APPROVED),
        ("admittedTerm-admn-sts", Status.ADMITTED, Approval.APPROVED),
        ("deprecatedTerm-admn-sts", Status.DEPRECATED, Approval.APPROVED),
        ("supersededTerm-admn-sts", Status.DEPRECATED, Approval.APPROVED),
        ("deprecatedTerm", Status.DEPRECATED, Approval.APPROVED),
        ("deprecated", Status.DEPRECATED, Approval.APPROVED),
        ("obsolete", Status.DEPRECATED, Approval.APPROVED),
        ("forbidden", Status.FORBIDDEN, Approval.APPROVED),
        ("proposedTerm-admn-sts", Status.PREFERRED, Approval.PROPOSED),
        ("legalTerm-admn-sts", Status.PREFERRED, Approval.APPROVED),
    ],
)
def test_every_spelling_of_a_status_is_understood_and_the_spelling_kept(
    given: str, status: Status, approval: Approval
) -> None:
    concept = term(f'<termNote type="administrativeStatus">{given}</termNote>')
    assert (concept.terms[0].status, concept.terms[0].approval) == (status, approval)
    termbase = tbx.parse(tbx.format_tbx(Termbase({"c1": concept})), "x.tbx")
    assert termbase.concepts["c1"] == concept
    assert given in tbx.format_tbx(termbase).decode()


def test_a_status_that_means_nothing_is_that_of_a_term_without_one() -> None:
    inner = '<langSec xml:lang="de"><termSec><term>Volk</term></termSec><termSec><term>Leute</term></termSec></langSec>'
    terms = tbx.parse(entry(inner), "x.tbx").concepts["c1"].terms
    assert [term.status for term in terms] == [Status.PREFERRED, Status.ADMITTED]


def test_values_that_no_picklist_has_are_kept_as_they_are() -> None:
    concept = term(
        '<termNote type="partOfSpeech">gerund</termNote><termNote type="grammaticalGender">common</termNote>'
    )
    assert (concept.terms[0].part_of_speech, concept.terms[0].gender) == (None, None)
    assert set(concept.terms[0].extra) == {
        '<termNote type="partOfSpeech">gerund</termNote>',
        '<termNote type="grammaticalGender">common</termNote>',
    }


def test_a_customer_of_a_concept_is_one_of_each_of_its_terms() -> None:
    data = entry(
        '<admin type="customerSubset">ACME</admin>'
        '<langSec xml:lang="de"><termSec><term>Volk</term></termSec>'
        '<termSec><term>Leute</term><admin type="customerSubset">Other</admin></termSec></langSec>'
    )
    assert [term.customers for term in tbx.parse(data, "x.tbx").concepts["c1"].terms] == [("ACME",), ("Other",)]


@pytest.mark.parametrize(
    ("tag", "lang"), [("de_DE", "de"), ("ger", "de"), ("VI", "vi"), ("jp", "ja"), ("eng-US", "en")]
)
def test_odd_tags_of_known_languages_are_understood_and_kept(tag: str, lang: str) -> None:
    concept = term("", tag)
    assert (concept.terms[0].lang, concept.terms[0].locale) == (lang, tag)


def test_an_entry_without_an_id_keeps_the_one_it_gets_in_a_longer_file() -> None:
    one = '<conceptEntry><langSec xml:lang="de"><termSec><term>Volk</term></termSec></langSec></conceptEntry>'
    two = one.replace("Volk", "Leute")
    ids = [
        list(tbx.parse(f"<tbx><text><body>{body}</body></text></tbx>".encode(), "x").concepts)
        for body in (one, two + one)
    ]
    assert ids[0][0] == ids[1][1]
    assert ids[1][0] != ids[1][1]


def test_an_empty_term_is_kept_and_is_no_term() -> None:
    inner = '<langSec xml:lang="de"><termSec><term>Volk</term></termSec><termSec><term/></termSec></langSec>'
    termbase = tbx.parse(entry(inner), "x.tbx")
    assert [term.text for term in termbase.concepts["c1"].terms] == ["Volk"]
    assert tbx.parse(tbx.format_tbx(termbase), "x.tbx") == termbase


def test_what_is_edited_wins_over_what_another_tool_wrote_around_it() -> None:
    from dataclasses import replace

    concept = term('<descrip type="context">Das <hi>Volk</hi> lacht.</descrip>')
    edited = replace(concept, terms=(replace(concept.terms[0], context="Das Volk weint."),))
    read = tbx.parse(tbx.format_tbx(Termbase({"c1": edited})), "x.tbx")
    assert read.concepts["c1"].terms[0].context == "Das Volk weint."


def test_the_file_is_one_element_a_line_with_concepts_by_id() -> None:
    concepts = {each: Concept(each, term("").terms) for each in ("b", "a", "c")}
    lines = tbx.format_tbx(Termbase(concepts)).decode().split("\n")
    assert [line.strip() for line in lines if "<conceptEntry" in line] == [
        f'<conceptEntry id="{each}">' for each in "abc"
    ]
    assert all(line.count("</") <= 1 or "<titleStmt>" in line or "<sourceDesc>" in line for line in lines)
    assert lines[-1] == ""


def test_what_is_ours_is_declared_in_the_head_and_not_read_as_said() -> None:
    concept = term("<termNote type='x-kheo-match'>exact</termNote>")
    written = tbx.format_tbx(Termbase({"c1": concept})).decode()
    assert "<p>x-kheo-match: " in written.partition("</tbxHeader>")[0]
    assert tbx.parse(written.encode(), "x.tbx").extra == ()


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("<langSec><termSec><term>a</term></termSec></langSec>", "x.tbx:3: concept 'c1': a langSec without xml:lang; give it"),
        ("<langSec xml:lang='de'>\n<termSec/></langSec>", "x.tbx:4: concept 'c1': a termSec without a term; write one"),
        (
            "<langSec xml:lang='de'>\n<termSec><term>a</term><termNote type='x-kheo-match'>fuzzy</termNote></termSec></langSec>",
            "x.tbx:4: concept 'c1': x-kheo-match is 'fuzzy'; write one of inflected, exact, regex",
        ),
        ("<admin type='x-kheo-do-not-translate'>maybe</admin>", "x.tbx:2: concept 'c1': x-kheo-do-not-translate is 'maybe'"),
        (
            "<transacGrp><transac type='transactionType'>modification</transac><date>2020-01-01</date>"
            "<transacNote type='x-kheo-before'>{</transacNote></transacGrp>",
            "x.tbx: concept 'c1': what stood there before a change is no JSON object; restore it",
        ),
        (
            "<transacGrp><transac type='transactionType'>modification</transac><date>2020-01-01</date>"
            f"<transacNote type='x-kheo-before'>{{\"note\":{'1' * 5000}}}</transacNote></transacGrp>",
            "x.tbx: concept 'c1': what stood there before a change is no JSON object; restore it",
        ),
    ],
)  # fmt: skip
def test_an_error_says_where_which_concept_what_and_what_to_do(inner: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        tbx.parse(entry(inner), "x.tbx")
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "date", ["<date>0001-01-01</date>", "<date>9999-12-31</date>",
             "<date>2020-01-01</date><transacNote type='x-kheo-time'>0001-01-01T00:00:00+14:00</transacNote>",
             "<date>2020-01-01</date><transacNote type='x-kheo-time'>9999-12-31T23:59:59-12:00</transacNote>"],
)  # fmt: skip
def test_a_date_that_no_change_can_have_is_kept_and_tells_of_none(date: str) -> None:
    from glossary.termbase import changes

    inner = f"<transacGrp><transac type='transactionType'>modification</transac>{date}</transacGrp>"
    read = tbx.parse(entry(inner + "<langSec xml:lang='de'><termSec><term>a</term></termSec></langSec>"), "x.tbx")
    assert read.history == ()
    assert tbx.parse(tbx.format_tbx(read), "x.tbx") == read
    assert date.partition("</")[0] in tbx.format_tbx(read).decode()
    author = changes.Author("An", datetime(2026, 1, 1, tzinfo=UTC))
    assert len(changes.remove(read, "c1", author).history) == 1


def test_ten_broken_concepts_are_named_at_once() -> None:
    broken = "\n".join(f'<conceptEntry id="c{number}"><langSec/></conceptEntry>' for number in range(12))
    with pytest.raises(InputError) as error:
        tbx.parse(f"<tbx><text><body>{broken}</body></text></tbx>".encode(), "x.tbx")
    lines = str(error.value).split("\n")
    assert [line.split(":")[1] for line in lines[:-1]] == [str(number) for number in range(1, 11)]
    assert lines[-1] == "2 more concepts cannot be read; mend these first"


def test_an_id_that_stands_twice_is_named_with_both_lines() -> None:
    twice = '<conceptEntry id="c1"/>\n<conceptEntry id="c1"/>'
    with pytest.raises(InputError, match=r"x.tbx:2: concept 'c1': the id stands on line 1 already"):
        tbx.parse(f"<tbx><text><body>{twice}</body></text></tbx>".encode(), "x.tbx")


LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
HOSTILE = {
    "billion laughs": f'<!DOCTYPE tbx [<!ENTITY l0 "ha">{LAUGHS}]><tbx><text><body>&l9;</body></text></tbx>',
    "an external entity": '<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tbx><text>&x;</text></tbx>',
    "a parameter entity": '<!DOCTYPE tbx [<!ENTITY % x SYSTEM "http://localhost:1/x.dtd">%x;]><tbx/>',
    "a comment before it": '<?xml version="1.0"?>\n<!-- x --><!DOCTYPE tbx [ <!ENTITY x "y"> ]><tbx>&x;</tbx>',
    "an entity in a quoted bracket": '<!DOCTYPE tbx [<!NOTATION n SYSTEM "]"><!ENTITY x "y">]><tbx>&x;</tbx>',
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(name: str, encoding: str) -> None:
    with pytest.raises(InputError, match=r"x.tbx:\d+: the DOCTYPE declares entities"):
        tbx.parse(HOSTILE[name].encode(encoding), "x.tbx")


@pytest.mark.parametrize("filling", [" ", "x ", "'", '"a'])
def test_a_doctype_without_end_takes_no_time(filling: str) -> None:
    start = time.process_time()
    with pytest.raises(InputError, match=r"^x\.tbx:1: "):
        tbx.parse(f"<!DOCTYPE tbx{filling * 60_001}".encode(), "x.tbx")
    assert time.process_time() - start < 1


def test_a_dtd_is_never_fetched_and_what_it_would_define_is_an_error(tmp_path: Path) -> None:
    dtd = tmp_path / "x.dtd"
    dtd.write_text('<!ENTITY nbsp "read">')
    text = f'<!DOCTYPE tbx SYSTEM "{dtd.as_uri()}">\n<tbx><text><body><note>&nbsp;</note></body></text></tbx>'
    with pytest.raises(InputError, match=r"x.tbx:2: no well-formed XML \(Entity 'nbsp' not defined"):
        tbx.parse(text.encode(), "x.tbx")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.tbx: is empty"),
        (b"<tbx>", "x.tbx:1: no well-formed XML"),
        (b"<html/>", "x.tbx:1: its root is <html>, not <tbx> or <martif>"),
        (b"<tbx>\n\xff</tbx>", "x.tbx:2: byte 0xff is no UTF-8"),
        (b'<?xml version="1.0" encoding="EBCDIC-US"?><tbx/>', "x.tbx:1: the encoding 'ebcdic-us' is not read"),
        (b"<tbx>" * 10_000, "x.tbx:1: no well-formed XML"),
    ],
)
def test_what_is_no_tbx_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        tbx.parse(data, "x.tbx")
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "iso-8859-1"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = DCA.replace("An Nguyễn", "An").replace("tàu đêm", "tau")
    text = text.replace("UTF-8", encoding.removesuffix("-le").removesuffix("-sig"))
    assert tbx.parse(text.encode(encoding), "x.tbx").concepts["c12"].terms[0].customers == ("ÖBB",)


def test_a_character_that_xml_cannot_hold_is_refused_on_the_way_out() -> None:
    from dataclasses import replace

    concept = term("")
    broken = replace(concept, terms=(replace(concept.terms[0], note="bell \a"),))
    with pytest.raises(
        InputError, match=r"concept 'c1': holds the character U\+0007, which XML cannot hold; remove it"
    ):
        tbx.format_tbx(Termbase({"c1": broken}))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.tbx: no such file"):
        tbx.read(tmp_path / "none.tbx")
