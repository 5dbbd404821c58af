"""Foreign words in Japanese, Vietnamese and German: spaces beside Latin letters, plurals, katakana compounds, hyphens."""

import pytest

from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher


def forms(term: str, text: str, lang: str = "ja") -> list[str]:
    concept = Concept(term, (Term(term, lang, Status.PREFERRED),))
    return [occurrence.form for occurrence in Matcher(Glossary({term: concept})).find_text(text, lang)]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("JITコンパイラ", "新しい JIT コンパイラは速い", "JIT コンパイラ"),
        ("JITコンパイラ", "新しいJIT\u00a0コンパイラは速い", "JIT\u00a0コンパイラ"),
        ("strict モード", "strictモードで動く", "strictモード"),
        ("2級地方政府", "2 級地方政府の運営", "2 級地方政府"),
    ],
)
def test_a_space_between_latin_and_japanese_letters_is_a_matter_of_style(term: str, text: str, found: str) -> None:
    assert forms(term, text) == [found]


def test_a_latin_word_may_keep_its_plural_but_is_not_the_beginning_of_another_word() -> None:
    assert forms("default gem", "以下の Default gems を更新") == ["Default gems"]
    assert forms("default gem", "default gemset を更新") == []
    assert forms("API", "複数の APIs を") == []


def test_an_english_word_may_keep_its_plural_in_vietnamese() -> None:
    assert forms("keyword argument", "Bài học này giải thích keyword arguments cho người mới.", "vi") == [
        "keyword arguments"
    ]
    assert forms("công dân", "các công dâns", "vi") == []


def test_a_short_katakana_term_is_found_in_a_compound_with_another_word() -> None:
    assert forms("フック", "カスタムフックの本体") == ["フック"]
    assert forms("パッチ", "全てのパッチリリース") == ["パッチ"]
    assert forms("ラム", "プログラム") == []
    assert forms("アート", "スマート") == []


def test_a_german_noun_is_found_in_an_adjective_with_a_hyphen() -> None:
    assert forms("Thread", "um thread-sichere Programme zu schreiben", "de") == ["thread"]
    assert forms("Server", "das server-gerenderte Markup", "de") == ["server"]
    assert forms("Faden", "der rote faden und mehr", "de") == []


def test_a_name_with_a_hyphen_may_stand_between_a_german_adjective_and_its_noun() -> None:
    found = forms("betroffene Version", "Alle, die eine betroffene Ruby-Version einsetzen.", "de")
    assert found == ["betroffene Ruby-Version"]
    assert forms("betroffene Version", "Der betroffene Ruby hat eine Version.", "de") == []
