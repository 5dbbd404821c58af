"""From sentence links to what is asked for: beads of each pair, units of the story, columns of sentences."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, pairwise
from typing import TypeAlias

import numpy as np

from corpora.alignment import Alignment, Bead, Column, Unit
from corpora.article import Story
from corpora.languages import Lang
from corpora.vectors.encoder import Encoder
from pipeline.alignment import layout, moves
from pipeline.alignment.joint import Links, Pair
from pipeline.alignment.lattice import Doubles
from pipeline.alignment.model import PairModel
from pipeline.alignment.version import Version

LINKED = 0.3  # a link's probability above which two paragraphs belong together; .4 cost .45 strict F1 on paragraphs-dev
Node: TypeAlias = tuple[int, int]  # position of a version, index of a paragraph (or of a sentence) in it
Group: TypeAlias = tuple[tuple[int, ...], ...]  # for each version the indices that belong together, ascending


def paragraph_links(versions: Sequence[Version], links: Links, encoder: Encoder) -> dict[Pair, Doubles]:
    """For each pair of versions, how strongly each two paragraphs are linked, [paragraphs, paragraphs].

    That is the greatest probability of any two of their sentences, or of their being one passage out of order.
    """
    strength = {}
    for (a, b), between in links.items():
        strength[a, b] = np.zeros((versions[a].paragraphs, versions[b].paragraphs))
        np.maximum.at(strength[a, b], (versions[a].paragraph[:, None], versions[b].paragraph[None, :]), between)
    strength = layout.join(versions, strength, groups(versions, strength))
    return moves.join(versions, strength, groups(versions, strength), encoder)


def hold(strength: Mapping[Pair, Doubles], locked: Sequence[Group]) -> dict[Pair, Doubles]:
    """The paragraph links as locked groups have them: all within such a group, none out of it."""
    held = {pair: values.copy() for pair, values in strength.items()}
    for (a, b), values in held.items():
        for group in locked:
            values[list(group[a]), :] = 0.0
            values[:, list(group[b])] = 0.0
        for group in locked:
            values[np.ix_(np.array(group[a], int), np.array(group[b], int))] = 1.0
    return held


def groups(versions: Sequence[Version], strength: Mapping[Pair, Doubles], locked: Sequence[Group] = ()) -> list[Group]:
    """The units as groups of indices: components of linked paragraphs over all versions, in reading order."""
    fixed = (pair for group in locked for pair in pairwise((v, i) for v, side in enumerate(group) for i in side))
    return _reading_order(components([version.paragraphs for version in versions], chain(fixed, _pairs_over(strength))))


def beads(versions: Sequence[Version], strength: Mapping[Pair, Doubles]) -> dict[tuple[Lang, Lang], tuple[Bead, ...]]:
    """The beads of each pair, keyed and sided in alphabetical order of languages: components within the pair alone."""
    out = {}
    by_lang = sorted(range(len(versions)), key=lambda v: versions[v].lang)
    for a, b in combinations(by_lang, 2):
        between = strength[a, b] if a < b else strength[b, a].T
        found = components(between.shape, _pairs_over({(0, 1): between}))
        out[versions[a].lang, versions[b].lang] = tuple(Bead(*group) for group in _reading_order(found))
    return out


def build(story: Story, versions: Sequence[Version], links: Links, encoder: Encoder, model: PairModel) -> Alignment:
    """The alignment of a story, of which `versions` are the versions in this order."""
    langs = [version.lang for version in versions]
    locked = [tuple(unit.paragraphs.get(lang, ()) for lang in langs) for unit in story.locked]
    strength = hold(paragraph_links(versions, links, encoder), locked)
    found = groups(versions, strength, locked)
    source = langs.index(story.source) if story.source else None
    columns = _columns_by_group(found, versions, links)
    units = tuple(
        Unit(
            paragraphs=dict(zip(langs, group, strict=True)),
            confidence=1.0 if group in locked else _confidence(group, strength, model.confidence),
            moved=tuple(langs[v] for v in away),
            locked=group in locked,
            columns=own,
        )
        for group, away, own in zip(found, moves.out_of_order(found, strength, LINKED, source), columns, strict=True)
    )
    return Alignment(units, beads(versions, strength), f"{model.signature}|{encoder.signature}")


def _pairs_over(strength: Mapping[Pair, Doubles]) -> Iterable[tuple[Node, Node]]:
    for (a, b), values in strength.items():
        for p, q in zip(*np.nonzero(values > LINKED), strict=True):
            yield (a, int(p)), (b, int(q))


def components(sizes: Sequence[int], pairs: Iterable[tuple[Node, Node]]) -> list[Group]:
    """Connected components over all nodes; what nothing is linked to is a component of its own."""
    parent: dict[Node, Node] = {(v, i): (v, i) for v, size in enumerate(sizes) for i in range(size)}
    for one, other in pairs:
        parent[_root(parent, one)] = _root(parent, other)
    members: dict[Node, list[list[int]]] = {}
    for v, i in parent:
        members.setdefault(_root(parent, (v, i)), [[] for _ in sizes])[v].append(i)
    return [tuple(tuple(sorted(side)) for side in group) for group in members.values()]


def _root(parent: dict[Node, Node], node: Node) -> Node:
    """The node that stands for all that a node has been joined with; paths are halved on the way."""
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _reading_order(groups: Sequence[Group]) -> list[Group]:
    """Groups in an order that keeps each version's own as far as the versions agree.

    Each group stands at the mean relative place of its members; a group of one version is put behind the group that holds
    the paragraph before it.
    """
    if not groups:
        return []
    sizes = [1 + max((i for g in groups for i in g[v]), default=0) for v in range(len(groups[0]))]
    place: dict[Node, float] = {}
    shared = [g for g in groups if sum(bool(side) for side in g) > 1]
    key: dict[Group, tuple[float, float]] = {}
    for group in shared:
        at = float(np.median([side[0] / sizes[v] for v, side in enumerate(group) if side]))
        key[group] = (at, 0.0)
        for v, side in enumerate(group):
            for i in side:
                place[v, i] = at
    for group in groups:
        if group not in key:
            v = next(v for v, side in enumerate(group) if side)
            i = group[v][0]
            before = next((place[v, k] for k in range(i - 1, -1, -1) if (v, k) in place), -1.0)
            key[group] = (before, 1.0 + v + i / sizes[v])
    return sorted(groups, key=lambda g: (key[g], g))


def _columns_by_group(groups: Sequence[Group], versions: Sequence[Version], links: Links) -> list[tuple[Column, ...]]:
    """For each group the columns of sentences that stand wholly in its paragraphs, in their first version's order."""
    owner = {(v, p): g for g, group in enumerate(groups) for v, side in enumerate(group) for p in side}
    pairs = _pairs_over({pair: np.where(between > 0.5, between, 0.0) for pair, between in links.items()})
    found: list[list[tuple[tuple[int, int], Column]]] = [[] for _ in groups]
    for column in components([len(version) for version in versions], pairs):
        held = {
            version.lang: tuple(version.sentences[i] for i in side)
            for version, side in zip(versions, column, strict=True)
        }
        owners = {owner[v, s.paragraph] for v, version in enumerate(versions) for s in held[version.lang]}
        if len(owners) == 1:
            first = next((side[0], v) for v, side in enumerate(column) if side)
            found[owners.pop()].append((first, Column(held)))
    return [tuple(column for _, column in sorted(own, key=lambda item: item[0])) for own in found]


