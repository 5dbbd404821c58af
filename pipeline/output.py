"""Writing results: each file whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from corpora.errors import InputError


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder, made where missing; what stood under their names is replaced, all else is left alone.

    Everything is written under other names first, so that a full disk or a killed process leaves no half-written file.
    """
    waiting: dict[Path, Path] = {}  # where each file is written first, and where it goes
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            handle, made = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
            waiting[Path(made)] = folder / name
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(made).chmod(0o644)
        for path, target in waiting.items():
            path.replace(target)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}); choose another folder with --out") from error
    finally:
        for path in waiting:
            path.unlink(missing_ok=True)  # gone already where it was put in place
