"""Numbers in words and in Roman numerals, found so that "two" and 2 are no difference."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpora.languages import LANGUAGES, Lang
from corpora.quantities.quantity import Kind, Quantity, plain

_LONGEST = 16  # words in one number
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The number words of a language, lower case; multipliers from ten on, joiners stand inside a number."""

    values: Mapping[str, Decimal]
    multipliers: Mapping[str, int]
    joiners: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()  # words that say too much else to count when they stand alone
    articles: frozenset[str] = frozenset()  # "a", as in "a million": one, and only before a multiplier


@dataclass(slots=True)
class _Word:
    text: str  # lower case
    start: int
    end: int


def _decimals(words: Mapping[str, int]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in words.items()}


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), first)}


def _english() -> Words:
    values = _numbered(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen"
    )
    tens = {word: 10 * n for word, n in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()}
    ordinals = _numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
    ordinals |= {f"{word}th": value for word, value in values.items() if value > 12}
    ordinals |= {f"{word[:-1]}ieth": value for word, value in tens.items()}
    extra = {"twice": 2, "thrice": 3, "both": 2, "dozen": 12, "dozens": 12, "zero": 0}
    multipliers = {
        "decade": 10,
        "decades": 10,
        "century": 100,
        "centuries": 100,
        "hundred": 100,
        "thousand": 1000,
        "million": 10**6,
        "billion": 10**9,
        "trillion": 10**12,
    }
    halves = {"half": Decimal("0.5")}
    return Words(
        _decimals(values | tens | ordinals | extra) | halves,
        multipliers | {f"{word}th": value for word, value in multipliers.items()},
        frozenset({"and"}),
        frozenset({"half"}),
        frozenset({"a"}),
    )


_GERMAN_UNITS = "ein zwei drei vier fünf sechs sieben acht neun"
_GERMAN_ENDINGS = [
    "mal",
    "ern",
    "fach",
    "er",
    "ens",
    "malig",
    "maligen",
    "malige",
    "jährig",
    "jährige",
    "jährigen",
    "jähriger",
    "jähriges",
    "tägig",
    "tägige",
    "tägigen",
    "stündige",
    "stündigen",
    "köpfige",
    "köpfigen",
    "monatige",
    "monatigen",
    "wöchige",
    "wöchigen",
    "prozentige",
    "prozentigen",
]


