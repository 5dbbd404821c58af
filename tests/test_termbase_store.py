"""The file that keeps a termbase: whole at every moment, no writer lost, and clear about what it cannot do."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpora.errors import InputError
from glossary import tbx
from glossary.concept import Concept, Status, Term
from glossary.termbase import changes, locking
from glossary.termbase.branches import Joined, join
from glossary.termbase.changes import Author
from glossary.termbase.signature import usable
from glossary.termbase.store import ChangedError, digest, open_starter, open_store, update
from glossary.termbase.termbase import Termbase
from pipeline.cli import main

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA = Author("Anna", NOON)
PEOPLE = Concept("nhan-dan", (Term("nhân dân", "vi", Status.PREFERRED), Term("Volk", "de", Status.PREFERRED)))


def edit_terms(termbase: Termbase, concept_id: str, new: list[tuple[Term, Term]], author: Author) -> Termbase:
    concept, swapped = termbase.concepts[concept_id], dict(new)
    return changes.edit(
        termbase, replace(concept, terms=tuple(swapped.get(term, term) for term in concept.terms)), author
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "my.tbx"
    path.write_bytes(tbx.format_tbx(changes.add(Termbase(), PEOPLE, ANNA)))
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def added(concept_id: str):
    concept = Concept(concept_id, (Term(f"term {concept_id}", "en", Status.PREFERRED),))
    return lambda termbase: changes.add(termbase, concept, ANNA)


def test_what_is_written_is_read_again_with_its_history(path: Path) -> None:
    written = update(open_store(path), added("xa"))
    assert open_store(path).read() == written
    assert len(written.history) == 2


def test_every_change_and_its_undo_survive_the_file(path: Path) -> None:
    update(open_store(path), lambda t: changes.edit(t, replace(PEOPLE, note="first", subject="people"), ANNA))
    update(open_store(path), lambda t: changes.remove(t, "nhan-dan", ANNA, [PEOPLE.terms[1]]))
    update(
        open_store(path), lambda t: changes.add(t, Concept("nhan-dan", (Term("people", "en", Status.PREFERRED),)), ANNA)
    )
    for _ in range(3):
        update(open_store(path), lambda t: changes.undo(t, ANNA))
    assert open_store(path).read().concepts == {"nhan-dan": PEOPLE}


def test_a_change_keeps_its_id_in_the_file_however_its_author_is_spelled(path: Path) -> None:
    author = Author(" Bi\u0300nh\n Trần ", NOON, "two\nlines")
    written = update(open_store(path), lambda t: changes.edit(t, replace(PEOPLE, note="x"), author))
    read = open_store(path).read()
    assert [change.id for change in read.history] == [change.id for change in written.history]
    assert (read.history[-1].who, read.history[-1].why) == ("Bình Trần", "two lines")


def test_a_file_that_changed_since_it_was_read_is_not_overwritten(path: Path) -> None:
    store = open_store(path)
    version, mine = store.version(), store.read()
    update(open_store(path), added("xa"))
    with pytest.raises(ChangedError, match=r"my\.tbx: changed by somebody else since it was read; try again"):
        store.write(mine, version)
    assert "xa" in open_store(path).read().concepts


def test_an_update_that_finds_the_file_changed_is_made_again_with_what_is_there(path: Path) -> None:
    rivals = iter(["b", "c"])

    def change(termbase: Termbase) -> Termbase:
        if rival := next(rivals, None):
            update(open_store(path), added(rival))
        return added("a")(termbase)

    update(open_store(path), change)
    assert set(open_store(path).read().concepts) == {"nhan-dan", "a", "b", "c"}


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    program = textwrap.dedent(f"""
        import sys
        sys.path.insert(0, {str(Path(tbx.__file__).parents[2])!r})
        from datetime import UTC, datetime
        from glossary.concept import Concept, Status, Term
        from glossary.termbase import changes
        from glossary.termbase.store import open_store, update
        who = sys.argv[1]
        for k in range(12):
            concept = Concept(f"{{who}}-{{k}}", (Term(f"{{who}} {{k}}", "en", Status.PREFERRED),))
            update(open_store({str(path)!r}), lambda t: changes.add(t, concept, changes.Author(who, datetime.now(UTC))))
    """)
    with ThreadPoolExecutor() as pool:
        runs = pool.map(lambda who: subprocess.run([sys.executable, "-c", program, who], check=True), ["anna", "binh"])
        list(runs)
    there = open_store(path).read()
    assert set(there.concepts) == {"nhan-dan", *(f"{who}-{k}" for who in ("anna", "binh") for k in range(12))}
    assert len(there.history) == 25


def test_a_process_killed_in_the_middle_of_writing_leaves_the_old_file_whole(path: Path) -> None:
    program = textwrap.dedent(f"""
        import os, sys, time
        sys.path.insert(0, {str(Path(tbx.__file__).parents[2])!r})
        from glossary.concept import Concept, Status, Term
        from glossary.termbase import store
        from glossary.termbase.termbase import Termbase
        def wait(handle):
            print("half", flush=True)
            time.sleep(60)
        os.fsync = wait
        kept = store.open_store({str(path)!r})
        kept.write(Termbase({{"xa": Concept("xa", (Term("xã", "vi", Status.PREFERRED),))}}), kept.version())
    """)
    before = path.read_bytes()
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    left = [name for name in names(path.parent) if name.endswith(".part")]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert len(left) == 1
    assert path.read_bytes() == before
    begun = time.monotonic()
    update(open_store(path), added("xa"))  # its lock went with it, and what it left is cleared
    assert time.monotonic() - begun < 5
    assert names(path.parent) == ["my.tbx"]


def test_a_disk_that_is_full_leaves_the_old_file_and_no_part(path: Path, monkeypatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match=r"my\.tbx: cannot be written \(No space left on device\); make room"):
        update(open_store(path), added("xa"))
    assert path.read_bytes() == before
    assert names(path.parent) == ["my.tbx"]


def test_a_writer_that_does_not_let_go_is_told_of_after_a_while(path: Path) -> None:
    with (
        locking.locked(path),
        pytest.raises(InputError, match="another program has been writing in its folder for 0 s"),
        locking.locked(path, patience=0.1),
    ):
        pass


def test_a_writer_waits_until_the_other_has_finished(path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        with locking.locked(path):
            waiting = pool.submit(update, open_store(path), added("xa"))
            time.sleep(0.2)
            assert not waiting.done()
            assert "xa" not in open_store(path).read().concepts
        assert "xa" in waiting.result(timeout=30).concepts


def test_where_folders_cannot_be_locked_a_lock_file_stands_in(path: Path, monkeypatch) -> None:
    import fcntl

    true = fcntl.flock

    def no_folders(handle: int, operation: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(9, "Bad file descriptor")
        true(handle, operation)

    monkeypatch.setattr(fcntl, "flock", no_folders)
    update(open_store(path), added("xa"))
    with locking.locked(path), pytest.raises(InputError, match="another program"), locking.locked(path, patience=0.1):
        pass


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    link = other / "link.tbx"
    link.symlink_to(path)
    update(open_store(link), added("xa"))
    assert link.is_symlink()
    assert "xa" in open_store(path).read().concepts
    assert names(other) == ["link.tbx"]


def test_permissions_are_kept(path: Path) -> None:
    path.chmod(0o640)
    update(open_store(path), added("xa"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_is_readable_as_any_other_and_made_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "new.tbx"
    with pytest.raises(InputError, match=r"new\.tbx: no such file; `kheo terms export .*new\.tbx` begins one"):
        open_store(path).read()
    update(open_store(path, create=True), added("xa"))
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_protected_file_is_not_replaced(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(InputError, match="write-protected"):
        update(open_store(path), added("xa"))


def test_a_table_is_read_but_not_written_and_the_message_says_what_to_do_first(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("concept_id,lang,term\nvolk,de,Volk\n", "utf-8")
    store = open_store(path)
    assert list(store.read().concepts) == ["volk"]
    with pytest.raises(InputError, match=r"first: `kheo terms import .*x\.csv --glossary .*x\.tbx`"):
        update(store, added("xa"))


def test_the_starter_glossary_is_read_but_not_written_and_the_message_says_how_to_have_ones_own() -> None:
    with pytest.raises(InputError, match=r"the starter glossary: .*`kheo terms export my\.tbx`"):
        update(open_starter(), added("xa"))


def test_a_file_of_no_known_format_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").touch()
    with pytest.raises(InputError, match=r"x\.pdf: no format of a glossary has the suffix '\.pdf'; .* \.tbx, "):
        open_store(tmp_path / "x.pdf").read()


def test_the_signature_tells_name_size_content_and_customer(path: Path) -> None:
    termbase, name, content = open_store(path).read(), path.name, digest(path)
    assert usable(termbase, name, content).signature == f"my.tbx|concepts:1|sha256:{content[:12]}"
    assert usable(termbase, name, content, "Acme").signature.endswith("|customer:Acme")


def branches(folder: Path, ours, theirs) -> tuple[Path, bool]:
    """One file changed in two ways and merged as version control does; and whether it did so without a question."""
    base, left, right = (folder / f"{name}.tbx" for name in ("base", "ours", "theirs"))
    many = [
        Concept(f"c{k:02}", (Term(f"Wort {k}", "de", Status.PREFERRED), Term(f"word {k}", "en", Status.PREFERRED)))
        for k in range(20)
    ]
    start = Termbase({each.id: each for each in many})
    base.write_bytes(tbx.format_tbx(start))
    for path, change in ((left, ours), (right, theirs)):
        shutil.copy(base, path)
        update(open_store(path), change)
    merged = subprocess.run(["git", "merge-file", "-p", left, base, right], capture_output=True)
    if merged.returncode == 0:
        left.write_bytes(merged.stdout)
    else:
        (folder / "conflict.tbx").write_bytes(merged.stdout)
    return left, merged.returncode == 0


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
BINH = Author("Bình", NOON.replace(hour=9))


@needs_git
def test_concepts_added_in_two_branches_merge_without_a_question_and_are_undone_each(tmp_path: Path) -> None:
    concept = Concept("c15-b", (Term("Leute", "de", Status.PREFERRED),))
    path, clean = branches(tmp_path, added("c05-a"), lambda t: changes.add(t, concept, BINH))
    assert clean
    store = open_store(path)
    both = store.read()
    assert [(change.who, change.concept) for change in both.history] == [("Bình", "c15-b"), ("Anna", "c05-a")]
    back = update(store, lambda t: changes.undo(t, ANNA))
    assert changes.gone(back.concepts["c05-a"])
    assert back.concepts["c15-b"] == concept
    assert changes.gone(update(store, lambda t: changes.undo(t, ANNA)).concepts["c15-b"])


@needs_git
@pytest.mark.parametrize("first", ["ours", "theirs"])
def test_one_concept_changed_in_two_branches_and_merged_by_hand_is_undone_change_by_change(
    tmp_path: Path, first
) -> None:
    def noted(lang: str, author: Author):
        def change(termbase: Termbase) -> Termbase:
            (old,) = termbase.concepts["c05"].terms_in(lang)
            return edit_terms(termbase, "c05", [(old, replace(old, note=author.who))], author)

        return change

    path, clean = branches(tmp_path, noted("de", ANNA), noted("en", BINH))
    assert not clean  # both wrote a transaction in the same place: keeping both is the answer
    path = tmp_path / "conflict.tbx"
    lines = [line for line in path.read_text("utf-8").splitlines(True) if not line.startswith(("<<<<", "====", ">>>>"))]
    path.write_text("".join(lines), "utf-8")
    both = open_store(path).read()
    assert [term.note for term in both.concepts["c05"].terms] == ["Anna", "Bình"]
    assert [change.who for change in both.history] == ["Bình", "Anna"]
    undo = both.history if first == "theirs" else both.history[::-1]
    once = changes.undo(both, ANNA, change=undo[0].id)
    assert [term.note for term in once.concepts["c05"].terms] == (["Anna", ""] if first == "theirs" else ["", "Bình"])
    twice = changes.undo(once, ANNA, change=undo[1].id)
    assert [term.note for term in twice.concepts["c05"].terms] == ["", ""]


@needs_git
def test_one_id_given_in_two_branches_is_told_with_its_lines(tmp_path: Path) -> None:
    path, clean = branches(
        tmp_path, added("c05-a"), lambda t: changes.add(t, Concept("c05-a", (Term("x", "de", Status.PREFERRED),)), BINH)
    )
    assert not clean
    path = tmp_path / "conflict.tbx"
    text = path.read_text("utf-8")
    with pytest.raises(InputError, match=r"conflict\.tbx:\d+"):
        open_store(path).read()
    assert "<<<<<<<" in text


@needs_git
def test_a_merge_driver_joins_what_lines_cannot_be_joined_by(tmp_path: Path) -> None:
    def change(mark: str, lang: str, author: Author):
        def make(termbase: Termbase) -> Termbase:
            concept = Concept(f"c05-{mark}", (Term(f"neu {mark}", "de", Status.PREFERRED),))
            (old,) = termbase.concepts["c05"].terms_in(lang)
            termbase = edit_terms(termbase, "c05", [(old, replace(old, note=mark))], author)
            return changes.add(termbase, concept, author)

        return make

    ours, clean = branches(tmp_path, change("a", "de", ANNA), change("b", "en", BINH))
    assert not clean
    result = CliRunner().invoke(
        main, ["terms", "merge", *(str(tmp_path / f"{name}.tbx") for name in ("base", "ours", "theirs"))]
    )
    assert result.exit_code == 0, result.output
    both = open_store(ours).read()
    assert {"c05-a", "c05-b"} < set(both.concepts)
    assert [term.note for term in both.concepts["c05"].terms] == ["a", "b"]
    assert [change.who for change in both.history] == ["Bình", "Bình", "Anna", "Anna"]
    for mark, change_ in zip(("b", "a"), (both.history[0], both.history[2]), strict=True):
        notes = [term.note for term in changes.undo(both, ANNA, change=change_.id).concepts["c05"].terms]
        assert notes == [note if note != mark else "" for note in ("a", "b")]


def test_title_and_head_of_the_branch_that_changed_them_are_kept_by_the_merge_driver(tmp_path: Path) -> None:
    begun = Termbase(
        {"nhan-dan": PEOPLE}, title="old", extra=("<fileDesc><sourceDesc><p>A</p></sourceDesc></fileDesc>",)
    )
    other = ("<fileDesc><sourceDesc><p>B</p></sourceDesc></fileDesc>",)

    def joined(ours: Termbase, theirs: Termbase) -> Joined:
        return join(begun, ours, theirs)

    theirs = replace(begun, title="new", extra=other)
    assert joined(begun, theirs) == joined(theirs, begun) == joined(theirs, theirs) == Joined(theirs, ())
    clash = joined(replace(begun, title="mine"), theirs)
    assert (clash.termbase.title, clash.termbase.extra) == ("mine", other)
    assert clash.clashes == ("glossary: both branches changed the title; it stands as in ours",)


@needs_git
def test_what_both_branches_changed_stands_as_in_ours_and_is_told(tmp_path: Path) -> None:
    def noted(author: Author):
        return lambda termbase: changes.edit(termbase, replace(termbase.concepts["c05"], note=author.who), author)

    ours, _ = branches(tmp_path, noted(ANNA), noted(BINH))
    result = CliRunner().invoke(
        main,
        ["terms", "merge", *(str(tmp_path / f"{name}.tbx") for name in ("base", "ours", "theirs")), "my/terms.tbx"],
    )
    assert result.exit_code == 2
    assert "theirs has note 'Anna' → 'Bình'; `kheo terms edit c05`" in result.stderr
    assert "my/terms.tbx: 1 change of the other branch is left to you" in result.stderr
    assert "concept 'c05': both branches changed note; it stands as in ours" in result.stderr
    assert open_store(ours).read().concepts["c05"].note == "Anna"
