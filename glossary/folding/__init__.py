"""Folding: what makes two spellings of one thing equal, language by language, with the way back to the original."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from corpora.languages import Lang
from glossary.folding import english, german, japanese, vietnamese
from glossary.folding.offsets import Folded

FOLDS: Mapping[Lang, Callable[[str], Folded]] = MappingProxyType(
    {"vi": vietnamese.fold, "en": english.fold, "de": german.fold, "ja": japanese.fold}
)


def fold(text: str, lang: Lang) -> Folded:
    """Fold a text; a language without an entry is folded as English is: case, spaces, dashes, apostrophes."""
    return FOLDS.get(lang, english.fold)(text)
