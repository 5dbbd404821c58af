"""Articles made ready for alignment: cut into sentences, and cut once more where another version shows two sentences."""

from collections.abc import Sequence
from types import MappingProxyType

from corpora.article import Article
from corpora.vectors.encoder import Encoder
from pipeline.alignment import headlines, version
from pipeline.alignment.version import Terms, Version


def prepare(
    stories: Sequence[Sequence[Article]], encoder: Encoder, terms: Terms = MappingProxyType({})
) -> list[list[Version]]:
    """The versions of each story, in its order."""
    found = iter(version.prepare([article for story in stories for article in story], encoder))
    return [_finished(story, [next(found) for _ in story], encoder, terms) for story in stories]


def _finished(
    articles: Sequence[Article], versions: Sequence[Version], encoder: Encoder, terms: Terms
) -> list[Version]:
    """Versions of one story whose sentences are final, with their anchors."""
    out = []
    for article, own, cuts in zip(articles, versions, headlines.cuts(versions, encoder), strict=True):
        final = version.recut(own, article, cuts, encoder) if cuts else own
        out.append(version.anchored(final, terms.get(article.id, ())))
    return out
