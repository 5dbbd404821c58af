"""Reading files into articles, drafts and stories; what cannot be read is told with its reason and never stops the rest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, BinaryIO

from corpora.article import Article, Draft, Story
from corpora.errors import InputError
from corpora.finding import Finding, Place
from corpora.languages import LANGUAGES, Lang
from corpora.readers import jsonlines, sources
from corpora.readers.decoding import decode
from corpora.readers.detection import Claims, settle
from corpora.readers.document import Document
from corpora.readers.naming import FORMATS, language_of, unknown_language
from corpora.readers.sources import Source

# An object, or a list of objects, of strings, of nothing.
_JSON = re.compile(r'\s*(?:\{|\[\s*(?:\{|\]\s*$|"[^"\n]*"\s*[,\]]))')
_SHOWN = 20  # bad lines of one file that are told one by one


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read, and why the rest was not."""

    articles: tuple[Article, ...] = ()
    drafts: tuple[Draft, ...] = ()
    stories: tuple[Story, ...] = ()  # already grouped and clean
    findings: tuple[Finding, ...] = ()
    problems: tuple[InputError, ...] = ()  # one for each input, or part of one, that could not be read


@dataclass(slots=True)
class _Gathered:
    """A reading in the making."""

    articles: list[Article] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)  # of articles, stories and their versions
    numbers: dict[str, int] = field(default_factory=dict)  # the last one that an id was given with

    def finished(self) -> Reading:
        return Reading(
            tuple(self.articles), tuple(self.drafts), tuple(self.stories), tuple(self.findings), tuple(self.problems)
        )


def read(paths: Sequence[str], *, input_format: str | None = None) -> Reading:
    """Read files, directories (with all below them) and `-`, standard input.

    Args:
        paths: what to read; a file that is named twice is read once.
        input_format: one of FORMATS in place of what suffixes and content tell.

    Returns:
        What could be read; `problems` holds one line for each input, or record of one, that could not.

    InputError only where `paths` is empty or the format unknown.
    """
    if input_format is not None and input_format not in FORMATS:
        raise InputError(f"input format {input_format!r}: unknown; give one of {', '.join(FORMATS)}")
    if not paths:
        raise InputError("no input: nothing was given to read; give files, directories, or - for standard input")
    gathered = _Gathered()
    seen: set[str] = set()
    for path in paths:
        for found in sources.find(path, input_format):
            if isinstance(found, InputError):
                gathered.problems.append(found)
                continue
            identity = str(found.path.resolve()) if found.path else "-"
            if identity not in seen:
                seen.add(identity)
                _read_source(found, gathered)
    return gathered.finished()


def _read_source(source: Source, gathered: _Gathered) -> None:
    try:
        sources.check_size(source)
        stream = sources.opened(source)
        try:
            _read_stream(source, stream, gathered)
        finally:
            if source.path is not None:
                stream.close()
    except InputError as problem:
        gathered.problems.append(problem)


def _read_stream(source: Source, stream: BinaryIO, gathered: _Gathered) -> None:
    begun = sources.head(stream, source.place)
    wanted = source.format or _format_of(begun)
    if not begun.strip():
        raise InputError(f"{source.place}: is empty; give it a text, or leave it out")
    if wanted == "jsonl":
        _read_records(source, begun, stream, gathered)
        return
    if len(begun) > sources.MAX_FILE:
        raise sources.too_large(source.place)
    document = _parsed(source, begun, wanted, gathered)
    _add_document(source, document, gathered)


def _format_of(begun: bytes) -> str:
    """The format of a stream without a name: JSON lines if it begins with an object or a list of them, else plain text."""
    for codec, mark in (("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"), ("utf-8-sig", b"")):
        if begun.startswith(mark):
            text = begun[:4096].decode(codec, "ignore")
            return "jsonl" if _JSON.match(text) else "txt"
    return "txt"


def _parsed(source: Source, data: bytes, wanted: str, gathered: _Gathered) -> Document:
    if wanted == "docx":
        from corpora.readers import docx

        return docx.parse(data, source.place)
    text = _decoded(source, data, gathered)
    if wanted == "html":
        from corpora.readers import html

        return html.parse(text, source.place)
    if wanted == "md":
        from corpora.readers import markdown

        return markdown.parse(text, source.place)
    from corpora.readers import text as plain

    if source.path is not None and text[:200].lstrip("\ufeff \r\n\t").lower().startswith(("<!doctype html", "<html")):
        raise InputError(f"{source.place}: holds HTML, not plain text; name it .html, or say --input-format html")
    return plain.parse(text, source.place)


