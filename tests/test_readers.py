"""Files, directories and standard input become articles, drafts and stories; what cannot be read says why."""

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpora.article import Role
from corpora.errors import InputError
from corpora.readers import FORMATS, Reading, read, roles, sources
from corpora.readers.naming import stem

GERMAN = "Die Gemeinde hat am Montag beschlossen, die alte Brücke über den Fluss bis zum Herbst zu erneuern."
ENGLISH = "The committee met on Tuesday and decided that the road would be closed for the winter months."
JAPANESE = "今日は東京で会議が開かれ、各国の代表が集まった。議題は気候変動への対応である。"
VIETNAMESE = "Hội đồng nhân dân xã đã quyết định sửa chữa cây cầu cũ trước mùa mưa năm nay."


def one_line(reading: Reading) -> str:
    assert len(reading.problems) == 1
    text = str(reading.problems[0])
    assert "\n" not in text
    assert ": " in text
    assert "; " in text
    return text


@pytest.fixture(autouse=True)
def in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, content: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def test_the_language_stands_in_the_file_name_or_in_the_folder_or_is_detected() -> None:
    put("c/x.de.txt", GERMAN)
    put("c/en/y.txt", ENGLISH)
    put("c/z.txt", JAPANESE)
    put("c/w.vi-VN.txt", VIETNAMESE)
    put("c/vi.txt", VIETNAMESE)
    reading = read(["c"])
    assert {a.id: a.lang for a in reading.articles} == {
        "c/x.de.txt": "de",
        "c/en/y.txt": "en",
        "c/z.txt": "ja",
        "c/w.vi-VN.txt": "vi",
        "c/vi.txt": "vi",
    }
    assert reading.findings == reading.problems == ()


def test_drafts_are_known_by_their_names_and_by_their_folder() -> None:
    put("c/x.de.txt", GERMAN)
    put("c/x.de.draft-nllb-1.3.txt", GERMAN)
    put("c/drafts/marian/x.de.txt", GERMAN)
    reading = read(["c"])
    assert [(d.system, d.article.lang) for d in reading.drafts] == [("nllb-1.3", "de"), ("marian", "de")]
    assert [a.id for a in reading.articles] == ["c/x.de.txt"]
    assert [d.system for d in read(["c/drafts/marian/x.de.txt"]).drafts] == ["marian"]


def test_a_text_in_another_language_than_its_name_says_is_a_finding() -> None:
    reading = read([put("x.de.txt", ENGLISH * 4)])
    assert reading.articles[0].lang == "de"
    assert [f.code for f in reading.findings] == ["R101"]
    assert "English (en)" in reading.findings[0].message
    assert "taken as German (de)" in reading.findings[0].message


def test_what_an_html_page_holds_around_its_article_is_one_finding() -> None:
    page = f"""<body><div class="cookie-banner">Wir verwenden Cookies, um Ihnen alle Inhalte zu zeigen.</div>
    <nav><a href="/">Start</a></nav><article><h1>Die Brücke</h1><p>{GERMAN * 2}</p><p>{GERMAN * 3}</p></article></body>"""
    reading = read([put("x.de.html", page)])
    assert [(f.code, f.where.article, f.where.lang) for f in reading.findings] == [("C105", "x.de.html", "de")]
    assert reading.findings[0].message == (
        "left out 2 blocks of text around the article on its page: 'Wir verwenden Cookies, um Ihnen alle …', 'Start'"
    )
    assert read([put("y.de.html", f"<h1>Die Brücke</h1><p>{GERMAN}</p>")]).findings == ()


def test_markup_that_a_sure_detection_contradicts_is_a_finding_and_yields() -> None:
    reading = read([put("x.html", f'<html lang="en"><body><h1>Brücke</h1><p>{GERMAN * 4}</p></body></html>')])
    assert reading.articles[0].lang == "de"
    assert [f.code for f in reading.findings] == ["R101"]


def test_a_short_text_never_contradicts_its_name() -> None:
    reading = read([put("x.de.txt", "Breaking news")])
    assert reading.articles[0].lang == "de"
    assert reading.findings == ()


