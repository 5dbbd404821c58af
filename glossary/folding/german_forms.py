"""The forms of German nouns and adjectives: endings, umlaut plurals, plurals of Latin and English words, feminine persons."""

import re

from glossary.folding.vocabulary import Vocabulary, without_umlaut

_NOMINALISED = re.compile(
    r"(?:(?<=..)end|(?<!e)ig|lich|..isch|sam|haft|los|(?:ge|be|ver|ent|zer|er)[a-zäöü]{2,}t|iert)e[rnm]?$"
)
_PARTICIPLE = re.compile(r"te[rnm]?$")
_PERSON = re.compile(r"(?:er|or|ent|ant|ist|eur|är|[dkrt]at|et|loge|graf|and)$")
_NOUN_ENDINGS = ("", "e", "en", "n", "s", "es")
_AFTER_E = ("", "n", "s")
_AFTER_ER = ("", "n", "s")
_AFTER_VOWEL = ("", "s")
_AFTER_S = ("", "e", "en", "es", "n")
_UNSTRESSED = re.compile("(?<![ie])er$|(?<!kam|juw)(?<![aei])el$")
_WEAK = re.compile("(?:name|gedanke|glaube|wille|friede|buchstabe|haufe|same|funke|drache)$")  # Namens
_FEMININE = re.compile(
    "(?:..ung|[hk]eit|schaft|..tät|[tsx]ion|(?:g|un|ill)ion|[^aeiou][ae]nz)$"
)  # -en; and -s before a hyphen
_FEMININE_ER = re.compile(  # all nouns in -er that take -n in the plural and are like verbs in -ern
    "(?:feier|mauer|steuer|feder|kammer|leiter|nummer|ziffer|schulter|ader|faser|klammer|trauer|dauer|folter|marter|oper|lauer|"
    "wimper|schleuder|leier|blätter|splitter|zitter|wucher|scheuer)$"
)
_PREFIX = re.compile("(?:ver|be|ent|er|zer|ge|ab|auf|aus|ein|vor|zu|um|nach|bei|durch|über|unter)[a-zäöü]{3}")
_NEUTER = re.compile("..(?:chen|lein)$")
_OPEN = re.compile(r"(?:(?<![aeiou])[aiouy]|[aeiou]y|[iu]o|[iu]a)$")  # Firma, Taxi; but Frau, Ei
_DOUBLED_ENDINGS = {"s": ("se", "sen", "ses"), "in": ("nen",)}  # Ergebnis, Ergebnisse; Ärztin, Ärztinnen
_ADJECTIVE_ENDINGS = ("", "e", "er", "en", "es", "em")
_FOREIGN = (
    ("us", ("en", "i", "usse", "ussen")), ("um", ("en", "a")), ("a", ("en",)), ("ma", ("mata", "maten")),
    ("nto", ("nten", "nti")), ("lo", ("li",)), ("isiko", ("isiken",)), ("aldo", ("alden",)), ("ikon", ("ika",)),
    ("is", ("en", "es")), ("ix", ("izes", "ices", "izen")), ("ex", ("izes", "ices")), ("as", ("anten",)),
    ("al", ("alien",)), ("il", ("ilien",)), ("ip", ("ipien",)), ("eg", ("egien",)), ("y", ("ies",)), ("au", ("auten",)),
    ("ment", ("ments",)), ("ch", ("ches",)), ("sh", ("shes",)), ("x", ("xes",)),
)  # fmt: skip
_NO_UMLAUT = re.compile(
    r"(?:ung|ion|ur|tät|heit|keit|schaft|mus|ik|age|ment|or|ant|ent|ist|(?<!a)um|(?<!a)us|thek|ade|anz|enz|at)$"
)
# All nouns whose plural ends in -er, a closed class; and their compounds.
_ER_NOUNS = (
    "amt|bad|band|blatt|buch|dach|dorf|fach|fass|grab|gras|glas|glied|gott|gut|haupt|haus|holz|horn|huhn|kalb|korn|kraut|lamm|land|"
    "loch|mal|mann|maul|mund|rad|rand|schloss|tal|tuch|volk|wald|(?<!ant)wort|wurm|tum|strauch|hospital|spital|bild|brett|ei|feld|geld|"
    "geist|gesicht|gespenst|kind|kleid|leib|licht|lied|nest|regiment|rind|schild|schwert|weib|gemüt|geschlecht|biest|stift"
)
_ER_PLURAL = re.compile(rf"(?:{_ER_NOUNS})$")
_CHANGING = (
    "alt arg arm dumm fromm gross grob hart hoch jung kalt klug krank kurz lang nah nass rot scharf schmal schwach "
    "schwarz stark warm gesund"
)
_UMLAUT_DEGREES = frozenset(_CHANGING.split())
_SHORT = 3  # words of three letters or fewer hardly change
_INFIX = 5
_PERSONS = 9  # letters of the shortest plural that tells of others: -ärztinnen


