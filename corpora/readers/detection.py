"""Which language a text is in: by its letters where they tell, else by an offline classifier."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpora.errors import InputError
from corpora.finding import Finding, Place
from corpora.languages import LANGUAGES, Lang

_ENOUGH = 200  # letters (a Japanese one counts three) from which on a contradiction by the classifier is believed
_LITTLE = 12  # letters below which nothing is said at all
_LINE = 60  # letters of Latin script from which on a text, or a line, can be told surely, or to be in none of kheo's languages
_SURE = 0.95
_SURER = 0.999  # from which on a line's letters suffice
_FOREIGN = 0.02  # likelihood of kheo's languages together below which a text is in none of them
_SAMPLE = 20_000  # characters looked at
_LINES = 40  # long lines looked at one by one
_NO_TEXT = "zxx"  # what the classifier says of code, addresses and checksums
_VIETNAMESE = re.compile(
    r"[ăđơưĂĐƠƯ\u1ea0-\u1eb7\u1eba-\u1ec9\u1ece-\u1ee3\u1ee6-\u1ef9]"
)  # less what Yoruba and Igbo have
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2dff\ua000-\ua71f\ua800-\uab2f\uab70-\ud7ff\ufb13-\ufdff\ufe70-\ufefc]"
)
# Letters of Chinese that modern Japanese writes otherwise or not at all.
_CHINESE = re.compile(
    "[们这说时对发过还进经应关员长东车马门问间见现视话语谁请让认论设许评误读调谈谢变钱银铁错钟个为开电业务产实总统议张陈刘华韩尔亿战选举从无"
    "义则专两严丰书买给约费济额复桥欧这們說對會國來將與發經應關嗎呢吧啊你您她很沒這產實總從濟歐舊萬變讓黨兩點當學體麼]"
)
_OTHER_NAMES = """af Afrikaans, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bn Bengali, bs Bosnian, ca Catalan,
cs Czech, cy Welsh, da Danish, el Greek, eo Esperanto, es Spanish, et Estonian, eu Basque, fa Persian, fi Finnish, fr French,
fy Frisian, ga Irish, gl Galician, he Hebrew, hi Hindi, hr Croatian, hu Hungarian, hy Armenian, id Indonesian, is Icelandic,
it Italian, jv Javanese, ka Georgian, kk Kazakh, km Khmer, ko Korean, la Latin, lb Luxembourgish, lo Lao, lt Lithuanian,
lv Latvian, mk Macedonian, mn Mongolian, ms Malay, mt Maltese, my Burmese, ne Nepali, nl Dutch, nn Norwegian, no Norwegian,
oc Occitan, pl Polish, pt Portuguese, ro Romanian, ru Russian, sk Slovak, sl Slovenian, sq Albanian, sr Serbian, sv Swedish,
sw Swahili, ta Tamil, te Telugu, th Thai, tl Tagalog, tr Turkish, uk Ukrainian, ur Urdu, uz Uzbek, yue Cantonese, zh Chinese"""
_NAMES = {entry.split()[0]: entry.split()[1] for entry in _OTHER_NAMES.split(",")}


@dataclass(frozen=True, slots=True)
class Detection:
    """The language that a text seems to be in, which need not be one of kheo's."""

    code: str
    confidence: float  # 0 to 1
    enough: bool  # whether the text is long enough to believe it against what a name says

    @property
    def sure(self) -> bool:
        """Whether it may contradict a file's name or markup; a language that is none of kheo's is told only so."""
        return self.code not in LANGUAGES or (self.enough and self.confidence >= _SURE)


def detect(text: str) -> Detection | None:
    """The language of a text, or None where it has too few letters to say.

    One that is none of kheo's is told only where scripts show it, or where kheo's are unlikely for the whole and for most
    of its long lines. 10 ms and 20 MB once, then 2 ms a text; up to 40 ms for one in another language.
    """
    sample = re.sub(r"https?://\S+", " ", text[:_SAMPLE])
    letters = "".join(char for char in sample if char.isalpha())
    if not letters:
        return None
    found = _by_script(letters)
    if found is not None or len(letters) < _LITTLE:
        return found
    if len(_OTHER_SCRIPT.findall(letters)) > 0.5 * len(letters):
        return Detection(_other(_ranking(sample)), 1.0, len(letters) >= _ENOUGH)
    return _classified(sample, len(letters))


