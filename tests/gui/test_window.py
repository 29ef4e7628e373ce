from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.accountability import Erasing
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import STANDARD_PURPOSES, Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.cases_page import CasesPage
from vigtool.gui.cases.film_choice_page import FilmChoicePage
from vigtool.gui.crash_dialog import CrashHook, crash_code, crash_places
from vigtool.gui.keys_dialog import KeysDialog
from vigtool.gui.log.entries import lines
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.appearance import Scheme
from vigtool.gui.shared.palettes import DARK, colours
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.rows import RowButton
from vigtool.gui.tour import Tour
from vigtool.gui.workplace import Workplace
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.opening import open_workspace
from vigtool.services.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def shown(window: MainWindow) -> QWidget:
    assert window.workplace is not None
    page = window.workplace.stack.currentWidget()
    assert page is not None
    return page


def test_a_withdrawal_closes_the_film_that_is_open(place: Workplace, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    place.show_film(film.id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert not page.transport.isEnabled()
    assert not page.strip.isEnabled()
    place.close_film()
    place.show_film(film.id)
    closed = place.pages[ActionId.PREPARE]
    assert isinstance(closed, FilmChoicePage)
    assert "Aino has withdrawn the consent" in closed.refusal.accessibleDescription()


def test_the_language_changes_at_once_and_where_one_was_is_kept(
    window: MainWindow, place: Workplace, family: Family, settings: PreferenceFile
) -> None:
    place.show_case(family.case.id)
    listening = len(family.ws.listeners)
    window.speak("fi")
    page = shown(window)
    assert isinstance(page, CasePage)
    assert page.films.heading.text() == "Videot"
    assert window.workplace is not None
    assert window.workplace.rail.buttons[ActionId.CASES].text() == "Ohjausprosessit"
    assert window.workplace.ws is family.ws
    assert len(family.ws.listeners) == listening
    assert settings.now.language == "fi"


@pytest.mark.parametrize(("language", "cut"), [("fi", "Leikkaa"), ("sv", "Klipp ut"), ("en", "Cut")])
def test_qts_own_words_follow(window: MainWindow, language: str, cut: str) -> None:
    window.speak("sv")
    window.speak(language)
    line = QLineEdit("x", window)
    assert any(cut in one.text().replace("&", "") for one in line.createStandardContextMenu().actions())


def test_the_colours_change_at_once(window: MainWindow, place: Workplace, family: Family) -> None:
    place.show_case(family.case.id)
    window.wear(Scheme.DARK)
    assert colours() is DARK
    assert isinstance(shown(window), CasePage)


def test_language_waits_while_a_film_comes_in(
    window: MainWindow, place: Workplace, family: Family, drawn: Path, qtbot: QtBot
) -> None:
    family.consent(Purposes.GUIDANCE)
    place.show_case(family.case.id)
    page = shown(window)
    assert isinstance(page, CasePage)
    page.films.offer([drawn])
    assert page.films.form is not None
    page.films.form.start_button.click()
    window.speak("sv")
    assert shown(window) is page
    assert page.message.isVisible()
    qtbot.waitUntil(lambda: page.films.form is None)


def test_closing_the_window_closes_the_vault(window: MainWindow, place: Workplace, family: Family) -> None:
    place.go(ActionId.LOG)
    window.close()
    open_workspace(family.ws.folder, "six plain words").close()


def test_only_the_vaults_place_is_remembered(place: Workplace, family: Family, settings: PreferenceFile) -> None:
    place.show_case(family.case.id)
    assert settings.now.vault == str(family.ws.folder)
    kept = "".join(path.read_text() for path in settings.folder.rglob("*") if path.is_file())
    assert "Kallio" not in kept
    assert "Aino" not in kept


def test_keys_lead_to_the_places(window: MainWindow, place: Workplace, qtbot: QtBot) -> None:
    window.activateWindow()
    keys = {
        "Ctrl+4": ActionId.LOG,
        "Ctrl+1": ActionId.CASES,
        "Ctrl+3": ActionId.REVIEW,
        "Ctrl+6": ActionId.SUPERVISION,
        "Ctrl+5": ActionId.KEEPING,
        "Ctrl+2": ActionId.PREPARE,
    }
    for key, wanted in keys.items():
        next(one for one in window.actions() if one.shortcut().toString() == key).trigger()
        assert place.route.place is wanted
    window.do(ActionId.KEYS)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.accept()


def test_enter_presses_the_button_that_has_the_keyboard(window: MainWindow, place: Workplace, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    button = place.rail.buttons[ActionId.LOG]
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.route.place is ActionId.LOG)


def test_every_shortcut_is_taken_once(window: MainWindow) -> None:
    keys = [key.toString() for one in window.actions() for key in one.shortcuts()]
    assert len(keys) == len(set(keys))


def test_the_log_tells_what_was_done_newest_first(family: Family, drawn: Path) -> None:
    family.film(drawn)
    told = [(line.what, line.about) for line in lines(family.ws, family.case.id)]
    assert told[0] == ("A film was brought in", "VID_0001  ·  Kallio 3")
    assert told[1] == ("A consent was given: Guidance and shared review", "Marja  ·  Kallio 3")
    assert told[-1] == ("A case was opened", "Kallio 3")
    assert ("The vault was made", "") in [(line.what, line.about) for line in lines(family.ws, None)]


def test_the_log_tells_a_yes_from_a_no_and_from_a_withdrawal(family: Family) -> None:
    for answer in Answer:
        record_consent(family.ws, family.child.id, Purposes.TRAINING, answer, by="Marja")
    told = [line.what for line in lines(family.ws, family.case.id)][:3]
    assert [one.split(": ")[0] for one in told] == [
        "A consent was withdrawn",
        "A consent was not given",
        "A consent was given",
    ]
    erase(family.ws, Target(Erasing.PERSON, family.child.id), "asked for")
    assert family.child.name not in "".join(line.about for line in lines(family.ws, None))


def stumble() -> ZeroDivisionError:
    with pytest.raises(ZeroDivisionError) as caught:
        raise ZeroDivisionError("Aino.mp4")
    return caught.value


@pytest.mark.usefixtures("dressed")
def test_a_crash_shows_a_code_and_no_words_of_the_error(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    hook, error = CrashHook(), stumble()
    code = crash_code(type(error), error.__traceback__)
    assert len(code) == 6
    assert code == crash_code(type(error), error.__traceback__)
    assert "stumble" in crash_places(type(error), error.__traceback__)
    hook.take(type(error), error, error.__traceback__)
    dialog = hook.dialog
    assert dialog is not None
    hook.take(type(error), error, error.__traceback__)
    assert hook.dialog is dialog
    assert code in [one.text() for one in dialog.findChildren(QLabel)]
    assert "Aino" not in capsys.readouterr().err
    dialog.accept()
    qtbot.waitUntil(lambda: hook.dialog is None)


def test_the_tour_keeps_a_picture_of_every_place(
    window: MainWindow, place: Workplace, family: Family, drawn: Path, tmp_path: Path
) -> None:
    family.moment(family.film(drawn))
    assert place.isVisible()
    pictures = Tour(window, tmp_path / "pictures", film_wait_ms=300).lead()
    assert [path.stem.partition("-")[2] for path in pictures] == [
        "cases",
        "case",
        "consents",
        "prepare",
        "moment",
        "export",
        "log",
    ]
    assert all(path.stat().st_size > 5000 for path in pictures)


def test_a_first_case_can_be_typed_at_once(window: MainWindow, vault: Workspace, qtbot: QtBot) -> None:
    window.enter(vault)
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), QLineEdit))
    page = shown(window)
    assert isinstance(page, CasesPage)
    assert page.form is not None
    assert window.focusWidget() is page.form.name
    window.close()


