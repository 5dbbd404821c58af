"""The languages that kheo knows: the table is languages.toml, and a further language is an entry in it, plus data."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeAlias

from corpora.errors import InputError

Lang: TypeAlias = str  # a key of LANGUAGES: an ISO 639-1 code, lower case

TABLE = "languages.toml"
USUAL_SOURCE: Lang = "vi"  # the version that a story is taken to come from where nothing says otherwise


@dataclass(frozen=True, slots=True)
class Language:
    """What the other parts have to know of one language; languages.toml says what each field does."""

    code: Lang
    name: str  # in English
    endonym: str
    length: float  # characters of this language per character of English that says the same
    joiner: str = " "  # what stands between two sentences: " " or nothing
    score_tokenizer: str = "13a"
    syllables: bool = False
    abbreviations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    ordinals: bool = False
    decimal: str = "."
    thousands: str = ""  # empty: the other one of "." and ","
    scales: Mapping[str, int] = field(default_factory=dict)  # lower case
    numbers: Mapping[str, int] = field(default_factory=dict)  # lower case
    percent: tuple[str, ...] = ()
    percent_sign: str = "%"
    months: tuple[str, ...] = ()  # twelve, or none
    grammar: frozenset[str] = frozenset()  # lower case
    endings: tuple[str, ...] = ()
    zones: tuple[int, ...] = ()
    credits: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()  # lower case
    demonstratives: frozenset[str] = frozenset()  # lower case


# Fields that are words, in one string with spaces between them or in a list.
_WORDS = (
    "abbreviations",
    "starters",
    "grammar",
    "endings",
    "months",
    "percent",
    "credits",
    "bylines",
    "unfinished",
    "demonstratives",
)
_SETS = ("abbreviations", "starters", "grammar", "demonstratives")


def parse(text: str, place: str) -> Mapping[Lang, Language]:
    """A table as languages.toml has it; InputError names the entry that is no language."""
    try:
        record = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{place}: not readable as TOML ({error}); mend it") from error
    return MappingProxyType({code: _entry(code, given, place) for code, given in record.items()})


def _entry(code: Lang, given: Mapping[str, Any], place: str) -> Language:
    values: dict[str, Any] = dict(given)
    try:
        for name in _WORDS:
            if name in values:
                words = values[name].split() if isinstance(values[name], str) else values[name]
                values[name] = frozenset(words) if name in _SETS else tuple(words)
        values["zones"] = tuple(values.get("zones", ()))
        entry = Language(code, **values)
    except (TypeError, AttributeError) as error:
        raise InputError(
            f"{place}: [{code}] is no language ({error}); give name, endonym and length, and what else the head of the file lists"
        ) from error
    wrong = (
        "the code is not two small letters" if not (len(code) == 2 and code.isascii() and code.islower()) else
        "length is not above 0" if not entry.length > 0 else
        'joiner is neither " " nor ""' if entry.joiner not in (" ", "") else
        'decimal is neither "." nor ","' if entry.decimal not in (".", ",") else
        f"months are {len(entry.months)}, not twelve" if len(entry.months) not in (0, 12) else ""
    )  # fmt: skip
    if wrong:
        raise InputError(f"{place}: [{code}]: {wrong}; mend the entry")
    return entry


LANGUAGES: Mapping[Lang, Language] = parse(files("corpora").joinpath(TABLE).read_text("utf-8"), f"corpora/{TABLE}")


def language(code: Lang) -> Language:
    """The entry of a language code, in any case; InputError names the known ones otherwise."""
    try:
        return LANGUAGES[code.lower()]
    except KeyError:
        raise InputError(f"language {code!r}: unknown; kheo knows {', '.join(LANGUAGES)}") from None


def name_of(code: Lang | None) -> str:
    """A language's name in English; its code where it is unknown, nothing where there is none."""
    known = LANGUAGES.get(code or "")
    return known.name if known else code or ""


def names(codes: Sequence[Lang]) -> str:
    """The names of one or more languages as a sentence lists them: "Vietnamese, English and Japanese"."""
    *first, last = map(name_of, codes)
    return f"{', '.join(first)} and {last}" if first else last


def words(name: str) -> tuple[str, ...]:
    """All languages' words of one field, each once."""
    return tuple(dict.fromkeys(word for entry in LANGUAGES.values() for word in getattr(entry, name)))
