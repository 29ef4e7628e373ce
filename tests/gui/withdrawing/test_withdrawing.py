"""A withdrawal in two clicks, from the case and from the film that is playing; what follows is offered, not done."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.exchange.pdf_facts import page_texts
from tests.gui.family import Family
from tests.gui.preparing.reading import shown_number
from vigtool.domain.casebook import PersonSet
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.events import CaseEdited
from vigtool.domain.purposes import Act, Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.erasing.erase_dialog import EraseDialog
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.scrolling import Scroller
from vigtool.gui.withdrawing.withdraw_dialog import WithdrawDialog
from vigtool.gui.workplace import Workplace
from vigtool.services.clips import export_clip
from vigtool.services.consents import consents, is_permitted, record_consent
from vigtool.services.withdrawing import in_force

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def film(family: Family, drawn: Path) -> Recording:
    family.consent(Purposes.FAMILY_COPY)
    return family.film(drawn)


@pytest.fixture
def dialog(place: Workplace, family: Family, film: Recording) -> WithdrawDialog:  # noqa: ARG001 - with the film there
    return from_the_case(place, family)


def from_the_case(place: Workplace, family: Family) -> WithdrawDialog:
    """The first click."""
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    assert page.people.grid is not None
    QTest.mouseClick(page.people.grid.withdrawals[family.child.id], Qt.MouseButton.LeftButton)
    return opened(place)


def opened(place: Workplace) -> WithdrawDialog:
    (shown,) = [one for one in place.window().findChildren(WithdrawDialog) if one.isVisible()]
    return shown


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_two_clicks_from_the_case_and_all_of_it_is_withdrawn(
    place: Workplace, family: Family, film: Recording, dialog: WithdrawDialog
) -> None:
    assert dialog.choice.chosen() == [Purposes.GUIDANCE, Purposes.FAMILY_COPY]
    assert "1 film rests" in said(dialog)
    QTest.mouseClick(dialog.withdraw_button, Qt.MouseButton.LeftButton)
    assert in_force(family.ws, family.child.id) == ()
    assert not is_permitted(family.ws, Act.VIEW, Purposes.GUIDANCE, film.id)
    assert "It is withdrawn" in said(dialog)
    assert "Nothing: no clip" in said(dialog)
    assert not dialog.letter_offered
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    assert page.people.grid is not None
    assert list(page.people.grid.withdrawals) == [family.parent.id]
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_what_is_not_chosen_stays(family: Family, film: Recording, dialog: WithdrawDialog) -> None:
    dialog.choice.purposes.boxes[Purposes.GUIDANCE].click()
    assert "1 film rests" not in said(dialog)
    assert "Copy to the family" in said(dialog)
    dialog.choice.purposes.boxes[Purposes.FAMILY_COPY].click()
    assert not dialog.withdraw_button.isEnabled()
    dialog.choice.purposes.boxes[Purposes.FAMILY_COPY].click()
    dialog.choice.by.setText("  Marja ")
    dialog.withdraw_button.click()
    assert in_force(family.ws, family.child.id) == (Purposes.GUIDANCE,)
    assert consents(family.ws, family.case.id)[-1].by == "Marja"
    assert is_permitted(family.ws, Act.VIEW, Purposes.GUIDANCE, film.id)


def test_leaving_it_withdraws_nothing(family: Family, dialog: WithdrawDialog) -> None:
    before = family.ws.vault.journal.count
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert family.ws.vault.journal.count == before


def test_a_film_that_is_playing_stops_at_once_and_the_words_stay(
    qtbot: QtBot, place: Workplace, family: Family, film: Recording
) -> None:
    family.moment(film)
    place.show_film(film.id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    qtbot.waitUntil(lambda: shown_number(page) is not None)
    page.player.play()
    page.people.menu_of_people.actions()[0].trigger()
    dialog = opened(place)
    QTest.mouseClick(dialog.withdraw_button, Qt.MouseButton.LeftButton)
    assert shown_number(page) is None
    assert not page.player.playing
    assert not page.transport.isEnabled()
    assert [one.title for one in page.preparation.marks] == ["The red brick"]
    assert len(page.list.cards) == 1


def test_a_film_rests_when_the_last_day_of_a_consent_is_over(
    qtbot: QtBot, place: Workplace, family: Family, film: Recording
) -> None:
    now = family.ws.clock()
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN, until=now.date())
    place.show_film(film.id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    qtbot.waitUntil(lambda: shown_number(page) is not None)
    assert place.withdrawing.timer.isActive()
    place.withdrawing.timer.timeout.emit()
    assert page.transport.isEnabled()
    family.ws.clock = lambda: now + timedelta(days=1)
    place.withdrawing.timer.timeout.emit()
    assert shown_number(page) is None
    assert not page.transport.isEnabled()


def test_who_has_a_copy_is_told_and_gets_a_letter(
    qtbot: QtBot, place: Workplace, family: Family, film: Recording, tmp_path: Path
) -> None:
    moment = family.moment(film)
    export_clip(family.ws, moment.id, Purposes.FAMILY_COPY, tmp_path / "clip.mp4", to=[family.parent.id])
    dialog = from_the_case(place, family)
    assert "A clip" in said(dialog)
    assert "Marja" in said(dialog)
    assert not dialog.letter_offered
    dialog.withdraw_button.click()
    assert dialog.letter_offered
    dialog.departed.save(tmp_path / "letter.pdf")
    qtbot.waitUntil(lambda: dialog.departed.saved is not None)
    (page,) = page_texts((tmp_path / "letter.pdf").read_bytes())
    assert "Parent 1" in page
    assert not {"Marja", "Aino", "Kallio"} & set(page.split())
    assert "letter made" in said(dialog)
    dialog.close()
    again = from_the_case_without_consents(place, family)
    assert "no consent in force" in said(again)
    assert not again.withdraw_button.isVisible()
    assert again.letter_offered


def from_the_case_without_consents(place: Workplace, family: Family) -> WithdrawDialog:
    place.withdrawing.open(family.child.id)
    return opened(place)


def test_a_letter_that_cannot_be_written_is_explained(
    qtbot: QtBot, place: Workplace, family: Family, film: Recording, tmp_path: Path
) -> None:
    moment = family.moment(film)
    export_clip(family.ws, moment.id, Purposes.FAMILY_COPY, tmp_path / "clip.mp4")
    dialog = from_the_case(place, family)
    dialog.withdraw_button.click()
    dialog.departed.save(family.ws.folder / "letter.pdf")
    qtbot.waitUntil(dialog.departed.message.isVisible)
    assert dialog.departed.saved is None
    assert dialog.departed.letter_button.isEnabled()
    assert not (family.ws.folder / "letter.pdf").exists()


def test_erasing_is_offered_and_opens_for_this_person(qtbot: QtBot, place: Workplace, dialog: WithdrawDialog) -> None:
    assert not dialog.erase_button.isVisible()
    dialog.withdraw_button.click()
    dialog.erase_button.click()
    (erasing,) = [one for one in place.window().findChildren(EraseDialog) if one.isVisible()]
    assert "Aino" in said(erasing)
    assert "what concerns this person" in said(erasing)
    (view,) = erasing.findChildren(Scroller)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)  # it is not as low as the dialog below it
    erasing.close()


def test_a_guardian_withdraws_for_a_child(place: Workplace, family: Family, film: Recording) -> None:  # noqa: ARG001
    guarded = replace(family.child, guardians=(family.parent.id,))
    family.ws.record(CaseEdited(family.case.id, "guardians", (PersonSet(guarded),)))
    dialog = from_the_case(place, family)
    assert dialog.choice.guardian.currentText() == "Marja"
    assert not dialog.choice.by.isVisible()
    dialog.withdraw_button.click()
    last = consents(family.ws, family.case.id)[-1]
    assert (last.by_person, last.by) == (family.parent.id, "Marja")
    assert in_force(family.ws, family.child.id) == ()
