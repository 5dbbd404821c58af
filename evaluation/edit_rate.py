"""Edits between a draft's segment and its reference, counted once and at a bounded cost."""

from dataclasses import dataclass
from functools import lru_cache

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
    from sacrebleu.metrics.ter import TER

    result = TER(case_sensitive=True).corpus_score([draft], [[reference]])
    return Edits(result.num_edits, len(right), shifts=True)


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
