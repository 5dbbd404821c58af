"""The forms of German nouns and adjectives: endings, umlaut plurals, plurals of Latin and English words, feminine persons."""

import re

from glossary.folding.vocabulary import Vocabulary, without_umlaut

NOMINALISED = re.compile(r"(?:[^e]t|et|end|ig)e[rnm]?$")
_NOUN_ENDINGS = ("", "e", "en", "n", "s", "es", "ns", "ens")
_DOUBLED_ENDINGS = {"s": ("se", "sen", "ses"), "in": ("nen",)}  # Ergebnis, Ergebnisse; Ärztin, Ärztinnen
_ADJECTIVE_ENDINGS = ("", "e", "er", "en", "es", "em")
_FOREIGN = (
    ("us", ("en", "i", "usse", "ussen")), ("um", ("en", "a")), ("a", ("en", "ata", "aten")), ("o", ("en", "i", "os")),
    ("on", ("a",)), ("is", ("en", "es")), ("ix", ("izes", "ices", "izen")), ("ex", ("izes", "ices")),
    ("as", ("anten",)), ("al", ("alien",)), ("il", ("ilien",)), ("ip", ("ipien",)), ("eg", ("egien",)),
    ("y", ("ies",)), ("au", ("auten",)), ("ment", ("ments",)), ("ch", ("ches",)), ("sh", ("shes",)), ("x", ("xes",)),
)  # fmt: skip
_NO_UMLAUT = re.compile(
    r"(?:ung|ion|ur|tät|heit|keit|schaft|mus|ik|age|ment|or|ant|ent|ist|um|us|thek|ade|anz|enz|at)$"
)
_ER_PLURAL = re.compile(r"(?:ld|nd|ied|eid|ett|ert|est|eist|eib)$")  # Bilder, Mitglieder; but Japaner, Arbeiter
_COUNTRY = re.compile(r"(?<=[^s])land$")  # its -er is a person
_CHANGING = (
    "alt arg arm dumm fromm gross grob hart hoch jung kalt klug krank kurz lang nah nass rot scharf schmal schwach "
    "schwarz stark warm gesund"
)
_UMLAUT_DEGREES = frozenset(_CHANGING.split())
_SHORT = 3  # words of three letters or fewer hardly change
_INFIX = 5


def noun_forms(noun: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Every form of a folded noun, given in the singular or the plural; a few of them no German would write."""
    if len(noun) <= _SHORT:
        short = {noun + ending for ending in ("", "e", "en", "n", "s", "es")}
        return frozenset(short | {form for form in _plurals(noun, vocabulary) if form in vocabulary.nouns})
    bases = {noun}
    for ending in ("en", "n", "e", "s"):
        stem = noun.removesuffix(ending)
        if stem != noun and len(stem) > _SHORT:
            bases |= {base for base in (stem, without_umlaut(stem)) if base in vocabulary.nouns}
    forms = {base + ending for base in bases for ending in _NOUN_ENDINGS}
    for base in bases:
        forms |= _plurals(base, vocabulary)
        forms |= _feminine(base, vocabulary)
    if NOMINALISED.search(noun) and len(noun) > _INFIX:
        stem = re.sub(r"e[rnm]?$", "", noun)
        if not {stem, without_umlaut(stem)} & vocabulary.nouns or not noun.endswith("er"):  # Arbeiter, Städter
            forms |= {stem + ending for ending in _ADJECTIVE_ENDINGS[1:]}
    return frozenset(forms)


def name_forms(name: str) -> frozenset[str]:
    """A folded proper name and its genitive: Fischer, Fischers, and never Fisch or Fischerin."""
    return frozenset({name, name + "s"})


def _plurals(noun: str, vocabulary: Vocabulary) -> set[str]:
    forms = {noun + e for last, endings in _DOUBLED_ENDINGS.items() if noun.endswith(last) for e in endings}
    forms |= {noun.removesuffix(last) + end for last, ends in _FOREIGN if noun.endswith(last) for end in ends}
    changed = with_umlaut(noun)
    candidates = [noun + "er"] if _ER_PLURAL.search(noun) else []
    if changed:
        candidates += [changed + "e"] if _COUNTRY.search(noun) else [changed + "e", changed + "er"]
    for plural in candidates:
        if _seen(plural, vocabulary.nouns):
            forms |= {plural, plural + "n"}
    if changed and len(noun) > _INFIX:
        forms |= {changed + "e", changed + "en"}
    if changed and noun.endswith(("el", "er", "en")):
        forms |= {changed, changed + "n"}
    return forms


def _feminine(noun: str, vocabulary: Vocabulary) -> set[str]:
    """Nutzerin, Ärztinnen, Kundin; only where the plural shows that it is a person: Termin is of no Term."""
    stems = {noun, noun.removesuffix("e"), with_umlaut(noun.removesuffix("e"))} - {""}
    kept = {s for s in stems if s + "innen" in vocabulary.words or (s == noun and s.endswith("er") and len(s) > _INFIX)}
    return {stem + ending for stem in kept for ending in ("in", "innen")}


def _seen(form: str, nouns: frozenset[str]) -> bool:
    """Whether a plural, or the plural of a compound's last part, is in the vocabulary: Teammitglieder, Mitglieder."""
    return any(form[at:] in nouns for at in range(len(form) - _INFIX))


def with_umlaut(noun: str) -> str:
    """A noun whose last vowel has its umlaut, as many plurals do; empty where it can have none."""
    stem = noun[:-2] if noun.endswith(("el", "er", "en")) else noun
    at = max(stem.rfind(vowel) for vowel in "aou")
    if at > 0 and stem[at - 1 : at + 1] == "au":
        at -= 1
    if at < 0 or noun[-1] in "aou" or _NO_UMLAUT.search(noun) or any(vowel in "äöüei" for vowel in stem[at + 1 :]):
        return ""
    return noun[:at] + "äöü"["aou".index(noun[at])] + noun[at + 1 :]


def adjective_forms(word: str) -> frozenset[str]:
    """The endings of an adjective, taken off and put on; words of three letters and fewer do not change."""
    if len(word) <= _SHORT:
        return frozenset({word})
    stems = {word} | {
        word[: -len(e)] for e in _ADJECTIVE_ENDINGS[1:] if word.endswith(e) and len(word) - len(e) >= _SHORT
    }
    forms = {word} | {stem + ending for stem in stems for ending in _ADJECTIVE_ENDINGS if stem + ending}
    if word.endswith(("el", "er", "en")) and len(word) > _INFIX:
        forms |= {word[:-2] + word[-1] + ending for ending in _ADJECTIVE_ENDINGS[1:]}  # flexible, sichre
    return frozenset(forms)


def degree_forms(adjective: str) -> frozenset[str]:
    """Comparative and superlative of a folded adjective: schnellere, am schnellsten, größer."""
    if len(adjective) < _SHORT + 1 and adjective not in _UMLAUT_DEGREES:
        return frozenset()
    stem = adjective.removesuffix("e")
    stems = {stem, with_umlaut(stem)} if stem in _UMLAUT_DEGREES else {stem}
    if stem in ("hoch", "nah"):
        stems |= {"höh", "näch"}
    degrees = {s + degree for s in stems for degree in ("er", "st", "est")}
    return frozenset(degree + ending for degree in degrees for ending in _ADJECTIVE_ENDINGS)
