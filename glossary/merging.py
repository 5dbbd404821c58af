"""What a file says joined to what a termbase says already."""

import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from corpora.languages import LANGUAGES, Lang
from glossary import spellings
from glossary.concept import Approval, Case, Concept, Match, Section, Status, Term
from glossary.loaded import Loaded
from glossary.termbase.changes import gone
from glossary.termbase.lookup import slug
from glossary.termbase.revival import undone_by_concept
from glossary.termbase.termbase import Change, Termbase

_MADE_ID = re.compile(r"c-[0-9a-f]{8}(-\d+)?")  # of a concept whose file gave none
_READ = re.compile('<termNote type="x-kheo-status-as-read">([^<]*)</termNote>')
_SHOWN = 5  # examples of a note
_APART = 2  # languages in which two concepts have to differ to be homographs, where they share the term of one alone


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import changes."""

    concepts: tuple[Concept, ...]  # the new and the changed ones as they shall be
    history: tuple[Change, ...]  # of the new ones, as their file tells it
    added: int
    changed: int
    unchanged: int
    notes: tuple[str, ...]  # a sentence each
    statuses: tuple[
        str, ...
    ] = ()  # the terms that were there and have another status now: de Volk preferred → admitted (nhan-dan)
    problems: tuple[str, ...] = ()  # what the linter has against it that it had not before


@dataclass(slots=True)
class _Work:
    """What is known while a file is merged."""

    stand: dict[str, Concept]
    guessed: Collection[tuple[str, Term]]  # concept ids and terms whose status the file does not tell
    approval: Approval | None
    preferred: dict[tuple[Lang, str], dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    known: dict[tuple[Lang, str, Status], dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    slugs: Counter[str] = field(default_factory=Counter)
    remarks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    undone: Mapping[str, frozenset[Term]] = field(default_factory=dict)  # what may come back, by concept

    def note(self, what: str, example: str) -> None:
        self.remarks[what].append(example)

    def index(self, concept: Concept) -> None:
        for lang, text in _preferred(concept).items():
            self.preferred[lang, text][concept.id] = None
        for term in concept.terms:
            self.known[term.lang, term.text, term.status][concept.id] = None


def merge(termbase: Termbase, loaded: Loaded, approval: Approval | None = None) -> Merged:
    """Join a file's concepts to those of a termbase.

    A concept of the same id is changed: what the file says replaces what stood there, what it is silent on stays, and no
    term goes. A concept whose file gives no id is the one that has a preferred term in common, unless two other languages
    speak against it. Terms that were rejected or removed stay so, but what an undo of its addition took away comes back.

    Args:
        termbase: what is there.
        loaded: what the file says.
        approval: of new terms; None leaves what the file says. Proposals change nothing that is there.
    """
    work = _Work(dict(termbase.concepts), loaded.guessed, approval)
    for concept in termbase.concepts.values():
        work.index(concept)
    work.undone = undone_by_concept(termbase)
    touched: dict[str, None] = {}
    origin: dict[str, str] = {}
    for concept in loaded.termbase.concepts.values():
        _note_unread(concept, work)
        if _is_empty(concept) and concept.id not in work.stand:
            work.note("has no terms and was left out", concept.id)
            continue
        merged = _merged(_eased(concept, work) if concept.id in loaded.shared else concept, work)
        origin.setdefault(concept.id, merged.id)
        work.stand[merged.id] = merged
        work.index(merged)
        touched[merged.id] = None
    new = [each for each in touched if each not in termbase.concepts]
    gone_before = [each for each in touched if (was := termbase.concepts.get(each)) and was.terms and gone(was)]
    back = sum(not gone(work.stand[each]) for each in gone_before)
    changed = [each for each in touched if each in termbase.concepts and work.stand[each] != termbase.concepts[each]]
    fresh = frozenset(new)
    history = (
        replace(change, concept=origin[change.concept])
        for change in loaded.termbase.history
        if origin.get(change.concept) in fresh
    )
    _find_doubles([work.stand[each] for each in (*new, *changed)], work)
    _find_capitals([work.stand[each] for each in (*new, *changed)], termbase, work)
    return Merged(
        tuple(work.stand[each] for each in (*new, *changed)),
        tuple(history),
        len(new) + back,
        len(changed) - back,
        len(touched) - len(new) - len(changed),
        (*loaded.notes, *_notes(work.remarks)),
        tuple(told for each in changed for told in _new_statuses(termbase.concepts[each], work.stand[each])),
    )


def _new_statuses(before: Concept, after: Concept) -> Iterator[str]:
    was = {
        (term.lang, term.text, term.customers): term for term in before.terms if term.approval is not Approval.REMOVED
    }
    for term in after.terms:
        earlier = was.get((term.lang, term.text, term.customers))
        if earlier is not None and earlier.status is not term.status:
            yield f"{term.lang} {term.text} {earlier.status} → {term.status} ({after.id})"


def _is_empty(concept: Concept) -> bool:
    """Whether a concept has no terms, and none that are kept in unknown languages."""
    return not concept.terms and not any(text.startswith("<langSec") for text in concept.extra)


def _note_unread(given: Concept, work: _Work) -> None:
    """Note empty terms, and statuses that mean nothing."""
    for section in given.sections:
        if any(text.startswith("<termSec") for text in section.extra):
            work.note("a term without text was left out", f"{given.id} ({section.lang})")
    for term in given.terms:
        read = _READ.search("".join(term.extra))
        if read and spellings.status(read[1]) is None and spellings.key(read[1]) not in spellings.PROPOSED:
            what = (
                f"has the status {read[1]!r}, which means nothing to kheo; a new term is admitted, others keep theirs"
            )
            work.note(what, f"{term.lang} {term.text} ({given.id})")


def _eased(given: Concept, work: _Work) -> Concept:
    """A concept banned in all languages by one cell, without the ban of terms that the termbase uses, where it uses not all."""
    used = {
        (term.lang, term.text): term.status
        for own in given.terms
        for each in work.preferred.get((own.lang, own.text), ())
        for term in _living(work.stand[each]).terms
        if term.status.agreed and (term.lang, term.text) == (own.lang, own.text)
    }
    if all((term.lang, term.text) in used for term in given.terms):
        return given
    return replace(
        given, terms=tuple(replace(term, status=used.get((term.lang, term.text), term.status)) for term in given.terms)
    )


def _merged(given: Concept, work: _Work) -> Concept:
    there = _same(given, work)
    if there is None:
        return _new(given, work)
    by_id = there.id == given.id
    terms = _terms(there, given, work)
    if there.terms and all(term in work.undone.get(there.id, ()) for term in there.terms):
        return replace(given, id=there.id, terms=terms)  # as if it had never been there
    if work.approval is Approval.PROPOSED:
        return replace(there, terms=terms)
    return replace(
        there,
        terms=terms,
        subject=_said(there.subject, given.subject, by_id),
        definition=_said(there.definition, given.definition, by_id),
        note=_said(there.note, given.note, by_id),
        source=_said(there.source, given.source, by_id),
        do_not_translate=there.do_not_translate or given.do_not_translate,
        sections=_sections(there.sections, given.sections, by_id),
        extra=_union(there.extra, given.extra),
    )


def _same(given: Concept, work: _Work) -> Concept | None:
    """The concept that a file speaks of, where there is one."""
    if given.id in work.stand:
        return work.stand[given.id]
    if not _MADE_ID.fullmatch(given.id):
        return None
    own = _preferred(given)
    found = [each for key in own.items() for each in work.preferred.get(key, ())]
    ranked = sorted(dict.fromkeys(found), key=lambda each: -found.count(each))
    for each in ranked:
        other = _preferred(work.stand[each])
        apart = sum(other[lang] != text for lang, text in own.items() if lang in other)
        if found.count(each) > 1 or apart < _APART:
            return work.stand[each]
        work.note("share a term and were taken for different concepts", f"{given.name} / {work.stand[each].name}")
    return _of_same_terms(given, work)


def _of_same_terms(given: Concept, work: _Work) -> Concept | None:
    """The concept that has most of the terms under the same status, where it has all that the file prefers.

    So a row of nothing but banned terms finds its concept again.
    """
    found = [each for term in given.terms for each in work.known.get((term.lang, term.text, term.status), ())]
    for each in sorted(dict.fromkeys(found), key=lambda each: -found.count(each)):
        there = {(term.lang, term.text) for term in work.stand[each].terms}
        langs = {lang for lang, _ in there}
        if all(key in there or key[0] not in langs for key in _preferred(given).items()):
            return work.stand[each]
    return None


def _preferred(concept: Concept) -> dict[Lang, str]:
    terms = (concept.preferred(lang) for lang in dict.fromkeys(term.lang for term in concept.terms))
    return {term.lang: term.text for term in terms if term}


def _new(given: Concept, work: _Work) -> Concept:
    """A concept that is new, under an id that people can read where its file gives none."""
    terms = _grouped([replace(term, approval=_approval(term, work)) for term in given.terms])
    if not _MADE_ID.fullmatch(given.id):
        return replace(given, terms=terms)
    ordered = sorted(terms, key=lambda term: list(LANGUAGES).index(term.lang))
    begun = next((made for term in ordered if (made := slug(term.text))[:1].isalpha()), given.id)
    while True:
        work.slugs[begun] += 1
        name = begun if work.slugs[begun] == 1 else f"{begun}-{work.slugs[begun]}"
        if name not in work.stand:
            return replace(given, id=name, terms=terms)


def _approval(term: Term, work: _Work) -> Approval:
    if work.approval is Approval.APPROVED and term.approval is Approval.PROPOSED:
        return Approval.APPROVED
    if work.approval is Approval.PROPOSED and term.approval is Approval.APPROVED:
        return Approval.PROPOSED
    return term.approval


def _terms(there: Concept, given: Concept, work: _Work) -> tuple[Term, ...]:
    terms = list(there.terms)
    places = {(term.lang, term.text, term.customers): place for place, term in reversed(list(enumerate(terms)))}
    for term in given.terms:
        guessed = (given.id, term) in work.guessed
        place = places.get((term.lang, term.text, term.customers), places.get((term.lang, term.text, ())))
        if place is None:
            terms.append(_added(term, there, work, guessed=guessed))
            places[term.lang, term.text, term.customers] = len(terms) - 1
        elif terms[place] in work.undone.get(there.id, ()):
            terms[place] = _added(term, there, work, guessed=guessed)
        elif (
            terms[place].approval in (Approval.REJECTED, Approval.REMOVED)
            and term.approval is not terms[place].approval
        ):
            _note_gone(there, terms[place], work)
        elif work.approval is not Approval.PROPOSED:
            terms[place] = _changed(terms[place], term, work, guessed=guessed)
    return _grouped(terms)


def _grouped(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Terms as a file has them: those of a language side by side."""
    locales = list(dict.fromkeys(term.locale or term.lang for term in terms))
    return tuple(sorted(terms, key=lambda term: locales.index(term.locale or term.lang)))


