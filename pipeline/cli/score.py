"""kheo score: drafts against references."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import GLOSSARY, INPUT_FORMAT, SOURCE, close, common, flow, formats, tell


@click.command()
@click.option(
    "--reference", "references", required=True, multiple=True, metavar="PATH", help="Versions to measure against."
)
@click.option(
    "--draft",
    "drafts",
    required=True,
    multiple=True,
    metavar="NAME=PATH",
    help="Drafts of one system, and its name; may be repeated.",
)
@formats("text", "json", "csv", "html")
@GLOSSARY
@SOURCE
@INPUT_FORMAT
@common
def score(
    references: tuple[str, ...],
    drafts: tuple[str, ...],
    form: str,
    glossary: str | None,
    source: str | None,
    input_format: str | None,
    console: Console,
) -> None:
    """Score drafts against references of the same language: BLEU, chrF++ and TER, with their signatures.

    A draft finds its reference by content; paragraphs that it merged or split do not hurt it. Where the references hold
    other versions of the story too, the terms of the glossary are counted: which of those of the source a draft renders.
    """
    from pipeline import process, results, scoring

    options = flow(console, glossary_name=glossary, source=source)
    paths = [scoring.parse_draft_path(value) for value in drafts]
    gathered = scoring.assemble(references, paths, options, input_format=input_format)
    result = process.measure(gathered.stories, options)
    click.echo(results.format_scores(result.reviews, form), nl=False)
    if form != "text" and (remark := results.unscored(result.reviews)):
        console.say(remark)
    if remark := results.without_terms(result.reviews, options.glossary):
        console.say(remark)
    tell(console, gathered.findings, ("R105", "D101"))
    close(console, (*gathered.problems, *result.problems), result.faults)
