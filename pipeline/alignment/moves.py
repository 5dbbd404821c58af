"""Passages that stand elsewhere in one version: found among what the monotone alignment left over."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from corpora.vectors.encoder import Encoder
from pipeline.alignment.joint import Pair
from pipeline.alignment.lattice import Doubles
from pipeline.alignment.version import Floats, Ints, Version, totals

SHORTEST = 20.0  # English-equivalent characters; shorter paragraphs say too little to be recognised elsewhere
LONGEST_RUN = 6  # sentences
LENGTHS = 2.0  # the one passage at most so many times as long as the other
# By how many versions have the passage elsewhere (one, two, three or more): the least sum of its mean cosine to it and of the
# lead over the next passage. Set on disturbed NTREX development documents, between right and wrong candidates.
SURE = (0.55, 0.55, 0.50)
RIVAL = 0.15  # by how much another paragraph of its version, which has a place already, may be nearer to the passage
DOUBTFUL = 0.5  # weaker links to the same passage, in order, are given up for one out of order

Groups: TypeAlias = Sequence[Sequence[Sequence[int]]]  # for each group and version the paragraphs that are linked


@dataclass(frozen=True, slots=True)
class _Runs:
    """Every run of sentences within a paragraph: a passage may have been joined to another one where it stands."""

    vectors: Floats  # [r, d] of length 1
    length: Floats  # [r]
    paragraph: Ints  # [r]


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is compared of one version."""

    whole: Floats  # [p, d] its paragraphs
    length: Doubles  # [p]
    runs: _Runs


@dataclass(frozen=True, slots=True)
class _Move:
    """A paragraph left over, and for each other version the paragraph that says the same elsewhere."""

    version: int
    paragraph: int
    partners: Mapping[int, int]
    certainty: float


def join(
    versions: Sequence[Version], strength: Mapping[Pair, Doubles], groups: Groups, encoder: Encoder
) -> dict[Pair, Doubles]:
    """The paragraph links, and those of passages out of order with them.

    A paragraph that no other is linked to joins the group that holds the passage nearest to it, on the mean over the
    other versions: several that agree can be less alike each. What was linked to that passage in order, but doubtfully, is
    let go. O(p·r) for p such paragraphs and r runs of sentences.
    """
    joined = {pair: values.copy() for pair, values in strength.items()}
    left_over = _left_over(groups, versions)
    texts = [_texts(version, encoder) for version in versions] if left_over else []
    for v, p in left_over:
        if (move := _move(v, p, texts, groups)) is not None:
            for other, partner in move.partners.items():
                to_v = joined[v, other][:, partner] if v < other else joined[other, v][partner, :]
                to_v[to_v < DOUBTFUL] = 0.0
                to_v[p] = move.certainty
    return joined


def _left_over(groups: Groups, versions: Sequence[Version]) -> list[tuple[int, int]]:
    """The paragraphs (version, index) that nothing is linked to and that are long enough."""
    alone = [group for group in groups if sum(len(side) for side in group) == 1]
    length = [version.paragraph_length for version in versions]
    found = [(v, side[0]) for group in alone for v, side in enumerate(group) if side]
    return sorted((v, p) for v, p in found if length[v][p] >= SHORTEST)


def _texts(version: Version, encoder: Encoder) -> _Texts:
    total = totals(version.sums)
    length = np.concatenate([np.zeros(1, np.float32), np.cumsum(version.length)])
    bounds = [*np.flatnonzero(version.begins[:-1]), len(version)]
    spans = np.array(
        [
            (i, j)
            for start, end in pairwise(bounds)
            for i in range(start, end)
            for j in range(i + 1, min(end, i + LONGEST_RUN) + 1)
        ],
        dtype=np.int64,
    ).reshape(-1, 2)
    first, last = spans[:, 0], spans[:, 1]
    whole = np.zeros((version.paragraphs, version.sums.shape[1]), np.float32)
    np.add.at(whole, version.paragraph, version.sums)
    return _Texts(
        encoder.unit(whole, version.lang),
        version.paragraph_length,
        _Runs(
            encoder.unit(total[last] - total[first], version.lang),
            length[last] - length[first],
            version.paragraph[first],
        ),
    )


