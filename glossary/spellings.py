"""What other tools and people write for the values that a concept and its terms can have."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from corpora.languages import LANGUAGES, Lang
from glossary.concept import Approval, Case, Gender, Match, PartOfSpeech, Status

E = TypeVar("E", bound=StrEnum)

# TBX's administrative statuses in their DCA and picklist spellings, and what people write in spreadsheets.
STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        **{status.value: status for status in Status},
        "preferredterm": Status.PREFERRED,
        "preferredtermadmnsts": Status.PREFERRED,
        "approved": Status.PREFERRED,
        "standardized": Status.PREFERRED,
        "standardizedterm": Status.PREFERRED,
        "standardizedtermadmnsts": Status.PREFERRED,
        "recommended": Status.PREFERRED,
        "bevorzugt": Status.PREFERRED,
        "vorzugsbenennung": Status.PREFERRED,
        "uutien": Status.PREFERRED,
        "推奨": Status.PREFERRED,
        "admittedterm": Status.ADMITTED,
        "proposed": Status.ADMITTED,
        "proposedterm": Status.ADMITTED,
        "proposedtermadmnsts": Status.ADMITTED,
        "admittedtermadmnsts": Status.ADMITTED,
        "allowed": Status.ADMITTED,
        "acceptable": Status.ADMITTED,
        "accepted": Status.ADMITTED,
        "alternative": Status.ADMITTED,
        "synonym": Status.ADMITTED,
        "zugelassen": Status.ADMITTED,
        "erlaubt": Status.ADMITTED,
        "chapnhan": Status.ADMITTED,
        "許容": Status.ADMITTED,
        "deprecatedterm": Status.DEPRECATED,
        "deprecatedtermadmnsts": Status.DEPRECATED,
        "supersededterm": Status.DEPRECATED,
        "supersededtermadmnsts": Status.DEPRECATED,
        "superseded": Status.DEPRECATED,
        "obsolete": Status.DEPRECATED,
        "obsoleteterm": Status.DEPRECATED,
        "notrecommended": Status.DEPRECATED,
        "avoid": Status.DEPRECATED,
        "veraltet": Status.DEPRECATED,
        "abgelehnt": Status.DEPRECATED,
        "khongkhuyendung": Status.DEPRECATED,
        "非推奨": Status.DEPRECATED,
        "prohibited": Status.FORBIDDEN,
        "banned": Status.FORBIDDEN,
        "donotuse": Status.FORBIDDEN,
        "forbiddenterm": Status.FORBIDDEN,
        "forbiddentermadmnsts": Status.FORBIDDEN,
        "rejected": Status.FORBIDDEN,
        "verboten": Status.FORBIDDEN,
        "unzulassig": Status.FORBIDDEN,
        "cam": Status.FORBIDDEN,
        "禁止": Status.FORBIDDEN,
    }
)
PROPOSED = frozenset(("proposed", "proposedterm", "proposedtermadmnsts"))  # statuses that tell of an approval instead
_PARTS = {
    **{part.value.lower(): part for part in PartOfSpeech},
    "n": PartOfSpeech.NOUN,
    "substantiv": PartOfSpeech.NOUN,
    "danhtu": PartOfSpeech.NOUN,
    "名詞": PartOfSpeech.NOUN,
    "commonnoun": PartOfSpeech.NOUN,
    "v": PartOfSpeech.VERB,
    "dongtu": PartOfSpeech.VERB,
    "動詞": PartOfSpeech.VERB,
    "adj": PartOfSpeech.ADJECTIVE,
    "adjektiv": PartOfSpeech.ADJECTIVE,
    "tinhtu": PartOfSpeech.ADJECTIVE,
    "形容詞": PartOfSpeech.ADJECTIVE,
    "adv": PartOfSpeech.ADVERB,
    "adverbadverbial": PartOfSpeech.ADVERB,
    "photu": PartOfSpeech.ADVERB,
    "副詞": PartOfSpeech.ADVERB,
    "propn": PartOfSpeech.PROPER_NOUN,
    "propername": PartOfSpeech.PROPER_NOUN,
    "eigenname": PartOfSpeech.PROPER_NOUN,
    "danhturieng": PartOfSpeech.PROPER_NOUN,
    "固有名詞": PartOfSpeech.PROPER_NOUN,
    "otherpartofspeech": PartOfSpeech.OTHER,
}
_GENDERS = {
    **{gender.value: gender for gender in Gender},
    "m": Gender.MASCULINE,
    "masc": Gender.MASCULINE,
    "maskulinum": Gender.MASCULINE,
    "der": Gender.MASCULINE,
    "f": Gender.FEMININE,
    "fem": Gender.FEMININE,
    "femininum": Gender.FEMININE,
    "die": Gender.FEMININE,
    "n": Gender.NEUTER,
    "neut": Gender.NEUTER,
    "neutral": Gender.NEUTER,
    "neutrum": Gender.NEUTER,
    "das": Gender.NEUTER,
    "othergender": Gender.OTHER,
}
_APPROVALS = {
    **{approval.value: approval for approval in Approval},
    "proposal": Approval.PROPOSED,
    "pending": Approval.PROPOSED,
    "draft": Approval.PROPOSED,
    "deleted": Approval.REMOVED,
}
_CASES = {
    **{case.value: case for case in Case},
    "casesensitive": Case.SENSITIVE,
    "caseinsensitive": Case.INSENSITIVE,
    "yes": Case.SENSITIVE,
    "no": Case.INSENSITIVE,
}
_TRUE = frozenset(("true", "yes", "y", "1", "x", "ja", "j", "co", "はい", "donottranslate", "dnt"))
_FALSE = frozenset(("false", "no", "n", "0", "nein", "khong", "いいえ", "translate"))
# What languages are called in each other's words; their own names and the English ones stand in languages.toml.
_LANGUAGE_NAMES = {
    "tienganh": "en",
    "englisch": "en",
    "英語": "en",
    "tiengduc": "de",
    "ドイツ語": "de",
    "独語": "de",
    "tiengviet": "vi",
    "vietnamesisch": "vi",
    "ベトナム語": "vi",
    "越語": "vi",
    "tiengnhat": "ja",
    "japanisch": "ja",
    "和文": "ja",
}
# ISO 639-2 and -3 codes, and country codes that people take for codes of languages.
_CODES = {"eng": "en", "deu": "de", "ger": "de", "vie": "vi", "jpn": "ja", "jp": "ja", "vn": "vi"}


@lru_cache(4096)
def key(text: str) -> str:
    """A spelling without capitals, marks, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", text).replace("đ", "d").replace("Đ", "D")
    kept = "".join(char for char in plain if char.isalnum() or char in "゙゚")
    return unicodedata.normalize("NFC", kept).lower()


