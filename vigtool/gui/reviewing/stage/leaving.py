"""The two ways to leave the full screen: something held until the ring is full, or the passphrase."""

from typing import Final

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vigtool.gui.reviewing.stage.leave_form import LeaveForm
from vigtool.gui.reviewing.stage.leave_ring import LeaveRing
from vigtool.services.workspace import Workspace

LETTING_GO_MS: Final = 80
"""Under X11 a key that is held comes as releases with a press after each, and Qt may take one for the end."""


class Leaving(QObject):
    """``passed``: whoever wants to may leave; ``too_short``: a key was up too early; ``stayed``: the form was left."""

    passed = Signal()
    too_short = Signal()
    stayed = Signal()

    def __init__(self, ws: Workspace, stage: QWidget) -> None:
        super().__init__(stage)
        self.ring = LeaveRing(stage)
        self.form = LeaveForm(ws, stage)
        self._letting_go = QTimer(self)
        self._letting_go.setSingleShot(True)
        self._letting_go.setInterval(LETTING_GO_MS)
        self._letting_go.timeout.connect(self._end_too_early)
        self.ring.held.connect(self.passed)
        self.form.proved.connect(self.passed)
        self.form.closed.connect(self.stayed)

    def begin(self, at: QPoint) -> None:
        """A key or the picture is held; the ring is drawn around a place of the stage."""
        self.ring.begin(at)

    def goes_on(self) -> bool:
        """Tell whether a press of the key is one that is held already."""
        held = self._letting_go.isActive()
        self._letting_go.stop()
        return held

    def let_go(self) -> None:
        """The key is up, unless it comes down again at once."""
        if self.ring.is_held:
            self._letting_go.start()

    def give_up(self) -> None:
        """Nothing is held any more."""
        self._letting_go.stop()
        self.ring.give_up()

    def stop(self) -> None:
        """The stage goes away."""
        self.give_up()
        self.form.stop()

    def _end_too_early(self) -> None:
        self.give_up()
        self.too_short.emit()
