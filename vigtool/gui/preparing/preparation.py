"""The state of the workspace beside the film, and everything that can be done to its moments.

In and out are not undone, as the selection is not; every edit is one step that undo takes back.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vigtool.domain.principles import Pack
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.preparing.marking.draft import Draft
from vigtool.gui.preparing.marking.editing import Editing
from vigtool.gui.preparing.marking.live_marks import NO_ROLL, Roll
from vigtool.gui.preparing.material import Desk

if TYPE_CHECKING:
    from vigtool.domain.moments import Moment


class Preparation(Editing):
    """Marks, selection and the in and out points of one film. ``pack`` is the one that moments are coded with."""

    draft_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        times: FrameTimes,
        *,
        read_only: bool = False,
        pack: Pack | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(desk, times, read_only=read_only, pack=pack, parent=parent)
        self.draft = Draft()
        self._held: Draft | None = None

    @property
    def first(self) -> int | None:
        """The in point."""
        return self.draft.first

    @property
    def last(self) -> int | None:
        """The out point: the last frame of the next moment."""
        return self.draft.last

    @property
    def shown_draft(self) -> Draft:
        """What the strip shows: the moment that is being held, else in and out."""
        return self._held or self.draft

    def set_first(self, frame: int) -> None:
        """Let the next moment begin with this frame."""
        self._draft(self.draft.beginning(frame))

    def set_last(self, frame: int) -> None:
        """Let the next moment end with this frame."""
        self._draft(self.draft.ending(frame))

    def forget_draft(self) -> None:
        """Have neither in nor out."""
        self._draft(Draft())

    def show_held(self, held: Draft | None) -> None:
        """Show a moment for as long as its key is held, then show in and out again."""
        if held != self._held:
            self._held = held
            self.draft_changed.emit()

    def mark(self, frame: int, roll: Roll = NO_ROLL) -> None:
        """Mark a moment at a frame, by in and out if they are set, and select it; the film goes on where it is."""
        if self._mark(self.draft.span(self.times, frame, roll), frame):
            self.forget_draft()

    def mark_frames(self, first: int, last: int, key: int) -> None:
        """Mark the frames from the first to the last as a moment and select it; in and out stay."""
        self._mark(self.times.span(first, last + 1), key)

    def _mark(self, span: Span, key_frame: int) -> bool:
        tick = self.times.tick_of(key_frame)
        made: list[Moment] = []
        key = tick if span.contains(tick) else span.start
        if not self.do(lambda: made.append(self._desk.new_moment(span, key))):
            return False
        self._choose(made[0].id)
        return True

    def _draft(self, draft: Draft) -> None:
        if draft != self.draft:
            self.draft = draft
            self.draft_changed.emit()
