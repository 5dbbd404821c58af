"""Where the terms of a glossary stand in a text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpora.article import Article, Story
from corpora.finding import Place
from corpora.languages import LANGUAGES, Lang
from glossary.concept import Glossary, Term
from glossary.folding import FOLDS
from glossary.hit import Entry, Hit
from glossary.phrases import PhraseFinder
from glossary.strings import StringFinder

_BY_CHARACTERS = frozenset({"vi"})  # its words do not inflect, and its spaces part syllables


def inflects(lang: Lang) -> bool:
    """Whether terms are found in every form that they take in a language, as far as it has forms."""
    entry = LANGUAGES.get(lang)
    if entry is None or not entry.joiner or lang in _BY_CHARACTERS or lang in FOLDS:
        return entry is not None
    return bool(entry.endings)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a term of a concept stands in a text."""

    concept: str  # the concept's id
    term: Term
    where: Place  # with its paragraph and span: what the term itself fills, so only a part of a compound
    form: str  # the text as it stands there: inflected, capitalised, the whole word of a compound
    interrupted: bool = False  # whether a coordinated word stands inside it: gesellschaftliche Aufsicht und Kritik


class Matcher:
    """A glossary, ready to be found in texts; each language is prepared when it is first needed.

    Preparing 10,000 German terms takes about a second.
    """

    def __init__(self, glossary: Glossary) -> None:
        entries: defaultdict[Lang, list[Entry]] = defaultdict(list)
        for concept in glossary:
            for term in concept.terms:
                entries[term.lang].append(Entry(concept.id, term))
        self._entries = dict(entries)
        self._finders: dict[Lang, PhraseFinder | StringFinder] = {}

    def find_all(self, story: Story) -> tuple[Occurrence, ...]:
        """The same for all versions of a story."""
        return tuple(occurrence for article in story.versions.values() for occurrence in self.find(article))

    def find(self, article: Article) -> tuple[Occurrence, ...]:
        """Every place in an article where a term stands, nested and overlapping ones too, in reading order."""
        found: list[Occurrence] = []
        for paragraph in article.paragraphs:
            for hit in self._hits(paragraph.text, article.lang):
                place = Place(article.id, article.lang, paragraph.index, (hit.start, hit.end), paragraph.line)
                found.append(Occurrence(hit.entry.concept, hit.entry.term, place, hit.form, hit.interrupted))
        return tuple(found)

    def find_text(self, text: str, lang: Lang) -> tuple[Occurrence, ...]:
        """The same for a text alone; the places have no article and no paragraph."""
        return tuple(
            Occurrence(
                hit.entry.concept,
                hit.entry.term,
                Place("", lang, None, (hit.start, hit.end)),
                hit.form,
                hit.interrupted,
            )
            for hit in self._hits(text, lang)
        )

    def _hits(self, text: str, lang: Lang) -> list[Hit]:
        """The hits in reading order, the longer ones first; of a concept's terms at one place the closest."""
        closest: dict[tuple[int, int, str], Hit] = {}
        for hit in self._finder(lang).find(text):
            key = (hit.start, -hit.end, hit.entry.concept)
            if key not in closest or _distance(hit, text) < _distance(closest[key], text):
                closest[key] = hit
        ends: dict[Entry, int] = {}  # of each term: a spelling inside a longer spelling of it is no second occurrence
        hits: list[Hit] = []
        for key in sorted(closest):
            hit = closest[key]
            if hit.end > ends.get(hit.entry, -1):
                hits.append(hit)
                ends[hit.entry] = hit.end
        return hits

    def _finder(self, lang: Lang) -> PhraseFinder | StringFinder:
        if lang not in self._finders:
            words = lang in LANGUAGES and LANGUAGES[lang].joiner and lang not in _BY_CHARACTERS
            finder = PhraseFinder if words else StringFinder
            self._finders[lang] = finder(self._entries.get(lang, ()), lang)
        return self._finders[lang]


def _distance(hit: Hit, text: str) -> tuple[bool, bool, int, int]:
    """How far a term is from what stands in the text: other letters, other case, other length; then its status."""
    term, form = hit.entry.term.text, text[hit.start : hit.end]
    return form.lower() != term.lower(), form != term, abs(len(form) - len(term)), hit.entry.term.status.rank


def longest(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Leave out what overlaps a longer occurrence, whatever its concept; of equal places all concepts stay.

    The order is kept; of two equally long ones that overlap the first wins. Interrupted ones are left out: they count as
    renderings, but silence nothing and are no place to mark.
    """
    by_paragraph: defaultdict[tuple[str, int | None], list[Occurrence]] = defaultdict(list)
    everything = tuple(occurrences)
    for occurrence in everything:
        if occurrence.interrupted:
            continue
        by_paragraph[occurrence.where.article, occurrence.where.paragraph].append(occurrence)
    kept: set[int] = set()
    for group in by_paragraph.values():
        kept |= {id(occurrence) for occurrence in _longest(group)}
    return tuple(occurrence for occurrence in everything if id(occurrence) in kept)


def _longest(group: Sequence[Occurrence]) -> list[Occurrence]:
    taken: dict[int, tuple[int, int]] = {}  # every character that is taken, and by which span
    kept: list[Occurrence] = []
    for occurrence in sorted(group, key=lambda o: (-length(o), o.where.span or (0, 0))):
        start, end = span = occurrence.where.span or (0, 0)
        if any(taken.get(at, span) != span for at in range(start, end)):
            continue
        taken.update(dict.fromkeys(range(start, end), span))
        kept.append(occurrence)
    return kept


def length(occurrence: Occurrence) -> int:
    """How many characters of the text an occurrence fills."""
    start, end = occurrence.where.span or (0, 0)
    return end - start


def disjoint(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """As many of the occurrences as can stand side by side without overlap, in reading order; O(n log n).

    This is the maximum matching of needed renderings to spans: n occurrences of a concept need n of these.
    """
    chosen: list[Occurrence] = []
    for occurrence in sorted(occurrences, key=_end_first):
        where, last = occurrence.where, chosen[-1].where if chosen else None
        if (
            last is None
            or (where.article, where.paragraph) != (last.article, last.paragraph)
            or (where.span or (0, 0))[0] >= (last.span or (0, 0))[1]
        ):
            chosen.append(occurrence)
    return tuple(chosen)


def _end_first(occurrence: Occurrence) -> tuple[str, int, int, int]:
    where = occurrence.where
    start, end = where.span or (0, 0)
    return where.article, -1 if where.paragraph is None else where.paragraph, end, -start
