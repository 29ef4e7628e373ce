"""PySide6 6.12.0 takes a reference from None in every void call on Python 3.10 and 3.11, and so aborts in time."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 2000
UNRELATED = 100
"""References to None that other threads or caches may take or drop meanwhile."""


def test_a_void_call_keeps_the_references_to_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < UNRELATED
