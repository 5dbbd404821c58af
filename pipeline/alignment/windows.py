"""Where two texts are compared: as a whole if they are short, else in a chain of windows between sure points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.alignment.chain import longest_chain
from pipeline.alignment.version import Floats, Ints, Version

WHOLE = 120  # sentences a side up to which texts are compared as a whole
PIECE = 40  # sentences that a piece of a longer text has on one of its sides, about
LARGEST = 100_000  # cells of a window in which no point is sure; a greater one is halved
PROBES = 256  # sentences looked up at once
ALIKE = 0.5  # the least cosine at a sure point
LEAD = 0.15  # … and by how much it is ahead of the next best, both ways
RATIO = 0.3  # … and the greatest difference of lengths, as a logarithm, within paragraphs


@dataclass(frozen=True, slots=True)
class Window:
    """A run of sentences of one version against a run of another's; neither leads out of the window."""

    left: int  # position in the list of versions
    right: int
    rows: range
    columns: range

    @property
    def shape(self) -> tuple[int, int]:
        """How many sentences on either side."""
        return len(self.rows), len(self.columns)


def divide(versions: Sequence[Version], a: int, b: int) -> Iterator[Window]:
    """The windows of two versions, in order; together they hold every sentence once, and none twice.

    Linear in the length of the texts where these have much in common.
    """
    for rows, columns in _pieces(versions[a], versions[b], range(len(versions[a])), range(len(versions[b]))):
        yield Window(a, b, rows, columns)


def _pieces(left: Version, right: Version, rows: range, columns: range) -> Iterator[tuple[range, range]]:
    """A rectangle cut at sure points until its pieces are small."""
    if max(len(rows), len(columns)) <= WHOLE or min(len(rows), len(columns)) <= 1:
        yield rows, columns
        return
    points = list(_thinned(_sure_points(left, right, rows, columns), rows, columns))
    if not points and len(rows) * len(columns) <= LARGEST:
        yield rows, columns
        return
    top, first = rows.start, columns.start
    for bottom, last in [*(points or [(rows[len(rows) // 2], columns[len(columns) // 2])]), (rows.stop, columns.stop)]:
        yield from _pieces(left, right, range(top, bottom), range(first, last))
        top, first = bottom, last


def _thinned(points: Sequence[tuple[int, int]], rows: range, columns: range) -> Iterator[tuple[int, int]]:
    """Points far enough apart for the pieces between them to be worth their while."""
    top, first = rows.start, columns.start
    for i, j in points:
        if max(i - top, j - first) >= PIECE and i > rows.start and j > columns.start:
            yield i, j
            top, first = i, j


def _sure_points(left: Version, right: Version, rows: range, columns: range) -> list[tuple[int, int]]:
    """Cells that a path surely passes: before sentences that are by far each other's best, in one order on both sides.

    Only one sentence of each stretch is looked up, the longest, against all of the other side: O(PROBES · (m + n)).
    """
    size = max(len(rows) // PROBES, 2)
    probes = np.array(
        [start + int(left.length[start : min(start + size, rows.stop)].argmax()) for start in rows[::size]]
    )
    there = left.spans[0][probes] @ right.spans[0][columns.start : columns.stop].T
    best, lead = _best(there)
    found = best + columns.start
    back, lead_back = _best(right.spans[0][found] @ left.spans[0][rows.start : rows.stop].T)
    ratio = np.abs(np.log((left.length[probes] + 1.0) / (right.length[found] + 1.0)))
    sure = (
        (back + rows.start == probes)
        & (there[np.arange(len(probes)), best] > ALIKE)
        & (np.minimum(lead, lead_back) > LEAD)
        & ((ratio < RATIO) | (left.begins[probes] & right.begins[found]))
    )
    points = list(zip(probes[sure].tolist(), found[sure].tolist(), strict=True))
    chain = longest_chain([j for _, j in points])
    return [points[k] for k in sorted(chain)]


def _best(cosine: Floats) -> tuple[Ints, Floats]:
    """Of each row the column of the greatest value, and by how much it is ahead of all others but its neighbours."""
    best = cosine.argmax(axis=1)
    row = np.arange(len(cosine))
    top = cosine[row, best]
    others = cosine.copy()
    for offset in (-1, 0, 1):
        others[row, np.clip(best + offset, 0, cosine.shape[1] - 1)] = -1.0
    return best, top - others.max(axis=1)


AT_ONCE = 60_000  # cells of the lattices that are worked on at once; some 400 bytes each


def batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of about one shape together, as many as fit into a bounded memory."""
    batch: list[Window] = []
    rows = columns = 0
    for window in sorted(windows, key=lambda w: w.shape):
        rows, columns = max(rows, len(window.rows) + 1), max(columns, len(window.columns) + 1)
        if batch and rows * columns * (len(batch) + 1) > AT_ONCE:
            yield batch
            batch, rows, columns = [], len(window.rows) + 1, len(window.columns) + 1
        batch.append(window)
    if batch:
        yield batch
