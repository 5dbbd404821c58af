"""Term findings: what is said, where, and above all what is not said."""

from collections.abc import Mapping

import pytest

from corpora.alignment import Alignment, Unit
from corpora.article import Article, Paragraph, Role, Story
from corpora.finding import Finding
from glossary.checking import check, needed, rendered
from glossary.concept import Concept, Glossary, Status, Term
from glossary.inflection import correct
from glossary.matching import Matcher

GLOSSARY = Glossary(
    {
        concept.id: concept
        for concept in (
            Concept(
                "kheo",
                (
                    Term("dân vận khéo", "vi", Status.PREFERRED),
                    Term("skilful mass mobilization", "en", Status.PREFERRED),
                    Term("geschickte Massenmobilisierung", "de", Status.PREFERRED),
                    Term("qualifizierte Massenmobilisierung", "de", Status.DEPRECATED, "misread"),
                    Term("kompetente Massenmobilisierung", "de", Status.DEPRECATED),
                    Term("巧みな大衆動員", "ja", Status.PREFERRED),
                ),
            ),
            Concept(
                "dan-van",
                (
                    Term("dân vận", "vi", Status.PREFERRED),
                    Term("mass mobilization", "en", Status.PREFERRED),
                    Term("Massenmobilisierung", "de", Status.PREFERRED),
                    Term("大衆動員", "ja", Status.PREFERRED),
                ),
            ),
            Concept(
                "co-quan",
                (
                    Term("cơ quan nhà nước", "vi", Status.PREFERRED),
                    Term("state agency", "en", Status.PREFERRED),
                    Term("staatliche Stelle", "de", Status.PREFERRED),
                    Term("staatliche Behörde", "de", Status.ADMITTED),
                    Term("Agentur", "de", Status.DEPRECATED),
                    Term("国家機関", "ja", Status.PREFERRED),
                ),
            ),
            Concept(
                "chinh-sach",
                (
                    Term("chính sách", "vi", Status.PREFERRED),
                    Term("policy", "en", Status.PREFERRED),
                    Term("Politik", "de", Status.PREFERRED),
                    Term("Richtlinie", "de", Status.DEPRECATED),
                ),
            ),
            Concept("chi-thi", (Term("chỉ thị", "vi", Status.PREFERRED), Term("Richtlinie", "de", Status.PREFERRED))),
            Concept("lon", (Term("Pöbel", "de", Status.FORBIDDEN), Term("Volk", "de", Status.PREFERRED))),
        )
    }
)


def findings(
    versions: Mapping[str, list[str]],
    *,
    source: str | None = "vi",
    roles: Mapping[int, Role] | None = None,
    **unit: object,
) -> list[Finding]:
    """Paragraphs of the same index are a unit."""
    articles = {
        lang: Article(
            f"x.{lang}",
            lang,
            tuple(Paragraph(t, i, (roles or {}).get(i, Role.BODY), line=i + 1) for i, t in enumerate(texts)),
        )
        for lang, texts in versions.items()
    }
    story = Story("x", articles, source if source in articles else None)
    count = max(len(texts) for texts in versions.values())
    units = tuple(
        Unit(
            {lang: (i,) if i < len(texts) and texts[i] else () for lang, texts in versions.items()},
            **{"confidence": 1.0, **unit},  # type: ignore[arg-type]
        )
        for i in range(count)
    )
    matcher = Matcher(GLOSSARY)
    occurrences = [o for article in articles.values() for o in matcher.find(article)]
    return list(check(story, Alignment(units, {}, "by hand"), GLOSSARY, occurrences))


def codes(*args: object, **options: object) -> list[str]:
    return [finding.code for finding in findings(*args, **options)]  # type: ignore[arg-type]


def test_a_concept_goes_by_its_agreed_term_in_the_first_language_that_has_one() -> None:
    bad = Term("Pöbel", "de", Status.FORBIDDEN)
    agreed = Term("people", "en", Status.ADMITTED), Term("popolo", "eo", Status.PREFERRED)
    assert Concept("lon", (bad, *agreed)).name == "people"
    assert Concept("lon", (bad, agreed[1])).name == "popolo"
    assert Concept("lon", (bad,)).name == "lon"


def test_statuses_rank_from_preferred_to_forbidden() -> None:
    assert [status.rank for status in Status] == [0, 1, 2, 3]
    assert [status.agreed for status in Status] == [True, True, False, False]


