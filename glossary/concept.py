"""Concepts and their terms: the entries of a controlled glossary, after TBX (ISO 30042)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from corpora.languages import LANGUAGES, Lang


class Status(StrEnum):
    """Whether a term may be used, the best first: TBX's administrativeStatus, and forbidden, which is ours and stricter."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"

    @property
    def agreed(self) -> bool:
        """Whether a text may use such a term."""
        return self in (Status.PREFERRED, Status.ADMITTED)

    @property
    def rank(self) -> int:
        """Its place in this order, from 0."""
        return list(Status).index(self)


@dataclass(frozen=True, slots=True)
class Term:
    """One expression of a concept in one language, in citation form."""

    text: str
    lang: Lang
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, and its terms in every language."""

    id: str
    terms: tuple[Term, ...]
    subject: str = ""
    definition: str = ""

    @property
    def name(self) -> str:
        """What to call it: its agreed term in the first language of the table that has one, else in any, else its id."""
        terms = map(self.preferred, (*LANGUAGES, *(term.lang for term in self.terms)))
        return next((term.text for term in terms if term), self.id)

    def terms_in(self, lang: Lang) -> tuple[Term, ...]:
        """The terms of one language, in the order of the glossary."""
        return tuple(term for term in self.terms if term.lang == lang)

    def preferred(self, lang: Lang) -> Term | None:
        """The preferred term of a language, else its first admitted one, else None."""
        agreed = [term for term in self.terms_in(lang) if term.status.agreed]
        return min(agreed, key=lambda term: term.status.rank, default=None)


@dataclass(frozen=True, slots=True)
class Glossary:
    """A controlled glossary, as it was read."""

    concepts: Mapping[str, Concept] = field(default_factory=lambda: MappingProxyType({}))
    signature: str = "none"  # its name and the hash of its content

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())
