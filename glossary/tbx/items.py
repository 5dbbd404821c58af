"""What an entry says, category by category, and what stands there beyond it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from glossary.tbx.markup import format_element

_CARRIERS = frozenset(
    ("descrip", "admin", "termNote", "transac", "transacNote", "adminNote", "descripNote", "ref", "xref")
)
_GROUPS = frozenset(("descripGrp", "termNoteGrp", "adminGrp"))
_CUSTOMERS = "customerSubset"
_SPACE = re.compile("[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of an entry."""

    category: str  # "note" for a note
    text: str
    plain: bool  # whether it says nothing else: no attribute, no markup, nothing grouped with it
    source: str = ""  # of a definition, where the two make a group of their own


@dataclass(slots=True)
class Sorted:
    """The statements of one level: those that are wanted, and all else as XML."""

    values: dict[str, str] = field(default_factory=dict)  # of the categories that are wanted once
    customers: list[str] = field(default_factory=list)  # the one category that can be said often
    extra: list[str] = field(default_factory=list)

    def first(self, category: str) -> str:
        """The value of a category; empty where it is not said."""
        return self.values.get(category, "")


def item(element: etree._Element) -> Item:
    """What an element says; a group says what its first element does."""
    name = element.tag
    if name in _GROUPS and len(element):
        head = item(element[0])
        rest = [item(each) for each in list(element)[1:]]
        bare = head.plain and not element.attrib
        if bare and head.category == "definition" and [each.category for each in rest] == ["source"] and rest[0].plain:
            return Item(head.category, head.text, plain=True, source=rest[0].text)
        return Item(head.category, head.text, plain=bare and not rest)
    if name in _CARRIERS:
        plain = not len(element) and len(element.attrib) == 1
        return Item(element.get("type", ""), value(element), plain)
    return Item(str(name), value(element), not len(element) and not element.attrib)


def value(element: etree._Element) -> str:
    """The text of an element, markup left out, each run of white space one space, NFC."""
    return clean(element.text if not len(element) else "".join(str(text) for text in element.itertext()))


def clean(text: str | None) -> str:
    """A text in NFC, each run of white space one space; spaces that XML does not know as such stay."""
    if not text:
        return ""
    plain = unicodedata.normalize("NFC", text)
    if "\n" in plain or "  " in plain or "\t" in plain or "\r" in plain:
        plain = _SPACE.sub(" ", plain)
    return plain.strip(" ")


def sort(elements: Iterable[etree._Element], wanted: frozenset[str]) -> Sorted:
    """Sort statements by category; a second one of a category is extra, customers apart, and so is what says more."""
    out = Sorted()
    values = out.values
    for element in elements:
        found = item(element)
        category, text = found.category, found.text
        free = (
            bool(text) and category in wanted and category not in values and not (found.source and "source" in values)
        )
        if free and category == _CUSTOMERS:
            out.customers.append(text)
        elif free:
            values[category] = text
            if found.source:
                values["source"] = found.source
        if not free or not found.plain:
            out.extra.append(format_element(element))
    return out
