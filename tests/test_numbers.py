import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.alignment import Alignment, Unit
from corpora.article import Article, Mark, MarkKind, Paragraph, Story
from corpora.finding import Severity
from evaluation.checks import numbers


def check(units, *, source=None, confidence=1.0):
    """The findings of a story given as units of one paragraph a language; None where a version lacks it."""
    langs = list(dict.fromkeys(lang for unit in units for lang in unit))
    texts = {lang: [unit[lang] for unit in units if unit.get(lang) is not None] for lang in langs}
    versions = {
        lang: Article(f"x.{lang}.txt", lang, tuple(Paragraph(t, i, line=i + 1) for i, t in enumerate(texts[lang])))
        for lang in langs
    }
    taken = dict.fromkeys(langs, 0)
    built = []
    for unit in units:
        indices = {}
        for lang in langs:
            indices[lang] = () if unit.get(lang) is None else (taken[lang],)
            taken[lang] += len(indices[lang])
        built.append(Unit(indices, confidence))
    return numbers.check(Story("x", versions, source), Alignment(tuple(built), {}, "test"))


def codes(findings):
    return [(finding.code, finding.where.lang) for finding in findings]


SAME = [
    {"vi": "hơn 1.400 hộ", "en": "over 1,400 households", "de": "über 1.400 Haushalte", "ja": "１４００世帯余り"},
    {"vi": "1,2 triệu đồng", "en": "1,200,000 dong", "de": "1,2 Millionen Dong", "ja": "120万ドン"},
    {"vi": "ngày 15/10/1930", "en": "October 15, 1930", "de": "15. Oktober 1930", "ja": "1930年10月15日"},
    {"vi": "ngày 15/10", "en": "October 15, 1930", "de": "15. Oktober", "ja": "10月15日"},
    {
        "vi": "Quyết định số 23-QĐ/TW",
        "en": "Decision No. 23-QD/TW",
        "de": "Beschluss Nr. 23-QD/TW",
        "ja": "第23-QĐ/TW号決定",
    },
    {"vi": "lần thứ 93", "en": "93rd", "de": "93.", "ja": "93周年"},
    {"vi": "giai đoạn 2021-2023", "en": "2021–2023", "de": "von 2021 bis 2023", "ja": "2021年から2023年"},
    {"vi": "hai mươi lăm người", "en": "25 people", "de": "fünfundzwanzig Menschen", "ja": "25人"},
    {"vi": "lúc 19h30", "en": "at 7:30 p.m.", "de": "um 19.30 Uhr", "ja": "午後7時30分に"},
    {"vi": "năm 2024, cuối năm 2024", "en": "in 2024", "de": "2024", "ja": "2024年"},
    {"vi": "có 3 mô hình", "en": "models", "de": "drei Modelle", "ja": "モデル"},
    {"vi": "những năm 1990", "en": "the 1990s", "de": "die 1990er Jahre", "ja": "1990年代"},
    {"vi": "5,3%", "en": "5.3 per cent", "de": "5,3 Prozent", "ja": "5.3パーセント"},
    {"vi": "1. Tuyên truyền", "en": "Propaganda", "de": "1. Propaganda", "ja": "1. 宣伝"},
    {"vi": "320 km", "en": "200 miles", "de": "320 Kilometer", "ja": "320キロ"},
    {"vi": "Đại hội XIII", "en": "the 13th Congress", "de": "der 13. Parteitag", "ja": "第13回党大会"},
]


@pytest.mark.parametrize("unit", SAME, ids=[unit["vi"] for unit in SAME])
@pytest.mark.parametrize("source", ["vi", "en", None])
def test_the_same_quantity_in_another_dress_is_no_finding(unit, source):
    assert check([unit], source=source) == ()


def test_a_wrong_number_is_named_with_the_right_one_in_the_style_of_the_language():
    unit = {"vi": "có 3.500 hộ", "en": "3,500 households", "de": "Rund 3.000 Haushalte", "ja": "3500世帯"}
    (finding,) = check([unit], source="vi")
    assert (finding.code, finding.severity) == ("N101", Severity.ERROR)
    assert finding.where.article == "x.de.txt"
    assert (finding.where.paragraph, finding.where.span, finding.where.line) == (0, (5, 10), 1)
    assert finding.message == "“3.000” stands where Vietnamese, English and Japanese have “3.500”"
    assert finding.suggestion == "3.500"
    assert [(place.lang, place.span) for place in finding.related] == [("vi", (3, 8)), ("en", (0, 5)), ("ja", (0, 4))]


