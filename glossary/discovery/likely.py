"""What stands there instead of a missing term: one place, found from the places that name the concept, or none."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from corpora.alignment import Unit
from corpora.finding import Place
from corpora.languages import Lang
from glossary.concept import Concept
from glossary.discovery.choices import Choice, picked, top
from glossary.discovery.lines import Stretch
from glossary.discovery.scoring import Scorer, Spot, part_of
from glossary.discovery.segments import Corpus, Segment, keys
from glossary.matching import Occurrence

CERTAIN = 0.6  # from which on a place is told: 94 % of them right, and 57 % of all places told, on 40 concepts of real articles


class Likely:
    """Finds likely renderings in the stories of one corpus; some milliseconds a place."""

    def __init__(self, corpus: Corpus, least: float = CERTAIN) -> None:
        self._corpus, self._scorer, self._least = corpus, Scorer(corpus), least

    def instead(self, unit: Unit, concept: Concept, source: Sequence[Occurrence], lang: Lang) -> Place | None:
        """Where a version of a unit says what no term of the concept says, with its span; None where nothing is likely.

        Where several versions name the concept, what all of them point to counts.

        Args:
            unit: of the alignment of a story of the corpus.
            concept: the one that is missing.
            source: where the other versions of the unit name it.
            lang: the version in which it is missing.
        """
        del unit, concept  # the places say it all
        choices = self._choices(source, lang)
        chosen = picked(choices, self._scorer.weights.threshold)
        if not chosen or chosen[0].certainty < self._least:
            return None
        best = chosen[0]
        part = best.segment.parts[lang][best.spot.part]
        return part.line.place(best.spot.stretch.start, best.spot.stretch.end)

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
