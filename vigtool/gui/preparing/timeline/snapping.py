"""What a dragged edge is drawn to when it comes near: the playhead, other moments' edges, in and out."""

from collections.abc import Iterable
from typing import Final

from vigtool.domain.identifiers import MomentId
from vigtool.gui.preparing.timeline.bars import Bars
from vigtool.gui.preparing.timeline.film_clock import FilmClock
from vigtool.gui.preparing.timeline.scale import Scale

REACH: Final = 6.0
"""Pixels within which an edge is drawn."""


class Snapping:
    """The edges (frame numbers) that one drag may snap to: ``fixed`` ones, and those of all moments ``but`` one."""

    def __init__(self, clock: FilmClock, bars: Bars, fixed: Iterable[int], but: MomentId | None = None) -> None:
        self._clock, self._bars = clock, bars
        self._fixed = tuple(fixed)
        self._but = but

    def near(self, x: float, scale: Scale) -> int | None:
        """The nearest of them within reach of a place on the strip."""
        begin, end = scale.time(x - REACH), scale.time(x + REACH)
        edges = {edge for edge in self._fixed if begin <= self._clock.of_edge(edge) <= end}
        edges |= {self._clock.edge_of(tick) for tick in self._bars.edges_between(begin, end, self._but)}
        return min(edges, key=lambda edge: abs(scale.x(self._clock.of_edge(edge)) - x), default=None)
