"""Marking moments: every edit is put on record at once, an undo too."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

import msgspec

from vigtool.domain.accountability import CaseRekeyed
from vigtool.domain.cases import Recording
from vigtool.domain.deciding import Permit
from vigtool.domain.events import ACT_NAMES, MarksChanged
from vigtool.domain.history import History
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.marks import Marks, MomentSet
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.ticks import Span
from vigtool.domain.typing_steps import typed_between
from vigtool.services.consents import grounds, permit
from vigtool.services.errors import UnknownId
from vigtool.services.histories import (
    MORE,
    REACH,
    REDO,
    UNDO,
    begun_anew,
    events_about,
    events_since,
    remembered,
    stepped,
)
from vigtool.services.history_desk import HistoryDesk
from vigtool.services.identifying import new_identifier
from vigtool.services.lookups import find, select
from vigtool.services.projection import MOMENT
from vigtool.services.recordings import frame_times, recording
from vigtool.services.workspace import Workspace

MARK, REMOVE, RESTORE = "mark", "remove", "restore"
TYPING: Final = timedelta(seconds=10)
"""A longer pause in typing begins a new step."""
MOST_KEPT: Final = 2_000_000
"""Moments in all states of a history together, at most: with 10,000 moments the last 200 steps can be undone."""


def moments(ws: Workspace, recording_id: RecordingId) -> list[Moment]:
    """The moments of a recording in the order in which they were marked."""
    return select(ws.index, MOMENT, Moment, parent=recording_id)


def moment(ws: Workspace, moment_id: MomentId) -> Moment:
    """One moment. Raises ``UnknownId``."""
    return find(ws.index, MOMENT, Moment, moment_id)


class MarkingDesk(HistoryDesk[Marks]):
    """The moments of one recording while they are worked on, with undo and redo, over restarts of the program too.

    Asks for the permit to annotate when it is set up and again before each edit, so that a withdrawal counts at once:
    raises ``ConsentRefused``. Each step names the edit; the names are keys that the window has words for. What another
    desk puts on record meanwhile is taken over before anything is shown or edited, so that no edit undoes it unseen.
    """

    def __init__(self, ws: Workspace, recording_id: RecordingId) -> None:
        self._ws = ws
        self._recording = recording(ws, recording_id)
        self._permit()
        self._kept: History[Marks]
        self._removed: dict[MomentId, Moment]
        self._read_to: int
        self._read()
        self._typed: tuple[str, MomentId] | None = None
        self._typed_at = ws.clock()

    @property
    def marks(self) -> Marks:
        """The moments as they are now."""
        return self._history.present

    @property
    def removed(self) -> tuple[Moment, ...]:
        """The moments that were removed and are not back, the last removed first."""
        here = {moment.id for moment in self.marks}
        return tuple(gone for gone in reversed(self._removed.values()) if gone.id not in here)

    def edit(self, step: str, marks: Marks) -> None:
        """Take over edited marks as one step; words that go on being typed are one step together."""
        typed, now = typed_between(self.marks, marks), self._ws.clock()
        goes_on = typed is not None and (step, typed) == self._typed and abs(now - self._typed_at) < TYPING
        if goes_on:
            self._take(step + MORE, self._history.continued(step, marks))
        else:
            self._take(step, self._history.edited(step, marks))
        self._typed, self._typed_at = None if typed is None else (step, typed), now

    def new_moment(self, span: Span, key: int | None = None, title: str = "") -> Moment:
        """Mark a moment; its first frame is the key frame unless another is named."""
        made = Moment(MomentId(new_identifier()), self._recording.id, span, span.start if key is None else key, title)
        self.edit(MARK, self.marks.with_moment(made))
        return made

    def split(self, moment_id: MomentId, tick: int, step: str) -> MomentId:
        """Part a moment at a tick; return the later part's id. Raises ``EmptySpan`` and ``UnknownId``."""
        self._demand(moment_id)
        made = MomentId(new_identifier())
        self.edit(step, self.marks.split(moment_id, tick, made))
        return made

    def restore(self, moment_id: MomentId) -> None:
        """Bring a removed moment back as it was. Raises ``UnknownId``."""
        gone = next((moment for moment in self.removed if moment.id == moment_id), None)
        if gone is None:
            raise UnknownId(MOMENT, moment_id)
        self.edit(RESTORE, self.marks.with_moment(gone))

    def _demand(self, moment_id: MomentId) -> None:
        if self.marks.get(moment_id) is None:
            raise UnknownId(MOMENT, moment_id)

    @property
    def _history(self) -> History[Marks]:
        if self._read_to != self._ws.vault.journal.count:
            if self._begun_anew_since():
                self._read()
            for event in events_since(self._ws, self._read_to, self._recording.id, ACT_NAMES[MarksChanged]):
                if isinstance(event, MarksChanged):
                    before = self._kept.present
                    self._kept = stepped(self._kept, event.step, before.apply(event.changes))
                    _note_removed(self._removed, event.step, before, self._kept.present)
            self._read_to = self._ws.vault.journal.count
        return self._kept

    def _read(self) -> None:
        ws = self._ws
        events = [event for event in self._events() if isinstance(event, MarksChanged)]
        present = moments(ws, self._recording.id)
        reach = min(REACH, MOST_KEPT // max(len(present), 1))
        begin = _begin(ws, self._recording).apply(change for event in events[:-reach] for change in event.changes)
        self._kept = remembered(begin, _states(begin, events[-reach:]))
        self._read_to = ws.vault.journal.count
        self._removed = _removed(events)

    def _begun_anew_since(self) -> bool:
        """Whether somebody of the case was erased since: then the steps of before are gone, from memory too."""
        anew, case = ACT_NAMES[CaseRekeyed], self._recording.case
        return any(one.act == anew and one.case == case for one in self._ws.index.entries_from(self._read_to))

    def _events(self) -> Iterator[object]:
        return events_about(self._ws, self._recording.id, ACT_NAMES[MarksChanged])

    def _permit(self) -> Permit:
        return permit(self._ws, Act.ANNOTATE, Purposes.GUIDANCE, self._recording.id)

    def _take(self, step: str, history: History[Marks]) -> None:
        if step in (UNDO, REDO):
            self._typed = None
        before, changes = self.marks, self.marks.changes_to(history.present)
        if changes:
            given = self._permit()
            given.require(Act.ANNOTATE, self._recording.id)
            film = self._recording
            made = self._ws.record(MarksChanged(film.case, film.id, step, changes, grounds(given)))
            self._read_to = made.seq + 1
        self._kept = history
        _note_removed(self._removed, step, before, history.present)


def _begin(ws: Workspace, film: Recording) -> Marks:
    """The moments from which the edits on record go on: none, or those with which the case began anew."""
    kept = (one for one in begun_anew(ws, film.case) if one.kind == MOMENT and one.parent == film.id)
    return Marks(tuple(msgspec.json.decode(one.body, type=Moment) for one in kept))


def _states(begin: Marks, events: Iterable[MarksChanged]) -> Iterator[tuple[str, Marks]]:
    moments = {moment.id: moment for moment in begin}  # one for all steps: thousands of moments are not gone through
    for event in events:
        for change in event.changes:
            if isinstance(change, MomentSet):
                moments[change.moment.id] = change.moment
            else:
                moments.pop(change.moment_id, None)
        yield event.step, Marks(tuple(moments.values()))


def _removed(events: Iterable[MarksChanged]) -> dict[MomentId, Moment]:
    """The moments that were taken away by a removal, in that order; one that came back since may be among them."""
    known: dict[MomentId, Moment] = {}
    removed: dict[MomentId, Moment] = {}
    for event in events:
        for change in event.changes:
            if isinstance(change, MomentSet):
                known[change.moment.id] = change.moment
            elif event.step == REMOVE and change.moment_id in known:
                removed.pop(change.moment_id, None)
                removed[change.moment_id] = known[change.moment_id]
    return removed


def _note_removed(removed: dict[MomentId, Moment], step: str, before: Marks, after: Marks) -> None:
    if step == REMOVE:
        kept = {moment.id for moment in after}
        for moment in before:
            if moment.id not in kept:
                removed.pop(moment.id, None)
                removed[moment.id] = moment


def mark_frames(
    ws: Workspace, recording_id: RecordingId, *, first: int, end: int, key: int | None = None, title: str = ""
) -> Moment:
    """Mark the frames ``[first, end)`` as a moment.

    Raises ``OutsideFilm``, ``EmptySpan``, ``KeyOutsideMoment``, ``ConsentRefused`` or ``UnknownId``.
    """
    desk = MarkingDesk(ws, recording_id)
    times = frame_times(ws, recording_id)
    return desk.new_moment(times.span(first, end), None if key is None else times.tick_of(key), title)
