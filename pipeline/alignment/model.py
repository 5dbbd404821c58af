"""The pair model: a log-linear weighing of features, one set of weights for all pairs of languages."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpora.errors import InputError
from pipeline import output
from pipeline.alignment.features import Feature
from pipeline.alignment.lattice import STEPS, Doubles, bound

SHIPPED = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights by feature name, for a pair alone and for a pair about which third versions have spoken."""

    alone: Mapping[str, float]
    joint: Mapping[str, float]
    confidence: tuple[float, ...]  # weights of what units.evidence_of says of a unit
    signature: str


def named(alone: Mapping[str, float], joint: Mapping[str, float], confidence: Sequence[float]) -> PairModel:
    """A model with rounded weights, and the hash of these as its signature."""
    weights = (
        {name: round(w, 4) for name, w in sorted(alone.items())},
        {name: round(w, 4) for name, w in sorted(joint.items())},
        tuple(round(w, 4) for w in confidence),
    )
    digest = hashlib.sha256(json.dumps(weights).encode()).hexdigest()[:8]
    return PairModel(*weights, signature=f"pair-model-{digest}")


@lru_cache(maxsize=4)
def load(path: Path = SHIPPED) -> PairModel:
    """Read a model that `write` has written; InputError where it is damaged."""
    try:
        record = json.loads(path.read_text("utf-8"))
        return named(dict(record["alone"]), dict(record["joint"]), tuple(record["confidence"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: no weights of an aligner ({error}); train them again or leave the option out"
        ) from error


def write(model: PairModel, path: Path) -> None:
    """Write a model as JSON that diffs well, whole or not at all."""
    record = {"alone": model.alone, "joint": model.joint, "confidence": model.confidence}
    output.write(path.parent, {path.name: (json.dumps(record, indent=1) + "\n").encode()})


def score(features: Iterable[Feature], weights: Mapping[str, float], rows: int, columns: int) -> Doubles:
    """The log score of each step ending in each cell, [len(STEPS), rows + 1, columns + 1]."""
    scores = np.zeros((len(STEPS), rows + 1, columns + 1))
    for feature in features:
        if weight := weights.get(feature.name, 0.0):
            scores[feature.step] += weight * feature.values
    return bound(scores)
