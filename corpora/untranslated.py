"""Paragraphs that stand in a version as another language has them: copied and never translated.

A translator's copy of the original would otherwise be read as a translation, and its numbers, dates and terms be held
against it. Judged by the words of each language that no text can do without, so that names, code and addresses, which are
the same everywhere, are left alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpora.alignment import Alignment, Unit
from corpora.article import Article, MarkKind, Paragraph, Story
from corpora.languages import LANGUAGES, Lang

_LEAST_LETTERS = 40  # or
_LEAST_WORDS = 5  # below both, a name or a title that stays as it is
_SPEAKS = 0.12  # share of a text's words that are a language's own: 0.3 to 0.5 in running text
_LEAST_SAID = 2.5  # words of the language: "out of the box" alone makes no English paragraph
_RIVAL = 4  # how much rarer the words of the version's own language have to be
_MOSTLY = 0.5  # share of a version's running text from which on the version is untranslated as a whole

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_RUN = re.compile("[!-~]+")  # of letters and marks without a space
_CODE = re.compile(r"[0-9]|[A-Za-z][.(){}<>=\\/|#:@_\[\]]+[A-Za-z]")  # inside such a run: no prose
_LETTERS: Mapping[Lang, re.Pattern[str]] = {  # of a word that can only be of that language
    "vi": re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
    "de": re.compile("[äöüß]"),
}
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_WIDE = re.compile("[ぁ-ヿ㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A paragraph of a version that is in another language than the version."""

    lang: Lang  # of the version
    paragraph: int
    written: Lang  # the language that it is in


@dataclass(frozen=True, slots=True)
class _Words:
    """The running text of a paragraph, without what is the same in every language."""

    words: int
    letters: int  # a Japanese one counts two
    shares: Mapping[Lang, float]  # of the words that only that language has; of the letters in Japanese

    @property
    def enough(self) -> bool:
        return self.letters >= _LEAST_LETTERS or self.words >= _LEAST_WORDS


def find(story: Story, alignment: Alignment) -> tuple[Untranslated, ...]:
    """The untranslated paragraphs of every version, version by version in reading order.

    One is untranslated where it speaks another language that kheo knows and not its version's, or where it is the same as
    a paragraph that its unit has in that language. A story of one version has none. O(characters).
    """
    if len(story.versions) < 2:
        return ()
    copies = _copies(story, alignment)
    return tuple(
        Untranslated(lang, paragraph.index, written)
        for lang, article in story.versions.items()
        for paragraph in article.paragraphs
        if (written := _written(paragraph, lang, copies.get((lang, paragraph.index), ()))) is not None
    )


def whole(story: Story, alignment: Alignment) -> tuple[Lang, ...]:
    """The versions that are untranslated as a whole.

    Most of their running text is untranslated, or some is and all the rest is a copy too, though in words that tell no
    language.
    """
    found = {(one.lang, one.paragraph) for one in find(story, alignment)}
    copies = _copies(story, alignment) if found else {}
    return tuple(
        lang
        for lang in dict.fromkeys(lang for lang, _ in sorted(found))
        if (letters := running(story.versions[lang]))
        and (
            sum(letters[i] for i in letters if (lang, i) in found) >= _MOSTLY * sum(letters.values())
            or all((lang, i) in found or (lang, i) in copies for i in letters)
        )
    )


def held_back(story: Story, alignment: Alignment) -> frozenset[tuple[Lang, int]]:
    """The paragraphs that no check should hold against the other versions: untranslated ones, and all of a version that
    is untranslated as a whole.
    """
    found = frozenset((one.lang, one.paragraph) for one in find(story, alignment))
    return found | {
        (lang, paragraph.index)
        for lang in (whole(story, alignment) if found else ())
        for paragraph in story.versions[lang].paragraphs
    }


def running(article: Article) -> dict[int, int]:
    """How many letters of running text each paragraph of an article has, without those too short to tell a language."""
    read = {paragraph.index: _read(paragraph) for paragraph in article.paragraphs}
    return {index: words.letters for index, words in read.items() if words.enough}


@lru_cache(maxsize=4096)  # several checks ask for the same story
def _read(paragraph: Paragraph) -> _Words:
    text = paragraph.text
    for mark in paragraph.marks:
        if mark.kind is MarkKind.CODE:
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    words = _WORD.findall(_RUN.sub(lambda run: " " if _CODE.search(run.group()) else run.group(), text))
    letters = sum(len(word) + len(_WIDE.findall(word)) for word in words)
    return _Words(len(words), letters, {lang: _share(words, lang) for lang in LANGUAGES})


def tells(lang: Lang) -> bool:
    """Whether a text of a language can be told by its words or letters."""
    return lang == "ja" or lang in _LETTERS or (lang in LANGUAGES and bool(LANGUAGES[lang].grammar))


def _copies(story: Story, alignment: Alignment) -> dict[tuple[Lang, int], tuple[Lang, ...]]:
    """For each paragraph the languages whose share of its unit has the very same words."""
    copies: dict[tuple[Lang, int], tuple[Lang, ...]] = {}
    for unit in alignment.units:
        for group in _alike(story, unit).values():
            if len({lang for lang, _ in group}) > 1:
                for lang, index in group:
                    copies[lang, index] = tuple(dict.fromkeys(other for other, _ in group if other != lang))
    return copies


def _alike(story: Story, unit: Unit) -> dict[tuple[str, ...], list[tuple[Lang, int]]]:
    groups: dict[tuple[str, ...], list[tuple[Lang, int]]] = {}
    for lang in unit.languages:
        for index in unit.paragraphs[lang]:
            key = tuple(word.lower() for word in _WORD.findall(story.versions[lang].paragraphs[index].text))
            groups.setdefault(key, []).append((lang, index))
    return groups


def _written(paragraph: Paragraph, lang: Lang, copied: Sequence[Lang]) -> Lang | None:
    """The language that a paragraph is in, where that is not its version's; None where it is, or nothing tells."""
    read = _read(paragraph)
    if not read.enough or lang not in LANGUAGES:
        return None
    best = max((other for other in LANGUAGES if other != lang), key=lambda other: read.shares[other])
    share = read.shares[best]
    if share <= 0 or read.shares[lang] * _RIVAL > share:
        return None
    sure = share >= _SPEAKS and (best == "ja" or share * read.words > _LEAST_SAID)
    return best if sure or best in copied else None


def _share(words: Sequence[str], lang: Lang) -> float:
    """The share of words that only one language has; 0 where nothing is known of it. Capitals may begin a name."""
    if lang == "ja":
        return sum(len(_KANA.findall(word)) for word in words) / max(1, sum(map(len, words)))
    own, letters = LANGUAGES[lang].grammar, _LETTERS.get(lang)
    count = sum(
        word in own or (letters is not None and word[0].islower() and letters.search(word) is not None)
        for word in words
    )
    return count / max(1, len(words))
