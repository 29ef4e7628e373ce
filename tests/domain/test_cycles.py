"""Films of a cycle on one clock: where they are placed, and which tick of one is which of the other."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.cycles import (
    NANOSECONDS,
    Cycle,
    CycleFilm,
    NotOnOneClock,
    Part,
    SyncedBy,
    matching_tick,
    seconds_between,
)
from vigtool.domain.identifiers import CaseId, CycleId, RecordingId
from vigtool.domain.ticks import FrameTimes, TimeBase

A, B, C, REVIEW = (RecordingId(name) for name in "abcr")
SECOND = NANOSECONDS


def _cycle(*recordings: RecordingId) -> Cycle:
    films = tuple(CycleFilm(one, Part.REVIEW if one == REVIEW else Part.FAMILY) for one in recordings)
    return Cycle(CycleId("one"), CaseId("case"), 1, films=films)


def _place(cycle: Cycle, film: RecordingId) -> CycleFilm:
    found = cycle.place_of(film)
    assert found is not None
    return found


def _later(cycle: Cycle, *pairs: tuple[RecordingId, RecordingId]) -> list[Fraction | int | None]:
    return [seconds_between(_place(cycle, film), _place(cycle, other)) for film, other in pairs]


def test_the_films_of_the_other_part_are_the_pairs() -> None:
    cycle = _cycle(A, REVIEW, B)
    assert [one.recording for one in cycle.paired_with(REVIEW)] == [A, B]
    assert [one.recording for one in cycle.paired_with(A)] == [REVIEW]
    assert cycle.paired_with(C) == ()


def test_a_second_camera_is_placed_by_the_first_and_a_third_by_the_second() -> None:
    cycle = _cycle(A, B, C).synced(B, A, 3 * SECOND, SyncedBy.CLAP)
    assert [one.recording for one in cycle.beside(A)] == [B]
    assert cycle.beside(C) == ()
    cycle = cycle.synced(C, B, -5 * SECOND, SyncedBy.EAR)
    assert _later(cycle, (B, A), (C, B), (C, A)) == [3, -5, -2]
    assert _place(cycle, C).synced_by is SyncedBy.EAR


def test_moving_a_film_on_the_clock_leaves_the_others_where_they_were() -> None:
    cycle = _cycle(A, B, C).synced(B, A, SECOND, SyncedBy.EAR).synced(C, A, 2 * SECOND, SyncedBy.EAR)
    cycle = cycle.synced(B, C, SECOND, SyncedBy.EAR)
    assert _later(cycle, (B, A), (C, A)) == [3, 2]


def test_what_is_on_no_clock_joins_the_one_that_is() -> None:
    cycle = _cycle(A, B, C).synced(B, A, SECOND, SyncedBy.CLAP).synced(A, C, 4 * SECOND, SyncedBy.EAR)
    assert _later(cycle, (A, C), (B, A), (B, C)) == [4, 1, 5]


@pytest.mark.parametrize(("film", "other"), [(A, A), (A, REVIEW), (A, C), (C, A)])
def test_films_that_share_no_time_get_no_clock(film: RecordingId, other: RecordingId) -> None:
    with pytest.raises(NotOnOneClock):
        _cycle(A, B, REVIEW).synced(film, other, 0, SyncedBy.EAR)


def test_two_films_beside_the_clock_cannot_begin_another() -> None:
    cycle = _cycle(A, B, C, RecordingId("d")).synced(B, A, 0, SyncedBy.EAR)
    with pytest.raises(NotOnOneClock):
        cycle.synced(RecordingId("d"), C, 0, SyncedBy.EAR)


def test_a_film_taken_off_the_clock_is_beside_none() -> None:
    cycle = _cycle(A, B).synced(B, A, SECOND, SyncedBy.EAR).unsynced(B)
    assert _later(cycle, (B, A)) == [None]
    assert cycle.beside(A) == ()
    assert [one.recording for one in cycle.films] == [A, B]


TIMES = FrameTimes(TimeBase(1, 90_000), tuple(1000 + n * 3000 for n in range(300)), 1000 + 300 * 3000)
OTHER_TIMES = FrameTimes(TimeBase(1, 1000), tuple(range(0, 5000, 20)), 5000)


def _placed(offset_ns: int, by: SyncedBy | None = SyncedBy.EAR, part: Part = Part.FAMILY) -> CycleFilm:
    return CycleFilm(A, part, offset_ns, by)


def test_a_tick_is_mapped_exactly_and_outside_the_other_film_to_nothing() -> None:
    film, other = (_placed(0), TIMES), (_placed(2 * SECOND), OTHER_TIMES)
    assert matching_tick(1000 + 90_000 * 2, film, other) == 0
    assert matching_tick(1000 + 90_000 * 2 - 1, film, other) is None
    assert matching_tick(1000 + 90_000 * 2 + 89, film, other) == 0
    assert matching_tick(1000 + 90_000 * 2 + 90, film, other) == 1
    assert matching_tick(1000 + 90_000 * 7 - 1, film, other) == 4999
    assert matching_tick(1000 + 90_000 * 7, film, other) is None


@pytest.mark.parametrize("other", [_placed(0, None), _placed(0, part=Part.REVIEW)])
def test_films_on_no_common_clock_have_no_tick_in_common(other: CycleFilm) -> None:
    assert matching_tick(1000, (_placed(0), TIMES), (other, OTHER_TIMES)) is None
    assert matching_tick(0, (other, OTHER_TIMES), (_placed(0), TIMES)) is None


@given(st.integers(-10 * SECOND, 10 * SECOND), st.integers(0, 300 * 3000 - 1))
def test_the_way_there_and_back_ends_at_most_one_tick_of_the_coarser_film_before(offset: int, ticks: int) -> None:
    film, other = (_placed(0), TIMES), (_placed(offset), OTHER_TIMES)
    there = matching_tick(1000 + ticks, film, other)
    exact = Fraction(ticks, 90_000) - Fraction(offset, SECOND)
    assert (there is not None) == (0 <= exact < 5)
    if there is not None:
        assert 0 <= exact - Fraction(there, 1000) < Fraction(1, 1000)
        back = matching_tick(there, other, film)
        assert back is None or 0 <= 1000 + ticks - back <= 90


def test_replacing_a_film_keeps_the_order() -> None:
    cycle = _cycle(A, B).with_film(replace(_placed(5), recording=A))
    assert [one.recording for one in cycle.films] == [A, B]
    assert _place(cycle, A).offset_ns == 5
