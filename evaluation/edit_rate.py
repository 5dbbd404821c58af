"""Edits between a draft's segment and its reference, counted once and at a bounded cost."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import FunctionType
from typing import Any

LONGEST = 200  # words; sacrebleu's search for shifts takes seconds here, and minutes for an article without line breaks


@dataclass(frozen=True, slots=True)
class Edits:
    """What TER is made of: edits divided by the words of the reference."""

    count: int
    words: int
    shifts: bool  # whether moved words were looked for


@lru_cache(maxsize=1 << 16)
def edits(draft: str, reference: str) -> Edits:
    """The edits that turn one text of words into another, as sacrebleu counts them.

    A segment of more than LONGEST words is measured without shifts, which can only count more: O(m·n) in numpy.
    """
    left, right = draft.split(), reference.split()
    if max(len(left), len(right)) > LONGEST:
        return Edits(_distance(left, right), len(right), shifts=False)
    count, _ = _edit_rate()(left, right)
    return Edits(count, len(right), shifts=True)


@cache
def _edit_rate() -> Callable[[Sequence[str], Sequence[str]], tuple[int, int]]:
    """Sacrebleu's own search for shifts, over a distance of ours that gives the same numbers several times as fast."""
    from sacrebleu.metrics import lib_ter

    search = lib_ter.translation_edit_rate
    return FunctionType(search.__code__, {**vars(lib_ter), "BeamEditDistance": _BeamDistance})


class _BeamDistance:
    """What sacrebleu.metrics.lib_ter.BeamEditDistance computes, on rows of plain integers.

    Nine in ten seconds of TER are spent in its inner loop; a test holds this one to it.
    """

    BEAM = 25  # as sacrebleu has it
    FAR = 10**9

    def __init__(self, reference: Sequence[str]) -> None:
        self._reference = reference
        self._equal: dict[str, list[bool]] = {}  # where the reference has a word
        self._rows: dict[str, Any] = {}  # a trie over the words of the drafts: word -> (row, deeper)

    def __call__(self, words: Sequence[str]) -> tuple[int, str]:
        rows = [list(range(len(self._reference) + 1))]
        node = self._rows
        for i, word in enumerate(words, 1):
            if word not in node:
                node[word] = (self._row(rows[-1], word, i, len(words)), {})
            row, node = node[word]
            rows.append(row)
        return rows[-1][-1], self._trace(rows, words)

    def _row(self, before: list[int], word: str, i: int, words: int) -> list[int]:
        columns = len(self._reference) + 1
        ratio = (columns - 1) / words
        beam = self.BEAM if ratio / 2 <= self.BEAM else math.ceil(ratio / 2 + self.BEAM)
        first = max(0, math.floor(i * ratio) - beam)
        last = columns if i == words else min(columns, math.floor(i * ratio) + beam)
        row = [self.FAR] * max(first, 1)
        if first == 0:
            row[0] = before[0] + 1
        left, far, append = row[-1], self.FAR, row.append
        start = len(row)
        for diagonal, above, same in zip(
            before[start - 1 :], before[start:last], self._same(word)[start - 1 :], strict=False
        ):
            if same and diagonal < far:
                left = diagonal  # never dearer than the two others, in unit costs
            else:
                cheapest = above if above < diagonal else diagonal
                left = 1 + (cheapest if cheapest < left else left)
            append(left)
        row += [far] * (columns - len(row))
        return row

    def _same(self, word: str) -> list[bool]:
        found = self._equal.get(word)
        if found is None:
            found = self._equal[word] = [word == other for other in self._reference]
        return found

    def _trace(self, rows: Sequence[Sequence[int]], words: Sequence[str]) -> str:
        """The edits from the end, where several are as cheap in sacrebleu's order: substitution, deletion, insertion."""
        steps = []
        i, j = len(words), len(self._reference)
        while i or j:
            same = bool(i and j) and words[i - 1] == self._reference[j - 1]
            if i and j and rows[i][j] == rows[i - 1][j - 1] + (not same):
                steps.append(" " if same else "s")
                i, j = i - 1, j - 1
            elif i and rows[i][j] == rows[i - 1][j] + 1:
                steps.append("d")
                i -= 1
            else:
                steps.append("i")
                j -= 1
        return "".join(reversed(steps))


def _distance(left: list[str], right: list[str]) -> int:
    """The Levenshtein distance between two lists of words."""
    import numpy as np

    numbers = {word: number for number, word in enumerate(dict.fromkeys((*left, *right)))}
    columns = np.array([numbers[word] for word in right], dtype=np.int64)
    steps = np.arange(len(right) + 1)
    row = steps.copy()
    for word in left:
        best = row + 1
        best[1:] = np.minimum(best[1:], row[:-1] + (columns != numbers[word]))
        row = np.minimum.accumulate(best - steps) + steps
    return int(row[-1])
