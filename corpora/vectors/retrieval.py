"""How often the nearest vector in another language is the translation: retrieval at 1, per direction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import numpy as np

from corpora.errors import InputError
from corpora.exchange.lines import records
from corpora.languages import LANGUAGES, Lang
from corpora.vectors.encoder import Encoder, Floats

_NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The shares of texts of one language that find their translation first among all texts of another."""

    source: Lang
    target: Lang
    size: int  # texts on either side
    cosine: float
    csls: float  # cosine less the mean of each side's four best, which tames texts that are near everything


def evaluate(encoder: Encoder, texts: Mapping[Lang, Sequence[str]]) -> tuple[Retrieval, ...]:
    """Retrieval at 1 for every ordered pair of languages; text i of one language translates text i of each other one.

    O(n²) memory per direction.
    """
    vectors = {lang: encoder.unit(encoder.encode(found), lang) for lang, found in texts.items()}
    return tuple(_direction(source, target, vectors) for source, target in permutations(vectors, 2))


def read_segments(path: Path) -> Mapping[Lang, list[str]]:
    """The texts of JSON lines, each a language code to a text or a document of such `segments`, where all languages stand."""
    found = [segment for place, record in records(_lines(path), str(path)) for segment in _segments(record, place)]
    langs = [lang for lang in LANGUAGES if any(lang in segment for segment in found)]
    complete = [record for record in found if all(isinstance(record.get(lang), str) for lang in langs)]
    if len(langs) < 2 or not complete:
        raise InputError(f'{path}: no aligned segments; give lines such as {{"vi": "…", "en": "…"}}')
    return {lang: [str(record[lang]) for record in complete] for lang in langs}


def _direction(source: Lang, target: Lang, vectors: Mapping[Lang, Floats]) -> Retrieval:
    cosines = vectors[source] @ vectors[target].T
    size = len(cosines)
    nearest = min(_NEIGHBOURS, size)
    rows = np.sort(cosines, axis=1)[:, -nearest:].mean(axis=1)
    columns = np.sort(cosines, axis=0)[-nearest:].mean(axis=0)
    margin = 2 * cosines - rows[:, None] - columns[None, :]
    right = np.arange(size)
    return Retrieval(
        source,
        target,
        size,
        cosine=float((cosines.argmax(axis=1) == right).mean()),
        csls=float((margin.argmax(axis=1) == right).mean()),
    )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give JSON lines in UTF-8") from error


def _segments(record: Mapping[str, object], place: str) -> list[Mapping[str, object]]:
    found = record.get("segments", [record])
    if not isinstance(found, list) or not all(isinstance(segment, dict) for segment in found):
        raise InputError(f"{place}: no aligned segments; give objects of language codes and texts")
    return found
