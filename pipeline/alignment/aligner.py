"""Align stories: the one door to everything in this folder."""

from collections.abc import Sequence

from corpora.alignment import Alignment, Bead
from corpora.article import Article, Story
from corpora.vectors.encoder import Encoder
from pipeline.alignment import links, model, moves, preparation, units


def align(story: Story, encoder: Encoder, weights: model.PairModel | None = None) -> Alignment:
    """Align all versions of a story at once.

    Units that are locked in the story stay as they are. The result does not depend on the order in which the versions
    are given. Time and memory grow as the length of the texts does.
    """
    return align_all([story], encoder, weights)[0]


def align_all(stories: Sequence[Story], encoder: Encoder, weights: model.PairModel | None = None) -> list[Alignment]:
    """Align several stories, each by itself; for short ones faster than one by one."""
    weights = weights or model.load()
    prepared = preparation.prepare(
        [[story.versions[lang] for lang in sorted(story.versions)] for story in stories], encoder
    )
    found, places = moves.links(prepared, encoder, weights)
    signature = f"{weights.signature}|{encoder.signature}"
    out, first = [], 0
    for story, versions in zip(stories, prepared, strict=True):
        own = links.of_story(found, places, first, len(versions))
        out.append(units.build(story, versions, own, weights.confidence, signature))
        first += len(versions)
    return out


def beads(left: Article, right: Article, encoder: Encoder) -> tuple[Bead, ...]:
    """The paragraph beads of two articles, also of one language, as a draft and its reference are."""
    prepared = preparation.prepare([[left, right]], encoder)
    found, places = moves.links(prepared, encoder, model.load())
    strength = units.paragraph_links(prepared[0], links.of_story(found, places, 0, 2))
    (_, pairs), *_ = units.beads(prepared[0], strength).items()
    return pairs if left.lang <= right.lang else tuple(Bead(bead.right, bead.left) for bead in pairs)
