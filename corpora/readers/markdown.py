"""Markdown: headings, paragraphs, list items, captions and inline marks, by markdown-it."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpora.article import Mark, MarkKind, Paragraph, Role
from corpora.readers.dates import parse_iso
from corpora.readers.document import Document, numbered, paragraph
from corpora.readers.roles import signed
from corpora.readers.spacing import width

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)\s*:\s*(.*?)\s*$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z!?][^>]*>")
_COMMENT = re.compile("<!--"), re.compile("-->")
_SCRIPT, _STYLE, _FIGCAPTION = (
    (re.compile(rf"<{tag}\b[^<>]*>", re.IGNORECASE), re.compile(rf"</{tag}\s*>", re.IGNORECASE))
    for tag in ("script", "style", "figcaption")
)
_MARKS = {"strong": MarkKind.BOLD, "em": MarkKind.ITALIC, "link": MarkKind.LINK}
_BREAKS = ("softbreak", "hardbreak")
_CAPTION_COLUMNS = 400  # beyond that, text beside a picture is running text
_MAX_LINE = 100_000  # characters: brackets in longer lines make any Markdown parser quadratic


def parse(text: str, place: str = "") -> Document:  # noqa: ARG001 - the signature that all formats share
    """The paragraphs of a Markdown text, with roles, marks and lines; a front matter's title, date and lang are used."""
    from markdown_it import MarkdownIt

    front = _FRONT.match(text)
    fields = {key.lower(): _unquoted(value) for key, value in _FIELD.findall(front[1])} if front else {}
    body = "\n" * front[0].count("\n") + text[front.end() :] if front else text
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = list(_paragraphs(parser.parse(_shortened(body))))
    found = _titled(found, fields.get("title", ""))
    published = next((parse_iso(fields[key]) for key in ("date", "published") if key in fields), None)
    return Document(
        signed(numbered(found)), fields.get("lang", fields.get("language", "")), published, fields.get("url", "")
    )


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _shortened(text: str) -> str:
    """The text with the brackets of monstrous lines defused, so that no line takes quadratic time."""
    if max(map(len, text.splitlines()), default=0) <= _MAX_LINE:
        return text
    return "\n".join(re.sub(r"[\[\]*_`<>]", " ", line) if len(line) > _MAX_LINE else line for line in text.split("\n"))


def _titled(found: list[Paragraph], title: str) -> list[Paragraph]:
    """The paragraphs with a title: the front matter's, else the first heading of level one where it stands first."""
    from dataclasses import replace

    if title:
        same = bool(found) and found[0].role is Role.TITLE and found[0].text == title
        rest = [replace(each, role=Role.HEADING) if each.role is Role.TITLE else each for each in found]
        return [found[0] if same else paragraph(title, Role.TITLE, line=1), *(rest[1:] if same else rest)]
    first = next((i for i, each in enumerate(found) if each.role is Role.TITLE), None)
    return [
        replace(each, role=Role.HEADING) if each.role is Role.TITLE and i != first else each
        for i, each in enumerate(found)
    ]


def _paragraphs(tokens: "Sequence[Token]") -> Iterator[Paragraph]:
    """Each block's paragraph; every heading of level one as a title, of which the caller keeps one."""
    items, heading, pictured = 0, "", False
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        if token.type == "list_item_open":
            items += 1
        elif token.type == "list_item_close":
            items -= 1
        elif token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        elif token.type == "inline":
            role = Role.TITLE if heading == "h1" else Role.HEADING if heading else Role.ITEM if items else Role.BODY
            made = list(_inline(token, role, line, below_picture=pictured))
            pictured = not any(each.text for each in made)
            yield from made
        elif token.type in ("fence", "code_block"):
            code = token.content.strip("\n")
            yield paragraph(code, Role.BODY, [Mark(0, len(code), MarkKind.CODE)], line)
        elif token.type == "html_block":
            yield from _html(token.content, line)


def _inline(token: "Token", role: Role, line: int, *, below_picture: bool) -> Iterator[Paragraph]:
    """The paragraph of a block's inline content; pictures leave their titles and what stands below them as captions."""
    children = token.children or []
    images = [child for child in children if child.type == "image"]
    if images and all(child in images or child.type in _BREAKS or not child.content.strip() for child in children):
        for image in images:
            yield paragraph(str(image.attrs.get("title") or ""), Role.CAPTION, line=line)
        return
    text, marks = _flatten(children)
    covered = {mark.kind for mark in marks if mark.end - mark.start >= len(text.strip())}
    if role is Role.BODY and width(text) <= _CAPTION_COLUMNS:
        begins = next(
            (child.type == "image" for child in children if child.type == "image" or child.content.strip()), False
        )
        if begins or (below_picture and MarkKind.ITALIC in covered):
            role = Role.CAPTION
    bold = len(children) > 2 and MarkKind.BOLD in covered
    if role is Role.BODY and bold and len(text) <= 120 and not re.search(r"[.。:：!?]$", text.strip()):
        role = Role.HEADING
    yield paragraph(text, role, marks, line)


def _flatten(children: "Sequence[Token]") -> tuple[str, list[Mark]]:
    """The text of inline tokens and the marks over it."""
    text = ""
    marks: list[Mark] = []
    opened: list[tuple[int, MarkKind, str]] = []
    for child in children:
        name = child.type.rpartition("_")[0]
        if child.type in _BREAKS:
            text += "\n"
        elif child.type == "code_inline":
            marks.append(Mark(len(text), len(text) + len(child.content), MarkKind.CODE))
            text += child.content
        elif name in _MARKS and child.nesting == 1:
            opened.append((len(text), _MARKS[name], str(child.attrs.get("href", ""))))
        elif name in _MARKS and child.nesting == -1 and opened:
            start, kind, target = opened.pop()
            marks.append(Mark(start, len(text), kind, target))
        elif child.type == "html_inline":
            text += "\n" if re.match(r"<br\b", child.content, re.IGNORECASE) else ""
        elif child.type in ("text", "text_special"):
            text += child.content
    return text, sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _html(content: str, line: int) -> Iterator[Paragraph]:
    """The text of a block of HTML inside Markdown; a figure's caption is a caption."""
    from html import unescape

    for hidden in (_COMMENT, _SCRIPT, _STYLE):
        content = "".join(_apart(content, *hidden)[::2])
    parts = _apart(content, *_FIGCAPTION)
    for part in re.split(r"\n\s*\n", _untagged("\n\n".join(parts[::2]))):
        yield paragraph(unescape(part), Role.BODY, line=line)
    for caption in parts[1::2]:
        yield paragraph(unescape(_untagged(caption)), Role.CAPTION, line=line)


def _apart(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> list[str]:
    """What stands outside and inside of an element, by turns; linear, as nothing after an opening without closing is tried."""
    parts, at = [], 0
    while (begin := opening.search(text, at)) and (end := closing.search(text, begin.end())):
        parts += [text[at : begin.start()], text[begin.end() : end.start()]]
        at = end.end()
    return [*parts, text[at:]]


def _untagged(text: str) -> str:
    """The text without its tags; linear, as no tag is looked for after the last that is closed."""
    last = text.rfind(">") + 1
    return _TAG.sub("", text[:last]) + text[last:]
