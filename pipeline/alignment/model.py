"""The pair model: a log-linear weighing of features, one set of weights for all pairs of languages."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np

from corpora.errors import InputError
from pipeline import output
from pipeline.alignment.features import Feature
from pipeline.alignment.lattice import STEPS
from pipeline.alignment.version import Floats

Scores: TypeAlias = Floats  # [len(STEPS), windows, m + 1, n + 1] or a stack of such
SHIPPED = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights by feature name, for a pair alone and for a pair about which third versions have spoken."""

    alone: Mapping[str, float]
    joint: Mapping[str, float]
    moved: Mapping[str, float]  # for a paragraph that was left over, and where else it may stand
    confidence: tuple[float, ...]  # weights of what units.evidence_of says of a unit
    signature: str


def named(
    alone: Mapping[str, float], joint: Mapping[str, float], moved: Mapping[str, float], confidence: Sequence[float]
) -> PairModel:
    """A model with rounded weights, and the hash of these as its signature."""
    weights = (
        *({name: round(w, 4) for name, w in sorted(own.items())} for own in (alone, joint, moved)),
        tuple(round(w, 4) for w in confidence),
    )
    digest = hashlib.sha256(json.dumps(weights).encode()).hexdigest()[:8]
    return PairModel(*weights, signature=f"pair-model-{digest}")


@lru_cache(maxsize=4)
def load(path: Path = SHIPPED) -> PairModel:
    """Read a model that `write` has written; InputError where it is damaged."""
    try:
        record = json.loads(path.read_text("utf-8"))
        return named(dict(record["alone"]), dict(record["joint"]), dict(record["moved"]), tuple(record["confidence"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: no weights of an aligner ({error}); train them again or leave the option out"
        ) from error


def write(model: PairModel, path: Path) -> None:
    """Write a model as JSON that diffs well, whole or not at all."""
    record = {"alone": model.alone, "joint": model.joint, "moved": model.moved, "confidence": model.confidence}
    output.write(path.parent, {path.name: (json.dumps(record, indent=1) + "\n").encode()})


def score(
    features: Iterable[Feature], weights: Sequence[Mapping[str, float]], shape: tuple[int, int, int]
) -> Scores:
    """The log score of each step beginning in each cell, for each set of weights.

    `shape` is the number of windows and the rows and columns of the greatest: [sets, len(STEPS), windows, m + 1, n + 1].
    """
    windows, m, n = shape
    scores = np.zeros((len(weights), len(STEPS), windows, m + 1, n + 1), np.float32)
    for feature in features:
        down, across = STEPS[feature.step]
        for total, own in zip(scores, weights, strict=True):
            if weight := own.get(feature.name, 0.0):
                total[feature.step, :, : m + 1 - down, : n + 1 - across] += np.float32(weight) * feature.values
    return scores
