"""Where terms end, as far as the corpus itself tells: what also stands alone is whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpora.languages import Lang
from glossary.discovery.lines import Kind, tokens
from glossary.discovery.words import words

_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]")
_ENOUGH = 40  # places of a text that are looked at
_READ = 300_000  # characters of a language that are read
_VARIOUS = 2  # further neighbours from which on an edge of kanji is one; 1 and 3 found fewer renderings of 40 concepts
_BREAK = "¶"


@dataclass(frozen=True, slots=True)
class Edges:
    """How much each side of an expression looks cut, from 0 (it ends there elsewhere too) to 1."""

    left: float
    right: float


class Boundaries:
    """The texts of one language, to look expressions up in."""

    def __init__(self, texts: Iterable[str], lang: Lang) -> None:
        self._words, self._lang = words(lang), lang
        read: list[str] = []
        size = 0
        for text in texts:
            if size > _READ:
                break
            read.append(self._written(text) if self._words.spaced else text)
            size += len(text)
        self._text = f" {_BREAK} ".join(["", *read, ""]) if self._words.spaced else "\n".join(read)
        self._known: dict[str, Edges] = {}

    def edges(self, text: str) -> Edges:
        """What stands around an expression wherever the corpus has it."""
        if text not in self._known:
            self._known[text] = self._among_words(text) if self._words.spaced else self._among_letters(text)
        return self._known[text]

    def _written(self, text: str) -> str:
        return " ".join(
            self._words.stem(t.text) if t.kind is Kind.WORD else _BREAK if t.kind is Kind.BREAK else t.text.lower()
            for t in tokens(text, self._lang)
        )

    def _among_words(self, text: str) -> Edges:
        """An edge is cut where one and the same word always stands beside it; the more often, the surer."""
        sought = f" {self._written(text)} "
        before: list[str] = []
        after: list[str] = []
        for at in self._places(sought):
            before.append(self._text[self._text.rfind(" ", 0, at) + 1 : at])
            end = at + len(sought)
            after.append(self._text[end : self._text.find(" ", end)])
        return Edges(self._bound(before), self._bound(after))

    def _bound(self, neighbours: list[str]) -> float:
        if len(set(neighbours)) != 1 or not neighbours[0].isalpha() or neighbours[0] in self._words.function:
            return 0.0
        return 1.0 - 1.0 / len(neighbours)

    def _among_letters(self, text: str) -> Edges:
        before: list[str] = []
        after: list[str] = []
        for at in self._places(text):
            before.append(self._text[at - 1 : at])
            after.append(self._text[at + len(text) : at + len(text) + 1])
        return Edges(self._cut(before), self._cut(after))

    def _cut(self, neighbours: list[str]) -> float:
        inner = [char for char in neighbours if _KANJI.match(char) and char not in self._words.function]
        if not neighbours or len(inner) < len(neighbours):
            return 0.0 if neighbours else 1.0
        return max(0.0, 1.0 - (len(set(inner)) - 1) / _VARIOUS)

    def _places(self, sought: str) -> Iterable[int]:
        at = self._text.find(sought)
        for _ in range(_ENOUGH):
            if at < 0:
                return
            yield at
            at = self._text.find(sought, at + 1)
