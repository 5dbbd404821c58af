"""Where two texts are compared: as a whole if they are short, else in a chain of windows between sure points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.alignment.version import Version


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
    """The windows of two versions, in order; together they hold every sentence once."""
    yield Window(a, b, range(len(versions[a])), range(len(versions[b])))


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
