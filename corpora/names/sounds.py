"""How a name sounds, as its consonants in a few classes, so that katakana meets the spelling that it renders.

A name's vowels are what transcription changes most, and its consonants what it keeps: トランプ and Trump are both TLNP. Where a
spelling leaves the sound open (the ch of Chelsea, Michael and Chicago) the Latin side has several skeletons and katakana one.
"""

import re
from functools import lru_cache
from itertools import pairwise

# Spelling and the classes it may stand for, the longest first; ^ and $ are the ends of the word. r is one at the end of a
# word and R one before a consonant: both are often lengthened away (ポーター). A is a first vowel, or what is heard as one.
_SPELLED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"tsch|tch|cz", ("T",)),
    (r"d[gj](?=[aeiouy])", ("S", "DG")),
    (r"kh", ("K", "")),
    (r"sch", ("S", "SK")),
    (r"\^ng(?=[aeiouhy])", ("N", "G")),
    (r"ng(?=[eiy])", ("NG", "NS", "N")),
    (r"ng", ("N", "NG")),
    (r"ch", ("T", "K", "S")),
    (r"sh", ("S",)),
    (r"ph", ("F",)),
    (r"th", ("S", "T")),
    (r"gh", ("G", "")),
    (r"\^tr", ("TL", "T")),
    (r"ck|cc(?![eiy])|qu?|k+", ("K",)),
    (r"s?c(?=[eiy])", ("S",)),
    (r"c", ("K",)),
    (r"tz|ts", ("TS",)),
    (r"z+", ("S", "TS")),
    (r"\^x", ("S",)),
    (r"x", ("KS",)),
    (r"\^j", ("S", "A")),
    (r"j", ("S", "")),
    (r"gg?(?=[eiy])", ("G", "S")),
    (r"g+\$", ("G", "K")),
    (r"g+", ("G",)),
    (r"s+", ("S",)),
    (r"m(?=[bfp])", ("N",)),
    (r"m+", ("M",)),
    (r"n+", ("N",)),
    (r"d+t?\$", ("D", "T")),
    (r"d+t?d*", ("D",)),
    (r"t+", ("T",)),
    (r"\^v", ("B", "F")),
    (r"v\$", ("F", "B")),
    (r"v+", ("B",)),
    (r"b+\$", ("B", "P")),
    (r"b+", ("B",)),
    (r"p+", ("P",)),
    (r"f+", ("F",)),
    (r"l+", ("L",)),
    (r"r+(?=[aeiouy])", ("L",)),
    (r"r+\$", ("r",)),
    (r"r+", ("R",)),
    (r"\^[aeiouhwy]", ("A",)),
)
_CLUSTER = re.compile(r"\^?[bcdfghjklmnpqrstvxz]+.|\^.")  # the consonants between two vowels, with what follows them
_SPELLING = re.compile("|".join(f"({pattern})" for pattern, _ in _SPELLED))
_CLASSES = tuple(classes for _, classes in _SPELLED)
_MOST = 6  # skeletons of one word before a further choice is settled by its first class

_ROWS = (
    ("", "アイウエオァィゥェォヤユヨャュョワヮヰヱヲハヒヘホッー"),
    ("K", "カキクケコヵヶ"),
    ("G", "ガギグゲゴ"),
    ("S", "サシスセソザジズゼゾヂヅ"),
    ("T", "タチテト"),
    ("TS", "ツ"),
    ("D", "ダデド"),
    ("N", "ナニヌネノン"),
    ("F", "フ"),
    ("B", "バビブベボヴヷヸヹヺ"),
    ("P", "パピプペポ"),
    ("M", "マミムメモ"),
    ("L", "ラリルレロ"),
)
_GEMINATE = re.compile("ン(?=[ナニヌネノ])")  # アンナ, which is spelled with as many n as you like
_KANA = {ord(kana): sound for sound, row in _ROWS for kana in row}


def spelled(word: str) -> tuple[str, ...]:
    """The skeletons that a word in lower-case Latin letters without diacritics may have; "" where nothing sounds."""
    found = [""]
    for cluster in _CLUSTER.findall(f"^{word}$"):
        classes = _classes(cluster)
        if len(classes) == 1:
            found = [skeleton + classes[0] for skeleton in found]
        else:
            found = [skeleton + one for one in classes for skeleton in found][:_MOST]
    if "r" in word:
        found = [variant for skeleton in found for variant in _rhotic(skeleton)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=16384)
def _classes(cluster: str) -> tuple[str, ...]:
    """What the consonants between two vowels may be."""
    found = [""]
    for match in _SPELLING.finditer(cluster):
        found = [classes + one for one in _CLASSES[(match.lastindex or 1) - 1] for classes in found][:_MOST]
    return tuple(dict.fromkeys(found))


def _rhotic(skeleton: str) -> tuple[str, ...]:
    """Every r said; none said that no vowel follows; all said but the last letter of the word."""
    silent = skeleton.replace("r", "")
    return skeleton.replace("r", "L").replace("R", "L"), silent.replace("R", ""), silent.replace("R", "L")


def kana(word: str) -> str:
    """The skeleton of a word in katakana."""
    heard = _GEMINATE.sub("", word).translate(_KANA)
    return heard if word[:1].translate(_KANA) else "A" + heard


def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word, and each two neighbours as one: katakana writes both ロサンゼルス and ロス・アンゼルス."""
    return words + tuple(one + other for one, other in pairwise(words))
