"""Translation memories: TMX 1.4b, of which the short units are terms."""

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from lxml import etree

from corpora.errors import InputError
from corpora.languages import LANGUAGES, Lang
from glossary import spellings
from glossary.concept import Concept, Status, Term
from glossary.loaded import Loaded
from glossary.tbx.categories import XML_LANG
from glossary.tbx.entries import Numbering
from glossary.tbx.items import clean
from glossary.tbx.markup import parse_xml, tag
from glossary.termbase.termbase import Termbase

MOST_WORDS = 6  # of a term; 764 of the 773 English entries of the TICO-19 glossary have no more
_SYLLABLES = 2  # of a word, where syllables are written apart
_CHARACTERS = 3  # of a word, where words are not parted
_SUBJECTS = frozenset(("subject", "domain", "xsubject", "xdomain"))


def parse(data: bytes, name: str, most_words: int = MOST_WORDS) -> Loaded:
    """Read the bytes of a TMX file: each unit of at most so many words a concept, each variant a term.

    A unit that stands twice is taken once. A tuid is a running number and no id of a
    concept. Of inline tags only `hi` holds text; what the others hold is code.
    """
    root = parse_xml(data, name)
    if tag(root).rpartition("}")[2] != "tmx":
        raise InputError(f"{name}:{root.sourceline}: its root is <{tag(root)}>, not <tmx>; give a TMX file")
    concepts: dict[str, Concept] = {}
    numbering = Numbering(concepts)
    left: Counter[str] = Counter()
    seen: set[tuple[tuple[Lang, str], ...]] = set()
    for unit in root.iter("{*}tu"):
        terms, why = _terms(unit, name)
        key = tuple((term.lang, term.text) for term in terms)
        why += [f"units of more than {most_words} words"] if terms and _is_long(terms, most_words) else []
        why += ["units that stand in it twice"] if key in seen else []
        left.update(why)
        if not terms or key in seen or _is_long(terms, most_words):
            continue
        seen.add(key)
        concept = numbering.named(Concept("", terms, _subject(unit), note=_note(unit)))
        concepts[concept.id] = concept
    notes = [f"{name}: left out {count} {what}" for what, count in sorted(left.items())]
    guessed = frozenset((concept.id, term) for concept in concepts.values() for term in concept.terms)
    return Loaded(Termbase(MappingProxyType(concepts)), tuple(notes), guessed)


def _terms(unit: etree._Element, name: str) -> tuple[tuple[Term, ...], list[str]]:
    """A unit's variants as terms, and what of it is none."""
    terms: list[Term] = []
    left: list[str] = []
    for variant in unit.iterfind("{*}tuv"):
        locale = (variant.get(XML_LANG) or variant.get("lang") or "").strip()
        if not locale:
            raise InputError(
                f"{name}:{variant.sourceline}: a tuv without xml:lang; give it the language of its segment"
            )
        lang = spellings.lang(locale)
        text = clean("".join(segment for found in variant.iterfind("{*}seg") for segment in _plain(found)))
        if lang is None:
            left.append(f"segments in {locale}, a language that kheo does not know")
        elif any(char.isalnum() for char in text):
            first = all(term.lang != lang for term in terms)
            tagged = "" if locale == lang else locale
            terms.append(Term(text, lang, Status.PREFERRED if first else Status.ADMITTED, locale=tagged))
        elif text:
            left.append("segments without a letter or digit")
    return tuple(terms), left


def _plain(element: etree._Element) -> Iterator[str]:
    """The texts of a segment, without those of its codes."""
    yield element.text or ""
    for child in element:
        if tag(child).rpartition("}")[2] == "hi":
            yield from _plain(child)
        yield child.tail or ""


def _is_long(terms: tuple[Term, ...], most_words: int) -> bool:
    return any(_words(term) > most_words for term in terms)


def _words(term: Term) -> float:
    language = LANGUAGES[term.lang]
    if not language.joiner:
        return len(term.text) / _CHARACTERS
    return len(term.text.split()) / (_SYLLABLES if language.syllables else 1)


def _subject(unit: etree._Element) -> str:
    found = (prop for prop in unit.iterfind("{*}prop") if spellings.key(prop.get("type", "")) in _SUBJECTS)
    return next((clean(prop.text) for prop in found), "")


def _note(unit: etree._Element) -> str:
    return next((clean(note.text) for note in unit.iterfind("{*}note")), "")
