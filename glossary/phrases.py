"""Finding terms word by word, in languages whose words inflect: English, German, and by their endings all others with spaces."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from itertools import accumulate, compress

from ahocorasick_rs import AhoCorasick, Implementation

from corpora.languages import Lang
from glossary.folding import fold
from glossary.folding.offsets import Folded, replace
from glossary.hit import Entry, Hit
from glossary.words import TermWord, maker

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and joiners, which any word may hold
_MARKS = f"\u0300-\u036f{_UNSEEN}"
_WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*+)++")
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_SPACES = "\t\n\v\f\r\x85\u00a0\u2002\u2003\u2007\u2009\u200a\u2028\u2029\u202f\u3000"
_DASHES = "\u2010-\u2015\u2212-"
_APOSTROPHES = "'’‘ʼ＇"
# What may stand between two words of a term, and of one that has a comma itself: Culture, Sports and Tourism.
_GAP = re.compile(rf"(?:[{_APOSTROPHES}]s?)?[\s\u200b\u2060\ufeff{_DASHES}]{{1,3}}|[{_APOSTROPHES}./]")
_LISTED_GAP = re.compile(rf"{_GAP.pattern}|,\s")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,60}+)[-\u2010\u00ad]\s*\n\s*([^\W\d_]{2,60}+)")
_ADDRESS = re.compile(r"://|^\W*www\.|\w@\w")
_JOINING = frozenset("-\u2010\u2011")
_ADJECTIVE = re.compile("[-\u2010\u2011][a-zäöüß]{4,}")  # after a noun without its capital: thread-sichere
_PLAIN = re.compile("(?!\\w*[aouAOU]e)[A-ZÄÖÜ]?[a-zäöü]{1,60}")  # words that no language reads in another way
_PUNCTUATION = '.,;:!?…"„“”»«›‹‚‘'  # what stands around words and is no part of any
_CONJUNCTIONS = frozenset({"und", "oder", "sowie", "bzw", "and", "or"})
_OUTER = {1: frozenset(word[0] for word in _CONJUNCTIONS), -1: frozenset(word[-1] for word in _CONJUNCTIONS)}
_USUAL = re.compile("[a-zäöüA-ZÄÖÜ0-9]+")  # letters that every language folds to lower case and no further
_LONGEST_WORD = 100  # letters; what is longer is no word
_LONGEST_CHUNK = 200
_MEMO = 100_000  # stretches of texts that are remembered, and as many words


@dataclass(frozen=True, slots=True)
class _Phrase:
    entry: Entry
    words: tuple[int, ...]  # numbers of its words
    anchor: int  # which of them is searched for; the others are then looked at
    gap: re.Pattern[str]  # what may stand between them


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


@dataclass(frozen=True, slots=True)
class _Edge:
    """How far a term reaches on one side."""

    part: int  # where the term itself ends
    word: int  # where its outermost word does
    interrupted: bool = False  # whether a coordinated word was passed


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
            gap = _LISTED_GAP if "," in entry.term.text else _GAP
            for words in self._maker.terms(entry):
                for word in words:
                    if numbers.setdefault(word, len(self._words)) == len(self._words):
                        self._words.append(word)
                        self._anchored.append([])
                if words:
                    anchor = _rarest([self._maker.rarity(word) for word in words])
                    phrase = _Phrase(entry, tuple(numbers[word] for word in words), anchor, gap)
                    self._anchored[phrase.words[phrase.anchor]].append(phrase)
        stems: dict[str, list[int]] = {}
        for number, phrases in enumerate(self._anchored):
            for stem in self._words[number].needles if phrases else ():
                stems.setdefault(stem, []).append(number)
        self._stems = tuple(tuple(found) for found in stems.values())
        self._scan = AhoCorasick(tuple(stems), implementation=Implementation.ContiguousNFA) if stems else None
        self._chunks: dict[str, tuple[_Anchor, ...]] = {}
        self._parts: dict[str, tuple[_Part, ...]] = {}
        self._others: dict[tuple[int, str], tuple[int, int] | None] = {}

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a term stands, overlapping ones too, in no order."""
        if self._scan is None:
            return
        chunks = _spaced(text).split(" ")
        found = list(map(self._chunks.get, chunks))
        if None in found:
            self._dismiss([chunk for chunk, anchors in zip(chunks, found, strict=True) if anchors is None])
            found = [
                self._learn(chunk) if anchors is None else anchors for chunk, anchors in zip(chunks, found, strict=True)
            ]
        hot = list(compress(range(len(found)), found))
        ends = list(accumulate(map(len, chunks))) if hot else []
        for index in hot:
            at = ends[index] - len(chunks[index]) + index
            for anchor in found[index] or ():
                hit = self._extend(text, anchor, at)
                if hit is not None:
                    yield hit
        yield from self._shortened(text)
        if "\n" in text:
            yield from self._broken(text)

    def _dismiss(self, chunks: Iterable[str]) -> None:
        """Remember which of new stretches hold nothing, with one scan for all that are usual words."""
        words = {chunk: core for chunk in chunks if _PLAIN.fullmatch(core := chunk.strip(_PUNCTUATION))}
        if self._scan is None or not words:
            return
        if len(self._chunks) > _MEMO:
            self._chunks.clear()
        joined = "\n".join(words.values()).lower()
        starts = [0, *accumulate(len(core) + 1 for core in words.values())]
        holding = {bisect_right(starts, at) - 1 for _, at, _ in self._scan.find_matches_as_indexes(joined)}
        self._chunks.update((chunk, ()) for index, chunk in enumerate(words) if index not in holding)

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
        for match in _WORD.finditer(chunk):
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
            found = self._parts[word] = tuple(self._parts_in(word)) if len(word) <= _LONGEST_WORD else ()
        return found

    def _parts_in(self, word: str) -> Iterator[_Part]:
        if self._scan is None:
            return
        usual = _USUAL.fullmatch(word)
        if usual and not self._scan.find_matches_as_indexes(word.lower()):
            return
        read = self._folded(word)
        matches = self._scan.find_matches_as_indexes(read.folded, overlapping=True)
        for number in dict.fromkeys(number for stem, _, _ in matches for number in self._stems[stem]):
            span = self._words[number].find(read.folded, read.original)
            if span:
                yield _Part(number, *read.span(*span))

    def _folded(self, word: str) -> _Word:
        if _USUAL.fullmatch(word):
            return _Word(word, word.lower())
        bare = replace(word, dict.fromkeys(_UNSEEN, "")) if _HIDDEN.search(word) else Folded(word)
        folded = fold(bare.text, self._lang)
        return _Word(bare.text, folded.text, (folded, bare))

    def _extend(self, text: str, anchor: _Anchor, at: int) -> Hit | None:
        """The term whose anchor stands at a place, if its other words stand beside it."""
        phrase = anchor.phrase
        if len(phrase.words) == 1:
            return Hit(phrase.entry, at + anchor.start, at + anchor.end, anchor.form, anchor.address)
        left = self._beside(text, phrase, _Edge(at + anchor.start, at + anchor.left), -1)
        right = self._beside(text, phrase, _Edge(at + anchor.end, at + anchor.right), 1) if left else None
        if left is None or right is None:
            return None
        interrupted = left.interrupted or right.interrupted or anchor.address
        return Hit(phrase.entry, left.part, right.part, text[left.word : right.word], interrupted)

    def _beside(self, text: str, phrase: _Phrase, edge: _Edge, step: int) -> _Edge | None:
        """Follow a phrase from the edge of its anchor to that of its first (step -1) or last word (step 1).

        Once, a coordinated word may stand in between: gesellschaftliche (Aufsicht und) Kritik. None if the words differ.
        """
        index = phrase.anchor + step
        while 0 <= index < len(phrase.words):
            near = _next_word(text, edge.word, step, phrase.gap)
            if near is None:
                return None
            beyond = self._reach(text, phrase.words[index], near, edge, step)
            if beyond is None and not edge.interrupted:
                skipped = _skip(text, near, step)
                following = _next_word(text, skipped.word, step, phrase.gap) if skipped else None
                beyond = (
                    self._reach(text, phrase.words[index], following, skipped, step) if following and skipped else None
                )
            if beyond is None:
                return None
            edge = beyond
            index += step
        return edge

    def _reach(self, text: str, number: int, word: tuple[int, int], edge: _Edge, step: int) -> _Edge | None:
        """The edge moved over a word beside it, if that is the one of this number."""
        start, end = word
        span = self._other(number, text[start:end])
        if span is None:
            return None
        return _Edge(start + span[step > 0], end if step > 0 else start, edge.interrupted)

    def _other(self, number: int, word: str) -> tuple[int, int] | None:
        key = (number, word)
        if key not in self._others:
            if len(self._others) > _MEMO:
                self._others.clear()
            read = self._folded(word)
            span = self._words[number].find(read.folded, read.original) if len(word) <= _LONGEST_WORD else None
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
                    left = self._beside(text, phrase, _Edge(whole.start, whole.start), -1)
                    if left:
                        yield Hit(phrase.entry, left.part, whole.end, text[whole.first : whole.last], left.interrupted)

    def _is_term(self, word: str) -> bool:
        return any((part.start, part.end) == (0, len(word)) for part in self._parts_of(word))

    def _broken(self, text: str) -> Iterator[Hit]:
        """Terms with a hyphen at the end of a line inside them."""
        for match in _BROKEN.finditer(text):
            left, right = match.groups()
            if right.lower() in _CONJUNCTIONS:
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


