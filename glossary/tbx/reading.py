"""Reading TBX: version 3 in both styles and version 2, whatever else a file says being kept as XML."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from corpora.errors import InputError
from corpora.readers.files import read_bytes
from glossary.concept import Concept, Term
from glossary.loaded import Loaded
from glossary.tbx import entries
from glossary.tbx.items import value
from glossary.tbx.markup import Document, format_element, namespace, root_name, tag
from glossary.tbx.styles import to_attributes
from glossary.termbase.termbase import Change, Termbase

_LANG = re.compile(r'xml:lang="([^"]*)"')
_SHOWN = 10  # problems of one file that are told at once


def read(path: str | Path) -> Termbase:
    """Read a TBX file; InputError says where and what to do, and names up to ten broken concepts at once."""
    return parse(read_bytes(path, "a glossary in TBX"), str(path))


def parse(data: bytes, name: str) -> Termbase:
    """Read the bytes of a TBX file; `name` is what errors call it."""
    return load(data, name).termbase


def load(data: bytes, name: str) -> Loaded:
    """The same, with the terms of which the file tells no status, and what it says in unknown languages.

    A langSec in a language that kheo does not know is kept as XML with its concept. An entry without an id gets one that
    depends on its first term alone. Comments are not kept.
    """
    document = Document(data, name, ("conceptEntry", "termEntry"))
    concepts: dict[str, Concept] = {}
    history: list[Change] = []
    problems: list[str] = []
    guessed: set[tuple[str, Term]] = set()
    lines: dict[str, int] = {}
    numbering = entries.Numbering(lines)
    for entry in document.parts():
        to_attributes(entry, namespace(entry))
        try:
            found = entries.read_entry(entry, name)
            concept = _identified(found.concept, entry, name, lines, numbering)
        except InputError as error:
            problems.append(str(error))
            continue
        concepts[concept.id] = concept
        history += found.history(concept.id)
        guessed.update((concept.id, concept.terms[place]) for place in found.guessed)
    root = _root(document, name)
    if problems:
        raise InputError("\n".join((*problems[:_SHOWN], *_more(problems))))
    history.sort(key=lambda change: change.when)
    termbase = Termbase(MappingProxyType(concepts), tuple(history), _title(root), tuple(_extra(root)))
    return Loaded(termbase, tuple(_unknown(termbase, name)), frozenset(guessed))


def _unknown(termbase: Termbase, name: str) -> Iterator[str]:
    """A sentence on the languages that were kept as they are, where there are any."""
    texts = (text for concept in termbase.concepts.values() for text in concept.extra if text.startswith("<langSec"))
    count = Counter(found[1] for text in texts if (found := _LANG.search(text)))
    if count:
        told = ", ".join(
            f"{lang} in {number:,} concept{'' if number == 1 else 's'}" for lang, number in sorted(count.items())
        )
        yield f"{name}: terms in languages that kheo does not know are kept for the way back: {told}"


def is_old(data: bytes, name: str) -> bool:
    """Whether the bytes are TBX version 2, which is only read."""
    return root_name(data, name) == "martif"


def _root(document: Document, name: str) -> etree._Element:
    """The root with head and back; InputError where the document is no TBX."""
    root = document.root
    local = tag(root).rpartition("}")[2]
    if local not in ("tbx", "martif"):
        raise InputError(f"{name}:{root.sourceline}: its root is <{local}>, not <tbx> or <martif>; give a TBX file")
    to_attributes(root, namespace(root))
    return root


def _more(problems: list[str]) -> list[str]:
    rest = len(problems) - _SHOWN
    return [f"{rest} more concepts cannot be read; mend these first"] if rest > 0 else []


def _identified(
    concept: Concept, element: etree._Element, name: str, lines: dict[str, int], numbering: entries.Numbering
) -> Concept:
    """The concept under an id that no other has; InputError where a file gives one twice."""
    line = int(str(element.sourceline))
    if concept.id in lines and element.get("id"):
        earlier = lines[concept.id]
        what = f"the id stands on line {earlier} already; give each concept its own, or join the two"
        raise InputError(f"{name}:{line}: concept {concept.id!r}: {what}")
    concept = numbering.named(concept)
    lines[concept.id] = line
    return concept


def _title(root: etree._Element) -> str:
    found = root.find("tbxHeader/fileDesc/titleStmt/title")
    return value(found) if found is not None else ""


def _extra(root: etree._Element) -> Iterator[str]:
    """What a head and back say beyond the title and the declaration of what is ours, each in the element that held it."""
    for part in root.iterfind("tbxHeader/*"):
        if part.tag == "fileDesc":
            for child in part:
                if not _is_ours(child):
                    yield f"<fileDesc>{format_element(child)}</fileDesc>"
        elif part.tag == "encodingDesc":
            for child in part:
                if not value(child).startswith(entries.OURS):
                    yield f"<encodingDesc>{format_element(child)}</encodingDesc>"
        else:
            yield f"<tbxHeader>{format_element(part)}</tbxHeader>"
    for child in root.iterfind("text/body/*"):
        if child.tag != "conceptEntry":
            yield f"<body>{format_element(child)}</body>"
    for child in root.iterfind("text/back/*"):
        yield f"<back>{format_element(child)}</back>"


def _is_ours(element: etree._Element) -> bool:
    """Whether it is the title, or the source that `format_tbx` writes."""
    if element.tag == "titleStmt":
        return len(element) == 1 and not element.attrib and not element[0].attrib
    return element.tag == "sourceDesc" and value(element) == entries.SOURCE and not element.attrib