def test_a_missing_number_is_reported_at_its_paragraph():
    (finding,) = check([{"vi": "có 3.500 hộ", "en": "households", "ja": "3500世帯"}], source="vi")
    assert codes([finding]) == [("N101", "en")]
    assert (finding.where.paragraph, finding.where.span) == (0, None)
    assert finding.message == "“3.500” is missing: Vietnamese and Japanese have it, English does not"
    assert finding.suggestion == "3,500"


def test_a_number_that_only_one_version_has_is_a_warning():
    (finding,) = check([{"vi": "các hộ", "en": "3,500 households", "de": "die Haushalte"}], source="vi")
    assert (codes([finding]), finding.severity) == ([("N102", "en")], Severity.WARNING)
    assert finding.message == "“3,500” stands in English only; Vietnamese does not have it"


def test_a_date_and_a_document_have_codes_of_their_own():
    unit = {
        "vi": "Quyết định số 23-QĐ/TW ngày 30/7/2021",
        "en": "Decision No. 32-QD/TW of 30 June 2021",
        "de": "Beschluss Nr. 23-QD/TW vom 30. Juli 2021",
    }
    found = {finding.code: finding for finding in check([unit], source="vi")}
    assert set(found) == {"N103", "N104"}
    assert found["N103"].suggestion == "30 July 2021"
    assert found["N104"].suggestion == "23-QD/TW"
    assert found["N104"].message == "“32-QD/TW” stands where Vietnamese and German have “23-QĐ/TW”"


def test_a_document_cut_down_to_its_number_is_pointed_at():
    (finding,) = check([{"vi": "Nghị quyết 18-NQ/TW", "en": "Resolution 18"}], source="vi")
    assert (finding.code, finding.where.span) == ("N104", (11, 13))


def test_a_number_in_the_format_of_another_language_is_explained():
    (finding,) = check([{"vi": "10,000 người", "en": "10,000 people", "de": "10.000 Menschen", "ja": "1万人"}])
    assert codes([finding]) == [("N101", "vi")]
    assert finding.message.endswith("in Vietnamese it reads as 10")
    assert finding.suggestion == "10.000"


def test_a_source_that_is_itself_in_a_foreign_format_accuses_nobody():
    assert check([{"vi": "10,000 người", "en": "10,000 people", "de": "10.000 Menschen"}], source="vi") == ()


def test_full_width_digits_are_answered_with_full_width_digits():
    (finding,) = check([{"vi": "ngày 21/11/2023", "ja": "２０２３年１１月１２日"}], source="vi")
    assert finding.suggestion == "２０２３年１１月２１日"


def test_without_a_source_the_versions_vote():
    assert codes(check([{"vi": "40 xã", "en": "40 communes", "de": "14 Gemeinden", "ja": "40社"}])) == [("N101", "de")]
    assert codes(check([{"vi": "40 xã", "en": "40 communes", "de": "Gemeinden", "ja": "社"}])) == [
        ("N101", "de"),
        ("N101", "ja"),
    ]
    assert codes(check([{"vi": "40 xã", "en": "communes", "de": "Gemeinden", "ja": "社"}])) == [("N102", "vi")]
    assert codes(check([{"en": "40 communes", "de": "14 Gemeinden"}])) == [("N101", "de")]


def test_a_source_alone_against_all_others_is_asked_itself():
    (finding,) = check([{"vi": "321 xã", "en": "312 communes", "de": "312 Gemeinden", "ja": "312社"}], source="vi")
    assert (finding.code, finding.where.lang, finding.where.span) == ("N101", "vi", (0, 3))
    assert finding.message == "“321” stands in Vietnamese; English, German and Japanese have “312”"
    assert finding.suggestion == "312"
    assert [place.lang for place in finding.related] == ["en", "de", "ja"]


