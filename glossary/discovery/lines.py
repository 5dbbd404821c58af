"""A paragraph cut into words, and the stretches of it that can be a term."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise

from corpora.article import Article, Paragraph
from corpora.finding import Place
from corpora.languages import Lang
from corpora.vectors.encoder import Encoder
from glossary.discovery.words import Words, words

LONGEST, LONGEST_UNSPACED = 8, 16  # words, or characters and runs, of a term that is no whole quotation

_WORD = re.compile(r"['’]s?(?!\w)|\w+(?:[’'](?!s\b)\w+|[-‐‑]\w+)*[-‐‑]?|\S")
_UNSPACED = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff々]|[\u30a1-\u30faー]+|[\u3041-\u309f]|[^\W\d_\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\d+|\S"
)
_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]")
_KANA = re.compile(r"[\u3041-\u309f]")
_OKURIGANA = frozenset("きぎみりいちえれけげせめべ")
_ATTRIBUTE = re.compile(r"[^\W\d_A-ZÄÖÜ]{3,}(?:e[nrsm]?)")  # a German word that may be an inflected attribute


class Kind(IntEnum):
    """What a word does in a term."""

    WORD = 0
    FUNCTION = 1
    BREAK = 2  # no term reaches across it


@dataclass(frozen=True, slots=True)
class Token:
    """A word; in scripts without spaces a kanji, a letter of hiragana, or a run of one other script."""

    start: int
    end: int
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that may be a term."""

    start: int
    end: int
    cuts: int = 0  # how many of its edges look as if they cut a longer term
    tears: int = 0  # how many lie inside a word, as far as a script without spaces shows words
    left: bool = False  # in a script without spaces: whether the left edge is one of those
    right: bool = False


