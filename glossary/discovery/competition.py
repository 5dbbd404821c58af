"""Which words of one side of a segment mean which of the other: all of them compete."""

import numpy as np

from corpora.languages import Lang
from corpora.vectors.encoder import Floats
from glossary.discovery.segments import Atoms, Corpus, Segment, keys

# Tuned on 40 terms of one real article; at first sight 85 % of the Japanese places are right, 79 % with a gain of 0.
_GAIN = 1.4  # what standing in the same segments adds to a cosine
_SHARPNESS = 0.08  # cosines this much apart differ by a factor of e
_NOTHING = 0.3  # the cosine from which on a word is rather aligned than left alone
_DRIFT = 0.05  # what a whole sentence of distance takes from a cosine, so that the second of two equal words meets the second
_SLACK = 0.4  # share of a side that may stay alone at no cost
_ROUNDS = 12
_LARGEST = 500_000  # pairs of words; where nobody knows the sentences of a long text, words do not compete


def transport(corpus: Corpus, segment: Segment, source: Lang, target: Lang) -> Floats:
    """How much of each word of one side goes to each of the other, float32 [m, n]; all sums to at most 1.

    Words weigh as much as they are long, so that three English words fill one German compound. Source: entropic optimal
    transport (Cuturi 2013) with a slack row and column.
    """
    left, right = corpus.atoms(segment, source), corpus.atoms(segment, target)
    if not left.keys or not right.keys or len(left.keys) * len(right.keys) > _LARGEST:
        return np.zeros((len(left.keys), len(right.keys)), np.float32)
    similar = np.full((len(left.keys) + 1, len(right.keys) + 1), _NOTHING, np.float32)
    similar[:-1, :-1] = _similar(corpus, left, right, source, target)
    kernel = np.exp(similar.astype(np.float64) / _SHARPNESS)
    a, b = _masses(left), _masses(right)
    scale = np.ones(len(b))
    for _ in range(_ROUNDS):
        rows = a / (kernel @ scale)
        scale = b / (kernel.T @ rows)
    return np.asarray((rows[:, None] * kernel * scale[None, :])[:-1, :-1], dtype=np.float32)


def _masses(atoms: Atoms) -> Floats:
    sizes = [
        max(end - start, 1) * min(float(w), 1.0) for (start, end), w in zip(atoms.spans, atoms.weights, strict=True)
    ]
    whole = sum(sizes)
    return np.asarray([*(size / whole for size in sizes), _SLACK], np.float32)


def _similar(corpus: Corpus, left: Atoms, right: Atoms, source: Lang, target: Lang) -> Floats:
    statistics = corpus.statistics
    both = statistics.has(source) & statistics.has(target)
    mine = [statistics.where(keys(key, source), source) for key in left.keys]
    other = [statistics.where(keys(key, target), target) for key in right.keys]
    together = np.array([[statistics.together(a, b, both) for b in other] for a in mine], np.float32)
    apart = np.abs(_positions(left)[:, None] - _positions(right)[None, :])
    return np.asarray(left.vectors @ right.vectors.T - _DRIFT * apart + _GAIN * together, np.float32)


def _positions(atoms: Atoms) -> Floats:
    return np.asarray((np.arange(len(atoms.keys)) + 0.5) / max(len(atoms.keys), 1), np.float32)
