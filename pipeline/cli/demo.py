"""kheo demo: the sample corpus through the whole flow."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import GLOSSARY, close, common, flow


@click.command()
@click.option(
    "--out", default="kheo-demo", show_default=True, metavar="DIR", help="The folder for the report and the exports."
)
@GLOSSARY
@common
def demo(out: str, glossary: str | None, console: Console) -> None:
    """Show everything on the sample stories: aligned, checked, drafts scored, in one report.

    Prints the report's path on a line of its own.
    """
    from importlib.resources import as_file, files
    from pathlib import Path

    from pipeline import process, results

    options = flow(console, glossary_name=glossary)
    with as_file(files("corpora") / "samples") as samples:
        result = process.run([str(samples)], options)
    report = results.write(Path(out), result, options.glossary, title="kheo: the sample stories")
    console.say(results.summary(result))
    click.echo(str(report))
    close(console, result.problems, result.faults)
