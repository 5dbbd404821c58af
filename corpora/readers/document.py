"""What each format's reader makes of one document, before its language and its name are settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpora.article import Mark, Paragraph, Role
from corpora.readers.spacing import normalise_marked

_QUOTED = 3  # texts
_BEGINNING = 40  # characters


@dataclass(frozen=True, slots=True)
class Document:
    """One document as its format tells it."""

    paragraphs: tuple[Paragraph, ...]
    lang: str = ""  # as the markup has it: "de", "de-AT", "pt"; empty where it says nothing
    published: date | None = None
    url: str = ""
    left_out: tuple[str, ...] = ()  # the texts around an article on its page

    def omissions(self) -> str:
        """How much was left out, with the first words of the three longest texts, in their order; empty if nothing."""
        if not self.left_out:
            return ""
        longest = sorted(self.left_out, key=len, reverse=True)[:_QUOTED]
        quoted = ", ".join(repr(_begun(text)) for text in self.left_out if text in longest)
        among = ":" if len(self.left_out) == len(longest) else ", among them"
        blocks = "1 block" if len(self.left_out) == 1 else f"{len(self.left_out)} blocks"
        return f"left out {blocks} of text around the article on its page{among} {quoted}"


def _begun(text: str) -> str:
    """The first words of a text."""
    if len(text) <= _BEGINNING:
        return text
    return f"{text[:_BEGINNING].rsplit(None, 1)[0]} …"


def paragraph(text: str, role: Role = Role.BODY, marks: Sequence[Mark] = (), line: int = 0) -> Paragraph:
    """A paragraph with its text in stored form; its index is given by `numbered`."""
    stored, moved = normalise_marked(text, marks)
    return Paragraph(stored, 0, role, moved, line)


def numbered(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs that hold text, with their indices."""
    kept = [each for each in paragraphs if each.text]
    return tuple(replace(each, index=index) for index, each in enumerate(kept))
