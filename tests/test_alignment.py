import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.alignment import Bead, Unit
from corpora.article import Article, Paragraph, Role, Story
from corpora.vectors import static
from pipeline.alignment import aligner

SENTENCES = [
    {
        "vi": "Ủy ban nhân dân tỉnh vừa khánh thành cây cầu mới qua sông.",
        "en": "The provincial People's Committee has just opened a new bridge across the river.",
        "de": "Das Volkskomitee der Provinz hat soeben eine neue Brücke über den Fluss eröffnet.",
        "ja": "省人民委員会は、川に架かる新しい橋を開通させたばかりだ。",
    },
    {
        "vi": "Công trình dài 420 mét và tốn gần hai năm thi công.",
        "en": "The structure is 420 metres long and took almost two years to build.",
        "de": "Das Bauwerk ist 420 Meter lang, die Arbeiten dauerten fast zwei Jahre.",
        "ja": "橋の長さは420メートルで、建設にはほぼ2年を要した。",
    },
    {
        "vi": "Trước đây, học sinh phải đi đò đến trường mỗi sáng.",
        "en": "Until now, pupils had to take a ferry to school every morning.",
        "de": "Bisher mussten die Schüler jeden Morgen mit der Fähre zur Schule fahren.",
        "ja": "これまで生徒たちは毎朝、渡し舟で学校に通わなければならなかった。",
    },
    {
        "vi": "Bà Lan bán rau ở chợ nói rằng khách hàng giờ đến đông hơn.",
        "en": "Mrs Lan, who sells vegetables at the market, says that more customers come now.",
        "de": "Frau Lan, die auf dem Markt Gemüse verkauft, sagt, es kämen jetzt mehr Kunden.",
        "ja": "市場で野菜を売るランさんは、今では客が増えたと話す。",
    },
    {
        "vi": "Mùa mưa năm ngoái, nước lũ đã cuốn trôi bến đò cũ.",
        "en": "During last year's rainy season, floods swept away the old ferry landing.",
        "de": "In der Regenzeit des vergangenen Jahres riss das Hochwasser die alte Anlegestelle fort.",
        "ja": "昨年の雨季には、洪水が古い船着き場を押し流した。",
    },
    {
        "vi": "Kinh phí xây dựng do ngân sách trung ương và các doanh nghiệp đóng góp.",
        "en": "The costs were borne by the central budget and by contributions from companies.",
        "de": "Die Kosten trugen der zentrale Haushalt und Unternehmen mit ihren Beiträgen.",
        "ja": "建設費は中央の予算と企業の寄付でまかなわれた。",
    },
]
LANGS = ("de", "en", "ja", "vi")


@pytest.fixture(scope="module")
def encoder():
    return static.load()


def article(lang, paragraphs):
    return Article(f"x.{lang}", lang, tuple(Paragraph(text, i) for i, text in enumerate(paragraphs)))


def story(versions):
    return Story("bridge", {lang: article(lang, paragraphs) for lang, paragraphs in versions.items()})


def told(lang, *groups):
    """Paragraphs of a version, each made of the sentences named."""
    joiner = "" if lang == "ja" else " "
    return [joiner.join(SENTENCES[k][lang] for k in group) for group in groups]


def members(alignment):
    return {
        tuple(sorted((lang, i) for lang, side in unit.paragraphs.items() for i in side)) for unit in alignment.units
    }


def test_versions_cut_alike_are_aligned_one_to_one(encoder):
    found = aligner.align(story({lang: told(lang, *[[k] for k in range(6)]) for lang in LANGS}), encoder)
    assert [dict(unit.paragraphs) for unit in found.units] == [dict.fromkeys(LANGS, (k,)) for k in range(6)]
    assert all(not unit.moved for unit in found.units)


def test_a_merged_paragraph_joins_only_the_units_it_spans(encoder):
    versions = {lang: told(lang, *[[k] for k in range(6)]) for lang in LANGS}
    versions["de"] = told("de", [0], [1, 2], [3], [4], [5])
    found = aligner.align(story(versions), encoder)
    assert [len(unit.paragraphs["en"]) for unit in found.units] == [1, 2, 1, 1, 1]
    assert all(len(bead.left) == len(bead.right) == 1 for bead in found.beads["en", "ja"])


def test_a_missing_paragraph_leaves_its_language_out_of_the_unit(encoder):
    versions = {lang: told(lang, *[[k] for k in range(6)]) for lang in LANGS}
    versions["ja"] = told("ja", [0], [1], [3], [4], [5])
    found = aligner.align(story(versions), encoder)
    assert found.units[2].paragraphs["ja"] == ()
    assert found.units[2].languages == ("de", "en", "vi")


