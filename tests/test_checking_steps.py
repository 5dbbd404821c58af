"""What each step of checking says and leaves unsaid: gaps, merged terms, names, consistency in an article and in a corpus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from corpora.alignment import Alignment, Unit
from corpora.article import Article, Mark, MarkKind, Paragraph, Role, Story
from corpora.finding import Finding, Place
from glossary.checking import check, check_corpus
from glossary.concept import Concept, Glossary, PartOfSpeech, Status, Term
from glossary.matching import Matcher, Occurrence

PREFERRED, ADMITTED, DEPRECATED = Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED


def concept(name: str, *, keep: bool = False, **terms: str) -> Concept:
    """Terms by language, with commas between them; ~ marks an admitted one, ! a deprecated one."""
    marks = {"~": ADMITTED, "!": DEPRECATED}
    parts = [(lang, text.strip()) for lang, texts in terms.items() for text in texts.split(",")]
    listed = (Term(text.lstrip("~!"), lang, marks.get(text[0], PREFERRED)) for lang, text in parts)
    return Concept(name, tuple(listed), do_not_translate=keep)


SERVANTS = concept("servants", vi="công chức", en="civil servant", de="Beamter, ~Beamte", ja="公務員")
EMPLOYEES = concept("employees", vi="viên chức", en="public employee", de="öffentlicher Angestellter", ja="準公務員")
GUIDELINES = concept("guidelines", en="guideline", de="Leitlinie, ~Richtlinie")
POLICIES = concept("policies", en="policy", de="Politik")
DISPATCH = concept("dispatch", en="Official Dispatch", de="amtliches Schreiben, !offizielle Depesche", ja="公文書")
FRONT = concept(
    "front",
    en="Fatherland Front, ~Vietnam Fatherland Front",
    de="Vaterländische Front, ~Vietnamesische Vaterländische Front, !Heimatfront",
)
DEFENCE = concept("defence", en="national defence", de="Landesverteidigung, ~nationale Verteidigung")
VULNERABILITY = concept("vulnerability", en="vulnerability", de="Sicherheitslücke")
DOS = concept("dos", en="denial of service, ~DoS", de="Dienstverweigerung, ~DoS", ja="サービス拒否")
RUBY = concept("ruby", keep=True, en="Ruby")
COMMITTEE = concept("committee", en="Party Committee", de="Parteikomitee", ja="党委員会")
PROVINCE = concept("province", en="provincial", de="der Provinz", ja="省")
BOTH = concept("both", en="provincial Party Committee", de="Provinzparteikomitee", ja="省党委員会")
POOR = concept("poor", en="poverty", de="Armut")
SHORTAGE = concept("shortage", en="poverty, ~shortage", de="Mangel")


@dataclass(frozen=True)
class Checked:
    """A story as `check_corpus` takes it."""

    story: Story
    occurrences: tuple[Occurrence, ...]
    findings: tuple[Finding, ...]


def checked(
    concepts: Sequence[Concept], versions: Mapping[str, Sequence[str]], *, name: str = "x", **options: object
) -> Checked:
    """Paragraphs of the same index are a unit; the source is `source`, English by default."""
    roles: Mapping[int, Role] = options.pop("roles", {})  # type: ignore[assignment]
    marks: Mapping[str, tuple[Mark, ...]] = options.pop("marks", {})  # type: ignore[assignment]
    source = options.pop("source", "en")
    articles = {
        lang: Article(
            f"{name}.{lang}",
            lang,
            tuple(Paragraph(t, i, roles.get(i, Role.BODY), marks.get(lang, ())) for i, t in enumerate(texts)),
        )
        for lang, texts in versions.items()
    }
    story = Story(name, articles, source if source in articles else None)  # type: ignore[arg-type]
    count = max(map(len, versions.values()))
    units = tuple(Unit({lang: (i,) for lang, texts in versions.items() if i < len(texts)}, 1.0) for i in range(count))
    glossary = Glossary({each.id: each for each in concepts})
    matcher = Matcher(glossary)
    names = [found for article in articles.values() for found in matcher.names(article)]
    occurrences = matcher.find_all(story)
    said = check(story, Alignment(units, {}, "by hand"), glossary, occurrences, names=names, **options)  # type: ignore[arg-type]
    return Checked(story, occurrences, said)


def findings(*args: object, **options: object) -> tuple[Finding, ...]:
    return checked(*args, **options).findings  # type: ignore[arg-type]


def codes(*args: object, **options: object) -> list[tuple[str, str]]:
    return [(finding.code, finding.concept) for finding in findings(*args, **options)]


# Missing


class Discovered:
    """Renderings that always finds the same words."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.asked: list[tuple[str, str, int]] = []

    def instead(self, source: Sequence[Occurrence], lang: str) -> Place | None:
        self.asked.append((source[0].concept, lang, len(source)))
        text = "Der Text der vertraulichen Depesche lautet so."
        start = text.find(self.words)
        return Place("x.de", lang, 0, (start, start + len(self.words))) if start >= 0 else None


