"""The other versions of an article, by the names of their files: bridge.de.txt and bridge.vi.txt, de/bridge.txt and vi/bridge.txt.

For a check of single files that change; where all articles are read, content tells which belong together, and no name.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpora.readers.naming import SUFFIXES, language_of, naming, stem


def with_siblings(paths: Iterable[str]) -> tuple[str, ...]:
    """Some paths and the files beside them that are named as versions of theirs, each once; drafts are no versions."""
    given = list(paths)
    known = {Path(path).absolute() for path in given}
    found: dict[Path, str] = {}
    for path in given:
        for other in _beside(Path(path)):
            if other.absolute() not in known:
                found.setdefault(other.absolute(), str(other))
    return (*given, *found.values())


def _beside(path: Path) -> Iterator[Path]:
    if not path.is_file() or path.suffix.lower() not in SUFFIXES:
        return
    name, here = stem(path.name), path.parent
    folders = [here]
    if language_of(here.name) is not None and language_of(here.absolute().parent.name) is None:
        folders += sorted(each for each in _entries(here.parent) if each != here and language_of(each.name) is not None)
    for folder in folders:
        for other in sorted(_entries(folder)):
            of = naming(other, (folder.name,))
            same = other.suffix.lower() in SUFFIXES and stem(other.name) == name
            if same and of.lang is not None and of.system is None and other.is_file():
                yield other


def _entries(folder: Path) -> Iterable[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return ()
