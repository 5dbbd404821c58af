"""One form for all styles: categories as attributes (DCA), names of version 3, no namespace."""

from functools import lru_cache

from lxml import etree

from glossary.tbx.categories import CARRIERS, MODULES, OURS
from glossary.tbx.markup import tag

_CORE = "urn:iso:std:iso:30042"
_TBXINFO = "http://www.tbxinfo.net/ns/"
_KHEO = MODULES["kheo"]
_VERSION_3 = {  # names of version 2, and what version 3 calls them
    "martif": "tbx",
    "martifHeader": "tbxHeader",
    "termEntry": "conceptEntry",
    "langSet": "langSec",
    "tig": "termSec",
    "ntig": "termSec",
    "termCompList": "termCompSec",
    "refObjectList": "refObjectSec",
}


def to_attributes(root: etree._Element, own: str) -> None:
    """Bring an element and all in it into the one form, in place; what is of no module that is known keeps its namespace.

    Args:
        root: the element.
        own: the namespace of the document.
    """
    for element in root.iter(etree.Element):
        name, category = _form(tag(element), own)
        if name:
            element.tag = name
        if category:
            element.set("type", category)
    for group in list(root.iter("termGrp")):
        _unwrap(group)


@lru_cache(1024)
def _form(given: str, own: str) -> tuple[str, str]:
    """What an element of this tag is called in the one form, and its type; empty where it stays as it is."""
    space, _, local = given[1:].rpartition("}") if given.startswith("{") else ("", "", given)
    known = space in ("", own) or space.startswith(_CORE)
    if space == _KHEO:
        local = f"{OURS}{local}"
    if local in CARRIERS and (known or space == _KHEO or space.startswith(_TBXINFO)):
        return CARRIERS[local][0], local
    name = _VERSION_3.get(local, local) if known else given
    return ("" if name == given else name), ""


def _unwrap(group: etree._Element) -> None:
    """Put what a group holds in its place."""
    parent = group.getparent()
    if parent is not None and parent.tag == "termSec":
        place = parent.index(group)
        parent[place : place + 1] = list(group)


def to_tags(element: etree._Element) -> None:
    """Bring an element of the one form into the other style, categories as tags (DCT), in place."""
    for each in element.iter(etree.Element):
        category = each.get("type", "")
        if category in CARRIERS and CARRIERS[category][0] == each.tag:
            each.tag = qualified(category)
            del each.attrib["type"]


def qualified(category: str) -> str:
    """The tag of a category where categories are tags."""
    return f"{{{MODULES[CARRIERS[category][1]]}}}{category.removeprefix(OURS)}"
