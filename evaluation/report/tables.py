"""Scores as a table: of the corpus, of each article, of each aligned group of paragraphs; as CSV, JSON and text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.exchange import cells, text
from corpora.languages import Lang
from evaluation import term_scores
from evaluation.report.inline import one_line
from evaluation.review import StoryReview
from evaluation.scores import DraftScores, Score, by_system
from evaluation.term_scores import TermScores

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
    table = table[(table["level"] != "paragraphs") & ~table["metric"].str.startswith(term_scores.PREFIX)]
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
    marks = [f"{name}: {signature}" for name, signature in sorted(signatures.items())]
    return "\n".join([*lines, "", *marks, *_term_lines(reviews, width)]) + "\n"


def _term_lines(reviews: Sequence[StoryReview], width: int) -> list[str]:
    """The terms of the corpus and of each article, the reference's own figure in brackets; nothing without any."""
    scored = [each for review in reviews for each in review.scores if each.terms is not None]
    rows = [(*key, _ALL, terms) for key, terms in term_scores.by_system(scored).items()]
    rows += [(e.draft.system, e.draft.article.lang, e.draft.article.id, e.terms) for e in scored if e.terms]
    rows = [row for row in rows if row[3].counts.needed]
    if not rows:
        return []
    names = term_scores.NAMES
    lines = ["", f"{'':2}  {'system':{width}}  " + "  ".join(f"{name:>15}" for name in names) + "  terms  draft"]
    for system, lang, draft, terms in rows:
        cells = "  ".join(f"{_with_oracle(terms, name):>15}" for name in names)
        lines.append(f"{lang}  {one_line(system):{width}}  {cells}  {terms.counts.needed:5}  {one_line(draft)}")
    signatures = sorted({f"terms {lang}: {terms.signature}" for _, lang, _, terms in rows})
    return [*lines, "in brackets: the reference measured in the same way", "", *signatures]


def _with_oracle(terms: TermScores, name: str) -> str:
    values = {score.metric: f"{score.value:.2f}" for score in terms.scores}
    own, oracle = (values.get(f"{term_scores.PREFIX}{name}{who}", "-") for who in ("", term_scores.ORACLE))
    return f"{own} ({oracle})"


def _rows(reviews: Sequence[StoryReview]) -> Iterator[ScoreRow]:
    for system in by_system([scores for review in reviews for scores in review.scores]):
        for score in system.overall:
            yield _row("corpus", system.system, system.lang, "", "", score)
    for (name, lang), terms in term_scores.by_system([s for review in reviews for s in review.scores]).items():
        for score in terms.scores:
            yield _row("corpus", name, lang, "", "", score)
    for review in reviews:
        for scores in review.scores:
            yield from _draft_rows(review.story.id, scores)


def _draft_rows(story: str, scores: DraftScores) -> Iterator[ScoreRow]:
    draft = scores.draft
    for score in (*scores.overall, *(scores.terms.scores if scores.terms else ())):
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
