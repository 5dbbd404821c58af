"""One article made ready for alignment: its sentences, their vectors, lengths, anchors and places in paragraphs."""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpora import names, quantities, sentences
from corpora.alignment import Sentence
from corpora.article import Article, Role
from corpora.languages import LANGUAGES, Lang
from corpora.vectors.encoder import Encoder
from glossary.matching import Occurrence

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Halves = NDArray[np.float16]
Terms = Mapping[str, Sequence[Occurrence]]  # by the id of an article, where it holds terms of the glossary
LONGEST_SPAN = 3  # sentences on one side of a bead
HEADING, ITEM, CAPTION, BYLINE, BODY = range(1, 6)
KINDS = {
    Role.TITLE: HEADING,
    Role.HEADING: HEADING,
    Role.ITEM: ITEM,
    Role.CAPTION: CAPTION,
    Role.BYLINE: BYLINE,
    Role.BODY: BODY,
    Role.LEAD: BODY,
}
AT_ONCE = 2048  # sentences whose vectors are computed at once
CUTS = 8  # places in a sentence at which it may answer to the end of one sentence and the beginning of the next


@dataclass(frozen=True, slots=True)
class Keys:
    """Anchors: what stands in a sentence and is the same in every language; hashed, by sentence."""

    start: Ints  # [n + 1] where the keys of each sentence begin
    key: Ints


NO_KEYS = Keys(np.zeros(1, np.int64), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class Version:
    """The sentences of one article, and what is known of each."""

    lang: Lang
    sighted: bool  # whether the vectors were learned for its language
    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]  # of the sentences
    paragraphs: int  # how many the article has, those without a sentence too
    paragraph: Ints  # [n] the paragraph of each sentence
    begins: Bools  # [n + 1] whether a paragraph begins at a sentence; the end of the text counts as a beginning
    parts: Halves  # [n, CUTS + 1, d] what successive parts of each sentence add to its vector
    spans: tuple[Floats, ...]  # unit vectors of the runs of 1, 2, 3 sentences: [n, d], [n - 1, d], [n - 2, d]
    length: Floats  # [n] characters, as of the English that says the same
    digest: Ints  # [n] the same for the same text
    roles: tuple[Role, ...]  # of the paragraphs
    kinds: Ints  # [n] what layout says of each sentence's paragraph, by KINDS; 0 where it says nothing
    quantities: Keys = NO_KEYS  # the numbers, dates and document ids in each sentence
    names: Keys = NO_KEYS  # its names, by their letters or their sound, and the concepts of the glossary

    def __len__(self) -> int:
        return len(self.sentences)

    @property
    def paragraph_length(self) -> NDArray[np.float64]:
        """[paragraphs] their lengths, as of the English that says the same."""
        return np.bincount(self.paragraph, self.length, self.paragraphs).astype(np.float64)


def recut(version: Version, article: Article, cuts: Mapping[int, int], encoder: Encoder) -> Version:
    """The version with some of its sentences cut in two, at the given characters."""
    found: list[Sentence] = []
    fresh: list[int] = []
    for i, sentence in enumerate(version.sentences):
        if i in cuts:
            at = sentence.start + cuts[i]
            fresh += [len(found), len(found) + 1]
            found += [replace(sentence, end=at), replace(sentence, start=at)]
        else:
            found.append(sentence)
    texts = _texts(article, found)
    parts = np.repeat(version.parts, [2 if i in cuts else 1 for i in range(len(version))], axis=0)
    parts[fresh] = _parts([texts[i] for i in fresh], encoder)
    return _version(article, tuple(found), texts, parts, encoder)


def prepare(articles: Sequence[Article], encoder: Encoder) -> list[Version]:
    """Split and encode articles, all in one call of the encoder; anchors are not looked for."""
    found = [_sentences(article) for article in articles]
    texts = [_texts(article, own) for article, own in zip(articles, found, strict=True)]
    parts = _parts([text for own in texts for text in own], encoder)
    bounds = np.cumsum([len(own) for own in texts])[:-1]
    of_article = np.split(parts, bounds) if articles else []
    return [
        _version(article, own, text, vectors, encoder)
        for article, own, text, vectors in zip(articles, found, texts, of_article, strict=True)
    ]


