"""Cleaning: page furniture goes, each line of it with its reason; datelines and source lines become metadata.

Two layers: what the patterns of furniture.toml say of a line where it stands, and what recurs in other articles at the
head or the foot. When in doubt a line stays: a button too many is a nuisance, a paragraph too few is a loss.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, takewhile

from corpora import datelines, furniture, recurrence
from corpora.article import Article, Paragraph, Role
from corpora.finding import Finding, Place
from corpora.languages import words
from corpora.readers.roles import is_byline, is_caption, is_name, is_running, is_sentence, is_titular
from corpora.readers.spacing import is_japanese, width

_SENTENCE = 60  # columns from which on a line below an end label counts as more than a label
_SHORT_SENTENCE = 40  # columns from which on a sentence shows that the article's text has begun
_HEADLINE = 200  # columns beyond which no headline goes
_HEAD = 6  # paragraphs in which a dateline may stand even below running text, such as a lead
_QUOTES = tuple("\"'“”„‟«»‘’‚‹›「」『』")
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("『", "』"), ("(", ")"), ("（", "）"), ("[", "]"))
_DANGLING = rf"\b(?:{'|'.join(map(re.escape, words('unfinished')))})$"


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Articles without furniture, in the order given, and a finding for each line that went."""

    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Removal:
    """Why a paragraph goes."""

    code: str
    reason: str
    dateline: bool = False  # it is one, which may stand within a recurring head or foot


def clean(articles: Sequence[Article]) -> Cleaning:
    """Remove the furniture of articles, also what shows as such only by recurring among them.

    Linear in the text. Drafts may be given among the articles: what recurs only in renderings of one text stays.
    """
    found = recurrence.recurring(articles)
    cleaned: list[Article] = []
    findings: list[Finding] = []
    for article in articles:
        kept, said = _cleaned(article, found.get(article.lang, frozenset()))
        cleaned.append(kept)
        findings.extend(said)
    return Cleaning(tuple(cleaned), tuple(findings))


def _cleaned(article: Article, recurring: frozenset[str]) -> tuple[Article, list[Finding]]:
    page = _Page(article, recurring)
    page.find_datelines()
    page.find_addresses()
    page.find_labels()
    page.find_title_copies()
    page.find_foot()
    page.find_boxes()
    page.find_recurring()
    page.find_counts()
    if len(page.removals) == len(article.paragraphs):
        return article, []  # nothing but furniture: it is no page, so it stays as it is
    findings = [page.finding(index) for index in sorted(page.removals)]
    kept = [each for each in article.paragraphs if each.index not in page.removals]
    if (
        any(article.paragraphs[i].role is Role.TITLE for i in page.removals)
        and is_titular(kept[0].text)
        and len(kept) > 1
    ):
        kept[0] = replace(kept[0], role=Role.TITLE)
    paragraphs = tuple(replace(each, index=index) for index, each in enumerate(kept))
    published = article.published or page.published
    return replace(article, paragraphs=paragraphs, published=published, url=article.url or page.url), findings


