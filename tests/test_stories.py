import itertools
import os
import random
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.article import Article, Draft, Paragraph, Story
from corpora.languages import LANGUAGES, Lang
from corpora.neighbours import EXACT, nearest
from corpora.stories import Grouping, attach, group
from corpora.vectors.encoder import Floats

SAMPLES = Path(__file__).parent.parent / "corpora" / "samples"


class Words:
    """Vectors in which a word means the same in each language: "cat" is "vicat", "encat", "decat" or "jacat"."""

    signature = "words"
    languages = None
    dimension = 64

    def encode(self, texts: Sequence[str]) -> Floats:
        rows = [sum((self._word(w) for w in text.split() if w[:2] in LANGUAGES), np.zeros(64)) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), 64)

    def unit(self, sums: Floats, lang: Lang) -> Floats:
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)

    @staticmethod
    def _word(word: str) -> Floats:
        return np.random.default_rng(zlib.crc32(word[2:].strip(".").encode())).standard_normal(64).astype(np.float32)


def article(name: str, lang: Lang, *texts: str) -> Article:
    return Article(name, lang, tuple(Paragraph(text, index) for index, text in enumerate(texts)))


def told(topic: int, lang: Lang, name: str = "", paragraphs: int = 6) -> Article:
    """An article about a topic of its own, in any language."""
    chance = random.Random(topic)
    texts = [" ".join(f"{lang}{chance.randrange(10**6)}" for _ in range(9)) + "." for _ in range(paragraphs)]
    return article(name or f"{topic}-{lang}", lang, *texts)


def groups(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(a.id for a in story.versions.values()) for story in grouping.stories}


def test_versions_meet_in_one_story_whatever_they_are_called() -> None:
    pile = [told(1, "de", "b"), told(2, "en", "a"), told(1, "vi", "z"), told(2, "ja", "x"), told(3, "en", "m")]
    found = group(pile, Words())
    assert groups(found) == {frozenset("bz"), frozenset("ax"), frozenset("m")}
    assert found.findings == ()


def test_equal_names_do_not_make_a_story() -> None:
    found = group([told(1, "de", "one/news.de.txt"), told(2, "en", "two/news.en.txt")], Words())
    assert [story.id for story in found.stories] == ["one/news", "two/news"]


def test_stories_come_in_the_order_of_their_first_articles() -> None:
    found = group([told(3, "en"), told(1, "en"), told(2, "en"), told(1, "de"), told(3, "de")], Words())
    assert [sorted(story.versions) for story in found.stories] == [["de", "en"], ["de", "en"], ["en"]]
    assert [story.id for story in found.stories] == ["3", "1", "2"]


@settings(max_examples=25, deadline=None)
@given(st.permutations([(t, lang) for t in range(3) for lang in ("vi", "en", "de", "ja") if (t, lang) != (1, "vi")]))
def test_the_order_of_the_articles_changes_only_the_order_of_the_stories(order: list[tuple[int, str]]) -> None:
    found = group([told(topic, lang) for topic, lang in order], Words())
    assert {s.id: sorted(a.id for a in s.versions.values()) for s in found.stories} == {
        "0": ["0-de", "0-en", "0-ja", "0-vi"],
        "1": ["1-de", "1-en", "1-ja"],
        "2": ["2-de", "2-en", "2-ja", "2-vi"],
    }


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(LANGUAGES)), st.lists(st.text(max_size=30), max_size=3)),
        min_size=0,
        max_size=8,
    )
)
def test_every_article_stands_in_exactly_one_story(made: list[tuple[str, list[str]]]) -> None:
    pile = [article(str(number), lang, *texts) for number, (lang, texts) in enumerate(made)]
    found = group(pile, Words())
    assert sorted(a.id for s in found.stories for a in s.versions.values()) == sorted(a.id for a in pile)
    assert len({s.id for s in found.stories}) == len(found.stories)
    assert set(found.confidence) == {s.id for s in found.stories}
    assert all(0 <= c <= 1 for c in found.confidence.values())


def test_of_two_versions_in_one_language_the_closer_stays_and_the_other_is_a_finding() -> None:
    near, far = told(1, "de", "near.de.txt"), told(1, "de", "far.de.txt")
    stray = (*far.paragraphs[:4], Paragraph("debfe dextq deuzh dehhh.", 4))
    far = Article(far.id, far.lang, stray)
    found = group([far, told(1, "vi", "x.vi.txt"), near, told(1, "en", "x.en.txt"), told(2, "ja")], Words())
    assert frozenset({"near.de.txt", "x.vi.txt", "x.en.txt"}) in groups(found)
    assert frozenset({"far.de.txt"}) in groups(found)
    (finding,) = found.findings
    assert (finding.code, finding.where.article, [p.article for p in finding.related]) == (
        "A101",
        "far.de.txt",
        ["near.de.txt"],
    )
    assert finding.story == "x"
    assert "German" in finding.message


