"""Mentions that a version renders less often than the source has them, sentence by sentence."""

import re
from collections.abc import Mapping, Sequence

import pytest

from corpora.alignment import Alignment, Column, Sentence, Unit
from corpora.article import Article, Paragraph, Story
from corpora.finding import Finding, Place
from glossary.checking import check
from glossary.concept import Concept, Glossary, Status, Term
from glossary.matching import Matcher, Occurrence


def concept(name: str, **terms: str) -> Concept:
    listed = [Term(text.strip(), lang, Status.PREFERRED) for lang, texts in terms.items() for text in texts.split(",")]
    return Concept(name, tuple(listed))


VULNERABILITY = concept("vulnerability", en="vulnerability", de="Sicherheitslücke", ja="脆弱性")
RELEASE = concept("release", en="release", de="Veröffentlichung")


class Says:
    """Renderings that finds the first of some words which is not to be avoided, whatever it is asked for."""

    def __init__(self, *words: str) -> None:
        self.words, self.asked = words, list[list[str]]()

    def instead(self, source: Sequence[Occurrence], lang: str, avoid: Sequence[Place] = ()) -> Place | None:
        self.asked.append([f"{o.form}@{o.where.span[0] if o.where.span else ''}" for o in source])
        for word in self.words:
            for match in re.finditer(re.escape(word), TEXT[lang]):
                place = Place(f"x.{lang}", lang, 0, match.span())
                if all(place.span != other.span for other in avoid):
                    return place
        return None


TEXT: dict[str, str] = {}


def findings(
    versions: Mapping[str, Sequence[str]],
    says: Says | None,
    *concepts: Concept,
    source: str | None = "en",
    paired: bool = True,
) -> tuple[Finding, ...]:
    """Each version is one paragraph; its sentences are aligned one by one."""
    TEXT.clear()
    TEXT.update({lang: " ".join(sentences) for lang, sentences in versions.items()})
    spans: dict[str, list[Sentence]] = {}
    for lang, sentences in versions.items():
        start = 0
        for sentence in sentences:
            spans.setdefault(lang, []).append(Sentence(0, start, start + len(sentence) + 1))
            start += len(sentence) + 1
    count = max(map(len, versions.values()))
    columns = tuple(Column({lang: tuple(at[i : i + 1]) for lang, at in spans.items()}) for i in range(count))
    story = Story("x", {lang: Article(f"x.{lang}", lang, (Paragraph(TEXT[lang], 0),)) for lang in versions}, source)
    unit = Unit(dict.fromkeys(versions, (0,)), 1.0, columns=columns if paired else ())
    glossary = Glossary({each.id: each for each in concepts or (VULNERABILITY,)})
    return check(story, Alignment((unit,), {}, "by hand"), glossary, Matcher(glossary).find_all(story), renderings=says)


EN = ["A vulnerability was found.", "The vulnerability is old."]


def test_another_word_in_the_sentence_without_a_rendering_is_missing_there() -> None:
    says = Says("Sicherheitsproblem")
    (finding,) = findings(
        {"en": EN, "de": ["Eine Sicherheitslücke wurde gefunden.", "Das Sicherheitsproblem ist alt."]}, says
    )
    assert (finding.code, finding.severity.value) == ("T101", "warning")
    assert finding.message.startswith(
        "“vulnerability” is rendered 1 of 2 times: the English source says “vulnerability” (2 times); "
        "“Sicherheitsproblem” stands in the other place instead; write “"
    )
    assert "Sicherheitslücke" in finding.suggestion
    assert TEXT["de"][slice(*(finding.where.span or (0, 0)))].endswith("Sicherheitsproblem")
    assert says.asked == [["vulnerability@31"]]  # only the mention that is left over


def test_a_pronoun_or_a_word_that_nobody_is_sure_of_is_no_finding() -> None:
    assert findings({"en": EN, "de": ["Eine Sicherheitslücke wurde gefunden.", "Sie ist alt."]}, Says("Fehler")) == ()


