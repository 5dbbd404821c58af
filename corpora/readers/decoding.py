"""From bytes to text: UTF-8, UTF-16 with its mark, Shift-JIS; anything else is refused by name."""

import codecs
import re
from dataclasses import dataclass

from corpora.errors import InputError

_SAVE = "save it as UTF-8"
_WINDOWS = "Windows-1252 (Latin-1)"
_SIGNATURES = (
    (b"%PDF", "a PDF document", "export its text as .txt, .html or .docx"),
    (b"PK\x03\x04", "a zip archive (a Word document would end in .docx)", "unpack it, or name it .docx"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office document", "save it as .docx without a password"),
    (b"{\\rtf", "an RTF document", "save it as .docx or .txt"),
    (b"\x89PNG", "a PNG image", "leave it out"),
    (b"\xff\xd8\xff", "a JPEG image", "leave it out"),
    (b"GIF8", "a GIF image", "leave it out"),
    (b"\x1f\x8b", "a gzip file", "unpack it"),
    (b"\xfd7zXZ", "an xz file", "unpack it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"BZh", "a bzip2 file", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"SQLite format 3", "a database", "leave it out"),
)
_GERMAN = frozenset("äöüßÄÖÜ–—„“”‚‘’…€§«»°´·éèáàâêçñ\u00a0")
_VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323áàãéèíóòúùýÁÀÉÈÍÓÒÚÙÝ")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was in: "UTF-8" or the name of another one."""

    text: str
    encoding: str


def decode(data: bytes, place: str) -> Decoded:
    """Decode a file's bytes; InputError names what they are where they are no text that kheo takes."""
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{place}: is {what}, not text; {remedy}")
    marked = _by_mark(data, place)
    if marked is not None:
        return marked
    if b"\x00" in data:
        raise InputError(_with_nulls(data, place))
    if re.search(rb"\x1b\$[@B]", data):
        raise InputError(f"{place}: is ISO-2022-JP, which kheo does not read; {_recode('ISO-2022-JP')}")
    if len(_CONTROL.findall(data[:65536])) > 0.02 * len(data[:65536]):
        raise InputError(f"{place}: is binary, not text; give .txt, .md, .html, .docx or .jsonl")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        text = _shift_jis(data)
        if text is not None:
            return Decoded(text, "Shift-JIS")
        raise InputError(f"{place}: {_refusal(data, error)}") from None


def windows_1252(data: bytes) -> str | None:
    """The text that German Excel writes where nobody asks for UTF-8; None where the bytes are likelier to be something else."""
    if b"\x00" in data or _is_damaged_utf8(data) or _shift_jis(data) is not None or _guess(data) != _WINDOWS:
        return None
    return _decoded(data, "cp1252")


def _by_mark(data: bytes, place: str) -> Decoded | None:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise InputError(f"{place}: is UTF-32, which kheo does not read; {_recode('UTF-32')}")
    for mark, codec, name in (
        (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            try:
                return Decoded(data.decode(codec), name)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{place}: begins with the byte-order mark of {name} but is not valid {name} at byte {error.start}; "
                    f"{_SAVE}"
                ) from None
    return None


def _with_nulls(data: bytes, place: str) -> str:
    head = data[:4096]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) > 0.4 * (len(head) // 2) and min(odd, even) < 0.1 * len(head):
        return f"{place}: looks like UTF-16 without its byte-order mark; {_SAVE}, or as UTF-16 with the mark"
    return f"{place}: is binary (a NUL at byte {data.index(0)}), not text; give .txt, .md, .html, .docx or .jsonl"


def _shift_jis(data: bytes) -> str | None:
    """The text if it is Shift-JIS (as Windows writes it) beyond doubt: kana abound, half-width ones are rare."""
    text = _decoded(data, "cp932")
    return text if text is not None and _kana_share(text) > 0.15 else None


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _kana_share(text: str) -> float:
    """The share of kana among the characters beyond ASCII; half-width ones count against it."""
    beyond = [char for char in text if char > "\x7f"]
    kana = sum("\u3041" <= char <= "\u30fe" for char in beyond)
    half = sum("\uff61" <= char <= "\uff9f" for char in beyond)
    return (kana - 2 * half) / len(beyond) if beyond else 0.0


def _refusal(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    if _is_damaged_utf8(data):
        return (
            f"is UTF-8 with a damaged character in line {line} (byte {error.start}); "
            f"mend that place or {_SAVE} again from its source"
        )
    name = _guess(data)
    if name is None:
        return f"is neither UTF-8 nor any text that kheo knows (first at byte {error.start}, line {line}); {_SAVE}"
    return f"seems to be {name}, which kheo does not read; {_recode(name)}"


def _recode(name: str) -> str:
    return f"{_SAVE}, for instance with: iconv -f {name.split()[0]} -t UTF-8"


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(char > "\x7f" for char in text) - wrong
    return right >= 2 * wrong


def _guess(data: bytes) -> str | None:
    """The name of a likely encoding among those that Vietnamese, German and Japanese texts were once written in."""
    japanese = _decoded(data, "euc_jp")
    if japanese is not None and _kana_share(japanese) > 0.15:
        return "EUC-JP"
    for codec, name, usual in (
        ("cp1252", _WINDOWS, _GERMAN),
        ("cp1258", "Windows-1258 (Vietnamese)", _VIETNAMESE),
    ):
        text = _decoded(data, codec)
        beyond = [char for char in text or "" if char > "\x7f"]
        if beyond and sum(char in usual for char in beyond) > 0.9 * len(beyond):
            return name
    for codec, name in (("gb18030", "GB18030 (Chinese)"), ("big5", "Big5 (Chinese)"), ("euc_kr", "EUC-KR (Korean)")):
        text = _decoded(data, codec)
        beyond = [char for char in text or "" if char > "\x7f"]
        common = sum(
            "\u4e00" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" or "\u3000" <= c <= "\u3002" for c in beyond
        )
        if len(beyond) > 20 and common > 0.8 * len(beyond):
            return name
    return None
