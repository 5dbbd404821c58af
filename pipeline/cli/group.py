"""kheo group: which articles are versions of one story."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import INPUT_FORMAT, PATHS, SOURCE, close, common, flow, formats, tell


@click.command()
@PATHS
@formats("text", "json")
@SOURCE
@INPUT_FORMAT
@common
def group(paths: tuple[str, ...], form: str, source: str | None, input_format: str | None, console: Console) -> None:
    """Say which articles are versions of one story, by what they say.

    Every article stands in exactly one story; one without a counterpart is a story of its own.
    """
    from corpora import readers
    from pipeline import process, results

    options = flow(console, glossary_name="none", source=source)
    gathered = process.gather(readers.read(paths, input_format=input_format), options)
    click.echo(results.format_groups(gathered, form), nl=False)
    tell(console, gathered.findings, ())
    close(console, gathered.problems)
