"""What the aligner is made of, part by part: windows, links, order, confidence."""

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.article import Article, Paragraph
from corpora.vectors import static
from pipeline.alignment import confidence, headlines, links, order, preparation, version
from pipeline.alignment.chain import longest_chain
from pipeline.alignment.graph import nodes
from pipeline.alignment.links import Places
from pipeline.alignment.windows import AT_ONCE, WHOLE, Window, batches, divide

SUBJECTS = (
    "bridge",
    "school",
    "market",
    "harbour",
    "library",
    "museum",
    "station",
    "theatre",
    "hospital",
    "garden",
    "stadium",
)
PLACES = (
    "Hue",
    "Vinh",
    "Hanoi",
    "Dalat",
    "Sapa",
    "Kontum",
    "Pleiku",
    "Camau",
    "Nhatrang",
    "Haiphong",
    "Thanhhoa",
    "Rachgia",
)


@pytest.fixture(scope="module")
def encoder():
    return static.load()


def told(sentences, name="x.en"):
    return Article(name, "en", tuple(Paragraph(text, i) for i, text in enumerate(sentences)))


def long_text(count, seed=0):
    rng = random.Random(seed)
    made = [
        f"The {a} of {b} cost {k} million dong and took {k % 17} years." for a in SUBJECTS for k, b in enumerate(PLACES)
    ]
    return [f"{rng.choice(made)[:-1]}, says report number {k}." for k in range(count)]


@given(st.lists(st.integers(0, 9), max_size=9))
@settings(deadline=None)
def test_the_longest_chain_is_as_long_as_any(ranks):
    kept = sorted(longest_chain(ranks))
    assert [ranks[k] for k in kept] == sorted(ranks[k] for k in kept)
    subsets = ([r for k, r in enumerate(ranks) if bits >> k & 1] for bits in range(1 << len(ranks)))
    assert len(kept) == max(len(some) for some in subsets if some == sorted(some))


@pytest.mark.parametrize(("removed", "inserted"), [((), ()), (range(100, 180), ()), ((), range(300, 420))])
def test_windows_of_a_long_text_hold_every_sentence_once_and_cut_where_the_texts_agree(encoder, removed, inserted):
    sentences = long_text(500)
    left = [s for k, s in enumerate(sentences) if k not in removed]
    right = [s for k, s in enumerate(sentences) for s in ([s, f"Another one, {k}."] if k in inserted else [s])]
    versions = version.prepare([told(left), told(right)], encoder)
    found = list(divide(versions, 0, 1))
    assert [i for w in found for i in w.rows] == list(range(len(versions[0])))
    assert [j for w in found for j in w.columns] == list(range(len(versions[1])))
    assert len(found) > 5
    for w in found[1:]:
        assert versions[0].texts[w.rows.start] == versions[1].texts[w.columns.start]


def test_texts_that_share_nothing_are_still_cut_into_windows_of_bounded_size(encoder):
    left = told([f"{a} {b} {k}" for k in range(6) for a in SUBJECTS for b in PLACES])
    right = told([f"{k}. Reis, Bohnen und Salat, {k % 7} Kilo" for k in range(900)])
    found = list(divide(version.prepare([left, right], encoder), 0, 1))
    assert max(len(w.rows) * len(w.columns) for w in found) <= 100_000
    assert sum(len(w.rows) for w in found) == 6 * len(SUBJECTS) * len(PLACES)


def test_a_short_text_is_one_window_and_one_sentence_against_many_is_too(encoder):
    versions = version.prepare([told(long_text(WHOLE)), told(long_text(WHOLE, 1)), told(["One."])], encoder)
    assert len(list(divide(versions, 0, 1))) == len(list(divide(versions, 0, 2))) == 1


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=40))
def test_batches_hold_every_window_once_within_bounds(shapes):
    windows = [Window(0, 1, range(m), range(n)) for m, n in shapes]
    found = list(batches(windows))
    assert sorted(w.shape for batch in found for w in batch) == sorted(shapes)
    for batch in found:
        cells = (max(m for m, _ in (w.shape for w in batch)) + 1) * (max(n for _, n in (w.shape for w in batch)) + 1)
        assert len(batch) == 1 or cells * len(batch) <= AT_ONCE


def places_of(*sizes):
    first = np.concatenate([[0], np.cumsum(sizes)])
    return Places(first, np.repeat(np.arange(len(sizes)), sizes), (range(len(sizes)),))


def test_links_by_way_of_a_third_version_are_sums_of_products():
    places = places_of(2, 2, 2)
    rng = np.random.default_rng(3)
    matrices = {(a, b): rng.random((2, 2)) for a, b in ((0, 1), (0, 2), (1, 2))}
    found = links.gathered([(Window(a, b, range(2), range(2)), m) for (a, b), m in matrices.items()], places)
    row, column, value = links.within(links.through(found, places), Window(0, 1, range(2), range(2)), places)
    expected = matrices[0, 2] @ matrices[1, 2].T
    assert {(i, j): pytest.approx(expected[i, j]) for i in range(2) for j in range(2)} == {
        (i, j): v for i, j, v in zip(row.tolist(), column.tolist(), value.tolist(), strict=True)
    }


