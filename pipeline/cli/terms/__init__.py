"""`kheo terms`: the glossary, kept, exchanged and looked up."""

import click

from pipeline.cli.terms.discovery import discover, renderings
from pipeline.cli.terms.editing import add, approve, edit, merge, propose, reject, remove, undo
from pipeline.cli.terms.exchange import export, import_
from pipeline.cli.terms.finding import find
from pipeline.cli.terms.looking import history, lint, list_, show


@click.group()
def terms() -> None:
    """Keep the glossary: import and export, change with a history, find terms in texts, discover new ones."""


for _command in (
    import_,
    export,
    list_,
    show,
    find,
    renderings,
    discover,
    add,
    edit,
    remove,
    propose,
    approve,
    reject,
    undo,
    merge,
    history,
    lint,
):
    terms.add_command(_command)
