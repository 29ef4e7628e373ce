"""From a film to the other films of its cycle, at the same time or at the moment that is being shown."""

from dataclasses import replace
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest

from tests.gui.family import Family
from tests.media.drawn_films import draw_film
from vigtool.domain.cases import Recording
from vigtool.domain.cycles import Part, SyncedBy
from vigtool.domain.identifiers import KindId
from vigtool.gui.actions import ActionId
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing.companions import companions_of
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.workplace import Workplace
from vigtool.services.cases import change_case, change_kind
from vigtool.services.cycles import add_cycle, put_film, sync
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.recordings import frame_times


@pytest.fixture
def films(family: Family, drawn: Path, tmp_path: Path) -> dict[str, Recording]:
    """The family's film, another camera's of the same time, and the film of the review, in one cycle."""
    made = {"family": family.film(drawn)}
    for place, name in enumerate(("beside", "review")):
        draw_film(tmp_path / f"{name}.mp4", frames=40 + place)
        made[name] = import_film(family.ws, tmp_path / f"{name}.mp4", family.case.id)
    cycle = add_cycle(family.ws, family.case.id)
    for name, part in (("family", Part.FAMILY), ("beside", Part.FAMILY), ("review", Part.REVIEW)):
        put_film(family.ws, cycle.id, made[name].id, part)
    return made


def open_film(place: Workplace, film: Recording) -> PreparePage:
    place.show_film(film.id)
    return prepared(place, film)


def prepared(place: Workplace, film: Recording) -> PreparePage:
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    assert page.material.recording == film.id
    return page


def test_the_paired_film_comes_first_and_the_film_beside_says_so(family: Family, films: dict[str, Recording]) -> None:
    first, second, review = films["family"], films["beside"], films["review"]
    assert [(one.film, one.beside) for one in companions_of(family.ws, first.id)] == [
        (review.id, False),
        (second.id, False),
    ]
    sync(family.ws, second.id, first.id, 100_000_000, SyncedBy.EAR)
    assert [(one.film, one.beside) for one in companions_of(family.ws, first.id)] == [
        (review.id, False),
        (second.id, True),
    ]
    assert companions_of(family.ws, first.id)[0].words == "Film of the shared review: review"


def test_a_key_leads_to_and_fro(place: Workplace, films: dict[str, Recording]) -> None:
    open_film(place, films["family"]).do(Deed.PAIRED_FILM)
    prepared(place, films["review"]).do(Deed.PAIRED_FILM)
    prepared(place, films["family"])


def test_a_film_in_no_cycle_has_no_companions(place: Workplace, family: Family, drawn: Path) -> None:
    alone = family.film(drawn)
    page = open_film(place, alone)
    page.do(Deed.PAIRED_FILM)
    assert page.companions.isHidden()
    prepared(place, alone)


def test_a_film_beside_opens_at_the_same_time(place: Workplace, family: Family, films: dict[str, Recording]) -> None:
    first, second = films["family"], films["beside"]
    sync(family.ws, second.id, first.id, 100_000_000, SyncedBy.CLAP)
    page, times = open_film(place, first), frame_times(family.ws, first.id)
    others = frame_times(family.ws, second.id)
    page.player.show_frame(20)
    page.companions.menu_of_films.actions()[1].trigger()
    later = times.seconds_from_start(times.tick_of(20)) - Fraction(1, 10)
    wanted = others.frame_at(others.start_tick + floor(later / others.time_base.seconds(1)))
    assert prepared(place, second).player.frame == wanted


def test_from_the_review_one_goes_to_the_moment_that_was_shown(
    place: Workplace, family: Family, films: dict[str, Recording]
) -> None:
    shown = mark_frames(family.ws, films["family"].id, first=10, end=15)
    told = mark_frames(family.ws, films["review"].id, first=3, end=6)
    desk = MarkingDesk(family.ws, films["review"].id)
    desk.edit("shows", desk.marks.with_moment(replace(told, shows=shown.id)))
    page = open_film(place, films["review"])
    page.preparation.select(told.id)
    page.do(Deed.PAIRED_FILM)
    assert prepared(place, films["family"]).preparation.selected == shown.id


def test_another_language_leaves_the_film_where_it_is(
    window: MainWindow, place: Workplace, family: Family, drawn: Path
) -> None:
    film = family.film(drawn)
    moment = family.moment(film)
    page = open_film(place, film)
    page.preparation.select(moment.id)
    page.player.show_frame(17)
    window.speak("sv")
    assert window.workplace is not None
    again = prepared(window.workplace, film)
    assert again is not page
    assert (again.player.frame, again.preparation.selected) == (17, moment.id)


def test_an_edit_of_the_case_leaves_the_film_where_it_is(place: Workplace, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    moment = family.moment(film)
    page = open_film(place, film)
    page.preparation.select(moment.id)
    page.player.show_frame(17)
    place.show_case(family.case.id)
    change_case(family.ws, family.case.id, question="What helps?")
    assert ActionId.PREPARE not in place.pages
    place.go(ActionId.PREPARE)
    again = prepared(place, film)
    assert (again.player.frame, again.preparation.selected) == (17, moment.id)
    assert again.material.question == "What helps?"


def test_a_star_is_called_what_the_kind_of_case_calls_it(place: Workplace, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    change_kind(family.ws, family.case.id, KindId("professional"))
    page = open_film(place, film)
    assert page.list.header.starred.text() == "Chosen by the professional"
