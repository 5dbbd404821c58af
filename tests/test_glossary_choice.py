"""Which glossary texts are held to: by option, variable or kheo.toml, in any format, for a customer; and what is told of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossary import tbx
from glossary.concept import Approval, Concept, Status, Term
from glossary.termbase.termbase import Termbase
from pipeline import settings
from pipeline.cli import main, options

CONCEPT = Concept(
    "can-bo",
    (
        Term("official", "en", Status.PREFERRED),
        Term("Kader", "de", Status.FORBIDDEN),
        Term("Amtsträger", "de", Status.PREFERRED),
        Term("Funktionär", "de", Status.FORBIDDEN, customers=("Acme",)),
        Term("Beamter", "de", Status.FORBIDDEN, approval=Approval.PROPOSED),
    ),
)
ENGLISH = "The officials met\n\nThe officials of the province met on Monday to talk about the new bridge.\n"
GERMAN = (
    "Funktionäre trafen sich\n\nFunktionäre der Provinz trafen sich am Montag, um über die neue Brücke zu sprechen.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("KHEO_GLOSSARY", "KHEO_CUSTOMER"):
        monkeypatch.delenv(name, raising=False)
    Path("my.tbx").write_bytes(tbx.format_tbx(Termbase({"can-bo": CONCEPT})))
    Path("x.csv").write_text("concept_id,lang,term,status\ncan-bo,de-DE,Amtsträger,\ncan-bo,en,official,\n", "utf-8")
    Path("m.en.txt").write_text(ENGLISH, "utf-8")
    Path("m.de.txt").write_text(GERMAN, "utf-8")
    return tmp_path


def terms(name: str | None) -> list[str]:
    return [term.text for concept in options.glossary(name) for term in concept.terms_in("de")]


def test_every_format_is_read_by_its_name(folder) -> None:
    assert terms("my.tbx") == ["Kader", "Amtsträger"]
    assert terms("x.csv") == ["Amtsträger"]  # de-DE is German


def test_kheo_toml_names_the_glossary_and_an_option_is_stronger(folder) -> None:
    Path("kheo.toml").write_text('glossary = "x.csv"\n', "utf-8")
    assert terms(None) == ["Amtsträger"]
    assert terms("my.tbx") == ["Kader", "Amtsträger"]


def test_a_customer_comes_from_the_option_the_variable_or_kheo_toml_in_this_order(folder, monkeypatch) -> None:
    assert options.customer() == ""
    Path("kheo.toml").write_text('customer = "Acme"\n', "utf-8")
    assert terms("my.tbx") == ["Kader", "Amtsträger", "Funktionär"]
    monkeypatch.setenv("KHEO_CUSTOMER", "Beta")
    assert options.customer() == "Beta"
    assert terms("my.tbx") == ["Kader", "Amtsträger"]


def test_kheo_toml_is_told_of_what_it_may_not_say(folder) -> None:
    Path("kheo.toml").write_text("user = 5\n", "utf-8")
    with pytest.raises(Exception, match="user is 5; it must be the name of who changes the glossary"):
        settings.read()


def check(*arguments: str):
    found = CliRunner().invoke(main, ["check", ".", *arguments, "--format", "json"], catch_exceptions=False)
    return {(each["code"], each["concept"]) for each in json.loads(found.stdout)}, found


def test_a_term_that_is_forbidden_for_one_customer_is_told_to_this_one_only(folder) -> None:
    assert ("T103", "can-bo") not in check("--glossary", "my.tbx")[0]
    assert ("T103", "can-bo") in check("--glossary", "my.tbx", "--customer", "Acme")[0]


def test_a_customer_whom_the_glossary_does_not_know_is_told(folder) -> None:
    assert (
        "my.tbx: no term of it is for the customer 'ACME', only for Acme"
        in check("--glossary", "my.tbx", "--customer", "ACME")[1].stderr
    )


def test_a_glossary_without_a_term_of_a_texts_language_is_told(folder) -> None:
    Path("en.csv").write_text("concept_id,lang,term\ncan-bo,en,official\ncan-bo,vi,cán bộ\n", "utf-8")
    records = json.loads(check("--glossary", "en.csv")[1].stdout)
    (told,) = [each for each in records if each["code"] == "R105"]
    assert told["message"].startswith(
        "the glossary en.csv has no approved term of German to check by (only of English and Vietnamese); add some"
    )
    assert all(each["code"] != "R105" for each in json.loads(check("--glossary", "none")[1].stdout))
    assert all(each["code"] != "R105" for each in json.loads(check("--glossary", "my.tbx")[1].stdout))