def test_a_word_in_another_sentence_is_not_what_stands_in_this_one() -> None:
    de = ["Eine Sicherheitslücke wurde mit einem Fehler gefunden.", "Sie ist alt."]
    assert findings({"en": EN, "de": de}, Says("Fehler")) == ()
    assert len(findings({"en": EN, "de": [de[0], "Der Schaden ist alt."]}, Says("Schaden"))) == 1


def test_a_rendering_that_moved_to_the_next_sentence_makes_up_for_it() -> None:
    en = [*EN, "It was seen.", "The vulnerability was mended."]
    de = ["Eine Sicherheitslücke war da.", "Das Ding ist alt.", "Die Sicherheitslücke fiel auf.", "Sie ist weg."]
    assert findings({"en": en, "de": de}, Says("Ding")) == ()
    en[2] = "The vulnerability was seen."
    assert len(findings({"en": en, "de": de}, Says("Ding"))) == 1


def test_the_second_mention_of_one_sentence_is_looked_for_beside_the_first() -> None:
    versions = {"en": ["A release before the release."], "de": ["Eine Veröffentlichung vor der Freigabe."]}
    says = Says("Veröffentlichung", "Freigabe")
    (finding,) = findings(versions, says, RELEASE)
    assert says.asked == [["release@21"]]  # the last one is the likeliest to be said otherwise
    assert "“Freigabe” stands in the other place" in finding.message


def test_no_more_is_told_than_lacks() -> None:
    en, de = (
        [*EN, "Yes.", "No.", "So."],
        ["Das Problem ist da.", "Der Fehler ist alt.", "Ja.", "Nein.", "Sicherheitslücke."],
    )
    assert len(findings({"en": en, "de": de}, Says("Problem", "Fehler"))) == 1


@pytest.mark.parametrize(
    "word",
    [
        "Sicherheitslückenproblem",  # has the term in it
        "Lücke",  # is a part of the term
        "Sicherheitslückchen",  # is of its stem
        "`problem_of`",  # is code
        "(Schwäche)",  # explains
    ],
)
def test_a_form_of_the_term_code_and_a_gloss_are_no_other_word(word: str) -> None:
    de = ["Eine Sicherheitslücke wurde gefunden.", f"Hier ist {word} zu sehen."]
    assert findings({"en": EN, "de": de}, Says(word.strip("`()"))) == ()


def test_what_renders_another_concept_of_the_sentence_is_no_other_word() -> None:
    en, error = [EN[0], "The vulnerability is an error."], concept("error", en="error", de="Fehler")
    versions = {"en": en, "de": ["Eine Sicherheitslücke wurde gefunden.", "Das Ding ist ein Fehler."]}
    assert findings(versions, Says("Fehler"), VULNERABILITY, error) == ()
    assert [f.concept for f in findings(versions, Says("Ding"), VULNERABILITY, error)] == ["vulnerability"]


def test_without_sentences_or_without_anybody_to_ask_a_second_mention_may_be_a_pronoun() -> None:
    versions = {"en": EN, "de": ["Eine Sicherheitslücke wurde gefunden.", "Das Sicherheitsproblem ist alt."]}
    assert findings(versions, None) == ()
    assert findings(versions, Says("Sicherheitsproblem"), paired=False) == ()


def test_without_a_source_the_versions_vote_sentence_by_sentence() -> None:
    de = ["Eine Sicherheitslücke wurde gefunden.", "Das Sicherheitsproblem ist alt."]
    versions = {"en": EN, "de": de, "ja": ["脆弱性が見つかった。", "この脆弱性は古い。"]}
    (finding,) = findings(versions, Says("Sicherheitsproblem"), source=None)
    assert "is rendered 1 of 2 times: no source version, but 2 of 2 other versions say" in finding.message
    alone = {"en": [*EN, "Yes."], "de": [*de, "Ja."], "ja": ["脆弱性が見つかった。", "それは古い。", "脆弱性です。"]}
    assert findings(alone, Says("Sicherheitsproblem"), source=None) == ()


