"""The page's beginning and end: what was reviewed, the table of stories, the index of findings, the signatures."""

from collections import Counter
from collections.abc import Sequence

from corpora.finding import RULES, Finding, Severity
from corpora.languages import name_of
from evaluation.report.anchors import Anchors
from evaluation.report.drafts import best_drafts
from evaluation.report.stories import count, is_removal
from evaluation.report.views import CodeView, Column, Link, StorySummary, VersionSummary
from evaluation.review import StoryReview
from glossary.concept import Glossary

_LISTED = 200  # places of one code that the index links to; a reader follows no more, and the page stays small
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def lede(reviews: Sequence[StoryReview], anchors: Anchors) -> str:
    """What was reviewed, in one sentence."""
    versions = sum(len(review.story.versions) for review in reviews)
    drafts = [draft for review in reviews for draft in review.story.drafts]
    systems = len({draft.system for draft in drafts})
    langs = [name_of(lang) for lang in anchors.langs]
    parts = [counted(len(reviews), "story", "stories"), counted(versions, "version", "versions")]
    if drafts:
        parts.append(f"{counted(len(drafts), 'draft', 'drafts')} by {counted(systems, 'system', 'systems')}")
    sentence = f"{_listed(parts)}{' in ' if langs else ''}{_listed(langs)}."
    return sentence[0].upper() + sentence[1:]


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, in words up to twelve: "two versions"."""
    return f"{_WORDS[number] if number < len(_WORDS) else f'{number:,}'} {one if number == 1 else many}"


def story_summaries(reviews: Sequence[StoryReview], anchors: Anchors) -> tuple[StorySummary, ...]:
    """The rows of the overview."""
    return tuple(_summary(review, number, anchors) for number, review in enumerate(reviews))


def columns(anchors: Anchors) -> tuple[Column, ...]:
    """The languages of the whole page."""
    return tuple(Column(lang, number, name_of(lang)) for number, lang in enumerate(anchors.langs))


def code_views(findings: Sequence[Finding], anchors: Anchors) -> tuple[CodeView, ...]:
    """The rules that spoke: errors first, the loudest rule first."""
    counts = Counter(finding.code for finding in findings)
    severities = list(Severity)
    ordered = sorted(counts, key=lambda code: (severities.index(RULES[code].severity), -counts[code], code))
    return tuple(_code(code, [each for each in findings if each.code == code], anchors) for code in ordered)


def signatures(reviews: Sequence[StoryReview], glossary: Glossary) -> tuple[Link, ...]:
    """The settings and versions behind the page, each once, as name and value."""
    alignments = dict.fromkeys(review.alignment.signature for review in reviews)
    scores = dict.fromkeys(
        f"{score.metric} {score.signature}" for review in reviews for each in review.scores for score in each.overall
    )
    rows = [*(("alignment", each) for each in alignments), ("glossary", glossary.signature)]
    return tuple(Link(value, lang=name) for name, value in [*rows, *(("score", each) for each in scores)] if value)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def _summary(review: StoryReview, number: int, anchors: Anchors) -> StorySummary:
    best = best_drafts(review.scores)
    units = review.alignment.units
    versions = []
    for index, lang in enumerate(anchors.langs):
        article = review.story.versions.get(lang)
        missing = sum(not unit.paragraphs.get(lang) for unit in units if len(unit.languages) > 1) if article else 0
        versions.append(
            VersionSummary(
                column=index,
                lang=lang,
                name=name_of(lang),
                present=article is not None,
                source=lang == review.story.source,
                paragraphs=len(article.paragraphs) if article else 0,
                missing=missing,
                best=best.get(lang, ""),
            )
        )
    return StorySummary(
        title=anchors.titles[number],
        lang=anchors.title_langs[number],
        id=review.story.id,
        href=anchors.story_href(number),
        units=len(units),
        versions=tuple(versions),
        counts=count(review.findings),
    )


def _code(code: str, findings: Sequence[Finding], anchors: Anchors) -> CodeView:
    rule = RULES[code]
    links: dict[str, Link] = {}
    for finding in findings:
        spot = anchors.spot(finding.where)
        href = next(filter(None, map(anchors.href, (finding.where, *finding.related))), "")
        if is_removal(finding) or not href or spot is None:
            continue
        paragraph = "" if finding.where.paragraph is None else f" ¶{finding.where.paragraph + 1}"
        text = f"{anchors.titles[spot.story]} · {name_of(finding.where.lang)}{paragraph}"
        links.setdefault(text + href, Link(text, href))
    return CodeView(
        code=code,
        rule=rule.name,
        severity=rule.severity.value,
        meaning=rule.meaning,
        count=len(findings),
        links=tuple(links.values())[:_LISTED],
        more=max(0, len(links) - _LISTED),
    )
