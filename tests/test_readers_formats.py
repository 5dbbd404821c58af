"""Each format gives the same article: paragraphs in order, roles, marks, lines, date, address."""

import io
import time
import unicodedata
import zipfile
from datetime import date

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Mark, MarkKind, Paragraph, Role
from corpora.errors import InputError
from corpora.readers import docx as word
from corpora.readers import html, markdown, text
from corpora.readers.spacing import normalise, normalise_marked

LONG = "Die Gemeinde hat am Montag beschlossen, die Brücke aus dem Jahr 1912 zu erneuern und die Straße zu sperren."


def outline(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, str]]:
    return [(p.role.value, p.text) for p in paragraphs]


def marked(paragraph: Paragraph) -> list[tuple[str, str, str]]:
    return [(m.kind.value, paragraph.text[m.start : m.end], m.target) for m in paragraph.marks]


# Plain text


def test_blank_lines_or_line_ends_part_paragraphs_whichever_the_file_uses() -> None:
    by_lines = f"Titel\n{LONG}\n{LONG}"
    by_blanks = f"Titel\n\n{LONG}\n\n\n{LONG}"
    assert [p.text for p in text.paragraphs(by_lines)] == [p.text for p in text.paragraphs(by_blanks)]
    assert [p.line for p in text.paragraphs(by_blanks)] == [1, 3, 6]


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = """Ein Titel ohne Ende

Die Gemeinde hat am Montag beschlossen, die alte Brücke über den
Fluss bis zum Herbst zu erneuern. Das Vorhaben kostet nach Angaben
der Verwaltung rund vier Millionen Euro.

Der Verkehr wird über die Landstraße umgeleitet, die Bezirks-, Kreis-
und Gemeindestraßen bleiben frei, wie der Bürgermeister erklärte und
zweimal betonte.

- Baubeginn ist am 3. Juni.
- Die Sperrung endet am 15. Oktober.
"""
    found = text.paragraphs(wrapped)
    assert [p.line for p in found] == [1, 3, 7, 11, 12]
    assert found[1].text.startswith("Die Gemeinde hat am Montag beschlossen, die alte Brücke über den Fluss bis")
    assert "Kreis- und" in found[2].text
    assert [p.role for p in found[3:]] == [Role.ITEM, Role.ITEM]


def test_hard_wrapped_japanese_is_joined_without_spaces() -> None:
    whole = (
        "山あいの小さな村に十年越しの願いだった図書館が開館し朝から多くの子どもたちでにぎわい村の人びとも集まって祝った。"
        * 3
    )
    lines = [whole[at : at + 30] for at in range(0, len(whole), 30)]
    assert [p.text for p in text.paragraphs("\n".join(lines))] == [whole]


def test_roles_are_read_from_wording() -> None:
    page = "\n\n".join(
        [
            "Brücke wird erneuert",
            "Von Anna Berg",
            LONG * 2,
            "Umleitung bis Oktober",
            LONG * 2,
            "1. Erstens wird gebaut.",
            "a) Zweitens auch.",
            "Die Brücke im Winter. Foto: Jan Ober",
            LONG * 2,
            "Hoài Anh",
            "PV",
        ]
    )
    assert [p.role.value for p in text.paragraphs(page)] == [
        *("title", "byline", "body", "heading", "body", "item", "item", "caption", "body", "byline", "byline")
    ]


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    assert [p.role for p in text.paragraphs(f"{LONG}\n{LONG}")] == [Role.BODY, Role.BODY]


_LINE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), exclude_characters="\u3000"), max_size=120
)


@given(st.lists(_LINE, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_no_character_of_a_plain_text_is_lost(lines: list[str], end: str) -> None:
    source = end.join(lines)
    kept = "".join(p.text for p in text.paragraphs(source))
    assert "".join(kept.split()) == "".join(unicodedata.normalize("NFC", line) for line in " ".join(lines).split())


@given(_LINE, st.integers(0, 120), st.integers(0, 120))
def test_marks_move_with_their_text(line: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(line)), min(end, len(line))))
    stored, marks = normalise_marked(line, [Mark(start, end, MarkKind.BOLD)])
    assert stored == normalise(line)
    inside = "".join(line[start:end].split())
    if inside and unicodedata.is_normalized("NFC", line):
        (mark,) = marks
        assert "".join(stored[mark.start : mark.end].split()) == inside


