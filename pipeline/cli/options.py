"""Options that several commands share, and what they stand for."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli.console import Console

if TYPE_CHECKING:
    from corpora.errors import InputError
    from corpora.finding import Finding
    from corpora.vectors.encoder import Encoder
    from corpora.vectors.neural import NeuralEncoder
    from corpora.vectors.static import StaticVectors
    from glossary.concept import Glossary
    from glossary.termbase.store import Store
    from glossary.termbase.termbase import Termbase
    from pipeline.alignment.model import PairModel
    from pipeline.process import Options

LARGE_CACHE = 2_000_000_000  # bytes from which on it is pointed out
F = TypeVar("F", bound=Callable[..., Any])
PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
OUT = click.option("--out", required=True, metavar="DIR", help="The folder for the results; made where it is missing.")
_CUSTOMER = "kheo.customer"  # in the context's meta
GLOSSARY_FILE = click.option(
    "--glossary",
    envvar="KHEO_GLOSSARY",
    metavar="FILE|none",
    help="The glossary: TBX, CSV, TSV, XLSX or TMX [default: kheo.toml's, else the starter glossary].",
)


def GLOSSARY(command: F) -> F:  # noqa: N802 - an option like the others
    """--glossary, handed over, and --customer, which `customer` looks up."""
    command = click.option(
        "--customer",
        envvar="KHEO_CUSTOMER",
        metavar="NAME",
        expose_value=False,
        callback=lambda context, _option, value: context.meta.__setitem__(_CUSTOMER, value),
        help="Count the terms that are only for this customer too [default: kheo.toml's].",
    )(command)
    return GLOSSARY_FILE(command)


SOURCE = click.option(
    "--source",
    envvar="KHEO_SOURCE",
    metavar="LANG",
    callback=lambda _context, _option, value: _source(value),
    help="The language that stories were written in, where it is not to be guessed [default: kheo.toml's].",
)
ENCODER = click.option(
    "--encoder",
    metavar="FOLDER|NAME",
    help="Vectors from `kheo vectors train`, or a sentence-transformers checkpoint: its folder, or its name on the model hub "
    "(needs the encoder extra) [default: the vectors that kheo ships].",
)
WEIGHTS = click.option(
    "--weights", metavar="FILE", help="Weights from `kheo aligner train` [default: those that kheo ships]."
)
INPUT_FORMAT = click.option(
    "--input-format",
    type=click.Choice(["txt", "md", "html", "docx", "jsonl"]),
    help="Read every PATH as this, whatever its name.",
)


def common(command: F) -> F:
    """--quiet and --verbose, handed over as one Console."""

    @wraps(command)  # which hands on the options that the command has already
    def wrapped(*args: Any, quiet: bool, verbose: bool, **kwargs: Any) -> Any:
        return command(*args, console=Console(quiet, verbose), **kwargs)

    wrapped = click.option(
        "--verbose", is_flag=True, help="Say more on stderr: what was removed, and by which vectors and glossary."
    )(wrapped)
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")(wrapped)  # type: ignore[return-value]


def formats(*names: str) -> Callable[[F], F]:
    """--format with the first name as default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print the result.",
    )


def encoder(name: str | None = None, report: Callable[[str], None] = lambda _: None) -> "StaticVectors | NeuralEncoder":
    """The static vectors of a folder, else the neural encoder of a folder or a name; the shipped vectors without one."""
    from pathlib import Path

    from corpora.vectors import static

    if name is None:
        return static.load()
    if name and any((Path(name) / file).is_file() for file in (static.WEIGHTS, static.PIECES)):
        return static.load(Path(name))
    from corpora.vectors import neural

    found = neural.load(name, report)
    size = found.cache.size()
    if size.folder > LARGE_CACHE and found.cache.path:
        report(
            f"{found.cache.path.parent}: {size.folder / 1e9:.1f} GB of vectors are kept here; files of encoders that you no "
            "longer use can be deleted"
        )
    return found


def weights(console: Console, vectors: "Encoder", name: str | None = None) -> "PairModel":
    """The aligner's weights from a file, else the shipped ones; a word on stderr where they were learned with other vectors."""
    from pathlib import Path

    from pipeline.alignment import model

    chosen = model.load(Path(name)) if name else model.load()
    if chosen.encoder != vectors.signature:
        console.say(
            f"Note: {name or 'the weights that kheo ships'}: learned with the vectors {chosen.encoder}, not with {vectors.signature}; "
            "units may be worse than they could be and their confidence off; fit weights with `kheo aligner train --encoder … "
            "--data FILE --out weights.json`, then give `--weights weights.json`"
        )
    return chosen