def test_a_text_in_a_language_that_kheo_does_not_know_is_refused_by_its_name() -> None:
    french = "L'assemblée nationale a adopté hier une loi sur la protection des données personnelles. " * 5
    assert "French (fr)" in one_line(read([put("x.txt", french)]))
    assert "its name says French (fr)" in one_line(read([put("x.fr.txt", french)]))
    assert "its name says French (fr)" in one_line(read([put("x.fr.jsonl", json.dumps({"text": french}))]))


def test_a_last_word_that_is_the_code_of_an_unknown_language_yields_to_a_text_in_a_known_one() -> None:
    put("c/how-it.is.txt", ENGLISH * 4)
    put("c/records.id.jsonl", json.dumps({"id": "a", "lang": "de", "text": "Guten Tag"}))
    reading = read(["c"])
    assert [(each.id, each.lang) for each in reading.articles] == [("c/how-it.is.txt", "en"), ("a", "de")]
    assert reading.problems == ()
    assert [(each.code, each.where.article) for each in reading.findings] == [("R101", "c/how-it.is.txt")]
    assert "the name says Icelandic (is), but the text is in English (en)" in reading.findings[0].message
    assert "its name says Icelandic (is)" in one_line(read([put("short.is.txt", "42 12 a")]))


def test_a_draft_whose_name_is_no_utf_8_has_a_system_that_can_be_printed() -> None:
    for name in (b"x.en.draft-\xff.txt", b"drafts/\xfe/x.en.txt"):
        put(os.fsdecode(name), ENGLISH)
    reading = read(["."])
    assert len(reading.drafts) == 2
    assert all(each.system.encode() and each.article.id.encode() for each in reading.drafts)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("in/x.de.txt", "x"),
        ("x.de-AT.html", "x"),
        ("dan-van_de.html", "dan-van"),
        ("x.de.draft-gpt-4.1.txt", "x"),
        ("x.de.draft-gpt-4.1", "x"),
        ("v1.2-notes", "v1.2-notes"),
        ("to-an-vi.md", "to-an"),
        ("de.txt", "de"),
        ("", ""),
    ],
)
def test_the_stem_of_a_name_is_what_versions_and_drafts_share(name: str, bare: str) -> None:
    assert stem(name) == bare


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.de.txt", b"", "is empty"),
        ("blank.de.txt", b" \n\t\n", "is empty"),
        ("marks.de.txt", b"... --- ***", "holds no text"),
        ("nul.txt", b"abc\x00def", "binary"),
        ("noise.txt", bytes(range(1, 32)) * 40, "binary"),
        ("latin.de.txt", (GERMAN * 3).encode("cp1252"), "Windows-1252"),
        ("euc.txt", (JAPANESE * 3).encode("euc_jp"), "EUC-JP"),
        ("jis.txt", (JAPANESE * 3).encode("iso2022_jp"), "ISO-2022-JP"),
        ("wide.txt", (GERMAN * 3).encode("utf-32"), "UTF-32"),
        ("unmarked.txt", (GERMAN * 3).encode("utf-16-le"), "UTF-16 without its byte-order mark"),
        ("damaged.de.txt", "ä\nö\nü".encode() + b"\n\xff", "line 4"),
        ("paper.pdf", b"%PDF-1.7", "'.pdf'"),
        ("paper.txt", b"%PDF-1.7 and so on", "a PDF document"),
        ("page.txt", b"<!DOCTYPE html><p>Text</p>", "holds HTML"),
        ("plain", b"text", "no suffix"),
        ("x.xyz", b"text", "'.xyz'"),
        ("x.docx", b"PK\x03\x04 broken", "no Word document"),
        ("old.docx", b"\xd0\xcf\x11\xe0 old", "password"),
        ("x.jsonl", b"nothing\nhere", "holds no article"),
        ("deep.jsonl", b'{"lang":"de","text":' + b"[" * 100_000, "nested too deeply"),
        ("number.json", b"5", "is a number"),
        ("digits.json", b'{"lang":"de","text":"a","id":' + b"9" * 5000 + b"}", "is no JSON"),
        ("x.html", b"<html></html>", "holds no text"),
    ],
)
def test_bad_input_gets_one_clear_line(name: str, content: bytes, says: str) -> None:
    reading = read([put(name, content)])
    assert reading.articles == ()
    line = one_line(reading)
    assert line.startswith(name)
    assert says in line


