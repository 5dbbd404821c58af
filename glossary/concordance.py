"""Where a concept stands in a corpus: every place with what is aligned with it in the other versions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from corpora.alignment import Alignment, Unit
from corpora.article import Article, Paragraph, Story
from corpora.errors import InputError
from corpora.languages import LANGUAGES, Lang
from glossary.concept import Concept, Glossary, Status, Term
from glossary.folding import fold
from glossary.matching import Matcher, Occurrence, longest


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    text: str  # as it was asked
    concepts: tuple[Concept, ...]  # whose terms it is; where it is no term, one that has the text itself for a term
    known: bool  # whether the glossary has it
    lang: Lang | None = None  # the only language whose places count; all where None

    @property
    def glossary(self) -> Glossary:
        """The concepts, ready to be matched."""
        return Glossary(MappingProxyType({concept.id: concept for concept in self.concepts}), "query")


@dataclass(frozen=True, slots=True)
class Passage:
    """What one version says in a unit, and where it names the concept."""

    article: str  # its id
    lang: Lang
    published: date | None
    paragraphs: tuple[Paragraph, ...]
    occurrences: tuple[Occurrence, ...]  # in reading order; empty where no term of the concept stands here
    sentences: tuple[tuple[int, int, int], ...] = ()  # paragraph, start, end: what is aligned with the others' places


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of a story in which the concept stands, in all versions that have it."""

    story: str
    confidence: float  # of the unit: 0 to 1
    passages: tuple[Passage, ...]  # the versions that name it first, then the others; each in the story's order
    draft: str = ""  # who made it, where it is of a draft

    @property
    def count(self) -> int:
        """How many places are marked in all versions together."""
        return sum(len(passage.occurrences) for passage in self.passages)


def parse_query(text: str, glossary: Glossary, lang: Lang | None = None) -> Query:
    """What a person means: the id of a concept, a term in any of its forms, else the text itself.

    Several concepts may share a term; all of them are meant. InputError where no letter and no digit is in it.
    """
    if not any(char.isalnum() for char in text):
        raise InputError(f"{text!r}: has no letter and no digit; give a term, a phrase or the id of a concept")
    if text in glossary.concepts:
        return Query(text, (glossary.concepts[text],), True, lang)
    same = [concept for concept in glossary if any(_same(term, text, lang) for term in concept.terms)]
    if not same:
        same = _inflected(text, glossary, lang)
    if same:
        return Query(text, tuple(same), True, lang)
    langs = (lang,) if lang else tuple(LANGUAGES)
    return Query(text, (Concept(text, tuple(Term(text, each, Status.ADMITTED) for each in langs)),), False, lang)


def _same(term: Term, text: str, lang: Lang | None) -> bool:
    return (not lang or term.lang == lang) and fold(term.text, term.lang).text == fold(text, term.lang).text


def _inflected(text: str, glossary: Glossary, lang: Lang | None) -> list[Concept]:
    """The concepts of the terms that fill a text from end to end."""
    matcher = Matcher(glossary)
    langs = (lang,) if lang else tuple(LANGUAGES)
    whole = (0, len(text))
    found = (o.concept for each in langs for o in matcher.find_text(text, each) if o.where.span == whole)
    return [glossary.concepts[key] for key in dict.fromkeys(found)]


def search(aligned: Iterable[tuple[Story, Alignment]], query: Query) -> Iterator[Entry]:
    """Every unit in which the concept stands, story by story in reading order."""
    matcher = Matcher(query.glossary)
    for story, alignment in aligned:
        found = _by_paragraph(story, matcher)
        for unit in sorted(alignment.units, key=_first):
            entry = _entry(story, unit, found, query)
            if entry is not None:
                yield entry


def _first(unit: Unit) -> tuple[int, ...]:
    return tuple(indices[0] for indices in unit.paragraphs.values() if indices)[:1]


def _by_paragraph(story: Story, matcher: Matcher) -> Mapping[tuple[Lang, int], Sequence[Occurrence]]:
    found: defaultdict[tuple[Lang, int], list[Occurrence]] = defaultdict(list)
    for lang, article in story.versions.items():
        occurrences = matcher.find(article)
        kept = {(o.where, o.term) for o in longest(occurrences)}
        for occurrence in occurrences:
            if occurrence.interrupted or (occurrence.where, occurrence.term) in kept:
                found[lang, occurrence.where.paragraph or 0].append(occurrence)
    return found


def _entry(
    story: Story, unit: Unit, found: Mapping[tuple[Lang, int], Sequence[Occurrence]], query: Query
) -> Entry | None:
    marked = {
        lang: tuple(o for index in unit.paragraphs[lang] for o in found.get((lang, index), ()))
        for lang in unit.languages
    }
    if not any(marked[lang] for lang in marked if query.lang in (None, lang)):
        return None
    passages = [_passage(story.versions[lang], unit, marked) for lang in unit.languages]
    return Entry(story.id, unit.confidence, tuple(sorted(passages, key=lambda passage: not passage.occurrences)))


def _passage(article: Article, unit: Unit, marked: Mapping[Lang, Sequence[Occurrence]]) -> Passage:
    lang = article.lang
    paragraphs = tuple(article.paragraphs[index] for index in unit.paragraphs[lang])
    own = tuple(sorted(marked[lang], key=lambda o: (o.where.paragraph or 0, o.where.span or (0, 0))))
    sentences = () if own else _aligned(lang, unit, marked)
    return Passage(article.id, lang, article.published, paragraphs, own, sentences)


def _aligned(lang: Lang, unit: Unit, marked: Mapping[Lang, Sequence[Occurrence]]) -> tuple[tuple[int, int, int], ...]:
    """The sentences of a version that stand in one column with a place in another one."""
    found: dict[tuple[int, int, int], None] = {}
    for column in unit.columns:
        told = (
            sentence.paragraph == o.where.paragraph and sentence.start <= (o.where.span or (0, 0))[0] < sentence.end
            for other, sentences in column.sentences.items()
            for sentence in sentences
            for o in marked.get(other, ())
        )
        if any(told):
            for sentence in column.sentences.get(lang, ()):
                found[sentence.paragraph, sentence.start, sentence.end] = None
    return tuple(sorted(found))
