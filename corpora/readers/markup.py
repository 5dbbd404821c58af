"""The blocks of text in an HTML tree, in document order, with their roles, marks and surroundings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml.html import HtmlElement

from corpora.article import Mark, MarkKind, Paragraph, Role
from corpora.readers.document import paragraph

_SKIPPED_TAGS = (
    "script style noscript template svg iframe button select option textarea input object video audio head canvas math "
    "datalist embed map progress meter dialog title"
)
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr picture img source"
)
_SKIPPED, _INLINE = frozenset(_SKIPPED_TAGS.split()), frozenset(_INLINE_TAGS.split())
_MARKS = {
    "b": MarkKind.BOLD,
    "strong": MarkKind.BOLD,
    "i": MarkKind.ITALIC,
    "em": MarkKind.ITALIC,
    "a": MarkKind.LINK,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
}
_ROLES = {"h1": Role.TITLE, "li": Role.ITEM, "dt": Role.ITEM, "dd": Role.ITEM, "figcaption": Role.CAPTION} | {
    f"h{level}": Role.HEADING for level in range(2, 7)
}
_OUTSIDE = frozenset(("nav", "aside", "footer", "form"))
_CAPTION = re.compile(r"(?:^|[\s_-])(?:\w*caption\w*|bildunterschrift|pictext)(?:$|[\s_-])", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:sapo|lead|lede|teaser|standfirst|intro|summary|chapeau|dek|vorspann)(?:$|[\s_-])", re.I
)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:author|authors|byline|autor|tacgia|tac-gia)(?:$|[\s_-])", re.IGNORECASE)
_KICKER = re.compile(
    r"(?:^|[\s_-])(?:\w*kicker|\w*dachzeile|\w*spitzmarke|overline|eyebrow|topline|rubrik|rubric|section-?(?:label|name))(?:$|[\s_-])",
    re.IGNORECASE,
)
_KICKER_LENGTH = 80  # characters; a longer one is the page or section that such a word names
_KICKER_ELEMENTS = 20
_AFTER_KICKER = " \t\r\n:|·•–—-"
_ASIDE_WORDS = (
    r"share|sharing|sharebar|social\w*|related|recommend\w*|comments?|breadcrumbs?|sidebar|newsletter|promo\w*|advert\w*|ads?|banner|"
    r"cookie\w*|tags?|taglist|menu|navbar|footer|most-?read|trending|tin-?lien-?quan\w*|widget"
)
_ASIDE_BEFORE = (
    r"article|post|entry|story|page|site|content|news|box|block|main|section|mod|module|btn|js|left|right|top|bottom"
)
_ASIDE_BEHIND = (
    r"box|buttons?|bar|links?|list|lists|area|section|posts?|articles?|news|stories|story|topics?|content|contents|wrapper|wrap|container|"
    r"inner|items?|widget|block|left|right|top|bottom|icons?|form|tags?|sidebar|cloud|label|title|head|header|body|thread|consent|notice|"
    r"signup|teaser|text|card|cards|media|tools?|nav|row|group|panel|module|slot|image|footer|menu|\d+"
)
_ASIDE = re.compile(
    rf"(?<!\S)(?:(?:{_ASIDE_BEFORE})[_-]+)?(?:{_ASIDE_WORDS})(?:[_-]+(?:{_ASIDE_BEHIND})){{0,4}}(?!\S)", re.IGNORECASE
)
_MOST_ASIDES = 30  # open at once; a deeper one is told by those around it


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text and what stands around it."""

    paragraph: Paragraph
    parent: int  # names the element that holds it and its siblings
    outside: bool  # in navigation, an aside, a footer, a form, or in what calls itself shared, related, a comment
    linked: float  # share of its text that is links
    kicker: bool = False  # calls itself the label over a headline
    asides: tuple[
        int, ...
    ] = ()  # the elements around it for which it is `outside`; those that hold the article are none


@dataclass(slots=True)
class _Frame:
    """One open block element."""

    role: Role
    asides: tuple[int, ...]
    number: int
    kicker: bool = False