@given(st.text(max_size=100))
def test_a_stored_text_is_nfc_on_one_line_and_stays_as_it_is(line: str) -> None:
    stored = normalise(line)
    assert unicodedata.is_normalized("NFC", stored)
    assert stored == stored.strip()
    assert len(stored.splitlines()) <= 1
    assert normalise(stored) == stored


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("\u3000山の村\u3000川の村\u3000", "山の村\u3000川の村"),
        ("z.\u00a0B.\u2009so", "z. B. so"),
        ("Mas\u00adsen\u200bmobi\ufefflisierung", "Massenmobilisierung"),
        ("da\u0302n va\u0323\u0302n", "dân vận"),
        ("a \t\r\n b", "a b"),
    ],
)
def test_odd_spaces_and_decomposed_letters_are_put_right(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


# Markdown


def test_html_inside_markdown_loses_its_tags_comments_and_scripts_and_keeps_its_captions() -> None:
    page = """# Die Brücke

<div>
<!-- ein <b>Kommentar</b> -->
<p>Sie kostet <b>viel</b> &amp; 3 < 4 hält.</p>
<script>if (a < b) { alert("x") }</script>
<figure><img src="a.jpg"><figcaption class="c">Die <em>alte</em> Brücke</figcaption></figure>
Danach
</div>

<!-- unvollendet"""
    assert outline(markdown.parse(page).paragraphs) == [
        ("title", "Die Brücke"),
        ("body", "Sie kostet viel & 3 < 4 hält."),
        ("body", "Danach"),
        ("caption", "Die alte Brücke"),
        ("body", "<!-- unvollendet"),
    ]


@pytest.mark.parametrize("tag", ["<!--", "<script>", "<script", "<figcaption>", "<figcaption", "<div"])
def test_tags_that_nobody_closes_take_no_quadratic_time(tag: str) -> None:
    began = time.process_time()
    markdown.parse(f"{tag}\n" * (100_000 // len(tag)))
    assert time.process_time() - began < 8  # half a second; once, from ten to sixty


def test_markdown_gives_roles_marks_lines_and_front_matter() -> None:
    source = """---
title: "Die Brücke"
date: 2024-05-03
lang: de
---

# Die Brücke

Ein **fetter** und *schräger* Satz mit [Link](https://x.example/a) und `Code`,
der weitergeht.

## Umleitung

1. Erstens
2. Zweitens
   - Darunter

![Foto von der Brücke](b.jpg "Die Brücke im Winter")

> Ein Zitat.
"""
    document = markdown.parse(source)
    assert outline(document.paragraphs) == [
        ("title", "Die Brücke"),
        ("body", "Ein fetter und schräger Satz mit Link und Code, der weitergeht."),
        ("heading", "Umleitung"),
        ("item", "Erstens"),
        ("item", "Zweitens"),
        ("item", "Darunter"),
        ("caption", "Die Brücke im Winter"),
        ("body", "Ein Zitat."),
    ]
    assert marked(document.paragraphs[1]) == [
        ("bold", "fetter", ""),
        ("italic", "schräger", ""),
        ("link", "Link", "https://x.example/a"),
        ("code", "Code", ""),
    ]
    assert [p.line for p in document.paragraphs] == [7, 9, 12, 14, 15, 16, 18, 20]
    assert (document.published, document.lang) == (date(2024, 5, 3), "de")


def test_a_second_heading_of_the_first_level_is_no_second_title() -> None:
    assert [p.role.value for p in markdown.parse("# Eins\n\nText\n\n# Zwei\n\nText").paragraphs] == [
        *("title", "body", "heading", "body")
    ]


PICTURE = "![Foto von der Brücke](b.jpg)"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (PICTURE, []),
        (f"[{PICTURE}](https://x.example/)\n\n{LONG}", [("body", LONG)]),
        (f"{PICTURE}\nDie Brücke im Winter. Bild: dpa\n\n{LONG}", [("caption", "Die Brücke im Winter. Bild: dpa"), ("body", LONG)]),
        (f"{PICTURE} Die *Brücke* im Winter.", [("caption", "Die Brücke im Winter.")]),
        (f"{PICTURE}\n\n*Die Brücke im Winter.*\n\n*Danach.*", [("caption", "Die Brücke im Winter."), ("body", "Danach.")]),
        (f"{PICTURE}\n\n{LONG}", [("body", LONG)]),
        (f"{PICTURE}\n{LONG * 5}", [("body", LONG * 5)]),
        (f"Der Knopf {PICTURE} sichert den Text.", [("body", "Der Knopf sichert den Text.")]),
        (f"# {PICTURE} Titel", [("title", "Titel")]),
    ],
)  # fmt: skip
def test_text_beside_a_picture_is_its_caption_and_its_alternative_text_is_none(
    source: str, expected: list[tuple[str, str]]
) -> None:
    assert outline(markdown.parse(source).paragraphs) == expected


# HTML

PAGE = """<!DOCTYPE html><html lang="de-DE"><head><meta charset="utf-8"><title>Brücke wird erneuert - Talbote</title>
<link rel="canonical" href="https://talbote.example/bruecke">
<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},
{"@type":"NewsArticle","datePublished":"2024-05-03T08:00:00+02:00"}]}</script></head><body>
<header><h1 class="logo">Talbote</h1></header><nav><ul><li><a href="/p">Politik</a></li></ul></nav>
<main><article><h1>Brücke wird erneuert</h1>
<p class="sapo">Nach zwei Jahren Planung beginnen im Juni die Arbeiten an der alten Brücke.</p>
<div class="share-buttons"><a href="#">Teilen</a></div>
<figure><img src="a.jpg" alt="x"><figcaption>Die Brücke im Winter. <em>Foto: Jan Ober</em></figcaption></figure>
<p>Die Gemeinde hat am Montag beschlossen, die <b>Brücke aus dem Jahr 1912</b> zu erneuern. Das Vorhaben kostet nach
Angaben der <a href="https://gemeinde.example/plan">Verwaltung</a> rund vier Millionen Euro und dauert bis zum Herbst.</p>
<h2>Umleitung bis Oktober</h2>
<p>Der Verkehr wird über die Landstraße umgeleitet. Fußgänger können den Fluss weiterhin auf einem Steg überqueren.<br><br>
Auch der Bus fährt eine andere Strecke, die Haltestelle am Markt entfällt in dieser Zeit ganz.</p>
<ul><li>Baubeginn ist am 3. Juni.</li><li>Die Sperrung endet am 15. Oktober.</li></ul>
<figure><img src="b.jpg"><figcaption>Plan der neuen Brücke.</figcaption></figure>
<p>Kurz gesagt: Geduld.</p>
<p>Die Arbeiten führt eine Firma aus der Region aus. Sie hat bereits mehrere Brücken im Tal erneuert und will die alten
Steine wiederverwenden, soweit das möglich ist.</p><p><b>Anna Berg</b></p></article>
<aside><h3>Meistgelesen</h3><figure><figcaption>Ein anderes Bild</figcaption></figure></aside>
<section class="comments"><p>Das wurde aber auch Zeit, finde ich, denn die Brücke war in keinem guten Zustand mehr.</p></section>
</main><footer><p>© 2024 Talbote. Alle Rechte vorbehalten.</p></footer></body></html>"""


def test_html_gives_the_article_alone_with_its_captions_where_they_stood() -> None:
    document = html.parse(PAGE, "x.html")
    assert [(p.role.value, p.text[:24].strip()) for p in document.paragraphs] == [
        ("title", "Brücke wird erneuert"),
        ("lead", "Nach zwei Jahren Planung"),
        ("caption", "Die Brücke im Winter. Fo"),
        ("body", "Die Gemeinde hat am Mont"),
        ("heading", "Umleitung bis Oktober"),
        ("body", "Der Verkehr wird über di"),
        ("body", "Auch der Bus fährt eine"),
        ("item", "Baubeginn ist am 3. Juni"),
        ("item", "Die Sperrung endet am 15"),
        ("caption", "Plan der neuen Brücke."),
        ("body", "Kurz gesagt: Geduld."),
        ("body", "Die Arbeiten führt eine"),
        ("byline", "Anna Berg"),
    ]
    assert marked(document.paragraphs[3]) == [
        ("bold", "Brücke aus dem Jahr 1912", ""),
        ("link", "Verwaltung", "https://gemeinde.example/plan"),
    ]
    assert (document.lang, document.published) == ("de-DE", date(2024, 5, 3))
    assert document.url == "https://talbote.example/bruecke"


def test_a_tiny_page_is_read_whole() -> None:
    figure = "<figure><figcaption>Clouds</figcaption></figure>"
    page = f"<h1>Rain</h1><p>It rained for <strong>three days</strong>.</p>{figure}<p>Then not.</p>"
    assert outline(html.parse(page, "x").paragraphs) == [
        *(("title", "Rain"), ("body", "It rained for three days."), ("caption", "Clouds"), ("body", "Then not."))
    ]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ('<div class="sidebar-1">', "</div>"),
        ('<div class="elementor-element elementor-widget elementor-widget-theme-post-content">', "</div>"),
        ('<div class="site has-sidebar right-sidebar">', "</div>"),
        ('<div class="post post-12 tag-bridge category-news">', "</div>"),
        ('<div class="main has-related comments-open">', "</div>"),
        ('<div class="ad-free content menu-closed">', "</div>"),
        ('<form id="aspnetForm">', "</form>"),
        ('<aside class="widget"><main>', "</main></aside>"),
    ],
)
def test_what_holds_the_article_is_no_aside_whatever_it_is_called(begin: str, end: str) -> None:
    aside = '<div class="related-posts"><p>Ein anderer Artikel, der nicht dazugehört und weit weg spielt.</p></div>'
    inner = f"{begin}<p>{LONG}</p><p>{LONG * 2}</p>{aside}{end}"
    for page in (f"<h1>Die Brücke</h1>{inner}", inner.replace("<p>", "<h1>Die Brücke</h1><p>", 1)):
        document = html.parse(f"<title>Die Brücke</title><body>{page}", "x")
        assert [(p.role.value, p.text) for p in document.paragraphs] == [
            *(("title", "Die Brücke"), ("body", LONG.strip()), ("body", (LONG * 2).strip()))
        ]


