"""Deprecated and forbidden terms that stand in a version."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpora.finding import Finding, Place
from corpora.languages import Lang
from glossary.checking import wording
from glossary.checking.evidence import evidence, means
from glossary.checking.found import Found, lang_of
from glossary.concept import Status
from glossary.matching import Occurrence

# A quotation, by any of the marks of our languages; one that runs over a paragraph's end is none.
_QUOTATION = re.compile(r"„[^„“”]*[“”]|“[^“”]*”|»[^»«]*«|«[^«»]*»|「[^「」]*」|『[^『』]*』|《[^《》]*》|\"[^\"]*\"")
_MOTTO = 12  # characters that a quotation has beside the term to be a title or motto and not the quoted term itself


def bad(found: Found, lang: Lang) -> tuple[Occurrence, ...]:
    """The deprecated and forbidden terms of a version that stand for their concept, one a place, in reading order."""
    chosen: dict[Place, Occurrence] = {}
    for occurrence in found.in_version(lang):
        if not occurrence.term.status.agreed and means(found, occurrence):
            rival = chosen.get(occurrence.where)
            if rival is None or _weight(found, occurrence) > _weight(found, rival):
                chosen[occurrence.where] = occurrence
    return _once(found, list(chosen.values()))


def _once(found: Found, occurrences: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """Of the words that suspended hyphens tie together, Bezirks-, Stadt- und Gemeindekomitees, only the first."""
    heads: dict[tuple[str, int | None, str], Occurrence] = {}
    tied: list[tuple[Occurrence, Place]] = []
    for occurrence in occurrences:
        if _is_shortened(found, occurrence):
            first = heads.setdefault(_head(occurrence), occurrence)
            if first is occurrence and (whole := _whole(found, occurrence)) is not None:
                tied.append((occurrence, whole))
    return tuple(
        o
        for o in occurrences
        if heads.get(_head(o), o) is o and not any(first is not o and _inside(o.where, at) for first, at in tied)
    )


def _whole(found: Found, occurrence: Occurrence) -> Place | None:
    """The whole expression that a word with a suspended hyphen belongs to, where it stands as it is read."""
    text, form, (start, end) = found.paragraph(occurrence.where), occurrence.form, occurrence.where.span or (0, 0)
    for first in (start, end - len(form)):
        if first >= 0 and text[first : first + len(form)] == form:
            return replace(occurrence.where, span=(first, first + len(form)))
    return None


def _inside(one: Place, two: Place) -> bool:
    (start, end), (first, last) = one.span or (0, 0), two.span or (0, 0)
    return one.paragraph == two.paragraph and first <= start and end <= last


def _head(occurrence: Occurrence) -> tuple[str, int | None, str]:
    return occurrence.concept, occurrence.where.paragraph, occurrence.form.rsplit(" ", 1)[-1]


def unwanted(found: Found, occurrences: Iterable[Occurrence]) -> Iterator[Finding]:
    """T102 and T103; a title or motto that is quoted again and again is told once, with its other places."""
    quoted: dict[tuple[str, str, str], list[Occurrence]] = {}
    single: list[list[Occurrence]] = []
    for occurrence in occurrences:
        quotation = _motto(found, occurrence)
        if not quotation:
            single.append([occurrence])
        elif (key := (quotation, occurrence.concept, occurrence.term.text)) in quoted:
            quoted[key].append(occurrence)
        else:
            single.append(quoted.setdefault(key, [occurrence]))
    for first, *again in single:
        yield _unwanted(found, first, again)


def _unwanted(found: Found, occurrence: Occurrence, again: list[Occurrence]) -> Finding:
    concept, term, where = found.concept(occurrence), occurrence.term, occurrence.where
    preferred = concept.preferred(lang_of(occurrence))
    if _is_shortened(found, occurrence):
        text, better = occurrence.form, wording.citation(preferred)
    else:
        text, better = found.text(where), wording.in_place(found, preferred, term, where)
    instead = f" for “{found.text(better.where)}”" if better.where and better.where != where else ""
    times = f"; {len(again)} more time{'s' * (len(again) > 1)} in the same quotation" if again else ""
    heard = evidence(found, concept.id, lang_of(occurrence), found.unit(where))
    return Finding(
        "T103" if term.status is Status.FORBIDDEN else "T102",
        better.where or where,
        f"“{text}” is a {term.status} term for “{concept.name}”{wording.reason(term)}{better.advice}{instead}{times}",
        suggestion=better.text,
        concept=concept.id,
        story=found.story.id,
        related=tuple(o.where for o in (*again, *heard.places)),
    )


def _is_shortened(found: Found, occurrence: Occurrence) -> bool:
    """Whether it stands in a suspended hyphen: Bezirks- of Bezirks- und Gemeindekomitees."""
    text = found.text(occurrence.where)
    return text.endswith("-") or text.startswith("-")


def _weight(found: Found, occurrence: Occurrence) -> tuple[bool, bool]:
    heard = evidence(found, occurrence.concept, lang_of(occurrence), found.unit(occurrence.where))
    return occurrence.term.status is Status.FORBIDDEN, bool(heard.places)


def _motto(found: Found, occurrence: Occurrence) -> str:
    """The quotation that an occurrence stands in, where it is much more than the term; else nothing."""
    start, end = occurrence.where.span or (0, 0)
    for quotation in _QUOTATION.finditer(found.paragraph(occurrence.where)):
        if quotation.start() < start and end < quotation.end():
            text = quotation.group()[1:-1].strip()
            return text if len(text) >= end - start + _MOTTO else ""
    return ""
