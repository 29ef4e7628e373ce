"""A little around a frame, by the film's own times and never outside of it."""

from fractions import Fraction

import pytest

from vigtool.domain.around import AROUND, shifted, span_around
from vigtool.domain.ticks import FrameTimes, Span, TimeBase

UNEVEN = FrameTimes(TimeBase(1, 10), (100, 103, 110, 112, 140), 150)


@pytest.mark.parametrize(
    ("frame", "seconds", "there"),
    [
        (2, Fraction(1, 5), 3),
        (2, Fraction(19, 100), 2),
        (2, Fraction(-7, 10), 1),
        (2, Fraction(-71, 100), 0),
        (0, Fraction(-9), 0),
        (4, Fraction(99), 4),
    ],
)
def test_a_time_away_from_a_frame_is_the_frame_on_the_screen_then(frame: int, seconds: Fraction, there: int) -> None:
    assert shifted(UNEVEN, frame, seconds) == there


def test_the_span_around_a_frame_takes_whole_frames_on_both_sides() -> None:
    assert Fraction(3, 2) == AROUND
    assert span_around(UNEVEN, 3) == Span(100, 140), "97 is before the film, 127 in the frame that began at 112"
    assert span_around(UNEVEN, 4) == Span(112, 150)
