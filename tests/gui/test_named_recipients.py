"""Noting that a consent to supervision is for named contacts alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.consent import Answer
from vigtool.domain.contacts import Contact, ContactRemoved, ContactSet
from vigtool.domain.identifiers import ContactId
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.consent_popup import ConsentPopup
from vigtool.gui.cases.recipients_choice import RecipientsChoice
from vigtool.services.consents import consents

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

KAISA, IRJA = ContactId("vvvvvvvvvvv1"), ContactId("vvvvvvvvvvv2")


@pytest.fixture
def page(qtbot: QtBot, family: Family) -> CasePage:
    shown = CasePage(family.ws, family.case.id)
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    return shown


def meet(page: CasePage, family: Family) -> None:
    now = family.ws.clock()
    for one in (Contact(KAISA, "Kaisa", "", "", "", now, now), Contact(IRJA, "Irja", "", "", "", now)):
        family.ws.record(ContactSet(one))
    page.people.refresh()


def asked(page: CasePage, family: Family, purpose: Purpose = Purposes.SUPERVISION) -> ConsentPopup:
    grid = page.people.grid
    assert grid is not None
    grid.cells[family.child.id, purpose].click()
    return grid.popup


def choice_of(popup: ConsentPopup) -> RecipientsChoice:
    assert popup.recipients is not None
    return popup.recipients


def tick(choice: RecipientsChoice, number: int) -> None:
    line = choice.lines.item(number)
    ticked = line.checkState() is Qt.CheckState.Checked
    line.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)


def named(family: Family) -> list[tuple[ContactId, ...]]:
    return [one.recipients for one in consents(family.ws, family.case.id)]


def test_it_is_asked_for_supervision_and_only_where_there_are_contacts(page: CasePage, family: Family) -> None:
    popup = asked(page, family)
    assert popup.recipients is None
    popup.close()
    meet(page, family)
    training = asked(page, family, Purposes.TRAINING)
    assert training.recipients is None
    training.close()
    popup = asked(page, family)
    texts = [choice_of(popup).lines.item(number).text() for number in range(2)]
    assert texts == ["Kaisa", "Irja (not verified yet)"]
    popup.buttons[Answer.GIVEN].click()
    assert named(family) == [()]


def test_a_yes_for_one_contact_is_noted_and_shown(page: CasePage, family: Family) -> None:
    meet(page, family)
    popup = asked(page, family)
    choice, give = choice_of(popup), popup.buttons[Answer.GIVEN]
    assert not choice.lines.isEnabled()
    choice.limited.click()
    assert not give.isEnabled()  # limited to nobody in particular would be no limit
    assert popup.buttons[Answer.REFUSED].isEnabled()
    tick(choice, 0)
    give.click()
    assert named(family) == [(KAISA,)]
    assert page.people.grid is not None
    page.people.grid.sheets[family.child.id].click()
    assert page.people.sheet is not None
    words = [one.text() for one in page.people.sheet.history.findChildren(QLabel)]
    assert any("only for Kaisa" in one for one in words)


def test_a_renewed_yes_stays_limited_until_that_is_changed(page: CasePage, family: Family) -> None:
    meet(page, family)
    popup = asked(page, family)
    choice_of(popup).limited.click()
    tick(choice_of(popup), 0)
    tick(choice_of(popup), 1)
    popup.buttons[Answer.GIVEN].click()
    asked(page, family).buttons[Answer.GIVEN].click()
    popup = asked(page, family)
    tick(choice_of(popup), 1)
    popup.buttons[Answer.GIVEN].click()
    popup = asked(page, family)
    choice_of(popup).limited.click()
    popup.buttons[Answer.GIVEN].click()
    assert named(family) == [(KAISA, IRJA), (KAISA, IRJA), (KAISA,), ()]


def test_when_all_who_were_named_are_gone_a_renewal_has_to_say_for_whom(page: CasePage, family: Family) -> None:
    meet(page, family)
    popup = asked(page, family)
    choice_of(popup).limited.click()
    tick(choice_of(popup), 0)
    popup.buttons[Answer.GIVEN].click()
    for one in (KAISA, IRJA):
        family.ws.record(ContactRemoved(one))
    page.people.refresh()
    popup = asked(page, family)
    assert not popup.buttons[Answer.GIVEN].isEnabled()
    assert popup.buttons[Answer.WITHDRAWN].isEnabled()
    choice_of(popup).limited.click()
    assert popup.buttons[Answer.GIVEN].isEnabled()
    popup.close()


def test_the_sheet_limits_the_yes_to_supervision_alone(page: CasePage, family: Family) -> None:
    meet(page, family)
    assert page.people.grid is not None
    page.people.grid.sheets[family.child.id].click()
    assert page.people.sheet is not None
    form = page.people.sheet.form
    choice = form.recipients
    assert choice is not None
    for purpose in (Purposes.GUIDANCE, Purposes.SUPERVISION):
        form.boxes[purpose][Answer.GIVEN].click()
    choice.limited.click()
    assert not form.keep_button.isEnabled()
    tick(choice, 0)
    form.keep_button.click()
    noted = {one.purpose: one.recipients for one in consents(family.ws, family.case.id)}
    assert noted == {Purposes.GUIDANCE: (), Purposes.SUPERVISION: (KAISA,)}


def test_on_the_sheet_a_yes_that_stays_can_be_for_others(page: CasePage, family: Family) -> None:
    meet(page, family)
    popup = asked(page, family)
    choice_of(popup).limited.click()
    tick(choice_of(popup), 0)
    popup.buttons[Answer.GIVEN].click()
    for number, expected in ((None, 1), (1, 2)):
        assert page.people.grid is not None
        page.people.grid.sheets[family.child.id].click()
        assert page.people.sheet is not None
        form = page.people.sheet.form
        assert form.recipients is not None
        assert form.recipients.recipients == (KAISA,)
        if number is not None:
            tick(form.recipients, number)
        form.keep_button.click()
        assert len(named(family)) == expected
    assert named(family)[-1] == (KAISA, IRJA)


def test_enter_ticks_a_line_as_space_does(page: CasePage, family: Family) -> None:
    meet(page, family)
    popup = asked(page, family)
    choice = choice_of(popup)
    choice.limited.click()
    choice.lines.setCurrentRow(1)
    for key, expected in ((Qt.Key.Key_Return, (IRJA,)), (Qt.Key.Key_Space, ()), (Qt.Key.Key_Space, (IRJA,))):
        QTest.keyClick(choice.lines, key)
        assert choice.recipients == expected
    popup.close()
