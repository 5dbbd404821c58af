"""Changes of a termbase: what each does, what it refuses and how, and the way back from all of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import InputError
from glossary import tbx
from glossary.concept import Approval, Concept, Status, Term
from glossary.termbase import changes, display, lookup
from glossary.termbase.changes import Author
from glossary.termbase.differences import differences, take_back
from glossary.termbase.termbase import Action, Change, Termbase
from glossary.termbase.undos import undone

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA = Author("Anna", NOON)
BINH = Author("Bình", NOON + timedelta(hours=1), "as agreed in May")
KHEO = Concept(
    "dan-van-kheo",
    (
        Term("dân vận khéo", "vi", Status.PREFERRED),
        Term("geschickte Massenmobilisierung", "de", Status.PREFERRED),
        Term("kluge Massenarbeit", "de", Status.DEPRECATED),
    ),
    "mass mobilization",
)
PEOPLE = Concept("nhan-dan", (Term("nhân dân", "vi", Status.PREFERRED), Term("Volk", "de", Status.PREFERRED)))


def edit_terms(termbase: Termbase, concept_id: str, new: list[tuple[Term, Term]], author: Author) -> Termbase:
    concept, swapped = termbase.concepts[concept_id], dict(new)
    return changes.edit(
        termbase, replace(concept, terms=tuple(swapped.get(term, term) for term in concept.terms)), author
    )


@pytest.fixture
def base() -> Termbase:
    return changes.add(changes.add(Termbase(), KHEO, ANNA), PEOPLE, ANNA)


def living(termbase: Termbase) -> dict[str, Concept]:
    return {each.id: each for each in termbase.concepts.values() if not changes.gone(each)}


def test_a_new_concept_stands_with_who_when_and_why() -> None:
    made = changes.add(Termbase(), KHEO, BINH)
    assert made.concepts == {"dan-van-kheo": KHEO}
    (change,) = made.history
    assert (change.action, change.who, change.why, change.when) == (Action.ADD, "Bình", "as agreed in May", BINH.when)
    assert change.before is None


def test_terms_are_added_to_a_concept_that_is_there(base: Termbase) -> None:
    made = changes.add(base, Concept("nhan-dan", (Term("people", "en", Status.PREFERRED),), "ignored"), ANNA)
    assert made.concepts["nhan-dan"] == replace(PEOPLE, terms=(*PEOPLE.terms, Term("people", "en", Status.PREFERRED)))


def test_a_term_that_is_there_is_refused_and_the_message_says_as_what(base: Termbase) -> None:
    with pytest.raises(
        InputError, match="'nhan-dan': the de term 'Volk' is there already, preferred; `kheo terms edit`"
    ):
        changes.add(base, Concept("nhan-dan", (Term("Volk", "de", Status.ADMITTED),)), ANNA)


def test_a_removed_term_comes_back_as_it_is_given(base: Termbase) -> None:
    gone = changes.remove(base, "nhan-dan", ANNA, [PEOPLE.terms[1]])
    assert [term.approval for term in gone.concepts["nhan-dan"].terms] == [Approval.APPROVED, Approval.REMOVED]
    back = changes.add(gone, Concept("nhan-dan", (Term("Volk", "de", Status.ADMITTED),)), ANNA)
    assert back.concepts["nhan-dan"].terms[1] == Term("Volk", "de", Status.ADMITTED)


def test_an_unknown_concept_is_refused_with_the_nearest_ids_and_terms(base: Termbase) -> None:
    with pytest.raises(InputError, match=r"'dan-van-keo': no id and no term is this; the nearest are dan-van-kheo;"):
        changes.remove(base, "dan-van-keo", ANNA)
    with pytest.raises(InputError, match=r"the nearest are dan-van-kheo \(de geschickte Massenmobilisierung\)"):
        lookup.resolve(base, "geschikte Masenmobilisierung")


def test_a_concept_is_found_by_a_term_in_another_spelling(base: Termbase) -> None:
    assert lookup.resolve(base, "DÂN VẬN KHÉO") == KHEO
    assert lookup.resolve(base, "volk") == PEOPLE


def test_a_term_of_two_concepts_lists_both(base: Termbase) -> None:
    two = changes.add(base, Concept("dan-toc", (Term("Volk", "de", Status.PREFERRED),)), ANNA)
    with pytest.raises(
        InputError, match=r"2 concepts: nhan-dan \(vi nhân dân, de Volk\); dan-toc \(de Volk\); give the id"
    ):
        lookup.resolve(two, "Volk")


def test_what_is_proposed_is_held_against_no_text_before_it_is_approved(base: Termbase) -> None:
    proposed = changes.propose(base, Concept("nhan-dan", (Term("people", "en", Status.PREFERRED),)), BINH)
    assert proposed.glossary("x").concepts["nhan-dan"].terms_in("en") == ()
    approved = changes.approve(proposed, "nhan-dan", ANNA)
    assert approved.glossary("x").concepts["nhan-dan"].preferred("en") == Term("people", "en", Status.PREFERRED)
    assert [change.action for change in approved.history[-2:]] == [Action.PROPOSE, Action.APPROVE]


def test_a_rejected_term_stays_out_until_it_is_approved_by_name(base: Termbase) -> None:
    rejected = changes.reject(
        changes.propose(base, Concept("nhan-dan", (Term("Leute", "de", Status.ADMITTED),)), BINH), "nhan-dan", ANNA
    )
    assert rejected.concepts["nhan-dan"].terms[-1].approval is Approval.REJECTED
    with pytest.raises(InputError, match=r"nothing to approve, its terms are \d approved, 1 rejected$"):
        changes.approve(rejected, "nhan-dan", ANNA)
    named = lookup.terms(rejected.concepts["nhan-dan"], "de", "Leute")
    assert (
        changes.approve(rejected, "nhan-dan", ANNA, named).concepts["nhan-dan"].terms[-1].approval is Approval.APPROVED
    )


def test_an_approved_term_cannot_be_rejected(base: Termbase) -> None:
    with pytest.raises(InputError, match="the de term 'Volk' is approved, so there is nothing to reject"):
        changes.reject(base, "nhan-dan", ANNA, [PEOPLE.terms[1]])


def test_an_edit_that_changes_nothing_is_refused(base: Termbase) -> None:
    with pytest.raises(InputError, match="nothing changes"):
        changes.edit(base, PEOPLE, ANNA)


def test_nobody_changes_anything_without_a_name(base: Termbase) -> None:
    with pytest.raises(InputError, match="--user NAME or set KHEO_USER"):
        changes.remove(base, "nhan-dan", Author("  ", NOON))


def test_the_last_change_is_undone_then_the_one_before_it(base: Termbase) -> None:
    once = changes.edit(base, replace(PEOPLE, note="one"), ANNA)
    twice = changes.edit(once, replace(PEOPLE, note="two"), ANNA)
    back = changes.undo(twice, BINH)
    assert back.concepts == once.concepts
    assert back.history[-1].undoes == twice.history[-1].id
    assert changes.undo(back, BINH).concepts == base.concepts


def test_an_undo_is_undone_by_its_id(base: Termbase) -> None:
    back = changes.undo(base, BINH)
    assert changes.gone(back.concepts["nhan-dan"])
    again = changes.undo(back, BINH, change=back.history[-1].id)
    assert again.concepts == base.concepts
    assert undone(again.history) == {len(again.history) - 2}


def test_what_was_undone_is_not_undone_again(base: Termbase) -> None:
    back = changes.undo(base, BINH)
    with pytest.raises(InputError, match=rf"{back.history[-1].id} \(undo by Bình, 2026-03-01\) undid it already"):
        changes.undo(back, BINH, change=back.history[-1].undoes)


def test_an_older_change_is_undone_alone_where_nothing_later_touches_it(base: Termbase) -> None:
    old = edit_terms(base, "dan-van-kheo", [(KHEO.terms[2], replace(KHEO.terms[2], note="odd"))], ANNA)
    new = changes.add(old, Concept("dan-van-kheo", (Term("skilful", "en", Status.PREFERRED),)), BINH)
    back = changes.undo(new, BINH, change=old.history[-1].id[:4])
    assert back.concepts["dan-van-kheo"] == replace(KHEO, terms=(*KHEO.terms, Term("skilful", "en", Status.PREFERRED)))


def test_a_change_whose_field_was_changed_again_is_not_undone_and_the_message_names_the_later_one(
    base: Termbase,
) -> None:
    old = changes.edit(base, replace(PEOPLE, note="one"), ANNA)
    new = changes.edit(old, replace(PEOPLE, note="two"), BINH)
    with pytest.raises(
        InputError, match=rf"note of concept 'nhan-dan' changed again since, by {new.history[-1].id} \(edit by Bình"
    ):
        changes.undo(new, ANNA, change=old.history[-1].id)


def test_a_term_taken_out_comes_back_in_its_place_though_others_came_since(base: Termbase) -> None:
    fewer = changes.edit(base, replace(KHEO, terms=(KHEO.terms[0], KHEO.terms[2])), ANNA)
    more = changes.add(fewer, Concept("dan-van-kheo", (Term("巧みな大衆動員", "ja", Status.PREFERRED),)), BINH)
    back = changes.undo(more, ANNA, change=fewer.history[-1].id).concepts["dan-van-kheo"]
    assert back.terms == (*KHEO.terms, Term("巧みな大衆動員", "ja", Status.PREFERRED))


def test_the_last_change_of_one_concept_is_undone_though_others_changed_since(base: Termbase) -> None:
    assert living(changes.undo(base, BINH, concept="dan-van-kheo")) == {"nhan-dan": PEOPLE}


def test_what_an_import_changed_is_undone_as_one(base: Termbase) -> None:
    brought = [replace(KHEO, note="new"), Concept("xa", (Term("xã", "vi", Status.PREFERRED),))]
    imported = changes.record(base, brought, Action.IMPORT, BINH)
    back = changes.undo(imported, ANNA)
    assert living(back) == living(base)
    assert [change.undoes for change in back.history[-2:]] == [change.id for change in imported.history[-2:]]


def alike() -> Termbase:
    """Two concepts, brought by changes whose ids begin with the same eight digits."""
    found = [Concept(f"c{n}", (Term(f"Wort {n}", "de", Status.PREFERRED),)) for n in (48748, 73682)]
    return changes.record(Termbase(), found, Action.IMPORT, ANNA)


def test_changes_whose_ids_begin_alike_are_shown_in_full_and_undone_each_by_its_own() -> None:
    made = alike()
    first, second = (change.id for change in made.history)
    assert first[:8] == second[:8]
    assert [told.name for told in display.histories(made, made.history)] == [second, first]
    with pytest.raises(InputError, match=rf"begins 2 changes \({first}, {second}\); give more of it"):
        changes.undo_named(made, first[:8], ANNA)
    back = changes.undo_named(made, first, ANNA)
    assert list(living(back)) == ["c73682"]
    assert [told.undone for told in display.histories(back, back.history)] == [False, False, True]
    assert list(living(changes.undo_named(back, back.history[-1].id[:5], ANNA))) == ["c48748", "c73682"]


def test_an_undo_of_an_older_file_names_its_change_by_eight_digits(base: Termbase) -> None:
    history = (*alike().history, Change("c73682", Action.UNDO, "Bình", BINH.when, undoes=alike().history[1].id[:8]))
    assert undone(history) == {1}
    old = replace(alike(), history=history)
    read = tbx.parse(tbx.format_tbx(old), "x.tbx")
    assert [(told.change.concept, told.undone) for told in display.histories(read, read.history)] == [
        ("c73682", False),
        ("c73682", True),
        ("c48748", False),
    ]
    with pytest.raises(InputError, match="undid it already"):
        changes.undo(read, ANNA, change=history[1].id)


def test_changes_within_one_second_have_times_and_ids_of_their_own(base: Termbase) -> None:
    made = base
    for note in ("a", "b", "a", "b"):
        made = changes.edit(made, replace(made.concepts["nhan-dan"], note=note), ANNA)
    assert len({change.id for change in made.history}) == len(made.history)
    assert [change.when for change in made.history] == sorted({change.when for change in made.history})


def test_what_another_program_changed_cannot_be_undone_and_the_message_says_why(base: Termbase) -> None:
    edited = changes.edit(base, replace(PEOPLE, note="one"), ANNA)
    foreign = replace(edited, history=(*edited.history[:-1], replace(edited.history[-1], before=None)))
    with pytest.raises(InputError, match="the file does not tell what concept 'nhan-dan' was before"):
        changes.undo(foreign, ANNA)


def test_an_empty_history_has_nothing_to_undo() -> None:
    with pytest.raises(InputError, match="no change that could be undone"):
        changes.undo(Termbase(), ANNA)


@pytest.mark.parametrize(("given", "made"), [("Đảng ủy xã", "dang-uy-xa"), ("Straße 5", "strasse-5"), ("大衆動員", "")])
def test_an_id_is_made_of_a_term(given: str, made: str) -> None:
    assert lookup.slug(given) == made


def test_the_id_of_a_new_concept_prefers_vietnamese_and_never_takes_one_that_is_there(base: Termbase) -> None:
    assert (
        lookup.new_id(base, [Term("Straße", "de", Status.PREFERRED), Term("đường", "vi", Status.PREFERRED)]) == "duong"
    )
    with pytest.raises(InputError, match="'nhan-dan': exists already"):
        lookup.new_id(base, [Term("nhân dân", "vi", Status.PREFERRED)])
    with pytest.raises(InputError, match="give one in Latin letters"):
        lookup.new_id(base, [Term("大衆", "ja", Status.PREFERRED)])


def test_an_id_that_no_file_could_hold_is_refused_with_one_that_could() -> None:
    with pytest.raises(InputError, match=r"'Dân vận': no id; .* such as dan-van"):
        changes.add(Termbase(), replace(KHEO, id="Dân vận"), ANNA)


def test_differences_are_told_in_words() -> None:
    now = replace(
        PEOPLE,
        note="n",
        terms=(replace(PEOPLE.terms[0], status=Status.ADMITTED), Term("Leute", "de", Status.FORBIDDEN)),
    )
    assert list(map(str, differences(PEOPLE, now))) == [
        "note 'n'",
        "vi nhân dân: status 'preferred' → 'admitted'",
        "de Volk taken out",
        "de Leute added",
    ]


TEXTS = st.sampled_from(["Volk", "Leute", "Menschen", "people", "nhân dân"])
TERMS = st.builds(
    Term,
    TEXTS,
    st.sampled_from(["vi", "en", "de"]),
    st.sampled_from(Status),
    st.sampled_from(["", "a note"]),
    customers=st.sampled_from([(), ("Acme",)]),
    approval=st.sampled_from(Approval),
)
CONCEPTS = st.builds(
    Concept,
    st.sampled_from(["a", "b", "c"]),
    st.lists(TERMS, min_size=1, max_size=4, unique_by=lambda term: (term.lang, term.text)).map(tuple),
    st.sampled_from(["", "people"]),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "propose", "edit", "remove", "approve", "reject", "undo", "import"]), CONCEPTS),
    max_size=12,
)


def stepped(termbase: Termbase, name: str, concept: Concept) -> Termbase:
    """One change, or the same termbase where it is refused."""
    ids = {"remove": changes.remove, "approve": changes.approve, "reject": changes.reject}
    try:
        if name in ids:
            return ids[name](termbase, concept.id, ANNA)
        if name == "undo":
            return changes.undo(termbase, ANNA)
        if name == "import":
            return changes.record(termbase, [concept, replace(concept, id="d")], Action.IMPORT, ANNA)
        return {"add": changes.add, "propose": changes.propose, "edit": changes.edit}[name](termbase, concept, ANNA)
    except InputError:
        return termbase


@settings(deadline=None, max_examples=60)
@given(st.lists(CONCEPTS, max_size=3, unique_by=lambda concept: concept.id), STEPS)
def test_any_changes_undone_one_by_one_give_the_first_state(first: list[Concept], steps) -> None:
    start = now = Termbase({concept.id: concept for concept in first})
    states = [now]
    for name, concept in steps:
        now = stepped(now, name, concept)
        states.append(now)
    for change in reversed(now.history):
        now = changes.undo(now, BINH, change=change.id)
    assert {key: concept for key, concept in now.concepts.items() if key in start.concepts} == start.concepts
    assert all(changes.gone(concept) for key, concept in now.concepts.items() if key not in start.concepts)


@settings(deadline=None, max_examples=60)
@given(st.lists(CONCEPTS, max_size=3, unique_by=lambda concept: concept.id), STEPS)
def test_the_same_holds_where_every_state_went_through_a_file(first: list[Concept], steps) -> None:
    start = now = tbx.parse(tbx.format_tbx(Termbase({concept.id: concept for concept in first})), "x")
    for name, concept in steps:
        now = tbx.parse(tbx.format_tbx(stepped(now, name, concept)), "x")
    for change in reversed(now.history):
        now = tbx.parse(tbx.format_tbx(changes.undo(now, BINH, change=change.id)), "x")
    for key, concept in now.concepts.items():
        if key in start.concepts:
            assert sorted(map(repr, concept.terms)) == sorted(map(repr, start.concepts[key].terms))
            assert replace(concept, terms=()) == replace(start.concepts[key], terms=())
        else:
            assert changes.gone(concept)


@settings(deadline=None, max_examples=60)
@given(st.lists(CONCEPTS, max_size=3, unique_by=lambda concept: concept.id), STEPS)
def test_undoing_again_and_again_without_an_id_gives_the_first_state(first: list[Concept], steps) -> None:
    start = now = Termbase({concept.id: concept for concept in first})
    for name, concept in steps:
        now = stepped(now, name, concept)
    while len(undone(now.history)) < sum(change.action is not Action.UNDO for change in now.history):
        now = changes.undo(now, BINH)
    assert {key: concept for key, concept in now.concepts.items() if key in start.concepts} == start.concepts


@settings(deadline=None, max_examples=60)
@given(CONCEPTS, CONCEPTS, CONCEPTS)
def test_taking_back_one_change_keeps_the_other_or_names_the_clash(
    before: Concept, after: Concept, now: Concept
) -> None:
    before, after, now = (replace(each, id="a") for each in (before, after, now))
    assert take_back(before, after, after) == before
    result = take_back(before, after, now)
    if isinstance(result, Concept):
        assert {(t.lang, t.text) for t in result.terms} >= {(t.lang, t.text) for t in before.terms} & {
            (t.lang, t.text) for t in now.terms
        }
    else:
        assert result
