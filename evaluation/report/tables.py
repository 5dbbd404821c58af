"""Scores as text, JSON and CSV: of the corpus, of each article, of each aligned group of paragraphs."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from corpora.exchange.cells import defuse
from corpora.languages import Lang
from evaluation.review import StoryReview
from evaluation.scores import DraftScores, Score, by_system


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One figure, what it was measured on, and its signature."""

    level: str  # "corpus", "article" or "paragraphs"
    system: str
    lang: Lang
    story: str
    draft: str  # the draft's article; "" for a corpus
    draft_paragraphs: str  # from 1, with spaces; "" but for paragraphs
    reference_paragraphs: str
    metric: str
    value: float
    signature: str


def rows(reviews: Sequence[StoryReview]) -> Iterator[ScoreRow]:
    """Every figure of some reviews, the corpus first."""
    for system in by_system([scores for review in reviews for scores in review.scores]):
        for score in system.overall:
            yield _row("corpus", system.system, system.lang, "", "", score)
    for review in reviews:
        for scores in review.scores:
            yield from _draft_rows(review.story.id, scores)


def _draft_rows(story: str, scores: DraftScores) -> Iterator[ScoreRow]:
    draft = scores.draft
    for score in scores.overall:
        yield _row("article", draft.system, draft.article.lang, story, draft.article.id, score)
    for bead, figures in zip(scores.beads, scores.by_bead, strict=True):
        for score in figures:
            sides = (" ".join(str(i + 1) for i in side) for side in (bead.left, bead.right))
            yield _row("paragraphs", draft.system, draft.article.lang, story, draft.article.id, score, *sides)


def _row(
    level: str, system: str, lang: Lang, story: str, draft: str, score: Score, left: str = "", right: str = ""
) -> ScoreRow:
    return ScoreRow(
        level, system, lang, story, draft, left, right, score.metric, round(score.value, 2), score.signature
    )


def format_csv(reviews: Sequence[StoryReview]) -> str:
    """A line for each figure, with a header; cells that a spreadsheet could take for formulas are defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ScoreRow.__dataclass_fields__)
    for row in rows(reviews):
        writer.writerow([cell if isinstance(cell, float) else defuse(cell) for cell in asdict(row).values()])
    return out.getvalue()


def format_json(reviews: Sequence[StoryReview]) -> str:
    """One list of figures."""
    return json.dumps([asdict(row) for row in rows(reviews)], ensure_ascii=False, indent=1) + "\n"


def format_text(reviews: Sequence[StoryReview]) -> str:
    """A table of the corpus and of each article, and the signatures under it."""
    figures: dict[tuple[str, ...], dict[str, float]] = {}
    signatures: dict[str, str] = {}
    for row in rows(reviews):
        if row.level != "paragraphs":
            name = row.draft or "all drafts"
            figures.setdefault((row.level, row.lang, row.system, name), {})[row.metric] = row.value
            signatures[f"{row.metric} {row.lang}"] = row.signature
    if not figures:
        return "No draft was scored.\n"
    metrics = list(dict.fromkeys(metric for values in figures.values() for metric in values))
    width = max(len(system) for _, _, system, _ in figures)
    lines = [f"{'':2}  {'system':{max(width, 6)}}  " + "  ".join(f"{metric:>7}" for metric in metrics) + "  draft"]
    for (_, lang, system, name), values in figures.items():
        shown = "  ".join(f"{values[metric]:7.2f}" for metric in metrics)
        lines.append(f"{lang}  {system:{max(width, 6)}}  {shown}  {name}")
    lines += ["", *(f"{name}: {signature}" for name, signature in sorted(signatures.items()))]
    return "\n".join(lines) + "\n"
