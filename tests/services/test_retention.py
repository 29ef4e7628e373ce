from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.casework import EVENING, PASSPHRASE, Family, SetClock, last_event
from vigtool.domain.accountability import FilmFrozen, FilmThawed, KeptLonger
from vigtool.domain.case_edits import CaseStep
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.deciding import Ground
from vigtool.domain.identifiers import CaseId, RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.domain.retention import Begun, Stage
from vigtool.services.case_editing import put_away
from vigtool.services.case_history import CaseDesk
from vigtool.services.cases import add_case, case, change_case
from vigtool.services.consents import record_consent
from vigtool.services.errors import (
    ConsentEndsEarlier,
    ConsentRefused,
    EndsLater,
    KeptTooShort,
    ReasonMissing,
    UnknownId,
)
from vigtool.services.film_keeping import freeze, freeze_case, freezing, keep_longer, thaw, thaw_case
from vigtool.services.opening import open_workspace
from vigtool.services.retention import clocks, end_case, reopen_case, waiting
from vigtool.services.viewing import may_view, view
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import KeyDestroyed

TODAY = EVENING.date()
LAST = date(2026, 5, 9)
DAYS_TO_LAST = (LAST - TODAY).days


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    return family.film(tmp_path)


def stage_of(ws: Workspace, case_id: CaseId) -> Stage:
    return clocks(ws, case_id).films[0].stage


def test_the_end_of_a_case_is_an_edit_that_can_be_undone(ws: Workspace, family: Family) -> None:
    assert end_case(ws, family.case.id, TODAY).ended_on == TODAY
    desk = CaseDesk(ws, family.case.id)
    assert desk.past[0] == CaseStep.CASE_ENDED
    desk.undo()
    assert case(ws, family.case.id).ended_on is None
    desk.redo()
    assert case(ws, family.case.id).ended_on == TODAY
    assert reopen_case(ws, family.case.id).ended_on is None


def test_a_case_does_not_end_on_a_day_that_is_yet_to_come(ws: Workspace, family: Family) -> None:
    with pytest.raises(EndsLater) as refused:
        end_case(ws, family.case.id, TODAY + timedelta(days=1))
    assert refused.value.day == TODAY + timedelta(days=1)
    with pytest.raises(UnknownId):
        end_case(ws, CaseId("nosuchcase22"), TODAY)


