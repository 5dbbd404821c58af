"""`kheo terms`: the glossary, kept, exchanged and looked up."""

import click


@click.group()
def terms() -> None:
    """Keep the glossary: import and export, change with a history, find terms in texts, discover new ones."""


for _command in ():
    terms.add_command(_command)
