"""One thing that speaks against a glossary."""

from dataclasses import dataclass

from corpora.finding import Severity
from corpora.languages import Lang
from glossary.termbase.rules import RULES


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a glossary: its code tells which rule speaks."""

    code: str
    concept: str  # its id
    message: str
    remedy: str  # what to do
    lang: Lang | None = None
    term: str = ""
    others: tuple[str, ...] = ()  # the ids of the other concepts at stake

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return RULES[self.code].severity

    def __str__(self) -> str:
        """As one line: nhan-dan: warning G102: …; …."""
        return f"{self.concept}: {self.severity} {self.code}: {self.message}; {self.remedy}"

    def record(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "code": self.code,
            "rule": RULES[self.code].name,
            "severity": self.severity.value,
            "concept": self.concept,
            "lang": self.lang,
            "term": self.term or None,
            "message": self.message,
            "remedy": self.remedy,
            "others": list(self.others),
        }
