"""`kheo terms`: the glossary, kept, exchanged and looked up."""

import click

from pipeline.cli.terms.discovery import renderings
from pipeline.cli.terms.finding import find


@click.group()
def terms() -> None:
    """Keep the glossary: import and export, change with a history, find terms in texts, discover new ones."""


for _command in (find, renderings):
    terms.add_command(_command)
