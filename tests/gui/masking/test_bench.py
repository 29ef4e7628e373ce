"""Covering somebody from the first box to the last gap, by mouse, buttons and keys."""

from threading import Event

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.masking.conftest import AINO, FRAMES, MARJA, Open, Setting
from tests.gui.masking.desk import FILM, STEP, DriftJob
from tests.gui.preparing.conftest import PEOPLE
from vigtool.domain.identifiers import MaskId, PersonId
from vigtool.domain.masking import Box, Mask, Masking, MaskPoint, VoiceMask, VoiceWay
from vigtool.domain.ticks import Span
from vigtool.gui.masking.bench import CoverBench
from vigtool.gui.masking.keys import Deed
from vigtool.vault.errors import VaultReadOnly

BOX = Box(40, 20, 90, 80)
OFFERED_LEFT = (192 - 192 // 5) // 2


def go(bench: CoverBench, qtbot: QtBot, frame: int) -> None:
    bench.begin_at(None, frame)
    qtbot.waitUntil(lambda: bench.here == frame)


def known(bench: CoverBench, frame: int, person: PersonId = AINO) -> MaskPoint | None:
    mask = bench.work.masking.of(person)
    return None if mask is None else mask.at(bench.work.times.tick_of(frame))


def box(bench: CoverBench, frame: int, person: PersonId = AINO) -> Box | None:
    point = known(bench, frame, person)
    return None if point is None else point.box


def followed(bench: CoverBench, qtbot: QtBot) -> None:
    bench.do(Deed.FOLLOW)
    qtbot.waitUntil(lambda: not bench.job.running)


def is_enabled(bench: CoverBench, deed: Deed) -> bool:
    return bool(bench.side.buttons[deed].isEnabled())


def test_it_begins_at_the_first_frame_and_asks_for_a_box(bench: CoverBench) -> None:
    assert bench.here == FRAMES.start
    assert bench.work.person == AINO
    assert bench.side.state.text() == "Draw a box around Aino: press on the picture and drag."
    assert not is_enabled(bench, Deed.FOLLOW)
    assert bench.left.words.text() == ""


def test_a_drawn_box_covers_the_frame_on_the_screen(bench: CoverBench, setting: Setting, qtbot: QtBot) -> None:
    go(bench, qtbot, 20)
    place = bench.view.picture_place()
    with qtbot.waitSignal(bench.changed):
        QTest.mousePress(bench.view, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(50, 50))
        QTest.mouseMove(bench.view, place.topLeft() + QPoint(150, 100))
        QTest.mouseRelease(bench.view, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(150, 100))
    point = known(bench, 20)
    assert point is not None
    assert point.by_hand
    assert point.box is not None
    assert setting.desk.steps == ["mask-box"]
    assert is_enabled(bench, Deed.FOLLOW)
    assert bench.side.state.text() == "Aino is still open on 39 frames, in 2 gaps."


def test_following_closes_what_it_can_and_says_what_is_left(bench: CoverBench, setting: Setting, qtbot: QtBot) -> None:
    setting.reach = 8
    go(bench, qtbot, 20)
    bench.work.put_box(20, BOX)
    followed(bench, qtbot)
    assert box(bench, 24) == Box(44, 20, 94, 80)
    assert known(bench, 29) is None
    assert bench.lanes.lanes[AINO].told.gaps == (range(10, 12), range(29, 50))
    assert "Aino was followed; 2 gaps are left." in bench.message.accessibleName()
    assert "Still open for Aino" in bench.left.words.text()
    assert setting.desk.steps == ["mask-box", STEP]


def test_a_person_followed_to_both_ends_is_covered(bench: CoverBench, qtbot: QtBot) -> None:
    bench.do(Deed.BOX)
    followed(bench, qtbot)
    assert "Aino was followed through all of this part." in bench.message.accessibleName()
    assert bench.side.state.text() == "Aino is covered in all of this part, or not in the picture."
    assert not bench.left.isVisible()
    assert not bench.transport.after_button.isEnabled()
    assert bench.work.left == {}
    assert bench.view.editable


def test_where_nobody_can_be_followed_another_way_is_told(bench: CoverBench, setting: Setting, qtbot: QtBot) -> None:
    setting.reach = 0
    bench.do(Deed.BOX)
    followed(bench, qtbot)
    assert bench.message.accessibleName().startswith("Nobody can be followed from this box. Put a box on a few frames")


def test_nothing_is_edited_while_somebody_is_followed_and_it_can_be_stopped(
    bench: CoverBench, setting: Setting, qtbot: QtBot
) -> None:
    going = Event()

    def wait(job: DriftJob) -> None:
        job.waits = lambda: going.wait(30)

    setting.prepare_job = wait
    bench.do(Deed.BOX)
    bench.do(Deed.FOLLOW)
    assert bench.job.isVisible()
    for deed in (Deed.ABSENT, Deed.UNCOVER, Deed.UNDO, Deed.FOLLOW):
        assert deed not in bench.side.buttons or not is_enabled(bench, deed)
        bench.do(deed)
    assert len(setting.jobs) == 1
    assert setting.desk.steps == ["mask-box"]
    go(bench, qtbot, 15)
    bench.job._cancel.click()  # noqa: SLF001 - the panel's own button
    going.set()
    qtbot.waitUntil(lambda: not bench.job.running)
    assert setting.desk.steps == ["mask-box"]
    assert bench.view.editable
    bench.do(Deed.ABSENT)
    assert setting.desk.steps == ["mask-box", "mask-absent"]


def test_from_gap_to_gap_by_buttons_and_keys(bench: CoverBench) -> None:
    for n in (10, 11, 12, 20, 21, 30):
        bench.work.put_box(n, BOX)
    stops = []
    for _ in range(4):
        QTest.keyClick(bench.view, Qt.Key.Key_N)
        stops.append(bench.player.frame)
    assert stops == [13, 22, 31, 13]
    bench.transport.before_button.click()
    assert bench.player.frame == 31
    QTest.keyClick(bench.view, Qt.Key.Key_P)
    assert bench.player.frame == 22
    bench.transport.after_button.click()
    assert bench.player.frame == 31


def test_one_click_leads_to_whoever_is_still_open(bench: CoverBench, qtbot: QtBot) -> None:
    bench.work.put_absent(FRAMES)
    bench.work.choose(MARJA)
    bench.work.put_absent(range(10, 33))
    bench.work.choose(AINO)
    assert "Marja" in bench.left.words.text()
    assert "Aino" not in bench.left.words.text()
    bench.left.look_button.click()
    qtbot.waitUntil(lambda: bench.here == 33)
    assert bench.work.person == MARJA
    assert bench.side.who.currentText() == "Marja"


def test_steps_stay_in_the_part(bench: CoverBench, qtbot: QtBot) -> None:
    QTest.keyClick(bench.view, Qt.Key.Key_Comma)
    assert bench.player.frame == FRAMES.start
    QTest.keyClick(bench.view, Qt.Key.Key_Period)
    assert bench.player.frame == FRAMES.start + 1
    go(bench, qtbot, 49)
    bench.transport.forward_button.click()
    assert bench.player.frame == 49
    go(bench, qtbot, 12)
    bench.begin_at(None, 400)
    assert bench.player.frame == 49


def test_playing_stays_in_the_part_and_its_boxes_go_along(bench: CoverBench, qtbot: QtBot) -> None:
    bench.do(Deed.BOX)
    followed(bench, qtbot)
    go(bench, qtbot, 45)
    seen: set[tuple[int, bool]] = set()
    bench.player.shown.connect(lambda _picture: seen.add((bench.here, bench.view.box == box(bench, bench.here))))
    QTest.keyClick(bench.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(n < 20 for n, _same in seen))
    QTest.keyClick(bench.view, Qt.Key.Key_Space)
    assert not bench.player.playing
    assert {n for n, _same in seen} <= set(FRAMES)
    assert all(same for _n, same in seen)


def test_not_in_the_picture_here_and_in_a_whole_gap(bench: CoverBench, setting: Setting, qtbot: QtBot) -> None:
    bench.work.put_box(10, BOX)
    bench.work.put_box(30, BOX)
    go(bench, qtbot, 15)
    QTest.keyClick(bench.view, Qt.Key.Key_X)
    assert known(bench, 15) == MaskPoint(bench.work.times.tick_of(15), None, by_hand=True)
    go(bench, qtbot, 20)
    bench.side.buttons[Deed.ABSENT_GAP].click()
    assert bench.lanes.lanes[AINO].told.gaps == (range(11, 15), range(31, 50))
    assert setting.desk.steps == ["mask-box", "mask-box", "mask-absent", "mask-absent"]


def test_a_gap_is_filled_between_its_neighbours(bench: CoverBench, qtbot: QtBot) -> None:
    bench.work.put_box(20, BOX)
    bench.work.put_box(24, Box(60, 20, 110, 80))
    go(bench, qtbot, 22)
    bench.side.buttons[Deed.BRIDGE].click()
    assert [box(bench, n) for n in (21, 22, 23)] == [Box(45, 20, 95, 80), Box(50, 20, 100, 80), Box(55, 20, 105, 80)]
    assert bench.message.accessibleName().startswith("The gap is filled. Look through it")
    go(bench, qtbot, 23)
    assert not is_enabled(bench, Deed.BRIDGE)
    QTest.keyClick(bench.view, Qt.Key.Key_E)
    assert bench.work.material.desk.past[0] == "mask-bridge"
    assert len(bench.work.material.desk.past) == 3


def test_a_frame_is_left_open_again(bench: CoverBench, qtbot: QtBot) -> None:
    for n in (19, 20, 21):
        bench.work.put_box(n, BOX)
    go(bench, qtbot, 20)
    QTest.keyClick(bench.view, Qt.Key.Key_Delete)
    assert [box(bench, n) for n in (19, 20, 21)] == [BOX, None, BOX]
    assert known(bench, 20) is None
    assert not is_enabled(bench, Deed.FORGET)


def test_a_box_is_put_like_the_nearest_one(bench: CoverBench, qtbot: QtBot) -> None:
    bench.work.put_box(20, BOX)
    go(bench, qtbot, 22)
    QTest.keyClick(bench.view, Qt.Key.Key_B)
    assert box(bench, 22) == BOX


def test_somebody_is_not_covered_any_more_and_undo_brings_them_back(bench: CoverBench, setting: Setting) -> None:
    bench.work.put_box(20, BOX)
    bench.side.uncover_button.click()
    assert bench.work.masking.masks == ()
    assert bench.work.shown_people == (AINO,)
    QTest.keyClick(bench.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box(bench, 20) == BOX
    assert bench.history.redo_button.accessibleName() == "Redo: person no longer covered"
    bench.history.redo_button.click()
    assert bench.work.masking.masks == ()
    assert setting.desk.steps == ["mask-box", "mask-remove", "undo", "redo"]


def test_another_person_is_chosen_on_the_strip_or_in_the_list(bench: CoverBench, qtbot: QtBot) -> None:
    bench.work.put_box(20, BOX)
    bench.side.who.setFocus()
    bench.side.person_chosen.emit(MARJA)
    assert list(bench.lanes.lanes) == [AINO, MARJA]
    lane = bench.lanes.lanes[AINO]
    QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=QPoint(round(lane.x_of(20)) + 2, 10))
    assert bench.work.person == AINO
    qtbot.waitUntil(lambda: bench.here == 20)
    assert bench.view.box == BOX


def test_the_box_in_hand_belongs_to_whom_it_was_moved_for(bench: CoverBench) -> None:
    bench.do(Deed.BOX)
    QTest.keyClick(bench.view, Qt.Key.Key_Right)
    bench.side.person_chosen.emit(MARJA)
    assert box(bench, FRAMES.start) != box(bench, FRAMES.start, MARJA)
    moved = box(bench, FRAMES.start)
    assert moved is not None
    assert moved.left == OFFERED_LEFT + 1
    assert bench.work.masking.of(MARJA) is None


def test_an_arrow_counts_for_the_frame_it_was_pressed_on(bench: CoverBench, qtbot: QtBot) -> None:
    bench.do(Deed.BOX)
    QTest.keyClick(bench.view, Qt.Key.Key_Right)
    QTest.keyClick(bench.view, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: bench.here == FRAMES.start + 1)
    moved = box(bench, FRAMES.start)
    assert moved is not None
    assert moved.left == OFFERED_LEFT + 1
    assert known(bench, FRAMES.start + 1) is None


def test_the_voices_of_the_part(bench: CoverBench, setting: Setting) -> None:
    span = bench.material.span
    bench.side.voices_chosen.emit(VoiceWay.MUTED)
    assert bench.work.masking.voices == (VoiceMask(span, VoiceWay.MUTED),)
    assert bench.side.voices.currentText() == "Silent"
    half = VoiceMask(Span(span.start, span.start + 30), VoiceWay.PITCHED)
    setting.desk.edit("other", bench.work.masking.with_voices([half]))
    bench.work.changed.emit()
    assert bench.side.voices.currentText() == "Partly changed"
    bench.side.voices_chosen.emit("mixed")
    assert bench.work.masking.voices == (half,)
    bench.side.voices_chosen.emit(None)
    assert not bench.work.masking.voices
    assert bench.side.voices.count() == 3


def test_how_it_will_look(bench: CoverBench) -> None:
    bench.do(Deed.BOX)
    before = bench.view.grab().toImage()
    QTest.keyClick(bench.view, Qt.Key.Key_V)
    assert bench.preview.isChecked()
    assert bench.view.grab().toImage() != before
    QTest.keyClick(bench.view, Qt.Key.Key_V)
    assert bench.view.grab().toImage() == before


def test_only_looking_changes_nothing(open_bench: Open, setting: Setting) -> None:
    bench = open_bench(read_only=True)
    for deed in Deed:
        if deed is not Deed.PLAY:
            bench.do(deed)
    assert setting.desk.steps == []
    assert not any(one.isEnabled() for one in bench.side.buttons.values())
    assert not bench.side.voices.isEnabled()


def test_without_anybody_in_the_film_it_says_what_comes_first(open_bench: Open, setting: Setting) -> None:
    setting.people = ()
    bench = open_bench()
    assert bench.side.state.text().startswith("Nobody is noted for this film yet.")
    for deed in Deed:
        if deed is not Deed.PLAY:
            bench.do(deed)
    assert setting.desk.steps == []


def test_somebody_who_left_the_film_keeps_their_lane(open_bench: Open, setting: Setting) -> None:
    setting.desk.edit("mask-box", Masking((Mask(MaskId("k"), FILM, MARJA, (MaskPoint(0, BOX),)),)))
    setting.people = PEOPLE[:1]
    bench = open_bench()
    assert list(bench.lanes.lanes) == [AINO, MARJA]
    assert bench.lanes.lanes[MARJA].accessibleName() == "Someone no longer in this film"
    assert bench.lanes.lanes[MARJA].accessibleDescription() == "40 frames still open"


def test_an_edit_that_is_refused_is_told(bench: CoverBench, setting: Setting) -> None:
    setting.desk.refuses = VaultReadOnly()
    bench.do(Deed.BOX)
    assert bench.message.isVisible()
    assert bench.view.box is None
    setting.desk.refuses = None
    bench.do(Deed.BOX)
    assert not bench.message.isVisible()


def test_a_consent_that_changed_ends_it_at_once(bench: CoverBench, setting: Setting) -> None:
    bench.do(Deed.BOX)
    bench.recheck_consent()
    assert bench.view.picture is not None
    setting.allowed = False
    bench.recheck_consent()
    assert bench.view.picture is None
    assert setting.film.reel.closed
    assert setting.film.reel.held == 0
    bench.do(Deed.ABSENT)
    assert setting.desk.steps == ["mask-box"]


def test_leaving_puts_down_what_is_in_the_hand(bench: CoverBench, setting: Setting) -> None:
    bench.do(Deed.BOX)
    QTest.keyClick(bench.view, Qt.Key.Key_Right)
    bench.stop()
    assert setting.desk.steps == ["mask-box", "mask-box"]
    assert setting.film.reel.closed
    assert setting.film.reel.held == 0


def test_no_window_is_shown_for_a_blink(bench: CoverBench) -> None:
    bench.work.put_box(20, BOX)
    bench.work.choose(MARJA)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [bench]
