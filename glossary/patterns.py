"""Finding terms by the regular expressions that are given for them."""

from collections.abc import Iterator, Sequence

from corpora.errors import InputError
from glossary.concept import Case, Term
from glossary.folding.offsets import after, compose
from glossary.folding.typesetting import readable, trimmed
from glossary.hit import Entry, Hit

_SECONDS = 1.0  # for one pattern in one paragraph


class PatternFinder:
    """The terms of one language that match by a regular expression (of the `regex` library), compiled.

    A pattern is read as it is written, so capitals count unless the case rule of its term is `insensitive`. It sees the text in
    NFC and without invisible characters. InputError names the concept whose pattern cannot be read.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        import regex

        self._patterns: list[tuple[Entry, regex.Pattern[str]]] = []
        for entry in entries:
            written = compose(_pattern(entry.term), "NFC").text
            flags = regex.IGNORECASE if entry.term.case is Case.INSENSITIVE else 0
            try:
                self._patterns.append((entry, regex.compile(written, flags)))
            except regex.error as error:
                raise InputError(f"{_place(entry)} is no regular expression ({error}); mend it") from error

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
                    f"{_place(entry)} takes more than {_SECONDS:.0f} s on one paragraph of {len(text):,} characters; "
                    "write it without repetitions inside repetitions"
                ) from error


def _pattern(term: Term) -> str:
    return term.pattern or term.text


def _place(entry: Entry) -> str:
    term = entry.term
    return f"glossary: concept {entry.concept!r}, term {term.text!r} ({term.lang}): the pattern {_pattern(term)!r}"
