"""Concepts that one article renders in several ways."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from corpora.finding import Finding
from corpora.languages import Lang
from glossary.checking import wording
from glossary.checking.found import Found, lang_of
from glossary.concept import Concept, Status, Term
from glossary.matching import Occurrence

_STEM = 0.6  # share of the shorter term that both begin with
_HABIT = 2  # times that an article uses a term, until another agreed one departs from it


@dataclass(frozen=True, slots=True)
class _Use:
    """A term as one unit has it, and the terms that the unit's other versions have for the same concept."""

    term: Term
    others: Mapping[Lang, frozenset[str]]


def inconsistent(found: Found, lang: Lang, bad: Sequence[Occurrence]) -> Iterator[Finding]:
    """T104 where one of several renderings is not agreed, T108 where all are; one a concept.

    It stands where the rarer one, or the one that is not agreed, is first. Renderings that differ as the source differs, or
    any other version, are no inconsistency.
    """
    groups: defaultdict[str, list[Occurrence]] = defaultdict(list)
    unwanted = {(o.concept, o.where) for o in bad}
    for occurrence in found.in_version(lang):
        if occurrence.term.status.agreed or (occurrence.concept, occurrence.where) in unwanted:
            groups[occurrence.concept].append(occurrence)
    for concept, group in groups.items():
        at_odds = _at_odds(found, group)
        if at_odds:
            yield _finding(found, found.glossary.concepts[concept], group, at_odds)


def _at_odds(found: Found, group: Sequence[Occurrence]) -> frozenset[Term]:
    """The terms that render the same thing in different ways; those that are not agreed where there are any."""
    uses = list({(use.term, tuple(use.others.items())): use for use in (_use(found, o) for o in group)}.values())
    odd = {
        frozenset((one.term, two.term))
        for one, two in combinations(uses, 2)
        if one.term != two.term and not _explained(one, two)
    }
    worse = {pair for pair in odd if not all(term.status.agreed for term in pair)}
    return frozenset(term for pair in (worse or {pair for pair in odd if _varies(pair, uses, group)}) for term in pair)


def _varies(pair: frozenset[Term], uses: Sequence[_Use], group: Sequence[Occurrence]) -> bool:
    """Whether two agreed terms are worth a remark: one is the article's habit, and other versions say the same both times."""
    told = all(any(use.others for use in uses if use.term == term) for term in pair)
    habit = max(sum(o.term == term for o in group) for term in pair) >= _HABIT
    return told and habit and not _is_one_way(*sorted(pair, key=lambda term: len(term.text)))


def _is_one_way(shorter: Term, longer: Term) -> bool:
    """Whether two agreed terms differ for a reason that is none of taste.

    One is a part of the other or its abbreviation (Vaterländische Front, Massenmobilisierung(sarbeit)), they are of one stem or of
    different parts of speech (veröffentlichen), or the glossary says when the admitted one is meant.
    """
    short, long = shorter.text.lower(), longer.text.lower()
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    spoken = {shorter.part_of_speech, longer.part_of_speech} - {None}
    return (
        short in long
        or (" " not in short and sum(map(str.isupper, shorter.text)) > 1)
        or stem >= _STEM * len(short)
        or len(spoken) > 1
        or any(term.status is Status.ADMITTED and wording.reason(term) for term in (shorter, longer))
    )


def _use(found: Found, occurrence: Occurrence) -> _Use:
    unit, lang = found.unit(occurrence.where), lang_of(occurrence)
    others = {
        other: frozenset(o.term.text for o in found.in_unit(unit, other) if o.concept == occurrence.concept)
        for other in (unit.languages if unit else ())
        if other != lang and unit
    }
    source = found.story.source
    asked = {source: others[source]} if source in others and source is not None else others
    return _Use(occurrence.term, {other: terms for other, terms in asked.items() if terms})


def _explained(one: _Use, two: _Use) -> bool:
    """Whether another version differs in the same two places."""
    return any(one.others[lang].isdisjoint(two.others[lang]) for lang in one.others if lang in two.others)


def _finding(found: Found, concept: Concept, group: Sequence[Occurrence], at_odds: frozenset[Term]) -> Finding:
    preferred = concept.preferred(lang_of(group[0]))
    counts = Counter(o.term for o in group)
    usual = max(counts, key=lambda term: (counts[term], term == preferred, term.status.agreed))
    odd = min((o for o in group if o.term in at_odds), key=lambda o: (o.term.status.agreed, o.term == usual))
    agreed = all(term.status.agreed for term in at_odds)
    ways = ", ".join(
        f"“{term.text}” ({count}{'' if term.status.agreed else ', ' + term.status})"
        for term, count in sorted(counts.items(), key=lambda item: -item[1])
    )
    firsts = {o.term: o.where for o in reversed(group)}
    suggestion = preferred or usual
    return Finding(
        "T108" if agreed else "T104",
        odd.where,
        f"“{concept.name}” is rendered in {len(counts)} ways in this article{', all agreed' if agreed else ''}: {ways}",
        suggestion=suggestion.text,
        concept=concept.id,
        story=found.story.id,
        related=tuple(where for term, where in firsts.items() if term != odd.term),
    )
