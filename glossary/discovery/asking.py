"""Ask a corpus how a term is rendered: what the glossary knows is sure, the rest is found."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from corpora.errors import InputError
from corpora.languages import LANGUAGES, Lang
from corpora.readers import detection
from glossary.concept import Concept, Glossary, Status, Term
from glossary.discovery.rows import Row, rows
from glossary.discovery.scoring import Scorer
from glossary.discovery.search import Found, Search
from glossary.discovery.segments import Corpus
from glossary.matching import Matcher, Occurrence, disjoint, longest

_QUERY = "?"  # the id of the concept that is asked for where no glossary has it


def renderings(
    corpus: Corpus, text: str, *, lang: Lang | None = None, glossary: Glossary | None = None
) -> tuple[Row, ...]:
    """Every way in which a corpus renders a term, its own language included.

    Args:
        corpus: stories with their alignments; those of one version are looked through too.
        text: the term, in any language.
        lang: the term's; None: the one in which the corpus has it most often, else the glossary's, else what it looks like.
        glossary: whose renderings of the term are taken as sure.

    Raises:
        InputError: the term is empty.
    """
    text = " ".join(text.split())
    if not text:
        raise InputError("the term is empty; give a word or a phrase")
    concept = _concept(text, lang, glossary or Glossary())
    asked = [Term(text, code, Status.PREFERRED) for code in ([lang] if lang else LANGUAGES)]
    own = [term for term in concept.terms if term.text == text]
    occurrences = _occurrences(
        corpus, replace(concept, terms=(*concept.terms, *(t for t in asked if t.lang not in {o.lang for o in own})))
    )
    chosen = lang or _language(text, occurrences, concept)
    terms = set(concept.terms)
    known = [
        Found(o.where, _as_written(corpus, o), o.term.lang, 1.0, o.term if o.term in terms else None)
        for o in occurrences
        if o.term in terms or o.term.lang == chosen
    ]
    return rows(Search(Scorer(corpus), chosen, known, text).run(), corpus, asked={(chosen, text)})


def _as_written(corpus: Corpus, occurrence: Occurrence) -> str:
    """What the span holds, or the whole word where the term is a part of a compound."""
    start, end = occurrence.where.span or (0, 0)
    return corpus.lines[occurrence.where.article, occurrence.where.paragraph or 0].text[start:end]


def _concept(text: str, lang: Lang | None, glossary: Glossary) -> Concept:
    """The glossary's concept of a term, in any form; an empty one where it has none."""
    matcher = Matcher(glossary)
    for code in [lang] if lang else LANGUAGES:
        whole = [o for o in matcher.find_text(text, code) if o.where.span == (0, len(text))]
        if whole:
            return glossary.concepts[min(whole, key=lambda o: (o.term.text != text, o.term.status.rank)).concept]
    return Concept(_QUERY, ())


def _occurrences(corpus: Corpus, concept: Concept) -> list[Occurrence]:
    matcher = Matcher(Glossary(MappingProxyType({concept.id: concept})))
    return [o for article in corpus.articles.values() for o in disjoint(longest(matcher.find(article)))]


def _language(text: str, occurrences: Sequence[Occurrence], concept: Concept) -> Lang:
    """In which language a term was asked for."""
    counts = {code: sum(o.term.text == text and o.term.lang == code for o in occurrences) for code in LANGUAGES}
    best = max(counts, key=lambda code: counts[code])
    if counts[best]:
        return best
    if own := [term.lang for term in concept.terms if term.text.lower() == text.lower()] or [
        t.lang for t in concept.terms
    ]:
        return own[0]
    found = detection.detect(text)
    return found.code if found and found.code in LANGUAGES else "en"