def test_what_stands_instead_is_said_with_its_place_and_the_corrected_text() -> None:
    versions = {"en": ["The text of the Official Dispatch."], "de": ["Der Text der vertraulichen Depesche lautet so."]}
    discovered = Discovered("vertraulichen Depesche")
    (finding,) = findings([DISPATCH], versions, renderings=discovered)
    assert discovered.asked == [("dispatch", "de", 1)]
    assert finding.code == "T101"
    span = finding.where.span
    assert span is not None
    assert versions["de"][0][slice(*span)].endswith("vertraulichen Depesche")
    assert "“vertraulichen Depesche” stands there instead; write “" in finding.message
    assert finding.suggestion
    assert findings([DISPATCH], versions, renderings=Discovered("nowhere"))[0].where.span is None


def test_discovery_is_asked_only_for_what_is_missing() -> None:
    discovered = Discovered("x")
    findings([DISPATCH], {"en": ["The Official Dispatch."], "de": ["Das amtliche Schreiben."]}, renderings=discovered)
    en = ["One vulnerability, a second vulnerability, a third vulnerability."]
    findings([VULNERABILITY], {"en": en, "de": ["Eine Sicherheitslücke."]}, renderings=discovered)
    assert discovered.asked == []


def test_a_larger_name_is_rendered_where_all_its_parts_are() -> None:
    concepts, en = [BOTH, COMMITTEE, PROVINCE], ["The provincial Party Committee met."]
    assert codes(concepts, {"en": en, "de": ["Das Parteikomitee der Provinz tagte."]}) == []
    assert codes(concepts, {"en": en, "de": ["Das Parteikomitee tagte."]}) == [("T101", "both")]


def test_a_word_that_two_concepts_share_asks_for_one_of_them() -> None:
    assert codes([POOR, SHORTAGE], {"en": ["There is poverty."], "de": ["Es herrscht Mangel."]}) == []
    assert codes([POOR, SHORTAGE], {"en": ["There is poverty."], "de": ["Es regnet."]}) == [
        ("T101", "poor"),
        ("T101", "shortage"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Call system.vulnerability() for it.",
        "See https://example.org/vulnerability for it.",
        "Set --vulnerability=none for it.",
        "Set Vulnerability.timeout for it.",
        "Write to vulnerability@example.org today.",
    ],
)
def test_code_and_addresses_ask_for_nothing(text: str) -> None:
    assert codes([VULNERABILITY], {"en": [text], "de": ["Mehr steht dort."]}) == []


def test_half_a_compound_with_a_hyphen_is_no_option_of_a_program() -> None:
    safety = concept("safety", en="food safety", de="Lebensmittelsicherheit")
    de = ["Für Lebensmittelhygiene und -sicherheit ist gesorgt."]
    assert codes([safety], {"en": ["Food safety is ensured."], "de": de}) == []


def test_a_word_that_a_hyphen_joins_to_code_is_prose() -> None:
    thread = concept("thread", en="thread", de="Faden")
    assert codes([thread], {"en": ["Mind the check() thread."], "de": ["Siehe den check()-Faden."]}) == []


