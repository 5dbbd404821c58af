"""Gale & Church's aligner by length, twice: `galechurch`, written in Rust, and NLTK's, in Python.

    pip install galechurch nltk
    python benchmarks/alignment_peers.py galechurch|nltk STORY.jsonl

Run alone, it reads a story of two versions as a JSON line, splits it into sentences and aligns these. Both are told how long the
languages are, without which they are useless beside Japanese.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from corpora.alignment import Alignment, Bead
from corpora.article import Article, Story
from corpora.languages import LANGUAGES, Lang
from corpora.sentences import split
from pipeline.alignment.graph import components

Links = list[tuple[int, int]]
Text = tuple[Lang, Sequence[str]]  # its language, and its sentences or paragraphs
Peer = Callable[[Text, Text], Links]


def galechurch(left: Text, right: Text) -> Links:
    import galechurch

    (lang, own), (its, other) = left, right
    # Its manual has this the other way round, with which strict F1 on paragraphs-dev is .31 in place of .48.
    ratio = LANGUAGES[lang].length / LANGUAGES[its].length
    cells = (len(own) + 1) * (len(other) + 1)
    found = galechurch.align(own, other, mean_xy=ratio, max_block_size=cells + 1)
    return [
        (i, j)
        for bead in found.beads
        for i in range(bead.source_start, bead.source_end)
        for j in range(bead.target_start, bead.target_end)
    ]


def nltk(left: Text, right: Text) -> Links:
    from nltk.translate import gale_church

    lengths = [[round(len(text) / LANGUAGES[lang].length) for text in own] for lang, own in (left, right)]
    return list(gale_church.align_blocks(*lengths))


PEERS: dict[str, Peer] = {"galechurch": galechurch, "nltk": nltk}


def aligned(story: Story, peer: Peer, *, sentences: bool) -> Alignment:
    """The beads of each pair alone, by links between paragraphs, or between sentences of which each stands for its paragraph."""
    texts = {lang: _texts(article, sentences=sentences) for lang, article in story.versions.items()}
    beads = {}
    for a, b in combinations(sorted(texts), 2):
        (left, of_left), (right, of_right) = texts[a], texts[b]
        links = peer((a, left), (b, right)) if left and right else []
        sizes = [len(story.versions[lang].paragraphs) for lang in (a, b)]
        beads[a, b] = _beads(((of_left[i], of_right[j]) for i, j in links), sizes)
    return Alignment((), beads, "")


def _texts(article: Article, *, sentences: bool) -> tuple[list[str], list[int]]:
    """What is aligned of an article, and the paragraph in which each of it stands."""
    if not sentences:
        return [p.text for p in article.paragraphs], [p.index for p in article.paragraphs]
    found = [(p.text[i:j].strip(), p.index) for p in article.paragraphs for i, j in split(p.text, article.lang)]
    return [text for text, _ in found], [index for _, index in found]


def _beads(links: Iterable[tuple[int, int]], sizes: Sequence[int]) -> tuple[Bead, ...]:
    return tuple(Bead(*group) for group in components(sizes, (((0, i), (1, j)) for i, j in links)))


def main() -> None:
    name, path = sys.argv[1:]
    (lang, own), (its, other) = json.loads(Path(path).read_text("utf-8"))["versions"].items()
    left, right = (
        [text[i:j].strip() for text in texts for i, j in split(text, of)] for of, texts in ((lang, own), (its, other))
    )
    links = PEERS[name]((lang, left), (its, right))
    print(f"{len(left)} and {len(right)} sentences, {len(links)} links")


if __name__ == "__main__":
    main()
