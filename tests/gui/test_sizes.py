"""Sizes that are remembered, and how little a spoilt file can do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitterHandle, QWidget
from pytestqt.qtbot import QtBot

from vigtool.gui import main_window
from vigtool.gui.main_window import SIZE, SMALLEST, MainWindow
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.side_splitter import SideSplitter
from vigtool.gui.shared.window_place import kept_place, proper_place

SCREENS = [QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 1024)]
PLACE = QRect(200, 100, 1280, 800)


def test_a_place_comes_back() -> None:
    assert proper_place(kept_place(PLACE, maximized=False), SCREENS, SMALLEST) == (PLACE, False)
    assert proper_place(kept_place(PLACE, maximized=True), SCREENS, SMALLEST) == (PLACE, True)


@pytest.mark.parametrize(
    "kept",
    [
        (),
        (200, 100, 1280),
        (200, 100, 1280, 800, 0, 7),
        (-5000, 100, 1280, 800, 0),
        (200, -50, 1280, 800, 0),
        (3190, 100, 1280, 800, 0),
        (200, 5000, 1280, 800, 0),
        (200, 100, 12, 8, 0),
        (200, 100, 90_000, 800, 0),
        (200, 100, -1280, -800, 0),
    ],
)
def test_a_place_that_cannot_be_seen_is_forgotten(kept: tuple[int, ...]) -> None:
    assert proper_place(kept, SCREENS, SMALLEST) is None


def test_a_screen_that_is_gone_takes_its_place_along() -> None:
    kept = kept_place(QRect(1930, 10, 1100, 700), maximized=False)
    assert proper_place(kept, SCREENS, SMALLEST) is not None
    assert proper_place(kept, SCREENS[:1], SMALLEST) is None


def test_the_window_is_remembered(
    qtbot: QtBot, window: MainWindow, settings: PreferenceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.setGeometry(QRect(40, 30, 1100, 700))
    window.close()
    assert settings.now.sizes["window"] == [40, 30, 1100, 700, 0]
    monkeypatch.setattr(main_window, "screens_now", lambda: SCREENS)
    again = MainWindow(PreferenceFile(settings.folder), work_factor=4)
    qtbot.addWidget(again)
    assert again.geometry() == QRect(40, 30, 1100, 700)
    monkeypatch.setattr(main_window, "screens_now", lambda: [QRect(5000, 0, 1920, 1040)])
    elsewhere = MainWindow(PreferenceFile(settings.folder), work_factor=4)
    qtbot.addWidget(elsewhere)
    assert elsewhere.size().toTuple() == SIZE


@pytest.fixture
def splitter(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> SideSplitter:  # noqa: ARG001 - clothes
    return shown(qtbot, PreferenceFile(tmp_path))


def shown(qtbot: QtBot, preferences: PreferenceFile) -> SideSplitter:
    made = SideSplitter(QWidget(), QWidget(), preferences, least=280, border="border", gap=12)
    made.show_usual("cards", 328)
    made.resize(1012, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_border_begins_where_it_usually_is(splitter: SideSplitter) -> None:
    assert splitter.sizes() == [672, 328]
    splitter.show_usual("cards-beside-portrait", 440)
    assert splitter.sizes() == [560, 440]


def test_the_border_stays_where_it_was_put(splitter: SideSplitter, qtbot: QtBot, tmp_path: Path) -> None:
    splitter.move_border(-100)
    qtbot.waitUntil(lambda: PreferenceFile(tmp_path).now.sizes == {"cards": [428]})
    splitter.resize(1212, 400)
    assert splitter.sizes()[1] == 428
    assert shown(qtbot, PreferenceFile(tmp_path)).sizes()[1] == 428


def test_the_border_is_moved_by_keys(splitter: SideSplitter) -> None:
    border = splitter.handle(1)
    assert isinstance(border, QSplitterHandle)
    assert (border.accessibleName(), border.focusPolicy()) == ("border", Qt.FocusPolicy.TabFocus)
    QTest.keyClick(border, Qt.Key.Key_Left)
    assert splitter.sizes()[1] == 344
    QTest.keyClick(border, Qt.Key.Key_Right)
    assert splitter.sizes()[1] == 328


@pytest.mark.parametrize(("kept", "width"), [([5], 328), ([-40], 328), ([90_000], 328), ([], 328), ([950], 650)])
def test_an_absurd_border_is_forgotten(
    qtbot: QtBot,
    dressed: QApplication,  # noqa: ARG001 - clothes
    tmp_path: Path,
    kept: list[int],
    width: int,
) -> None:
    preferences = PreferenceFile(tmp_path)
    preferences.change(sizes={"cards": kept})
    assert shown(qtbot, preferences).sizes()[1] == width