def test_coming_back_to_a_case_after_naming_people(place: Workplace, family: Family) -> None:
    place.show_case(add_case(family.ws, "New", "").id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    assert page.people.form is not None
    page.people.form.name.setText("Leo")
    page.people.form.add_button.click()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    place.go(ActionId.LOG)
    place.go(ActionId.CASES)
    assert page.isVisible()


def test_what_a_crash_left_behind_is_told(window: MainWindow, family: Family, qtbot: QtBot) -> None:
    folder = family.ws.folder
    family.ws.close()
    (folder / "recordings" / "abcdefgh2345.age.part").write_bytes(b"half")
    window.enter(open_workspace(folder, "six plain words"))
    assert window.workplace is not None
    qtbot.waitUntil(window.workplace.banner.isVisible)
    assert "interrupted" in window.workplace.banner.message.accessibleName()
    window.close()


def test_a_film_that_came_in_can_be_chosen_in_prepare(place: Workplace, family: Family, drawn: Path) -> None:
    place.go(ActionId.PREPARE)
    assert not place.pages[ActionId.PREPARE].findChildren(RowButton)
    place.go(ActionId.CASES)
    film = family.film(drawn)
    place.go(ActionId.PREPARE)
    choice = place.pages[ActionId.PREPARE]
    choice.findChildren(RowButton)[0].click()
    assert isinstance(place.pages[ActionId.PREPARE], PreparePage)
    assert place.route.film == film.id


def test_closing_while_a_clip_is_made_ends_the_work(
    window: MainWindow, place: Workplace, family: Family, drawn: Path, tmp_path: Path
) -> None:
    moment = family.moment(family.film(drawn))
    family.consent(Purposes.TRAINING)
    dialog = place.export(moment.id)
    dialog.choice.purpose.setCurrentIndex(list(STANDARD_PURPOSES).index(Purposes.TRAINING))
    dialog.choice.line.setText(str(tmp_path / "out.mp4"))
    dialog.export_button.click()
    assert dialog.errands.busy
    window.close()
    assert not list(tmp_path.glob("*out*"))
