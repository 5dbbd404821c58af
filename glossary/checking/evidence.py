"""What the other versions of a unit say of a concept, and so what a version is expected to say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpora.alignment import Unit
from corpora.finding import Place
from corpora.languages import Lang, language
from glossary.checking.found import Found, lang_of
from glossary.concept import Concept, Status
from glossary.matching import Occurrence, disjoint

TRUSTED = 0.5  # a unit that is less probably right than wrong proves nothing
VOTES = 2
_ENDINGS = ".!?:;…\"'“”„‘’«»)]•*"  # of what a sentence may follow
# Letters from which one word is so much its concept's own that no other version has to confirm it; then in scripts without spaces.
_SPECIFIC, _SPECIFIC_UNSPACED = 10, 4
_MOST = 2 / 3  # of a heading's letters have to be the glossary's: Downloads, but not CVE-1: vulnerability in REXML
_HEADING = 40  # characters; what is longer is told as untranslated


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the other versions of a unit name a concept, and how many of them have terms for it."""

    places: tuple[Occurrence, ...]  # disjoint, nested ones too
    voters: int

    @property
    def known(self) -> bool:
        """Whether there is anybody to ask."""
        return self.voters > 0


@dataclass(frozen=True, slots=True)
class Demand:
    """A concept that a version of a unit has to render, and who says so."""

    concept: Concept
    count: int  # how many disjoint renderings it needs
    places: tuple[Occurrence, ...]  # of the source; without one, of all versions that name it
    voters: int = 0  # how many versions could vote; 0 where the source says it
    copied: Place | None = None  # where it stands in a heading that is the source's own, word for word


def evidence(found: Found, concept: str, lang: Lang, unit: Unit | None) -> Evidence:
    """What the versions of a unit but `lang` say of a concept."""
    places: list[Occurrence] = []
    voters = 0
    for other in unit.languages if unit else ():
        if other == lang or unit is None or found.is_held_back(unit, other):
            continue
        here = disjoint(found.naming(unit, other, concept))
        voters += bool(here or found.glossary.concepts[concept].terms_in(other))
        places += here
    return Evidence(tuple(places), voters)


def demands(found: Found, unit: Unit, lang: Lang) -> list[Demand]:
    """What a version of a unit has to render, in the order of the text; nothing where it has nothing, or too little is sure.

    The source decides; where the unit has none, most of the other versions that could say it, and at least two.
    """
    if (
        not unit.paragraphs.get(lang)
        or lang in unit.moved
        or unit.confidence < TRUSTED
        or lang == found.story.source
        or found.is_held_back(unit, lang)
    ):
        return []
    source = found.source_of(unit)
    if source is None:
        return _voted(found, unit, lang)
    if source in unit.moved:
        return []
    if found.texts(unit, source) == found.texts(unit, lang):
        return _copied(found, unit, source, lang)
    return _said(found, unit, source, lang)


def _copied(found: Found, unit: Unit, source: Lang, lang: Lang) -> list[Demand]:
    """What is left of the source in a heading that both versions have: the first term, where most of it is terms.

    Anything else that is the same in both is a name, a quoted title, or an untranslated paragraph, which is told as such. So
    is a heading that no version has translated. In 177 announcements all 14 that are told were left by mistake.
    """
    others = [other for other in unit.languages if other not in (source, lang)]
    if others and all(found.texts(unit, other) == found.texts(unit, source) for other in others):
        return []
    texts, asked = found.texts(unit, lang), _said(found, unit, source, lang)
    if len(texts) != 1 or not asked or len(texts[0]) > _HEADING or texts[0].endswith((".", "!", "?", "。")):
        return []
    first = asked[0]
    spans = [o.where.span or (0, 0) for each in asked for o in each.places]
    if sum(end - start for start, end in spans) < _MOST * len(texts[0]):
        return []
    copy = replace(found.start(unit, lang), span=first.places[0].where.span)
    return [replace(first, count=1, copied=copy)]


def _said(found: Found, unit: Unit, source: Lang, lang: Lang) -> list[Demand]:
    groups: dict[str, list[Occurrence]] = {}
    for occurrence in found.in_unit(unit, source):
        if means(found, occurrence) and not _is_kept(found, unit, lang, occurrence):
            groups.setdefault(occurrence.concept, []).append(occurrence)
    asked = [
        Demand(found.glossary.concepts[key], count(found, disjoint(group)), disjoint(group))
        for key, group in groups.items()
    ]
    return [demand for demand in asked if _can_say(demand.concept, lang)]


def _voted(found: Found, unit: Unit, lang: Lang) -> list[Demand]:
    named = (o for other in unit.languages if other != lang for o in found.in_unit(unit, other) if means(found, o))
    asked: list[Demand] = []
    for key in dict.fromkeys(o.concept for o in named):
        concept, heard = found.glossary.concepts[key], evidence(found, key, lang, unit)
        level = _level(found, unit, key, heard)
        if level and _can_say(concept, lang):
            asked.append(Demand(concept, level, heard.places, heard.voters))
    return asked


def is_taken_up(found: Found, demand: Demand, lang: Lang) -> bool:
    """Whether a demand only takes up what was named before, as "this release" does, and the version names it elsewhere."""
    return all(_points_back(found, place) for place in demand.places) and bool(
        found.units_naming(lang, demand.concept.id)
    )


