"""Files that are read whole: what is refused, and how."""

from pathlib import Path

import pytest

from corpora.errors import InputError
from corpora.readers.files import read_bytes


def test_a_file_is_read_whole_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\0" * 2**20)
    assert read_bytes(path, "a glossary", 2**20) == b"\0" * 2**20
    path.write_bytes(b"\0" * (2**20 + 1))
    with pytest.raises(InputError, match=r"x: larger than 1 MB; split it"):
        read_bytes(path, "a glossary", 2**20)


def test_a_file_that_is_missing_or_a_folder_is_named_with_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none: no such file; give the path of a glossary$"):
        read_bytes(tmp_path / "none", "a glossary")
    with pytest.raises(InputError, match=r"cannot be read \(Is a directory\); give a glossary that can$"):
        read_bytes(tmp_path, "a glossary")
