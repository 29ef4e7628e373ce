"""What keeps a clip from leaving is said in frames, and one click leads to the first of them."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.masking.conftest import AINO
from tests.gui.masking.desk import FILM
from tests.gui.seen import visible
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.uncovered_notice import tell_uncovered
from vigtool.services.errors import NotCovered


@pytest.mark.parametrize(
    ("gaps", "told"),
    [
        ((range(7, 8),), "Aino is still open on 1 frame here."),
        ((range(7, 10), range(20, 24)), "Aino is still open on 7 frames here."),
    ],
)
def test_what_is_left_is_told_and_one_click_leads_there(
    qtbot: QtBot,
    dressed: QApplication,  # noqa: ARG001 - clothes
    gaps: tuple[range, ...],
    told: str,
) -> None:
    panel = MessagePanel()
    qtbot.addWidget(panel)
    gone: list[tuple[str, int]] = []
    tell_uncovered(panel, NotCovered(FILM, AINO, gaps), "Aino", lambda *there: gone.append(there))
    assert panel.isVisible()
    assert panel.accessibleName().startswith(told)
    assert panel.property("role") == "hint"
    QApplication.processEvents()
    (way,) = visible(panel, Button)
    assert isinstance(way, Button)
    way.click()
    assert gone == [(AINO, 7)]
