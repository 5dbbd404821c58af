"""Mistakes in a glossary itself: duplicates, contradictions, gaps and stray characters, each under a code."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from corpora.errors import InputError
from corpora.finding import Severity
from glossary.concept import Concept
from glossary.termbase import contradictions, gaps, spelling
from glossary.termbase.problem import Problem
from glossary.termbase.rules import RULES
from glossary.termbase.survey import Survey, survey
from glossary.termbase.termbase import Termbase

__all__ = ["Problem", "choose", "count", "fails", "format_problems", "lint", "new_problems"]

_ORDER = list(Severity)
_CHECKS: Sequence[Callable[[Concept, Survey], Iterator[Problem]]] = (
    contradictions.duplicates,
    contradictions.within,
    contradictions.across,
    spelling.letters,
    spelling.patterns,
    gaps.gaps,
)


def lint(termbase: Termbase) -> tuple[Problem, ...]:
    """All that speaks against a glossary, by concept; terms that were rejected or removed are not asked.

    10,000 concepts in four languages take about a second.
    """
    overview = survey(termbase)
    return tuple(problem for concept in overview.concepts for problem in _of(concept, overview))


def _of(concept: Concept, overview: Survey) -> list[Problem]:
    found = [problem for check in _CHECKS for problem in check(concept, overview)]
    return sorted(found, key=lambda problem: (_ORDER.index(problem.severity), problem.code))


def new_problems(before: Termbase, after: Termbase, concepts: Collection[str]) -> tuple[Problem, ...]:
    """Errors and warnings of some concepts that a change has brought."""
    concepts = frozenset(concepts)
    there = {(problem.code, problem.message) for problem in _some(before, concepts)}
    return tuple(
        problem
        for problem in _some(after, concepts)
        if problem.severity is not Severity.INFO and (problem.code, problem.message) not in there
    )


def _some(termbase: Termbase, concepts: Collection[str]) -> Iterator[Problem]:
    overview = survey(termbase)
    for concept in overview.concepts:
        if concept.id in concepts:
            yield from _of(concept, overview)


def choose(problems: Iterable[Problem], select: str = "", ignore: str = "") -> tuple[Problem, ...]:
    """The problems whose codes begin like a selected one and like no ignored one; InputError where no code does."""
    chosen, ignored = _codes("--select", select), _codes("--ignore", ignore)
    return tuple(
        problem
        for problem in problems
        if problem.code.startswith(chosen or ("G",)) and not (ignored and problem.code.startswith(ignored))
    )


def _codes(option: str, text: str) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            raise InputError(f"{option} {code!r}: no problem has such a code; codes are {', '.join(RULES)}")
    return codes


def fails(problems: Iterable[Problem]) -> bool:
    """Whether an error is among them."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def count(problems: Sequence[Problem]) -> str:
    """How many there are of each severity: 2 errors, 1 warning."""
    counted = Counter(problem.severity for problem in problems)
    said = [
        f"{n} {name}{'s' if n > 1 and name is not Severity.INFO else ''}" for name in Severity if (n := counted[name])
    ]
    return ", ".join(said) or "nothing to mend"


def format_problems(problems: Sequence[Problem], form: str) -> str:
    """Problems a line each, or as one JSON array."""
    if form == "json":
        return json.dumps([problem.record() for problem in problems], ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{problem}\n" for problem in problems)
