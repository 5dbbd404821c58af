"""Of whom a plain status column speaks, in a table of one concept a row: of the term that it was written for, not of its source."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from glossary import spellings
from glossary.concept import Status
from glossary.tables.lines import Line


@dataclass(frozen=True, slots=True)
class Told:
    """The lines of a table, each under the status that is meant of it."""

    lines: tuple[Line, ...]
    undecided: frozenset[int]  # the rows whose ban is taken to be of all their terms, since nothing tells of which


def tell_apart(found: Sequence[Line]) -> Told:
    """Take the status of a row from those of its terms that another row has under a better one.

    `Gut;tốt;preferred` and `Schlecht;tốt;forbidden` ban Schlecht alone. Where that tells nothing of a row, its ban is of the
    language that the file bans terms of in its other rows.
    """
    best = _best(found)
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in found:
        if line.shared and line.get("term"):
            rows[line.row].append(line)
    better = {number: [_is_better(line, best) for line in lines] for number, lines in rows.items()}
    banned = Counter(
        spellings.lang(line.locale)
        for number, lines in rows.items()
        if any(better[number])
        for line, other in zip(lines, better[number], strict=True)
        if not other and _rank(line) >= Status.DEPRECATED.rank
    )
    target = banned.most_common(1)[0][0] if banned else None
    freed: set[int] = set()
    undecided: set[int] = set()
    for number, lines in rows.items():
        free = better[number]
        if all(free) or not any(free):
            free = (
                [spellings.lang(line.locale) != target for line in lines]
                if _rank(lines[0]) >= 2
                else [False] * len(lines)
            )
            if target is None or all(free):
                free = [False] * len(lines)
                undecided |= {number} if _rank(lines[0]) >= Status.DEPRECATED.rank else set()
        freed |= {id(line) for line, other in zip(lines, free, strict=True) if other}
    return Told(tuple(_told(found, freed)), frozenset(undecided))


def _told(found: Sequence[Line], freed: set[int]) -> Iterator[Line]:
    """The lines without the statuses that are not theirs, and without those that a concept of several rows says twice."""
    said = {(line.concept, line.locale, line.get("term")) for line in found if line.concept and id(line) not in freed}
    for line in found:
        if id(line) not in freed:
            yield line
        elif (line.concept, line.locale, line.get("term")) not in said:
            yield replace(line, cells={name: cell for name, cell in line.cells.items() if name != "status"})


def _best(found: Sequence[Line]) -> Mapping[tuple[str, str], Mapping[int, int]]:
    """The best status of each term, by row, as its rank."""
    best: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for line in found:
        if line.get("term"):
            best[line.locale, line.get("term")][line.row] = _rank(line)
    return best


def _is_better(line: Line, best: Mapping[tuple[str, str], Mapping[int, int]]) -> bool:
    others = best[line.locale, line.get("term")]
    return any(rank < _rank(line) for row, rank in others.items() if row != line.row)


def _rank(line: Line) -> int:
    status = spellings.status(line.get("status"))
    return status.rank if status is not None and spellings.key(line.get("status")) not in spellings.PROPOSED else 0
