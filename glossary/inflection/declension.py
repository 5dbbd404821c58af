"""German endings: what articles, adjectives and contractions look like in each case, number and gender."""

from collections.abc import Iterator
from dataclasses import dataclass

CASES = ("nominative", "accusative", "dative", "genitive")
GENDERS = ("m", "f", "n")
PLURAL = "p"  # the fourth column of every table: the plural has no gender
DECLENSIONS = ("strong", "weak", "mixed")

_ADJECTIVES = {
    "strong": {"m": "er en em en", "f": "e e er er", "n": "es es em en", "p": "e e en er"},
    "weak": {"m": "e en en en", "f": "e e en en", "n": "e e en en", "p": "en en en en"},
    "mixed": {"m": "er en en en", "f": "e e en en", "n": "es es en en", "p": "en en en en"},
}
_DETERMINERS = {
    "der": {"m": "er en em es", "f": "ie ie er er", "n": "as as em es", "p": "ie ie en er"},
    "dieser": {"m": "er en em es", "f": "e e er er", "n": "es es em es", "p": "e e en er"},
    "ein": {"m": " en em es", "f": "e e er er", "n": "  em es", "p": "e e en er"},
}
_AFTER = {"der": "weak", "dieser": "weak", "ein": "mixed"}  # the declension of the adjectives after each
_STEMS = {
    "der": ("d",),
    "dieser": ("dies", "jed", "jen", "welch", "all", "manch", "jeglich"),
    "ein": ("ein", "kein", "mein", "dein", "sein", "ihr", "unser"),
}
_NO_PLURAL = frozenset({"ein", "jed"})
_ONLY_PLURAL = frozenset({"all"})
_CONTRACTED = {
    ("in", "dem"): "im", ("an", "dem"): "am", ("bei", "dem"): "beim", ("von", "dem"): "vom", ("zu", "dem"): "zum",
    ("zu", "der"): "zur", ("in", "das"): "ins", ("an", "das"): "ans", ("auf", "das"): "aufs", ("für", "das"): "fürs",
    ("durch", "das"): "durchs", ("um", "das"): "ums",
}  # fmt: skip
_APART = {contracted: pair for pair, contracted in _CONTRACTED.items()}
_ALWAYS = frozenset(["im", "am", "beim", "vom", "zum", "zur"])  # what a writer contracts wherever it can be
# The cases that a preposition governs. Those that are conjunctions too (während, seit, bis, um, ohne, statt) prove nothing.
_GOVERNED = {
    "für durch gegen": ("accusative",),
    "mit nach bei von zu aus gegenüber samt außer": ("dative",),
    "in an auf über unter vor hinter neben zwischen": ("accusative", "dative"),
    "innerhalb außerhalb aufgrund infolge hinsichtlich bezüglich mittels anhand angesichts mithilfe seitens zugunsten "
    "anlässlich zwecks unterhalb oberhalb jenseits mangels namens": ("genitive",),
    "wegen trotz laut gemäß dank entsprechend einschließlich": ("dative", "genitive"),
}
PREPOSITIONS = {word: cases for words, cases in _GOVERNED.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the tables, but for the gender."""

    case: str
    plural: bool
    declension: str  # of the adjectives

    def column(self, gender: str) -> str:
        """The column of the tables for a gender; the plural has its own."""
        return PLURAL if self.plural else gender


@dataclass(frozen=True, slots=True)
class Determiner:
    """An article, or what stands for one, as far as it does not inflect."""

    kind: str  # der, dieser or ein: the table of its endings
    stem: str
    preposition: str = ""  # that it is contracted with: zur is zu and der

    @property
    def declension(self) -> str:
        """Of the adjectives that follow."""
        return _AFTER[self.kind]

    def form(self, slot: Slot, gender: str) -> str:
        """The word in a place of the tables, without its preposition; empty where it has none."""
        if self.stem in (_NO_PLURAL if slot.plural else _ONLY_PLURAL):
            return ""
        return self.stem + _cell(_DETERMINERS[self.kind], slot, gender).strip()


def determiners(word: str) -> Iterator[Determiner]:
    """What a word in lower case may be as a determiner; nothing where it is none."""
    preposition, article = _APART.get(word, ("", word))
    for kind, stems in _STEMS.items():
        for stem in stems:
            ending = article.removeprefix(stem)
            if article.startswith(stem) and any(ending in cells.split(" ") for cells in _DETERMINERS[kind].values()):
                yield Determiner(kind, stem, preposition)


def article_of(word: str) -> str:
    """A determiner in lower case without the preposition that it is contracted with."""
    return _APART.get(word, ("", word))[1]


def contract(preposition: str, article: str) -> str:
    """A preposition and an article as a writer joins them: in and dem are im, in and der stay two words."""
    joined = _CONTRACTED.get((preposition, article), "")
    return joined if joined in _ALWAYS else f"{preposition} {article}"


def adjective_ending(slot: Slot, gender: str) -> str:
    """The ending of an adjective before its noun."""
    return _cell(_ADJECTIVES[slot.declension], slot, gender)


def slots() -> Iterator[Slot]:
    """Every place of the tables."""
    for case in CASES:
        for declension in DECLENSIONS:
            yield Slot(case, False, declension)
            yield Slot(case, True, declension)


def _cell(table: dict[str, str], slot: Slot, gender: str) -> str:
    return table[slot.column(gender)].split(" ")[CASES.index(slot.case)]
