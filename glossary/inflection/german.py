"""A better German term in the form of the one it replaces: every reading of the place has to ask for the same form.

The words before a term, the endings of its adjectives and of its head noun allow certain cases, numbers and declensions. For each
of them the better term is inflected, with the article and the adjectives before it. Where all come to the same, that is
certain; where they differ, or a form is not known, it is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from glossary.concept import Gender, PartOfSpeech, Term
from glossary.folding import german as folding
from glossary.folding.vocabulary import german as german_vocabulary
from glossary.inflection import context
from glossary.inflection.declension import (
    GENDERS,
    PREPOSITIONS,
    Determiner,
    Slot,
    adjective_ending,
    article_of,
    contract,
    determiners,
    slots,
)
from glossary.inflection.nouns import Noun, Nouns

_ENDING = re.compile(r"e[rnms]?$")
_ADJECTIVAL = re.compile(r"(?:ig|lich|isch|sam|bar|haft|end|iv|al|ell|är|los|ös|iert)$")
_INVARIABLE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+er$")  # Berliner, Hanoier
_RELATIVE = re.compile(
    r"[^.;!?]{0,80}?,\s+(?:(?:in|an|auf|mit|von|bei|für|zu|aus|durch|über|unter|nach|vor|gegen|neben|hinter|zwischen) )?"
    r"(?:der|die|das|dem|den|dessen|deren|welche[rnms]?)\b"
)
_ATTRIBUTE = re.compile(r"\s+(?:des|der|eines|einer|von|vom|für)\b")
_WORD_PART = re.compile(r"(?:[^\W_]+-)*[^\W_]*$")
_LONGEST_WORD = 80
_ONE_OF = re.compile(  # eine der Behörden, das größte von ihren Ämtern
    r"\b(?:(?:(?:irgend|k)?ein|jed|welch)e[rsmn]?|\w+[sß]te[mnrs]?) (?:de[rn]|dies\w+|[dsmi]\w+e[rn]|unsere[rn]|von)\b[^.;,]*$"
)
_GENDER_OF_ENDING = {"er": "m", "es": "n"}
_ONE_LINK = re.compile(r"(?:ung|heit|keit|schaft|ion|tät)$")  # nouns that take s in every compound


@dataclass(frozen=True, slots=True)
class Phrase:
    """A German term taken apart: adjectives, the noun they belong to, and what follows it."""

    stems: tuple[str, ...]  # of the adjectives, as the term writes them
    endings: tuple[str, ...]  # in citation form; empty for those that do not change
    head: Noun
    rest: str = ""  # with the space before it
    text: str = ""  # all of it, as the glossary has it

    @property
    def gender(self) -> str:
        """m, f, n, or nothing: what the head is known for, else what the ending of an adjective shows."""
        shown = {_GENDER_OF_ENDING.get(ending, "") for ending in self.endings} - {""}
        return self.head.gender or (shown.pop() if len(shown) == 1 and not self.head.is_plural else "")

    def form(self, slot: Slot, gender: str, head: str) -> str:
        """The phrase in a place of the tables, around its head in that place."""
        adjectives = [
            stem + (adjective_ending(slot, gender) if ending else "")
            for stem, ending in zip(self.stems, self.endings, strict=True)
        ]
        return " ".join([*adjectives, head]) + self.rest

    def as_cited(self) -> str:
        """The phrase in citation form, with or without what follows its head."""
        adjectives = [stem + ending for stem, ending in zip(self.stems, self.endings, strict=True)]
        return " ".join([*adjectives, self.head.text]) + self.rest


@dataclass(frozen=True, slots=True)
class Found:
    """A term as it stands in a text, taken apart as its citation form is."""

    endings: tuple[str, ...]
    head: str


@dataclass(frozen=True, slots=True)
class Written:
    """What to put into a text, and from where on."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a term stands in its text."""

    text: str
    start: int
    end: int

    @property
    def found(self) -> str:
        """The term as it stands."""
        return self.text[self.start : self.end]

    @property
    def word(self) -> int:
        """Where the word begins in which the term begins: before it in a compound, with a hyphen or without."""
        match = _WORD_PART.search(self.text, max(0, self.start - _LONGEST_WORD), self.start)
        return match.start() if match else self.start

    @property
    def tail(self) -> bool:
        """Whether the word goes on behind the term."""
        return self.text[self.end : self.end + 1].isalpha()

    @property
    def shortened(self) -> bool:
        """Whether a part of a word is left out here: Bezirks- und Gemeindekomitees."""
        return self.found.startswith("-") or self.found.endswith("-") or self.text[self.end : self.end + 1] == "-"


