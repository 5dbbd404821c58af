"""One conceptEntry: its concept, and the changes that it tells of."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml import etree

from corpora.errors import InputError
from glossary import spellings
from glossary.concept import Approval, Case, Concept, Gender, Match, PartOfSpeech, Section, Status, Term
from glossary.tbx import records
from glossary.tbx.categories import OURS, XML_LANG
from glossary.tbx.items import Sorted, sort, value
from glossary.tbx.markup import element as made
from glossary.tbx.markup import format_element
from glossary.termbase.termbase import Action, Change

__all__ = ["OURS", "SOURCE", "Entry", "Numbering", "read_entry"]

SOURCE = "A glossary kept by kheo."  # what the head of a file says where no other tool has said anything
_CONCEPT = frozenset(("customerSubset", "subjectField", "definition", "note", "source", "x-kheo-do-not-translate"))
_SECTION = frozenset(("definition", "note"))
_OURS = frozenset(f"{OURS}{name}" for name in ("status", "match", "pattern", "case", "approval", "part-of-speech"))
_TERM = _OURS | {
    "partOfSpeech",
    "grammaticalGender",
    "administrativeStatus",
    "context",
    "source",
    "note",
    "customerSubset",
}
_TRANSACTION = frozenset(f"{OURS}{name}" for name in ("action", "before", "time", "undoes")) | {
    "transactionType",
    "responsibility",
    "date",
    "note",
}
_YEARS = range(1900, 2201)  # of a change; others are slips, and near 1 and 9999 no time zone can be reckoned
ACTIONS: Mapping[str, Action] = {
    "origination": Action.ADD,
    "modification": Action.EDIT,
    "input": Action.ADD,
    "proposal": Action.PROPOSE,
    "approval": Action.APPROVE,
    "importation": Action.IMPORT,
    "withdrawal": Action.REMOVE,
}
_AS_READ = 'type="x-kheo-status-as-read"'
CANONICAL: Mapping[Status, str] = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as its file has it, its changes in the order of the file."""

    concept: Concept
    changes: tuple[Change, ...]
    guessed: tuple[int, ...] = ()  # the places, from 0, of the terms of which the file tells no status

    def history(self, concept_id: str) -> list[Change]:
        """The changes under the id that the concept got."""
        return [replace(change, concept=concept_id) for change in self.changes]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands, for errors."""

    file: str
    concept: str

    def error(self, element: etree._Element, what: str) -> InputError:
        return InputError(f"{self.file}:{element.sourceline}: concept {self.concept!r}: {what}")


@dataclass(frozen=True, slots=True)
class _State:
    """How a term stands."""

    status: Status
    approval: Approval
    guessed: bool  # whether the file tells no status that means anything


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a term, and where."""

    found: Sorted
    element: etree._Element
    place: _Place

    def ours(self, kind: type[spellings.E], category: str, default: spellings.E) -> spellings.E:
        """The value of a category of ours; InputError for one that is none."""
        given = self.found.first(category)
        if not given:
            return default
        try:
            return kind(given)
        except ValueError:
            raise self.place.error(self.element, f"{category} is {given!r}; write one of {', '.join(kind)}") from None


@dataclass(frozen=True, slots=True)
class _Read:
    """A term, and whether its status was guessed."""

    term: Term
    guessed: bool


def read_entry(element: etree._Element, file: str) -> Entry:
    """Read a conceptEntry; InputError where it breaks. The id is empty where the file gives none."""
    place = _Place(file, element.get("id", ""))
    said: list[etree._Element] = []
    transactions: list[etree._Element] = []
    languages: list[etree._Element] = []
    extra = [_attributes(element, "id")] if len(element.attrib) > ("id" in element.attrib) else []
    for child in element:
        (transactions if child.tag == "transacGrp" else languages if child.tag == "langSec" else said).append(child)
    found = sort(said, _CONCEPT)
    extra += found.extra
    read: list[_Read] = []
    sections: dict[str, Section] = {}
    for child in languages:
        unknown = _read_language(child, place, read, sections)
        extra += unknown
    terms = tuple(each.term for each in read)
    changes, kept = _read_changes(transactions, place)
    customers = tuple(found.customers)
    concept = Concept(
        unicodedata.normalize("NFC", place.concept),
        tuple(replace(term, customers=term.customers or customers) for term in terms) if customers else terms,
        found.first("subjectField"),
        found.first("definition"),
        found.first("note"),
        found.first("source"),
        _is_true(found.first("x-kheo-do-not-translate"), element, place),
        tuple(sections.values()),
        (*extra, *kept),
    )
    guessed = tuple(at for at, each in enumerate(read) if each.guessed)
    return Entry(concept, _with_before(changes, concept, place), guessed)


