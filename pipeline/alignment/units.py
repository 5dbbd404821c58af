"""From sentence links to what is asked for: beads of each pair, units of the story, columns of sentences."""

from collections.abc import Sequence
from itertools import combinations

from corpora.alignment import Alignment, Bead, Column, Unit
from corpora.article import Story
from corpora.languages import Lang
from pipeline.alignment import confidence, layout, order
from pipeline.alignment.graph import LINKED, Group, Node, Strength, by_pair, components, linked, nodes, surer
from pipeline.alignment.links import StoryLinks
from pipeline.alignment.version import Version

CROSSING = 0.6  # a link's probability above which it joins paragraphs that else stand side by side, one to one, in all versions
SAME = 0.5  # a link's probability above which two sentences stand in one column


def paragraph_links(versions: Sequence[Version], links: StoryLinks) -> Strength:
    """How strongly paragraphs are linked: by their surest sentences, or by layout."""
    strength: Strength = {}
    for one, other, value in links:
        (a, i), (b, j) = one, other
        surer(strength, (a, int(versions[a].paragraph[i])), (b, int(versions[b].paragraph[j])), value)
    sizes = [version.paragraphs for version in versions]
    layout.join(versions, strength, components(sizes, linked(strength)))
    _part(sizes, strength)
    return strength


def _part(sizes: Sequence[int], strength: Strength) -> None:
    """Weaken doubtful links across paragraphs that stand side by side, one to one, in all versions of their group."""
    inner = {node: k for k, group in enumerate(components(sizes, linked(strength, CROSSING))) for node in nodes(group)}
    parted: set[Node] = set()
    for group in components(sizes, linked(strength)):
        rows = [[inner[v, i] for i in side] for v, side in enumerate(group) if side]
        if len(rows) > 1 and len(rows[0]) > 1 and all(len(set(row)) == len(row) and row == rows[0] for row in rows):
            parted.update(nodes(group))
    for (one, other), value in strength.items():
        if one in parted and other in parted and inner[one] != inner[other]:
            strength[one, other] = min(value, LINKED)


def hold(strength: Strength, locked: Sequence[Group]) -> Strength:
    """The paragraph links as locked groups have them: none out of such a group."""
    fixed = {node: g for g, group in enumerate(locked) for node in nodes(group)}
    return {ends: value for ends, value in strength.items() if fixed.get(ends[0]) == fixed.get(ends[1])}


def groups(versions: Sequence[Version], strength: Strength, locked: Sequence[Group] = ()) -> list[Group]:
    """The units as groups of indices: components of linked paragraphs over all versions, in reading order."""
    return order.reading(components([version.paragraphs for version in versions], linked(strength), locked))


def beads(
    versions: Sequence[Version], strength: Strength, locked: Sequence[Group] = ()
) -> dict[tuple[Lang, Lang], tuple[Bead, ...]]:
    """The beads of each pair, keyed and sided in alphabetical order of languages: components within the pair alone."""
    apart = by_pair(strength, len(versions))
    out = {}
    for a, b in combinations(sorted(range(len(versions)), key=lambda v: versions[v].lang), 2):
        place = {a: 0, b: 1}
        pairs = (((place[v], i), (place[w], j)) for (v, i), (w, j) in linked(apart[min(a, b), max(a, b)]))
        held = [(group[a], group[b]) for group in locked]
        found = components([versions[a].paragraphs, versions[b].paragraphs], pairs, held)
        out[versions[a].lang, versions[b].lang] = tuple(Bead(*group) for group in order.reading(found))
    return out


def build(
    story: Story, versions: Sequence[Version], links: StoryLinks, weights: Sequence[float], signature: str
) -> Alignment:
    """The alignment of a story, of which `versions` are the versions in this order."""
    langs = [version.lang for version in versions]
    locked = [tuple(tuple(sorted(unit.paragraphs.get(lang, ()))) for lang in langs) for unit in story.locked]
    fixed = set(locked)
    strength = hold(paragraph_links(versions, links), locked)
    found = groups(versions, strength, locked)
    source = langs.index(story.source) if story.source else None
    inside = _inside(found, versions, links)
    columns = components([len(version) for version in versions], (link[:2] for link in inside if link[2] > SAME))
    away = order.away(found, order.moved(versions, columns, inside, source))
    sure = confidence.of(found, strength, versions, weights)
    units = tuple(
        Unit(
            paragraphs=dict(zip(langs, group, strict=True)),
            confidence=1.0 if group in fixed else own,
            moved=tuple(langs[v] for v in out),
            locked=group in fixed,
            columns=inner,
        )
        for group, own, out, inner in zip(found, sure, away, _columns(found, versions, columns), strict=True)
    )
    return Alignment(units, beads(versions, strength, locked), signature)


def _inside(groups: Sequence[Group], versions: Sequence[Version], links: StoryLinks) -> StoryLinks:
    """The sentence links that do not lead from one group to another."""
    owner = {node: g for g, group in enumerate(groups) for node in nodes(group)}
    unit = [[owner[v, p] for p in version.paragraph.tolist()] for v, version in enumerate(versions)]
    return [((a, i), (b, j), value) for (a, i), (b, j), value in links if unit[a][i] == unit[b][j]]


def _columns(
    groups: Sequence[Group], versions: Sequence[Version], columns: Sequence[Group]
) -> list[tuple[Column, ...]]:
    """For each group the columns of sentences that stand wholly in its paragraphs, in their first version's order."""
    owner = {node: g for g, group in enumerate(groups) for node in nodes(group)}
    found: list[list[tuple[tuple[int, int], Column]]] = [[] for _ in groups]
    for column in columns:
        held = {
            version.lang: tuple(version.sentences[i] for i in side)
            for version, side in zip(versions, column, strict=True)
        }
        owners = {owner[v, s.paragraph] for v, version in enumerate(versions) for s in held[version.lang]}
        if len(owners) == 1:
            first = next((side[0], v) for v, side in enumerate(column) if side)
            found[owners.pop()].append((first, Column(held)))
    return [tuple(column for _, column in sorted(own, key=lambda item: item[0])) for own in found]
