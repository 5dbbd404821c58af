"""The largest number of places that can each have a span of their own, none overlapping another."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_PATIENCE = 100_000  # spans tried in one group of overlapping ones before the best so far is taken for the best


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one of several texts."""

    text: int
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether a character belongs to both."""
        return self.text == other.text and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class _Wish:
    """Places that want the same spans."""

    spans: tuple[Span, ...]  # the shortest first
    count: int


def maximum_disjoint(wanted: Sequence[Sequence[Span]]) -> int:
    """How many of some places can have one of their spans at the same time, without overlap.

    Exact, but for texts in which very many terms overlap in very many ways: there it is a lower bound. What overlaps nothing
    of the rest is counted apart from it. O(n log n) for n spans where the places of such a part all want the same ones.
    """
    lists = {id(spans): spans for spans in wanted}  # places often share one list, which is then sorted once
    counts: Counter[tuple[Span, ...]] = Counter()
    for key, count in Counter(id(spans) for spans in wanted if spans).items():
        counts[tuple(sorted(set(lists[key]), key=_shortest_first))] += count
    return sum(_best(part) for part in _parts([_Wish(spans, count) for spans, count in counts.items()]))


def _best(wishes: Sequence[_Wish]) -> int:
    """The same for places whose spans overlap directly or by way of others."""
    every = {span for wish in wishes for span in wish.spans}
    alone = sum(min(wish.count, _room(wish.spans)) for wish in wishes)
    most = min(_room(every), alone)
    found = _in_order(wishes, every)
    return found if found == most else _search(wishes, found, most)


def _parts(wishes: Sequence[_Wish]) -> Iterator[list[_Wish]]:
    """The wishes parted so that no span of one part overlaps one of another."""
    cluster: dict[Span, int] = {}
    number, text, reach = -1, -1, 0
    for span in sorted({span for wish in wishes for span in wish.spans}):
        apart = span.text != text or span.start >= reach
        text, reach = span.text, span.end if apart else max(reach, span.end)
        number += apart
        cluster[span] = number
    root = list(range(number + 1))

    def top(number: int) -> int:
        while root[number] != number:
            root[number] = number = root[root[number]]
        return number

    for wish in wishes:
        for span in wish.spans[1:]:
            root[top(cluster[span])] = top(cluster[wish.spans[0]])
    parts: defaultdict[int, list[_Wish]] = defaultdict(list)
    for wish in wishes:
        parts[top(cluster[wish.spans[0]])].append(wish)
    yield from parts.values()


def _room(spans: Iterable[Span]) -> int:
    """How many of some spans fit beside each other: those that end first are taken."""
    count, text, reach = 0, -1, 0
    for span in sorted(spans, key=_first_end):
        if span.text != text or span.start >= reach:
            count, text, reach = count + 1, span.text, span.end
    return count


def _in_order(wishes: Sequence[_Wish], every: Iterable[Span]) -> int:
    """How many places get a span where those that end first are given away first, to who has the fewest to choose from."""
    left = [wish.count for wish in wishes]
    takers: defaultdict[Span, list[int]] = defaultdict(list)
    for number in sorted(range(len(wishes)), key=lambda i: len(wishes[i].spans)):
        for span in wishes[number].spans:
            takers[span].append(number)
    count, text, reach = 0, -1, 0
    for span in sorted(every, key=_first_end):
        if span.text == text and span.start < reach:
            continue
        taker = next((number for number in takers[span] if left[number]), None)
        if taker is not None:
            left[taker] -= 1
            count, text, reach = count + 1, span.text, span.end
    return count


def _search(wishes: Sequence[_Wish], found: int, most: int) -> int:
    """Place by place, each with one of its spans or none, left as soon as it cannot beat what was found.

    Places that want the same spans change nothing by changing places, so only one order of them is tried.
    """
    ordered = sorted(wishes, key=lambda wish: (len(wish.spans), wish.spans))
    places = [wish.spans for wish in ordered for _ in range(min(wish.count, len(wish.spans)))]
    tried = [-1] * len(places)  # of each place the number of its span; as many as it has spans: none
    held: list[Span | None] = [None] * len(places)
    taken, count, at, left = _Taken(), 0, 0, _PATIENCE
    while at >= 0 and left > 0 and found < most:
        spans = places[at]
        if (given := held[at]) is not None:
            taken.remove(given)
            count, held[at] = count - 1, None
        start = tried[at] + 1
        tried[at] = next((i for i in range(start, len(spans)) if taken.is_free(spans[i])), max(start, len(spans)))
        left -= tried[at] - start + 1
        if tried[at] > len(spans):
            at -= 1
            continue
        if tried[at] < len(spans):
            held[at] = spans[tried[at]]
            taken.add(spans[tried[at]])
            count += 1
            found = max(found, count)
        if count + len(places) - at - 1 > found:
            at += 1
            tried[at] = min(tried[at - 1], len(spans) - 1) if places[at] == spans else -1
    return found


class _Taken:
    """Spans that do not overlap."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def is_free(self, span: Span) -> bool:
        """Whether a span overlaps none of them."""
        at = bisect_left(self._spans, span)
        near = self._spans[max(at - 1, 0) : at + 1]
        return not any(span.overlaps(other) for other in near)

    def add(self, span: Span) -> None:
        """Take a free span."""
        insort(self._spans, span)

    def remove(self, span: Span) -> None:
        """Give a span back."""
        del self._spans[bisect_left(self._spans, span)]


def _shortest_first(span: Span) -> tuple[int, Span]:
    return span.end - span.start, span


def _first_end(span: Span) -> tuple[int, int, int]:
    return span.text, span.end, span.start
