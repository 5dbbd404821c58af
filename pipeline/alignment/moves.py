"""Passages that stand elsewhere in one version: found among what the monotone alignment left over."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from corpora.vectors.encoder import Encoder
from pipeline.alignment.joint import Links, Pair
from pipeline.alignment.lattice import Doubles
from pipeline.alignment.version import Floats, Version

Moves: TypeAlias = Mapping[
    Pair, Mapping[tuple[int, int], float]
]  # for each pair of versions: two paragraphs, how surely

LEFT_OVER = 0.5  # a paragraph counts as left over when the mean of its sentences' best links is below
SIMILAR = 0.45  # cosine from which two paragraphs left over can be the same passage
AHEAD = 0.12  # by how much that cosine must exceed what either reaches with any other paragraph
LONG = 25.0  # English-equivalent characters; shorter paragraphs say too little to be recognised elsewhere


def find(versions: Sequence[Version], links: Links, encoder: Encoder) -> Moves:
    """For each pair of versions, the paragraphs that say the same out of order.

    Such paragraphs are left over by the monotone links, are each other's nearest by a margin, and have about one length.
    """
    whole = [_paragraphs(version, encoder) for version in versions]
    found: dict[Pair, dict[tuple[int, int], float]] = {}
    for (a, b), between in links.items():
        found[a, b] = _between(versions[a], versions[b], between, whole[a], whole[b])
    return found


def _paragraphs(version: Version, encoder: Encoder) -> Floats:
    total = np.zeros((version.paragraphs, version.sums.shape[1]), np.float32)
    np.add.at(total, version.paragraph, version.sums)
    return encoder.unit(total, version.lang)


def _between(left: Version, right: Version, links: Doubles, a: Floats, b: Floats) -> dict[tuple[int, int], float]:
    if not (left.paragraphs and right.paragraphs and len(left) and len(right)):
        return {}
    free_left = _left_over(left, links.max(axis=1))
    free_right = _left_over(right, links.max(axis=0))
    if not (free_left.any() and free_right.any()):
        return {}
    cosine = a @ b.T
    out = {}
    for p in np.flatnonzero(free_left):
        q = int(cosine[p].argmax())
        if not free_right[q] or int(cosine[:, q].argmax()) != p:
            continue
        rival = max(_second(cosine[p], q), _second(cosine[:, q], int(p)))
        if cosine[p, q] >= SIMILAR and cosine[p, q] - rival >= AHEAD and _same_length(left, right, int(p), q):
            out[int(p), q] = float(min(0.99, 0.5 + cosine[p, q] - rival))
    return out


def _left_over(version: Version, best: Doubles) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    total, length = np.zeros(version.paragraphs), np.zeros(version.paragraphs)
    np.add.at(total, version.paragraph, best * version.length)
    np.add.at(length, version.paragraph, version.length)
    return (total < LEFT_OVER * length) & (length >= LONG)


def _second(values: Floats, best: int) -> float:
    return float(np.delete(values, best).max(initial=0.0))


def _same_length(left: Version, right: Version, p: int, q: int) -> bool:
    a, b = left.length[left.paragraph == p].sum(), right.length[right.paragraph == q].sum()
    return bool(abs(np.log(a / b)) < np.log(1.8))


def out_of_order(groups: Sequence[Sequence[Sequence[int]]]) -> list[tuple[int, ...]]:
    """For each group, the versions in which it stands out of the others' order.

    Version by version against every other one: the longest run of groups that keeps both orders stands still, the
    rest has moved, in the version that more of the others contradict (of two versions, in the later one).
    """
    versions = len(groups[0]) if groups else 0
    votes: list[list[float]] = [[0.0] * versions for _ in groups]
    for a in range(versions):
        for b in range(a + 1, versions):
            both = [g for g, group in enumerate(groups) if group[a] and group[b]]
            ordered = sorted(both, key=lambda g: groups[g][a][0])
            still = _longest_increasing([groups[g][b][0] for g in ordered])
            for place, g in enumerate(ordered):
                if place not in still:
                    votes[g][a] += 1.0
                    votes[g][b] += 1.0
    out = []
    for group, counts in zip(groups, votes, strict=True):
        top = max(counts, default=0.0)
        away = [v for v in range(versions) if counts[v] == top and top > 0.0]
        present = sum(bool(side) for side in group)
        out.append(tuple(away[-1:]) if len(away) * 2 >= present else tuple(away))
    return out


def _longest_increasing(values: Sequence[int]) -> set[int]:
    """Positions of a longest strictly increasing subsequence; O(n²), n being the units of one story."""
    best: list[tuple[int, int]] = []  # length of the longest run that ends here, the position before
    for i, value in enumerate(values):
        before = max((j for j in range(i) if values[j] < value), key=lambda j: best[j][0], default=-1)
        best.append((1 + (best[before][0] if before >= 0 else 0), before))
    at = max(range(len(values)), key=lambda i: best[i][0], default=-1)
    kept = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept
