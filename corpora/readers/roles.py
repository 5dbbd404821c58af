"""The roles of paragraphs in plain text, where only wording and length tell them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpora.article import Paragraph, Role
from corpora.languages import words
from corpora.readers.spacing import is_japanese, width

_TITLE_COLUMNS = 220
_HEADING_COLUMNS = 110
_BYLINE_COLUMNS = 70
_CAPTION_COLUMNS = 400
_LONG_COLUMNS = 160  # from here on a paragraph is running text whatever its end
_SENTENCE_COLUMNS = 60  # from here on one that ends as a sentence does is running text

_STOPPED = re.compile(r"[.。．,、;；:：…][\"'”“’»«」』)）\]]*$")
_ENDED = re.compile(r"[.。．!?！？…][\"'”“’»«」』)）\]]*$")
_ITEM = re.compile(
    r"(?:[-–—•*·▪◦‣■□●○◆▶►✓➢+]\s+|(?:\(?\d{1,3}[.)．）]|[０-９]{1,3}[．.、）)]|\(\d{1,3}\)|（[０-９\d]{1,3}）)(?![\d])\s*"
    r"|[①-⑳]\s*|\(?[a-zđ]\)\s+|[IVX]{1,5}[.)]\s+|[・●○■◆]\s*)(?=\S)"
)


def _either(name: str) -> str:
    """A pattern of all languages' words of one field."""
    return "|".join(re.escape(word) for word in words(name))


_CREDIT = f"(?:{_either('credits')})"
_CAPTION = re.compile(
    rf"^{_CREDIT}\s*\d{{0,3}}\s*[:：=＝/／]|[(（\[]\s*{_CREDIT}\s*[:：=＝/／][^()（）]{{1,80}}[)）\]]\.?$"
    rf"|(?:\.|\s[-–—|/]|[。）)”\"])\s*{_CREDIT}\s*[:：]\s*[^.:。：]{{1,60}}\.?$|[＝=]\s*(?:写真|[^\s＝=]{{1,20}}(?:撮影|提供))$",
)
_BY_WORDS = re.compile(
    rf"^(?:{_either('bylines')})(?:\s*[:：]\s*|\s+(?=[A-ZÀ-ỸĐ]))\S.*$|^(?:.{{1,20}}(?:記者|特派員|通信員))$|^[（(【［](?:.{{1,16}}(?:記者|特派員|通信))[）)】］]$"
)
_AGENCIES = re.compile(
    r"^(?:dpa|afp|epd|kna|rtr|reuters|ap|sid|apa|ttxvn|vna|vov|vtv|kyodo|jiji|共同|時事|共同通信|時事通信)(?:[/,\s-]+\w{2,8}){0,2}$",
    re.IGNORECASE,
)
_JAPANESE_NAME = re.compile(
    r"^[（(【［](?:文[・／]?写真?[・:：]?)?[\u3041-\u30fe\u4e00-\u9fff々]{1,5}[\s\u3000・]?[\u3041-\u30fe\u4e00-\u9fff々]{0,5}[）)】］]$"
)
_KATAKANA_NAME = re.compile(r"^[ァ-ヴー]{1,10}(?:[・＝=\s\u3000][ァ-ヴー]{1,10}){1,4}$")
_DATE = re.compile(
    r"\d{1,2}\.\s*(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*\.?(?!\w)|\d{1,2}\.\s*(?:\d{1,2}\.|Jahrhundert|Jh\.)"
)
_INITIALS = re.compile(r"^(?:[A-ZĐ]\.?){1,5}(?:\s*[-–/,]\s*(?:[A-ZĐ]\.?){1,5})*$")
_NAME_WORD = r"(?:(?:von|van|de|der|den|zu|al|bin)\s+)?[A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠ-Ỹ][\w'’.-]*"
_NAME = re.compile(
    rf"^{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}(?:\s*(?:,|[-–—]|/|&|und|và|and)\s*{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}})*$"
)
_AGENCY = re.compile(r"^(?:\((?:[^()]{2,20})\)|[A-ZĐ][A-ZĐ.]{1,9}(?:Online|\.VN|O)?)\s*[-–—]\s+\S")


