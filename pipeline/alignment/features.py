"""What speaks for and against each step of the lattices of a batch of windows; the pair model weighs it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpora.vectors.encoder import Encoder
from pipeline.alignment.lattice import EXTEND_LEFT, EXTEND_RIGHT, OPEN_LEFT, OPEN_RIGHT, SHAPES
from pipeline.alignment.version import CUTS, HEADING, ITEM, LONGEST_SPAN, Bools, Floats, Ints, Keys, Version
from pipeline.alignment.windows import Window

NEIGHBOURS = 4  # how many of the best cosines make a sentence's neighbourhood
SHORT = 20.0  # characters below which a side of a bead counts as short
SIGHT = ("cosine", "margin", "halves", "weaker half", "deletion best")  # how the names of features from vectors begin
NOTHING = -2.0  # less than any cosine: what stands in padding


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence: its value for one kind of step, by the cell in which the step begins."""

    name: str
    step: int  # an index into lattice.STEPS
    values: Floats  # [windows, m + 1 - down, n + 1 - across], or what broadcasts to it


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a batch of windows, padded with zeros to the longest of them: s sentences."""

    size: Ints  # [windows]
    spans: Sequence[Floats]  # [windows, s + 1 - k, d] for runs of k = 1, 2, 3 sentences
    length: Floats  # [windows, s]
    digest: Ints  # [windows, s], 0 in padding
    begins: Floats  # [windows, s + 1]
    role: Ints  # [windows, s], 0 where layout says nothing


def side(versions: Sequence[Version], runs: Sequence[tuple[int, range]]) -> Side:
    """The sentences `run` of the version at each position, one window each."""
    longest = max(len(run) for _, run in runs)
    parts = [versions[v] for v, _ in runs]
    windows, d = len(runs), parts[0].parts.shape[2]
    spans = [np.zeros((windows, max(longest + 1 - k, 0), d), np.float32) for k in range(1, LONGEST_SPAN + 1)]
    length = np.zeros((windows, longest), np.float32)
    digest = np.zeros((windows, longest), np.int64)
    begins = np.zeros((windows, longest + 1), np.float32)
    role = np.zeros((windows, longest), np.int64)
    for b, (version, (_, run)) in enumerate(zip(parts, runs, strict=True)):
        first, last, s = run.start, run.stop, len(run)
        for k in range(LONGEST_SPAN):
            spans[k][b, : max(s - k, 0)] = version.spans[k][first : max(last - k, first)]
        length[b, :s] = version.length[first:last]
        digest[b, :s] = version.digest[first:last]
        begins[b, : s + 1] = version.begins[first : last + 1]
        role[b, :s] = version.kinds[first:last]
    return Side(np.array([len(run) for _, run in runs]), spans, length, digest, begins, role)


def features(
    versions: Sequence[Version], windows: Sequence[Window], encoder: Encoder | None = None
) -> Iterator[Feature]:
    """All that the two texts say themselves; of parts of sentences only with an encoder. Values in padding mean nothing."""
    left = side(versions, [(w.left, w.rows) for w in windows])
    right = side(versions, [(w.right, w.columns) for w in windows])
    real = _real(left.size, left.length.shape[1])[:, :, None] & _real(right.size, right.length.shape[1])[:, None, :]
    nearness = (np.zeros(real.shape, np.float32), np.zeros(real.shape, np.float32))
    halves = _halves(versions, windows, encoder, real.shape) if encoder else {}
    anchors = {
        "quantities": _anchors([(versions[w.left].quantities, versions[w.right].quantities) for w in windows], windows),
        "names": _anchors([(versions[w.left].names, versions[w.right].names) for w in windows], windows),
    }
    for step, (down, across) in enumerate(SHAPES):
        if down > real.shape[1] or across > real.shape[2]:
            continue
        whole = real[:, down - 1 :, across - 1 :]
        cosine = np.matmul(left.spans[down - 1], right.spans[across - 1].transpose(0, 2, 1))
        margin = _margin(cosine, whole)
        if step == 0:
            nearness = (np.where(whole, cosine, NOTHING), np.where(whole, margin, NOTHING))
        kind = "one" if step == 0 else "many"
        yield Feature(f"cosine {kind}", step, cosine)
        yield Feature(f"margin {kind}", step, margin)
        for name, values in _bead_features(step, left, right, anchors):
            yield Feature(name, step, values)
        for name, values in zip(("halves", "weaker half"), halves.get((down, across), ()), strict=False):
            yield Feature(name, step, values)
    yield from _deletion_features(left, right, nearness)


def along(values: Floats, axis: int) -> Floats:
    """Values of one side's sentences, the same for every place on the other side, which `axis` runs along."""
    return values[:, :, None] if axis == 2 else values[:, None, :]


def _real(size: Ints, longest: int) -> Bools:
    return np.asarray(np.arange(longest)[None, :] < size[:, None])


