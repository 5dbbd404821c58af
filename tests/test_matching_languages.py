"""Where English, Vietnamese and Japanese terms stand in texts, and what match modes and case rules make of them."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Article, Paragraph
from corpora.errors import InputError
from glossary.concept import Case, Concept, Glossary, Match, PartOfSpeech, Status, Term
from glossary.folding import fold, japanese, vietnamese
from glossary.folding.typesetting import readable
from glossary.matching import Matcher, Occurrence, longest


def found(term: Term, text: str) -> list[str]:
    matcher = Matcher(Glossary({"a": Concept("a", (term,))}))
    return [text[slice(*(o.where.span or (0, 0)))] for o in matcher.find_text(text, term.lang)]


def en(text: str) -> Term:
    return Term(text, "en", Status.PREFERRED)


ENGLISH = [
    ("regular and irregular plurals", "policeman", "two policemen", ["policemen"]),
    ("a plural that is given", "viruses", "the virus", ["virus"]),
    ("-ie and -y", "movies", "one movie", ["movie"]),
    ("-sis", "hypothesis", "both hypotheses", ["hypotheses"]),
    ("a plural in the middle", "attorney general", "the attorneys general", ["attorneys general"]),
    ("people for persons", "young person", "young people", ["young people"]),
    ("genitives", "State agency", "the state agency’s plan", ["state agency"]),
    ("genitives inside", "workers' rights", "each worker's rights", ["worker's rights"]),
    ("verbs", "reduce poverty", "reducing poverty and reduced poverty", ["reducing poverty", "reduced poverty"]),
    ("verbs with an article after them", "serve the people", "serving the people", ["serving the people"]),
    ("irregular verbs", "build trust", "trust was built, and built trust", ["built trust"]),
    ("British and American", "labour organisation", "labor organizations", ["labor organizations"]),
    ("medical spelling", "haemorrhage", "hemorrhages", ["hemorrhages"]),
    ("doubled consonants", "counselling", "counseling", ["counseling"]),
    ("metres", "kilometer", "ten kilometres", ["kilometres"]),
    ("compounds with a space, a hyphen, in one word", "decision making", "decision-making, decisionmaking",
     ["decision-making", "decisionmaking"]),
    ("compounds apart", "healthcare", "health care, health-care", ["health care", "health-care"]),
    ("e-mail", "email", "an e-mail", ["e-mail"]),
    ("numbers", "COVID-19", "Covid 19, COVID19", ["Covid 19", "COVID19"]),
    ("capitals of a headline", "State agency", "STATE AGENCIES", ["STATE AGENCIES"]),
    ("quotes inside", "skilled mass mobilization", "“skilled” mass mobilization", ["skilled” mass mobilization"]),
    ("quotes around", "smart city", "the 'smart' city", ["smart' city"]),
    ("abbreviations", "NGO", "NGOs, an NGO’s, ngo", ["NGOs", "NGO"]),
    ("dots in abbreviations", "UN", "the U.N. said", ["U.N."]),
    ("abbreviations with dots", "U.S. dollar", "US dollars, not us dollars", ["US dollars"]),
    ("abbreviations as names", "ASEAN", "Asean and asean", ["Asean"]),
    ("titles", "St. Petersburg", "St Petersburg", ["St Petersburg"]),
    ("and", "research and development", "research & development", ["research & development"]),
    ("signs", "C++", "C and C++", ["C++"]),
    ("commas", "Ministry of Culture, Sports and Tourism", "the Ministry of Culture, Sports and Tourism",
     ["Ministry of Culture, Sports and Tourism"]),
    ("ligatures", "office", "the o\ufb03ce", ["o\ufb03ce"]),
    ("wide letters", "office", "ｏｆｆｉｃｅ", ["ｏｆｆｉｃｅ"]),
    ("soft hyphens", "office", "an of\u00adfice\u00ad.", ["of\u00adfice"]),
    ("zero width", "office plan", "of\u200bfice\u200b plan\u200b", ["of\u200bfice\u200b plan"]),
    ("apostrophes", "rock 'n' roll", "Rock ’n’ Roll", ["Rock ’n’ Roll"]),
    ("once a coordinated word", "state agency", "state authorities and agencies", ["state authorities and agencies"]),
    ("a name in an address", "party", "see https://party.example/party", ["party", "party"]),
]  # fmt: skip
ENGLISH_NOT = [
    ("nouns and verbs", "plan", "planning and planned"),
    ("two nouns", "plant cell", "planted cells"),
    ("news", "news", "new"),
    ("species", "species", "specie"),
    ("glasses", "glasses", "a glass"),
    ("customs", "customs officer", "custom officer"),
    ("it", "make it", "make its"),
    ("IT", "IT system", "it systems"),
    ("people", "person", "the people"),
    ("storeys", "storey", "a story"),
    ("verbs of two words", "call back", "a callback"),
    ("nouns of two words", "sit-in", "we sit in the room"),
    ("under pressure", "underpressure", "under pressure"),
    ("notes", "A-sharp", "razor-sharp"),
    ("filling", "filling", "filing"),
    ("an article with a capital", "A major", "the major"),
    ("short names", "Ares", "you are"),
    ("a comma that the term has not", "party state", "the party, state organs"),
    ("the end of a sentence", "state agency", "The state. Agencies"),
    ("inside words", "art", "the start of parts"),
]


@pytest.mark.parametrize(("label", "term", "text", "spans"), ENGLISH, ids=[case[0] for case in ENGLISH])
def test_an_english_term_is_found_as_texts_write_it(label: str, term: str, text: str, spans: list[str]) -> None:
    assert found(en(term), text) == spans


@pytest.mark.parametrize(("label", "term", "text"), ENGLISH_NOT, ids=[case[0] for case in ENGLISH_NOT])
def test_an_english_term_is_not_found_in_another_word(label: str, term: str, text: str) -> None:
    assert found(en(term), text) == []


def test_the_part_of_speech_decides_whether_a_word_is_a_verb() -> None:
    verb = Term("plan", "en", Status.PREFERRED, part_of_speech=PartOfSpeech.VERB)
    noun = Term("mandate", "en", Status.PREFERRED, part_of_speech=PartOfSpeech.NOUN)
    assert found(verb, "planned, planning") == ["planned", "planning"]
    assert found(noun, "mandated, mandates") == ["mandates"]


def test_a_name_in_an_address_silences_nothing() -> None:
    occurrences = Matcher(Glossary({"a": Concept("a", (en("party"),))})).find_text("www.party.example", "en")
    assert [o.interrupted for o in occurrences] == [True]
    assert longest(occurrences) == ()


VIETNAMESE = [
    ("tone placement", "hòa giải", "Hoà giải ở cơ sở", ["Hoà giải"]),
    ("decomposed", "hòa giải", unicodedata.normalize("NFD", "hoà giải"), [unicodedata.normalize("NFD", "hoà giải")]),
    ("i and y", "bác sĩ", "các bác sỹ", ["bác sỹ"]),
    ("Icelandic letters", "HĐND", "H\u00d0ND", ["H\u00d0ND"]),
    ("hyphens in words", "Việt Nam", "Việt-Nam", ["Việt-Nam"]),
    ("dashes", "kinh tế - xã hội", "kinh tế xã hội, kinh tế–xã hội", ["kinh tế xã hội", "kinh tế–xã hội"]),
    ("a dash that the term has not", "chính trị xã hội", "chính trị - xã hội", ["chính trị - xã hội"]),
    ("segmented text", "dân vận khéo", "dân_vận khéo", ["dân_vận khéo"]),
    ("two spaces", "dân vận", "dân  vận", ["dân  vận"]),
    ("rare spaces", "dân vận", "dân\u2005vận, dân\u2028vận", ["dân\u2005vận", "dân\u2028vận"]),
    ("loanwords", "vắc-xin", "vắc xin, vắc - xin", ["vắc xin", "vắc - xin"]),
    ("capitals", "Mặt trận Tổ quốc", "MẶT TRẬN TỔ QUỐC", ["MẶT TRẬN TỔ QUỐC"]),
    ("one syllable of a longer word", "xã", "xã hội, hợp tác xã, xã này", ["xã"]),
    ("across two words", "khí hóa", "vũ khí hóa học", []),
    ("inside a syllable", "an", "bàn, sang", []),
    ("abbreviations", "UBND", "ubnd", []),
]


@pytest.mark.parametrize(("label", "term", "text", "spans"), VIETNAMESE, ids=[case[0] for case in VIETNAMESE])
def test_a_vietnamese_term_is_found_as_texts_write_it(label: str, term: str, text: str, spans: list[str]) -> None:
    assert found(Term(term, "vi", Status.PREFERRED), text) == spans


JAPANESE = [
    ("half width", "サーバー", "新しいｻｰﾊﾞｰを", ["ｻｰﾊﾞｰ"]),
    ("wide letters", "ASEAN", "ＡＳＥＡＮは", ["ＡＳＥＡＮ"]),
    ("okurigana", "取り組み", "取組みと取組", ["取組み", "取組"]),
    ("ヴ", "ヴェトナム", "ベトナム", ["ベトナム"]),
    ("ウィ", "ウイルス", "ウィルス", ["ウィルス"]),
    ("the last long vowel", "コミュニティ", "コミュニティーの", ["コミュニティー"]),
    ("an inner long vowel", "コンピューターシステム", "コンピュータシステム", ["コンピュータシステム"]),
    ("エイ", "インターフェース", "インターフェイス", ["インターフェイス"]),
    ("old kanji", "国会", "國會", ["國會"]),
    ("kanji variants", "高橋", "髙橋", ["髙橋"]),
    ("iteration marks", "佐々木", "佐佐木", ["佐佐木"]),
    ("kana iteration marks", "いすず", "いすゞ", ["いすゞ"]),
    ("variation selectors", "葛飾", "葛\U000e0100飾区", ["葛\U000e0100飾"]),
    ("middle dots", "ホー・チ・ミン", "ホーチミン", ["ホーチミン"]),
    ("other dots", "ホー・チ・ミン", "ホー･チ･ミン", ["ホー･チ･ミン"]),
    ("dots that the term has not", "政治社会組織", "政治・社会組織", ["政治・社会組織"]),
    ("no dot at the edge", "ラファエル", "ラファエル・ナダル", ["ラファエル"]),
    ("no other dot at the edge", "ラファエル", "ラファエル゠ナダル、ラファエル ナダル", ["ラファエル", "ラファエル"]),
    ("ordinals", "第二次", "第2次", ["第2次"]),
    ("suffixes", "民主", "民主的な民主化", ["民主", "民主"]),
    ("one kanji with an affix", "省", "省内の外務省", ["省"]),
    ("one kanji in a word", "社", "会社", []),
    ("the first of a repeated kanji", "準決勝", "準々決勝", []),
    ("katakana compounds", "マスク", "ガスマスク", ["マスク"]),
    ("katakana inside a word", "ラム", "プログラムとアラム", []),
    ("katakana at the end of a name", "ランド", "スコットランド", []),
    ("a mora", "アニメ", "アニメーション", []),
    ("drums and drama", "ドラマー", "ドラマ", []),
    ("short hiragana", "がん", "がんの人はがんばる", ["がん"]),
    ("Latin inside Latin", "RNA", "IRNAのRNA", ["RNA"]),
]


@pytest.mark.parametrize(("label", "term", "text", "spans"), JAPANESE, ids=[case[0] for case in JAPANESE])
def test_a_japanese_term_is_found_as_texts_write_it(label: str, term: str, text: str, spans: list[str]) -> None:
    assert found(Term(term, "ja", Status.PREFERRED), text) == spans


CASES = [
    ("en", "State agency", Case.SENSITIVE, "State agencies, state agencies, STATE AGENCY", ["State agencies"]),
    ("en", "NGO", Case.SENSITIVE, "NGOs, NGOS, ngo", ["NGOs", "NGOS"]),
    ("en", "IT", Case.INSENSITIVE, "it, It, IT", ["it", "It", "IT"]),
    ("de", "Ausschuss", Case.SENSITIVE, "Ausschüsse, AUSSCHUSS, Parteiausschuss", ["Ausschüsse", "ausschuss"]),
    ("de", "Komitee", Case.INSENSITIVE, "das komitee", ["komitee"]),
    ("vi", "Hòa Bình", Case.SENSITIVE, "Hoà Bình, hòa bình", ["Hoà Bình"]),
    ("vi", "UBND", Case.INSENSITIVE, "ubnd", ["ubnd"]),
    ("ja", "ASEAN", Case.INSENSITIVE, "asean", ["asean"]),
    ("ja", "iPhone", Case.SENSITIVE, "iPhoneとIPHONE", ["iPhone"]),
]


@pytest.mark.parametrize(("lang", "term", "case", "text", "spans"), CASES)
def test_the_case_rule_speaks_in_every_language(lang: str, term: str, case: Case, text: str, spans: list[str]) -> None:
    assert found(Term(term, lang, Status.PREFERRED, case=case), text) == spans


EXACT = [
    ("en", "state agency", "State agency, state agencies, STATE\u00a0AGENCY", ["State agency", "STATE\u00a0AGENCY"]),
    ("en", "IT", "it, IT", ["IT"]),
    ("de", "Last", "Last, last, Lasten, Auslastung, LAST", ["Last", "LAST"]),
    ("de", "Straße", "Strasse, Straße", ["Straße"]),
    ("vi", "hòa giải", "hoà giải, hòa giải", ["hòa giải"]),
    ("vi", "xã", "xã hội ở xã", ["xã"]),
    ("ja", "取り組み", "取組みと取り組み", ["取り組み"]),
    ("ja", "サーバ", "ｻｰﾊﾞとサーバ", ["サーバ"]),
    ("ja", "NA", "DNAのNA", ["NA"]),
]


@pytest.mark.parametrize(("lang", "term", "text", "spans"), EXACT)
def test_an_exact_term_is_found_letter_by_letter_as_a_whole_word(
    lang: str, term: str, text: str, spans: list[str]
) -> None:
    assert found(Term(term, lang, Status.PREFERRED, match=Match.EXACT), text) == spans


def regex(pattern: str, case: Case = Case.LANGUAGE) -> Term:
    return Term("Plan Nr.", "de", Status.PREFERRED, match=Match.REGEX, pattern=pattern, case=case)


def test_a_pattern_is_found_where_it_matches_in_its_own_capitals_unless_told_otherwise() -> None:
    assert found(regex(r"\bPlan(?! Nr)"), "Plan Nr. 5, der Plan, plan") == ["Plan"]
    assert found(regex(r"\bplan\b", Case.INSENSITIVE), "Plan") == ["Plan"]
    assert found(Term("Plan|Ziel", "de", Status.PREFERRED, match=Match.REGEX), "Ziel") == ["Ziel"]
    assert found(regex("x*"), "ab") == []


def test_a_pattern_finds_its_place_in_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "der Rückgang")
    assert found(regex("Rück"), text) == [unicodedata.normalize("NFD", "Rück")]


def test_a_pattern_that_cannot_be_read_names_its_concept_when_the_matcher_is_built() -> None:
    with pytest.raises(
        InputError, match=r"concept 'a', term 'Plan Nr\.' \(de\): the pattern '\(a' is no regular expression"
    ):
        Matcher(Glossary({"a": Concept("a", (regex("(a"),))}))


def test_a_pattern_that_takes_too_long_names_its_concept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.patterns._SECONDS", 0.05)
    with pytest.raises(InputError, match=r"concept 'a'.*one paragraph of 201 characters"):
        found(regex(r"(?:a|a|b?a)+$"), "a" * 200 + "!")


NAMES = Glossary(
    {
        "vf": Concept("vf", (Term("VinFast", "en", Status.PREFERRED),), do_not_translate=True),
        "other": Concept("other", (Term("Komitee", "de", Status.PREFERRED),)),
        "bad": Concept("bad", (Term("Vin-Fast", "en", Status.FORBIDDEN),), do_not_translate=True),
    }
)


@pytest.mark.parametrize(
    ("lang", "text", "forms"),
    [
        ("de", "VinFasts VinFast-Autos, Vinfast, Vin-Fast", ["VinFasts", "VinFast"]),
        ("ja", "VinFastはAVinFast、ビンファスト", ["VinFast"]),
        ("vi", "Xe VINFAST, vinfast", ["VINFAST"]),
        ("xx", "VinFast VinFasts", ["VinFast"]),
    ],
)
def test_names_are_found_as_they_are_written_in_every_language(lang: str, text: str, forms: list[str]) -> None:
    occurrences = Matcher(NAMES).names_in_text(text, lang)
    assert [o.form for o in occurrences] == forms
    assert {(o.concept, o.term.lang, o.where.lang) for o in occurrences} == {("vf", "en", lang)}


def test_names_of_an_article_say_where_they_stand() -> None:
    article = Article("x.de", "de", (Paragraph("Titel", 0, line=1), Paragraph("Das VinFast", 1, line=3)))
    (name,) = Matcher(NAMES).names(article)
    assert (name.where.article, name.where.paragraph, name.where.span, name.where.line) == ("x.de", 1, (4, 11), 3)


@pytest.mark.parametrize("lang", ["en", "de", "vi", "ja", "xx"])
def test_empty_texts_and_unknown_languages_hold_nothing_or_the_plain_term(lang: str) -> None:
    matcher = Matcher(Glossary({"a": Concept("a", (Term("plan", lang, Status.PREFERRED),))}))
    assert matcher.find_text("", lang) == ()
    assert matcher.find_text("\u200b", lang) == ()
    assert [o.where.span for o in matcher.find_text("a plan", lang)] == [(2, 6)]


@pytest.mark.parametrize(
    ("lang", "terms", "text"),
    [
        ("ja", ["内", "社"], "内" * 20_000),
        ("ja", ["アイ", "アイアイアイ"], "アイ" * 5_000),
        ("ja", ["あ", "ああ"], "あ" * 5_000),
        ("vi", ["xã", "xã hội"], "xã " * 5_000),
        ("vi", ["xã", "a"], "a\u0303" * 20_000),
        ("en", ["a b", "R&D"], "a and " * 5_000 + "&" * 5_000),
        ("en", ["state agency"], "x" * 200_000),
    ],
)
def test_long_and_monotonous_texts_take_no_long_time(lang: str, terms: list[str], text: str) -> None:
    concepts = {term: Concept(term, (Term(term, lang, Status.PREFERRED),)) for term in terms}
    begin = time.process_time()
    longest(Matcher(Glossary(concepts)).find_text(text, lang))
    assert time.process_time() - begin < 20  # a second at most; quadratic work would take minutes


WORDS = {
    "en": [
        "state",
        "agencies",
        "agency",
        "U.S.",
        "&",
        "“",
        "”",
        "'s",
        "dollar",
        "e-mail",
        "of\u00adfice",
        "and",
        ",",
        ".",
    ],
    "vi": ["dân", "vận", "khéo", "hoà", "hòa", "bình", "xã", "hội", "-", "–", "Đảng", "ủy", "uỷ", "  ", "\u200b"],
    "ja": ["国会", "國會", "サーバー", "ｻｰﾊﾞ", "・", "取り組み", "取組", "々", "ヴェトナム", "の", "社", "ー", "\u200b"],
}
TERMS = {
    "en": ["state agency", "U.S. dollar", "office", "agency and state", "email"],
    "vi": ["dân vận", "dân vận khéo", "hòa bình", "xã hội", "xã", "Đảng ủy"],
    "ja": ["国会", "サーバー", "取り組み", "ベトナム", "社", "国会サーバー"],
}
LANG_TEXT = st.sampled_from(sorted(WORDS)).flatmap(
    lambda lang: st.tuples(
        st.just(lang),
        st.lists(st.sampled_from([*WORDS[lang], *TERMS[lang]]), max_size=12).map((" " if lang != "ja" else "").join),
    )
)
MATCHERS = {
    lang: Matcher(Glossary({t: Concept(t, (Term(t, lang, Status.PREFERRED),)) for t in terms}))
    for lang, terms in TERMS.items()
}


def _span(occurrence: Occurrence) -> tuple[int, int]:
    return occurrence.where.span or (0, 0)


@given(LANG_TEXT)
def test_what_stands_at_a_place_is_found_there_again_when_it_stands_alone(given_: tuple[str, str]) -> None:
    lang, text = given_
    for occurrence in MATCHERS[lang].find_text(text, lang):
        start, end = _span(occurrence)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert occurrence.concept in {o.concept for o in MATCHERS[lang].find_text(text[start:end], lang)}


@given(LANG_TEXT)
def test_decomposed_text_has_the_hits_of_composed_text_at_the_same_letters(given_: tuple[str, str]) -> None:
    lang, text = given_
    text = unicodedata.normalize("NFC", text)
    apart = unicodedata.normalize("NFD", text)
    one = [(o.concept, text[slice(*_span(o))]) for o in MATCHERS[lang].find_text(text, lang)]
    other = [
        (o.concept, unicodedata.normalize("NFC", apart[slice(*_span(o))]))
        for o in MATCHERS[lang].find_text(apart, lang)
    ]
    assert one == other


@given(st.text(alphabet="aﬁ\u00ad\u200bﬄＡb\ufe00 ", max_size=20))
def test_what_typesetting_did_is_undone_with_the_way_back(text: str) -> None:
    folded = readable(text)
    assert len(readable(folded.text).text) == len(folded.text)
    for at, char in enumerate(folded.text):
        start, end = folded.span(at, at + 1)
        assert start < end
        assert char in readable(text[start:end]).text


@pytest.mark.parametrize("lang", ["en", "vi", "ja"])
def test_the_spellings_of_a_term_fold_to_themselves(lang: str) -> None:
    spellings = {"vi": vietnamese.spellings, "ja": japanese.spellings}
    for term in TERMS[lang] if lang in spellings else ():
        for spelled in spellings[lang](fold(term, lang).text):
            assert fold(spelled, lang).text == spelled