def test_a_word_for_word_copy_is_a_story_of_its_own_with_a_finding() -> None:
    found = group([told(1, "en", "b"), told(1, "en", "a"), told(1, "de", "c")], Words())
    assert groups(found) == {frozenset("ac"), frozenset("b")}
    assert [(f.code, f.where.article, f.related[0].article) for f in found.findings] == [("A101", "b", "a")]


def test_an_edited_copy_without_other_versions_is_found_too() -> None:
    first = told(1, "en", "a", paragraphs=12)
    second = Article("b", "en", first.paragraphs[:-1])
    assert [f.where.article for f in group([second, first], Words()).findings] == ["b"]


def test_an_edited_copy_of_a_whole_story_is_found_in_each_language() -> None:
    first = [told(1, lang, f"a.{lang}", paragraphs=12) for lang in ("vi", "de")]
    found = group(first + [Article(f"b.{a.lang}", a.lang, a.paragraphs[:-1]) for a in first], Words())
    assert sorted(len(s.versions) for s in found.stories) == [2, 2]
    assert len(found.findings) == 2


def test_articles_that_share_their_numbers_only_stay_apart() -> None:
    found = group([article("a", "en", "encat 2024 15 1930."), article("b", "de", "dedog 2024 15 1930.")], Words())
    assert len(found.stories) == 2


@pytest.mark.parametrize(
    "pile", [[], [told(1, "en")], [article("x", "ja")], [article("x", "ja", ""), article("y", "en", " ")]]
)
def test_piles_of_nearly_nothing_are_no_trouble(pile: list[Article]) -> None:
    assert len(group(pile, Words()).stories) == len(pile)


def test_notes_of_one_paragraph_are_grouped() -> None:
    pile = [told(topic, lang, paragraphs=1) for topic in range(5) for lang in LANGUAGES]
    assert len(group(pile, Words()).stories) == 5


def test_the_source_is_vietnamese_unless_told_otherwise() -> None:
    pile = [told(1, "en"), told(1, "vi"), told(2, "en"), told(2, "de")]
    assert [s.source for s in group(pile, Words()).stories] == ["vi", None]
    assert [s.source for s in group(pile, Words(), source="de").stories] == [None, "de"]


def test_a_story_is_named_after_the_common_part_of_its_files() -> None:
    pile = [told(1, "vi", "in/dan-van.vi.txt"), told(1, "de", "in/dan-van_de.html"), told(2, "en", "in/en/other.txt")]
    assert [s.id for s in group(pile, Words()).stories] == ["dan-van", "other"]


def test_stories_that_would_share_a_name_are_told_apart() -> None:
    found = group([told(1, "en", "a.txt"), told(2, "en", "a.md"), told(2, "de", "a.de.md")], Words())
    assert sorted(s.id for s in found.stories) == ["a", "a-2"]


def story(topic: int, *langs: Lang) -> Story:
    versions = {lang: told(topic, lang, f"{topic}.{lang}.txt") for lang in langs}
    return Story(str(topic), versions, langs[0])


def test_a_draft_goes_to_the_story_of_its_content_not_of_its_name() -> None:
    draft = Draft(told(2, "de", "1.de.draft-mt.txt"), "mt")
    found = attach([draft], [story(1, "vi", "de"), story(2, "vi", "de")], Words())
    assert [[d.system for d in s.drafts] for s in found.stories] == [[], ["mt"]]
    assert found.stories[1].drafts[0].source == "vi"
    assert found.findings == ()


def test_a_draft_between_two_equal_stories_goes_by_its_name() -> None:
    one = story(1, "vi", "de")
    twin = Story(
        "twin", {a.lang: Article(f"twin.{a.lang}.txt", a.lang, a.paragraphs) for a in one.versions.values()}, "vi"
    )
    for name in ("1", "twin"):
        found = attach([Draft(told(1, "de", f"drafts/mt/{name}.de.txt"), "mt")], [one, twin], Words())
        assert [s.id for s in found.stories if s.drafts] == [name]


def test_a_draft_by_a_system_with_a_stop_in_its_name_is_known_by_its_file_name_too() -> None:
    one = story(1, "vi", "de")
    twin = Story(
        "twin", {a.lang: Article(f"twin.{a.lang}.txt", a.lang, a.paragraphs) for a in one.versions.values()}, "vi"
    )
    for name in ("1", "twin"):
        found = attach([Draft(told(1, "de", f"{name}.de.draft-gpt-4.1.txt"), "gpt-4.1")], [one, twin], Words())
        assert [s.id for s in found.stories if s.drafts] == [name]


def test_ranking_a_pile_changes_no_other_and_ranking_again_changes_nothing() -> None:
    from corpora.pile import pile

    heap = pile([told(topic, lang) for topic in range(3) for lang in ("de", "en")], Words())
    pairs = heap.pairs()
    before = [heap.score(*pair) for pair in pairs]
    ranked = heap.ranked(pairs)
    once = [ranked.score(*pair) for pair in pairs]
    assert once != before
    assert [heap.score(*pair) for pair in pairs] == before
    assert [ranked.ranked(pairs).score(*pair) for pair in pairs] == once


