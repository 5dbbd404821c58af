import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from corpora.finding import RULES

ROOT = Path(__file__).parent.parent
HEAVY = {"numpy", "pandas", "torch", "transformers", "sacrebleu", "trafilatura", "lxml", "docx", "rich", "jinja2"}


def test_help_loads_no_heavy_library():
    code = "import sys; from pipeline.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & {name.partition(".")[0] for name in shown.splitlines()[-1].split()}


def test_no_other_distribution_owns_our_package_names():
    owners = metadata.packages_distributions()
    for name in ("corpora", "glossary", "evaluation", "pipeline"):
        assert set(owners.get(name, ["kheo"])) <= {"kheo"}


def test_the_readme_has_two_commands_that_are_each_one_line():
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = text.split("```sh readme-command\n")[1:]
    commands = [block.split("\n```")[0] for block in blocks]
    assert len(commands) == 2
    assert all("\n" not in command for command in commands)
    assert "kheo demo" in commands[0]
    assert "pytest" in commands[1]


def test_the_samples_say_whose_they_are_and_the_reader_of_their_folder_passes_over_it():
    from corpora.readers import sources

    assert "Apache-2.0" in (ROOT / "corpora" / "samples.md").read_text("utf-8")
    assert not any("samples.md" in found.place for found in sources.find(str(ROOT / "corpora" / "samples"), None))


@pytest.mark.parametrize("command", ["demo", "run", "group", "align", "check", "score", "vectors", "aligner"])
def test_every_command_is_in_the_readme(command):
    assert f"kheo {command}" in (ROOT / "README.md").read_text("utf-8")


def test_the_readme_names_every_finding_code():
    rows = re.findall(r"^\| ([A-Z]\d{3}[^|]*?) \| ", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    named = set()
    for part in ", ".join(rows).split(", "):
        first, _, last = part.partition("–")
        letter = first[0]
        named |= {f"{letter}{k}" for k in range(int(first[1:]), int((last or first)[1:]) + 1)}
    assert named == set(RULES)
