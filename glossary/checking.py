"""Are the agreed terms used? Missing, deprecated, forbidden and inconsistent terms of a story's versions.

Which occurrences silence which (measured on three versions of one article, 82 concepts): in the source, and for deprecated
and forbidden terms, the longest match wins and what is nested in it is silent; what renders a concept in the target may
overlap other concepts' renderings, but not those of the same concept.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpora import untranslated
from corpora.alignment import Alignment, Unit
from corpora.article import Article, Role, Story
from corpora.finding import Finding, Place
from corpora.languages import Lang, language, name_of
from glossary.concept import Concept, Glossary, Status, Term
from glossary.inflection import replacement
from glossary.matching import Occurrence, disjoint, longest

_TRUSTED = 0.5  # a unit that is less probably right than wrong proves no omission
# Letters from which one word is so much its concept's own that no other version has to confirm it; then in scripts without spaces.
_SPECIFIC, _SPECIFIC_UNSPACED = 10, 4
_VOTES = 2
_NO_REASON = "unverified"  # a note that is of no use to a translator
_BRIEF = frozenset({Role.TITLE, Role.HEADING, Role.CAPTION, Role.BYLINE})


def check(
    story: Story, alignment: Alignment, glossary: Glossary, occurrences: Iterable[Occurrence]
) -> tuple[Finding, ...]:
    """T101 to T104 of every version of a story, in reading order, version by version.

    Args:
        story: one version is enough for T102, T103 and T104.
        alignment: of this story.
        glossary: the one the occurrences were found with.
        occurrences: all of all versions, nested and overlapping ones too.
    """
    checker = _Checker(story, alignment, glossary, tuple(occurrences))
    found: list[Finding] = []
    for lang in story.versions:
        bad = checker.bad(lang)
        here = [*checker.unwanted(bad), *checker.missing(lang), *checker.inconsistent(lang, bad)]
        found += sorted(here, key=_reading_order)
    return tuple(found)


def needed(occurrences: Iterable[Occurrence], concept: str) -> int:
    """How often a text needs a concept rendered: its disjoint occurrences among the longest matches."""
    return len(disjoint(o for o in longest(occurrences) if o.concept == concept))


def rendered(occurrences: Iterable[Occurrence], concept: str) -> int:
    """How often a text renders a concept, by any of its terms: the disjoint ones, inside other concepts' terms too."""
    return len(disjoint(o for o in occurrences if o.concept == concept))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the other versions of a unit say of a concept: where it stands in them, and how many could say it."""

    places: tuple[Occurrence, ...]
    voters: int

    @property
    def known(self) -> bool:
        return self.voters > 0


class _Checker:
    """One story, its occurrences by language and paragraph."""

    def __init__(
        self, story: Story, alignment: Alignment, glossary: Glossary, occurrences: tuple[Occurrence, ...]
    ) -> None:
        self._story, self._alignment, self._glossary = story, alignment, glossary
        ids = {article.id: lang for lang, article in story.versions.items()}
        self._all: defaultdict[tuple[Lang, int], list[Occurrence]] = defaultdict(list)
        for occurrence in occurrences:
            lang, paragraph = ids.get(occurrence.where.article), occurrence.where.paragraph
            if lang == occurrence.where.lang and lang is not None and paragraph is not None:
                self._all[lang, paragraph].append(occurrence)
        self._longest = {key: longest(group) for key, group in self._all.items()}
        self._held_back = untranslated.held_back(story, alignment)
        self._units = {
            (lang, index): unit
            for unit in alignment.units
            for lang, indices in unit.paragraphs.items()
            for index in indices
        }

    def bad(self, lang: Lang) -> tuple[Occurrence, ...]:
        """The deprecated and forbidden terms of a version that stand for their concept, one a place."""
        chosen: dict[Place, Occurrence] = {}
        for occurrence in self._in_version(lang):
            if not occurrence.term.status.agreed and self._meant(occurrence):
                rival = chosen.get(occurrence.where)
                if rival is None or self._weight(occurrence) > self._weight(rival):
                    chosen[occurrence.where] = occurrence
        once = {
            (o.concept, o.where.paragraph, o.form.rsplit(" ", 1)[-1] if self._shortened(o) else o.where): o
            for o in reversed(chosen.values())
        }
        return tuple(o for o in chosen.values() if o in once.values())

    def _shortened(self, occurrence: Occurrence) -> bool:
        """Whether it stands in a suspended hyphen: Bezirks- of Bezirks- und Gemeindekomitees."""
        text = self._text(occurrence.where)
        return text.endswith("-") or text.startswith("-")

    def unwanted(self, bad: Iterable[Occurrence]) -> Iterator[Finding]:
        """T102 and T103."""
        for occurrence in bad:
            concept, term, where = self._glossary.concepts[occurrence.concept], occurrence.term, occurrence.where
            preferred = concept.preferred(term.lang)
            text = occurrence.form if self._shortened(occurrence) else self._text(where)
            better = replacement(preferred, term, text) if preferred else ""
            reason = f" ({term.note})" if term.note and not term.note.startswith(_NO_REASON) else ""
            advice = f"; write “{better}”" if better else ""
            evidence = self._evidence(occurrence.concept, term.lang, self._unit(occurrence))
            yield Finding(
                "T103" if term.status is Status.FORBIDDEN else "T102",
                where,
                f"“{text}” is a {term.status} term for “{concept.name}”{reason}{advice}",
                suggestion=better,
                concept=concept.id,
                story=self._story.id,
                related=tuple(o.where for o in evidence.places),
            )

    def missing(self, lang: Lang) -> Iterator[Finding]:
        """T101: one finding for a unit and concept; in titles and captions only what is rendered nowhere else."""
        brief: dict[str, Finding] = {}
        told: set[str] = set()
        for unit in self._alignment.units:
            for finding in self._missing_in(unit, lang):
                if self._is_brief(unit, lang):
                    brief.setdefault(finding.concept, finding)
                else:
                    told.add(finding.concept)
                    yield finding
        present = {o.concept for o in self._in_version(lang, nested=True)}
        yield from (finding for concept, finding in brief.items() if concept not in told | present)

    def _missing_in(self, unit: Unit, lang: Lang) -> Iterator[Finding]:
        if (
            not unit.paragraphs.get(lang)
            or lang in unit.moved
            or unit.confidence < _TRUSTED
            or lang == self._story.source
            or any((lang, index) in self._held_back for index in unit.paragraphs[lang])
        ):
            return
        here = self._in_unit(unit, lang, self._all)
        for concept in self._expected(unit, lang):
            preferred = self._glossary.concepts[concept].preferred(lang)
            evidence = self._evidence(concept, lang, unit)
            # A text may take a thing up again with a pronoun: what is named once in the unit is not missing there.
            if preferred and rendered(here, concept) == 0 and self._proves(evidence, unit):
                yield self._missing_finding(unit, lang, concept, evidence)

    def _expected(self, unit: Unit, lang: Lang) -> list[str]:
        """The concepts that the source of a unit names; without a source, all that any other version names."""
        source = self._story.source
        langs = [source] if source and unit.paragraphs.get(source) else [x for x in unit.languages if x != lang]
        return list(dict.fromkeys(o.concept for x in langs for o in self._in_unit(unit, x, self._longest)))

    def _proves(self, evidence: _Evidence, unit: Unit) -> bool:
        """Whether a unit must name a concept: the source does, or most of the other versions and at least two do."""
        source = self._story.source
        langs = {o.where.lang for o in evidence.places}
        if source and unit.paragraphs.get(source):
            return source in langs and source not in unit.moved
        return len(langs) >= _VOTES and 2 * len(langs) > evidence.voters

    def _missing_finding(self, unit: Unit, lang: Lang, concept: str, evidence: _Evidence) -> Finding:
        entry = self._glossary.concepts[concept]
        preferred = entry.preferred(lang)
        source = self._story.source
        if source and unit.paragraphs.get(source):
            told = [o for o in evidence.places if o.where.lang == source]
            count = needed(self._in_unit(unit, source, self._all), concept)
            times = f" ({count} times)" if count > 1 else ""
            says = f"the {name_of(source)} source says “{told[0].form}”{times}"
        else:
            told = list({o.where.lang: o for o in evidence.places}.values())
            forms = ", ".join(f"“{o.form}” ({name_of(o.term.lang)})" for o in told)
            says = f"no source version, but {len(told)} of {evidence.voters} other versions say {forms}"
        write = preferred.text if preferred else ""
        article = self._story.versions[lang]
        index = unit.paragraphs[lang][0]
        return Finding(
            "T101",
            Place(article.id, lang, index, None, article.paragraphs[index].line),
            f"“{entry.name}” has no term here: {says}; write “{write}”",
            suggestion=write,
            concept=concept,
            story=self._story.id,
            related=tuple(o.where for o in evidence.places),
        )

    def inconsistent(self, lang: Lang, bad: Sequence[Occurrence]) -> Iterator[Finding]:
        """T104: a concept rendered in several ways, one of them not agreed; it stands where the rarer of these is first."""
        groups: defaultdict[str, list[Occurrence]] = defaultdict(list)
        unwanted = {(o.concept, o.where) for o in bad}
        for occurrence in self._in_version(lang):
            if occurrence.term.status.agreed or (occurrence.concept, occurrence.where) in unwanted:
                groups[occurrence.concept].append(occurrence)
        for concept, group in groups.items():
            counts = Counter(o.term for o in group)
            if len(counts) > 1 and not all(term.status.agreed for term in counts):
                yield self._inconsistent_finding(self._glossary.concepts[concept], group, counts)

    def _inconsistent_finding(
        self, concept: Concept, group: Sequence[Occurrence], counts: Mapping[Term, int]
    ) -> Finding:
        preferred = concept.preferred(group[0].term.lang)
        usual = max(counts, key=lambda term: (counts[term], term == preferred, term.status.agreed))
        odd = min(group, key=lambda o: (o.term.status.agreed, o.term == usual))
        ways = ", ".join(
            f"“{term.text}” ({count}{'' if term.status.agreed else ', ' + term.status})"
            for term, count in sorted(counts.items(), key=lambda item: -item[1])
        )
        firsts = {o.term: o.where for o in reversed(group)}
        return Finding(
            "T104",
            odd.where,
            f"“{concept.name}” is rendered in {len(counts)} ways in this article: {ways}",
            suggestion=preferred.text if preferred else usual.text,
            concept=concept.id,
            story=self._story.id,
            related=tuple(where for term, where in firsts.items() if term != odd.term),
        )

    def _meant(self, occurrence: Occurrence) -> bool:
        """Whether an unwanted term stands for its concept here.

        Forbidden terms always do. A deprecated one may be another concept's word (Leute, Richtlinie): a short word needs
        the concept in another version of its unit where there is one, a part of a compound wherever it can be asked, and
        a word that is agreed for another concept needs that one to be absent there.
        """
        if occurrence.term.status is Status.FORBIDDEN:
            return True
        unit, lang = self._unit(occurrence), occurrence.term.lang
        evidence = self._evidence(occurrence.concept, lang, unit)
        rivals = [o.concept for o in self._at(occurrence) if o.term.status.agreed and o.concept != occurrence.concept]
        if rivals:
            return bool(evidence.places) and not any(self._evidence(rival, lang, unit).places for rival in rivals)
        if evidence.places or _specific(occurrence):
            return True
        return not evidence.known and occurrence.form == self._text(occurrence.where)

    def _weight(self, occurrence: Occurrence) -> tuple[bool, bool]:
        evidence = self._evidence(occurrence.concept, occurrence.term.lang, self._unit(occurrence))
        return occurrence.term.status is Status.FORBIDDEN, bool(evidence.places)

    def _evidence(self, concept: str, lang: Lang, unit: Unit | None) -> _Evidence:
        """Where the other versions of a unit name a concept, and how many of them have terms for it."""
        places: list[Occurrence] = []
        voters = 0
        for other in unit.languages if unit else ():
            if other != lang and self._glossary.concepts[concept].terms_in(other) and unit:
                voters += 1
                places += disjoint(o for o in self._in_unit(unit, other, self._all) if o.concept == concept)
        return _Evidence(tuple(places), voters)

    def _in_unit(
        self, unit: Unit, lang: Lang, view: Mapping[tuple[Lang, int], Sequence[Occurrence]]
    ) -> list[Occurrence]:
        return [o for index in unit.paragraphs.get(lang, ()) for o in view.get((lang, index), ())]

    def _in_version(self, lang: Lang, *, nested: bool = False) -> Iterator[Occurrence]:
        view: Mapping[tuple[Lang, int], Sequence[Occurrence]] = self._all if nested else self._longest
        for paragraph in self._story.versions[lang].paragraphs:
            yield from view.get((lang, paragraph.index), ())

    def _at(self, occurrence: Occurrence) -> list[Occurrence]:
        key = occurrence.term.lang, occurrence.where.paragraph or 0
        return [o for o in self._all[key] if o.where.span == occurrence.where.span]

    def _unit(self, occurrence: Occurrence) -> Unit | None:
        return self._units.get((occurrence.term.lang, occurrence.where.paragraph or 0))

    def _is_brief(self, unit: Unit, lang: Lang) -> bool:
        article: Article = self._story.versions[lang]
        return all(article.paragraphs[index].role in _BRIEF for index in unit.paragraphs[lang])

    def _text(self, where: Place) -> str:
        start, end = where.span or (0, 0)
        return self._story.versions[where.lang or ""].paragraphs[where.paragraph or 0].text[start:end]


def _specific(occurrence: Occurrence) -> bool:
    text, entry = occurrence.term.text, language(occurrence.term.lang)
    return len(text) >= (_SPECIFIC if entry.joiner else _SPECIFIC_UNSPACED) or (not entry.syllables and " " in text)


def _reading_order(finding: Finding) -> tuple[int, tuple[int, int], str]:
    where = finding.where
    return -1 if where.paragraph is None else where.paragraph, where.span or (0, 0), finding.code
