"""Scores as a table: of the corpus, of each article, of each aligned group of paragraphs; as CSV, JSON and text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.exchange import cells, text
from corpora.languages import Lang
from evaluation.report.inline import one_line
from evaluation.review import StoryReview
from evaluation.scores import DraftScores, Score, by_system

if TYPE_CHECKING:
    from pandas import DataFrame

_ALL = "all drafts"  # what the text calls the corpus


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


def frame(reviews: Sequence[StoryReview]) -> "DataFrame":
    """Every figure of some reviews, the corpus first: a row for each, under the columns of `ScoreRow`, fit for UTF-8."""
    from pandas import DataFrame

    return DataFrame(list(_rows(reviews)), columns=list(ScoreRow.__dataclass_fields__))


def format_csv(reviews: Sequence[StoryReview]) -> str:
    """A line for each figure, with a header; cells that a spreadsheet could take for formulas are defused."""
    table = frame(reviews)
    return cells.format_csv([table.columns, *table.itertuples(index=False)])


def format_json(reviews: Sequence[StoryReview]) -> str:
    """One list of figures."""
    return text.format_json(frame(reviews).to_dict("records"), indent=1)


def format_text(reviews: Sequence[StoryReview]) -> str:
    """A table of the corpus and of each article, and the signatures under it; safe for a terminal."""
    table = frame(reviews)
    table = table[table["level"] != "paragraphs"]
    if table.empty:
        return "No draft was scored.\n"
    table = table.assign(system=table["system"].map(one_line), draft=table["draft"].replace("", _ALL).map(one_line))
    metrics = list(table["metric"].unique())
    width = max(map(len, [*table["system"], "system"]))
    lines = [f"{'':2}  {'system':{width}}  " + "  ".join(f"{metric:>7}" for metric in metrics) + "  draft"]
    for (_, lang, system, draft), figures in table.groupby(["level", "lang", "system", "draft"], sort=False):
        values = dict(zip(figures["metric"], figures["value"], strict=True))
        lines.append(
            f"{lang}  {system:{width}}  " + "  ".join(f"{values[each]:7.2f}" for each in metrics) + f"  {draft}"
        )
    signatures = dict(zip(table["metric"] + " " + table["lang"], table["signature"], strict=True))
    return "\n".join([*lines, "", *(f"{name}: {signature}" for name, signature in sorted(signatures.items()))]) + "\n"


def _rows(reviews: Sequence[StoryReview]) -> Iterator[ScoreRow]:
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
    system, story, draft = map(text.encodable, (system, story, draft))
    return ScoreRow(
        level, system, lang, story, draft, left, right, score.metric, round(score.value, 2), score.signature
    )
