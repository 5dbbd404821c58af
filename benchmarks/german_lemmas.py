"""What the dictionaries among the training rows say of German nouns: which are words of their own, which are names."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from glossary.folding import fold
from glossary.folding.vocabulary import without_umlaut

_ENDINGS = ("", "e", "en", "n", "s", "es", "er", "ern", "nen", "se", "sen", "in", "innen")
_OTHER_ENDINGS = {
    "en": ("a", "um", "o", "us", "on"),
    "a": ("um", "on"),
    "i": ("us", "o"),
    "in": ("e",),
    "innen": ("e",),
}
_PLURAL = re.compile("[^s]s$")
_NO_WORDS = frozenset(["", "a", "an", "of", "s", "the", "to"])
_SHORTEST = 3
_ENOUGH = 2  # entries of a word that is certain


@dataclass(slots=True)
class Entry:
    """One German noun of the dictionaries."""

    senses: list[str] = field(default_factory=list)  # in English, with their capitals

    @property
    def words(self) -> set[str]:
        """The English words of its senses, in the singular."""
        found = {word for sense in self.senses for word in re.findall("[a-z]+", sense.lower())}
        singulars = {
            re.sub(ending, stem, word) for word in found for ending, stem in (("ies$", "y"), ("e?s$", ""), ("s$", ""))
        }
        return (found | singulars) - _NO_WORDS


def entries(cells: Iterable[tuple[str, str]]) -> dict[str, Entry]:
    """The folded German nouns of (German cell, English) pairs."""
    found: dict[str, Entry] = defaultdict(Entry)
    for cell, english in cells:
        for word in map(str.strip, cell.split(",")):
            if word.isalpha() and word.istitle():
                found[fold(word, "de").text].senses.append(english)
    return dict(found)


def bases(word: str, known: dict[str, Entry]) -> set[str]:
    """The other entries of which a word may be a form."""
    found = set()
    for ending in (*_ENDINGS, *_OTHER_ENDINGS):
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(stem) >= _SHORTEST:
            ways = (stem, *(stem + other for other in _OTHER_ENDINGS.get(ending, ())))
            found |= {base for way in ways for base in (way, without_umlaut(way))}
    return (found & known.keys()) - {word}


def is_lemma(word: str, known: dict[str, Entry]) -> bool:
    """Whether a noun is no form of another: it shares no sense with one, and means nothing in the plural where it has none."""
    others = bases(word, known)
    if any(known[word].words & known[other].words for other in others):
        return False
    plural = all(map(_PLURAL.search, known[word].senses)) and word.endswith(("n", "e", "er", "s"))
    return bool(others) or not plural


def is_name(entry: Entry) -> bool:
    """Whether all senses have a capital: Sonntag, Niederlande."""
    return len(entry.senses) >= _ENOUGH and all(re.match("[A-Z][a-z]", sense) for sense in entry.senses)


def marks(cells: Iterable[tuple[str, str]], names: Iterable[str]) -> dict[str, str]:
    """The mark of each folded noun that has one, see `format_vocabulary`."""
    known = entries(cells)
    marked = {fold(name, "de").text: "%" for name in names if name.isalpha() and name.istitle()}
    for word, entry in known.items():
        if is_name(entry):
            marked[word] = "%"
        elif is_lemma(word, known) and word not in marked:
            marked[word] = "!" if len(entry.senses) >= _ENOUGH else "."
    return marked
