"""A film that is open in Prepare while its case is edited elsewhere: it rests at once when it may no longer be seen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gui.family import Family
from tests.gui.seen import words
from vigtool.domain.cases import FAMILY_KIND, Recording
from vigtool.domain.identifiers import KindId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.film_choice_page import FilmChoicePage
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.workplace import Workplace
from vigtool.services.case_editing import put_away, rename_film, set_people
from vigtool.services.case_history import CaseDesk
from vigtool.services.cases import change_kind
from vigtool.services.marking import moments
from vigtool.services.people import add_person

RESTS = "A consent has changed, so this film rests now. What you wrote is kept."
TEACHING = KindId("teaching")

Edit = Callable[[Family, Recording], None]


def name_someone_who_did_not_consent(family: Family, film: Recording) -> None:
    visitor = add_person(family.ws, family.case.id, "Kalle", Role.SIBLING)
    set_people(family.ws, film.id, [*film.people, visitor.id])


def make_it_a_teaching_film(family: Family, film: Recording) -> None:  # noqa: ARG001 - as every edit here
    change_kind(family.ws, family.case.id, TEACHING)


REFUSING = pytest.mark.parametrize("edit", [name_someone_who_did_not_consent, make_it_a_teaching_film])


@pytest.fixture
def film(family: Family, drawn: Path) -> Recording:
    made = family.film(drawn)
    family.moment(made)
    return made


def opened(place: Workplace, film: Recording) -> PreparePage:
    place.show_film(film.id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    return page


@REFUSING
def test_the_open_film_rests_at_once(place: Workplace, family: Family, film: Recording, edit: Edit) -> None:
    page = opened(place, film)
    edit(family, film)
    assert page.view.accessibleDescription() == RESTS
    assert page.view.picture is None
    assert not page.strip.isEnabled()
    assert [one.title for one in moments(family.ws, film.id)] == ["The red brick"]


@REFUSING
def test_a_film_behind_the_case_page_is_not_shown_again(
    place: Workplace, family: Family, film: Recording, edit: Edit
) -> None:
    opened(place, film)
    place.show_case(family.case.id)
    edit(family, film)
    place.go(ActionId.PREPARE)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, FilmChoicePage)
    assert "This film stays closed for now." in words(page.refusal)


@REFUSING
def test_it_opens_again_when_the_edit_is_undone(place: Workplace, family: Family, film: Recording, edit: Edit) -> None:
    opened(place, film)
    edit(family, film)
    place.close_film()
    CaseDesk(family.ws, family.case.id).undo()
    assert [one.title for one in opened(place, film).preparation.marks] == ["The red brick"]


def test_an_undo_of_the_kind_closes_the_film_as_the_choice_did(
    place: Workplace, family: Family, film: Recording
) -> None:
    change_kind(family.ws, family.case.id, TEACHING)
    change_kind(family.ws, family.case.id, FAMILY_KIND)
    page = opened(place, film)
    CaseDesk(family.ws, family.case.id).undo()
    assert page.view.accessibleDescription() == RESTS


def test_a_teaching_film_stays_open_where_all_consent_to_training(
    place: Workplace, family: Family, film: Recording
) -> None:
    family.consent(Purposes.TRAINING)
    page = opened(place, film)
    make_it_a_teaching_film(family, film)
    assert page.view.accessibleDescription() != RESTS
    assert page.strip.isEnabled()


def test_a_film_that_is_renamed_or_put_away_is_not_lost(place: Workplace, family: Family, film: Recording) -> None:
    page = opened(place, film)
    rename_film(family.ws, film.id, "In the kitchen")
    assert page.view.accessibleDescription() != RESTS
    place.show_case(family.case.id)
    put_away(family.ws, film.id)
    place.go(ActionId.PREPARE)
    assert isinstance(place.pages[ActionId.PREPARE], FilmChoicePage)
    CaseDesk(family.ws, family.case.id).undo()
    again = opened(place, film)
    assert "In the kitchen" in {one.accessibleName() for one in again.head.children() if hasattr(one, "accessibleName")}
    assert [one.title for one in again.preparation.marks] == ["The red brick"]
