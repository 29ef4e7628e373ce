"""Undo and redo of all that changes a case: read back from the journal it is what it was before the restart."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.case_books import Edit, edits_of, tried
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, SetClock, film_file, found_family, happened
from vigtool.domain.case_edits import CaseStep, described, film_put_away, with_cycle
from vigtool.domain.casebook import CaseBook, FilmCard
from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Answer
from vigtool.domain.cycles import Part
from vigtool.domain.events import ACT_NAMES, CaseAdded, CaseChanged, CaseEdited, RecordingImported
from vigtool.domain.identifiers import CaseId, CycleId, RecordingId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.domain.ticks import TimeBase
from vigtool.services.case_editing import bring_back, put_away, rename_film, rename_person, set_people
from vigtool.services.case_history import CaseDesk
from vigtool.services.cases import add_case, case, cases, change_case, change_kind
from vigtool.services.consents import record_consent
from vigtool.services.cycles import add_cycle, cycles, put_film, remove_cycle
from vigtool.services.errors import DuplicateFilm, UnknownId
from vigtool.services.event_codec import decode
from vigtool.services.identifying import new_identifier
from vigtool.services.importing import import_film
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.people import add_person, people
from vigtool.services.recordings import every_recording, recording, recordings
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import VaultReadOnly


def _film(family: Family, label: str = "film") -> RecordingId:
    """Put a film on record without one, for tests that never open it."""
    film = Recording(
        RecordingId(new_identifier()),
        family.case.id,
        label,
        "0" * 64,
        1,
        1,
        TimeBase(1, 25),
        1,
        (family.child.id, family.parent.id),
        None,
        family.ws.clock(),
    )
    family.ws.record(RecordingImported(film, ()))
    return film.id


@contextmanager
def _reopened(ws: Workspace) -> Iterator[Workspace]:
    """The vault after a restart; nothing is left of what the first program knew."""
    ws.close()
    again = open_workspace(ws.folder, PASSPHRASE, clock=ws.clock)
    try:
        yield again
    finally:
        again.close()


def _shown(ws: Workspace, case_id: CaseId) -> CaseBook:
    """The case as everything that is not a desk sees it."""
    cards = tuple(FilmCard.of(film) for film in every_recording(ws, case_id))
    return CaseBook(case(ws, case_id), tuple(people(ws, case_id)), cards, tuple(cycles(ws, case_id)))


def _told(desk: CaseDesk) -> tuple[CaseBook, tuple[str, ...], tuple[str, ...]]:
    return desk.book, desk.past, desk.future


def test_the_steps_of_a_case_are_undone_and_redone_after_a_restart(family: Family) -> None:
    change_case(family.ws, family.case.id, name="A")
    change_case(family.ws, family.case.id, question="B")
    CaseDesk(family.ws, family.case.id).undo()
    with _reopened(family.ws) as ws:
        desk = CaseDesk(ws, family.case.id)
        assert (desk.past, desk.future) == (("case",), ("case",))
        assert (desk.can_undo, desk.can_redo) == ("case", "case")
        desk.redo()
        assert case(ws, family.case.id).question == "B"
        desk.undo_to(2)
        assert case(ws, family.case.id) == family.case
        assert (desk.can_undo, desk.can_redo) == (None, "case")
        desk.redo_to(99)
        assert (desk.book.case.name, desk.book.case.question) == ("A", "B")


def test_undoing_nothing_and_changing_nothing_leave_no_entry(family: Family) -> None:
    desk = CaseDesk(family.ws, family.case.id)
    before = family.ws.vault.journal.count
    desk.undo()
    desk.redo()
    desk.edit(CaseStep.CASE, desk.book)
    change_case(family.ws, family.case.id, name=family.case.name)
    assert family.ws.vault.journal.count == before


def test_a_new_edit_gives_up_what_could_be_redone(family: Family) -> None:
    desk = CaseDesk(family.ws, family.case.id)
    desk.edit(CaseStep.CASE, described(desk.book, name="A"))
    desk.undo()
    desk.edit(CaseStep.CASE, described(desk.book, name="C"))
    assert (desk.past, desk.future) == (("case",), ())


def test_what_is_put_on_record_between_two_edits_is_not_undone(family: Family) -> None:
    desk = CaseDesk(family.ws, family.case.id)
    desk.edit(CaseStep.CASE, described(desk.book, name="A"))
    guest = add_person(family.ws, family.case.id, "A guest", Role.OTHER)
    film = _film(family)
    desk.edit(CaseStep.FILM_AWAY, film_put_away(desk.book, film))
    record_consent(family.ws, guest.id, Purposes.GUIDANCE, Answer.GIVEN)
    desk.undo_to(2)
    assert desk.book.person(guest.id) == guest
    assert recording(family.ws, film).away is False
    assert case(family.ws, family.case.id).name == family.case.name
    assert _shown(family.ws, family.case.id) == desk.book
    with _reopened(family.ws) as ws:
        assert _told(CaseDesk(ws, family.case.id)) == (desk.book, (), ("case", "film-away"))


def test_two_desks_of_one_case_never_edit_an_old_state(family: Family) -> None:
    first, second = CaseDesk(family.ws, family.case.id), CaseDesk(family.ws, family.case.id)
    first.edit(CaseStep.CASE, described(first.book, name="A"))
    second.edit(CaseStep.CASE, described(second.book, question="B"))
    assert (first.book.case.name, first.book.case.question) == ("A", "B")
    first.undo()
    assert second.can_redo == "case"


def test_journals_from_before_are_read_and_their_edits_can_be_undone(family: Family) -> None:
    old = (
        b'{"case":{"id":"%s","name":"Before","question":"Then?","opened_at":"2026-03-09T18:00:00+02:00"}}'
        % family.case.id.encode()
    )
    event = decode(ACT_NAMES[CaseChanged], old)
    assert isinstance(event, CaseChanged)
    assert (event.case.kind, event.case.pack) == ("family", None)
    added = decode(ACT_NAMES[CaseAdded], old)
    assert isinstance(added, CaseAdded)
    family.ws.record(event)
    desk = CaseDesk(family.ws, family.case.id)
    assert (desk.book.case.name, desk.past) == ("Before", ("case",))
    desk.undo()
    assert case(family.ws, family.case.id) == family.case


def test_an_older_change_that_changed_nothing_does_not_keep_back_the_steps_before_it(family: Family) -> None:
    ws = family.ws
    changed = change_case(ws, family.case.id, name="Kallio 3")
    ws.record(CaseChanged(changed))
    desk = CaseDesk(ws, family.case.id)
    assert desk.past == ("case",)
    desk.undo()
    assert (desk.book.case, desk.future) == (family.case, ("case",))


def test_films_and_people_of_before_are_read_without_the_fields_of_now(family: Family) -> None:
    film = recording(family.ws, _film(family))
    fields = msgspec.to_builtins(film)
    del fields["away"]
    body = msgspec.json.encode({"recording": fields, "consents": []})
    event = decode(ACT_NAMES[RecordingImported], body)
    assert isinstance(event, RecordingImported)
    assert event.recording == film


def test_a_clock_that_jumps_back_changes_no_order(family: Family, clock: SetClock) -> None:
    change_case(family.ws, family.case.id, name="first")
    clock.pass_days(-400)
    change_case(family.ws, family.case.id, name="second")
    clock.pass_days(7)
    change_case(family.ws, family.case.id, name="third")
    CaseDesk(family.ws, family.case.id).undo()
    with _reopened(family.ws) as ws:
        assert case(ws, family.case.id).name == "second"
        desk = CaseDesk(ws, family.case.id)
        desk.undo()
        assert desk.book.case.name == "first"
        desk.redo_to(2)
        assert desk.book.case.name == "third"


def test_a_film_that_is_put_away_is_in_no_list_and_comes_back_whole(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    made = add_cycle(family.ws, family.case.id)
    put_film(family.ws, made.id, film.id, Part.FAMILY)
    rename_film(family.ws, film.id, "Leikki")
    put_away(family.ws, film.id)
    with _reopened(family.ws) as ws:
        assert recordings(ws) == recordings(ws, family.case.id) == []
        assert [one.id for one in every_recording(ws)] == [film.id]
        assert verify_vault(ws).recordings == 1
        desk = CaseDesk(ws, family.case.id)
        assert [card.label for card in desk.put_away] == ["Leikki"]
        desk.restore(film.id)
        assert [one.label for one in recordings(ws, family.case.id)] == ["Leikki"]
        assert cycles(ws, family.case.id)[0].place_of(film.id) is not None
        assert desk.past[0] == "film-back"
        with pytest.raises(UnknownId):
            desk.restore(film.id)


def test_the_same_film_is_not_taken_in_again_while_its_card_is_away(family: Family, tmp_path: Path) -> None:
    source = film_file(tmp_path / "one.mp4")
    family.answer(Purposes.GUIDANCE)
    film = import_film(family.ws, source, family.case.id)
    put_away(family.ws, film.id)
    with pytest.raises(DuplicateFilm) as refused:
        import_film(family.ws, source, family.case.id)
    assert refused.value.recording == film.id
    bring_back(family.ws, film.id)
    assert [one.id for one in recordings(family.ws)] == [film.id]


def test_a_renamed_person_is_found_by_the_new_name_and_by_no_other(family: Family) -> None:
    rename_person(family.ws, family.child.id, "Vilja")
    assert [hit.id for hit in family.ws.index.search("Vilja")] == [family.child.id]
    assert family.ws.index.search(family.child.name) == []


def test_who_is_in_a_film_is_an_edit_like_others(family: Family) -> None:
    film = _film(family)
    assert set_people(family.ws, film, [family.child.id]).people == (family.child.id,)
    CaseDesk(family.ws, family.case.id).undo()
    assert recording(family.ws, film).people == (family.child.id, family.parent.id)


def test_a_removed_cycle_comes_back_with_its_films_at_its_place(family: Family) -> None:
    film = _film(family)
    first, second = add_cycle(family.ws, family.case.id), add_cycle(family.ws, family.case.id, name="two")
    put_film(family.ws, first.id, film, Part.FAMILY)
    kept = cycles(family.ws, family.case.id)
    remove_cycle(family.ws, first.id)
    assert cycles(family.ws, family.case.id) == [second]
    CaseDesk(family.ws, family.case.id).undo()
    assert cycles(family.ws, family.case.id) == kept


def test_cases_keep_their_histories_apart(family: Family) -> None:
    other = add_case(family.ws, "Another")
    change_case(family.ws, family.case.id, name="A")
    desk = CaseDesk(family.ws, other.id)
    assert (desk.past, desk.book) == ((), CaseBook(other))
    add_cycle(family.ws, other.id)
    assert (cycles(family.ws, family.case.id), [one.number for one in cycles(family.ws, other.id)]) == ([], [1])


def test_a_case_that_is_not_there_has_no_desk(ws: Workspace) -> None:
    with pytest.raises(UnknownId):
        CaseDesk(ws, CaseId("abcdefghjkmn"))


def test_a_kind_of_a_newer_version_is_kept_as_it_is(family: Family) -> None:
    newer = Case(CaseId(new_identifier()), "New", "", family.ws.clock())
    body = msgspec.json.encode({"case": {**msgspec.to_builtins(newer), "kind": "choir"}})
    family.ws.vault.make_key(newer.id)
    event = decode(ACT_NAMES[CaseAdded], body)
    family.ws.record(event)
    change_case(family.ws, newer.id, name="Still new")
    with _reopened(family.ws) as ws:
        assert [(one.name, one.kind) for one in cases(ws) if one.id == newer.id] == [("Still new", "choir")]
        change_kind(ws, newer.id, family.case.kind)
        CaseDesk(ws, newer.id).undo()
        assert case(ws, newer.id).kind == "choir"


def test_a_vault_opened_for_reading_shows_the_history_and_takes_no_edit(family: Family) -> None:
    change_case(family.ws, family.case.id, name="A")
    second = open_workspace(family.ws.folder, PASSPHRASE, read_only=True, clock=family.ws.clock)
    try:
        desk = CaseDesk(second, family.case.id)
        assert desk.past == ("case",)
        with pytest.raises(VaultReadOnly):
            desk.undo()
        assert desk.book.case.name == "A"
    finally:
        second.close()


MOVES = ["undo", "redo", "undo", "undo to", "redo to"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Workspace]]:
    """One open vault, in a list because a restart puts another in its place."""
    folder = tmp_path_factory.mktemp("history") / "vault"
    ws, _key = create_workspace(folder, PASSPHRASE, work_factor=WORK_FACTOR, clock=SetClock())
    held = [ws]
    yield held
    held[0].close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_row_of_edits_undos_redos_and_restarts_leads_to_what_a_plain_list_of_states_says(
    opened: list[Workspace], data: st.DataObject
) -> None:
    family = found_family(opened[0])
    films = tuple(_film(family, f"film {n}") for n in range(3))
    possible = edits_of((family.child.id, family.parent.id), films, tuple(CycleId(new_identifier()) for _ in range(2)))
    desk = CaseDesk(opened[0], family.case.id)
    states, place = [desk.book], 0
    for move in data.draw(st.lists(st.sampled_from(["restart", *possible, *MOVES * 4]), max_size=25)):
        if move == "restart":
            opened[0].close()
            opened[0] = open_workspace(opened[0].folder, PASSPHRASE, clock=opened[0].clock)
            desk = CaseDesk(opened[0], family.case.id)
        elif move in MOVES:
            place = _moved(desk, move, place, len(states) - 1)
        else:
            states, place = _edited(desk, possible[move], move, states, place)
        assert desk.book == states[place]
        assert _shown(opened[0], family.case.id) == states[place]
        assert (len(desk.past), len(desk.future)) == (place, len(states) - 1 - place)


def _moved(desk: CaseDesk, move: str, place: int, last: int) -> int:
    match move:
        case "undo":
            desk.undo()
            return max(place - 1, 0)
        case "redo":
            desk.redo()
            return min(place + 1, last)
        case "undo to":
            desk.undo_to(3)
            return max(place - 3, 0)
    desk.redo_to(2)
    return min(place + 2, last)


def _edited(desk: CaseDesk, edit: Edit, step: str, states: list[CaseBook], place: int) -> tuple[list[CaseBook], int]:
    after = tried(desk.book, edit)
    if after == desk.book:
        return states, place
    desk.edit(step, after)
    return [*states[: place + 1], after], place + 1


def test_a_row_of_edits_is_kept_under_names_that_the_format_lists(family: Family) -> None:
    desk = CaseDesk(family.ws, family.case.id)
    desk.edit(CaseStep.CYCLE_ADDED, with_cycle(desk.book, CycleId(new_identifier())))
    desk.undo()
    edits = [event for _envelope, event in happened(family.ws) if isinstance(event, CaseEdited)]
    assert [event.step for event in edits] == ["cycle-added", "undo"]


def test_words_that_go_on_being_typed_are_one_step_after_a_restart_too(family: Family) -> None:
    desk = CaseDesk(family.ws, family.case.id)
    before = desk.book
    for number, question in enumerate(("What", "What helps", "What helps Aino?")):
        desk.edit(CaseStep.CASE, described(desk.book, question=question), more=number > 0)
    for one in (desk, CaseDesk(family.ws, family.case.id)):
        assert one.past == (CaseStep.CASE,)
        assert one.book.case.question == "What helps Aino?"
    desk.undo()
    assert desk.book == before
