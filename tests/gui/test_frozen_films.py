"""A frozen film is kept and not used: that is seen wherever it is offered, before anybody asks for it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.seen import words
from tests.gui.test_bad_input_erased import choice, details, prepared
from tests.gui.test_cases import opened
from tests.media.drawn_films import draw_film
from vigtool.domain.cases import Recording
from vigtool.domain.cycles import Part
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.shared.rows import Drawing
from vigtool.gui.workplace import Workplace
from vigtool.services.cycles import add_cycle, put_film
from vigtool.services.film_keeping import freeze, thaw
from vigtool.services.importing import import_film
from vigtool.services.retention import end_case

FROZEN = "Frozen: kept, and not used for now."


@pytest.fixture
def film(family: Family, drawn: Path) -> Recording:
    return family.film(drawn)


@pytest.fixture
def other(family: Family, film: Recording, tmp_path: Path) -> Recording:
    """A film of the same cycle."""
    draw_film(tmp_path / "other.mp4", frames=12)
    made = import_film(family.ws, tmp_path / "other.mp4", family.case.id)
    cycle = add_cycle(family.ws, family.case.id)
    for one in (film, made):
        put_film(family.ws, cycle.id, one.id, Part.FAMILY)
    return made


def has_lock(row: QWidget) -> bool:
    drawn = next(one.pixmap() for one in row.findChildren(Drawing)).toImage()
    return bool(drawn == Drawing("lock").pixmap().toImage())


def test_a_frozen_film_has_a_calm_sign_in_its_case_until_it_is_thawed(
    qtbot: QtBot, family: Family, film: Recording, other: Recording
) -> None:
    freeze(family.ws, film.id, "a dispute")
    page = opened(qtbot, family)
    frozen, usable = (page.films.list.rows[one.id] for one in (film, other))
    assert FROZEN in frozen.open_button.accessibleDescription()
    assert FROZEN not in usable.open_button.accessibleDescription()
    assert (has_lock(frozen.open_button), has_lock(usable.open_button)) == (True, False)
    assert frozen.open_button.isEnabled()  # who asks is told why
    assert not frozen.erase_button.isHidden()
    thaw(family.ws, film.id, "settled")
    page.casework.changed.emit()
    assert FROZEN not in page.films.list.rows[film.id].open_button.accessibleDescription()


def test_the_page_on_which_films_are_chosen_says_so(place: Workplace, family: Family, film: Recording) -> None:
    place.go(ActionId.PREPARE)
    assert FROZEN not in details(choice(place))[film.label]
    freeze(family.ws, film.id, "a dispute")
    place.go(ActionId.CASES)
    place.go(ActionId.PREPARE)
    assert FROZEN in details(choice(place))[film.label]
    place.show_film(film.id)
    assert "This film stays closed for now." in words(choice(place).refusal)


def test_the_menu_of_the_other_films_of_a_cycle_says_so(
    place: Workplace, family: Family, film: Recording, other: Recording
) -> None:
    freeze(family.ws, other.id, "a dispute")
    place.show_film(film.id)
    (entry,) = prepared(place).companions.menu_of_films.actions()
    assert entry.text().endswith(FROZEN)
    place.show_film(film.id)
    thaw(family.ws, other.id, "settled")
    place.close_film()
    place.show_film(film.id)
    (entry,) = prepared(place).companions.menu_of_films.actions()
    assert FROZEN not in entry.text()


def test_what_is_frozen_in_the_list_of_what_is_due_is_seen_on_the_page_below(
    place: Workplace, family: Family, film: Recording
) -> None:
    end_case(family.ws, family.case.id, film.imported_at.date().replace(year=film.imported_at.year - 1))
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    dialog = place.due.open_due()
    films = dialog.cases[family.case.id].films
    films.ask_freezing(films.rows[film.id].clock)
    assert films.form is not None
    films.form.reason.setText("a dispute")
    films.form.give_button.click()
    assert FROZEN in page.films.list.rows[film.id].open_button.accessibleDescription()
    dialog.close()
    QApplication.processEvents()
