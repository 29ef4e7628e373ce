"""The film of the review and what was shown in it: set once, then one leads to the other; kept over a restart."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.casework import Family, SetClock, film_file
from vigtool.domain.case_edits import NotInCase
from vigtool.domain.cases import Recording
from vigtool.domain.cycles import Part
from vigtool.domain.moments import Moment
from vigtool.services.case_history import CaseDesk
from vigtool.services.cycles import add_cycle, cycle_of_film, put_film
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames
from vigtool.services.recordings import frame_times
from vigtool.services.review_films import (
    begin_film_at,
    first_showings,
    is_laid_beside,
    is_of_review,
    moment_at,
    showings_of,
    shown_in_cycle,
    tick_of_showing,
)
from vigtool.services.reviewing import begin_review, end_review, show_moment


@dataclass(frozen=True, slots=True)
class Evening:
    """Three moments shown a quarter of a second apart, and the film in which that is seen."""

    film: Recording
    review_film: Recording
    moments: tuple[Moment, ...]


@pytest.fixture
def evening(family: Family, clock: SetClock, tmp_path: Path) -> Evening:
    ws, film = family.ws, family.film(tmp_path)
    cycle = add_cycle(ws, family.case.id)
    put_film(ws, cycle.id, film.id, Part.FAMILY)
    moments = tuple(mark_frames(ws, film.id, first=first, end=first + 4) for first in (1, 6, 12))
    review = begin_review(ws, family.case.id, cycle.id, [family.parent.id])
    for one in (moments[0], moments[1], moments[0], moments[2]):
        clock.now += timedelta(milliseconds=250)
        show_moment(ws, review, one.id)
    end_review(ws, review)
    review_film = import_film(ws, film_file(tmp_path / "review.mp4"), family.case.id)
    put_film(ws, cycle.id, review_film.id, Part.REVIEW)
    return Evening(film, review_film, moments)


def test_nothing_is_known_before_it_was_said_once(family: Family, evening: Evening) -> None:
    ws, film = family.ws, evening.review_film.id
    assert is_of_review(ws, film)
    assert not is_of_review(ws, evening.film.id)
    shown = shown_in_cycle(ws, film)
    assert [one.moment for one in shown] == [evening.moments[place].id for place in (0, 1, 0, 2)]
    assert [one.moment for one in first_showings(ws, film)] == [evening.moments[0].id]
    assert not is_laid_beside(ws, film)
    assert moment_at(ws, film, 0) is None
    assert tick_of_showing(ws, film, shown[0]) is None
    assert showings_of(ws, evening.film.id) == []


def test_pointing_once_lays_the_film_beside_all_that_was_shown(family: Family, evening: Evening) -> None:
    ws, film = family.ws, evening.review_film.id
    times, shown = frame_times(ws, film), shown_in_cycle(ws, film)
    pointed = times.tick_of(3)
    begin_film_at(ws, film, pointed, first_showings(ws, film)[0].at)
    assert is_laid_beside(ws, film)
    ticks = [tick_of_showing(ws, film, one) for one in shown]
    assert all(tick is not None for tick in ticks[:3])
    quarter = times.time_base.denominator // (4 * times.time_base.numerator)
    assert [tick - pointed for tick in ticks[:3] if tick is not None] == pytest.approx([0, quarter, 2 * quarter], abs=1)
    seen = [moment_at(ws, film, times.tick_of(0)), *(moment_at(ws, film, tick + 1) for tick in ticks[:3] if tick)]
    assert [None if one is None else one.moment for one in seen] == [None, *(one.moment for one in shown[:3])]
    found = [(one.moment, where, tick) for one, where, tick in showings_of(ws, evening.film.id)]
    assert found == [(one.moment, film, tick) for one, tick in zip(shown, ticks, strict=True) if tick is not None]


def test_what_was_shown_in_another_cycle_is_not_beside_it(family: Family, evening: Evening, tmp_path: Path) -> None:
    ws = family.ws
    other = import_film(ws, film_file(tmp_path / "other.mp4"), family.case.id)
    later = add_cycle(ws, family.case.id)
    put_film(ws, later.id, other.id, Part.FAMILY)
    shown = mark_frames(ws, other.id, first=1, end=4)
    show_moment(ws, begin_review(ws, family.case.id, later.id, [family.parent.id]), shown.id)
    assert shown.id not in {one.moment for one in shown_in_cycle(ws, evening.review_film.id)}
    assert [one.moment for one in shown_in_cycle(ws, other.id)] == [shown.id]


def test_it_is_a_step_of_the_case_that_can_be_undone(family: Family, evening: Evening) -> None:
    ws, film = family.ws, evening.review_film.id
    begin_film_at(ws, film, 0, first_showings(ws, film)[0].at)
    CaseDesk(ws, family.case.id).undo()
    assert not is_laid_beside(ws, film)


def test_a_film_of_no_cycle_has_nothing_beside_it(family: Family, evening: Evening, tmp_path: Path) -> None:
    ws = family.ws
    alone = import_film(ws, film_file(tmp_path / "alone.mp4"), family.case.id)
    assert cycle_of_film(ws, alone.id) is None
    assert (shown_in_cycle(ws, alone.id), showings_of(ws, alone.id), is_of_review(ws, alone.id)) == ([], [], False)
    assert moment_at(ws, alone.id, 0) is None
    with pytest.raises(NotInCase):
        begin_film_at(ws, alone.id, 0, first_showings(ws, evening.film.id)[0].at)
