"""Japanese made comparable: NFKC, ヴ, the middle dot; other spellings of a term; and where a match may not be cut out."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations

from glossary.folding.kanji import NEW_KANJI
from glossary.folding.offsets import Cluster, Folded, after, compose, replace
from glossary.folding.plain import lower, plain

_V = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴュ": "ビュ", "ヴ": "ブ"}
_W = re.compile("ウ[ィェォ]")
_W_LARGE = {"ィ": "イ", "ェ": "エ", "ォ": "オ"}
_OLD_KANJI = re.compile(f"[{''.join(map(chr, NEW_KANJI))}]")
_REPEATED = re.compile("[々ゝゞヽヾ]")
_REPEATS = re.compile(r"([\u3400-\u9fff])(々+)|([ぁ-ゖァ-ヺ])([ゝゞヽヾ]+)")
_UNVOICED = frozenset("かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ")
_NAME_DOT = re.compile(r"(?<=[\u30a1-\u30faー])(?:[·•‧゠=]| (?=[\u30a1-\u30fa]))(?=[\u30a1-\u30fa])")
_KANJI = r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ]"
_KATAKANA = re.compile(r"[\u30a1-\u30faー]")
_KANA_LETTERS = frozenset("ー" + "".join(map(chr, range(0x30A1, 0x30FB))))
_CONTINUING = frozenset("ーァィゥェォャュョヮ")  # what follows within one mora
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
_LONG = re.compile(r"(?<=[\u30a1-\u30faー]{2}[\u30a1-\u30fa])ー$")
_SHORT = re.compile(r"(?<=[\u30a1-\u30faー]{3})(?<=[^ァゥェォュョッン])$")
_PLAYERS = ("ドラマー", "サッカー")  # words that are others without their last ー, or hardly ever lack it
_INNER_LONG = re.compile(r"(?<=[\u30a1-\u30faー]{2}[カガサザタダナハバパマヤラワャ])ー(?=[\u30a1-\u30fa])")
_EI = re.compile(
    r"(?<=[エケセテネヘメレゲゼデベペェ])([イー])(?=[\u30a1-\u30fa])|(?<=[ケセテネヘメレゲゼデベペェ])([イー])$"
)
_DAI = re.compile(r"第([一二三四五六七八九]|[1-9])(?![〇一二三四五六七八九十百千0-9])")
_JAPANESE = r"[ぁ-ゖァ-ヺー々〆ヶ\u3400-\u9fff]"
_SPACE = re.compile(rf"(?<=[a-z0-9]) (?={_JAPANESE})|(?<={_JAPANESE}) (?=[a-z0-9])")
_NO_SPACE = re.compile(rf"(?<=[a-z0-9])(?={_JAPANESE})|(?<={_JAPANESE})(?=[a-z0-9])")
_LATIN_SINGULAR = re.compile(r"(?<=[a-z]{3})(?<=[^sxyz])$")
_KANJI_DIGITS = "一二三四五六七八九"
_MOST_SPELLINGS = 24
_SHORT_HIRAGANA = re.compile("[ぁ-ゖー]{1,3}")
_IS_HIRAGANA = re.compile("[ぁ-ゖ]")
_PARTICLES = frozenset("はがをにのもとでやへか")
_BEFORE_HIRAGANA = _PARTICLES | frozenset("いうくしたてなばりるれん")  # and how words before it may end
_AFTER_HIRAGANA = _PARTICLES | frozenset("さしだなまよね")
_SHORT_KANA, _SHORT_KATAKANA, _LONG_KATAKANA = 3, 3, 5
_REST = 4  # letters of katakana beside a short term that are a word of their own
_PARTS_OF_WORDS = (
    "・ランド・フラン・ティー・ディー・チャン・ポート・ハード・ビーズ・スター・セント・ニュー・グラム・ハウス・メロン・カルタ・ガリア・"
    "レーン・ケージ・ペット・ポーズ・ベース・ソース・リング・ケット・ラルド・"
)
_LONGEST_RUN = 9  # characters of katakana on one side of a term; no packaged word has more
_MOST_AFFIXES = 4
_TRANSPARENT = frozenset("内外間別各両全同本総我")  # may touch a term of one character


def fold(text: str) -> Folded:
    """Fold width and compatibility forms, case, dashes, old and variant kanji, iteration marks, ウィ to ウイ, ヴ to バ or ブ."""
    composed = compose(text, "NFKC")
    small = plain(lower(composed.text))
    if _OLD_KANJI.search(small):
        small = small.translate(NEW_KANJI)
    if _REPEATED.search(small):
        small = _REPEATS.sub(_repeat, small)
    if "ウ" in small:
        small = _W.sub(lambda match: "ウ" + _W_LARGE[match.group()[1]], small)
    small = _NAME_DOT.sub(_DOT, small)
    folded = Folded(small, composed.clusters)
    return after(replace(small, _V), folded) if "ヴ" in small else folded


def _repeat(match: re.Match[str]) -> str:
    char, marks = match.group(1) or match.group(3), match.group(2) or match.group(4)
    if marks[0] in "ゞヾ" and char in _UNVOICED:
        return char + chr(ord(char) + 1) * len(marks)
    return char * (1 + len(marks))


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

    取り組み is also 取組み and 取組, 引っ越し also 引越し and 引越, サーバールーム also サーバルーム, メイン also メーン, 第二次 also
    第2次; the way back (取組 to 取り組み) is no rule but knowledge. A space between Latin and Japanese letters is a matter of house
    style (JITコンパイラ, JIT コンパイラ), and a Latin word may keep its plural (default gems).
    """
    found = [term]
    if _DOT in term.strip(_DOT):
        found.append(term.replace(_DOT, ""))
    found += _fewer_okurigana(term)
    found.append(_PROCEDURE.sub("手続", term))
    for spelled in tuple(found):
        found += [spelled if spelled in _PLAYERS else _LONG.sub("", spelled), _SHORT.sub("ー", spelled)]
    for rule, change in ((_INNER_LONG, ""), (_EI, _other_long), (_DAI, _other_digit)):
        found += [rule.sub(change, spelled) for spelled in tuple(found) if len(spelled) > 2 and rule.search(spelled)]
    found += [_LATIN_SINGULAR.sub("s", term), _SPACE.sub("", term), _NO_SPACE.sub(" ", term)]
    return tuple(dict.fromkeys(found))[:_MOST_SPELLINGS]


