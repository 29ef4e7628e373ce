"""The thread in which a film's overview for the strip is loaded and made; its parts are announced in the window's."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Protocol, TypeAlias

from PySide6.QtCore import QObject, Signal

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

    Lives in the window's thread. An unforeseen error is raised again there, where the crash dialog takes it.
    """

    arrived = Signal(object)
    progressed = Signal(int, int)
    ended = Signal(object)
    _finished = Signal(object)

    def __init__(self, work: OverviewWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stopping = Event()
        self._reported = (-1, -1)
        self._finished.connect(self._end)
        self._thread = Thread(target=self._run, name="overview", daemon=False)

    def start(self) -> None:
        """Begin; connect the signals before."""
        self._thread.start()

    def end(self, *, keep: bool = True) -> None:
        """Stop and wait until that is done; what was made is put away unless ``keep`` is False."""
        if not keep:
            self._work.forget()
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        error: Exception | None = None
        try:
            self._work.build(self._tell, self._progress)
        except Exception as raised:  # noqa: BLE001 - carried to the window's thread, which tells or raises it
            error = raised
        if not self._stopping.is_set():
            self._finished.emit(error)

    def _tell(self, part: OverviewPart) -> None:
        if not self._stopping.is_set():
            self.arrived.emit(part)

    def _progress(self, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise Cancelled
        if (done, total) != self._reported:
            self._reported = (done, total)
            self.progressed.emit(done, total)

    def _end(self, error: Exception | None) -> None:
        if self._stopping.is_set() or isinstance(error, Cancelled):
            return
        if error is not None and not isinstance(error, (VigtoolError, OSError)):
            raise error
        self.ended.emit(error)
