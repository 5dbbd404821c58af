"""Learning the pair model's weights, and its confidence, from documents whose segments correspond."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from corpora.errors import InputError, MissingExtraError
from corpora.vectors.encoder import Encoder
from pipeline.alignment import joint, units
from pipeline.alignment.features import Evidence, Feature, features
from pipeline.alignment.lattice import (
    EXTEND_LEFT,
    EXTEND_RIGHT,
    NEVER,
    OPEN_LEFT,
    OPEN_RIGHT,
    SHAPES,
    STEPS,
    Doubles,
    bound,
    posteriors,
)
from pipeline.alignment.model import PairModel, named
from pipeline.alignment.perturbation import Disturbed, Rates, Segment, disturb
from pipeline.alignment.version import Version, prepare

Report = Callable[[str], None]

# Every kind of disturbance, so that the weights do not know one generator: (rates, share of the examples).
MIXTURE: tuple[tuple[Rates, float], ...] = (
    (Rates(), 0.4),
    (Rates(merge=0.25, split=0.25, drop=0.15, insert=0.15), 0.3),
    (Rates(omit=0.25), 0.15),
    (Rates(drop=0.02, insert=0.02), 0.05),
    (Rates(move=0.05), 0.1),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What training can be told."""

    documents: int = 150  # disturbed documents, of all pairs each
    penalty: float = 1.0  # l2 on the weights
    seed: int = 1


@dataclass(frozen=True)
class Example:
    """One disturbed document: its versions, and for each sentence the segments it holds (none for foreign matter)."""

    disturbed: Sequence[Disturbed]
    versions: Sequence[Version]
    segments: Sequence[Sequence[frozenset[int]]]


@dataclass(frozen=True, slots=True)
class _Step:
    """The features of one step in every cell of a pair."""

    weights: NDArray[np.int64]  # [f] which weight each feature takes
    values: NDArray[np.float32]  # [f, (m + 1)·(n + 1)]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One pair of an example: the features of each step, and which steps agree with the gold."""

    steps: Sequence[_Step]
    allowed: NDArray[np.bool_]  # [STEPS, m + 1, n + 1]


def train(
    documents: Sequence[Sequence[Segment]], encoder: Encoder, settings: Settings, report: Report = lambda _: None
) -> PairModel:
    """Learn a pair model.

    A document is a list of segments, each the same content in every language; `report` hears of the progress.

    L-BFGS on the likelihood of all paths that agree with the gold; minutes for 150 documents on one core. Source: hidden
    conditional random fields (Quattoni et al. 2007), semi-Markov.
    """
    usable = [document for document in documents if document and len(document[0]) > 1]
    if len(usable) < 2:
        raise InputError(
            f"training data: {len(usable)} documents with segments in two languages; foreign paragraphs come from another "
            "document, so give at least two"
        )
    examples = make_examples(usable, encoder, settings)
    alone = _learn(examples, [None] * len(examples), settings, report, "alone")
    before = [joint.links(e.versions, PairModel(alone, {}, (), ""), rounds=1) for e in examples]
    together = _learn(examples, before, settings, report, "joint")
    confidence = _learn_confidence(examples, PairModel(alone, together, (), ""), encoder)
    return named(alone, together, confidence)


def make_examples(documents: Sequence[Sequence[Segment]], encoder: Encoder, settings: Settings) -> list[Example]:
    """Disturbed documents of every kind in MIXTURE, each document about equally often."""
    rng = random.Random(settings.seed)
    kinds, shares = zip(*MIXTURE, strict=True)
    out = []
    for k in range(settings.documents):
        own = k % len(documents)
        others = [
            s for d in rng.sample(range(len(documents)), min(8, len(documents))) if d != own for s in documents[d]
        ]
        found = disturb(documents[own], others, rng.choices(kinds, shares)[0], rng)
        versions = prepare([d.article for d in found], encoder)
        out.append(Example(found, versions, [_held(d, v) for d, v in zip(found, versions, strict=True)]))
    return out


def _held(disturbed: Disturbed, version: Version) -> list[frozenset[int]]:
    """For each sentence the segments that make up a good part of it."""
    out = []
    for sentence in version.sentences:
        held = set()
        if sentence.paragraph not in disturbed.moved:
            for piece in disturbed.pieces[sentence.paragraph]:
                overlap = min(sentence.end, piece.end) - max(sentence.start, piece.start)
                smaller = min(sentence.end - sentence.start, piece.end - piece.start)
                if piece.segment is not None and overlap > 0.3 * smaller:
                    held.add(piece.segment)
        out.append(frozenset(held))
    return out


def _learn(
    examples: Sequence[Example], before: Sequence[joint.Links | None], settings: Settings, report: Report, name: str
) -> dict[str, float]:
    try:
        from scipy.optimize import minimize
    except ImportError as error:
        raise MissingExtraError("training an aligner", "train") from error
    names: dict[str, int] = {}
    pairs = [
        pair
        for example, links in zip(examples, before, strict=True)
        for a, b in combinations(range(len(example.versions)), 2)
        if (pair := _prepared(example, a, b, links, names)) is not None
    ]
    pairs.sort(key=lambda p: p.allowed.shape)
    rounds = 0

    def loss(w: Doubles) -> tuple[float, Doubles]:
        nonlocal rounds
        rounds += 1
        value, gradient = 0.5 * settings.penalty * float(w @ w), settings.penalty * w
        for at in range(0, len(pairs), 32):
            less, slope = _loss(pairs[at : at + 32], w)
            value, gradient = value + less, gradient + slope
        if rounds % 10 == 0:
            report(f"{name}: {rounds} rounds, loss {value / max(len(pairs), 1):.4f} a pair")
        return value, gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150, "ftol": 1e-6})
    return {n: float(found.x[k]) for n, k in names.items()}


