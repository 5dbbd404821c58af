"""One change from the command line: read, changed, written, and told in a line."""

from collections.abc import Callable
from datetime import UTC, datetime

import click

from glossary.concept import Concept
from glossary.termbase import changes, display, lint, lookup
from glossary.termbase.changes import Author
from glossary.termbase.display import Told
from glossary.termbase.store import ABSENT, rewritten, update
from glossary.termbase.termbase import Action, Termbase
from pipeline.cli import options
from pipeline.cli.console import Console

Step = Callable[[Termbase, Author], Termbase]
_MOST = 10  # changes told one by one


def carry_out(
    step: Step,
    console: Console,
    *,
    glossary: str | None,
    user: str | None,
    reason: str,
    create: bool = False,
    named: str = "",
) -> None:
    """Make a change, print what was done, and say on stderr what the linter has against it.

    Where an id that was `named` founds a concept, the nearest id is told: it may have been meant.
    """
    author = Author(options.user(user), datetime.now(UTC), reason)
    store = options.store(glossary, create=create)
    before: list[Termbase] = []

    def change(termbase: Termbase) -> Termbase:
        before.append(termbase)
        return step(termbase, author)

    new = store.version() == ABSENT
    note = rewritten(store)
    after = update(store, change)
    if note:
        console.say(f"Note: {note}")
    if new:
        console.say(f"{store.name}: a new glossary")
    made = after.history[len(before[-1].history) :]
    for told in reversed(display.histories(after, made[:_MOST])):
        what = "; ".join(told.what) or "as it was"
        click.echo(f"{told.change.concept}: {what} [{_undo(told, glossary)}]")
    if len(made) > _MOST:
        click.echo(f"… and {len(made) - _MOST} more concepts")
    if named in after.concepts and named not in before[-1].concepts and before[-1].concepts:
        near = [each for each in lookup.nearest(before[-1], named) if each in before[-1].concepts]
        console.say(f"{named}: a new concept" + (f"; the nearest is {near[0]}" if near else ""))
    for problem in lint.new_problems(before[-1], after, [each.concept for each in made]):
        console.say(f"Note: {problem}")


def _undo(told: Told, glossary: str | None) -> str:
    """How to undo a change, as it has to be typed."""
    context = click.get_current_context(silent=True)
    given = context is not None and context.get_parameter_source("glossary") is click.core.ParameterSource.COMMANDLINE
    where = f" --glossary {glossary}" if given else ""
    return f"{told.change.action} {told.name}, take back with: kheo terms undo {told.name}{where}"


def at_once(
    termbase: Termbase,
    author: Author,
    action: Action,
    names: tuple[str, ...],
    step: Callable[[Termbase, Concept], Termbase],
) -> Termbase:
    """The same change of several concepts, which is then taken back as one."""
    scratch, found = termbase, []
    for name in dict.fromkeys(names):
        concept = lookup.resolve(termbase, name)
        scratch = step(scratch, concept)
        found.append(concept.id)
    return changes.record(termbase, (scratch.concepts[concept_id] for concept_id in found), action, author)
