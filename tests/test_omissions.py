import time

import pytest

from corpora.alignment import Alignment, Column, Sentence, Unit
from corpora.article import Article, Paragraph, Role, Story
from corpora.finding import Severity
from evaluation.checks import omissions

LONG = {
    "vi": "Câu này dài và nói về việc cán bộ đến từng nhà dân để nghe ý kiến của bà con.",
    "en": "This sentence is long and speaks of officials who visit every home to listen.",
    "de": "Dieser Satz ist lang und handelt von Kadern, die jedes Haus besuchen und zuhören.",
    "ja": "この文は長く、幹部が各家庭を訪ねて住民の声を聞くことについて述べている。",
}


def story(source=None, roles=(), **texts):
    kinds = dict(roles)
    versions = {
        lang: Article(
            f"x.{lang}.txt",
            lang,
            tuple(Paragraph(text, i, kinds.get(text, Role.BODY), line=i + 3) for i, text in enumerate(lines)),
        )
        for lang, lines in texts.items()
    }
    return Story("x", versions, source)


def unit(confidence=1.0, moved=(), columns=(), **paragraphs):
    return Unit(
        {lang: tuple(indices) for lang, indices in paragraphs.items()}, confidence, tuple(moved), columns=columns
    )


def check(a_story, *units):
    return omissions.check(a_story, Alignment(units, {}, "test"))


def codes(findings):
    return [(finding.code, finding.where.lang) for finding in findings]


def test_a_paragraph_of_the_source_that_a_version_lacks_is_an_error_with_the_beginning_of_its_text():
    texts = story("vi", vi=["Mở đầu.", LONG["vi"]], en=["Opening."], de=["Anfang.", LONG["de"]])
    (finding,) = check(texts, unit(vi=[0], en=[0], de=[0]), unit(vi=[1], en=[], de=[1]))
    assert (finding.code, finding.severity) == ("O101", Severity.ERROR)
    assert (finding.where.article, finding.where.lang, finding.where.paragraph) == ("x.en.txt", "en", None)
    assert [(place.lang, place.paragraph, place.line) for place in finding.related] == [("vi", 1, 4)]
    assert finding.message.startswith("the paragraph is missing: Vietnamese has “Câu này dài và nói về")
    assert finding.message.endswith("…”")
    assert finding.suggestion == "translate it and put it after paragraph 1"


def test_each_version_that_lacks_a_unit_has_a_finding_of_its_own():
    texts = story("vi", vi=[LONG["vi"]], en=[], de=[])
    assert codes(check(texts, unit(vi=[0], en=[], de=[]))) == [("O101", "en"), ("O101", "de")]


def test_what_the_source_does_not_have_is_added():
    texts = story("vi", vi=["Mở đầu."], en=["Opening.", LONG["en"]], de=["Anfang."])
    (finding,) = check(texts, unit(vi=[0], en=[0], de=[0]), unit(vi=[], en=[1], de=[]))
    assert (finding.code, finding.where.lang, finding.where.paragraph) == ("O102", "en", 1)
    assert finding.message.endswith("stands in English only; Vietnamese and German do not have it")


@pytest.mark.parametrize(
    ("have", "expected"),
    [
        ("vi", [("O102", "vi")]),
        ("vi en", [("O101", "de"), ("O101", "ja")]),
        ("vi en de", [("O101", "ja")]),
        ("vi en de ja", []),
    ],
)
def test_without_a_source_two_versions_make_an_omission_and_one_alone_an_addition(have, expected):
    texts = story(**{lang: [LONG[lang]] for lang in LONG})
    assert codes(check(texts, unit(**{lang: [0] if lang in have.split() else [] for lang in LONG}))) == expected


def test_of_two_versions_without_a_source_the_one_that_has_less_is_asked():
    texts = story(en=[LONG["en"]], de=["Anfang."])
    assert codes(check(texts, unit(en=[0], de=[]))) == [("O101", "de")]


def test_of_three_versions_one_alone_has_added():
    texts = story(en=[LONG["en"]], de=["Anfang."], ja=["始め。"])
    assert codes(check(texts, unit(en=[0], de=[], ja=[]), unit(en=[], de=[0], ja=[0]))) == [
        ("O102", "en"),
        ("O101", "en"),
    ]


