"""kheo terms import and export: the glossary from and to the files of other programs."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.console import Console
from pipeline.cli.options import GLOSSARY_FILE, close, common
from pipeline.cli.terms.arguments import author, examples

if TYPE_CHECKING:
    from corpora.errors import InputError
    from glossary.loaded import Loaded


@click.command(
    "import",
    epilog=examples(
        'kheo terms import terms.xlsx --map "Stichwort=vi" --map "Ziel=de" --map "Hinweis=de note"',
        "kheo terms import memory.tmx --as proposed",
    )
    + "\n\n"
    + "Fields for --map, each of which can have a language before it: concept_id, subject, definition, concept_source, "
    "concept_note, do_not_translate, concept_extra, lang, lang_definition, lang_note, lang_extra, term, status, approval, "
    "part_of_speech, gender, case, match, pattern, context, source, customers, note, locale, term_extra. docs/importing.md "
    "says what they hold.",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column of a table holds: a field, a language, or both (de status), or ignore.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["tbx", "csv", "tsv", "xlsx", "tmx"]),
    help="What the files are, whatever their names; needed for -.",
)
@click.option(
    "--as",
    "approval",
    type=click.Choice(["approved", "proposed"]),
    help="How new terms come in [default: as the files say, else approved].",
)
@author
@common
def import_(
    files: tuple[str, ...],
    maps: tuple[str, ...],
    form: str | None,
    approval: str | None,
    glossary: str | None,
    user: str | None,
    reason: str,
    console: Console,
) -> None:
    """Merge TBX, CSV, TSV, XLSX or TMX files into the glossary; - is stdin.

    A concept of the same id is changed, and so is, where a file gives no ids, one with the same preferred term; no term is
    ever dropped. Each file is one change, which `kheo terms undo` takes back.
    """
    from datetime import UTC, datetime

    from glossary.concept import Approval
    from glossary.importing import format_merged, import_into, notes
    from glossary.termbase.changes import Author

    by = Author(options.user(user), datetime.now(UTC), reason)
    target = options.store(glossary, create=True)
    loaded, problems = _loaded(files, form or "", _mapping(maps))
    for name, found in loaded:
        merged = import_into(target, found, by, Approval(approval) if approval else None)
        for note in notes(merged):
            console.say(f"Note: {note}")
        click.echo(format_merged(name, merged))
    close(console, problems)


def _mapping(maps: Sequence[str]) -> dict[str, str]:
    """What --map says; the last equals sign parts a column from its field."""
    pairs = [given.rpartition("=") for given in maps]
    for given, (column, _, field) in zip(maps, pairs, strict=True):
        if not column.strip() or not field.strip():
            raise click.BadParameter(f"{given!r} is not COLUMN=FIELD", param_hint="--map")
    return {column.strip(): field.strip() for column, _, field in pairs}


def _loaded(
    files: Sequence[str], form: str, mapping: dict[str, str]
) -> "tuple[list[tuple[str, Loaded]], list[InputError]]":
    """The files that can be read, and what is wrong with the others."""
    from corpora.errors import InputError
    from glossary import loading, patterns

    found: list[tuple[str, Loaded]] = []
    problems: list[InputError] = []
    for name in files:
        try:
            if name != "-":
                loaded = loading.load(name, form, mapping)
            elif form:
                loaded = loading.parse(sys.stdin.buffer.read(), "stdin", form, mapping)
            else:
                raise InputError("-: stdin has no name that tells its format; give --format")
            concepts = loaded.termbase.concepts.values()
            patterns.check(concepts, name, "mend it there; nothing of the file is imported")
            found.append((name, loaded))
        except InputError as error:
            problems.append(error)
    return found, problems


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["tbx", "tbx-dct", "csv", "tsv", "xlsx"]),
    help="What to write [default: what the name ends in, else tbx].",
)
@click.option(
    "--layout",
    type=click.Choice(["long", "wide"]),
    default="long",
    show_default=True,
    help="Of tables: one term a row, with everything, or one concept a row.",
)
@click.option("--lang", "langs", metavar="LANG,…", help="Only these languages.")
@click.option(
    "--customer", default="", metavar="NAME", help="Only terms for everybody and for this customer [default: all]."
)
@click.option(
    "--all-states",
    is_flag=True,
    help="Proposed, rejected and removed terms too; and the history, unless --lang or --customer leaves something out.",
)
@click.option("--force", is_flag=True, help="Replace a TBX file even where it holds what the export lacks.")
@GLOSSARY_FILE
@common
def export(
    file: str,
    form: str | None,
    layout: str,
    langs: str | None,
    customer: str,
    all_states: bool,
    force: bool,
    glossary: str | None,
    console: Console,
) -> None:
    """Write the glossary, its approved terms, as TBX 3, CSV, TSV or XLSX; - is stdout.

    A TBX file that holds a history or concepts that the export lacks is replaced only with --force.
    """
    from pathlib import Path
    from typing import cast

    from corpora.languages import language
    from glossary import exporting
    from glossary.tables import Layout
    from glossary.termbase.store import TBX

    chosen = tuple(language(code.strip()).code for code in langs.split(",")) if langs else ()
    source = options.store(glossary)
    termbase = exporting.select(source.read(), exporting.Selection(chosen, customer, all_states))
    chosen_form, chosen_layout = exporting.form_of(file, form or ""), cast(Layout, layout)
    exporting.check_layout(chosen_form, chosen_layout)
    if Path(file).suffix.lower() in TBX and not force:
        exporting.check_loss(Path(file), termbase)
    _write(file, exporting.format_termbase(termbase, chosen_form, chosen_layout), source.name)
    console.say(f"{exporting.count(termbase)} to {'stdout' if file == '-' else file}")


def _write(file: str, data: bytes, source: str) -> None:
    """Put an export in place; InputError where it would replace the glossary that it comes from."""
    from pathlib import Path

    from corpora.errors import InputError
    from pipeline import output

    path = Path(file)
    if file == "-":
        sys.stdout.buffer.write(data)
    elif path.exists() and Path(source).exists() and path.samefile(source):
        raise InputError(f"{file}: is the glossary itself, whose history an export would drop; choose another file")
    else:
        output.write(path.parent, {path.name: data}, remedy="give another FILE")
