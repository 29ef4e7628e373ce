"""Moments, places and steps in words that are heard, not seen: whole, and without signs that a voice stumbles over."""

from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.time_words import clock_words, length_words
from vigtool.wording.translation import tr


def moment_title(moment: Moment, times: FrameTimes) -> str:
    """A moment's title, or when it begins while it has none."""
    return moment.title or tr("Moment at {time}").format(time=begin_words(moment, times))


def moment_words(moment: Moment, times: FrameTimes) -> str:
    """A moment's title, begin and length, and whether it is chosen for the review."""
    length = length_words(times.time_base.seconds(moment.span.length), len(times.frames_of(moment.span)))
    told = [moment_title(moment, times), begin_words(moment, times), length.replace(" \u00b7 ", ", ")]
    if moment.starred:
        told.append(tr("chosen for the review"))
    return ", ".join(told)


def begin_words(moment: Moment, times: FrameTimes) -> str:
    """When a moment begins."""
    return clock_words(times.seconds_from_start(moment.span.start))


def place_words(frame: int, times: FrameTimes) -> str:
    """Where in the film a frame is: its time, and its number."""
    at = clock_words(times.seconds_from_start(times.tick_of(frame)))
    return tr("{time}, frame {number}").format(time=at, number=frame)
