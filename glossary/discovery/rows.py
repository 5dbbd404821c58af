"""Renderings as rows: one each, in citation form, with its forms, counts, dates and examples."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpora.article import Article
from corpora.finding import Place
from corpora.languages import LANGUAGES, Lang, name_of
from glossary.concept import Status, Term
from glossary.discovery.citation import citation
from glossary.discovery.nearness import stems
from glossary.discovery.search import Found
from glossary.discovery.segments import Corpus

EXAMPLES = 3
_AROUND = 40  # characters of context on either side


@dataclass(frozen=True, slots=True)
class Example:
    """A place where a rendering stands, and what stands around it."""

    where: Place
    published: date | None
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One rendering of a concept in one language."""

    lang: Lang
    rendering: str  # in citation form
    forms: Mapping[str, int]  # as they stand, the frequent ones first
    count: int
    status: Status | None  # the glossary's
    first: date | None
    last: date | None
    places: tuple[Example, ...]  # all of them, in the order of dates


def rows(found: Iterable[Found], corpus: Corpus, *, asked: Iterable[tuple[Lang, str]] = ()) -> tuple[Row, ...]:
    """What was found, one row a rendering; languages in the table's order, frequent renderings first.

    Args:
        found: places that do not overlap.
        corpus: the one they are of.
        asked: terms whose rows are listed as they were typed, whatever forms stand in the texts.
    """
    typed = {(lang, stems(text, lang)): text for lang, text in asked}
    groups: defaultdict[tuple[Lang, Term | tuple[str, ...]], list[Found]] = defaultdict(list)
    for one in found:
        groups[one.lang, one.term or stems(one.text, one.lang)].append(one)
    order = list(LANGUAGES)
    made = (
        _row(lang, group, corpus, typed.get((lang, key)) if isinstance(key, tuple) else None)
        for (lang, key), group in groups.items()
    )
    return tuple(
        sorted(
            made,
            key=lambda row: (
                order.index(row.lang) if row.lang in order else len(order),
                row.lang,
                -row.count,
                row.rendering,
            ),
        )
    )


def _row(lang: Lang, group: Sequence[Found], corpus: Corpus, typed: str | None) -> Row:
    forms = dict(Counter(one.text for one in group).most_common())
    term = group[0].term
    dates = sorted(day for one in group if (day := corpus.articles[one.where.article].published))
    places = sorted(
        (example(one, corpus) for one in group),
        key=lambda e: (e.published or date.max, e.where.article, e.where.paragraph or 0, e.where.span or (0, 0)),
    )
    return Row(
        lang,
        term.text if term else typed or citation(forms, lang),
        forms,
        len(group),
        term.status if term else None,
        dates[0] if dates else None,
        dates[-1] if dates else None,
        tuple(places),
    )


def example(one: Found, corpus: Corpus) -> Example:
    """A place with what stands around it."""
    article: Article = corpus.articles[one.where.article]
    text = corpus.lines[one.where.article, one.where.paragraph or 0].text
    start, end = one.where.span or (0, 0)
    return Example(
        one.where, article.published, text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
    )


def format_json(found: Sequence[Row], *, examples: int = EXAMPLES) -> str:
    """The rows as one JSON array."""
    return json.dumps([_record(row, examples) for row in found], ensure_ascii=False, indent=2) + "\n"


def _record(row: Row, examples: int) -> dict[str, object]:
    return {
        "lang": row.lang,
        "rendering": row.rendering,
        "forms": dict(row.forms),
        "count": row.count,
        "status": row.status.value if row.status else None,
        "first": row.first.isoformat() if row.first else None,
        "last": row.last.isoformat() if row.last else None,
        "examples": [
            {
                "article": e.where.article,
                "paragraph": e.where.paragraph,
                "start": (e.where.span or (0, 0))[0],
                "end": (e.where.span or (0, 0))[1],
                "published": e.published.isoformat() if e.published else None,
                "before": e.before,
                "text": e.text,
                "after": e.after,
            }
            for e in _spread_out(row.places, examples)
        ],
    }


def _spread_out(places: Sequence[Example], count: int) -> list[Example]:
    """A few of the places, of different articles where there are several."""
    seen: set[str] = set()
    first = [e for e in places if not (e.where.article in seen or seen.add(e.where.article))]  # type: ignore[func-returns-value]
    rest = [e for e in places if e not in first]
    return [*first, *rest][:count]


def format_text(found: Sequence[Row], *, examples: int = 1) -> str:
    """The rows as a person reads them, language by language."""
    lines: list[str] = []
    for place, row in enumerate(found):
        if not place or found[place - 1].lang != row.lang:
            lines += [*([""] if lines else []), name_of(row.lang)]
        lines.append(f"  {row.count:>4}  {row.rendering}{_said(row)}")
        others = [f"{form} {count}" for form, count in row.forms.items() if form != row.rendering or len(row.forms) > 1]
        if others:
            lines.append(f"        as: {', '.join(others)}")
        for e in _spread_out(row.places, examples):
            where = f"{e.where.article}:{e.where.line}" if e.where.line else e.where.article
            lines.append(f"        {where}: …{e.before}[{e.text}]{e.after}…")
    return "\n".join(lines) + "\n" if lines else ""


def _said(row: Row) -> str:
    when = "" if row.first is None else f"{row.first}" if row.first == row.last else f"{row.first} to {row.last}"
    said = [text for text in (row.status.value if row.status else "", when) if text]
    return f"  ({', '.join(said)})" if said else ""