def test_the_sources_own_word_is_said_to_be_left_as_it_was() -> None:
    deprecated = concept("deprecated", en="deprecated", vi="không còn được khuyến nghị")
    versions = {"en": ["It is deprecated."], "vi": ["Nó đã bị deprecated."]}
    (finding,) = findings(versions, Says("deprecated"), deprecated)
    assert "; it is left in English there: “deprecated”; write “không còn được khuyến nghị”" in finding.message


def test_the_sources_own_word_that_is_the_term_but_for_its_capital_is_no_fault() -> None:
    ref = concept("ref", en="ref", de="Ref")
    assert findings({"en": ["Use the ref attribute."], "de": ["Nutze das Attribut ref."]}, None, ref) == ()
    assert len(findings({"en": ["Use the ref attribute."], "de": ["Nutze das Attribut reff."]}, None, ref)) == 1


def test_words_that_a_program_joins_are_a_name() -> None:
    mode = concept("mode", en="strict mode", de="strikter Modus")
    assert findings({"en": ["StrictMode helps."], "de": ["Es hilft."]}, None, mode) == ()
    assert len(findings({"en": ["Strict mode helps."], "de": ["Es hilft."]}, None, mode)) == 1
    script = concept("script", en="JavaScript", de="Javaskript")
    assert len(findings({"en": ["JavaScript helps."], "de": ["Es hilft."]}, None, script)) == 1


# Two concepts, one place

GUIDELINES = Concept(
    "guidelines", (Term("guideline", "en", Status.PREFERRED), Term("Richtlinie", "de", Status.PREFERRED))
)
POLICIES = Concept(
    "policies",
    (
        Term("policy", "en", Status.PREFERRED),
        Term("Politik", "de", Status.PREFERRED),
        Term("Richtlinie", "de", Status.ADMITTED),
    ),
)
PAIR = (POLICIES, GUIDELINES)


def merged(en: str, de: str, *, paired: bool = True, concepts: tuple[Concept, ...] = PAIR) -> list[tuple[str, str]]:
    said = findings({"en": en.split("|"), "de": de.split("|")}, None, *concepts, paired=paired)
    return [(f.code, f.concept) for f in said]


def test_one_word_for_two_concepts_that_both_admit_it_is_told_once() -> None:
    versions = {"en": ["The guidelines and policies of the year.", "New guidelines and policies."]}
    versions["de"] = ["Die Richtlinien des Jahres.", "Neue Richtlinien."]
    (finding,) = findings(versions, None, *PAIR)
    assert (finding.code, finding.concept, finding.where.span, finding.suggestion) == (
        "T106",
        "policies",
        (4, 15),
        "Politik",
    )
    assert finding.message == (
        "“policy” and “guideline” have one rendering in 2 places: “Richtlinien” stands for both; "
        "write “Politik” (lemma) for “policy”"
    )
    assert [(place.lang, place.span) for place in finding.related] == [
        ("en", (19, 27)),
        ("de", (33, 44)),
        ("en", (60, 68)),
    ]
    assert merged("The guidelines and policies.", "Die Richtlinien.", paired=False) == [("T106", "policies")]


def test_a_place_of_its_own_for_each_concept_is_enough() -> None:
    assert merged("The guidelines and policies.", "Die Richtlinien und die Politik.") == []
    assert merged("The guidelines and policies.", "Die Richtlinien und andere Richtlinien.") == []
    assert merged("The guidelines. |The policies.", "Die Richtlinien. |Die Richtlinien.") == []
    assert merged("The policies.", "Die Richtlinien.") == []


