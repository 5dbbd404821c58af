"""kheo check: findings."""

from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console
from pipeline.cli.options import GLOSSARY, INPUT_FORMAT, PATHS, SOURCE, close, common, flow, formats

if TYPE_CHECKING:
    from evaluation.allowlist import Allowlist
    from pipeline.process import Result


@click.command()
@PATHS
@formats("text", "json", "sarif", "github", "html", "csv")
@click.option(
    "--select", metavar="CODES", help="Only these findings: codes or their beginnings, with commas (T, N101)."
)
@click.option("--ignore", metavar="CODES", help="All findings but these.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="The least severity that ends in exit code 1.",
)
@click.option(
    "--allowlist",
    envvar="KHEO_ALLOWLIST",
    metavar="FILE|none",
    help="Findings that are allowed, with reasons [default: kheo-allow.toml of the working directory, where it has one].",
)
@click.option(
    "--siblings",
    is_flag=True,
    help="Read the other versions of the files too (bridge.vi.txt beside bridge.de.txt), and tell what is found in these files only.",
)
@GLOSSARY
@SOURCE
@INPUT_FORMAT
@common
def check(
    paths: tuple[str, ...],
    form: str,
    select: str | None,
    ignore: str | None,
    fail_on: str,
    allowlist: str | None,
    siblings: bool,
    glossary: str | None,
    source: str | None,
    input_format: str | None,
    console: Console,
) -> None:
    """Check articles: terms, numbers, dates, document ids, paragraphs missing, added or moved.

    Exit code 1 says that there are findings of the --fail-on severity or above, 2 that an input was unreadable.
    """
    from corpora.readers.siblings import with_siblings
    from evaluation import gate
    from pipeline import process, results

    chosen, allowed = gate.parse_selection(select, ignore), allowances(allowlist)
    options = flow(console, glossary_name=glossary, source=source)
    read = with_siblings(paths) if siblings else paths
    result = results.choose(process.run(read, options, input_format=input_format), chosen)
    result = results.choose(result, gate.Outside(read[len(paths) :]))
    result = allow(console, result, allowed)
    if result.reviews or result.findings or not result.problems:
        click.echo(results.format_findings(result, options.glossary, form), nl=False)
    close(console, result.problems, result.faults)
    if gate.fails(result.all_findings, fail_on):
        raise click.exceptions.Exit(1)


def allowances(name: str | None) -> "Allowlist":
    """The allowlist that an option or a variable names, else that of the working directory."""
    from evaluation import allowlist

    return allowlist.load(name)


def allow(console: Console, result: "Result", allowed: "Allowlist") -> "Result":
    """The result without what is allowed, and a word on stderr on what was and on what no longer is."""
    from datetime import date

    from evaluation import allowlist
    from pipeline import results

    verdict = allowlist.judge(allowed, result.all_findings, date.today())
    for note in verdict.notes:
        console.say(note)
    for detail in verdict.details:
        console.detail(detail)
    return results.choose(result, verdict)
