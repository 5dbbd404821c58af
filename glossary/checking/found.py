"""What was found in a story: its occurrences by version, by paragraph and by unit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpora import untranslated
from corpora.alignment import Alignment, Unit
from corpora.article import Role, Story
from corpora.finding import Place
from corpora.languages import Lang
from glossary.checking import code
from glossary.concept import Concept, Glossary
from glossary.matching import Occurrence, disjoint, longest

_BRIEF = frozenset({Role.TITLE, Role.HEADING, Role.CAPTION, Role.BYLINE})


class Found:
    """A story, its alignment, its glossary, and what of that glossary stands where; built once, and only read."""

    def __init__(
        self, story: Story, alignment: Alignment, glossary: Glossary, occurrences: Iterable[Occurrence]
    ) -> None:
        self.story, self.alignment, self.glossary = story, alignment, glossary
        ids = {article.id: lang for lang, article in story.versions.items()}
        groups: defaultdict[tuple[Lang, int], list[Occurrence]] = defaultdict(list)
        for occurrence in _once(occurrences):
            lang, paragraph = ids.get(occurrence.where.article), occurrence.where.paragraph
            if lang == occurrence.where.lang and lang is not None and paragraph is not None:
                groups[lang, paragraph].append(occurrence)
        self._all: Mapping[tuple[Lang, int], Sequence[Occurrence]] = {
            (lang, paragraph): code.outside(group, story.versions[lang].paragraphs[paragraph])
            for (lang, paragraph), group in groups.items()
        }
        self._longest = {key: longest(group) for key, group in self._all.items()}
        self._named: defaultdict[tuple[Lang, int, str], list[Occurrence]] = defaultdict(list)
        for (lang, paragraph), prose in self._all.items():
            for occurrence in prose:
                self._named[lang, paragraph, occurrence.concept].append(occurrence)
        self._units_naming: defaultdict[tuple[Lang, str], set[int]] = defaultdict(set)
        self._held_back = untranslated.held_back(story, alignment)
        self._numbers = {
            (lang, index): number
            for number, unit in enumerate(alignment.units)
            for lang, indices in unit.paragraphs.items()
            for index in indices
        }
        for lang, paragraph, concept in self._named:
            if (lang, paragraph) in self._numbers:
                self._units_naming[lang, concept].add(self._numbers[lang, paragraph])

    def concept(self, occurrence: Occurrence) -> Concept:
        """The concept of an occurrence."""
        return self.glossary.concepts[occurrence.concept]

    def in_unit(self, unit: Unit, lang: Lang, *, nested: bool = False) -> list[Occurrence]:
        """What stands in one version of a unit: the longest matches only, or the nested ones too."""
        view: Mapping[tuple[Lang, int], Sequence[Occurrence]] = self._all if nested else self._longest
        return [o for index in unit.paragraphs.get(lang, ()) for o in view.get((lang, index), ())]

    def naming(self, unit: Unit, lang: Lang, concept: str) -> list[Occurrence]:
        """What names one concept in one version of a unit, nested or not."""
        return [o for index in unit.paragraphs.get(lang, ()) for o in self._named.get((lang, index, concept), ())]

    def units_naming(self, lang: Lang, concept: str) -> list[Unit]:
        """The units whose version in one language names a concept."""
        return [self.alignment.units[number] for number in sorted(self._units_naming.get((lang, concept), ()))]

    @property
    def has_names(self) -> bool:
        """Whether any version has a name that is not to be translated."""
        return any(self.glossary.concepts[concept].do_not_translate for _, concept in self._units_naming)

    def in_version(self, lang: Lang, *, nested: bool = False) -> Iterator[Occurrence]:
        """What stands in a version, in reading order."""
        view: Mapping[tuple[Lang, int], Sequence[Occurrence]] = self._all if nested else self._longest
        for paragraph in self.story.versions[lang].paragraphs:
            yield from view.get((lang, paragraph.index), ())

    def at(self, occurrence: Occurrence) -> list[Occurrence]:
        """Everything that fills the very same place, itself too."""
        group = self._all.get((lang_of(occurrence), occurrence.where.paragraph or 0), ())
        return [o for o in group if o.where.span == occurrence.where.span]

    def parts(self, occurrence: Occurrence) -> frozenset[str]:
        """The concepts whose terms make up all words of an occurrence; none where a word of it belongs to no smaller term."""
        start, end = occurrence.where.span or (0, 0)
        group = self._all.get((lang_of(occurrence), occurrence.where.paragraph or 0), ())
        inner = [
            o for o in group if o.where.span and o.where.span != (start, end) and _is_inside(o.where.span, start, end)
        ]
        covered = {at for o in inner for at in range(*(o.where.span or (0, 0)))}
        text = self.paragraph(occurrence.where)
        if any(text[at].isalnum() and at not in covered for at in range(start, end)):
            return frozenset()
        return frozenset(o.concept for o in inner if o.concept != occurrence.concept)

    def unit_number(self, where: Place) -> int | None:
        """Which unit of the alignment a place stands in."""
        return self._numbers.get((where.lang or "", where.paragraph or 0))

    def unit(self, where: Place) -> Unit | None:
        """The unit that a place stands in."""
        number = self.unit_number(where)
        return None if number is None else self.alignment.units[number]

    def texts(self, unit: Unit, lang: Lang) -> tuple[str, ...]:
        """The paragraphs of a version of a unit."""
        paragraphs = self.story.versions[lang].paragraphs
        return tuple(paragraphs[index].text for index in unit.paragraphs.get(lang, ()))

    def source_of(self, unit: Unit) -> Lang | None:
        """The source language of the story where the unit has it."""
        source = self.story.source
        return source if source and unit.paragraphs.get(source) else None

    def is_brief(self, unit: Unit, lang: Lang) -> bool:
        """Whether a version of a unit is nothing but titles and captions."""
        paragraphs = self.story.versions[lang].paragraphs
        return all(paragraphs[index].role in _BRIEF for index in unit.paragraphs[lang])

    def is_held_back(self, unit: Unit, lang: Lang) -> bool:
        """Whether a version of a unit was left in another language, or stands beside such a paragraph."""
        return any((lang, index) in self._held_back for index in unit.paragraphs[lang])

    def paragraph(self, where: Place) -> str:
        """The whole paragraph of a place."""
        return self.story.versions[where.lang or ""].paragraphs[where.paragraph or 0].text

    def text(self, where: Place) -> str:
        """What stands at a place."""
        start, end = where.span or (0, 0)
        return self.paragraph(where)[start:end]

    def start(self, unit: Unit, lang: Lang) -> Place:
        """Where a version of a unit begins, without a span."""
        article, index = self.story.versions[lang], unit.paragraphs[lang][0]
        return Place(article.id, lang, index, None, article.paragraphs[index].line)


def lang_of(occurrence: Occurrence) -> Lang:
    """The language of the text that a term stands in: a name may be another language's."""
    return occurrence.where.lang or occurrence.term.lang


def _once(occurrences: Iterable[Occurrence]) -> Iterable[Occurrence]:
    """The first of a concept's occurrences at each place: a name may have been found twice."""
    first: dict[tuple[str, Place], Occurrence] = {}
    for occurrence in occurrences:
        first.setdefault((occurrence.concept, occurrence.where), occurrence)
    return first.values()


def _is_inside(span: tuple[int, int], start: int, end: int) -> bool:
    return start <= span[0] and span[1] <= end


def needed(occurrences: Iterable[Occurrence], concept: str) -> int:
    """How often a text needs a concept rendered: its disjoint occurrences among the longest matches."""
    return len(disjoint(o for o in longest(occurrences) if o.concept == concept))


def rendered(occurrences: Iterable[Occurrence], concept: str) -> int:
    """How often a text renders a concept, by any of its terms: the disjoint ones, inside other concepts' terms too."""
    return len(disjoint(o for o in occurrences if o.concept == concept))
