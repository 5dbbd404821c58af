"""A pile of articles, ready to be asked how likely two of them are versions of one another."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePath
from typing import TypeAlias

import numpy as np

from corpora.article import Article
from corpora.languages import Lang
from corpora.likeness import Features, Profile, Shared, evidence, features, profiles
from corpora.neighbours import Indices, Neighbours, nearest
from corpora.readers.naming import language_of, stem
from corpora.vectors.encoder import Encoder, Floats, normalised

Pair: TypeAlias = tuple[int, int]  # the places of two articles in a pile

_NEAREST = 4  # articles of a language that make the neighbourhood of an article
_CANDIDATES = 2  # of these, the articles that are looked at sentence by sentence
# Set by hand. With announcements made from one template (ruby-news-dev, half missing) the lead brings 2 points of F1; on the documents
# of benchmarks/likeness.py it changes nothing for whole articles and costs 1 for single segments, 1.5 beside sisters.
_LEAD, _USUAL = 0.3, 3.0
# Log odds that one name adds to two articles of which the vectors do not know a language; set by hand, as with drafts.
_NAMESAKES = 4.0
_UNSEEN = 9.0  # the rarity of a number that no article of a language has
_EXPECTED, _EXPECTATIONS = 0.3, 2  # cosine and number of the neighbours assumed beside those, for small piles
_SHRINKAGE = 20  # articles of a language from which on their mean counts more than zero does


@dataclass(frozen=True, slots=True, eq=False)
class Pile:
    """Articles with their vectors, their nearest articles in each language, and how common each number is."""

    articles: tuple[Article, ...]
    profiles: tuple[Profile, ...]
    vectors: Floats  # [n, d]: the articles' vectors without what all articles of their language have in common
    languages: Indices  # [n], the place of its language in the alphabetical order
    neighbours: Neighbours
    neighbourhood: Floats  # [n, languages]: the mean cosine to the nearest articles, drafts apart
    rarity: Mapping[Lang, Mapping[str, float]]
    unlearned: frozenset[Lang]  # languages that the vectors were not learned for
    names: tuple[str, ...]  # what the articles' names say besides the language
    leads: Mapping[Pair, float] = field(
        default_factory=dict
    )  # what being ahead of its rivals adds to a pair's log odds
    _alone: dict[Pair, float] = field(default_factory=dict)  # the log odds of pairs without that, computed once

    def score(self, left: int, right: int) -> float:
        """The log odds that two articles, by their place in the pile, are versions of one another."""
        pair = (left, right) if left < right else (right, left)
        return self._likeness(pair) + self.leads.get(pair, 0.0)

    def pairs(self) -> list[Pair]:
        """The pairs of articles of two languages that are worth a closer look, in order, the smaller place first."""
        size = len(self.articles)
        found = chain(((place, other) for place in range(size) for other in self.near(place)), self._namesakes())
        return sorted({(min(p, o), max(p, o)) for p, o in found if self.languages[p] != self.languages[o]})

    def _namesakes(self) -> Iterator[Pair]:
        """The pairs of one name, of which the vectors do not know a language."""
        named: dict[str, list[int]] = {}
        for place, name in enumerate(self.names):
            if self.articles[place].lang in self.unlearned:
                named.setdefault(name, []).append(place)
        for other, name in enumerate(self.names):
            yield from ((place, other) for place in named.get(name, ()))

    def ranked(self, pairs: Collection[Pair]) -> "Pile":
        """The pile with higher log odds for those of these pairs that have no rival among them, and lower ones for the others.

        A pair's lead is the smaller of both sides' distances to the next best article of the other's language.
        """
        ladders: dict[tuple[int, int], list[float]] = {}
        pairs = [pair for pair in pairs if not self._blind(*pair) or self._likeness(pair) > 0]
        for left, right in pairs:
            for place, other in ((left, right), (right, left)):
                ladders.setdefault((place, int(self.languages[other])), []).append(self._likeness((left, right)))
        tops = {key: sorted(scores, reverse=True)[:2] for key, scores in ladders.items() if len(scores) > 1}
        added = {}
        for left, right in pairs:
            score = self._likeness((left, right))
            found = [tops.get((left, int(self.languages[right]))), tops.get((right, int(self.languages[left])))]
            leads = [score - (top[1] if score == top[0] else top[0]) for top in found if top is not None]
            if leads:
                added[left, right] = _LEAD * max(-_USUAL, min(_USUAL, min(leads) - _USUAL))
        return replace(self, leads=added)

    def _likeness(self, pair: Pair) -> float:
        if pair not in self._alone:
            score = evidence(self.features(*pair))
            if self._blind(*pair):
                score = max(0.0, score) + _NAMESAKES * (self.names[pair[0]] == self.names[pair[1]])
            self._alone[pair] = score
        return self._alone[pair]

    def _blind(self, left: int, right: int) -> bool:
        """Whether the vectors tell only what two articles have in common by its spelling, and never that they differ."""
        langs = {self.articles[left].lang, self.articles[right].lang}
        return len(langs) > 1 and not langs.isdisjoint(self.unlearned)

    def features(self, left: int, right: int) -> Features:
        """What speaks for two articles, by their place in the pile, being versions of one another."""
        a, b = self.profiles[left], self.profiles[right]
        cosine = float(self.vectors[left] @ self.vectors[right])
        usual = self.neighbourhood[left, self.languages[right]] + self.neighbourhood[right, self.languages[left]]
        return features(a, b, self._numbers(a, b), 2 * cosine - float(usual), cosine)

    def _numbers(self, left: Profile, right: Profile) -> Shared:
        first, second = self.rarity[left.lang], self.rarity[right.lang]
        weight = {n: min(first.get(n, _UNSEEN), second.get(n, _UNSEEN)) for n in left.numbers | right.numbers}
        together = sum(weight[n] for n in left.numbers & right.numbers)
        return Shared(together, (sum(weight.values()) - together) / 2)

    def near(self, place: int) -> list[int]:
        """The articles worth a closer look, drafts apart: the two most like this one in each language."""
        found = []
        for code in range(self.neighbourhood.shape[1]):
            others = self.neighbours.indices[place, code]
            others = others[others >= 0]
            csls = (
                2 * self.neighbours.cosines[place, code, : len(others)]
                - self.neighbourhood[others, self.languages[place]]
            )
            found += [int(other) for other in others[np.argsort(-csls, kind="stable")][:_CANDIDATES]]
        return found

    def repeats(self, left: int, right: int) -> bool:
        """Whether two articles of one language say nearly the same sentence by sentence, with the same numbers."""
        a, b = self.profiles[left], self.profiles[right]
        if a.lang != b.lang or not (a.weights.any() and b.weights.any()):
            return False
        found = features(a, b, self._numbers(a, b), 0, 0)
        # At .9 a sentence in ten may be another one; a template with other figures in it stays below by its numbers.
        return found.match >= 0.9 and found.length > -0.3 and self._share(a, b) >= 0.8

    @staticmethod
    def _share(left: Profile, right: Profile) -> float:
        everything = left.numbers | right.numbers
        return len(left.numbers & right.numbers) / len(everything) if everything else 1.0


def pile(articles: Sequence[Article], encoder: Encoder, drafts: Sequence[Article] = ()) -> Pile:
    """Read articles into a pile; their order changes nothing but the places. Drafts stand after them and are nobody's neighbours.

    O(n·√n) time beyond 2,000 articles, and about 13 kB of memory for an article of 20 sentences.
    """
    everything = (*articles, *drafts)
    made = tuple(profiles(everything, encoder))
    codes = sorted({article.lang for article in everything})
    languages = np.array([codes.index(article.lang) for article in everything], np.int64)
    own = np.arange(len(everything)) < len(articles)
    vectors = np.stack([p.vector for p in made]) if made else np.zeros((0, encoder.dimension), np.float32)
    for code in range(len(codes)):
        here = own & (languages == code)
        if here.any():
            vectors[languages == code] -= vectors[here].mean(axis=0) * (here.sum() / (here.sum() + _SHRINKAGE))
    vectors = normalised(vectors)
    found = nearest(vectors, np.where(own, languages, languages + len(codes)), _NEAREST)
    cosines = found.cosines[:, : len(codes)]
    known = np.isfinite(cosines)
    total = np.where(known, cosines, 0).sum(axis=2) + _EXPECTED * _EXPECTATIONS
    neighbourhood = (total / (known.sum(axis=2) + _EXPECTATIONS)).astype(np.float32)
    learned = encoder.languages
    unlearned = frozenset() if learned is None else frozenset(codes) - learned
    names = tuple(_name(article.id) for article in everything)
    return Pile(everything, made, vectors, languages, found, neighbourhood, _rarity(made), unlearned, names)


def _name(path: str) -> str:
    """A path without its language: news/de/x.txt and news/x.en.txt have one name."""
    folders = (folder for folder in PurePath(path).parent.parts if not language_of(folder))
    return "/".join((*folders, stem(path)))


def _rarity(made: Sequence[Profile]) -> dict[Lang, dict[str, float]]:
    counts: dict[Lang, Counter[str]] = {}
    sizes = Counter(profile.lang for profile in made)
    for profile in made:
        counts.setdefault(profile.lang, Counter()).update(profile.numbers)
    return {
        lang: {n: max(0.1, math.log((sizes[lang] + 1) / (count + 0.5))) for n, count in found.items()}
        for lang, found in counts.items()
    }
