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


class Approval(StrEnum):
    """How far a term has come: only approved ones are held against texts, and nothing is ever deleted."""

    APPROVED = "approved"
    PROPOSED = "proposed"
    REJECTED = "rejected"
    REMOVED = "removed"


class Match(StrEnum):
    """In which forms a term is found."""

    INFLECTED = "inflected"  # in all forms that its language gives it: inflected, in compounds, in other spellings
    EXACT = "exact"  # letter by letter, as a whole word; the case rule still speaks
    REGEX = "regex"  # wherever its pattern matches


class Case(StrEnum):
    """What capitals say of a term."""

    LANGUAGE = "language"  # what they say in its language: German nouns need theirs, IT is not it
    SENSITIVE = "sensitive"  # as they are written in the term
    INSENSITIVE = "insensitive"


class PartOfSpeech(StrEnum):
    """TBX's partOfSpeech, with its spellings."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PROPER_NOUN = "properNoun"
    OTHER = "other"


class Gender(StrEnum):
    """TBX's grammaticalGender, with its spellings."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """One expression of a concept in one language, in citation form."""

    text: str
    lang: Lang
    status: Status
    note: str = ""  # for translators: when to use it, why not
    part_of_speech: PartOfSpeech | None = None
    gender: Gender | None = None
    match: Match = Match.INFLECTED
    pattern: str = ""  # the regular expression of a term that matches by one; the text itself where empty
    case: Case = Case.LANGUAGE
    context: str = ""  # a sentence in which it stands
    source: str = ""  # where it was found
    customers: tuple[str, ...] = ()  # the only ones it is for; for all where empty
    approval: Approval = Approval.APPROVED
    locale: str = ""  # the language tag as an imported file has it, where it says more than `lang`: de-AT
    extra: tuple[str, ...] = ()  # what a file said beyond all this, as XML, kept for the way back


@dataclass(frozen=True, slots=True)
class Section:
    """What is said of a concept in one language, apart from its terms."""

    lang: Lang
    definition: str = ""
    note: str = ""
    locale: str = ""
    extra: tuple[str, ...] = ()  # as XML, kept for the way back


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning, and its terms in every language."""

    id: str
    terms: tuple[Term, ...]
    subject: str = ""
    definition: str = ""
    note: str = ""
    source: str = ""  # of the definition
    do_not_translate: bool = False  # whether every version has to write it as the source does
    sections: tuple[Section, ...] = ()
    extra: tuple[str, ...] = ()  # as XML, kept for the way back

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
