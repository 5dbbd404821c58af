"""Passages that stand elsewhere in one version: paragraphs left over, each compared with the whole of the other versions."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from corpora.vectors.encoder import Encoder
from pipeline.alignment import joint
from pipeline.alignment import links as sparse
from pipeline.alignment.features import Feature, along, features, runs
from pipeline.alignment.joint import Evidence
from pipeline.alignment.lattice import SHAPES, Doubles
from pipeline.alignment.links import Links, Places
from pipeline.alignment.model import PairModel, score
from pipeline.alignment.version import Floats, Version
from pipeline.alignment.windows import PIECE, WHOLE, Window, batches

SHORTEST = 15.0  # English-equivalent characters; shorter paragraphs say too little to be recognised elsewhere
REACH = 3000  # sentences about its relative place among which a passage is looked for in a long text
PRIOR = 0.25  # the odds of a passage out of order, to those among the documents that weights are learned from
FREE = 0.9  # a paragraph whose sentences have no stronger link may stand elsewhere


def links(stories: Sequence[Sequence[Version]], encoder: Encoder, model: PairModel) -> tuple[Links, Places]:
    """The sentence links of each story's versions, in order and out of order."""
    found, places = joint.links(stories, encoder, model)
    versions = [version for story in stories for version in story]
    seen = joint.evidence(found, places)
    scored = [
        (batch, score(features_of(versions, batch, seen, places), (model.moved,), joint.shape_of(batch))[0])
        for batch in batches(windows(versions, seen, places))
    ]
    elsewhere = (
        (w, _among(matrix, len(versions[w.right])) * (1.0 - _taken(w, seen, places)))
        for w, matrix in joint.matrices(scored)
    )
    return sparse.joined(found, sparse.gathered(_claimed_once(elsewhere), places), places), places


def _claimed_once(found: Iterable[tuple[Window, Doubles]]) -> Iterator[tuple[Window, Doubles]]:
    """The links of paragraphs left over, where only the surest of a version's paragraphs has a sentence for itself."""
    windows = list(found)
    surest: dict[tuple[int, int, int], tuple[float, range]] = {}
    for w, matrix in windows:
        for column, value in zip(w.columns, matrix.max(axis=0, initial=0.0).tolist(), strict=True):
            key = (w.left, w.right, column)
            if value > surest.get(key, (0.0, w.rows))[0]:
                surest[key] = value, w.rows
    for w, matrix in windows:
        own = [surest.get((w.left, w.right, column), (0.0, w.rows))[1] == w.rows for column in w.columns]
        yield w, matrix * np.array(own, dtype=float)


def _among(links: Doubles, sentences: int) -> Doubles:
    """The probabilities of links where moves are rare, and their window was itself chosen as the likeliest of a text."""
    odds = PRIOR * min(links.shape[1] / min(sentences, 2 * REACH), 1.0)
    return np.asarray(links * odds / (1.0 - links * (1.0 - odds)))


def windows(versions: Sequence[Version], seen: Evidence, places: Places) -> list[Window]:
    """Each paragraph that is not surely linked, against each other version of its story."""
    out: list[Window] = []
    for story in places.stories:
        for v in (v for v in story if versions[v].sighted):
            for run in _left_over(
                versions[v], seen.best[places.first[v] : places.first[v + 1]].max(axis=1, initial=0.0)
            ):
                others = (w for w in story if w != v and len(versions[w]) and versions[w].sighted)
                out += [Window(v, w, run, _where(versions[v], versions[w], run)) for w in others]
    return out


def _where(version: Version, other: Version, run: range) -> range:
    """The sentences of another version among which a passage is looked for: all, or those around the one most like it."""
    n = len(other)
    if n <= WHOLE:
        return range(n)
    middle = round(run.start / len(version) * n)
    near = range(max(middle - REACH, 0), min(middle + REACH, n))
    best = int((version.spans[0][run.start : run.stop] @ other.spans[0][near.start : near.stop].T).max(axis=0).argmax())
    at, around = near.start + best, PIECE + len(run)
    return range(max(at - around, 0), min(at + around, n))


def _left_over(version: Version, best: Floats) -> Iterator[range]:
    """The sentences of each paragraph that is not surely linked, and no text of its own."""
    starts = np.flatnonzero(version.begins)
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        said = version.length[start:end].sum()
        if said >= SHORTEST and end - start <= WHOLE and best[start:end].max() < FREE:
            yield range(start, end)


def features_of(
    versions: Sequence[Version], batch: Sequence[Window], seen: Evidence, places: Places
) -> Iterator[Feature]:
    """What speaks for each step of the lattices of paragraphs left over."""
    yield from features(versions, batch)
    yield from joint.evidence_features(seen, batch, places)
    count, _, n = joint.shape_of(batch)
    taken = np.zeros((count, n), np.float32)
    for b, w in enumerate(batch):
        taken[b, : len(w.columns)] = _taken(w, seen, places)
    for step, (_, across) in enumerate(SHAPES):
        if across <= n:
            yield Feature("taken", step, along(runs(taken, across) / np.float32(across), 1))


def _taken(window: Window, seen: Evidence, places: Places) -> Doubles:
    """[columns] how surely each sentence on the right has its counterpart on the left already."""
    first = places.first[window.right] + window.columns.start
    return seen.best[first : first + len(window.columns), places.slot[places.first[window.left]]]
