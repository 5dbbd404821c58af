"""Mentions that a version leaves without a rendering, though it renders others of the same concept in the same unit.

A text takes things up with pronouns and leaves out what it has just said, so that a missing word alone says little. What
counts is that another word stands there: of 30 such words in 177 announcements and 46 pages of documentation, English as
source, most of them with a glossary of preferred terms only, 29 were another rendering. Sentences without a rendering and
without such a word were style in 22 of 25.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpora.alignment import Column, Sentence, Unit
from corpora.finding import Place
from corpora.languages import Lang
from glossary.checking import code
from glossary.checking.evidence import VOTES, Demand, count
from glossary.checking.found import Found, lang_of
from glossary.checking.instead import Renderings
from glossary.concept import Concept
from glossary.matching import Occurrence, disjoint

_STEM = 0.8  # share of the shorter word that both begin with: release, released; but not Sicherheitslücke, -problem


def others(found: Found, unit: Unit, lang: Lang, demand: Demand, renderings: Renderings) -> Iterator[Place]:
    """The words that stand for the mentions of a concept which no term of it renders, as many as lack at most."""
    concept = demand.concept
    rendered = [o.where for o in disjoint(found.naming(unit, lang, concept.id))]
    avoid = list(rendered)
    for column in _short(found, unit, lang, demand, rendered):
        for asked in _asked(column, demand):
            place = renderings.instead(asked, lang, avoid) if len(avoid) < demand.count else None
            if place and lies_in(place, column.sentences[lang]) and _is_other(found, unit, concept, place):
                avoid.append(place)
                yield place
                break


def _short(found: Found, unit: Unit, lang: Lang, demand: Demand, rendered: Sequence[Place]) -> Iterator[Column]:
    """The sentences that render a concept less often than they were to, and whose neighbours do not make up for it."""
    asked = [level(found, column, demand) for column in unit.columns]
    here = [sum(lies_in(at, column.sentences.get(lang, ())) for at in rendered) for column in unit.columns]
    for number, column in enumerate(unit.columns):
        around = range(max(0, number - 1), min(len(asked), number + 2))
        lacks = here[number] < asked[number] and bool(column.sentences.get(lang))
        if lacks and all(here[near] <= asked[near] for near in around):
            yield column


def level(found: Found, column: Column, demand: Demand) -> int:
    """How often the source, or without one most of the versions, names a concept in some sentences."""
    spoken: dict[Lang, list[Occurrence]] = {}
    for place in demand.places:
        if lies_in(place.where, column.sentences.get(lang_of(place), ())):
            spoken.setdefault(lang_of(place), []).append(place)
    counts = sorted((count(found, places) for places in spoken.values()), reverse=True)
    needed = max(VOTES, demand.voters // 2 + 1) if demand.voters else 1
    return counts[needed - 1] if len(counts) >= needed else 0


def _asked(column: Column, demand: Demand) -> Iterator[Sequence[Occurrence]]:
    """What to ask for: one mention of the source after the other, the last one first; all together where versions vote."""
    here = [o for o in demand.places if lies_in(o.where, column.sentences.get(lang_of(o), ()))]
    if demand.voters:
        yield here
    else:
        yield from ([one] for one in reversed(here))


def _is_other(found: Found, unit: Unit, concept: Concept, place: Place) -> bool:
    """Whether a word is another rendering: no code, no gloss in brackets, no form or part of a term, no concept's of the unit."""
    lang, span = place.lang or "", place.span
    if span is None:
        return False
    paragraph = found.story.versions[lang].paragraphs[place.paragraph or 0]
    text = found.text(place).casefold()
    terms = (term.text.casefold() for term in concept.terms_in(lang))
    if (
        code.is_code(paragraph, *span)
        or paragraph.text[: span[0]].endswith(("(", "（"))
        or any(_are_kin(text, term) for term in terms)
    ):
        return False
    asked = {o.concept for other in unit.languages if other != lang for o in found.in_unit(unit, other)} - {concept.id}
    within = (o for o in found.in_unit(unit, lang) if o.where.paragraph == place.paragraph and _touch(o.where, place))
    return not any(o.concept in asked for o in within)


def _are_kin(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    return short in long or stem >= _STEM * len(short)


def lies_in(place: Place, sentences: Sequence[Sentence]) -> bool:
    """Whether a place begins in one of some sentences."""
    start = place.span[0] if place.span else 0
    return any(s.paragraph == place.paragraph and s.start <= start < s.end for s in sentences)


def _touch(one: Place, two: Place) -> bool:
    (start, end), (first, last) = one.span or (0, 0), two.span or (0, 0)
    return start < last and first < end
