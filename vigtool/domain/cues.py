"""The words beside a clip: when each is to be read, in the clip's own time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from vigtool.domain.renditions import Caption, CaptionsAs, Held, Piece, Played, Rendition
from vigtool.domain.ticks import FrameTimes


@dataclass(frozen=True, slots=True)
class Cue:
    """Words from one time of a clip to another, ``[begin, end)`` in seconds."""

    begin: Fraction
    end: Fraction
    words: str


def cues(parts: Sequence[tuple[Rendition, FrameTimes]]) -> list[Cue]:
    """The words that go beside a clip, in the order in which they begin; each part with the times of its film.

    While a frame stands that has words of its own, no others are shown.
    """
    found: list[Cue] = []
    begin = Fraction(0)
    for rendition, times in parts:
        beside = rendition.captions if rendition.captions_as is CaptionsAs.BESIDE else ()
        for piece in rendition.pieces:
            end = begin + _length(piece, times)
            for caption in beside:
                shown = _shown(caption, piece, times)
                if shown is not None:
                    _go_on(found, Cue(begin + shown[0], begin + shown[1], caption.words))
            begin = end
    return sorted(found, key=lambda cue: cue.begin)


def seconds_of(rendition: Rendition, times: FrameTimes) -> Fraction:
    """How long it is, where all of it is of one film."""
    return sum((_length(piece, times) for piece in rendition.pieces), Fraction(0))


def _length(piece: Piece, times: FrameTimes) -> Fraction:
    if isinstance(piece, Played):
        return _seconds(times, piece.first, piece.stop) / piece.speed
    return piece.seconds


def _seconds(times: FrameTimes, first: int, stop: int) -> Fraction:
    return times.time_base.seconds(times.tick_of(stop) - times.tick_of(first))


def _shown(caption: Caption, piece: Piece, times: FrameTimes) -> tuple[Fraction, Fraction] | None:
    """From when to when of a piece a caption is shown, in seconds from the piece's beginning."""
    match piece:
        case Played(first=begins, stop=ends, speed=speed):
            first, stop = max(begins, caption.first), min(ends, caption.stop)
            if first < stop:
                return _seconds(times, begins, first) / speed, _seconds(times, begins, stop) / speed
        case Held(frame=frame, seconds=seconds, words="") if caption.first <= frame < caption.stop:
            return Fraction(0), seconds
    return None


def _go_on(found: list[Cue], cue: Cue) -> None:
    """Add a cue, or let the same words that end where it begins go on."""
    for place, before in enumerate(found):
        if (before.end, before.words) == (cue.begin, cue.words):
            found[place] = replace(before, end=cue.end)
            return
    found.append(cue)
