"""kheo terms renderings, kheo terms discover: what the texts themselves say of terms."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import ENCODER, GLOSSARY, INPUT_FORMAT, SOURCE, close, common, flow, formats, tell


@click.command()
@click.argument("term")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--lang", metavar="LANG", help="The language of the term, where it is not to be guessed.")
@formats("text", "json", "svg")
@ENCODER
@GLOSSARY
@SOURCE
@INPUT_FORMAT
@common
def renderings(
    term: str,
    paths: tuple[str, ...],
    lang: str | None,
    form: str,
    encoder: str | None,
    glossary: str | None,
    source: str | None,
    input_format: str | None,
    console: Console,
) -> None:
    """List every way in which texts render TERM, in all languages, also where an article has no other version.

    Without PATH the sample stories are asked. What the glossary has for the term's concept is taken as sure, with its status.
    """
    from pipeline import discovering

    options = flow(console, glossary_name=glossary, source=source, vectors=encoder)
    asked = discovering.ask(term, paths, options, lang=lang, input_format=input_format, say=console.say)
    click.echo(discovering.format_renderings(asked, term, form), nl=False)
    tell(console, asked.findings)
    close(console, asked.problems, asked.faults)
