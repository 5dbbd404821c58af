"""From files to a concordance: read, group and align, find the places of a concept, lay them out."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.resources import as_file, files

from corpora import readers
from corpora.errors import InputError
from corpora.exchange.text import encodable
from corpora.finding import Finding
from corpora.languages import Lang, language
from evaluation.report.inline import one_line
from glossary import concordance
from glossary.concordance import Entry, Passage, Query
from glossary.termbase import lookup
from glossary.termbase.termbase import Termbase
from pipeline import drafts, process
from pipeline.batch import AlignedStory
from pipeline.process import Options

_BOLD, _DIM, _PLAIN = "\x1b[1;33m", "\x1b[2m", "\x1b[0m"
_NARROWEST = 20  # columns for a text, however narrow the terminal


@dataclass(frozen=True, slots=True)
class Concordance:
    """The places of a concept, and what there was to say on the way."""

    query: Query
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    problems: tuple[InputError, ...]
    faults: tuple[Exception, ...]
    searched: bool = True  # whether there was any text to look into
    near: tuple[str, ...] = ()  # ids of the glossary that are spelled like what it does not have


@dataclass(frozen=True, slots=True)
class Layout:
    """How a concordance is printed."""

    context: int = 60  # characters on both sides of a place
    width: int = 0  # of the terminal, in columns; 0: lines are not broken
    colour: bool = False  # whether places are shown in colour; else they stand in brackets


def find(
    text: str,
    paths: Sequence[str],
    options: Options,
    *,
    lang: Lang | None = None,
    input_format: str | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Concordance:
    """The places of a concept, a term or a text under some paths, in the samples where there are none."""
    query = concordance.parse_query(text, options.glossary, language(lang).code if lang else None)
    with ExitStack() as stack:
        if not paths:
            say("No PATH: looking into the sample stories that kheo ships")
            paths = [str(stack.enter_context(as_file(files("corpora") / "samples")))]
        gathered = process.gather(drafts.as_texts(readers.read(paths, input_format=input_format), say), options)
    aligned = process.align(gathered.stories, options)
    entries = [entry for each in aligned.stories for entry in _entries(each, query)]
    problems = (*gathered.problems, *aligned.problems)
    near = () if query.known or lookup.slug(text) != text else lookup.nearest(Termbase(options.glossary.concepts), text)
    return Concordance(query, tuple(entries), gathered.findings, problems, aligned.faults, bool(gathered.stories), near)


def _entries(aligned: AlignedStory, query: Query) -> Iterator[Entry]:
    """The places in a story, then those in its drafts."""
    yield from concordance.search([(aligned.story, aligned.alignment)], query)
    for draft, alone, units in drafts.columns(aligned.story):
        yield from (replace(entry, draft=draft.system) for entry in concordance.search([(alone, units)], query))


def heading(found: Concordance, limit: int | None) -> str:
    """What was looked for and how much of it there is, in one line."""
    asked = f"“{one_line(found.query.text)}”"
    if found.query.known:
        asked += f": {', '.join(f'{one_line(each.name)} ({one_line(each.id)})' for each in found.query.concepts)}"
    else:
        near = f" (the nearest are {', '.join(map(one_line, found.near))})" if found.near else ""
        asked += f": no term of the glossary{near}, so looked for as it is, in its inflected forms"
    if not found.searched:
        return f"{asked}; no text was given that could be looked into"
    if not found.entries:
        return f"{asked}; it stands nowhere in these texts"
    places, stories = sum(each.count for each in found.entries), len({each.story for each in found.entries})
    shown = f"; {limit} of {len(found.entries)} passages shown" if limit and limit < len(found.entries) else ""
    return f"{asked}; {_count(places, 'place')} in {_count(stories, 'story', 'stories')}{shown}"


def format_text(entries: Sequence[Entry], layout: Layout) -> str:
    """Every passage with its other versions under it; the places in brackets, or in colour."""
    return "\n".join(_block(entry, layout) for entry in entries)


def format_json(entries: Sequence[Entry]) -> str:
    """One array: a record for each passage, with the whole paragraphs and the spans of the places in them."""
    return encodable(json.dumps([_record(entry) for entry in entries], ensure_ascii=False, indent=1)) + "\n"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _record(entry: Entry) -> dict[str, object]:
    return {
        "story": entry.story,
        "draft": entry.draft or None,
        "confidence": round(entry.confidence, 4),
        "versions": {passage.lang: _version(passage) for passage in entry.passages},
    }


def _version(passage: Passage) -> dict[str, object]:
    return {
        "article": passage.article,
        "published": passage.published.isoformat() if passage.published else None,
        "paragraphs": [{"index": each.index, "text": each.text} for each in passage.paragraphs],
        "places": [
            {
                "paragraph": each.where.paragraph,
                "start": (each.where.span or (0, 0))[0],
                "end": (each.where.span or (0, 0))[1],
                "form": each.form,
                "term": each.term.text,
                "status": each.term.status.value,
                "concept": each.concept,
            }
            for each in passage.occurrences
        ],
    }


def _block(entry: Entry, layout: Layout) -> str:
    of = f", draft by {one_line(entry.draft)}" if entry.draft else ""
    lines = [_styled(one_line(entry.story) + of, _DIM, layout)]
    for passage in entry.passages:
        day = f"  {passage.published.isoformat()}" if passage.published else ""
        lines.append(_styled(f"  {passage.lang}  {one_line(passage.article)}{day}", _DIM, layout))
        for index, pieces in _excerpts(passage, layout.context):
            lines += _wrapped(f"      ¶{index + 1:<3} ", pieces, layout)
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    marked: bool = False


def _excerpts(passage: Passage, context: int) -> Iterator[tuple[int, list[_Piece]]]:
    """What is shown of each paragraph: around its places; without any, the sentences aligned with the others' places."""
    for paragraph in passage.paragraphs:
        spans = [o.where.span for o in passage.occurrences if o.where.paragraph == paragraph.index and o.where.span]
        if spans:
            low = _word_edge(paragraph.text, spans[0][0] - context, -1)
            high = _word_edge(paragraph.text, max(end for _, end in spans) + context, 1)
            yield paragraph.index, _pieces(paragraph.text, low, high, spans)
        elif not passage.occurrences:
            aligned = [(start, end) for index, start, end in passage.sentences if index == paragraph.index]
            if aligned or not passage.sentences:
                low, high = (aligned[0][0], aligned[-1][1]) if aligned else (0, len(paragraph.text))
                high = min(high, _word_edge(paragraph.text, low + 3 * context, 1))
                yield paragraph.index, _pieces(paragraph.text, low, high, [])