def test_a_paragraph_that_says_something_else_stands_alone(encoder):
    versions = {lang: told(lang, *[[k] for k in range(6)]) for lang in LANGS}
    foreign = "Die Nationalmannschaft gewann das Länderspiel gegen Österreich nach einem späten Elfmeter mit 2:1."
    versions["de"] = [*versions["de"][:3], foreign, *versions["de"][3:]]
    found = aligner.align(story(versions), encoder)
    assert (("de", 3),) in members(found)
    assert found.units[-1].paragraphs == {"de": (6,), "en": (5,), "ja": (5,), "vi": (5,)}


def test_a_paragraph_that_stands_elsewhere_is_found_and_marked(encoder):
    versions = {lang: told(lang, *[[k] for k in range(6)]) for lang in LANGS}
    versions["en"] = told("en", [1], [2], [3], [4], [5], [0])
    found = aligner.align(story(versions), encoder)
    unit = found.unit_of("de", 0)
    assert unit.paragraphs == {"de": (0,), "en": (5,), "ja": (0,), "vi": (0,)}
    assert unit.moved == ("en",)


def test_the_order_in_which_versions_are_given_does_not_matter(encoder):
    versions = {lang: told(lang, [0], [1, 2], [3], [4, 5]) for lang in LANGS}
    versions["vi"] = told("vi", [0, 1], [2], [3, 4], [5])
    results = [
        aligner.align(story({lang: versions[lang] for lang in order}), encoder) for order in (LANGS, LANGS[::-1])
    ]
    assert members(results[0]) == members(results[1])
    assert results[0].beads == results[1].beads


def test_columns_hold_the_sentences_of_their_unit(encoder):
    found = aligner.align(story({lang: told(lang, [0, 1, 2], [3, 4, 5]) for lang in LANGS}), encoder)
    assert [len(unit.columns) for unit in found.units] == [3, 3]
    for unit in found.units:
        for column in unit.columns:
            assert all(s.paragraph in unit.paragraphs[lang] for lang, side in column.sentences.items() for s in side)


def test_a_draft_is_aligned_to_a_reference_of_its_own_language(encoder):
    reference = article("de", told("de", [0], [1], [2, 3], [4], [5]))
    draft = article("de", told("de", [0, 1], [2], [3], [4], [5]))
    found = aligner.beads(draft, reference, encoder)
    assert [(bead.left, bead.right) for bead in found] == [((0,), (0, 1)), ((1, 2), (2,)), ((3,), (3,)), ((4,), (4,))]


def test_titles_and_bylines_that_share_no_word_are_told_by_their_roles(encoder):
    texts = {"de": ["Geschafft!", "Thu Hà"], "ja": ["悲願かなう", "トゥー・ハー"]}
    versions = {}
    for lang, (title, byline) in texts.items():
        body = [Paragraph(text, k + 1) for k, text in enumerate(told(lang, [0], [1], [2], [3]))]
        paragraphs = (Paragraph(title, 0, Role.TITLE), *body, Paragraph(byline, 5, Role.BYLINE))
        versions[lang] = Article(lang, lang, paragraphs)
    found = aligner.align(Story("bridge", versions), encoder)
    assert found.unit_of("de", 0).paragraphs["ja"] == (0,)
    assert found.unit_of("de", 5).paragraphs["ja"] == (5,)


@pytest.mark.parametrize(
    "versions",
    [
        {"de": [], "en": ["One sentence."]},
        {"de": []},
        {"en": ["Only one version is here."]},
        {"de": ["Ein Satz."], "en": ["A sentence."], "ja": [], "vi": ["Một câu."]},
        {"de": ["…", "—", "   "], "en": ["***"]},
        {"de": ["Ein Satz."], "en": [f"Sentence number {k} of many." for k in range(120)]},
        {"de": ["Gleich."] * 5, "en": ["Same."] * 5},
    ],
)
def test_degenerate_stories_give_units_that_hold_every_paragraph_once(encoder, versions):
    found = aligner.align(story(versions), encoder)
    for lang, paragraphs in versions.items():
        assert sorted(i for unit in found.units for i in unit.paragraphs[lang]) == list(range(len(paragraphs)))


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_every_paragraph_stands_in_one_unit_and_one_bead_of_each_pair(encoder, seed):
    versions = cut_at_random(random.Random(seed), shuffled=seed % 3 == 0)
    found = aligner.align(story(versions), encoder)
    for lang, paragraphs in versions.items():
        every = list(range(len(paragraphs)))
        assert sorted(i for unit in found.units for i in unit.paragraphs[lang]) == every
        for (left, right), beads in found.beads.items():
            if lang in (left, right):
                sides = [bead.left if lang == left else bead.right for bead in beads]
                assert sorted(i for side in sides for i in side) == every
    assert all(0.0 <= unit.confidence <= 1.0 for unit in found.units)


