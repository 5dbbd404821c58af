"""Folding: what becomes equal, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.folding import FOLDS, english, fold, german, japanese, vietnamese
from glossary.folding.offsets import Folded, after, compose, replace
from glossary.folding.vocabulary import collect, format_vocabulary, parse_vocabulary
from glossary.folding.vocabulary import german as german_vocabulary

LETTERS = st.text(
    alphabet="aăâeêioôơuưyàáảãạòóỏõọùúủũụýqhkthđĐßÄöüñ - –’ABCｶﾞﾊﾟヴァィー・省党\u00a0\u0301\u0323\u0302", max_size=40
)
LANGS = st.sampled_from(sorted(FOLDS))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "ủy ban"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
        ("Hoà-Bình", "hòa-bình"),
        ("ÐẢNG", "đảng"),
        ("dân\u00a0vận", "dân vận"),
        (unicodedata.normalize("NFD", "Mặt trận Tổ quốc"), "mặt trận tổ quốc"),
    ],
)
def test_vietnamese_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one, "vi").text == fold(other, "vi").text


@pytest.mark.parametrize(("one", "other"), [("quý", "qúy"), ("hoàn", "hòan"), ("má", "mạ"), ("xã", "xa")])
def test_vietnamese_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one, "vi").text != fold(other, "vi").text


def test_vietnamese_folding_keeps_the_length_of_composed_text() -> None:
    text = "Uỷ ban Mặt trận Tổ quốc khoẻ\u00a0mạnh – hoà giải"
    folded = fold(text, "vi")
    assert len(folded.text) == len(text)
    assert folded.clusters == ()


def test_a_vietnamese_term_is_spelled_with_i_and_with_y() -> None:
    assert set(vietnamese.spellings("lý luận")) >= {"lý luận", "lí luận", "lý-luận"}
    assert "kinh tế xã hội" in vietnamese.spellings("kinh tế - xã hội")


def test_german_folds_sharp_s_and_keeps_umlauts() -> None:
    folded = fold("Ausschuß für Straßenbau", "de")
    assert folded.text == "ausschuss für strassenbau"
    at = folded.text.index("strassenbau")
    assert folded.span(at, at + len("strassenbau")) == (13, 23)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ｻｰﾊﾞ", "サーバ"), ("ヴェトナム", "ベトナム"), ("ＡＳＥＡＮ", "asean"), ("㌔", "キロ")],
)
def test_japanese_widths_and_v_fold_alike(one: str, other: str) -> None:
    assert fold(one, "ja").text == fold(other, "ja").text


def test_a_japanese_term_is_spelled_with_fewer_okurigana_and_without_a_last_long_vowel() -> None:
    assert {"取り組み", "取組み", "取組"} <= set(japanese.spellings("取り組み"))
    assert "サーバ" in japanese.spellings("サーバー")
    assert "サーバー" in japanese.spellings("サーバ")
    assert "美し" not in japanese.spellings("美しい")


@pytest.mark.parametrize(
    ("term", "others"),
    [
        ("引っ越し", {"引越し", "引越"}),
        ("取り組み", {"取組み", "取組"}),
        ("受け入れ", {"受入れ", "受入"}),
        ("打ち合わせ", {"打合わせ", "打合せ"}),
        ("取り締まり", {"取締まり", "取締り"}),
        ("取り扱い説明書", {"取扱い説明書", "取扱説明書", "取り扱説明書"}),
        ("組み合わせ", {"組合わせ", "組合せ"}),
        ("勝ち負け", {"勝負け"}),
        ("生き物", set()),
        ("見え方", set()),
        ("平和及び安全", set()),
        ("地域で活動", set()),
        ("引き出す", {"引出す"}),
        ("引く", set()),
    ],
)
def test_fewer_okurigana_spell_the_same_word_and_no_other(term: str, others: set[str]) -> None:
    assert set(japanese.spellings(term)) == {term} | others


@pytest.mark.parametrize(
    ("text", "term", "stands"),
    [
        ("省内の", "省", True),
        ("会社の", "社", False),
        ("各社は", "社", True),
        ("irnaは", "rna", False),
        ("プラズマスクリーン", "マスク", False),
        ("ガスマスク", "マスク", True),
        ("サーバーの", "サーバ", False),
        ("国家機関", "機関", True),
    ],
)
def test_a_japanese_match_is_not_cut_out_of_a_word(text: str, term: str, stands: bool) -> None:
    at = text.index(term)
    assert japanese.stands(text, at, at + len(term)) is stands


@given(LETTERS, LANGS, st.data())
def test_a_span_of_folded_text_maps_to_original_text_that_folds_to_it(
    text: str, lang: str, data: st.DataObject
) -> None:
    folded = fold(text, lang)
    starts = data.draw(st.integers(0, max(0, len(folded.text) - 1)))
    ends = data.draw(st.integers(starts + 1, max(starts + 1, len(folded.text))))
    if ends > len(folded.text):
        return
    start, end = folded.span(starts, ends)
    assert 0 <= start < end <= len(text)
    assert folded.text[starts:ends] in folded.text
    whole = [c for c in folded.clusters if c.start < ends and starts < c.end]
    wide = (min([starts, *(c.start for c in whole)]), max([ends, *(c.end for c in whole)]))
    assert folded.span(*wide) == (start, end)
    assert len(fold(text[start:end], lang).text) == wide[1] - wide[0]


@given(LETTERS, LANGS)
@example("ß\u0301", "de")
def test_folding_twice_changes_nothing_more(text: str, lang: str) -> None:
    once = fold(text, lang).text
    assert fold(once, lang).text == once


@given(LETTERS, LANGS)
def test_decomposed_text_folds_as_composed_text_does(text: str, lang: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(unicodedata.normalize("NFD", composed), lang).text == fold(composed, lang).text


@given(st.text(alphabet="aßeﬁ", max_size=20))
def test_two_foldings_chain_to_one_map(text: str) -> None:
    earlier = compose(text, "NFKC")
    chained = after(replace(earlier.text, {"ß": "ss"}), earlier)
    for at in range(len(chained.text)):
        start, end = chained.span(at, at + 1)
        assert chained.text[at] in unicodedata.normalize("NFKC", text[start:end]).replace("ß", "ss")


def test_the_dotted_capital_i_keeps_its_length() -> None:
    assert len(fold("İstanbul", "en").text) == len("İstanbul")


def test_a_text_without_clusters_maps_to_itself() -> None:
    assert Folded("abc").span(1, 3) == (1, 3)


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ("agency", "agencies"),
        ("agencies", "agency"),
        ("mobilization", "mobilisation"),
        ("labour", "labor"),
        ("programme", "programs"),
        ("analysis", "analyses"),
        ("organize", "organising"),
        ("skilful", "skillful"),
    ],
)
def test_an_english_word_takes_its_forms(term: str, form: str) -> None:
    assert form in english.forms(term)


@pytest.mark.parametrize(
    ("term", "other"), [("plan", "planning"), ("basis", "basi"), ("news", "newss"), ("wise", "wize")]
)
def test_an_english_word_takes_no_others(term: str, other: str) -> None:
    assert other not in english.forms(term)


FOUND = [
    ("Massenmobilisierung", "Massenmobilisierungsarbeit", "Massenmobilisierung"),
    ("Massenmobilisierung", "Massenmobilisierungssystems", "Massenmobilisierung"),
    ("Parteikomitee", "Provinzparteikomitees", "parteikomitees"),
    ("Ausschuss", "Ausschüssen", "Ausschüssen"),
    ("Ausschuss", "Provinzparteiausschuß", "ausschuß"),
    ("Beamter", "Beamten", "Beamten"),
    ("Behörde", "Verwaltungsbehörden", "behörden"),
    ("Behörde", "behördenbezogener", "behörde"),
    ("Teammitglied", "Teammitglieder", "Teammitglieder"),
    ("Zentrum", "Zentren", "Zentren"),
    ("geschickt", "geschickten", "geschickten"),
    ("Land", "Länder", "Länder"),
]
NOT_FOUND = [
    ("Massenmobilisierung", "massenmobilisierung"),
    ("Last", "Auslastung"),
    ("Japan", "Japaner"),
    ("Arbeiter", "Arbeiten"),
    ("Mus", "Muss"),
    ("teilen", "Teile"),
    ("Sonne", "Sonntag"),
    ("Drei", "Rundreise"),
    ("Erle", "Erleben"),
    ("Fleischer", "Fleisch"),
    ("ID", "Ideen"),
]


@pytest.mark.parametrize(("term", "word", "part"), FOUND)
def test_a_german_word_is_found_inflected_and_in_compounds(term: str, word: str, part: str) -> None:
    prepared = german.term_word(term, first=True, last=True, vocabulary=german_vocabulary())
    folded = fold(word, "de")
    span = prepared.find(folded.text, word)
    assert span is not None
    start, end = folded.span(*span)
    assert word[start:end] == part


@pytest.mark.parametrize(("term", "word"), NOT_FOUND)
def test_a_german_word_is_not_found_in_other_words(term: str, word: str) -> None:
    prepared = german.term_word(term, first=True, last=True, vocabulary=german_vocabulary())
    assert prepared.find(fold(word, "de").text, word) is None


def test_a_vocabulary_survives_its_file() -> None:
    words = collect(["Das Haus der Straße.", "Ein Haus an der Straße", "der Rat"], least=2)
    assert words == ["Haus", "Straße", "der"]
    vocabulary = parse_vocabulary(format_vocabulary(words))
    assert vocabulary.nouns == {"haus", "strasse"}
    assert vocabulary.knows("strassen")
    assert not vocabulary.knows("rat")
