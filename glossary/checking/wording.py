"""What to write instead, and how a message says it."""

from dataclasses import dataclass, replace
from functools import lru_cache

from corpora.finding import Place
from corpora.languages import LANGUAGES, Lang
from glossary.checking.found import Found
from glossary.concept import Glossary, Status, Term
from glossary.inflection import correct
from glossary.inflection.nouns import Nouns

_NO_REASON = "unverified"  # a note that is of no use to a translator


@dataclass(frozen=True, slots=True)
class Advice:
    """What to write, and what it takes the place of."""

    text: str = ""
    where: Place | None = None  # with an article or adjective before the term that has to change with it
    lemma: bool = False  # whether a person still has to inflect it

    @property
    def advice(self) -> str:
        """It as the end of a message; nothing where there is no advice."""
        return f"; write “{self.text}”{' (lemma)' if self.lemma else ''}" if self.text else ""


def in_place(found: Found, better: Term | None, worse: Term | None, where: Place) -> Advice:
    """What to write for the text of a place, a form of `worse` or of no term."""
    if better is None or where.span is None:
        return Advice(where=where)
    old = worse or Term(found.text(where), better.lang, Status.DEPRECATED)
    made = correct(better, old, found.paragraph(where), where.span, nouns=_nouns(_Same(found.glossary)))
    return Advice(made.text, replace(where, span=made.span), not made.certain)


def citation(better: Term | None) -> Advice:
    """A term as the glossary has it, for where nobody knows which form is needed."""
    return Advice(better.text, lemma=_inflects(better.lang)) if better else Advice()


def reason(term: Term) -> str:
    """The note of a term in brackets, where it gives a reason."""
    return f" ({term.note})" if term.note and not term.note.startswith(_NO_REASON) else ""


def _inflects(lang: Lang) -> bool:
    entry = LANGUAGES.get(lang)
    return entry is None or (bool(entry.joiner) and not entry.syllables)


class _Same:
    """A glossary as a key: a thing is the same as itself only."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary

    def __hash__(self) -> int:
        return id(self.glossary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.glossary is self.glossary


@lru_cache(maxsize=2)  # every story of a run asks for the same
def _nouns(key: _Same) -> Nouns:
    return Nouns(key.glossary)
