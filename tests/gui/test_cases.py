import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.case_edits import CaseStep, described
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import STANDARD_PURPOSES, Purpose, Purposes
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.cases_page import CasesPage
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.rows import RowButton
from vigtool.services.cases import case, cases, change_case
from vigtool.services.consents import consent_grid, consents
from vigtool.services.people import people
from vigtool.services.recordings import recordings
from vigtool.services.sessions import sessions
from vigtool.services.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""A popup asks for it; Qt's platform without a display cannot."""


def opened(qtbot: QtBot, family: Family) -> CasePage:
    page = CasePage(family.ws, family.case.id)
    qtbot.addWidget(page)
    page.resize(1090, 800)
    page.show()
    return page


def answer(page: CasePage, person: Person, purpose: Purpose, given: Answer) -> None:
    assert page.people.grid is not None
    page.people.grid.cells[person.id, purpose].click()
    page.people.grid.popup.buttons[given].click()


def bring_in(page: CasePage, qtbot: QtBot, *films: Path) -> None:
    page.films.offer(films)
    assert page.films.form is not None
    page.films.form.start_button.click()
    qtbot.waitUntil(lambda: page.films.form is None)


def test_the_first_case_is_added(qtbot: QtBot, vault: Workspace) -> None:
    page = CasesPage(vault)
    qtbot.addWidget(page)
    assert page.form is not None
    assert not page.form.add_button.isEnabled()
    page.form.name.setText("  Kallio 3 ")
    page.form.question.setPlainText("How can we play in peace?")
    with qtbot.waitSignal(page.case_chosen) as chosen:
        page.form.add_button.click()
    added = cases(vault)[0]
    assert chosen.args == [added.id]
    assert (added.name, added.question) == ("Kallio 3", "How can we play in peace?")


def test_a_case_is_chosen_from_the_list(qtbot: QtBot, family: Family) -> None:
    page = CasesPage(family.ws)
    qtbot.addWidget(page)
    line = page.findChildren(RowButton)[0]
    with qtbot.waitSignal(page.case_chosen) as chosen:
        line.click()
    assert chosen.args == [family.case.id]
    assert line.accessibleName() == "Kallio 3"


