from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.languages import LANGUAGES
from corpora.sentences import split

# Language, label, text with "|" where a sentence ends.
GOLDEN = [
    ("vi", "plain", "Tỉnh ủy họp sáng nay. |Hội nghị thông qua nghị quyết. |Dự họp có 45 đại biểu."),
    ("vi", "city", "Đoàn công tác thăm TP. Hồ Chí Minh và TX. Sơn Tây. |Sau đó đoàn về Hà Nội."),
    ("vi", "title", "TS. Lê Minh và PGS. TS. Trần Hà cùng dự. |GS. Phạm An chủ trì."),
    ("vi", "initial", "Anh Nguyễn V. Bình nhận bằng khen. |Chị Lê Thị H. Lan phát biểu."),
    ("vi", "anonymous name ends it", "Công an bắt giữ Nguyễn Văn A. |Theo điều tra, A. khai nhận."),
    ("vi", "item number", "1. Tăng cường tuyên truyền. |2. Đổi mới nội dung."),
    ("vi", "article of a law", "Điều 5. Phạm vi áp dụng. |Quy định này có hiệu lực."),
    ("vi", "document number", "Căn cứ Quyết định số 23-QĐ/TW. |Ban Dân vận ban hành kế hoạch."),
    ("vi", "date", "Lễ trao giải diễn ra ngày 15.10.2024. |Có 120 tập thể được khen."),
    ("vi", "decimal point", "Tỷ lệ đạt 98.5 phần trăm. |Thu ngân sách đạt 1.400 tỷ đồng."),
    ("vi", "and so on, inside", "Xây cầu, đường, trường v.v. đều có dân góp sức."),
    ("vi", "and so on, at the end", "Dân góp đất, góp công, v.v. |Nhờ đó đường làng rộng hơn."),
    ("vi", "quoted", "Ông nói: “Dân là gốc.” |Mọi người vỗ tay."),
    ("vi", "quote begins", "Ông im lặng. |“Chúng tôi sẽ làm,” bà nói."),
    ("vi", "list by semicolons", "Mục tiêu: giảm nghèo; làm đường; Xây trường học; Bảo vệ rừng."),
    ("vi", "Đ begins", "Hội nghị kết thúc! |Đại biểu ra về."),
    ("vi", "titles together", "PGS.TS. Nguyễn Dũng và GS,TS. Lê Hà dự. |GS.TSKH. Trần An chủ trì."),
    ("vi", "decomposed letters", "Cuộc họp bắt đầu. |Ủy ban nhất trí."),
    ("en", "plain", "The council met today. |Members voted. |Did they agree? |Yes!"),
    ("en", "titles", "Dr. Smith met Mr. Brown at St. Mary's. |Mrs. Lee left."),
    ("en", "initials", "J. K. Rowling met George W. Bush in Washington D.C. on Monday."),
    ("en", "country ends it", "He moved to the U.S. |The family followed."),
    ("en", "country inside", "The U.S. Senate and the U.N. Security Council agreed."),
    ("en", "time", "It opens at 9 a.m. |The doors close at 5 p.m. on Fridays."),
    ("en", "number sign", "Directive No. 23 is in force. |Was it enough? |No. |Nobody obeyed it."),
    ("en", "etc.", "They built roads, schools, etc. |The village grew."),
    ("en", "quotes", "“We did it.” |He smiled. |(It was late.) |“And now?”"),
    ("en", "straight quotes", 'She said "Go." |Then she left.'),
    ("en", "ellipsis", "He waited… |Nobody came... |So he left."),
    ("en", "ellipsis inside", "He waited … and waited ... in vain."),
    ("en", "address", "See www.example.org or Node.js for more. |Then write to a.b@example.org."),
    ("en", "small capital brand", "The phone sold well. |iPhone owners rejoiced."),
    ("en", "lower case goes on", "The firm Yahoo! is old. |Both i.e. this and that."),
    ("en", "item", "1. Open the file. |2. Read it. |a. First part. |b. Second part."),
    ("en", "footnote", "It was the first.[12] |Others followed.[3][4] |Then it ended."),
    ("en", "bracketed abbreviation", "The date (approx. 1990) is right. |It holds."),
    ("en", "month", "It closed on Jan. 5 and on Sept. 30. |Nothing else did."),
    ("en", "figures", "See Figs. 3 and 4. |No. 5 on Mt. Every shows France vs. The Rest."),
    ("en", "key, not table", "Press Tab. |Type a name."),
    ("en", "dots of leaders", "Chapter 1 ........12 and more..... |The end."),
    ("en", "version number", "Release 3.4.2 is out. |It fixes 12 errors."),
    ("de", "plain", "Der Ausschuss tagt heute. |Es geht um Straßen. |Stimmt das?"),
    ("de", "date", "Am 15. Oktober 2024 fand die Feier statt. |Am 3. 5. folgte der Bericht."),
    ("de", "ordinal", "Der 13. Parteitag beschloss im 21. Jahrhundert vieles. |Danach begann die Arbeit."),
    ("de", "number ends it", "Die Zahl stieg auf 15. |Danach sank sie wieder."),
    ("de", "year ends it", "Das war 2024. |Heute ist es anders."),
    ("de", "document number", "Die Vorschrift Nr. 23-QD/TW gilt ab sofort. |Das Amt prüft sie."),
    ("de", "dotted", "Viele, z. B. Lehrer, z.B. Frau Huber, u. a. Bauern, halfen mit."),
    ("de", "honorary doctor", "Dr. h.c. Anna Berg und Prof. Dr. h. c. mult. Karl Tal sprachen. |Alle klatschten."),
    ("de", "roman ordinal", "Der XIII. Parteitag und Ludwig XIV. von Frankreich. |Es war einmal."),
    ("de", "usw. at the end", "Straßen, Brücken usw. |Die Menschen halfen."),
    ("de", "millions", "Es kostet 3 Mio. Euro und 2 Mrd. Dong. |Das ist viel."),
    ("de", "quotes", "„Wir helfen gern.“ |Das sagte sie. |„Und wie?“ |»So.« |Er nickte."),
    ("de", "quote goes on", "„Wir helfen gern!“, sagte sie, und „Wie?“ fragte er."),
    ("de", "kind, not article", "Es ist von dieser Art. |Die Leute mögen Art. 5 des Gesetzes."),
    ("de", "street", "Er wohnt in der Haupt-Str. 5 in Hue. |Sie nicht."),
    ("de", "month", "Vom 30. Nov. 2021 bis 5. Okt. 2022 und Apr. 2023. |Danach endete es im Dez. |Dann kam Schnee."),
    ("de", "street in one word", "Sie wohnt Hauptstr. 5 und arbeitet Bahnhofstr. |Die Fahrt ist kurz."),
    ("de", "titles together", "Es sprach Prof.Dr. Huber mit Dipl.-Ing. Maier. |Alle klatschten."),
    ("de", "list by semicolons", "Ziele: weniger Armut; Bessere Straßen; Mehr Wald."),
    ("ja", "plain", "会議は今日開かれた。|委員は賛成した。|本当ですか？|はい！|終わり。"),
    ("ja", "quote", "彼は「行こう。」と言った。|皆が立った。"),
    ("ja", "quote without particle", "「行こう。」|「はい。」|会議は終わった。"),
    ("ja", "bracket", "結果が出た（前年と同じ。）。|次に進む。"),
    ("ja", "sentence in brackets", "結果が出た。|（前年と同じ。）|次に進む。"),
    ("ja", "sentences in a quote", "「行きます。すぐに。」と言った。|皆が立った。"),
    ("ja", "sentences in brackets", "（昨日は雨。一昨日は曇り。）だった。|次に進む。"),
    ("ja", "heading in brackets", "【速報。続報あり。】|会議は終わった。|以上。"),
    ("ja", "nested quotes", "『「はい。」「いいえ。」だけ。他はない。』と書いた。|以上。"),
    ("ja", "long quote", f"「{'長い話が続いた。|' * 15}終わり。」と言った。|以上。"),
    ("ja", "quote of some length", f"「{'これはかなり長い話です。|' * 4}終わり。」と言った。|以上。"),
    ("ja", "quote that never closes", "「行きます。|すぐに。|皆が立った。"),
    ("ja", "quote over a line end", "「行きます。|すぐに。\n|皆が立った。」|以上。"),
    (
        "ja",
        "name with a stop",
        "モーニング娘。の新曲とモーニング娘。は、と書いた。|と同時に始まった。|が、問題は残る。|もし雨なら。",
    ),
    ("ja", "run of marks", "本当か！？|信じられない！！|そうか。"),
    ("ja", "question goes on", "なぜか？と聞かれた。|「なぜ？」と聞かれた。"),
    ("ja", "half-width", "会議は終わった｡|本当か? |はい!|よし。"),
    ("ja", "decimal", "伸び率は3.5％、面積は１．５倍だった。|以上。"),
    ("ja", "full-width stop", "会議は終わった．|次に進む．"),
    ("ja", "white space", "終わった。　|次に進む。 |以上。"),
    ("ja", "document number", "第23-QD/TW号通知による。|Dr. Smithが出席した。"),
    ("ja", "name with a mark", "Yahoo!ニュースの話。|以上。"),
    ("ja", "rare kanji", "これは𠮷!|𠮷田の話。|価格は㈱!|以上。"),
    ("ja", "line end", "見出し\n|本文です。|続き"),
    ("en", "line end", "A headline\n|The text begins. |It ends\r\n\r\n|Here"),
    ("de", "blank around", "  Erster Satz. |Zweiter Satz.  "),
]


