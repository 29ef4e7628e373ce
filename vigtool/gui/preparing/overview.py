"""The thread in which a film's overview for the strip is loaded and made; its parts are announced in the window's."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Protocol, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot

from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.domain.progress import Progress
from vigtool.media.filmstrip_bytes import Filmstrip
from vigtool.media.waveform_bytes import Waveform

OverviewPart: TypeAlias = Filmstrip | Waveform


class OverviewWork(Protocol):
    """What makes the overview (``vigtool.services.film_overview.FilmOverview``)."""

    def build(self, tell: Callable[[OverviewPart], None], progress: Progress) -> None:
        """Tell what is kept, then make, tell and keep the rest; ``progress`` stops it by raising ``Cancelled``."""

    def forget(self) -> None:
        """Keep nothing from now on."""


class Overview(QObject):
    """``arrived`` carries each part, ``progressed`` (done, total); ``ended`` None, or the error why parts are missing.

    Lives in the window's thread; without ``work`` it does nothing. An unforeseen error is raised again there, where the
    crash dialog takes it. The other signals are the worker's.
    """

    arrived = Signal(object)
    progressed = Signal(int, int)
    ended = Signal(object)
    part_made = Signal(object, object)
    work_reported = Signal(object, int, int)
    work_ended = Signal(object, object)

    def __init__(self, work: OverviewWork | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._running: _Run | None = None
        self._complete = work is None
        self.part_made.connect(self._pass_on)
        self.work_reported.connect(self._report)
        self.work_ended.connect(self._end)

    def start(self) -> None:
        """Begin, or go on, unless all is there; connect the signals before."""
        if self._work is not None and self._running is None and not self._complete:
            self._running = _Run(self._work, self)
            self._running.start()

    def end(self, *, keep: bool = True) -> None:
        """Stop and wait until that is done; what was made is put away unless ``keep`` is False."""
        if self._work is not None and not keep:
            self._work.forget()
        running, self._running = self._running, None
        if running is not None:
            running.stopping.set()
            running.join()

    @Slot(object, object)
    def _pass_on(self, run: Thread, part: OverviewPart) -> None:
        if run is self._running:
            self.arrived.emit(part)

    @Slot(object, int, int)
    def _report(self, run: Thread, done: int, total: int) -> None:
        if run is self._running:
            self.progressed.emit(done, total)

    @Slot(object, object)
    def _end(self, run: Thread, error: Exception | None) -> None:
        if run is not self._running:
            return
        run.join()
        self._running, self._complete = None, True
        if error is not None and not isinstance(error, (VigtoolError, OSError)):
            raise error
        self.ended.emit(error)


class _Run(Thread):
    """One time of loading and making; says through the announcer, in the window's thread, what there is."""

    def __init__(self, work: OverviewWork, announcer: Overview) -> None:
        super().__init__(name="overview", daemon=False)
        self.stopping = Event()
        self._work = work
        self._announcer = announcer
        self._told = (-1, -1)

    def run(self) -> None:
        """Work to the end; nothing is raised here, where nobody could answer it."""
        error: Exception | None = None
        try:
            self._work.build(self._tell, self._progress)
        except Cancelled:
            return
        except Exception as raised:  # noqa: BLE001 - carried to the window's thread, which tells or raises it
            error = raised
        self._announcer.work_ended.emit(self, error)

    def _tell(self, part: OverviewPart) -> None:
        self._announcer.part_made.emit(self, part)

    def _progress(self, done: int, total: int) -> None:
        if self.stopping.is_set():
            raise Cancelled
        if (done, total) != self._told:
            self._told = (done, total)
            self._announcer.work_reported.emit(self, done, total)
