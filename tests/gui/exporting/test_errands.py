from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.accessibility.looking import cut_off
from tests.gui.exporting.fake_jobs import HeldJob, ordered
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.gui.exporting.errand_row import ErrandRow, left_words
from vigtool.gui.exporting.errands import Errands, State
from vigtool.gui.exporting.errands_dialog import ErrandsDialog
from vigtool.gui.shared.jobs import under_way
from vigtool.services.errors import NotCovered
from vigtool.services.handover_errors import NotAReel
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import LANGUAGES, set_language

CASE = CaseId("c" * 32)


@pytest.fixture
def errands(dressed: QApplication) -> Iterator[Errands]:  # noqa: ARG001 - clothes
    made = Errands()
    yield made
    made.stop()


def jobs(count: int, folder: Path) -> list[HeldJob]:
    return [HeldJob(folder / f"{number}.mp4") for number in range(count)]


def states(errands: Errands) -> list[State]:
    return [one.state for one in errands.listed]


def test_one_after_another_in_the_order_in_which_they_came(errands: Errands, tmp_path: Path, qtbot: QtBot) -> None:
    first, second = jobs(2, tmp_path)
    for one in (first, second):
        errands.add(ordered(one), CASE)
    assert states(errands) == [State.RUNNING, State.WAITING]
    assert not second.began.is_set()
    first.go_on.set()
    qtbot.waitUntil(second.began.is_set)
    assert states(errands) == [State.DONE, State.RUNNING]
    assert under_way(), "between two jobs the program never seems idle"
    second.go_on.set()
    qtbot.waitUntil(lambda: not errands.busy)
    assert states(errands) == [State.DONE, State.DONE]
    assert errands.listed[0].report == first.target


def test_one_that_waits_is_let_go_and_one_that_runs_is_stopped(errands: Errands, tmp_path: Path, qtbot: QtBot) -> None:
    made = jobs(3, tmp_path)
    for one in made:
        errands.add(ordered(one), CASE)
    errands.cancel(errands.listed[1])
    assert made[1].abandoned
    assert errands.listed[1].state is State.STOPPED
    made[0].began.wait()
    errands.cancel(errands.listed[0])
    assert errands.listed[0].state is State.STOPPING
    qtbot.waitUntil(made[2].began.is_set)
    assert states(errands) == [State.STOPPED, State.STOPPED, State.RUNNING]
    assert made[0].abandoned
    assert not made[1].began.is_set()


def test_what_is_refused_keeps_nothing_back_and_says_why(errands: Errands, tmp_path: Path, qtbot: QtBot) -> None:
    refused, after = HeldJob(tmp_path / "a", error=NotAReel(0, 9)), HeldJob(tmp_path / "b")
    for one in (refused, after):
        errands.add(ordered(one), CASE)
        one.go_on.set()
    qtbot.waitUntil(lambda: not errands.busy)
    assert states(errands) == [State.KEPT, State.DONE]
    row = ErrandRow(errands.listed[0], dict)
    qtbot.addWidget(row)
    assert "at least one moment" in row.told.text()


def test_stopping_leaves_nothing_under_way(errands: Errands, tmp_path: Path) -> None:
    made = jobs(2, tmp_path)
    for one in made:
        errands.add(ordered(one), CASE)
    errands.stop()
    assert not errands.busy
    assert not under_way()
    assert all(one.abandoned and not one.finished for one in made)


def test_what_was_seen_is_listed_no_more(errands: Errands, tmp_path: Path, qtbot: QtBot) -> None:
    first, second = jobs(2, tmp_path)
    for one in (first, second):
        errands.add(ordered(one), CASE)
    first.go_on.set()
    qtbot.waitUntil(second.began.is_set)
    errands.forget_done()
    assert [one.state for one in errands.listed] == [State.RUNNING]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_to_its_end_has_its_room_at_once(
    errands: Errands, vault: Workspace, tmp_path: Path, qtbot: QtBot, language: str
) -> None:
    set_language(language)
    listed, cut, hidden = ErrandsDialog(vault, errands), list[str](), list[ErrandRow]()
    qtbot.addWidget(listed)
    listed.show()
    errands.changed.connect(lambda: cut.extend(cut_off(listed)))
    errands.changed.connect(lambda: hidden.extend(one for one in listed.list.rows if not one.isVisible()))
    done, refused = HeldJob(tmp_path / "a"), HeldJob(tmp_path / "b", error=NotAReel(0, 9))
    for one in (done, refused):
        errands.add(ordered(one), CASE)
        one.go_on.set()
    qtbot.waitUntil(lambda: not errands.busy)
    assert states(errands) == [State.DONE, State.KEPT]
    assert listed.list.rows[0].folder_button.isVisible()
    assert (cut, hidden) == ([], [])
    listed.close()


def test_a_row_says_who_is_no_longer_covered(errands: Errands, tmp_path: Path, qtbot: QtBot) -> None:
    person = PersonId("p" * 32)
    error = NotCovered(RecordingId("r" * 32), person, (range(3, 5),))
    job = HeldJob(tmp_path / "a", error=error)
    errands.add(ordered(job), CASE)
    job.go_on.set()
    qtbot.waitUntil(lambda: not errands.busy)
    row = ErrandRow(errands.listed[0], lambda: {person: "Aino"})
    qtbot.addWidget(row)
    assert "Aino is no longer covered everywhere" in row.told.text()
    assert not row.cover_button.isHidden()
    assert row.consents_button.isHidden()
    with qtbot.waitSignal(row.cover_asked):
        row.cover_button.click()


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (None, "Made and checked: how long it takes shows in a moment."),
        (0.0, "About 5 seconds left"),
        (22.0, "About 20 seconds left"),
        (61.0, "About 1 minute left"),
        (290.0, "About 5 minutes left"),
    ],
)
def test_the_time_that_is_left_is_told_roughly(dressed: QApplication, seconds: float | None, told: str) -> None:  # noqa: ARG001 - language
    assert left_words(seconds) == told