def test_a_missing_byline_or_rule_is_no_finding():
    texts = story("vi", roles=[("Lê Thu", Role.BYLINE)], vi=["Lê Thu", "* * *"], en=[])
    assert check(texts, unit(vi=[0], en=[]), unit(vi=[1], en=[])) == ()


@pytest.mark.parametrize("role", [Role.CAPTION, Role.TITLE, Role.HEADING])
def test_the_message_names_what_kind_of_paragraph_is_missing(role):
    texts = story("vi", roles=[("Chợ nổi buổi sáng", role)], vi=["Chợ nổi buổi sáng"], en=[])
    (finding,) = check(texts, unit(vi=[0], en=[]))
    assert finding.message == f"the {role.value} is missing: Vietnamese has “Chợ nổi buổi sáng”"
    assert finding.suggestion == "translate it and put it at the beginning"


def test_a_moved_unit_is_worth_knowing():
    texts = story("vi", vi=["Một.", "Hai."], en=["Two.", "One."])
    (finding,) = check(texts, unit(vi=[0], en=[1], moved=["en"]), unit(vi=[1], en=[0]))
    assert (finding.code, finding.severity) == ("O103", Severity.INFO)
    assert (finding.where.lang, finding.where.paragraph) == ("en", 1)
    assert finding.message == "“One.” stands elsewhere than in Vietnamese"


def test_an_uncertain_omission_says_so():
    texts = story("vi", vi=[LONG["vi"]], en=[])
    (finding,) = check(texts, unit(0.3, vi=[0], en=[]))
    assert "alignment is uncertain" in finding.message


def test_a_story_with_one_version_has_nothing_to_say():
    assert check(story("vi", vi=[LONG["vi"]]), unit(vi=[0])) == ()


def sentences(first, second, *, kept, confidence=0.9, between=" "):
    """A unit of two columns whose second sentence the English version keeps or not."""
    vi = first["vi"] + " " + second["vi"]
    en = first["en"] + (between + second["en"] if kept else "")
    cut = {"vi": len(first["vi"]) + 1, "en": len(first["en"]) + 1}
    columns = (
        Column({"vi": (Sentence(0, 0, cut["vi"]),), "en": (Sentence(0, 0, cut["en"]),)}),
        Column(
            {
                "vi": (Sentence(0, cut["vi"], len(vi)),),
                "en": (Sentence(0, cut["en"], len(en)),) if kept == "told" else (),
            }
        ),
    )
    return story("vi", vi=[vi], en=[en]), unit(confidence, columns=columns, vi=[0], en=[0])


SHORT = {"vi": "Mở đầu bài viết.", "en": "The opening here."}


def test_a_sentence_missing_inside_a_paragraph_is_reported_at_that_paragraph():
    texts, whole = sentences(SHORT, LONG, kept="")
    (finding,) = check(texts, whole)
    assert (finding.code, finding.where.lang, finding.where.paragraph) == ("O101", "en", 0)
    assert finding.message.startswith("a sentence is missing: Vietnamese has “Câu này dài")
    assert finding.related[0].span == (17, 17 + len(LONG["vi"]))


def test_a_sentence_that_its_column_knows_or_the_text_has_room_for_is_not_missing():
    assert check(*sentences(SHORT, LONG, kept="told")) == ()
    assert check(*sentences(SHORT, LONG, kept="untold")) == ()


def test_a_short_sentence_and_an_uncertain_unit_say_nothing():
    assert check(*sentences(LONG, SHORT, kept="")) == ()
    assert check(*sentences(SHORT, LONG, kept="", confidence=0.79)) == ()


NEEDS_NO_TRANSLATION = [
    "https://cache.example.org/pub/x-1.9.1.tar.gz",
    "<URL:https://bugs.example.org/issues?id=3>",
    "http://example.org/a oder http://example.org/b",
    "MD5: 53edc33b642b155c2a1ac1d7d6b0b4d9",
    "SHA256: de7d33aeabdba123404c21230142299ac1de88c944c9f3215b816e824dab8d1a",
    "https://cache.example.org/x-1.9.1.zip SIZE: 10273609 bytes",
    "Größe: 1.234.567 Bytes",
    "x-1.9.1.tar.bz2",
    "svc = Service.new(name: 'x'); svc.run_all()",
]


