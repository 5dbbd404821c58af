"""English made comparable: case, apostrophes, British spelling, and the forms that a word of a term may take."""

import re

from glossary.folding.offsets import Folded, compose
from glossary.folding.plain import lower, plain

_ISE = re.compile(r"(?<=[a-z]{2})is(?=(e[drs]?|ing|ations?|ers?|able)$)")
_IZE = re.compile(r"(?<=[a-z]{2})iz(?=(e[drs]?|ing|ations?|ers?|able)$)")
_NOT_ISE = re.compile(
    r"(adv|ar|compr|comprom|dem|desp|dev|disgu|enterpr|exc|exerc|expert|franch|gu|improv|likew|merchand|otherw|parad|"
    r"pra|prec|prem|prom|ra|rev|r|superv|surm|surpr|telev|w|no|po|cru|bru|conc|treat|adv|chast|circumc|inc)is"
    r"(e[drs]?|ing|ations?|ers?|able)$"
)
_OUR_STEMS = "arm behavi col endeav fav flav harb hon hum lab neighb parl rig rum sav splend val vap vig".replace(
    " ", "|"
)
_OUR = re.compile(rf"^({_OUR_STEMS})our(?!g)")
_OR = re.compile(rf"^({_OUR_STEMS})or(?!at|ous|if|iz|is|ial)")
_AMERICAN = {
    "programme": "program", "centre": "center", "theatre": "theater", "metre": "meter", "litre": "liter",
    "fibre": "fiber", "defence": "defense", "offence": "offense", "licence": "license", "pretence": "pretense",
    "practise": "practice", "cheque": "check", "grey": "gray", "tyre": "tire", "plough": "plow", "mould": "mold",
    "skilful": "skillful", "wilful": "willful", "fulfil": "fulfill", "enrol": "enroll", "enrolment": "enrollment",
    "fulfilment": "fulfillment", "instalment": "installment", "judgement": "judgment", "ageing": "aging",
    "catalogue": "catalog", "dialogue": "dialog", "analogue": "analog", "aluminium": "aluminum", "jewellery": "jewelry",
    "manoeuvre": "maneuver", "paediatric": "pediatric", "anaemia": "anemia", "haemorrhage": "hemorrhage",
    "diarrhoea": "diarrhea", "oestrogen": "estrogen", "oesophagus": "esophagus", "foetus": "fetus", "sulphur": "sulfur",
    "travelling": "traveling", "travelled": "traveled", "traveller": "traveler", "cancelled": "canceled",
    "labelled": "labeled", "labelling": "labeling", "modelling": "modeling", "counselling": "counseling",
}  # fmt: skip
_BRITISH = {american: british for british, american in _AMERICAN.items() if american not in ("check", "practice")}
_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "persons", "foot": "feet", "tooth": "teeth",
    "mouse": "mice", "analysis": "analyses", "crisis": "crises", "basis": "bases", "thesis": "theses",
    "criterion": "criteria", "phenomenon": "phenomena", "bacterium": "bacteria", "medium": "media",
    "curriculum": "curricula", "memorandum": "memoranda", "index": "indices", "appendix": "appendices",
    "life": "lives", "knife": "knives", "wife": "wives", "leaf": "leaves", "half": "halves", "shelf": "shelves",
}  # fmt: skip
_SINGULAR = {plural: singular for singular, plural in _IRREGULAR.items()}
_VERB = re.compile(r"([iy][sz]|[a-z]{3}at)e$|ify$")
_PREFIXES = (
    "anti bi co counter cyber eco inter intra micro multi non over post pre pro re semi socio sub trans ultra under"
)
_PREFIX = re.compile(rf"^({_PREFIXES.replace(' ', '|')})(?=[a-z]{{4}})")


def fold(text: str) -> Folded:
    """Fold case, apostrophes, dashes and spaces."""
    composed = compose(text, "NFC")
    return Folded(plain(lower(composed.text)), composed.clusters)


def spellings(word: str) -> frozenset[str]:
    """A folded word as Americans and as the British write it."""
    found = {word}
    stem = word.removesuffix("s")
    for ending in {word[len(stem) :], ""}:
        base = word[: len(word) - len(ending)]
        found |= {other + ending for other in (_AMERICAN.get(base), _BRITISH.get(base)) if other}
    found |= {_OUR.sub(r"\1or", word), _OR.sub(r"\1our", word)}
    if not _NOT_ISE.search(word):
        found |= {_ISE.sub("iz", word), _IZE.sub("is", word)}
    if word.startswith(("analy", "paraly", "cataly")):
        found |= {re.sub(r"ys(?=e[drs]?$|ing$)", "yz", word), re.sub(r"yz(?=e[drs]?$|ing$)", "ys", word)}
    return frozenset(found)


def forms(word: str, *, verb: bool = False) -> frozenset[str]:
    """The forms in which a folded word of a term may stand in a text: number, spelling, and of verbs the endings.

    Only words that look like verbs (-ize, -ify, -ate) or are said to be one take -ed and -ing: a plan is no planning.
    """
    found: set[str] = set()
    for spelled in spellings(word):
        singulars = _singulars(spelled)
        found |= {spelled} | singulars | {form for single in singulars for form in plurals(single)}
        if verb or _VERB.search(spelled):
            found |= _verb_forms(spelled)
    return frozenset(found)


def _singulars(word: str) -> set[str]:
    if word in _SINGULAR:
        return {_SINGULAR[word]}
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")):
        return {word}
    if word.endswith("ies") and len(word) > 4:
        return {word[:-3] + "y"}
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return {word[:-2]}
    return {word[:-1]}


def plurals(word: str) -> set[str]:
    """A folded singular and its plural."""
    if word in _IRREGULAR:
        return {word, _IRREGULAR[word]}
    if word.endswith("y") and word[-2:-1] not in ("", "a", "e", "i", "o", "u"):
        return {word, word[:-1] + "ies"}
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return {word, word + "es"}
    return {word, word + "s"}


def _verb_forms(word: str) -> set[str]:
    if word.endswith("e"):
        return {word + "d", word[:-1] + "ing"}
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o"):
        return {word[:-1] + "ied", word + "ing"}
    doubled = word + word[-1:]
    return {word + "ed", word + "ing", doubled + "ed", doubled + "ing"}


def joined(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of a term, and the same with a prefix written apart or together: socio-economic, socioeconomic."""
    ways = [words]
    for i, word in enumerate(words):
        match = _PREFIX.match(word)
        if match:
            ways.append((*words[:i], match.group(), word[match.end() :], *words[i + 1 :]))
        elif word in _PREFIXES.split() and i + 1 < len(words):
            ways.append((*words[:i], word + words[i + 1], *words[i + 2 :]))
    return tuple(ways)
