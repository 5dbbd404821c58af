"""The report: one HTML page that shows all reviews and needs nothing else."""

import re
import time
from dataclasses import replace
from importlib import util
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Article, Draft, Mark, MarkKind, Paragraph, Role, Story
from corpora.finding import Finding, Place
from evaluation.report import page
from evaluation.report.inline import Note, pieces, visible
from evaluation.review import StoryReview
from evaluation.scores import DraftScores, Score
from glossary.concept import Glossary


def load_example():
    """The module beside this one, whatever folder the tests run in."""
    spec = util.spec_from_file_location("report_example", Path(__file__).with_name("report_example.py"))
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EXAMPLE = load_example()


@pytest.fixture(scope="module")
def text():
    return page.render(
        EXAMPLE.reviews(), EXAMPLE.GLOSSARY, title="Hill country", corpus_findings=EXAMPLE.CORPUS_FINDINGS
    )


@pytest.fixture(scope="module")
def tree(text):
    return html.document_fromstring(text)


def words(element):
    return " ".join(element.text_content().split())


def one(tree, path):
    (found,) = tree.xpath(path)
    return found


def render(*reviews, glossary=None, **options):
    text = page.render(reviews, glossary or Glossary(), **{"title": "t", **options})
    return html.document_fromstring(text)


def lone(*paragraphs, key="s", lang="en", findings=()):
    """A story of one version, a unit for each paragraph."""
    article = Article(f"{key}.{lang}.txt", lang, paragraphs)
    units = tuple(Unit({lang: (i,)}, 1.0) for i in range(len(paragraphs)))
    return StoryReview(Story(key, {lang: article}), Alignment(units, {}, "sig"), findings)


def test_the_same_reviews_give_the_same_page(text):
    again = page.render(
        EXAMPLE.reviews(), EXAMPLE.GLOSSARY, title="Hill country", corpus_findings=EXAMPLE.CORPUS_FINDINGS
    )
    assert again == text


def test_the_page_fetches_nothing(text, tree):
    assert not tree.xpath("//link | //img | //iframe | //script[@src] | //object | //embed | //base")
    assert not re.search(r"https?:|@import|url\(", text)
    assert all(href.startswith("#") for href in tree.xpath("//@href"))


def test_every_link_leads_to_a_place_on_the_page_and_no_name_stands_twice(tree):
    names = tree.xpath("//@id")
    assert len(set(names)) == len(names)
    targets = {href[1:] for href in tree.xpath("//@href")}
    assert targets <= set(names)
    assert {"story-bridge", "unit-bridge-9", "unit-market-4", "draft-bridge-1", "story-notes-hoa-ban"} <= set(names)


def test_headings_come_in_order_and_landmarks_are_there(tree):
    assert one(tree, "//html/@lang") == "en"
    assert len(tree.xpath("//h1")) == 1
    assert [len(tree.xpath(f"//{tag}")) for tag in ("main", "body/header", "footer")] == [1, 1, 1]
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not tree.xpath("//table[not(.//th[@scope])]")


def test_the_masthead_says_what_was_reviewed(tree):
    assert words(one(tree, "//p[@class='lede']")) == (
        "Three stories, seven versions and eight drafts by two systems in Vietnamese, English, German and Japanese."
    )
    assert words(one(tree, "//header[@class='masthead']/span")) == "3 errors 6 warnings 3 notes"


def test_the_overview_tells_versions_missing_paragraphs_and_best_drafts(tree):
    rows = [[words(cell) for cell in row] for row in tree.xpath("//table[@class='overview']/tbody/tr")]
    bridge, market, _ = rows
    assert bridge[0].startswith("Skilful mass mobilisation puts a bridge")
    assert bridge[1] == "Vietnamese 12 ¶ source"
    assert re.fullmatch(r"German 10 ¶ 1 missing north-1 \d\d\.\d", bridge[3])
    assert market[1] == "Vietnamese no version"
    assert market[2].startswith("English 3 ¶")  # the unit that stands in German only is no omission of the English


def concept(tree, name):
    return one(tree, f"//article[@class='concept'][.//h3[normalize-space()='{name}']]")


