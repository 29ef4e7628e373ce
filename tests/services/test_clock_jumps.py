"""A system clock that jumps back by a day or by years, while the program runs and between two runs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.services.casework import PASSPHRASE, Family, SetClock
from vigtool.domain.case_edits import CaseStep
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.purposes import Purposes
from vigtool.services.case_editing import put_away
from vigtool.services.case_history import CaseDesk
from vigtool.services.cases import change_case
from vigtool.services.consents import consent_grid, record_consent
from vigtool.services.cycles import add_cycle, cycles
from vigtool.services.marking import REMOVE, MarkingDesk, moments
from vigtool.services.opening import open_workspace
from vigtool.services.recordings import frame_times
from vigtool.services.session_logs import export_session_log
from vigtool.services.sessions import add_session, sessions
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace

JUMPS = [
    timedelta(days=-1),
    timedelta(days=-365 * 20),
    datetime(1970, 1, 1, tzinfo=UTC) - datetime(2026, 3, 9, 16, tzinfo=UTC),
]


@pytest.fixture(params=JUMPS, ids=["a day", "twenty years", "the epoch"])
def jump(request: pytest.FixtureRequest) -> timedelta:
    found: timedelta = request.param
    return found


def reopened(ws: Workspace, clock: SetClock) -> Workspace:
    ws.close()
    return open_workspace(ws.folder, PASSPHRASE, clock=clock)


def test_moments_and_their_history_follow_the_order_of_work(
    ws: Workspace, clock: SetClock, family: Family, tmp_path: Path, jump: timedelta
) -> None:
    film = family.film(tmp_path)
    desk, times = MarkingDesk(ws, film.id), frame_times(ws, film.id)
    first = desk.new_moment(times.span(2, 5), title="first")
    gone = desk.new_moment(times.span(6, 9), title="gone first")
    clock.now += jump
    second = desk.new_moment(times.span(0, 2), title="second")
    desk.edit(REMOVE, desk.marks.without(gone.id))
    desk.edit("title", desk.marks.with_moment(replace(desk.marks.moments[0], title="first, named later")))
    desk.edit(REMOVE, desk.marks.without(second.id))
    clock.now += jump / 2
    later = reopened(ws, clock)
    desk = MarkingDesk(later, film.id)
    assert desk.past == (REMOVE, "title", REMOVE, "mark", "mark", "mark")
    assert [one.title for one in desk.removed] == ["second", "gone first"]
    desk.undo_to(3)
    assert [one.title for one in desk.marks] == ["first", "gone first", "second"]
    desk.redo_to(2)
    assert [one.title for one in moments(later, film.id)] == ["first, named later", "second"]
    assert desk.marks.get(first.id) is not None
    assert not verify_vault(later).damage
    later.close()


def test_cycles_sessions_and_edits_of_a_case_stand_in_the_order_of_work(
    ws: Workspace, clock: SetClock, family: Family, tmp_path: Path, jump: timedelta
) -> None:
    film = family.film(tmp_path)
    add_cycle(ws, family.case.id, name="one")
    add_session(ws, family.case.id, words="one")
    clock.now += jump
    add_cycle(ws, family.case.id, name="two")
    change_case(ws, family.case.id, name="Renamed after the jump")
    put_away(ws, film.id)
    held = add_session(ws, family.case.id, words="two")
    later = reopened(ws, clock)
    desk = CaseDesk(later, family.case.id)
    assert desk.past == (CaseStep.FILM_AWAY, CaseStep.CASE, CaseStep.CYCLE_ADDED, CaseStep.CYCLE_ADDED)
    assert [(one.number, one.name) for one in cycles(later, family.case.id)] == [(1, "one"), (2, "two")]
    assert [one.words for one in sessions(later)] == ["one", "two"]
    assert sessions(later)[1].held_at == held.held_at == clock.now
    desk.undo_to(2)
    assert desk.book.case.name != "Renamed after the jump"
    assert export_session_log(later, held.id, tmp_path, "fi").json.is_file()
    later.close()


def test_the_last_answer_counts_whatever_its_date(
    ws: Workspace, clock: SetClock, family: Family, jump: timedelta
) -> None:
    record_consent(ws, family.child.id, Purposes.RESEARCH, Answer.GIVEN)
    clock.now += jump
    record_consent(ws, family.child.id, Purposes.RESEARCH, Answer.WITHDRAWN)
    later = reopened(ws, clock)
    assert consent_grid(later, family.case.id)[family.child.id, Purposes.RESEARCH] is ConsentState.WITHDRAWN
    clock.now -= jump
    assert consent_grid(later, family.case.id)[family.child.id, Purposes.RESEARCH] is ConsentState.WITHDRAWN
    later.close()


def test_a_consent_that_ended_stays_ended_when_the_program_is_started_with_an_older_clock(
    ws: Workspace, clock: SetClock, family: Family, jump: timedelta
) -> None:
    record_consent(ws, family.child.id, Purposes.RESEARCH, Answer.GIVEN, until=clock.now.date())
    clock.pass_days(2)
    change_case(ws, family.case.id, name="Something that is on record after the last day")
    clock.now += jump - timedelta(days=2)
    later = reopened(ws, clock)
    assert consent_grid(later, family.case.id)[family.child.id, Purposes.RESEARCH] is ConsentState.EXPIRED
    later.close()


def test_after_a_clock_that_ran_ahead_a_consent_can_be_given_anew(
    ws: Workspace, clock: SetClock, family: Family, jump: timedelta
) -> None:
    """What was put on record on the wrong day lapses the yes of before it, and not the one of after it."""
    until = clock.now.date() + timedelta(days=30)
    record_consent(ws, family.child.id, Purposes.RESEARCH, Answer.GIVEN, until=until)
    clock.now -= jump  # so far ahead
    change_case(ws, family.case.id, name="Something that is on record on the wrong day")
    clock.now += jump
    lapsed = jump < timedelta(days=-30)
    before = ConsentState.EXPIRED if lapsed else ConsentState.GIVEN
    assert consent_grid(ws, family.case.id)[family.child.id, Purposes.RESEARCH] is before
    record_consent(ws, family.child.id, Purposes.RESEARCH, Answer.GIVEN, until=until)
    assert consent_grid(ws, family.case.id)[family.child.id, Purposes.RESEARCH] is ConsentState.GIVEN
