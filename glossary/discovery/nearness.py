"""How near two expressions of one language are: shared words, shared meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpora.languages import Lang
from corpora.vectors.encoder import Floats
from glossary.discovery.lines import Kind, tokens
from glossary.discovery.segments import Vectors
from glossary.discovery.words import words

_PREFIX, _ENDS = 0.8, 0.5  # of two words: one begins or ends with the other; they share seven letters at an end
_LETTERS = 7


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A text ready to be compared."""

    text: str
    lang: Lang
    stems: tuple[str, ...]  # the words without their endings; of a script without spaces the characters
    vector: Floats  # of length 1, or zeros


def expressions(texts: Sequence[str], lang: Lang, vectors: Vectors) -> list[Expression]:
    """Texts made ready to be compared."""
    return [Expression(t, lang, stems(t, lang), v) for t, v in zip(texts, vectors.of(texts, lang), strict=True)]


def stems(text: str, lang: Lang) -> tuple[str, ...]:
    """What forms of one expression have in common; its function words too, so that equal stems are one rendering."""
    known = words(lang)
    if not known.spaced:
        return tuple(char for char in text.lower() if char.isalnum())
    return tuple(known.stem(t.text) for t in tokens(text, lang) if t.kind is not Kind.BREAK)


def near(left: Expression, right: Expression) -> float:
    """From 0 to 1: half the share of their words that both have, half the cosine."""
    if left.stems == right.stems:
        return 1.0
    cosine = max(float(left.vector @ right.vector), 0.0)
    if not words(left.lang).spaced:
        return 0.5 * SequenceMatcher(None, left.text, right.text, autojunk=False).ratio() + 0.5 * cosine
    mine, other = _content(left), _content(right)
    if not mine or not other:
        return 0.5 * cosine
    mine_shared = sum(max(_alike(a, b) for b in other) for a in mine) / len(mine)
    other_shared = sum(max(_alike(a, b) for a in mine) for b in other) / len(other)
    return 0.5 * min(mine_shared, other_shared) + 0.5 * cosine


def _content(expression: Expression) -> list[str]:
    function = words(expression.lang).function
    return [stem for stem in expression.stems if stem not in function]


def _alike(left: str, right: str) -> float:
    if left == right:
        return 1.0
    short, long = sorted((left, right), key=len)
    if len(short) >= 4 and (long.startswith(short) or long.endswith(short)):
        return _PREFIX
    if len(short) >= _LETTERS and (short[:_LETTERS] == long[:_LETTERS] or short[-_LETTERS:] == long[-_LETTERS:]):
        return _ENDS
    return 0.0


def contains(whole: Expression, part: Expression) -> bool:
    """Whether one is the other and more."""
    if len(part.stems) >= len(whole.stems):
        return (
            bool(words(part.lang).spaced)
            and part.stems != whole.stems
            and (len(part.stems) == len(whole.stems) and part.text.lower() in whole.text.lower())
        )
    size = len(part.stems)
    return any(whole.stems[i : i + size] == part.stems for i in range(len(whole.stems) - size + 1)) or (
        size == 1 and any(len(part.stems[0]) >= 4 and part.stems[0] in stem for stem in whole.stems)
    )
