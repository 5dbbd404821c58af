"""How well renderings are found from one English term: 60 terms of a real article, read by hand in German and Japanese.

    KHEO_DATA=… python benchmarks/discovery.py [--held] [--without]

`--held` takes the 20 terms that nothing was tuned on; `--without` takes each idea away in turn. A rendering is right where it
and a pattern of discovery_terms.toml share six tenths of what they cover together ("exact": nine tenths), in the aligned story.
"""

import argparse
import os
import re
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpora import readers
from corpora.languages import Lang
from corpora.vectors import static
from glossary.concept import Concept, Glossary, Status, Term
from glossary.discovery import choices, competition
from glossary.discovery.scoring import Scorer, Weights
from glossary.discovery.search import Found, Search
from glossary.discovery.segments import Corpus
from glossary.matching import Matcher, longest
from pipeline import process
from pipeline.process import Options

TERMS = Path(__file__).parent / "discovery_terms.toml"
STORY = "mass-mobilization-year-2024"
RIGHT, EXACT = 0.6, 0.9
LANGS: tuple[Lang, ...] = ("de", "ja")


@dataclass(slots=True)
class Score:
    """What was found of what there is."""

    concepts: int = 0
    hit: int = 0
    types: int = 0
    found: int = 0
    spans: int = 0
    right: int = 0
    exact: int = 0

    def __str__(self) -> str:
        return (
            f"{self.hit / max(self.concepts, 1):8.3f} {self.found / max(self.types, 1):6.3f} "
            f"{self.right / max(self.spans, 1):6.3f} {self.exact / max(self.spans, 1):6.3f} {self.spans:6}"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="the 20 terms that nothing was tuned on")
    parser.add_argument("--without", action="store_true", help="take each idea away in turn")
    given = parser.parse_args()
    if "KHEO_DATA" not in os.environ:
        sys.exit("KHEO_DATA is not set: give the folder that holds articles/")
    gold = tomllib.loads(TERMS.read_text("utf-8"))
    terms = {name: entry for name, entry in gold.items() if bool(entry.get("held")) == given.held}
    corpus = read(Path(os.environ["KHEO_DATA"]) / "articles")
    print(f"{len(terms)} terms, vectors {corpus.vectors.encoder.signature}")
    print(f"{'':28}{'':10}concepts  types  spans  exact      n")
    for name, scorer, context in variants(corpus, without=given.without):
        with context():
            start = time.perf_counter()
            scores = {lang: judged(scorer, terms, lang) for lang in LANGS}
        for lang in LANGS:
            print(f"{name:28}{lang:10}{scores[lang]}")
        print(f"{name:28}{'both':10}{summed(scores.values())}   {time.perf_counter() - start:.1f} s")


def read(folder: Path) -> Corpus:
    """The articles, aligned."""
    options = Options(static.load(), Glossary())
    gathered = process.gather(readers.read([str(folder)]), options)
    aligned = process.align(gathered.stories, options)
    return Corpus(((each.story, each.alignment) for each in aligned.stories), options.encoder)


def variants(corpus: Corpus, *, without: bool) -> Iterator[tuple[str, Scorer, Callable[[], Any]]]:
    """The scorer as it is, and with something taken away; the weights of the rest stay."""
    yield "as it is", Scorer(corpus), lambda: patched(())
    if not without:
        return
    full = Weights().values
    for name, features in (
        ("without cosines", ("cosine", "rival", "over")),
        ("without competing words", ("cover", "source")),
        ("without common segments", ("together",)),
        ("without edges", ("cuts", "tears", "bound")),
        ("without lengths", ("short", "long")),
        ("without position", ("place",)),
    ):
        yield name, Scorer(corpus, replace(Weights(), values=full | dict.fromkeys(features, 0.0))), lambda: patched(())
    yield "words compete by cosine only", Scorer(corpus), lambda: patched(((competition, "_GAIN", 0.0),))
    yield (
        "each occurrence alone",
        Scorer(corpus),
        lambda: patched(((choices, "_SUPPORT", 0.0), (choices, "_PART", 0.0))),
    )


@contextmanager
def patched(changes: Sequence[tuple[Any, str, float]]) -> Iterator[None]:
    """Constants of modules changed for a while."""
    before = [(module, name, getattr(module, name)) for module, name, _ in changes]
    for module, name, value in changes:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def judged(scorer: Scorer, terms: dict[str, Any], lang: Lang) -> Score:
    """The renderings of terms in one language against the gold."""
    score = Score()
    for name, entry in terms.items():
        wanted, also = entry[lang], entry.get(f"{lang}_also", [])
        got: set[int] = set()
        hit = False
        for one in asked(scorer, name):
            if one.lang != lang or STORY not in one.where.article:
                continue
            best, which = nearest(scorer.corpus, one, [*wanted, *also])
            score.spans += 1
            score.right += best >= RIGHT
            score.exact += best >= EXACT
            hit = hit or best >= RIGHT
            got |= {which} if best >= RIGHT and which < len(wanted) else set()
        if wanted:
            score.concepts += 1
            score.hit += hit
            score.types += len(wanted)
            score.found += len(got)
    return score


def asked(scorer: Scorer, name: str) -> list[Found]:
    """All places of a term and its renderings."""
    concept = Concept("asked", (Term(name, "en", Status.PREFERRED),))
    matcher = Matcher(Glossary(MappingProxyType({"asked": concept})))
    articles = [article for article in scorer.corpus.articles.values() if article.lang == "en"]
    known = [Found(o.where, o.form, "en", 1.0) for article in articles for o in longest(matcher.find(article))]
    return Search(scorer, "en", known, name).run()


def nearest(corpus: Corpus, one: Found, patterns: Sequence[str]) -> tuple[float, int]:
    """How well the best match of any pattern covers a place, and which pattern."""
    start, end = one.where.span or (0, 0)
    text = corpus.lines[one.where.article, one.where.paragraph or 0].text
    covered = [
        ((min(end, m.end()) - max(start, m.start())) / (max(end, m.end()) - min(start, m.start())), -which)
        for which, pattern in enumerate(patterns)
        for m in re.finditer(pattern, text)
    ]
    best, which = max(covered, default=(0.0, 0))
    return best, -which


def summed(scores: Any) -> Score:
    """All scores as one."""
    whole = Score()
    for score in scores:
        for field in Score.__slots__:
            setattr(whole, field, getattr(whole, field) + getattr(score, field))
    return whole


if __name__ == "__main__":
    main()