def test_what_the_source_names_and_a_version_does_not_is_missing() -> None:
    (finding,) = findings({"vi": ["Mô hình dân vận khéo ở xã."], "de": ["Ein Vorbild in der Gemeinde."]})
    assert finding.code == "T101"
    assert (finding.where.article, finding.where.paragraph, finding.where.span, finding.where.line) == (
        "x.de",
        0,
        None,
        1,
    )
    assert finding.message == (
        "“dân vận khéo” has no term here: the Vietnamese source says “dân vận khéo”; "
        "write “geschickte Massenmobilisierung” (lemma)"
    )
    assert finding.suggestion == "geschickte Massenmobilisierung"
    assert [(place.article, place.span) for place in finding.related] == [("x.vi", (8, 20))]


@pytest.mark.parametrize(
    "text",
    [
        "Modelle der „Geschickten Massenmobilisierung“ wurden geehrt.",
        "Die geschickte Massenmobilisierungsarbeit wurde gelobt.",
        "Die geschickte Massen-Mobilisierung wurde gelobt.",
    ],
)
def test_an_inflected_or_compounded_form_is_no_fault(text: str) -> None:
    assert codes({"vi": ["Mô hình dân vận khéo ở xã."], "de": [text]}) == []


def test_a_concept_inside_a_larger_concepts_term_is_rendered_there() -> None:
    vi = "Công tác dân vận và dân vận khéo."
    assert codes({"vi": [vi], "de": ["Die geschickte Massenmobilisierung."]}) == []


def test_a_concept_inside_a_larger_one_of_the_source_is_not_asked_for() -> None:
    assert [f.concept for f in findings({"vi": ["Phong trào dân vận khéo."], "de": ["Die Bewegung."]})] == ["kheo"]


def test_a_thing_named_once_may_be_taken_up_by_a_pronoun() -> None:
    vi = "Cơ quan nhà nước họp. Cơ quan nhà nước ấy quyết định."
    assert codes({"vi": [vi], "de": ["Die staatliche Stelle tagte. Sie entschied."]}) == []


def test_needed_and_rendered_count_disjoint_places() -> None:
    matcher = Matcher(GLOSSARY)
    vi = matcher.find_text("dân vận khéo, dân vận khéo và dân vận", "vi")
    assert (needed(vi, "kheo"), needed(vi, "dan-van")) == (2, 1)
    de = matcher.find_text("geschickte Massenmobilisierung und Massenmobilisierung", "de")
    assert (rendered(de, "kheo"), rendered(de, "dan-van")) == (1, 2)


def test_a_deprecated_rendering_is_not_missing_as_well() -> None:
    found = findings({"vi": ["Mô hình dân vận khéo."], "de": ["Modelle der qualifizierten Massenmobilisierung."]})
    assert [f.code for f in found] == ["T102"]
    assert found[0].where.span == (12, 46)
    assert found[0].suggestion == "geschickten Massenmobilisierung"
    assert found[0].message == (
        "“qualifizierten Massenmobilisierung” is a deprecated term for “dân vận khéo” (misread); "
        "write “geschickten Massenmobilisierung”"
    )


def test_nothing_is_missing_where_the_version_lacks_the_unit_or_it_moved_or_is_uncertain() -> None:
    vi, de = ["Mô hình dân vận khéo ở xã."], ["Ein Vorbild."]
    assert codes({"vi": vi, "de": [""]}) == []
    assert codes({"vi": vi, "de": de}, moved=("de",)) == []
    assert codes({"vi": vi, "de": de}, confidence=0.3) == []


def test_a_title_may_be_free_where_the_text_has_the_term() -> None:
    vi, roles = ["Dân vận khéo ở xã", "Mô hình dân vận khéo."], {0: Role.TITLE}
    assert codes({"vi": vi, "de": ["Ein Vorbild", "Geschickte Massenmobilisierung."]}, roles=roles) == []
    assert [f.where.paragraph for f in findings({"vi": vi, "de": ["Ein Vorbild", "Ein Modell."]}, roles=roles)] == [1]
    assert codes({"vi": vi[:1], "de": ["Ein Vorbild"]}, roles=roles) == ["T101"]


def test_without_a_source_the_other_versions_vote() -> None:
    en, ja = ["Skilful mass mobilization."], ["巧みな大衆動員。"]
    (finding,) = findings({"en": en, "ja": ja, "de": ["Ein Vorbild."]})
    assert (finding.code, finding.where.lang) == ("T101", "de")
    assert "no source version, but 2 of 2 other versions say “Skilful mass mobilization” (English)" in finding.message
    assert codes({"en": en, "de": ["Ein Vorbild."]}) == []


