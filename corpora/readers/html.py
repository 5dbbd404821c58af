"""HTML pages: trafilatura tells which text is the article; the page's own tree tells its roles, marks and captions."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lxml.etree import LxmlError
from lxml.html import HtmlElement

from corpora.article import MarkKind, Paragraph, Role
from corpora.errors import InputError
from corpora.readers.dates import parse_iso
from corpora.readers.document import Document, numbered, paragraph
from corpora.readers.markup import Block, blocks
from corpora.readers.roles import is_byline, is_sentence, is_titular, signed
from corpora.readers.spacing import normalise, width

_SHORT = 25  # letters: shorter blocks must equal a block of the extraction, not only occur in it
_ENOUGH = 200  # letters of an extraction from which on it may stand for the page
_LABEL_COLUMNS = 30
_MOST_ELEMENTS = 30_000  # trafilatura takes quadratic time; a long article's page has 5,000
_SITE = re.compile(r"\s+(?:[-–—|·»:]|::)\s+[^-–—|·»]{2,40}$")
_PUBLISHED = (
    '//meta[@property="article:published_time" or @property="og:article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//*[@itemprop="datePublished"]/@datetime',
    '//meta[translate(@name, "DATEPUBLISH", "datepublish")="date"]/@content',
    '//meta[@name="pubdate" or @name="publishdate" or @name="publish-date" or @name="DC.date" or @name="dc.date" '
    'or @name="DC.date.issued" or @name="dcterms.date" or @name="parsely-pub-date" or @name="sailthru.date"]/@content',
    "//time[@pubdate]/@datetime",
    "//article//time/@datetime",
    "//time/@datetime",
)
_LANGUAGE = (
    "/html/@lang",
    "/html/@*[name()='xml:lang']",
    '//meta[translate(@http-equiv, "CONTELAGU", "contelagu")="content-language"]/@content',
    '//meta[@property="og:locale"]/@content',
    "//article/@lang",
)
_OWN_ROLES = {"head": Role.HEADING, "item": Role.ITEM}
_TOO_LITTLE = 0.25  # of the extraction: less than this found on the page is no article
_ADDRESS = ('//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content')


def parse(text: str, place: str) -> Document:
    """The article on a page, its captions where they stand, and what the page's markup says of it."""
    root = _tree(text, place)
    data = list(_linked_data(root))
    page = list(blocks(root))
    found = _article(root, page)
    lang = next(_values(root, _LANGUAGE), "") or next(_field(data, "inLanguage"), "")
    days = (parse_iso(value) for value in (*_field(data, "datePublished"), *_values(root, _PUBLISHED)))
    published: date | None = next((day for day in days if day), None)
    address = next((value for value in _values(root, _ADDRESS) if value.startswith(("http://", "https://"))), "")
    lang = lang.replace("_", "-")
    return Document(signed(numbered(found.paragraphs)), lang, published, address, found.left_out)


def _tree(text: str, place: str) -> HtmlElement:
    from lxml import html

    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (LxmlError, ValueError, RecursionError):
        raise InputError(
            f"{place}: holds no HTML that can be read; save the page again, or give its text as .txt"
        ) from None
    return root


