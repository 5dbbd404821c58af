"""What checking asks of whoever can tell how a concept was rendered where none of its terms stands."""

from collections.abc import Sequence
from typing import Protocol

from corpora.finding import Place
from corpora.languages import Lang
from glossary.matching import Occurrence


class Renderings(Protocol):
    """Finds likely renderings in one story."""

    def instead(self, source: Sequence[Occurrence], lang: Lang, avoid: Sequence[Place] = ()) -> Place | None:
        """Where a version of a unit says what no term of a concept says, with its span; None where nothing is likely.

        Args:
            source: where the other versions of the unit name the concept; not empty.
            lang: the version in which it is missing.
            avoid: what stands for other mentions of the concept, and cannot stand for this one.
        """
        ...
