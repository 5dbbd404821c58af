import pytest

from corpora.alignment import Alignment, Unit
from corpora.article import Article, Mark, MarkKind, Paragraph, Story
from corpora.finding import Severity
from corpora.untranslated import held_back
from evaluation.checks import numbers, omissions, untranslated

ENGLISH = "The meeting takes place in the town hall on July 26 and everyone is welcome to join us there."
TEXTS = {
    "vi": "Cuộc họp diễn ra tại tòa thị chính vào ngày 26 tháng 7 và mọi người đều có thể tham dự.",
    "de": "Das Treffen findet am 26. Juli im Rathaus statt, und alle sind herzlich eingeladen.",
    "ja": "会合は七月二十六日に市役所で開かれ、どなたでも参加できます。",
}
SECOND = {
    "en": "Please bring your own cup, as the kitchen of the house has been closed for repairs.",
    "de": "Bitte bringen Sie eine eigene Tasse mit, da die Küche des Hauses nicht benutzt werden kann.",
}


def story(source=None, **texts):
    versions = {
        lang: Article(f"x.{lang}.txt", lang, tuple(Paragraph(t, i, line=i + 1) for i, t in enumerate(lines)))
        for lang, lines in texts.items()
    }
    return Story("x", versions, source)


def aligned(a_story):
    length = max(len(article.paragraphs) for article in a_story.versions.values())
    return Alignment(
        tuple(
            Unit({lang: (i,) if i < len(a.paragraphs) else () for lang, a in a_story.versions.items()}, 1.0)
            for i in range(length)
        ),
        {},
        "test",
    )


def check(a_story):
    return untranslated.check(a_story, aligned(a_story))


def test_a_version_that_is_the_text_of_another_language_has_one_finding():
    (finding,) = check(story(en=["Notice", ENGLISH, SECOND["en"]], de=["Notice", ENGLISH, SECOND["en"]]))
    assert (finding.code, finding.severity) == ("X101", Severity.WARNING)
    assert (finding.where.lang, finding.where.paragraph) == ("de", None)
    assert finding.message == "German is not translated: its text is in English"
    assert finding.suggestion == "translate the article into German"


def test_a_paragraph_left_in_another_language_has_a_finding_of_its_own():
    texts = story(en=["One", ENGLISH, SECOND["en"]], de=["Eins", TEXTS["de"], SECOND["en"], SECOND["de"]])
    (finding,) = check(texts)
    assert (finding.where.lang, finding.where.paragraph) == ("de", 2)
    assert finding.message.startswith("“Please bring your own cup")
    assert finding.message.endswith("is in English")
    assert finding.suggestion == "translate it into German"
    assert [(place.lang, place.paragraph) for place in finding.related] == [("en", 2)]


@pytest.mark.parametrize("lang", ["vi", "ja", "de"])
def test_a_text_is_told_by_its_language_even_where_no_version_has_it(lang):
    (finding,) = check(story(vi=[TEXTS["vi"]], **{lang: [ENGLISH]}) if lang != "vi" else story(vi=[ENGLISH], ja=["題"]))
    assert (finding.where.lang, finding.message.rsplit(" ", 1)[1]) == (lang, "English")


def test_german_vietnamese_and_japanese_are_told_too():
    found = check(story(en=[TEXTS["de"], TEXTS["vi"], TEXTS["ja"]], de=[SECOND["de"]]))
    assert [finding.message for finding in found] == ["English is not translated: its text is in German"]
    found = check(story(en=[ENGLISH, SECOND["en"], *(2 * [ENGLISH]), TEXTS["vi"], TEXTS["ja"]], de=[SECOND["de"]]))
    assert [(finding.where.paragraph, finding.message.rsplit(" ", 1)[1]) for finding in found] == [
        (4, "Vietnamese"),
        (5, "Japanese"),
    ]


SAME_EVERYWHERE = [
    "Nguyễn Văn An, Trần Thị Bình",
    "Yusuke Endoh, Koichi Sasada, Yukihiro Matsumoto, Nobuyoshi Nakada, Aaron Patterson",
    "https://example.org/what/is/the/use/of/this/and/that",
    "HarborFest 1987 Enrolment Tops 300",
    "if (this.state.open && items.has(key)) { return to.be(you) }",
    "The Washington Post, The Economist",
    "3.1.4, 2026-01-17, 12:30",
]


@pytest.mark.parametrize("text", SAME_EVERYWHERE)
def test_names_addresses_and_code_need_no_translation(text):
    assert check(story(en=[ENGLISH, text], de=[TEXTS["de"], text], ja=[TEXTS["ja"], text])) == ()


def test_marked_code_needs_no_translation():
    code = Mark(0, len(ENGLISH), MarkKind.CODE)
    versions = {lang: Article(lang, lang, (Paragraph(ENGLISH, 0, marks=(code,)),)) for lang in ("en", "de")}
    assert check(Story("x", versions)) == ()


def test_a_few_foreign_words_make_no_untranslated_paragraph():
    texts = [
        "Unser Lagerhaus Manager Pro druckt Etiketten right from the start.",
        "Der Film „The House of the Spirits“ läuft heute.",
    ]
    assert check(story(en=[ENGLISH, ENGLISH], de=texts)) == ()


def test_a_copy_that_says_little_is_told_by_what_it_copies():
    text = "Bad backport causes fiddle to fail completely"
    (finding,) = check(story(en=[ENGLISH, text], de=[TEXTS["de"], text]))
    assert finding.where.paragraph == 1
    assert check(story(en=[ENGLISH, ENGLISH], de=[TEXTS["de"], text])) == ()


def test_a_story_of_one_version_is_taken_as_it_is():
    assert check(story(de=[ENGLISH])) == ()


def test_nothing_is_held_against_what_is_untranslated():
    texts = story(
        en=["On 26 July", ENGLISH], de=["On 26 July 2026", ENGLISH.replace("26", "27")], ja=["題", TEXTS["ja"]]
    )
    assert held_back(texts, aligned(texts)) == {("de", 0), ("de", 1)}
    assert numbers.check(texts, aligned(texts)) == ()


def test_an_untranslated_paragraph_casts_no_vote():
    texts = story(en=["40 homes", ENGLISH], de=[f"{ENGLISH} 40 homes"], ja=["14戸"])
    found = numbers.check(texts, aligned(texts))
    assert [(finding.code, finding.where.lang) for finding in found] == [("N101", "ja")]
    assert "German" not in found[0].message


def test_an_untranslated_paragraph_is_not_said_to_be_added():
    texts = story(en=[ENGLISH], de=[TEXTS["de"], SECOND["en"], SECOND["de"]], ja=[TEXTS["ja"]])
    assert [f.where.paragraph for f in omissions.check(texts, aligned(texts))] == [2]
