"""Which units stand out of the others' order, and in which versions."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline.alignment.graph import Group, Strength, by_pair, linked, nodes


def out_of_order(groups: Sequence[Group], strength: Strength, source: int | None) -> list[tuple[int, ...]]:
    """For each group, the versions in which it stands out of the others' order.

    Of each two versions, the longest chain of linked paragraphs that keeps both orders stands still; the rest has moved,
    in the version that more of the others contradict; where they are as many, not in the source, and in one only.
    """
    owner = {node: g for g, group in enumerate(groups) for node in nodes(group)}
    votes: list[Counter[int]] = [Counter() for _ in groups]
    versions = len(groups[0]) if groups else 0
    for (a, b), own in by_pair(strength, versions).items():
        pairs = sorted((one[1], other[1]) for one, other in linked(own))
        still = _longest_chain(pairs)
        for g in {owner[a, p] for k, (p, _) in enumerate(pairs) if k not in still}:
            votes[g].update((a, b))
    out = []
    for group, count in zip(groups, votes, strict=True):
        top = max(count.values(), default=0)
        away = sorted((v for v, votes_for in count.items() if votes_for == top), key=lambda v: (v != source, v))
        present = sum(bool(side) for side in group)
        out.append(tuple(away[-1:]) if 2 * len(away) >= present else tuple(sorted(away)))
    return out


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Positions of a longest chain of sorted pairs in which the second does not fall; O(n log n)."""
    tails: list[int] = []  # the least end of the chains of each length, and where that stands
    places: list[int] = []
    before: list[int] = []
    for k, (_, q) in enumerate(pairs):
        length = bisect_right(tails, q)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [q]
        places[length : length + 1] = [k]
    at = places[-1] if places else -1
    kept = set()
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
