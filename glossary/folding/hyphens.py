"""German suspended hyphens: the whole words that Bezirks-, Stadt- und Gemeindekomitees stands for.

Every pattern looks at a bounded stretch around one hyphen, so that the time is linear in the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from glossary.folding.german_compounds import SUFFIXES
from glossary.folding.vocabulary import Vocabulary

_AND = r"(?:(?:und|oder|sowie|bzw|beziehungsweise|bis|wie|als auch|noch|aber auch)(?![^\W_])\.?|[&+/])"
_FUNCTION = r"(?:(?:der|die|das|dem|den|des|im|in|von|vom|für|auf|zur|zum|bei|mit)\s)?+"
_GAP = r"\s{0,3}+"
_LETTER = r"[^\W\d_]"
_DASH = "[-\u2010\u2011]"
_SUSPENDED = re.compile(rf"{_DASH}(?:(?<={_LETTER}.)(?=[\s,/)])|(?<=[\s,/(].)(?={_LETTER}{{3}}))")
_STEM = re.compile(rf"(?<![\w-]){_LETTER}{{2,60}}$")
_HEAD = re.compile(
    rf"\)?(?:{_GAP},?+{_GAP}(?:{_AND}{_GAP}){{0,2}}+{_FUNCTION}{_LETTER}{{1,60}}+{_DASH}(?!\w)){{0,8}}+"
    rf"{_GAP}(?:,|{_AND}){_GAP}(?:{_AND}{_GAP})?+{_FUNCTION}{_DASH}?+({_LETTER}{{4,60}}+)(?!\w)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"\)({_LETTER}{{4,60}})")
_SHORT = re.compile(rf"{_LETTER}{{3,60}}")
_SHARER = re.compile(
    rf"(?<!\w)({_LETTER}{{5,60}}+)(?:{_GAP},{_GAP}{_DASH}{_LETTER}{{3,60}}+){{0,8}}+{_GAP}(?:,(?!{_GAP}{_AND})|,?+{_GAP}{_AND}){_GAP}$",
    re.IGNORECASE,
)
_GENDER = re.compile(r"in(nen)?", re.IGNORECASE)
_WINDOW = 300  # characters that a coordination fills at most


@dataclass(frozen=True, slots=True)
class Whole:
    """One reading of a shortened word."""

    text: str  # the word in full, in the case of the text
    cut: int  # where in it the part that stands here meets the part that stands elsewhere
    start: int  # what stands here, with its hyphen
    end: int
    first: int  # the whole construction
    last: int
    best: bool  # whether of the readings this is the most probable
    sure: bool  # whether no other reading counts, even where it makes exactly a term


def wholes(text: str, vocabulary: Vocabulary, is_term: Callable[[str], bool]) -> Iterator[Whole]:
    """Every reading of every shortened word of a text; quick where there is no such hyphen.

    Args:
        text: as it stands.
        vocabulary: what is a word.
        is_term: whether a word, with a capital, is a term of the glossary in any of its forms: the part that is shared
            is a term where it can be.
    """
    for match in _SUSPENDED.finditer(text) if "-" in text or "\u2010" in text or "\u2011" in text else ():
        at = match.end()
        if text[at - 2].isalpha():
            yield from _left(text, at, vocabulary, is_term)
        else:
            yield from _right(text, at, vocabulary, is_term)


def _left(text: str, at: int, vocabulary: Vocabulary, is_term: Callable[[str], bool]) -> Iterator[Whole]:
    """Bezirks- und Gemeindekomitee, (Massen-)Mobilisierung; `at` is behind the hyphen."""
    stem = _STEM.search(text, max(0, at - 62), at - 1)
    if stem is None:
        return
    start, written = stem.start(), stem.group()
    opened = text[start - 1 : start] == "("
    bracketed = _BRACKETED.match(text, at) if opened else None
    if bracketed:
        word = bracketed.group(1)
        yield Whole(
            written + word.lower(), len(written), start - 1, bracketed.end(), start - 1, bracketed.end(), True, True
        )
        return
    head = _HEAD.match(text, at, at + _WINDOW)
    if head is None:
        return
    word = head.group(1)
    cuts = [cut for cut in _cuts(word) if _folded(word[cut:]) not in SUFFIXES]
    known = [
        cut for cut in cuts if vocabulary.knows(_folded(word[cut:])) and _is_first(_folded(word[:cut]), vocabulary)
    ]
    terms = [cut for cut in known if is_term(word[cut:].capitalize())]
    rank = {cut: (cut not in terms, not vocabulary.knows(_folded(written + word[cut:])), cut) for cut in known}
    best = min(known, key=rank.__getitem__, default=-1)
    for cut in cuts:
        whole = written + (word[cut:] if written.islower() else word[cut:].lower())
        yield Whole(whole, len(written), start, at, start, head.end(), cut == best, bool(terms))


def _right(text: str, at: int, vocabulary: Vocabulary, is_term: Callable[[str], bool]) -> Iterator[Whole]:
    """Lebensmittelhygiene und -sicherheit; `at` is behind the hyphen."""
    short = _SHORT.match(text, at)
    sharer = _SHARER.search(text, max(0, at - _WINDOW), at - 1)
    if short is None or sharer is None or _GENDER.fullmatch(short.group()):
        return
    word, tail = sharer.group(1), short.group()
    known = [cut for cut in _cuts(word) if _starts(_folded(word[:cut]), vocabulary)]
    terms = [cut for cut in known if is_term(word[:cut].removesuffix("s").capitalize())]
    rank = {cut: (cut not in terms, not vocabulary.knows(_folded(word[:cut] + tail)), -cut) for cut in known}
    best = min(known, key=rank.__getitem__, default=-1)
    for cut in _cuts(word):
        yield Whole(
            word[:cut] + tail.lower(), cut, at - 1, short.end(), sharer.start(1), short.end(), cut == best, False
        )


def _is_first(left: str, vocabulary: Vocabulary) -> bool:
    """Whether what is left of a word without its tail is a first part: Gemeindepartei(komitees), not Pharmazieab(teilungen)."""
    return any(vocabulary.compound(left.removesuffix(link)) for link in ("", "s", "es", "n", "en", "er", "e"))


def _starts(shared: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.knows(shared) or vocabulary.knows(shared.removesuffix("s"))


def _cuts(word: str) -> range:
    return range(2, len(word) - 2)


def _folded(word: str) -> str:
    return word.lower().replace("ß", "ss")
