"""What parts two states of a concept: told in words, and taken back from a third."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, TypeAlias

from glossary.concept import Concept, Section, Term

Part: TypeAlias = Concept | Term | Section
_ABSENT = "absent"  # in place of a field, what a part as a whole is called
_SKIPPED = ("id", "terms", "sections")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a concept, a term or a section that is not what it was."""

    part: str  # "" for the concept itself, "de Volk" for a term, "de" for a section
    field: str  # "absent" where the part stands on one side only
    was: str
    now: str

    def __str__(self) -> str:
        """As a history tells it."""
        at = f"{self.part}: " if self.part else ""
        if self.field == _ABSENT:
            return f"{self.part} {'added' if self.now else 'taken out'}"
        if not self.was:
            return f"{at}{self.field} {_quoted(self.now)}"
        if not self.now:
            return f"{at}{self.field} {_quoted(self.was)} taken out"
        return f"{at}{self.field} {_quoted(self.was)} → {_quoted(self.now)}"


def _quoted(text: str) -> str:
    """A text on one line, its backslashes as they were typed."""
    return repr(text).replace("\\\\", "\\")


def differences(before: Concept | None, after: Concept | None) -> tuple[Difference, ...]:
    """What a reader has to be told of a change, in the order of the concept."""
    first, second = _parts(before), _parts(after)
    found: list[Difference] = []
    for key in dict.fromkeys((*first, *second)):
        was, now = first.get(key), second.get(key)
        if was is None or now is None:
            name = " ".join(key[:2]).strip()
            found += (
                [Difference(name, _ABSENT, "" if was is None else name, "" if now is None else name)] if name else []
            )
        elif was != now:
            found += [
                Difference(" ".join(key[:2]).strip(), name.replace("_", " "), _said(one), _said(other))
                for name in _names(was)
                if (one := getattr(was, name)) != (other := getattr(now, name))
            ]
    found = _renamed(found, before, after)
    if not found and before is not None and after is not None and before != after:
        found.append(Difference("", "order of terms", "another", "this"))
    return tuple(found)


def _renamed(found: Sequence[Difference], before: Concept | None, after: Concept | None) -> list[Difference]:
    """Differences in which a term taken out and one added are one that reads differently, where only its text changed."""
    out = list(found)
    gone = [
        term for term in (before.terms if before else ()) if _gap(term) in {each.was for each in out if not each.now}
    ]
    come = [term for term in (after.terms if after else ()) if _gap(term) in {each.now for each in out if not each.was}]
    for old in gone:
        for new in come:
            if replace(old, text=new.text) == new:
                out = [each for each in out if each.field != _ABSENT or each.part not in (_gap(old), _gap(new))]
                out.append(Difference(_gap(old), "text", old.text, new.text))
    return out


def _gap(term: Term) -> str:
    return f"{term.lang} {term.text}"


def take_back(before: Concept, after: Concept, now: Concept) -> Concept | tuple[str, ...]:
    """A concept without the change from `before` to `after`, whatever else became of it since.

    Where nothing else did, it is `before` exactly. Where the same fields were changed again, their names instead: the
    change cannot be taken back alone.
    """
    if now == after:
        return before
    clashes: list[str] = []
    first, second, third = _parts(before), _parts(after), _parts(now)
    kept = {
        key: part
        for key in dict.fromkeys((*third, *first))
        if (part := _part(first.get(key), second.get(key), third.get(key), key, clashes)) is not None
    }
    if clashes:
        return tuple(clashes)
    own = kept[_OWN]
    terms = _ordered([part for part in kept.values() if isinstance(part, Term)], before, now)
    sections = tuple(part for part in kept.values() if isinstance(part, Section))
    return replace(own, terms=terms, sections=sections) if isinstance(own, Concept) else before


_OWN = ("", "", 0)
_Key: TypeAlias = tuple[str, str, int]  # language, text, and which of several such parts


def _parts(whole: Concept | None) -> Mapping[_Key, Part]:
    """The concept itself, its terms and its sections, each under a key that the other state has too."""
    if whole is None:
        return MappingProxyType({})
    found: dict[_Key, Part] = {_OWN: whole}
    inner: tuple[Term | Section, ...] = (*whole.terms, *whole.sections)
    for part in inner:
        text = part.text if isinstance(part, Term) else ""
        number = 1
        while (part.lang, text, number) in found:
            number += 1
        found[part.lang, text, number] = part
    return found


def _names(part: Part) -> Iterator[str]:
    return (each.name for each in fields(part) if each.name not in _SKIPPED)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _part(before: Part | None, after: Part | None, now: Part | None, key: _Key, clashes: list[str]) -> Part | None:
    if key != _OWN:
        if before == after or now == before:
            return now
        if now == after:
            return before
    if before is None or after is None or now is None:
        clashes.append(" ".join(key[:2]))
        return now
    given: dict[str, Any] = {}
    for name in _names(now):
        was, made, stands = getattr(before, name), getattr(after, name), getattr(now, name)
        if was != made and stands == made:
            given[name] = was
        elif was != made and stands != was:
            clashes.append(f"{' '.join(key[:2])} {name.replace('_', ' ')}".strip())
    return replace(now, **given)


def _ordered(terms: Sequence[Term], before: Concept, now: Concept) -> tuple[Term, ...]:
    """Terms in the order of the present, each that comes back behind the one that it stood behind."""
    present = [(term.lang, term.text) for term in now.terms]
    earlier = [(term.lang, term.text) for term in before.terms]
    order = [term for term in terms if (term.lang, term.text) in present]
    for term in terms:
        if (key := (term.lang, term.text)) in present:
            continue
        ahead = set(earlier[: earlier.index(key)])
        place = max((k + 1 for k, other in enumerate(order) if (other.lang, other.text) in ahead), default=0)
        order.insert(place, term)
    return tuple(order)
