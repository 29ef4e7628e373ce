"""What is told at the start, the list of what waits, and the quiet line that stays."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.retention.conftest import Calendar
from vigtool.domain.cases import Recording
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.erasing.erase_dialog import EraseDialog
from vigtool.gui.main_window import MainWindow
from vigtool.gui.retention.clock_words import reminder_words
from vigtool.gui.retention.due_dialog import DueDialog
from vigtool.gui.retention.due_line import DueLine
from vigtool.gui.workplace import Workplace
from vigtool.services.film_keeping import freeze, keep_longer
from vigtool.services.opening import open_workspace
from vigtool.services.recordings import is_erased
from vigtool.services.retention import end_case, waiting

PASSPHRASE = "six plain words"


def entered(window: MainWindow, family: Family) -> Workplace:
    window.enter(family.ws)
    return settled(window)


def settled(window: MainWindow) -> Workplace:
    """The workplace when everything in it is shown that is to be."""
    QApplication.processEvents()
    assert window.workplace is not None
    return window.workplace


def line_of(place: Workplace) -> DueLine:
    place.show_cases()
    QApplication.processEvents()
    found: Any = place.pages[ActionId.CASES].findChild(DueLine)
    assert isinstance(found, DueLine)
    return found


def test_where_nothing_waits_nothing_is_told(place: Workplace, film: Recording) -> None:
    assert film.label
    assert place.due.reminder is not None
    assert not place.due.reminding
    assert place.due.reminder.isHidden()
    assert line_of(place).isHidden()


def test_what_is_due_is_told_once_a_start(window: MainWindow, family: Family, due_film: Recording) -> None:
    assert due_film.label
    place = entered(window, family)
    reminder = place.due.reminder
    assert reminder is not None
    assert reminder.isVisible()
    assert "1 film has reached the end of its time." in reminder.message.accessibleName()
    window.speak("fi")
    again = settled(window).due.reminder
    assert again is not None
    assert again.isVisible()  # a window that is built anew has not been read yet
    again.leave()
    assert again.isHidden()
    window.speak("en")
    assert settled(window).due.reminder is None
    assert line_of(settled(window)).isVisible()


def test_the_sentences_of_what_waits(family: Family, due_film: Recording, calendar: Calendar) -> None:
    freeze(family.ws, due_film.id, "a dispute")
    assert reminder_words(waiting(family.ws)) == "1 frozen film is kept beyond its time."
    calendar.days = 365 * 31
    end_case(family.ws, family.case.id, calendar.today - timedelta(days=365 * 31))
    assert reminder_words(waiting(family.ws)) == (
        "1 frozen film is kept beyond its time. What is written of 1 case has reached the end of its time."
    )


def test_a_case_that_was_never_ended_is_asked_about(family: Family, film: Recording, calendar: Calendar) -> None:
    assert film.label
    calendar.days = 100
    assert reminder_words(waiting(family.ws)) == "1 case has rested for a long time: has the guidance ended?"


def test_soon(family: Family, film: Recording, calendar: Calendar) -> None:
    assert film.label
    end_case(family.ws, family.case.id, calendar.today)
    calendar.days = 50
    assert reminder_words(waiting(family.ws)) == "The time of 1 film ends soon."


def test_the_list_is_opened_from_the_reminder_and_decided_in(
    window: MainWindow, family: Family, due_film: Recording, calendar: Calendar
) -> None:
    family.consent(Purposes.KEEP_LONGER)
    place = entered(window, family)
    dialog = place.due.open_due()
    assert not place.due.reminding
    films = dialog.cases[family.case.id].films
    films.ask_longer(films.rows[due_film.id].clock)
    assert films.form is not None
    films.form.reason.setText("a second course")
    films.form.give_button.click()
    assert dialog.cases == {}
    assert "Nothing waits for a decision now." in [one.text() for one in dialog.findChildren(QLabel)]
    calendar.days = 400
    dialog.refresh()
    assert list(dialog.cases) == [family.case.id]
    dialog.later_button.click()
    assert not dialog.isVisible()
    assert line_of(place).isVisible()


def test_the_list_leads_to_the_case_and_to_its_consents(
    window: MainWindow, family: Family, due_film: Recording
) -> None:
    assert due_film.label
    place = entered(window, family)
    dialog = place.due.open_due()
    dialog.cases[family.case.id].open_button.click()
    assert not dialog.isVisible()
    assert isinstance(place.pages[ActionId.CASES], CasePage)
    dialog = place.due.open_due()
    dialog.cases[family.case.id].films.consents_asked.emit()
    assert not dialog.isVisible()


def test_a_due_film_is_erased_from_the_list(
    window: MainWindow, family: Family, due_film: Recording, qtbot: QtBot
) -> None:
    place = entered(window, family)
    dialog = place.due.open_due()
    dialog.cases[family.case.id].films.rows[due_film.id].erase_asked.emit()
    erasing: Any = dialog.findChild(EraseDialog)
    assert isinstance(erasing, EraseDialog)
    erasing.reason.setText("its time has come")
    erasing.erase_button.click()
    qtbot.waitUntil(lambda: is_erased(family.ws, due_film.id))
    qtbot.waitUntil(lambda: dialog.cases == {})
    erasing.close()
    dialog.close()


def test_the_line_goes_when_nothing_waits_any_more(
    window: MainWindow, family: Family, due_film: Recording, calendar: Calendar
) -> None:
    family.consent(Purposes.KEEP_LONGER)
    place = entered(window, family)
    assert place.due.reminder is not None
    place.due.reminder.leave()
    line = line_of(place)
    assert line.isVisible()
    keep_longer(family.ws, due_film.id, calendar.today + timedelta(days=300), "a second course")
    assert line.isHidden()


def test_who_may_only_look_decides_nothing(
    window: MainWindow, family: Family, due_film: Recording, calendar: Calendar
) -> None:
    looking = open_workspace(family.ws.folder, PASSPHRASE, read_only=True, clock=calendar)
    for ws, decides in ((family.ws, True), (looking, False)):
        dialog = DueDialog(ws, window)
        dialog.show()
        assert dialog.cases[family.case.id].films.rows[due_film.id].decide_button.isVisible() is decides
        dialog.close()
    looking.close()