def test_each_paragraph_in_a_widget_of_its_own_is_kept() -> None:
    widget = '<div class="elementor-widget elementor-widget-text-editor"><p>{}</p></div>'
    body = "".join(widget.format(f"{number}. {LONG}") for number in range(6))
    assert len(html.parse(f"<h1>Die Brücke</h1>{body}", "x").paragraphs) == 7


def test_where_the_tree_shows_too_little_the_extraction_speaks() -> None:
    body = "".join(f"<p>{name}: {LONG}</p>" for name in ("Anna", "Bert", "Carl", "Dora"))
    page = (
        f'<title>Die Brücke</title><body><article><h1>Die Brücke</h1><div style="display: none">{body}</div></article>'
    )
    assert [p.text[:5] for p in html.parse(page, "x").paragraphs] == ["Die B", "Anna:", "Bert:", "Carl:", "Dora:"]


def test_a_description_above_the_text_is_its_lead() -> None:
    page = f'<h1>Die Brücke</h1><p class="description">Im Juni beginnt der Bau.</p><article><p>{LONG}</p><p>{LONG}</p></article>'
    assert ("lead", "Im Juni beginnt der Bau.") in [(p.role.value, p.text) for p in html.parse(page, "x").paragraphs]


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:published_time" content="2024-10-16T09:00:00+07:00">',
        '<meta name="pubdate" content="2024-10-16">',
        '<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2024-10-16"}]</script>',
        '<script type="application/ld+json">{broken</script><time datetime="2024-10-16">gestern</time>',
    ],
)
def test_the_date_is_read_from_any_usual_markup(markup: str) -> None:
    assert html.parse(f"<html><head>{markup}</head><body><p>{LONG}</p></body></html>", "x").published == date(
        2024, 10, 16
    )


