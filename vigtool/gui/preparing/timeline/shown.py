"""Everything that the strip shows now, and where it lies: what painting reads, and what is under the pointer.

What is laid out is kept until something changes: a mouse that moves asks again and again.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from vigtool.domain.identifiers import MomentId
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.timeline.bar_lane import Bar
from vigtool.gui.preparing.timeline.bars import Bars
from vigtool.gui.preparing.timeline.dragging import Draft, DraftEdge, Drag, MomentEdge, TurnEdge
from vigtool.gui.preparing.timeline.film_clock import FilmClock
from vigtool.gui.preparing.timeline.laying import Laid, lay, place_of
from vigtool.gui.preparing.timeline.measures import INSET, Measures, Rows, small_font
from vigtool.gui.preparing.timeline.minimap import Minimap
from vigtool.gui.preparing.timeline.overview_lanes import OverviewLanes
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.gui.preparing.timeline.turn_lanes import Chain, TurnLanes
from vigtool.gui.preparing.timeline.words import Words

MOST_CHAINS = 100
"""Narrow moments whose turns are drawn one by one."""
LEAST_FRAMES = 6
"""Frames on the strip when it is as close as it gets."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What lies on the strip: the bars of the moments, and the chains of turns of those that are told apart.

    ``crowded``: there are other turns too.
    """

    bars: Laid
    chains: list[Chain]
    crowded: bool


class Shown:
    """One film on the strip; ``changed`` must be called after each change of what stands still."""

    def __init__(self, times: FrameTimes, font: QFont) -> None:
        self.clock = FilmClock(times)
        self.scale = Scale(self.clock.length, 1000.0, self.clock.frame_length * LEAST_FRAMES, left=INSET)
        self.bars = Bars(self.clock)
        self.turns = TurnLanes(self.clock)
        self.overview = OverviewLanes(times)
        self.words = Words(small_font(font))
        self.measures = Measures.of(self.words.font)
        self.width = 1000.0
        self.chosen: MomentId | None = None
        self.hovered: MomentId | None = None
        self.picked: tuple[MomentId, int] | None = None
        self.frame = 0
        self.drag: Drag | None = None
        self.snapped: int | None = None
        self._draft: Draft = (None, None)
        self._layout: Layout | None = None

    @property
    def draft(self) -> Draft:
        """In and out, as they are dragged just now."""
        return self.drag.draft if isinstance(self.drag, DraftEdge) else self._draft

    @draft.setter
    def draft(self, draft: Draft) -> None:
        self._draft = draft

    @property
    def rows(self) -> Rows:
        """Where the rows of moments lie."""
        return Rows(self.measures, self.bars.rows)

    @property
    def minimap(self) -> Minimap:
        """The minimap for what is shown."""
        return Minimap(self.scale, self.measures.minimap(self.width))

    @property
    def layout(self) -> Layout:
        """What lies on the strip, laid once until something changes."""
        if self._layout is None:
            bars = lay(self.bars, self.rows, self.scale)
            told_apart = sum(map(len, bars.crowds)) <= MOST_CHAINS
            self._layout = Layout(bars, self._chains(bars, crowds=told_apart), not told_apart)
        return self._layout

    def take_font(self, font: QFont) -> None:
        """Write in another font from now on."""
        self.words = Words(small_font(font))
        self.remeasure()

    def remeasure(self) -> None:
        """Be as high as font and lanes ask for."""
        self.measures = Measures.of(self.words.font, len(self.turns.lanes))
        self.changed()

    def changed(self) -> None:
        """Lay everything anew when it is next asked for."""
        self._layout = None

    def x_of(self, edge: int) -> float:
        """Where a frame begins; ``frames`` gives the film's end."""
        return self.scale.x(self.clock.of_edge(edge))

    def bar(self, moment_id: MomentId | None) -> Bar | None:
        """The bar of a moment, as it is dragged just now."""
        bar = self.bars.get(moment_id)
        return None if bar is None else self._dragged(bar)

    def place_of(self, moment_id: MomentId) -> QRectF | None:
        """The rectangle of a moment's bar; None when it is not on the strip."""
        bar = self.bar(moment_id)
        if bar is None or bar.end < self.scale.begin or bar.begin > self.scale.end:
            return None
        return place_of(bar, self.rows, self.scale)

    def turn_places(self, moment_id: MomentId) -> tuple[QRectF, ...]:
        """The rectangles of a moment's turns, on the strip or beside it."""
        bar = self.bar(moment_id)
        chain = () if bar is None else self.turns.chain(bar, self.scale, self.measures)
        return tuple(turn.place for turn in chain)

    def choose(self, moment_id: MomentId | None) -> None:
        """Have a moment chosen; a turn of another one is picked no more."""
        self.chosen = moment_id
        if self.picked is not None and self.picked[0] != moment_id:
            self.picked = None

    def drops(self, gone: set[MomentId]) -> bool:
        """Whether what is dragged belongs to a moment that changed; a picked turn that is gone is picked no more."""
        if self.picked is not None:
            bar = self.bars.get(self.picked[0])
            if bar is None or self.picked[1] >= len(bar.moment.turns):
                self.picked = None
        return isinstance(self.drag, MomentEdge | TurnEdge) and self.drag.moment.id in gone

    def _dragged(self, bar: Bar) -> Bar:
        drag = self.drag
        if isinstance(drag, MomentEdge) and drag.moment.id == bar.moment.id:
            span = drag.span
            return replace(bar, begin=self.clock.of_tick(span.start), end=self.clock.of_tick(span.end))
        if isinstance(drag, TurnEdge) and drag.moment.id == bar.moment.id:
            turns = list(bar.moment.turns)
            turns[drag.position] = drag.turn
            return replace(bar, moment=replace(bar.moment, turns=tuple(turns)))
        return bar

    def _chains(self, bars: Laid, *, crowds: bool) -> list[Chain]:
        if not self.turns.lanes:
            return []
        crowded = [bar for crowd in bars.crowds if crowds for bar in crowd.bars]
        seen = [self._dragged(bar) for bar in (*crowded, *(bar for bar, _ in bars.alone))]
        chains = (self.turns.chain(bar, self.scale, self.measures) for bar in seen)
        return sorted(filter(None, chains), key=lambda chain: chain[0].moment == self.chosen)