def test_concepts_give_way_to_each_other_as_far_as_they_can() -> None:
    one = concept("one", en="rule", de="Regel, Norm")
    two = concept("two", en="standard", de="Norm, Maß")
    three = concept("three", en="measure", de="Maß")
    said = "Rule, standard and measure."
    assert merged(said, "Regel, Norm, Maß.", concepts=(one, two, three)) == []
    assert merged(said, "Norm, Maß, Regel.", concepts=(three, two, one)) == []
    assert len(merged(said, "Norm und Maß.", concepts=(one, two, three))) == 1
    either = concept("either", en="rule", de="Norm, Regel")
    maker = concept("maker", en="measure", de="Maß, Norm")
    assert merged("Rule and measure.", "Norm und Regel.", concepts=(either, maker)) == []


def test_a_word_of_the_source_that_names_both_concepts_asks_for_one() -> None:
    both = concept("both", en="policy, course", de="Kurs, Richtlinie")
    assert merged("The policy.", "Die Richtlinie.", concepts=(POLICIES, both)) == []
    assert merged("The policy and the course.", "Die Richtlinie.", concepts=(POLICIES, both)) == []
    course = concept("course", en="course", de="Kurs, Richtlinie")
    assert len(merged("The policy and the course.", "Die Richtlinie.", concepts=(POLICIES, course))) == 1


def test_concepts_that_have_no_other_term_are_left_to_share_it() -> None:
    same = concept("same", en="directive", de="Richtlinie")
    assert merged("The guidelines and directives.", "Die Richtlinien.", concepts=(GUIDELINES, same)) == []


def test_what_stands_only_inside_another_name_and_what_is_told_already_is_not_merged() -> None:
    committee = Concept(
        "committee",
        (
            Term("committee", "en", Status.PREFERRED),
            Term("Komitee", "de", Status.PREFERRED),
            Term("Rat", "de", Status.ADMITTED),
        ),
    )
    council = concept("council", en="council committee", de="Rat")
    versions = {"en": ["The council committee met."], "de": ["Der Rat tagte."], "ja": ["It met."]}
    assert findings(versions, None, committee, council) == ()
    assert len(merged("The committee met the council committee.", "Der Rat tagte.", concepts=(committee, council))) == 1


def test_a_deprecated_word_that_two_concepts_have_is_told_as_such() -> None:
    depeche = Concept("a", (Term("letter", "en", Status.PREFERRED), Term("Brief", "de", Status.PREFERRED), OLD))
    wire = Concept("b", (Term("wire", "en", Status.PREFERRED), Term("Telegramm", "de", Status.PREFERRED), OLD))
    assert "T106" not in [code for code, _ in merged("Letter and wire.", "Eine Depesche.", concepts=(depeche, wire))]


OLD = Term("Depesche", "de", Status.DEPRECATED)


# Headings that were left as they are

DOWNLOAD = concept("download", en="download", de="Herunterladen", ja="ダウンロード")


def left(heading: str, *, ja: str = "", more: str = "") -> list[str]:
    versions = {"en": [heading], "de": [heading + more], **({"ja": [ja]} if ja else {})}
    return [f.message.partition("; ")[2] for f in findings(versions, None, DOWNLOAD) if f.where.lang == "de"]


def test_a_heading_of_the_source_that_is_left_as_it_is_is_told_at_its_place() -> None:
    (finding,) = findings({"en": ["Download"], "de": ["Download"]}, None, DOWNLOAD)
    assert (finding.code, finding.where.span, finding.suggestion) == ("T101", (0, 8), "Herunterladen")
    assert "it is left in English there: “Download”" in finding.message
    assert len(left("Downloads")) == 1


def test_a_name_a_sentence_and_a_heading_that_nobody_translated_are_left_alone() -> None:
    assert left("Download Center Berlin") == []  # most of it is none of the glossary's
    assert left("Download.") == []
    assert left("Download download download download download download") == []  # told as untranslated
    assert left("Download", ja="Download") == []
    assert len(left("Download", ja="ダウンロード")) == 1
