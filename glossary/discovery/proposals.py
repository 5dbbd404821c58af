"""New concepts for a glossary: phrases that a corpus repeats, with what its versions make of them."""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpora.languages import LANGUAGES, Lang, name_of
from glossary.concept import Concept, Glossary, Status, Term
from glossary.discovery.citation import citation
from glossary.discovery.lines import Kind, Line, Stretch, stretches, tokens
from glossary.discovery.nearness import stems
from glossary.discovery.quotations import quotations
from glossary.discovery.rows import Example, example
from glossary.discovery.scoring import Scorer
from glossary.discovery.search import Found, Search
from glossary.discovery.segments import Corpus
from glossary.discovery.words import words
from glossary.matching import Matcher

_QUOTED, _NAMED = 1.5, 1.2  # what being quoted, or written with capitals, is worth
_FOLLOWED = 8  # places of a phrase that are followed into the versions
_WIDER = 2  # times as many phrases are followed as are asked for
_LONGEST = 5  # words of a phrase; in scripts without spaces twice as many letters
_TOLD = 0.4  # certainty of a rendering that is shown, on the average over its places
_EXAMPLES = 3
_NEARLY = 1.25  # the most frequent language may be so much more frequent than an earlier one of the table

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One rendering of a proposal."""

    text: str  # in citation form
    count: int
    certainty: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase that may be a concept."""

    text: str  # in citation form
    lang: Lang
    count: int
    articles: int
    quoted: int  # of its places, the ones in quotation marks
    score: float
    renderings: Mapping[Lang, tuple[Rendered, ...]]  # the frequent ones first
    examples: tuple[Example, ...]

    def concept(self, concept_id: str) -> Concept:
        """It as a concept: of each language the most frequent rendering preferred, the others admitted."""
        terms = [Term(self.text, self.lang, Status.PREFERRED)]
        for lang, found in self.renderings.items():
            terms += [
                Term(one.text, lang, Status.ADMITTED if place else Status.PREFERRED) for place, one in enumerate(found)
            ]
        return Concept(concept_id, tuple(terms))


@dataclass(slots=True)
class _Phrase:
    """A phrase while it is counted."""

    places: list[tuple[Line, Stretch]]
    quoted: int = 0
    named: int = 0
    nested: int = 0  # of its places, those inside a longer phrase


def discover(
    corpus: Corpus,
    glossary: Glossary,
    *,
    lang: Lang | None = None,
    limit: int = 50,
    least: int = 2,
    track: Callable[[Sequence[Key]], Iterable[Key]] = lambda items: items,
) -> tuple[Proposal, ...]:
    """Phrases that are no terms yet, the best first: frequent, whole, quoted, and rendered alike wherever they stand.

    Args:
        corpus: stories with their alignments.
        glossary: whose terms are left out.
        lang: the language of the phrases; None: the first of the table that most stories have.
        limit: how many at most.
        least: places that a phrase needs; a quoted one needs half as many.
        track: watches over the phrases that are followed, to show progress.
    """
    chosen = lang or _usual(corpus)
    phrases = _phrases(corpus, chosen)
    _count_nested(phrases)
    known = Matcher(glossary)
    listed = {stems(term.text, chosen) for concept in glossary for term in concept.terms_in(chosen)}
    wanted = [
        key for key, p in phrases.items() if _enough(p, least) and key not in listed and not _is_known(p, known, chosen)
    ]
    worth = {key: _worth(phrases[key], key, corpus, chosen) for key in wanted}
    best = sorted((key for key in wanted if worth[key] > 0), key=lambda key: (-worth[key], key))
    scorer = Scorer(corpus)
    found = [_proposal(phrases[key], worth[key], corpus, scorer) for key in track(best[: _WIDER * limit])]
    return tuple(sorted(found, key=lambda one: (-one.score, one.text))[:limit])


def _usual(corpus: Corpus) -> Lang:
    """The first language of the table that stands beside others most often; of lone articles the most frequent one."""
    counts = Counter(lang for segment in corpus.segments if len(segment.parts) > 1 for lang in segment.parts)
    counts = counts or Counter(article.lang for article in corpus.articles.values())
    most = max(counts.values(), default=0)
    return next((lang for lang in LANGUAGES if counts[lang] * _NEARLY >= most), next(iter(counts), "en"))


def _phrases(corpus: Corpus, lang: Lang) -> dict[Key, _Phrase]:
    found: defaultdict[Key, _Phrase] = defaultdict(lambda: _Phrase([]))
    for line in corpus.lines.values():
        if line.lang != lang:
            continue
        quoted = {(q.start, q.end) for q in quotations(line.text)}
        for stretch in stretches(line, 0, len(line.text)):
            text = line.text[stretch.start : stretch.end]
            key = stems(text, lang)
            if stretch.cuts or stretch.tears or not _is_phrase(text, lang, (stretch.start, stretch.end) in quoted):
                continue
            phrase = found[key]
            phrase.places.append((line, stretch))
            phrase.quoted += (stretch.start, stretch.end) in quoted
            phrase.named += _is_name(text, line, stretch)
    return dict(found)


def _is_phrase(text: str, lang: Lang, quoted: bool) -> bool:
    """Whether a text has the length of a term: several words, or one long or quoted."""
    found = tokens(text, lang)
    content = [t for t in found if t.kind is Kind.WORD]
    links = words(lang).links
    if not quoted and any(
        t.kind is Kind.FUNCTION and t.text.lower() not in links and t.text[0].isalnum() for t in found
    ):
        return False
    if not words(lang).spaced:
        return 3 <= len(text) <= 2 * _LONGEST and (text[-1] not in "いしてりき" or quoted)
    if any(t.text.isdigit() or len(t.text) < 2 for t in content):
        return False
    several = len(content) > 1 or (words(lang).nouns and len(text) >= 10)
    return (several or quoted) and len(text.split()) <= _LONGEST


