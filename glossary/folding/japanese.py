"""Japanese made comparable: NFKC, ヴ, the middle dot; other spellings of a term; and where a match may not be cut out."""

import re
from collections.abc import Iterator
from itertools import combinations

from glossary.folding.offsets import Cluster, Folded, after, compose, replace
from glossary.folding.plain import lower, plain

_V = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴュ": "ビュ", "ヴ": "ブ"}
_KANJI = r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ]"
_KATAKANA = re.compile(r"[\u30a1-\u30faー]")
_CONTINUES = re.compile(r"[ーァィゥェォャュョヮ]")  # what follows within one mora
_LATIN = re.compile(r"[a-zà-öø-ÿ0-9]")
_IS_KANJI = re.compile(_KANJI)
_DOT = "・"
_PROCEDURE = re.compile("手続き$")
_STEM_KANA = "いきぎしじちびみりえけげせぜてねべめれ"  # the last kana of verb stems that make nouns: 取り組み
_INNER = re.compile(rf"(?<={_KANJI})(?<!及)[っ{_STEM_KANA}](?={_KANJI})(?!方)")  # not 見え方, nor 及び
_MOST_INNER = 3  # of one term that are left out one by one, too
_FINAL = re.compile(rf"(?<={_KANJI}{_KANJI})[{_STEM_KANA}]$")
_LONG_FINAL = re.compile(rf"(?<={_KANJI}{_KANJI})[かがさたまらわ](?=[{_STEM_KANA}]$)")  # 打ち合わせ, 取り締まり
# Words of their own that okurigana tell apart: 生き物 is a creature, 生物 biology.
_OTHER_WORDS = frozenset(
    (
        "上下",
        "作物",
        "出入",
        "切手",
        "助手",
        "勝負",
        "売買",
        "投手",
        "書物",
        "流星",
        "生死",
        "生物",
        "組合",
        "落着",
        "見物",
        "読書",
        "選手",
        "食物",
        "飲食",
    )
)
_LONG = re.compile(r"(?<=[\u30a1-\u30faー][\u30a1-\u30fa])ー$")
_SHORT = re.compile(r"(?<=[\u30a1-\u30faー]{3})(?<=[^ァィゥェォャュョッン])$")
_TRANSPARENT = frozenset("内外間別各両全同本総我")  # may touch a term of one character


def fold(text: str) -> Folded:
    """Fold width and compatibility forms, case, dashes, and ヴ to バ or ブ."""
    composed = compose(text, "NFKC")
    folded = Folded(plain(lower(composed.text)), composed.clusters)
    return after(replace(folded.text, _V), folded) if "ヴ" in folded.text else folded


def without_dots(folded: Folded) -> Folded:
    """Leave out the middle dots: 政治・社会組織 is 政治社会組織."""
    text = folded.text
    clusters: list[Cluster] = []
    parts: list[str] = []
    done = length = 0
    for dot in re.finditer(f"(?<=[^{_DOT}]){_DOT}+", text):
        parts.append(text[done : dot.start()])
        length += dot.start() - done
        clusters.append(Cluster(length - 1, length, dot.start() - 1, dot.end()))
        done = dot.end()
    parts.append(text[done:])
    return after(Folded("".join(parts), tuple(clusters)), folded)


def spellings(term: str) -> tuple[str, ...]:
    """A folded term, and how else it may be spelled: without dots, with fewer okurigana, with or without a last ー.

    取り組み is also 取組み and 取組, 引っ越し also 引越し and 引越, サーバー also サーバ; the way back (取組 to 取り組み) is no
    rule but knowledge.
    """
    found = [term]
    if _DOT in term.strip(_DOT):
        found.append(term.replace(_DOT, ""))
    found += _fewer_okurigana(term)
    found.append(_PROCEDURE.sub("手続", term))
    for spelled in tuple(found):
        found += [_LONG.sub("", spelled), _SHORT.sub("ー", spelled)]
    return tuple(dict.fromkeys(found))


def _fewer_okurigana(term: str) -> Iterator[str]:
    """A compound without its inner okurigana, some or all, and then without the last, unless that is another word."""
    inner = [match.start() for match in _INNER.finditer(term)]
    if not inner:
        return
    fewest = 1 if len(inner) <= _MOST_INNER else len(inner)
    for count in range(fewest, len(inner) + 1):
        for left_out in combinations(inner, count):
            fewer = "".join(char for at, char in enumerate(term) if at not in left_out)
            for spelled in (fewer, _LONG_FINAL.sub("", fewer), _FINAL.sub("", fewer)):
                if spelled not in _OTHER_WORDS:
                    yield spelled


def joins(term: str) -> bool:
    """Whether `stands` has anything to say of a folded term: if not, it always stands."""
    edges = term[0] + term[-1]
    return len(term) == 1 or bool(_LATIN.search(edges) or _KATAKANA.search(edges))


def stands(text: str, start: int, end: int) -> bool:
    """Whether a match in a folded text is no piece cut out of a longer word.

    Terms of two characters and more are only checked where scripts join: Latin inside a Latin word never stands, katakana
    not with katakana on both sides of it, nor cut within a mora. A term of one kanji must be the whole of its run of
    kanji, but for affixes (省内, 各社). On 20,101 news sentences a tokenizer's veto of the longer terms costs twice as
    many right matches as it saves.
    """
    before, after_ = text[start - 1 : start], text[end : end + 1]
    if _LATIN.match(before) and _LATIN.match(text[start]):
        return False
    if _LATIN.match(after_) and _LATIN.match(text[end - 1]):
        return False
    if _CONTINUES.match(after_) and _KATAKANA.match(text[end - 1]):
        return False
    if _KATAKANA.match(before) and _KATAKANA.match(text[start]) and _KATAKANA.match(after_):
        return not _KATAKANA.match(text[end - 1])
    return end - start > 1 or _alone(text, start, end)


def _alone(text: str, start: int, end: int) -> bool:
    left, right = start, end
    while left > 0 and _IS_KANJI.match(text[left - 1]):
        left -= 1
    while right < len(text) and _IS_KANJI.match(text[right]):
        right += 1
    return set(text[left:start] + text[end:right]) <= _TRANSPARENT
