"""Whatever file holds a glossary, by its suffix or as it is said to be: TBX, tables, translation memories."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from corpora.errors import InputError
from glossary.termbase.termbase import Termbase

FORMS: Mapping[str, str] = MappingProxyType(
    {
        ".tbx": "tbx",
        ".tbxm": "tbx",
        ".martif": "tbx",
        ".csv": "csv",
        ".tsv": "tsv",
        ".xlsx": "xlsx",
        ".xlsm": "xlsx",
        ".tmx": "tmx",
    }
)
_LANG = re.compile(r'xml:lang="([^"]*)"')
_LARGEST = 64 * 2**20  # bytes
_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file held, and what of it was left aside."""

    termbase: Termbase
    notes: tuple[str, ...] = ()  # a sentence each
    statuses: bool = True  # whether the file tells the status of its terms; else they are guessed


def load(path: str | Path, form: str = "", mapping: Mapping[str, str] = _NO_MAPPING) -> Loaded:
    """Read a file; InputError says where and what to do.

    Args:
        path: the file.
        form: tbx, csv, tsv, xlsx or tmx, where the suffix does not tell it.
        mapping: names of columns to what they hold, for tables.
    """
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than {_LARGEST >> 20} MB; split it")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; give the path of a glossary") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a file that can") from None
    return parse(data, str(path), form or _form(path, data), mapping)


def _form(path: Path, data: bytes) -> str:
    suffix = path.suffix.lower()
    if suffix == ".xml":
        return "tmx" if b"<tmx" in data[:4096] else "tbx"
    if suffix not in FORMS:
        known = ", ".join((*FORMS, ".xml"))
        raise InputError(
            f"{path}: no format of a glossary has the suffix {suffix!r}; name the file by what it is ({known}), or give --format"
        )
    return FORMS[suffix]


def _tells_status(data: bytes) -> bool:
    return b"administrativeStatus" in data or "administrativeStatus".encode("utf-16-le") in data


def _unknown(termbase: Termbase, name: str) -> Iterator[str]:
    """A sentence on the languages that were kept as they are, where there are any."""
    texts = (text for concept in termbase.concepts.values() for text in concept.extra if text.startswith("<langSec"))
    count = Counter(found[1] for text in texts if (found := _LANG.search(text)))
    if count:
        told = ", ".join(f"{lang} in {number:,}" for lang, number in sorted(count.items()))
        yield f"{name}: terms in languages that kheo does not know are kept for the way back: {told} concepts"


def parse(data: bytes, name: str, form: str, mapping: Mapping[str, str] = _NO_MAPPING) -> Loaded:
    """Read the bytes of a file of a known format; `name` is what errors call it."""
    if form == "tbx":
        from glossary import tbx

        termbase = tbx.parse(data, name)
        return Loaded(termbase, tuple(_unknown(termbase, name)), _tells_status(data))
    if form == "tmx":
        from glossary import memories

        return memories.parse(data, name)
    from glossary import tables

    return tables.parse(data, name, mapping)
