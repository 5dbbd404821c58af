"""English made comparable: case, apostrophes, quotes, abbreviations, British spelling, and the forms a term may take.

A form that no English text has costs nothing, so the rules give all that a spelling could stand for (axes: axis, axe, ax);
a form that is another word is what the lists in english_tables.py leave out.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from glossary.concept import Case, PartOfSpeech, Term
from glossary.folding.abbreviations import abbreviations
from glossary.folding.english_tables import (
    AFTER_VERBS,
    AMERICAN,
    BRITISH,
    COMMON,
    E_WORDS,
    INVARIABLE,
    IRREGULAR,
    NO_MAN,
    NO_VERBS,
    PARTICLES,
    PAST,
    PREFIXES,
    STEMS,
    TAILS,
    UNCHANGED,
    VERBS,
)
from glossary.folding.offsets import Cluster, Folded, after, compose
from glossary.folding.plain import lower, plain
from glossary.folding.typesetting import readable

_ISE = re.compile(r"(?<=[a-z]{2})is(?=(e[drs]?|ing|ations?|ers?|able)$)")
_IZE = re.compile(r"(?<=[a-z]{2})iz(?=(e[drs]?|ing|ations?|ers?|able)$)")
_NOT_ISE = re.compile(
    r"(adv|ar|compr|comprom|dem|desp|dev|disgu|enterpr|exc|exerc|expert|franch|gu|improv|likew|merchand|otherw|parad|"
    r"pra|prec|prem|prom|ra|rev|r|superv|surm|surpr|telev|w|no|po|cru|bru|conc|treat|adv|chast|circumc|inc|pr)is"
    r"(e[drs]?|ing|ations?|ers?|able)$"
)
_OUR_STEMS = "arm behavi col endeav fav flav harb hon hum lab neighb parl rig rum sav splend tum vap vig".replace(
    " ", "|"
)
_OUR = re.compile(rf"^((?:dis|mis|un|multi)?(?:{_OUR_STEMS}))our(?!g)")
_OR = re.compile(rf"^((?:dis|mis|un|multi)?(?:{_OUR_STEMS}))or(?!at|ous|if|iz|is|ial)")
_RE_STEMS = "cent|met|lit|theat|fib|calib|sab|lust|spect|somb|meag|och|goit|nit|louv|sepulch"
_RE = re.compile(rf"({_RE_STEMS})re(?=s?$|s?board)")
_ER = re.compile(rf"(?<![^aeioul])(?:(?<=^)|(?<=[aiol]))({_RE_STEMS})er(?=s?$)|^({_RE_STEMS})er(?=s?$)")
_LL = re.compile(r"(?<=[aeiou])([^aeiou]+[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)")
_L = re.compile(r"(?<=[aeiou])([^aeiou]+[aei])l(?=(?:ed|ing|er|ers|or|ors)$)")
_ANY_STEM = re.compile("|".join(f"{one.pattern}|{other.pattern}" for one, other, _, _ in STEMS))
_VERB_ENDING = re.compile(r"(?:[a-z]{2}[iy][sz]|[a-z]{3}at)e$|[a-z]{2}ify$")
_DOUBLING = re.compile(r"^[^aeiou]*(?:qu)?[aeiou][bdgklmnprt]$")
_PREFIX = re.compile(rf"^({'|'.join(p for p in PREFIXES if p not in ('over', 'under'))})(?=[a-z]{{4}})")
_TAIL = re.compile(rf"(?<=[a-z]{{3}})({'|'.join(sorted(TAILS, key=len, reverse=True))})s?$")
_WORD = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r"'s?(?![^\W_])")
_A_NAME = re.compile(r"A\b|[^\W_]+-")  # A major, A-sharp: no article
_TO = frozenset({"to", "the", "a", "an"})
_COMMONEST = 100
_SHORTEST_JOINED = 3  # letters of each part of a compound
_SHORT_NAME = 4  # letters up to which one word with a capital has no singular: Ares, Hans
_TITLED = 4  # letters from which an abbreviation is also written as a name: Asean, Unesco
_DOTTED = re.compile(
    r"(?<![^\W_])(?:(?:[a-z]\.){2,}|(?:st|dr|mr|mrs|ms|prof|no|nos|vs|gov|sen|rep|gen|col|jr|sr|mt|ft|inc|ltd|co)\.(?=[\s,]))",
    re.IGNORECASE,
)
_DOT = re.compile(  # where to look for these at all
    r"\.(?:(?=[a-z]\.)|(?=[\s,])(?:(?<=\b(?:st|dr|mr|ms|no|vs|jr|sr|mt|ft|co)\.)|(?<=\b(?:mrs|nos|gov|sen|rep|gen|col|inc|ltd)\.)"
    r"|(?<=\bprof\.)))",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*&\s*")
_QUOTES = str.maketrans(dict.fromkeys('"“”„«»', " "))
_QUOTE = re.compile('["“”„«»]')
_OPENING = re.compile(r"['\u2018\u2019](?<![^\W_].)", re.DOTALL)


def fold(text: str) -> Folded:
    """Fold case, apostrophes, dashes and spaces after reading a text as `written` does."""
    composed = compose(text, "NFC")
    read = written(composed.text)
    small = plain(lower(read.text))
    return after(Folded(small, read.clusters), composed)


def read(text: str) -> Folded:
    """A text in NFC, without what typesetting did to its letters, and as `written` reads it."""
    if text.isascii():
        return written(text)
    typeset = readable(text)
    composed = after(compose(typeset.text, "NFC"), typeset)
    return after(written(composed.text), composed)


def written(text: str) -> Folded:
    """A text without the signs that stand between the words of a term and mean nothing: its own case is kept.

    Quotes become spaces, U.S. is US, & is and; a text without any of these comes back as it is.
    """
    plainer = text
    if _QUOTE.search(plainer):
        plainer = plainer.translate(_QUOTES)
    if "'" in plainer or "\u2018" in plainer or "\u2019" in plainer:
        plainer = _OPENING.sub(" ", plainer)
    edits: list[tuple[int, int, str]] = []
    if _DOT.search(plainer):
        edits += [(m.start(), m.end(), m.group().replace(".", "")) for m in _DOTTED.finditer(plainer)]
    if "&" in plainer:
        edits += [(m.start(), m.end(), " and ") for m in _AND.finditer(plainer)]
    return _edited(plainer, sorted(edits)) if edits else Folded(plainer)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> Folded:
    parts: list[str] = []
    clusters: list[Cluster] = []
    done = length = 0
    for start, end, new in edits:
        if start < done:
            continue
        parts += [text[done:start], new]
        length += start - done
        clusters.append(Cluster(length, length + len(new), start, end))
        length += len(new)
        done = end
    parts.append(text[done:])
    return Folded("".join(parts), tuple(clusters))


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """One word of a term; it stands as a whole word or not at all."""

    forms: frozenset[str]  # folded
    abbreviation: str = ""  # in capitals, where only they count: IT is not it

    def find(self, word: str, original: str) -> tuple[int, int] | None:
        """The whole of a folded word that is a form of this one.

        Args:
            word: folded.
            original: the same word as the text has it.
        """
        if word not in self.forms or (self.abbreviation and not self._spelled(original.replace(".", ""))):
            return None
        return 0, len(word)

    @property
    def rarity(self) -> int:
        """The length of its shortest form, below any other for words that every text has."""
        return min(map(len, self.forms)) - (0 if COMMON.isdisjoint(self.forms) else _COMMONEST)

    def _spelled(self, original: str) -> bool:
        head = original[: len(self.abbreviation)]
        return head.isupper() or (len(self.abbreviation) >= _TITLED and head.istitle())


def ways(term: Term) -> tuple[tuple[EnglishWord, ...], ...]:
    """Every way of writing a term as words: apart, joined, with and without hyphens; none for a term without letters."""
    spelled = _words(term.text)
    folded = tuple(word.lower() for word in spelled)
    if len(folded) > 1 and folded[0] in _TO and not _A_NAME.match(term.text):
        told = folded[0] == "to"
        spelled, folded = spelled[1:], folded[1:]
    else:
        told = False
    verb = _is_verb(folded, told=told, part_of_speech=term.part_of_speech)
    noun = term.part_of_speech not in (None, PartOfSpeech.VERB)
    meant = () if term.case is Case.INSENSITIVE else abbreviations(spelled)
    capital = {word.lower(): word for word in meant if len(spelled) == 1 or len(word) < _TITLED}
    names = {word for word in folded if len(word) <= _SHORT_NAME and term.text == word.capitalize() and word[-1] == "s"}
    return tuple(
        tuple(
            EnglishWord(frozenset({word, word + "s", word + "es"}), capital[word])
            if word in capital
            else EnglishWord(
                frozenset({word})
                if word in names
                else _forms(word, verb=verb and i == 0, noun=noun, last=i == len(way) - 1 > 0)
            )
            for i, word in enumerate(way)
        )
        for way in joined(folded, _phrasal(term.text))
    )


def _words(text: str) -> tuple[str, ...]:
    """The words of a term as it has them; U.S. is US."""
    folded = fold(text)
    bare = _GENITIVE.sub(lambda match: " " * len(match.group()), folded.text)
    spans = (folded.span(match.start(), match.end()) for match in _WORD.finditer(bare))
    found = zip(_WORD.findall(bare), (text[slice(*span)] for span in spans), strict=True)
    return tuple(word.upper() if original.isupper() else word for word, original in found)


def _is_verb(words: tuple[str, ...], *, told: bool, part_of_speech: PartOfSpeech | None) -> bool:
    if part_of_speech is not None:
        return part_of_speech is PartOfSpeech.VERB
    return told or (len(words) > 1 and (words[0] in VERBS or words[1] in AFTER_VERBS))


def _forms(word: str, *, verb: bool, noun: bool, last: bool) -> frozenset[str]:
    found = forms(word, verb=verb) if verb or not noun else _noun_forms(word)
    return found | {"people"} if last and word in ("person", "persons") else found


@lru_cache(maxsize=20_000)
def spellings(word: str) -> frozenset[str]:
    """A folded word as Americans and as the British write it."""
    found = {word}
    stem = word.removesuffix("s")
    for ending in {word[len(stem) :], ""}:
        base = word[: len(word) - len(ending)]
        found |= {other + ending for other in (AMERICAN.get(base), BRITISH.get(base)) if other}
    found |= {_OUR.sub(r"\1or", word), _OR.sub(r"\1our", word), _RE.sub(r"\1er", word)}
    found |= {_ER.sub(lambda match: (match.group(1) or match.group(2)) + "re", word)}
    found |= {_LL.sub(r"\1l", word), _L.sub(r"\1ll", word)}
    if not _NOT_ISE.search(word):
        found |= {_ISE.sub("iz", word), _IZE.sub("is", word)}
    if word.startswith(("analy", "paraly", "cataly", "dialy", "hydroly")):
        found |= {re.sub(r"ys(?=e[drs]?$|ing$)", "yz", word), re.sub(r"yz(?=e[drs]?$|ing$)", "ys", word)}
    for british, american, as_british, as_american in STEMS if _ANY_STEM.search(word) else ():
        found |= {british.sub(as_american, word), american.sub(as_british, word)}
    return frozenset(found)


def forms(word: str, *, verb: bool = False) -> frozenset[str]:
    """The forms in which a folded word of a term may stand in a text: number, spelling, and of verbs the endings.

    Only words that look like verbs (-ize, -ify, -ate) or are said to be one take -ed and -ing: a plan is no planning.
    """
    found = set(_noun_forms(word))
    for spelled in spellings(word):
        if verb or (_VERB_ENDING.search(spelled) and spelled not in NO_VERBS):
            found |= _verb_forms(spelled)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _noun_forms(word: str) -> frozenset[str]:
    if word in INVARIABLE:
        return frozenset({word})
    found: set[str] = set()
    for spelled in spellings(word):
        singulars = _singulars(spelled)
        found |= {spelled} | singulars | {form for single in singulars for form in _all_plurals(single)}
    return frozenset(found)


def _singulars(word: str) -> set[str]:
    if word in _SINGULAR:
        return {_SINGULAR[word]}
    if word.endswith("men") and word[:-2] + "an" not in NO_MAN and len(word) > 3:
        return {word[:-2] + "an"}
    if word == "men":
        return {"man"}
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ics")) or word in UNCHANGED:
        return {word}
    found = {word[:-1]}
    if word.endswith("ies"):
        found |= {word[:-3] + "y"} if len(word) > 4 else set()
    elif word.endswith(("ses", "xes", "zes", "shes", "ches", "oes")):
        found.add(word[:-2])
    if len(word) > 5 and word.endswith(("yses", "eses", "oses", "ases", "ises", "pses")):
        found.add(word[:-2] + "is")
    return found


def _all_plurals(word: str) -> set[str]:
    found = plurals(word)
    if word in UNCHANGED:
        return {word}
    if word in IRREGULAR and word.endswith(("um", "on", "us", "x", "a", "au", "f")):
        found.add(word + ("es" if word.endswith(("us", "x")) else "s"))
    if word.endswith("o"):
        found.add(word + "es")
    return found


def plurals(word: str) -> set[str]:
    """A folded singular and its plural."""
    if word in IRREGULAR:
        return {word, IRREGULAR[word]}
    if word in UNCHANGED:
        return {word}
    if word.endswith("man") and word not in NO_MAN:
        return {word, word[:-2] + "en"}
    if word.endswith("child"):
        return {word, word + "ren"}
    if word.endswith("sis"):
        return {word, word[:-2] + "es"}
    if word.endswith("y") and word[-2:-1] not in ("", "a", "e", "i", "o", "u"):
        return {word, word[:-1] + "ies"}
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return {word, word + "es"}
    return {word, word + "s"}


_SINGULAR = {plural: singular for singular, plural in IRREGULAR.items()}


def _verb_forms(word: str) -> set[str]:
    irregular = set(PAST.get(word, ()))
    if word.endswith("ie"):
        return irregular | {word + "d", word[:-2] + "ying"}
    if word.endswith("ee"):
        return irregular | {word + "d", word + "ing"}
    if word.endswith("e"):
        return irregular | {word[:-1] + "ing"} | ({word + "d"} if not irregular else set())
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "o"):
        return irregular | {word[:-1] + "ied", word + "ing"}
    doubled = word + word[-1:]
    regular = {doubled + "ing"} if _DOUBLING.match(word) else {word + "ing", doubled + "ing"}
    if not irregular:
        regular |= {doubled + "ed"} if _DOUBLING.match(word) else {word + "ed", doubled + "ed"}
    return irregular | regular


def _phrasal(text: str) -> bool:
    """Whether a term is a verb of two words, which is another word when they are joined: to call back, a callback."""
    pair = text.lower().split()
    return len(pair) > 1 and pair[-1] in PARTICLES


def is_compound(text: str) -> bool:
    """Whether a term is a noun made of a verb of two words, which has a hyphen where the verb has a space: sit-in."""
    first, _, last = text.lower().partition("-")
    return first.isalpha() and last in PARTICLES


def joined(words: tuple[str, ...], phrasal: bool = False) -> tuple[tuple[str, ...], ...]:
    """The words of a term, and the same with two of them written together or one apart.

    Socio-economic is also socioeconomic, decision making decisionmaking, healthcare health care, e-mail email; never two
    changes at once.
    """
    found = [words]
    for i, (word, following) in enumerate(pairwise(words)):
        if _joins(word, following) and not (phrasal and i == len(words) - 2):
            found.append((*words[:i], word + following, *words[i + 2 :]))
    for i, word in enumerate(words):
        cut = _cut(word)
        if cut:
            found.append((*words[:i], word[:cut], word[cut:], *words[i + 1 :]))
    return tuple(dict.fromkeys(found))


def _joins(word: str, following: str) -> bool:
    if word in PREFIXES or (word == "e" and following in E_WORDS):
        return True
    if word.isdigit() != following.isdigit():
        return len(word) > 1 or len(following) > 1 or not word.isdigit()
    return min(len(word), len(following)) >= _SHORTEST_JOINED and word.isalpha() and following.isalpha()


def _cut(word: str) -> int:
    """Where a compound falls into two words; 0 for what is none."""
    if word[:1] == "e" and word[1:] in E_WORDS:
        return 1
    prefix, tail = _PREFIX.match(word), _TAIL.search(word)
    return prefix.end() if prefix else tail.start() if tail else 0
