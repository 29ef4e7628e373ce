"""The row between picture and timeline in the smallest window, in the language with the longest words."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import DrawnFilm
from tests.gui.seen import clipped
from vigtool.gui.main_window import SMALLEST
from vigtool.gui.preparing.transport import Transport
from vigtool.gui.shared.tokens import RAIL_WIDTH
from vigtool.wording.translation import set_language


@pytest.fixture(params=["en", "fi", "sv"])
def transport(
    request: pytest.FixtureRequest, qtbot: QtBot, film: DrawnFilm, dressed: QApplication
) -> Iterator[Transport]:
    assert dressed.styleSheet()
    set_language(request.param)
    made = Transport(film.times)
    qtbot.addWidget(made)
    yield made
    set_language("en")


def test_marking_keeps_a_whole_word_in_the_smallest_window(transport: Transport) -> None:
    transport.resize(1600, 60)
    transport.show()
    wide = transport.mark_button.text()
    transport.setMinimumWidth(1)
    transport.resize(SMALLEST[0] - RAIL_WIDTH, 60)
    assert transport.width() == SMALLEST[0] - RAIL_WIDTH
    QApplication.processEvents()
    assert clipped(transport) == []
    transport.resize(1600, 60)
    assert transport.mark_button.text() == wide == transport.mark_button.accessibleName()
