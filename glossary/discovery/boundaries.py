"""Where terms end in scripts without spaces, as far as the corpus itself tells: what also stands alone is whole."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]")
_ENOUGH = 40  # places of a text that are looked at
_READ = 300_000  # characters of a language that are read
_VARIOUS = 2  # further neighbours from which on an edge is one


@dataclass(frozen=True, slots=True)
class Edges:
    """How much each side of an expression looks cut, from 0 (it ends there elsewhere too) to 1."""

    left: float
    right: float


class Boundaries:
    """The texts of one language, to look expressions up in."""

    def __init__(self, texts: Iterable[str], function: frozenset[str] = frozenset()) -> None:
        self._function = function  # kanji that no term begins or ends with
        self._text = "\n".join(texts)[:_READ]
        self._known: dict[str, Edges] = {}

    def edges(self, text: str) -> Edges:
        """What stands around an expression wherever the corpus has it."""
        if text not in self._known:
            before: list[str] = []
            after: list[str] = []
            at = self._text.find(text)
            while at >= 0 and len(before) < _ENOUGH:
                before.append(self._text[at - 1 : at])
                after.append(self._text[at + len(text) : at + len(text) + 1])
                at = self._text.find(text, at + 1)
            self._known[text] = Edges(self._cut(before), self._cut(after))
        return self._known[text]

    def _cut(self, neighbours: list[str]) -> float:
        inner = [char for char in neighbours if _KANJI.match(char) and char not in self._function]
        if not neighbours or len(inner) < len(neighbours):
            return 0.0 if neighbours else 1.0
        return max(0.0, 1.0 - (len(set(inner)) - 1) / _VARIOUS)
