"""Whatever file holds a glossary, by its suffix or as it is said to be: TBX, tables, translation memories."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from corpora.errors import InputError
from corpora.readers.files import read_bytes
from glossary.loaded import Loaded

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
_NO_MAPPING: Mapping[str, str] = MappingProxyType({})


def load(path: str | Path, form: str = "", mapping: Mapping[str, str] = _NO_MAPPING) -> Loaded:
    """Read a file; InputError says where and what to do.

    Args:
        path: the file.
        form: tbx, csv, tsv, xlsx or tmx, where the suffix does not tell it.
        mapping: names of columns to what they hold, for tables.
    """
    path = Path(path)
    data = read_bytes(path, "a glossary")
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


def parse(data: bytes, name: str, form: str, mapping: Mapping[str, str] = _NO_MAPPING) -> Loaded:
    """Read the bytes of a file of a known format; `name` is what errors call it."""
    if form == "tbx":
        from glossary import tbx

        return tbx.load(data, name)
    if form == "tmx":
        from glossary import memories

        return memories.parse(data, name)
    from glossary import tables

    return tables.parse(data, name, mapping)
