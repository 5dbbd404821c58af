"""What the versions of a unit say in numbers, dates and ids, and whether one holds what another says."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from corpora.alignment import Alignment
from corpora.article import Article, MarkKind, Paragraph, Story
from corpora.languages import Lang
from corpora.quantities import Kind, Pool, Quantity, find
from evaluation.checks.measures import Gauge, Measure, measures
from evaluation.checks.prose import speaks
from evaluation.checks.zones import Clock, Moment, zones

_NEAR = 30  # characters between an amount and the brackets that say what it comes to, and inside them
_LONG = 4  # digits that are hardly the same by chance
_TIMED = (Kind.TIME, Kind.DATE)
_BRACKETS = re.compile(r"[()（）]")
_BRACKET = re.compile(r"[(（][^()（）]*$")
_CURRENCIES = tuple(
    (sign, re.compile(rf"(?<![A-Za-z])(?:{words})(?![a-z])", re.IGNORECASE))
    for sign, words in (
        ("$", r"(?:[A-Z]{1,3})?\$|USD|dollars?|đô la|ドル"),
        ("€", "€|EUR|euros?|ユーロ"),
        ("£", "£|GBP|pounds?|Pfund|bảng Anh|ポンド"),
        ("¥", "[¥円]|JPY|yen|yên"),
        ("₫", "₫|VND|dong|đồng|ドン"),
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity where it stands."""

    quantity: Quantity
    lang: Lang
    paragraph: int
    text: str
    measures: tuple[Measure, ...]  # by the unit behind it; none for most
    zones: frozenset[int] = frozenset()  # that its paragraph names, where it is a time or a date

    @property
    def moment(self) -> Moment:
        """It as a time or date, with what tells by which clock."""
        return Moment(self.quantity, self.lang, self.zones)


@dataclass(frozen=True, slots=True)
class Side:
    """One version's share of a unit."""

    article: Article
    paragraphs: tuple[int, ...]
    said: tuple[Said, ...]
    near: tuple[Said, ...]  # with the units and paragraphs just before and after, where a boundary may have moved
    here: Pool  # of what is said
    around: Pool  # of what is near
    gauge: Gauge  # likewise
    clock: Clock  # likewise
    digits: frozenset[str]  # likewise, as they are written, without their marks

    def converts(self, one: Said) -> bool:
        """Whether it says the same measure in another unit, or the same moment by another clock, here or nearby."""
        if any(self.gauge.converted(measure) for measure in one.measures):
            return True
        return one.quantity.kind in _TIMED and self.clock.agrees(one.moment)

    def holds(self, one: Said) -> bool:
        """Whether it says a quantity, if only as another language would read it: 13,000 is 13 in Vietnamese."""
        written = digits(one.text)
        return self.around.covers(one.quantity) or (len(written) >= _LONG and written in self.digits)

    def conversion(self, one: Said) -> str:
        """The currency or dimension of an amount in brackets behind another one, which it explains; else nothing.

        50,000 yen (about $380) is for readers of one language; others need another currency, or none.
        """
        text = self.article.paragraphs[one.paragraph].text
        match = _BRACKET.search(text[max(0, one.quantity.start - _NEAR) : one.quantity.start])
        if match is None or one.quantity.kind is not Kind.NUMBER:
            return ""
        opening = one.quantity.start - len(match.group())
        behind = any(
            opening - _NEAR <= other.quantity.end <= opening
            for other in self.said
            if other.paragraph == one.paragraph and other.quantity.kind is Kind.NUMBER
        )
        return (_currency(text, one.quantity) or "".join(each.dimension for each in one.measures)) if behind else ""

    def converts_as(self, one: Said, of: "Side") -> bool:
        """Whether an amount that another version has in such brackets has none of its sort in brackets here."""
        sort = of.conversion(one)
        return sort != "" and all(self.conversion(other) != sort for other in self.said)


def all_said(article: Article) -> tuple[tuple[Said, ...], ...]:
    """What each paragraph of an article says.

    A decimal is a version where the article elsewhere names a version that begins so: 2.6 beside Ruby 2.6.1.
    """
    found = [find(paragraph.text, article.lang) for paragraph in article.paragraphs]
    versions = {value for each in found for one in each if one.kind is Kind.ITEM for value in one.also if "." in value}
    return tuple(
        tuple(_said_in(paragraph, article.lang, each, versions))
        for paragraph, each in zip(article.paragraphs, found, strict=True)
    )


def _said_in(paragraph: Paragraph, lang: Lang, found: Sequence[Quantity], versions: Collection[str]) -> Iterator[Said]:
    """The quantities of a paragraph; those of versions and in code, and in lines that are all technical, are names."""
    text, prose = paragraph.text, speaks(paragraph)
    zoned = zones(text) if any(each.kind is Kind.TIME for each in found) else frozenset()
    code = [mark for mark in paragraph.marks if mark.kind is MarkKind.CODE]
    for one in found:
        named = not prose or any(mark.start <= one.start and one.end <= mark.end for mark in code)
        named = named or (one.kind is Kind.NUMBER and one.value in versions)
        each = replace(one, kind=Kind.ITEM) if named else one
        timed = zoned if each.kind in _TIMED else frozenset()
        yield Said(each, lang, paragraph.index, text[each.start : each.end], measures(text, each), timed)


def share(story: Story, alignment: Alignment, said: Sequence[tuple[Said, ...]], position: int, lang: Lang) -> Side:
    """What a version says in the unit at a position, of all that its paragraphs say."""
    here = alignment.units[position].paragraphs[lang]
    around = alignment.units[max(0, position - 1) : position + 2]
    indices = set(chain.from_iterable(unit.paragraphs.get(lang, ()) for unit in around))
    indices.update(i for i in (min(here) - 1, max(here) + 1) if 0 <= i < len(said))
    within = tuple(chain.from_iterable(said[i] for i in here))
    near = tuple(chain.from_iterable(said[i] for i in sorted(indices)))
    gauge = Gauge(chain.from_iterable(one.measures for one in near))
    clock = Clock(one.moment for one in near if one.quantity.kind in _TIMED)
    written = frozenset(digits(one.text) for one in near)
    return Side(story.versions[lang], here, within, near, _pool(within), _pool(near), gauge, clock, written)


def _pool(said: Iterable[Said]) -> Pool:
    return Pool(one.quantity for one in said)


def _currency(text: str, quantity: Quantity) -> str:
    """The currency that stands in brackets with a quantity, as its sign; else nothing."""
    before = _BRACKETS.split(text[max(0, quantity.start - _NEAR) : quantity.start])[-1]
    inside = before + _BRACKETS.split(text[quantity.start : quantity.end + _NEAR])[0]
    return next((sign for sign, pattern in _CURRENCIES if pattern.search(inside)), "")


def digits(text: str) -> str:
    """The digits of a text, without their marks."""
    return "".join(character for character in text if character.isdigit())