def _points_back(found: Found, place: Occurrence) -> bool:
    text, (start, end) = found.paragraph(place.where).lower(), place.where.span or (0, 0)
    entry = language(lang_of(place))
    if not entry.joiner:
        return text[:start].endswith(tuple(entry.demonstratives))
    beside = text[end:].split() if entry.syllables else text[:start].split()[::-1]
    return bool(beside) and beside[0].rstrip(_ENDINGS if entry.syllables else "") in entry.demonstratives


def count(found: Found, places: Sequence[Occurrence]) -> int:
    """How often a text names a thing: an abbreviation in brackets after the full name is no second time."""
    twice = 0
    for one, two in pairwise(places):
        if one.where.paragraph == two.where.paragraph and one.where.span and two.where.span:
            between = found.paragraph(one.where)[one.where.span[1] : two.where.span[0]].strip()
            twice += one.term != two.term and between in ("(", "（")
    return len(places) - twice


def _is_kept(found: Found, unit: Unit, lang: Lang, occurrence: Occurrence) -> bool:
    return _is_name(found, unit, lang, occurrence) or _is_own(found, unit, lang, occurrence)


def _is_own(found: Found, unit: Unit, lang: Lang, occurrence: Occurrence) -> bool:
    """Whether a version has the source's own word, which is its term too but for a capital: the attribute ref, der Ref."""
    own = found.text(occurrence.where).removesuffix("s")
    terms = [term.text for term in found.concept(occurrence).terms_in(lang) if term.status.agreed]
    if own in terms or own.casefold() not in map(str.casefold, terms):
        return False
    word = re.compile(rf"(?<!\w){re.escape(own)}s?(?!\w)")
    return any(word.search(other) for other in found.texts(unit, lang))


def _is_name(found: Found, unit: Unit, lang: Lang, occurrence: Occurrence) -> bool:
    """Whether capitals that the term does not have, and that the other version keeps, say that it is something else.

    So say all capitals, and a first one inside a sentence: the Thread API, React Testing Library.
    """
    text, term = found.text(occurrence.where), occurrence.term.text
    is_title = text[:1].isupper() and not term[:1].isupper() and not _begins_sentence(found, occurrence)
    is_name = is_title or (text.isupper() and not term.isupper())
    return is_name and any(
        kept in other for kept in (text, text.removesuffix("s")) for other in found.texts(unit, lang)
    )


def _begins_sentence(found: Found, occurrence: Occurrence) -> bool:
    text = found.paragraph(occurrence.where)[: (occurrence.where.span or (0, 0))[0]]
    before = text.rstrip()
    return not before or (before[-1] in _ENDINGS and text[-1] != ".")  # and not React.Component


def _can_say(concept: Concept, lang: Lang) -> bool:
    return concept.do_not_translate or concept.preferred(lang) is not None


def _level(found: Found, unit: Unit, concept: str, heard: Evidence) -> int:
    """How often the versions agree that a concept is named: the most that two of them, and more than half, reach.

    A deprecated term that could as well be another concept's word is no voice.
    """
    counts = []
    for other in dict.fromkeys(lang_of(o) for o in heard.places if o.term.status.agreed or is_specific(o)):
        own = disjoint(o for o in found.in_unit(unit, other) if o.concept == concept)
        counts.append(max(1, count(found, own)))
    needed = max(VOTES, heard.voters // 2 + 1)
    return sorted(counts, reverse=True)[needed - 1] if len(counts) >= needed else 0


def means(found: Found, occurrence: Occurrence) -> bool:
    """Whether a term stands for its concept where it stands.

    Agreed terms do, and forbidden ones always. A deprecated one may be another concept's word (Leute, Richtlinie): a short
    word needs the concept in another version of its unit where there is one, a part of a compound wherever it can be asked,
    and a word that is agreed for another concept needs that one to be absent there.
    """
    if occurrence.term.status is not Status.DEPRECATED:
        return True
    unit, lang = found.unit(occurrence.where), lang_of(occurrence)
    heard = evidence(found, occurrence.concept, lang, unit)
    rivals = [o.concept for o in found.at(occurrence) if o.term.status.agreed and o.concept != occurrence.concept]
    if rivals:
        return bool(heard.places) and not any(evidence(found, rival, lang, unit).places for rival in rivals)
    if heard.places or is_specific(occurrence):
        return True
    return not heard.known and occurrence.form == found.text(occurrence.where)


def is_specific(occurrence: Occurrence) -> bool:
    """Whether a term is long enough to mean nothing but its concept."""
    text, entry = occurrence.term.text, language(occurrence.term.lang)
    return len(text) >= (_SPECIFIC if entry.joiner else _SPECIFIC_UNSPACED) or (not entry.syllables and " " in text)


def alternatives(found: Found, demand: Demand) -> frozenset[str]:
    """The concepts that every place of a demand may stand for as well: a term that two concepts share names one of them."""
    shared = [{o.concept for o in found.at(place) if o.concept != demand.concept.id} for place in demand.places]
    return frozenset(set.intersection(*shared)) if shared else frozenset()


def first_forms(places: Iterable[Occurrence]) -> Sequence[Occurrence]:
    """The first place of each version."""
    return list({lang_of(o): o for o in reversed(list(places))}.values())[::-1]
