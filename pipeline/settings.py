"""Settings: the option, else the KHEO_… variable, else kheo.toml in the working directory, else the default."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from corpora.errors import InputError
from corpora.languages import language

FILE = "kheo.toml"
_BARE = re.compile(r"^\s*(\w+)\s*=\s*([^\s\"'\[{#][^#\n]*)", re.M)


@dataclass(frozen=True, slots=True)
class Settings:
    """What kheo.toml can say; empty where it does not."""

    glossary: str = ""  # a file, or "none"
    source: str = ""
    customer: str = ""  # whose terms count beside those for everybody
    user: str = ""  # who changes the glossary


_KNOWN: Mapping[str, str] = MappingProxyType(
    {
        "glossary": "a path, or 'none'",
        "source": "a language code",
        "customer": "a name that terms of the glossary are kept for",
        "user": "the name of who changes the glossary",
    }
)


def read(folder: Path | None = None) -> Settings:
    """The settings of a folder; the defaults where it holds no kheo.toml. A relative path counts from the file."""
    folder = folder or Path.cwd()
    path = folder / FILE
    try:
        record = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); mend or remove it") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not readable as TOML, being no UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(path, error) from error
    for name, value in record.items():
        if name not in _KNOWN:
            raise InputError(f"{path}: unknown setting {name!r}; known are {', '.join(_KNOWN)}")
        if not isinstance(value, str):
            raise InputError(f"{path}: {name} is {value}; it must be {_KNOWN[name]}, in quotation marks")
    glossary, source = record.get("glossary", ""), record.get("source", "")
    if glossary not in ("", "none"):
        glossary = str(folder / glossary)
    try:
        code = language(source).code if source else ""
    except InputError as error:
        raise InputError(f"{path}: source: {error}") from error
    return Settings(glossary, code, record.get("customer", ""), record.get("user", ""))


def _no_toml(path: Path, error: tomllib.TOMLDecodeError) -> InputError:
    """What is wrong with a file: mostly that a text has no quotation marks."""
    text = path.read_text("utf-8")
    for found in _BARE.finditer(text):
        name, value = found[1], found[2].strip()
        if name in _KNOWN and not value.endswith(('"', "'")):
            line = text.count("\n", 0, found.start(1)) + 1
            return InputError(f'{path}:{line}: put it in quotation marks: {name} = "{value}"')
    return InputError(f"{path}: not readable as TOML ({error}); mend or remove it")
