"""Looking at a package before it is made: about how large it will be, and the way to whoever is still open in it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.events import Event, MasksChanged
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.renditions import ClipWish
from vigtool.gui.shared.open_frames import Covering, Shown, cover_first_gap
from vigtool.services.errors import NotCovered
from vigtool.services.package_outlook import PackageOutlook, package_outlook, portions
from vigtool.services.recordings import frame_times
from vigtool.services.render_plans import Size
from vigtool.services.workspace import Workspace

LOOK_MS: Final = 300
"""After a change: while somebody types, what would leave is not looked up at each letter."""

Asked = tuple[Sequence[MomentId], ClipWish | None, Sequence[PersonId], Size | None]
"""The moments, how they are cut (None: whole films), who is to be covered, the largest size."""


class PackageLook(QObject):
    """``seen`` carries the ``PackageOutlook``, ``failed`` an error; both follow ``look_soon`` and changed masks."""

    seen = Signal(object)
    failed = Signal(object)

    def __init__(self, ws: Workspace, asked: Callable[[], Asked], covering: Covering | None, over: QWidget) -> None:
        super().__init__(over)
        self._ws, self._asked, self._covering, self._over = ws, asked, covering, over
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        ws.listeners.append(self._heard)

    def wait(self) -> None:
        """Look only once something else is chosen; what is said meanwhile stays."""
        self._timer.stop()

    def stop(self) -> None:
        """Look at nothing any more."""
        self._timer.stop()
        if self._heard in self._ws.listeners:
            self._ws.listeners.remove(self._heard)

    @Slot()
    def look_soon(self) -> None:
        """Look once the choices have come to rest."""
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Look at what is chosen now."""
        self._timer.stop()
        moments, wish, masked, most = self._asked()
        try:
            found: PackageOutlook = package_outlook(self._ws, moments, wish, masked, most)
        except (VigtoolError, OSError) as error:
            self.failed.emit(error)
            return
        self.seen.emit(found)

    def go_to(self, error: NotCovered) -> None:
        """Open the window for covering at the first gap, over what leaves of the film. Raises as that window does."""
        moments, wish, _masked, _most = self._asked()
        shown = []
        for one in portions(self._ws, moments, wish):
            span = frame_times(self._ws, one.recording).span(one.frames.start, one.frames.stop)
            shown.append(Shown(one.recording, span))
        cover_first_gap(self._ws, error, shown, self._covering, self._over)

    def _heard(self, event: Event) -> None:
        if isinstance(event, MasksChanged):
            self.look_soon()