def _other_long(match: re.Match[str]) -> str:
    return "ー" if match.group() == "イ" else "イ"


def _other_digit(match: re.Match[str]) -> str:
    digit = match.group(1)
    at = _KANJI_DIGITS.find(digit)
    return f"第{at + 1}" if at >= 0 else f"第{_KANJI_DIGITS[int(digit) - 1]}"


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
    return len(term) == 1 or bool(_LATIN.search(edges) or _KATAKANA.search(edges) or _SHORT_HIRAGANA.fullmatch(term))


def stands(text: str, start: int, end: int) -> bool:
    """Whether a match in a folded text is no piece cut out of a longer word.

    Terms of two characters and more are only checked where scripts join. Latin inside a Latin word never stands, nor does
    what cuts katakana within a mora. What begins or ends inside a run of katakana needs known words in the rest of it:
    ガスマスク has マスク, プログラム has no ラム. Two or three hiragana need a particle or another script on either side. A term of
    one kanji must be the whole of its run of kanji, but for affixes (省内, 各社). On 20,101 news sentences a tokenizer's veto of
    the longer terms costs twice as many right matches as it saves.
    """
    before, after_ = text[start - 1 : start], text[end : end + 1]
    first, last = text[start], text[end - 1]
    opens, closes = (
        before in _KANA_LETTERS and first in _KANA_LETTERS,
        after_ in _KANA_LETTERS and last in _KANA_LETTERS,
    )
    if opens or closes:
        return not (closes and after_ in _CONTINUING) and _katakana_stands(text, start, end)
    if first in _KANA_LETTERS and last in _KANA_LETTERS:
        return True
    if _LATIN.match(before) and _LATIN.match(first):
        return False
    if _LATIN.match(after_) and _LATIN.match(last):
        return False
    if end - start <= _SHORT_KANA and _SHORT_HIRAGANA.fullmatch(text, start, end):
        return _between_particles(before, after_, end - start)
    return end - start > 1 or _alone(text, start, end)


def _katakana_stands(text: str, start: int, end: int) -> bool:
    left, right = start, end
    if text[start] in _KANA_LETTERS:
        while start - left < _LONGEST_RUN and text[left - 1 : left] in _KANA_LETTERS:
            left -= 1
    if text[end - 1] in _KANA_LETTERS:
        while right - end < _LONGEST_RUN and text[right : right + 1] in _KANA_LETTERS:
            right += 1
    if end - start >= _LONG_KATAKANA and (left == start or right == end):
        return True
    rest = text[left:start] + text[end:right]
    short = end - start <= _SHORT_KATAKANA
    if short and f"・{text[start:end]}・" in _PARTS_OF_WORDS:
        return False
    if short and text[left:right] in katakana() and (len(rest) < _REST or rest not in katakana()):
        return False  # and not カスタムフック, which is カスタム and フック
    return (left == start or text[left:start] in katakana()) and (right == end or text[end:right] in katakana())


def _between_particles(before: str, following: str, size: int) -> bool:
    left = _BEFORE_HIRAGANA if size > 1 else _PARTICLES
    return (not _IS_HIRAGANA.match(before) or before in left) and (
        not _IS_HIRAGANA.match(following) or following in _AFTER_HIRAGANA
    )


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a term of one character has nothing but affixes beside it in its run of kanji."""
    if not _IS_KANJI.match(text[start]):
        return True
    left, right = start - 1, end
    while left >= 0 and text[left] in _TRANSPARENT and start - left <= _MOST_AFFIXES:
        left -= 1
    while right < len(text) and text[right] in _TRANSPARENT and right - end <= _MOST_AFFIXES:
        right += 1
    return not (left >= 0 and _IS_KANJI.match(text[left])) and not _IS_KANJI.match(text[right : right + 1])


@cache
def katakana() -> frozenset[str]:
    """The packaged words in katakana, folded."""
    data = files("glossary.folding").joinpath("katakana_words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode().split("\n"))