def test_missing_files_and_directories_without_articles_get_one_clear_line() -> None:
    Path("empty").mkdir()
    put("pictures/a.png", b"\x89PNG")
    assert "does not exist" in one_line(read(["nowhere.txt"]))
    assert "holds no article" in one_line(read(["empty"]))
    assert "holds no article" in one_line(read(["pictures"]))
    assert "is no path" in one_line(read([""]))
    assert "\\n" in one_line(read(["line\nbreak.txt"]))
    with pytest.raises(InputError, match="no input"):
        read([])
    with pytest.raises(InputError, match="'rtf'"):
        read(["x"], input_format="rtf")


def test_in_a_directory_the_good_files_go_on_and_the_bad_ones_are_told() -> None:
    put("c/good.de.txt", GERMAN)
    put("c/bad.de.txt", b"\x00\x01")
    put("c/old.doc", b"\xd0\xcf")
    put("c/notes.json", '{"some": "settings"}')
    put("c/gold.json", '{"units": [], "paragraphs": {"de": 1}}')
    put("c/.hidden.de.txt", GERMAN)
    put("c/.git/x.de.txt", GERMAN)
    put("c/~$lock.docx", "x")
    put("c/picture.jpg", "x")
    Path("c/dangling.de.txt").symlink_to("nowhere")
    reading = read(["c", "nowhere.txt"])
    assert [a.id for a in reading.articles] == ["c/good.de.txt"]
    assert [str(p).partition(":")[0] for p in reading.problems] == [
        "c/bad.de.txt",
        "c/dangling.de.txt",
        "c/notes.json",
        "c/old.doc",
        "nowhere.txt",
    ]


def test_a_file_named_twice_is_read_once() -> None:
    put("c/x.de.txt", GERMAN)
    assert [a.id for a in read(["c/x.de.txt", "c", "./c/x.de.txt"]).articles] == ["c/x.de.txt"]


def test_a_large_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("large.de.txt").open("wb") as file:
        file.truncate(sources.MAX_FILE + 1)
    monkeypatch.setattr(sources, "opened", lambda source: pytest.fail("it was opened"))
    assert "20 MB" in one_line(read(["large.de.txt"]))


def test_a_monstrous_line_is_left_out_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_FILE", 1000)
    good = json.dumps({"lang": "de", "text": GERMAN})
    put("x.jsonl", f'{good}\n{{"text": "{"a" * 2_500_000}"}}\n{good}\n{good}')
    reading = read(["x.jsonl"])
    assert [a.id for a in reading.articles] == ["x.jsonl:1", "x.jsonl:3", "x.jsonl:4"]
    assert one_line(reading).startswith("x.jsonl:2: ")


@pytest.mark.parametrize("codec", ["cp932", "utf-16"])
def test_other_encodings_are_recognised_and_told(codec: str) -> None:
    reading = read([put("x.txt", (JAPANESE * 2).encode(codec))])
    assert reading.articles[0].paragraphs[0].text == JAPANESE * 2
    assert [f.code for f in reading.findings] == ["R102"]


def test_a_byte_order_mark_leaves_no_trace() -> None:
    reading = read([put("x.de.txt", "\ufeff" + GERMAN)])
    assert reading.articles[0].paragraphs[0].text == GERMAN
    assert reading.findings == ()


class Stdin:
    def __init__(self, content: str) -> None:
        self.buffer = io.BytesIO(content.encode())


def test_standard_input_is_json_lines_if_it_begins_with_a_brace_else_plain_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(f"\n {GERMAN}"))
    assert [p.text for p in read(["-"]).articles[0].paragraphs] == [GERMAN]
    monkeypatch.setattr("sys.stdin", Stdin(json.dumps({"id": "a", "lang": "de", "text": GERMAN})))
    assert [a.id for a in read(["-", "-"]).articles] == ["a"]
    monkeypatch.setattr("sys.stdin", Stdin(f"# Titel\n\n{GERMAN}"))
    assert read(["-"], input_format="md").articles[0].title == "Titel"


