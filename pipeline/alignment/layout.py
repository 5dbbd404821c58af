"""What layout alone tells: the titles of a story's versions belong together, and so do the lines that name its author."""

from collections.abc import Mapping, Sequence

from corpora.article import Role
from pipeline.alignment.joint import Pair
from pipeline.alignment.lattice import Doubles
from pipeline.alignment.version import Version

TOLD = 0.8  # how surely; a version has one title, and at its foot one byline


def join(
    versions: Sequence[Version], strength: Mapping[Pair, Doubles], groups: Sequence[Sequence[Sequence[int]]]
) -> dict[Pair, Doubles]:
    """The paragraph links, and those of titles and bylines that their words left alone.

    A name in katakana and the same name in Latin letters have nothing in common but their place.
    """
    joined = {pair: values.copy() for pair, values in strength.items()}
    alone = {(v, p) for g in groups if sum(map(len, g)) == 1 for v, side in enumerate(g) for p in side}
    held = {(v, p): group for group in groups for v, side in enumerate(group) for p in side}
    for role, which in ((Role.TITLE, 0), (Role.BYLINE, -1)):
        marked = {v: found[which] for v, version in enumerate(versions) if (found := _with_role(version, role))}
        for (a, b), values in joined.items():
            if a in marked and b in marked:
                p, q = marked[a], marked[b]
                free = ((a, p) in alone and not held[b, q][a]) or ((b, q) in alone and not held[a, p][b])
                if free:
                    values[p, q] = max(values[p, q], TOLD)
    return joined


def _with_role(version: Version, role: Role) -> list[int]:
    return [p for p, own in enumerate(version.roles) if own is role]
