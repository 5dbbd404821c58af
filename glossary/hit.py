"""What the finders take and give: terms with their concepts, and the places where they stand."""

from dataclasses import dataclass

from glossary.concept import Case, Term

_LONGEST_ABBREVIATION = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, and the concept it belongs to."""

    concept: str
    term: Term

    @property
    def abbreviation(self) -> bool:
        """Whether the term is one word of capitals, which only matches in this case: IT is not it."""
        text = self.term.text
        return (
            self.term.case is not Case.INSENSITIVE
            and text.isupper()
            and 1 < len(text) <= _LONGEST_ABBREVIATION
            and text.isalnum()
            and text[0].lower() != text[0]
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text where a term stands."""

    entry: Entry
    start: int  # in the original text: what the term itself fills, a part of the word in a compound
    end: int
    form: str  # the whole words that it fills or stands in
    interrupted: bool = False  # whether a coordinated word stands inside it: gesellschaftliche Aufsicht und Kritik
