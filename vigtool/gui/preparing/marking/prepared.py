"""What is prepared of one film: its moments with their history, through the desk, and which one is selected.

The selection is not undone. Every widget shows this state and asks it to change; none changes another.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.edits import step_words
from vigtool.gui.preparing.material import Desk
from vigtool.wording.translation import tr

NAMED: Final = 20
"""Steps that are offered by name, back and forward."""


class Prepared(QObject):
    """Marks, their history, the selection.

    ``marks_changed``      the moments are others, or changing them failed.
    ``selection_changed``  carries the selected MomentId or None.
    ``sought``             carries the MomentId that the user picked, whose film is to be shown.
    ``failed``             carries the error of what was not done.
    ``told``               carries a few words in passing; empty when those said before no longer hold.
    """

    marks_changed = Signal()
    selection_changed = Signal(object)
    sought = Signal(object)
    failed = Signal(object)
    told = Signal(str)

    def __init__(
        self, desk: Desk, times: FrameTimes, *, read_only: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.times = times
        self.read_only = read_only
        self.selected: MomentId | None = None
        self._desk = desk
        self._found: Moment | None = None
        self._found_in: tuple[Marks, MomentId | None] = (Marks(), None)

    @property
    def marks(self) -> Marks:
        """All moments as they are now."""
        return self._desk.marks

    @property
    def moment(self) -> Moment | None:
        """The selected moment. It is asked for with each frame that is played, so it is looked up once per change."""
        now = self.marks, self.selected
        if self._found_in[0] is not now[0] or self._found_in[1] != now[1]:
            self._found_in, self._found = now, None if self.selected is None else self.marks.get(self.selected)
        return self._found

    def select(self, moment_id: MomentId | None) -> None:
        """Select a moment and have its film shown, or select none."""
        self._choose(moment_id)
        if moment_id is not None:
            self.sought.emit(moment_id)

    def neighbour(self, places: int) -> Moment | None:
        """The moment so many places after the selected one (before if negative), in the order of the film."""
        moments = self.marks.in_film_order()
        if not moments:
            return None
        at = next((place for place, one in enumerate(moments) if one.id == self.selected), None)
        if at is None:
            return moments[0 if places > 0 else -1]
        return moments[min(max(at + places, 0), len(moments) - 1)]

    @property
    def past(self) -> tuple[str, ...]:
        """The last ``NAMED`` steps that can be undone, in words, the latest first."""
        return () if self.read_only else tuple(map(step_words, self._desk.past[:NAMED]))

    @property
    def future(self) -> tuple[str, ...]:
        """The next ``NAMED`` steps that can be done again, in words, the nearest first."""
        return () if self.read_only else tuple(map(step_words, self._desk.future[:NAMED]))

    @property
    def removed(self) -> tuple[Moment, ...]:
        """The moments that can be brought back, the last removed first."""
        return () if self.read_only else self._desk.removed

    @property
    def undo_words(self) -> str | None:
        """What can be undone, in words; None when nothing can."""
        step = None if self.read_only else self._desk.can_undo
        return None if step is None else step_words(step)

    @property
    def redo_words(self) -> str | None:
        """What can be done again, in words; None when nothing can."""
        step = None if self.read_only else self._desk.can_redo
        return None if step is None else step_words(step)

    def undo(self, steps: int = 1) -> None:
        """Go so many steps back, or to the first."""
        if self.undo_words is not None:
            self.told.emit("")
            self.do(lambda: self._desk.undo_to(steps))

    def redo(self, steps: int = 1) -> None:
        """Do so many steps again, or all."""
        if self.redo_words is not None:
            self.told.emit("")
            self.do(lambda: self._desk.redo_to(steps))

    def restore(self, moment_id: MomentId) -> None:
        """Bring a removed moment back and select it."""
        if any(gone.id == moment_id for gone in self.removed) and self.do(lambda: self._desk.restore(moment_id)):
            self.select(moment_id)

    def may_change(self) -> bool:
        """Tell whether anything can be changed; where not, the user is told."""
        if self.read_only:
            self.told.emit(tr("You can look, but nothing can be changed here."))
        return not self.read_only

    def do(self, deed: Callable[[], object]) -> bool:
        """Do what changes the marks, and tell everyone, failed or not; tell whether it was done."""
        if not self.may_change():
            return False
        done = True
        try:
            deed()
        except (VigtoolError, OSError) as error:
            done = False
            self.failed.emit(error)
        if self.selected is not None and self.marks.get(self.selected) is None:
            self._choose(None)
        self.marks_changed.emit()
        return done

    def change(self, moment_id: MomentId, step: str, edit: Callable[[Marks, Moment], Marks]) -> bool:
        """Edit a moment as one step of that name; tell whether anything is different now."""
        moment = self.marks.get(moment_id)
        if moment is None:
            return False
        after = edit(self.marks, moment)
        return after != self.marks and self.do(lambda: self._desk.edit(step, after))

    def _choose(self, moment_id: MomentId | None) -> None:
        """Select without showing another place of the film, as the film may be playing."""
        if moment_id != self.selected:
            self.selected = moment_id
            self.selection_changed.emit(moment_id)
