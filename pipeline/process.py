"""The flow, from what was read to reviewed stories: this page is what every command and every batch does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from corpora import cleaning, readers, stories
from corpora.alignment import Alignment
from corpora.article import Article, Story
from corpora.errors import InputError
from corpora.finding import Finding
from corpora.languages import USUAL_SOURCE, Lang
from corpora.readers import Reading
from corpora.vectors.encoder import Encoder
from evaluation import scores
from evaluation.checks import numbers, omissions, untranslated
from evaluation.review import StoryReview
from evaluation.scores import DraftScores
from glossary import checking
from glossary.concept import Glossary
from glossary.matching import Matcher
from pipeline import coverage
from pipeline.alignment import aligner
from pipeline.alignment.model import PairModel

T = TypeVar("T")


class Track(Protocol):
    """Watches over an iteration, to show its progress."""

    def __call__(self, items: Sequence[T], what: str, /) -> Iterable[T]:
        """The same items, one by one."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """What a run can be told; the defaults are those of the command line."""

    encoder: Encoder
    glossary: Glossary
    source: Lang | None = None  # the source language of every story that has it; None: guess
    scoring: bool = True  # whether drafts are scored, which takes longer than all the rest
    track: Track = field(default=lambda items, _: items)
    weights: PairModel | None = None  # of the aligner; None: those that kheo ships
    grouper: Encoder | None = None  # finds the stories, whose thresholds hold for static vectors; None: encoder does


@dataclass(frozen=True, slots=True)
class Gathered:
    """Stories found in what was read, and what there was to say on the way."""

    stories: tuple[Story, ...]
    confidence: Mapping[str, float]  # of each story that was grouped here, by its id
    findings: tuple[Finding, ...] = ()
    problems: tuple[InputError, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """All that came out of a run."""

    reviews: tuple[StoryReview, ...]
    findings: tuple[Finding, ...] = ()  # those that belong to no story
    problems: tuple[InputError, ...] = ()  # the inputs that could not be read

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding of the run, story by story, then those of no story."""
        return tuple(f for review in self.reviews for f in review.findings) + self.findings


def run(paths: Sequence[str], options: Options, *, input_format: str | None = None) -> Result:
    """Read, clean, group, align, check and score everything under some paths."""
    gathered = gather(readers.read(paths, input_format=input_format), options)
    return examine(gathered, options)


def gather(reading: Reading, options: Options) -> Gathered:
    """From what was read to stories: clean, group by content, attach the drafts.

    A story that came as one is taken as it is: grouped and clean.
    """
    cleaned = cleaning.clean([*reading.articles, *(draft.article for draft in reading.drafts)])
    articles = cleaned.articles[: len(reading.articles)]
    drafts = [
        replace(draft, article=article)
        for draft, article in zip(reading.drafts, cleaned.articles[len(articles) :], strict=True)
    ]
    encoder = options.grouper or options.encoder
    grouping = stories.group(articles, encoder, source=options.source)
    given = [_with_source(story, options.source) for story in reading.stories]
    attached = stories.attach(drafts, [*given, *grouping.stories], encoder)
    return Gathered(
        stories=attached.stories,
        confidence=grouping.confidence,
        findings=(
            *reading.findings,
            *cleaned.findings,
            *grouping.findings,
            *attached.findings,
            *coverage.gaps(attached.stories, encoder, options.encoder),
        ),
        problems=reading.problems,
    )


def examine(gathered: Gathered, options: Options) -> Result:
    """Review every story, and give each finding so far to the story whose article it is about."""
    owner = {article.id: story.id for story in gathered.stories for article in _articles(story)}
    early: dict[str, list[Finding]] = {}
    for finding in gathered.findings:
        story = owner.get(finding.where.article, "")
        early.setdefault(story, []).append(replace(finding, story=finding.story or story))
    examiner = Examiner(options)
    reviews = tuple(
        examiner.review(story, early.get(story.id, ()))
        for story in options.track(gathered.stories, "reviewing stories")
    )
    return Result(reviews, tuple(early.get("", ())), gathered.problems)


class Examiner:
    """Reviews stories with one glossary, whose matcher is built once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._matcher = Matcher(options.glossary)

    def review(self, story: Story, early: Iterable[Finding] = ()) -> StoryReview:
        """Align one story, check it, and score its drafts."""
        alignment = aligner.align(story, self._options.encoder, self._options.weights)
        occurrences = tuple(o for article in story.versions.values() for o in self._matcher.find(article))
        late = (
            *checking.check(story, alignment, self._options.glossary, occurrences),
            *numbers.check(story, alignment),
            *omissions.check(story, alignment),
            *untranslated.check(story, alignment),
        )
        findings = (*early, *(replace(finding, story=story.id) for finding in late))
        scored = score(story, self._options.encoder) if self._options.scoring else ()
        return StoryReview(story, alignment, findings, occurrences, scored)


def align(story: Story, options: Options) -> tuple[Story, Alignment]:
    """A story with its alignment and nothing else."""
    return story, aligner.align(story, options.encoder, options.weights)


def measure(story: Story, options: Options) -> StoryReview:
    """A story with the scores of its drafts and nothing else."""
    return StoryReview(
        story, aligner.align(story, options.encoder, options.weights), scores=score(story, options.encoder)
    )


def score(story: Story, encoder: Encoder) -> tuple[DraftScores, ...]:
    """Score each draft of a story against the version of its language; drafts without one are left out."""
    return tuple(
        scores.score(draft, reference, aligner.beads(draft.article, reference, encoder))
        for draft in story.drafts
        if (reference := story.versions.get(draft.article.lang)) is not None
    )


def _articles(story: Story) -> list[Article]:
    return [*story.versions.values(), *(draft.article for draft in story.drafts)]


def _with_source(story: Story, source: Lang | None) -> Story:
    """The story with the source asked for, else its own, else Vietnamese, where it has that version."""
    wanted = next((lang for lang in (source, story.source, USUAL_SOURCE) if lang in story.versions), None)
    return replace(story, source=wanted)
