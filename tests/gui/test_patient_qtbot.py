"""Tests may look at a page as soon as what they waited for has come."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("waits", ["for a fact", "for a signal"])
def test_what_was_added_to_a_page_on_the_screen_is_seen(qtbot: QtBot, waits: str) -> None:
    page, said = QWidget(), QLabel("It is done.")
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    page.show()
    timer = QTimer(page, singleShot=True, interval=0)
    timer.timeout.connect(lambda: column.addWidget(said))
    if waits == "for a signal":
        with qtbot.waitSignal(timer.timeout):
            timer.start()
    else:
        column.addWidget(said)
        assert not said.isVisible()  # Qt puts it off
        qtbot.waitUntil(lambda: said.parentWidget() is page)
    assert said.isVisible()
