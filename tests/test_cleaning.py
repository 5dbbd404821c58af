"""Page furniture goes with its reason, and nothing of an article is lost with it."""

import os
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import cleaning, furniture
from corpora.article import Article, Paragraph, Role
from corpora.datelines import dateline, source_address
from corpora.finding import RULES
from corpora.readers import read, text

BODY = {
    "vi": "Hội đồng nhân dân xã đã quyết định sửa chữa cây cầu cũ trước mùa mưa năm nay để bà con đi lại thuận tiện hơn.",
    "en": "The council decided on Monday to repair the old bridge over the river before the rains of the coming autumn.",
    "de": "Die Gemeinde hat am Montag beschlossen, die alte Brücke über den Fluss noch vor dem Herbst zu erneuern.",
    "ja": "村議会は月曜日、川に架かる古い橋を秋の雨季が始まる前に修理することを全会一致で決定したと発表した。",
}
TITLE = {
    "vi": "Sửa cầu trước mùa mưa",
    "en": "Bridge to be repaired",
    "de": "Brücke wird erneuert",
    "ja": "古い橋を修理へ",
}


def article(lang: str, *lines: str, name: str = "x") -> Article:
    return Article(name, lang, text.paragraphs("\n".join(lines)))


def kept(lang: str, *lines: str) -> list[str]:
    (cleaned,) = cleaning.clean([article(lang, *lines)]).articles
    return [p.text for p in cleaned.paragraphs]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        *(
            ("vi", x)
            for x in ("Chia sẻ", "Chia sẻ Facebook", "Quảng cáo", "[Quảng cáo_1]", "Bình luận (0)", "Gửi bình luận")
        ),
        *(
            ("vi", x)
            for x in ("Đọc thêm: Cây cầu khác", ">> Xem thêm: Cây cầu khác", "Từ khóa: cầu, đường", "Tags: cầu")
        ),
        *(
            ("vi", x)
            for x in ("Nghe đọc bài", "1.234 lượt xem", "Thời gian đọc: 3 phút", "Không có dữ liệu", "In bài viết")
        ),
        *(
            ("en", x)
            for x in ("Share", "Tweet", "Advertisement", "[ad_2]", "Comments (12)", "Read more: Another bridge")
        ),
        *(
            ("en", x)
            for x in (
                "Listen to this article",
                "3 min read",
                "No data",
                "Facebook Twitter Email",
                "Share on X",
                "A- A+",
            )
        ),
        *(
            ("de", x)
            for x in ("Artikel teilen", "Anzeige", "- Anzeige -", "[Anzeige_1]", "Kommentare (3)", "3 Kommentare")
        ),
        *(
            ("de", x)
            for x in (
                "Lesen Sie auch: Noch eine Brücke",
                "Lesezeit: 4 Minuten",
                "Auf Facebook teilen",
                "Teilen | Drucken",
            )
        ),
        *(
            ("de", x)
            for x in ("Schlagwörter: Brücke", "Newsletter abonnieren", "No videos available", "Twittern", "***")
        ),
        *(
            ("ja", x)
            for x in (
                "シェア",
                "この記事をシェアする",
                "広告",
                "[広告_1]",
                "コメント (0)",
                "コメント（3）",
                "続きを読む",
            )
        ),
        *(
            ("ja", x)
            for x in (
                "関連記事：別の橋",
                "【関連記事】別の橋",
                "タグ：橋",
                "文字サイズ：小 中 大",
                "いいね！ 0",
                "データなし",
            )
        ),
    ],
)
def test_furniture_goes_wherever_it_stands(lang: str, line: str) -> None:
    body = BODY[lang]
    assert kept(lang, TITLE[lang], body, line, body + body, body) == [TITLE[lang], body, body + body, body]
    assert kept(lang, TITLE[lang], line, body) == [TITLE[lang], body]
    assert kept(lang, TITLE[lang], body, line) == [TITLE[lang], body]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        *(
            ("vi", x)
            for x in (
                "PV",
                "Theo TTXVN",
                "Hoài Anh",
                "Ảnh: Minh Sơn",
                "Lấy dân làm gốc",
                "“Dân biết, dân bàn, dân làm”",
            )
        ),
        *(
            ("vi", x)
            for x in (
                "Nguồn: TTXVN",
                "Đó là sự thật.",
                "1. Chia sẻ kinh nghiệm",
                "Chia sẻ kinh nghiệm",
                "Kết quả",
                "Bài học",
            )
        ),
        *(
            ("en", x)
            for x in (
                "Photo: A. Smith",
                "By Jane Doe",
                "Knowledge is power.",
                "A long wait",
                "Share of the market",
                "Facebook",
                "News",
            )
        ),
        *(
            ("en", x)
            for x in (
                "- Comments were made.",
                "Sources of water",
                "Why?",
                "In 2024",
                "Advertisement tax",
                "Listen",
                "Home rule",
            )
        ),
        *(
            ("de", x)
            for x in (
                "Foto: dpa",
                "Quelle: dpa",
                "Von Anna Berg",
                "Folgen",
                "Kontakt",
                "Datenschutz",
                "Erbe",
                "Wissen ist Macht.",
            )
        ),
        *(
            ("de", x)
            for x in (
                "Mehr Geld für Schulen",
                "Teilen und herrschen",
                "1. Mai",
                "Quellen des Rheins",
                "Der Kommentar des Rates",
            )
        ),
        *(
            ("ja", x)
            for x in (
                "写真：田中撮影",
                "（佐藤 花子）",
                "「本は友だち」",
                "評価",
                "保存",
                "共有財産の管理",
                "広告税の導入",
                "遺産",
            )
        ),
    ],
)
def test_short_lines_of_the_article_stay(lang: str, line: str) -> None:
    body = BODY[lang]
    page = [TITLE[lang], body, line, body + body, body]
    assert kept(lang, *page) == page


