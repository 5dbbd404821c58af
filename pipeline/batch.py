"""Aligning many stories: some at a time, because that is faster, but so that one that fails takes no other with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.alignment import Alignment
from corpora.article import Story
from corpora.errors import InputError, KheoError
from corpora.vectors.encoder import Encoder
from glossary.matching import Matcher
from pipeline.alignment import aligner
from pipeline.alignment.model import PairModel

TOGETHER = 50_000  # characters of the stories that are aligned in one go, an eighth faster than one by one; a longer one goes alone


@dataclass(frozen=True, slots=True)
class AlignedStory:
    """A story and its alignment."""

    story: Story
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Aligned:
    """The stories that could be aligned, in their order, and why the others could not."""

    stories: tuple[AlignedStory, ...] = ()
    problems: tuple[InputError, ...] = ()
    faults: tuple[Exception, ...] = ()  # kheo's own, to be raised when all else is done


def divide(stories: Sequence[Story]) -> Iterator[list[Story]]:
    """Stories in their order, as many together as are best aligned in one go."""
    batch: list[Story] = []
    size = 0
    for story in stories:
        own = sum(len(p.text) for article in story.versions.values() for p in article.paragraphs)
        if batch and size + own > TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(story)
        size += own
    if batch:
        yield batch


def align(stories: Sequence[Story], encoder: Encoder, weights: PairModel | None, matcher: Matcher) -> Aligned:
    """Align stories in one go, and where that fails one by one."""
    try:
        return Aligned(_aligned(stories, encoder, weights, matcher))
    except Exception as error:
        if isinstance(error, KheoError) and not isinstance(error, InputError):
            raise  # no story's own: a missing extra
        if len(stories) == 1:
            return _failed(stories[0], error)
    return joined([align([story], encoder, weights, matcher) for story in stories])


def joined(parts: Sequence[Aligned]) -> Aligned:
    """Several results as one."""
    return Aligned(
        tuple(each for part in parts for each in part.stories),
        tuple(each for part in parts for each in part.problems),
        tuple(each for part in parts for each in part.faults),
    )


def _aligned(
    stories: Sequence[Story], encoder: Encoder, weights: PairModel | None, matcher: Matcher
) -> tuple[AlignedStory, ...]:
    terms = [occurrence for story in stories if _blind(story, encoder) for occurrence in matcher.find_all(story)]
    return tuple(map(AlignedStory, stories, aligner.align_all(stories, encoder, weights, terms)))


def _blind(story: Story, encoder: Encoder) -> bool:
    """Whether the vectors know nothing of one of a story's languages; elsewhere terms told nothing that vectors did not."""
    return encoder.languages is not None and not story.versions.keys() <= encoder.languages


def _failed(story: Story, error: Exception) -> Aligned:
    if isinstance(error, InputError):
        return Aligned(problems=(error,))
    if isinstance(error, MemoryError):
        return Aligned(problems=(InputError(f"{story.id}: too long for this machine's memory; give it in parts"),))
    error.add_note(f"while the story {story.id!r} was aligned")
    return Aligned(faults=(error,))
