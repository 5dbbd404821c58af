"""Writing results: each file whole or not at all."""

import secrets
from collections.abc import Collection, Mapping
from pathlib import Path

from corpora.errors import InputError


def write(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    gone: Collection[str] = (),
    remedy: str = "choose another place with --out",
) -> None:
    """Put files into a folder, made where missing; what stood under their names is replaced, all else is left alone.

    Everything is written under other names first, so that a full disk or a killed process leaves no half-written file.
    `gone` are files of an earlier run that would contradict this one; they are removed. `remedy` is what an error
    says to do.
    """
    waiting: dict[Path, Path] = {}  # where each file is written first, and where it goes
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = folder / f".{name}.{secrets.token_hex(4)}"
            waiting[path] = folder / name
            with path.open("xb") as file:
                file.write(content)
        for path, target in waiting.items():
            path.replace(target)
        for name in gone:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}); {remedy}") from error
    finally:
        for path in waiting:
            path.unlink(missing_ok=True)  # gone already where it was put in place
