"""Files merged into the termbase of a store."""

from glossary import merging
from glossary.concept import Approval
from glossary.loaded import Loaded
from glossary.merging import Merged
from glossary.termbase import changes
from glossary.termbase.changes import Author
from glossary.termbase.store import ChangedError, Store
from glossary.termbase.termbase import Action

_TRIES = 5  # where somebody else writes at the same time


def import_into(store: Store, loaded: Loaded, author: Author, approval: Approval | None = None) -> Merged:
    """Merge what a file held into a store as one change, and tell what that did; nothing is written where nothing changes."""
    for _ in range(_TRIES - 1):
        try:
            return _once(store, loaded, author, approval)
        except ChangedError:
            continue
    return _once(store, loaded, author, approval)


def _once(store: Store, loaded: Loaded, author: Author, approval: Approval | None) -> Merged:
    version = store.version()
    termbase = store.read()
    merged = merging.merge(termbase, loaded, approval)
    if merged.concepts:
        ready = merging.adopted(termbase, loaded.termbase, merged.history)
        store.write(changes.record(ready, merged.concepts, Action.IMPORT, author), version)
    return merged


def format_merged(name: str, merged: Merged) -> str:
    """One line on what an import did."""
    return f"{name}: {merged.added:,} added, {merged.changed:,} changed, {merged.unchanged:,} unchanged"
