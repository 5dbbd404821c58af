"""Passages that stand elsewhere in one version: paragraphs left over, each compared with the whole of the other versions."""

from collections.abc import Iterator, Sequence

import numpy as np

from corpora.vectors.encoder import Encoder
from pipeline.alignment import joint
from pipeline.alignment import links as sparse
from pipeline.alignment.features import Feature, features
from pipeline.alignment.joint import Evidence
from pipeline.alignment.lattice import SHAPES
from pipeline.alignment.links import Links, Places
from pipeline.alignment.model import PairModel, score
from pipeline.alignment.version import Floats, Version
from pipeline.alignment.windows import Window, batches

SHORTEST = 15.0  # English-equivalent characters; shorter paragraphs say too little to be recognised elsewhere
FREE = 0.5  # a paragraph whose sentences have no stronger link is left over


def links(stories: Sequence[Sequence[Version]], encoder: Encoder, model: PairModel) -> tuple[Links, Places]:
    """The sentence links of each story's versions, in order and out of order."""
    found, places = joint.links(stories, encoder, model)
    versions = [version for story in stories for version in story]
    seen = joint.evidence(found, places)
    scored = [
        (batch, score(features_of(versions, batch, seen, places, encoder), (model.moved,), joint.shape_of(batch))[0])
        for batch in batches(windows(versions, stories, seen, places))
    ]
    return sparse.joined(found, joint.linked(scored, places), places), places


def windows(
    versions: Sequence[Version], stories: Sequence[Sequence[Version]], seen: Evidence, places: Places
) -> list[Window]:
    """Each paragraph that nothing is linked to against each other version of its story."""
    out, first = [], 0
    for story in stories:
        own = range(first, first + len(story))
        first += len(story)
        for v in own:
            for run in _left_over(versions[v], seen.best[places.first[v] : places.first[v + 1]].max(axis=1, initial=0.0)):
                for w in own:
                    if v != w and len(versions[w]):
                        out.append(Window(v, w, run, range(len(versions[w]))))
    return out


def _left_over(version: Version, best: Floats) -> Iterator[range]:
    """The sentences of each paragraph that none of them is linked out of."""
    starts = np.flatnonzero(version.begins)
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if version.length[start:end].sum() >= SHORTEST and best[start:end].max() < FREE:
            yield range(start, end)


def features_of(
    versions: Sequence[Version], batch: Sequence[Window], seen: Evidence, places: Places, encoder: Encoder
) -> Iterator[Feature]:
    """What speaks for each step of the lattices of paragraphs left over."""
    yield from features(versions, batch, encoder)
    yield from joint.evidence_features(seen, batch, places)
    count, _, n = joint.shape_of(batch)
    taken = np.zeros((count, n), np.float32)
    for b, w in enumerate(batch):
        first = places.first[w.right] + w.columns.start
        taken[b, : len(w.columns)] = seen.best[first : first + len(w.columns), places.slot[places.first[w.left]]]
    for step, (_, across) in enumerate(SHAPES):
        if across <= n:
            last = n + 1 - across
            yield Feature("taken", step, sum(taken[:, k : k + last] for k in range(across))[:, None, :] / across)