def _note_gone(there: Concept, term: Term, work: _Work) -> None:
    verb = "approve" if term.approval is Approval.REJECTED else "add"
    work.note(
        f"was {term.approval} before and stays so; {verb} it by its name to bring it back",
        f"{term.lang} {term.text} (kheo terms {verb} {there.id} --{term.lang} {shlex.quote(term.text)})",
    )


def _living(concept: Concept) -> Concept:
    return replace(concept, terms=tuple(each for each in concept.terms if each.approval is not Approval.REMOVED))


def _added(term: Term, there: Concept, work: _Work, *, guessed: bool) -> Term:
    status = term.status
    if guessed and status is Status.PREFERRED and _living(there).preferred(term.lang):
        status = Status.ADMITTED
    return replace(term, status=status, approval=_approval(term, work))


def _changed(there: Term, given: Term, work: _Work, *, guessed: bool) -> Term:
    approval = there.approval
    if approval is Approval.PROPOSED and work.approval is Approval.APPROVED:
        approval = Approval.APPROVED
    if given.customers and not there.customers:
        work.note(
            "was for everybody and is for these customers alone now",
            f"{there.lang} {there.text} ({', '.join(given.customers)})",
        )
    return replace(
        there,
        status=there.status if guessed else given.status,
        note=given.note or there.note,
        part_of_speech=given.part_of_speech or there.part_of_speech,
        gender=given.gender or there.gender,
        match=there.match if given.match is Match.INFLECTED else given.match,
        pattern=given.pattern or there.pattern,
        case=there.case if given.case is Case.LANGUAGE else given.case,
        context=given.context or there.context,
        source=given.source or there.source,
        customers=given.customers or there.customers,
        approval=approval,
        locale=given.locale or there.locale,
        extra=_union(_without_reading(there.extra, given.extra), given.extra),
    )


