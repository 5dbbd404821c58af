"""What an import leaves behind for the next one: undone, repeated, told again with another status."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glossary import tables, tbx
from glossary.concept import Approval, Concept, Status, Term
from glossary.importing import import_into
from glossary.loaded import Loaded
from glossary.merging import merge
from glossary.suspects import suspects
from glossary.tables import columns
from glossary.termbase import changes
from glossary.termbase.store import open_store, update
from glossary.termbase.termbase import Termbase
from pipeline.cli.terms import terms as group


def base(*concepts: Concept) -> Termbase:
    return Termbase({concept.id: concept for concept in concepts})


def file(text: str) -> Loaded:
    return tables.parse(text.encode(), "x.csv")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(group, list(arguments), env={"KHEO_USER": "An", "KHEO_GLOSSARY": "my.tbx"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def living(path: Path = Path("my.tbx")) -> list[tuple[str, str, str]]:
    return [
        (concept.id, term.lang, term.text)
        for concept in tbx.read(path).concepts.values()
        for term in concept.terms
        if term.approval is Approval.APPROVED
    ]


def test_what_an_undo_of_an_import_took_away_comes_in_again(folder: Path) -> None:
    (folder / "p1.csv").write_text("vi,de,definition\nnhân dân,Volk,wrong\ncơ quan,Amt,\n", "utf-8")
    run("import", "p1.csv")
    run("undo")
    assert living() == []
    (folder / "p1.csv").write_text("vi,de,definition\nnhân dân,Leute,right\ncơ quan,Amt,\n", "utf-8")
    result = run("import", "p1.csv")
    assert result.output == "p1.csv: 2 added, 0 changed, 0 unchanged\n"
    assert living() == [
        ("co-quan", "vi", "cơ quan"), ("co-quan", "de", "Amt"), ("nhan-dan", "vi", "nhân dân"), ("nhan-dan", "de", "Leute"),
    ]  # fmt: skip
    people = tbx.read(folder / "my.tbx").concepts["nhan-dan"]
    assert people.definition == "right"
    assert people.terms[-1].status is Status.PREFERRED
    run("undo")
    run("import", "p1.csv")
    assert len(living()) == 4


def test_what_a_person_removed_stays_so_even_where_an_undo_leads_back_to_it(folder: Path) -> None:
    (folder / "p1.csv").write_text("vi,de\nnhân dân,Volk\n", "utf-8")
    run("import", "p1.csv")
    run("remove", "nhan-dan", "--de", "Volk")
    result = run("import", "p1.csv")
    assert "de Volk (kheo terms add nhan-dan --de Volk): was removed before and stays so" in result.stderr
    run("add", "nhan-dan", "--de", "Volk")
    assert len(living()) == 2
    run("undo")
    assert "stays so" in run("import", "p1.csv").stderr
    assert len(living()) == 1


def test_an_added_concept_that_was_undone_can_be_added_again(folder: Path) -> None:
    for _ in range(2):
        assert run("add", "--vi", "nhân dân", "--de", "Volk", "--subject", "party").exit_code == 0
        run("undo")
    assert run("add", "nhan-dan", "--vi", "nhân dân", "--subject", "state").exit_code == 0
    assert living() == [("nhan-dan", "vi", "nhân dân")]
    assert tbx.read(folder / "my.tbx").concepts["nhan-dan"].subject == "state"


def test_a_removed_concept_says_how_it_comes_back(folder: Path) -> None:
    from corpora.errors import InputError

    run("add", "--vi", "nhân dân")
    run("remove", "nhan-dan")
    with pytest.raises(InputError, match=r"was removed .*`kheo terms undo nhan-dan` brings it back"):
        run("add", "--vi", "nhân dân")


@pytest.mark.parametrize(
    "text", ["de,de status\nPöbel,forbidden\n", "id,de,de status\na,Volk; Leute,preferred; admitted\n"]
)
def test_terms_that_no_one_prefers_find_their_concept_again(text: str) -> None:
    first = base(*merge(base(), file(text)).concepts)
    assert merge(first, file(text)).unchanged == 1
    other = "de,de status\nLeute,admitted\n"
    assert merge(first, file(other)).added == ("Leute" not in text)
    assert merge(first, file("de,de status,en\nPöbel,forbidden,mob\n")).added == ("Leute" in text)


def test_a_banned_term_does_not_join_concepts_that_prefer_different_ones() -> None:
    first = base(*merge(base(), file("de,en,de status\nPöbel,mob,forbidden\n")).concepts)
    assert merge(first, file("de,en,de status\nPöbel,rabble,forbidden\n")).added == 1


def test_a_status_that_changes_is_told(folder: Path) -> None:
    run("add", "--vi", "nhân dân", "--de", "Volk")
    (folder / "x.csv").write_text("vi,de,de status\nnhân dân,Volk,admitted\n", "utf-8")
    assert run("import", "x.csv").stdout == (
        "x.csv: 0 added, 1 changed, 0 unchanged; 1 term changed status: de Volk preferred → admitted (nhan-dan)\n"
    )


def test_terms_that_differ_in_capitals_alone_are_told() -> None:
    first = base(*merge(base(), file("id,vi\na,ủy ban\n")).concepts)
    merged = merge(first, file("id,vi\na,Ủy ban\nb,ủy Ban\n"))
    assert merged.notes[-1] == (
        "vi ủy Ban (b) and ủy ban (a), vi ủy Ban (b) and Ủy ban (a), vi Ủy ban (a) and ủy ban (a), vi Ủy ban (a) and ủy Ban (b): "
        "differ in capitals alone"
    )
    assert merge(base(*merged.concepts), file("id,vi\na,Ủy ban\n")).notes == ()


def test_an_import_tells_what_the_linter_has_against_it(folder: Path) -> None:
    (folder / "x.csv").write_text(
        "concept_id,lang,term,status\n"
        + "".join(f"c{n},de,Volk,preferred\nd{n},de,Volk,forbidden\n" for n in range(4)),
        "utf-8",
    )
    told = [line for line in run("import", "x.csv").stderr.splitlines() if " G1" in line or "more problems" in line]
    assert len(told) == 6
    assert told[-1].endswith("more problems that are new; `kheo terms lint` lists all")
    assert not any(" G1" in line for line in run("import", "x.csv").stderr.splitlines())


@pytest.mark.parametrize("ids", ["", "1;"])
def test_a_ban_of_a_row_is_not_of_the_term_that_another_row_uses(ids: str) -> None:
    head = "ID;" if ids else ""
    text = f"{head}Deutsch;Vietnamesisch;Status\n{ids}Gut;tốt;bevorzugt\n{ids}Schlecht;tốt;verboten\n"
    (concept,) = merge(base(), file(text)).concepts
    assert {term.text: term.status for term in concept.terms} == {
        "Gut": Status.PREFERRED, "Schlecht": Status.FORBIDDEN, "tốt": Status.PREFERRED,
    }  # fmt: skip
    assert merge(base(concept), file(text)).unchanged == 1


def test_a_ban_of_a_row_is_not_of_the_term_that_the_glossary_uses() -> None:
    first = base(*merge(base(), file("Deutsch;Vietnamesisch\nGut;tốt\n")).concepts)
    loaded = file("Deutsch;Vietnamesisch;Status\nSchlecht;tốt;verboten\n")
    (concept,) = merge(first, loaded).concepts
    assert {term.text: term.status for term in concept.terms} == {
        "Gut": Status.PREFERRED, "Schlecht": Status.FORBIDDEN, "tốt": Status.PREFERRED,
    }  # fmt: skip
    assert loaded.notes[0].startswith("x.csv:2: the status bans the terms of all languages of the row")
    assert all(term.status is Status.FORBIDDEN for each in merge(base(), loaded).concepts for term in each.terms)


def test_a_ban_that_other_rows_do_not_tell_of_is_of_the_language_that_the_file_bans_terms_of() -> None:
    text = "Deutsch;Vietnamesisch;Status\nGut;tốt;bevorzugt\nSchlecht;tốt;verboten\nSchlecht;tệ;bevorzugt\nPöbel;quần chúng;verboten\n"
    text += "Auch;tốt;zugelassen\nMies;tốt;verboten\n"
    good, bad, mob = merge(base(), file(text)).concepts
    assert {term.text: term.status.value for term in good.terms} == {
        "Gut": "preferred", "Schlecht": "forbidden", "tốt": "preferred", "Auch": "admitted", "Mies": "forbidden",
    }  # fmt: skip
    assert {term.text: term.status.value for term in bad.terms} == {"Schlecht": "preferred", "tệ": "preferred"}
    assert {term.text: term.status.value for term in mob.terms} == {"Pöbel": "forbidden", "quần chúng": "preferred"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("24.07.2026", "look like dates"), ("3-Mär", "look like dates"), ("#REF!", "are errors of a spreadsheet"),
        ("=VLOOKUP(A1)", "look like formulas"), ("12,5", "are numbers"), ("WAHR", "are numbers or truth values"),
        ('"Volk', "have a quotation mark"), ("Haus (n.)", "tell their gender"), ("Auto / Wagen", "with a slash between"),
        ("car\\, automobile", "with a comma between"),
    ],
)  # fmt: skip
def test_what_is_likely_no_term_is_told_with_what_to_do(text: str, what: str) -> None:
    cell = text.replace("\\", "")
    found = [Concept("a", (Term(cell, "de", Status.PREFERRED),))] * 4
    (told,) = suspects(found)
    assert ": " + ", ".join([f"de {cell!r}"] * 3) + " and 1 more; " in told
    assert what in told
    assert not list(suspects([Concept("a", (Term("Volk (im Sinn von Demos)", "de", Status.PREFERRED),))]))


def test_characters_that_nobody_sees_are_removed_and_told(folder: Path) -> None:
    loaded = file("id,de\na,\u200bVolk\ufeff\n")
    assert [term.text for concept in loaded.termbase.concepts.values() for term in concept.terms] == ["Volk"]
    assert loaded.notes == ("x.csv: removed characters that nobody sees from 1 cells: 'Volk'",)
    (folder / "x.csv").write_text("id;de\na;Auto / Wagen\n", "utf-8")
    assert (
        "Note: terms that look like several terms with a slash between: de 'Auto / Wagen'; part"
        in run("import", "x.csv").stderr
    )


def entry(status: str, term: str = "Volk", second: str = "") -> Loaded:
    note = f'<termNote type="administrativeStatus">{status}</termNote>{second}'
    return tbx.load(
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>x</p>'
        '</sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id="a"><langSec xml:lang="de"><termSec>'
        f"<term>{term}</term>{note}</termSec></langSec></conceptEntry></body></text></tbx>".encode(),
        "x.tbx",
    )


def test_a_status_that_means_nothing_is_told_and_kept_once() -> None:
    merged = merge(base(), entry("odd"))
    (concept,) = merged.concepts
    assert concept.terms[0].status is Status.ADMITTED
    assert merged.notes == (
        "de Volk (a): has the status 'odd', which means nothing to kheo; a new term is admitted, others keep theirs",
    )
    assert merge(base(concept), entry("odd")).unchanged == 1
    (again,) = merge(base(concept), entry("other")).concepts
    assert len(again.terms[0].extra) == 1
    both = entry("other", second='<termNote type="x-kheo-status-as-read">odd</termNote>')
    assert len(both.termbase.concepts["a"].terms[0].extra) == 1


def test_a_concept_of_empty_terms_is_left_out_and_told() -> None:
    merged = merge(base(), entry("odd", term=""))
    assert (merged.concepts, merged.added) == ((), 0)
    assert merged.notes == ("a (de): a term without text was left out", "a: has no terms and was left out")


def test_an_import_that_finds_the_file_changed_is_made_again_with_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "my.tbx"
    author = changes.Author("An", datetime(2026, 1, 1, tzinfo=UTC))
    rivals = [Concept(f"r{n}", (Term(f"Rivale {n}", "de", Status.PREFERRED),)) for n in range(7)]

    class Busy:
        """A store into which somebody else writes after each of the first readings."""

        def __init__(self) -> None:
            self.kept = open_store(path, create=True)
            self.name, self.version, self.write = self.kept.name, self.kept.version, self.kept.write

        def read(self) -> Termbase:
            there = self.kept.read()
            if rivals:
                rival = rivals.pop()
                update(self.kept, lambda termbase: changes.add(termbase, rival, author))
            return there

    given = Concept("volk", (Term("Volk", "de", Status.PREFERRED),))
    merged = import_into(Busy(), Loaded(Termbase({"volk": given})), author)
    assert (merged.added, len(open_store(path).read().concepts)) == (1, 8)
    written = path.read_bytes()
    assert import_into(Busy(), Loaded(Termbase({"volk": given})), author).unchanged == 1
    assert path.read_bytes() == written


def test_a_term_that_a_file_keeps_for_a_customer_is_told() -> None:
    first = base(*merge(base(), file("id,de\na,Volk\n")).concepts)
    merged = merge(first, file("id,de,customers\na,Volk,ACME\n"))
    assert merged.notes == ("de Volk (ACME): was for everybody and is for these customers alone now",)


def test_the_page_and_the_help_name_every_field(folder: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "importing.md").read_text("utf-8")
    shown = " ".join(run("import", "--help").output.replace("\n", " ").split())
    for field in columns.FIELDS:
        assert f"`{field}`" in page
        assert field in shown


def test_the_example_of_the_page_is_read_as_it_says(folder: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "importing.md").read_text("utf-8")
    wide, long = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    for text in (wide, long):
        merged = merge(base(), file(text))
        assert {(term.text, term.status.value) for concept in merged.concepts for term in concept.terms} >= {
            ("Volk", "preferred"), ("Pöbel", "forbidden"), ("nhân dân", "preferred"),
        }  # fmt: skip
        assert len(merged.concepts) == 2
