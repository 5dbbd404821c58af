"""Renderings in texts that no version explains: what was found elsewhere, and what is near to it."""

from collections.abc import Iterable, Sequence

from corpora.languages import Lang
from corpora.vectors.encoder import Floats
from glossary.discovery.lines import Line, Stretch, stretches
from glossary.discovery.nearness import Expression, contains, expressions, near
from glossary.discovery.quotations import quotations
from glossary.discovery.segments import Corpus
from glossary.discovery.words import words

SPREAD = 0.85  # nearness to a trusted rendering from which on a text without other versions is taken to have it
VARIANT = 0.85  # nearness to the term of what stands for it in its own language
_QUOTED, _COSINE = 0.55, 0.3  # of quotations: nearness to a trusted one, cosine to the term
_ALIKE = 0.9  # nearness that makes a rendering of what is not quoted, where the others are
_LONGER = 1.7  # times as long as the longest trusted rendering may one be
_SAME = 2.0  # rank of what is a trusted rendering itself

Span = tuple[int, int]


class Spreader:
    """Looks through single lines for one concept."""

    def __init__(self, corpus: Corpus, vector: Floats, *, quoted: bool, loose: bool) -> None:
        self._corpus, self._vector, self._quoted, self._loose = corpus, vector, quoted, loose

    def find(self, line: Line, trusted: Sequence[Expression], taken: Iterable[Span], least: float) -> list[Stretch]:
        """The disjoint stretches of a line that are near enough to any trusted expression, the nearest first.

        Args:
            line: any line of the corpus.
            trusted: in the language of the line; none is needed where the term is quoted.
            taken: spans to leave alone.
            least: nearness, from 0 to 1; 0.9 where the term is quoted, save for quotations.
        """
        options = self._quotations(line, trusted) if self._quoted else []
        whole = [(stretch.start, stretch.end) for _, stretch in options]
        limit = _limit(trusted)
        spans = [
            s
            for s in stretches(line, 0, len(line.text), loose=self._loose)
            if s.end - s.start <= limit and not s.tears and _shares(line.text[s.start : s.end], line.lang, trusted)
        ]
        for stretch, one in zip(spans, self._made(line, spans), strict=True):
            closest = max((near(one, other) for other in trusted), default=0.0)
            if closest == 1.0:
                options.append((_SAME, stretch))
            elif any(s <= stretch.start and stretch.end <= e for s, e in whole):
                continue  # a quotation is taken whole or not at all
            elif closest >= (_ALIKE if self._quoted else least) and not (
                self._is_cut(stretch, one) or any(contains(other, one) for other in trusted)
            ):
                options.append((closest, stretch))
        return _disjoint(options, taken)

    def _quotations(self, line: Line, trusted: Sequence[Expression]) -> list[tuple[float, Stretch]]:
        limit = _limit(trusted) or len(line.text)
        spans = [Stretch(q.start, q.end) for q in quotations(line.text) if q.end - q.start <= limit]
        options: list[tuple[float, Stretch]] = []
        for stretch, one in zip(spans, self._made(line, spans), strict=True):
            closest = max((near(one, other) for other in trusted), default=0.0)
            cosine = float(one.vector @ self._vector)
            if closest >= _QUOTED or cosine >= _COSINE:
                options.append((1 + max(closest, cosine), stretch))
        return options

    def _made(self, line: Line, spans: Sequence[Stretch]) -> list[Expression]:
        return expressions([line.text[s.start : s.end] for s in spans], line.lang, self._corpus.vectors)

    def _is_cut(self, stretch: Stretch, one: Expression) -> bool:
        """Whether a stretch looks like a part of something longer."""
        if stretch.left or stretch.right:
            edges = self._corpus.edges(one.text, one.lang)
            return bool((stretch.left and edges.left > 0) or (stretch.right and edges.right > 0))
        return stretch.cuts > 0


def _limit(trusted: Sequence[Expression]) -> float:
    return _LONGER * max((len(one.text) for one in trusted), default=0)


def _shares(text: str, lang: Lang, trusted: Sequence[Expression]) -> bool:
    """Whether a text has anything in common with a trusted expression: what has not is never near enough."""
    low = text.lower()
    if words(lang).spaced:
        return any(stem[:5] in low for one in trusted for stem in one.stems if len(stem) > 2 or stem == low)
    letters = set(low)
    return any(len(letters & set(one.stems)) * 2 >= min(len(set(one.stems)), len(letters)) for one in trusted)


def _disjoint(options: Iterable[tuple[float, Stretch]], taken: Iterable[Span]) -> list[Stretch]:
    """The best options first, none over another or over what is taken."""
    chosen: list[Stretch] = []
    blocked = list(taken)
    for _, stretch in sorted(options, key=lambda option: (-option[0], option[1].start - option[1].end)):
        if all(stretch.end <= s or e <= stretch.start for s, e in blocked):
            chosen.append(stretch)
            blocked.append((stretch.start, stretch.end))
    return chosen
