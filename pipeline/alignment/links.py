"""Links between the sentences of many versions, kept sparsely: of each sentence only the few that it may answer to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from pipeline.alignment.graph import Node
from pipeline.alignment.lattice import Doubles
from pipeline.alignment.version import Ints, Version
from pipeline.alignment.windows import Window

FAINT = 0.01  # weaker links are forgotten


@dataclass(frozen=True, slots=True)
class Places:
    """The sentences of all versions numbered through."""

    first: Ints  # [versions + 1] the number of each version's first sentence
    slot: Ints  # [places] which version of its story each sentence stands in, 0 and up
    stories: tuple[range, ...]  # the positions of each story's versions


@dataclass(frozen=True, slots=True)
class Links:
    """How probably two sentences say the same: each link from both its ends, sorted by row, then by column."""

    row: Ints  # [links] numbers of sentences
    column: Ints  # [links]
    value: Doubles  # [links]
    start: Ints  # [places + 1] where the links of each row begin


def numbered(stories: Sequence[Sequence[Version]]) -> Places:
    """The places of the versions of some stories, story after story."""
    sizes = [len(version) for story in stories for version in story]
    slots = [slot for story in stories for slot in range(len(story))]
    ends = np.cumsum([len(story) for story in stories]).tolist()
    return Places(
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.repeat(np.array(slots, np.int64), sizes),
        tuple(range(end - len(story), end) for story, end in zip(stories, ends, strict=True)),
    )


def gathered(found: Iterable[tuple[Window, Doubles]], places: Places) -> Links:
    """The links of windows, given as the matrix of each."""
    rows, columns, values = [], [], []
    for window, matrix in found:
        i, j = np.nonzero(matrix > FAINT)
        rows.append(i + places.first[window.left] + window.rows.start)
        columns.append(j + places.first[window.right] + window.columns.start)
        values.append(matrix[i, j])
    row, column, value = (np.concatenate(x) if x else np.zeros(0) for x in (rows, columns, values))
    both = _summed(np.concatenate([row, column]), np.concatenate([column, row]), np.concatenate([value, value]), places)
    return replace(both, value=np.minimum(both.value, 1.0))  # two passages left over that find each other count twice


def within(links: Links, window: Window, places: Places) -> tuple[Ints, Ints, Doubles]:
    """The links of a window: rows and columns counted from its corner, and values."""
    top, left = places.first[window.left] + window.rows.start, places.first[window.right] + window.columns.start
    some = slice(links.start[top], links.start[top + len(window.rows)])
    row, column = links.row[some] - top, links.column[some] - left
    inside = (column >= 0) & (column < len(window.columns))
    return row[inside], column[inside], links.value[some][inside]


def through(links: Links, places: Places) -> Links:
    """Where two links lead by way of a third version: sums over these versions of products of both links.

    O(links · links of one sentence).
    """
    counts = (links.start[1:] - links.start[:-1])[links.column]
    first = np.repeat(np.arange(len(links.row)), counts)
    offset = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    second = links.start[links.column[first]] + offset
    row, column = links.row[first], links.column[second]
    other = places.slot[row] != places.slot[column]
    row, column, value = row[other], column[other], (links.value[first] * links.value[second])[other]
    return _summed(row, column, value, places)


def best(links: Links, places: Places, value: Doubles | None = None) -> Doubles:
    """[places, slots, …] the greatest value of each sentence's links into each version; the links' own by default."""
    value = links.value if value is None else value
    slots = int(places.slot.max(initial=0)) + 1
    out = np.zeros((len(places.slot), slots, *value.shape[1:]))
    key = links.row * slots + places.slot[links.column]
    begins = np.flatnonzero(np.diff(key, prepend=-1))
    if len(begins):
        out.reshape(-1, *value.shape[1:])[key[begins]] = np.maximum.reduceat(value, begins, axis=0)
    return out


def joined(old: Links, new: Links, places: Places) -> Links:
    """Old and new links; an old one gives way as far as a new one leads its end to the other's version."""
    taken = best(new, places)
    left = 1.0 - np.maximum(taken[old.row, places.slot[old.column]], taken[old.column, places.slot[old.row]])
    return _summed(
        np.concatenate([old.row, new.row]),
        np.concatenate([old.column, new.column]),
        np.concatenate([old.value * left, new.value]),
        places,
    )


def _summed(row: Ints, column: Ints, value: Doubles, places: Places) -> Links:
    """Links, of which several between the same two sentences are added up."""
    total = max(len(places.slot), 1)
    key, place = np.unique(row.astype(np.int64) * total + column.astype(np.int64), return_inverse=True)
    start = np.searchsorted(key, np.arange(len(places.slot) + 1) * total)
    return Links(key // total, key % total, np.bincount(place, value, len(key)).astype(np.float64), start)


StoryLinks: TypeAlias = Sequence[tuple[Node, Node, float]]  # links of one story's sentences, each once


def of_story(links: Links, places: Places, story: int) -> StoryLinks:
    """The links of one of the stories, by position within the story."""
    run = places.stories[story]
    begin, end = places.first[run.start], places.first[run.stop]
    some = slice(links.start[begin], links.start[end])
    row, column, value = links.row[some], links.column[some], links.value[some]
    once = row < column
    version = np.repeat(np.arange(len(run)), np.diff(places.first[run.start : run.stop + 1]))
    place = np.arange(begin, end) - places.first[run.start + version]
    of_row, of_column = row[once] - begin, column[once] - begin
    return [
        ((a, i), (b, j), p)
        for a, i, b, j, p in zip(
            version[of_row].tolist(),
            place[of_row].tolist(),
            version[of_column].tolist(),
            place[of_column].tolist(),
            value[once].tolist(),
            strict=True,
        )
    ]
