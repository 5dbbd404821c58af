"""What the aligner and the grouping ask of whatever turns texts into vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpora.languages import Lang

Floats = npt.NDArray[np.float32]

_ZERO = 1e-9  # a vector shorter than this is no vector


@dataclass(frozen=True, slots=True)
class Prefixes:
    """A text's vector as it grows piece by piece, so that any run of pieces is one subtraction."""

    ends: npt.NDArray[np.int64]  # [k]: the code point of the text at which each piece ends, ascending
    sums: Floats  # [k, d]: the sum of the pieces up to and with each one


class Encoder(Protocol):
    """Texts of any language into one space, where the same content lies close together."""

    @property
    def signature(self) -> str:
        """Name and version, as it stands beside every figure that came from these vectors."""
        ...

    @property
    def dimension(self) -> int:
        """The number d of columns of every vector."""
        ...

    @property
    def languages(self) -> frozenset[Lang] | None:
        """The languages it was learned for; None where it knows all."""
        ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, float32 [n, d], not normalised; zeros for a text that says nothing."""
        ...

    def parts(self, texts: Sequence[str], count: int) -> Floats:
        """What `count` successive parts of each text, about equally long, add to its vector, float32 [n, count, d].

        Equal shares, where an encoder cannot tell.
        """
        ...

    def prefixes(self, text: str) -> Prefixes | None:
        """The vector of a text as it grows; None where an encoder cannot tell."""
        ...

    def unit(self, sums: Floats, lang: Lang) -> Floats:
        """Vectors of one language made comparable with those of others, float32 [n, d], of length 1; zero rows stay zero."""
        ...


def normalised(vectors: Floats) -> Floats:
    """Rows of length 1, float32 [n, d]; zero rows stay zero."""
    lengths = np.sqrt(np.einsum("nd,nd->n", vectors, vectors))
    return np.asarray(vectors / np.where(lengths > _ZERO, lengths, np.inf)[:, None], np.float32)
