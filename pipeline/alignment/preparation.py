"""Articles made ready for alignment: cut into sentences, and cut once more where another version shows two sentences."""

from collections.abc import Sequence
from types import MappingProxyType

from corpora.alignment import Sentence
from corpora.article import Article
from corpora.vectors.encoder import Encoder
from pipeline.alignment import headlines, version
from pipeline.alignment.version import Terms, Version


def prepare(
    stories: Sequence[Sequence[Article]], encoder: Encoder, terms: Terms = MappingProxyType({})
) -> list[list[Version]]:
    """The versions of each story, in its order."""
    articles = [article for story in stories for article in story]
    found = iter(version.prepare(articles, encoder))
    prepared = [[next(found) for _ in story] for story in stories]
    changed = [
        (s, v, cuts)
        for s, versions in enumerate(prepared)
        for v, cuts in enumerate(headlines.cuts(versions, encoder))
        if cuts
    ]
    again = version.cut(
        [stories[s][v] for s, v, _ in changed],
        [_cut(prepared[s][v].sentences, cuts) for s, v, cuts in changed],
        encoder,
    )
    for (s, v, _), better in zip(changed, again, strict=True):
        prepared[s][v] = better
    return [
        [version.anchored(own, terms.get(article.id, ())) for article, own in zip(story, versions, strict=True)]
        for story, versions in zip(stories, prepared, strict=True)
    ]


def _cut(sentences: Sequence[Sentence], cuts: dict[int, int]) -> list[Sentence]:
    out = []
    for i, sentence in enumerate(sentences):
        if i in cuts:
            at = sentence.start + cuts[i]
            out += [Sentence(sentence.paragraph, sentence.start, at), Sentence(sentence.paragraph, at, sentence.end)]
        else:
            out.append(sentence)
    return out
