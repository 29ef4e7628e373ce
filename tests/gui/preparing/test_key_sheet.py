"""The sheet of keys: all of it at once in the usual size, all of it in reach in twice the size."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tests.gui.seen import clipped
from vigtool.gui.preparing.key_help import KeyHelp
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import KeyWords
from vigtool.gui.shared.appearance import Scheme, dress
from vigtool.gui.shared.scrolling import Scroller
from vigtool.wording.translation import LANGUAGES, set_language

ELSEWHERE = ("Everywhere", [KeyWords((f"Ctrl+{place}",), "somewhere") for place in range(6)])


@pytest.fixture
def screen(qtbot: QtBot, dressed: QApplication) -> Iterator[QMainWindow]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    yield window
    dress(dressed, Scheme.LIGHT)


def opened(window: QMainWindow, qtbot: QtBot) -> tuple[KeyHelp, Scroller]:
    sheet = KeyHelp(KeyMap(), window, more=[ELSEWHERE])
    sheet.show()
    qtbot.waitExposed(sheet)
    (scroller,) = sheet.findChildren(Scroller)
    return sheet, scroller


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_keys_are_seen_at_once(screen: QMainWindow, qtbot: QtBot, language: str) -> None:
    set_language(language)
    sheet, scroller = opened(screen, qtbot)
    assert sheet.width() <= 1280
    assert sheet.height() <= 800
    assert scroller.verticalScrollBar().maximum() == 0
    assert not clipped(sheet)


@pytest.mark.parametrize("language", LANGUAGES)
def test_twice_the_size_is_scrolled_by_key(
    screen: QMainWindow, qtbot: QtBot, dressed: QApplication, language: str
) -> None:
    set_language(language)
    dress(dressed, Scheme.LIGHT, 200)
    sheet, scroller = opened(screen, qtbot)
    bar = scroller.verticalScrollBar()
    assert (sheet.width() <= 1280, sheet.height() <= 800, clipped(sheet)) == (True, True, [])
    assert bar.maximum() > 0
    for _ in range(60):
        QTest.keyClick(scroller, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    assert scroller.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_the_sheet_leads_to_changing_keys(screen: QMainWindow, qtbot: QtBot) -> None:
    sheet, _scroller = opened(screen, qtbot)
    with qtbot.waitSignal(sheet.change_asked):
        next(one for one in sheet.findChildren(type(sheet.close_button)) if one.text() == "Change keys…").click()
    assert not sheet.isVisible()