def _bead_features(
    step: int, left: Side, right: Side, anchors: Mapping[str, tuple[Floats, Floats]]
) -> Iterator[tuple[str, Floats]]:
    down, across = SHAPES[step]
    kind = "one" if step == 0 else "many"
    yield f"{min(down, across)}-{max(down, across)}", np.ones((1, 1, 1), np.float32)
    a, b = runs(left.length, down), runs(right.length, across)
    ratio = np.abs(np.log(a + 1.0)[:, :, None] - np.log(b + 1.0)[:, None, :])
    yield "length", ratio
    yield "length squared", np.minimum(ratio, 3.0) ** 2
    yield "short", np.maximum((a < SHORT)[:, :, None], (b < SHORT)[:, None, :]).astype(np.float32)
    for name, own, other in (
        ("start", left.begins[:, : a.shape[1]], right.begins[:, : b.shape[1]]),
        ("ends", left.begins[:, down:], right.begins[:, across:]),
    ):
        both = own[:, :, None] * other[:, None, :]
        yield f"{name} both", both
        yield f"{name} one", own[:, :, None] + other[:, None, :] - 2.0 * both
    yield "crossed", _crossed(left, down)[:, :, None] + _crossed(right, across)[:, None, :]
    for name, (own, other) in anchors.items():
        shared, apart = _shared(_held(own, down), _held(other, across))
        yield f"{name} shared", shared
        yield f"{name} apart", apart
    same = (left.digest[:, :, None] == right.digest[:, None, :]).astype(np.float32)
    yield f"identical {kind}", blocks(same, down, across)
    role, its = left.role[:, : a.shape[1], None], right.role[:, None, : b.shape[1]]
    yield "roles apart", ((role != its) & (role * its > 0)).astype(np.float32)
    yield "headings", ((role == its) & (role == HEADING)).astype(np.float32)
    yield "items", ((role == its) & (role == ITEM)).astype(np.float32)


def _shared(left: Floats, right: Floats) -> tuple[Floats, Floats]:
    """How many anchors two runs share, and how many only one of them holds, rare ones counting more."""
    shared = np.matmul(left, right.transpose(0, 2, 1))
    return shared, (left**2).sum(axis=2)[:, :, None] + (right**2).sum(axis=2)[:, None, :] - 2.0 * shared


def blocks(values: Floats, down: int, across: int) -> Floats:
    """Sums over each block of `down` rows and `across` columns."""
    m, n = values.shape[1] + 1 - down, values.shape[2] + 1 - across
    return np.asarray(sum(values[:, u : u + m, v : v + n] for u in range(down) for v in range(across)))


def runs(values: Floats, size: int) -> Floats:
    """Sums over each run of neighbours, along the second axis."""
    last = values.shape[1] + 1 - size
    return np.asarray(sum(values[:, k : k + last] for k in range(size)))


def _anchors(keys: Sequence[tuple[Keys, Keys]], windows: Sequence[Window]) -> tuple[Floats, Floats]:
    """Which anchors that both sides know stand in which sentence: [windows, s, anchors] each.

    Values are roots of how much an anchor counts, which is 1/k where it stands in k sentences of the side that has it more often.
    """
    found = [_known(own, other, w) for (own, other), w in zip(keys, windows, strict=True)]
    count = max(len(weight) for *_, weight in found)
    left = np.zeros((len(windows), max(len(w.rows) for w in windows), count), np.float32)
    right = np.zeros((len(windows), max(len(w.columns) for w in windows), count), np.float32)
    for b, ((row, of_row), (column, of_column), weight) in enumerate(found):
        left[b, row, of_row] = weight[of_row]
        right[b, column, of_column] = weight[of_column]
    return left, right


def _known(own: Keys, other: Keys, window: Window) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints], Floats]:
    """For each side, which of the anchors that both know stands in which sentence, and how much each counts."""
    (row, key), (column, its) = _keys_of(own, window.rows), _keys_of(other, window.columns)
    both = np.intersect1d(key, its)
    mine, theirs = _places(both, row, key), _places(both, column, its)
    often = np.maximum(np.bincount(mine[1], minlength=len(both)), np.bincount(theirs[1], minlength=len(both)))
    return mine, theirs, (1.0 / np.sqrt(np.maximum(often, 1))).astype(np.float32)


def _keys_of(keys: Keys, run: range) -> tuple[Ints, Ints]:
    bounds = keys.start[run.start : run.stop + 1]
    return np.repeat(np.arange(len(run)), np.diff(bounds)), keys.key[bounds[0] : bounds[-1]]


def _places(known: Ints, sentence: Ints, key: Ints) -> tuple[Ints, Ints]:
    if not len(known):
        return sentence[:0], key[:0]
    place = np.minimum(np.searchsorted(known, key), len(known) - 1)
    there = known[place] == key
    return sentence[there], place[there]