def _without_reading(there: Sequence[str], given: Sequence[str]) -> list[str]:
    """What was kept, without how a status was once written where the file writes one anew."""
    anew = any(_READ.match(text) for text in given)
    return [text for text in there if not (anew and _READ.match(text))]


def _said(there: str, given: str, by_id: bool) -> str:
    """What holds: the file's word where it speaks of the concept by its id, else what is there."""
    return (given or there) if by_id else (there or given)


def _sections(there: Sequence[Section], given: Sequence[Section], by_id: bool) -> tuple[Section, ...]:
    sections = {each.locale or each.lang: each for each in there}
    for each in given:
        known = sections.get(each.locale or each.lang)
        if known is not None:
            each = replace(
                known,
                definition=_said(known.definition, each.definition, by_id),
                note=_said(known.note, each.note, by_id),
                extra=_union(known.extra, each.extra),
            )
        sections[each.locale or each.lang] = each
    return tuple(sections.values())


def _union(there: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*there, *given)))


def _find_doubles(concepts: Iterable[Concept], work: _Work) -> None:
    """Note the preferred terms that other concepts have too, and the languages in which a concept prefers two."""
    for concept in concepts:
        for lang, text in _preferred(concept).items():
            others = [each for each in work.preferred[lang, text] if each != concept.id]
            if others:
                work.note("is the preferred term of two concepts", f"{lang} {text} ({concept.id}, {others[0]})")
        count = [
            term.lang
            for term in concept.terms
            if term.status is Status.PREFERRED and term.approval is Approval.APPROVED and not term.customers
        ]
        for lang in dict.fromkeys(lang for lang in count if count.count(lang) > 1):
            work.note("prefers two terms in a language", f"{concept.id} ({lang})")


