import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import lib_ter
from sacrebleu.metrics.ter import TER

from evaluation.edit_rate import _BeamDistance, edits

WORDS = st.lists(st.sampled_from(list("abcdefg")), max_size=30)


@given(WORDS, WORDS)
@settings(max_examples=300, deadline=None)
def test_the_distance_and_its_trace_are_those_of_sacrebleu(draft, reference):
    assert _BeamDistance(reference)(draft) == lib_ter.BeamEditDistance(reference)(draft)


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_edits_with_shifts_are_those_of_sacrebleu_on_long_segments_too(seed):
    rng = random.Random(seed)
    reference = [rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rng.randint(1, 70))]
    cut, at = sorted(rng.sample(range(len(reference) + 1), 2))
    draft = [word for word in reference[at:] + reference[:cut] + reference[cut:at] if rng.random() > 0.1]
    draft = draft or ["z"]
    theirs = TER(case_sensitive=True).corpus_score([" ".join(draft)], [[" ".join(reference)]])
    assert edits(" ".join(draft), " ".join(reference)).count == theirs.num_edits


def test_one_distance_serves_many_drafts_of_one_reference():
    reference = list("abcdefghijklmnopqrstuvwxyz") * 3
    ours, theirs = _BeamDistance(reference), lib_ter.BeamEditDistance(reference)
    rng = random.Random(1)
    for _ in range(30):
        draft = reference.copy()
        at = rng.randrange(60)
        draft[at : at + 10] = reversed(draft[at : at + 10])
        assert ours(draft) == theirs(draft)


@pytest.mark.parametrize(("draft", "reference"), [("", "a b"), ("a b", ""), ("", ""), ("a", "a")])
def test_empty_segments_have_edits_too(draft, reference):
    found = edits(draft, reference)
    assert found.count == abs(len(draft.split()) - len(reference.split()))
    assert found.words == len(reference.split())