@pytest.mark.parametrize(
    ("unit", "wrong"),
    [
        ({"vi": "40 xã", "en": "14 communes", "de": "24 Gemeinden", "ja": "34社"}, ["en", "de", "ja"]),
        ({"vi": "40 xã", "en": "14 communes", "de": "14 Gemeinden", "ja": "40社"}, ["en", "de"]),
        ({"vi": "40 xã", "en": "14 communes"}, ["en"]),
    ],
)
def test_the_source_is_right_where_no_two_agree_against_it_alone(unit, wrong):
    assert codes(check([unit], source="vi")) == [("N101", lang) for lang in wrong]


def test_the_versions_vote_where_the_source_lacks_the_unit():
    units = [
        {"vi": "Mở đầu", "en": "Opening", "de": "Anfang", "ja": "始め"},
        {"en": "40 boats", "de": "40 Boote", "ja": "14隻"},
    ]
    assert codes(check(units, source="vi")) == [("N101", "ja")]


def test_a_small_number_counts_only_where_another_stands_in_its_place():
    assert codes(check([{"vi": "3 xã", "en": "5 communes"}], source="vi")) == [("N101", "en")]
    assert check([{"vi": "3 xã và 4 huyện", "en": "communes"}], source="vi") == ()
    assert check([{"vi": "các xã", "en": "5 communes"}], source="vi") == ()


def test_a_number_that_moved_over_a_boundary_is_no_finding():
    units = [{"vi": "Có 640 hộ.", "en": "Households."}, {"vi": "Tất cả vui.", "en": "All 640 are glad."}]
    assert check(units, source="vi") == ()


def test_a_wrong_number_is_found_although_the_right_one_stands_nearby():
    units = [
        {"vi": "640 hộ được cấp nước", "en": "640 homes get water"},
        {"vi": "Có 640 hộ.", "en": "There are 460 homes."},
    ]
    (finding,) = check(units, source="vi")
    assert (finding.code, finding.where.paragraph, finding.where.span) == ("N101", 1, (10, 13))


def test_a_unit_of_little_confidence_is_passed_over():
    unit = {"vi": "640 hộ", "en": "460 homes"}
    assert check([unit], source="vi", confidence=0.49) == ()
    assert codes(check([unit], source="vi", confidence=0.5)) == [("N101", "en")]


def test_a_measure_converted_wrongly_is_still_a_finding():
    assert codes(check([{"en": "200 miles", "de": "230 Kilometer"}], source="en")) == [("N101", "de")]


def test_a_converted_measure_is_found_among_others_of_its_dimension():
    unit = {"en": "200 miles, then 90 feet and 7 gallons", "de": "erst 27 Meter, dann 320 Kilometer mit 26,5 Litern"}
    assert check([unit], source="en") == ()
    assert codes(check([{"en": "200 miles and 321 gallons", "de": "200 Liter und 321 Meilen"}], source="en")) == []


def seconds(units):
    """The least processor time of three checks."""
    times = []
    for _ in range(3):
        start = time.process_time()
        check(units, source="en")
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    ("en", "de"),
    [
        (lambda i: f"{i + 1001} miles", lambda i: f"{i + 4001} Meilen"),
        (lambda i: f"{i + 1001} miles", lambda i: f"{3 * i + 4001} Kilometer"),
        (lambda i: f"{1 + i % 28} May {1200 + i}", lambda i: f"{1 + i % 28}. Mai {2200 + i}"),
        (lambda i: f"No. {i}-QD/TW", lambda i: f"Nr. {i + 5000}-QD/TW"),
    ],
    ids=["measures", "other measures", "dates", "documents"],
)
def test_the_time_grows_with_the_quantities_of_a_unit_and_not_with_their_square(en, de):
    few, many = (
        seconds([{"en": ", ".join(map(en, range(n))), "de": ", ".join(map(de, range(n)))}]) for n in (100, 800)
    )
    assert many < 24 * few  # 8 for the straight line, 64 for the square


def test_several_wrong_numbers_are_paired_in_their_order():
    found = check([{"vi": "640 hộ, 1.750 người", "en": "460 homes, 1,570 people"}], source="vi")
    assert [finding.suggestion for finding in found] == ["640", "1,750"]


def test_a_year_is_suggested_without_a_group_mark():
    (finding,) = check([{"vi": "năm 2023", "en": "in 2032"}], source="vi")
    assert finding.suggestion == "2023"


