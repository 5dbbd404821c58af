"""Where sentences end: the one splitter of the whole product."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from corpora.languages import Lang, Language, language
from corpora.readers.spacing import is_japanese

_CLOSING = r"""["'”’“‘»«›)\]}*_`]"""
_OPENING = "\"'“”„‘’‚»«‹›([{¿¡*_`#•·▪–—-\u00a0 "
_LINE = r"[\n\r\v\f\x85\u2028\u2029]\s*+"
# Each run of marks is read once: a match begins only where its run does, and gives nothing back.
_LATIN = re.compile(rf"(?<![.!?…])[.!?…]++(?:{_CLOSING}|\[\d++])*+(\s++)|{_LINE}")
_JAPANESE = re.compile(
    rf"""(?<![.!?…])[!?]*+[.…][.!?…]*+["')\]]*+(\s++)|[。｡！？‼⁇⁈⁉!?．]++[」』）)】〉》〕］”’"'\]]*+\s*+|{_LINE}"""
)
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERING = re.compile(
    r"\W*+(?:(?:Điều|Chương|Mục|Khoản|Bước|Phần|Article|Chapter|Section|Step|Part|Artikel|Kapitel|Abschnitt|Schritt|Teil)"
    r"\s+)?(?:\d+(?:\.\d+)*|[IVXLC]+|[^\W\d_])\.?\W*"
)
_LETTERED = re.compile(r"[a-zđ][.)]\s+[^\W_]")
_STREET = re.compile(r"[^\W\d_]{2,}str\.")
_ROMAN = re.compile(r"[IVXL]+\.")
_JOINT = re.compile(r"[-/,]")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+")  # initials, single letters, "u.a.", "Ph.D."
_NEEDS_NUMBER = frozenset(
    {"Art.", "No.", "Nos.", "Ref.", "Refs.", "Tab."}
)  # words of their own right unless a number follows
_TITLES = frozenset(
    {"Dr.", "Hr.", "Mr.", "Mrs.", "Ms.", "Mt.", "Prof.", "St.", "vs."}
)  # never the last word of a sentence

_AFTER_QUOTE = re.compile(
    r"\s|[「『（(【〈《“]|(?:これ|それ|この|その|しかし|また|そして|さらに|ただ|だが|なお|なぜなら|もし|そう(?!で)|一方|他方|いずれ)|[^\u3041-\u309f、，,。・ー」』）)]"
)
_AFTER_QUESTION = re.compile(r"\s|[「『（(【〈《“]|彼|私|我々|同氏|しかし|また")
_NAMED = re.compile(  # what follows a name with a stop (モーニング娘。の新曲) and hardly ever begins a sentence
    r"(?:[のはをにも](?=[\u3400-\u9fff\u30a2-\u30faA-Za-z0-9「『、])|が(?=[\u3400-\u9fff\u30a2-\u30faA-Za-z0-9「『])"
    r"|と(?=[\u3400-\u9fff\u30a2-\u30fa])(?![同時言思共]))"
)
_BRACKETS = re.compile(r"[「『（【〈《〔(｢」』）】〉》〕)｣\n\r\v\f\x85\u2028\u2029]")
_PAIRS = dict(zip("」』）】〉》〕)｣", "「『（【〈《〔(｢", strict=True))
_LONGEST_WHOLE = 120  # characters between brackets; what is longer may hold sentences of its own
_LONGEST_SAID = (
    40  # the same of 「 」: at 120, NTREX dev loses 4 % of its boundaries, which lie in what people say at length
)
_PARTICLE = re.compile(r"(?:と(?!も|て|こ|き|り)|って|など|なんて|という|の|を|、|，|,|・)")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the checks at a candidate need of one language."""

    abbreviations: frozenset[str]
    starters: frozenset[str]
    ordinals: bool  # "15." may be an ordinal


def split(text: str, lang: Lang) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, as spans [start, end) in order that cover it wholly; none of an empty text.

    White space belongs to the sentence before it. A line end always ends a sentence. O(n) time; InputError for a language
    that the table lacks. Source: the rules of Kiss & Strunk's (2006) kind, by lists instead of statistics.
    """
    if not text:
        return ()
    starts = [0, *_breaks(text, lang)]
    if starts[-1] == len(text):
        starts.pop()
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))


@cache
def _breaks_of(lang: Lang) -> Callable[[str], Iterator[int]]:
    entry = language(lang)
    rules = _rules(entry)
    if entry.joiner:
        return lambda text: _latin(text, rules)
    return lambda text: _japanese(text, rules)


def _breaks(text: str, lang: Lang) -> Iterator[int]:
    return _breaks_of(lang)(text)


def _rules(entry: Language) -> _Rules:
    if entry.joiner:
        return _Rules(entry.abbreviations, entry.starters, entry.ordinals)
    latin = language("en")  # what stands in Latin letters between is most often English
    return _Rules(latin.abbreviations, latin.starters, False)


