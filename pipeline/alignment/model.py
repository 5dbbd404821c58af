"""The pair model: a log-linear weighing of features, one set of weights for all pairs of languages."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np

from corpora.errors import InputError
from pipeline import output
from pipeline.alignment import confidence
from pipeline.alignment.features import Feature
from pipeline.alignment.lattice import STEPS
from pipeline.alignment.version import Floats

Weights: TypeAlias = Mapping[str, float]
Scores: TypeAlias = Floats  # [len(STEPS), windows, m + 1, n + 1] or a stack of such
SHIPPED = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class PairModel:
    """Weights by feature name, for each case in which a pair is judged."""

    alone: Weights  # by what its two texts say
    joint: Weights  # also by what third versions say of them
    blind: Weights  # without vectors, for languages that these were not learned for
    moved: Weights  # a paragraph that was left over, and where else it may stand
    confidence: tuple[float, ...]  # weights of what confidence.evidence says of a unit
    encoder: str  # the signature of the vectors they were learned with

    @property
    def signature(self) -> str:
        """A hash of the weights."""
        said = [self.alone, self.joint, self.blind, self.moved, self.confidence]
        return f"pair-model-{hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]}"


def rounded(model: PairModel) -> PairModel:
    """The model with four digits a weight, as it is written."""

    def short(case: Weights) -> Weights:
        return {name: round(w, 4) for name, w in sorted(case.items()) if round(w, 4)}

    return PairModel(
        short(model.alone),
        short(model.joint),
        short(model.blind),
        short(model.moved),
        tuple(round(w, 4) for w in model.confidence),
        model.encoder,
    )


@lru_cache(maxsize=4)
def load(path: Path = SHIPPED) -> PairModel:
    """Read a model that `write` has written; InputError where it is damaged."""
    try:
        record = json.loads(path.read_text("utf-8"))
        cases = {case: {n: float(w) for n, w in record[case].items()} for case in ("alone", "joint", "blind", "moved")}
        model = PairModel(**cases, confidence=tuple(map(float, record["confidence"])), encoder=str(record["encoder"]))
        if len(model.confidence) != confidence.SIZE:
            raise ValueError(f"{len(model.confidence)} weights of the confidence instead of {confidence.SIZE}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: no weights of an aligner ({error}); train them again or leave the option out"
        ) from error
    return model


def write(model: PairModel, path: Path) -> None:
    """Write a model as JSON that diffs well, whole or not at all."""
    output.write(path.parent, {path.name: (json.dumps(asdict(model), indent=1) + "\n").encode()})


def score(features: Iterable[Feature], weights: Sequence[Weights], shape: tuple[int, int, int]) -> Scores:
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
