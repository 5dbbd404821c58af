"""Findings: what any check has to say, in one form that can be printed, stored, sent and shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from corpora.languages import Lang


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # must not be published
    WARNING = "warning"  # a person should look
    INFO = "info"  # was done, or is worth knowing


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: an article, and as far as known the paragraph and the span in it."""

    article: str
    lang: Lang | None = None
    paragraph: int | None = None  # from 0, as the article is after cleaning
    span: tuple[int, int] | None = None
    line: int = 0  # of the source, from 1; 0 where unknown


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding's code stands for."""

    name: str
    severity: Severity
    meaning: str


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "R101": Rule(
            "language-contradiction", Severity.WARNING, "the name or markup says one language, the text is in another"
        ),
        "R102": Rule("recoded", Severity.INFO, "the file was not UTF-8 and was decoded from the encoding named"),
        "R103": Rule("left-out", Severity.WARNING, "a part of an input could not be read and was left out"),
        "R104": Rule(
            "id-repeated", Severity.WARNING, "two records had the same id; the later one was given an id of its own"
        ),
        "R105": Rule(
            "language-incomplete", Severity.INFO, "something that kheo goes by is missing for a language of the input"
        ),
        "C101": Rule("furniture", Severity.INFO, "a line of page furniture was removed, by a pattern of its language"),
        "C102": Rule(
            "recurring-line", Severity.INFO, "a line that recurs across the articles was removed as page furniture"
        ),
        "C103": Rule(
            "metadata", Severity.INFO, "a dateline or source line became metadata and was removed from the text"
        ),
        "C104": Rule("repeated-title", Severity.INFO, "a line that only repeats the title was removed"),
        "C105": Rule(
            "page-extraction", Severity.INFO, "blocks of an HTML page that are not of its article were left out"
        ),
        "A101": Rule(
            "second-version", Severity.WARNING, "a story has two articles in one language; the closer one was kept"
        ),
        "T101": Rule("term-missing", Severity.WARNING, "a concept of the source has no agreed term in this version"),
        "T102": Rule("term-deprecated", Severity.WARNING, "a deprecated term stands where a better one is agreed"),
        "T103": Rule("term-forbidden", Severity.ERROR, "a forbidden term stands in the text"),
        "T104": Rule(
            "term-inconsistent",
            Severity.WARNING,
            "one article renders one concept in several ways, one of them not agreed",
        ),
        "T105": Rule(
            "term-inconsistent-in-corpus",
            Severity.WARNING,
            "the articles of a corpus render one concept in different ways, one of them not agreed",
        ),
        "T106": Rule("terms-merged", Severity.WARNING, "one term stands for two concepts that have terms of their own"),
        "T107": Rule(
            "name-changed", Severity.ERROR, "a name that is not to be translated stands otherwise, or not at all"
        ),
        "T108": Rule(
            "term-varied", Severity.INFO, "one article uses several agreed terms for what the source calls one way"
        ),
        "T109": Rule("term-rarer", Severity.INFO, "a version names a concept less often than the source does"),
        "N101": Rule(
            "number-missing",
            Severity.ERROR,
            "a number of the other versions is missing, or another stands in its place",
        ),
        "N102": Rule("number-added", Severity.WARNING, "a number stands in this version only"),
        "N103": Rule(
            "date-differs", Severity.ERROR, "a date of the other versions is missing, or another stands in its place"
        ),
        "N104": Rule(
            "document-id-differs", Severity.ERROR, "a document's number is missing, or another stands in its place"
        ),
        "O101": Rule("paragraph-missing", Severity.ERROR, "content of the other versions is missing in this one"),
        "O102": Rule("paragraph-added", Severity.WARNING, "a paragraph stands in this version only"),
        "O103": Rule("paragraph-moved", Severity.INFO, "a paragraph stands elsewhere than in the other versions"),
        "X101": Rule(
            "untranslated", Severity.WARNING, "a paragraph, or most of a version, is in the language of another version"
        ),
        "D101": Rule("no-reference", Severity.WARNING, "a draft has no version of its language to be measured against"),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has to say; its code tells which rule speaks."""

    code: str
    where: Place
    message: str
    suggestion: str = ""  # what to write instead, where that is known
    concept: str = ""  # the id of the glossary concept at stake
    story: str = ""
    related: tuple[Place, ...] = ()  # where the other versions say it

    @property
    def severity(self) -> Severity:
        """The severity of the finding's rule."""
        return RULES[self.code].severity
