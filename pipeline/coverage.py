"""What kheo has no data for, of the languages at hand: said once for each of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpora import furniture, quantities, untranslated
from corpora.article import Article, Story
from corpora.finding import Finding, Place
from corpora.languages import Lang, name_of, names
from corpora.vectors.encoder import Encoder
from glossary import matching
from glossary.concept import Glossary


def gaps(
    stories: Sequence[Story], grouper: Encoder, encoder: Encoder, glossary: Glossary | None = None
) -> tuple[Finding, ...]:
    """R105 for each language of which something is missing, at its first article: what, and what follows from it.

    Args:
        stories: those of one run.
        grouper: the vectors that found them.
        encoder: the vectors that they will be aligned by.
        glossary: the one that they will be checked by.
    """
    first: dict[Lang, Article] = {}
    for story in stories:
        for article in (*story.versions.values(), *(draft.article for draft in story.drafts)):
            first.setdefault(article.lang, article)
    findings = []
    for lang, article in first.items():
        steps = {"found": grouper, "aligned": encoder}
        blind = {step: by for step, by in steps.items() if by.languages is not None and lang not in by.languages}
        missing = tuple(_missing(lang))
        said = [_unlearned(lang, blind)] if blind else []
        said += [_alone(lang, stories)] if "found" in blind and _lone(lang, stories) else []
        said += [f"kheo has no {_listed(missing)} of {name_of(lang)}"] if missing else []
        said += [unglossed] if (unglossed := _unglossed(lang, glossary)) else []
        if said:
            remedy = ["docs/languages.md tells how to give it what it lacks"] if blind or missing else []
            findings.append(Finding("R105", Place(article.id, lang), "; ".join((*said, *remedy))))
    return tuple(findings)


def _unlearned(lang: Lang, blind: Mapping[str, Encoder]) -> str:
    signatures = " and ".join(dict.fromkeys(by.signature for by in blind.values()))
    return (
        f"the vectors {signatures} were not learned for {name_of(lang)}: its versions are {' and '.join(blind)} by what needs "
        "no vectors (names of files, numbers, words spelled alike, layout, length, terms), so look twice"
    )


def _unglossed(lang: Lang, glossary: Glossary | None) -> str:
    """What there is to say where a glossary, which is there, does not know a language; else nothing."""
    concepts = list(glossary or ())
    if glossary is None or not concepts or any(concept.preferred(lang) for concept in concepts):
        return ""
    there = Counter(term.lang for concept in concepts for term in concept.terms if term.status.agreed)
    has = f"only of {names([*there])}" if there else "none at all"
    name = glossary.signature.partition("|")[0]
    return (
        f"the glossary {name} has no approved term of {name_of(lang)} to check by ({has}); add some, or see whether its file names "
        f"the language otherwise than {lang!r}"
    )


def _lone(lang: Lang, stories: Sequence[Story]) -> int:
    """How many articles of a language have found none of the other stories."""
    lone = sum(len(story.versions) == 1 and lang in story.versions for story in stories)
    return lone if len(stories) > 1 else 0


def _alone(lang: Lang, stories: Sequence[Story]) -> str:
    lone = _lone(lang, stories)
    stand = "1 article of it stands" if lone == 1 else f"{lone} articles of it stand"
    return f"{stand} alone: versions of one name (x.en.txt, x.{lang}.txt) are put together"


def _missing(lang: Lang) -> Iterator[str]:
    """What there is no data of, and what is done without."""
    if not quantities.reads_months(lang):
        yield "names of months (a date in words counts as its day and year)"
    if not quantities.reads_words(lang):
        yield "number words (a million may be any number with those figures, and twenty in letters counts as missing)"
    if not matching.inflects(lang):
        yield "endings (a term is found only as the glossary has it)"
    if not furniture.knows(lang):
        yield "page furniture (only what all pages share is removed)"
    if not untranslated.tells(lang):
        yield "grammar words (a paragraph left in it is not noticed elsewhere)"


def _listed(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', no '.join(first)} and no {last}" if first else last
