"""Align stories: the one door to everything in this folder."""

from collections import defaultdict
from collections.abc import Sequence

from corpora.alignment import Alignment, Bead
from corpora.article import Article, Story
from corpora.vectors.encoder import Encoder
from glossary.matching import Occurrence
from pipeline.alignment import links, model, moves, preparation, units


def align(
    story: Story, encoder: Encoder, weights: model.PairModel | None = None, occurrences: Sequence[Occurrence] = ()
) -> Alignment:
    """Align all versions of a story at once; terms of the glossary, where their occurrences are given, are evidence.

    Units that are locked in the story stay as they are. The result does not depend on the order in which the versions
    are given. Time and memory grow as the length of the texts does.
    """
    return align_all([story], encoder, weights, occurrences)[0]


def align_all(
    stories: Sequence[Story],
    encoder: Encoder,
    weights: model.PairModel | None = None,
    occurrences: Sequence[Occurrence] = (),
) -> list[Alignment]:
    """Align several stories, each by itself; for short ones faster than one by one."""
    weights = weights or model.load()
    terms: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        terms[occurrence.where.article].append(occurrence)
    prepared = preparation.prepare(
        [[story.versions[lang] for lang in sorted(story.versions)] for story in stories], encoder, terms
    )
    found, places = moves.links(prepared, encoder, weights)
    signature = f"{weights.signature}|{encoder.signature}"
    return [
        units.build(story, versions, links.of_story(found, places, number), weights.confidence, signature)
        for number, (story, versions) in enumerate(zip(stories, prepared, strict=True))
    ]


def beads(left: Article, right: Article, encoder: Encoder, weights: model.PairModel | None = None) -> tuple[Bead, ...]:
    """The paragraph beads of two articles, also of one language, as a draft and its reference are."""
    prepared = preparation.prepare([[left, right]], encoder)
    found, places = moves.links(prepared, encoder, weights or model.load())
    strength = units.paragraph_links(prepared[0], links.of_story(found, places, 0))
    (pairs,) = units.beads(prepared[0], strength).values()
    return pairs if left.lang <= right.lang else tuple(Bead(bead.right, bead.left) for bead in pairs)
