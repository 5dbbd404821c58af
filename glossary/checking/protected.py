"""Names that no version may change."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpora.alignment import Unit
from corpora.finding import Finding, Place
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
    where = here[0].where if here else _alike(found, unit, lang, name)
    stands = f"“{found.text(where)}” stands here" if where else "it does not stand here"
    yield Finding(
        "T107",
        where or found.start(unit, lang),
        f"“{name}” is to be kept as it is in every version, and {who}; {stands}; write “{name}”",
        suggestion=name,
        concept=demand.concept.id,
        story=found.story.id,
        related=tuple(o.where for o in demand.places),
    )


def _alike(found: Found, unit: Unit, lang: Lang, name: str) -> Place | None:
    """Where a name stands in other capitals, as a word of its own."""
    article = found.story.versions[lang]
    word = re.compile(rf"(?<![0-9A-Za-zÀ-ỹ]){re.escape(name)}(?![0-9A-Za-zÀ-ỹ])", re.IGNORECASE)
    for paragraph in (article.paragraphs[index] for index in unit.paragraphs.get(lang, ())):
        if there := word.search(paragraph.text):
            return Place(article.id, lang, paragraph.index, there.span(), paragraph.line)
    return None


def _forms(found: Found, places: Sequence[Occurrence]) -> Mapping[str, Sequence[Occurrence]]:
    """The ways in which a name is written, that of the most versions first."""
    forms: dict[str, list[Occurrence]] = {}
    for place in places:
        forms.setdefault(found.text(place.where), []).append(place)
    ordered = sorted(forms, key=lambda form: -len({o.where.lang for o in forms[form]}))
    return {form: forms[form] for form in ordered}
