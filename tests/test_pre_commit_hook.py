"""The pre-commit hook, as a repository of articles would use it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOOK = "kheo-check"


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A repository with an article that holds a forbidden term, and a file that is no article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.de.txt").write_text("Der Pöbel kam am Abend ins Amt der kleinen Stadt.\n", "utf-8")
    (folder / "tool.py").write_text("Pöbel = 1\n", "utf-8")
    rows = "x,,,de,Pöbel,forbidden,\nx,,,de,Volk,preferred,\n"
    (folder / "terms.csv").write_text(f"concept_id,subject,definition,lang,term,status,note\n{rows}", "utf-8")
    (folder / "kheo.toml").write_text('glossary = "terms.csv"\n', "utf-8")
    run("git", "init", "-q", cwd=folder)
    run("git", "add", ".", cwd=folder)
    return folder


@pytest.mark.slow
def test_the_hook_checks_the_articles_of_a_commit(articles: Path, tmp_path: Path) -> None:
    tool = shutil.which("pre-commit", path=str(Path(sys.executable).parent)) or shutil.which("pre-commit")
    if tool is None:
        pytest.skip("pre-commit is not installed (the dev extra has it)")
    if not (ROOT / ".git").exists():
        pytest.skip("kheo is not in a git repository here, from which pre-commit could install it")

    commit = run("git", "rev-parse", "HEAD", cwd=ROOT).stdout.strip()
    config = f"repos:\n  - repo: {ROOT}\n    rev: {commit}\n    hooks:\n      - id: {HOOK}\n        verbose: true\n"
    (articles / ".pre-commit-config.yaml").write_text(config, "utf-8")
    run("git", "add", ".", cwd=articles)

    def hook() -> subprocess.CompletedProcess[str]:
        return run(tool, "run", "--all-files", cwd=articles, PRE_COMMIT_HOME=str(tmp_path / "home"))

    first = hook()
    if "No matching distribution" in first.stdout or "CalledProcessError" in first.stdout:
        pytest.skip(f"pre-commit could not install kheo here: {first.stdout.strip().splitlines()[-1]}")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "a.de.txt:1:5: T103 error “Pöbel” is a forbidden term" in first.stdout
    assert "tool.py" not in first.stdout
    (articles / "kheo-allow.toml").write_text('[[allow]]\ncode = "T103"\nreason = "a quotation"\n', "utf-8")
    second = hook()
    assert second.returncode == 0, second.stdout
    assert "1 finding allowed by kheo-allow.toml" in second.stdout
