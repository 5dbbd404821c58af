"""Scores of drafts against references, each with the signature that makes it comparable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpora.alignment import Bead
from corpora.article import Article, Draft
from corpora.errors import InputError
from corpora.languages import Lang, language
from evaluation.edit_rate import LONGEST, edits

if TYPE_CHECKING:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    from evaluation.term_scores import TermScores


@dataclass(frozen=True, slots=True)
class Score:
    """One metric's value, and the signature without which it means nothing."""

    metric: str  # "BLEU", "chrF2++" or "TER"
    value: float  # 0 to 100 (TER may exceed 100; lower is better there)
    signature: str


@dataclass(frozen=True, slots=True)
class DraftScores:
    """A draft measured against the version of its language."""

    draft: Draft
    beads: tuple[Bead, ...]  # left: paragraphs of the draft, right: paragraphs of the reference
    by_bead: tuple[tuple[Score, ...], ...]  # the scores of each bead, in the order of `beads`
    overall: tuple[Score, ...]  # over the whole article
    reference: Article | None = None  # what it was measured against; scores over a corpus need it
    terms: "TermScores | None" = None  # where a glossary, and another version, say which terms are needed


@dataclass(frozen=True, slots=True)
class SystemScores:
    """One system's drafts in one language, scored as one corpus."""

    system: str
    lang: Lang
    drafts: int  # how many articles
    overall: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class _Segment:
    draft: str
    reference: str


@dataclass(frozen=True, slots=True)
class _Metrics:
    """The metrics of one language, made once: sacrebleu's tokenizers take a moment to load."""

    bleu: "BLEU"
    short: "BLEU"  # with effective order: for texts that may have no four-grams
    chrf: "CHRF"
    ter: "TER"
    words: Callable[[str], str]  # cuts text without spaces into words, for TER
    ter_signature: str


def score(draft: Draft, reference: Article, beads: Sequence[Bead]) -> DraftScores:
    """Measure a draft against the version of its language, over the paragraphs that belong together.

    Args:
        draft: what is measured.
        reference: the version of the same language; InputError where the languages differ.
        beads: how the draft's paragraphs (left) and the reference's (right) belong together.

    Returns:
        BLEU, chrF2++ and TER for each bead, and for the article with its beads as segments. A bead without draft text
        scores 0 (TER 100). Draft text without reference text scores the same on its own, and in the article it stands in
        the segment before it (the first: after it), since some metrics take no notice of a segment without reference.
    """
    if draft.article.lang != reference.lang:
        raise InputError(
            f"{draft.article.id}: a draft in {draft.article.lang!r} against the reference {reference.id} in "
            f"{reference.lang!r}; give it a reference in its own language"
        )
    metrics = _metrics(reference.lang)
    segments = _segments(draft.article, reference, beads)
    by_bead = tuple(_over((segment,), metrics, short=True) for segment in segments)
    return DraftScores(draft, tuple(beads), by_bead, _over(_charged(segments, reference.lang), metrics), reference)


def corpus(scores: Sequence[DraftScores]) -> tuple[Score, ...]:
    """One BLEU, chrF2++ and TER over all segments of several drafts in one language; () for none.

    A corpus score is no mean of the articles' scores: it counts matches over all of them.
    """
    if not scores:
        return ()
    lang = scores[0].draft.article.lang
    segments: list[_Segment] = []
    for one in scores:
        if one.draft.article.lang != lang:
            raise InputError(
                f"{one.draft.article.id}: in {one.draft.article.lang!r} among drafts in {lang!r}; score each language apart"
            )
        if one.reference is None:
            raise InputError(f"{one.draft.article.id}: scored without its reference; score it again with `score`")
        segments += _charged(_segments(one.draft.article, one.reference, one.beads), lang)
    return _over(segments, _metrics(lang))


