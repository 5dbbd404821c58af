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
V = TypeVar("V")


def _words(value: V, words: str) -> dict[str, V]:
    """The keys of words that stand with commas between, each with what they mean."""
    return {key(word): value for word in words.split(",")}


@lru_cache(4096)
def key(text: str) -> str:
    """A spelling without capitals, marks, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", text).replace("đ", "d").replace("Đ", "D")
    kept = "".join(char for char in plain if char.isalnum() or char in "゙゚")
    return unicodedata.normalize("NFC", kept).lower()


# TBX's administrative statuses in their DCA and picklist spellings, and what people write in spreadsheets.
STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        **{status.value: status for status in Status},
        "preferredterm": Status.PREFERRED,
        "preferredtermadmnsts": Status.PREFERRED,
        "approved": Status.PREFERRED,
        "legalterm": Status.PREFERRED,
        "legaltermadmnsts": Status.PREFERRED,
        "regulatedterm": Status.PREFERRED,
        "regulatedtermadmnsts": Status.PREFERRED,
        "standardized": Status.PREFERRED,
        "standardizedterm": Status.PREFERRED,
        "standardizedtermadmnsts": Status.PREFERRED,
        "recommended": Status.PREFERRED,
        **_words(
            Status.PREFERRED,
            "use, standard, bevorzugt, bevorzugte benennung, empfohlen, verwenden, freigegeben, geprüft, gültig, "
            "ưu tiên, khuyên dùng, khuyến nghị, nên dùng, chuẩn, đã duyệt, "
            "推奨語, 優先, 優先語, 使用, 使用する, 承認済み, 承認済, 確定",
        ),
        "vorzugsbenennung": Status.PREFERRED,
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
        **_words(
            Status.ADMITTED,
            "allowed term, possible, zulässig, möglich, alternativ, nebenbenennung, akzeptiert, "
            "được phép, cho phép, chấp nhận được, có thể dùng, đồng nghĩa, thay thế, 許容語, 使用可, 可, 許可, 同義語, 代替",
        ),
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
        **_words(
            Status.DEPRECATED,
            "deprecate, outdated, old, unerwünscht, nicht empfohlen, vermeiden, zu vermeiden, überholt, alt, "
            "không nên dùng, không khuyến nghị, nên tránh, tránh, lỗi thời, cũ, không ưu tiên, "
            "非推奨語, 避ける, 使用を避ける, 旧, 旧語, 廃止, 廃語",
        ),
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
        **_words(
            Status.FORBIDDEN,
            "not allowed, never use, dont use, nicht verwenden, nicht benutzen, nicht zulässig, nicht erlaubt, gesperrt, falsch, "
            "cấm dùng, bị cấm, không dùng, không được dùng, không sử dụng, sai, 使用禁止, 禁止語, 使用不可, 使用しない, 不可",
        ),
        "verboten": Status.FORBIDDEN,
        "unzulassig": Status.FORBIDDEN,
        "cam": Status.FORBIDDEN,
        "禁止": Status.FORBIDDEN,
    }
)
PROPOSED = frozenset(  # statuses that tell of an approval instead
    (
        *("proposed", "proposedterm", "proposedtermadmnsts"),
        *_words(
            None,
            "proposal, suggested, draft, new, pending, in review, entwurf, vorschlag, vorgeschlagen, neu, offen, in prüfung, "
            "đề xuất, bản nháp, nháp, mới, chờ duyệt, 提案, 案, 下書き, 新規, 検討中, 未承認",
        ),
    )
)
_PARTS = {
    **{part.value.lower(): part for part in PartOfSpeech},
    "n": PartOfSpeech.NOUN,
    **_words(PartOfSpeech.NOUN, "s, subst, substantiv, nomen, hauptwort, dt, danh từ chung, 名, 普通名詞"),
    "danhtu": PartOfSpeech.NOUN,
    "名詞": PartOfSpeech.NOUN,
    "commonnoun": PartOfSpeech.NOUN,
    "v": PartOfSpeech.VERB,
    **_words(PartOfSpeech.VERB, "vb, zeitwort, tätigkeitswort, động từ, đgt, 動, サ変動詞"),
    "動詞": PartOfSpeech.VERB,
    "adj": PartOfSpeech.ADJECTIVE,
    **_words(PartOfSpeech.ADJECTIVE, "adjektiv, eigenschaftswort, tt, 形, 形容動詞"),
    "tinhtu": PartOfSpeech.ADJECTIVE,
    "形容詞": PartOfSpeech.ADJECTIVE,
    "adv": PartOfSpeech.ADVERB,
    "adverbadverbial": PartOfSpeech.ADVERB,
    **_words(PartOfSpeech.ADVERB, "umstandswort, phó từ, trạng từ, 副"),
    "副詞": PartOfSpeech.ADVERB,
    "propn": PartOfSpeech.PROPER_NOUN,
    "propername": PartOfSpeech.PROPER_NOUN,
    **_words(PartOfSpeech.PROPER_NOUN, "name, eigennamen, tên riêng, 固有"),
    "eigenname": PartOfSpeech.PROPER_NOUN,
    "danhturieng": PartOfSpeech.PROPER_NOUN,
    "固有名詞": PartOfSpeech.PROPER_NOUN,
    "otherpartofspeech": PartOfSpeech.OTHER,
    **_words(PartOfSpeech.OTHER, "sonstige, sonstiges, andere, khác, その他, phrase, wendung, cụm từ, 句"),
}
_GENDERS = {
    **{gender.value: gender for gender in Gender},
    "m": Gender.MASCULINE,
    "masc": Gender.MASCULINE,
    **_words(Gender.MASCULINE, "maskulin, maskulinum, männlich, mask, giống đực, đực, 男性, 男性名詞"),
    "der": Gender.MASCULINE,
    "f": Gender.FEMININE,
    "fem": Gender.FEMININE,
    **_words(Gender.FEMININE, "w, feminin, femininum, weiblich, giống cái, cái, 女性, 女性名詞"),
    "die": Gender.FEMININE,
    "n": Gender.NEUTER,
    "neut": Gender.NEUTER,
    "neutral": Gender.NEUTER,
    **_words(Gender.NEUTER, "s, sächlich, neutrum, giống trung, trung, 中性, 中性名詞"),
    "das": Gender.NEUTER,
    "othergender": Gender.OTHER,
}
_APPROVALS = {
    **{approval.value: approval for approval in Approval},
    "proposal": Approval.PROPOSED,
    "pending": Approval.PROPOSED,
    "draft": Approval.PROPOSED,
    "deleted": Approval.REMOVED,
    **_words(
        Approval.APPROVED,
        "freigegeben, genehmigt, geprüft, bestätigt, ja, đã duyệt, đã phê duyệt, duyệt, 承認, 承認済み, 承認済",
    ),
    **_words(
        Approval.PROPOSED,
        "new, in review, entwurf, vorschlag, vorgeschlagen, offen, ausstehend, in prüfung, đề xuất, nháp, chờ duyệt, 提案, 下書き, "
        "検討中, 未承認",
    ),
    **_words(Approval.REJECTED, "declined, abgelehnt, verworfen, từ chối, bị từ chối, 却下, 不承認"),
    **_words(Approval.REMOVED, "removed, gelöscht, entfernt, đã xóa, 削除"),
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


_OFFERED: Mapping[str, Mapping[Lang, str]] = {
    "status": {
        "de": "bevorzugt, zugelassen, veraltet, verboten, Entwurf",
        "vi": "ưu tiên, chấp nhận, không nên dùng, cấm, đề xuất",
        "ja": "推奨, 許容, 非推奨, 禁止, 提案",
    },
    "approval": {
        "de": "freigegeben, vorgeschlagen, abgelehnt, entfernt",
        "vi": "đã duyệt, đề xuất, từ chối, đã xóa",
        "ja": "承認, 提案, 却下, 削除",
    },
    "part_of_speech": {
        "de": "Nomen, Verb, Adjektiv, Adverb, Eigenname, andere",
        "vi": "danh từ, động từ, tính từ, phó từ, danh từ riêng, khác",
        "ja": "名詞, 動詞, 形容詞, 副詞, 固有名詞, その他",
    },
    "gender": {
        "de": "männlich, weiblich, sächlich, oder der, die, das",
        "vi": "giống đực, giống cái, giống trung",
        "ja": "男性, 女性, 中性",
    },
}


def offered(field: str, kind: type[StrEnum], lang: Lang) -> str:
    """What can be written for a field, in the words of a language and as kheo writes it."""
    own = _OFFERED.get(field, {}).get(lang, "")
    names = ", ".join(kind)
    return f"write one of {own} (or {names})" if own else f"write one of {names}"


def status(text: str) -> Status | None:
    """The status that a spelling means; None for one that means nothing."""
    return STATUSES.get(key(text))


def is_status(text: str) -> bool:
    """Whether a spelling is that of a status, or of an approval that stands in its place."""
    return key(text) in STATUSES or key(text) in PROPOSED


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
