"""Finding terms character by character: in Vietnamese, whose words do not inflect, and in scripts without spaces."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ahocorasick_rs import AhoCorasick, Implementation

from corpora.languages import LANGUAGES, Lang
from glossary.folding import fold, japanese, vietnamese
from glossary.folding.offsets import Folded
from glossary.hit import Entry, Hit


@dataclass(frozen=True, slots=True)
class _Script:
    """How a language spells its terms, and where a match may stand."""

    spellings: Callable[[str], tuple[str, ...]]
    stands: Callable[[str, int, int], bool]
    joins: Callable[[str], bool] = bool  # whether `stands` must be asked of a term
    dots: bool = False  # whether a middle dot may stand inside a term


def _between_letters(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()


def _as_it_is(term: str) -> tuple[str, ...]:
    return (term,)


def _beside_wide(text: str, start: int, end: int) -> bool:
    """Whether a match in a script without spaces cuts no word of letters and digits that are not of that script."""
    return not (text[start : start + 1].isascii() and _ascii_word(text[start - 1 : start])) and not (
        text[end - 1 : end].isascii() and _ascii_word(text[end : end + 1])
    )


def _ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


_PLAIN = _Script(_as_it_is, _between_letters)
_UNSPACED = _Script(_as_it_is, _beside_wide)
_SCRIPTS: Mapping[Lang, _Script] = MappingProxyType(
    {
        "vi": _Script(vietnamese.spellings, vietnamese.stands),
        "ja": _Script(japanese.spellings, japanese.stands, japanese.joins, dots=True),
    }
)
_SHORTEST_DOTTED = 4


class StringFinder:
    """All terms of one language, ready to be found; building takes 10 ms per 1,000 terms."""

    def __init__(self, entries: Sequence[Entry], lang: Lang) -> None:
        self._lang = lang
        unspaced = lang in LANGUAGES and not LANGUAGES[lang].joiner
        self._script = _SCRIPTS.get(lang, _UNSPACED if unspaced else _PLAIN)
        places: dict[str, list[Entry]] = {}
        for entry in entries:
            for spelled in self._script.spellings(fold(entry.term.text, lang).text.strip()):
                if spelled:
                    places.setdefault(spelled, []).append(entry)
        self._patterns = tuple(places)
        self._entries = tuple(tuple(found) for found in places.values())
        self._asked = tuple(map(self._script.joins, self._patterns))
        self._scan = AhoCorasick(self._patterns, implementation=Implementation.ContiguousNFA) if places else None

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        folded = fold(text, self._lang)
        yield from self._find(text, folded)
        if self._script.dots and "・" in folded.text:
            for hit in self._find(text, japanese.without_dots(folded)):
                if "・" in text[hit.start : hit.end] and len(hit.entry.term.text) >= _SHORTEST_DOTTED:
                    yield hit

    def _find(self, text: str, folded: Folded) -> Iterator[Hit]:
        if self._scan is None:
            return
        stands = self._script.stands
        for pattern, start, end in self._scan.find_matches_as_indexes(folded.text, overlapping=True):
            if self._asked[pattern] and not stands(folded.text, start, end):
                continue
            if folded.clusters:
                start, end = folded.span(start, end)
            form = text[start:end]
            for entry in self._entries[pattern]:
                if not entry.abbreviation or form in (entry.term.text, self._patterns[pattern].upper()):
                    yield Hit(entry, start, end, form)
