"""The longest part of a sequence that is in order."""

from bisect import bisect_right
from collections.abc import Sequence


def longest_chain(ranks: Sequence[float]) -> set[int]:
    """Positions of a longest chain of ranks that does not fall; O(n log n)."""
    tails: list[float] = []  # the least end of the chains of each length, and where that stands
    places: list[int] = []
    before: list[int] = []
    for k, rank in enumerate(ranks):
        length = bisect_right(tails, rank)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [rank]
        places[length : length + 1] = [k]
    at = places[-1] if places else -1
    kept = set()
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
