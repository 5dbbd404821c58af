import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.names import SOUND, SPELLING, find
from corpora.quantities import find as find_quantities

# one name in two languages, in running text
SAME = [
    ("en", "Trump was angry.", "ja", "トランプは怒った。"),
    ("en", "from London to Paris", "ja", "ロンドンへ"),
    ("de", "nach Berlin gereist", "ja", "ベルリンへ行った"),
    ("vi", "ông Obama nói", "ja", "オバマ氏は"),
    ("en", "in Los Angeles today", "ja", "今日ロサンゼルスで"),
    ("vi", "thành phố Đà Nẵng", "ja", "ダナン市"),
    ("vi", "tỉnh Đắk Lắk", "ja", "ダクラク省"),
    ("vi", "ông Nguyễn Xuân Phúc", "ja", "グエン・スアン・フック氏"),
    ("en", "Michael came", "ja", "マイケルが来た"),
    ("en", "Chelsea came", "ja", "チェルシーが来た"),
    ("en", "Chicago came", "ja", "シカゴが来た"),
    ("en", "Merkel came", "ja", "メルケルが来た"),
    ("en", "Mr Porter came", "ja", "ポーター氏が来た"),
    ("de", "Frau Merkels Rede", "en", "Merkel's speech"),
    ("en", "Liverpool's Daniel", "de", "Liverpools Stürmer"),
    ("vi", "Đắk Lắk", "en", "Dak Lak province"),
    ("de", "in Zürich", "en", "in Zurich"),
    ("ja", "ＮＡＴＯ加盟国", "de", "die NATO-Staaten"),
    ("ja", "米国のA.I.戦略", "en", "an AI strategy"),
    ("ja", "`useState`を呼ぶ", "vi", "gọi `useState` ở"),
    ("en", "call find_all first", "ja", "まずfind_allを呼ぶ"),
    ("en", "see lib/matrix.rb for", "ja", "lib/matrix.rbを参照"),
    ("en", "the iPhone", "ja", "iPhoneの"),
    ("fr", "le président Macron", "en", "President Macron"),
    ("fr", "La Commission européenne à Genève", "de", "in Geneve"),
    ("ru", "Владимир Путин", "uk", "Путин сказав"),
    ("en", "write to Security@Example.org.", "ja", "security@example.orgまで"),
    ("vi", "tại In-đô-nê-xi-a và Xin-ga-po", "en", "in Indonesia"),
    ("vi", "tại Xin-ga-po.", "de", "in Singapur"),
    ("de", "Merkels Rede", "ja", "メルケルの演説"),
    ("en", "in Paris", "ja", "パリで"),
    ("vi", "tại Danang", "ja", "ダ・ナンで"),
    ("de", "mit Werner", "ja", "ウェルナーと"),
    ("de", "mit Anna", "ja", "アンナと"),
    ("de", "mit Johannes", "ja", "ヨハネスと"),
    ("ja", "トランプ氏", "ja", "トランプが"),
    ("zh", "我用iPhone手机", "en", "my iPhone"),
    ("ko", "NATO와 함께", "en", "with NATO"),
    ("el", "ο Μητσοτάκης", "el", "τον Μητσοτάκη και Μητσοτάκης"),
    ("ja", "https://example.org/トランプ氏", "en", "Trump"),
    ("ja", "ﾄﾗﾝﾌﾟ氏", "en", "Trump"),
]  # fmt: skip
OTHER = [
    ("en", "Trump was angry.", "ja", "オバマは怒った。"),
    ("en", "the man was in the war", "de", "man war in der Stadt"),
    ("en", "Paris", "de", "London"),
    ("vi", "ông ấy nói rằng", "en", "he said that"),
    ("en", "", "ja", "東京で会った"),
]


@pytest.mark.parametrize(("one", "text", "other", "translation"), SAME)
def test_a_name_has_a_key_in_common_with_itself_in_another_language(one, text, other, translation):
    assert find(text, one) & find(translation, other)


@pytest.mark.parametrize(("one", "text", "other", "translation"), OTHER)
def test_different_names_and_the_words_of_the_grammar_have_none(one, text, other, translation):
    assert not find(text, one) & find(translation, other)


def test_a_key_says_whether_it_is_a_spelling_or_a_sound():
    keys = find("Trump met Merkel at NATO", "en")
    assert f"{SPELLING}trump" in keys
    assert f"{SOUND}TLNP" in keys
    assert all(key.startswith((SPELLING, SOUND)) for key in keys)


def test_latin_words_in_japanese_have_no_sound_as_they_meet_others_by_their_spelling():
    assert find("NATO加盟国", "ja") == {f"{SPELLING}nato"}


def test_katakana_is_known_by_its_spelling_too():
    assert f"{SPELLING}トランプ" in find("トランプ氏", "ja")


def test_a_page_without_white_space_takes_no_longer_than_one_with_it():
    assert len(find("A" * 200_000 + "1", "en")) < 5
    assert f"{SPELLING}trump" in find("Trump/" * 50_000, "en")


def test_a_link_is_known_by_its_host_and_last_part_as_versions_link_their_own_page():
    english = find("see https://www.ruby-lang.org/en/news/2022/ruby-3-2-0-released/.", "en")
    japanese = find("https://www.ruby-lang.org/ja/news/2022/ruby-3-2-0-released/ を参照", "ja")
    assert {f"{SPELLING}ruby-lang.org", f"{SPELLING}ruby-3-2-0-released"} <= english & japanese


@pytest.mark.parametrize(
    ("text", "lang"),
    [("G20 and COVID-19", "en"), ("am 12.03.2024 um 19:30", "de"), ("第3.2.1版は2024年", "ja"), ("23-QĐ/TW", "vi")],
)
def test_what_quantities_read_is_left_to_them(text, lang):
    assert find_quantities(text, lang)
    assert not find(text, lang)


@given(st.text(), st.sampled_from(["vi", "en", "de", "ja", "fr", "zh", "??"]))
def test_no_text_of_any_language_is_refused(text, lang):
    assert all(len(key) > len(SOUND) for key in find(text, lang))


@given(st.text(alphabet="aAớĐd_.:/@ -'s9トン・ー\n", max_size=400))
def test_white_space_around_a_text_adds_no_name(text):
    assert find(text, "en") == find(f" {text}\n", "en")
