"""Where inputs come from: files, folders of files, standard input; all within limits of size."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from corpora.errors import InputError
from corpora.readers.naming import DOCUMENTS, FORMATS, SUFFIXES, Naming, naming, shown

MAX_FILE = 20 * 2**20  # bytes of one document, or of one JSON line
_CHUNK = 2**20
_PASSED_OVER = frozenset({"gold.json", "thumbs.db", "desktop.ini"})  # the gold of a sample corpus is no article
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One input, not yet opened."""

    path: Path | None  # None is standard input
    place: str  # how messages and articles name it
    format: str | None  # one of FORMATS; None where only the content can tell
    naming: Naming = Naming()  # noqa: RUF009 - frozen


def find(path: str, input_format: str | None) -> Iterator[Source | InputError]:
    """The inputs behind one path, in the order of their names; what cannot be one stands as an InputError."""
    if path == _STDIN:
        yield Source(None, "stdin", input_format)
        return
    if not path:
        yield InputError("'': is no path; give files, directories, or - for standard input")
        return
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        yield InputError(f"{shown(path)}: {_trouble(error)}")
        return
    if stat.S_ISDIR(mode):
        yield from _in_folder(Path(path), input_format)
    elif stat.S_ISREG(mode):
        yield _named(Path(path), _folders(Path(path)), input_format)
    else:
        yield Source(Path(path), shown(path), input_format)


def _trouble(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "does not exist; check the path"
    if isinstance(error, PermissionError):
        return "may not be read; change its permissions"
    return f"cannot be opened ({getattr(error, 'strerror', None) or error}); check the path"


def _folders(path: Path) -> tuple[str, ...]:
    """The names of the folders that may speak for a file: its own, and a folder of drafts with what is in it."""
    near = path.parent.parts[-3:]
    for at, name in enumerate(near):
        if name.lower() == "drafts":
            return near[at:]
    return near[-1:]


def _named(path: Path, folders: Sequence[str], input_format: str | None) -> Source | InputError:
    place = shown(path)
    suffix = path.suffix.lower()
    wanted = input_format or SUFFIXES.get(suffix)
    if wanted is None:
        remedy = DOCUMENTS.get(suffix, f"give .{', .'.join(FORMATS)}, or say its format with --input-format")
        kind = f"has the suffix {suffix!r}, which kheo does not read" if suffix else "has no suffix to tell its format"
        return InputError(f"{place}: {kind}; {remedy}")
    return Source(path, place, wanted, naming(path, folders))


def _in_folder(root: Path, input_format: str | None) -> Iterator[Source | InputError]:
    """The files of a folder and its subfolders that can be articles; hidden ones and other kinds are passed over."""
    above = _folders(root / "file")
    found = False
    failures: list[OSError] = []
    for folder, subfolders, names in os.walk(root, onerror=failures.append):
        subfolders[:] = sorted(each for each in subfolders if not each.startswith((".", "__MACOSX")))
        within = (*above, *Path(folder).relative_to(root).parts)
        for name in sorted(names):
            path = Path(folder) / name
            if not _can_be_article(path, input_format):
                continue
            found = True
            yield (
                _named(path, within, input_format)
                if path.is_file()
                else InputError(f"{shown(path)}: is no regular file, or a link that leads nowhere; remove it")
            )
    yield from (InputError(f"{shown(error.filename)}: {_trouble(error)}") for error in failures)
    if not found and not failures:
        yield InputError(f"{shown(root)}: holds no article; it needs files ending in .{', .'.join(FORMATS)}")


def _can_be_article(path: Path, input_format: str | None) -> bool:
    if path.name.startswith((".", "~$")) or path.name.lower() in _PASSED_OVER:
        return False
    return input_format is not None or path.suffix.lower() in SUFFIXES or path.suffix.lower() in DOCUMENTS


def opened(source: Source) -> BinaryIO:
    """The bytes of a source as a stream; InputError where it cannot be opened. Standard input must not be closed."""
    if source.path is None:
        return cast("BinaryIO", getattr(sys.stdin, "buffer", sys.stdin))
    try:
        return source.path.open("rb")
    except (OSError, ValueError) as error:
        raise InputError(f"{source.place}: {_trouble(error)}") from None


def check_size(source: Source) -> None:
    """InputError for a regular file beyond the limit, before any of it is read; JSON lines are limited by the line."""
    if source.path is None or source.format == "jsonl":
        return
    try:
        size = source.path.stat().st_size
    except OSError as error:
        raise InputError(f"{source.place}: {_trouble(error)}") from None
    if size > MAX_FILE:
        raise too_large(source.place, size)


def too_large(place: str, size: int | None = None) -> InputError:
    """The error of an input beyond the limit."""
    what = f"has {size / 2**20:.0f} MB" if size else "is too large"
    return InputError(f"{place}: {what}, more than the {MAX_FILE // 2**20} MB that one article may have; split it")


def head(stream: BinaryIO, place: str) -> bytes:
    """The first bytes of a stream: all of it, or one byte more than the limit."""
    try:
        parts, missing = [], MAX_FILE + 1
        while missing > 0 and (part := stream.read(min(missing, 8 * _CHUNK))):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)
    except OSError as error:
        raise InputError(f"{place}: {_trouble(error)}") from None


def lines(begun: bytes, stream: BinaryIO) -> Iterator[bytes | None]:
    """Each line of a stream whose first bytes were read already; None stands for a line beyond the limit.

    Memory stays at the limit, however long a line is.
    """
    kept = bytearray()
    over = False
    part = begun
    while part:
        *whole, rest = part.split(b"\n")
        for line in whole:
            kept += line
            yield None if over or len(kept) > MAX_FILE else bytes(kept)
            kept.clear()
            over = False
        kept += rest
        if len(kept) > MAX_FILE:
            kept.clear()
            over = True
        part = stream.read(_CHUNK)
    if kept or over:
        yield None if over else bytes(kept)
