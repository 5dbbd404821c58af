"""Concepts that a version of a unit was to name and does not, or names less often than the source does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpora.alignment import Unit
from corpora.finding import Finding, Place
from corpora.languages import Lang, name_of
from glossary.checking import counting, wording
from glossary.checking.evidence import Demand, alternatives, demands, first_forms, is_taken_up
from glossary.checking.found import Found, lang_of
from glossary.checking.instead import Renderings
from glossary.matching import disjoint

_SHORT = 2  # renderings that lack before it is said


@dataclass(frozen=True, slots=True)
class Gap:
    """A demand of a unit that a version does not meet."""

    unit: Unit
    lang: Lang
    demand: Demand
    met: int  # how many disjoint renderings there are
    instead: Place | None = None  # what likely renders it, where nothing that the glossary knows does

    @property
    def told(self) -> bool:
        """Whether a word is missing, and not only said less often."""
        return not self.met or self.instead is not None


def gaps(found: Found, lang: Lang, renderings: Renderings | None = None) -> list[Gap]:
    """Every demand that a version does not meet in full, unit by unit.

    What renders a concept may overlap other concepts' renderings, but not those of the same concept. A name that is not to
    be translated is no matter of terms, and a place that two concepts share asks for one of them.
    """
    return [gap for unit in found.alignment.units for gap in _gaps_in(found, unit, lang, renderings)]


def _gaps_in(found: Found, unit: Unit, lang: Lang, renderings: Renderings | None) -> Iterator[Gap]:
    for demand in demands(found, unit, lang):
        concept = demand.concept
        met = len(disjoint(found.naming(unit, lang, concept.id)))
        if met >= demand.count or concept.do_not_translate:
            continue
        if _is_met_otherwise(found, unit, lang, demand):
            continue
        if renderings and met:
            places = tuple(counting.others(found, unit, lang, demand, renderings))
            yield from (Gap(unit, lang, demand, met, place) for place in places or (None,))
        else:
            place = demand.copied
            if renderings and not place:
                place = renderings.instead(demand.places, lang)
            if place is None and is_taken_up(found, demand, lang):
                continue
            yield Gap(unit, lang, demand, met, place)


def _is_met_otherwise(found: Found, unit: Unit, lang: Lang, demand: Demand) -> bool:
    """Whether another concept is rendered that the same words name, or all the concepts that make up the larger name."""

    def is_named(concept: str) -> bool:
        return bool(found.naming(unit, lang, concept))

    if any(map(is_named, alternatives(found, demand))):
        return True
    langs: dict[Lang, list[frozenset[str]]] = {}
    for place in demand.places:
        langs.setdefault(lang_of(place), []).append(found.parts(place))
    return any(all(part and all(map(is_named, part)) for part in parts) for parts in langs.values())


def missing(found: Found, lang: Lang, unmet: Iterable[Gap]) -> Iterator[Finding]:
    """T101, one for a unit and concept; in titles and captions only for what is rendered nowhere else."""
    brief: dict[str, Gap] = {}
    told: set[str] = set()
    for gap in unmet:
        if found.is_brief(gap.unit, lang) and not gap.demand.copied:
            brief.setdefault(gap.demand.concept.id, gap)
        else:
            told.add(gap.demand.concept.id)
            yield _missing(found, gap)
    present = {o.concept for o in found.in_version(lang, nested=True)}
    yield from (_missing(found, gap) for concept, gap in brief.items() if concept not in told | present)


def rarer(found: Found, lang: Lang, unmet: Iterable[Gap]) -> Iterator[Finding]:
    """T109: a concept that stands in a unit, but much less often than it was to.

    A text takes things up with a pronoun, or leaves a repetition out: of 79 units that named a concept less often, in 177
    announcements with 60 concepts, about one in four of those read had another word or lacked a clause.
    """
    for gap in unmet:
        short = gap.demand.count - gap.met
        if not gap.told and short >= _SHORT and short >= gap.met and not found.is_brief(gap.unit, lang):
            yield _rarer(found, gap)


def _missing(found: Found, gap: Gap) -> Finding:
    concept, demand = gap.demand.concept, gap.demand
    preferred = concept.preferred(gap.lang)
    better = wording.in_place(found, preferred, None, gap.instead) if gap.instead else wording.citation(preferred)
    lack = f"is rendered {gap.met} of {demand.count} times" if gap.met else "has no term here"
    message = f"“{concept.name}” {lack}: {says(found, gap)}{_stands(found, gap)}"
    return Finding(
        "T101",
        better.where or found.start(gap.unit, gap.lang),
        message + better.advice,
        suggestion=better.text,
        concept=concept.id,
        story=found.story.id,
        related=tuple(o.where for o in demand.places),
    )


def _stands(found: Found, gap: Gap) -> str:
    """What stands there instead, as a part of a message."""
    if not gap.instead:
        return ""
    text, where = found.text(gap.instead), "there"
    if gap.met:
        where = "in the other place" if gap.demand.count - gap.met == 1 else "in one of the other places"
    own = [o for o in gap.demand.places if _same(o.form, text)]
    if own and lang_of(own[0]) != gap.lang:
        return f"; it is left in {name_of(lang_of(own[0]))} {where}: “{text}”"
    return f"; “{text}” stands {where} instead"


def _same(one: str, two: str) -> bool:
    return one.casefold().removesuffix("s") == two.casefold().removesuffix("s")


def _rarer(found: Found, gap: Gap) -> Finding:
    demand, concept = gap.demand, gap.demand.concept
    here = disjoint(found.naming(gap.unit, gap.lang, concept.id))
    times = f"{gap.met} of {demand.count} times"
    return Finding(
        "T109",
        here[-1].where,
        f"“{concept.name}” is named {times}: {says(found, gap)}; see whether a pronoun takes it up, or something was left out",
        concept=concept.id,
        story=found.story.id,
        related=tuple(o.where for o in demand.places),
    )


def says(found: Found, gap: Gap) -> str:
    """Who asks for the concept, and in which words."""
    demand, source = gap.demand, found.source_of(gap.unit)
    if source:
        times = f" ({demand.count} times)" if demand.count > 1 else ""
        return f"the {name_of(source)} source says “{demand.places[0].form}”{times}"
    told: Sequence[str] = [f"“{o.form}” ({name_of(lang_of(o))})" for o in first_forms(demand.places)]
    return f"no source version, but {len(told)} of {demand.voters} other versions say {', '.join(told)}"
