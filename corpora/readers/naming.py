"""What a file's path says: its format, its language, and whether it is a draft, and whose."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType

from corpora.languages import LANGUAGES, Lang

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "txt",
        ".text": "txt",
        ".md": "md",
        ".markdown": "md",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".docx": "docx",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".json": "jsonl",
    }
)
FORMATS = ("txt", "md", "html", "docx", "jsonl")

# Documents that hold text in a form that is not read: in a directory they are named, not passed over.
DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {
        ".doc": "save it as .docx",
        ".docm": "save it as .docx",
        ".dot": "save it as .docx",
        ".rtf": "save it as .docx",
        ".odt": "save it as .docx",
        ".pages": "export it as .docx",
        ".pdf": "export its text as .txt, .html or .docx",
        ".epub": "unpack it and give the .html files in it",
        ".mht": "save the page as .html",
        ".mhtml": "save the page as .html",
    }
)

_DRAFT = re.compile(r"^(?P<stem>.*)\.(?P<lang>[^.]+)\.draft-(?P<system>.+)$", re.IGNORECASE)
_REGION = r"(?:[-_](?:[A-Za-z]{2}|[A-Za-z]{4}|[0-9]{3}))?"
_CODE = re.compile(rf"^([A-Za-z]{{2}}){_REGION}$")
_LANGUAGE = re.compile(rf"(?<=.)[._-](?:{'|'.join(LANGUAGES)}){_REGION}$", re.IGNORECASE)
_CODES = (
    "af am ar az be bg bn bs ca cs cy da el eo es et eu fa fi fr ga gl gu ha he hi hr hu hy id is it ka kk km kn ko ku "
    "ky la lb lo lt lv mg mk ml mn mr ms mt my ne nl nn pa pl ps pt ro ru si sk sl sq sr sv sw ta te tg th tk tl tr tt "
    "ug uk ur uz xh yi yo zh zu"
)
_OTHER_CODES = frozenset(_CODES.split())


@dataclass(frozen=True, slots=True)
class Naming:
    """What a path says of a file; whatever it does not say is None."""

    lang: Lang | None = None
    unknown: str | None = None  # a language code that kheo has no entry for
    system: str | None = None  # the maker of a draft


def language_of(tag: str) -> Lang | None:
    """The language of a tag such as `de`, `DE`, `de-AT` or `vi_VN`; None where it is none of kheo's."""
    match = _CODE.match(tag.strip())
    code = match.group(1).lower() if match else ""
    return code if code in LANGUAGES else None


def unknown_language(tag: str) -> str | None:
    """The code of a language that a tag surely names and kheo does not know, else None."""
    match = _CODE.match(tag.strip())
    code = match.group(1).lower() if match else ""
    return code if code in _OTHER_CODES and code not in LANGUAGES else None


def naming(path: PurePath, folders: Sequence[str] = ()) -> Naming:
    """What a file name says, and the names of the folders that may speak for it, outermost first."""
    system = None
    lowered = [folder.lower() for folder in folders]
    if "drafts" in lowered and lowered.index("drafts") + 1 < len(folders):
        system = folders[lowered.index("drafts") + 1]
        folders = [folder for folder in folders if folder != system]
    bare = path.name[: -len(path.suffix)] if path.suffix else path.name
    draft = _DRAFT.match(bare)
    if draft:
        system, bare = draft["system"], f"{draft['stem']}.{draft['lang']}"
    system = None if system is None else shown(system)
    tag = bare.rpartition(".")[2]
    if language_of(tag):
        return Naming(language_of(tag), None, system)
    if "." in bare and unknown_language(tag):
        return Naming(None, unknown_language(tag), system)
    named = (language_of(folder) for folder in reversed(folders))
    return Naming(next((lang for lang in named if lang), None), None, system)


def stem(name: str) -> str:
    """The last part of a path without its type, its language and what marks it as a draft: what versions have in common."""
    path = PurePath(name)
    bare = path.name[: -len(path.suffix)] if path.suffix.lower() in SUFFIXES else path.name
    draft = _DRAFT.match(bare)
    if draft:
        bare = f"{draft['stem']}.{draft['lang']}"
    return _LANGUAGE.sub("", bare)


def shown(path: str | Path) -> str:
    """A path as a message can hold it: on one line, and printable whatever its bytes."""
    text = str(path).encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
