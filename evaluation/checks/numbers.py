"""Numbers, dates and document ids that differ between the versions of a story."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from corpora import untranslated
from corpora.alignment import Alignment
from corpora.article import Article, Story
from corpora.finding import Finding, Place
from corpora.languages import LANGUAGES, Lang, names
from corpora.quantities import Kind, Pool, Quantity, reads_months, reads_words, write
from corpora.quantities.writing import write_date
from evaluation.checks.places import have, place
from evaluation.checks.sides import Said, Side, all_said, digits, share

LEAST_CONFIDENCE = 0.5  # below it, a unit is more probably wrong than right about what belongs together
# Whole numbers up to here are written, left out and counted otherwise too freely to be demanded. NTREX-128, 62 documents in
# four languages, 4,028 segments that say the same: 17 findings with 0, 10 with 5, 9 with 12, 8 with 20.
_SMALL = 12
_GROUPED = re.compile(r"[0-9][.,'’\s][0-9]")
_DATE = re.compile(r"(?:([0-9]{4})|-)(?:-[0-9]{2}|-)?(?:-([0-9]{2}))?")  # its year and day
_FIGURES = re.compile(r"[\d.,'’\s]+")
_WIDE = {ord("0") + digit: chr(ord("０") + digit) for digit in range(10)}
_CODES = {Kind.DATE: "N103", Kind.DOCUMENT: "N104"}


@dataclass(frozen=True, slots=True)
class _Expected:
    """A quantity that a version should have, as other versions say it."""

    quantity: Quantity
    said: tuple[Said, ...]  # one for each version that has it


@dataclass(frozen=True, slots=True)
class _Difference:
    """What a version lacks, and what stands there instead."""

    expected: _Expected
    instead: Said | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a version lacks and adds, as others judge it."""

    lang: Lang
    judges: Sequence[Lang]
    differences: list[_Difference]
    added: list[Said]


def check(story: Story, alignment: Alignment) -> tuple[Finding, ...]:
    """Compare the numbers, dates and ids of each unit over its versions.

    Against the source where the unit has it, else the versions vote. What is said once is enough, in digits or in words,
    and in the neighbourhood too. Units with little confidence and untranslated paragraphs are passed over. Time grows
    with the characters, and with n·log n of the measures in a unit.
    """
    said = {lang: all_said(article) for lang, article in story.versions.items()}
    held_back = untranslated.held_back(story, alignment)
    findings: list[Finding] = []
    for position, unit in enumerate(alignment.units):
        langs = [lang for lang in unit.languages if held_back.isdisjoint((lang, i) for i in unit.paragraphs[lang])]
        if unit.confidence < LEAST_CONFIDENCE or len(langs) < 2:
            continue
        sides = {lang: share(story, alignment, said[lang], position, lang) for lang in langs}
        judged = [_judge(sides, lang, judges) for lang in langs if (judges := _judges(story, langs, lang))]
        doubts = _doubts(story.source, judged)
        findings += [_doubted(story, sides, group) for group in doubts]
        for each in judged:
            findings += _accused(story, sides, each, list(chain.from_iterable(doubts)))
    return tuple(findings)


def _judge(sides: Mapping[Lang, Side], lang: Lang, judges: Sequence[Lang]) -> _Judged:
    """What one version lacks and adds in one unit."""
    ours = sides[lang]
    expected = _expected(sides, judges, lang)
    lacking = [
        one
        for one in expected
        if not ours.here.covers(one.quantity)
        and not any(ours.converts(said) for said in one.said)
        and not all(ours.converts_as(said, sides[said.lang]) for said in one.said)
        and not any(_unread(sides[said.lang], ours, one.quantity) for said in one.said)
    ]
    missing = [one for one in lacking if not ours.around.covers(one.quantity)]
    nearby = [one for one in lacking if ours.around.covers(one.quantity)]
    extra = _distinct(
        one
        for one in ours.said
        if one.quantity.kind is not Kind.ITEM
        and not one.quantity.spelled
        and not any(sides[judge].around.covers(one.quantity) or sides[judge].converts(one) for judge in judges)
        and not any(_unread(ours, sides[judge], one.quantity) for judge in judges)
    )
    differences, left = _pair(missing, nearby, extra)
    others = [side for other, side in sides.items() if other != lang]
    added = [
        one
        for one in left
        if _demanded(one.quantity) and not any(side.holds(one) for side in others) and not ours.conversion(one)
    ]
    return _Judged(lang, judges, [one for one in differences if not _ill_written(one)], added)


def _unread(judged: Side, side: Side, quantity: Quantity) -> bool:
    """Whether a side may say what another one says, in words that nobody has told kheo of either's language.

    A date may stand there if its day and year do, a number if one does that differs by zeros only: 3 and 3 million.
    """
    if quantity.kind is Kind.DATE and not reads_months(side.article.lang):
        match = _DATE.fullmatch(quantity.value)
        figures = [figure.lstrip("0") for figure in match.groups() if figure] if match else []
        return all(side.around.covers(Quantity(Kind.NUMBER, figure, 0, 0)) for figure in figures)
    if quantity.kind is not Kind.NUMBER or all(reads_words(each.article.lang) for each in (judged, side)):
        return False
    numbers = (one.quantity.value for one in side.near if one.quantity.kind is Kind.NUMBER)
    return any(_significant(value) == _significant(quantity.value) for value in numbers)


