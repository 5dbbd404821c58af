"""XML as it comes in, hostile until read, and as it goes out: one element a line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from lxml import etree

from corpora.errors import InputError
from glossary.tbx.categories import XML_LANG

LARGEST = 64 * 2**20  # bytes of a file; a glossary of 10,000 concepts in four languages takes 15 MB
_PROLOG = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+(?=<!DOCTYPE)", re.DOTALL)
_DOCTYPE = re.compile(r"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*+(?P<inner>\[[^\]]*\])?\s*>""")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODING = re.compile(r"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')")
_UNICODE = ("utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be")  # told apart by their bytes
_ENCODINGS = (*_UNICODE, "iso-8859-1", "iso-8859-15", "windows-1252", "windows-1258", "shift_jis", "euc-jp")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_SPACE = re.compile("[ \t\r\n]+")
NO_PREFIXES: Mapping[str, str] = MappingProxyType({})
_HARDENED: Mapping[str, Any] = MappingProxyType(
    {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "dtd_validation": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
        "encoding": "utf-8",
    }
)
_XML = "{http://www.w3.org/XML/1998/namespace}"


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of a document without comments; no entity, DTD or address is ever followed.

    A DOCTYPE that only names a DTD is passed over. InputError says where and what to do: for more than 64 MB, declared
    entities, an encoding that cannot be read, or what is no XML.
    """
    try:
        return etree.fromstring(_plain(data, name), etree.XMLParser(**_HARDENED))
    except etree.XMLSyntaxError as error:
        raise _broken(error, error.error_log, name) from None


_HEAD = 4096  # bytes in which a binary file shows itself


class Document:
    """An XML document that is read part by part, so that a large one need not be held whole."""

    def __init__(self, data: bytes, name: str, parts: Iterable[str]) -> None:
        self._name = name
        tags = [f"{{*}}{part}" for part in parts]
        self._events = etree.iterparse(BytesIO(_plain(data, name)), events=("end",), tag=tags, **_HARDENED)

    def parts(self) -> Iterator[etree._Element]:
        """Each part, whole; it is gone when the next one is asked for."""
        before: etree._Element | None = None
        try:
            for _, element in self._events:
                yield element
                _drop(before)
                before = element
        except etree.XMLSyntaxError as error:
            raise _broken(error, self._events.error_log, self._name) from None
        _drop(before)

    @property
    def root(self) -> etree._Element:
        """The root with all that is no part, once the parts have been read."""
        root: etree._Element = self._events.root
        return root


def root_name(data: bytes, name: str) -> str:
    """The local name of a document's root; reads no further."""
    events = etree.iterparse(BytesIO(_plain(data, name)), events=("start",), **_HARDENED)
    try:
        _, root = next(iter(events))
    except etree.XMLSyntaxError as error:
        raise _broken(error, events.error_log, name) from None
    return tag(root).rpartition("}")[2]


def _plain(data: bytes, name: str) -> bytes:
    """A document in UTF-8 without a DOCTYPE."""
    if len(data) > LARGEST:
        raise InputError(f"{name}: larger than {LARGEST >> 20} MB; split the glossary")
    if not data.strip():
        raise InputError(f"{name}: is empty; give a glossary, or remove the file")
    if b"\0" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        raise InputError(f"{name}: is no text, but a program or another binary file; give a glossary in XML")
    try:
        return _without_doctype(_decode(data, name), name).encode()
    except UnicodeEncodeError:
        raise InputError(f"{name}: holds half of a surrogate pair; save it as UTF-8 again from its source") from None


def _broken(error: etree.XMLSyntaxError, log: Any, name: str) -> InputError:
    """What is wrong, by the first line of the parser's log, since later ones only follow from it."""
    first = next(iter(log), None)
    line, what = (first.line, first.message) if first is not None else (1, error.msg)
    what = re.sub(r", (?:use|try) XML_PARSE\w+.*", "", what)
    return InputError(f"{name}:{max(line, 1)}: no well-formed XML ({what}); mend the file or export it again")


def _drop(element: etree._Element | None) -> None:
    """Take an element out of its document; never the one that is being read, which the parser holds on to."""
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)


