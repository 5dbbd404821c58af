from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.alignment.lattice import (
    EXTEND_LEFT,
    EXTEND_RIGHT,
    NEVER,
    OPEN_LEFT,
    OPEN_RIGHT,
    SHAPES,
    STEPS,
    posterior,
)


def scores_of(m, n, seed):
    return np.random.default_rng(seed).normal(size=(len(STEPS), m + 1, n + 1))


def alone(scores):
    found = posterior(scores[:, None], [(scores.shape[1] - 1, scores.shape[2] - 1)])
    return found.log_sum[0], found.steps[:, 0], found.links[0]


def padded(several):
    rows, columns = (max(s.shape[axis] for s in several) for axis in (1, 2))
    out = np.random.default_rng(0).normal(size=(len(STEPS), len(several), rows, columns))
    for b, scores in enumerate(several):
        out[:, b, : scores.shape[1], : scores.shape[2]] = scores
    return out


def all_paths(m, n):
    """Every path as steps and the cells they begin in, written down from the definition rather than from the recurrence."""

    @cache
    def onward(i, j, state):
        if (i, j) == (m, n):
            return [()]
        out = []
        for step, (down, across) in enumerate(STEPS):
            if i + down > m or j + across > n:
                continue
            if step == OPEN_LEFT and state != "bead":
                continue
            if step == EXTEND_LEFT and state != "left":
                continue
            if step == OPEN_RIGHT and state not in ("bead", "left"):
                continue
            if step == EXTEND_RIGHT and state != "right":
                continue
            after = "bead" if step < len(SHAPES) else "left" if step in (OPEN_LEFT, EXTEND_LEFT) else "right"
            out += [((step, i, j), *rest) for rest in onward(i + down, j + across, after)]
        return out

    return onward(0, 0, "bead")


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_sum_over_paths_is_that_of_writing_them_all_down(m, n, seed):
    scores = scores_of(m, n, seed)
    weights = {path: np.exp(sum(scores[step] for step in path)) for path in all_paths(m, n)}
    total = sum(weights.values())
    expected = np.zeros_like(scores)
    for path, weight in weights.items():
        for step in path:
            expected[step] += weight / total
    log_sum, steps, _ = alone(scores)
    assert log_sum == pytest.approx(np.log(total), abs=1e-6)
    assert steps == pytest.approx(expected, abs=1e-6)


def test_windows_of_different_sizes_do_not_disturb_each_other():
    sizes = [(3, 5), (1, 1), (4, 2), (0, 3), (2, 0), (0, 0)]
    several = [scores_of(m, n, seed) for seed, (m, n) in enumerate(sizes)]
    together = posterior(padded(several), sizes)
    for b, (scores, (m, n)) in enumerate(zip(several, sizes, strict=True)):
        log_sum, steps, links = alone(scores)
        assert together.log_sum[b] == pytest.approx(log_sum)
        assert together.steps[:, b, : m + 1, : n + 1] == pytest.approx(steps, abs=1e-9)
        assert together.links[b, :m, :n] == pytest.approx(links, abs=1e-9)


def test_nothing_is_said_of_padding():
    found = posterior(padded([scores_of(2, 2, 1), scores_of(4, 4, 2)]), [(2, 2), (4, 4)])
    assert found.links[0, 2:].max() == found.links[0, :, 2:].max() == 0.0


def test_a_step_that_can_never_be_taken_has_no_probability():
    scores = scores_of(4, 4, 3)
    scores[0] = NEVER
    scores[EXTEND_RIGHT, 1] = NEVER
    _, steps, _ = alone(scores)
    assert steps[0].max() == steps[EXTEND_RIGHT, 1].max() == 0.0
    assert steps.max() > 0.1


def test_links_add_up_all_beads_that_hold_two_sentences():
    _, steps, links = alone(scores_of(3, 4, 7))
    expected = np.zeros((3, 4))
    for step, (down, across) in enumerate(SHAPES):
        for i in range(4 - down):
            for j in range(5 - across):
                expected[i : i + down, j : j + across] += steps[step, i, j]
    assert links == pytest.approx(expected)
    assert links.max() <= 1.0 + 1e-9
