"""What each format's reader makes of one document, before its language and its name are settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpora.article import Mark, Paragraph, Role
from corpora.readers.spacing import normalise_marked


@dataclass(frozen=True, slots=True)
class Document:
    """One document as its format tells it."""

    paragraphs: tuple[Paragraph, ...]
    lang: str = ""  # as the markup has it: "de", "de-AT", "pt"; empty where it says nothing
    published: date | None = None
    url: str = ""


def paragraph(text: str, role: Role = Role.BODY, marks: Sequence[Mark] = (), line: int = 0) -> Paragraph:
    """A paragraph with its text in stored form; its index is given by `numbered`."""
    stored, moved = normalise_marked(text, marks)
    return Paragraph(stored, 0, role, moved, line)


def numbered(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs that hold text, with their indices."""
    kept = [each for each in paragraphs if each.text]
    return tuple(replace(each, index=index) for index, each in enumerate(kept))
