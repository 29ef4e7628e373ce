"""What the strip asks for beyond the playhead: small pictures under the pointer, turns, in and out."""

from dataclasses import replace

from PySide6.QtCore import QObject

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Turn
from vigtool.domain.ticks import Span
from vigtool.gui.playing.player import Player
from vigtool.gui.preparing.hover_pictures import HoverPictures
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.preparation import Preparation
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip


class FilmWiring(QObject):
    """Joins one strip with its film's player, its marks and its small pictures."""

    def __init__(self, strip: TimelineStrip, player: Player, preparation: Preparation, material: Material) -> None:
        super().__init__(strip)
        self._strip, self._player, self._preparation = strip, player, preparation
        self._times = material.times
        self.pictures = HoverPictures(material.projector.small, self)
        strip.show_people(material.people, speakers=material.speakers)
        strip.preview_wanted.connect(self.pictures.want)
        self.pictures.ready.connect(strip.show_preview)
        strip.turn_picked.connect(self._show_turn)
        strip.turn_moved.connect(self._move_turn)
        strip.draft_moved.connect(self._set_draft)

    def end(self) -> None:
        """Decode no more small pictures, and forget those that came."""
        self.pictures.end()

    def _turn(self, moment_id: MomentId, position: int) -> Turn | None:
        moment = self._preparation.marks.get(moment_id)
        return moment.turns[position] if moment is not None and position < len(moment.turns) else None

    def _show_turn(self, moment_id: str, position: int) -> None:
        turn = self._turn(MomentId(moment_id), position)
        if turn is not None:
            self._player.show_frame(self._times.frame_at(turn.span.start))

    def _move_turn(self, moment_id: str, position: int, span: Span) -> None:
        """Give a turn other edges: one edit. Turns are kept by their begin, so it may have another position then."""
        turn = self._turn(MomentId(moment_id), position)
        if turn is None:
            return
        changed = replace(turn, span=span)
        self._preparation.change_turn(MomentId(moment_id), position, changed)
        moment = self._preparation.marks.get(MomentId(moment_id))
        if moment is not None and changed in moment.turns:
            self._strip.show_turn(moment.id, moment.turns.index(changed))

    def _set_draft(self, first: int | None, last: int | None) -> None:
        if first is not None:
            self._preparation.set_first(first)
        if last is not None:
            self._preparation.set_last(last)
