"""Without a mouse: a popup gives the keyboard back, the film's keys work from buttons, Tab goes round."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import looking
from tests.gui.family import Family
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.accessible_windows import open_popups
from vigtool.gui.shared.tab_order import go_on_by_tab, in_reading_order
from vigtool.gui.workplace import Workplace

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def prepare(place: Workplace, family: Family, drawn: Path) -> PreparePage:
    film = family.film(drawn)
    family.moment(film)
    place.show_film(film.id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    return page


def test_escape_gives_the_keyboard_back_to_the_cell(place: Workplace, family: Family) -> None:
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    assert page.people.grid is not None
    returned(place.window(), page.people.grid.cells[family.child.id, Purposes.GUIDANCE])


def test_escape_gives_the_keyboard_back_to_the_button(prepare: PreparePage) -> None:
    returned(prepare.window(), prepare.head.settings_button)


def test_escape_leaves_the_card_and_then_the_moment(prepare: PreparePage, qtbot: QtBot) -> None:
    activate(prepare.window())
    prepare.preparation.select(next(iter(prepare.preparation.marks)).id)
    buttons = prepare.list.findChildren(QPushButton)
    star = next(one for one in buttons if one.isVisible() and "review" in one.accessibleName())
    star.setFocus()
    qtbot.waitUntil(star.hasFocus)
    QTest.keyClick(star, Qt.Key.Key_Escape)
    assert prepare.hasFocus()
    assert prepare.preparation.selected is not None
    QTest.keyClick(prepare, Qt.Key.Key_Escape)
    assert prepare.preparation.selected is None


def returned(window: QWidget, opener: QWidget) -> None:
    """Open a popup by the keyboard and leave it."""
    activate(window)
    opener.setFocus()
    QTest.keyClick(opener, Qt.Key.Key_Space)
    QApplication.processEvents()
    (popup,) = open_popups(window)
    assert isinstance(popup, QWidget)
    assert popup.focusWidget() is not None
    looking.press_escape(popup)
    assert not open_popups(window)
    assert QApplication.focusWidget() is opener


def test_an_open_popup_is_found_in_its_window(prepare: PreparePage) -> None:
    window = prepare.window()
    before = looking.told_children(window)
    prepare.head.settings_button.click()
    opened = set(looking.told_children(window)) - set(before)
    assert opened == {"How marks are made while the film plays"}
    looking.press_escape(prepare)


def test_the_keys_of_the_film_work_from_its_buttons(prepare: PreparePage, qtbot: QtBot) -> None:
    activate(prepare.window())
    prepare.head.settings_button.setFocus()
    qtbot.waitUntil(lambda: prepare.view.frame is not None)
    QTest.keyClick(prepare.head.settings_button, Qt.Key.Key_Period)
    assert prepare.player.frame == 1


class Sheet(QWidget):
    """Two columns side by side over a line of buttons; the lower ones are made first."""

    def __init__(self) -> None:
        super().__init__()
        names = ("below left", "below right", "left top", "left middle", "right top", "gone", "asleep")
        self.named = {name: QPushButton(name) for name in names}
        self.named["asleep"].setEnabled(False)
        left, right, below = QWidget(), QWidget(), QWidget()
        for part, layout, held in (
            (left, QVBoxLayout(left), ("left top", "left middle", "asleep")),
            (right, QVBoxLayout(right), ("right top", "gone")),
            (below, QHBoxLayout(below), ("below left", "below right")),
        ):
            part.setObjectName(held[0])
            for name in held:
                layout.addWidget(self.named[name])
        self.choice = QComboBox()
        above = QHBoxLayout()
        above.addWidget(left)
        above.addWidget(right)
        whole = QVBoxLayout(self)
        whole.addLayout(above)
        whole.addWidget(below)
        whole.addWidget(self.choice)
        self.named["gone"].hide()

    def order(self, *, forward: bool) -> list[str]:
        """Where Tab leads, once round."""
        self.choice.setFocus()
        gone_through = []
        while go_on_by_tab(self, forward=forward) and self.focusWidget() is not self.choice:
            at = self.focusWidget()
            assert isinstance(at, QPushButton)
            gone_through.append(at.text())
        return gone_through


@pytest.mark.usefixtures("dressed")
def test_tab_reads_part_by_part_and_back(qtbot: QtBot) -> None:
    sheet = Sheet()
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.waitExposed(sheet)
    wanted = ["left top", "left middle", "right top", "below left", "below right"]
    assert sheet.order(forward=True) == wanted
    assert sheet.order(forward=False) == wanted[::-1]
    shown = list(in_reading_order(sheet))
    assert sheet.named["gone"] not in shown
    assert shown[0] is sheet


def activate(window: QWidget) -> None:
    window.activateWindow()
    for _ in range(looking.PASSES):
        QApplication.processEvents()
        if window.isActiveWindow():
            return
    pytest.fail("the window does not become active")