class Numbering:
    """Gives ids to concepts whose files give none."""

    def __init__(self, taken: Container[str]) -> None:
        self._taken = taken
        self._given: Counter[str] = Counter()

    def named(self, concept: Concept) -> Concept:
        """The concept with an id: its own, else one made from its first term, so that it stays the same in a longer file."""
        if concept.id:
            return concept
        first = f"{concept.terms[0].lang}\0{concept.terms[0].text}" if concept.terms else "\0".join(concept.extra)
        begun = f"c-{hashlib.sha256(first.encode('utf-8', 'replace')).hexdigest()[:8]}"
        while True:
            self._given[begun] += 1
            name = begun if self._given[begun] == 1 else f"{begun}-{self._given[begun]}"
            if name not in self._taken:
                return replace(concept, id=name)


def _attributes(element: etree._Element, *known: str) -> str:
    """An empty element with the attributes that are not known."""
    rest = etree.Element(
        str(element.tag), {str(k): str(given) for k, given in element.attrib.items() if k not in known}
    )
    return format_element(rest)


def _read_language(
    element: etree._Element, place: _Place, terms: list[_Read], sections: dict[str, Section]
) -> list[str]:
    """Add the terms and the section of a langSec; hand back what belongs to the concept's extra."""
    locale = (element.get(XML_LANG) or element.get("lang") or "").strip()
    if not locale:
        raise place.error(element, f"a {element.tag} without xml:lang; give it the language of its terms")
    lang = spellings.lang(locale)
    if lang is None:
        return [format_element(element)]
    tag = "" if locale == lang else locale
    said = [child for child in element if child.tag != "termSec"]
    found = sort(said, _SECTION)
    if len(element.attrib) > 1:
        found.extra.insert(0, _attributes(element, XML_LANG, "lang"))
    first = all(each.term.lang != lang for each in terms)
    for child in element:
        if child.tag == "termSec":
            read = _read_term(child, place, lang, tag, first=first)
            if read is None:
                found.extra.append(format_element(child))
            else:
                terms.append(read)
                first = False
    _add_section(Section(lang, found.first("definition"), found.first("note"), tag, tuple(found.extra)), sections)
    return []


def _add_section(section: Section, sections: dict[str, Section]) -> None:
    """Put a section among the others: a second one of a language adds to the first."""
    name = section.locale or section.lang
    earlier = sections.get(name)
    if earlier is not None:
        extra = list(earlier.extra)
        for category in ("definition", "note"):
            text = getattr(section, category)
            if text and getattr(earlier, category):
                known = made("note", text) if category == "note" else made("descrip", text, type=category)
                extra.append(format_element(known))
        section = replace(
            earlier,
            definition=earlier.definition or section.definition,
            note=earlier.note or section.note,
            extra=(*extra, *section.extra),
        )
    if section.definition or section.note or section.extra:
        sections[name] = section


def _read_term(element: etree._Element, place: _Place, lang: str, locale: str, *, first: bool) -> _Read | None:
    """The term of a termSec; None where it is empty."""
    term = element.find("term")
    if term is None:
        raise place.error(element, f"a {element.tag} without a term; write one or remove it")
    text = value(term)
    if not text:
        return None
    found = sort((child for child in element if child is not term), _TERM)
    if len(term) or term.attrib:
        found.extra.insert(0, format_element(term) if len(term) else _attributes(term))
    if element.attrib:
        found.extra.insert(0, _attributes(element))
    default = Status.PREFERRED if first else Status.ADMITTED
    state = _read_status(found, default)
    part = _read_part(found)
    gender = _read_gender(found)
    said = _Said(found, element, place)
    made_of = Term(
        text,
        lang,
        state.status,
        found.first("note"),
        part,
        gender,
        said.ours(Match, "x-kheo-match", Match.INFLECTED),
        _pattern(element) if "x-kheo-pattern" in found.values else "",
        said.ours(Case, "x-kheo-case", Case.LANGUAGE),
        found.first("context"),
        found.first("source"),
        tuple(found.customers),
        said.ours(Approval, "x-kheo-approval", state.approval),
        locale,
        tuple(sorted(found.extra, key=_extra_order)),
    )
    return _Read(made_of, state.guessed)


def _extra_order(text: str) -> int:
    """Where something extra is written: attributes, what is said of the term as a word, all else."""
    return 0 if text.startswith(("<termSec", "<term ", "<term>")) else 1 if text.startswith("<termNote") else 2