class _Page:
    """One article while its furniture is found: which paragraphs go, and why."""

    def __init__(self, article: Article, recurring: frozenset[str]) -> None:
        self.article = article
        self.texts = [each.text for each in article.paragraphs]
        self.removals: dict[int, _Removal] = {}
        self.published: date | None = None
        self.updated = False  # whether that is the day of a change
        self.url = ""
        self.verdicts = [furniture.verdict(text, article.lang) for text in self.texts]
        self.foot = self._foot()
        running = [i for i, text in enumerate(self.texts[: self.foot]) if is_running(text)]
        self.first = running[0] if running else len(self.texts)
        self.last = running[-1] if running else -1
        self.recurs = [
            furniture.key(each.text) in recurring and recurrence.can_recur(each) for each in article.paragraphs
        ]
        self._keep_headings()
        self.title = self._title()

    def _title(self) -> Paragraph | None:
        """The title, or where a plain text begins with furniture, the first line that can be one below it."""
        first = next((each for each in self.article.paragraphs if each.role is Role.TITLE), None)
        if first is None or first.line == 0:
            return first
        above = takewhile(lambda each: not is_running(each.text), self.article.paragraphs[first.index :])
        near = list(islice(above, _HEAD))
        sure = (each for each in near if self._can_be_title(each))
        return next(sure, next((each for each in near if self._can_be_title(each, named=True)), first))

    def _can_be_title(self, each: Paragraph, *, named: bool = False) -> bool:
        """Whether a line can be the title; with `named` also one that could be a name, such as "New School"."""
        text = each.text
        named = is_caption(text) or (is_byline(text) and not (named and is_name(text)))
        plain = (
            self.verdicts[each.index] is None
            and not self.recurs[each.index]
            and not (named and each.role is not Role.TITLE)
        )
        return plain and is_titular(text) and datelines.dateline(text, self.article.lang) is None

    def is_title(self, index: int) -> bool:
        """Whether a paragraph is the article's title."""
        return self.title is not None and index == self.title.index

    def remove(self, index: int, code: str, reason: str, *, dateline: bool = False) -> None:
        self.removals.setdefault(index, _Removal(code, reason, dateline))

    def finding(self, index: int) -> Finding:
        removal, each = self.removals[index], self.article.paragraphs[index]
        place = Place(self.article.id, self.article.lang, line=each.line)
        return Finding(removal.code, place, f"removed {each.text!r}: {removal.reason}")

    def at_edge(self, index: int) -> bool:
        return index < self.first or index > self.last

    def _keep_headings(self) -> None:
        """Forget the verdict on labels that are headings: alone between running text, and the text below is about them."""
        lines = {i for i, said in enumerate(self.verdicts) if said is not None and said.kind is furniture.Kind.LINE}
        headings = sum(self._is_over_text(i) for i in range(1, self.last) if i not in lines)
        begun = next((i for i, t in enumerate(self.texts) if is_sentence(t) and width(t) >= _SHORT_SENTENCE), self.last)
        keys = {i: furniture.key(self.texts[i]) for i, said in enumerate(self.verdicts) if said is not None}
        counts = Counter(keys.values())
        for index in range(begun + 1, min(self.last, self.foot)):
            if index not in keys or index - 1 in keys or counts[keys[index]] > 1:
                continue
            text, below = self.texts[index : index + 2]
            if not (is_running(below) and _may_be_heading(text)):
                continue
            if headings > 1 or furniture.is_named(text, below):
                self.verdicts[index] = None

    def _is_over_text(self, index: int) -> bool:
        text, below = self.texts[index], self.texts[index + 1]
        return width(text) < _SENTENCE and not is_sentence(text) and is_sentence(below) and width(below) > width(text)

    def _foot(self) -> int:
        """Where the foot of the page begins: the first end label with nothing but headlines and labels below it."""
        for index, text in enumerate(self.texts):
            if furniture.is_end(text) and self._is_foot(index):
                return index
        return len(self.texts)

    def _is_foot(self, index: int) -> bool:
        above = [text for text, said in zip(self.texts[:index], self.verdicts, strict=False) if said is None]
        below = [t for t, said in zip(self.texts[index + 1 :], self.verdicts[index + 1 :], strict=True) if said is None]
        sentences = sum(is_sentence(text) and width(text) >= _SENTENCE for text in below)
        if any(_is_article_like(text) for text in below) or sum(map(is_running, above)) < max(1, sentences):
            return False
        long = sum(width(text) >= _SENTENCE for text in below)
        if furniture.is_weak_end(self.texts[index]):
            return all(is_titular(text) for text in below)
        return sentences <= max(1, long / 2)

    def find_datelines(self) -> None:
        """Datelines at the head, or below the text; a chronicle's dates stay."""
        lines = {i: datelines.dateline(text, self.article.lang) for i, text in enumerate(self.texts[: self.foot])}
        found = {i: line for i, line in lines.items() if line is not None}
        going: list[int] = []
        inside = [i for i in found if not self.at_edge(i) and i > _HEAD]
        for index, line in found.items():
            if index in inside or not (self.at_edge(index) or index <= _HEAD):
                continue
            if (inside and not line.labelled) or self._is_chronicle(found, index):
                continue
            if self.published is None or (not line.updated and self.updated):
                self.published, self.updated = line.day, line.updated
            if line.whole and not (index == 0 and self.article.paragraphs[0].line == 0):
                going.append(index)
        kept = self.article.published or self.published
        for index in going:
            day = kept.isoformat() if kept else "unknown"
            self.remove(index, "C103", f"a dateline; the date of publication is {day}", dateline=True)

    def _is_chronicle(self, found: Mapping[int, datelines.Dateline], index: int) -> bool:
        """Whether different dates stand over sentences, as headings of a chronicle do: two bare ones, or three with more."""
        over = [i for i in found if i + 1 < len(self.texts) and is_sentence(self.texts[i + 1])]
        alike = {found[i].day for i in over if found[i].labelled == found[index].labelled}
        return index in over and len(alike) > (2 if found[index].labelled else 1)

    def find_addresses(self) -> None:
        """Source lines with an address; the first becomes the article's."""
        for index, text in enumerate(self.texts):
            label = index > 0 and furniture.key(self.texts[index - 1]) in furniture.words("sources")
            address = datelines.source_address(text, after_label=label)
            if address:
                self.url = self.url or address
                self.remove(index, "C103", f"a source line; {address} is kept as the article's address")
                if label and not datelines.source_address(text):
                    self.remove(index - 1, "C101", "the label of a source")

    def find_labels(self) -> None:
        """Lines that patterns call furniture, where they stand."""
        for index, said in enumerate(self.verdicts):
            if said is None or self.is_title(index):
                continue
            above_title = self.title is not None and index <= self.title.index
            if (
                said.kind is furniture.Kind.LINE
                or (said.kind is furniture.Kind.EDGE and self.at_edge(index))
                or (
                    said.kind is furniture.Kind.SECTION
                    and (above_title or index > max(self.last, 0))
                    and index < self.first
                )
                or (said.kind is furniture.Kind.SECTION and self._ends_page(index))
            ):
                self.remove(index, "C101", said.reason)

    def _ends_page(self, index: int) -> bool:
        """Whether nothing but furniture follows a section's name below the text, and more such names stand there."""
        rest = self.verdicts[index:]
        names = sum(said is not None and said.kind is furniture.Kind.SECTION for said in self.verdicts[self.last + 1 :])
        return index > self.last >= 0 and all(said is not None for said in rest) and names > 1

    def find_title_copies(self) -> None:
        """Lines that repeat the title, whole, cut off as a picture's text is, or with the site's name."""
        if self.title is None:
            return
        title = self.title.text
        for index, text in enumerate(self.texts):
            if index == self.title.index or index in self.removals or (is_running(text) and text != title):
                continue
            if _same(text, title) and (is_sentence(title) or not is_sentence(text)):
                self.remove(index, "C104", "it repeats the title")
            elif index < self.foot and _is_cut(text, title):
                self.remove(index, "C101", "the beginning of the title, as the cut-off text of a picture")
            elif _is_with_site(text, title):
                self.remove(index, "C104", "it repeats the title, with the name of the site")

    def find_foot(self) -> None:
        """All below the label that opens the foot of the page."""
        for index in range(self.foot, len(self.texts)):
            label = self.texts[self.foot]
            self.remove(
                index, "C101", f"it stands below {label!r}, at the foot of the page, and reads like a headline or label"
            )

    def find_boxes(self) -> None:
        """The headline below a label such as "Read also" between two paragraphs of running text."""
        for index in range(self.last):
            text = self.texts[index + 1] if index + 1 < len(self.texts) else ""
            if (
                index in self.removals
                and furniture.is_box(self.texts[index])
                and index > self.first
                and _is_headline(text)
            ):
                self.remove(index + 1, "C101", f"the headline of another article, below {self.texts[index]!r}")

    def find_recurring(self) -> None:
        """Lines that stand in other articles too, in one run from the very top or from the very end."""
        for indices in (range(self.first), range(len(self.texts) - 1, self.last, -1)):
            for index in indices:
                if index in self.removals and not self.removals[index].dateline:
                    continue
                if self.recurs[index] and not self.is_title(index):
                    self.remove(index, "C102", "it stands in several unrelated articles, above or below the text")
                elif not self.is_title(index) and not is_byline(self.texts[index]):
                    break

    def find_counts(self) -> None:
        """Bare numbers beside furniture: how often a page was shared or liked."""
        for index, text in enumerate(self.texts):
            beside = index - 1 in self.removals or index + 1 in self.removals
            if beside and self.at_edge(index) and re.fullmatch(r"[\d.,]{1,7}[kK]?|\d{1,2}:\d{2}", text):
                self.remove(index, "C101", "a bare count beside furniture")


