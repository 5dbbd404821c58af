"""The flow, from what was read to reviewed stories: this page is what every command and every batch does."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from corpora import cleaning, readers, stories
from corpora.article import Article, Story
from corpora.errors import InputError
from corpora.finding import Finding
from corpora.languages import USUAL_SOURCE, Lang
from corpora.readers import Reading
from corpora.vectors.encoder import Encoder
from evaluation import scores, term_scores
from evaluation.checks import numbers, omissions, untranslated
from evaluation.review import StoryReview
from evaluation.scores import DraftScores
from evaluation.term_scores import Terms
from glossary import checking
from glossary.concept import Glossary
from glossary.discovery.likely import Likely
from glossary.discovery.segments import Corpus
from glossary.matching import Matcher
from pipeline import batch, coverage
from pipeline.alignment import aligner
from pipeline.alignment.model import PairModel
from pipeline.batch import Aligned, AlignedStory

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
    problems: tuple[InputError, ...] = ()  # the inputs that could not be used
    faults: tuple[Exception, ...] = ()  # kheo's own, to be raised when all else is done

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
    found = [_with_source(story, options.source) for story in (*reading.stories, *grouping.stories)]
    attached = stories.attach(drafts, found, encoder)
    return Gathered(
        stories=attached.stories,
        confidence=grouping.confidence,
        findings=(
            *reading.findings,
            *cleaned.findings,
            *grouping.findings,
            *attached.findings,
            *coverage.gaps(attached.stories, encoder, options.encoder, options.glossary),
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
    aligned = align(gathered.stories, options)
    terms = Terms(options.glossary, Matcher(options.glossary))
    likely = Likely(
        Corpus(((each.story, each.alignment) for each in aligned.stories), options.grouper or options.encoder)
    )
    result = _reviewed(
        aligned,
        options,
        "reviewing stories",
        lambda each: _review(each, terms, likely, early.pop(each.story.id, ()), options),
    )
    homeless = tuple(finding for left in early.values() for finding in left)
    differing = checking.check_corpus(result.reviews, options.glossary)
    return replace(result, findings=(*homeless, *differing), problems=(*gathered.problems, *result.problems))


def align(found: Sequence[Story], options: Options) -> Aligned:
    """Align stories, in their order, and nothing else; the glossary's matcher is built once."""
    matcher = Matcher(options.glossary)
    return batch.joined(
        [
            batch.align(some, options.encoder, options.weights, matcher)
            for some in options.track([*batch.divide(found)], "aligning stories")
        ]
    )


def measure(found: Sequence[Story], options: Options) -> Result:
    """Align stories and score their drafts, and nothing else."""
    terms = Terms(options.glossary, Matcher(options.glossary))

    def scored(each: AlignedStory) -> _Reviewed:
        made = _score(each, terms, options)
        return _Reviewed(StoryReview(each.story, each.alignment, scores=made.scores), made.problems)

    return _reviewed(align(found, options), options, "scoring drafts", scored)


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A story's review, and what of it could not be done."""

    review: StoryReview
    problems: tuple[InputError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scored:
    """The scores of a story's drafts, and what of them could not be had."""

    scores: tuple[DraftScores, ...] = ()
    problems: tuple[InputError, ...] = ()


def _reviewed(aligned: Aligned, options: Options, what: str, review: Callable[[AlignedStory], _Reviewed]) -> Result:
    """Each aligned story reviewed."""
    done = [review(each) for each in options.track(aligned.stories, what)]
    problems = (*aligned.problems, *(problem for each in done for problem in each.problems))
    return Result(tuple(each.review for each in done), problems=problems, faults=aligned.faults)


def _review(
    aligned: AlignedStory, terms: Terms, likely: Likely, early: Iterable[Finding], options: Options
) -> _Reviewed:
    """Check one story that is aligned, and score its drafts; without terms where one of them cannot be looked for."""
    story, alignment = aligned.story, aligned.alignment
    problems: tuple[InputError, ...] = ()
    try:
        occurrences = terms.matcher.find_all(story)
        names = [name for article in story.versions.values() for name in terms.matcher.names(article)]
    except InputError as error:  # a pattern that takes too long in this text
        problems = (InputError(f"{story.id}: its terms are not checked: {error}"),)
        occurrences, names, terms = (), [], Terms(Glossary(), Matcher(Glossary()))
    late = (
        *checking.check(story, alignment, terms.glossary, occurrences, names=names, renderings=likely),
        *numbers.check(story, alignment),
        *omissions.check(story, alignment),
        *untranslated.check(story, alignment),
    )
    findings = (*early, *(replace(finding, story=story.id) for finding in late))
    made = _score(aligned, terms, options) if options.scoring else _Scored()
    return _Reviewed(StoryReview(story, alignment, findings, occurrences, made.scores), (*problems, *made.problems))


def _score(aligned: AlignedStory, terms: Terms, options: Options) -> _Scored:
    """Score each draft of a story against the version of its language; drafts without one are left out."""
    story = aligned.story
    found: list[DraftScores] = []
    problems: list[InputError] = []
    for draft in story.drafts:
        reference = story.versions.get(draft.article.lang)
        if reference is None:
            continue
        beads = aligner.beads(draft.article, reference, options.encoder, options.weights)
        made = scores.score(draft, reference, beads)
        try:
            made = replace(made, terms=term_scores.score(draft, story, aligned.alignment, beads, terms))
        except InputError as error:
            problems.append(InputError(f"{draft.article.id}: its terms are not counted: {error}"))
        found.append(made)
    return _Scored(tuple(found), tuple(problems))


def _articles(story: Story) -> list[Article]:
    return [*story.versions.values(), *(draft.article for draft in story.drafts)]


def _with_source(story: Story, source: Lang | None) -> Story:
    """The story with the source asked for, else its own, else Vietnamese, each where it has that version."""
    wanted = next((lang for lang in (source, story.source, USUAL_SOURCE) if lang in story.versions), None)
    return replace(story, source=wanted)
