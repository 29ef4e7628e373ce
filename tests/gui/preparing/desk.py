"""A marking desk in memory, with the interface of the real one."""

from itertools import count

from vigtool.domain.history import History
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import Span
from vigtool.services.history_desk import HistoryDesk

FILM = RecordingId("testfilm0001")


class MemoryDesk(HistoryDesk[Marks]):
    """Keeps marks with their history; ``steps`` lists what was put on record, undo and redo included."""

    def __init__(self, moments: tuple[Moment, ...] = ()) -> None:
        self._kept = History(Marks(moments))
        self._ids = count(1)
        self._removed: list[Moment] = []
        self.steps: list[str] = []

    @property
    def _history(self) -> History[Marks]:
        return self._kept

    def _take(self, step: str, history: History[Marks]) -> None:
        self.steps.append(step)
        self._kept = history

    @property
    def marks(self) -> Marks:
        return self._history.present

    @property
    def removed(self) -> tuple[Moment, ...]:
        return tuple(gone for gone in reversed(self._removed) if self.marks.get(gone.id) is None)

    def edit(self, step: str, marks: Marks) -> None:
        if step == "remove":
            self._removed += [one for one in self.marks if marks.get(one.id) is None]
        self._take(step, self._history.edited(step, marks))

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