def phrase(term: Term, nouns: Nouns) -> Phrase | None:
    """Take a term apart; None for what is no noun with adjectives before it."""
    words = term.text.split(" ")
    at = next((i for i, word in enumerate(words) if word[:1].isupper() and not _is_adjective(words, i)), None)
    if at is None or words[at].endswith("-") or any(word.endswith(("-", ",")) for word in words[: at + 1]):
        return None
    stems, endings = [], []
    for word in words[:at]:
        taken = _taken_apart(word)
        if taken is None:
            return None
        stems.append(taken[0])
        endings.append(taken[1])
    rest = "".join(" " + word for word in words[at + 1 :])
    if words[at + 1 : at + 2] in (["und"], ["oder"], ["sowie"]):
        return None
    return Phrase(tuple(stems), tuple(endings), nouns.noun(words[at], _gender(term)), rest, term.text)


def _gender(term: Term) -> Gender | None:
    return None if term.gender is Gender.OTHER else term.gender


def _is_adjective(words: list[str], at: int) -> bool:
    """Whether a word with a capital is an adjective all the same: Ständiger Ausschuss."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if not _ENDING.search(word) or not after or after.lower() in PREPOSITIONS or any(determiners(after.lower())):
        return False
    stem = folding.fold(_ENDING.sub("", word)).text
    vocabulary = german_vocabulary()
    if re.search(r"(?:ig|lich|isch|sam|bar|haft|los)$", stem) or _INVARIABLE.match(word):
        return folding.fold(word).text not in vocabulary.nouns
    adjectival = _ADJECTIVAL.search(stem) or stem in vocabulary.words - vocabulary.nouns
    return bool(adjectival) and folding.fold(word).text not in vocabulary.nouns


def _taken_apart(word: str) -> tuple[str, str] | None:
    """Stem and ending of an adjective; no ending where it never changes, None where that is not known."""
    ending = _ENDING.search(word)
    if any(determiners(word.lower())) or not word.isalpha():
        return None
    if ending is None:
        return (word, "") if word.islower() else None  # sozialistisch orientierte, provisorisches und baufälliges
    stem = word[: ending.start()]
    if (
        _INVARIABLE.match(word)
        and not _ADJECTIVAL.search(stem)
        and folding.fold(stem).text not in german_vocabulary().words
    ):
        return None  # Hanoier never changes, Ständiger does; of others nobody knows
    return stem, ending.group()


def _found(text: str, worse: Phrase) -> Found | None:
    """A term as it stands taken apart; None where its words are not those of its citation form."""
    rest = worse.rest.split()
    words = text.split()
    if rest:
        if [word.lower() for word in words[-len(rest) :]] != [word.lower() for word in rest]:
            return None
        words = words[: -len(rest)]
    if len(words) != len(worse.stems) + 1:
        return None
    endings = []
    for word, stem, ending in zip(words, worse.stems, worse.endings, strict=False):
        if not word.lower().startswith(stem.lower()):
            return None
        here = word[len(stem) :]
        if bool(here) != bool(ending) or (here and not _ENDING.fullmatch(here)):
            return None
        endings.append(here)
    return Found(tuple(endings), words[-1])


class Corrector:
    """One term to be replaced by another one, at one place."""

    def __init__(self, better: Phrase, worse: Phrase, found: Found, spot: Spot, nouns: Nouns) -> None:
        self._better, self._worse, self._found, self._spot = better, worse, found, spot
        self._place = context.before(spot.text, spot.word)
        self._shared = nouns.shared_head(better.head.text, worse.head.text)

    def written(self) -> Written | None:
        """What every reading of the place asks for; None where they differ, or a form is not known."""
        if self._place.title and self._is_title():
            return self._titled()
        if self._place.open and any(self._better.endings) and not any(self._found.endings):
            return None
        found = set(self._readings())
        return found.pop() if len(found) == 1 else None

    def _readings(self) -> Iterator[Written | None]:
        for gender in (self._worse.gender,) if self._worse.gender else GENDERS:
            for determiner in self._place.determiners or (None,):
                for slot in slots():
                    if self._reads(slot, gender, determiner):
                        yield self._write(slot, gender, determiner)

    def _is_title(self) -> bool:
        return self._found.endings == self._worse.endings and self._found.head == self._worse.head.text

    def _titled(self) -> Written:
        return Written(self._begun(self._better.as_cited()), self._spot.start)

    def _reads(self, slot: Slot, gender: str, determiner: Determiner | None) -> bool:
        endings = zip(self._found.endings, self._worse.endings, strict=True)
        return (
            self._place.allows(slot, gender, determiner)
            and all(here == (adjective_ending(slot, gender) if ending else "") for here, ending in endings)
            and any(self._worse.head.may_be(form, slot, gender) for form in self._heads())
            and not (slot.case == "genitive" and determiner is None and self._is_bare(gender, slot))
        )

    def _heads(self) -> tuple[str, ...]:
        here = self._found.head
        return here, here[:1].upper() + here[1:]

    def _is_bare(self, gender: str, slot: Slot) -> bool:
        """Whether nothing could show a genitive: German then has none."""
        shown = (
            any(self._found.endings)
            or self._worse.head.adjectival
            or self._place.adjectives
            or self._place.cases == ("genitive",)
        )
        return not shown and not self._place.open and (gender == "f" or slot.plural)

    def _write(self, slot: Slot, gender: str, determiner: Determiner | None) -> Written | None:
        own = gender if self._shared else self._better.gender
        if slot.plural:
            own = own or gender  # one column for all genders
            if own != gender and _ONE_OF.search(
                self._spot.text, max(0, self._spot.start - _LONGEST_WORD), self._spot.start
            ):
                return None
        elif own != gender and (self._place.open or _RELATIVE.match(self._spot.text, self._spot.end)):
            return None
        if not own and (determiner or self._place.adjectives or any(self._better.endings)):
            return None
        head = self._head(slot, own)
        return self._widened(self._better.form(slot, own, head), slot, own, determiner) if head else None

    def _head(self, slot: Slot, gender: str) -> str:
        if not self._shared:
            return self._better.head.form(slot, gender)
        worse, better, here = self._worse.head.text, self._better.head.text, self._found.head
        left = better[: len(better) - len(self._shared)]
        tail = here[len(worse) - len(self._shared) :]
        return left + (tail[:1].lower() if left else tail[:1].upper()) + tail[1:]

    def _widened(self, text: str, slot: Slot, gender: str, determiner: Determiner | None) -> Written:
        """The term, and before it, from the first word that has to change with it, all that stands there."""
        place, spot = self._place, self._spot
        changed = [
            _Change(each.start, each.stem + each.ending, each.stem + adjective_ending(slot, gender))
            for each in place.adjectives
        ]
        if determiner is not None:
            changed.append(self._article(determiner, determiner.form(slot, gender)))
        changed = sorted((each for each in changed if each.old != each.new), key=lambda each: each.start)
        if not changed:
            return Written(self._begun(text), spot.start)
        begin, at, parts = changed[0].start, changed[0].start, []
        for each in changed:
            parts += [spot.text[at : each.start], each.new]
            at = each.start + len(each.old)
        return Written("".join(parts) + spot.text[at : spot.start] + self._begun(text), begin)

    def _article(self, determiner: Determiner, form: str) -> "_Change":
        place, old = self._place, self._place.determiner
        if form == article_of(old.lower()):
            return _Change(place.at, old, old)
        if determiner.preposition:
            return _Change(place.at, old, _like(contract(determiner.preposition, form), old))
        joined = contract(place.preposition, form) if place.preposition else ""
        if joined and " " not in joined:
            whole = self._spot.text[place.preposition_at : place.at + len(old)]
            return _Change(place.preposition_at, whole, _like(joined, whole))
        return _Change(place.at, old, _like(form, old))

    def _begun(self, text: str) -> str:
        """The first letter large or small, as where the term stood."""
        here = self._spot.found
        if self._spot.word < self._spot.start:
            return text if self._spot.text[self._spot.start - 1] == "-" else text[:1].lower() + text[1:]
        if not self._better.stems:
            return text
        small = here[:1].islower() and self._worse.text[:1].isupper()
        if small:
            return text[:1].lower() + text[1:]
        adjective = self._worse.text[:1].islower() or bool(self._worse.stems)
        opens = self._place.title or context.opens_sentence(self._spot.text, self._spot.start)
        return text[:1].upper() + text[1:] if here[:1].isupper() and (adjective or opens) else text


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    old: str
    new: str


def _like(text: str, old: str) -> str:
    return text[:1].upper() + text[1:] if old[:1].isupper() else text


def correct(better: Term, worse: Term, text: str, span: tuple[int, int], nouns: Nouns) -> Written | None:
    """What to write for `worse`, which fills a span of a text; None where its form is not certain."""
    spot = Spot(text, *span)
    new, old = phrase(better, nouns), phrase(worse, nouns)
    if spot.shortened or (spot.found.isupper() and not worse.text.isupper()):
        return None
    if new is None or old is None:
        return _unphrased(better, worse, spot) if new is None and old is None else None
    if spot.tail:
        return _compounded(new, old, spot)
    new = _without_doubled(new, spot)
    found = _found(spot.found, old)
    inside = spot.word < spot.start and (new.stems or new.rest or old.stems)
    if new is None or found is None or inside or (new.rest and not old.rest and _ATTRIBUTE.match(text, spot.end)):
        return None
    return Corrector(new, old, found, spot, nouns).written()


def _without_doubled(new: Phrase, spot: Spot) -> Phrase:
    """The phrase without what follows its head, where the text goes on with just that."""
    after = spot.text[spot.end : spot.end + len(new.rest)]
    whole = not spot.text[spot.end + len(new.rest) : spot.end + len(new.rest) + 1].isalpha()
    return replace(new, rest="") if new.rest and whole and after.lower() == new.rest.lower() else new


def _compounded(new: Phrase, old: Phrase, spot: Spot) -> Written | None:
    """A term that begins a compound: its adjectives agree with what follows, which stays."""
    found = _found(spot.found, old)
    same_link = new.head.text == old.head.text or all(_ONE_LINK.search(each.head.text) for each in (new, old))
    if found is None or found.head.lower() != old.head.text.lower() or not same_link or new.rest or old.rest:
        return None
    if spot.word < spot.start:
        return Written(new.head.text.lower(), spot.start) if not new.stems and not old.stems else None
    if len(set(found.endings)) > 1 or bool(new.stems) != bool(old.stems):
        return None
    adjectives = [stem + found.endings[0] for stem in new.stems]
    text = " ".join([*adjectives, new.head.text])
    return Written(_like(text, spot.found) if new.stems else text, spot.start)


def _unphrased(better: Term, worse: Term, spot: Spot) -> Written | None:
    """What is no noun phrase: adjectives, verbs in -ieren, and phrases that begin with a preposition."""
    new, old, here = better.text, worse.text, spot.found
    if spot.tail or spot.word < spot.start:
        return None
    fixed = all(term.text.split(" ")[0].lower() in PREPOSITIONS for term in (better, worse))
    adverbs = all(term.part_of_speech is PartOfSpeech.ADVERB for term in (better, worse))
    if (fixed or adverbs) and here.lower() == old.lower():
        return Written(_like(new, here), spot.start)
    if " " in new or " " in old:
        return None
    if all(word.endswith("ieren") for word in (new, old)) and here.lower().startswith(old[:-2].lower()):
        return Written(_like(new[:-2] + here[len(old) - 2 :], here), spot.start)
    ending = here[len(old) :]
    if all(_is_plain_adjective(term) for term in (better, worse)) and here.lower().startswith(old.lower()):
        return Written(_like(new + ending, here), spot.start) if re.fullmatch("(?:e[rnms]?)?", ending) else None
    return None


def _is_plain_adjective(term: Term) -> bool:
    """Whether an adjective takes its endings as it is: geschickt, not dunkel or leise."""
    said = term.part_of_speech
    return (
        said in (None, PartOfSpeech.ADJECTIVE)
        and bool(_ADJECTIVAL.search(term.text) or re.search("(?:[^s]t|ert)$", term.text))
        and (said is PartOfSpeech.ADJECTIVE or term.text in german_vocabulary().words - german_vocabulary().nouns)
    )