def _spaced(text: str) -> str:
    """The same length, with plain spaces only."""
    for space in _SPACES:
        text = text.replace(space, " ")
    return text


def _rarest(rarities: Sequence[int]) -> int:
    return max(range(len(rarities)), key=rarities.__getitem__)


def _next_word(text: str, at: int, step: int, between: re.Pattern[str] = _GAP) -> tuple[int, int] | None:
    if step < 0:
        return _previous_word(text, at, between)
    gap = between.match(text, at)
    word = _WORD.match(text, gap.end()) if gap else None
    return word.span() if word else None


def _skip(text: str, near: tuple[int, int], step: int) -> _Edge | None:
    """The place beyond a word and a conjunction, in either order."""
    beyond = near[0] - 2 if step < 0 else near[1] + 1
    if text[slice(*near)].lower() not in _CONJUNCTIONS and text[beyond : beyond + 1].lower() not in _OUTER[step]:
        return None
    far = _next_word(text, near[step > 0], step)
    if far is None or not {text[slice(*near)].lower(), text[slice(*far)].lower()} & _CONJUNCTIONS:
        return None
    edge = far[step > 0]
    return _Edge(edge, edge, interrupted=True)


def _previous_word(text: str, at: int, between: re.Pattern[str]) -> tuple[int, int] | None:
    end = at - 1
    if end > 0 and text[end] == " " and text[end - 1].isalnum():
        start = text.rfind(" ", max(0, end - _LONGEST_WORD), end) + 1
        if start and text[start:end].isalnum() and text[end - 2 : end - 1] not in _APOSTROPHES:
            return start, end
    end = at
    while end > 0 and at - end < 5 and not _in_word(text[end - 1]):
        end -= 1
    if end > 1 and text[end - 1] == "s" and text[end - 2] in _APOSTROPHES:
        end -= 2
    start = end
    while start > 0 and end - start <= _LONGEST_WORD and _in_word(text[start - 1]):
        start -= 1
    gap = between.match(text, end)
    return (start, end) if start < end and gap and gap.end() == at else None


def _in_word(char: str) -> bool:
    return char.isalnum() or "\u0300" <= char <= "\u036f" or char in _UNSEEN
