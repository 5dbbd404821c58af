"""Drafts where texts are only searched: they are no versions, but what they say is asked for all the same."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from corpora.alignment import Alignment, Unit
from corpora.article import Draft, Story
from corpora.readers import Reading


def as_texts(reading: Reading, say: Callable[[str], None]) -> Reading:
    """What was read; where it is nothing but drafts, these as texts of their own, which is said."""
    if not reading.drafts or reading.articles or reading.stories:
        return reading
    say(f"Nothing but {count(len(reading.drafts))}: taken as texts of their own")
    return replace(reading, articles=tuple(draft.article for draft in reading.drafts), drafts=())


def columns(story: Story) -> Iterator[tuple[Draft, Story, Alignment]]:
    """Each draft of a story as a story of its own, a unit a paragraph."""
    for draft in story.drafts:
        units = tuple(Unit({draft.article.lang: (each.index,)}, 1.0) for each in draft.article.paragraphs)
        yield draft, Story(story.id, {draft.article.lang: draft.article}), Alignment(units, {}, "draft")


def count(number: int) -> str:
    """So many drafts."""
    return f"{number:,} draft{'' if number == 1 else 's'}"