def test_deeply_nested_and_broken_markup_does_no_harm() -> None:
    for source in ("<div>" * 5000 + LONG, "<b><i>" * 500 + f"<p>{LONG}", "<<<>>&&;;<p"):
        html.parse(source, "x")
    (kept,) = html.parse("<table><tr><p>" + LONG, "x").paragraphs
    assert kept.text == LONG.strip()


def test_what_a_page_holds_around_its_article_is_given_back_as_left_out() -> None:
    document = html.parse(PAGE, "x.html")
    assert document.left_out == (
        "Talbote",
        "Politik",
        "Teilen",
        "Meistgelesen",
        "Ein anderes Bild",
        "Das wurde aber auch Zeit, finde ich, denn die Brücke war in keinem guten Zustand mehr.",
        "© 2024 Talbote. Alle Rechte vorbehalten.",
    )
    assert document.omissions() == (
        "left out 7 blocks of text around the article on its page, among them 'Ein anderes Bild', "
        "'Das wurde aber auch Zeit, finde ich, …', '© 2024 Talbote. Alle Rechte vorbehalten.'"
    )


@pytest.mark.parametrize(
    "head",
    [
        '<p class="article__kicker">Infrastruktur im Tal</p><h1>Brücke wird erneuert</h1>',
        '<h1><span class="kicker">Infrastruktur im Tal</span>: Brücke wird <em>erneuert</em></h1>',
        '<h1><a class="overline" href="/t">Infrastruktur im Tal</a><br>Brücke wird erneuert</h1>',
        '<div class="dachzeile"><p>Infrastruktur im Tal</p></div><h1>Brücke wird erneuert</h1>',
        '<p aria-label="Kicker">Infrastruktur im Tal</p><h1>Brücke wird erneuert</h1>',
        '<h2 class="spitzmarke">Infrastruktur im Tal</h2><h1>Brücke wird erneuert</h1>',
        '<div class="section-label">Infrastruktur im Tal</div><h1>Brücke wird erneuert</h1>',
        "<p>Infrastruktur</p><h1>Brücke wird erneuert</h1>",
        '<p><strong class="rubric">Infrastruktur</strong></p><h1>Brücke wird erneuert</h1>',
    ],
)
def test_the_label_over_a_headline_is_left_out(head: str) -> None:
    title = "<head><title>Brücke wird erneuert - Talbote</title></head>"
    document = html.parse(
        f"<html>{title}<body><article>{head}<p>{LONG}</p><p>{LONG * 2}</p></article></body></html>", "x"
    )
    assert outline(document.paragraphs)[:2] == [("title", "Brücke wird erneuert"), ("body", LONG)]
    assert [text.removesuffix(" im Tal") for text in document.left_out] == ["Infrastruktur"]


