"""The sum over all monotone alignments of two texts: a semi-Markov lattice of beads and runs of deletions.

A path goes from (0, 0) to (m, n). A bead takes one to three sentences of either side; a run of deletions takes sentences of the
left side, then of the right. Many windows, padded to one shape, are worked on at once, row by row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))  # sentences of left and right that a bead takes
OPEN_LEFT, EXTEND_LEFT, OPEN_RIGHT, EXTEND_RIGHT = range(len(SHAPES), len(SHAPES) + 4)
STEPS = (*SHAPES, (1, 0), (1, 0), (0, 1), (0, 1))
NEVER = -1e6  # the log score of a step that cannot be taken


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the sum over all paths says of each window."""

    log_sum: Doubles  # [windows]
    steps: Doubles  # [len(STEPS), windows, m + 1, n + 1] the probability that a step begins in a cell

    @property
    def links(self) -> Doubles:
        """The probability that two sentences stand in one bead, [windows, m, n]."""
        _, windows, rows, columns = self.steps.shape
        links = np.zeros((windows, rows - 1, columns - 1))
        for (down, across), begun in zip(SHAPES, self.steps, strict=False):
            for u in range(min(down, rows - 1)):
                for v in range(min(across, columns - 1)):
                    links[:, u:, v:] += begun[:, : rows - 1 - u, : columns - 1 - v]
        return links


def posterior(scores: Doubles, ends: Sequence[tuple[int, int]]) -> Posterior:
    """Forward-backward over windows of one shape.

    Args:
        scores: log scores [len(STEPS), windows, m + 1, n + 1] of each step beginning in each cell.
        ends: the cell in which the paths of each window end; what lies behind it is padding.

    O(m·n) time and memory a window, in m vectorised rounds for all of them. Source: forward-backward for semi-Markov
    models (Sarawagi & Cohen 2004).
    """
    scores = _bound(scores)
    run = np.zeros(scores.shape[1:])  # the sum of all extensions on the right up to a cell
    np.cumsum(scores[EXTEND_RIGHT, :, :, :-1], axis=2, out=run[:, :, 1:])
    forward = _forward(scores, run)
    backward = _backward(scores, run, ends)
    rows, columns = zip(*ends, strict=True)
    log_sum = forward.any[range(len(ends)), rows, columns]
    return Posterior(log_sum, _marginals(scores, forward, backward, log_sum))


@dataclass(frozen=True, slots=True)
class _States:
    """Log sums [windows, m + 1, n + 1] of the paths into a bead, a left or a right deletion, or on from there."""

    bead: Doubles
    left: Doubles
    right: Doubles
    any: Doubles


def _bound(scores: Doubles) -> Doubles:
    """The scores with NEVER where a step would lead out of its window."""
    scores = scores.copy()
    for step, (down, across) in enumerate(STEPS):
        scores[step, :, scores.shape[2] - down :, :] = NEVER
        scores[step, :, :, scores.shape[3] - across :] = NEVER
    return scores


def _log_sum(terms: Doubles) -> Doubles:
    top = terms.max(axis=0)
    np.subtract(terms, top, out=terms)
    np.exp(terms, out=terms)
    return np.asarray(top + np.log(terms.sum(axis=0)))


def _forward(scores: Doubles, run: Doubles) -> _States:
    bead, left, right, whole = (np.full(scores.shape[1:], NEVER) for _ in range(4))
    _, windows, rows, columns = scores.shape
    bead[:, 0, 0] = 0.0
    for i in range(rows):
        if i:
            terms = np.full((len(SHAPES), windows, columns), NEVER)
            for k, (down, across) in enumerate(SHAPES):
                if i >= down and columns > across:
                    to = columns - across
                    np.add(whole[:, i - down, :to], scores[k, :, i - down, :to], out=terms[k, :, across:])
            bead[:, i] = _log_sum(terms)
            np.logaddexp(
                bead[:, i - 1] + scores[OPEN_LEFT, :, i - 1],
                left[:, i - 1] + scores[EXTEND_LEFT, :, i - 1],
                out=left[:, i],
            )
        entered = np.logaddexp(bead[:, i], left[:, i])
        opened = entered[:, :-1] + scores[OPEN_RIGHT, :, i, :-1] - run[:, i, 1:]
        right[:, i, 1:] = np.logaddexp.accumulate(opened, axis=1) + run[:, i, 1:]
        np.logaddexp(entered, right[:, i], out=whole[:, i])
    return _States(bead, left, right, whole)


def _backward(scores: Doubles, run: Doubles, ends: Sequence[tuple[int, int]]) -> _States:
    bead, left, right = (np.full(scores.shape[1:], NEVER) for _ in range(3))
    _, windows, rows, columns = scores.shape
    last: list[list[int]] = [[] for _ in range(rows)]
    for b, (m, _) in enumerate(ends):
        last[m].append(b)
    for i in range(rows - 1, -1, -1):
        terms = np.full((len(SHAPES), windows, columns), NEVER)
        for k, (down, across) in enumerate(SHAPES):
            if i + down < rows and columns > across:
                to = columns - across
                np.add(bead[:, i + down, across:], scores[k, :, i, :to], out=terms[k, :, :to])
        onward = _log_sum(terms)
        for b in last[i]:
            onward[b, ends[b][1]] = 0.0
        right[:, i] = np.logaddexp.accumulate((onward + run[:, i])[:, ::-1], axis=1)[:, ::-1] - run[:, i]
        on_or_right = onward.copy()
        np.logaddexp(onward[:, :-1], scores[OPEN_RIGHT, :, i, :-1] + right[:, i, 1:], out=on_or_right[:, :-1])
        if i + 1 < rows:
            bead[:, i] = np.logaddexp(on_or_right, scores[OPEN_LEFT, :, i] + left[:, i + 1])
            left[:, i] = np.logaddexp(on_or_right, scores[EXTEND_LEFT, :, i] + left[:, i + 1])
        else:
            bead[:, i] = left[:, i] = on_or_right
    return _States(bead, left, right, bead)


def _marginals(scores: Doubles, forward: _States, backward: _States, log_sum: Doubles) -> Doubles:
    """The probability of each step beginning in each cell."""
    entered = np.logaddexp(forward.bead, forward.left)
    before = (*[forward.any] * len(SHAPES), forward.bead, forward.left, entered, forward.right)
    after = (*[backward.bead] * len(SHAPES), *[backward.left] * 2, *[backward.right] * 2)
    logs = np.full(scores.shape, NEVER)
    for k, (down, across) in enumerate(STEPS):
        m, n = scores.shape[2] - down, scores.shape[3] - across
        if m > 0 and n > 0:
            logs[k, :, :m, :n] = before[k][:, :m, :n] + scores[k, :, :m, :n] + after[k][:, down:, across:]
    logs -= log_sum[:, None, None]
    return np.asarray(np.exp(np.minimum(logs, 0.0)))