@pytest.mark.parametrize(
    ("lang", "line"),
    [("vi", "PV"), ("de", "Hoai Anh"), ("de", "dpa"), ("en", "Photo: A. Smith"), ("ja", "（佐藤 花子）")],
)
def test_bylines_and_captions_at_the_end_stay_and_have_their_role(lang: str, line: str) -> None:
    (cleaned,) = cleaning.clean([article(lang, TITLE[lang], BODY[lang], line, "No data")]).articles
    assert cleaned.paragraphs[-1].text == line
    assert cleaned.paragraphs[-1].role in (Role.BYLINE, Role.CAPTION)


FEET = {
    "vi": [
        "Nguồn",
        "Bình luận (0)",
        "No data",
        "Cùng chuyên mục",
        "Thêm một cây cầu khánh thành",
        "Cùng tác giả",
        "Di sản",
        "Địa phương",
    ],
    "en": [
        "Source",
        "Comment (0)",
        "Same tag",
        "Same category",
        "Another bridge for the valley",
        "Same author",
        "Heritage",
        "Local",
    ],
    "de": [
        "Quelle",
        "Kommentar (0)",
        "Gleiche Kategorie",
        "Noch eine Brücke wird im Tal gebaut.",
        "Gleicher Autor",
        "Erbe",
        "Produkt",
    ],
    "ja": ["ソース", "コメント (0)", "同じカテゴリー", "谷にもう一つの橋が完成", "同じ著者", "遺産", "製品"],
}


@pytest.mark.parametrize("lang", FEET)
def test_the_foot_of_a_page_goes_with_the_headlines_in_it(lang: str) -> None:
    page = [TITLE[lang], BODY[lang], BODY[lang] * 2]
    assert kept(lang, *page, *FEET[lang]) == page


@pytest.mark.parametrize("lang", FEET)
def test_article_text_below_a_comment_label_stays(lang: str) -> None:
    body = BODY[lang]
    page = [TITLE[lang], FEET[lang][1], body, body * 2, body * 3]
    assert kept(lang, *page) == [page[0], *page[2:]]
    late = [TITLE[lang], body, FEET[lang][1], body * 2, body * 3]
    assert kept(lang, *late) == [late[0], late[1], *late[3:]]


@pytest.mark.parametrize(
    ("lang", "label", "text"),
    [
        (
            "de",
            "Teilen",
            "Teilen lernt man hier früh, sagt eine Lehrerin, die an beiden Schulen der Stadt unterrichtet.",
        ),
        ("en", "Share", "They share the cost of cleaning the bridge and of repairing it when the floods have passed."),
        (
            "vi",
            "Quảng cáo",
            "Học sinh tự vẽ áp phích quảng cáo cho cây cầu mới và treo khắp các làng ven sông suốt mùa hè.",
        ),
        ("ja", "広告", "子どもたちが自分で描いたポスターを二つの町と周りの村に貼り、新しい橋のために広告をした。"),
    ],
)
def test_a_label_over_text_about_it_is_a_heading(lang: str, label: str, text: str) -> None:
    page = [TITLE[lang], BODY[lang], label, text]
    assert kept(lang, *page) == page
    assert kept(lang, *page[:2], label, "1.234 views", text) == [*page[:2], text]
    assert kept(lang, *page, label) == [*page[:2], text]
    assert kept(lang, TITLE[lang], label, text) == [TITLE[lang], text]


