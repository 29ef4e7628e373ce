"""Guests in the window: a package is taken in, its film is opened in Prepare, the trainee's marks are asked for."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from vigtool.domain.cycles import Part
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.guest_films import film_name
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.guests import guests, is_revealed
from vigtool.services.marking import mark_frames, moments
from vigtool.services.workspace import Workspace


def taken(page: SupervisionPage, package: Path, qtbot: QtBot) -> None:
    page.guests.take_in(package)
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)


def test_a_package_becomes_a_guest_that_prepare_shows(
    place: Workplace, page: SupervisionPage, vault: Workspace, package: Path, qtbot: QtBot
) -> None:
    taken(page, package, qtbot)
    (guest,) = guests(vault)
    row = page.guests.rows[guest.case]
    assert "From Tiina" in row.accessibleName()
    assert "9 days more" in row.accessibleName()
    row.open_button.click()
    prepare = place.pages[ActionId.PREPARE]
    assert isinstance(prepare, PreparePage)
    assert "This is from Tiina" in prepare.message.accessibleName()
    assert moments(vault, guest.films[0].recording) == []


def test_the_guests_films_say_what_they_showed(
    page: SupervisionPage, vault: Workspace, package: Path, qtbot: QtBot
) -> None:
    taken(page, package, qtbot)
    (guest,) = guests(vault)
    film = guest.films[0]
    assert "Film of the" not in film_name(vault, film.recording)
    vault.record(replace(guest, films=(replace(film, part=Part.REVIEW),)))
    assert film_name(vault, film.recording).endswith("Film of the shared review")


def test_nothing_of_a_guest_is_handed_out(
    place: Workplace, page: SupervisionPage, vault: Workspace, package: Path, qtbot: QtBot
) -> None:
    taken(page, package, qtbot)
    (guest,) = guests(vault)
    film = guest.films[0].recording
    mine = mark_frames(vault, film, first=3, end=9)
    place.show_film(film)
    prepare = place.pages[ActionId.PREPARE]
    assert isinstance(prepare, PreparePage)
    prepare.preparation.select(mine.id)
    deeds = prepare.list.cards[mine.id].details.deeds
    assert deeds.export_button.isHidden()
    assert deeds.supervision_button.isHidden()
    assert not deeds.star_button.isHidden()


def test_the_trainees_marks_are_hidden_until_they_are_asked_for(
    page: SupervisionPage, vault: Workspace, package: Path, qtbot: QtBot
) -> None:
    taken(page, package, qtbot)
    (guest,) = guests(vault)
    page.guests.rows[guest.case].reveal_button.click()
    assert not is_revealed(vault, guest.case)
    (show,) = [one for one in page.guests.message.findChildren(QPushButton) if one.text() == "Show them"]
    show.click()
    assert is_revealed(vault, guest.case)
    assert page.guests.rows[guest.case].reveal_button.isHidden()


def test_both_are_seen_side_by_side_and_one_moment_in_the_film(
    place: Workplace, page: SupervisionPage, vault: Workspace, package: Path, qtbot: QtBot
) -> None:
    taken(page, package, qtbot)
    (guest,) = guests(vault)
    mark_frames(vault, guest.films[0].recording, first=22, end=28)
    page.guests.reveal(guest.case)
    page.guests.rows[guest.case].compare_button.click()
    comparison = place.supervising.comparison
    assert comparison is not None
    assert place.stack.currentWidget() is comparison
    qtbot.waitUntil(lambda: not comparison.job.running, timeout=60_000)
    comparison.view_of.list.setCurrentRow(1)
    comparison.view_of.open_button.click()
    prepare = place.pages[ActionId.PREPARE]
    assert isinstance(prepare, PreparePage)
    assert prepare.player.frame == 22
    page.guests.rows[guest.case].compare_button.click()
    assert place.supervising.comparison is not None
    place.supervising.comparison.back.click()
    assert place.stack.currentWidget() is page
    assert place.supervising.comparison is None


def test_a_package_is_taken_in_once(page: SupervisionPage, vault: Workspace, package: Path, qtbot: QtBot) -> None:
    taken(page, package, qtbot)
    taken(page, package, qtbot)
    assert len(guests(vault)) == 1
    assert page.guests.message.isVisible()
    assert page.guests.take_button.isEnabled()