def _latin(text: str, rules: _Rules) -> Iterator[int]:
    begin = 0
    for match in _LATIN.finditer(text):
        end = match.end()
        if match.group(1) is None or _ends_latin(text, begin, match, rules):
            begin = end
            yield end


def _ends_latin(text: str, begin: int, match: re.Match[str], rules: _Rules) -> bool:
    """Whether the sentence that begins at `begin` ends at this candidate."""
    end = match.end()
    if end == len(text) or not _LINE_ENDS.isdisjoint(match.group(1)):
        return True
    head = text[end : end + 24].lstrip(_OPENING)
    if not head or not _may_begin(head):
        return False
    dot = match.start()
    if text[dot] != "." or match.start(1) - dot > 1:  # "?", "!", "…", "...", or closed by a quote: nothing abbreviated
        return text[dot] != "." or not _closed_abbreviation(text, begin, dot, match.start(1), rules)
    return not _is_inside(text, begin, dot, head, rules)


def _may_begin(head: str) -> bool:
    first = head[0]
    if first.islower():
        return head[1:2].isupper() or _LETTERED.match(head) is not None  # iPhone, eBay; "b. The second item"
    return first.isalnum()


def _closed_abbreviation(text: str, begin: int, dot: int, end: int, rules: _Rules) -> bool:
    """Whether a stop before a closing bracket is that of an abbreviation, as in "(z. B. Nr.) Hier"."""
    if text[dot : dot + 2] == ".." or text[end - 1] not in ")]":
        return False
    return _last_word(text, begin, dot) in rules.abbreviations


def _last_word(text: str, begin: int, dot: int) -> str:
    words = text[max(begin, dot - 24) : dot + 1].split()
    return words[-1].lstrip(_OPENING) if words else ""


def _is_inside(text: str, begin: int, dot: int, head: str, rules: _Rules) -> bool:
    """Whether a stop belongs to an abbreviation, an initial, an ordinal or an item's number."""
    if dot - begin < 24 and _NUMBERING.fullmatch(text, begin, dot):
        return True
    word = _last_word(text, begin, dot)
    if word in _TITLES:
        return True
    if word in _NEEDS_NUMBER:
        return head[0].isdigit() or _ROMAN.fullmatch(head.split()[0].rstrip(".,;:") + ".") is not None
    if not (
        _abbreviated(word, rules)
        or ((len(word) == 2 or word.count(".") > 1) and _DOTTED.fullmatch(word))
        or (rules.ordinals and (_ROMAN.fullmatch(word) or (len(word) <= 3 and word[:-1].isdigit())))
    ):
        return False
    first = _WORD.match(head)
    return first is None or first.group() not in rules.starters


def _abbreviated(word: str, rules: _Rules) -> bool:
    """Whether a word is an abbreviation, ends in one (Dipl.-Ing., GS,TS.), or strings several together (PGS.TS.)."""
    last = _JOINT.split(word)[-1]
    if last in rules.abbreviations or (rules.ordinals and _STREET.fullmatch(last)):
        return True
    return all(f"{part}." in rules.abbreviations for part in last[:-1].split("."))


def _japanese(text: str, rules: _Rules) -> Iterator[int]:
    begin = 0
    whole = _bracketed(text)
    for match in _JAPANESE.finditer(text):
        end = match.end()
        if whole[end]:
            continue
        spaced = match.group(1) is not None
        if _ends_latin(text, begin, match, rules) if spaced else _ends_japanese(text, match):
            begin = end
            yield end


def _bracketed(text: str) -> bytearray:
    """Per offset, whether it lies within brackets that close on the same line and are not far apart; O(n)."""
    within = bytearray(len(text) + 1)
    opened: dict[str, list[int]] = {}
    for match in _BRACKETS.finditer(text):
        mark, at = match.group(), match.start()
        if mark in _LINE_ENDS:
            opened.clear()
        elif mark not in _PAIRS:
            opened.setdefault(mark, []).append(at)
        elif waiting := opened.get(_PAIRS[mark]):
            begin = waiting.pop()
            if at - begin <= (_LONGEST_SAID if mark in "」｣" else _LONGEST_WHOLE):
                within[begin + 1 : at + 1] = b"\1" * (at - begin)
    return within


def _ends_japanese(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    mark, found = text[start], match.group()
    if end == len(text) or not _LINE_ENDS.isdisjoint(found):
        return True
    sides = text[start - 1 : start], text[end : end + 1]
    if mark in "!?．" and not all(is_japanese(side) and not side.isdigit() for side in sides):
        return False
    closed = found.strip("。｡！？‼⁇⁈⁉!?． \u3000\t\u00a0")
    if closed:
        follows = _AFTER_QUOTE if mark in "。｡" else _AFTER_QUESTION
        return found[-1].isspace() or follows.match(text, end) is not None
    if mark in "。｡":
        return found != mark or not _NAMED.match(text, end)
    return not _PARTICLE.match(text, end)