def test_text_that_is_marked_as_code_asks_for_nothing() -> None:
    mark = {"en": (Mark(4, 17, MarkKind.CODE),)}
    versions = {"en": ["The vulnerability option."], "de": ["Die Option."]}
    assert codes([VULNERABILITY], versions, marks=mark) == []
    assert codes([VULNERABILITY], versions) == [("T101", "vulnerability")]


def test_a_name_that_a_version_keeps_asks_for_nothing() -> None:
    thread = concept("thread", en="thread", de="Faden")
    said = {"de": ["Was nicht über die Thread API läuft."]}
    assert codes([thread], {"en": ["What does not use the Thread API."], **said}) == []
    assert codes([thread], {"en": ["What is not called by Threads."], **said}) == []
    assert codes([thread], {"en": ["It has the signature Thread => Thread."], "de": ["Thread => Thread"]}) == []
    assert codes([thread], {"en": ["Use Ruby.Thread for it."], "de": ["Nimm Ruby.Thread."]}) == []
    assert codes([thread], {"en": ["What does not use a thread."], **said}) == [("T101", "thread")]
    assert codes([thread], {"en": ["So it is. Thread by thread."], **said}) == [("T101", "thread")]
    assert codes([thread], {"en": ["What uses the Thread API."], "de": ["Was läuft."]}) == [("T101", "thread")]


def test_a_sentence_that_ends_with_a_term_is_no_code() -> None:
    versions = {"en": ["He said: it is a (new) vulnerability."], "de": ["Mehr steht dort."]}
    assert codes([VULNERABILITY], versions) == [("T101", "vulnerability")]


def test_a_paragraph_that_is_the_same_in_both_versions_asks_for_nothing() -> None:
    versions = {"en": ["CVE-1: vulnerability in X", "A vulnerability."], "de": ["CVE-1: vulnerability in X", "Neu."]}
    assert [f.where.paragraph for f in findings([VULNERABILITY], versions)] == [1]


def test_a_heading_that_was_left_is_told_though_the_text_has_the_term() -> None:
    roles = {0: Role.HEADING}
    versions = {"en": ["Vulnerability", "A vulnerability."], "de": ["Vulnerability", "Eine Sicherheitslücke."]}
    assert [f.where.paragraph for f in findings([VULNERABILITY], versions, roles=roles)] == [0]
    versions["de"][0] = "Das Problem"
    assert findings([VULNERABILITY], versions, roles=roles) == ()


def test_without_a_source_a_deprecated_word_that_may_mean_something_else_is_no_voice() -> None:
    people = concept("people", en="people", de="Volk, !Leute", ja="人民")
    versions = {"en": ["Somebody came."], "de": ["Die Leute kamen."], "ja": ["人民が来た。"]}
    assert ("T101", "people") not in codes([people], versions, source=None)
    versions["de"] = ["Das Volk kam."]
    assert ("T101", "people") in codes([people], versions, source=None)


# Counted


def test_one_rendering_less_is_a_matter_of_style() -> None:
    en = ["A vulnerability was found. The vulnerability is mended."]
    assert codes([VULNERABILITY], {"en": en, "de": ["Eine Sicherheitslücke wurde gefunden; sie ist behoben."]}) == []


def test_a_concept_that_is_named_much_less_often_is_worth_knowing() -> None:
    en = ["A vulnerability was found. This vulnerability is old. No vulnerability is harmless."]
    (finding,) = findings([VULNERABILITY], {"en": en, "de": ["Eine Sicherheitslücke wurde gefunden. Mehr nicht."]})
    assert (finding.code, finding.severity.value) == ("T109", "info")
    assert finding.message.startswith("“vulnerability” is named 1 of 3 times: the English source says “vulnerability”")
    assert finding.where.span == (5, 21)
    assert len(finding.related) == 3


def test_an_abbreviation_in_brackets_is_no_second_time() -> None:
    en = ["A denial of service (DoS), then a denial of service (DoS), then a denial of service (DoS)."]
    assert codes([DOS], {"en": en, "ja": ["サービス拒否とサービス拒否。"]}) == []


# Two concepts, one rendering


