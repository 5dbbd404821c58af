"""Where terms stand in texts: inflected, compounded, shortened, and never inside another word."""

import json
import os
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Article, Paragraph
from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher, Occurrence, disjoint, length, longest
from glossary.renderings import count


def glossary(**terms: str) -> Glossary:
    """Concepts a, b, …; each `lang: term / term*`, an asterisk for deprecated."""
    return Glossary({concept: Concept(concept, tuple(_terms(text))) for concept, text in terms.items()})


def _terms(text: str) -> list[Term]:
    lang, _, listed = text.partition(": ")
    return [
        Term(term.rstrip("*"), lang, Status.DEPRECATED if term.endswith("*") else Status.PREFERRED)
        for term in listed.split(" / ")
    ]


def found(term: str, text: str, lang: str) -> list[str]:
    occurrences = Matcher(glossary(a=f"{lang}: {term}")).find_text(text, lang)
    return [text[slice(*occurrence.where.span)] for occurrence in occurrences]


@pytest.mark.parametrize(
    ("lang", "term", "text", "spans"),
    [
        (
            "de",
            "geschickte Massenmobilisierung",
            "Modelle der „Geschickten Massenmobilisierung“",
            ["Geschickten Massenmobilisierung"],
        ),
        (
            "de",
            "Ständiger Ausschuss",
            "des Ständigen Ausschusses; ständige Ausschüsse",
            ["Ständigen Ausschusses", "ständige Ausschüsse"],
        ),
        ("de", "Massenmobilisierung", "Die Massen-Mobilisierung", ["Massen-Mobilisierung"]),
        ("de", "Bezirksparteikomitee", "Bezirks-, Stadt- und Gemeindeparteikomitees", ["Bezirks-"]),
        ("de", "Lebensmittelsicherheit", "Lebensmittelhygiene und -sicherheit", ["-sicherheit"]),
        ("de", "Behörden auf allen Ebenen", "der Behörden\u00a0auf allen Ebenen", ["Behörden\u00a0auf allen Ebenen"]),
        ("de", "Vaterländische Front", "VATERLÄNDISCHE FRONT", ["VATERLÄNDISCHE FRONT"]),
        ("de", "oberste", "das oberste Ziel", ["oberste"]),
        ("en", "State agencies", "a state agency and the STATE AGENCIES’ staff", ["state agency", "STATE AGENCIES"]),
        ("en", "People's Committee", "the People’s Committees", ["People’s Committees"]),
        ("en", "socio-economic development", "socioeconomic development", ["socioeconomic development"]),
        ("en", "mass mobilization", "mass-mobilisation", ["mass-mobilisation"]),
        ("en", "serve the people", "serving the people", ["serving the people"]),
        ("en", "IT", "it is the IT", ["IT"]),
        ("vi", "hòa giải", "Hoà giải ở cơ sở", ["Hoà giải"]),
        ("vi", "kinh tế - xã hội", "phát triển kinh tế–xã hội", ["kinh tế–xã hội"]),
        ("vi", "MTTQ", "Ủy ban MTTQ", ["MTTQ"]),
        ("ja", "政治社会組織", "政治・社会組織と", ["政治・社会組織"]),
        ("ja", "取り組み", "この取組みは", ["取組み"]),
        ("ja", "取り組み", "手を取る。組みを見る。取組方は", ["取組"]),
        ("ja", "引っ越し", "引越しの日、引越業者が線を引く。越した。", ["引越し", "引越"]),
        ("ja", "受け入れ", "受け入れと受入れと受入国。受ける。入れる。", ["受け入れ", "受入れ", "受入"]),
        ("ja", "サーバー", "新しいｻｰﾊﾞを", ["ｻｰﾊﾞ"]),
    ],
)
def test_a_term_is_found_in_the_form_the_text_gives_it(lang: str, term: str, text: str, spans: list[str]) -> None:
    assert found(term, text, lang) == spans


