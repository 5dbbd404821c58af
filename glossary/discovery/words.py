"""What discovery knows of single languages: words.toml, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from corpora.languages import LANGUAGES, Lang

TABLE = "words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's entry; words.toml says what each field does."""

    spaced: bool  # whether spaces part its words
    function: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    least: int = 3
    article: tuple[str, ...] = ()
    nouns: bool = False
    joins: frozenset[str] = frozenset()

    def stem(self, word: str) -> str:
        """A word without the endings that it may have lost or gained between two of its forms; lower case."""
        low = word.lower().replace("ß", "ss")
        while ending := next((each for each in self.endings if self._ends(low, each)), ""):
            low = low[: -len(ending)]
        return low

    def _ends(self, low: str, ending: str) -> bool:
        if ending == "s" and low.endswith("ss"):
            return False
        return low.endswith(ending) and len(low) - len(ending) >= self.least


@cache
def words(lang: Lang) -> Words:
    """A language's entry; what languages.toml says of it where there is none."""
    known = LANGUAGES.get(lang)
    spaced = known is None or bool(known.joiner)
    given = _table().get(lang)
    if given is None:
        grammar = frozenset((*known.grammar, *known.unfinished)) if known else frozenset()
        return Words(spaced, grammar, grammar, endings=known.endings if known else ())
    return Words(
        spaced,
        frozenset(given.get("function", "").split()),
        frozenset(given.get("inside", "").split()),
        frozenset(given.get("links", "").split() if spaced else given.get("links", "")),
        tuple(given.get("endings", ())),
        given.get("least", 3),
        tuple(given.get("article", ())),
        given.get("nouns", False),
        frozenset(given.get("joins", "")),
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("glossary.discovery").joinpath(TABLE).read_text("utf-8"))
