"""Concepts that the articles of a corpus render in different ways."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpora.article import Story
from corpora.finding import Finding, Place
from corpora.languages import Lang, name_of
from glossary.checking.found import lang_of
from glossary.concept import Concept, Glossary, Term
from glossary.matching import Occurrence, longest

_NAMED = 3  # articles that a message names for each rendering


class Checked(Protocol):
    """A story whose terms were found and checked."""

    @property
    def story(self) -> Story:
        """The story."""
        ...

    @property
    def occurrences(self) -> Sequence[Occurrence]:
        """Every occurrence of its versions, nested ones too."""
        ...

    @property
    def findings(self) -> Sequence[Finding]:
        """What checking had to say of it, T102 and T103 among it."""
        ...


@dataclass(frozen=True, slots=True)
class _Usage:
    """How one article usually renders one concept."""

    term: Term
    count: int
    where: Place  # the first place


def differing(checked: Iterable[Checked], glossary: Glossary) -> tuple[Finding, ...]:
    """T105: one finding for each concept and language that articles usually render in different ways, one of them not agreed.

    What differs within one article is T104. O(occurrences).
    """
    usages: defaultdict[tuple[str, Lang], list[_Usage]] = defaultdict(list)
    for each in checked:
        for key, usage in _usages(each):
            usages[key].append(usage)
    findings = (_differing(glossary.concepts[concept], lang, group) for (concept, lang), group in usages.items())
    return tuple(sorted((f for f in findings if f), key=lambda f: (f.where.article, f.where.paragraph or 0, f.concept)))


def _usages(checked: Checked) -> Iterator[tuple[tuple[str, Lang], _Usage]]:
    unwanted = {
        (f.concept, place.article, place.paragraph, _end(place))
        for f in checked.findings
        if f.code in ("T102", "T103")
        for place in (f.where, *f.related)
        if place.article == f.where.article
    }
    groups: defaultdict[tuple[str, Lang], list[Occurrence]] = defaultdict(list)
    for occurrence in longest(checked.occurrences):
        if occurrence.term.status.agreed or _key(occurrence) in unwanted:
            groups[occurrence.concept, lang_of(occurrence)].append(occurrence)
    for key, group in groups.items():
        counts = Counter(o.term for o in group)
        usual = max(counts, key=lambda term: (counts[term], -term.status.rank))
        yield key, _Usage(usual, len(group), next(o.where for o in group if o.term == usual))


def _key(occurrence: Occurrence) -> tuple[str, str, int | None, int]:
    """What a finding on an occurrence has in common with it: its correction may begin before it."""
    where = occurrence.where
    return occurrence.concept, where.article, where.paragraph, _end(where)


def _end(place: Place) -> int:
    return place.span[1] if place.span else 0


def _differing(concept: Concept, lang: Lang, usages: Sequence[_Usage]) -> Finding | None:
    ways: dict[Term, list[_Usage]] = {}
    for usage in usages:
        ways.setdefault(usage.term, []).append(usage)
    if len(ways) < 2 or all(term.status.agreed for term in ways):
        return None
    ordered = sorted(ways, key=lambda term: (-len(ways[term]), term.status.rank))
    odd = min(ordered, key=lambda term: (term.status.agreed, len(ways[term])))
    preferred = concept.preferred(lang)
    said = "; ".join(_way(term, ways[term]) for term in ordered)
    return Finding(
        "T105",
        ways[odd][0].where,
        f"“{concept.name}” is rendered in {len(ways)} ways over {len(usages)} {name_of(lang)} articles: {said}",
        suggestion=preferred.text if preferred else "",
        concept=concept.id,
        related=tuple(
            usage.where
            for term in ordered
            for usage in (ways[term][:1] if term.status.agreed else ways[term])
            if usage is not ways[odd][0]
        ),
    )


def _way(term: Term, usages: Sequence[_Usage]) -> str:
    """A rendering and its count; where it is not agreed, with the articles."""
    if term.status.agreed:
        return f"“{term.text}” in {len(usages)}"
    names = ", ".join(usage.where.article for usage in usages[:_NAMED])
    rest = f" and {len(usages) - _NAMED} more" if len(usages) > _NAMED else ""
    return f"“{term.text}” in {len(usages)} ({term.status}: {names}{rest})"
