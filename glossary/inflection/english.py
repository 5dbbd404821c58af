"""A better English term in the form of the one it replaces: number, possessive, verb endings, titles, a and an before it."""

import re

from glossary.concept import PartOfSpeech, Term
from glossary.folding import english
from glossary.inflection.german import Written

_HEAD = re.compile(
    r" (?=(?:of|with|for|on|at|in|to|from|by|against|among|between|under|without) )"
)  # the noun before it
_TITLED = 4  # letters from which a word of a title has a capital
_POSSESSIVE = re.compile(r"['’]s?$")
_FOLLOWING_POSSESSIVE = re.compile(r"['’](?:s\b|(?!\w))")
_INFINITIVE = re.compile(r"\bto $", re.IGNORECASE)
_ARTICLE = re.compile(r"\b([Aa]n?)(\s+[\"“‘']?)$")
_VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(r"(?:uni(?!n|m)|use|usu|uti|eu|ewe|one\b|once|u[rn]i[cqft]|ubiq)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_LETTER_WITH_VOWEL = frozenset("AEFHILMNORSX")
# Nouns that have no plural, or whose form does not tell their number.
_UNCOUNTABLE = re.compile(
    r"(?:ness|ism|ics|work|ware)$|^(?:advice|aid|data|equipment|evidence|funding|guidance|health|help|information|infrastructure|"
    r"knowledge|leadership|legislation|media|news|people|personnel|police|progress|propaganda|research|staff|training|trust)$"
)
_REGULAR = re.compile(r"(?:[iy][sz]e|ate|ify|[^aeiou]ish|[^aeiou]e)$")


def correct(better: Term, worse: Term, text: str, span: tuple[int, int]) -> Written | None:
    """What to write for `worse`, which fills a span of a text; None where its form is not certain."""
    start, end = span
    found = text[start:end]
    if text[start - 1 : start].isalpha() or text[end : end + 1].isalpha() or _may_be_verb(worse, text[:start]):
        return None
    possessive = _POSSESSIVE.search(found)
    bare = found[: possessive.start()] if possessive else found
    inflected = _verb(better, worse, bare) if _is_verb(better, worse) else _noun(better.text, worse.text, bare)
    if inflected is None or not _fits(inflected, found, text[end:]):
        return None
    if possessive:
        inflected += "'" if inflected.endswith("s") and bare != worse.text else possessive.group()[0] + "s"
    return _with_article(cased(inflected, found), text, start)


def _may_be_verb(worse: Term, before: str) -> bool:
    """Whether a noun may be meant as a verb: they want to report."""
    return worse.part_of_speech is None and not worse.text.startswith("to ") and bool(_INFINITIVE.search(before))


def _fits(text: str, found: str, after: str) -> bool:
    """Whether the possessive ending that follows fits the new word too: the children's, but the agencies'."""
    ending = _FOLLOWING_POSSESSIVE.match(after)
    return ending is None or text.endswith("s") == found.endswith("s")


def cased(text: str, found: str) -> str:
    """A term with the capitals of the form that it replaces; its own stay."""
    if found.isupper() and len(found) >= _TITLED and " " in found:
        return text.upper()
    if " " in found and all(word[:1].isupper() for word in found.split(" ") if len(word) >= _TITLED):
        return " ".join(word[:1].upper() + word[1:] if len(word) >= _TITLED else word for word in text.split(" "))
    return text[:1].upper() + text[1:] if found[:1].isupper() else text


def _is_verb(better: Term, worse: Term) -> bool:
    said = {better.part_of_speech, worse.part_of_speech}
    return PartOfSpeech.VERB in said or all(term.text.startswith("to ") for term in (better, worse))


def _noun(better: str, worse: str, found: str) -> str | None:
    """The better term in the number of the one found; None where its number cannot be told."""
    new, old, here = (_HEAD.split(text, maxsplit=1)[0].split(" ") for text in (better, worse, found))
    if found.lower() == worse.lower():
        return better if _number(new[-1]) == _number(old[-1]) else None
    last, singular = here[-1].lower(), old[-1].lower()
    others = [*here[:-1], *found.lower().split(" ")[len(here) :]]
    if [word.lower() for word in others] != [*map(str.lower, old[:-1]), *worse.lower().split(" ")[len(old) :]]:
        return None
    plurals = english.plurals(singular) - {singular}
    if last not in plurals or _UNCOUNTABLE.search(new[-1].lower()) or _number(new[-1]) == "plural":
        return None
    plural = (english.plurals(new[-1].lower()) - {new[-1].lower()}).pop()
    ending = new[-1] + plural[len(new[-1]) :] if plural.startswith(new[-1].lower()) else plural
    return " ".join([*new[:-1], ending]) + better[len(" ".join(new)) :]


def _number(word: str) -> str:
    folded = word.lower()
    if folded in ("people", "media", "police", "children", "men", "women"):
        return "plural"
    plural = folded.endswith("s") and not folded.endswith(("ss", "us", "is", "ics", "news"))
    return "plural" if plural else "singular"


def _verb(better: Term, worse: Term, found: str) -> str | None:
    """The better verb with the ending of the one found, where both take it regularly."""
    new, old = (term.text.removeprefix("to ") for term in (better, worse))
    found = found.removeprefix("to ") if worse.text.startswith("to ") else found
    prefix = "to " if worse.text.startswith("to ") and better.text.startswith("to ") else ""
    if found.lower() in (old.lower(), worse.text.lower()):
        return new if prefix else better.text
    first, *rest = new.split(" ")
    worse_first, *worse_rest = old.split(" ")
    here, *here_rest = found.split(" ")
    if [word.lower() for word in here_rest] != [word.lower() for word in worse_rest] or not _REGULAR.search(first):
        return None
    for ending in ("s", "ed", "ing"):
        if here.lower() == _conjugated(worse_first.lower(), ending):
            return " ".join([_conjugated(first, ending), *rest])
    return None


def _conjugated(verb: str, ending: str) -> str:
    if ending == "s":
        return (
            verb + "es" if verb.endswith(("s", "x", "z", "ch", "sh")) else re.sub(r"(?<=[^aeiou])y$", "ie", verb) + "s"
        )
    if ending == "ed":
        return re.sub(r"(?<=[^aeiou])y$", "i", verb).removesuffix("e") + "ed"
    return verb.removesuffix("e") + "ing"


def _with_article(text: str, whole: str, start: int) -> Written:
    """The term, with a or an before it where it has to change."""
    match = _ARTICLE.search(whole[:start])
    if match is None or match.start() < start - 6:
        return Written(text, start)
    article = "an" if _begins_with_vowel(text) else "a"
    if article == match.group(1).lower():
        return Written(text, start)
    capital = article.capitalize() if match.group(1)[0].isupper() else article
    return Written(capital + match.group(2) + text, match.start())


def _begins_with_vowel(text: str) -> bool:
    word = re.split(r"[\s-]", text, maxsplit=1)[0]
    if len(word) == 1 or (word.isupper() and (len(word) < _TITLED or not _VOWEL.search(word))):
        return word[0].upper() in _LETTER_WITH_VOWEL
    if _SILENT_H.match(word):
        return True
    return bool(_VOWEL.match(word)) and not _CONSONANT_SOUND.match(word)