@pytest.mark.parametrize("indent", [None, 2])
def test_standard_input_may_be_a_json_list_of_articles(indent: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [{"id": name, "lang": "de", "text": GERMAN} for name in "ab"]
    monkeypatch.setattr("sys.stdin", Stdin(json.dumps(records, indent=indent)))
    assert [a.id for a in read(["-"]).articles] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (json.dumps([GERMAN]), "stdin[0]: is a string, not an object; give {"),
        (json.dumps([GERMAN, ENGLISH]), "the first: stdin[0]: is a string, not an object; give {"),
        ("[\n]", "stdin: holds an empty list; give articles or stories, one JSON object a line"),
        ('[{"id": "a",\n', "is no JSON"),
    ],
)
def test_a_json_list_without_articles_is_told_as_such(content: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(content))
    assert says in one_line(read(["-"]))


def test_a_text_that_begins_with_a_bracket_is_still_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin(f"[Foto: dpa] {GERMAN}"))
    assert len(read(["-"]).articles) == 1


def test_the_input_format_overrides_the_suffix() -> None:
    put("c/x.log", GERMAN)
    assert len(read(["c/x.log"], input_format="txt").articles) == 1
    assert len(read(["c"], input_format="txt").articles) == 1


RECORDS = [
    {
        "id": "a",
        "lang": "de",
        "title": "Die Brücke",
        "published": "2024-05-03",
        "url": "https://x.example/",
        "text": GERMAN,
    },
    {
        "lang": "en",
        "paragraphs": [{"kind": "title", "text": "The bridge"}, ENGLISH, {"kind": "li", "text": "One item"}],
    },
    {"id": "s", "source": "de", "versions": {"de": ["Eins", ""], "en": [{"kind": "h", "text": "One"}]}},
]


def test_json_lines_hold_articles_and_stories() -> None:
    reading = read([put("x.jsonl", "\n".join(map(json.dumps, RECORDS)) + "\n\n")])
    first, second = reading.articles
    assert (first.id, first.lang, first.title, first.published) == ("a", "de", "Die Brücke", date(2024, 5, 3))
    assert first.url == "https://x.example/"
    assert second.id == "x.jsonl:2"
    assert [p.role for p in second.paragraphs] == [Role.TITLE, Role.BODY, Role.ITEM]
    (story,) = reading.stories
    assert story.source == "de"
    assert [p.text for p in story.versions["de"].paragraphs] == ["Eins", ""]
    assert story.versions["en"].paragraphs[0].role is Role.HEADING


@pytest.mark.parametrize("form", [json.dumps(RECORDS), json.dumps(RECORDS, indent=2)])
def test_a_json_file_may_hold_a_list(form: str) -> None:
    reading = read([put("x.json", form)])
    assert (len(reading.articles), len(reading.stories), reading.problems) == (2, 1, ())


def test_a_json_file_may_hold_one_pretty_printed_article() -> None:
    assert read([put("x.json", json.dumps(RECORDS[0], indent=2))]).articles[0].id == "a"


