"""A glossary seen as a whole: what the linter has to know of all concepts to judge one."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpora.languages import LANGUAGES, Lang
from glossary import folding
from glossary.concept import Approval, Concept, Status, Term
from glossary.folding.vietnamese import fold as fold_vietnamese
from glossary.termbase.termbase import Termbase

_MOST = 0.5  # share of the concepts that makes a language expected
_COUNTED = (Approval.APPROVED, Approval.PROPOSED)
Key = tuple[Lang, str]  # a language, and a term as it is compared


@dataclass(frozen=True, slots=True)
class Survey:
    """All concepts with their approved and proposed terms, and what is common among them."""

    concepts: tuple[Concept, ...]  # by id
    keys: Mapping[int, Key]  # by the id() of a term
    preferred: Mapping[Key, Sequence[str]]  # the concepts in which a term is preferred
    same: Mapping[frozenset[Key], Sequence[str]]  # the concepts that have a set of terms
    expected: tuple[Lang, ...]  # the languages that most concepts have, in the order of the table
    new_tones: bool | None  # whether most terms place tones in the new style; None where none does either

    def key(self, term: Term) -> Key:
        """What a term is compared by."""
        return self.keys[id(term)]


def survey(termbase: Termbase) -> Survey:
    """Look at all concepts once; O(terms)."""
    concepts = tuple(
        living
        for concept_id in sorted(termbase.concepts)
        if (living := _living(termbase.concepts[concept_id])).terms or _unread(termbase.concepts[concept_id])
    )
    keys = {id(term): (term.lang, key_of(term)) for concept in concepts for term in concept.terms}
    preferred: defaultdict[Key, list[str]] = defaultdict(list)
    same: defaultdict[frozenset[Key], list[str]] = defaultdict(list)
    counted: Counter[Lang] = Counter()
    tones: Counter[bool] = Counter()
    for concept in concepts:
        folded = [keys[id(term)] for term in concept.terms]
        if folded:
            same[frozenset(folded)].append(concept.id)
        counted.update({term.lang for term in concept.terms if term.status.agreed})
        chosen = zip(concept.terms, folded, strict=True)
        for key in {key for term, key in chosen if term.status is Status.PREFERRED}:
            preferred[key].append(concept.id)
        tones.update(new for term in concept.terms if term.lang == "vi" and (new := new_style(term.text)) is not None)
    expected = tuple(lang for lang in LANGUAGES if counted[lang] > _MOST * len(concepts))
    return Survey(concepts, keys, preferred, same, expected, tones[True] > tones[False] if tones else None)


def _unread(concept: Concept) -> bool:
    """Whether all that a concept says is in languages that kheo does not know."""
    return not concept.terms and any(text.startswith("<langSec") for text in concept.extra)


def _living(concept: Concept) -> Concept:
    """The concept with its approved and proposed terms."""
    if all(term.approval in _COUNTED for term in concept.terms):
        return concept
    return replace(concept, terms=tuple(term for term in concept.terms if term.approval in _COUNTED))


def key_of(term: Term) -> str:
    """A term as it is compared: folded as in texts, but German and English capitals kept, which part words there."""
    text = " ".join(unicodedata.normalize("NFKC", term.text).split())
    return text if term.lang in ("de", "en") else folding.fold(text, term.lang).text


# The two styles differ in syllables that end in these letters and one tone: hoà and hòa, khoẻ and khỏe, uỷ and ủy.
_NEW = re.compile(r"(?i)(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")
_OLD = re.compile(r"(?i)(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)")


def new_style(text: str) -> bool | None:
    """Whether a Vietnamese text places tones in the new style (hoà), or the old one (hòa); None where it shows neither."""
    text = unicodedata.normalize("NFC", text)
    if _NEW.search(text) and fold_vietnamese(text).text != text.lower():
        return True
    return False if _OLD.search(text) else None
