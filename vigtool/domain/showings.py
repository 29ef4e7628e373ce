"""Laying the film of a shared review beside what was shown in it: the log knows when, the guider says where it begins.

Exact to a microsecond, as the times of the log are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Final

from vigtool.domain.identifiers import MomentId, RecordingId, SessionId
from vigtool.domain.ticks import FrameTimes

MICROSECONDS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class ShownMoment:
    """A moment of a film (``recording``) was shown in a review, at that time; once for each time that it was."""

    session: SessionId
    recording: RecordingId
    moment: MomentId
    at: datetime


def began_at(times: FrameTimes, tick: int, at: datetime) -> datetime:
    """When a film's first frame was filmed, if what is seen at a tick happened at a time."""
    return at - _into(times, tick)


def tick_of(times: FrameTimes, began: datetime, at: datetime) -> int | None:
    """The tick of a film, begun at a time, that lies at another time; None where the film does not run."""
    seconds = Fraction((at - began) // timedelta(microseconds=1), MICROSECONDS)
    base = times.time_base
    tick = times.start_tick + floor(seconds * base.denominator / base.numerator)
    return tick if times.start_tick <= tick < times.end_tick else None


def shown_by(times: FrameTimes, began: datetime, tick: int, shown: Iterable[ShownMoment]) -> ShownMoment | None:
    """What was on the screen at a tick of the review's film: the last that was shown by then, None before the first."""
    now = began + _into(times, tick)
    before = [one for one in shown if one.at <= now]
    return max(before, key=lambda one: one.at) if before else None


def _into(times: FrameTimes, tick: int) -> timedelta:
    """How long a film has run at a tick, in microseconds rounded up: rounded down, it would be the picture before."""
    return timedelta(microseconds=ceil(times.seconds_from_start(tick) * MICROSECONDS))
