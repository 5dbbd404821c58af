"""Where the terms of a glossary stand in a text."""

from dataclasses import dataclass

from corpora.finding import Place
from glossary.concept import Term


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a term of a concept stands in a text."""

    concept: str  # the concept's id
    term: Term
    where: Place  # with its paragraph and span
    form: str  # the text as it stands there: inflected, capitalised, compounded