def test_many_files_of_one_name_are_numbered() -> None:
    names = [s.id for s in group([told(n, "en", f"{n}/de/a.txt") for n in range(40)], Words()).stories]
    assert sorted(names, key=lambda name: int(name[2:] or 1)) == ["a", *(f"a-{n}" for n in range(2, 41))]


def test_many_drafts_of_one_story_all_find_it() -> None:
    drafts = [Draft(told(1, lang, f"{n}.{lang}"), f"s{n}", "en") for n in range(9) for lang in ("de", "ja")]
    found = attach(drafts, [story(1, "vi", "de", "ja", "en"), story(2, "vi", "de")], Words())
    assert [len(s.drafts) for s in found.stories] == [18, 0]
    assert {d.source for d in found.stories[0].drafts} == {"en"}


def test_a_draft_without_a_reference_is_attached_with_a_finding() -> None:
    found = attach([Draft(told(1, "ja", "1.ja.draft-mt.txt"), "mt")], [story(1, "vi", "de")], Words())
    assert len(found.stories[0].drafts) == 1
    (finding,) = found.findings
    assert (finding.code, finding.where.article, finding.story) == ("D101", "1.ja.draft-mt.txt", "1")
    assert "no Japanese version" in finding.message


@pytest.mark.parametrize("stories", [[], [story(1, "vi", "de")]])
def test_a_draft_of_no_story_is_a_finding_and_is_attached_to_nothing(stories: list[Story]) -> None:
    found = attach([Draft(told(7, "de", "7.de.draft-mt.txt"), "mt")], stories, Words())
    assert not any(s.drafts for s in found.stories)
    assert [(f.code, f.where.article) for f in found.findings] == [("D101", "7.de.draft-mt.txt")]


def test_the_index_finds_nearly_all_that_looking_at_every_pair_finds() -> None:
    chance = np.random.default_rng(1)
    centres = chance.standard_normal((EXACT // 2, 32)).astype(np.float32)
    vectors = np.repeat(centres, 3, axis=0) + 0.4 * chance.standard_normal((EXACT // 2 * 3, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    groups = np.arange(len(vectors)) % 3
    found = nearest(vectors, groups, 1)
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1)
    wanted = np.stack([np.where(groups == g, cosines, -1).argmax(axis=1) for g in range(3)], axis=1)
    partners = groups[:, None] != np.arange(3)
    assert (found.indices[:, :, 0] == wanted)[partners].mean() > 0.98


def test_the_packaged_samples_fall_into_their_stories_without_their_names() -> None:
    from corpora.vectors.static import load

    files = [p for p in sorted(SAMPLES.glob("*/*.txt")) if p.stem.rpartition(".")[2] in LANGUAGES]
    random.Random(1).shuffle(files)
    pile = [
        article(
            str(number), path.stem.rpartition(".")[2], *filter(str.strip, path.read_text(encoding="utf-8").splitlines())
        )
        for number, path in enumerate(files)
    ]
    wanted: dict[str, set[str]] = {}
    for number, path in enumerate(files):
        wanted.setdefault(path.parent.name, set()).add(str(number))
    assert groups(group(pile, load())) == {frozenset(ids) for ids in wanted.values()}


@pytest.fixture
def data() -> Path:
    folder = os.environ.get("KHEO_DATA")
    if not folder:
        pytest.skip("needs KHEO_DATA, the folder of the shared data")
    return Path(folder)


def test_real_articles_on_one_subject_are_told_apart_by_content(data: Path) -> None:
    from corpora.vectors.static import load

    pile, gold = [], {}
    for number, path in enumerate(sorted((data / "articles").glob("*.txt"))):
        name, _, lang = path.stem.rpartition(".")
        gold.setdefault(name, set()).add(str(number))
        pile.append(article(str(number), lang, *filter(str.strip, path.read_text(encoding="utf-8").splitlines())))
    assert groups(group(pile, load())) == {frozenset(ids) for ids in gold.values()}


def test_shuffled_news_without_names_is_grouped_again(data: Path) -> None:
    import json

    from corpora.vectors.static import load

    lines = (data / "ntrex" / "segments-dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = [(r["id"], lang, [s[lang] for s in r["segments"]]) for r in map(json.loads, lines) for lang in LANGUAGES]
    random.Random(0).shuffle(records)
    pile = [article(str(number), lang, *texts) for number, (_, lang, texts) in enumerate(records)]
    documents: dict[str, list[str]] = {}
    for number, (document, _, _) in enumerate(records):
        documents.setdefault(document, []).append(str(number))
    wanted = {frozenset(p) for ids in documents.values() for p in itertools.combinations(ids, 2)}
    found = {frozenset(p) for ids in groups(group(pile, load())) for p in itertools.combinations(ids, 2)}
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) > 0.99
