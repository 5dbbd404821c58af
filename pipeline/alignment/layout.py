"""What layout alone tells: the titles of a story's versions belong together, and so do the lines that name its author."""

from collections.abc import Sequence
from itertools import combinations

from corpora.article import Role
from pipeline.alignment.graph import Group, Node, Strength, nodes, surer
from pipeline.alignment.version import Version

TOLD = 0.8  # how surely; a version has one title, and at its foot one byline


def join(versions: Sequence[Version], strength: Strength, groups: Sequence[Group]) -> None:
    """Link titles and bylines that their words left alone.

    A name in katakana and the same name in Latin letters have nothing in common but their place.
    """
    held = {node: group for group in groups for node in nodes(group)}
    for role, which in ((Role.TITLE, 0), (Role.BYLINE, -1)):
        marked = [(v, found[which]) for v, version in enumerate(versions) if (found := _with_role(version, role))]
        for one, other in combinations(marked, 2):
            if _free(one, held[one], held[other]) or _free(other, held[other], held[one]):
                surer(strength, one, other, TOLD)


def _free(one: Node, own: Group, its: Group) -> bool:
    """Whether a paragraph stands alone in its group, and another group has nothing of its version."""
    return sum(map(len, own)) == 1 and not its[one[0]]


def _with_role(version: Version, role: Role) -> list[int]:
    return [p for p, own in enumerate(version.roles) if own is role]
