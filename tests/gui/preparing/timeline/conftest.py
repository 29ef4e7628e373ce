"""A strip in its clothes, and the mouse over it."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.timeline.drawn_strip import TIMES, WIDTH, Mouse
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip


@pytest.fixture
def strip(qtbot: QtBot, dressed: QApplication) -> TimelineStrip:  # noqa: ARG001 - clothes
    made = TimelineStrip(TIMES)
    qtbot.addWidget(made)
    made.resize(WIDTH, made.height())
    made.show()
    return made


@pytest.fixture
def mouse(strip: TimelineStrip) -> Mouse:
    return Mouse(strip)
