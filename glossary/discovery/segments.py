"""A corpus as discovery looks at it: aligned sentences, what their words are, and how often words stand in the same ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpora.alignment import Alignment, Unit
from corpora.article import Article, Story
from corpora.languages import Lang
from corpora.vectors.encoder import Encoder, Floats
from glossary.discovery.boundaries import Boundaries, Edges
from glossary.discovery.lines import Kind, Line, tokens
from glossary.discovery.words import words

_KEPT = 100_000  # texts whose vectors are kept, a kilobyte each
_SIDES = 2_000  # sides of segments whose words are kept, some 20 kilobytes each
_LIGHT = 0.15  # what a function word weighs against a word


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence, or a whole paragraph."""

    line: Line
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest aligned group of a story that is known: sentences, or paragraphs where no sentences are told."""

    index: int
    parts: Mapping[Lang, tuple[Part, ...]]

    def text(self, lang: Lang) -> str:
        """All of one language."""
        return " ".join(part.line.text[part.start : part.end] for part in self.parts.get(lang, ()))


@dataclass(frozen=True, slots=True)
class Atoms:
    """The words of one side of a segment."""

    part: tuple[int, ...]  # of each one the place of its part
    spans: tuple[tuple[int, int], ...]  # in the part's line
    keys: tuple[str, ...]
    weights: Floats
    vectors: Floats  # [n, d], of length 1

    def inside(self, part: int, start: int, end: int) -> list[int]:
        """The atoms that a span touches."""
        return [i for i, (s, e) in enumerate(self.spans) if self.part[i] == part and s < end and e > start]


class Vectors:
    """An encoder, with what it was asked kept."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._known: dict[tuple[Lang, str], Floats] = {}

    def knows(self, lang: Lang) -> bool:
        """Whether vectors of this language say anything."""
        return self.encoder.languages is None or lang in self.encoder.languages

    def of(self, texts: Sequence[str], lang: Lang) -> Floats:
        """Vectors at length 1, float32 [n, d]; zeros in a language that the encoder does not know."""
        if not texts:
            return np.zeros((0, self.encoder.dimension), np.float32)
        if len(self._known) > _KEPT:
            self._known.clear()
        new = [text for text in dict.fromkeys(texts) if (lang, text) not in self._known]
        if new and self.knows(lang):
            made = self.encoder.unit(self.encoder.encode(new), lang)
            self._known.update(((lang, text), row) for text, row in zip(new, made, strict=True))
        elif new:
            nothing = np.zeros(self.encoder.dimension, np.float32)
            self._known.update(((lang, text), nothing) for text in new)
        return np.stack([self._known[lang, text] for text in texts])


