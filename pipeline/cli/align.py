"""kheo align: units and beads."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import (
    ENCODER,
    GLOSSARY,
    INPUT_FORMAT,
    PATHS,
    SOURCE,
    WEIGHTS,
    close,
    common,
    flow,
    formats,
    tell,
)


@click.command()
@PATHS
@formats("jsonl", "tsv", "tmx", "html")
@ENCODER
@WEIGHTS
@GLOSSARY
@SOURCE
@INPUT_FORMAT
@common
def align(
    paths: tuple[str, ...],
    form: str,
    encoder: str | None,
    weights: str | None,
    glossary: str | None,
    source: str | None,
    input_format: str | None,
    console: Console,
) -> None:
    """Align all versions of each story, paragraph by paragraph.

    PATH is articles in any format, which are cleaned and grouped first, or stories as JSON lines, taken as they are. Units
    that are locked in such a line stay, and the rest is aligned around them.
    """
    from corpora import readers
    from pipeline import process, results

    options = flow(console, glossary_name=glossary, source=source, vectors=encoder, weights_name=weights)
    gathered = process.gather(readers.read(paths, input_format=input_format), options)
    aligned = process.align(gathered.stories, options)
    click.echo(results.format_alignments(aligned.stories, form), nl=False)
    tell(console, gathered.findings)
    close(console, (*gathered.problems, *aligned.problems), aligned.faults)
