"""A lock against two writers of one folder: it ends with the process that holds it, so none is ever stale."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpora.errors import InputError

PATIENCE = 20.0  # seconds for which a writer waits for another one
_PAUSE = 0.02  # seconds between two tries
_HELD = (errno.EAGAIN, errno.EACCES)


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Let nobody else write this file meanwhile; InputError where another process does not let go in time.

    It is the folder that is locked: a file that is replaced would take its lock with it, and a lock file would lie about.
    Where folders cannot be locked (some network file systems), a lock file stands in, and stays.
    """
    handle = _opened(path)
    try:
        _wait(handle, path, patience)
        yield
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return handle
        os.close(handle)
        return os.open(path.parent / f".{path.name}.lock", os.O_RDWR | os.O_CREAT, 0o666)
    return handle


def _wait(handle: int, path: Path, patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                raise
        else:
            return
        if time.monotonic() > end:
            raise InputError(
                f"{path}: another program has been writing in its folder for {patience:.0f} s; let it finish or end it, then "
                "try again"
            )
        time.sleep(_PAUSE)
