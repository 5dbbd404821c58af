"""Learning static vectors from aligned rows, so that a text and its translation come out alike. Needs torch."""

import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from math import cos, pi
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from corpora.errors import InputError, MissingExtraError
from corpora.languages import Lang
from corpora.vectors import attribution, pieces, retrieval, static
from corpora.vectors.corpus import Row
from corpora.vectors.encoder import Floats

if TYPE_CHECKING:
    import torch

Ints = npt.NDArray[np.int64]

_TEMPERATURE = 0.05
_UNKNOWN = 0  # the piece of characters that were never seen; it says nothing
_MEMORY = 0.99  # of AdamW's second moment; the usual 0.999 moves rare pieces much too far: .006 of retrieval
_WARM_UP = 100  # steps until the learning rate is full
_LAST_RATE = 0.05  # of the learning rate, at the last step
_SPREAD = 0.1  # length of a piece's vector at the start
_SHORT = 6.0  # pieces: data sets whose texts are shorter on average are word lists, not sentences
_SENTENCE = 8  # pieces: held-out rows are at least so long
_HELD = 250  # rows held out of a data set at most, and one in twenty
_SMALLEST = 1000  # rows: smaller data sets are learned from whole
_FEWEST = 30  # held-out rows that make a test
_NEVER = -1e4  # the logit of a row that is no wrong answer because its text is the same
_FOR_MEAN = 20_000  # texts that a language's mean is taken over


@dataclass(frozen=True, slots=True)
class Options:
    """How vectors are learned; docs/vectors.md has what each value was chosen for."""

    name: str = "kheo-static"
    dimension: int = 320
    pieces: int = 32_000
    epochs: int = 10
    batch: int = 1024
    margin: float = 0.5  # by how much a translation's cosine must exceed all others' in its batch
    learning_rate: float = 0.004
    short: float = 0.4  # the share of a word list's rows that an epoch sees
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Epoch:
    """One pass over the rows, as it went."""

    number: int  # from 1
    of: int
    loss: float
    held_out: float | None  # mean retrieval at 1 over the data sets' held-out rows, plain cosine; None without such
    seconds: float  # since the start


@dataclass(frozen=True, slots=True)
class Training:
    """What came out: the files of a vectors folder, and how it went."""

    files: Mapping[str, bytes]
    epochs: tuple[Epoch, ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """Where in the training an epoch stands."""

    options: Options
    number: int  # from 1

    def rate(self, step: int, steps: int) -> float:
        """The learning rate at a step of the epoch: a short rise, then half a cosine down."""
        done = self.number - 1 + step / steps
        rise = min(1.0, (done * steps + 1) / _WARM_UP)
        fall = (1 + cos(pi * done / self.options.epochs)) / 2
        return self.options.learning_rate * rise * (_LAST_RATE + (1 - _LAST_RATE) * fall)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """All texts as pieces: one run of ids, and where in it a row's text of a language stands."""

    langs: tuple[Lang, ...]
    sources: tuple[str, ...]  # of each row
    ids: Ints
    starts: Ints  # [rows, langs]
    lengths: Ints  # [rows, langs], 0 where the row lacks the language
    keys: Ints  # [rows, langs], the same for equal texts

    def bags(self, rows: Ints, langs: Ints) -> tuple[Ints, Ints]:
        """The pieces of one text a row, in one run, and where each text begins in it."""
        lengths = self.lengths[rows, langs]
        offsets = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum()) + np.repeat(self.starts[rows, langs] - offsets, lengths)
        return self.ids[places], offsets


