"""From somebody who is still open in what is to leave, to the window in which they are covered, at the first gap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.renditions import ClipWish, film_frames
from vigtool.domain.ticks import Span
from vigtool.services.errors import NotCovered
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace

Covering = Callable[[RecordingId, Span, PersonId, int, QWidget], object]
"""Opens the window in which somebody is covered in a part of a film, at a frame, over a dialog."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a film that is to leave."""

    film: RecordingId
    span: Span


def shown_in(ws: Workspace, moments: Sequence[Moment], wishes: Sequence[ClipWish]) -> tuple[Shown, ...]:
    """What clips of these moments show, in their order. Raises ``UnknownId``."""
    found = []
    for one, wish in zip(moments, wishes, strict=True):
        times = frame_times(ws, one.recording)
        frames = film_frames(one, times, wish)
        found.append(Shown(one.recording, times.span(frames.start, frames.stop)))
    return tuple(found)


def cover_first_gap(
    ws: Workspace, error: NotCovered, shown: Sequence[Shown], covering: Covering | None, over: QWidget
) -> None:
    """Open the window for covering where somebody is open first, over what is to leave there.

    Raises as that window does, and ``UnknownId``.
    """
    if covering is None:
        return
    times, gap = frame_times(ws, error.film), error.gaps[0]
    tick = times.tick_of(gap.start)
    around = (one.span for one in shown if one.film == error.film and one.span.start <= tick < one.span.end)
    span = next(around, None) or times.span(gap.start, gap.stop)
    covering(error.film, span, error.person, gap.start, over)
