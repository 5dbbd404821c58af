"""From scored candidates to renderings: how certain each is, what confirms it, and which are taken."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpora.languages import Lang
from corpora.vectors.encoder import Floats
from glossary.discovery.nearness import Expression, contains, expressions, near
from glossary.discovery.scoring import Candidates, Spot
from glossary.discovery.segments import Segment, Vectors

SURE = 10.0  # score of what needs no scoring
_SUPPORT = 2.0  # what a rendering found elsewhere counts, per certainty; 1 to 4.5 did as well on 40 concepts
_PART = 1.0  # what being a part of a rendering found more surely costs
_TOP = 30  # candidates of an occurrence that are looked at twice
_BEST = 12  # renderings that the candidates are compared with


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate of one occurrence."""

    owner: int  # which occurrence
    segment: Segment
    spot: Spot
    text: str
    score: float
    certainty: float = 0.0  # that it is the rendering, against the other candidates and against none


def top(owner: int, segment: Segment, found: Candidates, scores: Floats, threshold: float) -> list[Choice]:
    """The best candidates of an occurrence."""
    order = np.argsort(-scores, kind="stable")[:_TOP]
    return certain([Choice(owner, segment, found.spots[i], found.texts[i], float(scores[i])) for i in order], threshold)


def certain(choices: Iterable[Choice], threshold: float) -> list[Choice]:
    """The choices with their certainties, nothing being one of the choices of each occurrence."""
    held = list(choices)
    sums: defaultdict[int, float] = defaultdict(float)
    for choice in held:
        sums[choice.owner] += float(np.exp(choice.score - threshold))
    return [replace(c, certainty=float(np.exp(c.score - threshold)) / (1 + sums[c.owner])) for c in held]


def supported(choices: list[Choice], lang: Lang, vectors: Vectors, threshold: float) -> list[Choice]:
    """Scored again, with what was found for the other occurrences."""
    if len({choice.owner for choice in choices}) < 2:
        return choices
    made = {e.text: e for e in expressions(list(dict.fromkeys(c.text for c in choices)), lang, vectors)}
    masses: defaultdict[tuple[str, ...], dict[int, float]] = defaultdict(dict)
    example: dict[tuple[str, ...], Expression] = {}
    for choice in choices:
        key = made[choice.text].stems
        masses[key][choice.owner] = max(masses[key].get(choice.owner, 0.0), choice.certainty)
        example.setdefault(key, made[choice.text])
    sums = {key: sum(held.values()) for key, held in masses.items()}
    best = sorted(masses, key=lambda key: -sums[key])[:_BEST]
    nears = {key: [near(example[key], example[other]) for other in best] for key in masses}
    parts = {k for k in masses if any(sums[o] > sums[k] and contains(example[o], example[k]) for o in best)}
    scored: list[Choice] = []
    for choice in choices:
        key = made[choice.text].stems
        others = (
            closeness * min(1.0, sums[other] - masses[other].get(choice.owner, 0.0))
            for closeness, other in zip(nears[key], best, strict=True)
        )
        gain = _SUPPORT * max(others, default=0.0) - _PART * (key in parts)
        scored.append(replace(choice, score=choice.score + gain))
    return certain(scored, threshold)


def picked(choices: Sequence[Choice], threshold: float) -> list[Choice]:
    """The best disjoint choices, one for each occurrence; certainties are then those that something is there."""
    owners: set[int] = set()
    taken: defaultdict[tuple[int, Lang, int], list[tuple[int, int]]] = defaultdict(list)
    chosen: list[Choice] = []
    for choice in sorted(choices, key=lambda c: -c.score):
        if choice.owner in owners or choice.score < threshold:
            continue
        stretch = choice.spot.stretch
        others = taken[choice.segment.index, choice.spot.lang, choice.spot.part]
        if any(stretch.start < end and start < stretch.end for start, end in others):
            continue
        owners.add(choice.owner)
        others.append((stretch.start, stretch.end))
        chosen.append(replace(choice, certainty=_around(choice, choices)))
    return chosen


def _around(choice: Choice, choices: Iterable[Choice]) -> float:
    """The certainty of the choices of the same occurrence that mostly cover the same text."""
    return sum(
        other.certainty
        for other in choices
        if other.owner == choice.owner and other.spot.part == choice.spot.part and _mostly(choice.spot, other.spot)
    )


def _mostly(left: Spot, right: Spot) -> bool:
    one, other = left.stretch, right.stretch
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= max(one.end, other.end) - min(one.start, other.start)
