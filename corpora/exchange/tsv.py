"""Units as a table: a line for each unit, a column for each language, tabs between."""

import re
from collections.abc import Iterable

from corpora.alignment import Alignment, Unit
from corpora.article import Story
from corpora.exchange.cells import defuse
from corpora.exchange.text import encodable
from corpora.exchange.tmx import joined
from corpora.languages import LANGUAGES, Lang

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")  # tabs, and all that any reader takes for the end of a line


def format_tsv(stories: Iterable[tuple[Story, Alignment]]) -> str:
    """Units of any number of stories as tab-separated lines with a header: story, unit, languages, confidence, moved.

    Units count from 1. The paragraphs of a cell are joined; tabs and line breaks become spaces; a cell that a spreadsheet
    could take for a formula begins with an apostrophe, and lone surrogates become U+FFFD.
    """
    chosen = tuple(stories)
    present = {lang for story, _ in chosen for lang in story.versions}
    langs = [lang for lang in LANGUAGES if lang in present] + sorted(present - LANGUAGES.keys())
    rows = [["story", "unit", *langs, "confidence", "moved"]]
    for story, alignment in chosen:
        rows += [_row(story, unit, number, langs) for number, unit in enumerate(alignment.units, start=1)]
    return encodable("".join("\t".join(defuse(_BREAKS.sub(" ", cell).strip()) for cell in row) + "\n" for row in rows))


def _row(story: Story, unit: Unit, number: int, langs: list[Lang]) -> list[str]:
    texts = [joined(story, lang, unit.paragraphs.get(lang, ())) if lang in story.versions else "" for lang in langs]
    return [story.id, str(number), *texts, f"{unit.confidence:.4f}", " ".join(unit.moved)]