def glossary(name: str | None, console: Console | None = None) -> "Glossary":
    """The glossary that an option, a variable or kheo.toml names, else the starter glossary, for the customer asked for.

    Whatever the console can tell of it that would else go unnoticed, it is told.
    """
    from pathlib import Path

    from glossary import patterns, starter
    from glossary.concept import Glossary
    from glossary.loaded import Loaded
    from glossary.termbase import lookup
    from glossary.termbase.signature import usable
    from glossary.termbase.store import digest, load
    from pipeline import settings

    name = name or settings.read().glossary
    if name == "none":
        return Glossary()
    found = load(name) if name else Loaded(starter.termbase())
    wanted = customer()
    known = lookup.customers(found.termbase)
    notes = [f"{name}: {note}" for note in found.notes]
    if wanted and known and wanted not in known:
        notes.append(
            f"{name or 'the starter glossary'}: no term of it is for the customer {wanted!r}, only for {', '.join(known)}; terms for "
            "everybody count"
        )
    if console:
        for note in notes:
            console.say(f"Note: {note}")
    if not name:
        return starter.starter(wanted)
    chosen = usable(found.termbase, Path(name).name, digest(name), wanted)
    patterns.check(chosen, name)
    return chosen


def termbase(name: str | None) -> "Termbase":
    """The same glossary with all that it keeps, for every customer and in every state; an empty one for `none`."""
    from glossary import starter
    from glossary.termbase.store import load
    from glossary.termbase.termbase import Termbase
    from pipeline import settings

    name = name or settings.read().glossary
    return Termbase() if name == "none" else load(name).termbase if name else starter.termbase()


def customer() -> str:
    """The customer of an option, a variable or kheo.toml; empty where none is named."""
    import os

    from pipeline import settings

    context = click.get_current_context(silent=True)
    given = context.meta.get(_CUSTOMER) if context else None
    return given or os.environ.get("KHEO_CUSTOMER") or settings.read().customer


def store(name: str | None, *, create: bool = False) -> "Store":
    """Where the glossary is kept that an option, a variable or kheo.toml names, else the starter glossary's, read only."""
    from corpora.errors import InputError
    from glossary.termbase.store import open_starter, open_store
    from pipeline import settings

    name = name or settings.read().glossary
    if name == "none":
        raise InputError("--glossary none: there is nothing to look at or to change; name a file")
    return open_store(name, create=create) if name else open_starter()


def user(name: str | None) -> str:
    """Who changes the glossary, by an option, a variable or kheo.toml; InputError where nobody is named."""
    from corpora.errors import InputError
    from pipeline import settings

    name = name or settings.read().user
    if not name.strip():
        raise InputError(
            'user: nobody is named, and a glossary keeps who changed what; give --user NAME, set KHEO_USER, or write user = "NAME" '
            "into kheo.toml"
        )
    return name.strip()


def _source(value: str | None) -> str | None:
    from corpora.languages import LANGUAGES
    from pipeline import settings

    value = value or settings.read().source
    if value and value.lower() not in LANGUAGES:
        raise click.BadParameter(f"{value!r} is no language that kheo knows; they are {', '.join(LANGUAGES)}")
    return value.lower() if value else None


def flow(
    console: Console,
    *,
    glossary_name: str | None = None,
    source: str | None = None,
    vectors: str | None = None,
    weights_name: str | None = None,
) -> "Options":
    """The options of the flow."""
    from corpora.vectors import static
    from pipeline.process import Options

    chosen = encoder(vectors, console.say)
    options = Options(
        chosen,
        glossary(glossary_name, console),
        source,
        track=console.track,
        weights=weights(console, chosen, weights_name),
        grouper=None if isinstance(chosen, static.StaticVectors) else static.load(),
    )
    console.detail(f"vectors {options.encoder.signature}, glossary {options.glossary.signature}")
    return options


def tell(console: Console, findings: Iterable["Finding"], always: Sequence[str] = ("R105",)) -> None:
    """What was found on the way to the stories: some codes always, a line each, the rest for those who asked for everything."""
    from evaluation.report.findings import format_text

    found = list(findings)
    for finding in found:
        if finding.code in always:
            console.say(f"{finding.where.article}: {finding.code} {finding.message}")
    rest = [f for f in found if f.code[0] in "RCA" and f.code not in always]
    if console.verbose and rest:
        console.detail(format_text(rest).rstrip())


def close(console: Console, problems: Iterable["InputError"], faults: Sequence[Exception] = ()) -> None:
    """Name the inputs that could not be used; exit code 2 where there are any. Raise what is kheo's own fault."""
    found: Sequence[InputError] = list(problems)
    for problem in found:
        console.error(str(problem))
    if faults:
        raise faults[0]
    if found:
        raise click.exceptions.Exit(2)
