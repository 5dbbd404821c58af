"""Whether a paragraph says anything that has to be translated, or is an address, a checksum, a file's size or code."""

import re

from corpora.article import MarkKind, Paragraph

_ADDRESS = re.compile(
    r"<?(?:URL:)?(?:https?|ftp|rsync)://[!-~]+|www\.[!-~]+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}", re.I
)
_CHECKSUM = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{16,}(?![0-9A-Za-z])")
_SIZE = re.compile(r"(?<![\w.,])[0-9][0-9.,]{0,20}\s?(?:(?:bytes?|[kmg]i?b)(?!\w)|バイト)", re.IGNORECASE)
_FILE = re.compile(
    r"(?<![^\s(<])[\w.-]{1,80}\.(?:tar\.\w{2,3}|t?gz|bz2|xz|zip|7z|exe|msi|dmg|deb|rpm|patch)(?!\w)", re.I
)
_LABEL = re.compile(
    r"(?<!\w)(?:md5|sha-?[0-9]{1,3}|crc32|(?:md5|sha[0-9]{1,3})(?:sum)?|checksum|size|url|größe|dung lượng|kích thước|"
    r"or|and|oder|und|hoặc|và)(?!\w)|サイズ|または|および",
    re.I,
)
_SYMBOL = re.compile(r"[={}<>|$\\_#]|::|[A-Za-z0-9]\(|[a-z]\.[a-z]")
_OUTSIDE = ".,;:!?()[]\"'“”‘’"


def speaks(paragraph: Paragraph) -> bool:
    """Whether a paragraph has a word or number besides what is the same in all languages."""
    text = paragraph.text
    if not any(character.isalnum() for character in text) or _is_code(paragraph):
        return False
    rest = text
    for pattern in (_ADDRESS, _CHECKSUM, _SIZE, _FILE):
        rest = pattern.sub(" ", rest)
    return rest == text or any(character.isalpha() for character in _LABEL.sub(" ", rest))


def _is_code(paragraph: Paragraph) -> bool:
    """Whether it is marked as code wholly, or most of its runs have the signs of code."""
    text = paragraph.text.strip()
    if any(mark.kind is MarkKind.CODE and mark.end - mark.start >= len(text) for mark in paragraph.marks):
        return True
    runs = [run.strip(_OUTSIDE) for run in text.split()]
    return text.isascii() and 2 * sum(_SYMBOL.search(run) is not None for run in runs) > len(runs)
