"""The subword pieces that vectors are learned for: one vocabulary over all languages."""

import io
from collections.abc import Sequence

import numpy as np

from corpora.errors import InputError
from corpora.vectors.corpus import Row

_SHARE = 4_500_000  # characters a language gives at most, so that none crowds out the others
_LONGEST = 8000  # bytes of a text that is learned from


def learn(rows: Sequence[Row], size: int, seed: int) -> bytes:
    """A SentencePiece unigram model of at most `size` pieces, as the bytes of its file; a minute or so for 32,000.

    Text is folded on the way in (NFKC, lower case), so that a headline in capitals meets its lead and each piece is seen
    more often. There are no byte pieces: a character that was never seen says nothing.

    Raises:
        InputError: the rows hold too little text to learn pieces from.
    """
    from sentencepiece import SentencePieceTrainer

    sample = _sample(rows, np.random.default_rng(seed))
    model = io.BytesIO()
    try:
        SentencePieceTrainer.train(
            sentence_iterator=iter(sample),
            model_writer=model,
            vocab_size=size,
            hard_vocab_limit=False,
            model_type="unigram",
            character_coverage=0.9995,
            normalization_rule_name="nmt_nfkc_cf",
            max_sentence_length=_LONGEST,
            num_threads=2,  # fixed, because the result depends on it
            unk_id=0,
            bos_id=-1,
            eos_id=-1,
            minloglevel=2,
        )
    except RuntimeError as error:
        raise InputError(
            f"training rows: no pieces can be learned from {len(sample)} texts ({error}); give more rows"
        ) from error
    return model.getvalue()


def _sample(rows: Sequence[Row], random: np.random.Generator) -> list[str]:
    texts: dict[str, dict[str, None]] = {}
    for row in rows:
        for lang, text in row.texts.items():
            texts.setdefault(lang, {})[text] = None
    sample: list[str] = []
    for found in texts.values():
        distinct, characters = list(found), 0
        for place in random.permutation(len(distinct)):
            sample.append(distinct[place])
            characters += len(distinct[place])
            if characters > _SHARE:
                break
    return [sample[place] for place in random.permutation(len(sample))]
