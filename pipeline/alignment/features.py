"""What speaks for and against each step of the lattice of two versions; the pair model weighs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.alignment.lattice import EXTEND_LEFT, EXTEND_RIGHT, OPEN_LEFT, OPEN_RIGHT, SHAPES
from pipeline.alignment.version import Floats, Version

NEIGHBOURS = 4  # how many of the best cosines make a sentence's neighbourhood
SHORT = 20.0  # characters below which a side of a bead counts as short


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence: its value for one kind of step, in each cell where that step ends."""

    name: str
    step: int  # an index into lattice.STEPS
    values: Floats  # [m + 1, n + 1], or what broadcasts to it


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the versions besides two say of these two, [m, n] and [m] or [n] each."""

    agreement: Floats  # how many third versions lead from one sentence to the other
    contradiction: Floats  # how many lead each of the two elsewhere
    unlinked_left: Floats  # for a left sentence, how many third versions have it, and not the right side
    unlinked_right: Floats
    present_left: Floats  # … and lead it to a sentence of the right side
    present_right: Floats
    absent_left: Floats  # … and lack it as well
    absent_right: Floats


def features(left: Version, right: Version, evidence: Evidence | None) -> Iterator[Feature]:
    """All features of a pair; those of `evidence` only where it is given. Cells where a step cannot end hold 0."""
    similar = [left.spans[down - 1] @ right.spans[across - 1].T for down, across in SHAPES]
    for step, (down, across) in enumerate(SHAPES):
        if down > len(left) or across > len(right):
            continue
        yield from _bead_features(step, left, right, similar[step])
        if evidence is not None:
            kind = "one" if step == 0 else "many"
            for name in ("agreement", "contradiction"):
                yield Feature(
                    f"{name} {kind}", step, _ending(_means(getattr(evidence, name), down, across), down, across)
                )
    nearness = _margin(similar[0])
    deletions = ((OPEN_LEFT, EXTEND_LEFT, left, right, 1), (OPEN_RIGHT, EXTEND_RIGHT, right, left, 0))
    for opening, extending, own, other, axis in deletions:
        side = "left" if axis else "right"
        for step, name in ((opening, "open"), (extending, "extend")):
            yield Feature(f"deletion {name}", step, np.ones((1, 1), np.float32))
            for what, column in _deletion_features(own, similar[0], nearness, axis):
                yield Feature(f"deletion {what}", step, _column(column, axis))
            at = other.begins.astype(np.float32)
            yield Feature(f"deletion {name} at boundary", step, at[None, :] if axis else at[:, None])
            if evidence is not None:
                for what in ("unlinked", "present", "absent"):
                    yield Feature(f"deletion {what}", step, _column(getattr(evidence, f"{what}_{side}"), axis))


def _bead_features(step: int, left: Version, right: Version, cosine: Floats) -> Iterator[Feature]:
    down, across = SHAPES[step]
    kind = "one" if step == 0 else "many"
    shape = f"{min(down, across)}-{max(down, across)}"
    a, b = _runs(left.length, down), _runs(right.length, across)
    ratio = np.abs(np.log((a[:, None] + 1.0) / (b[None, :] + 1.0)))
    starts = left.begins[: len(a), None].astype(np.float32) + right.begins[None, : len(b)]
    ends = left.begins[down:, None].astype(np.float32) + right.begins[None, across:]
    shared, apart = _anchors(left, right, down, across)
    crossed = _crossed(left, down)[:, None] + _crossed(right, across)[None, :]
    by_step = {
        shape: np.ones_like(cosine),
        f"cosine {kind}": cosine,
        f"margin {kind}": _margin(cosine),
        "length": ratio,
        "length squared": np.minimum(ratio, 3.0) ** 2,
        "short": (np.minimum(a[:, None], b[None, :]) < SHORT).astype(np.float32),
        "start both": starts == 2.0,
        "start one": starts == 1.0,
        "ends both": ends == 2.0,
        "ends one": ends == 1.0,
        "crossed": crossed,
        "anchors shared": shared,
        "anchors apart": apart,
    }
    for name, values in by_step.items():
        yield Feature(name, step, _ending(np.asarray(values, np.float32), down, across))


def _ending(values: Floats, down: int, across: int) -> Floats:
    """Values by where a bead begins, laid out by the cell where it ends: [m + 1, n + 1]."""
    full = np.zeros((values.shape[0] + down, values.shape[1] + across), np.float32)
    full[down:, across:] = values
    return full


def _column(values: Floats, axis: int) -> Floats:
    """Values of one side's sentences, by the cell where their deletion ends."""
    full = np.concatenate([np.zeros(1, np.float32), values])
    return full[:, None] if axis else full[None, :]


