"""Lint rules G3 and G5: how terms are written, and the patterns that they are found by."""

import re
import unicodedata
from collections.abc import Iterator

from glossary.concept import Case, Concept, Match, Term
from glossary.termbase.problem import Problem
from glossary.termbase.survey import Survey, new_style

MOST_WORDS = 8  # of the 787 terms of the starter glossary of 2026, one in a hundred has more than six
MOST_JAPANESE = 24  # characters, for a script without spaces
_STRAY = re.compile(r"^\s|\s$|\s\s|[^\S ]|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_WIDE = re.compile(r"[\uff01-\uff5e\uff61-\uff9f]")
_JAPANESE_WIDE = re.compile(
    r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]"
)  # its full-width marks are its own
_EDGE = re.compile(r"^[,;:.!?、。・]|[,;:!?、。]$")
_PLAIN = re.compile(
    r"(?:[^\W_](?:[-'’ ](?=[^\W_]))?)+"
)  # letters and digits, single marks inside: nothing to look for in it
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "「": "」", "『": "』", "【": "】", "«": "»", "‹": "›"}
_OPENING = {close: mark for mark, close in _PAIRS.items()}


def letters(concept: Concept, survey: Survey) -> Iterator[Problem]:
    """G301 stray-space to G307 stray-punctuation."""
    for term in concept.terms:
        for code, what, remedy in _wrong(term, survey):
            yield Problem(code, concept.id, f"the {term.lang} term {term.text!r} {what}", remedy, term.lang, term.text)


def _wrong(term: Term, survey: Survey) -> Iterator[tuple[str, str, str]]:
    text = term.text
    if not _PLAIN.fullmatch(text):
        yield from _marks(text)
    if not text.isascii():
        yield from _letters(term, survey)
    if len(text) > MOST_WORDS:
        yield from _long(term)


def _marks(text: str) -> Iterator[tuple[str, str, str]]:
    if stray := _STRAY.search(text):
        name = "a space too many" if stray.group() in " \t  " else f"the character U+{ord(stray.group()[-1]):04X}"
        yield "G301", f"has {name} at character {stray.start() + 1}", "write it without"
    if (mark := unbalanced(text)) is not None:
        yield "G302", f"has {mark!r} without its partner", "add the partner, or take the mark away"
    if _EDGE.search(text):
        yield "G307", "begins or ends with a punctuation mark", "write it without, unless texts have it so"


def _letters(term: Term, survey: Survey) -> Iterator[tuple[str, str, str]]:
    text = term.text
    if not unicodedata.is_normalized("NFC", text):
        yield "G303", "is in decomposed letters", f"write it in composed ones: {unicodedata.normalize('NFC', text)!r}"
    if (_JAPANESE_WIDE if term.lang == "ja" else _WIDE).search(text):
        yield "G304", "has full-width or half-width letters", f"write it as {unicodedata.normalize('NFKC', text)!r}"
    if term.lang == "vi" and survey.new_tones is not None and new_style(text) is (not survey.new_tones):
        style = "new style (hoà)" if survey.new_tones else "old style (hòa)"
        yield (
            "G305",
            f"does not place tones in the {style} of most terms here",
            "write one style; texts may have either",
        )


def _long(term: Term) -> Iterator[tuple[str, str, str]]:
    words = len(term.text.split())
    if words > MOST_WORDS and term.lang != "vi":
        yield "G306", f"has {words} words", "keep the term, and put the rest into a note"
    elif term.lang == "vi" and words > 2 * MOST_WORDS:
        yield "G306", f"has {words} syllables", "keep the term, and put the rest into a note"
    elif term.lang == "ja" and len(term.text) > MOST_JAPANESE:
        yield "G306", f"has {len(term.text)} characters", "keep the term, and put the rest into a note"


def unbalanced(text: str) -> str | None:
    """The first bracket or quotation mark without its partner; None where all have theirs. Apostrophes are left alone."""
    open_: list[str] = []
    for char in text:
        if char in _PAIRS:
            open_.append(char)
        elif char in _OPENING and (not open_ or open_.pop() != _OPENING[char]):
            return char
    if open_:
        return open_[-1]
    if text.count('"') % 2:
        return '"'
    opened, closed, both = (text.count(mark) for mark in "„”“")
    # “ closes in German („…“) and opens in English (“…”)
    if opened + closed + both and (opened + closed + both) % 2:
        return next(char for char in text if char in "„“”")
    return None


def patterns(concept: Concept, survey: Survey) -> Iterator[Problem]:  # noqa: ARG001 - as all checks
    """G501 pattern-invalid to G504 pattern-misses-term."""
    for term in concept.terms:
        if not term.pattern and term.match is not Match.REGEX:
            continue
        for code, what, remedy in _pattern(term):
            yield Problem(code, concept.id, f"the {term.lang} term {term.text!r} {what}", remedy, term.lang, term.text)


def _pattern(term: Term) -> Iterator[tuple[str, str, str]]:
    import regex

    if term.match is not Match.REGEX:
        yield (
            "G503",
            f"has the pattern '{term.pattern}' and matches {term.match}",
            "set match to regex, or clear the pattern",
        )
    if term.match is Match.REGEX and not term.pattern:
        yield "G502", "matches by a regular expression and gives none, so its text is one", "give its pattern"
    try:
        found = regex.compile(term.pattern or term.text, regex.IGNORECASE if term.case is Case.INSENSITIVE else 0)
    except regex.error as error:
        yield (
            "G501",
            f"has the pattern '{term.pattern or term.text}', which is no regular expression ({error})",
            "mend it",
        )
        return
    try:
        hit = found.search(term.text, timeout=1.0)
    except TimeoutError:
        yield (
            "G501",
            f"has the pattern '{term.pattern}', which takes over a second on it",
            "write it without nested repetitions",
        )
        return
    if term.pattern and hit is None:
        yield "G504", f"is not found by its own pattern '{term.pattern}'", "mend the pattern or the term"