def test_a_film_comes_due_two_months_after_the_end(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    end_case(ws, family.case.id, TODAY)
    assert waiting(ws) == []
    clock.pass_days(DAYS_TO_LAST - 14)
    (soon,) = waiting(ws)
    assert [(one.film.id, one.stage, one.term.until) for one in soon.films] == [(film.id, Stage.SOON, LAST)]
    clock.pass_days(14)
    assert stage_of(ws, family.case.id) is Stage.SOON
    clock.pass_days(1)
    assert stage_of(ws, family.case.id) is Stage.DUE
    assert [one.case.id for one in waiting(ws)] == [family.case.id]


def test_the_log_has_a_clock_of_its_own(ws: Workspace, clock: SetClock, family: Family) -> None:
    end_case(ws, family.case.id, TODAY)
    clock.pass_days(365 * 30 - 30)
    assert waiting(ws) == []
    clock.pass_days(60)
    (due,) = waiting(ws)
    assert (due.films, due.log_stage, due.log.until) == ((), Stage.DUE, date(2056, 3, 9))


def test_a_film_that_was_put_away_is_not_kept_in_silence(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    put_away(ws, film.id)
    end_case(ws, family.case.id, TODAY)
    clock.pass_days(DAYS_TO_LAST + 1)
    assert [one.film.id for one in waiting(ws)[0].films] == [film.id]


def test_an_erased_film_has_no_clock(ws: Workspace, clock: SetClock, family: Family, film: Recording) -> None:
    end_case(ws, family.case.id, TODAY)
    clock.pass_days(DAYS_TO_LAST + 1)
    ws.vault.shred_key(film.id)
    assert clocks(ws, family.case.id).films == ()
    assert waiting(ws) == []


def test_a_case_that_was_never_ended_asks_after_its_last_activity(
    ws: Workspace, clock: SetClock, film: Recording
) -> None:
    clock.pass_days(40)
    view(ws, film.id)
    clock.pass_days(DAYS_TO_LAST + 1 - 40)
    assert waiting(ws) == []
    clock.pass_days(40)
    (asked,) = waiting(ws)
    assert asked.begins.begun is Begun.ACTIVITY
    assert asked.begins.day == TODAY + timedelta(days=40)
    assert asked.films[0].stage is Stage.ASKING


def test_keeping_account_of_a_case_does_not_lengthen_its_time(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    clock.pass_days(30)
    freeze(ws, film.id, "asked about")
    with pytest.raises(ConsentRefused):
        view(ws, film.id)
    thaw(ws, film.id, "settled")
    assert clocks(ws, family.case.id).begins.day == TODAY


def test_a_film_is_kept_longer_with_a_reason_and_consent(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    end_case(ws, family.case.id, TODAY)
    until = date(2026, 9, 30)
    with pytest.raises(ConsentRefused):
        keep_longer(ws, film.id, until, "a second course is planned")
    family.answer(Purposes.KEEP_LONGER)
    keep_longer(ws, film.id, until, " a second course is planned ")
    decided = last_event(ws)
    assert isinstance(decided, KeptLonger)
    assert (decided.until, decided.reason) == (until, "a second course is planned")
    assert len(decided.consents) == 4  # guidance and keeping, of both people
    kept = clocks(ws, family.case.id).films[0]
    assert (kept.term.until, kept.term.lengthened, kept.reason) == (until, True, "a second course is planned")
    clock.now = EVENING.replace(month=10, day=1)
    assert stage_of(ws, family.case.id) is Stage.DUE


def test_a_withdrawn_consent_takes_the_keeping_back_at_once(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    end_case(ws, family.case.id, TODAY)
    family.answer(Purposes.KEEP_LONGER)
    keep_longer(ws, film.id, date(2026, 9, 30), "a second course")
    clock.pass_days(DAYS_TO_LAST + 1)
    assert stage_of(ws, family.case.id) is Stage.KEPT
    record_consent(ws, family.parent.id, Purposes.KEEP_LONGER, Answer.WITHDRAWN)
    due = clocks(ws, family.case.id).films[0]
    assert (due.stage, due.term.until, due.reason) == (Stage.DUE, LAST, "")


def test_what_cannot_be_kept_longer(ws: Workspace, family: Family, film: Recording) -> None:
    family.answer(Purposes.KEEP_LONGER)
    with pytest.raises(ReasonMissing):
        keep_longer(ws, film.id, date(2027, 1, 1), "  ")
    with pytest.raises(KeptTooShort):
        keep_longer(ws, film.id, TODAY, "why not")
    record_consent(ws, family.child.id, Purposes.KEEP_LONGER, Answer.GIVEN, until=date(2026, 12, 31))
    with pytest.raises(ConsentEndsEarlier) as refused:
        keep_longer(ws, film.id, date(2027, 1, 1), "why not")
    assert refused.value.last == date(2026, 12, 31)
    keep_longer(ws, film.id, date(2026, 12, 31), "why not")
    ws.vault.shred_key(film.id)
    with pytest.raises(KeyDestroyed):
        keep_longer(ws, film.id, date(2026, 12, 31), "why not")
    with pytest.raises(UnknownId):
        keep_longer(ws, RecordingId("nosuchfilm22"), date(2026, 12, 31), "why not")


def test_a_frozen_film_is_kept_and_not_used(ws: Workspace, clock: SetClock, family: Family, film: Recording) -> None:
    freeze(ws, film.id, "the parents disagree")
    freeze(ws, film.id, "said twice")
    assert last_event(ws) == FilmFrozen(family.case.id, film.id, "the parents disagree")
    assert not may_view(ws, film.id)
    with pytest.raises(ConsentRefused) as refused:
        view(ws, film.id)
    assert [one.ground for one in refused.value.refusal.reasons] == [Ground.FROZEN]
    since = freezing(ws, film.id)
    assert since is not None
    assert (since.at, since.reason) == (clock.now, "the parents disagree")
    end_case(ws, family.case.id, TODAY)
    clock.pass_days(DAYS_TO_LAST + 1)
    assert stage_of(ws, family.case.id) is Stage.FROZEN
    thaw(ws, film.id, "they agree again")
    assert last_event(ws) == FilmThawed(family.case.id, film.id, "they agree again")
    assert freezing(ws, film.id) is None
    assert may_view(ws, film.id)
    thaw(ws, film.id, "said twice")
    assert last_event(ws) == FilmThawed(family.case.id, film.id, "they agree again")
    assert stage_of(ws, family.case.id) is Stage.DUE


def test_a_frozen_film_can_be_kept_longer(ws: Workspace, family: Family, film: Recording) -> None:
    family.answer(Purposes.KEEP_LONGER)
    freeze(ws, film.id, "the parents disagree")
    keep_longer(ws, film.id, date(2026, 12, 31), "until the court has spoken")
    assert clocks(ws, family.case.id).films[0].term.until == date(2026, 12, 31)


def test_freezing_needs_a_reason_and_may_be_about_a_whole_case(
    ws: Workspace, family: Family, film: Recording, tmp_path: Path
) -> None:
    other = family.film(tmp_path)
    for nothing in ("", " \n"):
        for deed in (freeze, thaw):
            with pytest.raises(ReasonMissing):
                deed(ws, film.id, nothing)
        for whole in (freeze_case, thaw_case):
            with pytest.raises(ReasonMissing):
                whole(ws, family.case.id, nothing)
    freeze(ws, film.id, "one")
    assert freeze_case(ws, family.case.id, "all") == [other.id]
    assert not may_view(ws, film.id)
    assert not may_view(ws, other.id)
    thaw(ws, other.id, "one")
    assert thaw_case(ws, family.case.id, "settled") == [film.id]
    with pytest.raises(UnknownId):
        freeze_case(ws, CaseId("nosuchcase22"), "all")


def test_everything_is_so_after_the_vault_was_opened_anew(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    family.answer(Purposes.KEEP_LONGER)
    end_case(ws, family.case.id, TODAY)
    keep_longer(ws, film.id, date(2026, 9, 30), "a second course")
    freeze(ws, film.id, "a question")
    before = clocks(ws, family.case.id)
    ws.close()
    later = open_workspace(ws.folder, PASSPHRASE, clock=clock)
    assert clocks(later, family.case.id) == before
    assert freezing(later, film.id) is not None
    later.close()


def seen_passed(ws: Workspace, clock: SetClock, family: Family) -> None:
    """A day after the last is on record, then the clock is set back to the day of the end."""
    clock.pass_days(DAYS_TO_LAST + 1)
    change_case(ws, family.case.id, name="worked on after the last day")
    clock.pass_days(-DAYS_TO_LAST - 1)


def test_what_has_passed_stays_due_when_the_clock_is_set_back(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    end_case(ws, family.case.id, TODAY)
    seen_passed(ws, clock, family)
    assert [one.film.id for one in waiting(ws)[0].films] == [film.id]
    assert stage_of(ws, family.case.id) is Stage.DUE


def test_keeping_longer_that_has_passed_stays_so_when_the_clock_is_set_back(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    family.answer(Purposes.KEEP_LONGER)
    end_case(ws, family.case.id, TODAY - timedelta(days=100))
    keep_longer(ws, film.id, LAST, "a second course")
    seen_passed(ws, clock, family)
    assert stage_of(ws, family.case.id) is Stage.DUE
    keep_longer(ws, film.id, LAST, "said anew on the right day")
    assert stage_of(ws, family.case.id) is Stage.KEPT


def test_after_a_clock_that_ran_ahead_the_end_can_be_said_anew(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    assert film.case == family.case.id
    clock.pass_days(4000)
    change_case(ws, family.case.id, name="a computer with a wrong clock")
    clock.pass_days(-4000)
    end_case(ws, family.case.id, TODAY)
    change_case(ws, family.case.id, name="an edit that leaves the end as it is")
    assert stage_of(ws, family.case.id) is Stage.KEPT


def test_the_last_activity_is_the_last_in_order_of_work(ws: Workspace, clock: SetClock, family: Family) -> None:
    clock.pass_days(4000)
    change_case(ws, family.case.id, name="a computer with a wrong clock")
    clock.pass_days(-4000)
    change_case(ws, family.case.id, name="the right one")
    assert clocks(ws, family.case.id).begins.day == TODAY


def test_each_case_has_its_own_clocks(ws: Workspace, clock: SetClock, family: Family, film: Recording) -> None:
    other = add_case(ws, "another")
    end_case(ws, family.case.id, TODAY)
    clock.pass_days(DAYS_TO_LAST + 1)
    assert [(one.case.id, [film.film.id for film in one.films]) for one in waiting(ws)] == [(family.case.id, [film.id])]
    assert clocks(ws, other.id).begins.begun is Begun.ACTIVITY


def test_the_same_end_said_once_more_counts_from_when_it_was_said_last(
    ws: Workspace, clock: SetClock, family: Family, film: Recording
) -> None:
    assert film.case == family.case.id
    end_case(ws, family.case.id, TODAY)
    clock.pass_days(4000)
    change_case(ws, family.case.id, name="a computer with a wrong clock")
    clock.pass_days(-4000)
    assert stage_of(ws, family.case.id) is Stage.DUE
    reopen_case(ws, family.case.id)
    end_case(ws, family.case.id, TODAY)
    assert stage_of(ws, family.case.id) is Stage.KEPT
