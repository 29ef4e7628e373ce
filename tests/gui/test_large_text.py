"""Text of twice the size in the window of 1280 x 800: every page is walked, nothing is clipped or out of reach."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.seen import clipped, visible
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.crash_dialog import CrashDialog
from vigtool.gui.exporting.hand_out_dialog import HandOutDialog
from vigtool.gui.keys_dialog import KeysDialog
from vigtool.gui.main_window import SIZE, MainWindow
from vigtool.gui.preparing.key_help import KeyHelp
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.appearance import Scheme, dress
from vigtool.gui.workplace import Workplace
from vigtool.wording.translation import LANGUAGES

pytestmark = [
    pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True),
    pytest.mark.parametrize("language", LANGUAGES),
]
LAYOUT_PASSES = 5
"""A change of height goes up through nested layouts one round of events at a time."""


class Look:
    """Gathers what is wrong on the pages that it is shown."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._wrong: list[str] = []

    def at(self, place: str, page: QWidget) -> None:
        for _ in range(LAYOUT_PASSES):
            QApplication.processEvents()
        self._wrong += [f"{place}: clipped: {one}" for one in clipped(page)]
        self._wrong += [f"{place}: wider than its room: {one}" for one in too_wide(page)]
        size = page.window().size()
        if size.width() > SIZE[0] or size.height() > SIZE[1]:
            self._wrong.append(f"{place}: {size.width()} x {size.height()}")

    def assert_well(self) -> None:
        assert not self._wrong, "\n".join(self._wrong)


def too_wide(page: QWidget) -> list[str]:
    """Name what is scrolled up and down only, and yet wider than can be seen."""
    found = []
    for area in visible(page, QScrollArea):
        assert isinstance(area, QScrollArea)
        sheet, fixed = area.widget(), area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if fixed and sheet is not None and sheet.width() > area.viewport().width():
            found.append(f"{type(area).__name__} by {sheet.width() - area.viewport().width()}")
    return found


@pytest.fixture
def look(window: MainWindow, dressed: QApplication, language: str) -> Iterator[Look]:
    window.resize(*SIZE)
    window.speak(language)
    window.write_in(200)
    yield Look(window)
    dress(dressed, Scheme.LIGHT)


@pytest.fixture
def place(window: MainWindow, family: Family, look: Look) -> Workplace:  # noqa: ARG001 - the size first
    window.enter(family.ws)
    assert window.workplace is not None
    return window.workplace


def test_before_a_vault_is_open(window: MainWindow, look: Look, qtbot: QtBot) -> None:
    page = window.start_page
    assert page is not None
    look.at("create", page)
    page.offer_opening()
    look.at("open", page)
    crash = CrashDialog("0A1B2C")
    qtbot.addWidget(crash)
    crash.show()
    look.at("crash", crash)
    look.assert_well()


def test_cases_and_log(place: Workplace, look: Look, family: Family, drawn: Path) -> None:
    look.at("cases", place)
    family.moment(family.film(drawn))
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    look.at("case", place)
    page.films.offer([drawn] * 3)
    page.question.edit_button.click()
    page.people.add_button.click()
    page.sessions.add_button.click()
    look.at("all forms open", place)
    assert page.people.grid is not None
    page.people.grid.cells[family.child.id, Purposes.GUIDANCE].click()
    look.at("popup", page.people.grid.popup)
    page.people.grid.popup.close()
    place.go(ActionId.LOG)
    look.at("log", place)
    place.go(ActionId.KEEPING)
    look.at("the vault", place)
    look.assert_well()


def test_prepare(place: Workplace, look: Look, family: Family, drawn: Path, qtbot: QtBot) -> None:
    film = family.film(drawn)
    moment = family.moment(film)
    place.go(ActionId.PREPARE)
    look.at("films", place)
    place.show_film(film.id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    qtbot.waitUntil(lambda: moment.id in page.list.cards)
    look.at("prepare", place)
    page.preparation.select(moment.id)
    look.at("a card is open", place)
    look.assert_well()


def test_dialogs(place: Workplace, look: Look, family: Family, drawn: Path) -> None:
    moment = family.moment(family.film(drawn))
    clip = HandOutDialog(family.ws, [moment.id], parent=place)
    clip.show()
    look.at("clip", clip)
    clip.export_button.click()
    look.at("clip refused", clip)
    clip.close()
    for name, dialog in (("keys", KeysDialog(parent=place)), ("sheet of keys", KeyHelp(KeyMap(), place))):
        dialog.show()
        look.at(name, dialog)
        dialog.close()
    look.assert_well()