def _word_edge(text: str, at: int, step: int) -> int:
    """The next place from `at` outwards where no word is cut; a script without spaces is cut where it falls."""
    at = min(max(at, 0), len(text))
    for moved in range(at, at + 20 * step, step):
        if not 0 < moved < len(text):
            return min(max(moved, 0), len(text))
        if text[moved - 1].isspace() or text[moved].isspace():
            return moved
    return at


def _pieces(text: str, low: int, high: int, spans: Sequence[tuple[int, int]]) -> list[_Piece]:
    pieces = [_Piece("… ")] if text[:low].strip() else []
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    at = low
    for start, end in sorted(spans):
        if start >= at:
            pieces += [_Piece(text[at:start]), _Piece(text[start:end], marked=True)]
            at = end
    pieces.append(_Piece(text[at:high]))
    return [*pieces, _Piece(" …")] if text[high:].strip() else pieces


def _wrapped(label: str, pieces: Sequence[_Piece], layout: Layout) -> list[str]:
    """The pieces behind a label, in lines no wider than the terminal."""
    from rich.cells import cell_len

    room = max(_NARROWEST, layout.width - len(label)) if layout.width else 0
    lines, used = [""], 0
    for token, marked in _tokens(pieces, layout):
        width = cell_len(token)
        if room and used and used + cell_len(token.rstrip()) > room:
            lines.append("")
            used, token = 0, token.lstrip()
            width = cell_len(token)
        lines[-1] += _styled(token, _BOLD, layout) if marked and layout.colour else token
        used += width
    lines = [line.replace(_PLAIN + _BOLD, "").rstrip() for line in lines]  # what stands side by side is one run
    return [f"{label if number == 0 else ' ' * len(label)}{line}" for number, line in enumerate(lines)]


def _tokens(pieces: Sequence[_Piece], layout: Layout) -> Iterator[tuple[str, bool]]:
    """Where lines may break: behind spaces, and between the characters of scripts without them."""
    for piece in pieces:
        text = one_line(f"|{piece.text}|")[1:-1]
        if piece.marked and not layout.colour:
            text = f"[{text}]"
        token = ""
        for char in text:
            token += char
            if char == " " or ord(char) >= _WIDE:
                yield token, piece.marked
                token = ""
        if token:
            yield token, piece.marked


_WIDE = 0x2E80  # from here on scripts without spaces


def _styled(text: str, style: str, layout: Layout) -> str:
    return f"{style}{text}{_PLAIN}" if layout.colour else text
