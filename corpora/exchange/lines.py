"""JSON as it is read everywhere: one value of a text, or one object on each line, with the place of what is wrong."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from corpora.errors import InputError


def loaded(text: str, place: str) -> Any:
    """The value of a JSON text; InputError with the place where it is none, or one that no program can hold."""
    try:
        return json.loads(text.lstrip("\ufeff"))
    except RecursionError:
        raise InputError(f"{place}: is nested too deeply; give what this file is to hold") from None
    except json.JSONDecodeError as error:
        raise InputError(
            f"{place}: is no JSON ({error.msg} at column {error.colno}); mend or remove the line"
        ) from None
    except ValueError as error:  # such as a number of too many digits
        reason = str(error).split(";")[0]
        raise InputError(f"{place}: is no JSON that can be read ({reason}); mend or remove the line") from None


def records(lines: Iterable[str], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    r"""The object of each line that is not blank, with its place ("x.jsonl:7"); InputError at the first that is none.

    Split a text at "\n" alone: JSON strings may hold the other characters that Python takes for the end of a line.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = f"{name}:{number}"
            record = loaded(line, place)
            if not isinstance(record, dict):
                raise InputError(f"{place}: {type(record).__name__} instead of an object; write {{…}} on each line")
            yield place, record
