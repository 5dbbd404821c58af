"""Other ways to read a stretch of German without spaces: hyphens taken out, parts glued together, both genders, ue for ü.

Each reading is one word, spelled as a term may be, with the way back to the letters that stand there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.folding.german import fold
from glossary.folding.offsets import Cluster, Folded, replace
from glossary.folding.vocabulary import Vocabulary, without_umlaut

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"  # what joins a letter, and what is not seen
_LETTER = rf"(?:[^\W\d_][{_MARKS}]*+)"
_HYPHEN = "\u2010\u2011-"
_HYPHENATED = re.compile(rf"(?<![\w{_HYPHEN}]){_LETTER}++(?:[{_HYPHEN}]{_LETTER}++)++(?![\w{_HYPHEN}])")
_LEAST = 3
_MOST_JOINED = 6  # parts of a word with hyphens that are read as one word
_WORD = re.compile(r"[^\W_]+")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ")
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyzäöüß")
_HUMP = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|(?<=[A-ZÄÖÜ]{2})(?=[A-ZÄÖÜ][a-zäöüß])")
_SHORTEST_HUMP = 3
_GENDER = re.compile(
    r"(?:[*:_·•’'´`]|/-?)[iI]n(nen)?([^\W\d_]*)|\(-?in(nen)?\)([^\W\d_]*)|(?<=[a-zäöüß])In(nen)?([^\W\d_]*)"
)
_FEMININE = re.compile("In(?:nen)?")
_STEM = re.compile(r"[^\W\d_]{3,}$")
_LONGEST_STEM = 50
_AGENTS = ("", "e", "er")  # what the masculine may end in that the stem before the mark lacks: Kund*innen, Kunde
_SPELLED_OUT = re.compile(r"ae|oe|(?<![aeq])ue", re.IGNORECASE)
_INNER = re.compile(  # what may join or gender a word
    r"[\u2010\u2011*:_·•’'´`/(-](?:(?<=[^\W_][\u2010\u2011-])(?=[^\W_])|(?<=[*:_·•’'´`])(?=[iI]n)|(?<=[/(])(?=-?[iI]n))"
)
_CASES = bytes(ord("A") if chr(c) in _CAPITALS else ord("a") if chr(c) in _SMALL else ord(" ") for c in range(256))
SPELLED_OUT = ("ae", "oe", "ue")  # what a word may have in place of umlauts
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One word that may be read in a stretch of text, and where its letters stand there."""

    text: str  # as it would be written, with its capitals
    start: int  # what it fills of the stretch
    end: int
    origin: Folded | None  # from its letters to those after `start`; None where they are the same
    cuts: tuple[int, ...] = ()  # places in it of which a part has to cross one; any part counts where empty
    whole: bool = False  # whether a part stands for the whole: Kund*innen for Kunde

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of it stands in the stretch."""
        if self.whole:
            return self.start, self.end
        if self.origin:
            start, end = self.origin.span(start, end)
        return self.start + start, self.start + end

    def counts(self, start: int, end: int) -> bool:
        """Whether a part is one that only this reading shows."""
        if not self.cuts or self.whole:
            return not self.cuts or any(start < cut < end for cut in self.cuts)
        crossed = [cut for cut in self.cuts if start < cut < end]
        ends = {0, *self.cuts, len(self.text)}
        # A term that ends inside a part has more than a few letters there: in Web-Erweiterung is no Weber.
        return bool(crossed) and (
            (start in ends or crossed[0] - start >= _LEAST) and (end in ends or end - crossed[-1] >= _LEAST)
        )


def places(text: str) -> list[int]:
    """Where something stands that a reading may take for other than it is, but for umlauts, in no order; quick."""
    found = [match.start() for match in _INNER.finditer(text)]
    cases = text.encode("latin-1", "replace").translate(_CASES)
    for hump, size in ((b"aA", 1), (b"AAAa", 2)):
        at = cases.find(hump)
        while at >= 0:
            found.append(at + size)
            at = cases.find(hump, at + size)
    return found


def readings(text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Every other reading of a stretch of text without spaces; linear in its length."""
    if any(hyphen in text for hyphen in _HYPHEN):
        yield from _joined(text)
    if not text.islower() and not text.isupper():
        yield from _unglued(text, vocabulary)
        yield from _gendered(text)
    yield from _umlauts(text)