def _held(values: Floats, size: int) -> Floats:
    """The greatest of each run of neighbours, along the second axis."""
    last = values.shape[1] + 1 - size
    held = values[:, :last]
    for k in range(1, size):
        held = np.maximum(held, values[:, k : k + last])
    return held


def _crossed(own: Side, size: int) -> Floats:
    """How many paragraphs begin inside of each run, behind its first sentence."""
    inner = own.begins[:, :-1]
    return runs(inner, size) - inner[:, : inner.shape[1] + 1 - size]


def _margin(cosine: Floats, real: Bools) -> Floats:
    """Cosines less the mean of both neighbourhoods (csls, Lample et al. 2018)."""
    known = np.where(real, cosine, NOTHING)
    return np.asarray(cosine - 0.5 * (_nearest(known)[:, :, None] + _nearest(known.transpose(0, 2, 1))[:, None, :]))


def _nearest(cosine: Floats) -> Floats:
    k = min(NEIGHBOURS, cosine.shape[2])
    best = np.partition(cosine, cosine.shape[2] - k, axis=2)[:, :, -k:]
    there = best > NOTHING
    return np.asarray((best * there).sum(axis=2) / np.maximum(there.sum(axis=2), 1), np.float32)


def _deletion_features(left: Side, right: Side, nearness: tuple[Floats, Floats]) -> Iterator[Feature]:
    deletions = ((OPEN_LEFT, EXTEND_LEFT, left, right, 2), (OPEN_RIGHT, EXTEND_RIGHT, right, left, 1))
    for opening, extending, own, other, axis in deletions:
        starts, ends = own.begins[:, :-1], own.begins[:, 1:]
        best = [values.max(axis=axis, initial=NOTHING) for values in nearness]
        found = {
            "starts": starts,
            "ends": ends,
            "whole": starts * ends,
            "best cosine": np.where(best[0] > NOTHING, best[0], 0.0).astype(np.float32),
            "best margin": np.where(best[1] > NOTHING, best[1], 0.0).astype(np.float32),
            "length": np.log(own.length + 1.0),
        }
        for step, name in ((opening, "open"), (extending, "extend")):
            yield Feature(f"deletion {name}", step, np.ones((1, 1, 1), np.float32))
            for what, values in found.items():
                yield Feature(f"deletion {what}", step, along(values, axis))
            yield Feature(f"deletion {name} at boundary", step, along(other.begins, 3 - axis))


def _halves(
    versions: Sequence[Version], windows: Sequence[Window], encoder: Encoder, shape: tuple[int, int, int]
) -> dict[tuple[int, int], tuple[Floats, Floats]]:
    """For beads 1-2 and 2-1: the best mean, and the best lesser one, of the cosines of two parts to two sentences.

    That is over CUTS places at which the one sentence can be cut in two parts. A sentence with half of what two others say
    is close to both together, but no cut of it makes two parts that are.
    """
    windows_of = {(v, run): None for w in windows for v, run in ((w.left, w.rows), (w.right, w.columns))}
    cut = {key: _cut(versions[key[0]], key[1], encoder) for key in windows_of}
    out = {}
    for down, across in ((1, 2), (2, 1)):
        found = np.full((2, shape[0], max(shape[1] + 1 - down, 0), max(shape[2] + 1 - across, 0)), NOTHING, np.float32)
        for b, w in enumerate(windows):
            one, two = ((w.left, w.rows), (w.right, w.columns))[:: 1 if down == 1 else -1]
            if len(one[1]) and len(two[1]) > 1:
                to = versions[two[0]].spans[0][two[1].start : two[1].stop]
                both = _fit(cut[one], to)
                both = both if down == 1 else both.transpose(0, 2, 1)
                found[:, b, : both.shape[1], : both.shape[2]] = both
        out[down, across] = found[0], found[1]
    return out


def _fit(cut: tuple[Floats, Floats], to: Floats) -> Floats:
    """[2, s, n - 1] the best mean and the best lesser cosine of s cut sentences to each two neighbours of n."""
    heads, tails = cut
    shape = (len(heads), CUTS, len(to) - 1)
    before = (heads.reshape(-1, heads.shape[2]) @ to[:-1].T).reshape(shape)
    after = (tails.reshape(-1, tails.shape[2]) @ to[1:].T).reshape(shape)
    return np.stack([(0.5 * (before + after)).max(axis=1), np.minimum(before, after).max(axis=1)])


def _cut(version: Version, run: range, encoder: Encoder) -> tuple[Floats, Floats]:
    """Unit vectors [s, CUTS, d] of what stands before and behind each cut of each sentence."""
    parts = version.parts[run.start : run.stop].astype(np.float32)
    sides = np.tri(CUTS, CUTS + 1, dtype=np.float32), 1.0 - np.tri(CUTS, CUTS + 1, dtype=np.float32)
    shape = (len(run), CUTS, parts.shape[2])
    before, after = (
        encoder.unit(np.matmul(side, parts).reshape(-1, shape[2]), version.lang).reshape(shape) for side in sides
    )
    return before, after