def _read_status(found: Sorted, default: Status) -> _State:
    given = found.first("administrativeStatus")
    if not given:
        return _State(default, Approval.APPROVED, guessed=True)
    if given == CANONICAL[default] and "x-kheo-status" not in found.values:
        return _State(default, Approval.APPROVED, guessed=False)
    proposed = spellings.key(given) in spellings.PROPOSED
    told = None if proposed else spellings.status(given)
    status = told or (default if proposed else Status.ADMITTED)
    if found.first("x-kheo-status") == Status.FORBIDDEN.value and status is Status.DEPRECATED:
        status = Status.FORBIDDEN
    if given != CANONICAL[status]:
        found.extra[:] = [text for text in found.extra if _AS_READ not in text]
        found.extra.append(format_element(made("termNote", given, type="x-kheo-status-as-read")))
    return _State(status, Approval.PROPOSED if proposed else Approval.APPROVED, guessed=told is None)


def _read_part(found: Sorted) -> PartOfSpeech | None:
    if "partOfSpeech" not in found.values:
        return None
    if found.first("x-kheo-part-of-speech") == PartOfSpeech.PROPER_NOUN.value and found.first("partOfSpeech") == "noun":
        return PartOfSpeech.PROPER_NOUN
    part = spellings.part_of_speech(found.first("partOfSpeech"))
    if part is None:
        _keep(found, "partOfSpeech")
    return part


def _read_gender(found: Sorted) -> Gender | None:
    if "grammaticalGender" not in found.values:
        return None
    gender = spellings.gender(found.first("grammaticalGender"))
    if gender is None:
        _keep(found, "grammaticalGender")
    return gender


def _keep(found: Sorted, category: str) -> None:
    """Keep a value that means nothing to kheo, unless it stands in extra already."""
    kept = format_element(made("termNote", found.first(category), type=category))
    if kept not in found.extra:
        found.extra.append(kept)


def _pattern(element: etree._Element) -> str:
    """The pattern of a term, in which every space counts."""
    for child in element.iterfind("termNote[@type='x-kheo-pattern']"):
        return unicodedata.normalize("NFC", child.text or "")
    return ""


def _is_true(given: str, element: etree._Element, place: _Place) -> bool:
    truth = spellings.truth(given) if given else False
    if truth is None:
        raise place.error(element, f"x-kheo-do-not-translate is {given!r}; write true or false")
    return truth


def _read_changes(groups: Iterable[etree._Element], place: _Place) -> tuple[list[tuple[Change, str]], list[str]]:
    """The changes that transactions tell of, each with its JSON of before, and the transactions that tell of none."""
    changes: list[tuple[Change, str]] = []
    kept: list[str] = []
    for group in groups:
        found = sort(group, _TRANSACTION)
        action = _action(found, group, place)
        when = _time(found.first("x-kheo-time") or found.first("date"))
        if found.first("x-kheo-time") and when is None:
            raise place.error(group, f"x-kheo-time is {found.first('x-kheo-time')!r}; write 2026-01-31T12:00:00+07:00")
        if action is None or when is None or when.year not in _YEARS or group.attrib:
            kept.append(format_element(group))
            continue
        who, why, undoes = (found.first(category) for category in ("responsibility", "note", "x-kheo-undoes"))
        change = Change(place.concept, action, who, when, why, None, undoes, tuple(found.extra))
        changes.append((change, _before(group)))
    changes.sort(key=lambda each: each[0].when)  # two branches that were merged stand one after the other
    return changes, kept


def _before(group: etree._Element) -> str:
    return next((child.text or "" for child in group.iterfind("transacNote[@type='x-kheo-before']")), "")


def _action(found: Sorted, group: etree._Element, place: _Place) -> Action | None:
    given = found.first("x-kheo-action")
    if given and given not in list(Action):
        raise place.error(group, f"x-kheo-action is {given!r}; write one of {', '.join(Action)}")
    return Action(given) if given else ACTIONS.get(found.first("transactionType"))


def _time(given: str) -> datetime | None:
    """A date or a time as XML has it; UTC where it names no zone."""
    try:
        when = datetime.fromisoformat(given)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _with_before(changes: Sequence[tuple[Change, str]], concept: Concept, place: _Place) -> tuple[Change, ...]:
    """The changes with what each found: the last one leads to the concept as it is, each other one to what the next found."""
    out: list[Change] = []
    after: Concept | None = concept
    for change, text in reversed(changes):
        where = f"{place.file}: concept {place.concept!r}"
        before = records.parse_before(text, after, where) if text else None
        out.append(replace(change, before=before))
        after = before
    return tuple(reversed(out))
