"""How many terms of the source a draft renders: as the terminology tasks count, with the reference's own figures beside.

The measures are those of the WMT26 terminology task (its evaluation's term-matching page): every place of the source where a
term stands needs a rendering in what is aligned with it, by any term that the glossary agrees to. *surface* asks each place
alone whether an agreed term stands there letter by letter, *stem* whether it does in any form; *exclusive* gives every place a
span of its own, none overlapping another, and is the largest number that can be had so. The reference measured in the same
way is the *oracle*: no reference renders every term, so that is the ceiling, not 100. *consistency* is the share of the most
used rendering, over concepts rendered twice or more (after Semenov & Bojar 2022, with the most frequent rendering as theirs).
The task works in lemmas from a parser; kheo's stem is its own inflected matching.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpora.alignment import Alignment, Bead, Unit
from corpora.article import Article, Draft, Story
from corpora.finding import Place
from corpora.languages import Lang
from evaluation.disjoint import Span, maximum_disjoint
from evaluation.scores import DraftScores, Score
from glossary.concept import Glossary
from glossary.matching import Matcher, Occurrence, disjoint, longest

_VERSION = 1  # of these definitions
_VOTES = 2  # versions that must name a concept where none is the source
_LEAST = 2  # renderings from which there is a consistency
PREFIX, ORACLE = "term-", "-oracle"  # of the metrics' names
_TOTALS = {"surface": "needed", "stem": "needed", "exclusive": "needed", "consistency": "repeated"}
_COUNTED = {"consistency": "usual"}
NAMES = tuple(_TOTALS)
EXCLUSIVE = f"{PREFIX}exclusive"


@dataclass(frozen=True, slots=True)
class TermCounts:
    """What was counted in one text, or in several."""

    needed: int = 0  # places of the source where a term stands
    surface: int = 0
    stem: int = 0
    exclusive: int = 0
    repeated: int = 0  # renderings of concepts that are rendered twice or more
    usual: int = 0  # those of them that are the most used rendering of their concept

    def __add__(self, other: "TermCounts") -> "TermCounts":
        return TermCounts(*(getattr(self, name) + getattr(other, name) for name in TermCounts.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class TermScores:
    """The terms of a draft, or of a system's drafts, and of the references that they are measured against."""

    counts: TermCounts
    oracle: TermCounts
    glossary: str  # its signature
    evidence: str  # what says which terms are needed: "source:vi", or "votes"

    @property
    def scores(self) -> tuple[Score, ...]:
        """Every figure from 0 to 100, each followed by the oracle's; none where nothing was needed."""
        found: list[Score] = []
        for name, total in _TOTALS.items():
            for who, counts in (("", self.counts), (ORACLE, self.oracle)):
                if of := getattr(counts, total):
                    share = 100 * getattr(counts, _COUNTED.get(name, name)) / of
                    found.append(Score(f"{PREFIX}{name}{who}", share, f"{self.signature}|mode:{name}|n:{of}"))
        return tuple(found)

    @property
    def signature(self) -> str:
        """What all figures have in common."""
        return f"glossary:{self.glossary}|needed:{self.evidence}|version:{_VERSION}"


@dataclass(frozen=True, slots=True)
class Terms:
    """A glossary, and what finds its terms."""

    glossary: Glossary
    matcher: Matcher


@dataclass(frozen=True, slots=True)
class _Need:
    """A place that has to be rendered: by any of these concepts, or as it stands where they are not to be translated."""

    concepts: frozenset[str]
    literal: str = ""


@dataclass(frozen=True, slots=True)
class _Segment:
    """Paragraphs that belong together: of the reference, of the draft, of the versions that say what is needed."""

    units: tuple[int, ...]
    draft: tuple[int, ...]
    reference: tuple[int, ...]


