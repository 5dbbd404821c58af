"""StoryReview: all that is known of a story, as the report, the exports and the command line take it."""

from dataclasses import dataclass

from corpora.alignment import Alignment
from corpora.article import Story
from corpora.finding import Finding
from evaluation.scores import DraftScores
from glossary.matching import Occurrence


@dataclass(frozen=True, slots=True)
class StoryReview:
    """A story, its alignment, and everything that the checks and scores had to say of it."""

    story: Story
    alignment: Alignment
    findings: tuple[Finding, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    scores: tuple[DraftScores, ...] = ()
