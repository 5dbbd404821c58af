"""Page furniture, line by line: what the patterns of furniture.toml say of a line of text."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from corpora.languages import Lang
from corpora.readers.spacing import is_japanese

_MARKS = " \t\u3000»«›‹>＞<＜|｜·•‣・●○■□◆◇▶►▸▼▲△▽→⇒➜➔↑↓←↗☞★☆※*_~–—-…:：.。,、;+＋×✕✖=＝/／\\\"“”„'‘’`!！#＃♥❤✉☎✓\ufe0f"
_COUNT = re.compile(r"\s*[(（\[［]\s*[\d.,]+\+?\s*[kK件]?\s*[)）\]］]$")
_NUMBER = re.compile(r"\s+[\d.,]+\+?$")
_CRUMBS = re.compile(r"[^>＞›»]{1,30}(?:\s*[>＞›»]\s*[^>＞›»]{1,40}){1,5}")
_MOST = 400  # characters: no furniture is longer


class Kind(StrEnum):
    """How sure a line is furniture, and what follows from it."""

    LINE = "line"  # wherever it stands
    EDGE = "edge"  # only above or below the running text
    SECTION = "section"  # only above the title or at the foot


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the patterns say of one line."""

    kind: Kind
    reason: str
    lang: Lang  # whose pattern it is; "any" where it holds for all


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The entries of one language, ready to match."""

    lang: Lang
    lines: frozenset[str]
    patterns: re.Pattern[str]
    edges: frozenset[str]
    edge_patterns: re.Pattern[str]
    ends: frozenset[str]
    end_patterns: re.Pattern[str]
    boxes: frozenset[str]
    sections: frozenset[str]


def key(text: str) -> str:
    """A line as entries are compared: NFKC, lower case, without the marks around it and a count behind it."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = "".join(char for char in folded if unicodedata.category(char) not in ("So", "Cf", "Sk"))
    bare = folded.strip(_MARKS)
    return " ".join(_COUNT.sub("", bare).strip(_MARKS).split())


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files("corpora").joinpath("furniture.toml").read_text("utf-8"))


@cache
def _patterns() -> tuple[_Patterns, ...]:
    return tuple(_compiled(lang, table) for lang, table in _tables().items())


def _compiled(lang: Lang, table: Mapping[str, list[str]]) -> _Patterns:
    def keys(name: str) -> frozenset[str]:
        return frozenset(filter(None, map(key, table.get(name, ()))))

    def either(name: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{entry})" for entry in table.get(name, ())) or r"(?!)", re.IGNORECASE)

    sections = keys("sections")
    return _Patterns(
        lang,
        keys("lines"),
        either("patterns"),
        keys("edges"),
        either("edge_patterns"),
        keys("ends"),
        either("end_patterns"),
        keys("boxes"),
        sections,
    )


def knows(lang: Lang) -> bool:
    """Whether there are patterns of a language's own pages."""
    return lang in _tables()


@cache
def words(name: str) -> frozenset[str]:
    """All languages' entries of one list."""
    return frozenset(unicodedata.normalize("NFKC", e).casefold() for t in _tables().values() for e in t.get(name, ()))


@cache
def _breadcrumb() -> re.Pattern[str]:
    home = "|".join(re.escape(each) for each in sorted(words("home"), key=len, reverse=True))
    return re.compile(rf"(?:{home})(?:\s*[>＞›»/／|→▸▶・:]+\s*[^>＞›»|→▸▶]{{1,60}}){{1,6}}", re.IGNORECASE)


@cache
def _comments() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for table in _tables().values() for each in table.get("comments", ())))


def verdict(text: str, lang: Lang) -> Verdict | None:
    """Whether a line is furniture by its wording alone; the patterns of its own language speak first."""
    if len(text) > _MOST:
        return None
    if not any(char.isalnum() for char in text):
        return Verdict(Kind.LINE, "a line without letters or digits", "any")
    bare = text.strip(_MARKS)
    plain = unicodedata.normalize("NFKC", text).strip()
    folded = key(text)
    for table in sorted(_patterns(), key=lambda each: each.lang != lang):
        found = _by(table, folded, plain, bare)
        if found is not None:
            return found
    if _is_share_row(folded):
        return Verdict(Kind.LINE if re.search(r"[\s|/·•,]", folded) else Kind.EDGE, "a row of share buttons", "any")
    if _breadcrumb().fullmatch(plain) or (len(plain) <= 90 and _CRUMBS.fullmatch(plain)):
        return Verdict(Kind.SECTION, "a path of sections", "any")
    return None


def _by(table: _Patterns, folded: str, plain: str, bare: str) -> Verdict | None:
    if folded in table.lines or _NUMBER.sub("", folded) in table.lines:
        return Verdict(Kind.LINE, f"the label {folded!r}", table.lang)
    if table.patterns.fullmatch(plain) or table.patterns.fullmatch(bare):
        return Verdict(Kind.LINE, "a pattern of page labels", table.lang)
    if folded in table.ends or _NUMBER.sub("", folded) in table.ends:
        counted = _COUNT.search(plain) is not None or folded in table.boxes
        kind = Kind.LINE if counted else Kind.EDGE
        return Verdict(kind, f"the label {folded!r} over what is no part of the article", table.lang)
    if table.end_patterns.fullmatch(folded):
        return Verdict(Kind.EDGE, "a label over what is no part of the article", table.lang)
    if folded in table.edges or (len(folded) > 1 and folded in words("sources")):
        return Verdict(Kind.EDGE, f"the label {folded!r} beside the article", table.lang)
    if table.edge_patterns.fullmatch(plain):
        return Verdict(Kind.EDGE, "a notice of the site", table.lang)
    if folded in table.sections:
        return Verdict(Kind.SECTION, "the name of a section of the site", table.lang)
    return None


def _is_share_row(folded: str) -> bool:
    parts = [part for part in re.split(r"[\s|/·•,]+", folded) if part]
    strong, weak = words("words"), words("fillers")
    if not 0 < len(parts) <= 12:
        return False
    labels = len(parts) > 1 and all(
        any(p in t.lines or p in t.edges for t in _patterns()) or p in strong for p in parts
    )
    return labels or (any(p in strong for p in parts) and all(p in strong or p in weak for p in parts))


def is_end(text: str) -> bool:
    """Whether a line opens the foot of a page, such as "Comment (0)" or "Same category"."""
    folded = key(text)
    bare = _NUMBER.sub("", folded)
    named = any(bare in table.ends or table.end_patterns.fullmatch(folded) for table in _patterns())
    return named or bool(_comments().fullmatch(folded))


def is_weak_end(text: str) -> bool:
    """Whether an end label could as well be a heading: a word or pattern without a count, or the label of a box."""
    folded = key(text)
    if _COUNT.search(text.rstrip(_MARKS)) or _comments().fullmatch(folded):
        return False
    if not any(_NUMBER.sub("", folded) in table.ends for table in _patterns()):
        return True
    return is_box(text) or (" " not in folded and len(folded) <= (4 if is_japanese(folded[:1] or " ") else 20))


def is_box(text: str) -> bool:
    """Whether a line stands over one related headline in the middle of an article."""
    folded = key(text)
    return any(folded in table.boxes for table in _patterns())


def is_named(label: str, text: str) -> bool:
    """Whether a text names what a label does: the label itself, or for a single Latin word one of the same stem."""
    folded = key(label)
    if " " in folded or not folded or is_japanese(folded[0]):
        return folded in text.casefold()
    return re.search(rf"\b{re.escape(folded[: max(4, len(folded) - 2)])}", text.casefold()) is not None