def test_all_renderings_of_a_concept_are_counted_with_their_status(tree):
    way = one(concept(tree, "dân vận khéo"), ".//section[h4[starts-with(., 'German')]]")
    assert words(way.find("h4")) == "German 6 ways, 6×"
    rows = [
        (item.get("class"), words(one(item, ".//summary//bdi")), words(one(item, ".//summary/span[@class='num']")))
        for item in way.xpath("ul/li")
    ]
    assert rows == [
        ("st-preferred", "geschickte Massenmobilisierung", "1"),
        ("st-admitted", "geschickte Volksmobilisierung", "1"),
        ("st-deprecated", "clevere Volksarbeit", "1"),
        ("st-deprecated", "geschickte Massenarbeit", "1"),
        ("st-deprecated", "kluge Mobilisierung", "1"),
        ("st-forbidden", "raffinierte Massenlenkung", "1"),
    ]
    assert words(one(concept(tree, "dân vận khéo"), ".//p[@class='headline']")) == "6 ways in German"
    assert way.xpath("ul/li//ul[@class='places']//a/@href")[:2] == ["#story-bridge", "#unit-bridge-1"]


def test_drafts_do_not_count_as_renderings_of_the_versions(tree):
    german = one(concept(tree, "dân vận khéo"), ".//section[h4[starts-with(., 'German')]]")
    assert not [href for href in german.xpath(".//@href") if href.startswith("#draft")]


def test_concepts_that_need_a_look_come_first_and_the_others_are_folded_away(tree):
    names = [words(heading) for heading in tree.xpath("//section[@id='renderings']//h3")]
    assert names == ["dân vận khéo", "xã", "Mặt trận Tổ quốc"]
    assert one(tree, "//details[@class='more']//h3/bdi").text == "Mặt trận Tổ quốc"


def test_versions_stand_side_by_side_each_cell_in_its_language(tree):
    row = one(tree, "//tr[@id='unit-bridge-3']")
    assert [cell.get("lang") for cell in row.xpath("td[@data-name]")] == ["vi", "en", "de", "ja"]
    assert [len(cell.xpath("p")) for cell in row.xpath("td[@data-name]")] == [2, 2, 1, 2]


def test_what_a_version_lacks_is_visibly_empty(tree):
    cell = one(tree, "//tr[@id='unit-bridge-9']/td[contains(@class, 'absent')]")
    assert (cell.get("data-name"), words(cell)) == ("German", "— not in this version")


def test_moved_and_uncertain_units_are_marked(tree):
    assert words(one(tree, "//tr[@id='unit-bridge-10']//span[@class='moved']")) == "moved: paragraph 2 of this version"
    assert words(one(tree, "//tr[@id='unit-bridge-9']//span[@class='conf low']")) == "58 %"
    assert not tree.xpath("//tr[@id='unit-bridge-2']//span[@class='conf low']")


def test_a_term_is_marked_with_concept_status_and_what_to_write(tree):
    (mark,) = tree.xpath("//tr[@id='unit-bridge-3']/td[@lang='de']//mark[contains(@class, 't-deprecated')]")
    assert mark.text == "klugen Mobilisierung"
    assert mark.get("title") == "dân vận khéo: deprecated; write geschickte Massenmobilisierung"


def test_a_number_finding_stands_at_its_span_and_in_the_margin_of_its_unit(tree):
    row = one(tree, "//tr[@id='unit-bridge-2']")
    (mark,) = row.xpath("td[@lang='de']//mark[contains(@class, 'f-error')]")
    assert mark.text == "221"
    (note,) = row.xpath("td[@class='notes']//li")
    assert mark.getnext().get("href") == f"#{note.get('id')}"
    assert "221 stands where the other versions have 212" in words(note)
    assert [words(each) for each in row.xpath("td/p/mark[contains(@class, 'rel')]")] == ["212", "212", "212"]


def test_a_finding_without_paragraph_stands_with_the_unit_that_it_refers_to(tree):
    assert "Official Letter 318 is missing" in words(one(tree, "//tr[@id='unit-bridge-9']/td[@class='notes']"))


def test_every_finding_stands_on_the_page_once(tree):
    findings = [f for review in EXAMPLE.reviews() for f in review.findings] + list(EXAMPLE.CORPUS_FINDINGS)
    said = [words(each) for each in tree.xpath("//p[@class='say']")]
    said += [words(each) for each in tree.xpath("//details[@class='removed']//td[4]")]
    assert sorted(said) == sorted(finding.message for finding in findings)


def test_the_index_counts_findings_by_rule_errors_first(tree):
    rows = tree.xpath("//ul[@class='codes']/li")
    counts = [(words(one(r, ".//span[@class='code']")), int(words(one(r, ".//span[@class='num']")))) for r in rows]
    assert counts[:4] == [("N101", 1), ("O101", 1), ("T103", 1), ("T102", 2)]
    assert sum(n for _, n in counts) == 16


