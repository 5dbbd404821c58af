"""Finding terms by the regular expressions that are given for them."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpora.errors import InputError
from glossary.concept import Approval, Case, Concept, Match, Term
from glossary.folding.offsets import after, compose
from glossary.folding.typesetting import readable, trimmed
from glossary.hit import Entry, Hit

if TYPE_CHECKING:
    import regex

_SECONDS = 1.0  # for one pattern in one paragraph


class PatternFinder:
    """The terms of one language that match by a regular expression (of the `regex` library), compiled.

    A pattern is read as it is written, so capitals count unless the case rule of its term is `insensitive`. It sees the text in
    NFC and without invisible characters. InputError names the concept whose pattern cannot be read.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._patterns: list[tuple[Entry, regex.Pattern[str]]] = [
            (entry, _compiled(entry.concept, entry.term, "glossary")) for entry in entries
        ]

    def find(self, text: str) -> Iterator[Hit]:
        """Every place where a pattern matches, in no order; InputError for one that takes longer than a second."""
        typeset = readable(text)
        folded = after(compose(typeset.text, "NFC"), typeset)
        for entry, pattern in self._patterns:
            try:
                for match in pattern.finditer(folded.text, timeout=_SECONDS):
                    if match.end() > match.start():
                        start, end = trimmed(text, *folded.span(match.start(), match.end()))
                        yield Hit(entry, start, end, text[start:end])
            except TimeoutError as error:
                raise InputError(
                    f"{_place(entry.concept, entry.term, 'glossary')} takes more than {_SECONDS:.0f} s on one paragraph of "
                    f"{len(text):,} characters; write it without repetitions inside repetitions: {_command(entry.concept, entry.term)}"
                ) from error


def _pattern(term: Term) -> str:
    return term.pattern or term.text


def check(concepts: Iterable[Concept], name: str, remedy: str = "") -> None:
    """InputError where a term that is or may come into use is to be found by what is no regular expression.

    Args:
        concepts: whose terms are looked at.
        name: what the error calls the glossary: its file; empty for terms that stand in none yet.
        remedy: what the error says to do; by default the command that mends the pattern in the glossary.
    """
    for concept in concepts:
        for term in concept.terms:
            if term.match is Match.REGEX and term.approval in (Approval.APPROVED, Approval.PROPOSED):
                _compiled(concept.id, term, name, remedy)


def _compiled(concept: str, term: Term, name: str, remedy: str = "") -> "regex.Pattern[str]":
    import regex

    written = compose(_pattern(term), "NFC").text
    try:
        return regex.compile(written, regex.IGNORECASE if term.case is Case.INSENSITIVE else 0)
    except regex.error as error:
        raise InputError(
            f"{_place(concept, term, name)} is no regular expression ({error}); {remedy or 'mend it: ' + _command(concept, term)}"
        ) from error


def _place(concept: str, term: Term, name: str) -> str:
    return f"{name + ': ' if name else ''}concept {concept!r}, term {term.text!r} ({term.lang}): the pattern '{_pattern(term)}'"


def _command(concept: str, term: Term) -> str:
    """What to type to mend a pattern."""
    return f"`kheo terms edit {concept} --{term.lang} {shlex.quote(term.text)} --pattern REGEX`"
