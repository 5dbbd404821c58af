"""Scores of drafts against references, each with the signature that makes it comparable."""

from dataclasses import dataclass

from corpora.alignment import Bead
from corpora.article import Draft


@dataclass(frozen=True, slots=True)
class Score:
    """One metric's value, and the signature without which it means nothing."""

    metric: str  # "BLEU", "chrF2++" or "TER"
    value: float  # 0 to 100 (TER may exceed 100; lower is better there)
    signature: str


@dataclass(frozen=True, slots=True)
class DraftScores:
    """A draft measured against the version of its language."""

    draft: Draft
    beads: tuple[Bead, ...]  # left: paragraphs of the draft, right: paragraphs of the reference
    by_bead: tuple[tuple[Score, ...], ...]  # the scores of each bead, in the order of `beads`
    overall: tuple[Score, ...]  # over the whole article
