"""What stands there instead of a missing term: one place, found from the places that name the concept, or none."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from corpora.finding import Place
from corpora.languages import Lang
from glossary.discovery.choices import Choice, certain, picked, top
from glossary.discovery.lines import Stretch
from glossary.discovery.scoring import Scorer, Spot, part_of
from glossary.discovery.segments import Corpus, Segment, keys
from glossary.matching import Occurrence

CERTAIN = (
    0.7  # from which on a place is told: of 40 terms of real articles 96 % are right, of 20 others 92 %; half are told
)


class Likely:
    """Finds likely renderings in the stories of one corpus; some milliseconds a place."""

    def __init__(self, corpus: Corpus, least: float = CERTAIN) -> None:
        self._corpus, self._scorer, self._least = corpus, Scorer(corpus), least

    def instead(self, source: Sequence[Occurrence], lang: Lang, avoid: Sequence[Place] = ()) -> Place | None:
        """Where a version of a unit says what no term of a concept says, with its span; None where nothing is likely.

        Where several versions name the concept, what all of them point to counts.

        Args:
            source: where the other versions of a unit of a story of the corpus name the concept.
            lang: the version in which it is missing.
            avoid: places of that version that stand for something else.
        """
        threshold = self._scorer.weights.threshold
        choices = self._choices(source, lang)
        if avoid:
            choices = certain((c for c in choices if not any(_overlap(_place(c), other) for other in avoid)), threshold)
        chosen = picked(choices, threshold)
        if not chosen or chosen[0].certainty < self._least:
            return None
        return _place(chosen[0])

    def _choices(self, source: Sequence[Occurrence], lang: Lang) -> list[Choice]:
        """The candidates of the segment that most places lie in, scored by the mean over the languages of these places."""
        places: defaultdict[int, dict[Lang, Spot]] = defaultdict(dict)
        for occurrence in source:
            if spot := self._spot(occurrence, lang):
                places[spot[0].index].setdefault(spot[1].lang, spot[1])
        if not places:
            return []
        index = max(places, key=lambda i: (len(places[i]), -i))
        segment = self._corpus.segments[index]
        found = self._scorer.candidates(segment, lang)
        if not found.spots:
            return []
        features = [
            self._scorer.features(segment, spot, lang, found, self._bits(spot, segment))
            for spot in places[index].values()
        ]
        scores = self._scorer.weights.score(np.mean(features, axis=0))
        return top(0, segment, found, scores, self._scorer.weights.threshold)

    def _spot(self, occurrence: Occurrence, lang: Lang) -> tuple[Segment, Spot] | None:
        where = occurrence.where
        start, end = where.span or (0, 0)
        for segment in self._corpus.owner.get((where.article, where.paragraph or 0), ()):
            part = part_of(segment, where.lang or "", where.article, where.paragraph or 0, start)
            if part is not None and segment.parts.get(lang):
                return segment, Spot(where.lang or "", part, Stretch(start, end))
        return None

    def _bits(self, spot: Spot, segment: Segment) -> int:
        """The segments that have the words of a place."""
        return self._corpus.statistics.where(keys(spot.text(segment), spot.lang), spot.lang)


def _place(choice: Choice) -> Place:
    spot = choice.spot
    return choice.segment.parts[spot.lang][spot.part].line.place(spot.stretch.start, spot.stretch.end)


def _overlap(one: Place, two: Place) -> bool:
    if (one.article, one.paragraph) != (two.article, two.paragraph) or one.span is None or two.span is None:
        return False
    return one.span[0] < two.span[1] and two.span[0] < one.span[1]
