"""Every edit of the moments is on record, an undo too, and each asks for the consent again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, SetClock, found_family, happened, last_event
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.events import ActRefused, MarksChanged
from vigtool.domain.identifiers import MomentId, PackId, RecordingId
from vigtool.domain.marks import MomentRemoved, MomentSet
from vigtool.domain.moments import KeyOutsideMoment, PrincipleSeen, ReviewSpeed, Turn, TurnKind
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.ticks import EmptySpan, OutsideFilm
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.marking import MarkingDesk, mark_frames, moment, moments
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    return family.film(tmp_path)


def test_edits_undo_and_redo_are_on_record(family: Family, film: Recording) -> None:
    desk, times = MarkingDesk(family.ws, film.id), frame_times(family.ws, film.id)
    first = desk.new_moment(times.span(2, 6), title="Katse")
    desk.edit("title", desk.marks.with_moment(replace(first, title="Katse ja hymy")))
    assert (desk.can_undo, desk.can_redo) == ("title", None)
    desk.undo()
    assert (desk.can_undo, desk.can_redo) == ("mark", "title")
    desk.undo()
    assert list(desk.marks) == moments(family.ws, film.id) == []
    desk.redo()
    desk.redo()
    desk.redo()
    assert moment(family.ws, first.id).title == "Katse ja hymy"
    steps = [event for _envelope, event in happened(family.ws) if isinstance(event, MarksChanged)]
    assert [event.step for event in steps] == ["mark", "title", "undo", "undo", "redo", "redo"]
    assert steps[2].changes == (MomentSet(first),)
    assert steps[3].changes == (MomentRemoved(first.id),)


def test_an_edit_that_changes_nothing_is_not_on_record(family: Family, film: Recording) -> None:
    desk = MarkingDesk(family.ws, film.id)
    before = family.ws.vault.journal.count
    desk.edit("nothing", desk.marks)
    desk.undo()
    desk.redo()
    assert family.ws.vault.journal.count == before


def test_a_withdrawal_refuses_the_next_edit_and_changes_nothing(family: Family, film: Recording) -> None:
    desk, times = MarkingDesk(family.ws, film.id), frame_times(family.ws, film.id)
    kept = desk.new_moment(times.span(2, 6))
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    for edit in (
        lambda: desk.new_moment(times.span(8, 9)),
        desk.undo,
        lambda: desk.edit("remove", desk.marks.without(kept.id)),
    ):
        with pytest.raises(ConsentRefused):
            edit()
        assert list(desk.marks) == moments(family.ws, film.id) == [kept]
        event = last_event(family.ws)
        assert isinstance(event, ActRefused)
        assert event.act is Act.ANNOTATE
    with pytest.raises(ConsentRefused):
        MarkingDesk(family.ws, film.id)
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN)
    desk.undo()
    assert moments(family.ws, film.id) == []


def test_frames_become_ticks_and_what_is_no_moment_is_refused(family: Family, film: Recording) -> None:
    ws = family.ws
    made = mark_frames(ws, film.id, first=3, end=9, key=5, title="x")
    times = frame_times(ws, film.id)
    assert times.frames_of(made.span) == range(3, 9)
    assert times.frame_at(made.key) == 5
    assert times.frames_of(mark_frames(ws, film.id, first=20, end=24).span) == range(20, 24)
    for first, end, key, error in (
        (5, 5, None, EmptySpan),
        (9, 3, None, EmptySpan),
        (3, 25, None, OutsideFilm),
        (-1, 3, None, OutsideFilm),
        (3, 9, 9, KeyOutsideMoment),
        (3, 9, 99, OutsideFilm),
    ):
        with pytest.raises(error):
            mark_frames(ws, film.id, first=first, end=end, key=key)
    with pytest.raises(UnknownId):
        mark_frames(ws, RecordingId("abcdefghjkmn"), first=0, end=1)
    with pytest.raises(UnknownId):
        moment(ws, MomentId("abcdefghjkmn"))


EDITS = st.lists(
    st.tuples(st.sampled_from(["mark", "star", "turn", "remove", "undo", "redo"]), st.integers(0, 20)), max_size=12
)


def test_marks_survive_closing_and_opening(tmp_path: Path) -> None:
    """Whatever is done, the index while working and the index after a replay show the same."""
    folder = tmp_path / "vault"
    ws, _ = create_workspace(folder, PASSPHRASE, work_factor=WORK_FACTOR, clock=SetClock())
    ws.run_task = run_in_process
    family = found_family(ws)
    film = family.film(tmp_path)
    open_now = [ws]

    @settings(max_examples=25)
    @given(edits=EDITS)
    def survive(edits: list[tuple[str, int]]) -> None:
        ws = open_now[0]
        desk = MarkingDesk(ws, film.id)
        for kind, number in edits:
            _edit(ws, desk, film, family, kind, number)
        shown = moments(ws, film.id)
        assert {one.id: one for one in desk.marks} == {one.id: one for one in shown}
        ws.close()
        open_now[0] = open_workspace(folder, PASSPHRASE)
        assert moments(open_now[0], film.id) == shown
        open_now[0].run_task = run_in_process
        again = MarkingDesk(open_now[0], film.id)
        assert (again.past, again.future) == (desk.past, desk.future)
        assert list(again.removed) == list(desk.removed)

    survive()
    open_now[0].close()


def _edit(ws: Workspace, desk: MarkingDesk, film: Recording, family: Family, kind: str, number: int) -> None:
    times = frame_times(ws, film.id)
    chosen = desk.marks.moments[number % len(desk.marks.moments)] if desk.marks.moments else None
    if kind == "undo":
        desk.undo()
    elif kind == "redo":
        desk.redo()
    elif kind == "mark" or chosen is None:
        desk.new_moment(times.span(number, number + 2), title=f"Hetki {number}")
    elif kind == "star":
        desk.edit("star", desk.marks.with_moment(replace(chosen, starred=not chosen.starred)))
    elif kind == "turn":
        turn = Turn(family.child.id, TurnKind.INITIATIVE, chosen.span, f"vuoro {number}")
        desk.edit("turn", desk.marks.with_moment(chosen.with_turn(turn)))
    else:
        desk.edit("remove", desk.marks.without(chosen.id))


def test_a_restart_forgets_no_step(family: Family, film: Recording) -> None:
    ws, times = family.ws, frame_times(family.ws, film.id)
    before = MarkingDesk(ws, film.id)
    kept = before.new_moment(times.span(2, 6))
    before.edit("title", before.marks.with_moment(replace(kept, title="Katse")))
    gone = before.new_moment(times.span(8, 9))
    before.edit("remove", before.marks.without(gone.id))
    before.undo()
    before.undo()
    after = MarkingDesk(ws, film.id)
    assert (after.past, after.future) == (before.past, before.future) == (("title", "mark"), ("mark", "remove"))
    after.undo_to(2)
    assert list(after.marks) == moments(ws, film.id) == []
    after.redo_to(9)
    assert [one.title for one in after.marks] == ["Katse"]
    assert [one.title for one in moments(ws, film.id)] == ["Katse"]
    assert MarkingDesk(ws, film.id).past == ("remove", "mark", "title", "mark")


def test_what_another_desk_marks_is_neither_lost_nor_overwritten(family: Family, film: Recording) -> None:
    ws, times = family.ws, frame_times(family.ws, film.id)
    one, other = MarkingDesk(ws, film.id), MarkingDesk(ws, film.id)
    made = one.new_moment(times.span(2, 6))
    other.edit("title", other.marks.with_moment(replace(made, title="Katse")))
    present = one.marks.moments[0]
    one.edit("star", one.marks.with_moment(replace(present, starred=True)))
    assert [(kept.title, kept.starred) for kept in moments(ws, film.id)] == [("Katse", True)]
    added = mark_frames(ws, film.id, first=8, end=10)
    assert added in one.marks.moments
    other.edit("remove", other.marks.without(made.id))
    assert one.past == other.past == MarkingDesk(ws, film.id).past == ("remove", "mark", "star", "title", "mark")
    assert [gone.id for gone in one.removed] == [made.id]
    one.undo_to(2)
    assert " ".join(other.past) == "star title mark"
    assert " ".join(other.future) == "mark remove"
    assert list(other.marks) == moments(ws, film.id) == [replace(made, title="Katse", starred=True)]


def test_words_that_are_typed_are_one_step(family: Family, film: Recording, clock: SetClock) -> None:
    ws, times = family.ws, frame_times(family.ws, film.id)
    desk = MarkingDesk(ws, film.id)
    made = desk.new_moment(times.span(2, 6))

    def typed(note: str) -> None:
        present = moment(ws, made.id)
        desk.edit("note", desk.marks.with_moment(replace(present, note=note)))

    for note in ("Kat", "Katse", "Katse ja hymy"):
        typed(note)
    assert desk.past == MarkingDesk(ws, film.id).past == ("note", "mark")
    clock.now += timedelta(seconds=11)
    typed("Katse ja hymy, ja odotus")
    assert desk.past == MarkingDesk(ws, film.id).past == ("note", "note", "mark")
    desk.undo()
    assert moment(ws, made.id).note == "Katse ja hymy"
    typed("Katse, hymy")
    assert desk.past == MarkingDesk(ws, film.id).past == ("note", "note", "mark")
    desk.undo_to(2)
    assert moment(ws, made.id).note == ""
    again = MarkingDesk(ws, film.id)
    assert (again.past, again.future) == (("mark",), ("note", "note"))
    again.redo_to(2)
    assert moment(ws, made.id).note == "Katse, hymy"


def test_other_edits_come_between_words(family: Family, film: Recording) -> None:
    ws, times = family.ws, frame_times(family.ws, film.id)
    desk = MarkingDesk(ws, film.id)
    made, other = desk.new_moment(times.span(2, 6)), desk.new_moment(times.span(7, 9))
    for one, note in ((made, "a"), (other, "b"), (made, "c")):
        desk.edit("note", desk.marks.with_moment(replace(moment(ws, one.id), note=note)))
    desk.edit("star", desk.marks.with_moment(replace(moment(ws, made.id), starred=True)))
    desk.edit("star", desk.marks.with_moment(replace(moment(ws, made.id), starred=False)))
    assert desk.past == MarkingDesk(ws, film.id).past == ("star", "star", "note", "note", "note", "mark", "mark")


def test_a_removed_moment_can_be_restored_after_a_restart(family: Family, film: Recording) -> None:
    ws, times = family.ws, frame_times(family.ws, film.id)
    desk = MarkingDesk(ws, film.id)
    first = desk.new_moment(times.span(2, 6), title="Katse")
    second = desk.new_moment(times.span(8, 9), title="Hymy")
    for one in (first, second):
        desk.edit("remove", desk.marks.without(one.id))
    undone = desk.new_moment(times.span(1, 3))
    desk.undo()
    again = MarkingDesk(ws, film.id)
    assert undone not in again.removed
    assert list(again.removed) == list(desk.removed) == [second, first]
    again.restore(first.id)
    assert list(again.removed) == [second]
    assert moments(ws, film.id) == [first]
    assert (again.can_undo, again.can_redo) == ("restore", None)
    with pytest.raises(UnknownId):
        again.restore(first.id)


def test_a_moment_is_split_under_an_id_of_its_own(family: Family, film: Recording) -> None:
    ws, times = family.ws, frame_times(family.ws, film.id)
    desk = MarkingDesk(ws, film.id)
    whole = desk.new_moment(times.span(2, 9))
    later = desk.split(whole.id, times.tick_of(5), "split")
    assert [times.frames_of(moment(ws, one).span) for one in (whole.id, later)] == [range(2, 5), range(5, 9)]
    with pytest.raises(UnknownId):
        desk.split(MomentId("abcdefghjkmn"), 3, "split")


def test_a_moment_keeps_all_that_was_said_of_it(family: Family, film: Recording) -> None:
    ws, times = family.ws, frame_times(family.ws, film.id)
    desk = MarkingDesk(ws, film.id)
    first = desk.new_moment(times.span(2, 6))
    whole = replace(
        first,
        question="Mikä auttoi?",
        helps="Miten saan katseen?",
        principles=(PrincipleSeen(PackId("own"), 3, "waiting"),),
        speed=ReviewSpeed.HALF,
        freeze=True,
        place=4,
        shows=MomentId("abcdefghjkmn"),
    )
    desk.edit("all", desk.marks.with_moment(whole))
    assert moment(ws, first.id) == whole
    assert list(MarkingDesk(ws, film.id).marks) == [whole]
