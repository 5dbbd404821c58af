"""`kheo terms` list, show, history and lint: the glossary looked at."""

import click

from pipeline.cli.console import Console
from pipeline.cli.options import GLOSSARY_FILE, common, formats, store
from pipeline.cli.terms import arguments
from pipeline.cli.terms.arguments import CONCEPT


@click.command(
    name="list",
    epilog=arguments.examples(
        "kheo terms list",
        "kheo terms list massen --lang de",
        "kheo terms list --approval proposed",
    ),
)
@click.argument("text", required=False, default="", metavar="[TEXT]")
@click.option("--lang", "langs", multiple=True, type=arguments.LANG, help="Only terms in this language.")
@click.option("--status", "statuses", multiple=True, type=arguments.STATUS, help="Only terms with this status.")
@click.option(
    "--approval",
    "approvals",
    multiple=True,
    type=arguments.APPROVAL,
    help="Only terms that are this [default: all but removed ones].",
)
@click.option("--subject", default="", metavar="TEXT", help="Only concepts whose field has this text.")
@click.option("--customer", default="", metavar="NAME", help="Only terms for this customer and for everybody.")
@formats("text", "json")
@GLOSSARY_FILE
@common
def list_(text: str, form: str, glossary: str | None, console: Console, **filters: str | tuple[str, ...]) -> None:
    """List concepts with their terms; with TEXT those that have it in an id, a term, the subject or the definition.

    A term without a remark is preferred and approved.
    """
    from glossary.termbase import display
    from glossary.termbase.display import Filter

    wanted = Filter(text=text, **filters)  # type: ignore[arg-type]
    kept = store(glossary)
    found = display.chosen(kept.read(), wanted)
    click.echo(display.format_list(found, form), nl=False)
    console.say(f"{len(found)} concept{'' if len(found) == 1 else 's'} of {kept.name}")


@click.command(
    epilog=arguments.examples(
        "kheo terms show dan-van-kheo",
        'kheo terms show "geschickte Massenmobilisierung"',
    ),
)
@CONCEPT
@formats("text", "json")
@GLOSSARY_FILE
@common
def show(concept: str, form: str, glossary: str | None, console: Console) -> None:
    """Show a concept, by its id or one of its terms: all that is said of it, and its history."""
    from glossary.termbase import display, lookup

    kept = store(glossary)
    termbase = kept.read()
    console.detail(kept.name)
    click.echo(display.format_concept(termbase, lookup.resolve(termbase, concept), form), nl=False)


@click.command()
@click.argument("concept", required=False, default="", metavar="[CONCEPT]")
@click.option("--number", "-n", type=click.IntRange(1), metavar="N", help="Only the last N changes.")
@formats("text", "json")
@GLOSSARY_FILE
@common
def history(concept: str, number: int | None, form: str, glossary: str | None, console: Console) -> None:
    """List the changes, the last one first: when, its id, who, what, why; with CONCEPT (an id or a term) only its own."""
    from glossary.termbase import display, lookup

    termbase = store(glossary).read()
    wanted = lookup.resolve(termbase, concept).id if concept else ""
    own = [change for change in termbase.history if wanted in ("", change.concept)]
    told = display.histories(termbase, own[-(number or len(own)) :])
    click.echo(display.format_history(told, form), nl=False)
    if not told:
        console.say(f"no change of {wanted or 'the glossary'} is told")


@click.command(
    epilog=arguments.examples(
        "kheo terms lint",
        "kheo terms lint --ignore G401,G403",
    ),
)
@click.option(
    "--select", metavar="CODES", default="", help="Only these problems: codes or their beginnings, with commas."
)
@click.option("--ignore", metavar="CODES", default="", help="All problems but these.")
@formats("text", "json")
@GLOSSARY_FILE
@common
def lint(select: str, ignore: str, form: str, glossary: str | None, console: Console) -> None:
    """Look for mistakes in the glossary itself: duplicates, contradictions, gaps, stray characters.

    Exit code 1 says that there are errors. Each code is explained in docs/glossary-lint.md.
    """
    from glossary.termbase import lint as linter

    kept = store(glossary)
    problems = linter.choose(linter.lint(kept.read()), select, ignore)
    click.echo(linter.format_problems(problems, form), nl=False)
    console.say(f"{kept.name}: {linter.count(problems)}")
    if linter.fails(problems):
        raise click.exceptions.Exit(1)