def test_what_cleaning_removed_is_folded_under_its_story(tree):
    lists = tree.xpath("//details[@class='removed']")
    assert [words(each.find("summary")) for each in lists] == [
        "2 lines removed as page furniture",
        "1 line removed as page furniture",
        "1 line removed from articles of no story",
    ]


def test_drafts_show_scores_by_paragraph_and_what_they_lack(tree):
    draft = one(tree, "//div[@id='draft-bridge-5']")  # south-2, German: 8 of 10 paragraphs
    rows = draft.xpath(".//tbody/tr")
    assert [bool(words(row[1])) for row in rows] == [True] * 8 + [False] * 2
    assert words(rows[8][2]) == "— not in this draft"
    assert {cell.get("class") for cell in draft.xpath(".//td[2]")} >= {"num h1", "num h4"}


def test_scores_over_the_corpus_carry_their_signatures(tree):
    tables = tree.xpath("//table[@class='score']")
    assert [words(table.find("caption")) for table in tables] == ["English", "German", "Japanese"]
    assert [words(row[0]) for row in tables[1].xpath("tbody/tr")] == ["north-1 2 drafts", "south-2 1 draft"]
    for table in tables:
        assert [metric.split(" ")[0] for metric in map(words, table.xpath("tfoot//span"))] == ["BLEU", "chrF2++", "TER"]
        assert all("version:" in words(each) for each in table.xpath("tfoot//span"))
    assert "tok:ja-mecab" in words(tables[2].find("tfoot"))


def test_the_foot_names_the_settings_behind_the_page(tree):
    foot = words(one(tree, "//footer"))
    assert "static-256|pieces:32k" in foot
    assert "starter|3 concepts" in foot


def test_the_page_folds_without_any_script(tree):
    assert tree.xpath("//details[@class='story']/summary")
    assert not tree.xpath("//@onclick | //@onload")


def test_no_stories_give_a_page_that_says_so():
    tree = render()
    assert "no stories" in words(one(tree, "//section[@id='overview']")).lower()
    assert words(one(tree, "//p[@class='lede']")) == "No stories and no versions."


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></details></td></table><h1>out</h1>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; ]]> <!--",
    "right\u202eto left\u2066",
    "nul\x00 bell\x07 esc\x1b[31m",
    "\ud800 alone",
    "W" * 5000,
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text):
    review = lone(
        Paragraph(text, 0, Role.TITLE, (Mark(0, 5, MarkKind.LINK, text), Mark(2, 9, MarkKind.BOLD))),
        Paragraph("plain", 1),
        key=text,
        findings=(
            Finding("T103", Place(f"{text}.en.txt", "en", 0, (1, 4)), text, text, text, text),
            Finding("C101", Place(f"{text}.en.txt", "en", line=3), text, story=text),
        ),
    )
    loose = Finding("R103", Place(text), text)
    rendered = page.render([review], Glossary(signature=text), title=text, corpus_findings=[loose])
    rendered.encode()
    tree = html.document_fromstring(rendered)
    assert len(tree.xpath("//script")) == 1
    assert len(tree.xpath("//h1")) == 1
    assert not tree.xpath("//img | //@onerror | //b[not(ancestor::*[@class='how'])]")
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    (heading,) = tree.xpath("//tr[@id]/td[@lang]/p[@class='r-title']")
    for number in heading.xpath("a"):
        number.drop_tree()
    assert heading.text_content() == visible(text)
    assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", rendered)


@given(st.text(alphabet=st.characters(), max_size=30), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40))))
def test_the_pieces_of_a_text_are_the_text(text, spans):
    notes = [Note(start, end, i) for i, (start, end) in enumerate(spans)]
    cut = pieces(text, notes)
    assert "".join(piece.text for piece in cut) == text
    for i, (start, end) in enumerate(spans):
        assert "".join(piece.text for piece in cut if i in piece.keys) == text[max(0, start) : max(0, end)]
        assert sum(i in piece.ending for piece in cut) == (text[max(0, start) : max(0, end)] != "")


@given(st.text(alphabet=st.characters()))
def test_text_made_visible_can_be_written_and_stays_so(text):
    shown = visible(text)
    shown.encode()
    assert visible(shown) == shown


def test_stories_whose_ids_look_alike_keep_their_own_places():
    tree = render(*(lone(Paragraph("x", 0), key=key) for key in ("a b", "a/b", "a-b", "山", "川", "1", "a b-2")))
    names = tree.xpath("//div[@class='inside']/@id")
    assert len(set(names)) == 7
    assert all(re.fullmatch(r"story-[a-z0-9-]+", name) for name in names)