def by_system(scores: Sequence[DraftScores]) -> tuple[SystemScores, ...]:
    """The corpus scores of every system in every language, in the order in which they first occur."""
    groups: dict[tuple[str, Lang], list[DraftScores]] = {}
    for one in scores:
        groups.setdefault((one.draft.system, one.draft.article.lang), []).append(one)
    return tuple(SystemScores(*key, len(group), corpus(group)) for key, group in groups.items())


def _segments(draft: Article, reference: Article, beads: Sequence[Bead]) -> tuple[_Segment, ...]:
    joiner = language(reference.lang).joiner
    return tuple(
        _Segment(
            joiner.join(draft.paragraphs[i].text for i in bead.left),
            joiner.join(reference.paragraphs[i].text for i in bead.right),
        )
        for bead in beads
    )


def _charged(segments: Sequence[_Segment], lang: Lang) -> list[_Segment]:
    """The segments with draft text that has no reference moved into a neighbour that has one, so that it costs."""
    joiner = language(lang).joiner
    kept: list[_Segment] = []
    waiting = ""
    for segment in segments:
        if segment.reference.strip():
            text = joiner.join(text for text in (waiting, segment.draft) if text)
            kept.append(_Segment(text, segment.reference))
            waiting = ""
        elif kept and segment.draft:
            last = kept[-1]
            kept[-1] = _Segment(joiner.join(text for text in (last.draft, segment.draft) if text), last.reference)
        else:
            waiting = joiner.join(text for text in (waiting, segment.draft) if text)
    return kept or [_Segment(waiting, "")]


@cache
def _metrics(lang: Lang) -> _Metrics:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    tokenizer = language(lang).score_tokenizer
    bleu, ter, words = BLEU(tokenize=tokenizer), TER(), _as_it_is
    ter.corpus_score(["."], [["."]])  # the signature wants a score first
    signature = ter.get_signature()
    if not language(lang).joiner:
        words = bleu.tokenizer
        signature.update("tok", f"{bleu.tokenizer.signature()}+tercom")
    short = BLEU(tokenize=tokenizer, effective_order=True)
    return _Metrics(bleu, short, CHRF(word_order=2), ter, words, str(signature))


def _over(segments: Sequence[_Segment], metrics: _Metrics, *, short: bool = False) -> tuple[Score, ...]:
    """The three scores of one or more segments; effective order in BLEU where wanted, or where no draft has four words."""
    drafts = [one.draft for one in segments]
    references = [[one.reference for one in segments]]
    bleu = metrics.short if short else metrics.bleu
    result = bleu.corpus_score(drafts, references)
    if not short and not result.totals[-1]:
        bleu = metrics.short
        result = bleu.corpus_score(drafts, references)
    chrf = metrics.chrf.corpus_score(drafts, references)
    return (
        Score("BLEU", min(float(result.score), 100.0), str(bleu.get_signature())),
        Score(chrf.name, min(float(chrf.score), 100.0), str(metrics.chrf.get_signature())),
        _edit_rate(segments, metrics),
    )


def _edit_rate(segments: Sequence[_Segment], metrics: _Metrics) -> Score:
    """TER over words: Japanese is cut by the tokenizer that BLEU uses, which the signature then names.

    sacrebleu's own way with Asian text splits kanji one by one and leaves whole runs of kana as one word. Segments too
    long for the search for shifts are counted without it; the signature says from which length on.
    """
    cut = metrics.words
    counted = [
        edits(metrics.ter.tokenizer(cut(one.draft).rstrip()), metrics.ter.tokenizer(cut(one.reference).rstrip()))
        for one in segments
    ]
    total, words = sum(one.count for one in counted), sum(one.words for one in counted)
    signature = metrics.ter_signature
    if not all(one.shifts for one in counted):
        signature += f"|shifts:to{LONGEST}words"
    return Score("TER", 100.0 * total / words if words else 100.0 * (total > 0), signature)


def _as_it_is(text: str) -> str:
    return text
