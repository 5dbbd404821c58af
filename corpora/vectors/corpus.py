"""Reading aligned rows to train on: one JSON object a line, a language code to a text, plain or compressed."""

import gzip
import lzma
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from corpora.errors import InputError
from corpora.exchange.lines import records
from corpora.languages import LANGUAGES, Lang

_OPENERS: Mapping[str, Callable[..., TextIO]] = {".xz": lzma.open, ".gz": gzip.open, ".jsonl": open}
_SUFFIXES = (".jsonl", ".jsonl.xz", ".jsonl.gz")

_BEFORE = re.compile(r"\s+([,.;:?!%)\]}”’…]|n't\b|n 't\b|'(?:s|t|m|d|ll|re|ve)\b)", re.IGNORECASE)
_AFTER = re.compile(r"([(\[{“‘$€£])\s+")
_QUOTED = re.compile(r"([\"'])\s+([^\"']*?)\s+\1(?=\s|$|[,.;:?!)])")
_APOSTROPHE = re.compile(r"(\w)\s+'\s?(s|t|m|d|ll|re|ve)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """The same content in two languages or more."""

    source: str  # the data set, which is the file's name without its endings
    texts: Mapping[Lang, str]


def read(path: Path) -> Iterator[Row]:
    """The rows of a file that hold at least two known languages; other keys are passed over.

    Raises:
        InputError: the file cannot be read, or a line is no JSON object of texts.
    """
    source = path.name.split(".")[0]
    opener = _OPENERS.get(path.suffix)
    if opener is None:
        raise InputError(f"{path}: not a file of aligned rows; give JSON lines ({', '.join(_SUFFIXES)})")
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for place, record in records(lines, str(path)):
                row = Row(source, _texts(record, place))
                if len(row.texts) > 1:
                    yield row
    except (OSError, EOFError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give JSON lines in UTF-8") from error


def read_all(folder: Path, more: Sequence[Path] = ()) -> list[Row]:
    """The rows of every file of a folder, in the order of the names, then those of the further files."""
    files = sorted(path for path in folder.glob("*") if path.name.endswith(_SUFFIXES)) if folder.is_dir() else []
    if not files:
        raise InputError(f"{folder}: no files of aligned rows; give a folder that holds {', '.join(_SUFFIXES)}")
    return [row for path in (*files, *more) for row in read(path)]


def detokenise(text: str) -> str:
    """Text whose punctuation stands apart (`tòa nhà , " mới "`), written as people write it, with a capital first."""
    text = _QUOTED.sub(r"\1\2\1", text)
    text = _APOSTROPHE.sub(r"\1'\2", text)
    text = _AFTER.sub(r"\1", _BEFORE.sub(r"\1", text))
    return text[:1].upper() + text[1:]


def _texts(record: Mapping[str, Any], place: str) -> Mapping[Lang, str]:
    texts = {lang: record[lang] for lang in LANGUAGES if record.get(lang)}
    for lang, text in texts.items():
        if not isinstance(text, str):
            raise InputError(f"{place}: {lang!r} holds no text but {type(text).__name__}; give a string")
    return {lang: _written(text) for lang, text in texts.items() if text.strip()}


def _written(text: str) -> str:
    text = " ".join(text.split())
    return detokenise(text) if " ." in text or " ," in text or " ?" in text else text