@pytest.mark.parametrize(("lang", "marked"), [(g[0], g[2]) for g in GOLDEN], ids=[f"{g[0]} {g[1]}" for g in GOLDEN])
def test_sentences_end_where_a_reader_ends_them(lang: str, marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in split(text, lang)] == marked.split("|")


ANY = st.text() | st.lists(
    st.sampled_from(
        ['"', "„", "“", "」", "「", "（", "）", " ", "\n", "\u3000", ".", "!", "?", "…", "。", "！", "A", "b", "Đ"]
    )
    | st.sampled_from(["12", "Dr.", "Die", "Nr.", "v.v.", "と", "彼", "1.", "ｱ", "\u2028", "e\u0301", "[1]", "U.S."]),
    max_size=40,
).map("".join)
LANG = st.sampled_from(sorted(LANGUAGES))


@given(ANY, LANG)
def test_sentences_cover_the_text_in_order_and_none_is_empty(text: str, lang: str) -> None:
    spans = split(text, lang)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert all(left[1] == right[0] for left, right in pairwise(spans))


@given(ANY, LANG)
def test_no_sentence_but_the_first_begins_with_white_space(text: str, lang: str) -> None:
    assert not any(text[start].isspace() for start, _ in split(text, lang)[1:])


@given(ANY, ANY, LANG, st.sampled_from("\n\r\v\f\x85\u2028\u2029"))
def test_a_line_end_keeps_the_sentences_before_and_after_it_as_they_are(
    left: str, right: str, lang: str, line_end: str
) -> None:
    first, second = left + line_end, "x" + right
    shifted = tuple((start + len(first), end + len(first)) for start, end in split(second, lang))
    assert split(first + second, lang) == split(first, lang) + shifted


def test_empty_text_has_no_sentence() -> None:
    assert split("", "vi") == ()


def test_white_space_alone_is_one_sentence() -> None:
    assert split(" \n ", "de") == ((0, 3),)


def test_an_unknown_language_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="'xx'"):
        split("Text.", "xx")


@pytest.mark.parametrize(
    "piece",
    [".", "!", "!.", "…", "。", "。!.", "(", ".(", "「", "「。", "」", "a.", '."', ".[1", ".]", " ", ". ", "\n", "1. "],
)
@pytest.mark.parametrize("lang", ["de", "ja"])
def test_time_grows_with_the_length_of_a_run_and_not_with_its_square(piece: str, lang: str) -> None:
    short, long = (f"Kapitel 1 {piece * count}12" for count in (1_000, 16_000))
    assert _seconds(long, lang) < 80 * _seconds(short, lang) + 0.01


def _seconds(text: str, lang: str) -> float:
    """The best of three, so that a busy machine does not matter."""
    best = float("inf")
    for _ in range(3):
        began = perf_counter()
        split(text, lang)
        best = min(best, perf_counter() - began)
    return best
