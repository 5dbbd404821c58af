"""Drift as a picture: how much of a concept each rendering has, over time, language by language; plain SVG by hand."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from corpora.languages import Lang, name_of
from glossary.concept import Status
from glossary.discovery.rows import Row

_WIDTH, _LEFT, _RIGHT = 920, 16, 320
_BAND, _GAP, _HEAD, _LINE = 96, 44, 56, 17
_MOST = 8  # renderings of a language that have a colour of their own; the rest shares one
_MONTHS_AT_MOST = 36  # columns; longer spans are shown by quarter, then by year
_LABEL = 56  # units that a label needs
_APART = 14  # units between the dated bars and the undated one
_LETTER = 6.6  # units that a letter of the legend takes on the average
_UNDATED = "no date"
# Okabe & Ito's colours, which differ for everybody, and readable on light and dark grounds.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b2a300", "#8c6bb1", "#888888")
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1b1b1b}.s{font-size:11px;fill:#555}.t{font-size:12px}.h{font-size:16px;font-weight:600}"
    ".l{font-weight:600}.a{stroke:#999}.m{stroke-dasharray:2 3}.g{fill:#fff}.x{stroke:#fff}"
    "@media (prefers-color-scheme:dark){text{fill:#eee}.s{fill:#aaa}.a{stroke:#777}.g{fill:#16181d}.x{stroke:#16181d}}"
)
# What is not to be used is hatched with the ground's colour.
_HATCH = (
    "<defs><pattern id='banned' width='5' height='5' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
    "<line class='x' x1='0' y1='0' x2='0' y2='5' stroke-width='4'/></pattern></defs>\n"
)


def format_svg(rows: Sequence[Row], term: str) -> str:
    """The renderings of a term as bars over time, one band a language; undated places have a bar of their own.

    All bars have one scale, whose highest count stands at each axis. The parts of a bar are the renderings, and those that
    are not to be used are hatched. Every part has its count as a title.
    """
    langs = list(dict.fromkeys(row.lang for row in rows))
    periods = _periods(rows)
    most = max((total for lang in langs for total in _totals(rows, lang, periods).values()), default=0) or 1
    body: list[str] = []
    top = _HEAD
    for lang in langs:
        mine = [row for row in rows if row.lang == lang]
        height = max(_BAND + 20, _LINE * (min(len(mine), _MOST + 1) + 1))
        body.append(_band(lang, mine, periods, top, most))
        top += height + _GAP
    title = f"How “{term}” is rendered"
    said = "" if rows else "<text x='16' y='60'>Nothing was found.</text>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {max(top, 90)}" width="{_WIDTH}" '
        f'height="{max(top, 90)}" role="img" aria-label="{escape(title)}">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n{_HATCH}<rect class='g' width='100%' height='100%'/>\n"
        f'<text class="h" x="{_LEFT}" y="30">{escape(title)}</text>\n{"".join(body)}{said}</svg>\n'
    )


def _periods(rows: Sequence[Row]) -> list[str]:
    """The columns in order: months, quarters or years without a gap, then the undated."""
    days = [e.published for row in rows for e in row.places if e.published]
    undated = any(e.published is None for row in rows for e in row.places)
    found: list[str] = []
    if days:
        unit = _unit(min(days), max(days))
        months = range(_month(min(days)), _month(max(days)) + 1)
        found = [_period(date(month // 12, month % 12 + 1, 1), unit) for month in months]
    return [*dict.fromkeys(found), *([_UNDATED] if undated else [])]


def _unit(first: date, last: date) -> int:
    """Months in a column."""
    months = _month(last) - _month(first) + 1
    return 1 if months <= _MONTHS_AT_MOST else 3 if months <= 3 * _MONTHS_AT_MOST else 12


def _month(day: date) -> int:
    """Its number, counted from the year 0, so that none is after the last one that a date can have."""
    return day.year * 12 + day.month - 1


def _period(day: date, unit: int) -> str:
    return {1: f"{day:%Y-%m}", 3: f"{day.year} Q{(day.month + 2) // 3}"}.get(unit, str(day.year))


def _totals(rows: Sequence[Row], lang: Lang, periods: Sequence[str]) -> Counter[str]:
    """How many places of a language each column has."""
    mine = [row for row in rows if row.lang == lang]
    return _counted(mine, _unit_of(mine, periods))


def _unit_of(rows: Sequence[Row], periods: Sequence[str]) -> int:
    """The months in a column of the whole picture."""
    days = [e.published for row in rows for e in row.places if e.published]
    return next((u for u in (1, 3, 12) if not days or _period(min(days), u) in periods), 12)


def _band(lang: Lang, rows: Sequence[Row], periods: Sequence[str], top: int, most: int) -> str:
    shown, rest = rows[:_MOST], rows[_MOST:]
    unit = _unit_of(rows, periods)
    counts = [_counted([row], unit) for row in shown] + ([_counted(rest, unit)] if rest else [])
    names = [row.rendering for row in shown] + ([f"{len(rest)} more"] if rest else [])
    states = [row.status for row in shown] + ([None] if rest else [])
    totals = {period: sum(count[period] for count in counts) for period in periods}
    width = _column(periods)
    base = top + 14 + _BAND
    parts = [f'<text class="l" x="{_LEFT}" y="{top}">{escape(name_of(lang))}</text>\n', _scale(base, most)]
    for column, period in enumerate(periods):
        apart = _APART if period == _UNDATED and column else 0
        x, y = _LEFT + column * width + apart, float(base)
        for place, count in enumerate(counts):
            if count[period]:
                high = _BAND * count[period] / most
                y -= high
                said = f"{names[place]}: {count[period]} of {totals[period]}, {period}"
                box = f'x="{x + 1:.1f}" y="{y:.1f}" width="{max(width - 2, 1):.1f}" height="{high:.1f}"'
                parts.append(_box(box, place, states[place], said))
        if _labelled(column, periods, width):
            parts.append(_label(period, x, base + 14, width if column == _last(periods) and column else 0))
    parts.append(_legend(names, states, [sum(count.values()) for count in counts], top))
    return "".join(parts)


def _column(periods: Sequence[str]) -> float:
    """The width of a column; the undated one has room for its label."""
    dated = sum(period != _UNDATED for period in periods)
    room = _WIDTH - _LEFT - _RIGHT - (_APART + _LABEL if dated < len(periods) else 0)
    return min(room / max(dated, 1), 80.0)


def _last(periods: Sequence[str]) -> int:
    """The last dated column."""
    return len(periods) - (2 if periods[-1] == _UNDATED else 1)


def _label(period: str, x: float, y: int, width: float) -> str:
    """What stands under a column: from its left edge, but up to its right one where a width is given and is too narrow."""
    at, anchor = (x + width - 1, ' text-anchor="end"') if 0 < width < _LABEL else (x + 1, "")
    return f'<text class="s" x="{at:.1f}" y="{y}"{anchor}>{escape(period)}</text>\n'


def _scale(base: int, most: int) -> str:
    """The axis, and the line of the highest count with its number."""
    end = _WIDTH - _RIGHT
    return (
        f'<line class="a" x1="{_LEFT}" x2="{end}" y1="{base}" y2="{base}"/>\n'
        f'<line class="a m" x1="{_LEFT}" x2="{end}" y1="{base - _BAND}" y2="{base - _BAND}"/>\n'
        f'<text class="s" x="{end}" y="{base - _BAND - 4}" text-anchor="end">{most:,}</text>\n'
    )


def _box(box: str, place: int, status: Status | None, said: str = "") -> str:
    """A rectangle of a rendering, hatched where that is not to be used."""
    title = f"<title>{escape(said)}</title>" if said else ""
    hatched = status is not None and not status.agreed
    over = f'<rect {box} fill="url(#banned)">{title}</rect>' if hatched else ""
    return f'<rect {box} fill="{_COLOURS[place]}">{title}</rect>{over}\n'


def _legend(names: Sequence[str], states: Sequence[Status | None], counts: Sequence[int], top: int) -> str:
    x = _WIDTH - _RIGHT + 12
    room = int((_WIDTH - x - 16) / _LETTER)
    lines: list[str] = []
    for place, (name, status, count) in enumerate(zip(names, states, counts, strict=True)):
        y = top + 4 + _LINE * place
        behind = f" {count}" + (f", {status.value}" if status else "")
        text = f"<title>{escape(name)}</title>{escape(_short(name, room - len(behind)))}{behind}"
        lines.append(_box(f'x="{x}" y="{y}" width="10" height="10"', place, status))
        lines.append(f'<text class="t" x="{x + 16}" y="{y + 9}">{text}</text>\n')
    return "".join(lines)


def _counted(rows: Sequence[Row], unit: int) -> Counter[str]:
    return Counter(_period(e.published, unit) if e.published else _UNDATED for row in rows for e in row.places)


def _labelled(column: int, periods: Sequence[str], width: float) -> bool:
    """Whether a column has a label: the last dated one and the undated one always, others where these leave room."""
    last, step = _last(periods), max(1, math.ceil(_LABEL / width))
    return column >= last or (column % step == 0 and (last + 1 - column) * width >= 2 * _LABEL * (step > 1))


def _short(name: str, room: int) -> str:
    """A name that takes no more room than so many letters; one of a script without spaces takes two."""
    wide = [2 if ord(char) > 0x2E80 else 1 for char in name]
    if sum(wide) <= room:
        return name
    kept = 0
    while sum(wide[: kept + 1]) < room:
        kept += 1
    return name[:kept].rstrip() + "…"