def _significant(value: str) -> str:
    return value.replace(".", "").strip("0")


def _accused(
    story: Story, sides: Mapping[Lang, Side], judged: _Judged, doubted: Sequence[_Difference]
) -> list[Finding]:
    """The findings of one version in one unit, but for what is said of the source."""
    ours = sides[judged.lang]
    differences = [one for one in judged.differences if all(one is not each for each in doubted)]
    findings = [_differs(story, sides, ours, one) for one in differences]
    findings += [_added(story, ours, one, judged.judges) for one in judged.added]
    return sorted(findings, key=lambda finding: (finding.where.paragraph or 0, finding.where.span or (0, 0)))


def _doubts(source: Lang | None, judged: Sequence[_Judged]) -> list[list[_Difference]]:
    """The differences in which the source stands alone against two others at least that agree, one group a quantity."""
    against: dict[tuple[Kind, str], list[_Difference]] = {}
    for one in chain.from_iterable(each.differences for each in judged if list(each.judges) == [source]):
        if one.instead is not None and len(one.expected.said) == 1:
            against.setdefault((one.expected.quantity.kind, one.expected.quantity.value), []).append(one)
    return [group for group in against.values() if len(group) > 1 and len({_value(one) for one in group}) == 1]


def _value(difference: _Difference) -> str:
    return difference.instead.quantity.value if difference.instead else ""


def _doubted(story: Story, sides: Mapping[Lang, Side], group: Sequence[_Difference]) -> Finding:
    """The one finding for what the source says alone."""
    one = group[0].expected.said[0]
    others = [each.instead for each in group if each.instead is not None]
    return Finding(
        _CODES.get(one.quantity.kind, "N101"),
        _where(sides[one.lang].article, one),
        f"“{one.text}” stands in {names([one.lang])}; {have([other.lang for other in others])} “{others[0].text}”",
        suggestion=_suggestion(others[0].quantity, others[0].text, one.lang, one.text),
        story=story.id,
        related=tuple(_where(sides[other.lang].article, other) for other in others),
    )


def _judges(story: Story, langs: Collection[Lang], lang: Lang) -> list[Lang]:
    """The versions that a version is held to: the source, else the others; of two without source, the first."""
    if story.source is not None and story.source in langs:
        return [] if lang == story.source else [story.source]
    others = [other for other in langs if other != lang]
    if len(others) > 1:
        return others
    order = list(LANGUAGES)
    return [other for other in others if order.index(other) < order.index(lang)]


def _expected(sides: Mapping[Lang, Side], judges: Sequence[Lang], lang: Lang) -> list[_Expected]:
    """What the judges agree on: the only one's word, else what most of them say, two at least in digits."""
    result: list[_Expected] = []
    known = Pool()
    for judge in judges:
        for one in _distinct(sides[judge].said):
            if one.quantity.kind is Kind.ITEM or one.quantity.spelled:
                continue
            if known.covers(one.quantity):
                continue
            said = [one]
            for other, side in sides.items():
                first = None if other in (judge, lang) else side.around.first(one.quantity)
                said += [] if first is None else [side.near[first]]
            votes = [their for their in said if their.lang in judges]
            digits = sum(not their.quantity.spelled for their in votes)
            if 2 * len(votes) > len(judges) and digits >= min(2, len(judges)):
                result.append(_Expected(one.quantity, tuple(said)))
                known.add(one.quantity)
    return result


def _distinct(said: Iterable[Said]) -> list[Said]:
    """Each value once: said twice in one version and once in another is no difference."""
    first: dict[tuple[Kind, str], Said] = {}
    for one in said:
        first.setdefault((one.quantity.kind, one.quantity.value), one)
    return list(first.values())


def _demanded(quantity: Quantity) -> bool:
    """Whether leaving a quantity out is a finding by itself; small numbers, months and full hours are not."""
    if quantity.spelled or quantity.kind is Kind.ITEM:
        return False
    if quantity.kind is Kind.NUMBER:
        return not quantity.value.isdigit() or int(quantity.value) > _SMALL
    if quantity.kind is Kind.DATE:
        return not quantity.value.startswith("---") and len(quantity.value) > len("--10")
    return quantity.kind is not Kind.TIME or not quantity.value.endswith(":00")


def _group(quantity: Quantity) -> Kind:
    return Kind.NUMBER if quantity.kind is Kind.PERCENT else quantity.kind


