"""A termbase, or a part of it, in the formats that other programs read."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from corpora.errors import InputError
from corpora.languages import Lang
from glossary.concept import Approval, Concept
from glossary.tables.writing import Layout
from glossary.termbase.termbase import Termbase

FORMS = ("tbx", "tbx-dct", "csv", "tsv", "xlsx")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of a termbase is meant."""

    langs: Collection[Lang] = ()  # all where empty
    customer: str = ""  # the terms for everybody and those for this one; all terms where empty
    all_states: bool = False  # proposed, rejected and removed terms too, and where nothing is left out the history

    @property
    def whole(self) -> bool:
        """Whether it leaves nothing out."""
        return self.all_states and not self.langs and not self.customer


def select(termbase: Termbase, wanted: Selection) -> Termbase:
    """The part of a termbase that is meant; concepts of which no term is left are left out.

    Of a part the history stays behind: it tells what terms of other customers and languages were.
    """
    if wanted.whole:
        return termbase
    concepts = {name: _part(concept, wanted) for name, concept in termbase.concepts.items()}
    kept = {name: concept for name, concept in concepts.items() if concept.terms}
    return replace(termbase, concepts=MappingProxyType(kept), history=())


def _part(concept: Concept, wanted: Selection) -> Concept:
    terms = (
        term
        for term in concept.terms
        if (wanted.all_states or term.approval is Approval.APPROVED)
        and (not wanted.langs or term.lang in wanted.langs)
        and (not wanted.customer or not term.customers or wanted.customer in term.customers)
    )
    if not wanted.langs:
        return replace(concept, terms=tuple(terms))
    sections = tuple(section for section in concept.sections if section.lang in wanted.langs)
    extra = tuple(text for text in concept.extra if not text.startswith("<langSec"))
    return replace(concept, terms=tuple(terms), sections=sections, extra=extra)


def form_of(path: str, form: str = "") -> str:
    """The format that a file is to have, as it is said or as its suffix tells; InputError where neither does."""
    if form:
        return form
    if path == "-":
        return "tbx"
    suffix = Path(path).suffix.lower().removeprefix(".")
    if suffix not in FORMS:
        raise InputError(
            f"{path}: no format of an export has this suffix; name it .tbx, .csv, .tsv or .xlsx, or give --format"
        )
    return suffix


def format_termbase(termbase: Termbase, form: str, layout: Layout = "long") -> bytes:
    """A termbase as one of FORMS; `layout` is of tables, where a wide one is for reading and leaves some things out."""
    from glossary import tables, tbx

    made: Mapping[str, Callable[[Iterable[Concept]], bytes]] = {
        "csv": lambda found: tables.format_table(found, layout=layout),
        "tsv": lambda found: tables.format_table(found, delimiter="\t", layout=layout),
        "xlsx": lambda found: tables.format_xlsx(found, layout=layout),
    }
    if form in made:
        return made[form](termbase.concepts[name] for name in sorted(termbase.concepts))
    return tbx.format_tbx(termbase, style="dct" if form == "tbx-dct" else "dca")


def check_layout(form: str, layout: Layout) -> None:
    """InputError where a format has no such layout."""
    if layout == "wide" and form in ("tbx", "tbx-dct"):
        raise InputError(
            "--layout wide: is of tables, and TBX has one layout; leave it out, or export .csv, .tsv or .xlsx"
        )


def check_loss(path: Path, export: Termbase) -> None:
    """InputError where a TBX file that stands there holds changes, concepts or terms that an export lacks."""
    from glossary import tbx

    if not path.is_file() or not path.stat().st_size:
        return
    try:
        there = tbx.read(path)
    except InputError as error:
        raise InputError(
            f"{error}\n{path}: so nobody knows what would be lost; give another FILE, or --force"
        ) from error
    if lost := _lost(there, export):
        raise InputError(
            f"{path}: is there already and holds {lost} that the export lacks; give another FILE, or --force to replace it"
        )


def _lost(there: Termbase, export: Termbase) -> str:
    """What would be gone, in words; nothing where all of it is in the export."""
    changes = {change.id for change in there.history} - {change.id for change in export.history}
    concepts = there.concepts.keys() - export.concepts.keys()
    terms = {
        (concept.id, term.lang, term.text)
        for concept in there.concepts.values()
        for term in concept.terms
        if concept.id not in concepts
        and term.text not in {t.text for t in export.concepts[concept.id].terms_in(term.lang)}
    }
    named = f" ({', '.join([*sorted(concepts)[:3], *(['…'] if len(concepts) > 3 else [])])})" if concepts else ""
    said = [_counted(len(changes), "change") + " of a history"] if changes else []
    said += [_counted(len(concepts), "concept") + named] if concepts else []
    said += [_counted(len(terms), "term")] if terms else []
    return " and ".join(said)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def count(termbase: Termbase) -> str:
    """How much it is."""
    terms = sum(len(each.terms) for each in termbase.concepts.values())
    return f"{_counted(len(termbase.concepts), 'concept')}, {_counted(terms, 'term')}"
