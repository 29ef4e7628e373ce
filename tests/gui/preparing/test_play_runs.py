"""Which instant a clock shows: by the film's own times, forward, backward, round a loop, field by field."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.playing.instants import Instants
from vigtool.gui.playing.play_run import PlayRun, stride_for

UNEVEN = FrameTimes(TimeBase(1, 600), (1000, 1012, 1036, 1072, 1084, 1200), 1224)
"""Six frames of 20, 40, 60, 20, 193 and 40 ms, the first not at zero."""


def even(frames: int, a_second: int) -> FrameTimes:
    return FrameTimes(TimeBase(1, a_second), tuple(range(frames)), frames)


def many(halves: int = 1) -> st.SearchStrategy[Instants]:
    lengths = st.lists(st.integers(1, 5000), min_size=2, max_size=30)
    return lengths.map(lambda all_: Instants(_times(all_), 2 if halves == 2 else 1))


def _times(lengths: list[int]) -> FrameTimes:
    ticks = [sum(lengths[:n], 77) for n in range(len(lengths) + 1)]
    return FrameTimes(TimeBase(1, 90_000), tuple(ticks[:-1]), ticks[-1])


@pytest.mark.parametrize("halves", [1, 2])
@given(data=st.data())
def test_forward_each_instant_is_shown_from_its_begin_and_backward_until_it(halves: int, data: st.DataObject) -> None:
    instants = data.draw(many(halves))
    for instant in range(instants.count):
        begin, end = instants.seconds(instant), instants.seconds(instant + 1)
        assert instants.at(begin) == instant
        assert instants.at((begin + end) / 2) == instant
        assert instants.before(end) == instant
        assert instants.before((begin + end) / 2) == instant
    assert instants.at(-1.0) == 0
    assert instants.at(instants.seconds(instants.count) + 9) == instants.count - 1
    assert instants.before(-1.0) == 0


def test_a_field_takes_half_of_its_frames_time() -> None:
    fields = Instants(UNEVEN, 2)
    assert fields.count == 12
    assert [fields.frame(n) for n in (0, 1, 2, 11)] == [0, 0, 1, 5]
    assert fields.seconds(3) == pytest.approx((12 + 36) / 2 / 600)
    assert fields.at(fields.seconds(3) - 0.001) == 2
    assert fields.at(fields.seconds(3)) == 3


def test_a_run_ends_behind_its_last_frame_either_way() -> None:
    instants = Instants(UNEVEN)
    forward = PlayRun(instants, range(1, 5), first=2)
    assert forward.begin == pytest.approx(36 / 600)
    assert [forward.instant_at(place / 600) for place in (36, 71, 72, 199.9, 200)] == [2, 2, 3, 4, None]
    assert forward.last == 4
    backward = PlayRun(instants, range(1, 5), first=3, heading=-1)
    assert backward.begin == pytest.approx(84 / 600)
    assert [backward.instant_at(place / 600) for place in (84, 72.1, 72, 36, 12.1, 12)] == [3, 3, 2, 1, 1, None]
    assert backward.last == 1


def test_a_loop_goes_round_without_a_seam_either_way() -> None:
    instants = Instants(UNEVEN)
    forward = PlayRun(instants, range(1, 4), first=1, looped=True)
    length = (84 - 12) / 600
    places = [forward.begin + step * length / 12 for step in range(36)]
    once = [forward.instant_at(place) for place in places[:12]]
    assert once == [1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3]
    assert [forward.instant_at(place) for place in places] == once * 3
    backward = PlayRun(instants, range(1, 4), first=3, heading=-1, looped=True)
    places = [backward.begin - step * length / 12 for step in range(36)]
    assert [backward.instant_at(place) for place in places] == [3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1] * 3


@given(instants=many(), heading=st.sampled_from([1, -1]), looped=st.booleans(), stride=st.integers(1, 4))
def test_waiting_until_next_meets_every_due_instant(
    instants: Instants,
    heading: int,
    looped: bool,  # noqa: FBT001 - drawn by hypothesis
    stride: int,
) -> None:
    bounds = range(instants.count)
    first = 0 if heading > 0 else instants.count - 1
    run = PlayRun(instants, bounds, first, 1 if heading > 0 else -1, stride, looped)
    place, met = run.begin, []
    for _ in range(2 * instants.count if looped else instants.count):
        instant = run.instant_at(place)
        if instant is None:
            break
        met.append(instant)
        place += heading * (run.until_next(place) + 2e-6)
    due = list(bounds)[::heading][::stride]
    assert met == (due * (2 * instants.count))[: len(met)]
    assert len(met) >= len(due) or not looped
    if not looped:
        assert met == due


def test_playing_fast_leaves_pictures_out_evenly() -> None:
    run = PlayRun(Instants(even(100, 25)), range(100), first=10, stride=4)
    assert [run.instant_at(n / 25) for n in (10, 11, 13, 14, 17, 18)] == [10, 10, 10, 14, 14, 18]
    assert run.until_next(11 / 25) == pytest.approx(3 / 25)
    back = PlayRun(Instants(even(100, 25)), range(100), first=10, heading=-1, stride=4)
    assert [back.instant_at(n / 25) for n in (11, 8, 7, 4, 3)] == [10, 10, 6, 6, 2]


def test_a_loop_played_fast_begins_its_steps_anew_at_the_seam() -> None:
    instants = Instants(even(100, 25))
    run = PlayRun(instants, range(20, 30), first=23, stride=4, looped=True)
    assert [run.instant_at(n / 25) for n in (23, 24, 27, 28, 29, 30, 34)] == [20, 24, 24, 28, 28, 20, 24]
    back = PlayRun(instants, range(20, 30), first=25, heading=-1, stride=4, looped=True)
    assert [back.instant_at(n / 25) for n in (26, 22, 21, 20)] == [25, 21, 21, 29]


def test_a_clock_that_is_set_back_a_little_does_not_turn_the_film() -> None:
    run = PlayRun(Instants(even(100, 25)), range(100), first=0)
    assert run.steadied(9, 7) == 9
    assert run.steadied(9, 10) == 10
    loop = PlayRun(Instants(even(100, 25)), range(20, 40), first=20, looped=True)
    assert loop.steadied(39, 20) == 20
    assert loop.steadied(22, 20) == 22
    back = PlayRun(Instants(even(100, 25)), range(20, 40), first=39, heading=-1, looped=True)
    assert back.steadied(20, 39) == 39
    assert back.steadied(30, 31) == 30


def test_left_out_pictures_are_counted() -> None:
    run = PlayRun(Instants(even(100, 25)), range(100), first=0, stride=2)
    assert [run.passed_over(10, after) for after in (10, 12, 14, 20)] == [0, 0, 1, 4]
    loop = PlayRun(Instants(even(100, 25)), range(20, 40), first=20, looped=True)
    assert loop.passed_over(38, 21) == 2
    assert loop.passed_over(39, 20) == 0
    back = PlayRun(Instants(even(100, 25)), range(20, 40), first=39, heading=-1, looped=True)
    assert back.passed_over(30, 29) == 0
    assert back.passed_over(30, 27) == 2


@pytest.mark.parametrize(
    ("a_second", "halves", "speed", "stride"),
    [
        (30, 1, Fraction(1), 1),
        (60, 1, Fraction(1), 1),
        (60, 1, Fraction(2), 2),
        (60, 1, Fraction(4), 4),
        (30, 1, Fraction(4), 2),
        (25, 1, Fraction(1, 10), 1),
        (25, 2, Fraction(1), 1),
        (25, 2, Fraction(2), 2),
        (25, 2, Fraction(4), 4),
        (40, 2, Fraction(2), 4),
    ],
)
def test_no_more_pictures_are_asked_for_than_anybody_sees(
    a_second: int, halves: int, speed: Fraction, stride: int
) -> None:
    instants = Instants(even(10 * a_second, a_second), 2 if halves == 2 else 1)
    assert stride_for(instants, 5 * a_second, speed) == stride
