"""Sentence links between all versions of a story at once: each pair alone first, then in the light of the others."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from corpora.vectors.encoder import Encoder
from pipeline.alignment import links as sparse
from pipeline.alignment.features import Feature, along, blocks, features
from pipeline.alignment.lattice import EXTEND_LEFT, EXTEND_RIGHT, OPEN_LEFT, OPEN_RIGHT, SHAPES, Doubles, posterior
from pipeline.alignment.links import Links, Places
from pipeline.alignment.model import PairModel, Scores, Weights, score
from pipeline.alignment.version import Version
from pipeline.alignment.windows import Window, batches, divide

_DELETED = ("unlinked", "present", "absent")  # what of the evidence speaks for or against deletions


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the third versions say, by the links found so far."""

    agreement: Links  # how many of them lead from one sentence to another
    best: Doubles  # [places, slots] the strongest link of each sentence into each version
    unlinked: Doubles  # [places, slots] how many of them have the sentence while the version of the slot lacks it
    present: Doubles  # [places, slots] … and lead it to a sentence of that version
    absent: Doubles  # [places, slots] … and lack it as well


def links(stories: Sequence[Sequence[Version]], encoder: Encoder, model: PairModel) -> tuple[Links, Places]:
    """The sentence links between the versions of each story.

    Evidence of third versions is after the triangulation of Och & Ney (1999), as posteriors. Time and memory grow as the
    cells of the windows do.
    """
    versions = [version for story in stories for version in story]
    places = sparse.numbered(stories)
    work: list[tuple[list[Window], Scores]] = []
    for weights, some in _apart(versions, windows(versions, places), places, model):
        work += [
            (batch, score(features(versions, batch, encoder), weights, shape_of(batch))) for batch in batches(some)
        ]
    alone = linked([(batch, scores[0]) for batch, scores in work], places)
    if all(len(scores) == 1 for _, scores in work):
        return alone, places
    seen = evidence(alone, places)
    for batch, scores in work:
        if len(scores) > 1:
            scores[1] += score(evidence_features(seen, batch, places), (model.joint,), shape_of(batch))[0]
    return linked([(batch, scores[-1]) for batch, scores in work], places), places


def windows(versions: Sequence[Version], places: Places) -> list[Window]:
    """Where the versions of each story are compared, pair by pair."""
    return [w for story in places.stories for a, b in combinations(story, 2) for w in divide(versions, a, b)]


def _apart(
    versions: Sequence[Version], windows: Sequence[Window], places: Places, model: PairModel
) -> Iterator[tuple[tuple[Weights, ...], list[Window]]]:
    """The weights of the first round, and of the second where there are third versions, and the windows they are for."""
    beside = {v for story in places.stories if len(story) > 2 for v in story}
    found: dict[tuple[bool, bool], list[Window]] = defaultdict(list)
    for w in windows:
        sighted = versions[w.left].sighted and versions[w.right].sighted
        found[sighted, w.left in beside].append(w)
    for (sighted, several), some in found.items():
        weights = (model.alone, model.joint) if several else (model.alone,)
        yield weights if sighted else (model.blind,), some


def shape_of(batch: Sequence[Window]) -> tuple[int, int, int]:
    """How many windows, and the rows and columns of the greatest."""
    return len(batch), max(len(w.rows) for w in batch), max(len(w.columns) for w in batch)


def linked(scored: Sequence[tuple[Sequence[Window], Scores]], places: Places) -> Links:
    """The links that batches of windows and the scores of their steps lead to."""
    return sparse.gathered(matrices(scored), places)


def matrices(scored: Sequence[tuple[Sequence[Window], Scores]]) -> Iterator[tuple[Window, Doubles]]:
    """For each window the probability of each link, [rows, columns]."""
    for batch, scores in scored:
        found = posterior(scores.astype(np.float64), [w.shape for w in batch]).links
        yield from ((w, of[: len(w.rows), : len(w.columns)]) for w, of in zip(batch, found, strict=True))


def evidence(links: Links, places: Places) -> Evidence:
    """What each sentence's third versions say of it."""
    best = sparse.best(links, places)
    there = best[links.column]  # [links, slots] whether what a link leads to is there in each version
    own = np.arange(best.shape[1])
    value = links.value[:, None]
    present, unlinked = sparse.best(links, places, value * there), sparse.best(links, places, value * (1.0 - there))
    present[:, own, own] = unlinked[:, own, own] = 0.0
    missing = np.repeat((1.0 - best)[:, :, None], best.shape[1], axis=2)
    missing[:, own, own] = 1.0
    return Evidence(
        sparse.through(links, places), best, unlinked.sum(axis=1), present.sum(axis=1), missing.prod(axis=1)
    )


def evidence_features(seen: Evidence, batch: Sequence[Window], places: Places) -> Iterator[Feature]:
    """What the versions besides two say of these two, for the steps of a batch of windows."""
    count, m, n = shape_of(batch)
    agreement, apart = np.zeros((2, count, m, n), np.float32)
    lone = {name: (np.zeros((count, m), np.float32), np.zeros((count, n), np.float32)) for name in _DELETED}
    for b, w in enumerate(batch):
        row, column, value = sparse.within(seen.agreement, w, places)
        agreement[b, row, column] = value
        top, left = places.first[w.left] + w.rows.start, places.first[w.right] + w.columns.start
        rows, columns = slice(top, top + len(w.rows)), slice(left, left + len(w.columns))
        apart[b, : len(w.rows), : len(w.columns)] = seen.best[rows] @ seen.best[columns].T
        if all(w.shape):
            slots = places.slot[left], places.slot[top]
            for name, of_side in lone.items():
                values = getattr(seen, name)
                of_side[0][b, : len(w.rows)] = values[rows, slots[0]]
                of_side[1][b, : len(w.columns)] = values[columns, slots[1]]
    contradiction = np.maximum(apart - agreement, 0.0)
    for step, (down, across) in enumerate(SHAPES):
        kind = "one" if step == 0 else "many"
        if down <= m and across <= n:
            yield Feature(f"agreement {kind}", step, blocks(agreement, down, across) / np.float32(down * across))
            yield Feature(
                f"contradiction {kind}", step, blocks(contradiction, down, across) / np.float32(down * across)
            )
    for axis, steps in ((2, (OPEN_LEFT, EXTEND_LEFT)), (1, (OPEN_RIGHT, EXTEND_RIGHT))):
        for name, of_side in lone.items():
            for step in steps:
                yield Feature(f"deletion {name}", step, along(of_side[2 - axis], axis))
