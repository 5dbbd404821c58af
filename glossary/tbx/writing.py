"""Writing TBX version 3 so that it diffs well: concepts by id, one element a line, the same bytes for the same content."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, time
from typing import Literal

from lxml import etree

from corpora.errors import InputError
from glossary.concept import Approval, Case, Concept, Match, PartOfSpeech, Section, Status, Term
from glossary.tbx import records
from glossary.tbx.categories import CARRIERS, CORE, DECLARED, MODULES, OURS
from glossary.tbx.entries import ACTIONS, CANONICAL, SOURCE
from glossary.tbx.items import clean, item
from glossary.tbx.markup import NO_PREFIXES, escaped, forbidden, format_element, parse_fragment, quoted
from glossary.tbx.styles import to_tags
from glossary.termbase.termbase import Action, Change, Termbase

Style = Literal["dca", "dct"]
_TYPES = {Action.ADD: "origination", Action.IMPORT: "origination", Action.PROPOSE: "origination"}
_PREFIXES = {space: prefix for prefix, space in MODULES.items()}


def format_tbx(termbase: Termbase, *, style: Style = "dca") -> bytes:
    """Write a termbase as TBX 3, dialect TBX-Basic, UTF-8, NFC, categories as attributes (dca) or as tags (dct).

    InputError for a character that XML cannot hold, and for a change of a concept that is not there.
    """
    writer = _Writer(style)
    changes: dict[str, list[Change]] = {concept_id: [] for concept_id in termbase.concepts}
    for change in termbase.history:
        if change.concept not in changes:
            raise InputError(f"concept {change.concept!r}: changed and not there; put it back, its terms removed")
        changes[change.concept].append(change)
    lines = [*writer.head(termbase)]
    for concept_id in sorted(termbase.concepts):
        entry = list(writer.concept(termbase.concepts[concept_id], changes[concept_id]))
        wrong = forbidden(entry)
        if wrong:
            raise InputError(f"concept {concept_id!r}: holds the character {wrong}, which XML cannot hold; remove it")
        lines += entry
    lines += writer.back(termbase)
    return ("\n".join(lines) + "\n").encode()


class _Writer:
    """The lines of each part in one style."""

    def __init__(self, style: Style) -> None:
        self._tags = style == "dct"
        self._style = style
        self._names = {category: self._name(category) for category in CARRIERS}

    def _name(self, category: str) -> tuple[str, str]:
        """The beginning and the end of an element of this category."""
        carrier, module = CARRIERS[category]
        if self._tags:
            name = f"{module}:{category.removeprefix(OURS)}"
            return name, name
        return f'{carrier} type="{category}"', carrier

    def _item(self, depth: int, category: str, text: str) -> str:
        begun, ended = self._names[category]
        return f"{' ' * depth}<{begun}>{escaped(text)}</{ended}>"

    def head(self, termbase: Termbase) -> Iterator[str]:
        """All that stands before the first concept."""
        modules = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in MODULES.items()) if self._tags else ""
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield f'<tbx type="TBX-Basic" style="{self._style}" xml:lang="en" xmlns="{CORE}"{modules}>'
        kept = {part: list(self._kept(termbase, part)) for part in ("fileDesc", "encodingDesc", "tbxHeader")}
        yield " <tbxHeader>"
        yield "  <fileDesc>"
        titles = [line for line in kept["fileDesc"] if line.lstrip().startswith("<titleStmt")]
        if termbase.title and not titles:
            yield f"   <titleStmt><title>{escaped(clean(termbase.title))}</title></titleStmt>"
        yield from titles
        rest = [line for line in kept["fileDesc"] if line not in titles]
        yield from sorted(rest, key=lambda line: line.lstrip().startswith("<sourceDesc"))
        if not any(line.lstrip().startswith("<sourceDesc") for line in rest):
            yield f"   <sourceDesc><p>{SOURCE}</p></sourceDesc>"
        yield "  </fileDesc>"
        yield "  <encodingDesc>"
        yield from (f"   <p>{name}: {escaped(text)}</p>" for name, text in DECLARED.items())
        yield from kept["encodingDesc"]
        yield "  </encodingDesc>"
        yield from kept["tbxHeader"]
        yield " </tbxHeader>"
        yield " <text>"
        yield "  <body>"

    def back(self, termbase: Termbase) -> Iterator[str]:
        """All that stands after the last concept."""
        yield from self._kept(termbase, "body")
        yield "  </body>"
        kept = list(self._kept(termbase, "back"))
        if kept:
            yield from ("  <back>", *kept, "  </back>")
        yield " </text>"
        yield "</tbx>"

    def _kept(self, termbase: Termbase, part: str) -> Iterator[str]:
        for text in termbase.extra:
            if text.startswith(f"<{part}>"):
                for child in parse_fragment(text, "the head of the glossary"):
                    yield self._fragment(3, child)

    def concept(self, concept: Concept, changes: Iterable[Change]) -> Iterator[str]:
        """The lines of a conceptEntry."""
        extra = [parse_fragment(text, f"concept {concept.id!r}") for text in concept.extra]
        attributes = _attributes(extra, "conceptEntry")
        yield f"   <conceptEntry id={quoted(clean(concept.id))}{attributes}>"
        said = {
            "subjectField": concept.subject,
            "definition": concept.definition,
            "source": concept.source,
            "note": concept.note,
            "x-kheo-do-not-translate": "true" if concept.do_not_translate else "",
        }
        yield from self._statements(4, said, extra)
        unknown = [each for each in extra if each.tag == "langSec"]
        yield from (self._fragment(4, each) for each in extra if each.tag not in ("conceptEntry", "langSec"))
        yield from self._changes(concept, tuple(changes))
        yield from self._languages(concept)
        yield from (self._fragment(4, each) for each in unknown)
        yield "   </conceptEntry>"

    def _statements(self, depth: int, said: Mapping[str, str], extra: Iterable[etree._Element]) -> Iterator[str]:
        """What is said, where nothing in extra says it with more around it; a definition and its source make a group."""
        richer = {(found.category, found.text) for found in map(item, extra) if not found.plain}
        for category, given in said.items():
            text = given if category == "x-kheo-pattern" else clean(given)
            source = clean(said.get("source", "")) if category == "definition" else ""
            if not text or (category, text) in richer or (category == "source" and self._grouped(said, richer)):
                continue
            if category == "note":
                yield f"{' ' * depth}<note>{escaped(text)}</note>"
            elif source and self._grouped(said, richer):
                yield f"{' ' * depth}<descripGrp>"
                yield self._item(depth + 1, category, text)
                yield self._item(depth + 1, "source", source)
                yield f"{' ' * depth}</descripGrp>"
            else:
                yield self._item(depth, category, text)

    @staticmethod
    def _grouped(said: Mapping[str, str], richer: set[tuple[str, str]]) -> bool:
        """Whether a definition and its source are written as one group."""
        pairs = [(category, clean(said.get(category, ""))) for category in ("definition", "source")]
        return all(text and (category, text) not in richer for category, text in pairs)

    def _languages(self, concept: Concept) -> Iterator[str]:
        terms: dict[str, list[Term]] = {}
        for term in concept.terms:
            terms.setdefault(term.locale or term.lang, []).append(term)
        sections = {section.locale or section.lang: section for section in concept.sections}
        for locale in dict.fromkeys((*terms, *sections)):
            yield from self._language(locale, sections.get(locale), terms.get(locale, ()), concept.id)

    def _language(self, locale: str, section: Section | None, terms: Iterable[Term], concept: str) -> Iterator[str]:
        extra = [parse_fragment(text, f"concept {concept!r}") for text in section.extra] if section else []
        yield f"    <langSec xml:lang={quoted(clean(locale))}{_attributes(extra, 'langSec')}>"
        if section:
            yield from self._statements(5, {"definition": section.definition, "note": section.note}, extra)
            yield from (self._fragment(5, each) for each in extra if each.tag not in ("langSec", "termSec"))
        for term in terms:
            yield from self._term(term, concept)
        yield from (self._fragment(5, each) for each in extra if each.tag == "termSec")
        yield "    </langSec>"

    def _term(self, term: Term, concept: str) -> Iterator[str]:
        extra = [parse_fragment(text, f"concept {concept!r}") for text in term.extra] if term.extra else []
        yield f"     <termSec{_attributes(extra, 'termSec')}>"
        rich = [each for each in extra if each.tag == "term" and item(each).text == clean(term.text)]
        if rich:
            yield self._fragment(6, rich[0])
        else:
            yield f"      <term{_attributes(extra, 'term')}>{escaped(clean(term.text))}</term>"
        proper = term.part_of_speech is PartOfSpeech.PROPER_NOUN
        said = {
            "partOfSpeech": "noun" if proper else term.part_of_speech or "",
            "x-kheo-part-of-speech": PartOfSpeech.PROPER_NOUN if proper else "",
            "grammaticalGender": term.gender or "",
            "administrativeStatus": CANONICAL[term.status],
            "x-kheo-status": term.status if term.status is Status.FORBIDDEN else "",
            "x-kheo-match": "" if term.match is Match.INFLECTED else term.match,
            "x-kheo-pattern": term.pattern,
            "x-kheo-case": "" if term.case is Case.LANGUAGE else term.case,
            "x-kheo-approval": "" if term.approval is Approval.APPROVED else term.approval,
        }
        yield from self._statements(6, said, extra)
        notes = [each for each in extra if each.tag in ("termNote", "termNoteGrp")]
        yield from (self._fragment(6, each) for each in notes)
        yield from self._statements(6, {"context": term.context, "source": term.source, "note": term.note}, extra)
        yield from (self._item(6, "customerSubset", clean(customer)) for customer in term.customers)
        rest = (each for each in extra if each not in notes and each.tag not in ("term", "termSec"))
        yield from (self._fragment(6, each) for each in rest)
        yield "     </termSec>"

    def _changes(self, concept: Concept, changes: tuple[Change, ...]) -> Iterator[str]:
        """Each change with what is needed to take it back; `after` is what it led to.

        A change is one line: version control, which knows lines only, would mix two changes of two branches.
        """
        after = [*(change.before for change in changes[1:]), concept]
        for change, led in zip(changes, after, strict=False):
            kind = _TYPES.get(change.action, "modification") if change.before is None else "modification"
            when = change.when.astimezone(UTC) if change.when.tzinfo else change.when.replace(tzinfo=UTC)
            midnight = change.when.tzinfo == UTC and when.timetz().replace(tzinfo=None) == time()
            extra = [parse_fragment(text, f"concept {concept.id!r}") for text in change.extra]
            said = {
                "x-kheo-action": "" if ACTIONS[kind] is change.action else change.action,
                "x-kheo-time": "" if midnight else change.when.isoformat(),
                "responsibility": change.who,
                "x-kheo-undoes": change.undoes,
                "note": change.why,
            }
            parts = [self._item(0, "transactionType", kind), f"<date>{change.when.date().isoformat()}</date>"]
            parts += self._statements(0, said, extra)
            if change.before is not None:
                parts.append(self._item(0, "x-kheo-before", records.format_before(change.before, led)))
            parts += (self._fragment(0, each) for each in extra)
            yield f"    <transacGrp>{''.join(parts)}</transacGrp>"

    def _fragment(self, depth: int, element: etree._Element) -> str:
        """What another tool said, on one line, in this style."""
        if self._tags:
            to_tags(element)
        text = format_element(element, "", _PREFIXES if self._tags else NO_PREFIXES)
        return " " * depth + " ".join(text.split("\n"))


def _attributes(extra: Iterable[etree._Element], name: str) -> str:
    """The attributes that another tool gave an element of this name."""
    return "".join(
        format_element(each).removeprefix(f"<{name}").partition(">")[0].removesuffix("/")
        for each in extra
        if each.tag == name
    )
