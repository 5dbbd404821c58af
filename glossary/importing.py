"""Files merged into the termbase of a store."""

from dataclasses import replace

from glossary import merging
from glossary.concept import Approval
from glossary.loaded import Loaded
from glossary.merging import Merged
from glossary.suspects import suspects
from glossary.termbase import changes, lint
from glossary.termbase.changes import Author
from glossary.termbase.store import Store, rewritten, update
from glossary.termbase.termbase import Action, Termbase

_SHOWN = 5  # examples and problems


def import_into(store: Store, loaded: Loaded, author: Author, approval: Approval | None = None) -> Merged:
    """Merge what a file held into a store as one change, and tell what that did; nothing is written where nothing changes."""
    tries: list[Merged] = []

    def step(termbase: Termbase) -> Termbase:
        merged = merging.merge(termbase, loaded, approval)
        merged = replace(merged, notes=(*suspects(loaded.termbase.concepts.values()), *merged.notes))
        tries.append(merged)
        if not merged.concepts:
            return termbase
        ready = merging.adopted(termbase, loaded.termbase, merged.history)
        after = changes.record(ready, merged.concepts, Action.IMPORT, author)
        problems = lint.new_problems(termbase, after, [concept.id for concept in merged.concepts])
        tries[-1] = replace(merged, problems=tuple(map(str, problems)))
        return after

    note = rewritten(store)
    update(store, step)
    made = tries[-1]
    return replace(made, notes=(note, *made.notes)) if note and made.concepts else made


def format_merged(name: str, merged: Merged) -> str:
    """One line on what an import did."""
    told = f"{name}: {merged.added:,} added, {merged.changed:,} changed, {merged.unchanged:,} unchanged"
    if not merged.statuses:
        return told
    count, more = len(merged.statuses), len(merged.statuses) - _SHOWN
    shown = ", ".join(merged.statuses[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
    return f"{told}; {count:,} {'term' if count == 1 else 'terms'} changed status: {shown}"


def notes(merged: Merged) -> tuple[str, ...]:
    """What a reader has to be told beyond the count, a sentence each."""
    more = len(merged.problems) - _SHOWN
    rest = (f"{more:,} more problems that are new; `kheo terms lint` lists all",) if more > 0 else ()
    return (*merged.notes, *merged.problems[:_SHOWN], *rest)
