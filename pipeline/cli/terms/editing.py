"""`kheo terms` add, edit, remove, propose, approve, reject and undo: every change with who, when and why."""

from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console
from pipeline.cli.options import common
from pipeline.cli.terms import arguments
from pipeline.cli.terms.arguments import CONCEPT, CONCEPTS, author

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.concept import Concept
    from glossary.termbase.changes import Author
    from glossary.termbase.editing import Values
    from glossary.termbase.termbase import Termbase


@click.command(
    epilog=arguments.examples(
        'kheo terms add --vi "dân vận khéo" --de "geschickte Massenmobilisierung" --subject "mass mobilization"',
        'kheo terms add dan-van-kheo --de "kluge Massenarbeit" --status deprecated --note "sounds like cunning"',
        'kheo terms add dan-van-kheo --term "ja=巧みな大衆動員"',
    ),
)
@click.argument("concept", required=False, default="", metavar="[CONCEPT]")
@arguments.terms
@arguments.values
@author
@common
def add(
    concept: str,
    values: "Values",
    glossary: str | None,
    user: str | None,
    reason: str,
    console: Console,
) -> None:
    """Add a concept, or terms to one that is there.

    CONCEPT is an id, or a term of a concept that is there; without it an id is made from the first term (Vietnamese first).
    The first term of a language is preferred and further ones are admitted, unless --status says otherwise. --note and
    --source are said of the terms where the concept is there, else of the new concept.
    """
    from glossary.termbase import changes

    _added(changes.add, concept, values, console, glossary=glossary, user=user, reason=reason)


@click.command(
    epilog=arguments.examples(
        'kheo terms propose dan-van-kheo --de "umsichtige Massenmobilisierung" --reason "kinder than geschickt"',
        "kheo terms list --approval proposed",
    ),
)
@click.argument("concept", required=False, default="", metavar="[CONCEPT]")
@arguments.terms
@arguments.values
@author
@common
def propose(
    concept: str,
    values: "Values",
    glossary: str | None,
    user: str | None,
    reason: str,
    console: Console,
) -> None:
    """Propose a concept, or terms for one that is there; texts are held to them once they are approved.

    Everything is given as for `kheo terms add`.
    """
    from glossary.termbase import changes

    _added(changes.propose, concept, values, console, glossary=glossary, user=user, reason=reason)


def _added(
    change: "Callable[[Termbase, Concept, Author], Termbase]",
    concept: str,
    values: "Values",
    console: Console,
    *,
    glossary: str | None,
    user: str | None,
    reason: str,
) -> None:
    """Add terms, or propose them."""
    from glossary.termbase import editing
    from pipeline.cli.terms.changing import carry_out

    named = arguments.new()
    carry_out(
        lambda termbase, who: change(termbase, editing.addition(termbase, concept, named, values), who),
        console,
        glossary=glossary,
        user=user,
        reason=reason,
        create=True,
        named=concept,
    )


@click.command(
    epilog=arguments.examples(
        'kheo terms edit dan-van-kheo --de "geschickte Massenmobilisierung" --status admitted --gender f',
        'kheo terms edit dan-van-kheo --de "geschikte Massenmobilisierung" --text "geschickte Massenmobilisierung"',
        'kheo terms edit dan-van-kheo --definition "A movement that …" --reason "as in the party\'s handbook"',
    ),
)
@CONCEPT
@arguments.terms
@click.option("--text", metavar="TERM", help="What the term shall read instead.")
@arguments.values
@author
@common
def edit(
    concept: str,
    text: str | None,
    values: "Values",
    glossary: str | None,
    user: str | None,
    reason: str,
    console: Console,
) -> None:
    """Change what is said of a concept or, where terms are named, of these.

    CONCEPT is an id or a term. An empty text ("") clears a field.
    """
    from dataclasses import replace

    from glossary.termbase import changes, editing, lookup
    from pipeline.cli.terms.changing import carry_out

    named, wanted = arguments.named(), replace(values, text=text)
    carry_out(
        lambda termbase, who: changes.edit(
            termbase, editing.edited(lookup.resolve(termbase, concept), named, wanted), who
        ),
        console,
        glossary=glossary,
        user=user,
        reason=reason,
    )


