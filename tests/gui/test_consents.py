"""Noting consents as a guider does: a sheet of answers, guardians, a child's view, signed forms, forms to print."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.exchange.pdf_facts import page_texts
from tests.gui.family import Family
from vigtool.domain.consent import Answer, ConsentState, Stance
from vigtool.domain.identifiers import EvidenceId
from vigtool.domain.people import Deciding, Role
from vigtool.domain.purposes import LegalBasis, Purposes
from vigtool.gui.cases import people_card
from vigtool.gui.cases.answers_form import AnswersForm
from vigtool.gui.cases.answers_sheet import AnswersSheet
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.evidence_dialog import EvidenceDialog
from vigtool.services.case_editing import set_guardians
from vigtool.services.consents import child_views, consents
from vigtool.services.people import add_person, people, person

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def page(qtbot: QtBot, family: Family) -> CasePage:
    shown = CasePage(family.ws, family.case.id)
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    return shown


def sheet_of(page: CasePage, family: Family) -> AnswersSheet:
    assert page.people.grid is not None
    page.people.grid.sheets[family.child.id].click()
    assert page.people.sheet is not None
    return page.people.sheet


def answer(form: AnswersForm, **answers: Answer) -> None:
    for purpose, given in answers.items():
        form.boxes[next(one for one in form.boxes if one == purpose)][given].click()


def picture() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(1200, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


def test_all_answers_are_noted_in_one_go(page: CasePage, family: Family) -> None:
    form = sheet_of(page, family).form
    answer(form, guidance=Answer.GIVEN, research=Answer.REFUSED)
    form.by.setCurrentText("Marja")
    form.keep_button.click()
    noted = {one.purpose: one for one in consents(family.ws, family.case.id)}
    assert {purpose: one.answer for purpose, one in noted.items()} == {
        Purposes.GUIDANCE: Answer.GIVEN,
        Purposes.RESEARCH: Answer.REFUSED,
    }
    given = noted[Purposes.GUIDANCE]
    assert (given.by, given.notice, given.basis) == ("Marja", "standard-1-en", LegalBasis.CONSENT)
    assert page.people.sheet is None
    assert page.people.grid is not None
    assert page.people.grid.cells[family.child.id, Purposes.GUIDANCE].text() == "Given"


def test_what_was_answered_is_ticked_and_only_changes_are_noted(page: CasePage, family: Family) -> None:
    family.consent(Purposes.GUIDANCE)
    before = len(consents(family.ws, family.case.id))
    form = sheet_of(page, family).form
    assert form.boxes[Purposes.GUIDANCE][Answer.GIVEN].isChecked()
    assert not any(box.isChecked() for box in form.boxes[Purposes.TRAINING].values())
    answer(form, guidance=Answer.REFUSED)
    form.keep_button.click()
    added = consents(family.ws, family.case.id)[before:]
    assert [(one.purpose, one.answer) for one in added] == [(Purposes.GUIDANCE, Answer.WITHDRAWN)]


def test_who_said_so_may_be_chosen_after_the_answers(page: CasePage, family: Family) -> None:
    olli = add_person(family.ws, family.case.id, "Olli", Role.OTHER)
    set_guardians(family.ws, family.child.id, [family.parent.id, olli.id], Deciding.ANY)
    page.people.refresh()
    form = sheet_of(page, family).form
    answer(form, guidance=Answer.GIVEN)
    form.by.setCurrentText("Olli")
    form.keep_button.click()
    assert [one.by_person for one in consents(family.ws, family.case.id)] == [olli.id]


def test_each_guardian_answers_on_the_sheet(page: CasePage, family: Family) -> None:
    ws = family.ws
    olli = add_person(ws, family.case.id, "Olli", Role.OTHER)
    set_guardians(ws, family.child.id, [family.parent.id, olli.id], Deciding.ALL)
    page.people.refresh()
    form = sheet_of(page, family).form
    assert form.by.currentText() == "Marja"
    answer(form, guidance=Answer.GIVEN)
    form.keep_button.click()
    assert page.people.grid is not None
    cell = page.people.grid.cells[family.child.id, Purposes.GUIDANCE]
    assert cell.text() == "One yes of two"
    form = sheet_of(page, family).form
    assert form.boxes[Purposes.GUIDANCE][Answer.GIVEN].isChecked()
    form.by.setCurrentText("Olli")
    assert not form.boxes[Purposes.GUIDANCE][Answer.GIVEN].isChecked()
    answer(form, guidance=Answer.GIVEN)
    form.keep_button.click()
    assert page.people.grid.cells[family.child.id, Purposes.GUIDANCE].text() == "Given"
    assert [one.by_person for one in consents(ws, family.case.id)] == [family.parent.id, olli.id]


def test_a_signed_form_goes_with_the_answers_and_is_shown_again(
    page: CasePage, family: Family, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = sheet_of(page, family)
    (tmp_path / "scan.png").write_bytes(picture())
    answer(sheet.form, guidance=Answer.GIVEN)
    sheet.add_scan(tmp_path / "scan.png")
    assert sheet.form.boxes[Purposes.GUIDANCE][Answer.GIVEN].isChecked()
    sheet.form.keep_button.click()
    (scan,) = consents(family.ws, family.case.id)[0].evidence
    again = sheet_of(page, family)
    again.history.buttons[EvidenceId(scan)].click()
    (shown,) = again.findChildren(EvidenceDialog)
    qtbot.waitUntil(shown.isVisible)
    assert any(not one.pixmap().isNull() for one in shown.findChildren(QLabel))
    shown.close()


def test_what_is_no_scan_is_told(page: CasePage, family: Family, tmp_path: Path) -> None:
    sheet = sheet_of(page, family)
    (tmp_path / "scan.png").write_bytes(b"nothing")
    sheet.add_scan(tmp_path / "scan.png")
    assert not sheet.message.isHidden()
    assert not (family.ws.folder / "evidence").exists()


def test_guardians_are_chosen_with_the_child_and_can_be_undone(page: CasePage, family: Family) -> None:
    page.people.add_button.click()
    form = page.people.form
    assert form is not None
    form.name.setText("Eino")
    form.role.setCurrentIndex(form.role.findData(Role.CHILD))
    assert not form.guardians.isHidden()
    assert family.child.id not in form.guardians.list.boxes
    form.guardians.list.boxes[family.parent.id].click()
    assert form.guardians.how.isHidden()
    form.add_button.click()
    eino = people(family.ws, family.case.id)[-1]
    assert (eino.name, eino.guardians) == ("Eino", (family.parent.id,))
    page.casework.undo()
    assert person(family.ws, eino.id).guardians == ()


def test_two_guardians_at_most_and_whose_yes_it_takes_is_asked_then(page: CasePage, family: Family) -> None:
    for name in ("Olli", "Ulla"):
        add_person(family.ws, family.case.id, name, Role.OTHER)
    page.people.offer_change(family.child)
    form = page.people.form
    assert form is not None
    first, second, third = form.guardians.list.boxes.values()
    first.click()
    second.click()
    assert not form.guardians.how.isHidden()
    assert not third.isEnabled()
    form.guardians.how.setCurrentIndex(form.guardians.how.findData(Deciding.ALL))
    form.add_button.click()
    changed = person(family.ws, family.child.id)
    assert (len(changed.guardians), changed.deciding) == (2, Deciding.ALL)


def test_a_film_reminds_gently_and_the_childs_view_is_noted_there(page: CasePage, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page.films.refresh()
    views = page.films.list.rows[film.id].views
    assert views is not None
    assert list(views.buttons) == [family.child.id]
    assert "Aino" in views.buttons[family.child.id].text()
    views.buttons[family.child.id].click()
    form = page.films.list.form
    assert form is not None
    form.stances[Stance.UNWILLING].click()  # type: ignore[union-attr]
    form.words.setPlainText("She hides.")  # type: ignore[union-attr]
    form.keep_button.click()  # type: ignore[union-attr]
    assert [(one.stance, one.words) for one in child_views(family.ws, film.id)] == [(Stance.UNWILLING, "She hides.")]
    views = page.films.list.rows[film.id].views
    assert views is not None
    assert views.buttons[family.child.id].text() == "Aino: Does not want to"


def test_a_form_is_written_for_the_chosen_people(
    page: CasePage, family: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    out = tmp_path / "form.pdf"
    monkeypatch.setattr(people_card, "choose_pdf", lambda *_asked: out)
    page.people.print_button.click()
    printing = page.people.printing
    assert printing is not None
    printing.people.boxes[family.child.id].click()
    printing.language.setCurrentIndex(printing.language.findData("fi"))
    printing.form_button.click()
    qtbot.waitUntil(lambda: not page.people.job.running)
    text = "".join(page_texts(out.read_bytes()))
    assert "Marja (Vanhempi)" in text
    assert "Aino" not in text
    assert not page.people.message.isHidden()


def test_the_state_of_a_cell_is_told_in_words_and_never_in_red(page: CasePage) -> None:
    assert page.people.grid is not None
    for cell in page.people.grid.cells.values():
        assert cell.property("tone") in {state.value for state in ConsentState}
        assert cell.text()
