"""How surely a unit is right: a logistic model over the links that hold it together and those that lead out of it."""

import math
from collections.abc import Sequence

import numpy as np

from pipeline.alignment.graph import Group, Node, Strength, nodes, root


def of(groups: Sequence[Group], strength: Strength, weights: Sequence[float]) -> list[float]:
    """The probability that each group stands in the gold exactly."""
    if not groups:
        return []
    total = np.array(evidence(groups, strength)) @ np.array(weights)
    return [float(p) for p in 1.0 / (1.0 + np.exp(-total))]


def evidence(groups: Sequence[Group], strength: Strength) -> list[list[float]]:
    """For each group: one, log-odds of its weakest needed and of its strongest refused link, what it is made of."""
    owner = {node: g for g, group in enumerate(groups) for node in nodes(group)}
    inside: list[list[tuple[float, Node, Node]]] = [[] for _ in groups]
    outside = [0.0] * len(groups)
    leaked = [0.0] * len(groups)
    for (one, other), value in strength.items():
        g, h = owner[one], owner[other]
        if g == h:
            inside[g].append((value, one, other))
        else:
            for k in (g, h):
                outside[k] = max(outside[k], value)
                leaked[k] += value
    out = []
    for group, edges, refused, more in zip(groups, inside, outside, leaked, strict=True):
        present = sum(map(bool, group))
        many = sum(map(len, group)) - present
        found = [v for v, _, _ in edges]
        doubt = sum(1.0 - v for v in found) / max(len(found), 1)
        missing = present * (present - 1) / 2 - len({(a[0], b[0]) for _, a, b in edges})
        out.append([
            1.0,
            _log_odds(_weakest_needed(group, edges)),
            _log_odds(refused),
            float(many),
            float(present < len(group)),
            float(present == 1),
            doubt,
            missing,
            more - refused,
        ])
    return out


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
