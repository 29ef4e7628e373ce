"""Which frame is meant by a mark made while the film plays: by the film's own times, never outside of it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.around import shifted
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.preparing.marking.draft import Draft
from vigtool.gui.preparing.marking.live_marks import AT_REST, Roll, Run, meant_frame

HALF = Fraction(1, 2)
EVEN = FrameTimes(TimeBase(1, 100), tuple(range(0, 1000, 10)), 1000)
"""100 frames of 0.1 s each."""
FORWARD = Run(1)


@st.composite
def films(draw: st.DrawFn) -> FrameTimes:
    lengths = draw(st.lists(st.integers(1, 90), min_size=1, max_size=40))
    ticks = [draw(st.integers(-500, 500))]
    for length in lengths[:-1]:
        ticks.append(ticks[-1] + length)
    return FrameTimes(TimeBase(1, draw(st.sampled_from([30, 600, 90_000]))), tuple(ticks), ticks[-1] + lengths[-1])


def on_screen(times: FrameTimes, seconds: Fraction) -> int:
    """Look at one frame after the other for the one on the screen at a time from the film's begin."""
    begun = [n for n in range(times.frames) if times.seconds_from_start(times.tick_of(n)) <= seconds]
    return max(begun, default=0)


SECONDS = st.fractions(0, 3, max_denominator=1000)


@given(films(), st.data(), SECONDS, st.sampled_from([(1, 10), (1, 2), (1, 1), (4, 1)]), st.sampled_from([1, -1]))
def test_the_meant_frame_was_on_the_screen_the_reaction_time_before(
    times: FrameTimes, data: st.DataObject, reaction: Fraction, speed: tuple[int, int], heading: int
) -> None:
    frame = data.draw(st.integers(0, times.frames - 1))
    run = Run(heading, Fraction(*speed))
    passed = reaction * Fraction(*speed) * heading
    at = times.seconds_from_start(times.tick_of(frame)) - passed
    assert meant_frame(times, frame, run, reaction) == on_screen(times, at)


@pytest.mark.parametrize(
    ("run", "meant"),
    [
        (AT_REST, 50),
        (FORWARD, 45),
        (Run(1, Fraction(1, 2)), 47),
        (Run(1, Fraction(2)), 40),
        (Run(-1), 55),
        (Run(1, Fraction(1), range(48, 60)), 48),
        (Run(-1, Fraction(1), range(40, 53)), 52),
    ],
)
def test_half_a_second_of_the_guiders_time(run: Run, meant: int) -> None:
    assert meant_frame(EVEN, 50, run, HALF) == meant


def test_the_film_is_not_left() -> None:
    assert meant_frame(EVEN, 2, FORWARD, Fraction(2)) == 0
    assert meant_frame(EVEN, 98, Run(-1), Fraction(2)) == 99
    assert shifted(EVEN, 3, Fraction(-5)) == 0
    assert shifted(EVEN, 97, Fraction(5)) == 99


def test_a_film_of_one_frame_is_that_frame() -> None:
    one = FrameTimes(TimeBase(1, 25), (7,), 8)
    assert meant_frame(one, 0, FORWARD, Fraction(2)) == 0
    assert one.frames_of(Draft().span(one, 0, Roll(HALF, HALF))) == range(1)


@pytest.mark.parametrize(
    ("draft", "frame", "frames"),
    [
        (Draft(), 50, range(35 - 2, 65 + 3 + 1)),
        (Draft(first=40), 50, range(40, 50 + 3 + 1)),
        (Draft(first=60), 50, range(50 - 2, 60 + 1)),
        (Draft(last=60), 50, range(50 - 2, 60 + 1)),
        (Draft(last=40), 50, range(40, 50 + 3 + 1)),
        (Draft(30, 60), 50, range(30, 61)),
        (Draft(30, 60), 90, range(30, 61)),
        (Draft(first=95), 99, range(95, 100)),
    ],
)
def test_what_is_put_around_a_mark_goes_where_in_and_out_said_nothing(draft: Draft, frame: int, frames: range) -> None:
    assert EVEN.frames_of(draft.span(EVEN, frame, Roll(Fraction(2, 10), Fraction(3, 10)))) == frames


def test_a_point_on_the_wrong_side_of_the_other_replaces_it() -> None:
    assert Draft(first=10).ending(20) == Draft(10, 20)
    assert Draft(10, 20).beginning(30) == Draft(30, None)
    assert Draft(10, 20).ending(5) == Draft(None, 5)
    assert Draft(10, 20).beginning(20) == Draft(20, 20)
    assert not Draft()
    assert Draft(0)
    assert Draft(None, 0)


@given(films(), st.data(), SECONDS, SECONDS)
def test_every_draft_makes_a_moment_within_the_film(
    times: FrameTimes, data: st.DataObject, before: Fraction, after: Fraction
) -> None:
    frames = st.integers(0, times.frames - 1)
    draft = Draft()
    for set_first in data.draw(st.lists(st.booleans(), max_size=4)):
        draft = draft.beginning(data.draw(frames)) if set_first else draft.ending(data.draw(frames))
    span = draft.span(times, data.draw(frames), Roll(before, after))
    assert times.start_tick <= span.start < span.end <= times.end_tick
    assert {span.start, span.end} <= {*times.ticks, times.end_tick}
