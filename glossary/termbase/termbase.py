"""A termbase: concepts in whatever state, and every change that was made to them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from glossary.concept import Approval, Concept, Glossary, Match, Term


class Action(StrEnum):
    """What was done to a concept."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    PROPOSE = "propose"
    APPROVE = "approve"
    REJECT = "reject"
    IMPORT = "import"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Change:
    """One transaction: who did what to a concept, when and why, and what it was before."""

    concept: str  # its id
    action: Action
    who: str
    when: datetime  # with its time zone, to the second
    why: str = ""
    before: Concept | None = None  # None where there was none, or where another tool's file does not tell
    undoes: str = ""  # the id of the change that this one takes back; in older files its first eight digits
    extra: tuple[str, ...] = ()  # what another tool's file said beyond this, as XML, kept for the way back

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits that depend on nothing but the change, so that two branches never give one twice."""
        said = "\0".join((self.concept, self.action, self.who, self.when.isoformat(), self.why, self.undoes))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Termbase:
    """All that a store keeps: proposed, rejected and removed terms too."""

    concepts: Mapping[str, Concept] = field(default_factory=lambda: MappingProxyType({}))
    history: tuple[Change, ...] = ()  # in the order of time
    title: str = ""
    extra: tuple[str, ...] = ()  # what a file's head and back said beyond this, as XML

    def glossary(self, signature: str, customer: str = "") -> Glossary:
        """What texts are held to: the approved terms that are for everybody or for this customer."""
        chosen = (_usable(concept, customer) for concept in self.concepts.values())
        return Glossary(MappingProxyType({concept.id: concept for concept in chosen if concept.terms}), signature)

    def vocabulary(self) -> Glossary:
        """Every term, whatever became of it, for those who look for new ones; only approved patterns are used."""
        concepts = (
            replace(concept, terms=tuple(map(_plain, concept.terms)))
            for concept in self.concepts.values()
            if concept.terms
        )
        return Glossary(MappingProxyType({concept.id: concept for concept in concepts}), "vocabulary")


def _plain(term: Term) -> Term:
    by_pattern = term.match is Match.REGEX and term.approval is not Approval.APPROVED
    return replace(term, match=Match.INFLECTED, pattern="") if by_pattern else term


def _usable(concept: Concept, customer: str) -> Concept:
    terms = (
        term
        for term in concept.terms
        if term.approval is Approval.APPROVED and (not term.customers or customer in term.customers)
    )
    return replace(concept, terms=tuple(terms))
