"""What checking asks of whoever can tell how a concept was rendered where none of its terms stands."""

from collections.abc import Sequence
from typing import Protocol

from corpora.alignment import Unit
from corpora.finding import Place
from corpora.languages import Lang
from glossary.concept import Concept
from glossary.matching import Occurrence


class Renderings(Protocol):
    """Finds likely renderings in one story."""

    def instead(
        self,
        unit: Unit,
        concept: Concept,
        source: Sequence[Occurrence],
        lang: Lang,
        avoid: Sequence[Place] = (),
    ) -> Place | None:
        """Where a version of a unit says what no term of the concept says, with its span; None where nothing is likely.

        Args:
            unit: of the story's alignment.
            concept: the one that is missing.
            source: where the other versions of the unit name it; not empty.
            lang: the version in which it is missing.
            avoid: what stands for other mentions of the concept, and cannot stand for this one.
        """
        ...
