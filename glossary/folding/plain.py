"""The folds that all languages share: case, odd spaces, dashes, apostrophes; none changes the length of a text."""

import re

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\t\n\v\f\r\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("’‘ʼ＇", "'"),
    }
)
_ODD = re.compile(f"[{''.join(re.escape(chr(code)) for code in _PLAIN)}]")


def plain(text: str) -> str:
    """Give odd spaces, dashes and apostrophes their plain form."""
    return text.translate(_PLAIN) if _ODD.search(text) else text


def lower(text: str) -> str:
    """Lower case that keeps the length: İ, the one letter that would grow, becomes i."""
    return text.replace("İ", "i").lower()
