"""Drift as a picture: how much of a concept each rendering has, over time, language by language; plain SVG by hand."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape

from corpora.languages import Lang, name_of
from glossary.discovery.rows import Row

_WIDTH, _LEFT, _RIGHT = 920, 16, 320
_BAND, _GAP, _HEAD, _LINE = 96, 44, 56, 17
_MOST = 8  # renderings of a language that have a colour of their own; the rest shares one
_MONTHS_AT_MOST = 36  # columns; longer spans are shown by quarter, then by year
_LABEL = 56  # units that a label needs
_UNDATED = "no date"
# Okabe & Ito's colours, which differ for everybody, and readable on light and dark grounds.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b2a300", "#8c6bb1", "#888888")
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1b1b1b}.s{font-size:11px;fill:#555}.t{font-size:12px}.h{font-size:16px;font-weight:600}"
    ".l{font-weight:600}.a{stroke:#999}.g{fill:#fff}"
    "@media (prefers-color-scheme:dark){text{fill:#eee}.s{fill:#aaa}.a{stroke:#777}.g{fill:#16181d}}"
)


def format_svg(rows: Sequence[Row], term: str) -> str:
    """The renderings of a term as bars over time, one band a language; undated places have a bar of their own.

    A bar is as high as the busiest time of its language; its parts are the renderings. Every part has its count as a title.
    """
    langs = list(dict.fromkeys(row.lang for row in rows))
    periods = _periods(rows)
    body: list[str] = []
    top = _HEAD
    for lang in langs:
        mine = [row for row in rows if row.lang == lang]
        height = max(_BAND + 20, _LINE * (min(len(mine), _MOST + 1) + 1))
        body.append(_band(lang, mine, periods, top))
        top += height + _GAP
    title = f"How “{term}” is rendered"
    said = "" if rows else "<text x='16' y='60'>Nothing was found.</text>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {max(top, 90)}" width="{_WIDTH}" '
        f'height="{max(top, 90)}" role="img" aria-label="{escape(title)}">\n<title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style>\n<rect class='g' width='100%' height='100%'/>\n"
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


def _band(lang: Lang, rows: Sequence[Row], periods: Sequence[str], top: int) -> str:
    shown, rest = rows[:_MOST], rows[_MOST:]
    days = [e.published for row in rows for e in row.places if e.published]
    unit = next((u for u in (1, 3, 12) if not days or _period(min(days), u) in periods), 12)
    counts = [_counted([row], unit) for row in shown] + ([_counted(rest, unit)] if rest else [])
    names = [row.rendering for row in shown] + ([f"{len(rest)} more"] if rest else [])
    totals = {period: sum(count[period] for count in counts) for period in periods}
    most = max(totals.values(), default=0) or 1
    width = min((_WIDTH - _LEFT - _RIGHT) / max(len(periods), 1), 80.0)
    parts = [f'<text class="l" x="{_LEFT}" y="{top}">{escape(name_of(lang))}</text>\n']
    base = top + 14 + _BAND
    for column, period in enumerate(periods):
        x, y = _LEFT + column * width, float(base)
        for place, count in enumerate(counts):
            if count[period]:
                high = _BAND * count[period] / most
                y -= high
                said = f"{names[place]}: {count[period]} of {totals[period]}, {period}"
                parts.append(
                    f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{max(width - 2, 1):.1f}" height="{high:.1f}" '
                    f'fill="{_COLOURS[place]}"><title>{escape(said)}</title></rect>\n'
                )
        if _labelled(column, periods, width):
            parts.append(f'<text class="s" x="{x + 1:.1f}" y="{base + 14}">{escape(period)}</text>\n')
    parts.append(f'<line class="a" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{base}" y2="{base}"/>\n')
    parts.append(_legend(names, [sum(count.values()) for count in counts], top))
    return "".join(parts)


def _legend(names: Sequence[str], counts: Sequence[int], top: int) -> str:
    x = _WIDTH - _RIGHT + 12
    lines: list[str] = []
    for place, (name, count) in enumerate(zip(names, counts, strict=True)):
        y = top + 4 + _LINE * place
        text = f"<title>{escape(name)}</title>{escape(_short(name))} {count}"
        lines.append(f'<rect x="{x}" y="{y}" width="10" height="10" fill="{_COLOURS[place]}"/>')
        lines.append(f'<text class="t" x="{x + 16}" y="{y + 9}">{text}</text>\n')
    return "".join(lines)


def _counted(rows: Sequence[Row], unit: int) -> Counter[str]:
    return Counter(_period(e.published, unit) if e.published else _UNDATED for row in rows for e in row.places)


def _labelled(column: int, periods: Sequence[str], width: float) -> bool:
    """Whether there is room for a label; the undated column always has one."""
    if periods[column] == _UNDATED:
        return True
    step = max(1, math.ceil(_LABEL / width))
    end = len(periods) - 1 if periods[-1] == _UNDATED else len(periods)
    return column % step == 0 and (end - column) * width >= _LABEL * (end < len(periods))


def _short(name: str) -> str:
    wide = sum(2 if ord(char) > 0x2E80 else 1 for char in name)
    return name if wide <= 40 else name[: 38 * len(name) // wide] + "…"
