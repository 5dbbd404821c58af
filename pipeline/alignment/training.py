"""Learning the pair model's weights, and its confidence, from documents whose segments correspond."""

import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpora.errors import InputError, MissingExtraError
from corpora.vectors.encoder import Encoder
from pipeline.alignment import confidence, joint, links, moves, units
from pipeline.alignment.features import SIGHT, Feature, features
from pipeline.alignment.graph import Group, Node, components
from pipeline.alignment.lattice import (
    EXTEND_LEFT,
    EXTEND_RIGHT,
    NEVER,
    OPEN_LEFT,
    OPEN_RIGHT,
    SHAPES,
    STEPS,
    Doubles,
    posterior,
)
from pipeline.alignment.model import PairModel, rounded
from pipeline.alignment.perturbation import Disturbed, Rates, Segment, disturb
from pipeline.alignment.preparation import prepare
from pipeline.alignment.version import Bools, Floats, Version
from pipeline.alignment.windows import Window, batches

Report = Callable[[str], None]
ROUGHLY = 40  # rounds that tell enough where only the confidence is learned

# Every kind of disturbance, so that the weights do not know one generator: (rates, share of the examples).
MIXTURE: tuple[tuple[Rates, float], ...] = (
    (Rates(), 0.2),
    (Rates(merge=0.25, split=0.25, drop=0.15, insert=0.15), 0.3),
    (Rates(omit=0.25), 0.1),
    (Rates(move=0.08), 0.2),
    (Rates(merge=0.05, split=0.05, layout=0.4), 0.1),
    (Rates(drop=0.12, insert=0.1, move=0.02, layout=0.4), 0.1),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What training can be told."""

    documents: int = 150  # disturbed documents, of all pairs each
    penalty: float = 1.0  # l2 on the weights
    rounds: int = 100  # of the optimiser, at most, for each set of weights
    seed: int = 1
    without: tuple[str, ...] = ()  # how the names of features begin that are not learned


@dataclass(frozen=True)
class Example:
    """One disturbed document: its versions, and for each sentence the segments it holds (none for foreign matter)."""

    document: int  # which of the documents it was made of
    disturbed: Sequence[Disturbed]
    versions: Sequence[Version]
    segments: Sequence[Sequence[frozenset[int]]]


@dataclass(frozen=True, slots=True)
class _Step:
    """The features of one step in every cell of a batch where it can begin."""

    weights: NDArray[np.int64]  # [f] which weight each feature takes
    values: Floats  # [f, windows · rows · columns]
    shape: tuple[int, int, int]  # windows, rows, columns


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some windows of the examples, and which steps agree with the gold."""

    windows: Sequence[Window]
    steps: Sequence[_Step]
    allowed: Bools  # [STEPS, windows, m + 1, n + 1]


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
    model = _fit(examples, encoder, settings, report, "all documents")
    judged: list[tuple[list[float], bool]] = []
    roughly = replace(settings, rounds=min(settings.rounds, ROUGHLY))
    for half in (0, 1):
        seen = [example for example in examples if example.document % 2 == half]
        unseen = [example for example in examples if example.document % 2 != half]
        judged += _judged(unseen, _fit(seen, encoder, roughly, report, f"half {half + 1}"), encoder)
    blind = _learn_blind(examples, encoder, roughly, report)
    return rounded(replace(model, blind=blind, confidence=_logistic(judged)))


def _fit(examples: Sequence[Example], encoder: Encoder, settings: Settings, report: Report, what: str) -> PairModel:
    """A model for languages that the vectors know, without its confidence."""
    places = links.numbered([example.versions for example in examples])
    names: dict[str, int] = {}
    work = _work(examples, encoder, settings, names)
    alone = _learn(work, names, {}, settings, report, f"{what}, pairs alone")
    scored = [(batch.windows, _scores(batch, _vector(alone, names)).astype(np.float32)) for batch in work]
    seen = joint.evidence(joint.linked(scored, places), places)
    work = [
        _extended(batch, _wanted(joint.evidence_features(seen, batch.windows, places), settings), names)
        for batch in work
    ]
    together = _learn(work, names, alone, settings, report, f"{what}, pairs beside other versions")
    model = PairModel(alone, together, {}, {}, (), encoder.signature)
    return replace(model, moved=_learn_moves(examples, model, encoder, settings, report, what))


def _learn_blind(examples: Sequence[Example], encoder: Encoder, settings: Settings, report: Report) -> dict[str, float]:
    """Weights of what needs no vectors."""
    names: dict[str, int] = {}
    without = replace(settings, without=(*settings.without, *SIGHT))
    return _learn(
        _work(examples, encoder, without, names), names, {}, settings, report, "all documents, without vectors"
    )


def _work(examples: Sequence[Example], encoder: Encoder, settings: Settings, names: dict[str, int]) -> list[_Batch]:
    """All pairs of the examples that can be learned from."""
    stories = [example.versions for example in examples]
    versions = [version for story in stories for version in story]
    segments = [own for example in examples for own in example.segments]
    answers = _answers(joint.windows(versions, links.numbered(stories)), segments)
    return [
        _prepared(batch, _wanted(features(versions, batch, encoder), settings), answers, names)
        for batch in batches([*answers])
    ]


def _wanted(found: Iterable[Feature], settings: Settings) -> Iterator[Feature]:
    return (feature for feature in found if not feature.name.startswith(settings.without))


def _vector(weights: Mapping[str, float], names: Mapping[str, int]) -> Doubles:
    return np.array([weights.get(name, 0.0) for name in names])


def _learn_moves(
    examples: Sequence[Example], model: PairModel, encoder: Encoder, settings: Settings, report: Report, what: str
) -> dict[str, float]:
    """Weights for what the monotone alignment leaves over: foreign matter, and passages that stand elsewhere."""
    stories = [example.versions for example in examples]
    versions = [version for story in stories for version in story]
    segments = [
        _held(disturbed, version, moved=True)
        for example in examples
        for disturbed, version in zip(example.disturbed, example.versions, strict=True)
    ]
    found, places = joint.links(stories, encoder, model)
    seen = joint.evidence(found, places)
    names: dict[str, int] = {}
    answers = _answers(moves.windows(versions, seen, places), segments)
    work = [
        _prepared(batch, _wanted(moves.features_of(versions, batch, seen, places), settings), answers, names)
        for batch in batches([*answers])
    ]
    return _learn(work, names, {}, settings, report, f"{what}, passages elsewhere")


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
        (versions,) = prepare([[d.article for d in found]], encoder)
        out.append(Example(own, found, versions, [_held(d, v) for d, v in zip(found, versions, strict=True)]))
    return out


def _held(disturbed: Disturbed, version: Version, moved: bool = False) -> list[frozenset[int]]:
    """For each sentence the segments that make up a good part of it; of what has moved away only when asked."""
    out = []
    for sentence in version.sentences:
        held = set()
        if moved or sentence.paragraph not in disturbed.moved:
            for piece in disturbed.pieces[sentence.paragraph]:
                overlap = min(sentence.end, piece.end) - max(sentence.start, piece.start)
                smaller = min(sentence.end - sentence.start, piece.end - piece.start)
                if piece.segment is not None and overlap > 0.3 * smaller:
                    held.add(piece.segment)
        out.append(frozenset(held))
    return out


def _learn(
    work: Sequence[_Batch],
    names: Mapping[str, int],
    start: Mapping[str, float],
    settings: Settings,
    report: Report,
    what: str,
) -> dict[str, float]:
    try:
        from scipy.optimize import minimize
    except ImportError as error:
        raise MissingExtraError("training an aligner", "train") from error
    windows, rounds = sum(len(batch.windows) for batch in work), 0

    def loss(w: Doubles) -> tuple[float, Doubles]:
        nonlocal rounds
        rounds += 1
        value, gradient = 0.5 * settings.penalty * float(w @ w), settings.penalty * w
        for batch in work:
            less, slope = _loss(batch, w)
            value, gradient = value + less, gradient + slope
        if rounds % 10 == 0:
            report(f"{what}: {rounds} rounds, loss {value / max(windows, 1):.4f} a pair")
        return value, gradient

    found = minimize(
        loss, _vector(start, names), jac=True, method="L-BFGS-B", options={"maxiter": settings.rounds, "ftol": 1e-5}
    )
    return {name: float(found.x[k]) for name, k in names.items()}


def _answers(windows: Iterable[Window], segments: Sequence[Sequence[frozenset[int]]]) -> dict[Window, Bools]:
    """The windows through which some path agrees with the gold, and the steps that such a path may take."""
    answers = {window: _gold(window, segments) for window in windows if all(window.shape)}
    return {
        window: allowed
        for window, allowed in answers.items()
        if posterior(np.where(allowed, 0.0, NEVER)[:, None], [window.shape]).log_sum[0] > NEVER / 2
    }


def _prepared(
    batch: Sequence[Window],
    found: Iterable[Feature],
    answers: Mapping[Window, Bools],
    names: dict[str, int],
) -> _Batch:
    count, m, n = joint.shape_of(batch)
    allowed = np.zeros((len(STEPS), count, m + 1, n + 1), dtype=bool)
    for b, window in enumerate(batch):
        rows, columns = window.shape
        allowed[:, b, : rows + 1, : columns + 1] = answers[window]
    nothing = [_Step(np.zeros(0, np.int64), np.zeros((0, 0), np.float32), (count, 0, 0)) for _ in STEPS]
    return _extended(_Batch(batch, nothing, allowed), found, names)


def _extended(batch: _Batch, found: Iterable[Feature], names: dict[str, int]) -> _Batch:
    """A batch with more features."""
    by_step: list[list[Feature]] = [[] for _ in STEPS]
    for feature in found:
        by_step[feature.step].append(feature)
    steps = []
    for (down, across), old, new in zip(STEPS, batch.steps, by_step, strict=True):
        shape = (len(batch.windows), max(batch.allowed.shape[2] - down, 0), max(batch.allowed.shape[3] - across, 0))
        values = [np.broadcast_to(feature.values, shape).ravel() for feature in new]
        weights = [names.setdefault(feature.name, len(names)) for feature in new]
        known = old.values.reshape(len(old.values), -1) if len(old.values) else np.zeros((0, math.prod(shape)))
        both = np.vstack([known, *values]).astype(np.float32)
        steps.append(_Step(np.concatenate([old.weights, np.array(weights, np.int64)]), both, shape))
    return _Batch(batch.windows, steps, batch.allowed)


def _gold(window: Window, segments: Sequence[Sequence[frozenset[int]]]) -> Bools:
    """Which steps of a window a path may take without contradicting the gold."""
    rows, columns = segments[window.left], segments[window.right]
    return _agreeing([rows[i] for i in window.rows], [columns[j] for j in window.columns])


def _agreeing(left: Sequence[frozenset[int]], right: Sequence[frozenset[int]]) -> NDArray[np.bool_]:
    """Which steps a path may take without contradicting the gold."""
    linked = np.array([[bool(a & b) for b in right] for a in left])
    allowed = np.zeros((len(STEPS), len(left) + 1, len(right) + 1), dtype=bool)
    for step, (down, across) in enumerate(SHAPES):
        for i in range(len(left) - down + 1):
            for j in range(len(right) - across + 1):
                allowed[step, i, j] = _connected(linked[i : i + down, j : j + across])
    free_left = np.array([_superfluous(s, left, right) for s in left])
    free_right = np.array([_superfluous(s, right, left) for s in right])
    allowed[[OPEN_LEFT, EXTEND_LEFT], :-1, :] = free_left[:, None]
    allowed[[OPEN_RIGHT, EXTEND_RIGHT], :, :-1] = free_right[None, :]
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


def _loss(batch: _Batch, w: Doubles) -> tuple[float, Doubles]:
    """How much likelier all paths are than those that agree with the gold, and the gradient of that."""
    scores, ends = _scores(batch, w), [window.shape for window in batch.windows]
    free = posterior(scores, ends)
    agreeing = posterior(np.where(batch.allowed, scores, NEVER), ends)
    surplus = (free.steps - agreeing.steps).astype(np.float32)
    gradient = np.zeros(len(w))
    for step, by_step in zip(batch.steps, surplus, strict=True):
        _, rows, columns = step.shape
        np.add.at(gradient, step.weights, step.values @ by_step[:, :rows, :columns].ravel())
    return float((free.log_sum - agreeing.log_sum).sum()), gradient


def _scores(batch: _Batch, w: Doubles) -> Doubles:
    scores = np.zeros(batch.allowed.shape)
    for k, step in enumerate(batch.steps):
        _, rows, columns = step.shape
        scores[k, :, :rows, :columns] = (w[step.weights].astype(np.float32) @ step.values).reshape(step.shape)
    return scores


def _judged(examples: Sequence[Example], model: PairModel, encoder: Encoder) -> list[tuple[list[float], bool]]:
    """What `confidence.evidence` says of each unit found, and whether it stands in the gold."""
    out: list[tuple[list[float], bool]] = []
    found, places = moves.links([example.versions for example in examples], encoder, model)
    for number, example in enumerate(examples):
        strength = units.paragraph_links(example.versions, links.of_story(found, places, number))
        gold, groups = set(gold_groups(example.disturbed)), units.groups(example.versions, strength)
        said = confidence.evidence(groups, strength, example.versions)
        out += [(row, group in gold) for row, group in zip(said, groups, strict=True)]
    return out


def _logistic(judged: Sequence[tuple[Sequence[float], bool]]) -> tuple[float, ...]:
    """The weights of a logistic model."""
    from scipy.optimize import minimize

    x, y = np.array([row for row, _ in judged]), np.array([right for _, right in judged], dtype=float)

    def loss(w: Doubles) -> tuple[float, Doubles]:
        z = x @ w
        return float((np.logaddexp(0.0, z) - y * z).sum() + 0.5 * w @ w), x.T @ (1 / (1 + np.exp(-z)) - y) + w

    return tuple(float(v) for v in minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x)


def gold_groups(disturbed: Sequence[Disturbed]) -> list[Group]:
    """The finest groups of paragraphs that share no segment with another group."""
    owner: dict[int, Node] = {}
    pairs = [
        ((v, p), owner.setdefault(piece.segment, (v, p)))
        for v, version in enumerate(disturbed)
        for p, pieces in enumerate(version.pieces)
        for piece in pieces
        if piece.segment is not None
    ]
    return components([len(d.pieces) for d in disturbed], pairs)