@dataclass(slots=True)
class _Walk:
    """The text gathered since the last block boundary."""

    frames: list[_Frame]
    text: str = ""
    parts: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[tuple[int, MarkKind, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    breaks: int = 0

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)
            if not text.isspace():
                self.breaks = 0

    def flush(self) -> Iterator[Block]:
        """The block that the gathered text makes, if any; marks still open go on in the next."""
        text = "".join(self.parts)
        marks = [*self.marks, *(Mark(start, self.length, kind, target) for start, kind, target in self.opened)]
        self.parts, self.length, self.marks, self.breaks = [], 0, [], 0
        self.opened = [(0, kind, target) for _, kind, target in self.opened]
        if text.strip():
            top = self.frames[-1]
            marks.sort(key=lambda mark: (mark.start, -mark.end))
            made = paragraph(text, top.role, marks)
            if made.text:
                linked = sum(mark.end - mark.start for mark in made.marks if mark.kind is MarkKind.LINK)
                parent = self.frames[-2].number if len(self.frames) > 1 else 0
                yield Block(made, parent, bool(top.asides), linked / len(made.text), top.kicker, top.asides)


def blocks(root: HtmlElement) -> Iterator[Block]:
    """The blocks under an element; one pass without recursion, however deep the tree."""
    from lxml import etree

    walk = _Walk([_Frame(Role.BODY, asides=(), number=0)])
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    count = 0
    for event, element in walker:
        if event in ("comment", "pi"):
            walk.add(element.tail)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and (tag in _SKIPPED or _is_hidden(element)):
            walker.skip_subtree()
        elif event == "start":
            count += 1
            yield from _start(walk, element, tag, count)
        else:
            yield from _end(walk, element, tag, root)
    yield from walk.flush()


def _start(walk: _Walk, element: HtmlElement, tag: str, count: int) -> Iterator[Block]:
    if tag == "br":
        walk.add("\n")
        walk.breaks += 1
        if walk.breaks > 1:
            yield from walk.flush()
        return
    kicker = _is_kicker(element, tag)
    if tag in _MARKS and not kicker:
        walk.opened.append((walk.length, _MARKS[tag], element.get("href", "") if tag == "a" else ""))
    elif tag not in _INLINE or kicker:
        yield from walk.flush()
        above = walk.frames[-1]
        kicker = kicker or above.kicker
        role = Role.BODY if kicker else _role(element, tag, above.role)
        walk.frames.append(_Frame(role, _asides(element, tag, above.asides, count), count, kicker))
    walk.add(element.text)


def _end(walk: _Walk, element: HtmlElement, tag: str, root: HtmlElement) -> Iterator[Block]:
    if tag in _SKIPPED or _is_hidden(element):
        if tag not in _INLINE:
            yield from walk.flush()
    elif tag in _INLINE and _is_kicker(element, tag):
        yield from walk.flush()
        walk.frames.pop()
        walk.add((element.tail or "").lstrip(_AFTER_KICKER))
        return
    elif tag in _MARKS and walk.opened:
        start, kind, target = walk.opened.pop()
        if start < walk.length and (kind is not MarkKind.LINK or target):
            walk.marks.append(Mark(start, walk.length, kind, target))
    elif tag not in _INLINE and tag != "br":
        yield from walk.flush()
        walk.frames.pop()
    if element is not root:
        walk.add(element.tail)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style", "")
    return element.get("hidden") is not None or "display:none" in style.replace(" ", "").lower()


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"[:500]


def _is_kicker(element: HtmlElement, tag: str) -> bool:
    """Whether an element holds the label over a headline, and no more; inside of a sentence it is none."""
    if tag == "h1" or not _KICKER.search(f"{_names(element)} {element.get('aria-label', '')}"):
        return False
    within = list(islice(element.iter(), _KICKER_ELEMENTS + 1))
    if len(within) > _KICKER_ELEMENTS or any(each.tag == "h1" for each in within):
        return False
    if len("".join(element.itertext()).strip()) > _KICKER_LENGTH:
        return False
    above = element.getparent()
    in_heading = above is not None and re.fullmatch("h[1-6]", str(above.tag)) is not None
    return tag not in _INLINE or in_heading or not (element.tail or "").strip()


def _asides(element: HtmlElement, tag: str, above: tuple[int, ...], number: int) -> tuple[int, ...]:
    """The numbers of the elements around an element, and its own, that by tag or name are no part of an article."""
    if tag == "main" or "articleBody" in element.get("itemprop", ""):
        return ()
    named = tag not in ("body", "html", "article") and _ASIDE.search(_names(element)) is not None
    return (*above, number) if (tag in _OUTSIDE or named) and len(above) < _MOST_ASIDES else above


def _role(element: HtmlElement, tag: str, above: Role) -> Role:
    if tag in _ROLES:
        return _ROLES[tag]
    names = _names(element)
    if above in (Role.ITEM, Role.CAPTION) and tag in ("p", "div", "section"):
        return above
    if _CAPTION.search(names):
        return Role.CAPTION
    if tag in ("p", "div", "span", "address", "strong") and _BYLINE.search(names):
        return Role.BYLINE
    if tag in ("p", "div", "strong") and _LEAD.search(names):
        return Role.LEAD
    if tag == "p" and "description" in names.split():
        return Role.LEAD
    return above if above in (Role.LEAD, Role.BYLINE) and tag == "p" else Role.BODY
