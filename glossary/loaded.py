"""What reading a file of any format gives."""

from dataclasses import dataclass

from glossary.concept import Term
from glossary.termbase.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held, and what of it was left aside."""

    termbase: Termbase
    notes: tuple[str, ...] = ()  # a sentence each
    guessed: frozenset[tuple[str, Term]] = frozenset()  # concept ids and terms of which the file tells no status
    shared: frozenset[str] = (
        frozenset()
    )  # ids of concepts in which one cell bans terms of several languages, though it means some
