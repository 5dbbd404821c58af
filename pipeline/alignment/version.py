"""One article made ready for alignment: its sentences, their vectors, lengths and places in paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpora import quantities, sentences
from corpora.alignment import Sentence
from corpora.article import Article, Role
from corpora.languages import LANGUAGES, Lang
from corpora.vectors.encoder import Encoder

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
LONGEST_SPAN = 3  # sentences on one side of a bead


@dataclass(frozen=True)
class Version:
    """The sentences of one article, and what is known of each."""

    lang: Lang
    sentences: tuple[Sentence, ...]
    paragraphs: int  # how many the article has, those without a sentence too
    paragraph: Ints  # [n] the paragraph of each sentence
    sums: Floats  # [n, d] vectors of the sentences, not normalised
    spans: tuple[Floats, ...]  # unit vectors of the runs of 1, 2, 3 sentences: [n, d], [n - 1, d], [n - 2, d]
    length: Floats  # [n] characters, as of the English that says the same
    anchors: tuple[frozenset[str], ...]  # per sentence the numbers, dates and document ids in it
    roles: tuple[Role, ...]  # of the paragraphs

    def __len__(self) -> int:
        return len(self.sentences)

    @property
    def paragraph_length(self) -> NDArray[np.float64]:
        """[paragraphs] their lengths, as of the English that says the same."""
        return np.bincount(self.paragraph, self.length, self.paragraphs).astype(np.float64)

    @cached_property
    def begins(self) -> NDArray[np.bool_]:
        """[n + 1] whether a paragraph begins at a sentence; the end of the text counts as a beginning."""
        begins = np.ones(len(self) + 1, dtype=bool)
        begins[1:-1] = self.paragraph[1:] != self.paragraph[:-1]
        return begins


def prepare(articles: Sequence[Article], encoder: Encoder) -> list[Version]:
    """Split and encode articles, all in one call of the encoder."""
    cut = [_sentences(article) for article in articles]
    texts = [
        article.paragraphs[s.paragraph].text[s.start : s.end]
        for article, found in zip(articles, cut, strict=True)
        for s in found
    ]
    sums = encoder.encode(texts)
    versions, at = [], 0
    for article, found in zip(articles, cut, strict=True):
        until = at + len(found)
        versions.append(_version(article, found, texts[at:until], sums[at:until], encoder))
        at = until
    return versions


def _sentences(article: Article) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(paragraph.index, start, end)
        for paragraph in article.paragraphs
        for start, end in sentences.split(paragraph.text, article.lang)
        if paragraph.text[start:end].strip()
    )


def totals(sums: Floats) -> Floats:
    """[n + 1, d] cumulative sums from zero, so that a run of sentences is a difference of two rows."""
    return np.vstack(
        [np.zeros((1, sums.shape[1]), np.float32), np.cumsum(sums, axis=0, dtype=np.float64).astype(np.float32)]
    )


def _version(
    article: Article, found: tuple[Sentence, ...], texts: Sequence[str], sums: Floats, encoder: Encoder
) -> Version:
    lang = article.lang
    total = totals(sums)
    spans = tuple(encoder.unit(total[k:] - total[:-k], lang) for k in range(1, LONGEST_SPAN + 1))
    return Version(
        lang=lang,
        sentences=found,
        paragraphs=len(article.paragraphs),
        paragraph=np.array([s.paragraph for s in found], dtype=np.int64),
        sums=sums,
        spans=spans,
        length=np.array([len(text.strip()) for text in texts], dtype=np.float32) / LANGUAGES[lang].length,
        anchors=tuple(frozenset(q.value for q in quantities.find(text, lang)) for text in texts),
        roles=tuple(paragraph.role for paragraph in article.paragraphs),
    )
