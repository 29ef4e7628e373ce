"""The window over a film of a vault: what is covered is on record, and it opens from the card and at a gap."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from tests.gui.family import Family
from tests.gui.masking.test_bench import go
from tests.gui.seen import clipped, nameless
from vigtool.domain.consent import Answer
from vigtool.domain.masking import Box
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.main_window import MainWindow
from vigtool.gui.masking.dialog import MaskingDialog
from vigtool.gui.masking.keys import Deed
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.workplace import Workplace
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused, NotCovered
from vigtool.services.masking import demand_covered, masking
from vigtool.services.recordings import frame_times

BOX = Box(60, 20, 130, 90)
FRAMES = range(5, 20)


@pytest.fixture
def moment(family: Family, drawn: Path) -> Moment:
    return family.moment(family.film(drawn))


@pytest.fixture
def dialog(qtbot: QtBot, place: Workplace, moment: Moment) -> Iterator[MaskingDialog]:
    opened = place.covering.open_moment(moment.id)
    qtbot.waitUntil(lambda: opened.bench.view.frame == FRAMES.start)
    yield opened
    if Shiboken.isValid(opened):
        opened.close()


def test_the_card_leads_to_the_window_and_the_film_waits(qtbot: QtBot, place: Workplace, moment: Moment) -> None:
    place.show_film(moment.recording)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    page.preparation.select(moment.id)
    page.list.cards[moment.id].details.deeds.cover_button.click()
    (opened,) = place.findChildren(MaskingDialog)
    assert opened.isVisible()
    qtbot.waitUntil(lambda: opened.bench.view.frame == FRAMES.start)
    assert opened.bench.frames == FRAMES
    opened.done_button.click()
    assert not opened.isVisible()


def test_what_is_covered_is_on_record_and_lets_a_clip_leave(
    qtbot: QtBot, family: Family, moment: Moment, dialog: MaskingDialog
) -> None:
    bench, film = dialog.bench, moment.recording
    with qtbot.waitSignal(dialog.changed):
        bench.work.put_box(FRAMES.start, BOX)
    with pytest.raises(NotCovered) as refused:
        demand_covered(family.ws, film, FRAMES, [family.child.id])
    dialog.begin_at(refused.value.person, refused.value.gaps[0].start)
    qtbot.waitUntil(lambda: bench.here == FRAMES.start + 1)
    bench.do(Deed.BRIDGE)
    demand_covered(family.ws, film, FRAMES, [family.child.id])
    times = frame_times(family.ws, film)
    (mask,) = masking(family.ws, film).masks
    assert {point.box for point in mask.points} == {BOX}
    assert [times.frame_at(point.tick) for point in mask.points] == list(FRAMES)
    bench.do(Deed.UNDO)
    with pytest.raises(NotCovered):
        demand_covered(family.ws, film, FRAMES, [family.child.id])


def test_it_opens_at_a_gap_of_somebody(qtbot: QtBot, place: Workplace, family: Family, moment: Moment) -> None:
    opened = place.covering.open(moment.recording, moment.span, family.parent.id, 11)
    qtbot.waitUntil(lambda: opened.bench.view.frame == 11)
    assert opened.bench.work.person == family.parent.id
    assert opened.bench.side.who.currentText() == "Marja"
    opened.close()


def test_a_person_is_followed_by_the_engine(
    qtbot: QtBot, dialog: MaskingDialog, family: Family, moment: Moment
) -> None:
    bench = dialog.bench
    go(bench, qtbot, 10)
    bench.work.put_box(10, BOX)
    bench.do(Deed.FOLLOW)
    qtbot.waitUntil(lambda: not bench.job.running, timeout=60_000)
    assert bench.message.isVisible()
    (mask,) = masking(family.ws, moment.recording).masks
    assert mask.at(frame_times(family.ws, moment.recording).tick_of(10)) is not None
    assert bench.history.undo_button.isEnabled()


def test_a_withdrawal_ends_it_at_once(dialog: MaskingDialog, family: Family) -> None:
    assert dialog.bench.view.picture is not None
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN, by="Marja")
    assert dialog.bench.view.picture is None
    assert not dialog.bench.side.isEnabled()
    assert dialog.done_button.isEnabled()


def test_one_that_is_refused_leaves_none_behind(place: Workplace, family: Family, moment: Moment) -> None:
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        place.covering.open_moment(moment.id)
    assert place.findChildren(MaskingDialog) == []


def test_escape_gives_up_the_hand_first_and_then_leaves(dialog: MaskingDialog) -> None:
    bench = dialog.bench
    bench.do(Deed.BOX)
    QTest.keyClick(bench.view, Qt.Key.Key_Right)
    QTest.keyClick(bench.view, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(bench.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_locking_leaves_it_and_forgets_the_picture(window: MainWindow, family: Family, dialog: MaskingDialog) -> None:
    view, player = dialog.bench.view, dialog.bench.player
    closed: list[bool] = []
    dialog.finished.connect(lambda _result: closed.append(view.picture is None and not player.playing))
    window.do(ActionId.LOCK)
    assert closed == [True]
    assert family.ws.listeners == []


def test_everything_has_a_name_and_room(dialog: MaskingDialog) -> None:
    dialog.bench.do(Deed.BOX)
    QApplication.processEvents()
    assert clipped(dialog) == []
    assert nameless(dialog) == []


def test_it_fits_into_the_smallest_window(place: Workplace, dialog: MaskingDialog) -> None:
    dialog.bench.do(Deed.BOX)
    dialog.resize(dialog.minimumSizeHint())
    assert dialog.minimumSizeHint().height() <= place.window().minimumHeight() - 60
    assert dialog.minimumSizeHint().width() <= place.window().minimumWidth()
