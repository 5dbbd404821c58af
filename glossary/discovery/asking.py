"""Ask a corpus how a term is rendered: what the glossary knows is sure, the rest is found."""

from collections.abc import Collection, Sequence
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
        text: the term, in any language, or the id of a concept of the glossary, which stands for its name.
        lang: the term's; None: the one in which the corpus has it most often, else the glossary's, else what it looks like.
        glossary: whose renderings of the term are taken as sure.

    Raises:
        InputError: the term is empty.
    """
    text = " ".join(text.split())
    if not text:
        raise InputError("the term is empty; give a word or a phrase")
    concept = next(iter(meant(text, lang, glossary or Glossary())), Concept(_QUERY, ()))
    text = _name(concept, lang) if concept.id == text else text
    own = [] if concept.id == _QUERY else _own(text, lang, concept)
    asked = [Term(text, code, Status.PREFERRED) for code in ([lang] if lang else LANGUAGES)]
    occurrences = _occurrences(
        corpus, replace(concept, terms=(*concept.terms, *(t for t in asked if t.lang not in {o.lang for o in own})))
    )
    chosen = lang or _language({*own, *asked}, occurrences, concept, text)
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


def meant(text: str, lang: Lang | None, glossary: Glossary) -> tuple[Concept, ...]:
    """The glossary's concepts of an id, or of a term in any form, the one to ask for first."""
    if text in glossary.concepts:
        return (glossary.concepts[text],)
    matcher = Matcher(glossary)
    for code in [lang] if lang else LANGUAGES:
        whole = sorted(_whole(matcher, text, code), key=lambda o: (o.term.text != text, o.term.status.rank))
        if whole:
            return tuple(glossary.concepts[key] for key in dict.fromkeys(o.concept for o in whole))
    return ()


def _whole(matcher: Matcher, text: str, lang: Lang) -> list[Occurrence]:
    return [o for o in matcher.find_text(text, lang) if o.where.span == (0, len(text))]


def _name(concept: Concept, lang: Lang | None) -> str:
    """What a concept is asked for by, where its id was given."""
    term = concept.preferred(lang) if lang else None
    return term.text if term else concept.name


def _own(text: str, lang: Lang | None, concept: Concept) -> list[Term]:
    """The terms of a concept that a text is a form of."""
    matcher = Matcher(Glossary(MappingProxyType({concept.id: concept})))
    return [o.term for code in ([lang] if lang else LANGUAGES) for o in _whole(matcher, text, code)]


def _occurrences(corpus: Corpus, concept: Concept) -> list[Occurrence]:
    matcher = Matcher(Glossary(MappingProxyType({concept.id: concept})))
    return [o for article in corpus.articles.values() for o in disjoint(longest(matcher.find(article)))]


def _language(asked: Collection[Term], occurrences: Sequence[Occurrence], concept: Concept, text: str) -> Lang:
    """In which language a term was asked for."""
    counts = {code: sum(o.term in asked and o.term.lang == code for o in occurrences) for code in LANGUAGES}
    best = max(counts, key=lambda code: counts[code])
    if counts[best]:
        return best
    if own := [term.lang for term in concept.terms if term.text.lower() == text.lower()] or [
        t.lang for t in concept.terms
    ]:
        return own[0]
    found = detection.detect(text)
    return found.code if found and found.code in LANGUAGES else "en"
