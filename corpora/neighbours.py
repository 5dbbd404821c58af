"""The nearest vectors of each group, for every vector of a pile, without looking at all pairs."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpora.vectors.encoder import Floats

Indices = npt.NDArray[np.int64]

EXACT = 2000  # vectors up to which every pair is looked at
_PROBES = 24  # cells looked at for each vector
_ROUNDS = 6  # of k-means
_SAMPLE = 40  # vectors per cell that k-means learns from
_BLOCK = 1024  # rows of one matrix product
_NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """For each of n vectors and each of g groups its k nearest others, the nearest first."""

    indices: Indices  # [n, g, k]; -1 where a group has fewer
    cosines: Floats  # [n, g, k]; -inf there


def nearest(vectors: Floats, groups: Indices, k: int) -> Neighbours:
    """The k nearest others of each group for each vector; of the same vectors always the same.

    Args:
        vectors: float32 [n, d], each of length 1.
        groups: [n], the group of each vector, from 0.
        k: how many to find.

    Exact up to EXACT vectors. Beyond, vectors are sorted into √n cells by k-means and each looks into the 24 nearest cells
    only: O(n·√n·d) time, O(n·g·k) memory besides one block.
    """
    size, count = len(vectors), int(groups.max()) + 1 if len(groups) else 0
    found = Neighbours(np.full((size, count, k), _NONE, np.int64), np.full((size, count, k), -np.inf, np.float32))
    for rows, columns in _everything(size) if size <= EXACT else _cells(vectors):
        for group in range(count):
            members = columns[groups[columns] == group]
            if len(members):
                _merge(found, vectors, rows, members, group)
    return found


def _everything(size: int) -> Iterator[tuple[Indices, Indices]]:
    everything = np.arange(size)
    for first in range(0, size, _BLOCK):
        yield everything[first : first + _BLOCK], everything


def _cells(vectors: Floats) -> Iterator[tuple[Indices, Indices]]:
    """Rows, and the members of one cell that these rows have to look into."""
    centres = _k_means(vectors, int(np.sqrt(len(vectors))))
    probes = min(_PROBES, len(centres))
    home = np.empty(len(vectors), np.int64)
    visits = np.empty((len(vectors), probes), np.int64)
    for first in range(0, len(vectors), _BLOCK):
        near = vectors[first : first + _BLOCK] @ centres.T
        home[first : first + _BLOCK] = near.argmax(axis=1)
        visits[first : first + _BLOCK] = np.argpartition(-near, probes - 1, axis=1)[:, :probes]
    order = np.argsort(visits, axis=None, kind="stable")
    bounds = np.searchsorted(visits.ravel()[order], np.arange(len(centres) + 1))
    for cell in range(len(centres)):
        members = np.flatnonzero(home == cell)
        rows = order[bounds[cell] : bounds[cell + 1]] // probes
        for first in range(0, len(rows), _BLOCK) if len(members) else ():
            yield rows[first : first + _BLOCK], members


def _k_means(vectors: Floats, count: int) -> Floats:
    """Centres of length 1, float32 [count, d]."""
    chance = np.random.default_rng(0)
    sample = vectors[chance.permutation(len(vectors))[: count * _SAMPLE]]
    centres = sample[:count].copy()
    for _ in range(_ROUNDS):
        home = (sample @ centres.T).argmax(axis=1)
        order = np.argsort(home, kind="stable")
        filled, starts = np.unique(home[order], return_index=True)
        sums = np.add.reduceat(sample[order], starts, axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres[filled] = np.divide(sums, lengths, out=centres[filled], where=lengths > 0)
    return centres


def _merge(found: Neighbours, vectors: Floats, rows: Indices, members: Indices, group: int) -> None:
    """Take the members into the lists of the rows where they are nearer than what stands there."""
    k = found.indices.shape[2]
    near = vectors[rows] @ vectors[members].T
    near[rows[:, None] == members[None, :]] = -np.inf
    chosen = (
        np.argpartition(-near, k - 1, axis=1)[:, :k]
        if len(members) > k
        else np.tile(np.arange(len(members)), (len(rows), 1))
    )
    cosines = np.concatenate([found.cosines[rows, group], np.take_along_axis(near, chosen, axis=1)], axis=1)
    indices = np.concatenate([found.indices[rows, group], members[chosen]], axis=1)
    indices[np.isneginf(cosines)] = _NONE
    best = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
    found.cosines[rows, group] = np.take_along_axis(cosines, best, axis=1)
    found.indices[rows, group] = np.take_along_axis(indices, best, axis=1)
