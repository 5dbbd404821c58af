"""Reading what aligners are trained and measured on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpora.alignment import Bead
from corpora.article import Article, Paragraph, Story
from corpora.errors import InputError
from corpora.exchange.lines import records
from corpora.languages import LANGUAGES
from evaluation.alignment import GoldAlignment
from pipeline.alignment.perturbation import Segment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story, and how it is rightly aligned."""

    story: Story
    gold: GoldAlignment


@dataclass(frozen=True, slots=True)
class SegmentedDocument:
    """A document whose segments correspond: each the same content in every language."""

    id: str
    segments: tuple[Segment, ...]


def read_stories(path: Path) -> tuple[GoldStory, ...]:
    """JSON lines `{"id", "versions": {lang: [paragraph, …]}, "gold": [{lang: [indices]}, …], "pairs": {"de-en": […]}, "moved"?}`."""
    return tuple(_parsed(place, record, _story) for place, record in _records(path))


def read_segments(path: Path) -> tuple[SegmentedDocument, ...]:
    """JSON lines `{"id", "segments": [{lang: text, …}, …]}`; segments that lack a language of their document are left out."""
    return tuple(_parsed(place, record, _segmented) for place, record in _records(path))


def _records(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a file of JSON lines") from error
    return records(lines, str(path))


def _parsed(place: str, record: Mapping[str, Any], parse: Callable[[Mapping[str, Any]], T]) -> T:
    try:
        return parse(record)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(f"{place}: not in the format of gold ({error!r}); see `kheo aligner --help`") from error


def _story(record: Mapping[str, Any]) -> GoldStory:
    versions = {
        lang: Article(f"{record['id']}.{lang}", lang, tuple(Paragraph(text, i) for i, text in enumerate(paragraphs)))
        for lang, paragraphs in record["versions"].items()
    }
    beads = {}
    for name, pair in record["pairs"].items():
        left, right = name.split("-")
        beads[left, right] = tuple(Bead(tuple(a), tuple(b)) for a, b in pair if a or b)
    return GoldStory(
        Story(record["id"], versions), GoldAlignment(tuple(record["gold"]), beads, record.get("moved", {}))
    )


def _segmented(record: Mapping[str, Any]) -> SegmentedDocument:
    langs = {lang for segment in record["segments"] for lang in segment} & LANGUAGES.keys()
    kept = [{lang: str(s[lang]) for lang in langs} for s in record["segments"] if all(s.get(lang) for lang in langs)]
    return SegmentedDocument(str(record["id"]), tuple(kept))