def test_a_lone_label_among_headings_is_one_of_them_unless_a_headline_follows() -> None:
    page = [TITLE["en"], BODY["en"], "Costs", BODY["en"], "Plans", BODY["en"], "Related", BODY["en"]]
    assert kept("en", *page) == page
    assert "Read more" not in kept("en", *page[:-2], "Read more", "Another bridge closes", BODY["en"])


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        *(("en", x) for x in ("Share your comments", "5 votes", "Listen to this story (4 min)", "Font: A A A")),
        *(("de", x) for x in ("Themen in diesem Artikel: Kaffee", "Beitrag weiterempfehlen", "Artikel anhören")),
        *(("de", x) for x in ("Jetzt Newsletter abonnieren", "Neueste zuerst", "12 Stimmen")),
        *(("vi", x) for x in ("Đăng nhập để bình luận", "Vui lòng đăng nhập để bình luận", "15 phiếu")),
        *(("ja", x) for x in ("ニュースレター登録", "ログインしてコメントする", "新しい順", "並べ替え：新着")),
    ],
)
def test_labels_and_buttons_of_sites_go(lang: str, line: str) -> None:
    page = [TITLE[lang], BODY[lang], BODY[lang] * 2]
    assert kept(lang, *page[:2], line, page[2]) == page
    assert kept(lang, *page, line) == page


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        *(("en", x) for x in ("Other news in Regions", "You might also be interested in", "You may also like")),
        *(("en", x) for x in ("Latest comments (3)", "More stories from Hue", "Others also read")),
        *(("de", x) for x in ("Ihre Meinung zum Thema", "Mehr aus der Rubrik", "Zum Weiterlesen", "Mehr aus Kultur")),
        *(
            ("ja", x)
            for x in ("地域の他の記事", "こちらの記事も読まれています", "アクセスランキング", "社会の最新記事")
        ),
        *(("vi", x) for x in ("Tin mới nhất", "Tin nổi bật", "Tin khác trong chuyên mục", "Bình luận mới nhất")),
    ],
)
def test_a_label_at_the_foot_goes_with_the_headlines_below_it(lang: str, label: str) -> None:
    page = [TITLE[lang], BODY[lang], BODY[lang] * 2]
    assert kept(lang, *page, label, TITLE[lang] + " 2", TITLE[lang] + " 3") == page


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "More news from the front"),
        ("de", "Neues aus der Forschung"),
        ("vi", "Tin mới về cây cầu"),
        ("ja", "村の最新ニュース"),
    ],
)
def test_a_heading_that_reads_like_such_a_label_takes_no_text_along(lang: str, line: str) -> None:
    page = [TITLE[lang], BODY[lang], line, TITLE[lang] + " 2", BODY[lang]]
    assert [each for each in kept(lang, *page) if each != line] == [each for each in page if each != line]


def test_a_list_below_a_word_that_may_be_a_heading_stays() -> None:
    page = [TITLE["de"], BODY["de"], "Siehe auch", "1. Mehr Brücken", "2. Mehr Stege"]
    assert kept("de", *page)[-2:] == page[-2:]


