"""Lint rules G4: what a concept lacks."""

import re
from collections.abc import Iterator

from corpora.languages import LANGUAGES, name_of
from glossary.concept import Concept, PartOfSpeech, Term
from glossary.termbase.problem import Problem
from glossary.termbase.survey import Survey

_LANG = re.compile(r'<langSec\b[^>]*?\bxml:lang="([^"]*)"')  # what files say in other languages is kept as XML


def gaps(concept: Concept, survey: Survey) -> Iterator[Problem]:
    """G401 language-empty to G404 language-unknown."""
    there = {term.lang for term in concept.terms}
    for lang in survey.expected:
        if lang not in there and not concept.do_not_translate:
            yield Problem("G401", concept.id, f"has no {name_of(lang)} term", f"add one: --{lang} TERM", lang)
    if not concept.definition and not any(section.definition for section in concept.sections):
        yield Problem("G402", concept.id, "has no definition", "say in a sentence what it is")
    for term in concept.terms:
        if term.lang == "de" and term.gender is None and term.status.agreed and _noun(term):
            yield Problem(
                "G403",
                concept.id,
                f"the noun {term.text!r} has no gender",
                "give it (--gender m, f or n), so that corrections can be inflected",
                "de",
                term.text,
            )
    for lang in sorted({*there.difference(LANGUAGES), *unknown(concept)}):
        yield Problem(
            "G404",
            concept.id,
            f"has terms in {lang!r}, which kheo does not know",
            "correct the code, or add the language as docs/languages.md says",
            lang,
        )


def unknown(concept: Concept) -> list[str]:
    """The codes of the languages of a file that kheo does not know; their terms are kept as XML."""
    return [found[1] for text in concept.extra if (found := _LANG.match(text))]


def _noun(term: Term) -> bool:
    """Whether a German term is a noun: as it says, else by the capital of its last word."""
    if term.part_of_speech is not None:
        return term.part_of_speech is PartOfSpeech.NOUN
    last = term.text.split()[-1]
    return len(last) > 1 and last[0].isupper() and not last.isupper()