def test_a_concept_without_a_term_in_the_language_is_not_asked_for() -> None:
    assert codes({"vi": ["Chỉ thị mới."], "ja": ["新しい文書。"]}) == []


def test_a_lone_article_is_checked_for_deprecated_forbidden_and_inconsistent_terms() -> None:
    de = ["Geschickte Massenmobilisierung.", "Kompetente Massenmobilisierung.", "Der Pöbel."]
    found = findings({"de": de})
    assert [(f.code, f.where.paragraph) for f in found] == [("T102", 1), ("T104", 1), ("T103", 2)]
    assert found[2].suggestion == "Volk"


def test_a_word_that_another_concept_owns_is_left_alone_unless_the_source_decides() -> None:
    assert codes({"de": ["Die Richtlinie gilt."]}) == []
    assert codes({"vi": ["Chỉ thị có hiệu lực."], "de": ["Die Richtlinie gilt."]}) == []
    assert codes({"vi": ["Chính sách có hiệu lực."], "de": ["Die Richtlinie gilt."]}) == ["T102"]


def test_a_short_deprecated_word_inside_a_compound_needs_the_source() -> None:
    assert codes({"de": ["Die Presseagenturen melden."]}) == []
    assert codes({"vi": ["Báo chí đưa tin."], "de": ["Die Agentur meldet."]}) == []
    assert codes({"vi": ["Cơ quan nhà nước đưa tin."], "de": ["Die Agentur meldet."]}) == ["T102"]
    assert codes({"de": ["Die Agentur meldet."]}) == ["T102"]


def test_an_article_that_renders_a_concept_in_several_ways_is_told_once() -> None:
    de = ["Geschickte Massenmobilisierung, geschickte Massenmobilisierung.", "Qualifizierte Massenmobilisierung."]
    (finding,) = [f for f in findings({"de": de}) if f.code == "T104"]
    assert (finding.where.paragraph, finding.where.span) == (1, (0, 33))
    assert finding.message == (
        "“dân vận khéo” is rendered in 2 ways in this article: “geschickte Massenmobilisierung” (2), "
        "“qualifizierte Massenmobilisierung” (1, deprecated)"
    )
    assert [place.paragraph for place in finding.related] == [0]


def test_agreed_variants_and_inflected_forms_are_no_inconsistency() -> None:
    de = ["Die staatliche Stelle und die staatlichen Stellen.", "Eine staatliche Behörde, staatlicher Behörden."]
    assert codes({"de": de}) == []


@pytest.mark.parametrize(
    ("lang", "better", "worse", "found", "written"),
    [
        (
            "de",
            "geschickte Massenmobilisierung",
            "qualifizierte Massenmobilisierung",
            "Qualifizierter Massenmobilisierung",
            "Geschickter Massenmobilisierung",
        ),
        (
            "de",
            "geschickte Massenmobilisierung",
            "qualifizierte Massenmobilisierung",
            "qualifizierten Massenmobilisierungen",
            "geschickten Massenmobilisierungen",
        ),
        ("de", "Wettbewerbsbewegung", "Nachahmerbewegung", "Nachahmerbewegungen", "Wettbewerbsbewegungen"),
        ("de", "amtliches Schreiben", "offizielle Depesche", "offiziellen Depesche", "amtliches Schreiben"),
        ("en", "person with disabilities", "handicapped person", "handicapped persons", "persons with disabilities"),
        (
            "en",
            "skilful mass mobilization",
            "smart mass mobilization",
            "Smart Mass Mobilization",
            "Skilful Mass Mobilization",
        ),
        ("ja", "各級", "各クラス", "各クラス", "各級"),
    ],
)
def test_a_suggestion_takes_the_form_it_replaces_where_that_is_safe(
    lang: str, better: str, worse: str, found: str, written: str
) -> None:
    new, old = Term(better, lang, Status.PREFERRED), Term(worse, lang, Status.DEPRECATED)
    assert correct(new, old, f"… {found}", (2, 2 + len(found))).text == written


def test_an_untranslated_paragraph_misses_no_term() -> None:
    vi = "Đây là câu chuyện của một xã về mô hình dân vận khéo."
    english = "This is the story of a commune that has been praised for what it does."
    assert codes({"vi": [vi], "de": [english]}) == []
    assert codes({"vi": [vi], "de": ["Das ist die Geschichte einer Gemeinde, die gelobt wird."]}) == ["T101"]
