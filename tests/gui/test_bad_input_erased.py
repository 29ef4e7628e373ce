"""Moments whose film was erased or is gone: shown, explained, and nothing of them lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.seen import words
from tests.gui.test_cases import opened
from tests.media.drawn_films import draw_film
from vigtool.domain.cases import Recording
from vigtool.domain.cycles import Part, SyncedBy
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.film_choice_page import FilmChoicePage
from vigtool.gui.exporting.hand_out_dialog import HandOutDialog
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.rows import RowButton
from vigtool.gui.workplace import Workplace
from vigtool.services.cycles import add_cycle, put_film, sync
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk, mark_frames, moments
from vigtool.services.searching import search_moments
from vigtool.services.sessions import sessions
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import Part as VaultPart

KEPT = "Erased: what you wrote of it is kept."
DESTROYED = "The key to this was destroyed, so it cannot be read any more."
GONE = "A moment that is no longer there"
DAMAGED = "A part of the vault cannot be read as it was written."

Loss = Callable[[Workspace, Recording], None]


def erase(ws: Workspace, film: Recording) -> None:
    """What an erasure leaves: no key, no film, nothing that was made from it; the journal is as it was."""
    ws.vault.shred_key(film.id)
    remove_files(ws, film)


def remove_files(ws: Workspace, film: Recording) -> None:
    """Take the film away behind the program's back; its key stays if it was there."""
    for folder in ("recordings", "derived"):
        for path in (ws.folder / folder).glob(f"{film.id}*"):
            path.unlink()


@pytest.fixture
def played(family: Family, drawn: Path) -> tuple[Recording, Moment]:
    film = family.film(drawn)
    return film, family.moment(film)


@pytest.fixture
def review(family: Family, played: tuple[Recording, Moment], tmp_path: Path) -> Recording:
    """The film of the review of the played one, with a moment in which the played one's was watched."""
    draw_film(tmp_path / "review.mp4", frames=24)
    film = import_film(family.ws, tmp_path / "review.mp4", family.case.id)
    cycle = add_cycle(family.ws, family.case.id)
    put_film(family.ws, cycle.id, played[0].id, Part.FAMILY)
    put_film(family.ws, cycle.id, film.id, Part.REVIEW)
    told = mark_frames(family.ws, film.id, first=3, end=6)
    desk = MarkingDesk(family.ws, film.id)
    desk.edit("shows", desk.marks.with_moment(replace(told, shows=played[1].id)))
    return film


def prepared(place: Workplace) -> PreparePage:
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    return page


def choice(place: Workplace) -> FilmChoicePage:
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, FilmChoicePage)
    return page


def details(page: FilmChoicePage) -> dict[str, str]:
    return {row.accessibleName(): row.accessibleDescription() for row in page.findChildren(RowButton)}


def shown_moments(page: PreparePage) -> tuple[list[str], str]:
    """What a card offers under "What was being watched here", and what is chosen there."""
    first = page.preparation.marks.moments[0].id
    page.preparation.select(first)
    box = page.list.cards[first].details.review.shows
    assert box is not None
    return [box.itemText(place) for place in range(box.count())], box.currentText()


@pytest.mark.parametrize(("lose", "said"), [(erase, DESTROYED), (remove_files, DAMAGED)])
def test_choosing_the_film_says_why_it_stays_closed(
    place: Workplace, family: Family, played: tuple[Recording, Moment], lose: Loss, said: str
) -> None:
    lose(family.ws, played[0])
    place.show_film(played[0].id)
    assert said in words(choice(place).message)


def test_a_film_that_is_gone_while_its_frames_are_known_is_told_of_in_the_workspace(
    qtbot: QtBot, place: Workplace, family: Family, played: tuple[Recording, Moment]
) -> None:
    (family.ws.folder / "recordings" / f"{played[0].id}.age").unlink()
    place.show_film(played[0].id)
    page = prepared(place)
    qtbot.waitUntil(lambda: DAMAGED in page.view.accessibleDescription())
    assert [one.title for one in page.preparation.marks] == ["The red brick"]


