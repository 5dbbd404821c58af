"""From files to discovery: read, group and align, then ask the texts."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from importlib.resources import as_file, files

from corpora import readers
from corpora.errors import InputError
from corpora.finding import Finding
from corpora.languages import Lang, language
from glossary.concept import Approval, Concept
from glossary.discovery import asking, proposals, rows
from glossary.discovery.proposals import Proposal
from glossary.discovery.rows import Row
from glossary.discovery.segments import Corpus
from glossary.termbase import changes, lookup
from glossary.termbase.changes import Author
from glossary.termbase.termbase import Action, Termbase
from pipeline import drafts, process
from pipeline.process import Options


@dataclass(frozen=True, slots=True)
class Gathered:
    """A corpus ready to be asked, and what there was to say on the way."""

    corpus: Corpus
    findings: tuple[Finding, ...]
    problems: tuple[InputError, ...]
    faults: tuple[Exception, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The renderings of a term, and what there was to say on the way."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    problems: tuple[InputError, ...]
    faults: tuple[Exception, ...]
    searched: bool = True  # whether there was any text to ask


@dataclass(frozen=True, slots=True)
class Proposed:
    """Phrases that may be concepts, and what there was to say on the way."""

    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    problems: tuple[InputError, ...]
    faults: tuple[Exception, ...]
    searched: bool = True  # whether there was any text to look into


def gather(
    paths: Sequence[str],
    options: Options,
    *,
    input_format: str | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Gathered:
    """The stories under some paths, aligned; their drafts are left out, which is said."""
    gathered = process.gather(drafts.as_texts(readers.read(paths, input_format=input_format), say), options)
    if left := sum(len(story.drafts) for story in gathered.stories):
        say(f"{drafts.count(left)} left out, being no versions; give drafts alone to ask what they say")
    aligned = process.align(gathered.stories, options)
    corpus = Corpus(((each.story, each.alignment) for each in aligned.stories), options.grouper or options.encoder)
    return Gathered(corpus, gathered.findings, (*gathered.problems, *aligned.problems), aligned.faults)


def ask(
    term: str,
    paths: Sequence[str],
    options: Options,
    *,
    lang: Lang | None = None,
    input_format: str | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Asked:
    """The renderings of a term in the texts under some paths, in the samples where there are none."""
    code = language(lang).code if lang else None
    if not any(char.isalnum() for char in term):
        raise InputError(f"{term!r}: has no letter and no digit; give a term, a phrase or the id of a concept")
    if len(several := asking.meant(term, code, options.glossary)) > 1:
        listed = "; ".join(f"{each.id} ({lookup.summary(each)})" for each in several)
        say(
            f"Note: {term!r} is a term of {len(several)} concepts: {listed}; the first is asked, give the id of another"
        )
    with ExitStack() as stack:
        if not paths:
            say("No PATH: asking the sample stories that kheo ships")
            paths = [str(stack.enter_context(as_file(files("corpora") / "samples")))]
        found = gather(paths, options, input_format=input_format, say=say)
    made = asking.renderings(found.corpus, term, lang=code, glossary=options.glossary)
    return Asked(made, found.findings, found.problems, found.faults, bool(found.corpus.articles))


def format_renderings(asked: Asked, term: str, form: str) -> str:
    """The rows in the format of a name: text, json or svg."""
    if form == "json":
        return rows.format_json(asked.rows)
    if form == "svg":
        from glossary.discovery import drift

        return drift.format_svg(asked.rows, term)
    said = f"“{term}”: not in these texts, nor anything that renders it\n" if asked.searched else ""
    return rows.format_text(asked.rows) or said


def propose(
    paths: Sequence[str],
    options: Options,
    *,
    lang: Lang | None = None,
    limit: int = 30,
    least: int = 2,
    input_format: str | None = None,
    kept: Termbase | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Proposed:
    """Phrases of the texts under some paths that may be concepts and are no terms of the glossary yet.

    Those of the whole termbase `kept` are left out too: proposed, rejected and removed ones.
    """
    code = language(lang).code if lang else None
    found = gather(paths, options, input_format=input_format, say=say)
    made = proposals.discover(
        found.corpus,
        kept.vocabulary() if kept else options.glossary,
        lang=code,
        limit=limit,
        least=least,
        track=lambda items: options.track(items, "following phrases"),
    )
    return Proposed(made, found.findings, found.problems, found.faults, bool(found.corpus.articles))


def proposed(found: Sequence[Proposal], termbase: Termbase, author: Author) -> Termbase:
    """A termbase with proposals among its concepts; those whose id is taken are left out, and all have one time."""
    concepts: dict[str, Concept] = {}
    for one in found:
        concept = one.concept("")
        concept_id = _id(termbase, concept)
        if concept_id and concept_id not in concepts:
            terms = tuple(replace(term, approval=Approval.PROPOSED) for term in concept.terms)
            concepts[concept_id] = replace(concept, id=concept_id, terms=terms)
    return changes.record(termbase, concepts.values(), Action.PROPOSE, author)


def _id(termbase: Termbase, concept: Concept) -> str:
    try:
        return lookup.new_id(termbase, concept.terms)
    except InputError:  # the name is taken, or no Latin letter is in it
        return ""


def format_proposals(found: Proposed, form: str) -> str:
    """The proposals in the format of a name: text or json."""
    if form == "json":
        return proposals.format_json(found.proposals)
    said = "No phrase is repeated or quoted that the glossary lacks\n" if found.searched else ""
    return proposals.format_text(found.proposals) or said
