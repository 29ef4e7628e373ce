"""A marking desk in memory, with the interface of the real one."""

from itertools import count

from vigtool.domain.history import History
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import Span

FILM = RecordingId("testfilm0001")


class MemoryDesk:
    """Keeps marks with their history; ``steps`` lists what was put on record, undo and redo included."""

    def __init__(self, moments: tuple[Moment, ...] = ()) -> None:
        self._history = History(Marks(moments))
        self._ids = count(1)
        self._removed: list[Moment] = []
        self.steps: list[str] = []

    @property
    def marks(self) -> Marks:
        return self._history.present

    @property
    def can_undo(self) -> str | None:
        return self._history.past[-1].name if self._history.past else None

    @property
    def can_redo(self) -> str | None:
        return self._history.future[0].name if self._history.future else None

    @property
    def past(self) -> tuple[str, ...]:
        return tuple(step.name for step in reversed(self._history.past))

    @property
    def future(self) -> tuple[str, ...]:
        return tuple(step.name for step in self._history.future)

    @property
    def removed(self) -> tuple[Moment, ...]:
        return tuple(gone for gone in reversed(self._removed) if self.marks.get(gone.id) is None)

    def edit(self, step: str, marks: Marks) -> None:
        self.steps.append(step)
        if step == "remove":
            self._removed += [one for one in self.marks if marks.get(one.id) is None]
        self._history = self._history.edited(step, marks)

    def undo(self) -> None:
        self.steps.append("undo")
        self._history = self._history.undone()

    def redo(self) -> None:
        self.steps.append("redo")
        self._history = self._history.redone()

    def undo_to(self, steps: int) -> None:
        for _ in range(steps):
            self.undo()

    def redo_to(self, steps: int) -> None:
        for _ in range(steps):
            self.redo()

    def split(self, moment_id: MomentId, tick: int, step: str) -> MomentId:
        made = MomentId(f"m{next(self._ids):011}")
        self.edit(step, self.marks.split(moment_id, tick, made))
        return made

    def restore(self, moment_id: MomentId) -> None:
        gone = next(one for one in self.removed if one.id == moment_id)
        self.edit("restore", self.marks.with_moment(gone))

    def new_moment(self, span: Span, key: int | None = None, title: str = "") -> Moment:
        made = Moment(MomentId(f"m{next(self._ids):011}"), FILM, span, span.start if key is None else key, title)
        self.edit("mark", self.marks.with_moment(made))
        return made