def _by_script(letters: str) -> Detection | None:
    """Japanese by its kana, Chinese by its letters or many kanji without kana, Vietnamese by its letters; else None."""
    kana = sum("\u3041" <= char <= "\u30fe" for char in letters) / len(letters)
    kanji = sum("\u3400" <= char <= "\u9fff" for char in letters)
    han = kanji / len(letters)
    enough = len(letters) * (3 if kana + han > 0.5 else 1) >= _ENOUGH
    if kana > 0.1 and kana + han > 0.3:
        return Detection("ja", 1.0, enough or (kana + han > 0.5 and len(letters) >= _LITTLE))
    if han > 0.5:
        chinese = _CHINESE.findall(letters)
        told = kanji >= _LITTLE and len(set(chinese)) > 2 and len(chinese) > 0.12 * kanji
        return Detection("zh", 1.0, enough) if told or (enough and not kana) else Detection("ja", 0.5, enough)
    if len(_VIETNAMESE.findall(letters)) > 0.08 * len(letters):
        return Detection("vi", 1.0, len(letters) >= _LINE)
    return None


def _classified(sample: str, letters: int) -> Detection:
    """The likeliest of kheo's languages, or where all of them are out of the question, the likeliest of the others."""
    ranking = _ranking(sample)
    ours = sum(ranking[code] for code in LANGUAGES)
    if letters >= _LINE and _is_foreign(ranking) and _are_foreign(sample.split("\n")):
        return Detection(_other(ranking), 1 - ours, letters >= _ENOUGH)
    best = max(LANGUAGES, key=lambda code: ranking[code])
    confidence = ranking[best] / ours if ours else 0.0
    return Detection(best, confidence, letters >= (_LINE if confidence >= _SURER else _ENOUGH))


def _is_foreign(ranking: Mapping[str, float]) -> bool:
    text = 1 - ranking[_NO_TEXT]
    return text > _SURE and sum(ranking[code] for code in LANGUAGES) < _FOREIGN


def _are_foreign(lines: Sequence[str]) -> bool:
    """Whether most of the long lines, by their length, are in none of kheo's languages; so where no line is long."""
    long = [line for line in lines if sum(map(str.isalpha, line)) >= _LINE][:_LINES]
    foreign = sum(len(line) for line in long if _is_foreign(_ranking(line)))
    return 2 * foreign >= sum(map(len, long))


def _other(ranking: Mapping[str, float]) -> str:
    """The likeliest language that is none of kheo's, or whose own name shows that it is written in another script."""
    ours = {code for code, entry in LANGUAGES.items() if not _OTHER_SCRIPT.search(entry.endonym)}
    return max((code for code in ranking if code not in ours and code != _NO_TEXT), key=lambda code: ranking[code])


def _ranking(text: str) -> dict[str, float]:
    return dict(_identifier().rank(text))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@dataclass(frozen=True, slots=True)
class Claims:
    """What is said of an article's language before its text is looked at."""

    name: Lang | None = None  # by the file's name, a folder's, or a record's "lang"
    markup: Lang | None = None  # by the document itself, which templates often get wrong
    unknown: str | None = None  # a code that the file's name may end in, of a language that kheo does not know


def settle(text: str, claims: Claims, article: str) -> tuple[Lang, tuple[Finding, ...]]:
    """The language to use: the name's, else the detected one where that is sure, else the markup's, else the detected.

    A claim that a sure detection contradicts is finding R101. InputError where nothing tells the language, or where the
    text is surely in one that kheo does not know and no claim says otherwise, or the name says one that kheo does not know
    and the text is not surely in another.
    """
    found = detect(text)
    known = found is not None and found.code in LANGUAGES
    sure = found.code if found is not None and found.sure else None
    if claims.name is None and claims.unknown is not None and not (sure and known):
        raise InputError(
            f"{article}: its name says {_called(claims.unknown)}, which kheo does not know; leave it out, or put its language "
            "behind that (x.de.txt)"
        )
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
        for who, claim in (("the name", claims.name or claims.unknown), ("the markup", claims.markup))
        if claim is not None and claim != sure
    )


def _unsettled(found: Detection | None) -> str:
    if found is None or found.code in LANGUAGES:
        remedy = f"put the language into the file's name (x.de.txt) or the record's \"lang\": {', '.join(LANGUAGES)}"
        return f"has too few letters to tell its language; {remedy}"
    known = ", ".join(each.name for each in LANGUAGES.values())
    return (
        f"is in {_called(found.code)}, as far as can be seen, and kheo knows {known}; leave it out, or if that is wrong, "
        f"put its language into the file's name (x.de.txt) or the record's \"lang\""
    )


def _called(code: str) -> str:
    name = LANGUAGES[code].name if code in LANGUAGES else _NAMES.get(code, "")
    return f"{name} ({code})" if name else f"the language {code!r}"
