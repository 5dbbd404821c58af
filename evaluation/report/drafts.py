"""Drafts and their scores, as bars and as the colour of their paragraphs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpora.article import Draft
from corpora.languages import name_of
from evaluation.report.anchors import Anchors
from evaluation.report.marking import Marker, Shown
from evaluation.report.views import DraftRow, DraftView, FindingView, LanguageScores, Link, ScoreView, SystemRow
from evaluation.review import StoryReview
from evaluation.scores import DraftScores, Score, SystemScores, by_system
from evaluation.term_scores import EXCLUSIVE, ORACLE
from glossary.concept import Glossary

_HEAT = (20.0, 40.0, 55.0, 70.0)  # where one colour ends and the next begins, in points of the metric


def lower_is_better(metric: str) -> bool:
    """Whether the metric counts errors."""
    return metric.upper().startswith("TER")


def main_score(scores: Iterable[Score]) -> Score | None:
    """The score by which drafts are compared at a glance: chrF, which needs no tokenizer, else the first one."""
    every = tuple(scores)
    return next((score for score in every if score.metric.startswith("chrF")), every[0] if every else None)


def best_drafts(scores: Iterable[DraftScores]) -> Mapping[str, str]:
    """For each language the system of the best draft, with its score: "north 54.3"."""
    best: dict[str, tuple[float, str]] = {}
    for each in scores:
        score = main_score(each.overall)
        if score is None:
            continue
        rank = -score.value if lower_is_better(score.metric) else score.value
        lang = each.draft.article.lang
        if lang not in best or rank > best[lang][0]:
            best[lang] = (rank, f"{each.draft.system} {score.value:.1f}")
    return {lang: text for lang, (_, text) in best.items()}


def draft_views(shown: Shown, findings: Mapping[int, tuple[FindingView, ...]]) -> tuple[DraftView, ...]:
    """The drafts of a story, those of a language together; `findings` by the draft's place in the story."""
    scored = _scores_by_place(shown.review)
    every = range(len(shown.review.story.drafts))
    views = [_draft_view(shown, index, scored.get(index), findings.get(index, ())) for index in every]
    return tuple(sorted(views, key=lambda view: (view.column, view.system)))


def _scores_by_place(review: StoryReview) -> Mapping[int, DraftScores]:
    """The scores by their draft's place in the story; ids do not tell, one file may be the draft of several systems."""
    left = list(review.scores)
    found: dict[int, DraftScores] = {}
    for place, draft in enumerate(review.story.drafts):
        at = next((index for index, scores in enumerate(left) if scores.draft == draft), None)
        if at is not None:
            found[place] = left.pop(at)
    return found


def _draft_view(shown: Shown, index: int, scores: DraftScores | None, findings: tuple[FindingView, ...]) -> DraftView:
    draft = shown.review.story.drafts[index]
    lang = draft.article.lang
    overall = main_score(scores.overall) if scores else None
    return DraftView(
        anchor=f"draft-{shown.anchors.slugs[shown.number]}-{index + 1}",
        system=draft.system,
        lang=lang,
        column=shown.anchors.langs.index(lang),
        name=name_of(lang),
        source=name_of(draft.source),
        scores=(*(score_view(score) for score in scores.overall), *_terms(scores)) if scores else (),
        metric=overall.metric if overall else "",
        rows=_scored_rows(shown, draft, scores) if scores else _plain_rows(shown, draft),
        findings=findings,
    )


def _terms(scores: DraftScores) -> tuple[ScoreView, ...]:
    """The share of the source's terms that the draft renders, and what the reference reaches."""
    found = {score.metric: score for score in (scores.terms.scores if scores.terms else ())}
    own, oracle = found.get(EXCLUSIVE), found.get(EXCLUSIVE + ORACLE)
    if own is None or oracle is None:
        return ()
    return (replace(score_view(own), metric="terms", text=f"{own.value:.1f} ({oracle.value:.1f})"),)