def test_the_question_is_changed(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.question.edit_button.click()
    page.question.field.setPlainText("What helps Aino to wait?")
    page.question.keep_button.click()
    assert case(family.ws, family.case.id).question == "What helps Aino to wait?"
    assert page.question.edit_button.isEnabled()


def test_a_question_is_on_record_while_it_is_typed_as_one_step(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.question.edit_button.click()
    page.question.field.clear()
    for words, recorded in (("What ", "What"), ("helps Aino", "What helps Aino"), ("?", "What helps Aino?")):
        QTest.keyClicks(page.question.field, words)
        with qtbot.waitSignal(page.casework.changed):
            pass
        assert case(family.ws, family.case.id).question == recorded
        assert page.question.field.isVisible()
    page.question.keep_button.click()
    assert page.question.edit_button.isEnabled()
    assert len(page.casework.past) == 1
    page.casework.undo()
    assert case(family.ws, family.case.id).question == "How can we play in peace?"


def test_what_is_typed_of_a_question_outlives_another_edit(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.question.edit_button.click()
    page.question.field.setPlainText("What helps Aino")
    qtbot.waitUntil(page.question.field.isVisible)
    page.casework.do(CaseStep.CASE, lambda book: described(book, name="Kallio 5"))
    assert page.question.field.isVisible()
    assert page.question.field.toPlainText() == "What helps Aino"


def test_a_question_is_left_as_it_was(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.question.edit_button.click()
    page.question.field.setPlainText("What helps Aino")
    page.question.commit()
    page.question.leave_button.click()
    assert page.question.edit_button.isEnabled()
    assert case(family.ws, family.case.id).question == "How can we play in peace?"


def test_what_is_being_typed_is_kept_when_the_page_goes_away(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.question.edit_button.click()
    page.question.field.setPlainText("What helps Aino")
    page.rename_button.click()
    page.name_field.setText("Kallio 4")
    page.stop()
    kept = case(family.ws, family.case.id)
    assert (kept.name, kept.question) == ("Kallio 4", "What helps Aino")


def test_the_case_is_renamed(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.rename_button.click()
    page.name_field.setText(" Kallio 4 ")
    QTest.keyClick(page.name_field, Qt.Key.Key_Return)
    assert case(family.ws, family.case.id).name == "Kallio 4"
    assert page.title.text() == "Kallio 4"
    assert page.title.isVisible()
    page.rename_button.click()
    page.name_field.setText("  ")
    QTest.keyClick(page.name_field, Qt.Key.Key_Return)
    assert case(family.ws, family.case.id).name == "Kallio 4"


def test_the_popup_stays_within_the_window(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    assert page.people.grid is not None
    for purpose in STANDARD_PURPOSES:
        page.people.grid.cells[family.parent.id, purpose].click()
        popup = page.people.grid.popup
        assert page.frameGeometry().contains(popup.geometry())
        popup.close()


def test_a_person_is_named(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.people.add_button.click()
    assert page.people.form is not None
    page.people.form.name.setText("Petri")
    page.people.form.role.setCurrentIndex(list(Role).index(Role.PARENT))
    page.people.form.add_button.click()
    added = people(family.ws, family.case.id)[-1]
    assert (added.name, added.role, added.number) == ("Petri", Role.PARENT, 2)
    assert page.people.grid is not None
    assert (added.id, Purposes.RESEARCH) in page.people.grid.cells


def test_consent_is_given_until_a_day_by_somebody(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    assert page.people.grid is not None
    page.people.grid.cells[family.child.id, Purposes.SUPERVISION].click()
    popup = page.people.grid.popup
    last = date.today() + timedelta(days=30)  # noqa: DTZ011 - the guider's own day
    popup.by.setCurrentText("Marja")
    popup.until.chosen.click()
    popup.until.field.setDate(QDate(last.year, last.month, last.day))
    popup.buttons[Answer.GIVEN].click()
    noted = consents(family.ws, family.case.id)[-1]
    assert (noted.person, noted.purpose, noted.answer) == (family.child.id, Purposes.SUPERVISION, Answer.GIVEN)
    assert (noted.until, noted.by) == (last, "Marja")
    assert page.people.grid.cells[family.child.id, Purposes.SUPERVISION].text() == "Given"


def test_a_withdrawal_takes_two_clicks(qtbot: QtBot, family: Family) -> None:
    family.consent(Purposes.TRAINING)
    page = opened(qtbot, family)
    answer(page, family.parent, Purposes.TRAINING, Answer.WITHDRAWN)
    states = consent_grid(family.ws, family.case.id)
    assert states[family.parent.id, Purposes.TRAINING] is ConsentState.WITHDRAWN
    assert states[family.child.id, Purposes.TRAINING] is ConsentState.GIVEN


def test_each_cell_says_its_state_in_words(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    answer(page, family.parent, Purposes.RESEARCH, Answer.REFUSED)
    assert page.people.grid is not None
    cell = page.people.grid.cells[family.parent.id, Purposes.RESEARCH]
    assert cell.accessibleName() == "Marja, Research: Refused"
    assert not cell.icon().isNull()


def test_a_film_waits_outside_until_everyone_consents(qtbot: QtBot, family: Family, drawn: Path) -> None:
    page = opened(qtbot, family)
    answer(page, family.parent, Purposes.GUIDANCE, Answer.GIVEN)
    bring_in(page, qtbot, drawn)
    assert recordings(family.ws) == []
    assert page.films.refusal.isVisible()
    assert "Aino" in page.films.refusal.accessibleDescription()
    assert "Marja" not in page.films.refusal.accessibleDescription()
    answer(page, family.child, Purposes.GUIDANCE, Answer.GIVEN)
    bring_in(page, qtbot, drawn)
    film = recordings(family.ws)[0]
    assert film.people == (family.child.id, family.parent.id)
    assert str(drawn.parent) in page.films.message.accessibleName()
    assert drawn.is_file()
    with qtbot.waitSignal(page.film_chosen) as chosen:
        page.films.message.findChildren(Button)[0].click()
    assert chosen.args == [film.id]


def test_who_is_not_in_the_film_is_not_asked(qtbot: QtBot, family: Family, drawn: Path) -> None:
    page = opened(qtbot, family)
    answer(page, family.parent, Purposes.GUIDANCE, Answer.GIVEN)
    page.films.offer([drawn])
    assert page.films.form is not None
    page.films.form.people.boxes[family.child.id].click()
    page.films.form.start_button.click()
    qtbot.waitUntil(lambda: page.films.form is None)
    assert recordings(family.ws)[0].people == (family.parent.id,)


def test_the_same_film_twice_points_to_the_first(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = opened(qtbot, family)
    bring_in(page, qtbot, drawn)
    assert recordings(family.ws) == [film]
    with qtbot.waitSignal(page.film_chosen) as chosen:
        page.films.message.findChildren(Button)[0].click()
    assert chosen.args == [film.id]


def test_what_is_no_film_is_said(qtbot: QtBot, family: Family, tmp_path: Path) -> None:
    family.consent(Purposes.GUIDANCE)
    letter = tmp_path / "letter.mp4"
    letter.write_text("Dear all")
    page = opened(qtbot, family)
    bring_in(page, qtbot, letter)
    assert page.films.message.isVisible()
    assert recordings(family.ws) == []


def test_films_are_dropped_and_come_in_one_after_the_other(
    qtbot: QtBot, family: Family, drawn: Path, tmp_path: Path
) -> None:
    family.consent(Purposes.GUIDANCE)
    other = tmp_path / "VID_0002.mp4"
    shutil.copy(drawn, other)
    with other.open("ab") as file:
        file.write(b"\0\0\0\x08free")
    page = opened(qtbot, family)
    assert page.films.drop is not None
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(drawn)), QUrl.fromLocalFile(str(other))])
    page.films.drop.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            held,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert page.films.form is not None
    page.films.form.start_button.click()
    qtbot.waitUntil(lambda: page.films.form is None)
    assert [film.label for film in recordings(family.ws)] == ["VID_0001", "VID_0002"]


def test_leaving_while_a_film_comes_in_leaves_nothing_behind(qtbot: QtBot, family: Family, drawn: Path) -> None:
    family.consent(Purposes.GUIDANCE)
    before = {path.name for path in family.ws.folder.rglob("*")}
    page = opened(qtbot, family)
    page.films.offer([drawn])
    assert page.films.form is not None
    page.films.form.start_button.click()
    assert page.busy
    page.stop()
    assert recordings(family.ws) == []
    assert {path.name for path in family.ws.folder.rglob("*")} == before


def test_a_session_is_noted_and_its_log_handed_out(qtbot: QtBot, family: Family, drawn: Path, tmp_path: Path) -> None:
    moment = family.moment(family.film(drawn))
    page = opened(qtbot, family)
    page.sessions.add_button.click()
    assert page.sessions.form is not None
    page.sessions.form.words.setPlainText("She looks at us so often.")
    page.sessions.form.moments.boxes[moment.id].click()
    page.sessions.form.present.boxes[family.child.id].click()
    page.sessions.form.keep_button.click()
    held = sessions(family.ws, family.case.id)[0]
    assert (held.words, held.moments, held.present) == (
        "She looks at us so often.",
        (moment.id,),
        (family.parent.id,),
    )
    page.sessions.saving.export_to(held.id, tmp_path / "out")
    qtbot.waitUntil(page.sessions.message.isVisible)
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".json", ".pdf"]


def test_the_form_of_a_session_comes_into_view(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.resize(1000, 500)
    page.show()
    page.sessions.add_button.click()
    form = page.sessions.form
    assert form is not None
    qtbot.waitUntil(lambda: not form.keep_button.visibleRegion().isEmpty())


@pytest.mark.parametrize("written", ["vigtool", "läsnä ja läsnä " * 40])
def test_long_names_do_not_widen_the_page(qtbot: QtBot, family: Family, written: str) -> None:
    page = opened(qtbot, family)
    page.people.offer_person()
    assert page.people.form is not None
    page.people.form.name.setText(written)
    page.people.form.add_button.click()
    page.show()
    sheet = page.view.widget()
    assert sheet is not None
    assert sheet.minimumSizeHint().width() <= 1000


def test_an_endless_word_does_not_push_the_page_out_of_the_window(qtbot: QtBot, family: Family) -> None:
    word = "vuorovaikutustilanteenhavainnointikertomusvihkonen" * 4
    change_case(family.ws, family.case.id, name=word, question=word)
    page = opened(qtbot, family)
    sheet = page.view.widget()
    assert sheet is not None
    assert sheet.minimumSizeHint().width() <= 800
