"""Marking, cards, typing, turns, keys, undo: nothing typed is lost, text fields keep their keys."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import DrawnFilm, Open
from tests.gui.preparing.desk import MemoryDesk
from vigtool.domain.moments import Moment
from vigtool.gui.preparing.key_help import KeyHelp
from vigtool.gui.preparing.moment_card import MomentCard
from vigtool.gui.preparing.workbench import Workbench

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def only(desk: MemoryDesk) -> Moment:
    (moment,) = desk.marks.moments
    return moment


def only_card(bench: Workbench) -> MomentCard:
    (card,) = bench.list.cards.values()
    return card


def mark(bench: Workbench, frame: int) -> None:
    bench.player.show_frame(frame)
    QTest.keyClick(bench, Qt.Key.Key_M)


def test_in_and_out_make_the_moment(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.player.show_frame(12)
    QTest.keyClick(bench, Qt.Key.Key_I)
    bench.player.show_frame(25)
    QTest.keyClick(bench, Qt.Key.Key_O)
    bench.player.show_frame(18)
    QTest.keyClick(bench, Qt.Key.Key_M)
    moment = only(desk)
    assert film.times.frames_of(moment.span) == range(12, 26)
    assert moment.key == film.times.tick_of(18)
    assert bench.preparation.selected == moment.id
    assert (bench.preparation.first, bench.preparation.last) == (None, None)


def test_from_in_to_here(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.player.show_frame(12)
    QTest.keyClick(bench, Qt.Key.Key_I)
    mark(bench, 30)
    assert film.times.frames_of(only(desk).span) == range(12, 31)


def test_marked_out_of_nothing_takes_three_seconds_within_the_film(bench: Workbench, desk: MemoryDesk) -> None:
    mark(bench, 5)
    assert bench.preparation.times.frames_of(only(desk).span).start == 0


def test_a_mark_button_speaks_until_the_moment_can_be_handed_out(bench: Workbench) -> None:

    def filled() -> list[QAbstractButton]:
        return [one for one in bench.findChildren(QAbstractButton) if one.property("rank") == "filled"]

    assert filled() == [bench.transport.mark_button]
    bench.preparation.set_first(10)
    mark(bench, 20)
    assert filled() == [only_card(bench).details.export_button]
    bench.player.show_frame(40)
    assert filled() == [bench.transport.mark_button]


def test_typing_is_kept_after_a_pause(qtbot: QtBot, bench: Workbench, desk: MemoryDesk) -> None:
    mark(bench, 30)
    card = only_card(bench)
    card.title.setFocus()
    QTest.keyClicks(card.title, "Palloa kk, ")
    assert only(desk).title == ""
    qtbot.waitUntil(lambda: only(desk).title == "Palloa kk,")
    assert card.title.text() == "Palloa kk, "
    assert desk.steps == ["mark", "title"]


class ShownWindows(QObject):
    """Notes every window that the application shows."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_but_the_page_is_ever_a_window(qapp: QApplication, bench: Workbench) -> None:
    windows = ShownWindows()
    qapp.installEventFilter(windows)
    mark(bench, 30)
    moment_id = only_card(bench).moment.id
    bench.preparation.select(None)
    bench.preparation.retitle(moment_id, "Pallo")
    bench.preparation.select(moment_id)
    QTest.keyClick(bench, Qt.Key.Key_T)
    only_card(bench).details.turns.close_editor()
    bench.preparation.undo()
    qapp.removeEventFilter(windows)
    assert windows.seen == []


def test_leaving_a_field_keeps_what_was_typed(bench: Workbench, desk: MemoryDesk) -> None:
    mark(bench, 30)
    card = only_card(bench)
    card.details.note.setFocus()
    QTest.keyClicks(card.details.note, "He waits.")
    QTest.keyClick(card.details.note, Qt.Key.Key_Escape)
    assert only(desk).note == "He waits."
    assert QApplication.focusWidget() is bench
    card.title.setFocus()
    QTest.keyClicks(card.title, "Pallo")
    card.details.note.setFocus()
    assert only(desk).title == "Pallo"


def test_closing_keeps_what_was_typed(bench: Workbench, desk: MemoryDesk) -> None:
    mark(bench, 30)
    QTest.keyClicks(only_card(bench).details.note, "Left half wri")
    bench.close()
    assert only(desk).note == "Left half wri"


def test_choosing_another_moment_keeps_what_was_typed(bench: Workbench, desk: MemoryDesk) -> None:
    mark(bench, 10)
    first = only(desk).id
    QTest.keyClicks(only_card(bench).title, "Pallo")
    mark(bench, 40)
    kept = desk.marks.get(first)
    assert kept is not None
    assert kept.title == "Pallo"


