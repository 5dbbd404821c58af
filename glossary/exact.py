"""Finding terms letter by letter: those whose match mode is `exact`, those that are more signs than words, and names.

What only typesetting changes counts as the same: composed and decomposed letters, invisible characters, ligatures, wide Latin
letters, kinds of spaces, of dashes, of apostrophes. Nothing else does: no tone placement, no ending, no half-width kana.
"""

from collections.abc import Callable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation

from corpora.languages import LANGUAGES, Lang
from glossary import capitals
from glossary.concept import Case
from glossary.folding import fold, vietnamese
from glossary.folding.typesetting import trimmed
from glossary.hit import Entry, Hit

_ANY = ""  # no language: the fold that only undoes typesetting and case
_GENITIVE = frozenset({"de", "en"})  # languages in which a name takes an s


class ExactFinder:
    """Terms of one language, or of any for texts of one, ready to be found as they are written."""

    def __init__(self, entries: Sequence[Entry], lang: Lang, *, names: bool = False) -> None:
        """Prepare the terms.

        Args:
            entries: the terms.
            lang: the language of the texts.
            names: whether they are names of whatever language, which have their capitals, or only capitals, in every one.
        """
        self._lang, self._names = lang, names
        self._stands = _boundary(lang)
        places: dict[str, list[Entry]] = {}
        for entry in entries:
            text = fold(entry.term.text, _ANY).text.strip()
            if text:
                places.setdefault(text, []).append(entry)
        self._entries = tuple(map(tuple, places.values()))
        self._scan = AhoCorasick(tuple(places), implementation=Implementation.ContiguousNFA) if places else None

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        if self._scan is None:
            return
        folded = fold(text, _ANY)
        for pattern, first, last in self._scan.find_matches_as_indexes(folded.text, overlapping=True):
            wide = last + self._genitive(folded.text, last)
            if not self._stands(folded.text, first, wide):
                continue
            start, end = trimmed(text, *folded.span(first, last)) if folded.clusters else (first, last)
            form = text[start:end]
            for entry in self._entries[pattern]:
                if self._fits(entry, form):
                    whole = text[start : folded.span(first, wide)[1]]
                    yield Hit(entry, start, end, whole)

    def _fits(self, entry: Entry, form: str) -> bool:
        if not self._names or entry.term.case is not Case.LANGUAGE:
            return capitals.fits_letters(entry.term, form)
        return capitals.as_written(entry.term, form)

    def _genitive(self, text: str, end: int) -> int:
        return int(self._names and self._lang in _GENITIVE and text[end : end + 1] == "s")


def _boundary(lang: Lang) -> Callable[[str, int, int], bool]:
    if lang == "vi":
        return vietnamese.stands
    return beside_wide if lang in LANGUAGES and not LANGUAGES[lang].joiner else between_letters


def between_letters(text: str, start: int, end: int) -> bool:
    """Whether a match cuts no word; what begins or ends with a sign has its edge there."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def beside_wide(text: str, start: int, end: int) -> bool:
    """Whether a match in a script without spaces cuts no word of letters and digits that are not of that script."""
    return not (_ascii_word(text[start : start + 1]) and _ascii_word(text[start - 1 : start])) and not (
        _ascii_word(text[end - 1 : end]) and _ascii_word(text[end : end + 1])
    )


def _ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