def test_lists_say_that_a_film_is_erased(
    qtbot: QtBot, place: Workplace, family: Family, played: tuple[Recording, Moment], review: Recording
) -> None:
    erase(family.ws, played[0])
    page = opened(qtbot, family)
    assert KEPT in page.films.list.rows[played[0].id].open_button.accessibleDescription()
    assert KEPT not in page.films.list.rows[review.id].open_button.accessibleDescription()
    place.go(ActionId.PREPARE)
    told = details(choice(place))
    assert KEPT in told[played[0].label]
    assert KEPT not in told[review.label]


@pytest.mark.parametrize("lose", [erase, remove_files])
def test_the_film_of_the_review_opens_without_the_film_that_was_watched(
    place: Workplace, family: Family, played: tuple[Recording, Moment], review: Recording, lose: Loss
) -> None:
    lose(family.ws, played[0])
    place.show_film(review.id)
    offered, chosen = shown_moments(prepared(place))
    assert chosen == "The red brick"
    assert GONE not in offered


def test_a_moment_that_was_watched_and_is_removed_is_told_of(
    place: Workplace, family: Family, played: tuple[Recording, Moment], review: Recording
) -> None:
    desk = MarkingDesk(family.ws, played[0].id)
    desk.edit("remove", desk.marks.without(played[1].id))
    place.show_film(review.id)
    assert shown_moments(prepared(place))[1] == GONE
    assert moments(family.ws, review.id)[0].shows == played[1].id
    prepared(place).do(Deed.PAIRED_FILM)
    assert prepared(place).material.recording == played[0].id
    assert prepared(place).preparation.selected is None
    assert GONE in words(prepared(place))


def test_going_to_a_film_beside_that_is_gone_says_why(
    place: Workplace, family: Family, played: tuple[Recording, Moment], tmp_path: Path
) -> None:
    draw_film(tmp_path / "beside.mp4", frames=24)
    beside = import_film(family.ws, tmp_path / "beside.mp4", family.case.id)
    cycle = add_cycle(family.ws, family.case.id)
    for film in (played[0], beside):
        put_film(family.ws, cycle.id, film.id, Part.FAMILY)
    sync(family.ws, beside.id, played[0].id, 0, SyncedBy.EAR)
    place.show_film(played[0].id)
    page = prepared(place)
    remove_files(family.ws, beside)
    page.companions.menu_of_films.actions()[0].trigger()
    assert DAMAGED in words(choice(place).message)


def test_the_moments_can_still_be_found_and_noted_in_a_session(
    qtbot: QtBot, family: Family, played: tuple[Recording, Moment]
) -> None:
    erase(family.ws, played[0])
    assert [one.title for one in search_moments(family.ws, "brick")] == ["The red brick"]
    page = opened(qtbot, family)
    page.sessions.offer_session()
    form = page.sessions.form
    assert form is not None
    assert "The red brick" in words(form.moments).pop()
    form.moments.boxes[played[1].id].click()
    form.words.setPlainText("We laughed about it.")
    form.keep_button.click()
    assert [(one.moments, one.words) for one in sessions(family.ws)] == [((played[1].id,), "We laughed about it.")]


@pytest.mark.parametrize(("lose", "said"), [(erase, DESTROYED), (remove_files, DAMAGED)])
def test_the_dialog_of_the_clip_says_why_there_can_be_none(
    qtbot: QtBot, family: Family, played: tuple[Recording, Moment], tmp_path: Path, lose: Loss, said: str
) -> None:
    family.consent(Purposes.FAMILY_COPY)
    lose(family.ws, played[0])
    dialog = HandOutDialog(family.ws, [played[1].id])
    qtbot.addWidget(dialog)
    dialog.choice.line.setText(str(tmp_path / "clip.mp4"))
    dialog.show()
    dialog.export()
    qtbot.waitUntil(lambda: any(said in told for told in words(dialog)))
    assert not list(tmp_path.glob("clip*"))


def test_a_check_of_the_vault_names_what_is_missing(family: Family, played: tuple[Recording, Moment]) -> None:
    erase(family.ws, played[0])
    damage = {(one.part, one.id) for one in verify_vault(family.ws).damage}
    assert (VaultPart.KEY, played[0].id) in damage
