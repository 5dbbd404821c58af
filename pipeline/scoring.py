"""Drafts and references that are given apart, brought together as stories with drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpora import readers
from corpora.article import Draft
from corpora.errors import InputError
from corpora.readers import Reading
from pipeline.process import Gathered, Options, gather


@dataclass(frozen=True, slots=True)
class DraftPath:
    """Where the drafts of one system are."""

    system: str
    path: str


def parse_draft_path(text: str) -> DraftPath:
    """NAME=PATH."""
    system, found, path = text.partition("=")
    if not (system.strip() and found and path):
        raise InputError(f"--draft {text!r}: no name or no path; write NAME=PATH, as in alpha=drafts/alpha")
    return DraftPath(system.strip(), path)


def assemble(
    references: Sequence[str], drafts: Sequence[DraftPath], options: Options, *, input_format: str | None = None
) -> Gathered:
    """Read references and drafts, and give each draft to the reference with its content."""
    against = readers.read(references, input_format=input_format)
    found = [_drafts(each, input_format) for each in drafts]
    taken = {a.id for a in (*against.articles, *(v for story in against.stories for v in story.versions.values()))}
    reading = Reading(
        articles=against.articles,
        drafts=tuple(_apart(draft, taken) for each in found for draft in each.drafts),
        stories=against.stories,
        findings=(*against.findings, *(finding for each in found for finding in each.findings)),
        problems=(*against.problems, *(problem for each in found for problem in each.problems)),
    )
    return gather(reading, options)


def _apart(draft: Draft, taken: set[str]) -> Draft:
    """The draft with an id that no other article of the run has: two systems may give theirs the same."""
    own = draft.article.id
    names = (own, *(f"{own} ({draft.system}{number})" for number in ("", *(f" {k}" for k in range(2, len(taken) + 3)))))
    free = next(name for name in names if name not in taken)
    taken.add(free)
    return replace(draft, article=replace(draft.article, id=free))


def _drafts(given: DraftPath, input_format: str | None) -> Reading:
    """Everything under a path as drafts of one system, whatever the file names say."""
    reading = readers.read([given.path], input_format=input_format)
    articles = (*reading.articles, *(article for story in reading.stories for article in story.versions.values()))
    drafts = (
        *(Draft(article, given.system) for article in articles),
        *(replace(draft, system=given.system) for draft in reading.drafts),
    )
    return Reading(articles=(), drafts=drafts, stories=(), findings=reading.findings, problems=reading.problems)