def test_keys_write_text_in_text_fields(bench: Workbench, desk: MemoryDesk) -> None:
    mark(bench, 30)
    frame, card = bench.player.frame, only_card(bench)
    for field in (card.title, card.details.note):
        field.setFocus()
        QTest.keyClicks(field, "mist,. jkl?")
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            QTest.keyClick(field, key)
        QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
        QTest.keyClick(field, Qt.Key.Key_Plus, CTRL)
    assert bench.strip.scale.whole
    bench.list.commit()
    assert not bench.player.playing
    assert bench.player.frame == frame
    assert len(desk.marks.moments) == 1
    assert not only(desk).starred
    assert bench.findChild(KeyHelp) is None


def test_undo_and_redo_with_their_names(bench: Workbench, desk: MemoryDesk) -> None:
    assert not bench.head.undo_button.isEnabled()
    mark(bench, 30)
    QTest.keyClick(bench, Qt.Key.Key_S)
    assert only(desk).starred
    assert bench.head.undo_button.accessibleName() == "Undo: choose for the review"
    QTest.keyClick(bench, Qt.Key.Key_Z, CTRL)
    assert not only(desk).starred
    QTest.keyClick(bench, Qt.Key.Key_Z, CTRL)
    assert not bench.list.cards
    assert bench.preparation.selected is None
    QTest.keyClick(bench, Qt.Key.Key_Z, CTRL | SHIFT)
    QTest.keyClick(bench, Qt.Key.Key_Z, CTRL | SHIFT)
    assert only(desk).starred
    assert desk.steps == ["mark", "star", "undo", "undo", "redo", "redo"]


def test_key_picture_only_inside_the_moment(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.preparation.set_first(10)
    mark(bench, 20)
    bench.player.show_frame(15)
    QTest.keyClick(bench, Qt.Key.Key_F)
    assert only(desk).key == film.times.tick_of(15)
    bench.player.show_frame(40)
    QTest.keyClick(bench, Qt.Key.Key_F)
    assert only(desk).key == film.times.tick_of(15)


def test_cards_stand_in_the_order_of_the_film_and_get_their_pictures(qtbot: QtBot, bench: Workbench) -> None:
    for frame in (50, 10, 30):
        bench.preparation.set_first(frame - 2)
        mark(bench, frame)
    cards = sorted(bench.list.cards.values(), key=lambda card: card.y())
    qtbot.waitUntil(lambda: [card.key_frame for card in sorted(cards, key=lambda card: card.y())] == [10, 30, 50])
    qtbot.waitUntil(lambda: all(bench.thumbnails.image(card.key_frame) is not None for card in cards))
    QTest.keyClick(bench, Qt.Key.Key_Up)
    assert bench.player.frame == 8
    QTest.mouseClick(bench.list.cards[bench.preparation.marks.moments[0].id].thumbnail, Qt.MouseButton.LeftButton)
    assert bench.player.frame == 48


def test_export_asks_for_the_moment_with_all_that_was_typed(bench: Workbench, desk: MemoryDesk) -> None:
    asked: list[str] = []
    bench.export_requested.connect(asked.append)
    mark(bench, 30)
    QTest.keyClicks(only_card(bench).title, "Pallo")
    only_card(bench).details.export_button.click()
    assert asked == [only(desk).id]
    assert only(desk).title == "Pallo"


def test_covering_somebody_is_asked_for_the_moment_and_the_film_waits(bench: Workbench, desk: MemoryDesk) -> None:
    asked: list[str] = []
    bench.cover_requested.connect(asked.append)
    mark(bench, 30)
    bench.player.play()
    QTest.keyClicks(only_card(bench).title, "Pallo")
    only_card(bench).details.deeds.cover_button.click()
    assert asked == [only(desk).id]
    assert only(desk).title == "Pallo"
    assert not bench.player.playing


def test_a_read_only_vault_is_only_looked_at(open_bench: Open, desk: MemoryDesk) -> None:
    bench = open_bench(read_only=True)
    for key in (Qt.Key.Key_I, Qt.Key.Key_O, Qt.Key.Key_M):
        QTest.keyClick(bench, key)
    assert desk.steps == []
    assert not bench.transport.mark_button.isEnabled()
    assert bench.message.isVisible()
    assert bench.preparation.first is None


def test_the_keys_are_shown(qtbot: QtBot, bench: Workbench) -> None:
    QTest.keyClick(bench, Qt.Key.Key_Question, SHIFT)
    sheet = bench.findChild(KeyHelp)
    assert sheet is not None
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.finished):
        QTest.keyClick(sheet, Qt.Key.Key_Question, SHIFT)


def test_every_control_has_a_name(bench: Workbench) -> None:
    bench.preparation.set_first(10)
    mark(bench, 20)
    QTest.keyClick(bench, Qt.Key.Key_T)
    controls = [*bench.findChildren(QAbstractButton), *bench.findChildren(QComboBox)]
    nameless = [one for one in controls if not (one.accessibleName() or getattr(one, "text", str)())]
    assert len(controls) > 20
    assert nameless == []