def test_neighbours_that_become_the_same_word_twice_are_one_finding() -> None:
    versions = {"vi": ["Công chức, viên chức đã học."], "ja": ["公務員、公務員が学んだ。"]}
    (finding,) = findings([SERVANTS, EMPLOYEES], versions, source="vi")
    assert (finding.code, finding.concept, finding.where.span) == ("T106", "employees", (4, 7))
    assert finding.message == (
        "“viên chức” and “công chức” have one rendering: “公務員” is the term for “công chức”; "
        "write “準公務員” for “viên chức”"
    )
    assert finding.suggestion == "準公務員"


def test_the_same_mistake_in_several_units_is_told_once_with_all_its_places() -> None:
    vi, ja = "Công chức, viên chức đã học.", "公務員、公務員が学んだ。"
    versions = {"vi": [vi, vi, "Cán bộ, công chức, viên chức."], "ja": [ja, ja, "幹部、公務員。"]}
    (finding,) = findings([SERVANTS, EMPLOYEES], versions, source="vi")
    assert "have one rendering in 3 places" in finding.message
    assert [place.paragraph for place in finding.related if place.lang == "ja"] == [1, 2]


def test_one_unneeded_word_explains_no_gap_unless_it_happens_again_and_again() -> None:
    en, de = "A policy was set, as the report said.", "Eine Richtlinie wurde gesetzt, wie der Bericht sagte."
    assert codes([GUIDELINES, POLICIES], {"en": [en], "de": [de]}) == [("T101", "policies")]
    assert codes([GUIDELINES, POLICIES], {"en": [en] * 3, "de": [de] * 3}) == [("T106", "policies")]


def test_where_the_other_word_also_stands_without_reason_it_explains_nothing() -> None:
    en, de = "A policy was set.", "Eine Richtlinie wurde gesetzt."
    plain = ["It rained."] * 3, ["Es regnete nach Richtlinie."] * 3
    versions = {"en": [en] * 3 + plain[0], "de": [de] * 3 + plain[1]}
    assert codes([GUIDELINES, POLICIES], versions) == [("T101", "policies")] * 3


def test_what_discovery_finds_to_be_another_concepts_term_is_merged() -> None:
    class Here:
        def instead(self, source: Sequence[Occurrence], lang: str) -> Place | None:
            return Place("x.de", lang, 0, (5, 15))

    versions = {"en": ["A policy was set."], "de": ["Eine Richtlinie wurde gesetzt."]}
    assert codes([GUIDELINES, POLICIES], versions, renderings=Here()) == [("T106", "policies")]


# Names


def test_a_name_that_is_not_to_be_translated_stands_to_the_letter() -> None:
    en = ["Ruby is released."]
    assert codes([RUBY], {"en": en, "de": ["Ruby ist da."], "ja": ["Rubyを公開した。"], "vi": ["Đã có Ruby."]}) == []
    (finding,) = findings([RUBY], {"en": en, "ja": ["ルビーを公開した。"]})
    assert (finding.code, finding.suggestion, finding.severity.value) == ("T107", "Ruby", "error")
    assert "the English source has it" in finding.message
    for lang, text in (("de", "Das ist ruBY hier."), ("ja", "ruBYを公開した。")):
        (finding,) = findings([RUBY], {"en": en, lang: [text]})
        assert "“ruBY” stands here" in finding.message
        assert text[slice(*finding.where.span)] == "ruBY"


def test_without_a_source_two_versions_that_spell_a_name_alike_decide() -> None:
    versions = {"en": ["Ruby came."], "de": ["Ruby kam."], "ja": ["ルビーが来た。"]}
    (finding,) = findings([RUBY], versions, source=None)
    assert (finding.code, finding.where.lang) == ("T107", "ja")
    assert "2 of 2 other versions have it" in finding.message
    assert codes([RUBY], {"en": ["Ruby came."], "ja": ["ルビーが来た。"]}, source=None) == []
    apart = {"en": ["Ruby came."], "de": ["RUBY kam."], "ja": ["ルビーが来た。"]}
    assert codes([RUBY], apart, source=None) == []