def test_a_finding_on_the_corpus_that_a_story_already_has_is_shown_once():
    finding = Finding("R101", Place("s.en.txt", "en"), "the name says German", story="s")
    tree = render(lone(Paragraph("x", 0), findings=(finding,)), corpus_findings=[finding])
    assert len(tree.xpath("//p[@class='say']")) == 1


def test_a_language_that_kheo_does_not_know_goes_by_its_code():
    tree = render(lone(Paragraph("saluton", 0), lang="eo"))
    assert words(one(tree, "//table[contains(@class, 'units')]//th[@class='c0']")) == "eo"


def measured(draft, reference, value):
    bead = Bead((0,), (0,))
    return DraftScores(draft, (bead,), ((Score("chrF2++", value, "s"),),), (Score("chrF2++", value, "s"),), reference)


def test_one_file_as_the_draft_of_two_systems_shows_the_score_of_each():
    reference = Article("s.en.txt", "en", (Paragraph("Good morning.", 0),))
    article = Article("mt.en.txt", "en", (Paragraph("Good day.", 0),))
    drafts = tuple(Draft(article, system) for system in ("north", "south", "west"))
    scores = (measured(drafts[0], reference, 41.0), measured(drafts[2], reference, 73.0))
    story = Story("s", {"en": reference}, None, drafts)
    tree = render(StoryReview(story, Alignment((Unit({"en": (0,)}, 1.0),), {}, "sig"), scores=scores))
    shown = [words(one(tree, f"//div[@id='draft-s-{number}']")) for number in (1, 2, 3)]
    assert [("41.0" in text, "73.0" in text) for text in shown] == [(True, False), (False, False), (False, True)]


def test_a_draft_with_the_id_of_a_version_takes_nothing_from_it():
    def story(key, *drafts):
        version = Article(f"{key}.en.txt", "en", (Paragraph("Good morning, all.", 0),))
        finding = Finding("N101", Place(version.id, "en", 0, (5, 12), 1), "look here", story=key)
        texts = Story(key, {"en": version}, None, drafts)
        return StoryReview(texts, Alignment((Unit({"en": (0,)}, 1.0),), {}, "sig"), (finding,))

    same = Draft(Article("a.en.txt", "en", (Paragraph("Good morning, all.", 0),)), "north")
    tree = render(story("a", same), story("b", same))
    assert len(tree.xpath("//table[contains(@class, 'units')]//*[contains(@class, 'f-error')]")) == 2
    assert not tree.xpath("//div[starts-with(@id, 'draft-')]//*[contains(@class, 'f-error')]")
    assert len(tree.xpath("//td[@class='notes']//p[@class='say']")) == len(tree.xpath("//p[@class='say']")) == 2


def big(stories, units):
    """Stories of four languages, each paragraph as long as one of the news."""
    bridge = EXAMPLE.bridge()
    sentence = {lang: article.paragraphs[2].text * 2 for lang, article in bridge.story.versions.items()}
    result = []
    for number in range(stories):
        versions = {
            lang: Article(f"{number}.{lang}", lang, tuple(Paragraph(text, i) for i in range(units)))
            for lang, text in sentence.items()
        }
        rows = tuple(Unit(dict.fromkeys(versions, (i,)), 0.9) for i in range(units))
        marks = tuple(
            replace(each, where=replace(each.where, article=f"{number}.{each.where.lang}", paragraph=i, span=(4, 20)))
            for i in range(units)
            for each in bridge.occurrences[:4]
        )
        result.append(StoryReview(Story(str(number), versions), Alignment(rows, {}, "sig"), occurrences=marks))
    return result


def test_the_page_grows_with_its_text_and_stays_light():
    size, seconds = {}, {}
    for stories in (5, 20):
        reviews = big(stories, 20)
        seconds[stories] = float("inf")
        for _ in range(3):  # the quickest of three, since the machine does other things too
            start = time.process_time()
            size[stories] = len(page.render(reviews, EXAMPLE.GLOSSARY, title="t").encode())
            seconds[stories] = min(seconds[stories], time.process_time() - start)
    assert size[20] - size[5] < 15 * 75_000  # so that 200 stories of 20 units stay under 15 MB
    assert size[20] < 4 * size[5]
    assert seconds[20] < 10 * seconds[5]  # 4 for the straight line, 16 for the square