@pytest.mark.parametrize(
    ("lang", "term", "text"),
    [
        ("de", "Last", "bei hoher Auslastung"),
        ("de", "Bruch", "ein Einbruch"),
        ("de", "Volk", "folgt dem volk"),
        ("de", "Ausschuss der Partei", "Ausschuss. Der Partei"),
        ("en", "party", "a partyline"),
        ("en", "art", "the start"),
        ("vi", "xã", "kinh tế - xã hội"),
        ("vi", "ban", "bàn việc"),
        ("ja", "社", "この会社は"),
        ("ja", "NA", "DNAを"),
    ],
)
def test_a_term_is_not_found_inside_another_word(lang: str, term: str, text: str) -> None:
    assert found(term, text, lang) == []


def test_the_span_is_the_part_of_a_compound_and_the_form_the_whole_word() -> None:
    (occurrence,) = Matcher(glossary(a="de: Massenmobilisierung")).find_text("die Massenmobilisierungsarbeit", "de")
    assert occurrence.where.span == (4, 23)
    assert occurrence.form == "Massenmobilisierungsarbeit"


def test_a_decomposed_text_is_found_at_its_own_offsets() -> None:
    text = unicodedata.normalize("NFD", "Đây là Mặt trận Tổ quốc đó")
    assert [unicodedata.normalize("NFC", x) for x in found("Mặt trận Tổ quốc", text, "vi")] == ["Mặt trận Tổ quốc"]


def test_an_occurrence_says_where_it_stands() -> None:
    article = Article("x.de", "de", (Paragraph("Titel", 0, line=1), Paragraph("Das Komitee", 1, line=3)))
    (occurrence,) = Matcher(glossary(a="de: Komitee")).find(article)
    where = occurrence.where
    assert (where.article, where.lang, where.paragraph, where.span, where.line) == ("x.de", "de", 1, (4, 11), 3)


def test_of_a_concepts_terms_at_one_place_the_closest_is_taken() -> None:
    matcher = Matcher(glossary(a="de: Beamter* / Beamte"))
    assert [o.term.text for o in matcher.find_text("die Beamte und der Beamter", "de")] == ["Beamte", "Beamter"]


def test_the_longest_match_silences_what_is_nested_in_it() -> None:
    matcher = Matcher(glossary(a="de: Komitee", b="de: Komitee der Partei", c="de: Partei"))
    everything = matcher.find_text("Das Komitee der Partei und die Partei", "de")
    assert [o.concept for o in everything] == ["b", "a", "c", "c"]
    assert [o.concept for o in longest(everything)] == ["b", "c"]


@pytest.mark.parametrize(
    ("lang", "term", "text"),
    [
        ("de", "gesellschaftliche Kritik", "gesellschaftliche Aufsicht und Kritik"),
        ("de", "ethnische Minderheiten", "der ethnischen und religiösen Minderheiten"),
        ("en", "state agency", "state authorities and agencies"),
    ],
)
def test_a_coordinated_word_may_stand_inside_a_term_but_such_a_place_silences_nothing(
    lang: str, term: str, text: str
) -> None:
    (occurrence,) = Matcher(glossary(a=f"{lang}: {term}")).find_text(text, lang)
    assert occurrence.interrupted
    assert longest([occurrence]) == ()


def test_only_one_coordinated_word_may_stand_inside_a_term() -> None:
    assert found("gesellschaftliche Kritik", "gesellschaftliche Aufsicht der Partei und Kritik", "de") == []
    assert found("gesellschaftliche Kritik", "gesellschaftliche Aufsicht, dann Kritik", "de") == []


def test_homographs_at_one_place_both_stay() -> None:
    matcher = Matcher(glossary(a="de: Richtlinie", b="de: Richtlinie"))
    assert [o.concept for o in longest(matcher.find_text("die Richtlinien", "de"))] == ["a", "b"]


