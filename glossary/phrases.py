"""Finding terms word by word, in languages whose words inflect: German, and by their endings all others with spaces but English."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_fields

from corpora.languages import Lang
from glossary.folding import fold
from glossary.folding.offsets import Folded, replace
from glossary.hit import Entry, Hit
from glossary.neighbours import (
    CONJUNCTIONS,
    GAP,
    LISTED_GAP,
    LONGEST_WORD,
    UNSEEN,
    WORD,
    Edge,
    beside_name,
    may_follow,
    may_precede,
    next_word,
    skip,
)
from glossary.scanning import WordScan, stretches
from glossary.words import TermWord, maker

_HIDDEN = re.compile(f"[{UNSEEN}]")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,60}+)[-\u2010\u00ad]\s*\n\s*([^\W\d_]{2,60}+)")
_ADDRESS = re.compile(r"://|^\W*www\.|\w@\w")
_JOINING = frozenset("-\u2010\u2011")
_ADJECTIVE = re.compile("[-\u2010\u2011][a-zäöüß]{4,}")  # after a noun without its capital: thread-sichere
_PUNCTUATION = '.,;:!?…"„“”»«›‹‚‘'  # what stands around words and is no part of any
_USUAL = re.compile("[a-zà-öø-ÿA-ZÀ-ÖØ-Þ0-9]+")  # letters that every language folds to lower case and no further, but ß
_LONGEST_CHUNK = 200
_MEMO = 50_000  # stretches of texts that are remembered, and as many words: at most 50 MB together


@dataclass(frozen=True, slots=True)
class _Phrase:
    entry: Entry
    words: tuple[int, ...]  # numbers of its words
    anchor: int  # which of them is searched for; the others are then looked at
    gap: re.Pattern[str]  # what may stand between them
    before: tuple[bytes, ...]  # needles of the word before the anchor; none where it is the first
    after: tuple[bytes, ...]  # and of the word after it


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text, made comparable."""

    original: str  # without what is not seen
    folded: str
    steps: tuple[Folded, ...] = ()  # the ways back, the last first; none where nothing changed its length

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the folded word stands in the word."""
        for step in self.steps:
            start, end = step.span(start, end)
        return start, end


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a term in a word of a text."""

    word: int  # its number
    start: int  # in the word of the text, as it stands
    end: int


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A place in a stretch of text where a term may stand."""

    phrase: _Phrase
    start: int  # what its anchor itself fills
    end: int
    left: int  # the whole word in which the anchor stands
    right: int
    form: str  # this word
    address: bool  # whether it stands in an address, where nobody can write another word


class PhraseFinder:
    """All terms of one language, ready to be found.

    What a stretch of text between two spaces holds is worked out once and remembered: a scan for the stems of each term's
    longest word finds the words worth a look, then the languages's rules speak. Only terms of several words need their
    neighbours compared at every place.
    """

    def __init__(self, entries: Sequence[Entry], lang: Lang) -> None:
        self._lang = lang
        self._maker = maker(lang, entries)
        self._words: list[TermWord] = []
        self._anchored: list[list[_Phrase]] = []
        numbers: dict[TermWord, int] = {}
        for entry in entries:
            for words in self._maker.terms(entry):
                for word in words:
                    if numbers.setdefault(word, len(self._words)) == len(self._words):
                        self._words.append(word)
                        self._anchored.append([])
                if words:
                    phrase = self._phrase(entry, words, numbers)
                    self._anchored[phrase.words[phrase.anchor]].append(phrase)
        needles: dict[str, list[int]] = {mark: [] for mark in self._maker.respelled}
        for number, phrases in enumerate(self._anchored):
            for needle in self._maker.needles(self._words[number]) if phrases else ():
                needles.setdefault(needle, []).append(number)
        self._scan = WordScan(needles)
        self._chunks: dict[str, tuple[_Anchor, ...]] = {}
        self._parts: dict[str, tuple[_Part, ...]] = {}
        self._others: dict[tuple[int, str], tuple[int, int] | None] = {}

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        apart = stretches(text, self._maker.odd)
        letters = self._scan.letters(text, apart)
        for start, end in self._scan.words(letters):
            word = text[start:end]
            anchors = self._chunks.get(word)
            for anchor in self._learn_word(word) if anchors is None else anchors:
                hit = self._complete(text, letters, anchor, start)
                if hit is not None:
                    yield hit
        for start, end in apart:
            for anchor in self._learn(text[start:end]):
                hit = self._complete(text, letters, anchor, start)
                if hit is not None:
                    yield hit
        yield from self._shortened(text)
        if "\n" in text:
            yield from self._broken(text)

    def _phrase(self, entry: Entry, words: Sequence[TermWord], numbers: Mapping[TermWord, int]) -> _Phrase:
        anchor = _rarest([self._maker.rarity(word) for word in words])
        before = self._needles(words[anchor - 1]) if anchor else ()
        after = self._needles(words[anchor + 1]) if anchor + 1 < len(words) else ()
        gap = LISTED_GAP if "," in entry.term.text else GAP
        return _Phrase(entry, tuple(numbers[word] for word in words), anchor, gap, before, after)

    def _needles(self, word: TermWord) -> tuple[bytes, ...]:
        """What a usual word has to hold; never nothing, for none is to be found there."""
        usual = [needle.encode("latin-1") for needle in self._maker.needles(word) if max(needle) < "\u0100"]
        return tuple(usual) or (b"\0",)

    def _complete(self, text: str, letters: bytes, anchor: _Anchor, at: int) -> Hit | None:
        """The term whose anchor stands at a place, after a quick look at the words beside it."""
        phrase = anchor.phrase
        if len(phrase.words) == 1:
            return Hit(phrase.entry, at + anchor.start, at + anchor.end, anchor.form, anchor.address)
        if phrase.before and not may_follow(text, letters, phrase.before, at + anchor.left, phrase.gap):
            return None
        if phrase.after and not may_precede(text, letters, phrase.after, at + anchor.right, phrase.gap):
            return None
        return self._extend(text, anchor, at)

    def _learn_word(self, word: str) -> tuple[_Anchor, ...]:
        """What may stand in a usual word."""
        if len(word) > LONGEST_WORD:
            return ()
        if len(self._chunks) > _MEMO:
            self._chunks.clear()
        lower = word.lower()
        if any(mark in lower for mark in self._maker.respelled):
            found = tuple(self._look(word))
        else:
            found = tuple(
                _Anchor(phrase, part.start, part.end, 0, len(word), word, False)
                for part in self._parts_in(word)
                for phrase in self._anchored[part.word]
            )
        self._chunks[word] = found
        return found

    def _learn(self, chunk: str) -> tuple[_Anchor, ...]:
        if len(chunk) > _LONGEST_CHUNK:
            return tuple(self._look(chunk))
        found = self._chunks.get(chunk)
        if found is None:
            if len(self._chunks) > _MEMO:
                self._chunks.clear()
            core = chunk.strip(_PUNCTUATION)
            if len(core) < len(chunk):
                found = tuple(_moved(anchor, chunk.index(core)) for anchor in self._learn(core)) if core else ()
            else:
                found = tuple(self._look(chunk))
            self._chunks[chunk] = found
        return found

    def _look(self, chunk: str) -> Iterator[_Anchor]:
        """What may stand in a stretch of text without spaces."""
        address = not chunk.isalnum() and bool(_ADDRESS.search(chunk))
        told: set[tuple[int, int, int]] = set()
        for match in WORD.finditer(chunk):
            start, end = match.span()
            word = match.group()
            small = word.islower() and (address or (self._lang == "de" and _ADJECTIVE.match(chunk, end)))
            for part in self._parts_of(word.title() if small else word):
                span = start + part.start, start + part.end
                told.add((part.word, *span))
                yield from self._anchors(part.word, span, (start, end), chunk, address)
        for reading in self._maker.readings(chunk):
            for part in self._parts_of(reading.text.title() if address and reading.text.islower() else reading.text):
                span = reading.span(part.start, part.end)
                if reading.counts(part.start, part.end) and (part.word, *span) not in told:
                    told.add((part.word, *span))
                    yield from self._anchors(part.word, span, (reading.start, reading.end), chunk, address)

    def _anchors(
        self, number: int, span: tuple[int, int], word: tuple[int, int], chunk: str, address: bool
    ) -> Iterator[_Anchor]:
        for phrase in self._anchored[number]:
            meant = address and not _ADDRESS.search(phrase.entry.term.text)
            yield _Anchor(phrase, *span, *word, chunk[slice(*word)], meant)

    def _parts_of(self, word: str) -> tuple[_Part, ...]:
        found = self._parts.get(word)
        if found is None:
            if len(self._parts) > _MEMO:
                self._parts.clear()
            found = self._parts[word] = tuple(self._parts_in(word)) if len(word) <= LONGEST_WORD else ()
        return found

    def _parts_in(self, word: str) -> Iterator[_Part]:
        read = self._folded(word)
        for number in self._scan.numbers(read.folded):
            span = self._words[number].find(read.folded, read.original)
            if span:
                yield _Part(number, *read.span(*span))

    def _folded(self, word: str) -> _Word:
        if _USUAL.fullmatch(word):
            return _Word(word, word.lower())
        bare = replace(word, dict.fromkeys(UNSEEN, "")) if _HIDDEN.search(word) else Folded(word)
        folded = fold(bare.text, self._lang)
        return _Word(bare.text, folded.text, (folded, bare))

    def _extend(self, text: str, anchor: _Anchor, at: int) -> Hit | None:
        """The term whose anchor stands at a place, if its other words stand beside it."""
        phrase = anchor.phrase
        if len(phrase.words) == 1:
            return Hit(phrase.entry, at + anchor.start, at + anchor.end, anchor.form, anchor.address)
        left = self._beside(text, phrase, Edge(at + anchor.start, at + anchor.left), -1)
        right = self._beside(text, phrase, Edge(at + anchor.end, at + anchor.right), 1) if left else None
        if left is None or right is None:
            return None
        interrupted = left.interrupted or right.interrupted or anchor.address
        return Hit(phrase.entry, left.part, right.part, text[left.word : right.word], interrupted)

    def _beside(self, text: str, phrase: _Phrase, edge: Edge, step: int) -> Edge | None:
        """Follow a phrase from the edge of its anchor to that of its first (step -1) or last word (step 1).

        Once, a coordinated word may stand in between: gesellschaftliche (Aufsicht und) Kritik. None if the words differ.
        """
        index = phrase.anchor + step
        while 0 <= index < len(phrase.words):
            near = next_word(text, edge.word, step, phrase.gap)
            if near is None:
                return None
            beyond = self._reach(text, phrase.words[index], near, edge, step)
            if beyond is None and self._lang == "de":
                named = beside_name(text, near, step)
                beyond = self._reach(text, phrase.words[index], named, edge, step) if named else None
            if beyond is None and not edge.interrupted:
                skipped = skip(text, near, step)
                following = next_word(text, skipped.word, step, phrase.gap) if skipped else None
                beyond = (
                    self._reach(text, phrase.words[index], following, skipped, step) if following and skipped else None
                )
            if beyond is None:
                return None
            edge = beyond
            index += step
        return edge

    def _reach(self, text: str, number: int, word: tuple[int, int], edge: Edge, step: int) -> Edge | None:
        """The edge moved over a word beside it, if that is the one of this number."""
        start, end = word
        span = self._other(number, text[start:end])
        if span is None:
            return None
        return Edge(start + span[step > 0], end if step > 0 else start, edge.interrupted)

    def _other(self, number: int, word: str) -> tuple[int, int] | None:
        key = (number, word)
        if key not in self._others:
            if len(self._others) > _MEMO:
                self._others.clear()
            read = self._folded(word)
            span = self._words[number].find(read.folded, read.original) if len(word) <= LONGEST_WORD else None
            self._others[key] = read.span(*span) if span else None
        return self._others[key]

    def _shortened(self, text: str) -> Iterator[Hit]:
        """Terms in what suspended hyphens leave out; the place is the word with the hyphen, the form the whole."""
        for whole in self._maker.wholes(text, self._is_term):
            for part in self._parts_of(whole.text):
                crossing = part.start < whole.cut < part.end
                exact = (part.start, part.end) == (0, len(whole.text)) and not whole.sure
                if not (whole.best and (crossing or part.start >= whole.cut)) and not (crossing and exact):
                    continue
                for phrase in self._anchored[part.word]:
                    if phrase.anchor < len(phrase.words) - 1:
                        continue
                    left = self._beside(text, phrase, Edge(whole.start, whole.start), -1)
                    if left:
                        yield Hit(phrase.entry, left.part, whole.end, text[whole.first : whole.last], left.interrupted)

    def _is_term(self, word: str) -> bool:
        return any((part.start, part.end) == (0, len(word)) for part in self._parts_of(word))

    def _broken(self, text: str) -> Iterator[Hit]:
        """Terms with a hyphen at the end of a line inside them."""
        for match in _BROKEN.finditer(text):
            left, right = match.groups()
            if right.lower() in CONJUNCTIONS:
                continue
            for part in self._parts_of(left + right.lower()):
                if part.start < len(left) < part.end:
                    start, end = match.start() + part.start, match.start(2) + part.end - len(left)
                    for phrase in self._anchored[part.word]:
                        anchor = _Anchor(phrase, start, end, *match.span(), match.group(), False)
                        hit = self._extend(text, anchor, 0)
                        if hit is not None:
                            yield hit


def _moved(anchor: _Anchor, by: int) -> _Anchor:
    return replace_fields(
        anchor, start=anchor.start + by, end=anchor.end + by, left=anchor.left + by, right=anchor.right + by
    )


def _rarest(rarities: Sequence[int]) -> int:
    return max(range(len(rarities)), key=rarities.__getitem__)