def _prepared(example: Example, a: int, b: int, links: joint.Links | None, names: dict[str, int]) -> _Pair | None:
    left, right = example.versions[a], example.versions[b]
    if not len(left) or not len(right):
        return None
    seen: Evidence | None = None if links is None else joint.evidence(a, b, links, len(example.versions))
    allowed = _agreeing(example.segments[a], example.segments[b])
    if posteriors([np.where(allowed, 0.0, NEVER)])[0].log_sum < NEVER / 2:
        return None
    by_step: list[list[Feature]] = [[] for _ in STEPS]
    for feature in features(left, right, seen):
        by_step[feature.step].append(feature)
    return _Pair([_stacked(found, names, allowed.shape[1:]) for found in by_step], allowed)


def _stacked(found: Sequence[Feature], names: dict[str, int], shape: tuple[int, ...]) -> _Step:
    values = [np.broadcast_to(feature.values, shape).ravel() for feature in found]
    return _Step(
        np.array([names.setdefault(feature.name, len(names)) for feature in found], dtype=np.int64),
        np.array(values, dtype=np.float32).reshape(len(found), shape[0] * shape[1]),
    )


def _agreeing(left: Sequence[frozenset[int]], right: Sequence[frozenset[int]]) -> NDArray[np.bool_]:
    """Which steps a path may take without contradicting the gold."""
    linked = np.array([[bool(a & b) for b in right] for a in left])
    allowed = np.zeros((len(STEPS), len(left) + 1, len(right) + 1), dtype=bool)
    for step, (down, across) in enumerate(SHAPES):
        for i in range(len(left) - down + 1):
            for j in range(len(right) - across + 1):
                allowed[step, i + down, j + across] = _connected(linked[i : i + down, j : j + across])
    free_left = np.array([_superfluous(s, left, right) for s in left])
    free_right = np.array([_superfluous(s, right, left) for s in right])
    allowed[[OPEN_LEFT, EXTEND_LEFT], 1:, :] = free_left[:, None]
    allowed[[OPEN_RIGHT, EXTEND_RIGHT], :, 1:] = free_right[None, :]
    return allowed


def _connected(block: NDArray[np.bool_]) -> bool:
    """Whether the links of a bead hold all its sentences together."""
    if block.shape == (2, 2):
        return int(block.sum()) >= 3
    return bool(block.all())


def _superfluous(held: frozenset[int], own: Sequence[frozenset[int]], other: Sequence[frozenset[int]]) -> bool:
    """Whether a sentence may be deleted: nothing on the other side, or too many for the beads there are."""
    there = [s for s in held if any(s in o for o in other)]
    if not there:
        return True
    return all(sum(s in o for o in own) > 3 * sum(s in o for o in other) for s in there)


def _loss(pairs: Sequence[_Pair], w: Doubles) -> tuple[float, Doubles]:
    """How much likelier all paths are than those that agree with the gold, and the gradient of that."""
    scores = [_scores(pair, w) for pair in pairs]
    free = posteriors(scores)
    agreeing = posteriors([np.where(pair.allowed, s, NEVER) for pair, s in zip(pairs, scores, strict=True)])
    gradient = np.zeros(len(w))
    for pair, f, c in zip(pairs, free, agreeing, strict=True):
        surplus = f.steps - c.steps
        for step, by_step in zip(pair.steps, surplus, strict=True):
            np.add.at(gradient, step.weights, step.values @ by_step.ravel())
    return sum(f.log_sum - c.log_sum for f, c in zip(free, agreeing, strict=True)), gradient


def _scores(pair: _Pair, w: Doubles) -> Doubles:
    scores = np.zeros(pair.allowed.shape)
    for k, step in enumerate(pair.steps):
        scores[k] = (w[step.weights] @ step.values).reshape(scores.shape[1:])
    return bound(scores)


def _learn_confidence(examples: Sequence[Example], model: PairModel, encoder: Encoder) -> tuple[float, ...]:
    """A logistic model of "this unit stands in the gold", over what `units.evidence_of` says."""
    from scipy.optimize import minimize

    rows, right = [], []
    for example in examples:
        links = joint.links(example.versions, model)
        strength = units.paragraph_links(example.versions, links, encoder)
        gold = set(gold_groups(example.disturbed))
        for group in units.groups(example.versions, strength):
            rows.append(units.evidence_of(group, strength))
            right.append(group in gold)
    x, y = np.array(rows), np.array(right, dtype=float)

    def loss(w: Doubles) -> tuple[float, Doubles]:
        z = x @ w
        return float((np.logaddexp(0.0, z) - y * z).sum() + 0.5 * w @ w), x.T @ (1 / (1 + np.exp(-z)) - y) + w

    return tuple(float(v) for v in minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x)


def gold_groups(disturbed: Sequence[Disturbed]) -> list[units.Group]:
    """The finest groups of paragraphs that share no segment with another group."""
    owner: dict[int, units.Node] = {}
    pairs = [
        ((v, p), owner.setdefault(piece.segment, (v, p)))
        for v, version in enumerate(disturbed)
        for p, pieces in enumerate(version.pieces)
        for piece in pieces
        if piece.segment is not None
    ]
    return units.components([len(d.pieces) for d in disturbed], pairs)
