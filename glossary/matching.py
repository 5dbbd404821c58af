"""Where the terms of a glossary stand in a text."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpora.article import Article, Story
from corpora.finding import Place
from corpora.languages import LANGUAGES, Lang
from glossary.concept import Glossary, Match, Term
from glossary.exact import ExactFinder
from glossary.folding import FOLDS
from glossary.hit import Entry, Hit
from glossary.modes import BY_CHARACTERS, Finder, LanguageFinder


def inflects(lang: Lang) -> bool:
    """Whether terms are found in every form that they take in a language, as far as it has forms."""
    entry = LANGUAGES.get(lang)
    if entry is None or not entry.joiner or lang in BY_CHARACTERS or lang in FOLDS:
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

    Preparing 10,000 German terms takes about a second. InputError names the concept of a pattern that cannot be read.
    """

    def __init__(self, glossary: Glossary) -> None:
        entries: defaultdict[Lang, list[Entry]] = defaultdict(list)
        names: list[Entry] = []
        for concept in glossary:
            for term in concept.terms:
                entries[term.lang].append(Entry(concept.id, term))
                if concept.do_not_translate and term.match is not Match.REGEX and term.status.agreed:
                    names.append(Entry(concept.id, term))
        self._entries, self._names = dict(entries), tuple(names)
        self._finders: dict[Lang, LanguageFinder] = {}
        self._name_finders: dict[Lang, ExactFinder] = {}
        for lang, listed in entries.items():
            if any(entry.term.match is Match.REGEX for entry in listed):
                self._finder(lang)

    def find_all(self, story: Story) -> tuple[Occurrence, ...]:
        """The same for all versions of a story."""
        return tuple(occurrence for article in story.versions.values() for occurrence in self.find(article))

    def find(self, article: Article) -> tuple[Occurrence, ...]:
        """Every place in an article where a term of its language stands, nested and overlapping ones too, in reading order."""
        return self._in_article(article, self._finder(article.lang))

    def find_text(self, text: str, lang: Lang) -> tuple[Occurrence, ...]:
        """The same for a text alone; the places have no article and no paragraph."""
        return _in_text(text, lang, self._finder(lang))

    def names(self, article: Article) -> tuple[Occurrence, ...]:
        """Where the names that are not to be translated stand as they are written, whatever the languages of their terms.

        The agreed terms of every do-not-translate concept are looked for in an article of any language, letter by letter and
        with their capitals or all in capitals; the `form` has the s of a genitive. `term.lang` is the language whose term it
        is, `where.lang` that of the article. A pattern is no name.
        """
        return self._in_article(article, self._name_finder(article.lang))

    def names_in_text(self, text: str, lang: Lang) -> tuple[Occurrence, ...]:
        """The same for a text alone."""
        return _in_text(text, lang, self._name_finder(lang))

    def _in_article(self, article: Article, finder: Finder) -> tuple[Occurrence, ...]:
        found: list[Occurrence] = []
        for paragraph in article.paragraphs:
            for hit in _hits(paragraph.text, finder):
                place = Place(article.id, article.lang, paragraph.index, (hit.start, hit.end), paragraph.line)
                found.append(Occurrence(hit.entry.concept, hit.entry.term, place, hit.form, hit.interrupted))
        return tuple(found)

    def _finder(self, lang: Lang) -> LanguageFinder:
        if lang not in self._finders:
            self._finders[lang] = LanguageFinder(self._entries.get(lang, ()), lang)
        return self._finders[lang]

    def _name_finder(self, lang: Lang) -> ExactFinder:
        if lang not in self._name_finders:
            self._name_finders[lang] = ExactFinder(self._names, lang, names=True)
        return self._name_finders[lang]


def _in_text(text: str, lang: Lang, finder: Finder) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(
            hit.entry.concept, hit.entry.term, Place("", lang, None, (hit.start, hit.end)), hit.form, hit.interrupted
        )
        for hit in _hits(text, finder)
    )


def _hits(text: str, finder: Finder) -> list[Hit]:
    """The hits in reading order, the longer ones first; of a concept's terms at one place the closest."""
    found = list(finder.find(text))
    if len(found) < 2:
        return found
    found.sort(key=_place)
    closest = found[:1]
    for hit in found[1:]:
        other = closest[-1]
        if hit.start != other.start or hit.end != other.end or hit.entry.concept != other.entry.concept:
            closest.append(hit)
        elif _distance(hit, text) < _distance(other, text):
            closest[-1] = hit
    # Of each entry, by its identity, where its last place ended: a spelling inside a longer spelling of it is no second occurrence.
    ends: dict[int, int] = {}
    hits: list[Hit] = []
    for hit in closest:
        entry = id(hit.entry)
        if hit.end > ends.get(entry, -1):
            hits.append(hit)
            ends[entry] = hit.end
    return hits


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.start, -hit.end, hit.entry.concept


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
    spans: list[tuple[int, int]] = []  # those that are taken, disjoint and in reading order
    kept: list[Occurrence] = []
    for occurrence in sorted(group, key=lambda o: (-length(o), o.where.span or (0, 0))):
        span = occurrence.where.span or (0, 0)
        at = bisect_right(spans, span)
        if at and spans[at - 1] == span:
            kept.append(occurrence)
        elif (at == 0 or spans[at - 1][1] <= span[0]) and (at == len(spans) or span[1] <= spans[at][0]):
            spans.insert(at, span)
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
