"""Training material: documents whose segments correspond, cut into paragraphs differently in each language."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpora.article import Article, Paragraph, Role
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
    layout: float = 0.0  # what stands before it: a heading, a list, a line that is the same in all languages


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


@dataclass(frozen=True, slots=True)
class _Block:
    """What makes one paragraph, before each language is disturbed on its own."""

    segments: tuple[int, ...]
    role: Role = Role.BODY


_Content = list[tuple[int | None, str]]  # of a paragraph: segments, or None for foreign matter, and their texts

MISREAD = 0.04  # how often the role of a paragraph is not recognised


def disturb(
    segments: Sequence[Segment], others: Sequence[Segment], rates: Rates, rng: random.Random
) -> list[Disturbed]:
    """Cut one document into paragraphs of one to four segments, then disturb each language on its own."""
    told = [{lang: text.strip() for lang, text in segment.items()} for segment in segments]
    blocks: list[_Block] = []
    at = 0
    while at < len(segments):
        to = min(len(segments), at + rng.randint(1, 4))
        if rng.random() < rates.layout:
            blocks += _layout(told, range(at, to), rng)
        else:
            blocks.append(_Block(tuple(range(at, to))))
        at = to
    return [_version(told, lang, blocks, others, rates, rng) for lang in sorted(segments[0])]


def _layout(told: list[dict[Lang, str]], run: range, rng: random.Random) -> list[_Block]:
    """Segments with a heading, as a list, or with lines that no language changes; what is new is told at the end."""
    kind = rng.random()
    if kind < 0.4:
        told.append({lang: _label(text, lang) for lang, text in told[run[0]].items()})
        return [_Block((len(told) - 1,), Role.HEADING), _Block(tuple(run))]
    if kind < 0.7:
        return [_Block((k,), Role.ITEM) for k in run]
    lines = []
    release = f"{rng.randrange(1, 9)}.{rng.randrange(10)}.{rng.randrange(600)}"
    for ending in rng.sample(("tar.gz", "zip", "tar.xz", "pdf", "html"), rng.randint(1, 3)):
        told.append(dict.fromkeys(told[run[0]], f"https://files.example.org/{release}/release-{release}.{ending}"))
        lines.append(_Block((len(told) - 1,), rng.choice((Role.ITEM, Role.BODY))))
    return [_Block(tuple(run)), *lines]


def _label(text: str, lang: Lang) -> str:
    """The first words of a text, as a heading that is no close translation of the others."""
    if LANGUAGES[lang].joiner:
        return " ".join(text.split()[:3]).rstrip(",.;:")
    return text[:7].rstrip("、。，")


def _version(
    told: Sequence[Segment],
    lang: Lang,
    blocks: Sequence[_Block],
    others: Sequence[Segment],
    rates: Rates,
    rng: random.Random,
) -> Disturbed:
    paragraphs: list[tuple[_Content, Role, bool]] = []
    for block in _recut(blocks, rates, rng):
        if rng.random() < rates.insert:
            pool = [segment[lang] for segment in others if lang in segment]
            foreign = rng.choice((rng.random() < 0.5 and FURNITURE.get(lang)) or pool or FURNITURE["en"])
            paragraphs.append(([(None, foreign.strip())], Role.BODY if rng.random() < 0.7 else block.role, False))
        kept = list(block.segments)
        if len(kept) > 1 and rng.random() < rates.omit:
            kept.pop(rng.randrange(len(kept)))
        if rng.random() >= rates.drop:
            role = block.role if rng.random() >= MISREAD else Role.BODY
            paragraphs.append(([(k, told[k][lang]) for k in kept], role, False))
    for _ in range(len(paragraphs)):
        if rng.random() < rates.move:
            old = rng.randrange(len(paragraphs))
            content, role, _moved = paragraphs.pop(old)
            new = rng.randrange(len(paragraphs) + 1)
            paragraphs.insert(new, (content, role, abs(new - old) > 1))
    return _joined(paragraphs, lang)


def _recut(blocks: Sequence[_Block], rates: Rates, rng: random.Random) -> list[_Block]:
    merged: list[_Block] = []
    for block in blocks:
        if merged and merged[-1].role is block.role is Role.BODY and rng.random() < rates.merge:
            merged[-1] = _Block(merged[-1].segments + block.segments)
        else:
            merged.append(block)
    out = []
    for block in merged:
        if len(block.segments) > 1 and rng.random() < rates.split:
            at = rng.randrange(1, len(block.segments))
            out += [_Block(part, block.role) for part in (block.segments[:at], block.segments[at:])]
        else:
            out.append(block)
    return out


def _joined(paragraphs: Sequence[tuple[_Content, Role, bool]], lang: Lang) -> Disturbed:
    joiner = LANGUAGES[lang].joiner
    texts, pieces, moved = [], [], set()
    for index, (content, role, away) in enumerate(paragraphs):
        text, spans = "", []
        for segment, part in content:
            text += joiner if text else ""
            spans.append(Piece(segment, len(text), len(text) + len(part)))
            text += part
        texts.append(Paragraph(text, index, role))
        pieces.append(tuple(spans))
        if away:
            moved.add(index)
    return Disturbed(Article(f"disturbed.{lang}", lang, tuple(texts)), tuple(pieces), frozenset(moved))
