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
    "Abb. Abs. Abt. allg. Anm. Apr. Art. Aufl. Aug. Bd. Bde. Bsp. bspw. bzgl. bzw. ca. Co. d.h. Dez. dgl. Dipl. "
    "Dr. dt. ebd. ehem. einschl. engl. etc. ev. evtl. f. Feb. Febr. ff. Fig. Figs. Fr. franz. geb. gem. Gen. "
    "gest. ggf. Hg. Hr. Hrsg. i.d.R. Ing. inkl. insb. Jan. jap. Jg. Jh. Jul. Jun. jun. Kap. kath. lat. Lt. lt. "
    "max. Min. min. Mio. Mr. Mrd. Mrs. Mrz. Ms. mult. Mär. n.Chr. Nov. Nr. Nrn. o.g. o.ä. Okt. Prof. rd. S. s. "
    "Sek. sen. Sep. Sept. sog. St. Std. Str. Tel. Tsd. u.a. u.v.m. u.Ä. usf. usw. v.a. v.Chr. Verf. Vgl. "
    "vgl. Vol. vs. Z. z.B. z.T. Ziff. zz. zzgl."
)
_ENGLISH = (
    "a.m. Adm. approx. Apr. Art. Assoc. Aug. Ave. Bros. Capt. cf. Ch. Co. Col. Corp. Dec. Dept. Dr. "
    "Drs. e.g. Ed. ed. eds. Eq. Eqs. Esq. est. etc. Feb. Fig. Figs. Fri. Ft. Gen. Gens. Gov. Hon. i.e. Inc. Jan. "
    "Jr. Jul. Jun. Lt. Ltd. Maj. Mar. Messrs. Mon. Mr. Mrs. Ms. Mt. Mts. No. Nos. Nov. Oct. p. p.m. Ph.D. pp. "
    "Pres. Prof. Profs. Pt. Rep. Reps. Rev. Sat. Sec. Sen. Sens. Sep. Sept. Sgt. Sr. St. Ste. "
    "Sts. Sun. Thu. Thur. Thurs. Tue. Tues. U.K. U.N. U.S. v. Vol. Vols. vs. Wed."
)
_VIETNAMESE = (
    "BS. Bs. CKI. CKII. CN. Co. Dr. GS. Inc. Jr. KS. KTS. LS. Ltd. Mr. Mrs. Ms. NGND. NGƯT. No. NSND. NSƯT. NXB. "
    "Nxb. PGS. Sr. St. ThS. Ths. TP. Tp. Tr. tr. TS. Ts. TSKH. TT. TX. Tx. v.v. VD. vd. ĐH."
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
