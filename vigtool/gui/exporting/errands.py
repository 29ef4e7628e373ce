"""What is being handed out, one job after another: it goes on whichever dialog is open."""

import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.gui.exporting.orders import Ordered
from vigtool.gui.shared.jobs import JobRunner
from vigtool.gui.shared.open_frames import Shown
from vigtool.services.job_queue import JobQueue, Queued

_TELL_MS: Final = 500
"""How often the time that is left is told anew."""


class State(StrEnum):
    """How far an errand is."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    KEPT = "kept"
    """It did not come to it: see ``error``."""


UNDER_WAY: Final = frozenset({State.WAITING, State.RUNNING, State.STOPPING})


@dataclass(eq=False)
class Errand:
    """One job; ``case`` is whose consents it stands on, ``report`` what the job gave, ``error`` why there is none.

    ``shown`` are the parts of films that are to leave with it.
    """

    what: str
    target: Path
    case: CaseId
    queued: Queued
    shown: tuple[Shown, ...] = ()
    state: State = State.WAITING
    report: object = None
    error: VigtoolError | OSError | None = None


class Errands(QObject):
    """``changed`` says that an errand came, went or is in another state; ``told`` that one is farther than before."""

    changed = Signal()
    told = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listed: list[Errand] = []
        self._queue = JobQueue()
        self._runner = JobRunner(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TELL_MS)
        self._tick.timeout.connect(self.told)
        self._runner.progressed.connect(self._progressed)
        self._runner.done.connect(self._done)
        self._runner.failed.connect(self._failed)
        self._runner.cancelled.connect(self._cancelled)

    @property
    def busy(self) -> bool:
        """Whether something is under way or waits."""
        return any(one.state in UNDER_WAY for one in self.listed)

    @property
    def current(self) -> Errand | None:
        """The errand that is under way."""
        return next((one for one in self.listed if one.queued is self._queue.current), None)

    @property
    def seconds_left(self) -> float | None:
        """Seconds that the errand under way takes still, None while that cannot be told."""
        return self._queue.seconds_left(time.monotonic())

    def add(self, ordered: Ordered, case: CaseId) -> Errand:
        """Take a job on; it runs when those before it are at their end."""
        errand = Errand(ordered.what, ordered.target, case, self._queue.add(ordered.job), ordered.shown)
        self.listed.append(errand)
        self._go_on()
        return errand

    def cancel(self, errand: Errand) -> None:
        """Stop an errand, or let go of one that waits."""
        if errand.state is State.WAITING:
            self._queue.take_out(errand.queued)
            self._leave(errand, State.STOPPED)
        elif errand.state is State.RUNNING:
            self._leave(errand, State.STOPPING)
            self._runner.cancel()

    def forget_done(self) -> None:
        """List only what is under way or waits."""
        self.listed = [one for one in self.listed if one.state in UNDER_WAY]
        self.changed.emit()

    def stop(self) -> None:
        """Stop everything at once and wait: the window goes away. Nothing half-made is left."""
        self._tick.stop()
        self._queue.clear()
        self._runner.stop()
        self._queue.ended()
        self.listed.clear()

    def _go_on(self) -> None:
        queued = self._queue.next(time.monotonic())
        for one in self.listed:
            if queued is not None and one.queued is queued:
                one.state = State.RUNNING
                self._tick.start()
                self._runner.start(queued.job)
        if not self.busy:
            self._tick.stop()
        self.changed.emit()

    @Slot(object, object)
    def _progressed(self, done: int, total: int) -> None:
        self._queue.told(done, total, time.monotonic())
        self.told.emit()

    @Slot(object)
    def _done(self, report: object) -> None:
        if self.current is not None:
            self.current.report = report
        self._end(State.DONE)

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        if self.current is not None:
            self.current.error = error
        self._end(State.KEPT)

    @Slot()
    def _cancelled(self) -> None:
        self._end(State.STOPPED)

    def _end(self, state: State) -> None:
        errand = self.current
        self._queue.ended()
        if errand is not None:
            errand.state = state
        self._go_on()

    def _leave(self, errand: Errand, state: State) -> None:
        errand.state = state
        self.changed.emit()
