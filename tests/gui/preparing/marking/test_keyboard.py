"""Keys do what they say, write text in text fields, and follow what the user has changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.preparing.desk import MemoryDesk
from vigtool.gui.preparing.keyboard import writes_text
from vigtool.gui.preparing.workbench import Workbench

Key = Qt.Key


@pytest.mark.parametrize(
    ("kind", "writes"),
    [
        (QLineEdit, True),
        (QPlainTextEdit, True),
        (QComboBox, True),
        (QSpinBox, True),
        (QPushButton, False),
        (QLabel, False),
    ],
)
def test_where_keys_are_text(qtbot: QtBot, kind: type[QWidget], writes: bool) -> None:  # noqa: FBT001 - a parameter
    widget = kind()
    qtbot.addWidget(widget)
    assert writes_text(widget) is writes
    assert not writes_text(None)


def test_a_changed_key_can_be_held(qtbot: QtBot, bench: Workbench, desk: MemoryDesk) -> None:
    bench.material.preferences.change(keys={"mark": ["Q"]})
    QTest.keyClick(bench, Key.Key_M)
    assert desk.steps == []
    bench.player.show_frame(20)
    QTest.keyPress(bench, Key.Key_Q)
    qtbot.waitUntil(lambda: bench.marker.hold.ends is not None)
    QTest.keyClick(bench, Key.Key_Period)
    QTest.keyRelease(bench, Key.Key_Q)
    assert [bench.preparation.times.frames_of(one.span) for one in desk.marks] == [range(20, 22)]


def test_enter_writes_the_title_of_the_selected_moment(bench: Workbench, desk: MemoryDesk) -> None:
    bench.player.show_frame(20)
    QTest.keyClick(bench, Key.Key_Return)
    assert QApplication.focusWidget() is bench
    QTest.keyClick(bench, Key.Key_M)
    QTest.keyClick(bench, Key.Key_Return)
    field = QApplication.focusWidget()
    assert writes_text(field)
    assert field is not None
    for letter in "Mix 3":
        QTest.keyClicks(field, letter)
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.keyClick(field, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert bench.strip.scale.whole
    bench.list.commit()
    (moment,) = desk.marks
    assert moment.title == "Mix"
    assert moment.principles == ()
    assert desk.steps == ["mark", "title"]


def test_marks_are_made_with_the_focus_on_a_button_too(bench: Workbench, desk: MemoryDesk) -> None:
    bench.transport.play_button.setFocus()
    QTest.keyClick(bench.transport.play_button, Key.Key_M)
    assert desk.steps == ["mark"]
