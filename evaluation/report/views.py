"""What the page shows, as plain values: the templates lay them out and decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpora.languages import Lang


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere on the page; without an address it is text only."""

    text: str
    href: str = ""
    lang: Lang = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as the margin shows it."""

    number: int  # within its story, from 1
    anchor: str
    code: str
    rule: str
    severity: str
    lang: Lang  # of the suggestion, where it is words of a version; empty where it tells what to do
    place: str  # language and paragraph, in words
    message: str
    suggestion: str
    concept: str  # what the glossary calls it
    links: tuple[Link, ...]  # where the other versions say it


@dataclass(frozen=True, slots=True)
class Flag:
    """The small number in the text that leads to its finding in the margin."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a paragraph's text that looks the same throughout."""

    text: str
    css: str = ""  # classes; none for plain text
    title: str = ""
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph with its terms and findings marked."""

    number: int  # in its article, from 1
    role: str
    runs: tuple[Run, ...]
    note: str = ""  # "moved: paragraph 7 of this version"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version has of a unit; no paragraphs where it lacks the content."""

    lang: Lang
    column: int
    name: str
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class UnitView:
    """A row of the story: its versions side by side."""

    number: int
    anchor: str
    confidence: int  # per cent
    low: bool  # so little that an editor should look
    moved: tuple[str, ...]  # names of languages
    locked: bool
    cells: tuple[Cell, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score as a bar shows it."""

    metric: str
    text: str  # the value with one digit
    width: float  # per cent of the bar's room
    best: bool = False
    ticks: tuple[float, ...] = ()  # the articles' own values, per cent of the room
    signature: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A bead of a draft and its reference: the draft's text and how near it comes."""

    paragraphs: tuple[ParagraphView, ...]
    unit: Link | None  # where its reference stands
    score: ScoreView | None
    heat: int  # 0 (far off) to 4 (near)


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with its scores, paragraph by paragraph."""

    anchor: str
    system: str
    lang: Lang
    column: int
    name: str
    source: str
    scores: tuple[ScoreView, ...]
    metric: str  # the one that colours the paragraphs
    rows: tuple[DraftRow, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A language of the page or of a story."""

    lang: Lang
    number: int
    name: str
    source: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that cleaning took out, and why."""

    lang: Lang
    name: str
    line: int
    code: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story: its units, what the checks said of it, its drafts, and what cleaning took out."""

    id: str
    slug: str
    title: str
    lang: Lang  # of the title
    columns: tuple[Column, ...]
    units: tuple[UnitView, ...]
    whole: tuple[FindingView, ...]  # findings that no unit holds
    drafts: tuple[DraftView, ...]
    removed: tuple[Removed, ...]
    counts: "Counts"
    open: bool

    @property
    def noted(self) -> bool:
        """Whether any unit has something in its margin."""
        return any(unit.findings for unit in self.units)


@dataclass(frozen=True, slots=True)
class Counts:
    """Findings by severity."""

    error: int = 0
    warning: int = 0
    info: int = 0

    @property
    def pairs(self) -> Sequence[tuple[str, int, str]]:
        """Severity, number and noun of each, where there are any."""
        each = (("error", self.error, "error"), ("warning", self.warning, "warning"), ("info", self.info, "note"))
        return [(severity, n, noun + "s" * (n != 1)) for severity, n, noun in each if n]


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """One language of a story, as the overview tells it."""

    column: int
    lang: Lang
    name: str
    present: bool
    source: bool
    paragraphs: int
    missing: int  # units that the version lacks
    best: str  # "system 54.3" of its best draft; empty where it has none


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A row of the overview."""

    title: str
    lang: Lang  # of the title
    id: str
    href: str
    units: int
    versions: tuple[VersionSummary, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class StoryPlaces:
    """Where a rendering stands in one story."""

    title: str
    href: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RenderingView:
    """One way in which a language renders a concept."""

    term: str
    status: str
    agreed: bool  # whether a text may use it
    count: int
    width: float  # its share of all that the language has, per cent
    forms: tuple[str, ...]
    places: tuple[StoryPlaces, ...]


@dataclass(frozen=True, slots=True)
class LanguageRenderings:
    """All ways in which one language renders a concept."""

    lang: Lang
    name: str
    preferred: str
    total: int
    renderings: tuple[RenderingView, ...]

    @property
    def troubled(self) -> bool:
        """Whether an editor should look: several ways, or one that must not be used."""
        return len(self.renderings) > 1 or not all(each.agreed for each in self.renderings)


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A concept and its renderings, over the whole corpus."""

    id: str
    anchor: str
    name: str
    lang: Lang
    gloss: str  # in English, where the name is not
    subject: str
    definition: str
    languages: tuple[LanguageRenderings, ...]
    total: int

    @property
    def troubled(self) -> bool:
        """Whether any language has several ways, or one that must not be used."""
        return any(each.troubled for each in self.languages)

    @property
    def headline(self) -> str:
        """In how many ways which languages render it: "6 ways in German"."""
        worst = max(self.languages, key=lambda each: len(each.renderings))
        return f"{len(worst.renderings)} ways in {worst.name}" if len(worst.renderings) > 1 else ""


@dataclass(frozen=True, slots=True)
class SystemRow:
    """What a system reaches in one language, over all its drafts."""

    system: str
    drafts: int
    scores: tuple[ScoreView, ...]


@dataclass(frozen=True, slots=True)
class LanguageScores:
    """The systems of one language, best first."""

    lang: Lang
    name: str
    metrics: tuple[str, ...]
    systems: tuple[SystemRow, ...]
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeView:
    """A rule that spoke, and where."""

    code: str
    rule: str
    severity: str
    meaning: str
    count: int
    links: tuple[Link, ...]
    more: int  # of its places that are not listed


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that the page shows."""

    title: str
    lede: str
    columns: tuple[Column, ...]
    counts: Counts
    overview: tuple[StorySummary, ...]
    concepts: tuple[ConceptView, ...]
    scores: tuple[LanguageScores, ...]
    stories: tuple[StoryView, ...]
    corpus: tuple[FindingView, ...]
    removed: tuple[Removed, ...]  # from articles of no story
    codes: tuple[CodeView, ...]
    signatures: tuple[Link, ...]

    @property
    def ticked(self) -> bool:
        """Whether any bar of the systems shows its articles."""
        return any(score.ticks for lang in self.scores for system in lang.systems for score in system.scores)