def _pair(
    missing: Sequence[_Expected], nearby: Sequence[_Expected], extra: Sequence[Said]
) -> tuple[list[_Difference], list[Said]]:
    """What is missing with what stands in its place, where that is plain; and what else is extra.

    As many missing as extra of one sort belong together in their order, first among those that are demanded. What
    stands nearby only, or is a small number, counts as missing only where another stands in its place.
    """
    differences: list[_Difference] = []
    left: list[Said] = []
    quantities = [one.quantity for one in missing] + [one.quantity for one in extra]
    for group in dict.fromkeys(map(_group, quantities)):
        wanted = [one for one in missing if _group(one.quantity) is group]
        instead = [one for one in extra if _group(one.quantity) is group]
        firm = [one for one in wanted if _demanded(one.quantity)]
        firm_instead = [one for one in instead if _demanded(one.quantity)]
        beside = [one for one in nearby if _group(one.quantity) is group and _demanded(one.quantity)]
        for places, candidates in ((firm, instead), (firm, firm_instead), (firm + beside, firm_instead)):
            if places and len(places) == len(candidates):
                differences += [_Difference(*pair) for pair in zip(places, candidates, strict=True)]
                taken = {id(one) for one in candidates}
                left += [one for one in instead if id(one) not in taken]
                break
        else:
            differences += [_Difference(one, None) for one in firm]
            loose = [one for one in wanted if not _demanded(one.quantity)]
            if not firm and len(loose) == 1 and len(instead) == 1:
                differences.append(_Difference(loose[0], instead[0]))
            else:
                left += instead
    return differences, left


def _where(article: Article, one: Said) -> Place:
    return place(article, one.paragraph, (one.quantity.start, one.quantity.end))


def _differs(story: Story, sides: Mapping[Lang, Side], ours: Side, difference: _Difference) -> Finding:
    """The finding for a quantity that is missing, or that another one stands for."""
    lang, expected = ours.article.lang, difference.expected
    first = expected.said[0]
    theirs = first.text
    said_by = have([one.lang for one in expected.said])
    instead = difference.instead or _bare_number(ours, expected.quantity)
    suggestion = _suggestion(expected.quantity, theirs, lang, instead.text if instead else "")
    if instead is None:
        message = f"“{theirs}” is missing: {said_by} it, {names([lang])} does not"
        where = place(ours.article, _about_where(ours, sides[first.lang], first))
    else:
        message = f"“{instead.text}” stands where {said_by} “{theirs}”"
        if digits(instead.text) == digits(expected.quantity.value) != digits(instead.quantity.value):
            message += f"; in {names([lang])} it reads as {instead.quantity.value}"
        where = _where(ours.article, instead)
    return Finding(
        _CODES.get(expected.quantity.kind, "N101"),
        where,
        message,
        suggestion=suggestion,
        story=story.id,
        related=tuple(_where(sides[one.lang].article, one) for one in expected.said),
    )


def _suggestion(quantity: Quantity, theirs: str, lang: Lang, instead: str) -> str:
    """What to write: in the version's language, and as far as known in the style of what stands there."""
    if quantity.kind is Kind.DOCUMENT:
        return theirs if lang == "vi" else theirs.replace("Đ", "D")
    if quantity.kind is Kind.DATE:
        text = write_date(quantity.value, lang, day_first=instead[:1].isdigit())
    else:
        text = write(quantity, lang, year=len(quantity.value) == 4 and not _GROUPED.search(theirs))
    return text.translate(_WIDE) if any(digit in instead for digit in _WIDE.values()) else text


def _ill_written(difference: _Difference) -> bool:
    """Whether it is the other version that wrote its number in a foreign way: 10,000 in a Vietnamese source."""
    if difference.instead is None:
        return False
    theirs, ours = difference.expected.said[0].text, difference.instead.text
    if not (_FIGURES.fullmatch(theirs) and _FIGURES.fullmatch(ours)):
        return False  # 3,5 tỷ against 3,5 Millionen: the words differ, not the way of writing
    return digits(theirs) == digits(ours) != digits(difference.expected.quantity.value)


def _bare_number(side: Side, quantity: Quantity) -> Said | None:
    """For a document's id, the number that it begins with, where that alone stands in the version."""
    if quantity.kind is not Kind.DOCUMENT:
        return None
    number = quantity.value.split("/")[0].split("-")[0].lstrip("0")
    return next((one for one in side.said if one.quantity.kind is Kind.NUMBER and one.quantity.value == number), None)


def _about_where(ours: Side, theirs: Side, one: Said) -> int:
    """The paragraph of a version that stands where another version's stands in the unit."""
    if one.paragraph not in theirs.paragraphs:
        return ours.paragraphs[0]
    share = theirs.paragraphs.index(one.paragraph) / len(theirs.paragraphs)
    return ours.paragraphs[int(share * len(ours.paragraphs))]


def _added(story: Story, ours: Side, one: Said, judges: Sequence[Lang]) -> Finding:
    text = ours.article.paragraphs[one.paragraph].text[one.quantity.start : one.quantity.end]
    lacking = f"{names(judges)} {'does' if len(judges) == 1 else 'do'} not have it"
    return Finding(
        "N102",
        _where(ours.article, one),
        f"“{text}” stands in {names([ours.article.lang])} only; {lacking}",
        story=story.id,
    )