def _values(root: HtmlElement, paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        found = root.xpath(path)
        if isinstance(found, list):
            yield from (str(value).strip() for value in found if str(value).strip())


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that describe an article, else all others."""
    objects: list[dict[str, Any]] = []
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        values = value if isinstance(value, list) else [value]
        for each in values:
            if isinstance(each, dict):
                graph = each.get("@graph")
                objects.extend(one for one in (graph if isinstance(graph, list) else [each]) if isinstance(one, dict))
    articles = [each for each in objects if re.search(r"Article|Posting|Report", str(each.get("@type", "")))]
    yield from articles or objects


def _field(objects: Sequence[dict[str, Any]], key: str) -> Iterator[str]:
    for each in objects:
        if isinstance(each.get(key), str):
            yield each[key]


@dataclass(frozen=True, slots=True)
class _Extraction:
    """What trafilatura takes for the article, as bare letters and digits."""

    whole: str
    pieces: frozenset[str]
    paragraphs: tuple[Paragraph, ...]

    def holds(self, text: str) -> bool:
        key = _key(text)
        return bool(key) and (key in self.pieces or (len(key) >= _SHORT and key in self.whole))


def _key(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _extraction(root: HtmlElement) -> _Extraction | None:
    from copy import deepcopy

    from trafilatura import bare_extraction

    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return None
    try:
        found = bare_extraction(deepcopy(root), include_comments=False, include_formatting=True, include_links=True)
    except (LxmlError, ValueError, RecursionError, AttributeError, TypeError, KeyError, IndexError):
        return None  # its heuristics fail on some malformed trees; the page's own structure serves then
    body = getattr(found, "body", None)
    if body is None:
        return None
    parts = [
        (each.tag, normalise("".join(each.itertext())))
        for each in body.iter("p", "head", "item", "quote", "cell", "code")
        if not any(above.tag in ("p", "item", "quote", "cell") for above in each.iterancestors())
    ]
    own = tuple(paragraph(each, _OWN_ROLES.get(tag, Role.BODY)) for tag, each in parts if each)
    pieces = frozenset(
        _key(normalise("".join(each.itertext()))) for each in body.iter("p", "head", "item", "quote", "cell", "code")
    )
    return _Extraction(_key(normalise("".join(body.itertext()))), pieces, own)


@dataclass(frozen=True, slots=True)
class _Found:
    """The article on a page, and the texts around it."""

    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[str, ...]


def _article(root: HtmlElement, page: Sequence[Block]) -> _Found:
    extraction = _extraction(root)
    held = [extraction is not None and extraction.holds(each.paragraph.text) for each in page]
    page = _inside(page, held, root)
    kept = [hold and not each.outside for each, hold in zip(page, held, strict=True)]
    if extraction is not None and _letters(page, kept) < _TOO_LITTLE * len(extraction.whole):
        if _letters(page, held) < _TOO_LITTLE * len(extraction.whole) > _TOO_LITTLE * _ENOUGH:
            return _extracted(extraction, page, root)
        page, kept = (
            [replace(each, outside=each.outside and not hold) for each, hold in zip(page, held, strict=True)],
            held,
        )
    if _letters(page, kept) < _SHORT:
        kept = [not each.outside for each in page]
    title = _title_at(page, kept, root)
    labels = _labels(page, title, next((i for i, keep in enumerate(kept) if keep), 0))
    kept = [keep and i not in labels for i, keep in enumerate(kept)]
    first = next((i for i, keep in enumerate(kept) if keep and i != title), len(page))
    last = max((i for i, keep in enumerate(kept) if keep), default=-1)
    parents = {page[i].parent for i, keep in enumerate(kept) if keep and page[i].paragraph.role is not Role.ITEM}
    begin = first if title is None or title > first else title
    heading = _page_title(root) if title is None else ""
    found = [paragraph(heading, Role.TITLE)] if heading else []
    left_out = []
    for index, block in enumerate(page):
        text = block.paragraph.text
        if index == title:
            found.append(replace(block.paragraph, role=Role.TITLE))
        elif heading and _key(text) == _key(heading):
            continue
        elif index in labels:
            left_out.append(text)
        elif index >= begin and (kept[index] or _is_missed(block, index, (first, last), parents)):
            found.append(_settled(block.paragraph))
        elif any(map(str.isalpha, text)):
            left_out.append(text)
    return _Found(tuple(found), tuple(left_out))


def _letters(page: Sequence[Block], kept: Sequence[bool]) -> int:
    return sum(len(_key(each.paragraph.text)) for each, keep in zip(page, kept, strict=True) if keep)


def _inside(page: Sequence[Block], held: Sequence[bool], root: HtmlElement) -> list[Block]:
    """The blocks, with no element for an aside that holds the page's title or most of the article's text."""
    counted = held if any(held) else [each.linked <= 0.5 for each in page]
    sizes: Counter[int] = Counter()
    for each, counts in zip(page, counted, strict=True):
        for number in each.asides if counts else ():
            sizes[number] += len(_key(each.paragraph.text))
    whole = _letters(page, counted)
    holding = {number for number, size in sizes.items() if 2 * size > whole}
    titles = [each for each in page if each.paragraph.role is Role.TITLE]
    named = [_key(normalise(value)) for value in (_meta_title(root), _document_title(root)) if value]
    likeness = [_likeness(_key(each.paragraph.text), named) for each in titles]
    if any(likeness):
        holding.update(titles[likeness.index(max(likeness))].asides)
    return [replace(each, outside=not holding.issuperset(each.asides)) for each in page]


def _extracted(extraction: _Extraction, page: Sequence[Block], root: HtmlElement) -> _Found:
    """The extraction's own text under the page's title, where the page's tree shows hardly any of it."""
    heads = [each.paragraph.text for each in page if each.paragraph.role is Role.TITLE]
    title = _page_title(root) or next(iter(heads), "")
    body = [each for each in extraction.paragraphs if _key(each.text) != _key(title)]
    found = ([paragraph(title, Role.TITLE)] if title else []) + body
    left_out = (each.paragraph.text for each in page if not extraction.holds(each.paragraph.text))
    return _Found(tuple(found), tuple(text for text in left_out if any(map(str.isalpha, text)) and text != title))


def _labels(page: Sequence[Block], title: int | None, first: int) -> frozenset[int]:
    """The blocks beside a title that only name its section: what calls itself so, or one or two words right above it."""
    top = first if title is None else title
    found = {i for i, each in enumerate(page[: top + 2]) if each.kicker}
    if title and _is_label(page[title - 1].paragraph):
        found.add(title - 1)
    return frozenset(found)


def _is_label(each: Paragraph) -> bool:
    text = each.text
    short = width(text) <= _LABEL_COLUMNS and len(text.split()) <= 2 and is_titular(text)
    return short and each.role is Role.BODY and not is_byline(text) and not any(map(str.isdigit, text))


def _is_missed(block: Block, index: int, span: tuple[int, int], parents: set[int]) -> bool:
    """Whether the extraction passed over a block of the article: a caption, a lead, a short paragraph among others."""
    first, last = span
    if block.outside or block.linked > 0.5:
        return False
    role = block.paragraph.role
    if role is Role.CAPTION:
        return index <= last + 3
    if role in (Role.LEAD, Role.BYLINE):
        return index <= last + 3
    return first < index < last and block.parent in parents


def _settled(each: Paragraph) -> Paragraph:
    """A block's paragraph with its role: a second title is a heading, and so is a short line in bold."""
    if each.role is Role.TITLE:
        return replace(each, role=Role.HEADING)
    bold = sum(mark.end - mark.start for mark in each.marks if mark.kind is MarkKind.BOLD)
    if each.role is Role.BODY and bold >= len(each.text) and width(each.text) <= 110 and is_titular(each.text):
        return each if is_sentence(each.text) else replace(each, role=Role.HEADING)
    return each


def _title_at(page: Sequence[Block], kept: Sequence[bool], root: HtmlElement) -> int | None:
    """The place of the page's title: the heading of level one that the page's own title repeats, else the first good one."""
    named = [_key(normalise(value)) for value in (_meta_title(root), _document_title(root)) if value]
    heads = [i for i, each in enumerate(page) if each.paragraph.role is Role.TITLE and not each.outside]
    likeness = {i: _likeness(_key(page[i].paragraph.text), named) for i in heads}
    best = max(heads, key=lambda i: likeness[i], default=None)
    if best is not None and likeness[best] > 0:
        return best
    good = [i for i in heads if kept[i]] or heads
    return good[0] if good else None


def _likeness(key: str, named: Sequence[str]) -> float:
    """How much of the page's title a heading holds, or of the heading the title; the name of the site holds little."""
    pairs = ((min(key, name, key=len), max(key, name, key=len)) for name in named if key and name)
    return max((len(short) / len(long) for short, long in pairs if short in long), default=0.0)


def _meta_title(root: HtmlElement) -> str:
    return next(_values(root, ('//meta[@property="og:title"]/@content',)), "")


def _document_title(root: HtmlElement) -> str:
    return normalise("".join(root.xpath("//head/title//text()")[:10]))


def _page_title(root: HtmlElement) -> str:
    """The title that the page's head gives, without the name of the site behind it."""
    title = normalise(_meta_title(root) or _document_title(root))
    shorter = _SITE.sub("", title)
    return shorter if len(shorter) >= 10 else title