def _joined(text: str) -> Iterator[Reading]:
    """Massen-Mobilisierung as Massenmobilisierung; of very many parts always two."""
    for match in _HYPHENATED.finditer(text):
        parts = [part.span() for part in re.finditer(rf"[^{_HYPHEN}]+", match.group())]
        while parts and parts[0][1] - parts[0][0] > 1 and match.group()[slice(*parts[0])].isupper():
            del parts[0]  # no word begins in an abbreviation: in UN-Sicherheitsrat is no Unsicherheit
        if len(parts) < 2:
            continue
        size = len(parts) if len(parts) <= _MOST_JOINED else 2
        for first in range(len(parts) - size + 1):
            start, end = parts[first][0], parts[first + size - 1][1]
            written = match.group()[start:end]
            pieces = re.split(f"[{_HYPHEN}]", written)
            joined = pieces[0] + "".join(p if p.isupper() and len(p) > 1 else p.lower() for p in pieces[1:])
            if pieces[-1][:1].isupper():
                joined = joined[:1].upper() + joined[1:]  # E-mail-Adresse and web-Server are nouns
            cuts: list[int] = []
            for piece in pieces[:-1]:
                cuts.append((cuts[-1] if cuts else 0) + len(piece))
            gaps = Folded(joined, replace(written, dict.fromkeys(_HYPHEN, "")).clusters)
            yield Reading(joined, match.start() + start, match.start() + end, gaps, tuple(cuts))


def _unglued(text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """MenüTabelle as Menü and Tabelle, PDFDatei as PDF and Datei, where the other parts are German words."""
    for word in _WORD.finditer(text) if _HUMP.search(text) else ():
        starts = [0, *(hump.start() for hump in _HUMP.finditer(word.group()))]
        pieces = list(zip(starts, [*starts[1:], len(word.group())], strict=True))
        if len(pieces) == 1 or len(pieces) > _MOST_JOINED:
            continue
        known = [_is_word(word.group()[slice(*piece)], vocabulary) for piece in pieces]
        for index, (start, end) in enumerate(pieces):
            if all(known[:index] + known[index + 1 :]) and not _FEMININE.match(word.group(), start):
                yield Reading(word.group()[start:end], word.start() + start, word.start() + end, None)


def _is_word(piece: str, vocabulary: Vocabulary) -> bool:
    if piece.isupper():
        return len(piece) > 1
    return len(piece) >= _SHORTEST_HUMP and vocabulary.compound(fold(piece).text)


def _gendered(text: str) -> Iterator[Reading]:
    """Nutzer*innen as Nutzer and Nutzerinnen, Kund:innen as Kunde, Ärzt/-innen as Arzt."""
    for mark in _GENDER.finditer(text):
        stem = _STEM.search(text, max(0, mark.start() - _LONGEST_STEM), mark.start())
        if stem is None or not stem.group()[0].isupper():
            continue
        plural, tail = (next(filter(None, mark.groups()[first::2]), "") for first in (0, 1))
        bases = dict.fromkeys((stem.group(), _plain(stem.group())))
        for written in (stem.group() + "in" + plural, *(base + agent for base in bases for agent in _AGENTS)):
            cut = len(stem.group()) - 1  # a part has to reach the mark: LinkedIn is no Link
            yield Reading(written + tail, stem.start(), mark.end(), None, (cut,), whole=True)


def _plain(stem: str) -> str:
    return without_umlaut(stem.lower()).capitalize()


def _umlauts(text: str) -> Iterator[Reading]:
    """BEHOERDE as BEHÖRDE, Uebersicht as Übersicht."""
    for word in _WORD.finditer(text) if _SPELLED_OUT.search(text) else ():
        clusters: list[Cluster] = []
        pieces: list[str] = []
        done = 0
        for pair in _SPELLED_OUT.finditer(word.group()):
            pieces += [word.group()[done : pair.start()], _UMLAUTS[pair.group()[0]]]
            at = pair.start() - len(clusters)
            clusters.append(Cluster(at, at + 1, pair.start(), pair.end()))
            done = pair.end()
        if clusters:
            pieces.append(word.group()[done:])
            yield Reading("".join(pieces), word.start(), word.end(), Folded("".join(pieces), tuple(clusters)))
