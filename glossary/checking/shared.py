"""Two concepts with one rendering: a missing concept for which another concept's term stands.

Civil servants and public employees become 公務員、公務員; guidelines and policies become Richtlinien, Richtlinien. That is one
mistake, however many units repeat it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpora.alignment import Unit
from corpora.finding import Finding, Place
from corpora.languages import Lang, language
from glossary.checking import wording
from glossary.checking.evidence import evidence
from glossary.checking.found import Found
from glossary.checking.missing import Gap
from glossary.concept import Concept
from glossary.matching import Occurrence, disjoint

_BESIDE, _BESIDE_UNSPACED = (
    6,
    2,
)  # characters between neighbours in an enumeration: "guidelines and policies", 公務員、公務員
_RECURS, _RECURS_APART = 2, 3  # units in which the same two concepts meet, until that is no chance


@dataclass(frozen=True, slots=True)
class Sharing:
    """The gaps that another concept's term explains, told once for each two concepts, and those left."""

    findings: tuple[Finding, ...]
    left: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A gap, and the other concept's term that seems to stand for it."""

    gap: Gap
    by: Occurrence
    spare: bool  # whether that term stands more often than its own concept needs it
    beside: bool  # whether both concepts stand side by side in another version
    named: bool  # whether another version names the other concept at all
    sure: bool  # whether the place itself says so, and not only that it happens again and again


def share(found: Found, lang: Lang, missing: Sequence[Gap]) -> Sharing:
    """T106 for the missing concepts of a version for which another concept's agreed term stands.

    The other term stands more often than the unit needs it, and either it is what stands instead, or it stands twice where
    both concepts stand side by side, or the two meet in several units. Once two concepts are known to share a term, every
    unit in which they stand side by side and only the other is named belongs to the same finding.
    """
    pairs: defaultdict[tuple[str, str], list[_Taken]] = defaultdict(list)
    for gap in missing:
        for taken in _takers(found, gap):
            pairs[gap.demand.concept.id, taken.by.concept].append(taken)
    told: list[Finding] = []
    explained: set[int] = set()
    spent: set[Place] = set()  # a term that is there once too often stands for one other concept only
    for (concept, _), group in sorted(pairs.items(), key=_surest):
        fresh = [t for t in group if id(t.gap) not in explained and t.spare and t.by.where not in spent]
        if not (any(taken.sure for taken in fresh) or _recurs(found, lang, concept, fresh)):
            continue
        known = {id(taken.gap) for taken in fresh}
        more = [t for t in group if t.beside and id(t.gap) not in explained | known]
        told.append(_finding(found, sorted((*fresh, *more), key=lambda taken: _start(taken.by.where))))
        explained |= known | {id(taken.gap) for taken in more}
        spent |= {taken.by.where for taken in fresh}
    return Sharing(tuple(told), tuple(gap for gap in missing if id(gap) not in explained))


def _surest(pair: tuple[tuple[str, str], Sequence[_Taken]]) -> tuple[int, int, int]:
    """Pairs that stand side by side first, then those whose other concept is named too, then the frequent ones."""
    _, group = pair
    return -sum(t.sure for t in group), -sum(t.beside or t.named for t in group), -len(group)


def _takers(found: Found, gap: Gap) -> Iterator[_Taken]:
    """The agreed terms of other concepts in a unit that may stand for the missing one."""
    groups: dict[str, list[Occurrence]] = {}
    for occurrence in found.in_unit(gap.unit, gap.lang):
        if occurrence.concept != gap.demand.concept.id and occurrence.term.status.agreed:
            groups.setdefault(occurrence.concept, []).append(occurrence)
    for concept, group in groups.items():
        places = disjoint(group)
        heard = evidence(found, concept, gap.lang, gap.unit).places
        spare = len(places) > _needed(gap.unit, heard)
        at = [o for o in places if gap.instead and _overlap(o.where, gap.instead)]
        if gap.instead and not at:
            continue
        beside = _beside(found, gap.demand.places, heard)
        twins = [two for one, two in pairwise(places) if _neighbours(found, one.where, two.where)]
        by = (at or twins or places[-1:])[0]
        yield _Taken(gap, by, spare, beside, named=bool(heard), sure=spare and bool(at or (twins and beside)))


def _needed(unit: Unit, heard: Sequence[Occurrence]) -> int:
    """How often a version that says most of a concept names it."""
    return max((sum(o.where.lang == lang for o in heard) for lang in unit.languages), default=0)


def _recurs(found: Found, lang: Lang, concept: str, group: Sequence[_Taken]) -> bool:
    """Whether one concept's term is there too often in several units that lack the other, and in few that do not."""
    if len(group) < (_RECURS if any(taken.beside for taken in group) else _RECURS_APART):
        return False
    other = group[0].by.concept
    elsewhere = 0
    units = {id(taken.gap.unit) for taken in group}
    for unit in found.units_naming(lang, other):
        if id(unit) not in units:
            count = len(disjoint(found.naming(unit, lang, other)))
            needed = _needed(unit, evidence(found, other, lang, unit).places)
            elsewhere += count > needed and not evidence(found, concept, lang, unit).places
    return len(group) > elsewhere


def _beside(found: Found, ones: Sequence[Occurrence], others: Sequence[Occurrence]) -> bool:
    return any(_neighbours(found, *sorted((a.where, b.where), key=_start)) for a in ones for b in others)


def _neighbours(found: Found, first: Place, second: Place) -> bool:
    """Whether two places stand side by side, with a comma or a short word between them at most."""
    if (first.article, first.paragraph) != (second.article, second.paragraph) or not first.span or not second.span:
        return False
    between = found.paragraph(first)[first.span[1] : second.span[0]]
    most = _BESIDE if language(first.lang or "").joiner else _BESIDE_UNSPACED
    return first.span[1] <= second.span[0] and len(between) <= most and not set(between) & set(".!?。！？")


def _overlap(one: Place, two: Place) -> bool:
    return (
        one.paragraph == two.paragraph
        and one.span is not None
        and two.span is not None
        and one.span[0] < two.span[1]
        and two.span[0] < one.span[1]
    )


def _start(place: Place) -> tuple[str, int, int]:
    return place.article, place.paragraph or 0, (place.span or (0, 0))[0]


def _finding(found: Found, group: Sequence[_Taken]) -> Finding:
    gap, by = group[0].gap, group[0].by
    concept: Concept = gap.demand.concept
    other = found.concept(by)
    better = wording.citation(concept.preferred(gap.lang))
    places = f" in {len(group)} places" if len(group) > 1 else ""
    return Finding(
        "T106",
        by.where,
        f"“{concept.name}” and “{other.name}” have one rendering{places}: “{found.text(by.where)}” is the term "
        f"for “{other.name}”{better.advice} for “{concept.name}”",
        suggestion=better.text,
        concept=concept.id,
        story=found.story.id,
        related=tuple(place for taken in group for place in _places(taken) if place != by.where),
    )


def _places(taken: _Taken) -> tuple[Place, ...]:
    return (taken.by.where, *(o.where for o in taken.gap.demand.places))