def test_a_deprecated_form_of_a_name_is_told_as_such_and_not_twice() -> None:
    ruby = Concept("ruby", (*RUBY.terms, Term("Programmiersprache Rubin", "de", DEPRECATED)), do_not_translate=True)
    versions = {"en": ["Ruby came."], "de": ["Die Programmiersprache Rubin kam."]}
    assert codes([ruby], versions) == [("T102", "ruby")]


# Quotations


def test_a_motto_that_holds_a_deprecated_term_is_told_once() -> None:
    motto = "„Die Depesche sagt, was das ganze Land hören soll“"
    dispatch = concept("dispatch", en="dispatch", de="Schreiben, !Depesche")
    de = [f"Man rief {motto}.", f"Wieder rief man {motto}.", "Die „Depesche“ kam.", "Die „Depesche“ ging."]
    found = [f for f in findings([dispatch], {"de": de}) if f.code == "T102"]
    assert [f.where.paragraph for f in found] == [0, 2, 3]
    assert found[0].message.endswith("; 1 more time in the same quotation")
    assert [place.paragraph for place in found[0].related] == [1]


def test_words_that_suspended_hyphens_tie_together_are_one_finding() -> None:
    committee = concept("committee", en="Party committee", de="Parteikomitee, !Parteiausschuss")
    de = ["Bezirks-, Stadt- und Gemeindeparteiausschüsse lasen es."]
    found = findings([committee], {"de": de})
    assert [f.code for f in found] == ["T102"]
    assert "“Bezirks-, Stadt- und Gemeindeparteiausschüsse” is a deprecated term" in found[0].message
    commune = concept("commune", en="commune committee", de="Gemeindekomitee, !Gemeindeparteiausschuss")
    assert [f.concept for f in findings([committee, commune], {"de": de})] == ["committee"]
    apart = ["Die Bezirksparteiausschüsse und die Gemeindeparteiausschüsse."]
    assert [f.concept for f in findings([committee, commune], {"de": apart})] == ["committee", "commune"]


# Consistency in an article


def test_renderings_that_differ_as_the_source_differs_are_consistent() -> None:
    en = ["The Fatherland Front met.", "The Vietnam Fatherland Front met."]
    de = ["Die Vaterländische Front tagte.", "Die Heimatfront tagte."]
    assert "T104" not in [code for code, _ in codes([FRONT], {"en": en, "de": de})]
    assert "T104" in [code for code, _ in codes([FRONT], {"en": en[:1] * 2, "de": de})]


@pytest.mark.parametrize(
    ("de", "told"),
    [
        (["Die Landesverteidigung."] * 2 + ["Die nationale Verteidigung."], True),
        (["Die Landesverteidigung.", "Die nationale Verteidigung."], False),  # no habit yet
        (["Die Landesverteidigung."] * 3, False),
    ],
)
def test_several_agreed_terms_for_the_same_words_of_the_source_are_worth_knowing(de: list[str], told: bool) -> None:
    found = findings([DEFENCE], {"en": ["The national defence."] * len(de), "de": de})
    assert [(f.code, f.severity.value, f.where.paragraph) for f in found] == ([("T108", "info", 2)] if told else [])


def test_an_article_alone_may_vary_agreed_terms_for_nobody_knows_what_it_renders() -> None:
    assert codes([DEFENCE], {"de": ["Die Landesverteidigung."] * 2 + ["Die nationale Verteidigung."]}) == []


def test_a_shorter_form_an_abbreviation_another_part_of_speech_and_a_use_with_a_note_are_no_variation() -> None:
    def varied(one: Term, two: Term) -> bool:
        each = Concept("c", (Term("sample", "en", PREFERRED), one, two))
        de = [f"Das ist {one.text}."] * 2 + [f"Das ist {two.text}."]
        return [f.code for f in findings([each], {"en": ["A sample."] * 3, "de": de})] == ["T108"]

    plain = Term("Muster", "de", PREFERRED, part_of_speech=PartOfSpeech.NOUN)
    assert varied(plain, Term("Vorlage", "de", ADMITTED))
    assert not varied(plain, Term("Mustervorlage", "de", ADMITTED))
    assert not varied(plain, Term("MUV", "de", ADMITTED))
    assert not varied(plain, Term("probieren", "de", ADMITTED, part_of_speech=PartOfSpeech.VERB))
    assert not varied(plain, Term("Vorlage", "de", ADMITTED, "in laws"))
    assert varied(plain, Term("Vorlage", "de", ADMITTED, "unverified"))


