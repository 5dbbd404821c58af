"""The sum over all monotone alignments of two texts: a semi-Markov lattice of beads and runs of deletions.

A path goes from (0, 0) to (m, n). A bead takes one to three sentences of either side; a run of deletions takes sentences of the
left side, then of the right. Several pairs are worked on at once, by anti-diagonals: on one of them no cell depends on another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))  # sentences of left and right that a bead takes
OPEN_LEFT, EXTEND_LEFT, OPEN_RIGHT, EXTEND_RIGHT = range(len(SHAPES), len(SHAPES) + 4)
STEPS = (*SHAPES, (1, 0), (1, 0), (0, 1), (0, 1))
LONGEST = max(max(shape) for shape in SHAPES)
MARGIN = max(sum(shape) for shape in SHAPES)
NEVER = -1e9  # the log score of a step that cannot be taken


def bound(scores: Doubles) -> Doubles:
    """The scores, changed in place, with NEVER in the cells where a step cannot end for want of sentences before it."""
    for step, (down, across) in enumerate(STEPS):
        scores[step, :down, :] = NEVER
        scores[step, :, :across] = NEVER
    return scores


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the sum over all paths says of one pair."""

    log_sum: float
    steps: Doubles  # [len(STEPS), m + 1, n + 1] the probability that a step ends in a cell

    @property
    def links(self) -> Doubles:
        """The probability that two sentences stand in one bead, [m, n]."""
        m, n = self.steps.shape[1] - 1, self.steps.shape[2] - 1
        links = np.zeros((m, n))
        for (down, right), ending in zip(SHAPES, self.steps, strict=False):
            for up in range(down):
                for back in range(right):
                    links[: m - up, : n - back] += ending[up + 1 :, back + 1 :]
        return links


def posteriors(pairs: Sequence[Doubles]) -> list[Posterior]:
    """Forward-backward over several pairs at once.

    Args:
        pairs: for each pair log scores [len(STEPS), m + 1, n + 1] of each step ending in each cell.

    O(m·n) time and memory a pair, in m + n vectorised rounds for all of them. Source: forward-backward for semi-Markov
    models (Sarawagi & Cohen 2004).
    """
    if not pairs:
        return []
    scores = _skew(pairs)
    ends = [(p.shape[1] - 1, p.shape[2] - 1) for p in pairs]
    forward = _forward(scores)
    backward = _backward(scores, ends)
    out = []
    for b, (m, n) in enumerate(ends):
        log_sum = float(forward.any[m + n, b, m])
        out.append(Posterior(log_sum, _marginals(pairs[b], b, forward, backward, log_sum)))
    return out


@dataclass(frozen=True, slots=True)
class _States:
    """Log sums [diagonals, pairs, rows] of the paths into (or out of) a bead, a left deletion, a right deletion."""

    bead: Doubles
    left: Doubles
    right: Doubles
    any: Doubles


def _skew(pairs: Sequence[Doubles]) -> Doubles:
    """Scores by anti-diagonal: [diagonal, step, pair, row], NEVER outside of a pair and in a margin behind it."""
    rows = max(p.shape[1] for p in pairs)
    diagonals = max(p.shape[1] + p.shape[2] - 1 for p in pairs)
    skewed = np.full((diagonals + MARGIN, len(STEPS), len(pairs), rows + LONGEST), NEVER)
    for b, scores in enumerate(pairs):
        i, j = np.indices(scores.shape[1:])
        skewed[i + j, :, b, i] = scores.transpose(1, 2, 0)
    return skewed


def _log_sum(terms: Doubles) -> Doubles:
    top = terms.max(axis=0)
    return np.asarray(top + np.log(np.exp(terms - top).sum(axis=0)))


