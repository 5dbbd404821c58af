"""Names: what a text has in common with its versions in other languages by its letters alone.

A key begins with its kind: "n:" is a spelling that stays as it is (a name, an acronym, a code word, the host of a link),
"s:" the sound of a word, by which katakana meets Latin letters. Figures are left to `corpora.quantities`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from corpora.languages import LANGUAGES, Lang
from corpora.names import sounds

__all__ = ["SOUND", "SPELLING", "find"]

SPELLING = "n:"
SOUND = "s:"

_LEAST_WORD = 5  # letters of a word without a capital: shorter ones are grammar, and alike by chance
_LEAST_SOUND = 2  # classes; with 3, Japanese pairs of NTREX dev share .53 and not .59
_LONGEST = 200  # characters of a run

# Without white space, hiragana, kanji and wide marks: a word with its punctuation, or a name in katakana
_RUN = re.compile(f"[^\\s\u3000-\u309f\u3400-\u9fff\uf900-\ufaff]{{2,{_LONGEST}}}")
_MARKS = ".,;:!?…()[]\"'“”„‘’‚«»‹›-–—"
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏͰ-ԯḀ-ῼ"  # of Latin, Greek and Cyrillic, where capitals tell a name
_WORD = re.compile(f"[{_LETTER}]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!#-&(-;=?-~]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]+)(?:[^?#]*/([^/?#]+))?")
_PART = re.compile(
    "(?P<kana>[ァ-ヺー]+)"
    r"|(?P<code>[A-Za-z][A-Za-z0-9_]*(?:(?:_+|[.:]{1,2})[A-Za-z][A-Za-z0-9_]*)+)"
    r"|(?P<document>[0-9][0-9/]*[-/][A-ZĐ]{2}[\w&/-]*)"
    rf"|(?P<word>(?<![0-9])[{_LETTER}]+(?![{_LETTER}0-9]|-[0-9]))"
)
# A name syllable by syllable: Xin-ga-po, Kai-Fu
_SYLLABLES = re.compile(f"(?![a-z])[{_LETTER}]{{1,6}}(?:-[{_LETTER}]{{1,6}}){{1,6}}")
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})
_LATIN = re.compile("[a-z]{1,20}")


@dataclass(frozen=True, slots=True)
class _Run:
    """What is read of a run of text without white space."""

    keys: frozenset[str]
    opening: str = ""  # its first word, folded, where it is a capitalised one with nothing before it
    closing: str = ""  # its last word, likewise


_NOTHING = _Run(frozenset())


def find(text: str, lang: Lang) -> frozenset[str]:
    """The keys of the names of a text; the same name in another language has one of them in common.

    Words without a capital count where they are long, as loans and code are. Latin words of a language that writes without
    spaces are foreign there and stay as they are spelled, so that only its katakana has sounds. Never raises on any text or
    language. 5 to 15 µs a sentence, and 3 to 8 more for each word not met before.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    spaced = lang not in LANGUAGES or LANGUAGES[lang].joiner != ""
    found: set[str] = set()
    last = ""
    for run in text.split() if spaced else _RUN.findall(text):
        if len(run) < _LEAST_WORD and run.isalpha() and run.islower():
            last = ""
            continue
        read = _read(run, spaced) if len(run) <= _LONGEST else _read_long(run, spaced)
        found |= read.keys
        if last and read.opening:
            found |= _together(last, read.opening)
        last = read.closing
    return frozenset(found)


def _read_long(run: str, spaced: bool) -> _Run:
    """The keys of a run that no cache should keep, piece by piece; its ends are no neighbours of other words."""
    pieces = _RUN.findall(run)
    return _Run(frozenset().union(*(_read(piece, spaced).keys for piece in pieces)))