def _plain_rows(shown: Shown, draft: Draft) -> tuple[DraftRow, ...]:
    every = range(len(draft.article.paragraphs))
    marker = _marker(shown, draft)
    return tuple(DraftRow((marker.paragraph(draft.article, index),), None, None, 0) for index in every)


def _marker(shown: Shown, draft: Draft) -> Marker:
    """What marks a draft: nothing where it has the id of a version, whose terms and findings these would be."""
    versions = {article.id for article in shown.review.story.versions.values()}
    return Marker((), (), Glossary()) if draft.article.id in versions else shown.marker


def _scored_rows(shown: Shown, draft: Draft, scores: DraftScores) -> tuple[DraftRow, ...]:
    article, marker = draft.article, _marker(shown, draft)
    spot = shown.anchors.articles[shown.review.story.versions[article.lang].id]
    rows = []
    for bead, by_metric in zip(scores.beads, scores.by_bead, strict=True):
        score = main_score(by_metric) if bead.left and bead.right else None
        unit = (spot.units or {}).get(bead.right[0]) if bead.right else None
        link = None if unit is None else Link(str(unit + 1), shown.anchors.unit_href(shown.number, unit))
        paragraphs = tuple(marker.paragraph(article, index) for index in bead.left)
        rows.append(DraftRow(paragraphs, link, score_view(score) if score else None, _heat(score)))
    return tuple(rows)


def _heat(score: Score | None) -> int:
    if score is None:
        return 0
    near = 100 - score.value if lower_is_better(score.metric) else score.value
    return sum(near >= limit for limit in _HEAT)


def score_view(score: Score, *, best: bool = False, ticks: Sequence[float] = ()) -> ScoreView:
    """A score as a bar; the bar's room is 0 to 100."""
    return ScoreView(
        metric=score.metric,
        text=f"{score.value:.1f}",
        width=_room(score.value),
        best=best,
        ticks=tuple(sorted({_room(tick) for tick in ticks})),
        signature=score.signature,
    )


def _room(value: float) -> float:
    return round(min(100.0, max(0.0, value)), 1)


def language_scores(scores: Sequence[DraftScores], anchors: Anchors) -> tuple[LanguageScores, ...]:
    """What each system reaches over the corpus, by language; the systems of a language best first."""
    totals = by_system(scores)
    groups = {lang: [each for each in totals if each.lang == lang] for lang in anchors.langs}
    return tuple(_language(lang, group, scores) for lang, group in groups.items() if group)


def _language(lang: str, totals: Sequence[SystemScores], scores: Sequence[DraftScores]) -> LanguageScores:
    every = [score for each in totals for score in each.overall]
    metrics = tuple(dict.fromkeys(score.metric for score in every))
    best = {metric: _best([score for score in every if score.metric == metric]) for metric in metrics}
    rows = []
    for total in sorted(totals, key=lambda each: (-_rank(each.overall), each.system)):
        own = [each for each in scores if each.draft.system == total.system and each.draft.article.lang == lang]
        views = tuple(
            score_view(score, best=len(totals) > 1 and score == best[score.metric], ticks=_ticks(own, score.metric))
            for score in total.overall
        )
        rows.append(SystemRow(total.system, total.drafts, views))
    signatures = dict.fromkeys(f"{score.metric} {score.signature}" for score in every)
    return LanguageScores(lang, name_of(lang), metrics, tuple(rows), tuple(signatures))


def _best(scores: Sequence[Score]) -> Score:
    return (min if lower_is_better(scores[0].metric) else max)(scores, key=lambda score: score.value)


def _rank(scores: Sequence[Score]) -> float:
    score = main_score(scores)
    if score is None:
        return 0.0
    return -score.value if lower_is_better(score.metric) else score.value


def _ticks(own: Sequence[DraftScores], metric: str) -> list[float]:
    if len(own) < 2:
        return []
    return [score.value for each in own for score in each.overall if score.metric == metric]
