"""Align a story: the one door to everything in this folder."""

from corpora.alignment import Alignment, Bead
from corpora.article import Article, Story
from corpora.vectors.encoder import Encoder
from pipeline.alignment import joint, model, units, version


def align(story: Story, encoder: Encoder, weights: model.PairModel | None = None) -> Alignment:
    """Align all versions of a story at once.

    Units that are locked in the story stay as they are. The result does not depend on the order in which the versions
    are given. O(m·n) time and memory in the sentences of each pair of versions.
    """
    weights = weights or model.load()
    versions = version.prepare([story.versions[lang] for lang in sorted(story.versions)], encoder)
    links = joint.links(versions, weights)
    return units.build(story, versions, links, encoder, weights)


def beads(left: Article, right: Article, encoder: Encoder) -> tuple[Bead, ...]:
    """The paragraph beads of two articles, also of one language, as a draft and its reference are."""
    versions = version.prepare([left, right], encoder)
    links = joint.links(versions, model.load())
    strength = units.paragraph_links(versions, links, encoder)
    (_, found), *_ = units.beads(versions, strength).items()
    return found if left.lang <= right.lang else tuple(Bead(bead.right, bead.left) for bead in found)
