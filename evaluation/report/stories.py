"""The stories of the page: units side by side, findings in their margins, what was removed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpora.alignment import Unit
from corpora.finding import RULES, Finding, Place, Severity
from corpora.languages import name_of
from evaluation.report.anchors import Anchors, in_order
from evaluation.report.drafts import draft_views
from evaluation.report.findings import unsaid
from evaluation.report.marking import Flagged, Marker, Shown
from evaluation.report.views import Cell, Column, Counts, FindingView, Link, ParagraphView, Removed, StoryView, UnitView
from evaluation.review import StoryReview
from glossary.concept import Glossary
from glossary.matching import Occurrence

_LOW = 0.7  # of units below, three in ten or more are wrong: worth an editor's look


@dataclass(frozen=True, slots=True)
class _Placed:
    """A finding, its view, and the unit or draft that holds it, where one does."""

    finding: Finding
    view: FindingView
    unit: int | None
    draft: int | None


def story_view(
    review: StoryReview, number: int, occurrences: Sequence[Occurrence], glossary: Glossary, anchors: Anchors
) -> StoryView:
    """One story of the page.

    Args:
        review: the story, with all findings that are about it.
        number: its place among the stories, from 0.
        occurrences: those to mark in its texts.
        glossary: where the concepts' names come from.
        anchors: of the whole page.
    """
    story = review.story
    placed = _place(review, number, glossary, anchors)
    langs = in_order(set(story.versions))
    columns = tuple(Column(each, anchors.langs.index(each), name_of(each), each == story.source) for each in langs)
    shown = Shown(review, number, Marker(occurrences, _flagged(placed), glossary), anchors)
    units = tuple(_unit_view(shown, index, columns, placed) for index in range(len(review.alignment.units)))
    return StoryView(
        id=story.id,
        slug=anchors.slugs[number],
        title=anchors.titles[number],
        lang=anchors.title_langs[number],
        columns=columns,
        units=units,
        whole=tuple(each.view for each in placed if each.unit is None and each.draft is None),
        drafts=draft_views(shown, _by_draft(placed)),
        removed=removed(review.findings, anchors),
        counts=count(review.findings),
        open=False,
    )


def count(findings: Iterable[Finding]) -> Counts:
    """Findings by severity; what cleaning removed does not count, it stands in a list of its own."""
    counts = Counter(finding.severity for finding in findings if not is_removal(finding))
    return Counts(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO])


def is_removal(finding: Finding) -> bool:
    """Whether the finding only tells what cleaning took out."""
    return finding.code.startswith("C")


def removed(findings: Iterable[Finding], anchors: Anchors) -> tuple[Removed, ...]:
    """What cleaning took out, by language and line."""
    taken = [finding for finding in findings if is_removal(finding)]
    ordered = sorted(taken, key=lambda each: (each.where.lang or "", each.where.article, each.where.line))
    return tuple(
        Removed(
            each.where.lang or "",
            anchors.version(each.where),
            each.where.line,
            each.code,
            RULES[each.code].name,
            each.message,
        )
        for each in ordered
    )


def finding_view(finding: Finding, number: int, anchor: str, glossary: Glossary, anchors: Anchors) -> FindingView:
    """A finding as the margin shows it."""
    concept = glossary.concepts.get(finding.concept)
    related = dict.fromkeys(Link(_place_words(place, anchors), anchors.href(place)) for place in finding.related)
    return FindingView(
        number=number,
        anchor=anchor,
        code=finding.code,
        rule=RULES[finding.code].name,
        severity=finding.severity.value,
        lang=(finding.where.lang or "") if finding.code.startswith("T") else "",
        place=_place_words(finding.where, anchors),
        message=finding.message,
        suggestion=unsaid(finding),
        concept=concept.name if concept else finding.concept,
        links=tuple(related),
    )


def _place_words(place: Place, anchors: Anchors) -> str:
    name = anchors.version(place)
    return name if place.paragraph is None else f"{name} ¶{place.paragraph + 1}"


def _place(review: StoryReview, number: int, glossary: Glossary, anchors: Anchors) -> tuple[_Placed, ...]:
    """The findings in the order of the page: those on the story as a whole, then by unit, then by draft."""
    shown = [finding for finding in review.findings if not is_removal(finding)]
    homes = [(_unit_at(each, number, anchors), _draft_at(each, number, anchors), each) for each in shown]
    severities = list(Severity)
    homes.sort(
        key=lambda home: (
            home[1] is not None,
            home[1] or 0,
            -1 if home[0] is None else home[0],
            severities.index(home[2].severity),
        )
    )
    return tuple(
        _Placed(finding, finding_view(finding, index, f"f{number + 1}-{index}", glossary, anchors), unit, draft)
        for index, (unit, draft, finding) in enumerate(homes, start=1)
    )


def _unit_at(finding: Finding, story: int, anchors: Anchors) -> int | None:
    """The unit of the finding's paragraph, else of the first place that it refers to."""
    for place in (finding.where, *finding.related):
        spot = anchors.spot(place)
        if spot is not None and spot.story == story and spot.units and place.paragraph is not None:
            return spot.units.get(place.paragraph)
    return None


def _draft_at(finding: Finding, story: int, anchors: Anchors) -> int | None:
    spot = anchors.spot(finding.where)
    return spot.draft if spot is not None and spot.story == story else None


def _flagged(placed: Iterable[_Placed]) -> Iterable[Flagged]:
    for each in placed:
        yield Flagged(each.finding.where, each.view)
        if each.finding.code.startswith("N"):  # a term's counterparts are marked as terms already
            yield from (Flagged(place, each.view, related=True) for place in each.finding.related)


def _by_draft(placed: Iterable[_Placed]) -> dict[int, tuple[FindingView, ...]]:
    found: dict[int, tuple[FindingView, ...]] = {}
    for each in placed:
        if each.draft is not None:
            found[each.draft] = (*found.get(each.draft, ()), each.view)
    return found


def _unit_view(shown: Shown, index: int, columns: Sequence[Column], placed: Sequence[_Placed]) -> UnitView:
    unit = shown.review.alignment.units[index]
    return UnitView(
        number=index + 1,
        anchor=shown.anchors.unit_href(shown.number, index)[1:],
        confidence=round(100 * unit.confidence),
        low=unit.confidence < _LOW,
        moved=tuple(name_of(lang) for lang in unit.moved),
        locked=unit.locked,
        cells=tuple(_cell(shown, unit, column) for column in columns),
        findings=tuple(each.view for each in placed if each.unit == index and each.draft is None),
    )


def _cell(shown: Shown, unit: Unit, column: Column) -> Cell:
    article = shown.review.story.versions[column.lang]
    moved = column.lang in unit.moved
    paragraphs: list[ParagraphView] = []
    for index in unit.paragraphs.get(column.lang, ()):
        note = f"moved: paragraph {index + 1} of this version" if moved else ""
        paragraphs.append(shown.marker.paragraph(article, index, note))
    return Cell(column.lang, column.number, column.name, tuple(paragraphs))
