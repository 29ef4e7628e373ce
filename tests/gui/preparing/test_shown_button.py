"""From the film of a review to what was looked at in it, and back; the guider points at the begin once."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.gui.accessibility import looking
from tests.gui.family import Family
from tests.media.drawn_films import draw_film
from vigtool.domain.cases import Recording
from vigtool.domain.cycles import Part
from vigtool.domain.moments import Moment
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.workplace import Workplace
from vigtool.services.cycles import add_cycle, put_film
from vigtool.services.identifying import local_now
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames
from vigtool.services.recordings import frame_times
from vigtool.services.review_films import is_laid_beside
from vigtool.services.reviewing import begin_review, end_review, show_moment


@dataclass(frozen=True, slots=True)
class Evening:
    film: Recording
    review_film: Recording
    moments: tuple[Moment, ...]


@pytest.fixture
def evening(family: Family, drawn: Path, tmp_path: Path) -> Evening:
    """Two moments shown 0.4 s apart, and the film of that."""
    ws, film = family.ws, family.film(drawn)
    cycle = add_cycle(ws, family.case.id)
    put_film(ws, cycle.id, film.id, Part.FAMILY)
    moments = tuple(
        mark_frames(ws, film.id, first=first, end=first + 5, title=title)
        for first, title in ((3, "The red & the blue"), (12, "She waits"))
    )
    begun = local_now().replace(microsecond=0)
    review = begin_review(ws, family.case.id, cycle.id, [family.parent.id])
    for number, one in enumerate(moments):
        ws.clock = lambda number=number: begun + number * timedelta(milliseconds=400)  # type: ignore[misc]
        show_moment(ws, review, one.id)
    ws.clock = local_now
    end_review(ws, review)
    draw_film(tmp_path / "review.mp4", frames=40)
    review_film = import_film(ws, tmp_path / "review.mp4", family.case.id)
    put_film(ws, cycle.id, review_film.id, Part.REVIEW)
    return Evening(film, review_film, moments)


def prepared(place: Workplace, film: Recording) -> PreparePage:
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    assert page.material.recording == film.id
    return page


def opened(place: Workplace, film: Recording) -> PreparePage:
    place.show_film(film.id)
    return prepared(place, film)


def offered(page: PreparePage) -> list[tuple[str, bool]]:
    page.shown.fill()
    return [(one.text(), one.isEnabled()) for one in page.shown.menu_of_ways.actions()]


def choose(page: PreparePage, place: int) -> None:
    page.shown.fill()
    page.shown.menu_of_ways.actions()[place].trigger()


def test_the_guider_points_once_and_then_goes_to_and_fro(place: Workplace, family: Family, evening: Evening) -> None:
    page = opened(place, evening.review_film)
    assert not page.shown.isHidden()
    words = offered(page)
    assert [one[1] for one in words] == [True, False, False], "nobody has said yet when the film was filmed"
    assert words[0][0].startswith("At this picture began: ")
    assert words[0][0].endswith("The red && the blue")
    page.player.show_frame(8)
    choose(page, 0)
    assert is_laid_beside(family.ws, evening.review_film.id)
    assert [one[1] for one in offered(page)] == [True, True, True, True]
    choose(page, 3)
    times = frame_times(family.ws, evening.review_film.id)
    later = times.seconds_from_start(times.tick_of(page.player.frame)) - times.seconds_from_start(times.tick_of(8))
    assert 0.4 - 1 / 30 <= float(later) <= 0.4, "the frame on the screen as the second moment was shown"
    page.player.step(1)
    assert offered(page)[0][0] == "To the moment that is looked at here: She waits"
    choose(page, 0)
    there = prepared(place, evening.film)
    assert there.preparation.selected == evening.moments[1].id
    assert [enabled for _words, enabled in offered(there)] == [True, True]
    choose(there, 0)
    assert prepared(place, evening.review_film).player.frame == 8


def test_where_nothing_was_shown_there_is_no_button(place: Workplace, family: Family, drawn: Path) -> None:
    assert opened(place, family.film(drawn)).shown.isHidden()


def test_the_menu_can_be_read_aloud(place: Workplace, evening: Evening) -> None:
    page = opened(place, evening.review_film)
    page.shown.fill()
    assert list(looking.nameless(page.shown.menu_of_ways)) == []
    assert page.shown.accessibleName() == "What was shown in the review"
