"""Marking moments: every edit is put on record at once, an undo too."""

from vigtool.domain.consent import Act, Permit, Purpose
from vigtool.domain.events import MarksChanged
from vigtool.domain.history import History
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import Span
from vigtool.services.consents import permit
from vigtool.services.identifying import new_identifier
from vigtool.services.lookups import find, select
from vigtool.services.projection import MOMENT
from vigtool.services.recordings import frame_times, recording
from vigtool.services.workspace import Workspace

MARK, UNDO, REDO = "mark", "undo", "redo"


def moments(ws: Workspace, recording_id: RecordingId) -> list[Moment]:
    """The moments of a recording in the order in which they were marked."""
    return select(ws.index, MOMENT, Moment, parent=recording_id)


def moment(ws: Workspace, moment_id: MomentId) -> Moment:
    """One moment. Raises ``UnknownId``."""
    return find(ws.index, MOMENT, Moment, moment_id)


class MarkingDesk:
    """The moments of one recording while they are worked on, with undo and redo.

    Asks for the permit to annotate when it is set up and again before each edit, so that a withdrawal counts at once:
    raises ``ConsentRefused``. Each step names the edit; the names are keys that the window has words for.
    """

    def __init__(self, ws: Workspace, recording_id: RecordingId) -> None:
        self._ws = ws
        self._recording = recording(ws, recording_id)
        self._permit()
        self._history = History(Marks(tuple(moments(ws, recording_id))))

    @property
    def marks(self) -> Marks:
        """The moments as they are now."""
        return self._history.present

    @property
    def can_undo(self) -> str | None:
        """The name of the edit that an undo would take back."""
        return self._history.past[-1].name if self._history.past else None

    @property
    def can_redo(self) -> str | None:
        """The name of the edit that a redo would bring back."""
        return self._history.future[0].name if self._history.future else None

    def edit(self, step: str, marks: Marks) -> None:
        """Take over edited marks as one step."""
        self._take(step, self._history.edited(step, marks))

    def undo(self) -> None:
        """Go one step back, if there is one."""
        self._take(UNDO, self._history.undone())

    def redo(self) -> None:
        """Go one step forward again, if there is one."""
        self._take(REDO, self._history.redone())

    def new_moment(self, span: Span, key: int | None = None, title: str = "") -> Moment:
        """Mark a moment; its first frame is the key frame unless another is named."""
        made = Moment(MomentId(new_identifier()), self._recording.id, span, span.start if key is None else key, title)
        self.edit(MARK, self.marks.with_moment(made))
        return made

    def _permit(self) -> Permit:
        return permit(self._ws, Act.ANNOTATE, Purpose.GUIDANCE, self._recording.id)

    def _take(self, step: str, history: History[Marks]) -> None:
        changes = self.marks.changes_to(history.present)
        if changes:
            self._permit().require(Act.ANNOTATE, self._recording.id)
            self._ws.record(MarksChanged(self._recording.case, self._recording.id, step, changes))
        self._history = history


def mark_frames(
    ws: Workspace, recording_id: RecordingId, *, first: int, end: int, key: int | None = None, title: str = ""
) -> Moment:
    """Mark the frames ``[first, end)`` as a moment.

    Raises ``OutsideFilm``, ``EmptySpan``, ``KeyOutsideMoment``, ``ConsentRefused`` or ``UnknownId``.
    """
    desk = MarkingDesk(ws, recording_id)
    times = frame_times(ws, recording_id)
    return desk.new_moment(times.span(first, end), None if key is None else times.tick_of(key), title)
