"""Latin words inside Japanese terms: the space around them is a matter of house style, and they may keep their plural."""

import pytest

from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher


def forms(term: str, text: str) -> list[str]:
    concept = Concept(term, (Term(term, "ja", Status.PREFERRED),))
    return [occurrence.form for occurrence in Matcher(Glossary({term: concept})).find_text(text, "ja")]


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
