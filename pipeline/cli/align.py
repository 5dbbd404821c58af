"""kheo align: units and beads."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import ENCODER, INPUT_FORMAT, PATHS, SOURCE, WEIGHTS, close, common, flow, formats, tell


@click.command()
@PATHS
@formats("jsonl", "tsv", "tmx", "html")
@ENCODER
@WEIGHTS
@SOURCE
@INPUT_FORMAT
@common
def align(
    paths: tuple[str, ...],
    form: str,
    encoder: str | None,
    weights: str | None,
    source: str | None,
    input_format: str | None,
    console: Console,
) -> None:
    """Align all versions of each story, paragraph by paragraph.

    PATH is articles in any format, which are cleaned and grouped first, or stories as JSON lines, taken as they are.
    """
    from corpora import readers
    from pipeline import process, results

    options = flow(console, glossary_name="none", source=source, vectors=encoder, weights_name=weights)
    gathered = process.gather(readers.read(paths, input_format=input_format), options)
    aligned = [process.align(story, options) for story in options.track(gathered.stories, "aligning stories")]
    click.echo(results.format_alignments(aligned, form), nl=False)
    tell(console, gathered.findings)
    close(console, gathered.problems)