@click.command(
    epilog=arguments.examples(
        'kheo terms remove dan-van-kheo --de "kluge Massenarbeit"',
        'kheo terms remove cap-huyen --reason "districts were abolished in 2025"',
    ),
)
@CONCEPTS
@arguments.terms
@author
@common
def remove(concepts: tuple[str, ...], glossary: str | None, user: str | None, reason: str, console: Console) -> None:
    """Take concepts, or only the terms named, out of use; they stay in the file and can come back."""
    _move("remove", concepts, console, glossary=glossary, user=user, reason=reason)


@click.command(
    epilog=arguments.examples(
        "kheo terms approve dan-van-kheo",
        'kheo terms approve dan-van-kheo --de "umsichtige Massenmobilisierung"',
    ),
)
@CONCEPTS
@arguments.terms
@author
@common
def approve(concepts: tuple[str, ...], glossary: str | None, user: str | None, reason: str, console: Console) -> None:
    """Let in what was proposed for concepts, or only the terms named; a rejected term has to be named."""
    _move("approve", concepts, console, glossary=glossary, user=user, reason=reason)


@click.command(
    epilog=arguments.examples(
        'kheo terms reject dan-van-kheo --de "umsichtige Massenmobilisierung" --reason "too timid"',
    ),
)
@CONCEPTS
@arguments.terms
@author
@common
def reject(concepts: tuple[str, ...], glossary: str | None, user: str | None, reason: str, console: Console) -> None:
    """Refuse what was proposed for concepts, or only the terms named; it stays in the file, so that nobody proposes it again."""
    _move("reject", concepts, console, glossary=glossary, user=user, reason=reason)


def _move(
    verb: str, concepts: tuple[str, ...], console: Console, *, glossary: str | None, user: str | None, reason: str
) -> None:
    """Move terms to another state of approval."""
    from glossary.termbase import changes, editing
    from glossary.termbase.termbase import Action
    from pipeline.cli.terms.changing import at_once, carry_out

    named = arguments.named()
    move = {"remove": changes.remove, "approve": changes.approve, "reject": changes.reject}[verb]
    carry_out(
        lambda termbase, who: at_once(
            termbase,
            who,
            Action(verb),
            concepts,
            lambda scratch, concept: move(scratch, concept.id, who, editing.chosen_terms(concept, named)),
        ),
        console,
        glossary=glossary,
        user=user,
        reason=reason,
    )


@click.command(
    epilog=arguments.examples(
        "kheo terms undo",
        "kheo terms undo 1a2b3c4d",
        "kheo terms undo dan-van-kheo",
    ),
)
@click.argument("change", required=False, default="", metavar="[CHANGE|CONCEPT]")
@author
@common
def undo(change: str, glossary: str | None, user: str | None, reason: str, console: Console) -> None:
    """Take back the last change, that of an id (see `kheo terms history`), or the last one of a concept.

    An import is taken back as a whole. An undo is undone by its own id. Nothing is lost: the history keeps it all.
    """
    from glossary.termbase import changes
    from pipeline.cli.terms.changing import carry_out

    carry_out(
        lambda termbase, who: changes.undo_named(termbase, change, who),
        console,
        glossary=glossary,
        user=user,
        reason=reason,
    )


@click.command(
    epilog=arguments.examples(
        "git config merge.kheo.driver 'kheo terms merge %O %A %B %P'",
        "echo '*.tbx merge=kheo' >> .gitattributes",
    ),
)
@click.argument("base", metavar="BASE")
@click.argument("ours", metavar="OURS")
@click.argument("theirs", metavar="THEIRS")
@click.argument("name", required=False, default="", metavar="[NAME]")
@common
def merge(base: str, ours: str, theirs: str, name: str, console: Console) -> None:
    """Join two branches of a TBX file into OURS, for version control: all changes of both, with their histories.

    Where both changed the same, the concept stays as in OURS and exit code 2 leaves the file to you. NAME is what messages
    call the file, whose copies version control hands over.
    """
    from pathlib import Path

    from corpora.errors import InputError
    from glossary import tbx
    from glossary.termbase import branches
    from glossary.termbase.store import FileStore, rewritten

    store = FileStore(Path(ours))
    version = store.version()
    joined = branches.join(tbx.read(base), store.read(), tbx.read(theirs))
    if note := rewritten(store):
        console.say(f"Note: {note}")
    store.write(joined.termbase, version)
    for clash in joined.clashes:
        console.error(clash)
    if joined.clashes:
        number = len(joined.clashes)
        left = "1 change of the other branch is" if number == 1 else f"{number:,} changes of the other branch are"
        raise InputError(f"{name or ours}: {left} left to you; make those that are better, then `git add` the file")