def _german_hundreds() -> dict[str, int]:
    units = _numbered(_GERMAN_UNITS)
    words = {word: value for word, value in units.items() if value > 1} | {"eins": 1, "zwo": 2}
    words |= _numbered("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 10)
    tens = _numbered("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 2)
    words |= {word: 10 * value for word, value in tens.items()} | {"dreissig": 30}
    words |= {f"{unit}und{ten}": 10 * n + v for ten, n in tens.items() for unit, v in units.items()}
    below = dict(words)
    for unit, value in ({"": 1} | units).items():
        words[f"{unit}hundert"] = 100 * value
        words |= {f"{unit}hundert{word}": 100 * value + rest for word, rest in below.items()}
        words |= {f"{unit}hundertund{word}": 100 * value + rest for word, rest in below.items()}
    return words


def _german() -> Words:
    words = _german_hundreds()
    short = {word: value for word, value in words.items() if value < 100}
    words |= {f"{word}tausend": 1000 * value for word, value in ({"": 1, "ein": 1} | short).items()}
    words |= {f"{word}hunderttausend": 10**5 * value for word, value in _numbered(_GERMAN_UNITS).items()}
    ordinals = _numbered("erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft")
    ordinals |= {word + ("t" if value < 20 else "st"): value for word, value in short.items() if value > 12}
    words |= {stem + ending: n for stem, n in ordinals.items() for ending in ("e", "en", "er", "es", "em", "ens")}
    words |= {word + ending: value for word, value in short.items() for ending in _GERMAN_ENDINGS if word != "eins"}
    words |= {"einmal": 1, "beide": 2, "beiden": 2, "beider": 2, "zweimal": 2, "dutzend": 12, "dutzende": 12, "null": 0}
    words |= {"dutzenden": 12, "achter": 8}
    halves = {word: Decimal("0.5") for word in ("halbe", "halben")}
    return Words(
        _decimals(words) | halves | {"anderthalb": Decimal("1.5"), "eineinhalb": Decimal("1.5")},
        {"jahrzehnt": 10, "jahrzehnte": 10, "jahrzehnten": 10, "jahrhundert": 100, "jahrhunderte": 100}
        | {"jahrhunderten": 100, "hundert": 100, "tausend": 1000, "million": 10**6, "millionen": 10**6}
        | {"milliarde": 10**9, "milliarden": 10**9, "billion": 10**12, "billionen": 10**12},
        frozenset({"und"}),
        frozenset({"halbe", "halben"}),
        frozenset({"eine", "einer", "einem", "einen", "ein"}),
    )


def _vietnamese() -> Words:
    values = _numbered("một hai ba bốn năm sáu bảy tám chín mười")
    values |= {"tư": 4, "lăm": 5, "nhăm": 5, "mốt": 1, "bẩy": 7, "không": 0, "nhất": 1, "nhì": 2, "tá": 12}
    multipliers = {"thập": 10, "mươi": 10, "chục": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10**4}
    multipliers |= {"triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
    return Words(
        _decimals(values) | {"nửa": Decimal("0.5")},
        multipliers,
        frozenset({"lẻ", "linh"}),
        frozenset({"năm", "không", "tư", "lăm", "nhăm", "mốt", "nhất", "nhì", "nửa", "tá"}),
    )


_OWN: Mapping[Lang, Words] = {"vi": _vietnamese(), "en": _english(), "de": _german()}


@cache
def _words(lang: Lang) -> Words | None:
    """The number words of a language; where it has no rules of its own, those that the table has of it."""
    entry = LANGUAGES.get(lang)
    if lang in _OWN or entry is None or not entry.numbers:
        return _OWN.get(lang)
    values = _decimals({word: value for word, value in entry.numbers.items() if word not in entry.scales})
    ones = frozenset(word for word, value in values.items() if value == 1)  # which mostly are articles
    return Words(values, entry.scales, alone=ones)


def reads_words(lang: Lang) -> bool:
    """Whether numbers in words, or words for thousands and millions, are read in a language."""
    entry = LANGUAGES.get(lang)
    return lang == "ja" or (entry is not None and (_words(lang) is not None or bool(entry.scales)))


@cache
def _vocabulary(lang: Lang) -> frozenset[str]:
    """All words that may stand in a number, or inside one."""
    words = _words(lang)
    return frozenset((*words.values, *words.multipliers, *words.joiners, *words.articles)) if words else frozenset()


@cache
def _beginnings(lang: Lang) -> re.Pattern[str]:
    """What finds the words, as group 1, that begin like one of the vocabulary; a character stands before each."""
    beginnings = sorted({word[:3] for word in _vocabulary(lang)})
    return re.compile(rf"[\W\d_]((?:{'|'.join(map(re.escape, beginnings))})[^\W\d_]*)")


def _fits(run: list[_Word], word: str, words: Words) -> bool:
    """Whether a word goes on with the number that the words before it make."""
    if len(run) >= _LONGEST:
        return False
    if word in words.multipliers:
        return True
    if word not in words.values:
        return False
    last = run[-1].text
    if last in words.multipliers:
        return words.values[word] < words.multipliers[last] and words.values[word] >= 1
    before = words.values.get(last)
    return before is not None and 10 <= before < 100 and before % 10 == 0 and 1 <= words.values[word] < 10


def _spoken(text: str, lang: Lang) -> Iterable[_Word]:
    """The words of a text that may belong to a number, without the ones between them."""
    said = text.lower()
    if len(said) != len(text):
        said = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    vocabulary = _vocabulary(lang)
    for match in _beginnings(lang).finditer(f" {said}"):
        if match[1] in vocabulary:
            yield _Word(match[1], match.start(1) - 1, match.end() - 1)


def _runs(text: str, lang: Lang, words: Words) -> Iterable[list[_Word]]:
    """The groups of neighbouring words that make one number."""
    run: list[_Word] = []
    before = 0  # where the last word ended
    for word in _spoken(text, lang):
        if run and _WORD.search(text, before, word.start):
            yield run
            run = []
        before = word.end
        if run and word.text in words.joiners and run[-1].text in words.multipliers:
            continue
        if run and word.text in words.articles and words.values.get(run[-1].text, 1) < 1:  # half a million
            continue
        gap = text[run[-1].end : word.start].strip("- ").lower() if run else ""
        near = not gap or gap in words.joiners or gap in words.articles
        if run and near and _fits(run, word.text, words):
            run.append(word)
            continue
        if run:
            yield run
        run = [] if word.text in words.joiners else [word]
    if run:
        yield run


def _value(run: list[str], words: Words) -> Decimal | None:
    total = current = last = Decimal(0)
    for position, word in enumerate(run):
        factor = words.multipliers.get(word)
        if factor is None:
            last = Decimal(1) if position == 0 and word in words.articles else words.values[word]
            current += last
        elif factor <= 100:
            last = last or Decimal(1)
            current, last = current - last * (current > 0) + last * factor, last * factor
        else:
            total = total * factor if total and not current else total + (current or 1) * factor
            current = last = Decimal(0)
    return total + current if total + current < 10**18 else None


def find_spelled(text: str, lang: Lang) -> tuple[Quantity, ...]:
    """The numbers in words of a folded text; words alone that mostly say something else are left out."""
    words = _words(lang)
    if words is None:
        return ()
    found = []
    for run in _runs(text, lang, words):
        said = [word.text for word in run]
        if len(said) == 1 and (
            said[0] in words.alone or said[0] in words.articles or words.multipliers.get(said[0], 0) > 1000
        ):
            continue
        if said[0] in words.articles and said[1:2] and said[1] not in words.multipliers:
            continue
        if said[0] in words.multipliers and lang == "vi":
            continue
        value = _value(said, words)
        if value is not None:
            found.append(Quantity(Kind.NUMBER, plain(value), run[0].start, run[-1].end, spelled=True))
    return tuple(found)


_ROMAN = re.compile(r"(?<![\w.])(?=[IVX]{2,6}(?![\w-]))X{0,3}(?:IX|IV|V?I{0,3})(?![\w-])")
_MAYBE_ROMAN = re.compile("[IVX][IVX]")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def find_roman(text: str) -> tuple[Quantity, ...]:
    """Roman numerals of two letters and more up to XXXIX, as congresses, legislatures and popes are counted."""
    if not _MAYBE_ROMAN.search(text):
        return ()
    found = []
    for match in _ROMAN.finditer(text):
        digits = [_ROMAN_DIGITS[letter] for letter in match.group()]
        value = sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
        found.append(Quantity(Kind.NUMBER, str(value), match.start(), match.end(), spelled=True))
    return tuple(found)
