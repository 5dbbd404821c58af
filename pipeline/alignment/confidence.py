"""How surely a unit is right: a logistic model over the links that hold it together and those that lead out of it."""

import math
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from pipeline.alignment.graph import LINKED, Group, Node, Strength, nodes, root
from pipeline.alignment.version import Version

SIZE = 30  # weights
SHORT = 3.0  # logarithm of the English-equivalent characters under which a paragraph says little


def of(
    groups: Sequence[Group], strength: Strength, versions: Sequence[Version], weights: Sequence[float]
) -> list[float]:
    """The probability that each group, in reading order, stands in the gold exactly."""
    if not groups:
        return []
    total = np.array(evidence(groups, strength, versions)) @ np.array(weights)
    return [float(p) for p in 1.0 / (1.0 + np.exp(-total))]


def evidence(groups: Sequence[Group], strength: Strength, versions: Sequence[Version]) -> list[list[float]]:
    """What each group is judged by, apart for those of one version, of some and of all."""
    owner = {node: g for g, group in enumerate(groups) for node in nodes(group)}
    length = [version.paragraph_length for version in versions]
    inside: list[list[tuple[float, Node, Node]]] = [[] for _ in groups]
    refused: list[list[float]] = [[0.0] for _ in groups]
    for (one, other), value in strength.items():
        g, h = owner[one], owner[other]
        if g == h:
            inside[g].append((value, one, other))
        else:
            refused[g].append(value)
            refused[h].append(value)
    out = []
    for group, edges, lost, beside in zip(groups, inside, refused, _beside(groups), strict=True):
        present = sum(map(bool, group))
        shortest = min(math.log(length[v][i] + 1.0) for v, i in nodes(group))
        linked = {(one[0], other[0]) for value, one, other in edges if value > LINKED}
        own = [
            1.0,
            _log_odds(_weakest_needed(group, edges)),
            _log_odds(max(lost)),
            sum(lost),
            sum(1.0 - value for value, _, _ in edges) / max(len(edges), 1),
            1.0 - len(linked) / max(present * (present - 1) / 2, 1),
            float(sum(map(len, group)) - present),
            float(any(side[-1] - side[0] >= len(side) for side in group if side)),
            float(beside),
            max(SHORT - shortest, 0.0),
        ]
        form = 0 if present == 1 else 1 if present < len(group) else 2
        nothing = [0.0] * len(own)
        out.append([value for k in range(3) for value in (own if k == form else nothing)])
    return out


def _beside(groups: Sequence[Group]) -> list[bool]:
    """For each group, whether a version that it lacks stands alone, or with some others, in the same gap between whole ones."""
    found: list[bool] = []
    for whole, run in groupby(groups, key=all):
        forms = [tuple(map(bool, group)) for group in run]
        filled = {form: not whole and any(_fills(other, form) for other in set(forms)) for form in set(forms)}
        found += [filled[form] for form in forms]
    return found


def _fills(other: tuple[bool, ...], form: tuple[bool, ...]) -> bool:
    """Whether a group of one form has a version that one of another form lacks."""
    return any(its and not own for own, its in zip(form, other, strict=True))


def _weakest_needed(group: Group, edges: Sequence[tuple[float, Node, Node]]) -> float:
    """The weakest link of the strongest tree that holds the group together; 1 for a single paragraph."""
    parent = {node: node for node in nodes(group)}
    weakest, joined = 1.0, 1
    for value, one, other in sorted(edges, reverse=True):
        if (mine := root(parent, one)) != (its := root(parent, other)):
            parent[mine] = its
            weakest, joined = value, joined + 1
            if joined == len(parent):
                break
    return weakest


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-3), 1.0 - 1e-3)
    return math.log(p / (1.0 - p))
