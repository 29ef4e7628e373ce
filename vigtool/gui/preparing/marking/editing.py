"""What can be done to the moments of a film: each edit is one step that undo takes back; none if nothing changes."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment, Turn
from vigtool.domain.principles import Pack
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.preparing import edits
from vigtool.gui.preparing.edits import Edge, Step
from vigtool.gui.preparing.marking.prepared import Prepared
from vigtool.gui.preparing.material import Desk
from vigtool.wording.translation import tr


class Editing(Prepared):
    """Edits of one moment or of two. ``pack`` is the one that moments are coded with."""

    def __init__(
        self,
        desk: Desk,
        times: FrameTimes,
        *,
        read_only: bool = False,
        pack: Pack | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(desk, times, read_only=read_only, parent=parent)
        self.pack = pack

    def retitle(self, moment_id: MomentId, title: str) -> None:
        """Give a moment another title."""
        self.describe(moment_id, Step.TITLE, lambda moment: edits.retitled(moment, title))

    def note(self, moment_id: MomentId, note: str) -> None:
        """Give a moment another note."""
        self.describe(moment_id, Step.NOTE, lambda moment: edits.noted(moment, note))

    def star(self, moment_id: MomentId) -> None:
        """Choose a moment for the review, or no longer."""
        moment = self.marks.get(moment_id)
        step = Step.UNSTAR if moment is not None and moment.starred else Step.STAR
        self.describe(moment_id, step, edits.starred)

    def describe(self, moment_id: MomentId, step: Step, change: Callable[[Moment], Moment]) -> bool:
        """Have a moment described otherwise, as one step; tell whether anything is different now."""
        return self.change(moment_id, step, lambda marks, moment: marks.with_moment(change(moment)))

    def reorder(self, moment_id: MomentId, before: MomentId | None) -> None:
        """Put a moment before another in the own order, or last."""
        if before is None or self.marks.get(before) is not None:
            self.change(moment_id, Step.ORDER, lambda marks, moment: marks.reordered(moment.id, before))

    def move(self, moment_id: MomentId, span: Span) -> None:
        """Give a moment other edges: one edit."""
        self.describe(moment_id, Step.EDGE, lambda moment: moment.with_span(span))

    def nudge(self, moment_id: MomentId, edge: Edge, frames: int) -> int | None:
        """Move an edge by so many frames; return the edge's frame, which is the picture to be looked at.

        At least one frame stays and the film is not left. None when there is no such moment.
        """
        moment = self.marks.get(moment_id)
        if moment is None:
            return None
        self.move(moment_id, edits.nudged(self.times, moment, edge, frames))
        return edits.edge_frame(self.times, self.marks.get(moment_id) or moment, edge)

    def set_key(self, moment_id: MomentId, frame: int) -> None:
        """Make a frame of the moment its key picture; another frame changes nothing."""
        tick = self.times.tick_of(frame)
        moment = self.marks.get(moment_id)
        if moment is not None and moment.span.contains(tick):
            self.describe(moment_id, Step.KEY, lambda one: edits.keyed(one, tick))

    def split(self, frame: int) -> None:
        """Part the moment at a frame, which becomes the later part's first; select that part.

        It is the selected moment if the frame lies in it, else the one marked last in which it lies.
        """
        tick = self.times.tick_of(frame)
        moment = edits.partable(self.marks, self.selected, tick)
        if moment is None:
            self.told.emit(tr("Go to the frame within a moment where its second part begins."))
            return
        made: list[MomentId] = []
        if self.do(lambda: made.append(self._desk.split(moment.id, tick, Step.SPLIT))):
            self._choose(made[0])

    def join_next(self) -> None:
        """Join the selected moment with the one that follows it in the film."""
        moment = self.moment
        following = None if moment is None else edits.following(self.marks, moment)
        if moment is None or following is None:
            self.told.emit(tr("There is no moment after this one to join it with."))
            return
        other = following.id
        self.change(moment.id, Step.JOIN, lambda marks, first: marks.joined(first.id, other))

    def remove(self, moment_id: MomentId) -> None:
        """Take a moment away; undo brings it back."""
        if self.change(moment_id, Step.REMOVE, lambda marks, moment: marks.without(moment.id)):
            self.told.emit(tr("Removed. Undo brings it back."))

    def toggle_principle(self, item_id: str) -> None:
        """Say that a principle of the pack is seen in the selected moment, or no longer."""
        pack = self.pack
        if self.moment is None or pack is None or pack.find(item_id) is None:
            return
        seen = pack.seen(item_id)
        present = not edits.has_principle(self.moment, seen)
        step = Step.PRINCIPLE if present else Step.PRINCIPLE_REMOVED
        self.describe(self.moment.id, step, lambda moment: edits.with_principle(moment, seen, present=present))

    def toggle_category(self, key: int) -> None:
        """Say that the category with a key, 1 to 6, is seen in the selected moment, or no longer."""
        category = None if self.pack is None else self.pack.category_with_key(key)
        if category is not None:
            self.toggle_principle(category.id)

    def add_turn(self, moment_id: MomentId, turn: Turn) -> None:
        """Add a turn to a moment."""
        self.describe(moment_id, Step.TURN, lambda moment: moment.with_turn(turn))

    def change_turn(self, moment_id: MomentId, position: int, turn: Turn) -> None:
        """Put another turn in the place of one."""
        self.describe(moment_id, Step.TURN_CHANGED, lambda moment: moment.with_turn_at(position, turn))

    def remove_turn(self, moment_id: MomentId, position: int) -> None:
        """Take a turn out of a moment."""
        self.describe(moment_id, Step.TURN_REMOVED, lambda moment: moment.without_turn(position))