def noun_forms(noun: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Every form of a folded noun, given in the singular or the plural; a few of them no German would write."""
    forms = _all_forms(noun, vocabulary)
    kept = singulars(noun, vocabulary)
    return frozenset(form for form in forms if form in kept or not _is_other(form, noun, vocabulary))


def singulars(noun: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The forms of a folded noun that a dictionary may enter: it, its singulars, its feminine, all where it is an adjective."""
    found = _bases(noun, vocabulary)
    forms = found | {form for base in found for form in _feminine(base, vocabulary)}
    if nominalised(noun, vocabulary):
        stem = re.sub(r"e[rnm]?$", "", noun)
        forms |= {stem + ending for ending in _ADJECTIVE_ENDINGS[1:]}
    return frozenset(forms)


def _is_other(form: str, noun: str, vocabulary: Vocabulary) -> bool:
    """Whether what looks like a form of a noun is another word: Eisen is no Eis, Johannes no Johann, Blüte no Blut."""
    if form.endswith(("in", "innen")) or (noun.endswith("e") and form == noun + "n") or form == noun + "s":
        return False
    if form.endswith("en") and (noun.endswith(("a", "o", "um", "us")) or _FEMININE.search(noun)):
        return False
    if form in vocabulary.proper or (form in vocabulary.sure and noun != form + "n"):
        return True
    if form.endswith("en") and form[:-1] != noun + "e" and form[:-1] in vocabulary.sure and not form.startswith(noun):
        return True  # Flächen of Fläche, of no Flach
    if form not in (noun + "e", noun + "en"):
        return False
    infinitive = noun + "en"
    if not vocabulary.is_infinitive(infinitive):
        return False
    if takes_er(noun):
        return True  # Bilde is an imperative
    if form != infinitive:
        return False
    changed = with_umlaut(noun)
    return bool(changed) and changed + "e" in vocabulary.nouns  # Einkaufen


def _bases(noun: str, vocabulary: Vocabulary) -> set[str]:
    """A noun and what it may be the plural of."""
    bases = {noun}
    if noun in vocabulary.sure and (not noun.endswith("n") or vocabulary.is_infinitive(noun)):
        return bases  # Laden is of no Lade
    for ending in ("en", "n", "e", "s"):
        stem = noun.removesuffix(ending)
        if stem != noun and _is_plural(stem, ending, vocabulary):
            ways = (stem, without_umlaut(stem)) if ending == "e" else (stem,)  # Auswählen is of no Auswahl
            bases |= {base for base in ways if base in vocabulary.nouns}
    return bases


def _all_forms(noun: str, vocabulary: Vocabulary) -> frozenset[str]:
    if len(noun) <= _SHORT:
        short = {noun + ending for ending in ("", "e", "en", "n", "s", "es")}
        return frozenset(short | {form for form in _plurals(noun, vocabulary) if {form, form[:-1]} & vocabulary.nouns})
    bases = _bases(noun, vocabulary)
    forms = {base + ending for base in bases for ending in _endings(base)}
    for base in bases:
        if vocabulary.feminine(base):
            forms -= {base + "e", base + "en"} - {noun}  # a Kart has no Karten
        forms |= _plurals(base, vocabulary)
        forms |= _feminine(base, vocabulary)
    if nominalised(noun, vocabulary):
        stem = re.sub(r"e[rnm]?$", "", noun)
        if not {stem, without_umlaut(stem)} & vocabulary.nouns or not noun.endswith("er"):  # Arbeiter, Städter
            forms |= {stem + ending for ending in _ADJECTIVE_ENDINGS[1:]}
    return frozenset(forms)


def _is_plural(stem: str, ending: str, vocabulary: Vocabulary) -> bool:
    """Whether a noun may be the plural of a stem: Dienste of Dienst, but no Buche of Buch."""
    if len(stem) <= _SHORT or (ending == "s" and stem.endswith(("el", "er", "en"))):
        return False  # Engels is a genitive, or a name
    if ending == "n":
        if vocabulary.is_infinitive(stem + "n") and (
            stem.endswith("iere") or (stem.endswith("er") and not _FEMININE_ER.search(stem))
        ):
            return False  # no Speichern of Speicher
        return stem.endswith(("e", "el", "er"))  # no Schrein of Schrei
    if ending == "s":
        return stem + "e" not in vocabulary.words  # Views of View, but no Dings of Ding
    if ending == "en" and vocabulary.is_infinitive(stem + "en") and {stem + "s", stem + "es"} & vocabulary.nouns:
        return False  # Platzen is of no Platz
    if ending == "en" and any(
        form in vocabulary.words and form not in vocabulary.nouns for form in (stem + "t", stem + "te")
    ):
        return False  # an infinitive: Kochen is of no Koch
    if stem.endswith("e") or vocabulary.feminine(stem):
        return False
    bare = without_umlaut(stem)
    return ending == "en" or bare != stem or bool({stem + "s", stem + "es"} & vocabulary.words)  # no Hanse of Hans


def _endings(noun: str) -> tuple[str, ...]:
    if _FEMININE.search(noun):
        return ("", "en", "s")  # Erneuerungs-
    if _NEUTER.search(noun):
        return ("", "s")
    if noun.endswith("e"):
        return (*_AFTER_E, "ns") if _WEAK.search(noun) else _AFTER_E
    if noun.endswith("herz"):
        return (*_AFTER_S, "ens")
    if _UNSTRESSED.search(noun):
        return _AFTER_ER
    if noun.endswith(("s", "x", "z")):
        return _AFTER_S
    return _AFTER_VOWEL if _OPEN.search(noun) else _NOUN_ENDINGS


def nominalised(noun: str, vocabulary: Vocabulary) -> bool:
    """Whether a folded noun is declined as an adjective: Beschäftigter, Vorsitzende, Fremde."""
    stem = re.sub(r"e[rnm]?$", "", noun)
    if len(noun) <= _INFIX or stem == noun:
        return False
    if _NOMINALISED.search(noun) or vocabulary.declines(stem):
        return True
    return (
        bool(_PARTICIPLE.search(noun))
        and len(stem) > _INFIX
        and stem in vocabulary.words
        and stem not in vocabulary.nouns
    )


def name_forms(name: str) -> frozenset[str]:
    """A folded proper name and its genitive: Fischer, Fischers, and never Fisch or Fischerin."""
    return frozenset({name, name + "s"})


def _plurals(noun: str, vocabulary: Vocabulary) -> set[str]:
    doubled = _DOUBLED_ENDINGS.items() if len(noun) > _INFIX - 1 + noun.endswith("in") else ()  # Spinnen are of no Spin
    forms = {noun + e for last, endings in doubled if noun.endswith(last) for e in endings}
    forms |= {noun + e for e in ("se", "sen", "ses") if noun.endswith("s")}
    if len(noun) > _SHORT and noun not in vocabulary.proper:
        forms |= {noun.removesuffix(last) + end for last, ends in _FOREIGN if noun.endswith(last) for end in ends}
    changed = with_umlaut(noun)
    if _ER_PLURAL.search(noun):
        forms |= {(changed or noun) + "er", (changed or noun) + "ern"}
    if changed and (changed + "e" in vocabulary.nouns or len(noun) > _INFIX or changed + "e" not in vocabulary.words):
        forms |= {changed + "e", changed + "en"}
    seen = not noun.endswith("er") or _seen(changed, vocabulary.nouns)  # Raucher have no umlaut
    if changed and seen and noun.endswith(("el", "er", "en")) and not takes_er(noun[:-2]):
        forms |= {changed, changed + "n"}
    return forms


def takes_er(noun: str) -> bool:
    """Whether a folded noun has a plural in -er."""
    return bool(_ER_PLURAL.search(noun))


def _feminine(noun: str, vocabulary: Vocabulary) -> set[str]:
    """Nutzerin, Ärztinnen, Kundin; only where the plural shows that it is a person: Termin is of no Term."""
    stems = {noun, noun.removesuffix("e"), with_umlaut(noun.removesuffix("e"))} - {""}
    kept = {stem for stem in stems if _seen(stem + "innen", vocabulary.words, _PERSONS)}
    if noun.endswith("e") and noun[:-1] + "in" in vocabulary.nouns:
        kept.add(noun[:-1])
    if len(noun) > _INFIX and _PERSON.search(noun):
        kept.add(noun.removesuffix("e"))
    return {stem + ending for stem in kept for ending in ("in", "innen")}


def _seen(form: str, nouns: frozenset[str], shortest: int = _INFIX + 1) -> bool:
    """Whether a plural, or the plural of a compound's last part, is in the vocabulary: Teammitglieder, Mitglieder."""
    return form in nouns or any(form[at:] in nouns for at in range(len(form) - shortest + 1))


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
