"""Two concepts that one and the same word stands for, though the source names both: guidelines and policies, Richtlinien.

Both may admit the word, so that neither is missing. Whether each has a place of its own is a matching of concepts with places:
a place that two concepts admit serves one of them. Only the very same place is shared; a term inside another's is its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpora.alignment import Column, Sentence, Unit
from corpora.finding import Finding, Place
from corpora.languages import Lang
from glossary.checking import wording
from glossary.checking.counting import level, lies_in
from glossary.checking.evidence import Demand, demands
from glossary.checking.found import Found, lang_of
from glossary.concept import Concept
from glossary.matching import Occurrence


@dataclass(frozen=True, slots=True)
class _Both:
    """A word that stands for two concepts, in one place."""

    left_over: Occurrence  # the word, as a term of the concept that has no place of its own
    other: Concept
    places: tuple[Occurrence, ...]  # where the other versions name the one that is left over


def both(found: Found, lang: Lang, told: Iterable[Finding]) -> Iterator[Finding]:
    """T106 where two concepts share one place, once for each two; but for concepts whose merging is told already."""
    groups: defaultdict[tuple[str, str], list[_Both]] = defaultdict(list)
    for unit in found.alignment.units:
        asked = [each for each in demands(found, unit, lang) if not each.concept.do_not_translate]
        for column in unit.columns or (_whole(found, unit),):
            for shared in _shared(found, unit, lang, column, asked):
                groups[shared.left_over.concept, shared.other.id].append(shared)
    known = {finding.concept for finding in told}
    yield from (_finding(found, lang, group) for (concept, _), group in groups.items() if concept not in known)


def _whole(found: Found, unit: Unit) -> Column:
    """All of a unit, where nothing is known of its sentences."""
    return Column(
        {
            lang: tuple(Sentence(i, 0, len(found.story.versions[lang].paragraphs[i].text) + 1) for i in indices)
            for lang, indices in unit.paragraphs.items()
        }
    )


def _shared(found: Found, unit: Unit, lang: Lang, column: Column, asked: Sequence[Demand]) -> Iterator[_Both]:
    """The concepts that some sentences name, render, and render at no place of their own."""
    said = [each for each in (_said(found, unit, column, one) for one in asked) if each is not None]
    own = [each for each in said if any(_starts_alone(place, each, said) for place in each.places)]
    choices: dict[str, list[Occurrence]] = {}
    for each in own:
        here = [o for o in found.naming(unit, lang, each.concept.id) if o.term.status.agreed]
        if within := [o for o in here if lies_in(o.where, column.sentences.get(lang, ()))]:
            choices[each.concept.id] = sorted(within, key=lambda o: o.term.status.rank)
    ordered = sorted(choices, key=lambda concept: _has_better(found, choices[concept][0], lang))
    taken = _matched({concept: [o.where for o in choices[concept]] for concept in ordered})
    holders = {place: concept for concept, place in taken.items()}
    for each in own:
        concept = each.concept.id
        if concept in choices and concept not in taken:
            word = choices[concept][0]
            if _has_better(found, word, lang):
                yield _Both(word, found.glossary.concepts[holders[word.where]], each.places)


def _has_better(found: Found, word: Occurrence, lang: Lang) -> bool:
    """Whether a concept could be called otherwise than by a word: it gives way to those that could not."""
    better = found.concept(word).preferred(lang)
    return better is not None and better.text != word.term.text


def _said(found: Found, unit: Unit, column: Column, demand: Demand) -> Demand | None:
    """A demand as some sentences make it; none where they do not, or name the concept only inside another's name."""
    plain = {o.where for other in unit.languages for o in found.in_unit(unit, other)}
    places = tuple(
        o for o in demand.places if o.where in plain and lies_in(o.where, column.sentences.get(lang_of(o), ()))
    )
    here = replace(demand, places=places)
    return here if places and level(found, column, here) else None


def _starts_alone(place: Occurrence, demand: Demand, said: Sequence[Demand]) -> bool:
    """Whether a place of the source is this concept's alone: a word that two concepts share asks for one of them."""
    return not any(o.where == place.where for other in said if other is not demand for o in other.places)


def _matched(choices: Mapping[str, Sequence[Place]]) -> Mapping[str, Place]:
    """A maximum matching of concepts with places, the first concepts first, by augmenting paths; O(concepts x choices)."""
    holder: dict[Place, str] = {}

    def augment(concept: str, seen: set[Place]) -> bool:
        for place in choices[concept]:
            if place not in seen:
                seen.add(place)
                if place not in holder or augment(holder[place], seen):
                    holder[place] = concept
                    return True
        return False

    for concept in choices:
        augment(concept, set())
    return {concept: place for place, concept in holder.items()}


def _finding(found: Found, lang: Lang, group: Sequence[_Both]) -> Finding:
    first, concept = group[0], found.concept(group[0].left_over)
    where, better = first.left_over.where, wording.citation(concept.preferred(lang))
    places = f" in {len(group)} places" if len(group) > 1 else ""
    return Finding(
        "T106",
        where,
        f"“{concept.name}” and “{first.other.name}” have one rendering{places}: “{found.text(where)}” stands for both"
        f"{better.advice} for “{concept.name}”",
        suggestion=better.text,
        concept=concept.id,
        story=found.story.id,
        related=tuple(
            dict.fromkeys(
                place
                for each in group
                for place in (each.left_over.where, *(o.where for o in each.places))
                if place != where
            )
        ),
    )
