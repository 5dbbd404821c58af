"""Sentence links between all versions of a story at once: each pair alone first, then in the light of the others."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

import numpy as np

from pipeline.alignment.features import Evidence, features
from pipeline.alignment.lattice import Doubles, posteriors
from pipeline.alignment.model import PairModel, score
from pipeline.alignment.version import Version

Pair: TypeAlias = tuple[int, int]  # positions in the list of versions, ascending
AT_ONCE = 300_000  # cells of the lattices that are worked on at once; 80 bytes each and some copies
Links: TypeAlias = Mapping[Pair, Doubles]  # [m, n] the probability that two sentences say the same


def links(versions: Sequence[Version], model: PairModel, rounds: int = 2) -> Links:
    """The probability of each sentence link, for each pair of versions.

    O(m·n) a pair. Evidence of third versions is after the triangulation of Och & Ney (1999), as posteriors.
    """
    pairs = list(combinations(range(len(versions)), 2))
    alone = _round(versions, pairs, model.alone, None)
    if len(versions) < 3 or rounds < 2:
        return alone
    return _round(versions, pairs, model.joint, alone)


def _round(
    versions: Sequence[Version], pairs: Sequence[Pair], weights: Mapping[str, float], before: Links | None
) -> Links:
    """One pass over all pairs, as many at once as fit into a bounded memory."""
    out: dict[Pair, Doubles] = {}
    for batch in _batches(pairs, versions):
        scores = []
        for a, b in batch:
            left, right = versions[a], versions[b]
            seen = None if before is None else evidence(a, b, before, len(versions))
            scores.append(score(features(left, right, seen), weights, len(left), len(right)))
        out |= {pair: posterior.links for pair, posterior in zip(batch, posteriors(scores), strict=True)}
    return out


def _batches(pairs: Sequence[Pair], versions: Sequence[Version]) -> Iterator[list[Pair]]:
    batch: list[Pair] = []
    for a, b in pairs:
        longest = max(len(versions[v]) for pair in (*batch, (a, b)) for v in pair)
        if batch and 2 * longest * longest * (len(batch) + 1) > AT_ONCE:
            yield batch
            batch = []
        batch.append((a, b))
    if batch:
        yield batch


def evidence(a: int, b: int, links: Links, versions: int) -> Evidence:
    """What the versions besides a and b say of them, by the links found so far."""
    m, n = links[min(a, b), max(a, b)].shape
    total = [np.zeros((m, n)), np.zeros((m, n)), *(np.zeros(size) for size in (m, n, m, n)), np.ones(m), np.ones(n)]
    for c in range(versions):
        if c in (a, b):
            continue
        to_c, from_c = _between(a, c, links), _between(c, b, links)
        through = np.minimum(to_c @ from_c, 1.0)
        best_left, best_right = _best(to_c, 1), _best(from_c, 0)
        total[0] += through
        total[1] += np.maximum(best_left[:, None] * best_right[None, :] - through, 0.0)
        in_right, in_left = _best(from_c, 1), _best(to_c, 0)
        total[2] += _best(to_c * (1.0 - in_right)[None, :], 1)
        total[3] += _best(from_c * (1.0 - in_left)[:, None], 0)
        total[4] += _best(to_c * in_right[None, :], 1)
        total[5] += _best(from_c * in_left[:, None], 0)
        total[6] *= 1.0 - best_left
        total[7] *= 1.0 - best_right
    return Evidence(*(values.astype(np.float32) for values in total))


def _between(a: int, b: int, links: Links) -> Doubles:
    return links[a, b] if a < b else links[b, a].T


def _best(values: Doubles, axis: int) -> Doubles:
    return np.asarray(values.max(axis=axis, initial=0.0))