def _is_name(text: str, line: Line, stretch: Stretch) -> bool:
    """Whether its words have capitals where their language asks for none."""
    if words(line.lang).nouns or not words(line.lang).spaced:
        return False
    content = [t for t in tokens(text, line.lang) if t.kind is Kind.WORD]
    return stretch.start > 0 and all(t.text[:1].isupper() for t in content)


def _count_nested(phrases: Mapping[Key, _Phrase]) -> None:
    """How often each phrase stands inside a longer one that is as whole (C-value: Frantzi, Ananiadou & Mima 2000)."""
    for key, phrase in phrases.items():
        for size in range(1, len(key)):
            for start in range(len(key) - size + 1):
                inner = phrases.get(key[start : start + size])
                if inner is not None and len(phrase.places) > 1:
                    inner.nested = max(inner.nested, len(phrase.places))


def _enough(phrase: _Phrase, least: int) -> bool:
    return len(phrase.places) >= least or 2 * phrase.quoted >= least


def _is_known(phrase: _Phrase, matcher: Matcher, lang: Lang) -> bool:
    line, stretch = phrase.places[0]
    text = line.text[stretch.start : stretch.end]
    return any(o.where.span == (0, len(text)) for o in matcher.find_text(text, lang))


def _worth(phrase: _Phrase, key: Key, corpus: Corpus, lang: Lang) -> float:
    line, stretch = phrase.places[0]
    edges = corpus.edges(line.text[stretch.start : stretch.end], lang)
    if not words(lang).spaced and ((stretch.left and edges.left > 0) or (stretch.right and edges.right > 0)):
        return 0.0
    whole = 1.0 if not words(lang).spaced else max(0.0, 1.0 - edges.left - edges.right)
    free = len(phrase.places) - 0.8 * phrase.nested
    size = len(key) if words(lang).spaced else len(key) / 2
    worth = max(free, 0.0) * math.log2(size + 1) * whole
    worth *= _QUOTED if phrase.quoted else 1.0
    return worth * (_NAMED if 2 * phrase.named >= len(phrase.places) else 1.0)


def _proposal(phrase: _Phrase, worth: float, corpus: Corpus, scorer: Scorer) -> Proposal:
    places = [
        Found(line.place(s.start, s.end), line.text[s.start : s.end], line.lang, 1.0) for line, s in phrase.places
    ]
    lang, texts = places[0].lang, Counter(one.text for one in places)
    text = citation(texts, lang)
    found = Search(scorer, lang, places[:_FOLLOWED], text).versions()
    renderings = _grouped(found, corpus)
    agreed = [max(one.count for one in group) / sum(one.count for one in group) for group in renderings.values()]
    certainty = [max(one.certainty for one in group) for group in renderings.values()]
    # A phrase that every version renders in one sure way is a better term than one that each sentence puts differently.
    sure = sum(a * c for a, c in zip(agreed, certainty, strict=True)) / len(agreed) if agreed else 0.3
    return Proposal(
        text,
        lang,
        len(places),
        len({one.where.article for one in places}),
        phrase.quoted,
        worth * (0.2 + sure),
        renderings,
        tuple(example(one, corpus) for one in places[:_EXAMPLES]),
    )


def _grouped(found: Iterable[Found], corpus: Corpus) -> Mapping[Lang, tuple[Rendered, ...]]:
    groups: defaultdict[Lang, defaultdict[Key, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        groups[one.lang][stems(one.text, one.lang)].append(one)
    made: dict[Lang, tuple[Rendered, ...]] = {}
    for lang in corpus.langs:
        all_of = [
            Rendered(
                citation(Counter(o.text for o in group), lang), len(group), sum(o.certainty for o in group) / len(group)
            )
            for group in groups[lang].values()
        ]
        kept = sorted((one for one in all_of if one.certainty >= _TOLD), key=lambda one: (-one.count, one.text))
        if kept:
            made[lang] = tuple(kept)
    return MappingProxyType(made)


def format_json(found: Sequence[Proposal]) -> str:
    """The proposals as one JSON array."""
    return json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2) + "\n"


def _record(one: Proposal) -> dict[str, object]:
    return {
        "term": one.text,
        "lang": one.lang,
        "count": one.count,
        "articles": one.articles,
        "quoted": one.quoted,
        "score": round(one.score, 2),
        "renderings": {
            lang: [{"rendering": r.text, "count": r.count, "certainty": round(r.certainty, 2)} for r in group]
            for lang, group in one.renderings.items()
        },
        "examples": [
            {
                "article": e.where.article,
                "paragraph": e.where.paragraph,
                "before": e.before,
                "text": e.text,
                "after": e.after,
            }
            for e in one.examples
        ],
    }


def format_text(found: Sequence[Proposal]) -> str:
    """The proposals as a person reads them."""
    lines: list[str] = []
    for one in found:
        marks = f", {one.quoted} quoted" if one.quoted else ""
        lines.append(
            f"{one.text}  ({name_of(one.lang)}, {one.count} in {one.articles} article{'' if one.articles == 1 else 's'}{marks})"
        )
        for lang, group in one.renderings.items():
            lines.append(f"    {name_of(lang)}: {', '.join(f'{r.text} {r.count}' for r in group)}")
    return "\n".join(lines) + "\n" if lines else ""
