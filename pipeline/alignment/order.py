"""The order that a story's versions agree on, and which paragraphs stand out of it in which version."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean, median

from pipeline.alignment.chain import longest_chain
from pipeline.alignment.graph import LINKED, Group, Node, nodes
from pipeline.alignment.links import StoryLinks
from pipeline.alignment.version import Version

FIRST = 1.1  # how much the source counts, to another version's 1: it settles what is even
FAR = 2  # paragraphs that one has to have passed to have moved; two neighbours that change places have not
BACK = 60  # columns that one is compared with at most, on its way to its place
ROUNDS = 4


def ranks(columns: Sequence[Group], sizes: Sequence[int], source: int) -> list[int]:
    """The rank of each column of sentences in the order that contradicts the fewest versions, the source first among equals.

    A local search for the order of Kemeny (1959), from the mean places of the columns: O(columns · BACK) comparisons a round.
    """
    middle = [fmean(side[0] / sizes[v] for v, side in enumerate(column) if side) for column in columns]
    order = sorted(range(len(columns)), key=lambda c: (middle[c], columns[c]))
    for _ in range(ROUNDS):
        if not _settle(order, columns, source):
            break
    found = [0] * len(columns)
    for rank, c in enumerate(order):
        found[c] = rank
    return found


def _settle(order: list[int], columns: Sequence[Group], source: int) -> bool:
    """Put each column as far ahead as the versions on the whole want it; whether any had to be."""
    last = [-1] * len(columns[0]) if columns else []
    changed = False
    for k, c in enumerate(order):
        own = columns[c]
        if any(side and side[0] < last[v] for v, side in enumerate(own)):
            to = _better(order, k, columns, source)
            order.insert(to, order.pop(k))
            changed |= to < k
        last = [max(before, *side) if side else before for before, side in zip(last, own, strict=True)]
    return changed


def _better(order: Sequence[int], k: int, columns: Sequence[Group], source: int) -> int:
    own, gain, best, to = columns[order[k]], 0.0, 0.0, k
    for at in range(k - 1, max(k - BACK, 0) - 1, -1):
        for v, (mine, its) in enumerate(zip(own, columns[order[at]], strict=True)):
            if mine and its:
                gain += (FIRST if v == source else 1.0) * (1.0 if mine[0] < its[0] else -1.0)
        if gain > best:
            best, to = gain, at
    return to


def reading(groups: Sequence[Group]) -> list[Group]:
    """Groups in the order that the versions agree on; one of a single version behind the paragraph that stands before it."""
    shared = [group for group in groups if sum(map(bool, group)) > 1]
    sizes = [
        1 + max((i for group in groups for i in group[v]), default=0) for v in range(len(groups[0]) if groups else 0)
    ]
    place = {node: rank for group, rank in zip(shared, ranks(shared, sizes, 0), strict=True) for node in nodes(group)}
    behind = dict.fromkeys(place, 0)
    for v, i in sorted(node for group in groups for node in nodes(group) if node not in place):
        place[v, i], behind[v, i] = place.get((v, i - 1), -1), 1 + v
    first = {group: next(nodes(group)) for group in groups}
    return sorted(groups, key=lambda group: (place[first[group]], behind[first[group]], first[group]))


def moved(versions: Sequence[Version], columns: Sequence[Group], links: StoryLinks, source: int | None) -> set[Node]:
    """The paragraphs that stand elsewhere than the versions agree on.

    In each version the longest chain of paragraphs in the agreed order stands still, and what is not in it has moved. A
    sentence has the rank of the column that its strongest link leads to.
    """
    away: set[Node] = set()
    for v, of in enumerate(_ranked(versions, columns, links, source)):
        standing = [(p, median(of[p])) for p in sorted(of)]
        places = [rank for _, rank in standing]
        still = longest_chain(places)
        for k in sorted(set(range(len(places))) - still):
            own = standing[k][0]
            passed = (
                abs(standing[j][0] - own)
                for j in still
                if (places[j] > places[k]) == (j < k) and places[j] != places[k]
            )
            if max(passed, default=0) >= FAR:
                away.add((v, own))
    return away


def _ranked(
    versions: Sequence[Version], columns: Sequence[Group], links: StoryLinks, source: int | None
) -> list[dict[int, list[int]]]:
    """For each version, the ranks of the sentences of each paragraph."""
    shared = [column for column in columns if sum(map(bool, column)) > 1]
    found = ranks(shared, [len(version) for version in versions], source or 0)
    rank = {node: r for column, r in zip(shared, found, strict=True) for node in nodes(column)}
    strongest: dict[Node, tuple[float, Node]] = {}
    for one, other, value in links:
        if value > LINKED:
            for own, its in ((one, other), (other, one)):
                if its in rank:
                    strongest[own] = max(strongest.get(own, (0.0, its)), (value, its))
    out: list[dict[int, list[int]]] = [defaultdict(list) for _ in versions]
    for (v, i), (_, its) in strongest.items():
        out[v][int(versions[v].paragraph[i])].append(rank[its])
    return out


def away(groups: Sequence[Group], moved: set[Node]) -> list[tuple[int, ...]]:
    """For each group, the versions in which a paragraph of it has moved; none where there is nothing to compare with."""
    return [
        tuple(sorted({v for v, i in nodes(group) if (v, i) in moved})) if sum(map(bool, group)) > 1 else ()
        for group in groups
    ]
