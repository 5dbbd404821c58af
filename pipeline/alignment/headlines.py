"""Headlines that run into the sentence behind them, for want of a stop: where another version shows that two stand there."""

from collections.abc import Iterator, Sequence
from itertools import permutations

import numpy as np

from corpora.languages import LANGUAGES
from corpora.vectors.encoder import Encoder
from pipeline.alignment.version import BODY, Version

HEADLINE = 18.0  # English-equivalent characters that a headline has at least
GLUED = 50.0  # … and a sentence that may hold one
NEAR = 0.25  # how far apart the two may stand, as a share of their texts
CLOSEST = 60  # … and in sentences, in long texts
ALIKE = 0.2  # the least cosine of the whole sentence to the headline, and to what follows it
LENGTHS = 0.8  # how far the length of the whole may be from that of both, as a logarithm
SURE = 0.4  # … and to the part that is cut off
GAIN = 0.35  # by how much two parts have to fit better than the whole
STOPS = frozenset(".!?…。！？｡:：;；,、，»”\"'’」』）)")


def cuts(versions: Sequence[Version], encoder: Encoder) -> list[dict[int, int]]:
    """For each version, the sentences to cut in two, and at which of their characters.

    O(headlines · sentences near them). Without effect where an encoder cannot tell the vector of a prefix.
    """
    best: list[dict[int, tuple[float, int]]] = [{} for _ in versions]
    told = [v for v, version in enumerate(versions) if version.sighted]
    for a, b in permutations(told, 2):
        for h, s in _candidates(versions[a], versions[b]):
            gain, at = _cut(versions[a], versions[b], h, s, encoder)
            if gain > max(GAIN, best[b].get(s, (0.0, 0))[0]):
                best[b][s] = gain, at
    return [{s: at for s, (_, at) in own.items()} for own in best]


def _headlines(version: Version) -> Iterator[int]:
    """Sentences that end a paragraph of text without a stop and that another one follows."""
    for i in np.flatnonzero(version.begins[1:-1] & np.isin(version.kinds[:-1], (0, BODY))).tolist():
        if version.length[i] >= HEADLINE and version.texts[i].rstrip()[-1:] not in STOPS:
            yield i


def _candidates(own: Version, other: Version) -> Iterator[tuple[int, int]]:
    """Headlines of a version, each with the sentences of another one that may hold it and what follows it."""
    n = len(other)
    reach = min(NEAR * n, CLOSEST)
    for h in _headlines(own):
        middle = h / len(own) * n
        near = range(max(round(middle - reach), 0), min(round(middle + reach) + 1, n))
        alike = (other.spans[0][near.start : near.stop] @ own.spans[0][h : h + 2].T).min(axis=1)
        length = other.length[near.start : near.stop]
        fitting = np.abs(np.log(length / own.length[h : h + 2].sum())) < LENGTHS
        yield from ((h, near[k]) for k in np.flatnonzero((alike >= ALIKE) & (length >= GLUED) & fitting).tolist())


def _cut(own: Version, other: Version, h: int, s: int, encoder: Encoder) -> tuple[float, int]:
    """How much better a sentence fits in two parts than as a whole, and the best place to cut it; (0, 0) for none."""
    text = other.texts[s]
    if (grown := encoder.prefixes(text)) is None:
        return 0.0, 0
    places = [k for k, end in enumerate(grown.ends) if _may_begin(text[end:], LANGUAGES[other.lang].joiner)]
    if not places:
        return 0.0, 0
    heads = grown.sums[places]
    head, tail = encoder.unit(heads, other.lang), encoder.unit(grown.sums[-1] - heads, other.lang)
    to_headline, to_next = own.spans[0][h], own.spans[0][h + 1]
    whole = max(float(other.spans[0][s] @ to_headline), float(other.spans[0][s] @ to_next))
    ends = grown.ends[places]
    length = ends / LANGUAGES[other.lang].length
    gain = head @ to_headline + tail @ to_next - whole - 0.3 * np.abs(np.log((length + 1) / (own.length[h] + 1)))
    gain[head @ to_headline <= SURE] = 0.0
    k = int(gain.argmax())
    return float(gain[k]), int(ends[k])


def _may_begin(rest: str, joiner: str) -> bool:
    """Whether a sentence may begin here: in a text with spaces, a capital or a figure behind one."""
    if not joiner:
        return bool(rest)
    return rest[:1].isspace() and (head := rest.lstrip()[:1]) != "" and (head.isupper() or head.isdigit())