def train(rows: Sequence[Row], options: Options, report: Callable[[Epoch], None] = lambda _: None) -> Training:
    """Learn pieces, their vectors and the languages' means; equal rows, options, machine and versions give equal bytes.

    Symmetric contrastive loss with an additive margin over batches that come from one data set each, which makes the other
    rows of a batch hard to tell apart. After each epoch `report` is told how it went.

    Raises:
        InputError: too few rows.
        MissingExtraError: torch is not installed.
    """
    torch = _torch()
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    model = pieces.learn(rows, options.pieces, options.seed)
    tokens, size = _tokenised(rows, model)
    held, kept = _split(tokens, random)
    tests = _tests(rows, held)
    weights = torch.empty(size, options.dimension).normal_(0, _SPREAD / options.dimension**0.5)
    weights[_UNKNOWN] = 0
    optimiser = torch.optim.AdamW([weights.requires_grad_()], betas=(0.9, _MEMORY), weight_decay=0)
    began, epochs, stored = time.monotonic(), list[Epoch](), b""
    for number in range(1, options.epochs + 1):
        batches = _batches(tokens, kept, options, random)
        loss = _pass(optimiser, tokens, batches, _Course(options, number), random)
        stored = _stored(weights, tokens, options)
        held_out = _measured(static.parse(stored, model), tests)
        epochs.append(Epoch(number, options.epochs, loss, held_out, time.monotonic() - began))
        report(epochs[-1])
    text = attribution.format_markdown(attribution.parts([row.source for row in rows]))
    return Training({static.WEIGHTS: stored, static.PIECES: model, attribution.FILE: text.encode()}, tuple(epochs))


def _torch() -> Any:
    try:
        import torch
    except ImportError:
        raise MissingExtraError("training vectors", "train") from None
    return torch


def _tokenised(rows: Sequence[Row], model: bytes) -> tuple[_Tokens, int]:
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor(model_proto=model)
    langs = tuple(dict.fromkeys(lang for row in rows for lang in row.texts))
    texts = [row.texts.get(lang, "") for row in rows for lang in langs]
    found = processor.encode(texts, return_type="numpy")
    lengths = np.fromiter(map(len, found), np.int64, len(found))
    keys = np.fromiter((zlib.crc32(text.casefold().encode()) for text in texts), np.int64, len(texts))
    shape = (len(rows), len(langs))
    tokens = _Tokens(
        langs,
        tuple(row.source for row in rows),
        np.concatenate(found).astype(np.int64),
        (np.cumsum(lengths) - lengths).reshape(shape),
        lengths.reshape(shape),
        keys.reshape(shape),
    )
    return tokens, processor.vocab_size()