def test_paragraphs_merged_into_one_unit_are_compared_together():
    vi = Article("x.vi.txt", "vi", (Paragraph("Có 640 hộ.", 0), Paragraph("Có 1.750 người.", 1)))
    en = Article("x.en.txt", "en", (Paragraph("There are 640 homes and 1,570 people.", 0),))
    alignment = Alignment((Unit({"vi": (0, 1), "en": (0,)}, 1.0),), {}, "test")
    (finding,) = numbers.check(Story("x", {"vi": vi, "en": en}, "vi"), alignment)
    assert finding.suggestion == "1,750"
    assert finding.related[0].paragraph == 1


SAME_MOMENT = [
    {"en": "published at 12:00:00 (UTC)", "de": "veröffentlicht um 12:00:00 (UTC)", "ja": "21:00:00 (JST) 初版"},
    {"en": "down on Wed Aug 30 08:15:00 UTC 2006", "ja": "2006/8/30(水) 17:15から停止します"},
    {"en": "at 2013-02-06 22:30 (UTC)", "ja": "2013-02-07 7:30 (JST) 初版"},
    {"en": "at 2013-12-31 22:30 (UTC)", "ja": "2014-01-01 7:30 (JST) 初版"},
    {"vi": "lúc 19h30 ngày 3/5 (giờ Việt Nam)", "de": "am 3. Mai um 14.30 Uhr (MESZ)"},
    {"en": "between 01:15-06:15 on 31 January 2009 (UTC)", "ja": "日本時間の2009/1/31 10:15-15:15の間"},
    {"en": "at 10:15 PT or 13:20 ET", "de": "um 19.17 Uhr MEZ"},  # not compared
]


@pytest.mark.parametrize("source", ["en", None])
@pytest.mark.parametrize("unit", SAME_MOMENT, ids=[str(i) for i in range(len(SAME_MOMENT))])
def test_times_by_the_clocks_of_two_places_are_no_difference(unit, source):
    assert check([unit], source=source if source in unit else None) == ()


@pytest.mark.parametrize(
    "unit",
    [
        {"en": "at 12:15 (UTC)", "ja": "12:51 (UTC) 初版"},
        {"en": "at 12:15", "ja": "21:15から"},
        {"en": "at 12:15 (UTC)", "ja": "22:15から"},
        {"en": "on 6 May 2013", "ja": "2013年5月7日に"},
        {"en": "at 12:15 (UTC) on 6 May 2013", "ja": "2013年5月9日21:15 (JST)"},
    ],
)
def test_times_that_no_zone_explains_are_a_difference(unit):
    assert len(check([unit], source="en")) == 1


def test_a_sum_in_the_format_of_another_language_stands_in_no_version_alone():
    units = [{"en": "the prize is $13,000 now", "vi": "giải thưởng là $13,000", "de": "der Preis beträgt 13.000 $"}]
    assert check(units) == ()
    found = check([{"en": "13,000 homes", "vi": "13,000 nhà", "de": "9.500 Haushalte"}])
    assert not [finding for finding in found if finding.code == "N102" and "13,000" in finding.message]


CONVERSIONS = [
    {"en": "50,000 yen", "de": "50.000 Yen (ca. 380 €)", "ja": "5万円"},
    {"en": "1 million yen (approximately $13,000!)", "de": "1 Million Yen (etwa 9.500 €)", "ja": "100万円"},
    {"en": "100 miles", "de": "160 Kilometer", "ja": "160キロ（100マイル）"},
]


@pytest.mark.parametrize("unit", CONVERSIONS, ids=["euros", "both", "miles"])
@pytest.mark.parametrize("source", [None, "en"])
def test_what_an_amount_comes_to_in_brackets_is_for_one_version(unit, source):
    assert check([unit], source=source) == ()


def test_the_same_conversion_with_another_result_is_a_difference():
    unit = {"en": "50,000 yen (about $380)", "de": "50.000 Yen (etwa 830 $)", "ja": "5万円 (約380ドル)"}
    assert codes(check([unit], source="en")) == [("N101", "de")]
    assert codes(check([{"en": "the vote (about 380 yen)", "de": "die Wahl"}], source="en")) == [("N101", "de")]