def test_renderings_are_counted_with_their_forms() -> None:
    matcher = Matcher(glossary(a="de: Komitee / Ausschuss*"))
    found_ = count(matcher.find_text("Komitee, Komitees, Ausschüsse, Komitees", "de"))
    assert [(r.term, r.status, r.count, dict(r.forms)) for r in found_] == [
        ("Komitee", Status.PREFERRED, 3, {"Komitees": 2, "Komitee": 1}),
        ("Ausschuss", Status.DEPRECATED, 1, {"Ausschüsse": 1}),
    ]


TERMS = ["Komitee", "Parteikomitee", "Komitee der Partei", "Partei", "geschickte Leute", "Leute", "Amt"]
TEXTS = st.lists(
    st.sampled_from(
        [
            *TERMS,
            "Komitees",
            "Provinzparteikomitees",
            "geschickten",
            "Leuten",
            "Bezirks-",
            "und",
            ",",
            ".",
            "der",
            "Ämter",
            "Straße",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(TEXTS)
def test_what_is_found_stands_there_in_reading_order_and_is_found_again(text: str) -> None:
    matcher = Matcher(glossary(**{f"c{i}": f"de: {term}" for i, term in enumerate(TERMS)}))
    occurrences = matcher.find_text(text, "de")
    spans = [o.where.span for o in occurrences]
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    for occurrence in occurrences:
        start, end = occurrence.where.span
        assert text[start:end] in occurrence.form or occurrence.form.startswith(text[start:end])
        again = matcher.find_text(occurrence.form, "de")
        assert occurrence.concept in {o.concept for o in again}


@given(TEXTS)
def test_the_longest_matches_and_the_disjoint_ones_do_not_overlap(text: str) -> None:
    matcher = Matcher(glossary(**{f"c{i}": f"de: {term}" for i, term in enumerate(TERMS)}))
    occurrences = matcher.find_text(text, "de")
    kept = longest(occurrences)
    spans = sorted({o.where.span for o in kept})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for silent in {o for o in occurrences if not o.interrupted} - set(kept):
        assert any(_overlap(silent, other) and length(other) >= length(silent) for other in kept)
    side = [o.where.span for o in disjoint(occurrences)]
    assert all(one[1] <= other[0] for one, other in pairwise(side))
    assert len(side) >= len(spans)


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    return one.where.span[0] < other.where.span[1] and other.where.span[0] < one.where.span[1]


def test_german_terms_of_the_terminology_task_are_found_in_their_references() -> None:
    if "KHEO_DATA" not in os.environ:
        pytest.skip("needs KHEO_DATA, the folder of the shared data")
    path = Path(os.environ["KHEO_DATA"]) / "terminology" / "wmt25-ende-dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [(term, row["de"]) for row in rows for term in row["proper"].values()]
    hits = sum(bool(found(term, text, "de")) for term, text in pairs)
    assert len(pairs) == 271
    assert hits / len(pairs) >= 0.97


def test_every_rendering_of_the_real_articles_is_found() -> None:
    if "KHEO_DATA" not in os.environ:
        pytest.skip("needs KHEO_DATA, the folder of the shared data")
    matcher = Matcher(
        Glossary(
            {
                "a": Concept(
                    "a",
                    (
                        *_terms("de: geschickte Massenmobilisierung / kompetente Massenmobilisierung"),
                        *_terms("de: gezielte Massenmobilisierung / qualifizierte Massenmobilisierung"),
                        *_terms("de: Mobilisierung qualifizierter Arbeitskräfte / Mobilisierung qualifizierter Massen"),
                        *_terms("en: skilled mass mobilization / skillful mass mobilization"),
                        *_terms("ja: 熟練した大衆動員 / 効果的な大衆動員"),
                    ),
                )
            }
        )
    )
    counts = {"de": 0, "en": 0, "ja": 0}
    for path in (Path(os.environ["KHEO_DATA"]) / "articles").glob("*.txt"):
        lang = path.stem[-2:]
        counts[lang] += len(matcher.find_text(path.read_text(encoding="utf-8"), lang))
    assert counts == {"de": 17, "en": 4, "ja": 4}
