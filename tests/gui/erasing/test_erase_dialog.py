"""Erasing in the window: from a film, a person and a case; what is said before and after, and what is left to see."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.cases import Recording
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.cases_page import CasesPage
from vigtool.gui.erasing.erase_dialog import EraseDialog
from vigtool.gui.log.entries import lines
from vigtool.gui.workplace import Workplace
from vigtool.services.cases import cases
from vigtool.services.film_keeping import freeze
from vigtool.services.people import people
from vigtool.services.recordings import is_erased

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def film(family: Family, drawn: Path) -> Recording:
    return family.film(drawn)


@pytest.fixture
def page(place: Workplace, family: Family, film: Recording) -> CasePage:  # noqa: ARG001 - with the film there
    place.show_case(family.case.id)
    shown = place.pages[ActionId.CASES]
    assert isinstance(shown, CasePage)
    return shown


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def opened(place: Workplace) -> EraseDialog:
    (shown,) = [one for one in place.window().findChildren(EraseDialog) if one.isVisible()]
    return shown


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def erase(dialog: EraseDialog, qtbot: QtBot) -> None:
    dialog.reason.setText("the family asked for it")
    with qtbot.waitSignal(dialog.erased):
        click(dialog.erase_button)


def test_a_film_from_its_row(place: Workplace, page: CasePage, film: Recording, qtbot: QtBot, tmp_path: Path) -> None:
    click(page.films.list.rows[film.id].erase_button)
    dialog = opened(place)
    assert "1 film, with its key" in said(dialog)
    assert "Your own words about the film" in said(dialog)
    assert "Backups and copies" in said(dialog)
    assert not dialog.erase_button.isEnabled()
    erase(dialog, qtbot)
    assert is_erased(place.ws, film.id)
    assert "It is erased" in said(dialog)
    assert not dialog.erase_button.isVisible()
    assert dialog.receipt is not None
    dialog.receipt.save(tmp_path / "receipt.pdf")
    qtbot.waitUntil(lambda: dialog.receipt is not None and dialog.receipt.saved is not None)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "receipt.json").exists()
    click(dialog.close_button)
    row = page.films.list.rows[film.id]
    assert not row.erase_button.isVisible()
    assert "Erased" in row.open_button.accessibleDescription()


def test_a_person_from_the_form_with_a_film_left_out(
    place: Workplace, page: CasePage, family: Family, film: Recording, qtbot: QtBot
) -> None:
    page.people.offer_change(family.child)
    assert page.people.form is not None
    click(page.people.form.erase_button)
    dialog = opened(place)
    (box,) = dialog.spared.erased.boxes.values()
    assert box.isChecked()
    box.click()
    dialog.reason.setText("asked for")
    assert not dialog.erase_button.isEnabled()  # not without saying why the film is left out
    assert "1 film that you leave out" in said(dialog)
    dialog.spared.reason.setText("a court asked for it")
    erase(dialog, qtbot)
    assert [one.id for one in people(family.ws, family.case.id)] == [family.parent.id]
    assert not is_erased(family.ws, film.id)
    click(dialog.close_button)
    assert page.people.grid is not None
    assert family.child.name not in said(page)
    assert not page.history.undo_button.isEnabled()


def test_a_case_from_its_page(place: Workplace, page: CasePage, family: Family, qtbot: QtBot) -> None:
    click(page.erase_button)
    erase(opened(place), qtbot)
    assert cases(family.ws) == []
    listed = place.pages[ActionId.CASES]
    assert isinstance(listed, CasesPage)
    place.go(ActionId.LOG)
    for shown in (listed, place.pages[ActionId.LOG]):
        for word in (family.case.name, family.child.name, family.parent.name):
            assert word not in said(shown)
    told = lines(family.ws, None)
    assert (told[0].what, told[0].about) == ("Something was erased for good", f"erased ({family.case.id})")
    assert {one.about for one in told} >= {f"erased ({family.case.id})"}


def test_an_erased_film_that_is_open_is_left(place: Workplace, page: CasePage, film: Recording, qtbot: QtBot) -> None:
    click(page.films.list.rows[film.id].erase_button)
    place.show_film(film.id)
    erase(opened(place), qtbot)
    assert place.route.film is None


def test_a_frozen_film_stays(place: Workplace, page: CasePage, film: Recording) -> None:
    freeze(place.ws, film.id, "a dispute")
    click(page.films.list.rows[film.id].erase_button)
    dialog = opened(place)
    assert "frozen" in said(dialog)
    dialog.reason.setText("all the same")
    assert not dialog.erase_button.isEnabled()
    click(dialog.close_button)
    assert not dialog.isVisible()
    assert not is_erased(place.ws, film.id)


def test_leaving_the_dialog_changes_nothing(place: Workplace, page: CasePage, film: Recording) -> None:
    count = place.ws.vault.journal.count
    click(page.films.list.rows[film.id].erase_button)
    dialog = opened(place)
    dialog.reason.setText("perhaps")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert place.ws.vault.journal.count == count