def _may_be_heading(text: str) -> bool:
    """Whether a label of furniture could as well be a heading: a few words without number or mark."""
    return len(text.split()) <= 3 and width(text) <= 20 and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", text) is not None


def _is_article_like(text: str) -> bool:
    """Whether a paragraph below an end label is too much for a headline: long, or of several sentences."""
    columns = width(text)
    inner = len(re.findall(r"[.!?…][\"”’»)]*\s+(?=[\"“„«(]?[A-ZÀ-ỸĐ])|[。！？](?=[^」』）)]|$)", text.rstrip("。！？")))
    return columns > _HEADLINE or (inner > 0 and columns > 120)


def _is_headline(text: str) -> bool:
    return 0 < width(text) <= _HEADLINE and is_titular(text) and not is_caption(text) and not is_byline(text)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _same(text: str, title: str) -> bool:
    return bool(_bare(title)) and _bare(text) == _bare(title)


def _is_cut(text: str, title: str) -> bool:
    """Whether a line is the title cut off: at a quote, by an ellipsis, or far enough on to be no heading."""
    cut = re.sub(r"\s*(?:\.{3}|…)$", "", text)
    if len(cut) < 4 or len(cut) >= len(title) or not title.casefold().startswith(cut.casefold()):
        return False
    rest = title[len(cut) :]
    if cut != text or rest.lstrip()[:1] in _QUOTES or _is_torn(cut, rest):
        return width(cut) >= 8
    if rest.lstrip()[:1] in tuple("-–—:|,;(（：、"):
        return False
    return width(cut) >= 24 and width(cut) >= 0.5 * width(title)


def _is_torn(cut: str, rest: str) -> bool:
    """Whether a cut runs through a word, a quotation or a bracket, or leaves a word that nothing ends with."""
    return (
        (cut[-1].isalnum() and rest[0].isalnum() and not is_japanese(rest[0]))
        or any(cut.count(opening) > cut.count(closing) for opening, closing in _PAIRS)
        or re.search(_DANGLING, cut.casefold()) is not None
    )


def _is_with_site(text: str, title: str) -> bool:
    """Whether a line is the title and behind it the name of a site."""
    match = re.fullmatch(r"(.*\S)\s+[-–—|·»]\s+[^-–—|·»]{2,40}", text)
    return match is not None and _same(match[1], title)