@pytest.mark.parametrize(
    ("lang", "line", "day"),
    [
        ("en", "Việt NamViệt Nam23/02/2024", "2024-02-23"),
        ("de", "Hanoi, 21. Dezember 2024", "2024-12-21"),
        ("de", "Stand: 12.03.2024, 14:22 Uhr", "2024-03-12"),
        ("vi", "Thứ Sáu, 01/08/2025 - 06:15 (GMT+7)", "2025-08-01"),
        ("vi", "Cập nhật lúc 10:00, ngày 5 tháng 6 năm 2024", "2024-06-05"),
        ("ja", "2024年2月22日", "2024-02-22"),
        ("ja", "公開日：2023年10月19日（木）", "2023-10-19"),
        ("ja", "2024年11月17日 10時00分 配信", "2024-11-17"),
        ("en", "Published: March 12, 2024 at 10:05 am", "2024-03-12"),
        ("en", "2024-11-17T10:00:00+07:00", "2024-11-17"),
        ("en", "Việt Nam 03/02/2024", "2024-02-03"),
    ],
)
def test_a_dateline_becomes_the_date_of_publication(lang: str, line: str, day: str) -> None:
    result = cleaning.clean([article(lang, TITLE[lang], line, BODY[lang])])
    (cleaned,) = result.articles
    assert [p.text for p in cleaned.paragraphs] == [TITLE[lang], BODY[lang]]
    assert cleaned.published == date.fromisoformat(day)
    assert [f.code for f in result.findings] == ["C103"]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Am 12. März 2024 wurde gebaut"),
        ("de", "Einsendeschluss: 27. November 2015"),
        ("ja", "応募締切：2015年11月27日"),
        ("de", "15. Oktober 1930"),
        ("en", "March 2024"),
        ("vi", "Nghị quyết ngày 20/12/2024 của Hội đồng nhân dân"),
    ],
)
def test_other_lines_with_a_date_are_no_datelines(lang: str, line: str) -> None:
    assert dateline(line, lang) is None


def test_a_name_beside_a_date_stays_and_the_date_counts() -> None:
    (cleaned,) = cleaning.clean([article("vi", TITLE["vi"], "Hoài Anh 21/12/2024", BODY["vi"])]).articles
    assert cleaned.published == date(2024, 12, 21)
    assert len(cleaned.paragraphs) == 3


def test_the_dates_of_a_chronicle_stay() -> None:
    page = [TITLE["de"]]
    for day in ("12. März 1995", "3. Mai 1997", "1. Juni 2010", "4. Juli 2012"):
        page += [day, BODY["de"]]
    assert kept("de", *page) == page


@pytest.mark.parametrize(
    ("lang", "days", "texts"),
    [
        ("ja", ("2011年3月12日", "2012年5月4日"), ("夜、古い橋が川に落ちた。", "国が四百万を出すと約束した。")),
        ("vi", ("12/3/2011", "4/5/2012"), ("Cầu cũ đổ xuống sông.", "Nhà nước hứa bốn triệu.")),
        (
            "ja",
            ("2011年3月12日（土）", "2012年5月4日（金）", "2012年5月7日（月）"),
            ("橋が落ちた。", "国が約束した。", "始まった。"),
        ),
    ],
)
def test_the_dates_of_a_chronicle_stay_over_short_text_too_and_date_no_page(
    lang: str, days: tuple[str, ...], texts: tuple[str, ...]
) -> None:
    page = [TITLE[lang], BODY[lang], *(line for pair in zip(days, texts, strict=True) for line in pair)]
    (cleaned,) = cleaning.clean([article(lang, *page)]).articles
    assert [p.text for p in cleaned.paragraphs] == page
    assert cleaned.published is None


def test_a_date_at_the_head_and_one_at_the_foot_make_no_chronicle() -> None:
    page = [TITLE["de"], "21.12.2024", BODY["de"], "Noch eine Brücke", "20.12.2024"]
    (cleaned,) = cleaning.clean([article("de", *page)]).articles
    assert cleaned.published == date(2024, 12, 21)


def test_a_date_of_publication_is_preferred_to_that_of_a_change_and_markup_to_both() -> None:
    page = article("en", TITLE["en"], "Updated: March 13, 2024", "Published: March 12, 2024", BODY["en"])
    assert cleaning.clean([page]).articles[0].published == date(2024, 3, 12)
    known = Article("x", "en", page.paragraphs, date(2024, 3, 1))
    assert cleaning.clean([known]).articles[0].published == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("de", ["Quelle: https://x.example/a-b"]),
        ("vi", ["Nguồn: https://x.example/a-b"]),
        ("ja", ["出典：https://x.example/a-b"]),
        ("en", ["Source", "https://x.example/a-b"]),
    ],
)
def test_a_source_line_becomes_the_address(lang: str, lines: list[str]) -> None:
    (cleaned,) = cleaning.clean([article(lang, TITLE[lang], BODY[lang], *lines)]).articles
    assert cleaned.url == "https://x.example/a-b"
    assert len(cleaned.paragraphs) == 2


