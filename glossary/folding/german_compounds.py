"""Where a German noun stands in the words of a text: as a form of its own, or as a part of a compound."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from glossary.folding.german_forms import takes_er
from glossary.folding.vocabulary import Vocabulary, without_umlaut

_LINKS = ("", "s", "n", "e", "es", "en", "er", "ens", "ns")
_DERIVED = re.compile(  # no parts of compounds but endings that make other words
    r"(?:es)?isch|end(?:e[rnms]?)?$|ion|er(?:in|innen|n|s)?$|heit|keit|schaft|chen|lein|lich|bar(?:e[rnms]?)?$|los(?:e[rnms]?)?$|ismus|ität|"
    r"ist(?:en|in|innen)?$|isier|ier(?:ung|en|t)|ung(?:en|s)?$|in(?:nen)?$|tum(?:s|es)?$|nis(?:se|sen|ses)?$|ling(?:e|en|s)?$|"
    r"al(?:ität|is|ist|$|e[nrms]?$)"
)
_VERBAL = re.compile("ver|be|ge|ent|zer|er|miss")
_PREFIXED = re.compile(
    "(?:ab|an|aus|auf|be|bei|dar|dis|ein|ent|er|ge|her|hin|in|miss|mit|nach|um|un|ver|vor|zer|zu|durch|unter|über)$"
)
_NAMES = re.compile(  # of days and countries, which are no compounds to anybody
    "(?:sonn|mon|diens|donners|frei|sams)tag|mittwoch|(?:eng|thai|russ|finn|deutsch|ir|is|grön|hol|est|lett|schott)land"
)
_NO_WORDS = (
    "ab an aus be bei dar ein emp ent er ge her herab herauf heraus herbei herein herunter hervor hin hinab hinaus hinein "
    "hinunter los miss mit nach um un ur ver vor voraus weg wider zer zu zurück zusammen durch auf "
    "inter dis des re trans kon de prä in"
)
SUFFIXES = frozenset(  # what no word ends a compound with
    ["ion", "ionen", "nis", "nisse", "schaft", "heit", "keit", "tum", "ling", "ung", "ungen", "ist", "ik", "ent", "ant"]
)
PREFIXES = frozenset(_NO_WORDS.split())  # no first part of a compound: an Einbruch is no Bruch
_DEVERBAL = re.compile(
    "(?:ung|nahme|tritt|gang|stand|satz|zug|blick|schrift|schied|lage|nehmen|arbeit|trag|richt|schritt|kommen|gang)(?:e?[sn]|en|e)?$"
)
AMBIGUOUS = frozenset(["über", "unter", "wieder", "hinter", "gegen", "nieder", "fort", "vorder", "voll", "ober"])
_ADJECTIVE_TAILS = re.compile(
    r"(?:e?[sn])?-?(?:basiert|bezogen|orientiert|übergreifend|spezifisch|relevant|bedingt|weit|abhängig|fähig|frei|intern|"
    r"extern|eigen|gestützt|gesteuert|freundlich|bewusst|gemäss|konform|intensiv|nah|reich|arm|mässig|seitig|gerecht|pflichtig|ähnlich|artig|förmig|"
    r"berechtigt|gebunden|sicher|politisch|rechtlich|technisch|wirtschaftlich|wissenschaftlich|betrieben|"
    r"bedürftig|ge[a-zäöü]{3,}(?:t|en)|[a-zäöü]{3,}iert)(?:e[rnms]?)?$"
)
_COMPOUNDING = re.compile("(?:ung|heit|keit|schaft|ion|tät|ling|tum)$")  # what takes a linking s, and so shows the seam
_LOAN = re.compile("[a-z]{3}y$")  # English, as no German word ends: Monkey-patch
_VOWEL = re.compile("[aeiouyäöü]")
_PLURAL_FIRST = frozenset(["bauern", "vettern", "lettern", "federn", "steuern", "mauern"])
SHORT = 3  # terms of three letters or fewer compound with nouns before them only
INFIX = 5  # shorter terms do not stand inside a compound
LONG = 7  # terms of as many letters are no coincidence: the rest of a compound need not be known
_LONGEST = 60  # letters of a compound that is looked into


@dataclass(frozen=True, slots=True)
class GermanWord:
    """One word of a German term, ready to be found in words of a text."""

    text: str  # folded
    forms: frozenset[str]  # folded: every inflected form
    capital: bool  # whether it only matches words with a capital
    heads: bool  # whether more may stand before it in one word: Provinz-parteikomitee
    tails: bool  # whether more may follow it in one word: Parteikomitee-mitglied
    leads: tuple[str, ...]  # what a compound that it begins may begin with: the word, its plural with umlaut
    vocabulary: Vocabulary = field(compare=False)
    lower: str = ""  # the noun where the glossary itself has it without its capital
    alone: bool = False  # whether it is the whole of its term
    abbreviation: str = ""  # as the glossary has it, where it only matches in this very case
    entries: frozenset[str] = frozenset()  # those of its forms that a dictionary may enter

    def find(self, word: str, original: str) -> tuple[int, int] | None:
        """Where in a folded word of a text this word stands: the whole of it, or a part of a compound; None if nowhere.

        Args:
            word: folded.
            original: the same word as the text has it.
        """
        if self.abbreviation:
            return (0, len(word)) if original in (self.abbreviation, self.abbreviation + "s") else None
        upper = original[:1].isupper()
        if word in self.forms:
            if self.capital and "ß" in original and "ss" not in self.text:
                return None  # Große is no form of Gros
            return (0, len(word)) if self._case_fits(word, upper=upper) else None
        if len(word) > _LONGEST or self._is_name(word):
            return None
        span = self._part(word, upper=upper)
        return None if span and "ß" in original and _cuts_sharp_s(original, span) else span

    def _is_name(self, word: str) -> bool:
        """Whether a word is a name, which is no compound to anybody: Sonntag, Niederlande, and their -s and -n."""
        names = self.vocabulary.proper
        return word in names or (word[-1:] in ("n", "s") and word[:-1] in names)

    def _part(self, word: str, *, upper: bool) -> tuple[int, int] | None:
        if self.capital and not upper:
            return self._adjective(word)
        other = word in self.vocabulary.words and word not in self.vocabulary.nouns
        if other and not (len(self.text) >= INFIX and word[len(self.text) :] in self.vocabulary.nouns):
            return None  # a compound of a noun is a noun: Erleben is no Erle
        lemma = self.vocabulary.lemma(word) if self.capital else ""
        if self.tails:
            name = _NAMES.match(word)
            shortest = name.end() if name else 0  # Sonntag is no Sonn-Tag
            for lead in self.leads:
                if (
                    len(lead) >= shortest
                    and not self._prefixed(word)
                    and word.startswith(lead)
                    and self._follows(word[len(lead) :], lead)
                    and (len(lemma) <= len(lead) or lemma == word or self._follows(lemma[len(lead) :], lead))
                ):
                    return 0, len(lead)
        if self.heads and not (self.text in ("tag", "land") and _NAMES.fullmatch(word.rstrip("sen"))):
            found = self._head(word) if self._heads_lemma(word, lemma) else None
            return found or (self._infix(word) if self.tails else None)
        return None

    def _heads_lemma(self, word: str, lemma: str) -> bool:
        """Whether it may be the head of a compound that a dictionary enters as `lemma`: Ausländer has no Land, Abendessen no Esse."""
        if not lemma or lemma in self.entries:
            return True
        return any(map(lemma.endswith, self.entries)) or (lemma != word and word.endswith(self.text))

    def _case_fits(self, word: str, *, upper: bool) -> bool:
        if self.capital:
            if len(self.text) <= INFIX and word != self.text and self._is_small(word):  # Mus, but Muss
                return False
            english = len(self.text) >= INFIX and word == self.text + "s" and self._takes_s()
            return upper or word == self.lower or english
        return not (self.alone and upper and word in self.vocabulary.nouns) or word == self.text  # teilen, but Teile

    def _is_small(self, word: str) -> bool:
        """Whether a form of a short noun is rather another word, that may stand at the start of a sentence."""
        known = self.vocabulary
        if word not in known.words or word in known.nouns or word in known.sometimes:
            return False
        plural = word[:-1] if word.endswith("en") else self.text + "e"
        if len(self.text) > SHORT and plural in known.nouns and word == plural + "n":
            return False  # Punkten, Fällen
        return not (len(self.text) == INFIX and word == plural) and not (
            len(self.text) > SHORT and word == self.text + "s" and plural not in known.nouns  # Links, but Rechts
        )

    def _takes_s(self) -> bool:
        """Whether it may be an English word: services; but namens and schweres are German."""
        return not (self.text.endswith(("en", "er", "el", "ive")) or self.vocabulary.declines(self.text[:-1]))

    def _adjective(self, word: str) -> tuple[int, int] | None:
        rest = word[len(self.text) :]
        if _DERIVED.match(rest):  # personalisiert
            return None
        if len(self.text) < INFIX or not self.tails or not word.startswith(self.text):
            return None
        return (0, len(self.text)) if _ADJECTIVE_TAILS.match(rest) else None

    def _follows(self, rest: str, lead: str) -> bool:
        """Whether the rest of a word is what follows in a compound: a linking letter, and one or two known words."""
        if len(self.text) <= SHORT:
            return any(
                rest.removeprefix(link) in self.vocabulary.sure for link in ("", "s", "es") if rest.startswith(link)
            )
        if _DERIVED.match(rest):
            return False
        if len(lead) < len(self.text):  # a lost e, or an adjective: nothing links it, and a noun follows
            return len(rest) > SHORT and self.vocabulary.names(rest)
        if rest[:1] == "s" and len(rest) > SHORT and _COMPOUNDING.search(lead) and _VOWEL.search(rest):
            return True
        agent = lead.endswith("e") and rest[:1] == "r"  # Schrauber-pilot is of no Schraube
        if (
            len(lead) >= LONG
            and len(rest) > SHORT
            and not agent
            and not self._longer(lead, rest)
            and _VOWEL.search(rest)
        ):
            return True
        return any(
            rest.startswith(link)
            and (link in ("", "s", "es") or self._links(link, lead))
            and not _DERIVED.match(rest[len(link) :])
            and self._words(rest[len(link) :])
            for link in _LINKS
        )

    def _links(self, link: str, lead: str) -> bool:
        """Whether the noun links so: Kosten-druck is no Kost, a Lande-bahn no Land, a Heian-zeit no Heia."""
        if link in ("n", "ns"):
            return lead.endswith("e") or (link == "n" and lead.endswith(("er", "el")))
        return lead + link in self.forms if link == "e" or len(lead) == len(self.text) else True

    def _longer(self, lead: str, rest: str) -> bool:
        """Whether a longer known noun begins the word: Einwanderungsgesetze are of no Einwand."""
        return any(lead + rest[:size] in self.vocabulary.nouns for size in range(2, len(rest) + 1))

    def _words(self, text: str) -> bool:
        names = self.vocabulary.names
        if len(text) <= SHORT:
            return text in self.vocabulary.lemmas
        if names(text):
            return True
        cuts = range(SHORT + 1, len(text) - SHORT)
        return any(names(text[cut:]) and self._between(text[:cut]) for cut in cuts)

    def _between(self, middle: str) -> bool:
        """Whether a word may stand between two others of a compound: a noun, linking letters aside."""
        nouns = self.vocabulary.nouns
        return any(middle.endswith(link) and middle[: len(middle) - len(link)] in nouns for link in _LINKS)

    def _before(self, left: str) -> bool:
        """Whether what stands before is a known word, linking letters aside."""
        if left in PREFIXES or not _VOWEL.search(left):
            return False
        if _LOAN.search(left) and len(self.text) >= INFIX:
            return True
        if left in AMBIGUOUS and _DEVERBAL.search(self.text):
            return False  # a Gegenmaßnahme is a Maßnahme, an Unterstützung no Stützung
        known = self.vocabulary.words
        if len(self.text) <= SHORT:
            known = self.vocabulary.nouns
            if left in self.vocabulary.proper:
                return False  # Berlinale
        if len(left) > SHORT and left + "en" in known and not self.vocabulary.is_plural(left + "en"):
            return True  # the stem of a verb: Prüf-stelle
        if len(left) > SHORT and left + "e" in self.vocabulary.sure:
            return True  # Schul-jahr
        return any(
            left.endswith(link)
            and len(left) - len(link) >= SHORT
            and left[: len(left) - len(link)] in known
            and _may_link(left[: len(left) - len(link)], link, self.vocabulary)
            for link in _LINKS
        )

    def _head(self, word: str) -> tuple[int, int] | None:
        if len(self.text) <= INFIX and self.vocabulary.is_infinitive(word):
            return None  # Fangen is no Gen
        longest = min(len(word) - 2, len(self.text) + 5)
        for size in range(longest, max(2, len(self.text) - 2), -1):
            if word[-size:] in self.forms:
                left = word[:-size]
                if self._belongs(left, word) or self._inside(left, word) or not self._resembles(word[-size:]):
                    return None
                if self._before(left) or self._pair(left, word):
                    return len(left), len(word)
        return None

    def _prefixed(self, word: str) -> bool:
        """Whether a word begins like the term by a verb's prefix alone: Verbrechen is of no Verb."""
        prefix = _VERBAL.match(self.text)
        if prefix is None or len(self.text) > INFIX or self.text[prefix.end() :] in self.vocabulary.words:
            return False
        return self.vocabulary.knows(word[prefix.end() :])

    def _resembles(self, form: str) -> bool:
        """Whether a form at the end of a compound still looks like its short term: Romanen are no plural of Anus."""
        return len(self.text) > INFIX or without_umlaut(form).startswith(without_umlaut(self.text)[:-1])

    def _belongs(self, left: str, word: str) -> bool:
        """Whether the last letters before the term are a prefix of it: in Volksabstimmung is no Stimmung."""
        if word.endswith("innen") and self.vocabulary.names(word[:-5]):
            return True  # Wählerinnen, and no Rinne
        tail = word[len(left) :]
        if tail[0] == "s" and not tail.startswith(self.text) and tail[1:] in self.vocabulary.nouns:
            return True  # Kriegsende: its s links
        if tail.startswith("end") and left + "en" in self.vocabulary.words:
            return True  # Studierende, and no Ende
        prefix = _PREFIXED.search(left)
        free = prefix is not None and prefix.group() in ("über", "unter") and len(self.text) >= LONG
        if free and not _DEVERBAL.search(self.text):
            return False  # Unter-verzeichnis
        verb = word[prefix.start() :] if prefix is not None else ""
        if self.vocabulary.names(verb) and (len(verb) > INFIX or verb in self.vocabulary.sure):
            return True
        verbal = _VERBAL.match(word)  # Verbrechen: ver, brechen
        return (
            verbal is not None and 0 < len(left) - verbal.end() < SHORT and self.vocabulary.knows(word[verbal.end() :])
        )

    def _inside(self, left: str, word: str) -> bool:
        """Whether the term only ends a longer word that ends the compound: Energieverschwendung is no Wendung."""
        starts = range(SHORT, len(left) - 1)
        longer = next((at for at in starts if word[at:] in self.vocabulary.lemmas and self._before(left[:at])), None)
        return longer is not None and not self._before(left[longer:]) and not self._pair(left[longer:], word[longer:])

    def _pair(self, left: str, word: str) -> bool:
        """Whether two known words stand before a longer term, or anything before a long one: Provinzvolks-komitee."""
        if len(self.text) < INFIX:
            return False
        if (
            len(self.text) >= LONG
            and len(left) > SHORT
            and _VOWEL.search(left)
            and left not in PREFIXES | AMBIGUOUS
            and word not in self.vocabulary.words
        ):
            return True
        cuts = range(SHORT + 1, len(left) - SHORT)
        return any(self._before(left[:cut]) and self._before(left[cut:]) for cut in cuts)

    def _infix(self, word: str) -> tuple[int, int] | None:
        at = word.find(self.text, SHORT) if len(self.text) >= INFIX else -1
        end = at + len(self.text)
        return (at, end) if at > 0 and self._before(word[:at]) and self._follows(word[end:], self.text) else None


def _cuts_sharp_s(original: str, span: tuple[int, int]) -> bool:
    """Whether a span of the folded word begins or ends inside an ß: Großmutter is of no Gros."""
    at, inside = 0, set()
    for char in original:
        at += 2 if char == "ß" else 1
        if char == "ß":
            inside.add(at - 1)
    return bool(inside.intersection(span))


def _may_link(word: str, link: str, vocabulary: Vocabulary) -> bool:
    """Whether a word links so: Blume-n, Kind-er; but no compound begins with Benutzern."""
    if not link:
        return not (word.endswith("ern") and word[:-1] in vocabulary.nouns and word not in _PLURAL_FIRST)
    return word.endswith("e") if link in ("n", "ns") else link != "er" or takes_er(word)


def stems(forms: Iterable[str]) -> tuple[str, ...]:
    """The fewest strings of which every form begins with one: what a scan has to look for."""
    kept: list[str] = []
    for form in sorted(set(forms)):
        if not kept or not form.startswith(kept[-1]):
            kept.append(form)
    return tuple(kept)
