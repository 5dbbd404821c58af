"""What an aligner finds: which paragraphs, and which sentences, of a story's versions say the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpora.languages import Lang


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article, as a span of one of its paragraphs."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Column:
    """Sentences that say the same, over all versions of a story."""

    sentences: Mapping[Lang, tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Unit:
    """One aligned group of a story: the same content in every language that has it.

    Every language of the story is a key. Indices are ascending and need not be neighbours: a foreign paragraph may stand
    between them; they are empty where a version lacks the content.
    """

    paragraphs: Mapping[Lang, tuple[int, ...]]
    confidence: float  # 0 to 1: how probably this very group is right
    moved: tuple[Lang, ...] = ()  # the languages in which it stands out of the others' order
    locked: bool = False  # fixed by an editor
    columns: tuple[Column, ...] = ()

    @property
    def languages(self) -> tuple[Lang, ...]:
        """The languages that have the content."""
        return tuple(lang for lang, indices in self.paragraphs.items() if indices)


@dataclass(frozen=True, slots=True)
class Bead:
    """One aligned group of two texts only; either side may be empty."""

    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """All that the aligner returns for one story.

    Every paragraph of every version stands in exactly one unit and, per pair of languages, in exactly one bead. A pair is
    keyed by its two languages in alphabetical order, which is also the order of a bead's sides.
    """

    units: tuple[Unit, ...]
    beads: Mapping[tuple[Lang, Lang], tuple[Bead, ...]]
    signature: str  # the vectors and settings behind it

    def unit_of(self, lang: Lang, paragraph: int) -> Unit:
        """The unit that holds a paragraph; KeyError where there is none."""
        for unit in self.units:
            if paragraph in unit.paragraphs.get(lang, ()):
                return unit
        raise KeyError((lang, paragraph))
