"""Long work beside the window: a ``Job`` runs in a plain thread, its end is announced in the window's thread.

The runner lives in the window's thread; the worker only emits its signals, which Qt then queues. ``finish`` and
``abandon`` are called in the window's thread, as the services ask.
"""

import threading
import time
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.services.jobs import Job

T = TypeVar("T")

_RUNNING: Final["set[JobRunner]"] = set()
"""Used in the window's thread only."""


def under_way() -> bool:
    """Whether any job of the program runs or waits to be put on record; to be asked in the window's thread."""
    return bool(_RUNNING)


REPORT_EVERY: Final = 0.05
"""Seconds between two reports of progress: more would only keep the window busy."""


class _Worker(threading.Thread, Generic[T]):
    """Runs one job and says through the announcer how it went; the error, if any, waits in ``error``."""

    def __init__(self, job: Job[T], announcer: "JobRunner") -> None:
        super().__init__(name="vigtool-job", daemon=False)
        self.job = job
        self.error: Exception | None = None
        self.cancelling = threading.Event()
        self._announcer = announcer
        self._reported = 0.0

    def run(self) -> None:
        """Do the work; nothing is raised here, where nobody could answer it."""
        try:
            self.job.run(self._progress)
        except Exception as error:  # noqa: BLE001 - carried to the window's thread, which shows or raises it
            self.error = error
        self._announcer.worker_ended.emit()

    def _progress(self, done: int, total: int) -> None:
        if self.cancelling.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= REPORT_EVERY or done == total:
            self._reported = now
            self._announcer.progressed.emit(done, total)


class JobRunner(QObject):
    """Runs one job at a time. ``done`` carries what ``finish`` gave, ``failed`` a foreseen error.

    An unforeseen error is raised again in the window's thread, where the crash dialog takes it.
    """

    progressed = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    worker_ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker[object] | None = None
        self.worker_ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._worker is not None

    def start(self, job: Job[object]) -> None:
        """Run a job. Raises ``RuntimeError`` while another runs."""
        if self._worker is not None:
            raise RuntimeError("a job is under way")
        self._worker = _Worker(job, self)
        _RUNNING.add(self)
        self._worker.start()

    def cancel(self) -> None:
        """Ask the job to stop; ``cancelled`` follows when it has."""
        if self._worker is not None:
            self._worker.cancelling.set()

    def stop(self) -> None:
        """Cancel, wait for the thread and abandon the job, without any announcement: the window goes away."""
        worker = self._worker
        if worker is not None:
            worker.cancelling.set()
            worker.join()
            self._worker = None
            _RUNNING.discard(self)
            worker.job.abandon()

    @Slot()
    def _end(self) -> None:
        worker = self._worker
        if worker is None:
            return
        worker.join()
        self._worker = None
        _RUNNING.discard(self)
        if worker.error is not None:
            self._fail(worker)
            return
        try:
            result = worker.job.finish()
        except (VigtoolError, OSError) as error:
            self.failed.emit(error)
            return
        self.done.emit(result)

    def _fail(self, worker: _Worker[object]) -> None:
        worker.job.abandon()
        match worker.error:
            case Cancelled():
                self.cancelled.emit()
            case VigtoolError() | OSError() as error:
                self.failed.emit(error)
            case error if error is not None:
                raise error