def _runs(values: Floats, size: int) -> Floats:
    """Sums over each run of neighbours, along the first axis."""
    total = np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
    return np.asarray(total[size:] - total[:-size])


def _crossed(version: Version, size: int) -> Floats:
    """How many paragraphs begin inside of each run, behind its first sentence."""
    inner = version.begins[:-1].astype(np.float32)
    return _runs(inner, size) - inner[: len(inner) - size + 1]


def _means(values: Floats, down: int, across: int) -> Floats:
    """Means over each block of `down` rows and `across` columns."""
    m, n = values.shape[0] - down + 1, values.shape[1] - across + 1
    blocks = [values[u : u + max(m, 0), v : v + max(n, 0)] for u in range(down) for v in range(across)]
    return np.asarray(sum(blocks) / len(blocks), np.float32)


def _margin(cosine: Floats) -> Floats:
    """Cosines less the mean of both neighbourhoods (csls, Lample et al. 2018)."""
    if 0 in cosine.shape:
        return cosine
    return np.asarray(cosine - 0.5 * (_nearest(cosine)[:, None] + _nearest(cosine.T)[None, :]), np.float32)


def _nearest(cosine: Floats) -> Floats:
    k = min(NEIGHBOURS, cosine.shape[1])
    return np.asarray(np.partition(cosine, cosine.shape[1] - k, axis=1)[:, -k:].mean(axis=1), np.float32)


def _anchors(left: Version, right: Version, down: int, across: int) -> tuple[Floats, Floats]:
    """How many anchors two runs share, and how many only one of them holds, both dampened."""
    known = sorted(frozenset().union(*left.anchors, *right.anchors))
    a, b = _incidence(left, known, down), _incidence(right, known, across)
    shared = a @ b.T
    apart = a.sum(axis=1)[:, None] + b.sum(axis=1)[None, :] - 2.0 * shared
    return np.sqrt(shared), np.sqrt(apart)


def _incidence(version: Version, known: Sequence[str], size: int) -> Floats:
    """[runs, anchors] 1 where a run of sentences holds an anchor."""
    place = {anchor: k for k, anchor in enumerate(known)}
    held = np.zeros((len(version), len(known)), np.float32)
    for i, anchors in enumerate(version.anchors):
        held[i, [place[anchor] for anchor in anchors]] = 1.0
    return np.asarray(np.minimum(_runs(held, size), 1.0), np.float32)


def _deletion_features(own: Version, cosine: Floats, margin: Floats, axis: int) -> Iterator[tuple[str, Floats]]:
    nothing = np.zeros(len(own), np.float32)
    yield "starts", own.begins[:-1].astype(np.float32)
    yield "ends", own.begins[1:].astype(np.float32)
    yield "whole", (own.begins[:-1] & own.begins[1:]).astype(np.float32)
    yield "best cosine", cosine.max(axis=axis) if cosine.shape[axis] else nothing
    yield "best margin", margin.max(axis=axis) if margin.shape[axis] else nothing
    yield "length", np.log(own.length + 1.0).astype(np.float32)
