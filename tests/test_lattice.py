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
    posteriors,
)


def scores_of(m, n, seed):
    scores = np.random.default_rng(seed).normal(size=(len(STEPS), m + 1, n + 1))
    for step, (down, across) in enumerate(STEPS):
        scores[step, :down, :] = NEVER
        scores[step, :, :across] = NEVER
    return scores


def all_paths(m, n):
    """Every path as a list of (step, i, j), written down from the definition rather than from the recurrence."""

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
            out += [((step, i + down, j + across), *rest) for rest in onward(i + down, j + across, after)]
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
    (found,) = posteriors([scores])
    assert found.log_sum == pytest.approx(np.log(total), abs=1e-6)
    assert found.steps == pytest.approx(expected, abs=1e-6)


def test_pairs_of_different_sizes_do_not_disturb_each_other():
    sizes = [(3, 5), (1, 1), (4, 2), (0, 3)]
    pairs = [scores_of(m, n, seed) for seed, (m, n) in enumerate(sizes)]
    together = posteriors(pairs)
    for scores, found in zip(pairs, together, strict=True):
        (alone,) = posteriors([scores])
        assert found.log_sum == pytest.approx(alone.log_sum)
        assert found.steps == pytest.approx(alone.steps)


def test_links_add_up_all_beads_that_hold_two_sentences():
    (found,) = posteriors([scores_of(3, 4, 7)])
    expected = np.zeros((3, 4))
    for step, (down, across) in enumerate(SHAPES):
        for i in range(down, 4):
            for j in range(across, 5):
                expected[i - down : i, j - across : j] += found.steps[step, i, j]
    assert found.links == pytest.approx(expected)
    assert found.links.max() <= 1.0 + 1e-9


def test_no_pair_gives_no_posterior():
    assert posteriors([]) == []
