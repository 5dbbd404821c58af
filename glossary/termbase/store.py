"""Where a termbase is kept: one TBX file now, and whatever else can read and write it whole."""

import contextlib
import hashlib
import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpora.errors import InputError
from glossary.termbase.locking import locked
from glossary.termbase.termbase import Termbase

if TYPE_CHECKING:
    from glossary.loaded import Loaded

TBX = (".tbx", ".xml", ".tbxm")
ABSENT = "absent"  # the version of a file that is not there
_TRIES = 50  # of a change that finds the file changed meanwhile
_PART = ".part"  # the ending of a file that is being written


class ChangedError(InputError):
    """What is kept was changed by somebody else between reading and writing."""


class Store(Protocol):
    """Keeps a termbase."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    def version(self) -> str:
        """The state of what is kept; asked before reading, it is what `write` expects."""
        ...

    def read(self) -> Termbase:
        """What is kept; InputError where it cannot be read."""
        ...

    def write(self, termbase: Termbase, expected: str) -> None:
        """Keep this instead, whole or not at all; ChangedError where the version is not the expected one any more."""
        ...


def open_store(path: str | Path, *, create: bool = False) -> Store:
    """The store of a file by its suffix; only TBX can be written.

    Args:
        path: TBX, or a table or memory that is only read.
        create: whether a TBX file that is not there counts as an empty termbase, and is made by writing.
    """
    path = Path(path)
    if path.suffix.lower() in TBX:
        return FileStore(path, create)
    return ReadOnly(
        str(path),
        lambda: read(path),
        f"a {path.suffix.lower().removeprefix('.') or 'nameless'} file cannot keep who changed what; make a TBX file of it first: "
        f"`kheo terms import {path} --glossary {path.with_suffix('.tbx')}`",
    )


def open_starter() -> Store:
    """The glossary that kheo ships, which is read only."""
    from glossary.starter import termbase

    return ReadOnly(
        "the starter glossary",
        termbase,
        "kheo ships it, so it cannot be changed; make a copy of your own: `kheo terms export my.tbx`, then give `--glossary "
        'my.tbx`, or write glossary = "my.tbx" into kheo.toml',
    )


def update(store: Store, change: Callable[[Termbase], Termbase]) -> Termbase:
    """Read, change and write; where somebody else wrote meanwhile, again with what they wrote. Returns what was written.

    Where the change hands back what it was given, nothing is written.
    """
    for _ in range(_TRIES - 1):
        try:
            return _once(store, change)
        except ChangedError:
            continue
    return _once(store, change)


def _once(store: Store, change: Callable[[Termbase], Termbase]) -> Termbase:
    version = store.version()
    there = store.read()
    changed = change(there)
    if changed is not there:
        store.write(changed, version)
    return changed


def read(path: str | Path) -> Termbase:
    """Read a file of any format that a glossary can have, by its suffix; InputError where it has none."""
    return load(path).termbase


def load(path: str | Path) -> "Loaded":
    """The same, with what of the file was left aside."""
    from glossary import loading

    path = Path(path)
    suffixes = (*loading.FORMS, ".xml")
    if path.exists() and path.suffix.lower() not in suffixes:
        raise InputError(
            f"{path}: no format of a glossary has the suffix {path.suffix!r}; name the file by what it is: {', '.join(suffixes)}"
        )
    return loading.load(path)


def rewritten(store: Store) -> str:
    """What a reader has to be told before a store is written in another form than it has; empty where it keeps its form."""
    from glossary import tbx

    if not isinstance(store, FileStore) or not store.path.is_file():
        return ""
    if not tbx.is_old(store.path.read_bytes(), store.name):
        return ""
    return f"{store.name}: was TBX 2 and is TBX 3 from now on, since only that is written; keep a copy for programs that read TBX 2"


def digest(path: str | Path) -> str:
    """The hash of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """A store that only gives."""

    name: str
    source: Callable[[], Termbase]
    why: str  # why it cannot be written, and what to do

    def version(self) -> str:
        """Always the same: nobody writes it."""
        return ""

    def read(self) -> Termbase:
        """What it holds."""
        return self.source()

    def write(self, termbase: Termbase, expected: str) -> None:  # noqa: ARG002
        """InputError: why not, and what to do."""
        raise InputError(f"{self.name}: {self.why}")


@dataclass(frozen=True, slots=True)
class FileStore:
    """A termbase in one TBX file, replaced as a whole at each change."""

    path: Path
    create: bool = False  # whether a file that is not there is an empty termbase

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.path)

    def version(self) -> str:
        """The hash of the file's bytes."""
        try:
            return digest(self.path)
        except FileNotFoundError:
            return ABSENT
        except OSError as error:
            raise InputError(f"{self.path}: cannot be read ({error.strerror}); give a TBX file that can") from None

    def read(self) -> Termbase:
        """The file's termbase."""
        from glossary import tbx

        if self.version() != ABSENT:
            return tbx.read(self.path)
        if self.create:
            return Termbase()
        raise InputError(
            f"{self.path}: no such file; `kheo terms export {self.path}` begins one with kheo's own concepts, `kheo terms add "
            f"--glossary {self.path}` with yours"
        )

    def write(self, termbase: Termbase, expected: str) -> None:
        """Replace the file; a link stays one, permissions stay. A process killed meanwhile leaves the old file whole."""
        from glossary import tbx

        data = tbx.format_tbx(termbase)
        target = Path(os.path.realpath(self.path))
        try:
            with locked(target):
                self._check(target, expected)
                _replace(target, data)
        except OSError as error:
            raise InputError(
                f"{self.path}: cannot be written ({error.strerror}); make room, or choose another place with --glossary"
            ) from error

    def _check(self, target: Path, expected: str) -> None:
        if self.version() != expected:
            raise ChangedError(f"{self.path}: changed by somebody else since it was read; try again")
        if target.exists() and not os.access(target, os.W_OK):
            raise InputError(f"{self.path}: is write-protected; `chmod u+w {self.path}` lifts that")


def _replace(target: Path, data: bytes) -> None:
    """Put a file in place whole; the caller holds the lock, so parts that lie about are of killed processes."""
    for left in target.parent.glob(f".{_plain(target.name)}.*{_PART}"):
        left.unlink(missing_ok=True)
    part = target.parent / f".{target.name}.{secrets.token_hex(4)}{_PART}"
    try:
        with part.open("xb") as file:
            if target.exists():
                _keep_rights(file.fileno(), target)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _plain(name: str) -> str:
    """A name in which no character means anything to a search for files."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _keep_rights(handle: int, target: Path) -> None:
    """Give a new file the owner, where that is allowed, and the permissions of the old one."""
    old, new = target.stat(), os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        with contextlib.suppress(PermissionError):  # in a shared folder: it becomes the writer's
            os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))
