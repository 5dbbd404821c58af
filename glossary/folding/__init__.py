"""Folding: what makes two spellings of one thing equal, language by language, with the way back to the original."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from corpora.languages import Lang
from glossary.folding import english, german, japanese, vietnamese
from glossary.folding.offsets import Folded, after, compose
from glossary.folding.plain import lower, plain
from glossary.folding.typesetting import readable

FOLDS: Mapping[Lang, Callable[[str], Folded]] = MappingProxyType(
    {"vi": vietnamese.fold, "en": english.fold, "de": german.fold, "ja": japanese.fold}
)


def fold(text: str, lang: Lang) -> Folded:
    """Fold a text: what typesetting did to its letters is undone, then comes the language's own fold.

    A language without an entry is folded as far as all are: case, spaces, dashes, apostrophes.
    """
    folding = FOLDS.get(lang, _plain)
    typeset = readable(text)
    return after(folding(typeset.text), typeset) if typeset.clusters else folding(typeset.text)


def _plain(text: str) -> Folded:
    composed = compose(text, "NFC")
    return Folded(plain(lower(composed.text)), composed.clusters)
