"""kheo terms renderings, kheo terms discover: what the texts themselves say of terms."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import (
    ENCODER,
    GLOSSARY,
    INPUT_FORMAT,
    PATHS,
    SOURCE,
    close,
    common,
    flow,
    formats,
    tell,
    termbase,
)


@click.command()
@click.argument("term", metavar="TERM|ID")
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

    TERM|ID is a term in any form and language, or the id of a concept.
    Without PATH the sample stories are asked. What the glossary has for the term's concept is taken as sure, with its status.
    """
    from pipeline import discovering

    options = flow(console, glossary_name=glossary, source=source, vectors=encoder)
    asked = discovering.ask(term, paths, options, lang=lang, input_format=input_format, say=console.say)
    click.echo(discovering.format_renderings(asked, term, form), nl=False)
    tell(console, asked.findings)
    close(console, asked.problems, asked.faults)


@click.command()
@PATHS
@click.option("--lang", metavar="LANG", help="The language of the phrases [default: the one that most articles have].")
@click.option(
    "--limit", type=click.IntRange(1), default=30, show_default=True, help="How many concepts to propose at most."
)
@click.option(
    "--min-count",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Places a phrase needs; half where quoted.",
)
@click.option(
    "--propose", is_flag=True, help="Put them into the glossary as proposals, which `kheo terms approve` lets in."
)
@click.option("--user", envvar="KHEO_USER", metavar="NAME", help="Who proposes [default: kheo.toml's].")
@click.option("--reason", default="found in texts", show_default=True, metavar="TEXT", help="Why; kept in the history.")
@formats("text", "json")
@GLOSSARY
@SOURCE
@INPUT_FORMAT
@common
def discover(
    paths: tuple[str, ...],
    lang: str | None,
    limit: int,
    min_count: int,
    propose: bool,
    user: str | None,
    reason: str,
    form: str,
    glossary: str | None,
    source: str | None,
    input_format: str | None,
    console: Console,
) -> None:
    """Find phrases that may be concepts and are no terms yet, with what each version makes of them.

    What the glossary has is left out, also where it is only proposed, was rejected or was removed.

    Several words, quoted or repeated, best first; with --propose they are kept in the glossary, one concept each.
    """
    from functools import partial
    from pathlib import Path

    from pipeline import discovering
    from pipeline.cli.terms.changing import carry_out

    new = propose and glossary is not None and glossary != "none" and not Path(glossary).exists()
    options = flow(console, glossary_name="none" if new else glossary, source=source)
    kept = termbase("none" if new else glossary)
    found = discovering.propose(
        paths,
        options,
        lang=lang,
        limit=limit,
        least=min_count,
        input_format=input_format,
        kept=kept,
        say=console.say,
    )
    if propose and found.proposals:
        step = partial(discovering.proposed, found.proposals)
        carry_out(step, console, glossary=glossary, user=user, reason=reason, create=True)
    else:
        click.echo(discovering.format_proposals(found, form), nl=False)
    tell(console, found.findings)
    close(console, found.problems, found.faults)