def test_bad_json_lines_name_their_line_and_the_good_ones_go_on() -> None:
    lines = [
        json.dumps(RECORDS[0]),
        "broken",
        '{"lang": "fr", "text": "Bonjour"}',
        '{"lang": "de"}',
        '{"lang": "de", "paragraphs": [1]}',
        '{"versions": {"fr": ["Bonjour"]}}',
        "[]",
        '{"versions": {"de": ["Ja"], "fr": ["Oui"]}}',
        '{"versions": {"de": ["Ja"]}, "source": "vi"}',
        '{"lang": "de", "text": "Guten Tag"}',
    ]
    reading = read([put("x.jsonl", "\n".join(lines))])
    assert [str(p).split(": ")[0] for p in reading.problems] == [f"x.jsonl:{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9)]
    assert [a.id for a in reading.articles] == ["a", "x.jsonl:10"]
    assert [tuple(s.versions) for s in reading.stories] == [("de",)]


def test_a_repeated_id_is_made_unique_and_told() -> None:
    reading = read([put("x.jsonl", "\n".join([json.dumps(RECORDS[0]), json.dumps(RECORDS[0])]))])
    assert [a.id for a in reading.articles] == ["a", "a#2"]
    assert [(f.code, f.where.article) for f in reading.findings] == [("R104", "a#2")]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_no_article_has_the_id_of_a_version_of_a_story(order: tuple[int, int]) -> None:
    records = [{"id": "a", "versions": {"de": [GERMAN]}}, {"id": "a.de", "lang": "de", "text": GERMAN}]
    reading = read([put("x.jsonl", "\n".join(json.dumps(records[n]) for n in order))])
    ids = [each.id for each in (*reading.articles, *reading.stories[0].versions.values())]
    assert len(set(ids)) == 2
    assert [each.code for each in reading.findings] == ["R104"]


def test_many_records_of_one_id_are_told_apart_in_linear_time() -> None:
    reading = read([put("x.jsonl", (json.dumps({"id": "a", "lang": "de", "text": "Guten Tag"}) + "\n") * 3000)])
    assert [each.id for each in reading.articles][-1] == "a#3000"
    assert len({each.id for each in reading.articles}) == 3000


def test_lone_surrogates_and_control_characters_do_not_survive() -> None:
    reading = read([put("x.jsonl", r'{"lang": "de", "id": "\ud800", "text": "Hallo \ud800 Welt\u0000\u0007 hier"}')])
    (article,) = reading.articles
    assert article.paragraphs[0].text == "Hallo \ufffd Welt hier"
    article.id.encode()


def test_an_unknown_kind_is_read_as_body_text_and_told() -> None:
    reading = read([put("x.json", json.dumps({"lang": "de", "paragraphs": [{"kind": "pull", "text": GERMAN}]}))])
    assert reading.articles[0].paragraphs[0].role is Role.BODY
    assert [f.code for f in reading.findings] == ["R103"]


_BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"<p>", b"{", b"[", b"PK\x03\x04", b"# ", b"\xff\xfe", b'{"text":"', b'{"versions":']).flatmap(
        lambda head: st.binary(max_size=200).map(lambda tail: head + tail)
    ),
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=20), st.sampled_from(["de", "xx"])),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "lang",
                        "text",
                        "paragraphs",
                        "versions",
                        "kind",
                        "title",
                        "published",
                        "de",
                        "source",
                        "url",
                    ]
                ),
                inner,
                max_size=5,
            ),
        ),
        max_leaves=12,
    ).map(lambda value: json.dumps(value).encode()),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=_BYTES, suffix=st.sampled_from([*FORMATS, "json"]), tag=st.sampled_from(["", ".de"]))
def test_no_bytes_make_reading_raise(content: bytes, suffix: str, tag: str) -> None:
    name = put(f"x{tag}.{suffix}", content)
    reading = read([name])
    assert (
        reading.articles
        or reading.stories
        or reading.problems
        or (suffix in ("jsonl", "json") and not reading.problems)
    )
    for problem in reading.problems:
        assert len(str(problem).splitlines()) == 1
    for article in reading.articles:
        assert [p.index for p in article.paragraphs] == list(range(len(article.paragraphs)))
        for each in article.paragraphs:
            assert each.text == each.text.strip() != ""
            assert "\n" not in each.text
            assert all(0 <= m.start < m.end <= len(each.text) for m in each.marks)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told() -> None:
    put("x.de.txt", GERMAN)
    Path("x.de.txt").chmod(0)
    assert "may not be read" in one_line(read(["x.de.txt"]))


@pytest.mark.parametrize(
    "name", ["Hoai Anh", "ミン・トゥー", "グエン・ヴァン・アン", "PV", "Theo TTXVN", "（山田太郎）"]
)
def test_a_name_alone_is_a_byline(name):
    assert roles.is_byline(name)


@pytest.mark.parametrize(
    "text", ["デジタルトランスフォーメーション", "新しい橋", "Die Brücke steht.", "サービス・コードと写真"]
)
def test_what_is_no_name_is_no_byline(text):
    assert not roles.is_byline(text)
