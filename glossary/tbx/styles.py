"""One form for all styles: categories as attributes (DCA), names of version 3, no namespace."""

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


def to_attributes(root: etree._Element) -> None:
    """Bring a document into the one form, in place; elements of modules that are not known keep their namespace."""
    own = tag(root)[1:].rpartition("}")[0] if tag(root).startswith("{") else ""
    for element in root.iter(etree.Element):
        given = tag(element)
        space, _, local = given[1:].rpartition("}") if given.startswith("{") else ("", "", given)
        known = space in ("", own) or space.startswith(_CORE)
        if space == _KHEO:
            local = f"{OURS}{local}"
        if local in CARRIERS and (known or space == _KHEO or space.startswith(_TBXINFO)):
            element.tag = CARRIERS[local][0]
            element.set("type", local)
        elif known:
            element.tag = _VERSION_3.get(local, local)
    for group in list(root.iter("termGrp")):
        _unwrap(group)


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
