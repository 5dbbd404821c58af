"""`kheo terms`: what a translator types, what comes back, and what stands in the file afterwards."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossary.termbase.store import open_store
from pipeline.cli import main


@pytest.fixture
def kheo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("KHEO_GLOSSARY", "KHEO_CUSTOMER", "KHEO_USER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KHEO_GLOSSARY", "my.tbx")
    monkeypatch.setenv("KHEO_USER", "Anna")
    runner = CliRunner()

    def run(*arguments: str, code: int = 0):
        found = runner.invoke(main, ("terms", *arguments), catch_exceptions=False)
        assert found.exit_code == code, found.output
        return found

    return run


@pytest.fixture
def filled(kheo):
    kheo("add", "--vi", "dân vận khéo", "--de", "geschickte Massenmobilisierung", "--definition", "winning people over")
    kheo("add", "dan-van-kheo", "--de", "kluge Massenarbeit", "--status", "deprecated", "--note", "sounds like cunning")
    kheo("add", "--vi", "nhân dân", "--de", "Volk", "--term", "en=people", "--definition", "all who live there")
    return kheo


def kept():
    return open_store("my.tbx").read()


def texts(concept_id: str) -> list[tuple[str, str, str, str]]:
    return [(t.lang, t.text, t.status.value, t.approval.value) for t in kept().concepts[concept_id].terms]


def test_a_concept_is_added_under_an_id_made_of_its_vietnamese_term_and_the_line_says_how_to_undo_it(kheo) -> None:
    found = kheo(
        "add", "--de", "geschickte Massenmobilisierung", "--vi", "dân vận khéo", "--reason", "as in the handbook"
    )
    (line,) = found.stdout.splitlines()
    change = kept().history[0]
    assert line == (
        "dan-van-kheo: vi dân vận khéo added; de geschickte Massenmobilisierung added "
        f"[add {change.id[:8]}, take back with: kheo terms undo {change.id[:8]}]"
    )
    assert "my.tbx: a new glossary" in found.stderr
    assert (change.who, change.why) == ("Anna", "as in the handbook")


def test_a_glossary_in_tbx_2_is_said_to_be_another_version_once_it_is_written(kheo, tmp_path) -> None:
    kheo("add", "volk", "--de", "Volk")
    new = Path("my.tbx").read_text("utf-8")
    entry = '<termEntry id="volk"><langSet xml:lang="de"><tig><term>Volk</term></tig></langSet></termEntry>'
    Path("my.tbx").write_text(f'<martif type="TBX"><text><body>{entry}</body></text></martif>', "utf-8")
    told = "Note: my.tbx: was TBX 2 and is TBX 3 from now on"
    assert told in kheo("add", "volk", "--en", "people").stderr
    assert Path("my.tbx").read_text("utf-8").splitlines()[:2] == new.splitlines()[:2]
    assert told not in kheo("add", "volk", "--en", "nation").stderr
    Path("my.tbx").write_text(f'<martif type="TBX"><text><body>{entry}</body></text></martif>', "utf-8")
    Path("x.csv").write_text("id,de,en\nvolk,Volk,people\n", "utf-8")
    assert told in kheo("import", "x.csv").stderr
    assert told not in kheo("import", "x.csv").stderr


def test_terms_are_added_to_a_concept_named_by_a_term_of_it(filled) -> None:
    filled("add", "Dân Vận Khéo", "--de", "umsichtige Massenarbeit", "--en", "skilful mass mobilization")
    assert ("de", "umsichtige Massenarbeit", "admitted", "approved") in texts("dan-van-kheo")
    assert ("en", "skilful mass mobilization", "preferred", "approved") in texts("dan-van-kheo")


def test_a_new_id_that_reads_like_a_term_is_refused(filled) -> None:
    found = filled("add", "volk", "--de", "Nation", code=2)
    assert (
        "'volk': no id that is there, but a term of 'nhan-dan' (vi nhân dân, en people, de Volk); give nhan-dan"
        in found.stderr
    )


def test_terms_of_one_language_stand_together_as_in_the_file(filled) -> None:
    filled("add", "nhan-dan", "--vi", "quần chúng")
    assert [text for _, text, _, _ in texts("nhan-dan")] == ["nhân dân", "quần chúng", "people", "Volk"]


def test_a_note_is_said_of_the_terms_where_the_concept_is_there_and_else_of_the_concept(filled) -> None:
    assert kept().concepts["dan-van-kheo"].terms[-1].note == "sounds like cunning"
    filled("add", "--de", "Kader", "--note", "mostly plural")
    assert (kept().concepts["kader"].note, kept().concepts["kader"].terms[0].note) == ("mostly plural", "")


def test_values_are_taken_as_beginnings_and_in_other_spellings(filled) -> None:
    filled(
        "edit", "nhan-dan", "--de", "Volk", "--gender", "n", "--pos", "Substantiv", "--case", "ins", "--status", "adm"
    )
    term = kept().concepts["nhan-dan"].terms_in("de")[0]
    assert (term.gender, term.part_of_speech, term.case, term.status) == ("neuter", "noun", "insensitive", "admitted")
    filled("edit", "nhan-dan", "--de", "Volk", "--gender", "none")
    assert kept().concepts["nhan-dan"].terms_in("de")[0].gender is None
    found = filled("edit", "nhan-dan", "--de", "Volk", "--gender", "x", code=2)
    assert "'x' is none of masculine, feminine, neuter, other, none" in found.stderr


def test_an_edit_tells_what_was_and_what_is(filled) -> None:
    found = filled("edit", "nhan-dan", "--de", "Volk", "--status", "admitted", "--note", "not in headlines")
    assert found.stdout.startswith(
        "nhan-dan: de Volk: status 'preferred' → 'admitted'; de Volk: note 'not in headlines' [edit "
    )


def test_a_term_is_renamed_and_keeps_all_else(filled) -> None:
    found = filled("edit", "nhan-dan", "--de", "Volk", "--text", "Menschen")
    assert found.stdout.startswith("nhan-dan: de Volk: text 'Volk' → 'Menschen' [edit ")
    assert ("de", "Menschen", "preferred", "approved") in texts("nhan-dan")
    assert "'people' is there already" in filled("add", "nhan-dan", "--en", "people", code=2).stderr


def test_a_concept_is_edited_where_no_term_is_named_and_an_empty_text_clears(filled) -> None:
    filled("edit", "nhan-dan", "--subject", "politics", "--note", "often in speeches", "--do-not-translate")
    concept = kept().concepts["nhan-dan"]
    assert (concept.subject, concept.note, concept.do_not_translate) == ("politics", "often in speeches", True)
    filled("edit", "nhan-dan", "--note", "", "--translate")
    assert (kept().concepts["nhan-dan"].note, kept().concepts["nhan-dan"].do_not_translate) == ("", False)


def test_a_field_of_terms_without_a_term_is_refused(filled) -> None:
    found = filled("edit", "nhan-dan", "--status", "admitted", code=2)
    assert "concept 'nhan-dan': --status is said of a term; name it too, such as --vi 'nhân dân'" in found.stderr


def test_a_gender_for_terms_of_two_languages_is_refused(filled) -> None:
    assert "one language at a time" in filled("add", "--de", "Land", "--en", "country", "--gender", "n", code=2).stderr


def test_a_pattern_makes_a_term_match_by_it(filled) -> None:
    filled("edit", "nhan-dan", "--de", "Volk", "--pattern", "V[oö]lk")
    assert kept().concepts["nhan-dan"].terms_in("de")[0].match == "regex"


def test_a_term_is_kept_for_one_customer_and_then_for_all(filled) -> None:
    filled("edit", "nhan-dan", "--de", "Volk", "--for", "Acme", "--for", "Beta")
    assert kept().concepts["nhan-dan"].terms_in("de")[0].customers == ("Acme", "Beta")
    assert "Volk" not in filled("list", "--customer", "Gamma").stdout
    filled("edit", "nhan-dan", "--de", "Volk", "--for", "all")
    assert kept().concepts["nhan-dan"].terms_in("de")[0].customers == ()


def test_what_is_proposed_is_approved_or_rejected(filled) -> None:
    filled("propose", "nhan-dan", "--de", "Menschen", "--user", "Bình")
    assert filled("list", "--approval", "proposed").stdout == "nhan-dan  de Menschen (admitted, proposed)\n"
    filled("approve", "nhan-dan")
    assert ("de", "Menschen", "admitted", "approved") in texts("nhan-dan")
    filled("propose", "nhan-dan", "--de", "Leute")
    filled("reject", "nhan-dan", "--de", "Leute", "--reason", "too casual")
    assert ("de", "Leute", "admitted", "rejected") in texts("nhan-dan")
    assert (
        "is there already, rejected; `kheo terms approve` lets it in after all"
        in filled("propose", "nhan-dan", "--de", "Leute", code=2).stderr
    )


def test_several_concepts_are_removed_at_once_and_come_back_at_once(filled) -> None:
    filled("remove", "nhan-dan", "dan-van-kheo", "--reason", "a try")
    assert filled("list").stdout == ""
    assert len(filled("undo").stdout.splitlines()) == 2
    assert len(filled("list").stdout.splitlines()) == 2


def test_undo_takes_nothing_a_change_or_a_concept(filled) -> None:
    filled("edit", "nhan-dan", "--note", "one")
    note = kept().history[-1].id
    filled("edit", "dan-van-kheo", "--note", "two")
    assert filled("undo", note).stdout.startswith("nhan-dan: note 'one' taken out [undo ")
    assert filled("undo", "dân vận khéo").stdout.startswith("dan-van-kheo: note 'two' taken out [undo ")
    assert filled("undo").stdout.startswith("nhan-dan: vi nhân dân: approval 'approved' → 'removed'")
    assert "change '12345678': no change has this id" in filled("undo", "12345678", code=2).stderr


def test_the_undo_line_can_be_typed_as_it_stands(filled, tmp_path) -> None:
    line = filled("edit", "nhan-dan", "--note", "x", "--glossary", "my.tbx").stdout
    typed = re.search(r"take back with: kheo terms (.*)\]", line)
    assert typed is not None
    assert "--glossary my.tbx" in typed.group(1)
    filled(*typed.group(1).split())
    assert kept().concepts["nhan-dan"].note == ""


def test_the_history_tells_when_who_what_and_why(filled) -> None:
    filled("edit", "nhan-dan", "--note", "x", "--reason", "asked by Bình")
    filled("undo")
    lines = filled("history", "nhan-dan").stdout.splitlines()
    edit = kept().history[-2].id[:8]
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\d \d\d:\d\d  \w{{8}}  Anna: undo {edit} nhan-dan", lines[0])
    assert lines[1] == "    note 'x' taken out"
    assert lines[2].endswith(f"{edit}  Anna: edit nhan-dan [undone]")
    assert lines[3:5] == ["    note 'x'", "    why: asked by Bình"]
    assert len(filled("history", "-n", "1").stdout.splitlines()) == 2
    records = json.loads(filled("history", "--format", "json").stdout)
    assert [record["action"] for record in records] == ["undo", "edit", "add", "add", "add"]
    assert records[1] | {"when": ""} == {
        "id": kept().history[-2].id, "concept": "nhan-dan", "action": "edit", "who": "Anna", "when": "", "why": "asked by Bình",
        "what": ["note 'x'"], "undoes": None, "undone": True,
    }  # fmt: skip


def test_show_tells_all_of_a_concept_by_its_id_or_a_term(filled) -> None:
    text = filled("show", "kluge massenarbeit").stdout
    assert text == filled("show", "dan-van-kheo").stdout
    for part in (
        "dan-van-kheo\nwinning people over\n",
        "\nVietnamese\n  dân vận khéo ",
        "note: sounds like cunning",
        "\nHistory\n",
    ):
        assert part in text
    record = json.loads(filled("show", "dan-van-kheo", "--format", "json").stdout)
    assert [term["text"] for term in record["terms"]] == [
        "dân vận khéo",
        "geschickte Massenmobilisierung",
        "kluge Massenarbeit",
    ]
    assert len(record["history"]) == 2


def test_show_of_what_is_not_there_names_the_nearest_and_of_what_is_there_twice_the_candidates(filled) -> None:
    assert "the nearest are dan-van-kheo" in filled("show", "dan-van-keo", code=2).stderr
    filled("add", "dan-toc", "--de", "Volk")
    assert (
        "2 concepts: dan-toc (de Volk); nhan-dan (vi nhân dân, en people, de Volk); give the id"
        in filled("show", "volk", code=2).stderr
    )


def test_the_list_is_filtered_by_language_status_and_text(filled) -> None:
    assert filled("list", "--status", "deprecated").stdout == "dan-van-kheo  de kluge Massenarbeit (deprecated)\n"
    assert filled("list", "--lang", "en").stdout == "nhan-dan  en people\n"
    assert filled("list", "VẬN").stdout.startswith("dan-van-kheo  vi dân vận khéo · de geschickte")
    assert json.loads(filled("list", "nothing", "--format", "json").stdout) == []
    assert "2 concepts of my.tbx" in filled("list").stderr


def test_who_is_asked_for_and_kheo_toml_may_tell(filled, monkeypatch) -> None:
    monkeypatch.delenv("KHEO_USER")
    assert "give --user NAME, set KHEO_USER" in filled("edit", "nhan-dan", "--note", "x", code=2).stderr
    Path("kheo.toml").write_text('user = "Chi"\n', "utf-8")
    filled("edit", "nhan-dan", "--note", "x")
    assert kept().history[-1].who == "Chi"
    filled("edit", "nhan-dan", "--note", "y", "--user", "Dora")
    assert kept().history[-1].who == "Dora"


def test_a_change_that_brings_a_contradiction_says_so(filled) -> None:
    found = filled("edit", "dan-van-kheo", "--de", "kluge Massenarbeit", "--status", "preferred")
    assert "Note: dan-van-kheo: warning G201: two preferred de terms" in found.stderr


def test_lint_fails_on_errors_only(filled) -> None:
    found = filled("lint")
    assert "G403" in found.stdout
    assert "my.tbx: " in found.stderr
    filled("add", "the-people", "--vi", "nhân dân", "--de", "Volk", "--en", "people")
    assert "error G103: has the same terms as" in filled("lint", code=1).stdout
    assert [
        each["code"] for each in json.loads(filled("lint", "--select", "G103", "--format", "json", code=1).stdout)
    ] == ["G103"] * 2
    filled("lint", "--ignore", "G103")


def test_the_starter_glossary_is_looked_at_and_not_changed(kheo, monkeypatch) -> None:
    monkeypatch.delenv("KHEO_GLOSSARY")
    assert "dân vận khéo" in kheo("show", "dan-van-kheo").stdout
    assert "make a copy of your own: `kheo terms export my.tbx`" in kheo("remove", "dan-van-kheo", code=2).stderr
    assert "name a file" in kheo("list", "--glossary", "none", code=2).stderr


def test_a_misspelled_path_is_not_edited_into_being(kheo) -> None:
    assert "my.tbx: no such file" in kheo("edit", "x", "--note", "y", code=2).stderr
    assert "my.tbx: no such file" in kheo("list", code=2).stderr
    assert not Path("my.tbx").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "--term", "Volk"), "--term 'Volk': no language; write it as LANG=TERM, such as de=Volk"),
        (("add", "--term", "fr=peuple"), "'fr' is no language that kheo knows (vi, en, de, ja)"),
        (("add", "--de", " – "), "no letter and no digit"),
        (("add", "x"), "no terms; give at least one"),
        (("add", "Một số", "--vi", "một số"), "no id; write letters, digits"),
        (("add", "--ja", "大衆"), "give one in Latin letters"),
        (("add", "--de", "Volk", "--de", "Volk"), "--de 'Volk': given twice"),
        (("edit",), "Missing argument 'CONCEPT'"),
    ],
)
def test_what_is_typed_wrong_is_told_in_one_line(kheo, arguments, message: str) -> None:
    found = kheo(*arguments, code=2)
    assert message in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1


def test_a_locale_is_kept_beside_the_language(kheo) -> None:
    kheo("add", "quoc-hoi", "--term", "de-AT=Nationalrat", "--term", "de=Nationalversammlung")
    assert [(term.lang, term.locale) for term in kept().concepts["quoc-hoi"].terms_in("de")] == [
        ("de", "de-AT"),
        ("de", ""),
    ]


def test_every_command_has_an_example_or_needs_none(kheo) -> None:
    for command in ("add", "edit", "remove", "propose", "approve", "reject", "undo", "list", "show", "lint"):
        assert f"Examples:\n    kheo terms {command}" in kheo(command, "--help").stdout


def test_a_pattern_that_is_no_regular_expression_is_never_kept_and_old_ones_name_the_command_that_mends_them(
    filled, tmp_path: Path
) -> None:
    before = Path("my.tbx").read_bytes()
    said = r"concept 'plan', term 'Plan Nr.' (de): the pattern '(\d' is no regular expression"
    for verb in ("add", "propose"):
        assert said in filled(verb, "plan", "--de", "Plan Nr.", "--pattern", r"(\d", code=2).stderr
    assert "'Volk[' is no" in filled("edit", "nhan-dan", "--de", "Volk", "--pattern", "Volk[", code=2).stderr
    Path("bad.csv").write_text("id,de,match,pattern\nplan,Plan,regex,(a\nziel,Ziel,,\n", "utf-8")
    assert "bad.csv: concept 'plan'" in filled("import", "bad.csv", code=2).stderr
    assert Path("my.tbx").read_bytes() == before
    filled("edit", "nhan-dan", "--de", "Volk", "--pattern", "Volk(s?)")
    Path("my.tbx").write_text(Path("my.tbx").read_text("utf-8").replace("Volk(s?)", "Volk(s?"), "utf-8")
    Path("a.de.txt").write_text("Das Volk ist hier.\n", "utf-8")
    error = filled("find", "Volk", "a.de.txt", code=2).stderr
    assert "my.tbx: concept 'nhan-dan'" in error
    assert "`kheo terms edit nhan-dan --de Volk --pattern REGEX`" in error
    filled("edit", "nhan-dan", "--de", "Volk", "--pattern", "Volks?")
    filled("find", "Volk", "a.de.txt")


def test_a_new_concept_names_the_one_that_may_have_been_meant(filled) -> None:
    assert "dan-van-keo: a new concept; the nearest is dan-van-kheo" in filled("add", "dan-van-keo", "--de", "x").stderr
    assert "new concept" not in filled("add", "dan-van-kheo", "--de", "y").stderr


def test_nothing_to_do_is_said_in_one_short_line(filled) -> None:
    for verb in ("add", "propose"):
        assert "no terms; give at least one, such as --de Volk" in filled(verb, code=2).stderr
        assert "no customer; give a name" in filled(verb, "--de", "x", "--for", "", code=2).stderr
    filled("edit", "nhan-dan", "--de", "Volk", "--for", "", "--note", "all")
    error = filled("approve", "dan-van-kheo", code=2).stderr
    assert error == "Error: concept 'dan-van-kheo': nothing to approve, its terms are 3 approved\n"


def test_a_pattern_is_told_with_the_backslashes_that_were_typed(filled) -> None:
    assert r"pattern '\bVolks?\b'" in filled("edit", "nhan-dan", "--de", "Volk", "--pattern", r"\bVolks?\b").stdout


@pytest.mark.parametrize("name", ["a.tbx", "a.tmx"])
def test_files_that_hold_no_glossary_are_called_what_they_are(kheo, name: str) -> None:
    Path(name).write_bytes(b"")
    assert f"{name}: is empty" in kheo("list", "--glossary", name, code=2).stderr
    Path(name).write_bytes(b"\x7fELF\x02\x01\x01\0\0\0\0\xd0")
    assert f"{name}: is no text, but a program" in kheo("list", "--glossary", name, code=2).stderr


def test_what_a_file_says_beyond_the_fields_is_shown_as_more(filled) -> None:
    text = Path("my.tbx").read_text("utf-8")
    term = "<term>Volk</term>"
    assert term in text
    told = (
        '<descrip type="context">Das <hi>Volk</hi> &amp; mehr</descrip><descrip type="Usage note">in speeches</descrip>'
    )
    Path("my.tbx").write_text(text.replace(term, term + told), "utf-8")
    assert "      more: Usage note in speeches\n" in filled("show", "nhan-dan").stdout
