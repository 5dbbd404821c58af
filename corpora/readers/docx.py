"""Word documents: paragraphs with the roles that their styles give, and marks that their runs carry."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from corpora.article import Mark, MarkKind, Paragraph, Role
from corpora.errors import InputError
from corpora.readers.document import Document, numbered, paragraph
from corpora.readers.roles import assign, signed

_MAX_PART = 64 * 2**20  # bytes of one part, unpacked: a long novel takes 10 MB
_MAX_WHOLE = 512 * 2**20  # bytes of all parts, pictures too
_MAX_PARTS = 10_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STYLES = (
    (re.compile(r"^title$", re.IGNORECASE), Role.TITLE),
    (re.compile(r"^(?:heading|überschrift|見出し)\s*\d", re.IGNORECASE), Role.HEADING),
    (re.compile(r"^subtitle$", re.IGNORECASE), Role.LEAD),
    (re.compile(r"^list(?!\s*table)|^aufzählung", re.IGNORECASE), Role.ITEM),
    (re.compile(r"caption|beschriftung|図表番号", re.IGNORECASE), Role.CAPTION),
)


def parse(data: bytes, place: str) -> Document:
    """The paragraphs of a Word document, tables' cells too, in order; what is tracked as deleted is left out."""
    _check(data, place)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(BytesIO(data))
        styles = {style.style_id: str(style.name or "") for style in document.styles}
        links = {key: relation.target_ref for key, relation in document.part.rels.items() if relation.is_external}
        found = list(_paragraphs(document.element.body, styles, links))
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        RecursionError,
        OSError,
        EOFError,
    ) as error:
        raise InputError(
            f"{place}: is no Word document that can be read ({_reason(error)}); save it again as .docx"
        ) from None
    except (NotImplementedError, RuntimeError):
        raise InputError(
            f"{place}: is encrypted or packed in an unknown way; save it as .docx without a password"
        ) from None
    return Document(_titled(numbered(found)))


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text[:80] if text else type(error).__name__


def _check(data: bytes, place: str) -> None:
    """InputError for what is no zip archive, or would unpack to a monstrous size."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{place}: is an old or password-protected Word document; save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise InputError(f"{place}: is no Word document (no zip archive, or a damaged one); save it as .docx") from None
    if "word/document.xml" not in {part.filename for part in parts} and "[Content_Types].xml" not in {
        part.filename for part in parts
    }:
        raise InputError(f"{place}: is a zip archive but no Word document; unpack it, or save the text as .docx")
    text = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > _MAX_PARTS or text > _MAX_PART or sum(part.file_size for part in parts) > _MAX_WHOLE:
        raise InputError(
            f"{place}: would unpack to {sum(part.file_size for part in parts) // 2**20} MB in {len(parts)} parts, more than "
            f"any article; give its text alone"
        )


def _titled(found: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs with a title: the one of that style, else a heading that stands first; else what wording tells."""
    from dataclasses import replace

    if all(each.role is Role.BODY for each in found):
        return assign(found)
    if found and found[0].role is Role.HEADING and not any(each.role is Role.TITLE for each in found):
        found = (replace(found[0], role=Role.TITLE), *found[1:])
    first = next((each.index for each in found if each.role is Role.TITLE), -1)
    found = tuple(
        replace(each, role=Role.HEADING) if each.role is Role.TITLE and each.index != first else each for each in found
    )
    return signed(found)


def _paragraphs(body: Any, styles: dict[str, str], links: dict[str, str]) -> Iterator[Paragraph]:
    for element in body.iter(f"{_W}p"):
        if not _is_replaced(element):
            text, marks = _runs(element, links)
            yield paragraph(text, _role(element, styles), marks)


def _is_replaced(element: Any) -> bool:
    """Whether an older program's copy of a text box holds the element."""
    return any(str(each.tag).endswith("}Fallback") for each in element.iterancestors())


def _role(element: Any, styles: dict[str, str]) -> Role:
    properties = element.find(f"{_W}pPr")
    if properties is None:
        return Role.BODY
    style = properties.find(f"{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), style.get(f"{_W}val") or "") if style is not None else ""
    for pattern, role in _STYLES:
        if pattern.search(name):
            return role
    numbering = properties.find(f"{_W}numPr/{_W}numId")
    if properties.find(f"{_W}outlineLvl") is not None and properties.find(f"{_W}outlineLvl").get(f"{_W}val") != "9":
        return Role.HEADING
    return Role.ITEM if numbering is not None and numbering.get(f"{_W}val") != "0" else Role.BODY


def _runs(element: Any, links: dict[str, str]) -> tuple[str, list[Mark]]:
    """The text of a paragraph's runs, those in links, insertions and fields too, and the marks over it."""
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for run in element.iter(f"{_W}r"):
        holders = _holders(run, element)
        if holders is None:
            continue
        text = "".join(_texts(run))
        span = (length, length + len(text))
        if text:
            parts.append(text)
            length += len(text)
            marks.extend(Mark(*span, kind) for kind in _formats(run))
            marks.extend(Mark(*span, MarkKind.LINK, links[key]) for key in holders if key in links)
    return "".join(parts), _merged(marks)


def _holders(run: Any, element: Any) -> list[str] | None:
    """The links that hold a run; None where it is deleted or belongs to a paragraph inside this one."""
    keys: list[str] = []
    for each in run.iterancestors():
        if each is element:
            return keys
        if each.tag in (f"{_W}p", f"{_W}del", f"{_W}moveFrom"):
            return None
        if each.tag == f"{_W}hyperlink":
            keys.append(each.get(f"{_R}id") or "")
    return None


def _texts(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr", f"{_W}tab"):
            yield "\n" if child.tag != f"{_W}tab" else "\t"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"


def _formats(run: Any) -> Iterator[MarkKind]:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return
    for tag, kind in (("b", MarkKind.BOLD), ("i", MarkKind.ITALIC)):
        switch = properties.find(f"{_W}{tag}")
        if switch is not None and switch.get(f"{_W}val", "true") not in ("0", "false", "off"):
            yield kind


def _merged(marks: list[Mark]) -> list[Mark]:
    """Marks of one kind that touch, as one."""
    out: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.kind, each.target, each.start)):
        if out and (out[-1].kind, out[-1].target, out[-1].end) == (mark.kind, mark.target, mark.start):
            out[-1] = Mark(out[-1].start, mark.end, mark.kind, mark.target)
        else:
            out.append(mark)
    return sorted(out, key=lambda mark: (mark.start, -mark.end))
