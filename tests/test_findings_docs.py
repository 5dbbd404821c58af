"""docs/findings.md tells every code, as it is."""

import re
from pathlib import Path

import pytest

from corpora.finding import RULES

DOCUMENT = (Path(__file__).parents[1] / "docs" / "findings.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (\w+) ([^\n]*\n.*?)(?=^###? |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL))


def test_every_code_has_a_section_and_no_other() -> None:
    assert list(SECTIONS) == list(RULES)


@pytest.mark.parametrize("code", RULES)
def test_a_section_has_name_severity_meaning_example_and_what_to_do(code: str) -> None:
    head, meaning, example, remedy = re.fullmatch(
        r"([^\n]*)\n(.*?)```text\n([^\n]*)\n```\n(.*?)", SECTIONS[code], re.DOTALL
    ).groups()  # type: ignore[union-attr]
    assert head == f"{RULES[code].name} ({RULES[code].severity})"
    assert len(meaning.split()) > 4
    assert re.match(rf"\S+: {code} {RULES[code].severity} \S", example)
    assert len(remedy.split()) > 1


def test_every_letter_that_codes_begin_with_is_told() -> None:
    told = " ".join(DOCUMENT.split("The severity belongs", 1)[0].split())
    assert all(re.search(rf"\b{letter} [a-z]", told) for letter in {code[0] for code in RULES} | {"G"})
    assert (Path(__file__).parents[1] / "docs" / "glossary-lint.md").exists()


def test_what_silences_findings_is_told_with_every_key_of_the_allowlist() -> None:
    from evaluation import allowlist

    (entry,) = allowlist.parse(re.search(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)[1], "docs/findings.md").entries  # type: ignore[index]
    assert all((entry.concept, entry.article, entry.text, entry.reason, entry.until))
    for option in ("--select", "--ignore", "--fail-on", "--allowlist", "KHEO_ALLOWLIST"):
        assert option in DOCUMENT
