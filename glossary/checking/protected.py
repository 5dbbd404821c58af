"""Names that no version may change."""

from collections.abc import Iterator, Mapping, Sequence

from corpora.alignment import Unit
from corpora.finding import Finding
from corpora.languages import Lang, name_of
from glossary.checking.evidence import VOTES, Demand, demands
from glossary.checking.found import Found
from glossary.matching import Occurrence


def changed(found: Found, lang: Lang) -> Iterator[Finding]:
    """T107: a name of the source that does not stand in a version letter by letter; one a unit and name."""
    for unit in found.alignment.units if found.has_names else ():
        for demand in demands(found, unit, lang):
            if demand.concept.do_not_translate:
                yield from _changed(found, unit, lang, demand)


def _changed(found: Found, unit: Unit, lang: Lang, demand: Demand) -> Iterator[Finding]:
    source = found.source_of(unit)
    forms = _forms(found, demand.places)
    name = next(iter(forms))
    if source is None and len({o.where.lang for o in forms[name]}) < VOTES:
        return
    texts = found.texts(unit, lang)
    agreed = {name, *(o.term.text for o in forms[name] if o.term.status.agreed)}
    if any(form in text for form in agreed for text in texts):
        return
    here = found.naming(unit, lang, demand.concept.id)
    if any(not o.term.status.agreed for o in here):
        return  # which is told as such
    votes = len({o.where.lang for o in forms[name]})
    who = f"the {name_of(source)} source has it" if source else f"{votes} of {demand.voters} other versions have it"
    stands = f"“{found.text(here[0].where)}” stands here" if here else "it does not stand here"
    yield Finding(
        "T107",
        here[0].where if here else found.start(unit, lang),
        f"“{name}” is to be kept as it is in every version, and {who}; {stands}; write “{name}”",
        suggestion=name,
        concept=demand.concept.id,
        story=found.story.id,
        related=tuple(o.where for o in demand.places),
    )


def _forms(found: Found, places: Sequence[Occurrence]) -> Mapping[str, Sequence[Occurrence]]:
    """The ways in which a name is written, that of the most versions first."""
    forms: dict[str, list[Occurrence]] = {}
    for place in places:
        forms.setdefault(found.text(place.where), []).append(place)
    ordered = sorted(forms, key=lambda form: -len({o.where.lang for o in forms[form]}))
    return {form: forms[form] for form in ordered}