def _decode(data: bytes, name: str) -> str:
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif data.startswith((b"<\x00", b"\x00<")):
        encoding = "utf-16-le" if data[0] else "utf-16-be"
    elif declared := _DECLARED.match(data[:400].removeprefix(b"\xef\xbb\xbf")):
        given = declared[1].decode().lower()
        if given not in _ENCODINGS:
            raise InputError(f"{name}:1: the encoding {given!r} is not read; save the file as UTF-8")
        encoding = "utf-8-sig" if given in _UNICODE else given
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte {data[error.start]:#04x} is no {encoding.upper().removesuffix('-SIG')}"
        raise InputError(f"{name}:{line}: {what}; save the file as UTF-8") from None
    return _ENCODING.sub(r"\1", text[:400], count=1) + text[400:]


def _without_doctype(text: str, name: str) -> str:
    prolog = _PROLOG.match(text)
    if prolog is None:
        return text
    line = text.count("\n", 0, prolog.end()) + 1
    found = _DOCTYPE.match(text, prolog.end())
    if found is None or "<!ENTITY" in (found["inner"] or "") or "%" in (found["inner"] or ""):
        what = "the DOCTYPE declares entities, which are never followed"
        raise InputError(f"{name}:{line}: {what}; remove the DOCTYPE and write out what the entities stand for")
    return text[: found.start()] + "\n" * found[0].count("\n") + text[found.end() :]


def tag(element: etree._Element) -> str:
    """An element's tag: Clark notation where it has a namespace."""
    return str(element.tag)


def namespace(element: etree._Element) -> str:
    """The namespace of an element; empty where it has none."""
    return tag(element)[1:].rpartition("}")[0] if tag(element).startswith("{") else ""


def escaped(text: str) -> str:
    """A text as XML has it between tags; a carriage return would else come back as a line end."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def quoted(text: str) -> str:
    """A text as an attribute's value, in its quotation marks."""
    return f'"{escaped(text).replace(chr(34), "&quot;").replace(chr(10), "&#10;").replace(chr(9), "&#9;")}"'


def format_element(element: etree._Element, around: str = "", prefixes: Mapping[str, str] = NO_PREFIXES) -> str:
    """An element and all that it holds as XML, without its tail; a namespace is declared where it begins.

    Args:
        element: tags are local names where they belong to no namespace.
        around: the namespace that the element will stand in.
        prefixes: of the namespaces that are declared further out already.
    """
    space, _, local = tag(element)[1:].rpartition("}") if tag(element).startswith("{") else ("", "", tag(element))
    if space in prefixes:
        space, local = around, f"{prefixes[space]}:{local}"
    begun = f"<{local}" + (f" xmlns={quoted(space)}" if space != around else "")
    attributes = sorted(((str(key), str(value)) for key, value in element.attrib.items()), key=_type_first)
    for number, (given, value) in enumerate(attributes):
        if given.startswith(_XML):
            begun += f" xml:{given.removeprefix(_XML)}={quoted(value)}"
        elif given.startswith("{"):
            other, _, plain = given[1:].rpartition("}")
            begun += f" xmlns:a{number}={quoted(other)} a{number}:{plain}={quoted(value)}"
        else:
            begun += f" {given}={quoted(value)}"
    texts = [element.text or "", *(child.tail or "" for child in element)]
    mixed = not len(element) or any(text.strip() for text in texts)
    texts = [escaped(_one_line(text, mixed)) for text in texts]
    children = (format_element(child, space, prefixes) for child in element)
    inner = texts[0] + "".join(f"{child}{tail}" for child, tail in zip(children, texts[1:], strict=True))
    return f"{begun}>{inner}</{local}>" if inner else f"{begun}/>"


def _type_first(attribute: tuple[str, str]) -> tuple[bool, str]:
    return attribute[0] != "type", attribute[0]


def _one_line(text: str, mixed: bool) -> str:
    """A text with each run of white space as one space; none where line ends only set elements apart."""
    if not mixed and "\n" in text:
        return ""
    return _SPACE.sub(" ", text)


def parse_fragment(text: str, place: str) -> etree._Element:
    """An element from the text that `format_element` made of it; InputError where somebody has broken it since."""
    try:
        return parse_xml(text.encode(), place)
    except UnicodeEncodeError:
        raise InputError(f"{place}: {text[:60]!r} holds half of a surrogate pair; remove it") from None


def forbidden(texts: Iterable[str]) -> str:
    """The first character that XML cannot hold, as its code point; empty where there is none."""
    found = next((match for match in map(_FORBIDDEN.search, texts) if match), None)
    return f"U+{ord(found[0]):04X}" if found else ""


def element(name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new element; `lang` is xml:lang."""
    made = etree.Element(name, {XML_LANG if key == "lang" else key: value for key, value in attributes.items()})
    made.text = text or None
    return made
