"""Where a concept stands: what is looked for, what is found, and how it is shown."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora.alignment import Alignment, Column, Sentence, Unit
from corpora.article import Article, Paragraph, Story
from glossary import concordance
from glossary.concept import Concept, Glossary, Status, Term
from pipeline import concordances
from pipeline.cli import main
from pipeline.concordances import Layout

GLOSSARY = Glossary(
    {
        "ubnd": Concept(
            "ubnd",
            (
                Term("Ủy ban nhân dân", "vi", Status.PREFERRED),
                Term("People's Committee", "en", Status.PREFERRED),
                Term("Volkskomitee", "de", Status.PREFERRED),
                Term("Volksausschuss", "de", Status.DEPRECATED),
            ),
        ),
        "hdnd": Concept("hdnd", (Term("Volksrat", "de", Status.PREFERRED),)),
    },
    "test",
)
DE = "Gestern war alles still. Das Volkskomitee tagte. Dann schlief man im Schutz des Hauses ein."
EN = "Yesterday all was quiet. The People's Committee met. Then all went home and slept."
VI = "Hôm qua im ắng. Họ họp. Sau đó ai về nhà nấy."


def story() -> tuple[Story, Alignment]:
    versions = {
        lang: Article(f"s.{lang}", lang, (Paragraph(text, 0), Paragraph("Volksrat", 1)), date(2024, 5, 3))
        for lang, text in (("de", DE), ("en", EN), ("vi", VI))
    }
    columns = (Column({"de": (Sentence(0, 25, 48),), "en": (Sentence(0, 25, 52),), "vi": (Sentence(0, 16, 23),)}),)
    units = (
        Unit({"de": (0,), "en": (0,), "vi": (0,)}, 0.9, columns=columns),
        Unit({"de": (1,), "en": (1,), "vi": (1,)}, 0.8),
    )
    return Story("s", versions, "vi"), Alignment(units, {}, "")


def entries(text: str, lang: str | None = None) -> list[concordance.Entry]:
    return list(concordance.search([story()], concordance.parse_query(text, GLOSSARY, lang)))


@pytest.mark.parametrize(
    "text", ["ubnd", "Volkskomitee", "volkskomitees", "Ủy ban nhân dân", "ỦY BAN NHÂN DÂN", "Volksausschusses"]
)
def test_a_concept_is_found_by_its_id_and_by_any_term_in_any_form(text: str) -> None:
    query = concordance.parse_query(text, GLOSSARY)
    assert query.known
    assert [each.id for each in query.concepts] == ["ubnd"]


def test_a_text_that_is_no_term_is_looked_for_in_its_own_inflected_forms() -> None:
    query = concordance.parse_query("Haus", GLOSSARY, "de")
    assert not query.known
    (entry,) = list(concordance.search([story()], query))
    assert [o.form for o in entry.passages[0].occurrences] == ["Hauses"]


def test_every_version_stands_in_an_entry_and_those_that_name_the_concept_come_first() -> None:
    (entry,) = entries("ubnd")
    assert [passage.lang for passage in entry.passages] == ["de", "en", "vi"]
    assert [[o.form for o in passage.occurrences] for passage in entry.passages] == [
        ["Volkskomitee"],
        ["People's Committee"],
        [],
    ]
    assert entry.count == 2
    assert entry.passages[0].published == date(2024, 5, 3)


def test_a_version_without_a_term_shows_the_sentence_aligned_with_the_others_places() -> None:
    (entry,) = entries("ubnd")
    (sentence,) = entry.passages[2].sentences
    assert VI[sentence[1] : sentence[2]] == "Họ họp."
    assert "¶1   … Họ họp. …" in concordances.format_text([entry], Layout())


def test_only_places_of_the_language_asked_for_count_but_all_versions_are_shown() -> None:
    assert entries("ubnd", "vi") == []
    (entry,) = list(concordance.search([story()], concordance.Query("ubnd", (GLOSSARY.concepts["ubnd"],), True, "en")))
    assert len(entry.passages) == 3


def test_places_stand_in_brackets_with_so_much_context_and_whole_words() -> None:
    (entry,) = entries("ubnd")
    lines = concordances.format_text([entry], Layout(context=10)).splitlines()
    assert lines[:3] == ["s", "  de  s.de  2024-05-03", "      ¶1   … still. Das [Volkskomitee] tagte. Dann …"]
    assert "      ¶1   Gestern war alles still. Das [Volkskomitee] tagte." in concordances.format_text(
        [entry], Layout(200)
    )


def test_on_a_terminal_lines_keep_to_its_width_and_places_are_coloured_once() -> None:
    (entry,) = entries("ubnd")
    text = concordances.format_text([entry], Layout(context=60, width=40, colour=True))
    plain = text.replace("\x1b[1;33m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert all(len(line) <= 40 for line in plain.splitlines())
    assert "[Volkskomitee]" not in text
    assert text.count("\x1b[1;33m") == 2
    assert plain.split() == concordances.format_text([entry], Layout()).replace("[", "").replace("]", "").split()


def test_wide_letters_count_as_two_columns() -> None:
    from rich.cells import cell_len

    article = Article("s.ja", "ja", (Paragraph("人民委員会は昨日会議を開き、来年の計画について話し合った。" * 3, 0),))
    one = Story("s", {"ja": article}, None)
    query = concordance.parse_query("計画", Glossary(), "ja")
    (entry,) = list(concordance.search([(one, Alignment((Unit({"ja": (0,)}, 1.0),), {}, ""))], query))
    lines = concordances.format_text([entry], Layout(context=30, width=40)).splitlines()
    assert len(lines) > 3
    assert all(cell_len(line) <= 40 for line in lines)


def test_json_has_whole_paragraphs_and_spans_that_cut_out_the_form() -> None:
    (record,) = json.loads(concordances.format_json(entries("ubnd")))
    german = record["versions"]["de"]
    (place,) = german["places"]
    assert german["paragraphs"][0]["text"][place["start"] : place["end"]] == place["form"] == "Volkskomitee"
    assert (place["term"], place["status"], place["concept"]) == ("Volkskomitee", "preferred", "ubnd")
    assert german["published"] == "2024-05-03"
    assert record["versions"]["vi"]["places"] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for lang, text in (("de", DE), ("en", EN)):
        (tmp_path / f"still.{lang}.txt").write_text(f"{text}\n\n{text.split('. ')[2]}\n", "utf-8")
    rows = [("ubnd", "de", "Volkskomitee"), ("ubnd", "en", "People's Committee")]
    table = "concept_id,subject,definition,lang,term,status,note\n"
    (tmp_path / "terms.csv").write_text(table + "".join(f"{a},,,{b},{c},preferred,\n" for a, b, c in rows), "utf-8")
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["terms", "find", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_command_shows_the_places_and_says_what_it_looked_for(folder: Path) -> None:
    texts = [str(folder / f"still.{lang}.txt") for lang in ("de", "en")]
    code, out, err = run("Volkskomitees", *texts, "--glossary", str(folder / "terms.csv"), "--context", "12")
    assert code == 0
    assert "[Volkskomitee]" in out
    assert "[People's Committee]" in out
    assert "“Volkskomitees”: People's Committee (ubnd); 2 places in 1 story" in err


def test_the_command_prints_json_and_keeps_to_the_limit(folder: Path) -> None:
    texts = [str(folder / "still.de.txt")]
    code, out, err = run("Haus", *texts, "--glossary", "none", "--lang", "de", "--format", "json", "--limit", "1")
    assert code == 0
    assert len(json.loads(out)) == 1
    assert "no term of the glossary" in err
    assert "1 of 2 passages shown" in err


def test_without_a_path_the_samples_are_searched_and_that_is_said() -> None:
    code, out, err = run("dân vận khéo", "--limit", "1")
    assert code == 0
    assert "[" in out
    assert "No PATH: looking into the sample stories that kheo ships" in err


def test_what_stands_nowhere_is_said_on_stderr_and_ends_well(folder: Path) -> None:
    code, out, err = run("Xylophon", str(folder / "still.de.txt"), "--glossary", "none")
    assert (code, out) == (0, "")
    assert "it stands nowhere in these texts" in err


def test_a_language_that_kheo_does_not_know_is_refused(folder: Path) -> None:
    code, _, err = run("Haus", str(folder / "still.de.txt"), "--lang", "xx")
    assert code == 2
    assert "'xx'" in err