def _find_capitals(concepts: Iterable[Concept], termbase: Termbase, work: _Work) -> None:
    """Note new terms that differ from others by nothing but capitals."""
    spelled: dict[tuple[Lang, str], dict[tuple[str, str], None]] = defaultdict(dict)
    for concept in work.stand.values():
        for term in _living(concept).terms:
            spelled[term.lang, term.text.casefold()][term.text, concept.id] = None
    for concept in concepts:
        there = termbase.concepts.get(concept.id)
        for term in concept.terms:
            if there is not None and any((each.lang, each.text) == (term.lang, term.text) for each in there.terms):
                continue
            for text, name in spelled[term.lang, term.text.casefold()]:
                if text != term.text:
                    work.note("differ in capitals alone", f"{term.lang} {term.text} ({concept.id}) and {text} ({name})")


def _notes(remarks: Mapping[str, Sequence[str]]) -> list[str]:
    """A sentence for each remark, with a few of those that it is made on."""
    out = []
    for what, examples in remarks.items():
        unique = list(dict.fromkeys(examples))
        rest = f", and {len(unique) - _SHOWN} more" if len(unique) > _SHOWN else ""
        out.append(f"{', '.join(unique[:_SHOWN])}{rest}: {what}")
    return out


def adopted(termbase: Termbase, loaded: Termbase, history: Sequence[Change]) -> Termbase:
    """The termbase with the history of concepts that come with one; with title and head too where it is empty."""
    ordered = tuple(sorted((*termbase.history, *history), key=_when))
    if termbase.concepts:
        return replace(termbase, history=ordered)
    return replace(
        termbase, history=ordered, title=termbase.title or loaded.title, extra=termbase.extra or loaded.extra
    )


def _when(change: Change) -> datetime:
    return change.when