def test_a_word_that_names_a_whole_page_or_begins_a_sentence_is_no_label_over_a_headline() -> None:
    page = f"""<body class="kicker-online"><article class="rubric"><p>Von Anna Berg</p><h1>Brücke wird erneuert</h1>
    <p><span class="kicker">Talstadt.</span> {LONG}</p><p>{LONG * 2}</p></article></body>"""
    assert outline(html.parse(page, "x").paragraphs) == [
        ("body", "Von Anna Berg"),
        ("title", "Brücke wird erneuert"),
        ("body", f"Talstadt. {LONG}"),
        ("body", LONG * 2),
    ]


# Word


def document_bytes(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_gives_roles_and_marks() -> None:
    document = docx.Document()
    document.add_paragraph("Die Brücke", style="Title")
    paragraph = document.add_paragraph("Ein ")
    paragraph.add_run("fet").bold = True
    paragraph.add_run("ter").bold = True
    paragraph.add_run(" und ")
    paragraph.add_run("schräger").italic = True
    paragraph.add_run(" Satz mit ")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to("https://x.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    content = OxmlElement("w:t")
    content.text = "Link"
    run.append(content)
    link.append(run)
    paragraph._p.append(link)
    document.add_heading("Umleitung", level=2)
    document.add_paragraph("Erstens", style="List Number")
    document.add_paragraph("Zweitens", style="List Bullet")
    document.add_paragraph("Die Brücke im Winter", style="Caption")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "links", "rechts"
    document.add_paragraph("Danach.")
    found = word.parse(document_bytes(document), "x.docx").paragraphs
    assert outline(found) == [
        ("title", "Die Brücke"),
        ("body", "Ein fetter und schräger Satz mit Link"),
        ("heading", "Umleitung"),
        ("item", "Erstens"),
        ("item", "Zweitens"),
        ("caption", "Die Brücke im Winter"),
        ("body", "links"),
        ("body", "rechts"),
        ("body", "Danach."),
    ]
    assert marked(found[1]) == [
        ("bold", "fetter", ""),
        ("italic", "schräger", ""),
        ("link", "Link", "https://x.example/"),
    ]


def test_inserted_text_of_a_word_document_is_read_and_deleted_text_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Es bleibt")
    for tag, name, words in (("w:ins", "w:t", " mehr"), ("w:del", "w:t", " weniger"), ("w:moveFrom", "w:t", " x")):
        change, run, content = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(name)
        content.text = words
        run.append(content)
        change.append(run)
        paragraph._p.append(change)
    assert [p.text for p in word.parse(document_bytes(document), "x").paragraphs] == ["Es bleibt mehr"]


def test_a_word_document_without_styles_gets_roles_from_wording() -> None:
    document = docx.Document()
    for words in ("Brücke wird erneuert", LONG * 2, "Hoài Anh"):
        document.add_paragraph(words)
    assert [p.role.value for p in word.parse(document_bytes(document), "x").paragraphs] == ["title", "body", "byline"]


def test_a_zip_bomb_is_refused_unopened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", b" " * (70 * 2**20))
    with pytest.raises(InputError, match="would unpack to 70 MB"):
        word.parse(out.getvalue(), "x.docx")
