"""Files read whole."""

from pathlib import Path

from corpora.errors import InputError

LARGEST = 64 * 2**20  # bytes; a hundred times the largest glossary we know


def read_bytes(path: str | Path, what: str, largest: int = LARGEST) -> bytes:
    """The bytes of a file; InputError says what to do where there is none, it is too large, or it cannot be read.

    Args:
        path: the file.
        what: it has to be, with its article: "a glossary".
        largest: bytes that it may have.
    """
    path = Path(path)
    try:
        if path.stat().st_size > largest:
            raise InputError(f"{path}: larger than {largest >> 20} MB; split it")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; give the path of {what}") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give {what} that can") from None