def _texts(article: Article, found: Sequence[Sentence]) -> tuple[str, ...]:
    return tuple(article.paragraphs[s.paragraph].text[s.start : s.end] for s in found)


def _parts(texts: Sequence[str], encoder: Encoder) -> Halves:
    """[n, CUTS + 1, d] at two bytes a number, computed piece by piece."""
    pieces = [encoder.parts(texts[k : k + AT_ONCE], CUTS + 1).astype(np.float16) for k in range(0, len(texts), AT_ONCE)]
    return np.concatenate(pieces) if pieces else np.zeros((0, CUTS + 1, encoder.dimension), np.float16)


def _sentences(article: Article) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(paragraph.index, start, end)
        for paragraph in article.paragraphs
        for start, end in sentences.split(paragraph.text, article.lang)
        if paragraph.text[start:end].strip()
    )


def _totals(sums: Floats) -> Floats:
    """[n + 1, d] cumulative sums from zero, so that a run of sentences is a difference of two rows."""
    return np.vstack(
        [np.zeros((1, sums.shape[1]), np.float32), np.cumsum(sums, axis=0, dtype=np.float64).astype(np.float32)]
    )


def _version(
    article: Article, found: tuple[Sentence, ...], texts: tuple[str, ...], parts: Halves, encoder: Encoder
) -> Version:
    lang = article.lang
    paragraph = np.array([s.paragraph for s in found], dtype=np.int64)
    begins = np.ones(len(found) + 1, dtype=bool)
    begins[1:-1] = paragraph[1:] != paragraph[:-1]
    total = _totals(parts.sum(axis=1, dtype=np.float32))
    return Version(
        lang=lang,
        sighted=encoder.languages is None or lang in encoder.languages,
        sentences=found,
        texts=texts,
        paragraphs=len(article.paragraphs),
        paragraph=paragraph,
        begins=begins,
        parts=parts,
        spans=tuple(encoder.unit(total[k:] - total[:-k], lang) for k in range(1, LONGEST_SPAN + 1)),
        length=np.array([len(text.strip()) for text in texts], dtype=np.float32) / LANGUAGES[lang].length,
        digest=np.array([zlib.crc32(text.strip().encode("utf-8", "surrogatepass")) for text in texts], dtype=np.int64),
        roles=tuple(p.role for p in article.paragraphs),
        kinds=_kinds(article, paragraph),
    )


def anchored(version: Version, terms: Sequence[Occurrence] = ()) -> Version:
    """A version with the anchors of its sentences."""
    lang, concepts = version.lang, _concepts(version.sentences, terms)
    return replace(
        version,
        quantities=_keys([{q.value for q in quantities.find(text, lang)} for text in version.texts]),
        names=_keys([names.find(text, lang) | of for text, of in zip(version.texts, concepts, strict=True)]),
    )


def _concepts(found: Sequence[Sentence], terms: Sequence[Occurrence]) -> list[frozenset[str]]:
    """The concepts of which a term begins in each sentence."""
    by_paragraph: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for occurrence in terms:
        if occurrence.where.paragraph is not None and occurrence.where.span is not None:
            by_paragraph[occurrence.where.paragraph].append((occurrence.where.span[0], f"concept:{occurrence.concept}"))
    return [
        frozenset(concept for at, concept in by_paragraph[s.paragraph] if s.start <= at < s.end)
        if by_paragraph
        else frozenset()
        for s in found
    ]


def _kinds(article: Article, paragraph: Ints) -> Ints:
    """What layout says of each sentence; nothing where all paragraphs of an article look alike."""
    kinds = np.array([KINDS[p.role] for p in article.paragraphs], dtype=np.int64)
    if not len(kinds) or (kinds == kinds[-1]).all():
        return np.zeros(len(paragraph), np.int64)
    return np.asarray(kinds[paragraph])


def _keys(found: Sequence[Set[str]]) -> Keys:
    start = np.cumsum([0, *map(len, found)])
    return Keys(
        start,
        np.array([zlib.crc32(key.encode("utf-8", "surrogatepass")) for own in found for key in own], dtype=np.int64),
    )