def score(
    draft: Draft,
    story: Story,
    alignment: Alignment,
    beads: Sequence[Bead],
    terms: Terms,
) -> TermScores | None:
    """The terms of a draft, over what the reference and the source have in common.

    Args:
        draft: in a language that the story has a version of.
        story: the source is the version that the draft was made from, else the story's; without one the other versions
            vote: what most of them, and at least two, name is needed.
        alignment: of the story.
        beads: how the paragraphs of the draft (left) and of the reference (right) belong together.
        terms: those that count, where they are agreed to in the language of the draft.

    Returns:
        None where neither a source nor enough other versions say what is needed, or the glossary is empty.
    """
    lang = draft.article.lang
    source = _source(draft, story)
    others = [other for other in story.versions if other != lang]
    if not terms.glossary.concepts or (source is None and len(others) < _VOTES):
        return None
    measure = _Measure(story, terms, lang, [source] if source else others)
    counts = oracle = TermCounts()
    mine, theirs = _Text(draft.article, terms.matcher), _Text(story.versions[lang], terms.matcher)
    for segment in _segments(alignment, beads, lang):
        needs = [need for unit in segment.units for need in measure.needs(alignment.units[unit])]
        counts += _counted(needs, mine, segment.draft)
        oracle += _counted(needs, theirs, segment.reference)
    wanted = measure.concepts
    return TermScores(
        counts + _consistency(mine.occurrences, wanted),
        oracle + _consistency(theirs.occurrences, wanted),
        terms.glossary.signature,
        f"source:{source}" if source else "votes",
    )


def total(scores: Iterable[TermScores]) -> TermScores | None:
    """Several drafts as one: their counts added up; None for none."""
    every = list(scores)
    if not every:
        return None
    evidence = ",".join(sorted({each.evidence for each in every}))
    counts, oracle = TermCounts(), TermCounts()
    for each in every:
        counts, oracle = counts + each.counts, oracle + each.oracle
    return TermScores(counts, oracle, every[0].glossary, evidence)


def by_system(scores: Sequence[DraftScores]) -> Mapping[tuple[str, Lang], TermScores]:
    """The terms of every system in every language, over its drafts that have figures."""
    groups: dict[tuple[str, Lang], list[TermScores]] = {}
    for each in scores:
        if each.terms is not None:
            groups.setdefault((each.draft.system, each.draft.article.lang), []).append(each.terms)
    return {key: found for key, group in groups.items() if (found := total(group)) is not None}


def _source(draft: Draft, story: Story) -> Lang | None:
    for lang in (draft.source, story.source):
        if lang in story.versions and lang != draft.article.lang:
            return lang
    return None


class _Text:
    """An article with its agreed terms, by paragraph."""

    def __init__(self, article: Article, matcher: Matcher) -> None:
        self.article = article
        self.occurrences = tuple(o for o in matcher.find(article) if o.term.status.agreed)
        self._by_paragraph: defaultdict[int, list[Occurrence]] = defaultdict(list)
        for occurrence in self.occurrences:
            self._by_paragraph[occurrence.where.paragraph or 0].append(occurrence)

    def spans(self, need: _Need, paragraphs: Sequence[int], *, surface: bool = False) -> list[Span]:
        """Where a need is met in some paragraphs: in any form, or letter by letter."""
        found = []
        for index in paragraphs:
            text = self.article.paragraphs[index].text
            for occurrence in self._by_paragraph[index]:
                start, end = occurrence.where.span or (0, 0)
                if occurrence.concept in need.concepts and not (surface and not _is_surface(occurrence, text)):
                    found.append(Span(index, start, end))
            if need.literal:
                found += [Span(index, *match.span()) for match in re.finditer(re.escape(need.literal), text)]
        return found


def _is_surface(occurrence: Occurrence, text: str) -> bool:
    here = text[slice(*(occurrence.where.span or (0, 0)))]
    return occurrence.form == here and here.casefold() == occurrence.term.text.casefold()