@pytest.mark.parametrize("text", NEEDS_NO_TRANSLATION)
def test_what_needs_no_translation_is_neither_missing_nor_added(text):
    texts = story("en", en=["Opening.", text], de=["Anfang."])
    assert check(texts, unit(en=[0], de=[0]), unit(en=[1], de=[])) == ()
    texts = story(None, en=["Opening.", text], de=["Anfang."], ja=["始め。"])
    assert check(texts, unit(en=[0], de=[0], ja=[0]), unit(en=[1], de=[], ja=[])) == ()


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/2 for the list.",
        "37",
        "Matz (2008)",
        "Download",
        "The patch is 12 MB big.",
        "irb 1.15.2",
        "または、郵送",
        "Add a stop argument to Coverage.result.",
    ],
)
def test_little_text_is_still_missing(text):
    texts = story("en", en=["Opening.", text], de=["Anfang."])
    assert codes(check(texts, unit(en=[0], de=[0]), unit(en=[1], de=[]))) == [("O101", "de")]


def test_a_title_that_one_version_has_alone_is_wanted_for_the_others():
    texts = story(None, [("The Day", Role.TITLE)], en=["The Day", "Opening."], de=["Anfang."], ja=["始め。"])
    (finding,) = check(texts, unit(en=[0], de=[], ja=[]), unit(en=[1], de=[0], ja=[0]))
    assert finding.code == "O102"
    assert finding.message == "the title “The Day” stands in English only; German and Japanese have none"
    assert finding.suggestion == "give the other versions a title"


def test_a_long_line_of_digits_and_marks_is_judged_at_once():
    texts = story("en", en=["1." * 5000 + "x"], de=[])
    started = time.process_time()
    check(texts, unit(en=[0], de=[]))
    assert time.process_time() - started < 1


def test_two_short_headings_at_one_place_are_taken_for_one_that_was_not_aligned():
    roles = [(text, Role.HEADING) for text in ("Workaround", "Abhilfe", "回避策")]
    texts = story(
        None,
        roles,
        en=["Opening.", "Workaround", LONG["en"]],
        de=["Anfang.", "Abhilfe", LONG["de"]],
        ja=["始め。", "回避策", LONG["ja"]],
    )
    first, last = unit(en=[0], de=[0], ja=[0]), unit(en=[2], de=[2], ja=[2])
    assert check(texts, first, unit(en=[1], de=[1], ja=[]), unit(en=[], de=[], ja=[1]), last) == ()
    assert check(texts, first, unit(en=[], de=[], ja=[1]), unit(en=[1], de=[1], ja=[]), last) == ()
    # at another place, of another role, or a long one: missing and added
    end = story(
        None, roles, en=["Opening.", "Workaround", "…"], de=["Anfang.", "Abhilfe", "…"], ja=["始め。", "…", "回避策"]
    )
    units = unit(en=[1], de=[1], ja=[]), unit(en=[2], de=[2], ja=[1]), unit(en=[], de=[], ja=[2])
    assert codes(check(end, first, *units)) == [("O101", "ja"), ("O102", "ja")]
    texts = story(None, roles[:2], en=["Opening.", "Workaround"], de=["Anfang.", "Abhilfe"], ja=["始め。", "回避策"])
    found = check(texts, first, unit(en=[1], de=[1], ja=[]), unit(en=[], de=[], ja=[1]))
    assert codes(found) == [("O101", "ja"), ("O102", "ja")]
    texts = story(None, en=["Opening.", LONG["en"]], de=["Anfang.", LONG["de"]], ja=["始め。", 2 * LONG["ja"]])
    found = check(texts, first, unit(en=[1], de=[1], ja=[]), unit(en=[], de=[], ja=[1]))
    assert codes(found) == [("O101", "ja"), ("O102", "ja")]
