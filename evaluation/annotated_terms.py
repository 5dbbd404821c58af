"""Terms that a test set has annotated, as the WMT21 terminology task counts them.

Source and reference are SGML with `<term src="…" tgt="one|other">` around every term, one `<seg id="…">` a line; the hypothesis has
the same segments. Definitions: Alam et al. 2021, "On the Evaluation of Machine Translation for Terminology Consistency", and
the scorer published with it. That scorer answers 100 % where the lemmatizer it wants is missing; this is what it counts
without lemmas when that is mended. On the sample that comes with it (TICO-19 development set, English to French) this gives
759 of 901. Published with Stanza's lemmas are 774 of 901, and window overlaps of .2969 and .2907; without lemmas the
43 terms that are annotated by their lemma cannot be found, and the overlaps are .2882 and .2823.
"""

import html
import re
import string
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora.errors import InputError
from evaluation.scores import Score

_SEGMENT = re.compile(r'<seg\s+id="([^"]*)"\s*>(.*?)</seg>', re.IGNORECASE)
_TERM = re.compile(r"<term\s([^>]*)>(.*?)</term>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_LARGEST = 50_000_000  # bytes of a file
_VERSION = 1


@dataclass(frozen=True, slots=True)
class AnnotatedTerm:
    """A term of a reference."""

    text: str  # as the reference has it
    ways: tuple[str, ...]  # all that count as it, in the order of the annotation
    lemma: bool  # whether the annotation was made by the lemma, so that the text itself is no evidence


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a reference, its words parted by single spaces."""

    text: str
    terms: tuple[AnnotatedTerm, ...]


def read(path: Path) -> Mapping[str, Segment]:
    """The segments of a file by their ids, in its order; InputError where it cannot be read or holds none."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than {_LARGEST:,} bytes; split it")
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give an SGML file in UTF-8") from error
    found = {match.group(1): _segment(match.group(2)) for match in _SEGMENT.finditer(content)}
    if not found:
        raise InputError(f'{path}: holds no <seg id="…">; give a file of the terminology task')
    return found


def exact_match(references: Mapping[str, Segment], hypotheses: Mapping[str, Segment]) -> Score:
    """The share of the annotated terms that stand in the hypothesis, from 0 to 100, as the published scorer counts.

    A term is a run of whole words; a place serves one term only. The scorer lets a term take a place for each of its ways, so
    that `toux|tousser` takes two where both stand there; with one place a term it would be 760 of 901 on the sample.
    """
    found = total = 0
    for key, hypothesis in hypotheses.items():
        if key in references:
            terms = references[key].terms
            total += len(terms)
            found += _exact(terms, f" {hypothesis.text} ")
    return Score("term-exact", 100 * found / total if total else 0.0, f"wmt21|lemmas:no|n:{total}|version:{_VERSION}")


def window_overlap(references: Mapping[str, Segment], hypotheses: Mapping[str, Segment], window: int) -> Score:
    """How much of the `window` words on both sides of a term is also there in the hypothesis: the mean of segments, 0 to 100.

    Terms that are annotated by their lemma are left out, for there are no lemmas here. InputError names a reference segment in
    which a term is a part of a word, as `<term>toux</term>,` is.
    """
    shares = [
        _overlap(key, references[key], each.text, window) for key, each in hypotheses.items() if key in references
    ]
    value = 100 * sum(shares) / len(references) if references else 0.0
    return Score("term-window", value, f"wmt21|window:{window}|lemmas:no|n:{len(references)}|version:{_VERSION}")


def _segment(markup: str) -> Segment:
    return Segment(_words(markup), tuple(_term(*match.groups()) for match in _TERM.finditer(markup)))


def _term(attributes: str, markup: str) -> AnnotatedTerm:
    told = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    text, listed = _words(markup), told.get("tgt", "")
    ways = listed if text in listed else f"{listed}|{text}"
    return AnnotatedTerm(text, tuple(ways.split("|")), "tgt_original" not in told.get("type", "tgt_original"))


def _words(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


def _exact(terms: Sequence[AnnotatedTerm], text: str) -> int:
    taken: set[int] = set()
    found = 0
    for term in terms:
        places = [_first_free(text, way, taken) for way in term.ways]
        found += any(place is not None for place in places)
    return found


def _first_free(text: str, way: str, taken: set[int]) -> int | None:
    for match in re.finditer(f"(?= {re.escape(way)} )", text):
        if match.start() not in taken:
            taken.add(match.start())
            return match.start()
    return None


def _overlap(key: str, reference: Segment, hypothesis: str, window: int) -> float:
    """The mean over the terms that both have, each paired with the place that is most like its own."""
    theirs, ours = reference.text.split(), hypothesis.split()
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for term in reference.terms:
        words = term.text.split()
        if not term.lemma and words:
            places[term.text].append(_place(key, theirs, words))
    shares: list[float] = []
    for text, spans in places.items():
        here = _places(f" {hypothesis} ", text)
        pairs = [
            (_share(_around(theirs, span, window), _around(ours, place, window)), i, j)
            for i, span in enumerate(spans)
            for j, place in enumerate(here)
        ]
        used: tuple[set[int], set[int]] = set(), set()
        for share, i, j in sorted(pairs, key=lambda pair: -pair[0]):
            if i not in used[0] and j not in used[1]:
                used[0].add(i)
                used[1].add(j)
                shares.append(share)
    return sum(shares) / len(shares) if shares else 0.0


def _place(key: str, words: Sequence[str], term: Sequence[str]) -> tuple[int, int]:
    """Where the scorer takes a term to stand: by the first words like its own, and a term of two words by its second."""
    if not {term[0], term[-1]} <= set(words):
        raise InputError(
            f"reference, segment {key!r}: the term {' '.join(term)!r} is no run of whole words; put spaces around it"
        )
    first, last = words.index(term[0]), words.index(term[-1])
    return (first, last) if last - first > 1 else (last, last)


def _places(text: str, term: str) -> list[tuple[int, int]]:
    """The first and the last word of every place where a term stands in a text with a space on both sides."""
    size = len(term.split())
    starts = [text.count(" ", 0, match.start()) for match in re.finditer(f"(?= {re.escape(term)} )", text)]
    return [(start, start + size - 1) for start in starts]


def _around(words: Sequence[str], span: tuple[int, int], window: int) -> list[str]:
    low, high = min(span), max(span)
    left = [word for word in reversed(words[:low]) if word not in string.punctuation][:window]
    right = [word for word in words[high + 1 :] if word not in string.punctuation][:window]
    return left + right


def _share(wanted: Sequence[str], here: Sequence[str]) -> float:
    left = list(here)
    found = 0
    for word in wanted:
        if word in left:
            left.remove(word)
            found += 1
    return found / len(wanted) if wanted else 0.0
