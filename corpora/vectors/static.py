"""Static vectors: a text is the sum of its subword pieces' vectors, learned so that translations come out alike."""

import hashlib
import io
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
from corpora.vectors.encoder import Floats, Prefixes, normalised

SHIPPED = Path(__file__).parent / "static"
WEIGHTS, PIECES = "weights.npz", "pieces.model"

FEW = 500  # texts that are not worth a thread
_ZERO = 1e-9  # no scale is smaller


@dataclass(frozen=True, slots=True, eq=False)
class StaticVectors:
    """Vectors of one folder, kept at one byte a number."""

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

    @property
    def languages(self) -> frozenset[Lang]:
        """The languages whose texts it was learned from; in others it knows only words that are spelled alike."""
        return frozenset(self.means)

    def encode(self, texts: Sequence[str]) -> Floats:
        """The sums of the piece vectors, float32 [n, d]; zeros for a text without pieces. Give many texts at once."""
        sums = np.zeros((len(texts), self.dimension), np.float32)
        for row, ids in enumerate(self._pieces([*texts], "numpy") if texts else ()):
            np.dot(self.scales[ids], self.rows[ids].astype(np.float32), out=sums[row])
        return sums

    def parts(self, texts: Sequence[str], count: int) -> Floats:
        """The sums of `count` successive parts of each text, of about as many pieces each, float32 [n, count, d]."""
        parts = np.zeros((len(texts), count, self.dimension), np.float32)
        for out, ids in zip(parts, self._pieces([*texts], "numpy") if texts else (), strict=True):
            held = np.zeros((count, len(ids)), np.float32)
            place = np.arange(len(ids))
            held[place * count // max(len(ids), 1), place] = self.scales[ids]
            np.dot(held, self.rows[ids].astype(np.float32), out=out)
        return parts

    def unit(self, sums: Floats, lang: Lang) -> Floats:
        """Directions less what their language has in common: the sum at length 1, minus the mean, at length 1; zeros stay."""
        mean = self.means.get(lang)
        vectors = normalised(sums)
        if mean is None:
            return vectors
        nothing = ~vectors.any(axis=1)
        vectors -= mean
        vectors[nothing] = 0.0
        return normalised(vectors)

    def prefixes(self, text: str) -> Prefixes:
        """The text's cumulative sums, and where in the text each piece ends, also where reading it normalises characters."""
        found = self._pieces(text, "offset_mapping")
        ids = np.asarray(found["ids"], np.int64)
        ends = np.fromiter((end for _, end in found["offsets"]), np.int64, len(ids))
        rows = self.rows[ids].astype(np.float32) * self.scales[ids, None]
        return Prefixes(np.maximum.accumulate(ends), np.cumsum(rows, axis=0))

    def _pieces(self, texts: list[str] | str, form: str) -> Any:
        try:
            return self.pieces.encode(
                texts, return_type=form, num_threads=-1 if form == "numpy" and len(texts) > FEW else 1
            )
        except (UnicodeEncodeError, TypeError, RuntimeError):  # half a surrogate pair, as damaged JSON holds it
            whole = _encodable(texts) if isinstance(texts, str) else [_encodable(text) for text in texts]
            return self.pieces.encode(whole, return_type=form)


def load(folder: Path | None = None) -> StaticVectors:
    """The vectors of a folder, else the shipped ones; read once per process.

    Raises:
        InputError: the folder holds no vectors, or damaged ones.
    """
    return _load((folder or SHIPPED).resolve())


@lru_cache(maxsize=4)
def _load(folder: Path) -> StaticVectors:
    try:
        return parse((folder / WEIGHTS).read_bytes(), (folder / PIECES).read_bytes())
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(
            f"{folder}: no usable vectors ({error}); it must hold {WEIGHTS} and {PIECES} as `kheo vectors train` writes them"
        ) from error


def parse(weights: bytes, model: bytes) -> StaticVectors:
    """Vectors from the contents of their two files; ValueError and the like where these are damaged."""
    from sentencepiece import SentencePieceProcessor

    with np.load(io.BytesIO(weights), allow_pickle=False) as stored:
        description = json.loads(str(stored["description"]))
        rows, scales, means = stored["rows"], stored["scales"], stored["means"]
    pieces = SentencePieceProcessor(model_proto=model)
    if rows.dtype != np.int8 or rows.ndim != 2 or not len(rows) == len(scales) == pieces.vocab_size():
        raise ValueError(f"{rows.shape} weights of type {rows.dtype} for {pieces.vocab_size()} pieces")
    if means.shape != (len(description["languages"]), rows.shape[1]):
        raise ValueError(f"{means.shape} means for {len(description['languages'])} languages")
    signature = f"{description['name']}-{hashlib.sha256(weights + model).hexdigest()[:8]}"
    return StaticVectors(
        signature, rows, scales, dict(zip(description["languages"], means, strict=True)), pieces, description
    )


def format_weights(rows: Floats, means: Mapping[Lang, Floats], description: Mapping[str, object]) -> bytes:
    """The contents of a weights file: each row at one byte a number with a scale of its own, half a percent off at most."""
    scales, quantised = quantise(rows)
    file = io.BytesIO()
    np.savez(
        file,
        rows=quantised,
        scales=scales,
        means=np.stack([means[lang] for lang in means]).astype(np.float32),
        description=np.array(json.dumps({**description, "languages": list(means)}, ensure_ascii=False)),
    )
    return file.getvalue()


def quantise(rows: Floats) -> tuple[Floats, npt.NDArray[np.int8]]:
    """A scale per row, and the rows over their scales as bytes."""
    scales = (np.abs(rows).max(axis=1) / 127).astype(np.float32)
    return scales, np.rint(rows / np.maximum(scales, _ZERO)[:, None]).astype(np.int8)


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
