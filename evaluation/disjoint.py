"""The largest number of places that can each have a span of their own, none overlapping another."""

from collections.abc import Sequence
from dataclasses import dataclass

_PATIENCE = (
    50_000  # choices tried before the best one so far is taken for the best; texts of some hundred terms need fewer
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one of several texts."""

    text: int
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether a character belongs to both."""
        return self.text == other.text and self.start < other.end and other.start < self.end


def maximum_disjoint(wanted: Sequence[Sequence[Span]]) -> int:
    """How many of some places can have one of their spans at the same time, without overlap.

    Exact, but for texts in which very many terms overlap in very many ways: there it is a lower bound. Places that want the
    same spans change nothing by changing places, so only one order of them is tried.
    """
    places = sorted(tuple(sorted(set(spans), key=_shortest_first)) for spans in wanted if spans)
    return _Search(sorted(places, key=lambda spans: (len(spans), spans))).best() if places else 0


class _Search:
    """Place by place, each with one of its spans or none, left as soon as it cannot beat what was found."""

    def __init__(self, places: Sequence[tuple[Span, ...]]) -> None:
        self._places = places
        self._most = _matching(places)
        self._found = 0
        self._left = _PATIENCE

    def best(self) -> int:
        self._descend(0, (), 0, -1)
        return self._found

    def _descend(self, at: int, taken: tuple[Span, ...], count: int, last: int) -> None:
        """Give the place `at` a span; `last` is the number of the span that the place before it has, -1 for none."""
        self._found = max(self._found, count)
        self._left -= 1
        done = at == len(self._places) or self._found == self._most or self._left < 0
        if done or count + len(self._places) - at <= self._found:
            return
        same = at > 0 and self._places[at] == self._places[at - 1]
        if same and last < 0 and at > 0:  # the one before, which is like it, has none
            self._descend(at + 1, taken, count, -1)
            return
        for number in range(last + 1 if same else 0, len(self._places[at])):
            span = self._places[at][number]
            if not any(span.overlaps(other) for other in taken):
                self._descend(at + 1, (*taken, span), count + 1, number)
        self._descend(at + 1, taken, count, -1)


def _matching(places: Sequence[tuple[Span, ...]]) -> int:
    """The same where spans may overlap, but none is given twice: a bound that is easy to have."""
    owner: dict[Span, int] = {}

    def give(place: int, seen: set[Span]) -> bool:
        for span in places[place]:
            if span not in seen:
                seen.add(span)
                if span not in owner or give(owner[span], seen):
                    owner[span] = place
                    return True
        return False

    return sum(give(place, set()) for place in range(len(places)))


def _shortest_first(span: Span) -> tuple[int, Span]:
    return span.end - span.start, span
