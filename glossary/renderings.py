"""In how many ways each concept is rendered, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpora.finding import Place
from corpora.languages import Lang
from glossary.concept import Status, Term
from glossary.matching import Occurrence


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way in which one language renders one concept."""

    concept: str  # the concept's id
    lang: Lang
    term: str  # in citation form
    status: Status
    count: int
    forms: Mapping[str, int]  # the texts as they stand, inflected or in a compound, the frequent ones first
    places: tuple[Place, ...]  # in the order of the occurrences


def count(occurrences: Iterable[Occurrence]) -> tuple[Rendering, ...]:
    """Count occurrences by concept, language and term, concepts in the order of their first occurrence.

    Everything given is counted: give the view of `matching.longest` so that nested terms do not count.
    """
    groups: dict[tuple[str, Term], list[Occurrence]] = {}
    for occurrence in occurrences:
        groups.setdefault((occurrence.concept, occurrence.term), []).append(occurrence)
    first: dict[str, int] = {}
    for concept, _ in groups:
        first.setdefault(concept, len(first))
    renderings = [_rendering(concept, term, group) for (concept, term), group in groups.items()]
    return tuple(sorted(renderings, key=lambda r: (first[r.concept], r.lang, -r.count, r.term)))


def _rendering(concept: str, term: Term, group: list[Occurrence]) -> Rendering:
    forms = Counter(occurrence.form for occurrence in group)
    return Rendering(
        concept,
        term.lang,
        term.text,
        term.status,
        len(group),
        MappingProxyType(dict(forms.most_common())),
        tuple(occurrence.where for occurrence in group),
    )