class Corpus:
    """Stories with their alignments; each text is cut up when it is first looked at."""

    def __init__(self, aligned: Iterable[tuple[Story, Alignment]], encoder: Encoder) -> None:
        self.vectors = Vectors(encoder)
        self.articles: dict[str, Article] = {}
        self.lines: dict[tuple[str, int], Line] = {}
        self.segments: list[Segment] = []
        self.owner: dict[tuple[str, int], list[Segment]] = {}  # of each paragraph
        self._atoms: dict[tuple[int, Lang], Atoms] = {}
        self._boundaries: dict[Lang, Boundaries] = {}
        for story, alignment in aligned:
            self._add(story, alignment)

    def _add(self, story: Story, alignment: Alignment) -> None:
        for article in story.versions.values():
            self.articles[article.id] = article
            self.lines.update(
                ((article.id, p.index), Line(article, p, self.vectors.encoder)) for p in article.paragraphs
            )
        for unit in alignment.units:
            for parts in self._parts(story, unit):
                segment = Segment(len(self.segments), parts)
                self.segments.append(segment)
                for line in {part.line for side in parts.values() for part in side}:
                    self.owner.setdefault((line.article.id, line.paragraph), []).append(segment)

    def _parts(self, story: Story, unit: Unit) -> Iterable[dict[Lang, tuple[Part, ...]]]:
        whole = {
            lang: tuple(
                Part(line, 0, len(line.text)) for line in (self.lines[story.versions[lang].id, i] for i in indices)
            )
            for lang, indices in unit.paragraphs.items()
            if indices and lang in story.versions
        }
        columns = [
            {
                lang: tuple(Part(self.lines[story.versions[lang].id, s.paragraph], s.start, s.end) for s in sentences)
                for lang, sentences in column.sentences.items()
                if sentences and lang in story.versions
            }
            for column in unit.columns
        ]
        told = {lang for column in columns for lang in column}
        # What no column holds of a language is compared with the whole unit.
        return [column for column in columns if column] if told >= set(whole) else [whole]

    @cached_property
    def langs(self) -> tuple[Lang, ...]:
        """The languages of its articles."""
        return tuple(dict.fromkeys(article.lang for article in self.articles.values()))

    def atoms(self, segment: Segment, lang: Lang) -> Atoms:
        """The words of one side of a segment; pieces of the vectors where a script has no spaces."""
        key = segment.index, lang
        if key not in self._atoms:
            if len(self._atoms) > _SIDES:
                self._atoms.clear()
            self._atoms[key] = self._cut(segment, lang)
        return self._atoms[key]

    def _cut(self, segment: Segment, lang: Lang) -> Atoms:
        place: list[int] = []
        spans: list[tuple[int, int]] = []
        light: list[bool] = []
        for number, part in enumerate(segment.parts.get(lang, ())):
            for start, end, function in _words(part):
                place.append(number)
                spans.append((start, end))
                light.append(function)
        parts = segment.parts.get(lang, ())
        texts = [parts[p].line.text[s:e] for p, (s, e) in zip(place, spans, strict=True)]
        spaced = words(lang).spaced
        sizes = np.array(
            [_LIGHT if low else 1.0 if spaced else len(t) / 2 for t, low in zip(texts, light, strict=True)]
        )
        stem = words(lang).stem
        return Atoms(
            tuple(place), tuple(spans), tuple(map(stem, texts)), sizes.astype(np.float32), self.vectors.of(texts, lang)
        )

    def edges(self, text: str, lang: Lang) -> Edges:
        """How much an expression looks cut out of a longer one."""
        if lang not in self._boundaries:
            texts = (line.text for line in self.lines.values() if line.lang == lang)
            self._boundaries[lang] = Boundaries(texts, lang)
        return self._boundaries[lang].edges(text)

    @cached_property
    def statistics(self) -> "Statistics":
        """Which words stand in which segments."""
        return Statistics(self.segments)


class Statistics:
    """In which segments each word of each language stands, as the bits of a number."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._bits: dict[Lang, dict[str, int]] = {}
        self._has: dict[Lang, int] = {}
        places: dict[Lang, dict[str, list[int]]] = {}
        for segment in segments:
            for lang, parts in segment.parts.items():
                self._has[lang] = self._has.get(lang, 0) | 1 << segment.index
                table = places.setdefault(lang, {})
                for key in {key for part in parts for key in keys(part.line.text[part.start : part.end], lang)}:
                    table.setdefault(key, []).append(segment.index)
        width = len(segments) // 8 + 1
        self._places = {lang: {k: _packed(v, width) for k, v in table.items()} for lang, table in places.items()}

    def where(self, found: Iterable[str], lang: Lang) -> int:
        """The segments that have all of some words, as bits."""
        table = self._places.get(lang, {})
        bits = -1
        for key in found:
            bits &= table.get(key, 0)
        return bits if bits >= 0 else 0

    def has(self, lang: Lang) -> int:
        """The segments that have a language, as bits."""
        return self._has.get(lang, 0)

    def together(self, left: int, right: int, both: int) -> float:
        """Dice over the segments that have both languages, less what two single chances would give: 0 to below 1."""
        left, right = left & both, right & both
        return 2 * (left & right).bit_count() / (left.bit_count() + right.bit_count() + 1)


def keys(text: str, lang: Lang) -> list[str]:
    """What a text is looked up by: its words without their endings; in scripts without spaces kanji and runs."""
    stem = words(lang).stem
    return [stem(token.text) for token in tokens(text, lang) if token.kind is Kind.WORD]


def _packed(places: Sequence[int], width: int) -> int:
    bits = bytearray(width)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def _words(part: Part) -> Iterable[tuple[int, int, bool]]:
    """Spans of words with whether they are function words."""
    line = part.line
    if line.pieces is None:
        for token in line.tokens:
            if part.start <= token.start and token.end <= part.end and token.kind is not Kind.BREAK:
                yield token.start, token.end, token.kind is Kind.FUNCTION
        return
    kinds = {token.start: token for token in line.tokens}
    start = 0
    for end in line.pieces:
        held = [kinds[i] for i in range(max(start, part.start), min(end, part.end)) if i in kinds]
        held = [token for token in held if token.kind is not Kind.BREAK]
        if held:
            yield held[0].start, held[-1].end, all(token.kind is Kind.FUNCTION for token in held)
        start = end
