"""The report: one self-contained HTML page that shows all reviews."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from corpora.finding import Finding, Place
from evaluation.report import anchors as page_anchors
from evaluation.report.anchors import Anchors
from evaluation.report.concepts import concept_views
from evaluation.report.drafts import language_scores
from evaluation.report.inline import visible
from evaluation.report.stories import count, finding_view, is_removal, removed, story_view
from evaluation.report.summary import code_views, columns, lede, signatures, story_summaries
from evaluation.report.views import FindingView, PageView, StoryView
from evaluation.review import StoryReview
from glossary import matching, renderings
from glossary.concept import Glossary

if TYPE_CHECKING:
    from jinja2 import Environment


def render(
    reviews: Sequence[StoryReview], glossary: Glossary, *, title: str, corpus_findings: Sequence[Finding] = ()
) -> str:
    """The page, as HTML without any outside resource; the same input gives the same page.

    Args:
        reviews: the stories, in the order of the page.
        glossary: the one that the reviews were made with.
        title: the heading of the page.
        corpus_findings: those of reading, cleaning and grouping; one about an article of a story is shown there.

    Time and size grow with the text: about 50 ms and 80 kB for a story of 20 units in four languages.
    """
    return _environment().get_template("page.html").render(page=view(reviews, glossary, title, corpus_findings))


def view(
    reviews: Sequence[StoryReview], glossary: Glossary, title: str, corpus_findings: Sequence[Finding] = ()
) -> PageView:
    """Everything that the page shows, before it is laid out."""
    anchors = page_anchors.build(reviews)
    placed, loose = _share_out(reviews, corpus_findings, anchors)
    findings = [*loose, *(finding for review in placed for finding in review.findings)]
    shown = [matching.longest(review.occurrences) for review in placed]
    counted = [each for every in shown for each in every if _in_version(each.where, anchors)]
    scores = [each for review in placed for each in review.scores]
    return PageView(
        title=title,
        lede=lede(placed, anchors),
        columns=columns(anchors),
        counts=count(findings),
        overview=story_summaries(placed, anchors),
        concepts=concept_views(renderings.count(counted), glossary, anchors),
        scores=language_scores(scores, anchors),
        stories=_opened(
            [story_view(review, number, shown[number], glossary, anchors) for number, review in enumerate(placed)]
        ),
        corpus=_corpus_findings(loose, glossary, anchors),
        removed=removed(loose, anchors),
        codes=code_views(findings, anchors),
        signatures=signatures(placed, glossary),
    )


def _share_out(
    reviews: Sequence[StoryReview], corpus_findings: Sequence[Finding], anchors: Anchors
) -> tuple[list[StoryReview], list[Finding]]:
    """Give each finding of the corpus to the story of its article; the rest stays loose."""
    numbers = {review.story.id: number for number, review in enumerate(reviews)}
    own: list[list[Finding]] = [list(review.findings) for review in reviews]
    loose = []
    for finding in corpus_findings:
        spot = anchors.spot(finding.where)
        number = spot.story if spot else numbers.get(finding.story)
        if number is None:
            loose.append(finding)
        elif finding not in own[number]:
            own[number].append(finding)
    shared = [replace(review, findings=tuple(found)) for review, found in zip(reviews, own, strict=True)]
    return shared, loose


def _corpus_findings(loose: Sequence[Finding], glossary: Glossary, anchors: Anchors) -> tuple[FindingView, ...]:
    shown = [finding for finding in loose if not is_removal(finding)]
    return tuple(
        finding_view(each, number, f"f0-{number}", glossary, anchors) for number, each in enumerate(shown, start=1)
    )


def _opened(stories: Sequence[StoryView]) -> tuple[StoryView, ...]:
    """The stories, the one in most languages unfolded: it shows best what the page is for."""
    richest = max(stories, key=lambda story: (len(story.columns), story.noted), default=None)
    return tuple(replace(story, open=story is richest) for story in stories)


def _in_version(place: Place, anchors: Anchors) -> bool:
    spot = anchors.spot(place)
    return spot is not None and spot.draft is None


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("evaluation.report"),
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _shown(value: object) -> object:
    """Whatever a template prints: plain text made visible before it is escaped, markup as it is."""
    return visible(value) if type(value) is str else value