@pytest.mark.parametrize(
    "line", ["-" * 200_000, "- " * 100_000, "a." * 100_000, "Source: https://" + "-" * 200_000 + " x"]
)
def test_a_long_line_is_no_source_and_is_told_so_at_once(line: str) -> None:
    began = time.process_time()
    assert source_address(line) == source_address(line, after_label=True) == ""
    for length in range(200, 401):
        source_address(line[:length])
    assert time.process_time() - began < 2  # once, 200,000 dashes took hours


@pytest.mark.parametrize(
    "line",
    ["Council starts the", "Council starts the “Year of", "Council starts the “Year of the bri", "Council starts…"],
)
def test_the_title_cut_off_as_a_pictures_text_goes(line: str) -> None:
    title = "Council starts the “Year of the bridge” in 2024"
    assert kept("en", title, line, BODY["en"]) == [title, BODY["en"]]


def test_a_heading_that_is_the_beginning_of_the_title_stays() -> None:
    page = ["Skilful work brings a bridge to the valley", BODY["en"], "Skilful work", BODY["en"] * 2]
    assert kept("en", *page) == page


def test_a_repeated_title_goes_once_more_with_the_name_of_the_site() -> None:
    title = TITLE["en"]
    result = cleaning.clean([article("en", title, title, f"{title} | Hill News", BODY["en"])])
    assert [p.text for p in result.articles[0].paragraphs] == [title, BODY["en"]]
    assert [f.code for f in result.findings] == ["C104", "C104"]


def test_the_line_below_removed_furniture_becomes_the_title() -> None:
    (cleaned,) = cleaning.clean([article("vi", "Trang chủ › Thời sự", "Thời sự", TITLE["vi"], BODY["vi"])]).articles
    assert [(p.role, p.text) for p in cleaned.paragraphs] == [(Role.TITLE, TITLE["vi"]), (Role.BODY, BODY["vi"])]


def test_a_title_by_markup_is_never_furniture() -> None:
    page = Article("x", "de", (Paragraph("Datenschutz", 0, Role.TITLE), Paragraph(BODY["de"], 1)))
    assert cleaning.clean([page]).articles == (page,)


SUBJECTS = (
    ("Wasserleitung", "Handwerker verlegen neue Rohre unter der Hauptstraße, damit das Hochwasser schneller abfließt."),
    ("Sternwarte", "Neugierige betrachten dort nachts Planeten durch ein restauriertes Fernrohr aus Messing."),
    ("Bücherei", "Zwischen den Regalen lesen Kinder jetzt donnerstags gemeinsam Märchen und Abenteuergeschichten."),
    ("Feuerwache", "Ehrenamtliche bekamen ein modernes Löschfahrzeug mit längerer Drehleiter und starker Pumpe."),
    ("Schwimmhalle", "Wegen gestiegener Energiepreise öffnet das Becken künftig lediglich vormittags und sonntags."),
    ("Bahnlinie", "Güterzüge rollen wieder durchs Seitental, obwohl Anwohner gegen nächtlichen Lärm protestierten."),
)


def test_lines_that_recur_at_the_head_or_foot_of_unrelated_articles_go() -> None:
    pages = [
        article("de", "Talbote von gestern", *page, "Ihr Draht zur Talbote-Welt", name=str(n))
        for n, page in enumerate(SUBJECTS)
    ]
    result = cleaning.clean(pages)
    assert all(len(a.paragraphs) == 2 for a in result.articles)
    assert all(a.title in dict(SUBJECTS) for a in result.articles)
    assert {f.code for f in result.findings} == {"C102"}


def test_the_name_of_a_site_goes_and_a_byline_hides_no_recurring_line_above_it() -> None:
    titles = ("Neuer Kindergarten", *(title for title, _ in SUBJECTS[1:]))
    pages = [
        article("de", "Mein Tagblatt", title, body, "Treten Sie unserem Leserkreis bei", "Hans Meier", name=title)
        for title, (_, body) in zip(titles, SUBJECTS, strict=True)
    ]
    result = cleaning.clean(pages)
    assert [[p.text for p in a.paragraphs] for a in result.articles] == [
        [title, body, "Hans Meier"] for title, (_, body) in zip(titles, SUBJECTS, strict=True)
    ]
    assert [a.title for a in result.articles] == list(titles)
    assert {f.code for f in result.findings} == {"C102"}


def test_bylines_sentences_and_headings_that_recur_stay() -> None:
    pages = [
        article(
            "de",
            page[0],
            page[1],
            "Hintergrund",
            page[1],
            "Das Wetter bleibt schön, teilt der Dienst im Tal mit.",
            "Anna Berg",
        )
        for page in SUBJECTS
    ]
    result = cleaning.clean(pages)
    assert all(len(a.paragraphs) == 6 for a in result.articles)
    assert result.findings == ()


