"""Aligning stories whose right alignment is known, exactly as all others are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora import readers
from corpora.alignment import Alignment
from corpora.errors import InputError
from evaluation.alignment import GoldAlignment
from pipeline import process
from pipeline.alignment import gold
from pipeline.batch import Aligned
from pipeline.process import Gathered, Options


@dataclass(frozen=True, slots=True)
class Trial:
    """Stories with the alignment that they ought to have, and the one that they have got."""

    gathered: Gathered
    gold: tuple[GoldAlignment, ...]  # of each story gathered
    aligned: Aligned

    def __iter__(self) -> Iterator[tuple[GoldAlignment, Alignment]]:
        """What is right and what was found, story by story."""
        right = {story.id: gold for story, gold in zip(self.gathered.stories, self.gold, strict=True)}
        return ((right[each.story.id], each.alignment) for each in self.aligned.stories)


def align(path: Path, options: Options) -> Trial:
    """Align the stories of a file in the format of gold; InputError where its lines are none, or have no version that is known."""
    right = tuple(each.gold for each in gold.read_stories(path))
    gathered = process.gather(readers.read([str(path)], input_format="jsonl"), options)
    if len(gathered.stories) != len(right):
        raise gathered.problems[0] if gathered.problems else InputError(f"{path}: holds articles beside stories")
    return Trial(gathered, right, process.align(gathered.stories, options))
