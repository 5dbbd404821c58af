"""kheo run: the whole flow on files."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import GLOSSARY, INPUT_FORMAT, OUT, PATHS, SOURCE, close, common, flow, tell


@click.command()
@PATHS
@OUT
@GLOSSARY
@SOURCE
@INPUT_FORMAT
@common
def run(
    paths: tuple[str, ...],
    out: str,
    glossary: str | None,
    source: str | None,
    input_format: str | None,
    console: Console,
) -> None:
    """Read, clean, group, align, check and score articles, drafts and folders of them.

    DIR receives report.html, the units as units.tmx, units.tsv and units.jsonl, the findings as findings.json and
    findings.csv, and scores.csv where there are drafts.
    """
    from pathlib import Path

    from pipeline import process, results

    options = flow(console, glossary_name=glossary, source=source)
    result = process.run(paths, options, input_format=input_format)
    if result.reviews or result.findings:
        report = results.write(Path(out), result, options.glossary, title="kheo report")
        tell(console, result.all_findings)
        console.say(results.summary(result))
        click.echo(str(report))
    close(console, result.problems, result.faults)