def _split(tokens: _Tokens, random: np.random.Generator) -> tuple[Ints, Mapping[str, Ints]]:
    """Rows held out, all of them sentences, and the rows to learn from by data set."""
    usable = (tokens.lengths > 0).sum(axis=1) > 1
    sources = np.array(tokens.sources)
    held: list[Ints] = []
    for source in sorted(set(tokens.sources)):
        sentences = np.flatnonzero((sources == source) & usable & (tokens.lengths.max(axis=1) >= _SENTENCE))
        if len(sentences) >= _SMALLEST:
            held.append(random.choice(sentences, min(_HELD, len(sentences) // 20), replace=False))
    out = np.concatenate([*held, np.empty(0, np.int64)])
    usable[out] = False
    return out, {source: np.flatnonzero((sources == source) & usable) for source in sorted(set(tokens.sources))}


def _is_short(tokens: _Tokens, rows: Ints) -> bool:
    lengths = tokens.lengths[rows]
    return bool(lengths[lengths > 0].mean() < _SHORT)


def _tests(rows: Sequence[Row], held: Ints) -> list[Mapping[Lang, list[str]]]:
    """The held-out rows as retrieval tests, one per data set and pair of languages."""
    found: dict[tuple[str, Lang, Lang], list[Row]] = {}
    for row in (rows[place] for place in held):
        for left, right in combinations(sorted(row.texts), 2):
            found.setdefault((row.source, left, right), []).append(row)
    return [
        {lang: [row.texts[lang] for row in members] for lang in langs}
        for (_, *langs), members in found.items()
        if len(members) >= _FEWEST
    ]


def _measured(vectors: static.StaticVectors, tests: Sequence[Mapping[Lang, Sequence[str]]]) -> float | None:
    found = [direction.cosine for test in tests for direction in retrieval.evaluate(vectors, test)]
    return float(np.mean(found)) if found else None


def _batches(
    tokens: _Tokens, kept: Mapping[str, Ints], options: Options, random: np.random.Generator
) -> Sequence[Ints]:
    """The rows of one epoch's batches in random order; each batch is from one data set."""
    batches: list[Ints] = []
    for rows in kept.values():
        seen = len(rows)
        if _is_short(tokens, rows):
            seen = round(seen * options.short)
        chosen = random.permutation(rows)[:seen]
        if len(chosen) > 1:
            batches += np.array_split(chosen, max(1, round(len(chosen) / options.batch)))
    if not batches:
        raise InputError("training rows: no data set has two rows with texts in two languages; give more rows")
    return [batches[place] for place in random.permutation(len(batches))]


def _pass(
    optimiser: "torch.optim.Optimizer",
    tokens: _Tokens,
    batches: Sequence[Ints],
    course: _Course,
    random: np.random.Generator,
) -> float:
    """Learn from every batch once; the mean loss."""
    (group,) = optimiser.param_groups
    (weights,) = group["params"]
    total = 0.0
    for place, batch in enumerate(batches):
        group["lr"] = course.rate(place, len(batches))
        loss = _loss(weights, tokens, batch, _pairs(tokens, batch, random), course.options.margin)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        weights.grad[_UNKNOWN] = 0
        optimiser.step()
        total += loss.item()
    return total / len(batches)


def _pairs(tokens: _Tokens, batch: Ints, random: np.random.Generator) -> Ints:
    """Two different languages for each row of a batch, in either order, int [n, 2]."""
    keys = random.random((len(batch), len(tokens.langs)))
    keys[tokens.lengths[batch] == 0] = 2
    return np.argsort(keys, axis=1)[:, :2]


def _loss(weights: "torch.Tensor", tokens: _Tokens, batch: Ints, langs: Ints, margin: float) -> "torch.Tensor":
    import torch
    from torch.nn.functional import cross_entropy, embedding_bag, normalize

    sides = []
    for side in langs.T:
        ids, offsets = map(torch.from_numpy, tokens.bags(batch, side))
        sides.append(normalize(embedding_bag(ids, weights, offsets, mode="sum"), dim=1))
    logits = (sides[0] @ sides[1].T - margin * torch.eye(len(batch))) / _TEMPERATURE
    equal = np.zeros((len(batch), len(batch)), bool)
    for side in langs.T:
        keys = tokens.keys[batch, side]
        equal |= keys[:, None] == keys
    np.fill_diagonal(equal, False)
    logits = logits.masked_fill(torch.from_numpy(equal), _NEVER)
    target = torch.arange(len(batch))
    return (cross_entropy(logits, target) + cross_entropy(logits.T, target)) / 2


def _stored(weights: "torch.Tensor", tokens: _Tokens, options: Options) -> bytes:
    description = {"name": options.name, "licence": attribution.LICENCE, "options": asdict(options)}
    return static.format_weights(weights.detach().numpy(), _means(weights, tokens, options.seed), description)


def _means(weights: "torch.Tensor", tokens: _Tokens, seed: int) -> Mapping[Lang, Floats]:
    """The mean direction of each language's sentences."""
    import torch
    from torch.nn.functional import embedding_bag, normalize

    random = np.random.default_rng(seed)
    means: dict[Lang, Floats] = {}
    for place, lang in enumerate(tokens.langs):
        rows = np.flatnonzero(tokens.lengths[:, place] >= _SENTENCE)
        rows = random.permutation(rows)[:_FOR_MEAN]
        if not len(rows):
            means[lang] = np.zeros(weights.shape[1], np.float32)
            continue
        ids, offsets = map(torch.from_numpy, tokens.bags(rows, np.full(len(rows), place)))
        sums = embedding_bag(ids, weights.detach(), offsets, mode="sum")
        means[lang] = normalize(sums, dim=1).mean(dim=0).numpy()
    return means
