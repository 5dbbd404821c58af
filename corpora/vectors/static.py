"""Static vectors: a text is the sum of its subword pieces' vectors, learned so that translations come out alike."""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpora.errors import InputError
from corpora.languages import Lang
from corpora.vectors.encoder import Floats

SHIPPED = Path(__file__).parent / "static"
WEIGHTS, PIECES = "weights.npz", "pieces.model"

_CHUNK = 16384  # pieces gathered at a time: 16 MB at 256 columns, so that the sums stay near the processor
_ZERO = 1e-9  # a vector shorter than this is no vector


@dataclass(frozen=True, slots=True)
class Prefixes:
    """A text's vector as it grows piece by piece, so that any run of pieces is one subtraction."""

    ends: npt.NDArray[np.int64]  # [k]: the code point of the text at which each piece ends, ascending
    sums: Floats  # [k, d]: the sum of the pieces up to and with each one


@dataclass(frozen=True, slots=True, eq=False)
class StaticVectors:
    """Vectors of one folder, kept at one byte a number."""

    name: str
    signature: str
    rows: npt.NDArray[np.int8]  # [pieces, d]
    scales: Floats  # [pieces]
    means: Mapping[Lang, Floats]  # [d] each: what all texts of a language have in common
    pieces: Any  # the SentencePieceProcessor
    description: Mapping[str, object]

    @property
    def dimension(self) -> int:
        """The number d of columns of every vector."""
        return int(self.rows.shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """The sums of the piece vectors, float32 [n, d]; zeros for a text without pieces. Give many texts at once."""
        ids = self.pieces.encode(list(texts)) if texts else []
        counts = np.fromiter(map(len, ids), np.int64, len(ids))
        flat = np.fromiter((piece for text in ids for piece in text), np.int64, int(counts.sum()))
        sums = np.zeros((len(ids), self.dimension), np.float32)
        filled = np.flatnonzero(counts)
        starts = np.cumsum(counts[filled]) - counts[filled]
        first = 0
        while first < len(filled):
            stop = max(first + 1, int(np.searchsorted(starts, starts[first] + _CHUNK)))
            end = starts[stop] if stop < len(filled) else len(flat)
            rows = self._floats(flat[starts[first] : end])
            sums[filled[first:stop]] = np.add.reduceat(rows, starts[first:stop] - starts[first], axis=0)
            first = stop
        return sums

    def unit(self, sums: Floats, lang: Lang) -> Floats:
        """unit(unit(sum) − mean of the language), float32 [n, d]; zero rows stay zero, an unknown language has no mean."""
        mean = self.means.get(lang)
        vectors = _normalised(sums)
        if mean is None:
            return vectors
        return _normalised(np.where(vectors.any(axis=1, keepdims=True), vectors - mean, np.float32(0)))

    def prefixes(self, text: str) -> Prefixes:
        """The text's cumulative sums, and where in the text each piece ends, also where reading it normalises characters."""
        found = self.pieces.encode(text, out_type="immutable_proto").pieces if text else ()
        ids = np.fromiter((piece.id for piece in found), np.int64, len(found))
        ends = np.fromiter((piece.end for piece in found), np.int64, len(found))
        return Prefixes(np.maximum.accumulate(ends), np.cumsum(self._floats(ids), axis=0, dtype=np.float32))

    def _floats(self, ids: npt.NDArray[np.int64]) -> Floats:
        rows = self.rows[ids].astype(np.float32)
        rows *= self.scales[ids, None]
        return rows


def load(folder: Path | None = None) -> StaticVectors:
    """The vectors of a folder, else the shipped ones; read once per process.

    Raises:
        InputError: the folder holds no vectors, or damaged ones.
    """
    return _load((folder or SHIPPED).resolve())


@lru_cache(maxsize=4)
def _load(folder: Path) -> StaticVectors:
    from sentencepiece import SentencePieceProcessor

    try:
        weights, model = (folder / WEIGHTS).read_bytes(), (folder / PIECES).read_bytes()
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            description = json.loads(str(stored["description"]))
            rows, scales = stored["rows"], stored["scales"].astype(np.float32)
            means = dict(zip(description["languages"], stored["means"].astype(np.float32), strict=True))
        pieces = SentencePieceProcessor(model_proto=model)
        if rows.dtype != np.int8 or rows.ndim != 2 or len(rows) != len(scales) or len(rows) != pieces.vocab_size():
            raise ValueError(f"{rows.shape} weights of type {rows.dtype} for {pieces.vocab_size()} pieces")
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, zipfile.BadZipFile) as error:
        raise InputError(
            f"{folder}: no usable vectors ({error}); it must hold {WEIGHTS} and {PIECES} as `kheo vectors train` writes them"
        ) from error
    signature = f"{description['name']}-{hashlib.sha256(weights + model).hexdigest()[:8]}"
    return StaticVectors(description["name"], signature, rows, scales, means, pieces, description)


def _normalised(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors, dtype=np.float32), where=lengths > _ZERO)
