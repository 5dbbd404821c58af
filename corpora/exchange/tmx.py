"""Units as a translation memory: TMX 1.4b, a `tu` for each unit."""

import re
from collections.abc import Iterable, Sequence
from importlib import metadata

from lxml import etree

from corpora.alignment import Alignment, Unit
from corpora.article import Story
from corpora.languages import LANGUAGES, Lang

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def format_tmx(stories: Iterable[tuple[Story, Alignment]]) -> bytes:
    """Units of any number of stories as one TMX 1.4b document, UTF-8.

    A unit is a `tu` with a `tuv` for each language that has it, its paragraphs joined in one segment; the paragraphs'
    indices, from 0, stand in a property, and so do confidence, story and the languages in which the unit moved. What XML
    forbids (control characters) becomes U+FFFD. Source: TMX 1.4b Specification, LISA OSCAR, 2005.
    """
    chosen = tuple(stories)
    root = etree.Element("tmx", version="1.4")
    sources = {story.source for story, _ in chosen}
    only = next(iter(sources)) if len(sources) == 1 else None
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "kheo",
            "creationtoolversion": _version(),
            "segtype": "paragraph",
            "o-tmf": "kheo",
            "adminlang": "en",
            "srclang": only or "*all*",
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for story, alignment in chosen:
        for number, unit in enumerate(alignment.units, start=1):
            if unit.languages:
                _add_unit(body, story, unit, number)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add_unit(body: etree._Element, story: Story, unit: Unit, number: int) -> None:
    source = story.source if story.source in unit.languages else None
    tu = etree.SubElement(body, "tu", tuid=_legal(f"{story.id}#{number}"), srclang=source or "*all*")
    _add_property(tu, "story", story.id)
    _add_property(tu, "confidence", f"{unit.confidence:.4f}")
    if unit.moved:
        _add_property(tu, "moved", " ".join(unit.moved))
    for lang in unit.languages:
        indices = unit.paragraphs[lang]
        tuv = etree.SubElement(tu, "tuv", {_XML_LANG: lang})
        _add_property(tuv, "paragraphs", " ".join(map(str, indices)))
        etree.SubElement(tuv, "seg").text = _legal(joined(story, lang, indices))


def _add_property(element: etree._Element, name: str, value: str) -> None:
    etree.SubElement(element, "prop", type=f"x-{name}").text = _legal(value)


def joined(story: Story, lang: Lang, indices: Sequence[int]) -> str:
    """The text of some paragraphs of one version, joined as sentences of its language are."""
    joiner = LANGUAGES[lang].joiner if lang in LANGUAGES else " "
    paragraphs = story.versions[lang].paragraphs
    return joiner.join(paragraphs[index].text for index in indices)


def _version() -> str:
    try:
        return metadata.version("kheo")
    except metadata.PackageNotFoundError:  # a source tree that is not installed
        return "unknown"


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("�", text)