def _forward(scores: Doubles) -> _States:
    diagonals, pairs, rows = scores.shape[0] - MARGIN, scores.shape[2], scores.shape[3] - LONGEST
    bead, left, right, whole = (np.full((diagonals, pairs, rows), NEVER) for _ in range(4))
    bead[0, :, 0] = whole[0, :, 0] = 0.0
    terms = np.full((len(SHAPES), pairs, rows), NEVER)
    ends = np.full((3, pairs, rows), NEVER)
    for d in range(1, diagonals):
        terms[:] = NEVER
        for k, (down, across) in enumerate(SHAPES):
            if d >= down + across:
                terms[k, :, down:] = whole[d - down - across, :, : rows - down] + scores[d, k, :, down:rows]
        ends[0] = _log_sum(terms)
        ends[1, :, 1:] = np.logaddexp(
            bead[d - 1, :, :-1] + scores[d, OPEN_LEFT, :, 1:rows],
            left[d - 1, :, :-1] + scores[d, EXTEND_LEFT, :, 1:rows],
        )
        ends[2] = np.logaddexp(
            np.logaddexp(bead[d - 1], left[d - 1]) + scores[d, OPEN_RIGHT, :, :rows],
            right[d - 1] + scores[d, EXTEND_RIGHT, :, :rows],
        )
        bead[d], left[d], right[d] = ends
        whole[d] = _log_sum(ends)
    return _States(bead, left, right, whole)


def _backward(scores: Doubles, ends: Sequence[tuple[int, int]]) -> _States:
    diagonals, pairs, rows = scores.shape[0] - MARGIN, scores.shape[2], scores.shape[3] - LONGEST
    bead, left, right = (np.full((diagonals + MARGIN, pairs, rows + LONGEST), NEVER) for _ in range(3))
    last = np.full((diagonals, pairs, rows), NEVER)
    for b, (m, n) in enumerate(ends):
        last[m + n, b, m] = 0.0
    terms = np.full((len(SHAPES) + 1, pairs, rows), NEVER)
    for d in range(diagonals - 1, -1, -1):
        for k, (down, across) in enumerate(SHAPES):
            to = d + down + across
            terms[k] = scores[to, k, :, down : down + rows] + bead[to, :, down : down + rows]
        terms[-1] = last[d]
        onward = _log_sum(terms)
        to_left = left[d + 1, :, 1 : rows + 1]
        to_right = scores[d + 1, OPEN_RIGHT, :, :rows] + right[d + 1, :, :rows]
        onward_or_right = np.logaddexp(onward, to_right)
        bead[d, :, :rows] = np.logaddexp(onward_or_right, scores[d + 1, OPEN_LEFT, :, 1 : rows + 1] + to_left)
        left[d, :, :rows] = np.logaddexp(onward_or_right, scores[d + 1, EXTEND_LEFT, :, 1 : rows + 1] + to_left)
        right[d, :, :rows] = np.logaddexp(onward, scores[d + 1, EXTEND_RIGHT, :, :rows] + right[d + 1, :, :rows])
    return _States(bead, left, right, bead)


def _marginals(scores: Doubles, b: int, forward: _States, backward: _States, log_sum: float) -> Doubles:
    """The probability of each step ending in each cell of one pair."""
    i, j = np.indices(scores.shape[1:])

    def unskew(states: Doubles) -> Doubles:
        return np.asarray(states[i + j, b, i])

    whole, bead, left, right = (unskew(s) for s in (forward.any, forward.bead, forward.left, forward.right))
    bead_or_left = np.logaddexp(bead, left)
    before = (*[whole] * len(SHAPES), bead, left, bead_or_left, right)
    after = (*[unskew(backward.bead)] * len(SHAPES), *[unskew(backward.left)] * 2, *[unskew(backward.right)] * 2)
    logs = np.full(scores.shape, NEVER)
    for k, (down, across) in enumerate(STEPS):
        m, n = scores.shape[1] - down, scores.shape[2] - across
        if m > 0 and n > 0:
            logs[k, down:, across:] = before[k][:m, :n] + scores[k, down:, across:] + after[k][down:, across:]
    return np.exp(np.minimum(logs - log_sum, 0.0))