@lru_cache(maxsize=16384)
def _read(run: str, spaced: bool) -> _Run:
    """The keys of a run without white space, of a language that writes with spaces or without."""
    word = run.strip(_MARKS)
    if not _WORD.fullmatch(word):
        return _read_parts(run, spaced)
    if not spaced or not _has_capital(word):
        return _Run(_word(word, spaced)) if len(word) > 1 else _NOTHING
    folded = fold(word)
    return _Run(_word(word, spaced), folded if run[0] == word[0] else "", folded if run[-1] == word[-1] else "")


def _read_parts(run: str, spaced: bool) -> _Run:
    """The same for a run of more than one word: addresses, code, katakana, words joined by hyphens."""
    keys: set[str] = set()
    for address in _ADDRESS.findall(run):
        keys |= _address(address)
        run = run.replace(address, " ")
    if spaced and _SYLLABLES.fullmatch(run.strip(_MARKS)):  # x is how Vietnamese writes an s
        keys |= _keys(fold(run.strip(_MARKS).replace("-", "")).replace("x", "s"), sounded=True)
    kana: list[str] = []
    names: list[re.Match[str]] = []
    for part in _PART.finditer(run):
        match part.lastgroup:
            case "kana":
                kana.append(part.group())
            case "code":
                code = part.group()
                keys.add(SPELLING + (code.replace(".", "") if code.isupper() else code).lower())  # U.S is US
            case "word":
                if spaced and _has_capital(part.group()):
                    names.append(part)
                keys |= _word(part.group(), spaced)
    keys |= {SPELLING + word for word in kana if len(word) > 1}
    keys |= _heard(tuple(map(sounds.kana, sounds.joined(tuple(kana)))))
    opens, closes = names and names[0].start() == 0, names and names[-1].end() == len(run)
    return _Run(frozenset(keys), fold(names[0].group()) if opens else "", fold(names[-1].group()) if closes else "")


def fold(word: str) -> str:
    """A word in lower case and without diacritics: Đức and Duc, Zürich and Zurich."""
    letters = word.lower().translate(_LETTERS)
    if letters.isascii():
        return letters
    return "".join(letter for letter in unicodedata.normalize("NFD", letters) if not unicodedata.combining(letter))


def _has_capital(word: str) -> bool:
    return word != word.lower()


@lru_cache(maxsize=16384)
def _word(word: str, spaced: bool) -> frozenset[str]:
    """The keys of one word: its spelling, and how it may sound where it is a name."""
    named = _has_capital(word)
    if len(word) < (2 if named else _LEAST_WORD):
        return frozenset()
    return _keys(fold(word), sounded=named and spaced)


def _keys(folded: str, *, sounded: bool) -> frozenset[str]:
    """The keys of a folded word, with and without an s that may be a genitive's or plural's."""
    stem = folded[:-1] if len(folded) >= _LEAST_WORD and folded.endswith("s") else folded
    if not sounded or not _LATIN.fullmatch(folded):
        return frozenset((SPELLING + stem,))
    heard = sounds.spelled(folded) if stem == folded else sounds.spelled(folded) + sounds.spelled(stem)
    return _heard(heard) | {SPELLING + stem}


def _heard(skeletons: tuple[str, ...], least: int = _LEAST_SOUND) -> frozenset[str]:
    return frozenset([SOUND + skeleton for skeleton in skeletons if len(skeleton) >= least])


@lru_cache(maxsize=16384)
def _together(one: str, other: str) -> frozenset[str]:
    """The sound of two neighbours as one word: Los Angeles, Đà Nẵng."""
    both = one + other
    return _heard(sounds.spelled(both), _LEAST_SOUND + 1) if _LATIN.fullmatch(both) else frozenset()


def _address(address: str) -> frozenset[str]:
    """An e-mail address as it is; of a link its host and last part, as a version may link its own language's page."""
    if "@" in address and "/" not in address:
        return frozenset({SPELLING + address.lower().strip(".")})
    match = _HOST.match(address.lower().rstrip(".,;:!?)]}»”"))
    return frozenset(SPELLING + part for part in match.groups() if part) if match else frozenset()
