"""The languages that kheo knows; a further one is an entry in this table, plus data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from corpora.errors import InputError

Lang: TypeAlias = str  # a key of LANGUAGES: an ISO 639-1 code, lower case


@dataclass(frozen=True, slots=True)
class Language:
    """What the other parts have to know of one language."""

    code: Lang
    name: str  # in English
    endonym: str
    length: float  # characters of this language per character of English that says the same; NTREX dev: 1.09, 1.19, .45
    joiner: str  # what stands between two sentences: " " or nothing
    score_tokenizer: str  # sacrebleu's name of the tokenizer for BLEU and TER
    abbreviations: frozenset[str] = frozenset()  # with their stop; no sentence ends at them


_GERMAN = (
    "Abb. Abs. Abt. allg. Art. Aufl. Bd. Bde. bzgl. bzw. ca. Co. d.h. dgl. Dipl. Dr. dt. ebd. ehem. einschl. engl. etc. "
    "ev. evtl. f. ff. Fr. franz. geb. Gen. gest. ggf. Hg. Hr. Hrsg. i.d.R. inkl. insb. jap. Jh. jun. Kap. kath. "
    "lat. lt. Lt. max. Min. min. Mio. Mr. Mrd. Mrs. Ms. mult. n.Chr. Nr. Nrn. o.ä. o.g. Prof. rd. S. s. Sek. sen. sog. St. "
    "Std. Str. Tel. Tsd. u.a. u.Ä. u.v.m. usf. usw. v.a. v.Chr. Verf. vgl. Vgl. Vol. vs. z.B. Z. Ziff. zzgl. zz. z.T."
)
_ENGLISH = (
    "a.m. Adm. approx. Apr. Art. Assoc. Aug. Ave. Bros. Capt. cf. Ch. Co. Col. Corp. Dec. Dept. Dr. e.g. ed. Ed. eds. "
    "Esq. est. etc. Feb. Fig. Fri. Ft. Gen. Gov. Hon. i.e. Inc. Jan. Jr. Jul. Jun. Lt. Ltd. Maj. Mar. Messrs. Mon. Mr. Mrs. "
    "Ms. Mt. No. Nos. Nov. Oct. p. p.m. Ph.D. pp. Pres. Prof. Pt. Rep. Reps. Rev. Sat. Sec. Sen. Sens. Sep. Sept. Sgt. Sr. St. Ste. "
    "Sun. Thu. Thurs. Tue. U.K. U.N. U.S. v. Vol. vs. Wed."
)
_VIETNAMESE = (
    "TP. Tp. TX. Tx. TT. ThS. Ths. TS. Ts. PGS. GS. BS. Bs. KS. CN. ĐH. St. Dr. Mr. Mrs. Ms. v.v. vd. VD. tr. Tr. Nxb. "
    "NXB. No. Co. Ltd. Inc. Jr. Sr."
)

LANGUAGES: Mapping[Lang, Language] = MappingProxyType(
    {
        language.code: language
        for language in (
            Language("vi", "Vietnamese", "Tiếng Việt", 1.079, " ", "13a", frozenset(_VIETNAMESE.split())),
            Language("en", "English", "English", 1.0, " ", "13a", frozenset(_ENGLISH.split())),
            Language("de", "German", "Deutsch", 1.199, " ", "13a", frozenset(_GERMAN.split())),
            Language("ja", "Japanese", "日本語", 0.454, "", "ja-mecab"),
        )
    }
)


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
