"""The state of the workspace beside the film: the marks through their desk, what is selected, in and out.

Selection, in and out are not undone. Every widget shows this state and asks it to change; none changes another.
"""

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, Turn
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.preparing import edits
from vigtool.gui.preparing.edits import Step
from vigtool.gui.preparing.material import Desk

AROUND: Fraction = Fraction(3, 2)
"""Seconds before and after the playhead that a moment takes when nothing else was said."""


class Preparation(QObject):
    """Marks, selection and the in and out points of one film. ``failed`` carries the error of what was not done."""

    marks_changed = Signal()
    selection_changed = Signal(object)
    draft_changed = Signal()
    failed = Signal(object)

    def __init__(
        self, desk: Desk, times: FrameTimes, *, read_only: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.times = times
        self.read_only = read_only
        self.selected: MomentId | None = None
        self.first: int | None = None
        self.last: int | None = None
        self._desk = desk

    @property
    def marks(self) -> Marks:
        """All moments as they are now."""
        return self._desk.marks

    @property
    def moment(self) -> Moment | None:
        """The selected moment."""
        return None if self.selected is None else self.marks.get(self.selected)

    @property
    def undo_words(self) -> str | None:
        """What can be undone, in words; None when nothing can."""
        step = None if self.read_only else self._desk.can_undo
        return None if step is None else edits.step_words(step)

    @property
    def redo_words(self) -> str | None:
        """What can be done again, in words; None when nothing can."""
        step = None if self.read_only else self._desk.can_redo
        return None if step is None else edits.step_words(step)

    def select(self, moment_id: MomentId | None) -> None:
        """Select a moment, or none."""
        if moment_id != self.selected:
            self.selected = moment_id
            self.selection_changed.emit(moment_id)

    def neighbour(self, places: int) -> Moment | None:
        """The moment so many places after the selected one (before if negative), in the order of the film."""
        moments = self.marks.in_film_order()
        if not moments:
            return None
        at = next((place for place, one in enumerate(moments) if one.id == self.selected), None)
        if at is None:
            return moments[0 if places > 0 else -1]
        return moments[min(max(at + places, 0), len(moments) - 1)]

    def set_first(self, frame: int) -> None:
        """Let the next moment begin with this frame."""
        self.first = frame
        if self.last is not None and self.last < frame:
            self.last = None
        self.draft_changed.emit()

    def set_last(self, frame: int) -> None:
        """Let the next moment end with this frame."""
        self.last = frame
        if self.first is not None and self.first > frame:
            self.first = None
        self.draft_changed.emit()

    def forget_draft(self) -> None:
        """Have neither in nor out."""
        if self.first is not None or self.last is not None:
            self.first = self.last = None
            self.draft_changed.emit()

    def draft(self, frame: int) -> Span:
        """The moment that marking now, at a frame, would make: from in to out or here, or a little around here."""
        if self.first is None and self.last is None:
            return self._around(frame)
        last = frame if self.last is None else self.last
        first = min(frame, last) if self.first is None else self.first
        return self.times.span(min(first, last), max(first, last) + 1)

    def mark(self, frame: int) -> None:
        """Mark a moment at a frame and select it."""
        span = self.draft(frame)
        tick = self.times.tick_of(frame)
        made: list[Moment] = []
        self._do(lambda: made.append(self._desk.new_moment(span, tick if span.contains(tick) else span.start)))
        if made:
            self.forget_draft()
            self.select(made[0].id)

    def retitle(self, moment_id: MomentId, title: str) -> None:
        """Give a moment another title."""
        self._change(moment_id, Step.TITLE, lambda marks, moment: edits.retitled(marks, moment, title))

    def note(self, moment_id: MomentId, note: str) -> None:
        """Give a moment another note."""
        self._change(moment_id, Step.NOTE, lambda marks, moment: edits.noted(marks, moment, note))

    def star(self, moment_id: MomentId) -> None:
        """Choose a moment for the review, or no longer."""
        moment = self.marks.get(moment_id)
        step = Step.UNSTAR if moment is not None and moment.starred else Step.STAR
        self._change(moment_id, step, edits.starred)

    def move(self, moment_id: MomentId, span: Span) -> None:
        """Give a moment other edges: one edit."""
        self._change(moment_id, Step.EDGE, lambda marks, moment: edits.moved(marks, moment, span))

    def set_key(self, moment_id: MomentId, frame: int) -> None:
        """Make a frame of the moment its key picture; another frame changes nothing."""
        tick = self.times.tick_of(frame)
        moment = self.marks.get(moment_id)
        if moment is not None and moment.span.contains(tick):
            self._change(moment_id, Step.KEY, lambda marks, one: edits.keyed(marks, one, tick))

    def remove(self, moment_id: MomentId) -> None:
        """Take a moment away; undo brings it back."""
        self._change(moment_id, Step.REMOVE, lambda marks, moment: edits.removed(marks, moment.id))

    def add_turn(self, moment_id: MomentId, turn: Turn) -> None:
        """Add a turn to a moment."""
        self._change(moment_id, Step.TURN, lambda marks, moment: edits.with_turn(marks, moment, turn))

    def remove_turn(self, moment_id: MomentId, position: int) -> None:
        """Take a turn out of a moment."""
        self._change(moment_id, Step.TURN_REMOVED, lambda marks, moment: edits.without_turn(marks, moment, position))

    def undo(self) -> None:
        """Go a step back, if there is one."""
        if self.undo_words is not None:
            self._do(self._desk.undo)

    def redo(self) -> None:
        """Do a step again, if there is one."""
        if self.redo_words is not None:
            self._do(self._desk.redo)

    def _around(self, frame: int) -> Span:
        times = self.times
        reach = int(AROUND * times.time_base.denominator / times.time_base.numerator)
        tick = times.tick_of(frame)
        return times.span(times.frame_at(tick - reach), times.frame_at(tick + reach) + 1)

    def _change(self, moment_id: MomentId, step: Step, edit: Callable[[Marks, Moment], Marks]) -> None:
        moment = self.marks.get(moment_id)
        if moment is None:
            return
        after = edit(self.marks, moment)
        if after != self.marks:
            self._do(lambda: self._desk.edit(step, after))

    def _do(self, deed: Callable[[], object]) -> None:
        """Do what changes the marks, and tell everyone, failed or not."""
        if self.read_only:
            return
        try:
            deed()
        except (VigtoolError, OSError) as error:
            self.failed.emit(error)
        if self.selected is not None and self.marks.get(self.selected) is None:
            self.select(None)
        self.marks_changed.emit()
