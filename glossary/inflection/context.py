"""What stands before a German noun phrase, and what it says of its case and of the endings in it."""

import re
from dataclasses import dataclass, replace

from glossary.folding import german, vocabulary
from glossary.inflection.declension import (
    CASES,
    DECLENSIONS,
    PREPOSITIONS,
    Determiner,
    Slot,
    adjective_ending,
    article_of,
    determiners,
)

_WORD_BEFORE = re.compile(r"(\d{1,3}\.|[^\W_]+(?:-[^\W_]+)*)(?P<gap>[ \u00a0]?[„“”»«\"‚‘›‹]?)$")
_QUOTES = '„“”»«"‚‘›‹'
_REACH = 60  # characters in which the word before is looked for
_MOST_ADJECTIVES = 3
_ADJECTIVE = re.compile(r"^(?P<stem>[a-zäöüß]{2,})(?P<ending>e[rnms]?)$")
_ADJECTIVE_ANY = re.compile(r"^(?P<stem>[A-ZÄÖÜa-zäöüß]{2,}?)(?P<ending>e[rnms]?)$")
_ADVERBS = (
    "immer sehr weiter bisher heute gestern aber oder sondern wieder leider sie wie wenn denn sowie ohne eben neben oben "
    "unten gerne morgen hier daher seither vorher selber seinen ihren unseren einander insbesondere beide"
)
_NO_ADJECTIVES = frozenset(_ADVERBS.split(" "))
_NUMERAL_WORDS = "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend"
_NUMERALS = frozenset(_NUMERAL_WORDS.split(" "))
_MANY = "viele vieler vielen einige einiger einigen mehrere mehrerer mehreren wenige weniger wenigen"
_QUANTIFIERS = frozenset(_MANY.split(" "))
_CONJUNCTIONS = frozenset(["und", "oder", "sowie", "bzw", "noch"])
_SENTENCE_END = re.compile(r"(?:^|(?<!\d)\.\s+|[!?:;•–]\s+|^[\s*•–-]+)$")
# What may stand before the verb of a sentence, and no more than one phrase may: Der neue Text der Depesche, so the genitive.
_FIRST_PHRASE = re.compile(
    r"(?:^|(?<!\d)\.\s+|[!?]\s+)(?:Der|Die|Das|Dieser?|Dieses|Eine?|In der|Im|Am|Zur|Zum|Nach der|Nach dem|Mit der|Mit dem) "
    r"(?:[a-zäöüß]+e[rnm]? )?[A-ZÄÖÜ][^\W_]+ $"
)


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective between the determiner and the term."""

    start: int
    stem: str
    ending: str


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a noun phrase in its text."""

    determiners: tuple[Determiner, ...] = ()  # what the determiner may be; none where there is none
    determiner: str = ""  # as it stands
    at: int = 0  # where it begins
    preposition: str = ""  # directly before the determiner, in lower case
    preposition_at: int = 0
    adjectives: tuple[Adjective, ...] = ()
    cases: tuple[str, ...] = CASES
    declensions: tuple[str, ...] = DECLENSIONS
    plural: bool = False  # whether a numeral says so
    title: bool = False  # whether it is a title in quotation marks after its noun, which stands in the nominative
    open: bool = (
        False  # whether more than was read may have to agree: die Abteilung und Agentur, die sehr große Abteilung
    )

    def allows(self, slot: Slot, gender: str, determiner: Determiner | None) -> bool:
        """Whether all that stands before agrees with a place of the tables."""
        if slot.case not in self.cases or slot.declension not in self.declensions or (self.plural and not slot.plural):
            return False
        if determiner is not None:
            form = determiner.form(slot, gender)
            if slot.declension != determiner.declension or not form or form != article_of(self.determiner.lower()):
                return False
        return all(each.ending == adjective_ending(slot, gender) for each in self.adjectives)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    gap: str  # what stands between it and what follows

    @property
    def lower(self) -> str:
        return self.text.lower()


