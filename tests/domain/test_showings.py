"""The film of a review beside what was shown: exact both ways, and nothing where nobody knows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.case_books import BOOK, CYCLES, FILMS
from vigtool.domain.case_edits import NotInCase, film_began, film_in_cycle, film_unsynced, films_synced, with_cycle
from vigtool.domain.cycles import Cycle, CycleFilm, Part, SyncedBy
from vigtool.domain.identifiers import CaseId, CycleId, MomentId, RecordingId, SessionId
from vigtool.domain.showings import ShownMoment, began_at, shown_by, tick_of
from vigtool.domain.ticks import FrameTimes, TimeBase

NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
TIMES = FrameTimes(TimeBase(1, 90_000), tuple(900 + 3000 * n for n in range(300)), 900 + 3000 * 300)
"""Ten seconds at 30 frames a second."""


def shown(seconds: float, name: str = "one") -> ShownMoment:
    at = NOON + timedelta(seconds=seconds)
    return ShownMoment(SessionId("s"), RecordingId("family"), MomentId(name), at)


@given(st.integers(900, 900 + 3000 * 300 - 1), st.integers(0, 10**10))
def test_pointing_at_a_tick_leads_back_to_that_picture(tick: int, after: int) -> None:
    at = NOON + timedelta(microseconds=after)
    begun = began_at(TIMES, tick, at)
    assert tick_of(TIMES, begun, at) == tick
    found = shown_by(TIMES, begun, tick, [ShownMoment(SessionId("s"), RecordingId("f"), MomentId("m"), at)])
    assert found is not None


def test_outside_of_the_film_there_is_no_place() -> None:
    assert tick_of(TIMES, NOON, NOON) == 900
    assert tick_of(TIMES, NOON, NOON + timedelta(seconds=2)) == 900 + 180_000
    assert tick_of(TIMES, NOON, NOON + timedelta(seconds=10)) is None
    assert tick_of(TIMES, NOON, NOON - timedelta(microseconds=12)) is None


def test_times_of_two_zones_are_the_same_time() -> None:
    at = (NOON + timedelta(seconds=1)).astimezone()
    assert tick_of(TIMES, NOON, at) == 900 + 90_000


def test_the_last_that_was_shown_is_on_the_screen() -> None:
    listed = [shown(5, "later"), shown(1, "first"), shown(1.5, "second")]
    second = TIMES.time_base.denominator
    at = [shown_by(TIMES, NOON, 900 + int(tick * second), listed) for tick in (0.9, 1, 1.6, 9)]
    assert [None if one is None else one.moment for one in at] == [None, "first", "second", "later"]


def test_a_film_was_filmed_when_it_was_said_or_as_another_on_its_clock() -> None:
    films = tuple(CycleFilm(RecordingId(name), Part.REVIEW) for name in "abc")
    cycle = Cycle(CycleId("one"), CaseId("case"), 1, films=films)
    a, b, c = (one.recording for one in films)
    assert cycle.began_at(a) is None
    assert cycle.began_at(RecordingId("strange")) is None
    assert cycle.begun(RecordingId("strange"), NOON) == cycle
    cycle = cycle.synced(b, a, 2_500_000_000, SyncedBy.EAR)
    assert cycle.began_at(b) is None, "nobody has said it of any"
    cycle = cycle.begun(a, NOON)
    assert cycle.began_at(a) == NOON
    assert cycle.began_at(b) == NOON + timedelta(seconds=2.5)
    assert cycle.began_at(c) is None
    assert cycle.begun(b, NOON).began_at(b) == NOON, "what was said of itself counts"
    assert cycle.unsynced(a).began_at(a) == NOON, "off the clock it was filmed when it was filmed"
    assert cycle.unsynced(a).began_at(b) is None


def test_it_is_an_edit_of_the_case() -> None:
    book = film_in_cycle(with_cycle(BOOK, CYCLES[0]), CYCLES[0], FILMS[0], Part.REVIEW)
    book = film_in_cycle(book, CYCLES[0], FILMS[1], Part.REVIEW)
    said = film_began(book, FILMS[0], NOON)
    assert said.cycles[0].began_at(FILMS[0]) == NOON
    synced = films_synced(said, FILMS[1], FILMS[0], 0, SyncedBy.EAR)
    assert film_unsynced(synced, FILMS[0]).cycles[0].began_at(FILMS[0]) == NOON
    with pytest.raises(NotInCase):
        film_began(book, FILMS[2], NOON)