def evidence_of(group: Group, strength: Mapping[Pair, Doubles]) -> list[float]:
    """What a unit's confidence is judged by: log-odds of its weakest needed and of its strongest refused link, its size."""
    inside = _weakest_needed(group, strength)
    outside = max((_strongest_refused(group[a], group[b], values) for (a, b), values in strength.items()), default=0.0)
    present = sum(bool(side) for side in group)
    many = sum(len(side) for side in group) - present
    absent = len(group) - present
    return [1.0, _log_odds(inside), _log_odds(outside), float(many), float(absent > 0), float(present == 1)]


def _strongest_refused(rows: tuple[int, ...], columns: tuple[int, ...], strength: Doubles) -> float:
    """The strongest link that leads out of a group, of one pair of versions."""
    if not rows and not columns:
        return 0.0
    touched = (np.delete(strength[list(rows)], columns, axis=1), np.delete(strength[:, list(columns)], rows, axis=0))
    return max(float(values.max(initial=0.0)) for values in touched)


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-3), 1.0 - 1e-3)
    return float(np.log(p / (1.0 - p)))


def _weakest_needed(group: Group, strength: Mapping[Pair, Doubles]) -> float:
    """The weakest link of the strongest tree that holds the group together; 1 for a single paragraph."""
    edges = sorted(
        (
            (float(values[p, q]), (a, p), (b, q))
            for (a, b), values in strength.items()
            for p in group[a]
            for q in group[b]
        ),
        reverse=True,
    )
    parent = {(v, i): (v, i) for v, side in enumerate(group) for i in side}
    weakest, joined = 1.0, 1
    for value, one, other in edges:
        if (root := _root(parent, one)) != (other_root := _root(parent, other)):
            parent[root] = other_root
            weakest, joined = value, joined + 1
            if joined == len(parent):
                break
    return weakest


def _confidence(group: Group, strength: Mapping[Pair, Doubles], weights: Sequence[float]) -> float:
    total = float(np.dot(evidence_of(group, strength), weights))
    return float(1.0 / (1.0 + np.exp(-total)))
