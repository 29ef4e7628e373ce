"""Reaction time and what is put around live marks are chosen where marks are made, and remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.seen import clipped
from vigtool.gui.preparing.marking.settings_popup import MarkingSettings
from vigtool.gui.preparing.workbench import Workbench
from vigtool.gui.shared.appearance import Scheme, dress
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.wording.translation import set_language

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def page(qtbot: QtBot, dressed: QApplication) -> QWidget:
    assert dressed.styleSheet()
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_chosen_is_remembered(page: QWidget, tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path)
    popup = MarkingSettings(file, page)
    assert (popup.reaction.value(), popup.before.value(), popup.after.value()) == (5, 0, 0)
    popup.reaction.setValue(20)
    popup.before.setValue(50)
    popup.after.setValue(3)
    now = PreferenceFile(tmp_path).now
    assert (now.reaction_ms, now.before_ms, now.after_ms) == (2000, 5000, 300)
    assert MarkingSettings(PreferenceFile(tmp_path), page).after.value() == 3


def test_the_keys_move_it_by_a_tenth_and_no_further_than_it_goes(page: QWidget) -> None:
    file = PreferenceFile(kept=False)
    popup = MarkingSettings(file, page)
    QTest.keyClick(popup.reaction, Qt.Key.Key_Right)
    assert file.now.reaction_ms == 600
    assert popup.reaction.accessibleDescription() == popup.reaction.words.text() == "0.6 s"
    QTest.keyClick(popup.reaction, Qt.Key.Key_End)
    assert file.now.reaction_ms == 2000
    QTest.keyClick(popup.reaction, Qt.Key.Key_Home)
    assert file.now.reaction_ms == 0


def test_looking_changes_nothing(page: QWidget, tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path)
    file.change(reaction_ms=555)
    popup = MarkingSettings(file, page)
    popup.open_below(page)
    popup.close()
    assert file.now.reaction_ms == 555


@pytest.mark.parametrize("code", ["en", "fi", "sv"])
@pytest.mark.parametrize("text_percent", [100, 200])
def test_nothing_is_clipped_and_every_slider_has_a_name(
    dressed: QApplication, page: QWidget, code: str, text_percent: int
) -> None:
    dress(dressed, Scheme.LIGHT, text_percent)
    set_language(code)
    popup = MarkingSettings(PreferenceFile(kept=False), page)
    popup.open_below(page)
    assert clipped(popup) == []
    names = {slider.accessibleName() for slider in (popup.reaction, popup.before, popup.after)}
    assert len(names) == 3
    assert "" not in names
    popup.close()


def test_the_button_opens_it_and_marks_go_by_it_at_once(qtbot: QtBot, bench: Workbench) -> None:
    QTest.mouseClick(bench.head.settings_button, Qt.MouseButton.LeftButton)
    popup = bench.findChild(MarkingSettings)
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    popup.reaction.setValue(0)
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bench.findChild(MarkingSettings) is None)
    bench.player.show_frame(40)
    bench.player.play()
    QTest.keyClick(bench, Qt.Key.Key_I)
    assert bench.preparation.first == 40
    bench.player.pause()