# Consistency in a corpus


def corpus(*texts: str, of: Concept = DISPATCH) -> tuple[Finding, ...]:
    stories = [checked([of], {"de": [text]}, name=f"{number}") for number, text in enumerate(texts)]
    return check_corpus(stories, Glossary({of.id: of}))


GOOD, BAD = "Das amtliche Schreiben kam.", "Die offizielle Depesche kam."


def test_articles_that_usually_render_a_concept_differently_are_one_finding() -> None:
    (finding,) = corpus(GOOD, GOOD, BAD, GOOD, BAD)
    assert (finding.code, finding.concept, finding.where.article, finding.suggestion) == (
        "T105",
        "dispatch",
        "2.de",
        "amtliches Schreiben",
    )
    assert finding.message == (
        "“Official Dispatch” is rendered in 2 ways over 5 German articles: “amtliches Schreiben” in 3; "
        "“offizielle Depesche” in 2 (deprecated: 2.de, 4.de)"
    )
    assert [place.article for place in finding.related] == ["0.de", "4.de"]


def test_articles_that_agree_and_slips_within_one_article_are_no_matter_of_the_corpus() -> None:
    assert corpus(GOOD, GOOD) == ()
    assert corpus(BAD, BAD) == ()
    assert corpus(GOOD, f"{GOOD} {GOOD} {BAD}") == ()
    assert corpus(BAD) == ()
    assert corpus("Die Landesverteidigung.", "Die nationale Verteidigung.", of=DEFENCE) == ()


def test_a_word_that_does_not_stand_for_the_concept_is_no_rendering_of_it() -> None:
    agency = concept("agency", en="agency", de="Stelle, !Agentur")
    assert len(corpus("Die Stelle meldet es.", "Die Agentur meldet es.", of=agency)) == 1
    assert corpus("Die Stelle meldet es.", "Die Presseagenturen melden es.", of=agency) == ()


def test_findings_come_in_the_same_order_whatever_the_order_of_the_occurrences() -> None:
    both = "The Official Dispatch on national defence."
    versions = {"en": [both, both], "de": [f"{BAD} {BAD}", "Ein Satz."]}
    story = checked([DISPATCH, DEFENCE], versions).story
    glossary = Glossary({"dispatch": DISPATCH, "defence": DEFENCE})
    units = tuple(Unit({"en": (i,), "de": (i,)}, 1.0) for i in range(2))
    occurrences = Matcher(glossary).find_all(story)
    alignment = Alignment(units, {}, "by hand")
    assert check(story, alignment, glossary, occurrences) == check(story, alignment, glossary, occurrences[::-1])


@pytest.mark.parametrize(
    ("source", "taken", "named"),
    [
        ("en", "We advise everyone to install this guideline now.", "The guideline was published."),
        ("vi", "Hãy áp dụng hướng dẫn này ngay.", "Hướng dẫn đã được công bố."),
        ("ja", "この指針は直ちに適用される。", "指針が公表された。"),
    ],
)
def test_what_a_demonstrative_takes_up_need_not_be_said_again(source: str, taken: str, named: str) -> None:
    guidelines = concept("guidelines", en="guideline", de="Leitlinie", vi="hướng dẫn", ja="指針")
    german = ["Die Leitlinie ist erschienen.", "Wir raten allen, sie jetzt anzuwenden."]
    assert not checked([guidelines], {source: [named, taken], "de": german}, source=source).findings
    never = checked([guidelines], {source: [named, taken], "de": ["Sie ist erschienen.", german[1]]}, source=source)
    assert [finding.code for finding in never.findings] == ["T101", "T101"]
    bare = checked([guidelines], {source: [named, named], "de": german}, source=source)
    assert [finding.code for finding in bare.findings] == ["T101"]