def is_item(text: str) -> bool:
    """Whether a text begins as a list item does: "1. ", "- ", "a) ", "（１）", "①"."""
    return _ITEM.match(text) is not None and _DATE.match(text) is None


def is_byline(text: str) -> bool:
    """Whether a text can be nothing but the name of its author or agency: "PV", "Theo TTXVN", "Hoai Anh"."""
    if width(text) > _BYLINE_COLUMNS or _ENDED.search(re.sub(r"\b[A-Z]\.$", "", text)):
        return False
    return any(
        pattern.match(text) for pattern in (_BY_WORDS, _INITIALS, _NAME, _AGENCIES, _JAPANESE_NAME, _KATAKANA_NAME)
    )


def is_name(text: str) -> bool:
    """Whether a text is nothing but capitalised words, which may be an author's name, a site's or a short title."""
    return is_byline(text) and _NAME.match(text) is not None and _BY_WORDS.match(text) is None


def is_caption(text: str) -> bool:
    """Whether a text says that it stands under a picture, by its credit."""
    return width(text) <= _CAPTION_COLUMNS and _CAPTION.search(text) is not None


def is_titular(text: str) -> bool:
    """Whether a text can be a title: one line without the end mark of a sentence."""
    return (
        width(text) <= _TITLE_COLUMNS
        and _STOPPED.search(text) is None
        and not is_item(text)
        and any(char.isalpha() for char in text)
    )


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _ENDED.search(text) is not None


def is_running(text: str) -> bool:
    """Whether a paragraph can be nothing but running text: a long one, or one that ends as a sentence does."""
    columns = width(text)
    return columns >= _LONG_COLUMNS or (columns >= _SENTENCE_COLUMNS and is_sentence(text))


def assign(paragraphs: Sequence[Paragraph], *, title: bool = True) -> tuple[Paragraph, ...]:
    """The paragraphs with the roles that their wording shows; those that are no body already keep theirs.

    `title` is False where the title is known from elsewhere.
    """
    last = max((i for i, each in enumerate(paragraphs) if is_running(each.text)), default=len(paragraphs) - 1)
    out: list[Paragraph] = []
    for index, each in enumerate(paragraphs):
        role = each.role
        if role is Role.BODY:
            role = _role(paragraphs, index, last, title=title and not out)
        out.append(replace(each, role=role))
    return tuple(out)


def signed(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs with authors' names at the very end as bylines, whatever markup made them look like."""
    out = list(paragraphs)
    for index in range(len(out) - 1, 0, -1):
        if out[index].role is not Role.BYLINE:
            if out[index].role not in (Role.BODY, Role.HEADING) or not is_byline(out[index].text):
                break
            out[index] = replace(out[index], role=Role.BYLINE)
    return tuple(out)


def _role(paragraphs: Sequence[Paragraph], index: int, last: int, *, title: bool) -> Role:
    text = paragraphs[index].text
    following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    if title and following and is_titular(text):
        return Role.TITLE
    if is_item(text):
        return Role.ITEM
    if is_caption(text):
        return Role.CAPTION
    if (index > last or index <= 5) and index > 0 and is_byline(text):
        return Role.BYLINE
    if (
        index <= 3
        and index < last
        and _AGENCY.match(text)
        and not is_byline(text)
        and width(text) <= 2 * _CAPTION_COLUMNS
    ):
        return Role.LEAD
    if 0 < index < last and _is_heading(text, following):
        return Role.HEADING
    return Role.BODY


def _is_heading(text: str, following: str) -> bool:
    """A short line without an end mark over running text; Japanese lines must be shorter still."""
    limit = _HEADING_COLUMNS * (0.6 if text and is_japanese(text[0]) else 1)
    return (
        width(text) <= limit
        and is_titular(text)
        and not re.search(r"[!?！？]$", text)
        and (is_running(following) or (is_sentence(following) and width(following) > width(text)) or is_item(following))
    )
