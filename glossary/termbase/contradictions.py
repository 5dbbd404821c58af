"""Lint rules G1 and G2: terms and concepts that stand twice, or against one another."""

from collections.abc import Iterator, Sequence

from glossary.concept import Concept, Status, Term
from glossary.termbase.problem import Problem
from glossary.termbase.survey import Survey

_SHOWN = 3  # other concepts that are named


def duplicates(concept: Concept, survey: Survey) -> Iterator[Problem]:
    """G101 term-twice, G103 concept-twice, G104 needless-spelling."""
    first: dict[tuple[str, str], Term] = {}
    for term in concept.terms:
        earlier = first.setdefault(survey.key(term), term)
        if earlier is term or not _meet(earlier, term) or earlier.status.agreed != term.status.agreed:
            continue
        if earlier.text == term.text:
            code, said = "G101", f"the {term.lang} term {term.text!r} stands twice"
        else:
            code, said = (
                "G104",
                f"the {term.lang} terms {earlier.text!r} and {term.text!r} are found in the same places",
            )
        yield Problem(code, concept.id, said, "remove one", term.lang, term.text)
    others = _others(survey.same[frozenset(survey.key(term) for term in concept.terms)], concept.id)
    if others:
        yield Problem(
            "G103",
            concept.id,
            f"has the same terms as {_listed(others)}",
            "remove one of them, or give one a term that the other has not",
            others=others,
        )


def within(concept: Concept, survey: Survey) -> Iterator[Problem]:
    """G201 two-preferred, G203 banned-and-agreed, G204 none-agreed, G205 kept-but-differing, G206 none-preferred."""
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        terms = concept.terms_in(lang)
        yield from _two_preferred(concept, terms)
        agreed = [term for term in terms if term.status.agreed]
        yield from _banned_and_agreed(concept, terms, survey)
        if not agreed:
            banned = ", ".join(repr(term.text) for term in terms)
            yield Problem(
                "G204",
                concept.id,
                f"{lang} has only terms not to be used ({banned})",
                "add what to write instead",
                lang,
            )
        elif not any(term.status is Status.PREFERRED for term in agreed):
            named = ", ".join(repr(term.text) for term in agreed)
            yield Problem(
                "G206",
                concept.id,
                f"{lang} has admitted terms ({named}) and no preferred one",
                "prefer one of them",
                lang,
            )
    texts = {term.text for term in concept.terms if term.status is Status.PREFERRED}
    if concept.do_not_translate and len(texts) > 1:
        yield Problem(
            "G205",
            concept.id,
            f"is not to be translated and has differing terms ({', '.join(map(repr, sorted(texts)))})",
            "write it alike in all languages, or take do-not-translate away",
        )


def _two_preferred(concept: Concept, terms: tuple[Term, ...]) -> Iterator[Problem]:
    preferred = [term for term in terms if term.status is Status.PREFERRED]
    for k, term in enumerate(preferred):
        for other in preferred[:k]:
            if set(other.customers) == set(term.customers) and other.locale == term.locale:
                of = f" for {', '.join(term.customers)}" if term.customers else ""
                yield Problem(
                    "G201",
                    concept.id,
                    f"two preferred {term.lang} terms{of}, {other.text!r} and {term.text!r}",
                    "make one of them admitted",
                    term.lang,
                    term.text,
                )


def _banned_and_agreed(concept: Concept, terms: tuple[Term, ...], survey: Survey) -> Iterator[Problem]:
    for banned in [term for term in terms if not term.status.agreed]:
        for agreed in [term for term in terms if term.status.agreed]:
            if survey.key(banned) == survey.key(agreed) and _meet(banned, agreed) and not banned.pattern:
                yield Problem(
                    "G203",
                    concept.id,
                    f"the {banned.lang} term {banned.text!r} is {banned.status} and {agreed.status} at once",
                    "remove one of the two, or keep them for different customers",
                    banned.lang,
                    banned.text,
                )


def _meet(first: Term, second: Term) -> bool:
    """Whether two terms can both be for one reader."""
    if first.locale != second.locale and first.locale and second.locale:
        return False
    if not first.customers or not second.customers:
        return set(first.customers) == set(second.customers)
    return bool(set(first.customers) & set(second.customers))


def across(concept: Concept, survey: Survey) -> Iterator[Problem]:
    """G102 homograph, G202 banned-elsewhere-preferred."""
    for term in concept.terms:
        others = _others(survey.preferred.get(survey.key(term), ()), concept.id)
        if not others or (term.status.agreed and term.status is not Status.PREFERRED):
            continue
        if term.status is Status.PREFERRED:
            yield Problem(
                "G102",
                concept.id,
                f"the {term.lang} term {term.text!r} is preferred in {_listed(others)} too",
                "say in notes how they differ, or prefer another term in one",
                term.lang,
                term.text,
                others,
            )
        else:
            yield Problem(
                "G202",
                concept.id,
                f"the {term.lang} term {term.text!r} is {term.status} here and preferred in {_listed(others)}",
                "see that no text on the other is told of it: ban a longer term, or prefer another one there",
                term.lang,
                term.text,
                others,
            )


def _others(ids: Sequence[str], own: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != own)


def _listed(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more
