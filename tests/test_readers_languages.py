"""A text in a language that kheo does not know is told as such, and no text in one that it knows is."""

import json
import os
from pathlib import Path

import pytest

from corpora.languages import LANGUAGES
from corpora.readers import read
from corpora.readers.detection import Claims, detect, settle

KNOWN = ", ".join(language.name for language in LANGUAGES.values())
FOREIGN = {
    "French (fr)": "Le conseil municipal a décidé lundi de rénover le vieux pont sur la rivière avant l'automne.",
    "Italian (it)": "Il consiglio comunale ha deciso lunedì di ristrutturare il vecchio ponte sul fiume entro l'autunno.",
    "Dutch (nl)": "De gemeenteraad heeft maandag besloten de oude brug over de rivier voor de herfst te renoveren.",
    "Korean (ko)": "시의회는 월요일에 강을 건너는 오래된 다리를 가을까지 수리하기로 결정했다.",
    "Russian (ru)": "Городской совет в понедельник решил отремонтировать старый мост через реку до осени.",
    "Chinese (zh)": "市议会周一决定在秋天之前修复河上的旧桥。工程费用约为四百万欧元,交通将改道。",
    "Thai (th)": "สภาเมืองตัดสินใจเมื่อวันจันทร์ว่าจะซ่อมแซมสะพานเก่าข้ามแม่น้ำก่อนฤดูใบไม้ร่วง",
    "Swahili (sw)": "Serikali imetangaza mpango mpya wa kujenga barabara katika mkoa huo kabla ya mwisho wa mwaka.",
}
ENGLISH = "The council decided on Monday to renovate the old bridge over the river before autumn."
CODE = "    for (size_t i = 0; i < n_items; ++i) { buf[i] = malloc(sizeof(*buf)); assert(buf[i]); }\n"


@pytest.fixture(autouse=True)
def in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("language", FOREIGN)
def test_one_sentence_in_another_language_is_told_and_left_out_while_the_others_go_on(language: str) -> None:
    Path("c").mkdir()
    Path("c/bad.txt").write_text(FOREIGN[language])
    Path("c/good.txt").write_text(ENGLISH)
    reading = read(["c"])
    assert [(each.id, each.lang) for each in reading.articles] == [("c/good.txt", "en")]
    assert [str(each) for each in reading.problems] == [
        f"c/bad.txt: is in {language}, as far as can be seen, and kheo knows {KNOWN}; leave it out, "
        f"or if that is wrong, put its language into the file's name (x.de.txt) or the record's \"lang\""
    ]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_name_holds_against_a_text_in_another_language_and_the_contradiction_is_a_finding(language: str) -> None:
    Path("x.de.txt").write_text(FOREIGN[language])
    reading = read(["x.de.txt"])
    assert [each.lang for each in reading.articles] == ["de"]
    assert [each.code for each in reading.findings] == ["R101"]
    assert f"the text is in {language}; it is taken as German (de)" in reading.findings[0].message


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Le Monde, Paris", "any"),
        ("Nouvelle Vague", "any"),
        (ENGLISH + "\n" + CODE * 60, "en"),
        (f"{ENGLISH} {ENGLISH}\n“{FOREIGN['French (fr)']}”", "en"),
        (
            "Hoi dong nhan dan xa da quyet dinh sua chua cay cau cu truoc mua mua nam nay, kinh phi bon trieu dong.",
            "vi",
        ),
        ("Die Gemeinde hat am Montag beschlossen, die alte Bruecke ueber den Fluss zu erneuern.", "de"),
        ("東京都知事選挙開票速報　現職三選確実", "ja"),
        ("部会長 山田太郎 事務局長 佐藤花子 監事 高橋次郎 國學院大學教授 慶應義塾大学教授", "ja"),
    ],
)
def test_short_texts_code_quotations_and_odd_spellings_are_not_taken_for_another_language(text: str, lang: str) -> None:
    found = detect(text)
    assert found is not None
    assert found.code == lang or (lang == "any" and found.code in LANGUAGES)


def test_real_texts_in_known_languages_are_all_accepted() -> None:
    data = os.environ.get("KHEO_DATA")
    if not data:
        pytest.skip("needs KHEO_DATA, the folder with outside texts")
    texts = [
        (lang, "\n".join(segment[lang] for segment in json.loads(line)["segments"]))
        for line in Path(data, "ntrex", "segments-dev.jsonl").read_text().splitlines()
        for lang in LANGUAGES
    ]
    assert len(texts) == 248
    samples = [*Path(data, "articles").glob("*.txt"), *Path(__file__).parents[1].glob("corpora/samples/*/*.txt")]
    texts += [(path.name.split(".")[1], path.read_text()) for path in samples]
    assert [(lang, text[:60]) for lang, text in texts if settle(text, Claims(), "x")[0] != lang] == []
    for name in ("ruby-news", "react-docs"):
        for line in Path(data, "versions", f"{name}-dev.jsonl").read_text().splitlines():
            for version in json.loads(line)["versions"].values():
                settle("\n".join(each["text"] for each in version), Claims(), name)


@pytest.mark.parametrize(
    ("name", "text", "lang"),
    [
        ("a.de.txt", "市は月曜日、四十席と一万冊の本を備えた新しい図書館を開館した。", "ja"),
        (
            "b.en.txt",
            "Hôm thứ Hai, thành phố khánh thành thư viện mới có bốn mươi chỗ ngồi và mười nghìn cuốn sách.",
            "vi",
        ),
        ("c.de.txt", ENGLISH, "en"),
    ],
)
def test_one_sentence_that_surely_contradicts_its_name_is_a_finding(name: str, text: str, lang: str) -> None:
    Path(name).write_text(text)
    reading = read([name])
    assert [each.lang for each in reading.articles] == [name[2:4]]
    assert [each.code for each in reading.findings] == ["R101"]
    assert f"({lang})" in reading.findings[0].message


def test_names_and_a_headline_of_few_letters_contradict_no_name() -> None:
    for text in (
        "Nguyễn Văn An, Trần Thị Bình, Phạm Đức Cường",
        "東京タワー",
        "Bridge to be repaired before the autumn",
    ):
        Path("x.de.txt").write_text(text)
        assert read(["x.de.txt"]).findings == ()