def status(text: str) -> Status | None:
    """The status that a spelling means; None for one that means nothing."""
    return STATUSES.get(key(text))


def part_of_speech(text: str) -> PartOfSpeech | None:
    """The part of speech that a spelling means; None for one that means nothing."""
    return _PARTS.get(key(text))


def gender(text: str) -> Gender | None:
    """The gender that a spelling means; None for one that means nothing."""
    return _GENDERS.get(key(text))


def approval(text: str) -> Approval | None:
    """The approval that a spelling means; None for one that means nothing."""
    return _APPROVALS.get(key(text))


def case(text: str) -> Case | None:
    """The case rule that a spelling means; None for one that means nothing."""
    return _CASES.get(key(text))


def match(text: str) -> Match | None:
    """The match mode that a spelling means; None for one that means nothing."""
    return {mode.value: mode for mode in Match}.get(key(text))


def truth(text: str) -> bool | None:
    """Whether a spelling means yes; None for one that means neither."""
    plain = key(text)
    return True if plain in _TRUE else False if plain in _FALSE else None


@lru_cache(1024)
def lang(text: str) -> Lang | None:
    """The language that a tag (`de-AT`, `de_DE`, `ger`), a name or an endonym means; None for one that kheo does not know."""
    code = re.split("[-_]", text.strip().casefold())[0]
    code = _CODES.get(code, code)
    return code if code in LANGUAGES else named_lang(text)


@lru_cache(1024)
def named_lang(text: str) -> Lang | None:
    """The language that a name of it means, in any of the languages; None for what is no such name."""
    given = text.strip().casefold()
    named = _LANGUAGE_NAMES.get(key(text))
    if named in LANGUAGES:
        return named
    return next(
        (each.code for each in LANGUAGES.values() if given in (each.name.casefold(), each.endonym.casefold())), None
    )
