"""What the keys and buttons do with film, moments and timeline."""

from collections.abc import Callable
from fractions import Fraction

from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.player import Player
from vigtool.gui.preparing.preparation import Preparation
from vigtool.gui.preparing.timeline.scale import ZOOM
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip


class Deeds:
    """Does each ``Deed`` that needs no window of its own; ``do`` tells whether it knew the deed."""

    def __init__(self, player: Player, preparation: Preparation, strip: TimelineStrip) -> None:
        self._player, self._preparation, self._strip = player, preparation, strip
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
            Deed.FIRST: lambda: self._unless_read_only(preparation.set_first),
            Deed.LAST: lambda: self._unless_read_only(preparation.set_last),
            Deed.MARK: lambda: preparation.mark(player.frame),
            Deed.PREVIOUS: lambda: self._neighbour(-1),
            Deed.NEXT: lambda: self._neighbour(1),
            Deed.STAR: self._star,
            Deed.KEY_FRAME: self._key_frame,
            Deed.UNDO: preparation.undo,
            Deed.REDO: preparation.redo,
            Deed.CLOSER: lambda: strip.zoom(ZOOM),
            Deed.FARTHER: lambda: strip.zoom(1 / ZOOM),
            Deed.WHOLE: strip.fit,
        }

    def do(self, deed: Deed) -> bool:
        """Do it, if it is one of these."""
        action = self._table.get(deed)
        if action is not None:
            action()
        return action is not None

    def _unless_read_only(self, set_draft: Callable[[int], None]) -> None:
        if not self._preparation.read_only:
            set_draft(self._player.frame)

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
