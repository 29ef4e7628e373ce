"""What the keys and buttons do with film, moments and timeline."""

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Final

from vigtool.gui.playing.player import Player
from vigtool.gui.preparing.edits import Edge
from vigtool.gui.preparing.key_table import PRINCIPLES, Deed
from vigtool.gui.preparing.marking.marker import Marker
from vigtool.gui.preparing.preparation import Preparation
from vigtool.gui.preparing.timeline.scale import ZOOM
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip

if TYPE_CHECKING:
    from collections.abc import Callable

NUDGES: Final = {
    Deed.BEGIN_BACK: (Edge.BEGIN, -1),
    Deed.BEGIN_FORWARD: (Edge.BEGIN, 1),
    Deed.BEGIN_TEN_BACK: (Edge.BEGIN, -10),
    Deed.BEGIN_TEN_FORWARD: (Edge.BEGIN, 10),
    Deed.END_BACK: (Edge.END, -1),
    Deed.END_FORWARD: (Edge.END, 1),
    Deed.END_TEN_BACK: (Edge.END, -10),
    Deed.END_TEN_FORWARD: (Edge.END, 10),
}


class Deeds:
    """Does each ``Deed`` that needs no window of its own; ``do`` tells whether it knew the deed."""

    def __init__(self, player: Player, preparation: Preparation, strip: TimelineStrip, marker: Marker) -> None:
        self._player, self._preparation = player, preparation
        self._table: dict[Deed, Callable[[], object]] = {
            Deed.PLAY: player.toggle,
            Deed.LOOP: self._loop,
            Deed.BACKWARD: player.toggle_backward,
            Deed.SLOWER: lambda: player.change_speed(-1),
            Deed.FASTER: lambda: player.change_speed(1),
            Deed.BACK: lambda: player.step(-1),
            Deed.FORWARD: lambda: player.step(1),
            Deed.SECOND_BACK: lambda: player.jump(Fraction(-1)),
            Deed.SECOND_FORWARD: lambda: player.jump(Fraction(1)),
            Deed.FIVE_BACK: lambda: player.jump(Fraction(-5)),
            Deed.FIVE_FORWARD: lambda: player.jump(Fraction(5)),
            Deed.FIRST: marker.set_first,
            Deed.LAST: marker.set_last,
            Deed.MARK: marker.mark,
            Deed.SPLIT: marker.split,
            Deed.JOIN: preparation.join_next,
            Deed.REMOVE: self._remove,
            Deed.PREVIOUS: lambda: self._neighbour(-1),
            Deed.NEXT: lambda: self._neighbour(1),
            Deed.STAR: self._star,
            Deed.KEY_FRAME: self._key_frame,
            Deed.UNDO: preparation.undo,
            Deed.REDO: preparation.redo,
            Deed.CLOSER: lambda: strip.zoom(ZOOM),
            Deed.FARTHER: lambda: strip.zoom(1 / ZOOM),
            Deed.WHOLE: strip.fit,
            **{deed: partial(self._nudge, *nudge) for deed, nudge in NUDGES.items()},
            **{deed: partial(preparation.toggle_category, key) for key, deed in enumerate(PRINCIPLES, start=1)},
        }

    def do(self, deed: Deed) -> bool:
        """Do it, if it is one of these."""
        action = self._table.get(deed)
        if action is not None:
            action()
        return action is not None

    def _nudge(self, edge: Edge, frames: int) -> None:
        """Move an edge of the selected moment, and show the edge's frame."""
        moment_id = self._preparation.selected
        frame = None if moment_id is None else self._preparation.nudge(moment_id, edge, frames)
        if frame is not None:
            self._player.show_frame(frame)

    def _remove(self) -> None:
        if self._preparation.selected is not None:
            self._preparation.remove(self._preparation.selected)

    def _loop(self) -> None:
        moment = self._preparation.moment
        if moment is None:
            return
        if self._player.playing and self._player.loop is not None and not self._player.backward:
            self._player.pause()
        else:
            self._player.play_looped(moment.span)

    def _neighbour(self, places: int) -> None:
        moment = self._preparation.neighbour(places)
        if moment is not None:
            self._preparation.select(moment.id)

    def _star(self) -> None:
        if self._preparation.selected is not None:
            self._preparation.star(self._preparation.selected)

    def _key_frame(self) -> None:
        if self._preparation.selected is not None:
            self._preparation.set_key(self._preparation.selected, self._player.frame)
