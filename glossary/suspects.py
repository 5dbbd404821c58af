"""Terms that are likely no terms: what spreadsheets make of them, and what people write beside them in a cell."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from glossary.concept import Concept, Term

_SHOWN = 3  # examples of a kind
_MONTHS = "jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What makes a term suspicious, and what to do about it."""

    what: str
    remedy: str
    holds: Callable[[str], object]


def _is_unpaired(text: str) -> bool:
    pairs = (("(", ")"), ("[", "]"), ("「", "」"), ("『", "』"))
    count = Counter(text)
    return count['"'] % 2 == 1 or count["„"] > count["“"] + count["”"] or any(count[a] != count[b] for a, b in pairs)


_KINDS = (
    _Kind(
        "look like dates, which spreadsheets make of fractions and numbers",
        "format the column as text and type them again",
        re.compile(
            rf"\d{{1,4}}([-./])\d{{1,2}}\1\d{{1,4}}( .*)?|\d{{1,2}}[-. ]+({_MONTHS})\w*\.?([- ]\d{{2,4}})?", re.I
        ).fullmatch,
    ),
    _Kind(
        "are errors of a spreadsheet",
        "mend the formula, or paste the value",
        re.compile(r"#(REF|N/A|NAME|VALUE|DIV/0|NULL|NUM|BEZUG|NV|WERT|ZAHL|SPILL)[!?]?").fullmatch,
    ),
    _Kind("look like formulas", "paste the values in their place", re.compile(r"[=@+-]\s*[\w$]+[(!:+*/].*").fullmatch),
    _Kind(
        "are numbers or truth values",
        "write terms that can stand in a text, or leave the column out with --map COLUMN=ignore",
        re.compile(r"[\d.,\s%]+|TRUE|FALSE|WAHR|FALSCH|true|false").fullmatch,
    ),
    _Kind("have a quotation mark or bracket without its other half", "close or remove it", _is_unpaired),
    _Kind(
        "tell their gender or part of speech in brackets",
        "put it in a column of its own (gender, part of speech), since texts do not have it",
        re.compile(r".+\((n|m|f|nt|v|vb|adj|adv|pl|sg|noun|verb|subst|der|die|das)\.?\)", re.I).fullmatch,
    ),
    _Kind(
        "look like several terms with a slash between",
        "part terms in a cell with ; or |",
        re.compile(r"\S\s/\s\S").search,
    ),
    _Kind(
        "look like several terms with a comma between",
        "part terms in a cell with ; or |",
        re.compile(r"\w,\s\w").search,
    ),
)


def suspects(concepts: Iterable[Concept]) -> Iterator[str]:
    """A sentence for each kind of terms that are likely none, with up to three examples."""
    found: dict[str, list[Term]] = {}
    for concept in concepts:
        for term in concept.terms:
            for kind in _KINDS:
                if kind.holds(term.text):
                    found.setdefault(kind.what, []).append(term)
                    break
    for kind in _KINDS:
        terms = found.get(kind.what, [])
        if terms:
            shown = ", ".join(f"{term.lang} {term.text!r}" for term in terms[:_SHOWN])
            more = f" and {len(terms) - _SHOWN:,} more" if len(terms) > _SHOWN else ""
            yield f"terms that {kind.what}: {shown}{more}; {kind.remedy}"
