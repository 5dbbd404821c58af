"""Articles, their paragraphs, and the stories that their versions make."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpora.alignment import Unit
from corpora.errors import InputError
from corpora.languages import Lang


class Role(StrEnum):
    """What a paragraph is in its article."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    BODY = "body"
    ITEM = "item"
    CAPTION = "caption"
    BYLINE = "byline"


class MarkKind(StrEnum):
    """What an inline mark says of its span."""

    BOLD = "bold"
    ITALIC = "italic"
    LINK = "link"
    CODE = "code"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline mark over a span of its paragraph's text."""

    start: int
    end: int
    kind: MarkKind
    target: str = ""  # where a link leads; empty for the other kinds


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit of editing. The text is NFC, without line breaks, and spans count its code points."""

    text: str
    index: int  # its place in the article, from 0
    role: Role = Role.BODY
    marks: tuple[Mark, ...] = ()
    line: int = 0  # the line of the source where it begins, from 1; 0 where a source has no lines


@dataclass(frozen=True, slots=True)
class Article:
    """One text in one language."""

    id: str  # unique in a run: the path it was read from, or the id that its record gives
    lang: Lang
    paragraphs: tuple[Paragraph, ...]
    published: date | None = None
    url: str = ""

    @property
    def title(self) -> str:
        """The text of the paragraph that is the title, else an empty string."""
        return next((p.text for p in self.paragraphs if p.role is Role.TITLE), "")


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate for one language of a story, by a machine or a person; no version, but measured against one."""

    article: Article
    system: str  # who or what made it
    source: Lang | None = None  # the language it was made from, where known


@dataclass(frozen=True, slots=True)
class Story:
    """The versions of one article, at most one per language, and the drafts for them."""

    id: str
    versions: Mapping[Lang, Article]
    source: Lang | None = None
    drafts: tuple[Draft, ...] = field(default=())
    locked: tuple[Unit, ...] = ()  # units that an editor has fixed; aligning keeps them

    def __post_init__(self) -> None:
        if not self.versions:
            raise InputError(f"{self.id}: a story needs at least one version")
        for lang, article in self.versions.items():
            if article.lang != lang:
                raise InputError(f"{self.id}: the version under {lang!r} is in {article.lang!r}")
        if self.source is not None and self.source not in self.versions:
            raise InputError(
                f"{self.id}: the source {self.source!r} is not among the versions {', '.join(self.versions)}"
            )