def test_what_several_renderings_of_one_text_share_stays() -> None:
    pages = [
        article("de", "Brücke wird erneuert", BODY["de"] * 2 + f" Fassung {n}.", "Rückblick auf das Jahr", name=str(n))
        for n in range(5)
    ]
    assert all(len(a.paragraphs) == 3 for a in cleaning.clean(pages).articles)


def test_each_removal_says_what_where_and_why() -> None:
    result = cleaning.clean([article("de", TITLE["de"], BODY["de"], "Kommentar (0)", name="a/b.de.txt")])
    (finding,) = result.findings
    assert finding.code in RULES
    assert (finding.where.article, finding.where.lang, finding.where.line) == ("a/b.de.txt", "de", 3)
    assert "'Kommentar (0)'" in finding.message
    assert ": " in finding.message


def test_a_text_of_nothing_but_furniture_is_left_alone() -> None:
    bare = Article("x", "de", (Paragraph("Anzeige", 0), Paragraph("Teilen", 1)))
    assert cleaning.clean([bare]).articles == (bare,)


_POOL = st.sampled_from(
    [
        *BODY.values(),
        *TITLE.values(),
        *(line for feet in FEET.values() for line in feet),
        "PV",
        "21/12/2024",
        "Quelle: https://x.example",
    ]
)


@given(
    st.lists(st.lists(_POOL | st.text(min_size=1, max_size=60), min_size=1, max_size=10), max_size=5),
    st.sampled_from(list(BODY)),
)
def test_what_stays_keeps_its_order_and_what_goes_is_told(pages: list[list[str]], lang: str) -> None:
    given_ = [article(lang, *page, name=str(n)) for n, page in enumerate(pages)]
    result = cleaning.clean(given_)
    assert [a.id for a in result.articles] == [a.id for a in given_]
    for before, after in zip(given_, result.articles, strict=True):
        told = [f for f in result.findings if f.where.article == before.id]
        assert len(before.paragraphs) == len(after.paragraphs) + len(told)
        rest = iter(p.text for p in before.paragraphs)
        assert all(p.text in rest for p in after.paragraphs)
        assert [p.index for p in after.paragraphs] == list(range(len(after.paragraphs)))


def test_running_text_of_several_sentences_is_never_removed() -> None:
    for lang, body in BODY.items():
        for said in FEET[lang]:
            assert (body * 3) in kept(lang, TITLE[lang], body, said, body * 3)


def test_entries_are_compared_without_marks_and_counts() -> None:
    assert furniture.key("» Kommentare (12) …") == "kommentare"
    assert furniture.key("ＳＨＡＲＥ") == "share"


EXPECTED = {
    "dak-lak-review-2024.de.txt": (22, 14, date(2024, 12, 21)),
    "mass-mobilization-year-2024.de.txt": (2, 16, None),
    "mass-mobilization-year-2024.en.txt": (21, 17, date(2024, 2, 23)),
    "mass-mobilization-year-2024.ja.txt": (2, 16, None),
    "quang-ninh-2025.de.txt": (2, 14, None),
}


@pytest.fixture
def real() -> cleaning.Cleaning:
    folder = os.environ.get("KHEO_DATA")
    if not folder:
        pytest.skip("needs KHEO_DATA, the folder of the shared data")
    return cleaning.clean(read([str(Path(folder) / "articles")]).articles)


def test_of_the_real_articles_all_49_lines_of_furniture_go_and_every_paragraph_stays(real: cleaning.Cleaning) -> None:
    found = {}
    for each in real.articles:
        gone = sum(f.where.article == each.id for f in real.findings)
        found[Path(each.id).name] = (gone, len(each.paragraphs), each.published)
    assert found == EXPECTED
    assert len(real.findings) == 49


def test_of_the_real_articles_everything_long_and_every_byline_stays(real: cleaning.Cleaning) -> None:
    for each in real.articles:
        lines = [" ".join(line.split()) for line in Path(each.id).read_text("utf-8").splitlines()]
        texts = {p.text for p in each.paragraphs}
        assert all(line in texts for line in lines if len(line) > 160 and "https://" not in line)
        assert not {"PV"} & set(lines) - texts
    assert next(a.url for a in real.articles if a.url).startswith("https://daklak.gov.vn/")