def before(text: str, start: int) -> Context:
    """Read what stands before a place in a text, back to the determiner or the preposition."""
    quoted = text[:start].rstrip()[-1:] in tuple(_QUOTES)
    adjectives: list[Adjective] = []
    plural = ordinal = False
    word = _word_before(text, start)
    while word is not None:
        found = _determined(text, word, adjectives) or _governed(word, adjectives)
        if found is not None:
            relative = _may_be_relative(text, word, found)
            found = replace(found, plural=plural or found.plural, open=relative)
            return _as_quoted(found) if quoted and not found.determiner else found
        adjective = None if quoted else _adjective(word, opens=opens_sentence(text, word.start))
        if word.lower in _NUMERALS or (word.text.isdigit() and word.text != "1"):
            plural = True
        elif word.text.endswith("."):
            ordinal = True
        elif adjective and len(adjectives) < _MOST_ADJECTIVES:
            adjectives.insert(0, adjective)
            if word.text[:1].isupper():
                return Context(adjectives=tuple(adjectives), declensions=("strong",), plural=plural)
        else:
            break
        word = _word_before(text, word.start)
    found = _undetermined(text, start, plural=plural, quoted=quoted)
    return replace(found, open=True) if adjectives or ordinal else found


def _as_quoted(found: Context) -> Context:
    """What a preposition governs may be bent by it or be a title in the nominative."""
    return replace(found, cases=tuple(dict.fromkeys((*found.cases, CASES[0]))), declensions=DECLENSIONS, adjectives=())


def _determined(text: str, word: _Word, adjectives: list[Adjective]) -> Context | None:
    kinds = tuple(determiners(word.lower))
    if not kinds:
        return None
    before_it = _word_before(text, word.start)
    attribute = word.lower[:1] == "d" and _FIRST_PHRASE.search(text[: word.start])
    contracted = kinds[0].preposition
    preposition = before_it.lower if before_it and before_it.lower in PREPOSITIONS and before_it.gap == " " else ""
    return Context(
        kinds,
        word.text,
        word.start,
        "" if contracted else preposition,
        before_it.start if preposition and before_it else word.start,
        tuple(adjectives),
        CASES[3:] if attribute else PREPOSITIONS.get(contracted or preposition, CASES),
    )


def _governed(word: _Word, adjectives: list[Adjective]) -> Context | None:
    """After a preposition or a quantifier without a determiner the adjectives are strong."""
    if word.lower in _QUANTIFIERS:
        ending = re.sub(r"^.*?(e[rn]?)$", r"\1", word.lower)
        cases = {"e": CASES[:2], "en": CASES[2:3], "er": CASES[3:]}[ending]
        return Context(adjectives=tuple(adjectives), cases=cases, declensions=("strong",), plural=True)
    if word.lower in PREPOSITIONS and not (word.lower == "zu" and adjectives):
        return Context(adjectives=tuple(adjectives), cases=PREPOSITIONS[word.lower], declensions=("strong",))
    return None


def _undetermined(text: str, start: int, *, plural: bool, quoted: bool) -> Context:
    """Without a determiner: after a noun, and where a sentence begins, the adjectives are strong; elsewhere who knows."""
    word = _word_before(text, start)
    noun = (
        word is not None
        and word.text[:1].isupper()
        and text[word.start + len(word.text) : start].strip() in ("", *_QUOTES)
    )
    strong = not quoted and (noun or bool(_SENTENCE_END.search(text[:start])))
    linked = text[:start].rstrip().endswith((",", "/", "&")) or (
        word is not None
        and (word.lower in _CONJUNCTIONS or (bool(_ADJECTIVE.match(word.lower)) and not _is_noun(word)))
    )
    return Context(
        declensions=("strong",) if strong else DECLENSIONS, plural=plural, title=quoted and noun, open=linked
    )


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins at a place."""
    return bool(_SENTENCE_END.search(text[:start])) or text[:start].rstrip()[-1:] in tuple(_QUOTES)


def _may_be_relative(text: str, word: _Word, found: Context) -> bool:
    """Whether a determiner may be a pronoun after a comma: Leute, die Propaganda betreiben."""
    begin = found.preposition_at if found.preposition else word.start
    return bool(found.determiner) and text[:begin].rstrip().endswith(",")


def _is_noun(word: _Word) -> bool:
    return word.text[:1].isupper() and german.fold(word.text).text in vocabulary.german().nouns


def _adjective(word: _Word, *, opens: bool) -> Adjective | None:
    """A word as an adjective before the term: in lower case, or as the first word of a sentence."""
    match = _ADJECTIVE.match(word.lower if opens and not _is_noun(word) else word.text)
    if match is None or word.lower in _NO_ADJECTIVES or word.gap != " ":
        return None
    match = _ADJECTIVE_ANY.match(word.text) or match
    return Adjective(word.start, match["stem"], match["ending"])


def _word_before(text: str, at: int) -> _Word | None:
    match = _WORD_BEFORE.search(text, max(0, at - _REACH), at)
    return _Word(match.group(1), match.start(), match["gap"]) if match else None