class Line:
    """One paragraph of an article."""

    def __init__(self, article: Article, paragraph: Paragraph, encoder: Encoder) -> None:
        self.article, self.paragraph, self.text, self.lang = article, paragraph.index, paragraph.text, article.lang
        self._line, self._encoder = paragraph.line, encoder

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words and what parts them, in order."""
        return tokens(self.text, self.lang)

    @cached_property
    def pieces(self) -> tuple[int, ...] | None:
        """Where the pieces of its vector end, in a script without spaces; None where nobody knows."""
        found = None if words(self.lang).spaced else self._encoder.prefixes(self.text)
        return None if found is None else tuple(int(end) for end in found.ends)

    @cached_property
    def seams(self) -> frozenset[int] | None:
        """The same to look up."""
        return None if self.pieces is None else frozenset((0, *self.pieces))

    def place(self, start: int, end: int) -> Place:
        """A span of it, as findings name it."""
        return Place(self.article.id, self.lang, self.paragraph, (start, end), self._line)


def tokens(text: str, lang: Lang) -> tuple[Token, ...]:
    """The words of a text and what parts them, in order."""
    known = words(lang)
    if known.spaced:
        return tuple(Token(m.start(), m.end(), m[0], _kind(m[0], known)) for m in _WORD.finditer(text))
    found: list[Token] = []
    for m in _UNSPACED.finditer(text):
        counter = bool(found) and found[-1].text.isdigit() and _KANJI.match(m[0])  # 25日, 3人
        found.append(Token(m.start(), m.end(), m[0], Kind.FUNCTION if counter else _kind(m[0], known)))
    return tuple(found)


def _kind(word: str, known: Words) -> Kind:
    if not known.spaced:
        if _KANA.match(word) or word == "・":
            return Kind.FUNCTION
        if word.isdigit() or word in known.function:
            return Kind.FUNCTION
        return Kind.WORD if word[0].isalnum() or word[0] == "ー" else Kind.BREAK
    if word[0] in "'’":
        return Kind.FUNCTION if len(word) > 1 or word == "’" else Kind.BREAK
    if not any(map(str.isalnum, word)):
        return Kind.BREAK
    return Kind.FUNCTION if word.lower() in known.function or word.isdigit() else Kind.WORD


def stretches(line: Line, start: int, end: int, *, loose: bool = False) -> Iterator[Stretch]:
    """Every stretch between two characters of a line that may be a term; `loose` ones may begin with a function word."""
    inner = [token for token in line.tokens if start <= token.start and token.end <= end]
    known = words(line.lang)
    yield from _spaced(inner, known, loose) if known.spaced else _unspaced(line, inner, known)


def _spaced(inner: list[Token], known: Words, loose: bool) -> Iterator[Stretch]:
    for first, token in enumerate(inner):
        if token.kind is Kind.BREAK or (token.kind is Kind.FUNCTION and not loose):
            continue
        for last in range(first, min(first + LONGEST, len(inner))):
            word = inner[last]
            if word.kind is Kind.BREAK:
                break
            if word.kind is Kind.WORD:
                before = inner[first - 1] if first else None
                after = inner[last + 1] if last + 1 < len(inner) else None
                yield Stretch(token.start, word.end, _cuts(inner[first : last + 1], before, after, known))
            elif last > first and word.text.lower() not in known.inside and word.text[0] not in "'’":
                break


def _cuts(held: Sequence[Token], before: Token | None, after: Token | None, known: Words) -> int:
    """How much a stretch of words looks like a part of something, or like more than one thing, by its capitals."""
    first, last = held[0], held[-1]
    if not known.nouns:
        return _continues(before, first) + _continues(last, after)
    noun = _is_capital(last)
    follows = after is not None and after.kind is Kind.WORD and _is_capital(after) and not noun
    attribute = (
        before is not None and before.kind is Kind.WORD and bool(_ATTRIBUTE.fullmatch(before.text))
    ) and first.kind is Kind.WORD
    verbs = sum(
        word.kind is Kind.WORD and not _is_capital(word) and after_.kind is Kind.FUNCTION
        for word, after_ in pairwise(held)
    )
    return (not noun) + follows + attribute + verbs


def _continues(left: Token | None, right: Token | None) -> bool:
    """Whether two neighbours both have capitals, as the words of one name do."""
    return (
        left is not None
        and right is not None
        and left.kind is Kind.WORD
        and right.kind is Kind.WORD
        and _is_capital(left)
        and _is_capital(right)
    )


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _unspaced(line: Line, inner: list[Token], known: Words) -> Iterator[Stretch]:
    for first, token in enumerate(inner):
        if token.kind is not Kind.WORD:
            continue
        left = _edge(line, inner[first - 1] if first else None, token)
        for last in range(first, min(first + LONGEST_UNSPACED, len(inner))):
            word = inner[last]
            if word.kind is Kind.BREAK:
                break
            after = inner[last + 1] if last + 1 < len(inner) else None
            if word.kind is Kind.WORD and word.end - token.start > 1:
                right = _edge(line, word, after)
                yield Stretch(
                    token.start, word.end, (left > 0) + (right > 0), (left > 1) + (right > 1), left > 0, right > 0
                )
            elif _is_okurigana(inner, last, after):
                yield Stretch(token.start, word.end, (left > 0) + int(last - first < 2), int(left > 1), left > 0)
            if word.kind is Kind.FUNCTION and not (
                word.text in known.joins or word.text.isdigit() or _KANJI.match(word.text)
            ):
                break


def _is_okurigana(inner: list[Token], at: int, after: Token | None) -> bool:
    """Whether a term may end with this letter of hiragana: 受入れ, 手続き; not 注力し, which goes on as a verb."""
    word = inner[at]
    if word.text not in _OKURIGANA or not at or not _KANJI.match(inner[at - 1].text):
        return False
    return after is None or not (_KANJI.match(after.text) or after.text in "るたてなまずれら")


def _edge(line: Line, left: Token | None, right: Token | None) -> int:
    """0 where two neighbours are of different kinds, 1 where a longer term may be cut between them, 2 inside a word."""
    if left and right and Kind.FUNCTION in (left.kind, right.kind):
        return 0
    if not (left and right and left.end == right.start and _KANJI.match(left.text) and _KANJI.match(right.text)):
        return 0
    return 1 if line.seams is None or right.start in line.seams else 2
