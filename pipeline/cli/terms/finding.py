"""kheo terms find: a concordance."""

import os

import click

from pipeline.cli.console import Console
from pipeline.cli.options import ENCODER, GLOSSARY, INPUT_FORMAT, SOURCE, close, common, flow, formats, tell


@click.command()
@click.argument("term", metavar="TERM|ID")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--lang", metavar="LANG", help="Only places in this language; the other versions are still shown.")
@click.option(
    "--context",
    type=click.IntRange(0, 10_000),
    default=60,
    show_default=True,
    metavar="N",
    help="Characters on both sides of a place.",
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show no more than so many passages.")
@formats("text", "json")
@ENCODER
@GLOSSARY
@SOURCE
@INPUT_FORMAT
@common
def find(
    term: str,
    paths: tuple[str, ...],
    lang: str | None,
    context: int,
    limit: int | None,
    form: str,
    encoder: str | None,
    glossary: str | None,
    source: str | None,
    input_format: str | None,
    console: Console,
) -> None:
    """Show every place where a concept stands, with the same passage in all other versions, then those in drafts.

    TERM|ID is a term in any form and language, or the id of a concept; what the glossary does not have is looked for as it is.
    Without PATH the sample stories are searched.
    """
    from pipeline import concordances

    options = flow(console, glossary_name=glossary, source=source, vectors=encoder)
    found = concordances.find(term, paths, options, lang=lang, input_format=input_format, say=console.say)
    console.say(concordances.heading(found, limit))
    shown = found.entries[:limit]
    layout = concordances.Layout(
        context, console.width(), colour=console.width() > 0 and not os.environ.get("NO_COLOR")
    )
    click.echo(concordances.format_json(shown) if form == "json" else concordances.format_text(shown, layout), nl=False)
    tell(console, found.findings)
    close(console, found.problems, found.faults)
