from array import array
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.ticks import EmptySpan, FrameTimes, OutsideFilm, Span, TimeBase

BASE = TimeBase(1, 90_000)
TICK = st.integers(-(10**12), 10**12)


@st.composite
def films(draw: st.DrawFn) -> FrameTimes:
    """A film of variable rate that may begin anywhere, before zero too."""
    lengths = draw(st.lists(st.integers(1, 9000), min_size=1, max_size=30))
    ticks = [draw(st.integers(-5000, 5000))]
    for length in lengths:
        ticks.append(ticks[-1] + length)
    return FrameTimes(BASE, tuple(ticks[:-1]), ticks[-1])


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 1), (1, 0), (-1, 25), (1, -25)])
def test_a_tick_has_a_positive_length(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match=f"{numerator}/{denominator}"):
        TimeBase(numerator, denominator)


def test_seconds_are_exact_where_a_float_is_not() -> None:
    assert TimeBase(1001, 30_000).seconds(7) == Fraction(7007, 30_000)
    assert str(TimeBase(1, 90_000)) == "1/90000"


@given(TICK, TICK)
def test_a_span_is_refused_exactly_when_it_is_empty(start: int, end: int) -> None:
    if start < end:
        assert Span(start, end).length == end - start
    else:
        with pytest.raises(EmptySpan) as caught:
            Span(start, end)
        assert (caught.value.start, caught.value.end) == (start, end)


@given(st.integers(-20, 20), st.integers(1, 20), st.integers(-50, 50))
def test_a_span_holds_its_start_and_not_its_end(start: int, length: int, tick: int) -> None:
    assert Span(start, start + length).contains(tick) is (tick in range(start, start + length))


@given(films())
def test_each_frame_is_found_again_at_every_tick_that_shows_it(film: FrameTimes) -> None:
    assert film.start_tick == film.tick_of(0)
    for frame in range(film.frames):
        begin, end = film.tick_of(frame), film.tick_of(frame + 1)
        assert {film.frame_at(tick) for tick in (begin, (begin + end) // 2, end - 1)} == {frame}
    assert film.tick_of(film.frames) == film.end_tick


@given(films())
def test_before_the_first_frame_the_first_is_shown_and_after_the_end_the_last(film: FrameTimes) -> None:
    assert film.frame_at(film.start_tick - 1) == 0
    assert film.frame_at(film.end_tick + 1000) == film.frames - 1


@given(films(), st.data())
def test_frames_make_a_span_and_the_span_gives_the_frames_back(film: FrameTimes, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, film.frames - 1))
    end = data.draw(st.integers(first + 1, film.frames))
    assert film.frames_of(film.span(first, end)) == range(first, end)


@given(films(), st.integers(-12_000, 300_000), st.integers(1, 50_000))
def test_the_frames_of_any_span_are_those_that_begin_in_it(film: FrameTimes, start: int, length: int) -> None:
    span = Span(start, start + length)
    assert list(film.frames_of(span)) == [n for n, tick in enumerate(film.ticks) if span.contains(tick)]


@given(films(), st.integers(1, 10))
def test_a_frame_that_the_film_lacks_is_refused(film: FrameTimes, beyond: int) -> None:
    for asked in (-beyond, film.frames + beyond):
        with pytest.raises(OutsideFilm) as caught:
            film.tick_of(asked)
        assert (caught.value.asked, caught.value.frames) == (asked, film.frames)


def test_a_span_of_no_frames_is_refused() -> None:
    film = FrameTimes(BASE, (0, 10, 20), 30)
    with pytest.raises(EmptySpan):
        film.span(1, 1)


def test_time_counts_from_the_first_frame() -> None:
    film = FrameTimes(BASE, (9000, 12_000), 15_000)
    assert film.seconds_from_start(9000) == 0
    assert film.seconds_from_start(15_000) == Fraction(1, 15)


@given(films(), st.integers(-6000, 300_000), st.integers(1, 9000))
def test_ticks_of_eight_bytes_answer_as_a_tuple_does(film: FrameTimes, tick: int, length: int) -> None:
    compact = FrameTimes(film.time_base, memoryview(array("q", film.ticks)), film.end_tick)
    span = Span(tick, tick + length)
    assert [compact.tick_of(n) for n in range(film.frames + 1)] == [film.tick_of(n) for n in range(film.frames + 1)]
    assert (compact.frame_at(tick), compact.frames_of(span)) == (film.frame_at(tick), film.frames_of(span))
    assert compact.seconds_from_start(tick) == film.seconds_from_start(tick)
    assert type(compact.tick_of(0)) is int


def test_times_far_beyond_32_bits_are_exact() -> None:
    step, frames = 18_000, 860_000
    film = FrameTimes(TimeBase(1, 1_080_000), memoryview(array("q", range(0, frames * step, step))), frames * step)
    assert film.tick_of(frames - 1) == 15_479_982_000
    assert film.frame_at(15_479_982_000 - 1) == frames - 2
    assert film.seconds_from_start(15_479_982_001) == Fraction(15_479_982_001, 1_080_000)
