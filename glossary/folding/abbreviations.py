"""Words that mean something only in capitals."""

_LONGEST = 6


def is_abbreviation(word: str) -> bool:
    """Whether one word of a term means only what is written in capitals: IT is not it."""
    return word.isupper() and 1 < len(word) <= _LONGEST and not word.isdigit()


def abbreviations(words: tuple[str, ...]) -> frozenset[str]:
    """Those words of a term that are abbreviations; none where the whole term is written in capitals, long words too."""
    if all(word.isupper() or word.isdigit() for word in words) and any(len(w) > _LONGEST for w in words):
        return frozenset()
    return frozenset(filter(is_abbreviation, words))
