"""What to write instead, and how a message says it."""

from dataclasses import dataclass

from corpora.languages import Lang
from glossary.concept import Status, Term
from glossary.inflection import replacement
from glossary.matching import inflects

_NO_REASON = "unverified"  # a note that is of no use to a translator


@dataclass(frozen=True, slots=True)
class Advice:
    """A text that could stand instead of another."""

    text: str = ""
    lemma: bool = False  # whether it still has to be inflected

    @property
    def advice(self) -> str:
        """It as the end of a message; nothing where there is no advice."""
        return f"; write “{self.text}”{' (lemma)' if self.lemma else ''}" if self.text else ""


def write(better: Term | None, worse: Term | None, found: str) -> Advice:
    """What to write for a text that stands there, a form of `worse` or of no term; without a text, the lemma."""
    if better is None:
        return Advice()
    if not found:
        return Advice(better.text, lemma=_inflected(better.lang))
    old = worse or Term(found, better.lang, Status.DEPRECATED)
    text = replacement(better, old, found)
    formed = text.lower() != better.text.lower() or (worse is not None and found.lower() == worse.text.lower())
    return Advice(text, lemma=_inflected(better.lang) and not formed)


def reason(term: Term) -> str:
    """The note of a term in brackets, where it gives a reason."""
    return f" ({term.note})" if term.note and not term.note.startswith(_NO_REASON) else ""


def _inflected(lang: Lang) -> bool:
    return lang in ("de", "en") and inflects(lang)
