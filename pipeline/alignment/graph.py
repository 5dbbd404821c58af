"""Links between the paragraphs (or sentences) of a story's versions, and the groups that they make."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TypeAlias

Node: TypeAlias = tuple[int, int]  # position of a version, index of a paragraph (or of a sentence) in it
Pair: TypeAlias = tuple[int, int]  # positions of two versions, ascending
Strength: TypeAlias = dict[tuple[Node, Node], float]  # how surely two nodes belong together; the lesser node first
Group: TypeAlias = tuple[tuple[int, ...], ...]  # for each version the indices that belong together, ascending

LINKED = 0.3  # a link's probability above which two paragraphs belong together; .4 cost .45 strict F1 on paragraphs-dev


def surer(strength: Strength, one: Node, other: Node, value: float) -> None:
    """Strengthen a link, or make it."""
    key = (one, other) if one < other else (other, one)
    strength[key] = max(strength.get(key, 0.0), value)


def linked(strength: Mapping[tuple[Node, Node], float], over: float = LINKED) -> Iterator[tuple[Node, Node]]:
    """The two ends of each link that is strong enough."""
    return (nodes for nodes, value in strength.items() if value > over)


def by_pair(strength: Strength, versions: int) -> dict[Pair, Strength]:
    """The links of each two versions apart."""
    found: dict[Pair, Strength] = {(a, b): {} for b in range(versions) for a in range(b)}
    for (one, other), value in strength.items():
        found[one[0], other[0]][one, other] = value
    return dict(sorted(found.items()))


def components(sizes: Sequence[int], pairs: Iterable[tuple[Node, Node]], locked: Sequence[Group] = ()) -> list[Group]:
    """The connected groups; what nothing is linked to is a group of its own. Locked groups are one each in any case."""
    fixed = (pair for group in locked for pair in pairwise((v, i) for v, side in enumerate(group) for i in side))
    parent: dict[Node, Node] = {(v, i): (v, i) for v, size in enumerate(sizes) for i in range(size)}
    for one, other in chain(fixed, pairs):
        parent[root(parent, one)] = root(parent, other)
    members: dict[Node, list[list[int]]] = {}
    for v, i in parent:
        members.setdefault(root(parent, (v, i)), [[] for _ in sizes])[v].append(i)
    return [tuple(map(tuple, group)) for group in members.values()]


def root(parent: dict[Node, Node], node: Node) -> Node:
    """The node that stands for all that a node has been joined with; paths are halved on the way."""
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def nodes(group: Group) -> Iterator[Node]:
    """The members of a group."""
    return ((v, i) for v, side in enumerate(group) for i in side)
