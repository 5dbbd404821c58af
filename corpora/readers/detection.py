"""Which language a text is in: by its letters where they tell, else by an offline classifier."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpora.errors import InputError
from corpora.finding import Finding, Place
from corpora.languages import LANGUAGES, Lang

_ENOUGH = 200  # letters (a Japanese one counts three) from which on a contradiction is believed
_LITTLE = 12  # letters below which nothing is said at all
_SURE = 0.95
_SAMPLE = 20_000  # characters looked at
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_NAMES = {"fr": "French", "zh": "Chinese", "ko": "Korean", "es": "Spanish", "it": "Italian", "nl": "Dutch"} | {
    "ru": "Russian", "pt": "Portuguese", "th": "Thai", "pl": "Polish", "id": "Indonesian", "km": "Khmer", "lo": "Lao"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Detection:
    """The language that a text seems to be in, which need not be one of kheo's."""

    code: str
    confidence: float  # 0 to 1
    enough: bool  # whether the text is long enough to believe it against what a name says

    @property
    def sure(self) -> bool:
        """Whether it may contradict a file's name or markup."""
        return self.enough and self.confidence >= _SURE


def detect(text: str) -> Detection | None:
    """The language of a text, or None where it has too few letters to say; 10 ms and 20 MB once, then 2 ms a text."""
    sample = re.sub(r"https?://\S+", " ", text[:_SAMPLE])
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return None
    kana = sum("\u3041" <= char <= "\u30fe" for char in letters) / len(letters)
    han = sum("\u3400" <= char <= "\u9fff" for char in letters) / len(letters)
    enough = len(letters) * (3 if kana + han > 0.5 else 1) >= _ENOUGH
    if kana > 0.1 and kana + han > 0.3:
        return Detection("ja", 1.0, enough)
    if han > 0.5:
        return Detection("zh", 1.0, enough) if enough and not kana else Detection("ja", 0.5, enough)
    if len(_VIETNAMESE.findall(sample)) > 0.08 * len(letters):
        return Detection("vi", 1.0, enough)
    if len(letters) < _LITTLE:
        return None
    return _classified(sample, enough)


def _classified(sample: str, enough: bool) -> Detection:
    ranking = dict(_identifier().rank(sample))
    best = max(ranking, key=lambda code: ranking[code])
    if best in LANGUAGES or not (enough and ranking[best] >= _SURE):
        best = max(LANGUAGES, key=lambda code: ranking[code])
        ours = sum(ranking[code] for code in LANGUAGES)
        return Detection(best, ranking[best] / ours if ours else 0.0, enough)
    return Detection(best, ranking[best], enough)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@dataclass(frozen=True, slots=True)
class Claims:
    """What is said of an article's language before its text is looked at."""

    name: Lang | None = None  # by the file's name, a folder's, or a record's "lang"
    markup: Lang | None = None  # by the document itself, which templates often get wrong


def settle(text: str, claims: Claims, article: str) -> tuple[Lang, tuple[Finding, ...]]:
    """The language to use: the name's, else the detected one where that is sure, else the markup's, else the detected.

    A claim that a sure detection contradicts is finding R101. InputError where nothing tells the language, or where the
    text is surely in one that kheo does not know and no claim says otherwise.
    """
    found = detect(text)
    known = found is not None and found.code in LANGUAGES
    sure = found.code if found is not None and found.sure else None
    lang = claims.name or (sure if known else None) or claims.markup or (found.code if found and known else None)
    if lang is None or (sure and not known and claims.name is None):
        raise InputError(f"{article}: {_unsettled(found)}")
    if sure is None:
        return lang, ()
    return lang, tuple(
        Finding(
            "R101",
            Place(article, lang),
            f"{who} says {_called(claim)}, but the text is in {_called(sure)}; it is taken as {_called(lang)}. "
            f"{'Rename the file if the text is right' if who == 'the name' else 'Correct the markup, or name the file so'}",
        )
        for who, claim in (("the name", claims.name), ("the markup", claims.markup))
        if claim is not None and claim != sure
    )


def _unsettled(found: Detection | None) -> str:
    remedy = f"put the language into the file's name (x.de.txt) or the record's \"lang\": {', '.join(LANGUAGES)}"
    if found is None or found.code in LANGUAGES:
        return f"has too few letters to tell its language; {remedy}"
    return f"seems to be in {_called(found.code)}, which kheo does not know; leave it out, or {remedy}"


def _called(code: str) -> str:
    name = LANGUAGES[code].name if code in LANGUAGES else _NAMES.get(code, "")
    return f"{name} ({code})" if name else repr(code)
