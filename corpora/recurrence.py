"""Lines that stand at the head or foot of several unrelated articles."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from corpora import furniture
from corpora.article import Article, Paragraph, Role
from corpora.languages import Lang, language
from corpora.readers.roles import is_byline, is_caption, is_item, is_name, is_running, is_sentence
from corpora.readers.spacing import width

_RECURS = 3  # articles in which a line must stand to be called recurring,
_RECURS_SHARE = 0.01  # and this share of its language's
_COMPARED = 12  # of the articles with a recurring line, how many are compared with each other


def can_recur(each: Paragraph) -> bool:
    """Whether a recurring line may be furniture: no sentence, caption, list item; an author's name only as the site's, on top."""
    text, role = each.text, each.role
    if width(text) > 80 or role in (Role.CAPTION, Role.ITEM, Role.LEAD) or is_item(text) or is_caption(text):
        return False
    if is_sentence(text) and width(text) > 40:
        return False
    return is_name(text) if each.index == 0 and is_byline(text) else not (role is Role.BYLINE or is_byline(text))


def recurring(articles: Sequence[Article]) -> dict[Lang, frozenset[str]]:
    """Per language, the lines at head or foot that stand in several articles with little else in common."""
    holders: dict[Lang, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    counts = Counter(article.lang for article in articles)
    for number, article in enumerate(articles):
        for line in _edge_lines(article):
            holders[article.lang][line].append(number)
    found: dict[Lang, frozenset[str]] = {}
    for lang, lines in holders.items():
        least = max(_RECURS, _RECURS_SHARE * counts[lang])
        often = {line: numbers for line, numbers in lines.items() if len(numbers) >= least}
        found[lang] = frozenset(line for line, numbers in often.items() if _are_unrelated(articles, numbers))
    return found


def _edge_lines(article: Article) -> Iterable[str]:
    running = [each.index for each in article.paragraphs if is_running(each.text)]
    if not running:
        return set()
    edges: list[Paragraph] = [p for p in article.paragraphs if not running[0] <= p.index <= running[-1]]
    return {key for p in edges if can_recur(p) and (key := furniture.key(p.text))}


def _are_unrelated(articles: Sequence[Article], numbers: Sequence[int]) -> bool:
    """Whether at least three of some articles differ in their words, so that they are no renderings of one text."""
    different: list[frozenset[str]] = []
    for number in numbers[:_COMPARED]:
        words = _words(articles[number])
        if all(len(words & other) <= 0.3 * min(len(words), len(other)) for other in different):
            different.append(words)
        if len(different) >= _RECURS:
            return True
    return False


def _words(article: Article) -> frozenset[str]:
    """The longer words of an article; three syllables where spaces part syllables, three kanji or katakana where nothing does."""
    text = " ".join(each.text for each in article.paragraphs if is_running(each.text)).casefold()
    if not language(article.lang).joiner:
        return frozenset(re.findall(r"(?=([\u30a1-\u30fe\u4e00-\u9fff]{3}))", text))
    if language(article.lang).syllables:
        syllables = text.split()
        return frozenset(f"{a} {b} {c}" for a, b, c in zip(syllables, syllables[1:], syllables[2:], strict=False))
    return frozenset(re.findall(r"[^\W\d_]{7,}", text))