NAMES_ONLY = [
    {"en": "MD5: 53edc33b642b155c2a1ac1d7d6b0b4d9", "vi": "MD5: 97ac33b642b155c2a1ac1d7d6b0b4d95", "de": "Datei"},
    {"en": "released, see [ruby-core:45836]", "de": "erschienen", "ja": r"\[ruby-list:45999\]"},
    {"en": "see example.org/news/2024/317", "de": "siehe dort", "ja": "参照"},
    {"en": "https://example.org/a.zip SIZE: 7190271 bytes", "de": "https://example.org/a.zip", "ja": "a.zip"},
    {"en": "Ruby 2.5 series: 2.5.0 and earlier", "de": "Ruby 2.5er-Serie: 2.5.0 und früher", "ja": "Ruby 2.5.0"},
    {
        "en": "newer versions of Ruby, such as 3.2 or 2.7",
        "de": "neuere Versionen von Ruby, etwa 3.2",
        "ja": "新しい系列",
    },
    {"en": "the last of the 1.6.x series", "de": "die letzte der 1.6.x-Reihe", "ja": "1.6 系の最後"},
    {"en": "rdoc 2.3.0 through rdoc 3.12", "de": "rdoc 2.3.0 bis rdoc 3.12", "ja": "RDoc 2.3.0 から 3.12.0"},
]


@pytest.mark.parametrize("unit", NAMES_ONLY, ids=[unit["en"][:12] for unit in NAMES_ONLY])
def test_checksums_versions_and_addresses_are_no_numbers_to_demand(unit):
    assert check([unit]) == ()


def test_a_decimal_is_a_version_where_the_article_names_one_that_begins_so():
    title = {"en": "Ruby 2.6.1 Released", "de": "Ruby 2.6.1 erschienen", "ja": "Ruby 2.6.1 リリース"}
    last = {"en": "tested before 2.6", "de": "vor 2.6 geprüft", "ja": "確認済み"}
    gap = {"en": "Hello", "de": "Hallo", "ja": "やあ"}
    assert check([title, gap, last], source="en") == ()
    assert codes(check([gap, gap, {"en": "a level of 2.6", "de": "ein Wert von 6,2"}], source="en")) == [("N101", "de")]


def test_numbers_in_code_are_names():
    texts = {"en": "Call sleep(300) here.", "de": "Rufen Sie sleep(200) auf."}
    marks = {"en": (Mark(5, 15, MarkKind.CODE),), "de": (Mark(10, 20, MarkKind.CODE),)}
    versions = {lang: Article(lang, lang, (Paragraph(text, 0, marks=marks[lang]),)) for lang, text in texts.items()}
    alignment = Alignment((Unit({"en": (0,), "de": (0,)}, 1.0),), {}, "test")
    assert numbers.check(Story("x", versions, "en"), alignment) == ()


def test_the_days_of_a_list_share_its_month():
    unit = {"en": "on November 12th & 13th", "de": "am 12. und 13. November", "ja": "11月12日と13日"}
    assert check([unit]) == ()
    assert check([unit], source="ja") == ()


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["vi", "en", "de", "ja"]), st.text(max_size=60), min_size=1))
def test_any_texts_are_compared_without_failure(texts):
    check([texts])
    assert check([dict.fromkeys(("en", "ja"), texts.get("en", "7"))], source="en") == ()


def test_few_parallel_news_segments_draw_an_error():
    data = os.environ.get("KHEO_DATA")
    if not data:
        pytest.skip("needs KHEO_DATA, the folder of shared texts")
    cells, found = 0, []
    with (Path(data) / "ntrex/segments-dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            segments = json.loads(line)["segments"]
            cells += 4 * len(segments)
            found += check(segments)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    assert len(errors) <= 0.002 * cells
    assert len(found) <= 0.004 * cells


@pytest.mark.parametrize(
    "unit",
    [
        {"vi": "Tổng vốn là 3,5 tỷ đồng.", "de": "Die Kosten betragen 3,5 Millionen Dong."},
        {"vi": "Tổng vốn là 250 triệu đồng.", "en": "The cost is 250 billion dong."},
        {"vi": "Sản lượng 1,2 triệu tấn.", "en": "Output was 12 million tonnes."},
        {"vi": "Sản lượng 1,2 triệu tấn.", "ja": "生産量は12万トンだった。"},
    ],
)
def test_the_same_digits_with_another_word_of_scale_are_another_number(unit):
    assert [finding.code for finding in check([unit], source="vi")] == ["N101"]