def _decoded(source: Source, data: bytes, gathered: _Gathered) -> str:
    decoded = decode(data, source.place)
    if decoded.encoding != "UTF-8":
        message = f"the file was {decoded.encoding}, not UTF-8, and was decoded from it; save it as UTF-8 to be sure"
        gathered.findings.append(Finding("R102", Place(source.place, source.naming.lang), message))
    return decoded.text


def _add_document(source: Source, document: Document, gathered: _Gathered) -> None:
    if not any(char.isalpha() for each in document.paragraphs for char in each.text):
        raise InputError(f"{source.place}: holds no text; give it one, or leave it out")
    name = _unused(source.place, gathered)
    text = "\n".join(each.text for each in document.paragraphs)
    markup = language_of(document.lang)
    other = unknown_language(document.lang)
    if other and source.naming.lang is None and markup is None:
        from corpora.readers.detection import detect

        found = detect(text)
        if found is None or not found.sure or found.code not in LANGUAGES:
            raise InputError(
                f"{source.place}: its markup says the language {other!r}, which kheo does not know; leave it out, or put "
                f"the language into its name (x.de.html)"
            )
    lang, findings = settle(text, Claims(source.naming.lang, markup, source.naming.unknown), source.place)
    gathered.findings.extend(findings)
    if document.left_out:
        gathered.findings.append(Finding("C105", Place(name, lang), document.omissions()))
    _add_article(source, Article(name, lang, document.paragraphs, document.published, document.url), gathered)


def _add_article(source: Source, article: Article, gathered: _Gathered) -> None:
    if source.naming.system:
        gathered.drafts.append(Draft(article, source.naming.system))
    else:
        gathered.articles.append(article)


def _unused(name: str, gathered: _Gathered, langs: Iterable[Lang] = ()) -> str:
    """The name, or where an earlier article has it or that of a version in one of these languages, with a number behind it."""
    last = gathered.numbers.get(name, 0)
    for number in count(last + 1):
        free = name if number == 1 else f"{name}#{number}"
        ids = {free, *(f"{free}.{lang}" for lang in langs)}
        if gathered.ids.isdisjoint(ids):
            break
    gathered.numbers[name] = number
    gathered.ids |= ids
    return free


def _read_records(source: Source, begun: bytes, stream: BinaryIO, gathered: _Gathered) -> None:
    """Add each record of JSON lines; a bad one is a problem of its own, unless none is good."""
    problems: list[InputError] = []
    good = 0
    for place, value in _values(source, begun, stream, gathered):
        try:
            if isinstance(value, InputError):
                raise value
            record = jsonlines.parse(value, place, Claims(source.naming.lang, unknown=source.naming.unknown))
        except InputError as problem:
            problems.append(problem)
            continue
        good += 1
        problems.extend(record.problems)
        _add_record(source, record, gathered)
    if not good and not problems:
        raise InputError(f"{source.place}: holds an empty list; give articles or stories, one JSON object a line")
    if not good and len(problems) > 1:
        first = str(problems[0])
        raise InputError(f"{source.place}: holds no article or story in {len(problems)} records; the first: {first}")
    gathered.problems.extend(problems[:_SHOWN])
    if len(problems) > _SHOWN:
        gathered.problems.append(
            InputError(f"{source.place}: {len(problems) - _SHOWN} more records could not be read; mend the first ones")
        )


def _values(source: Source, begun: bytes, stream: BinaryIO, gathered: _Gathered) -> Iterator[tuple[str, Any]]:
    if len(begun) <= sources.MAX_FILE:
        yield from jsonlines.values(_decoded(source, begun, gathered), source.place)
        return
    for number, line in enumerate(sources.lines(begun, stream), 1):
        place = f"{source.place}:{number}"
        if line is None:
            yield place, sources.too_large(place)
        elif line.strip():
            try:
                text = decode(line, place).text
            except InputError as problem:
                yield place, problem
                continue
            yield from ((place, value) for _, value in jsonlines.values(text.strip(), place))


def _add_record(source: Source, record: jsonlines.Record, gathered: _Gathered) -> None:
    content, findings = record.content, record.findings
    name = _unused(content.id, gathered, content.versions if isinstance(content, Story) else ())
    if name != content.id:
        message = (
            f"the id {content.id!r}, or that of a version, was given to an earlier record; this one is called {name!r}"
        )
        findings = tuple(replace(each, where=replace(each.where, article=name)) for each in findings)
        findings = (Finding("R104", Place(name), message), *findings)
        content = _renamed(content, name)
    gathered.findings.extend(findings)
    if isinstance(content, Story):
        gathered.stories.append(content)
    else:
        _add_article(source, content, gathered)


def _renamed(content: Article | Story, name: str) -> Article | Story:
    if isinstance(content, Article):
        return replace(content, id=name)
    versions = {lang: replace(each, id=f"{name}.{lang}") for lang, each in content.versions.items()}
    return replace(content, id=name, versions=versions)
