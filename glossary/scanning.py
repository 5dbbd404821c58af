"""One scan of a text for what may hold a word of a term: the usual words of a text, and the stretches that need a closer look."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

_LATIN = bytes(
    ord(c.lower()) if (c := chr(code)).isalnum() and c.lower() < "\u0100" else ord(" ") for code in range(256)
)
_SPACES = "\t\n\v\f\r\x85\u00a0\u2002\u2003\u2007\u2009\u200a\u2028\u2029\u202f\u3000"
_SIGNS = f"\u2010-\u2015\u2018-\u201e\u2022\u2026\u2039\u203a\u20ac\u2122\u2190\u2192\u2212{_SPACES}"  # usual, and no letters
_FAR = re.compile("[^\0-\u00ff]")
# What is never in a usual word: a letter that no byte holds, what is not seen, an address.
_ODD = re.compile(rf"[^\0-\-/-9;-?A-\u00ac\u00ae-\u00ff{_SIGNS}](?:(?<![@:./])|(?<=\w@)(?=\w)|(?<=:)(?=//)|(?<=www\.))")


class WordScan:
    """Needles of the words of terms, and where a text has them.

    A needle is a folded string of letters, with a space where a word has to begin or to end. Letters beyond Latin-1 are only
    looked for in words that are asked for one by one.
    """

    def __init__(self, needles: Mapping[str, Iterable[int]]) -> None:
        near = {needle: tuple(numbers) for needle, numbers in needles.items() if not _FAR.search(needle)}
        far = {needle: tuple(numbers) for needle, numbers in needles.items() if needle not in near}
        self._near, self._far = tuple(near.values()), tuple(far.values())
        kind = Implementation.ContiguousNFA
        self._scan = BytesAhoCorasick([needle.encode("latin-1") for needle in near], implementation=kind)
        self._far_scan = AhoCorasick(tuple(far), implementation=kind) if far else None

    @staticmethod
    def written(text: str) -> bytes:
        """A text as needles are written: one byte a letter, in lower case, and spaces around it and for all the rest."""
        return b" %b " % text.encode("latin-1", "replace").translate(_LATIN)

    def letters(self, text: str, without: Sequence[tuple[int, int]]) -> bytes:
        """A text as needles are written, and spaces for some stretches too."""
        letters = self.written(text)
        if not without:
            return letters
        blank = bytearray(letters)
        for start, end in without:
            blank[start + 1 : end + 1] = b" " * (end - start)
        return bytes(blank)

    def words(self, letters: bytes) -> Iterator[tuple[int, int]]:
        """Where in a text the words stand that hold a needle."""
        end = 0
        for _, at, _ in self._scan.find_matches_as_indexes(letters, overlapping=True):
            if at >= end:
                start = letters.rfind(b" ", end, at + 1)
                end = letters.find(b" ", at + 1)
                yield start, end - 1

    def numbers(self, word: str) -> Iterable[int]:
        """What a folded word may hold: the numbers of the needles in it, each once."""
        letters = self.written(word)
        near, far = self._near, self._far
        found = dict.fromkeys(
            number
            for needle, _, _ in self._scan.find_matches_as_indexes(letters, overlapping=True)
            for number in near[needle]
        )
        if self._far_scan is not None:
            matches = self._far_scan.find_matches_as_indexes(f" {word} ", overlapping=True)
            found |= dict.fromkeys(number for needle, _, _ in matches for number in far[needle])
        return found


def stretches(text: str, odd: Callable[[str], Iterable[int]]) -> list[tuple[int, int]]:
    """The stretches between two spaces that are no row of usual words, in order; linear in the text.

    Args:
        text: as it stands.
        odd: where in it a language sees more than usual words.
    """
    places = [match.start() for match in _ODD.finditer(text)]
    places += odd(text)
    if not places:
        return []
    places.sort()
    for space in _SPACES:
        text = text.replace(space, " ")
    found: list[tuple[int, int]] = []
    end = 0
    for at in places:
        if at >= end:
            start = text.rfind(" ", end, at) + 1
            end = text.find(" ", at)
            end = len(text) if end < 0 else end
            found.append((start, end))
    return found
