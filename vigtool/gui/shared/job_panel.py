"""A job's progress in the page: what is being done, how far it is, and a way to stop it."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.jobs import JobRunner
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.services.jobs import Job
from vigtool.wording.translation import tr

T = TypeVar("T")

STEPS = 1000
"""Of the bar; totals are bytes and may not fit into Qt's int."""


class JobPanel(QFrame):
    """Hidden until a job runs. ``failed`` carries the error, ``cancelled`` nothing."""

    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = JobRunner(self)
        self._on_done: Callable[[object], None] | None = None
        self._what = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Button(tr("Stop"), "x")
        self._cancel.clicked.connect(self._stop_asked)
        self._lay_out()
        self._runner.progressed.connect(self._show)
        self._runner.done.connect(self._done)
        self._runner.failed.connect(self._failed)
        self._runner.cancelled.connect(self._cancelled)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether a job is under way."""
        return self._runner.running

    def start(self, what: str, job: Job[T], done: Callable[[T], None], *, stoppable: bool = True) -> None:
        """Run a job; ``done`` gets its result in the window's thread. Raises ``RuntimeError`` while one runs."""
        self._on_done = cast("Callable[[object], None]", done)
        self._what.setText(what)
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(stoppable)
        self._cancel.setEnabled(True)
        self.show()
        self._runner.start(cast("Job[object]", job))

    def stop(self) -> None:
        """Stop at once and wait: the page goes away."""
        self._runner.stop()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.MEDIUM)
        bar.addWidget(self._bar, 1)
        bar.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._what)
        column.addLayout(bar)

    @Slot(object, object)
    def _show(self, done: int, total: int) -> None:
        if total > 0:
            self._bar.setRange(0, STEPS)
            self._bar.setValue(done * STEPS // total)

    @Slot()
    def _stop_asked(self) -> None:
        self._cancel.setEnabled(False)
        self._runner.cancel()

    @Slot(object)
    def _done(self, result: object) -> None:
        self.hide()
        if self._on_done is not None:
            self._on_done(result)

    @Slot(object)
    def _failed(self, error: object) -> None:
        self.hide()
        self.failed.emit(error)

    @Slot()
    def _cancelled(self) -> None:
        self.hide()
        self.cancelled.emit()
