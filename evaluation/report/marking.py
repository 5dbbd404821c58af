"""Paragraphs as runs of text: terms with their status, findings with their numbers, inline marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpora.article import Article, Mark, MarkKind
from corpora.finding import Place
from evaluation.report.anchors import Anchors
from evaluation.report.inline import Note, pieces
from evaluation.report.views import FindingView, Flag, ParagraphView, Run
from evaluation.review import StoryReview
from glossary.concept import Glossary
from glossary.matching import Occurrence

_MARK_CLASSES = {MarkKind.BOLD: "b", MarkKind.ITALIC: "i", MarkKind.LINK: "l", MarkKind.CODE: "k"}


@dataclass(frozen=True, slots=True)
class Flagged:
    """A place that a finding speaks of, or to which it refers."""

    where: Place
    finding: FindingView
    related: bool = False


class Marker:
    """Marks the paragraphs of one story: what stands over each, found by article and paragraph."""

    def __init__(self, occurrences: Iterable[Occurrence], flagged: Iterable[Flagged], glossary: Glossary) -> None:
        self._glossary = glossary
        self._occurrences: dict[tuple[str, int | None], list[Occurrence]] = {}
        self._flagged: dict[tuple[str, int | None], list[Flagged]] = {}
        for occurrence in occurrences:
            self._occurrences.setdefault(_key(occurrence.where), []).append(occurrence)
        for each in flagged:
            self._flagged.setdefault(_key(each.where), []).append(each)

    def paragraph(self, article: Article, index: int, note: str = "") -> ParagraphView:
        """One paragraph of an article of the story."""
        paragraph = article.paragraphs[index]
        key = (article.id, index)
        notes = [
            *_spans(self._occurrences.get(key, ())),
            *_spans(self._flagged.get(key, ())),
            *(Note(mark.start, mark.end, mark) for mark in paragraph.marks if mark.kind in _MARK_CLASSES),
        ]
        runs = tuple(self._run(piece.text, piece.keys, piece.ending) for piece in pieces(paragraph.text, notes))
        return ParagraphView(index + 1, paragraph.role.value, runs, note)

    def _run(self, text: str, keys: Sequence[object], ending: Sequence[object]) -> Run:
        css: list[str] = []
        title = ""
        for key in keys:
            if isinstance(key, Occurrence):
                css += ["t", f"t-{key.term.status.value}"]
                title = title or self._term_title(key)
            elif isinstance(key, Flagged):
                css += ["f", "rel" if key.related else f"f-{key.finding.severity}"]
            elif isinstance(key, Mark):
                css.append(_MARK_CLASSES[key.kind])
        flags = tuple(Flag(key.finding.number, key.finding.anchor) for key in ending if isinstance(key, Flagged))
        return Run(text, " ".join(dict.fromkeys(css)), title, flags)

    def _term_title(self, occurrence: Occurrence) -> str:
        concept = self._glossary.concepts.get(occurrence.concept)
        status = occurrence.term.status
        better = concept.preferred(occurrence.term.lang) if concept and not status.agreed else None
        name = concept.name if concept else occurrence.concept
        return f"{name}: {status.value}" + (f"; write {better.text}" if better else "")


def _key(where: Place) -> tuple[str, int | None]:
    return (where.article, where.paragraph)


def _spans(marked: Iterable[Occurrence] | Iterable[Flagged]) -> Iterable[Note]:
    return (Note(*each.where.span, each) for each in marked if each.where.span is not None)


@dataclass(frozen=True, slots=True)
class Shown:
    """A story on its way to the page."""

    review: StoryReview
    number: int  # its place among the stories, from 0
    marker: Marker
    anchors: Anchors