def _move(v: int, p: int, texts: Sequence[_Texts], groups: Groups) -> _Move | None:
    """Where a paragraph left over belongs, if it is sure enough that it belongs somewhere."""
    near = {w: _nearness(texts[v].whole[p], float(texts[v].length[p]), text) for w, text in enumerate(texts) if w != v}
    scores = np.array([_score(group, near) for group in groups])
    ranked = np.argsort(scores, kind="stable")[::-1]
    best = groups[ranked[0]]
    partners = {w: max(best[w], key=lambda q: near[w][q]) for w in near if best[w]}
    if not partners:
        return None
    score = float(scores[ranked[0]])
    ahead = score - (float(scores[ranked[1]]) if len(ranked) > 1 else 0.0)
    sure = SURE[min(len(partners), len(SURE)) - 1]
    rivals = [q for q in range(len(texts[v].whole)) if q != p and q not in best[v]]
    taken = np.mean([texts[w].whole[[partners[w]]] @ texts[v].whole[rivals].T for w in partners], axis=0)
    if score + ahead < sure or score - float(taken.max(initial=-1.0)) < -RIVAL:
        return None
    return _Move(v, p, partners, min(0.99, 0.6 + ahead))


def _nearness(vector: Floats, length: float, text: _Texts) -> Doubles:
    """[paragraphs] the best cosine to any run of sentences of about the same length, per paragraph of another version."""
    near = np.zeros(len(text.whole))
    fits = (text.runs.length < LENGTHS * length) & (text.runs.length > length / LENGTHS)
    np.maximum.at(near, text.runs.paragraph[fits], text.runs.vectors[fits] @ vector)
    return near


def _score(group: Sequence[Sequence[int]], near: Mapping[int, Doubles]) -> float:
    best = [near[w][list(group[w])].max() for w in near if group[w]]
    return float(np.mean(best)) if best else -1.0


def out_of_order(
    groups: Groups, strength: Mapping[Pair, Doubles], linked: float, source: int | None
) -> list[tuple[int, ...]]:
    """For each group, the versions in which it stands out of the others' order.

    Of each two versions, the longest chain of linked paragraphs that keeps both orders stands still; the rest has moved,
    in the version that more of the others contradict; where they are as many, not in the source, and in one only.
    """
    owner = {(v, p): g for g, group in enumerate(groups) for v, side in enumerate(group) for p in side}
    votes: list[Counter[int]] = [Counter() for _ in groups]
    for (a, b), values in strength.items():
        pairs = list(zip(*np.nonzero(values > linked), strict=True))
        still = _longest_chain(pairs)
        for g in {owner[a, int(p)] for k, (p, _) in enumerate(pairs) if k not in still}:
            votes[g].update((a, b))
    out = []
    for group, count in zip(groups, votes, strict=True):
        top = max(count.values(), default=0)
        away = sorted((v for v, votes_for in count.items() if votes_for == top), key=lambda v: (v != source, v))
        present = sum(bool(side) for side in group)
        out.append(tuple(away[-1:]) if 2 * len(away) >= present else tuple(sorted(away)))
    return out


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Positions of a longest chain in which neither side steps back; O(n²), n being the links of two versions."""
    best: list[tuple[int, int]] = []  # length of the longest chain that ends here, the position before
    for k, (p, q) in enumerate(pairs):
        before = max(
            (i for i in range(k) if pairs[i][0] <= p and pairs[i][1] <= q), key=lambda i: best[i][0], default=-1
        )
        best.append((1 + (best[before][0] if before >= 0 else 0), before))
    at = max(range(len(pairs)), key=lambda k: best[k][0], default=-1)
    kept = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept
