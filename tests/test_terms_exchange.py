"""kheo terms import and export: what is merged, what is said, what comes out again."""

import csv
import json
import lzma
import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpora.errors import InputError
from glossary import loading, tables, tbx
from glossary.concept import Approval, Concept, Status, Term
from glossary.loaded import Loaded
from glossary.merging import merge
from glossary.termbase.termbase import Action, Termbase
from pipeline.cli.terms import terms as group

PEOPLE = Concept(
    "nhan-dan",
    (Term("nhân dân", "vi", Status.PREFERRED), Term("Volk", "de", Status.PREFERRED, note="known")),
    definition="All citizens.",
)


def base(*concepts: Concept) -> Termbase:
    return Termbase({concept.id: concept for concept in concepts})


def file(text: str) -> Loaded:
    return tables.parse(text.encode(), "x.csv")


def run(*arguments: str, cwd: Path, **options: object) -> Result:
    os.chdir(cwd)
    result = CliRunner().invoke(group, list(arguments), env={"KHEO_USER": "An", "KHEO_GLOSSARY": None}, **options)  # type: ignore[arg-type]
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_same_id_changes_a_concept_and_drops_no_term() -> None:
    merged = merge(
        base(PEOPLE), file("concept_id,definition,lang,term,status,note\nnhan-dan,Everybody.,de,Leute,admitted,\n")
    )
    (concept,) = merged.concepts
    assert (merged.added, merged.changed, merged.unchanged) == (0, 1, 0)
    assert concept == replace(
        PEOPLE, definition="Everybody.", terms=(*PEOPLE.terms, Term("Leute", "de", Status.ADMITTED))
    )


def test_what_a_file_is_silent_on_stays() -> None:
    merged = merge(base(PEOPLE), file("concept_id,lang,term,status\nnhan-dan,de,Volk,deprecated\n"))
    assert merged.concepts[0].terms[1] == replace(PEOPLE.terms[1], status=Status.DEPRECATED)
    assert merge(base(PEOPLE), file("concept_id,lang,term\nnhan-dan,de,Volk\n")).unchanged == 1


def test_a_status_that_stands_is_changed_only_by_a_row_that_tells_one() -> None:
    there = replace(PEOPLE, terms=(*PEOPLE.terms, Term("Leute", "de", Status.FORBIDDEN)))
    rows = "nhan-dan,de,Leute,,a remark\nnhan-dan,de,Volk,admitted,\nnhan-dan,de,Nation,,\n"
    (concept,) = merge(base(there), file(f"concept_id,lang,term,status,note\n{rows}")).concepts
    assert [(term.text, term.status, term.note) for term in concept.terms_in("de")] == [
        ("Volk", Status.ADMITTED, "known"),
        ("Leute", Status.FORBIDDEN, "a remark"),
        ("Nation", Status.ADMITTED, ""),
    ]


def test_a_status_that_stands_is_changed_only_by_a_tbx_term_that_tells_one() -> None:
    there = replace(PEOPLE, terms=(PEOPLE.terms[0], replace(PEOPLE.terms[1], status=Status.FORBIDDEN)))
    given = tbx.format_tbx(base(PEOPLE)).decode()
    note = '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>'
    silent = given.rpartition(note)
    told, untold = (loading.parse(text.encode(), "x.tbx", "tbx") for text in (given, silent[0] + silent[2]))
    assert not told.guessed
    assert {(concept, term.text) for concept, term in untold.guessed} == {("nhan-dan", "Volk")}
    assert merge(base(there), told).concepts[0].terms[1].status is Status.PREFERRED
    assert merge(base(there), untold).unchanged == 1


def test_without_ids_a_preferred_term_makes_two_concepts_one() -> None:
    merged = merge(base(PEOPLE), file("vi,de,en\nnhân dân,Leute,people\n"))
    (concept,) = merged.concepts
    assert [(term.text, term.status) for term in concept.terms[2:]] == [
        ("Leute", Status.ADMITTED),
        ("people", Status.PREFERRED),
    ]


def test_a_homograph_is_a_concept_of_its_own_and_is_said() -> None:
    bank = Concept(
        "bank",
        tuple(
            Term(text, lang, Status.PREFERRED) for lang, text in (("en", "bank"), ("de", "Bank"), ("vi", "ngân hàng"))
        ),
    )
    merged = merge(base(bank), file("en,de,vi\nbank,Ufer,bờ sông\n"))
    assert (merged.added, merged.changed) == (1, 0)
    assert [concept.id for concept in merged.concepts] == ["bo-song"]
    assert merged.notes[0].endswith("share a term and were taken for different concepts")
    assert merged.notes[1] == "en bank (bo-song, bank): is the preferred term of two concepts"


def test_new_concepts_without_ids_get_ones_that_people_can_read() -> None:
    merged = merge(base(), file("de,en\nVolk,people\nBehörde,authority\nvolk,nation\n"))
    assert [concept.id for concept in merged.concepts] == ["people", "authority", "nation"]


def test_rows_of_one_file_with_the_same_term_are_one_concept() -> None:
    merged = merge(base(), file("en,de\npeople,Volk\npeople,Leute\n"))
    assert [[term.text for term in concept.terms] for concept in merged.concepts] == [["people", "Volk", "Leute"]]


def test_proposals_change_nothing_that_is_there() -> None:
    loaded = file(
        "concept_id,definition,lang,term,status\nnhan-dan,Else.,de,Volk,forbidden\nnhan-dan,,de,Leute,admitted\n"
    )
    (concept,) = merge(base(PEOPLE), loaded, Approval.PROPOSED).concepts
    assert concept.definition == PEOPLE.definition
    assert concept.terms == (*PEOPLE.terms, Term("Leute", "de", Status.ADMITTED, approval=Approval.PROPOSED))


def test_what_was_rejected_stays_so_and_is_said() -> None:
    rejected = replace(PEOPLE, terms=(PEOPLE.terms[0], replace(PEOPLE.terms[1], approval=Approval.REJECTED)))
    merged = merge(base(rejected), file("concept_id,lang,term,status\nnhan-dan,de,Volk,preferred\n"), Approval.APPROVED)
    assert (merged.unchanged, merged.notes) == (
        1,
        (
            "de Volk (kheo terms approve nhan-dan --de Volk): was rejected before and stays so; approve it by its name to bring "
            "it back",
        ),
    )


def test_an_import_is_told_counted_and_kept_with_its_author(folder: Path) -> None:
    (folder / "x.csv").write_text("id,vi,de,Rating\na,nhân dân,Volk,5\nb,cơ quan,Behörde,4\n", "utf-8")
    result = run("import", "x.csv", "--glossary", "my.tbx", "--reason", "a beginning", cwd=folder)
    assert result.output.endswith("x.csv: 2 added, 0 changed, 0 unchanged\n")
    assert "left out columns that mean nothing to kheo: 'Rating'" in result.stderr
    termbase = tbx.read(folder / "my.tbx")
    assert list(termbase.concepts) == ["a", "b"]
    assert [(change.action, change.who, change.why) for change in termbase.history] == [
        (Action.IMPORT, "An", "a beginning")
    ] * 2
    written = (folder / "my.tbx").read_bytes()
    assert "2 unchanged" in run("import", "x.csv", "--glossary", "my.tbx", cwd=folder).output
    assert (folder / "my.tbx").read_bytes() == written


def test_what_comes_from_a_tbx_file_keeps_its_history(folder: Path) -> None:
    run("add", "--vi", "nhân dân", "--glossary", "one.tbx", cwd=folder)
    run("import", "one.tbx", "--glossary", "two.tbx", cwd=folder)
    assert [change.action for change in tbx.read(folder / "two.tbx").history] == [Action.ADD, Action.IMPORT]


def test_columns_can_be_mapped_and_a_wrong_mapping_is_a_usage_error(folder: Path) -> None:
    (folder / "x.txt").write_text("Wort\tBedeutung\nVolk\tAlle.\n", "utf-8")
    arguments = ("import", "x.txt", "--format", "tsv", "--glossary", "my.tbx")
    assert "1 added" in run(*arguments, "--map", "Wort=de", cwd=folder).output
    assert tbx.read(folder / "my.tbx").concepts["volk"].definition == "Alle."
    wrong = run(*arguments, "--map", "Wort", cwd=folder)
    assert (wrong.exit_code, "'Wort' is not COLUMN=FIELD" in wrong.stderr) == (2, True)


def test_good_files_are_imported_and_bad_ones_named(folder: Path) -> None:
    (folder / "good.csv").write_text("id,de\na,Volk\n", "utf-8")
    (folder / "bad.csv").write_text("id,xx\na,Volk\n", "utf-8")
    result = run("import", "bad.csv", "good.csv", "none.csv", "-", "--glossary", "my.tbx", cwd=folder)
    assert result.exit_code == 2
    assert "good.csv: 1 added" in result.stdout
    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()] == ["bad.csv", "none.csv", "-"]


def test_stdin_is_read_as_the_format_that_is_said(folder: Path) -> None:
    result = run("import", "-", "--format", "csv", "--glossary", "my.tbx", cwd=folder, input="id,de\na,Volk\n")
    assert "-: 1 added" in result.output


def test_an_export_holds_the_approved_terms_and_all_states_all(folder: Path) -> None:
    (folder / "x.csv").write_text(
        "concept_id,lang,term,status,approval,customers\n"
        "a,de,Volk,preferred,,\na,de,Leute,admitted,proposed,\na,en,people,preferred,,ACME\nb,en,bank,preferred,rejected,\n",
        "utf-8",
    )
    run("import", "x.csv", "--glossary", "my.tbx", cwd=folder)

    def exported(*arguments: str) -> set[str]:
        run("export", "out.csv", "--glossary", "my.tbx", *arguments, cwd=folder)
        return {
            term.text
            for concept in loading.load(folder / "out.csv").termbase.concepts.values()
            for term in concept.terms
        }

    assert exported() == {"Volk", "people"}
    assert exported("--all-states") == {"Volk", "people", "Leute", "bank"}
    assert exported("--lang", "en") == {"people"}
    assert exported("--customer", "Other") == {"Volk"}
    run("export", "whole.tbx", "--glossary", "my.tbx", "--all-states", cwd=folder)
    assert (folder / "whole.tbx").read_bytes() == (folder / "my.tbx").read_bytes()


@pytest.mark.parametrize("part", [("--customer", "Acme"), ("--lang", "en")])
def test_a_part_tells_nothing_of_the_rest_by_its_history(folder: Path, part: tuple[str, str]) -> None:
    glossary = ("--glossary", "my.tbx")
    run("add", "volk", "--en", "people", *glossary, cwd=folder)
    run("add", "volk", "--de", "Geheimvolk", "--for", "Other", *glossary, cwd=folder)
    run("edit", "volk", "--de", "Geheimvolk", "--note", "secret note", *glossary, cwd=folder)
    run("remove", "volk", "--de", "Geheimvolk", *glossary, cwd=folder)
    run("export", "part.tbx", "--all-states", *part, *glossary, cwd=folder)
    told = (folder / "part.tbx").read_text("utf-8")
    assert "people" in told
    assert "Geheimvolk" not in told
    run("export", "all.tbx", "--all-states", *glossary, cwd=folder)
    assert len(tbx.read(folder / "all.tbx").history) == 4


@pytest.mark.parametrize("form", ["tbx", "tbx-dct", "csv", "tsv", "xlsx"])
def test_every_format_goes_to_stdout(folder: Path, form: str) -> None:
    (folder / "my.tbx").write_bytes(tbx.format_tbx(base(PEOPLE)))
    result = run("export", "-", "--format", form, "--glossary", "my.tbx", cwd=folder)
    read = tbx.parse(result.stdout_bytes, "x") if "tbx" in form else tables.parse(result.stdout_bytes, "x").termbase
    assert dict(read.concepts) == {"nhan-dan": PEOPLE}
    assert "1 concept, 2 terms to stdout" in result.stderr


def test_an_export_never_replaces_the_glossary_itself(folder: Path) -> None:
    written = tbx.format_tbx(base(PEOPLE))
    (folder / "my.tbx").write_bytes(written)
    from corpora.errors import InputError

    with pytest.raises(InputError, match=r"my.tbx: is the glossary itself"):
        run("export", "./my.tbx", "--glossary", "my.tbx", cwd=folder)
    with pytest.raises(InputError, match=r"out.pdf: no format of an export has this suffix"):
        run("export", "out.pdf", "--glossary", "my.tbx", cwd=folder)
    assert (folder / "my.tbx").read_bytes() == written


DATA = os.environ.get("KHEO_DATA")


@pytest.mark.skipif(not DATA, reason="KHEO_DATA names no folder of data")
def test_a_real_glossary_of_four_languages_comes_back_from_every_format(folder: Path) -> None:
    path = Path(str(DATA)) / "training" / "tico19_terms.jsonl.xz"
    rows = [json.loads(line) for line in lzma.decompress(path.read_bytes()).decode().splitlines()]
    with (folder / "tico.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["Tiếng Việt", "English", "Deutsch", "日本語"])
        writer.writerows(
            [row.get(lang, "").replace(";", "\\;").replace("|", "\\|") for lang in ("vi", "en", "de", "ja")]
            for row in rows
        )
    loaded = loading.load(folder / "tico.csv")
    assert len(loaded.termbase.concepts) == len(rows)
    told = {(term.lang, term.text) for concept in loaded.termbase.concepts.values() for term in concept.terms}
    assert told == {
        (lang, " ".join(row[lang].split()))
        for row in rows
        for lang in ("vi", "en", "de", "ja")
        if row.get(lang, "").strip()
    }
    termbase = replace(base(*merge(Termbase(), loaded).concepts), title="TICO-19")
    for data in (tbx.format_tbx(termbase), tbx.format_tbx(termbase, style="dct")):
        assert tbx.parse(data, "x") == termbase
    for data in (tables.format_table(termbase.concepts.values()), tables.format_xlsx(termbase.concepts.values())):
        assert dict(tables.parse(data, "x").termbase.concepts) == dict(termbase.concepts)


def test_an_export_replaces_a_tbx_file_that_holds_more_only_by_force(folder: Path) -> None:
    run("add", "--de", "Testwort", "--glossary", "terms.tbx", cwd=folder)
    kept = (folder / "terms.tbx").read_bytes()
    with pytest.raises(InputError, match=r"1 change of a history and 1 concept \(testwort\).*--force"):
        run("export", "terms.tbx", cwd=folder)
    assert (folder / "terms.tbx").read_bytes() == kept
    assert run("export", "terms.tbx", "--force", cwd=folder).exit_code == 0
    assert run("export", "terms.tbx", cwd=folder).exit_code == 0  # which holds nothing else any more
    assert "testwort" not in (folder / "terms.tbx").read_text("utf-8")


def test_an_export_that_cannot_be_as_asked_says_what_can_be_given_instead(folder: Path) -> None:
    with pytest.raises(InputError, match="TBX has one layout"):
        run("export", "a.tbx", "--layout", "wide", cwd=folder)
    (folder / "plain").write_text("a file", "utf-8")
    with pytest.raises(InputError, match="give another FILE") as caught:
        run("export", "plain/a.tbx", cwd=folder)
    assert "--out" not in str(caught.value)


def test_ten_thousand_terms_are_read_and_merged_in_seconds() -> None:
    loaded = file("id,vi,en,de,ja\n" + "".join(f"c{n},từ {n},word {n},Wort {n},語{n}\n" for n in range(2_500)))
    start = time.process_time()
    merged = merge(base(), loaded)
    data = tbx.format_tbx(base(*merged.concepts))
    assert len(tbx.parse(data, "x").concepts) == 2_500
    assert time.process_time() - start < 10


def test_the_time_of_an_import_has_a_zone(folder: Path) -> None:
    (folder / "x.csv").write_text("id,de\na,Volk\n", "utf-8")
    run("import", "x.csv", "--glossary", "my.tbx", cwd=folder)
    (change,) = tbx.read(folder / "my.tbx").history
    assert abs((datetime.now(UTC) - change.when).total_seconds()) < 60


def test_a_language_that_one_concept_has_is_told_of_one_concept() -> None:
    data = (
        b'<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="a">'
        b'<langSec xml:lang="fr"><termSec><term>peuple</term></termSec></langSec></conceptEntry></body></text></tbx>'
    )
    assert loading.parse(data, "x.tbx", "tbx").notes[0].endswith("kept for the way back: fr in 1 concept")