class _Measure:
    """What the versions of a story demand of a draft."""

    def __init__(self, story: Story, terms: Terms, lang: Lang, evidence: Sequence[Lang]) -> None:
        self._glossary, self._lang, self._evidence = terms.glossary, lang, tuple(evidence)
        self._found: defaultdict[tuple[Lang, int], list[Occurrence]] = defaultdict(list)
        for other in evidence:
            for occurrence in longest(terms.matcher.find(story.versions[other])):
                if occurrence.term.status.agreed and self._can_say(occurrence.concept):
                    self._found[other, occurrence.where.paragraph or 0].append(occurrence)
        self.concepts = frozenset(o.concept for group in self._found.values() for o in group)

    def needs(self, unit: Unit) -> list[_Need]:
        """The places of a unit that need a rendering each."""
        if len(self._evidence) == 1:
            return _needs(self._in_unit(unit, self._evidence[0]), self._glossary)
        return self._voted(unit)

    def _voted(self, unit: Unit) -> list[_Need]:
        """As often as more than half of the versions, and at least two, name a concept; those of one place count together."""
        votes: defaultdict[_Need, list[int]] = defaultdict(list)
        voters = [other for other in self._evidence if unit.paragraphs.get(other)]
        for other in voters:
            for need, count in Counter(_needs(self._in_unit(unit, other), self._glossary)).items():
                votes[need].append(count)
        enough = max(_VOTES, len(voters) // 2 + 1)
        return [
            need
            for need, counts in votes.items()
            if len(counts) >= enough
            for _ in range(sorted(counts, reverse=True)[enough - 1])
        ]

    def _in_unit(self, unit: Unit, lang: Lang) -> list[Occurrence]:
        return [o for index in unit.paragraphs.get(lang, ()) for o in self._found[lang, index]]

    def _can_say(self, concept: str) -> bool:
        entry = self._glossary.concepts[concept]
        return entry.do_not_translate or entry.preferred(self._lang) is not None


def _needs(occurrences: Sequence[Occurrence], glossary: Glossary) -> list[_Need]:
    """A need for every place; concepts that share a place share the need."""
    places: defaultdict[Place, set[str]] = defaultdict(set)
    for concept in dict.fromkeys(o.concept for o in occurrences):
        for occurrence in disjoint(o for o in occurrences if o.concept == concept):
            places[occurrence.where].add(concept)
    forms = {o.where: o.form for o in occurrences}
    return [
        _Need(frozenset(concepts), forms[where] if any(glossary.concepts[c].do_not_translate for c in concepts) else "")
        for where, concepts in places.items()
    ]


def _counted(needs: Sequence[_Need], text: _Text, paragraphs: Sequence[int]) -> TermCounts:
    alike = Counter(needs)
    spans = {need: text.spans(need, paragraphs) for need in alike}
    exact = sum(count for need, count in alike.items() if text.spans(need, paragraphs, surface=True))
    stem = sum(count for need, count in alike.items() if spans[need])
    return TermCounts(len(needs), exact, stem, maximum_disjoint([spans[need] for need in needs]))


def _consistency(occurrences: Sequence[Occurrence], concepts: frozenset[str]) -> TermCounts:
    """Over the concepts that the source names: what is rendered twice or more, and how much of it in the usual way."""
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for concept in concepts:
        for occurrence in disjoint(o for o in occurrences if o.concept == concept):
            used[concept][occurrence.term.text] += 1
    repeated = [counts for counts in used.values() if counts.total() >= _LEAST]
    usual = sum(max(counts.values()) for counts in repeated)
    return TermCounts(repeated=sum(counts.total() for counts in repeated), usual=usual)


def _segments(alignment: Alignment, beads: Sequence[Bead], lang: Lang) -> list[_Segment]:
    """Units joined where one paragraph of the draft belongs to several; those that the reference lacks are left out."""
    group = {number: number for number in range(len(alignment.units))}
    owner = {index: n for n, unit in enumerate(alignment.units) for index in unit.paragraphs.get(lang, ())}

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    for bead in beads:
        held = [owner[index] for index in bead.right if index in owner]
        for number in held[1:]:
            group[root(number)] = root(held[0])
    drafts: defaultdict[int, list[int]] = defaultdict(list)
    for bead in beads:
        if bead.right and bead.right[0] in owner:
            drafts[root(owner[bead.right[0]])] += bead.left
    units: defaultdict[int, list[int]] = defaultdict(list)
    for number in dict.fromkeys(owner.values()):
        units[root(number)].append(number)
    return [
        _Segment(
            tuple(numbers),
            tuple(drafts[key]),
            tuple(index for number in numbers for index in alignment.units[number].paragraphs[lang]),
        )
        for key, numbers in units.items()
    ]
