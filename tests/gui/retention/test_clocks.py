"""The clocks on the page of a case, and what is decided there."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.gui.family import Family
from tests.gui.retention.conftest import Calendar
from vigtool.domain.case_edits import CaseStep
from vigtool.domain.cases import Recording
from vigtool.domain.purposes import Purposes
from vigtool.domain.retention import Stage
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.retention.clocks_card import ClocksCard
from vigtool.gui.retention.decision_form import DecisionForm
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.workplace import Workplace
from vigtool.services.case_history import CaseDesk
from vigtool.services.cases import case
from vigtool.services.consents import is_frozen
from vigtool.services.film_keeping import freeze
from vigtool.services.retention import clocks


def words_in(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def card_of(place: Workplace, family: Family) -> ClocksCard:
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    found: Any = page.findChild(ClocksCard)
    assert isinstance(found, ClocksCard)
    return found


def form_of(card: ClocksCard) -> DecisionForm:
    assert card.films.form is not None
    return card.films.form


def test_the_end_of_a_case_is_noted_and_undone_on_its_page(
    place: Workplace, family: Family, film: Recording, calendar: Calendar
) -> None:
    card = card_of(place, family)
    assert "The guidance goes on" in words_in(card)
    assert card.on_button.isHidden()
    card.end_button.click()
    form = form_of(card)
    assert form.reason.isHidden()
    yesterday = calendar.today - timedelta(days=1)
    form.day.setDate(QDate(yesterday.year, yesterday.month, yesterday.day))
    form.give_button.click()
    assert case(family.ws, family.case.id).ended_on == yesterday
    assert f"The guidance ended on {spoken_date(yesterday)}." in words_in(card)
    kept = clocks(family.ws, family.case.id).films[0]
    assert f"Kept until {spoken_date(kept.term.until)}" in card.films.rows[film.id].words
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    page.casework.undo()
    assert "The guidance goes on" in words_in(card)
    page.casework.redo()
    card.on_button.click()
    assert case(family.ws, family.case.id).ended_on is None
    assert CaseDesk(family.ws, family.case.id).past[0] == CaseStep.CASE_REOPENED


def test_a_day_that_is_yet_to_come_cannot_be_chosen(place: Workplace, family: Family, calendar: Calendar) -> None:
    card = card_of(place, family)
    card.ask_end()
    tomorrow = calendar.today + timedelta(days=1)
    form_of(card).day.setDate(QDate(tomorrow.year, tomorrow.month, tomorrow.day))
    form_of(card).give_button.click()
    assert case(family.ws, family.case.id).ended_on == calendar.today


def test_a_film_is_kept_longer_with_reason_and_consent(place: Workplace, family: Family, due_film: Recording) -> None:
    card = card_of(place, family)
    assert "The time ended on" in card.films.rows[due_film.id].words
    card.films.rows[due_film.id].longer_asked.emit()
    form = form_of(card)
    assert not form.give_button.isEnabled()
    QTest.keyClicks(form.reason, "a second course")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    assert not form.refusal.isHidden()
    assert "Aino has not been asked yet: Keeping beyond the agreed time." in words_in(form.refusal)
    family.consent(Purposes.KEEP_LONGER)
    form.give_button.click()
    assert card.films.form is None
    assert "Kept longer, until" in card.films.rows[due_film.id].words
    assert "a second course" in card.films.rows[due_film.id].words
    assert clocks(family.ws, family.case.id).films[0].stage is Stage.KEPT


def test_what_cannot_be_is_told_and_the_form_stays(place: Workplace, family: Family, due_film: Recording) -> None:
    card = card_of(place, family)
    family.consent(Purposes.KEEP_LONGER)
    clock = card.films.rows[due_film.id].clock
    card.films.ask_longer(clock)
    form_of(card).reason.setText("a course")
    form_of(card).given.emit("a course", date(2000, 1, 1))
    assert not form_of(card).message.isHidden()
    assert form_of(card).reason.text() == "a course"
    form_of(card).leave_button.click()
    assert card.films.form is None


def test_a_film_is_frozen_and_thawed(place: Workplace, family: Family, film: Recording) -> None:
    card = card_of(place, family)
    row = card.films.rows[film.id]
    assert [one.text() for one in row.menu.actions()] == ["Keep longer…", "Freeze…", "Erase now…"]
    row.menu.actions()[1].trigger()
    form_of(card).reason.setText("the parents disagree")
    form_of(card).give_button.click()
    assert is_frozen(family.ws, film.id)
    row = card.films.rows[film.id]
    assert "the parents disagree" in row.words
    assert [one.text() for one in row.menu.actions()] == ["Keep longer…", "Thaw…"]
    row.menu.actions()[1].trigger()
    form_of(card).reason.setText("settled")
    form_of(card).give_button.click()
    assert not is_frozen(family.ws, film.id)


def test_all_films_are_frozen_at_once(place: Workplace, family: Family, film: Recording) -> None:
    card = card_of(place, family)
    for frozen in (True, False):
        card.all_button.click()
        form_of(card).reason.setText("a reason")
        form_of(card).give_button.click()
        assert is_frozen(family.ws, film.id) is frozen


def test_a_frozen_film_closes_at_once(place: Workplace, family: Family, film: Recording) -> None:
    place.show_film(film.id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    assert page.transport.isEnabled()
    freeze(family.ws, film.id, "a dispute")
    assert not page.transport.isEnabled()
    assert page.view.accessibleDescription().startswith("This film is frozen, so it rests now.")
    place.close_film()
    place.show_film(film.id)
    assert "The film is frozen" in words_in(place.pages[ActionId.PREPARE])


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_form_names_the_film_in_every_language(
    place: Workplace, family: Family, film: Recording, language: str
) -> None:
    window: Any = place.window()
    window.speak(language)
    card = card_of(window.workplace, family)
    card.films.ask_freezing(card.films.rows[film.id].clock)
    assert film.label in form_of(card).accessibleName()
