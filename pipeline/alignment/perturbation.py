"""Training material: documents whose segments correspond, cut into paragraphs differently in each language."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpora.article import Article, Paragraph
from corpora.languages import LANGUAGES, Lang

Segment = Mapping[Lang, str]  # the same content in each language


@dataclass(frozen=True, slots=True)
class Rates:
    """How probable each disturbance is, per paragraph."""

    merge: float = 0.15
    split: float = 0.15
    drop: float = 0.07
    insert: float = 0.07
    omit: float = 0.0  # one segment of a longer paragraph is left out
    move: float = 0.0  # the paragraph is put elsewhere


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment in a paragraph: which it is (or None for foreign matter), and its span."""

    segment: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Disturbed:
    """One version after disturbance, with what each stretch of its paragraphs is."""

    article: Article
    pieces: tuple[tuple[Piece, ...], ...]  # per paragraph
    moved: frozenset[int]  # paragraphs put elsewhere, two places away or more


FURNITURE: Mapping[Lang, tuple[str, ...]] = {
    "en": ("Comments (2)", "Read more", "Related", "Photo gallery", "Print", "Topics:"),
    "de": ("Kommentare (2)", "Weiterlesen", "Verwandte Themen", "Bildergalerie", "Drucken", "Themen:"),
    "vi": ("Bình luận (2)", "Xem thêm", "Tin cùng chuyên mục", "Thư viện ảnh", "In bài viết", "Chủ đề:"),
    "ja": ("コメント (2)", "続きを読む", "関連記事", "フォトギャラリー", "印刷", "トピックス:"),
}


def disturb(
    segments: Sequence[Segment], others: Sequence[Segment], rates: Rates, rng: random.Random
) -> list[Disturbed]:
    """Cut one document into paragraphs of one to four segments, then disturb each language on its own."""
    langs = sorted(segments[0])
    cuts = [0]
    while cuts[-1] < len(segments):
        cuts.append(min(len(segments), cuts[-1] + rng.randint(1, 4)))
    blocks = [list(range(a, b)) for a, b in pairwise(cuts)]
    return [_version(segments, lang, blocks, others, rates, rng) for lang in langs]


def _version(
    segments: Sequence[Segment],
    lang: Lang,
    blocks: Sequence[Sequence[int]],
    others: Sequence[Segment],
    rates: Rates,
    rng: random.Random,
) -> Disturbed:
    paragraphs: list[tuple[list[tuple[int | None, str]], bool]] = []
    for block in _recut(blocks, rates, rng):
        if rng.random() < rates.insert:
            foreign = rng.choice(FURNITURE[lang]) if rng.random() < 0.5 else rng.choice(others)[lang]
            paragraphs.append(([(None, foreign.strip())], False))
        kept = list(block)
        if len(kept) > 1 and rng.random() < rates.omit:
            kept.pop(rng.randrange(len(kept)))
        if rng.random() >= rates.drop:
            paragraphs.append(([(k, segments[k][lang].strip()) for k in kept], False))
    for _ in range(len(paragraphs)):
        if rng.random() < rates.move:
            old = rng.randrange(len(paragraphs))
            content, _moved = paragraphs.pop(old)
            new = rng.randrange(len(paragraphs) + 1)
            paragraphs.insert(new, (content, abs(new - old) > 1))
    return _joined(paragraphs, lang)


def _recut(blocks: Sequence[Sequence[int]], rates: Rates, rng: random.Random) -> list[list[int]]:
    merged: list[list[int]] = []
    for block in blocks:
        if merged and rng.random() < rates.merge:
            merged[-1] = merged[-1] + list(block)
        else:
            merged.append(list(block))
    out = []
    for block in merged:
        if len(block) > 1 and rng.random() < rates.split:
            at = rng.randrange(1, len(block))
            out += [block[:at], block[at:]]
        else:
            out.append(block)
    return out


def _joined(paragraphs: Sequence[tuple[Sequence[tuple[int | None, str]], bool]], lang: Lang) -> Disturbed:
    joiner = LANGUAGES[lang].joiner
    texts, pieces, moved = [], [], set()
    for index, (content, away) in enumerate(paragraphs):
        text, spans = "", []
        for segment, part in content:
            text += joiner if text else ""
            spans.append(Piece(segment, len(text), len(text) + len(part)))
            text += part
        texts.append(Paragraph(text, index))
        pieces.append(tuple(spans))
        if away:
            moved.add(index)
    return Disturbed(Article(f"disturbed.{lang}", lang, tuple(texts)), tuple(pieces), frozenset(moved))