def test_units_that_an_editor_locked_stay_and_the_rest_is_aligned_around_them(encoder):
    versions = {lang: told(lang, *[[k] for k in range(6)]) for lang in LANGS}
    fixed = Unit({"de": (1, 2), "en": (3,), "ja": (), "vi": (1,)}, 1.0, locked=True)
    made = story(versions)
    found = aligner.align(Story(made.id, made.versions, locked=(fixed,)), encoder)
    (unit,) = (unit for unit in found.units if unit.locked)
    assert unit.paragraphs == fixed.paragraphs
    assert unit.confidence == 1.0
    assert Bead((1, 2), (3,)) in found.beads["de", "en"]
    assert (("de", 4), ("en", 4), ("ja", 4), ("vi", 4)) in members(found)
    assert (("en", 2), ("ja", 2), ("vi", 2)) in members(found)


def test_a_locked_unit_of_one_version_alone_is_kept_together(encoder):
    made = story({"de": told("de", [0], [1], [2]), "en": told("en", [0], [1], [2])})
    fixed = Unit({"de": (0, 1)}, 1.0, locked=True)
    found = aligner.align(Story(made.id, made.versions, locked=(fixed,)), encoder)
    assert (("de", 0), ("de", 1)) in members(found)


def test_of_two_versions_it_is_not_the_source_that_has_moved(encoder):
    made = story({"de": told("de", [5], [0], [1], [2], [3], [4]), "vi": told("vi", *[[k] for k in range(6)])})
    for source, other in (("vi", "de"), ("de", "vi")):
        found = aligner.align(Story(made.id, made.versions, source), encoder)
        assert [unit.moved for unit in found.units if unit.moved] == [(other,)]


def test_a_story_is_aligned_alike_in_any_company(encoder):
    two = story({"de": told("de", [0, 1], [2], [4]), "en": told("en", [0], [1, 2], [3, 4])})
    four = story({lang: told(lang, *[[k] for k in range(6)]) for lang in LANGS})
    empty = story({"de": []})
    together = aligner.align_all([two, four, empty, two], encoder)
    assert together == [aligner.align(each, encoder) for each in (two, four, empty, two)]


def cut_at_random(rng, shuffled=False):
    """Versions of the same sentences, some left out, cut into paragraphs in each language on its own."""
    versions = {}
    for lang in LANGS:
        kept = [k for k in range(6) if rng.random() > 0.2]
        if shuffled:
            rng.shuffle(kept)
        groups = []
        for k in kept:
            if groups and rng.random() < 0.4:
                groups[-1].append(k)
            else:
                groups.append([k])
        versions[lang] = told(lang, *groups)
    return versions


@given(st.integers(0, 10_000), st.permutations(LANGS))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_versions_does_not_matter_and_the_order_of_their_paragraphs_is_kept(encoder, seed, order):
    versions = cut_at_random(random.Random(seed))
    found = aligner.align(story({lang: versions[lang] for lang in order}), encoder)
    assert [(dict(u.paragraphs), u.confidence) for u in found.units] == [
        (dict(u.paragraphs), u.confidence) for u in aligner.align(story(versions), encoder).units
    ]
    assert not any(unit.moved for unit in found.units)
    torn = any(side[-1] - side[0] >= len(side) for unit in found.units for side in unit.paragraphs.values() if side)
    for lang in () if torn else LANGS:
        first = [unit.paragraphs[lang][0] for unit in found.units if unit.paragraphs[lang]]
        assert first == sorted(first)


def test_what_an_editor_locks_apart_has_not_moved(encoder):
    made = story({"de": told("de", [4], [0], [1], [2], [3]), "en": told("en", [0], [1], [2], [3], [4])})
    assert [unit.moved for unit in aligner.align(made, encoder).units if unit.moved] == [("en",)]
    alone = Unit({"de": (0,), "en": ()}, 1.0, locked=True)
    found = aligner.align(Story(made.id, made.versions, locked=(alone,)), encoder)
    assert not any(unit.moved for unit in found.units)


def test_units_come_in_the_order_of_the_paragraphs_where_one_version_is_much_longer(encoder):
    extra = [f"This is remark number {k} about something else entirely." for k in range(10)]
    versions = {"vi": told("vi", *[[k] for k in range(6)]), "de": told("de", [0], [1], [4], [5])}
    versions["en"] = [*told("en", [0], [1]), *extra, *told("en", [2], [3], [5])]
    found = aligner.align(story(versions), encoder)
    for lang in versions:
        first = [unit.paragraphs[lang][0] for unit in found.units if unit.paragraphs[lang]]
        assert first == sorted(first)


def test_half_a_surrogate_pair_breaks_nothing(encoder):
    found = aligner.align(story({"de": ["Ein Satz \ud800 hier."], "en": ["A sentence \ud800 here."]}), encoder)
    assert len(found.units) == 1
