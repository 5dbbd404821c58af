"""Vectors kept on disk between runs, so that a text goes through a neural encoder once."""

import fcntl
import os
import re
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Halves = npt.NDArray[np.float16]
Report = Callable[[str], None]

NOWHERE = "none"  # the value of KHEO_CACHE that keeps nothing
FORMAT = 1  # of the file; another one is never read

_PATIENCE = 60.0  # seconds to wait for another process that writes
_AT_ONCE = 500  # keys looked up in one statement; SQLite allows 999 and more
_CHECKSUM = 4  # bytes behind each vector


@dataclass(frozen=True, slots=True)
class Size:
    """How much a cache holds."""

    vectors: int
    file: int  # bytes
    folder: int  # bytes, with the caches of other encoders beside it


class _DamagedError(Exception):
    """A row that is not what was written."""


class VectorCache:
    """Vectors by key in one SQLite file: a write is whole or not at all, and several processes can write at once.

    It never fails: what cannot be read or written is reported, once, and is then as if it were not there. Each call opens
    the file anew, so that a cache may be used from any thread and after a fork.
    """

    def __init__(self, path: Path | None, report: Report) -> None:
        self.path = path  # None: nothing is kept
        self._report = report
        self._writable = True

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Halves]:
        """The vectors of those keys that are known."""
        found: dict[bytes, Halves] = {}

        def look_up(database: sqlite3.Connection) -> None:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)  # noqa: S608
                found.update({key: _parsed(stored) for key, stored in rows})

        if self.path and self.path.is_file():
            self._use(self.path, look_up)
        return found

    def put(self, vectors: Mapping[bytes, Halves]) -> None:
        """Keep vectors; of two for one key the first stays."""
        rows = [(key, _formatted(vector)) for key, vector in vectors.items()]

        def insert(database: sqlite3.Connection) -> None:
            with database:
                database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)

        if self.path and self._writable:
            self._use(self.path, insert, writing=True)

    def size(self) -> Size:
        """How many vectors stand in the file, and how large it and its folder are."""
        if not (self.path and self.path.is_file()):
            return Size(0, 0, 0)
        counted: list[int] = []
        self._use(self.path, lambda base: counted.extend(base.execute("SELECT count(*) FROM vectors").fetchone()))
        sizes = (
            {file: file.stat().st_size for file in self.path.parent.iterdir() if file.is_file()} if self.path else {}
        )
        return Size(sum(counted), sum(size for file, size in sizes.items() if file == self.path), sum(sizes.values()))

    def _use(self, path: Path, action: Callable[[sqlite3.Connection], None], *, writing: bool = False) -> None:
        """Open the file for one action; what goes wrong ends here."""
        inode = _inode(path)
        try:
            with closing(_connect(path)) as database:
                action(database)
        except (OSError, sqlite3.OperationalError) as error:
            self._report(
                f"{path}: new vectors are not kept ({error}); make room, or set KHEO_CACHE to a folder that can be written"
            )
            self._writable, self.path = False, path if writing else None
        except (sqlite3.DatabaseError, _DamagedError) as error:
            self._set_aside(path, inode or _inode(path), error)

    def _set_aside(self, path: Path, inode: int | None, error: Exception) -> None:
        """Give a damaged file another name, unless another process did so just now."""
        aside = path.with_name(f"{path.name}.damaged-{time.time_ns()}")
        try:
            with path.with_name(f"{path.name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if _inode(path) != inode:
                    return
                path.rename(aside)
                Path(f"{path}-journal").unlink(missing_ok=True)
        except OSError as failure:
            self._report(
                f"{path}: the vectors kept here are damaged, and the file cannot be moved ({failure}); delete it"
            )
            self.path = None
            return
        self._report(
            f"{path}: the vectors kept here were damaged ({error}) and are computed again; {aside.name} can be deleted"
        )


def folder() -> Path | None:
    """Where vectors are kept: KHEO_CACHE, else the user's cache folder; None where it says `none` or there is no home."""
    chosen = os.environ.get("KHEO_CACHE", "")
    if chosen:
        return None if chosen == NOWHERE else Path(chosen).absolute()
    shared = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        own = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    except RuntimeError:
        return None
    return (shared if shared.is_absolute() else own) / "kheo"


def open_cache(name: str, digest: str, report: Report) -> VectorCache:
    """The cache of the encoder with a name for people and a digest that no other has."""
    place = folder()
    speaking = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII)[-60:]
    return VectorCache(place and place / "vectors" / f"{speaking}-{digest[:16]}.v{FORMAT}.sqlite3", report)


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
    except BaseException:
        database.close()
        raise
    return database


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _formatted(vector: Halves) -> bytes:
    content = vector.astype("<f2").tobytes()
    return content + zlib.crc32(content).to_bytes(_CHECKSUM, "little")


def _parsed(stored: bytes) -> Halves:
    content, checksum = stored[:-_CHECKSUM], stored[-_CHECKSUM:]
    if not content or zlib.crc32(content).to_bytes(_CHECKSUM, "little") != checksum:
        raise _DamagedError("a checksum is wrong")
    return np.frombuffer(content, "<f2").astype(np.float16)