def test_the_best_link_into_each_version_is_kept():
    places = places_of(1, 2, 1)
    matrices = [
        (Window(0, 1, range(1), range(2)), np.array([[0.2, 0.7]])),
        (Window(0, 2, range(1), range(1)), np.array([[0.4]])),
    ]
    best = links.best(links.gathered(matrices, places), places)
    assert best[0].tolist() == [0.0, 0.7, 0.4]
    assert best[1].tolist() == [0.2, 0.0, 0.0]


def test_an_old_link_gives_way_to_a_new_one_of_the_same_sentence():
    places = places_of(1, 2)
    old = links.gathered([(Window(0, 1, range(1), range(2)), np.array([[0.4, 0.0]]))], places)
    new = links.gathered([(Window(0, 1, range(1), range(1, 2)), np.array([[0.9]]))], places)
    (first, second) = links.of_story(links.joined(old, new, places), places, 0)
    assert first == ((0, 0), (1, 0), pytest.approx(0.04))
    assert second == ((0, 0), (1, 1), pytest.approx(0.9))


def columns_of(*orders):
    """Columns of one sentence a version, each version telling them in an order of its own."""
    return [
        tuple((order.index(k),) if k in order else () for order in orders) for k in range(max(map(max, orders)) + 1)
    ]


def versions_of(encoder, *orders):
    return version.prepare([told([f"Number {k}." for k in order], f"{v}") for v, order in enumerate(orders)], encoder)


@pytest.mark.parametrize(
    ("orders", "moved"),
    [
        ([[0, 1, 2, 3]] * 3, set()),
        ([[0, 1, 2, 3], [3, 0, 1, 2], [0, 1, 2, 3]], {(1, 0)}),
        ([[0, 1, 2, 3], [1, 0, 2, 3], [0, 1, 2, 3]], set()),
        ([[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [1, 2, 3, 4, 0], [0, 4, 1, 2, 3]], {(2, 4), (3, 1)}),
        ([[0, 1, 2], [2, 0, 1]], {(1, 0)}),
    ],
)
def test_what_stands_out_of_the_order_of_most_versions_has_moved(encoder, orders, moved):
    columns = columns_of(*orders)
    linked = [(*pair, 0.9) for column in columns for pair in combinations(nodes(column), 2)]
    assert order.moved(versions_of(encoder, *orders), columns, linked, source=0) == moved


def test_the_order_agreed_on_is_that_of_the_majority():
    orders = [[0, 1, 2, 3, 4], [4, 0, 1, 2, 3], [0, 1, 2, 3, 4], [0, 1, 3, 2, 4]]
    assert order.ranks(columns_of(*orders), [5] * 4, 0) == [0, 1, 2, 3, 4]


def test_a_headline_that_ran_into_its_sentence_is_cut_off(encoder):
    english = [
        "Farmers in the north harvest a record crop of rice",
        "The weather was kind all through the spring, they say.",
    ]
    german = ["Bauern im Norden ernten so viel Reis wie nie Das Wetter war das ganze Frühjahr über günstig, sagen sie."]
    texts = [told(english), Article("x.de", "de", (Paragraph(german[0], 0),))]
    (found,) = preparation.prepare([texts], encoder)
    headline, lead = found[1].texts
    assert "Reis" in headline
    assert "Frühjahr" in lead
    assert headline + lead == german[0]
    assert headlines.cuts(
        version.prepare([texts[0], told(["Something else is said here, at some length, about trains."])], encoder),
        encoder,
    ) == [{}, {}]


def test_the_confidence_of_a_unit_falls_with_the_strongest_link_that_leads_out_of_it(encoder):
    versions = versions_of(encoder, [0, 1], [0, 1])
    groups = [((0,), (0,)), ((1,), (1,))]
    held = {((0, 0), (1, 0)): 0.9, ((0, 1), (1, 1)): 0.9}
    row = confidence.evidence(groups, held, versions)[0]
    leaking = confidence.evidence(groups, held | {((0, 0), (1, 1)): 0.25}, versions)[0]
    assert len(row) == confidence.SIZE
    assert row != leaking
    assert row[1] == leaking[1]


def test_a_unit_knows_whether_another_one_beside_it_has_the_version_that_it_lacks(encoder):
    versions = versions_of(encoder, [0, 1, 2], [0, 1, 2])
    apart = [((0,), (0,)), ((1,), ()), ((), (1,)), ((2,), (2,))]
    lone = [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((), (2,))]
    assert [
        row != other
        for row, other in zip(
            confidence.evidence(apart, {}, versions), confidence.evidence(lone, {}, versions), strict=True
        )
    ][1]
