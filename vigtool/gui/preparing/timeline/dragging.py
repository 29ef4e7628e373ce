"""What is dragged on the strip: an edge of a moment, of a turn, or of in and out. A drag is one edit, or none."""

from dataclasses import dataclass, replace
from typing import Protocol

from vigtool.domain.moments import Moment, Turn
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.preparing.edits import edge_moved
from vigtool.gui.preparing.timeline.film_clock import FilmClock

Draft = tuple[int | None, int | None]
"""The first and the last frame of in and out; None where nothing was said."""


class Drag(Protocol):
    """An edge in somebody's hand. An edge is a frame number; the film's end is ``frames``."""

    at_end: bool

    @property
    def edge(self) -> int:
        """Where the edge is."""

    @property
    def changed(self) -> bool:
        """Whether anything is otherwise than before the drag."""

    def to(self, edge: int) -> None:
        """Move the edge, as far as it may go."""

    @property
    def frame(self) -> int:
        """The frame that the edge shows: the last one before it when it is an end."""


@dataclass(slots=True)
class _SpanEdge:
    """One of the two edges of a span of a moment's."""

    times: FrameTimes
    moment: Moment
    at_end: bool
    span: Span

    @property
    def edge(self) -> int:
        """Where the edge is."""
        frames = self.times.frames_of(self.span)
        return frames.stop if self.at_end else frames.start

    @property
    def frame(self) -> int:
        """The frame that the edge shows."""
        return self.edge - 1 if self.at_end else self.edge


@dataclass(slots=True)
class MomentEdge(_SpanEdge):
    """An edge of a moment."""

    @property
    def changed(self) -> bool:
        """Whether the span is another."""
        return self.span != self.moment.span

    def to(self, edge: int) -> None:
        """Move the edge; a frame at least stays, and the film is not left."""
        where = {"end": edge} if self.at_end else {"first": edge}
        self.span = edge_moved(self.times, self.moment, **where)


@dataclass(slots=True)
class TurnEdge(_SpanEdge):
    """An edge of a turn, which stays in its moment."""

    position: int

    @property
    def turn(self) -> Turn:
        """The turn as it would be."""
        return replace(self.moment.turns[self.position], span=self.span)

    @property
    def changed(self) -> bool:
        """Whether the span is another."""
        return self.span != self.moment.turns[self.position].span

    def to(self, edge: int) -> None:
        """Move the edge; a frame at least stays, and the moment is not left farther than it was."""
        own, around = (self.times.frames_of(one.span) for one in (self.moment.turns[self.position], self.moment))
        if self.at_end:
            stop = max(min(edge, max(around.stop, own.stop)), own.start + 1)
            self.span = self.times.span(own.start, stop)
        else:
            start = min(max(edge, min(around.start, own.start)), own.stop - 1)
            self.span = self.times.span(start, own.stop)


@dataclass(slots=True)
class DraftEdge:
    """In or out; or, from an ``anchor``, both at once while a stretch is chosen."""

    clock: FilmClock
    before: Draft
    draft: Draft
    at_end: bool
    anchor: int | None = None

    @property
    def edge(self) -> int:
        """Where the edge is."""
        first, last = self.draft
        return (last or 0) + 1 if self.at_end else first or 0

    @property
    def frame(self) -> int:
        """The frame that the edge shows."""
        return self.edge - 1 if self.at_end else self.edge

    @property
    def changed(self) -> bool:
        """Whether in or out is another."""
        return self.draft != self.before

    def to(self, edge: int) -> None:
        """Move in or out, which never pass each other; from an anchor the stretch goes to either side."""
        edge = min(max(edge, 0), self.clock.frames)
        first, last = self.draft
        if self.anchor is not None:
            begin, end = sorted((self.anchor, edge))
            begin = min(begin, self.clock.frames - 1)
            self.at_end = edge > self.anchor
            self.draft = begin, max(end, begin + 1) - 1
        elif self.at_end:
            self.draft = first, max(edge - 1, first or 0)
        else:
            self.draft = min(edge, self.clock.frames - 1 if last is None else last), last
