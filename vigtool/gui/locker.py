"""When the window locks, and what it does then: settle, close the vault, hide at once if work has to end first.

Locking for good is what ``replace`` does at the composition root: a fresh program image. Where the window is not the
program's own (a demonstration, a test) the lock screen comes in the same process.
"""

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from vigtool.domain.accountability import PolicyAdopted
from vigtool.domain.events import Event
from vigtool.domain.policy import LOCK_MINUTES
from vigtool.gui.locking.cover import LockCover
from vigtool.gui.locking.handover import Handover
from vigtool.gui.locking.idle_watch import IdleWatch
from vigtool.gui.locking.session_watch import SessionWatch
from vigtool.gui.shared.jobs import under_way
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.workspace import Workspace

LOOK_MS: Final = 200
MINUTE_S: Final = 60


class Lockable(Protocol):
    """The window, as far as locking it goes."""

    @property
    def in_use(self) -> bool:
        """Whether it is looked at, or spoken to, without being touched."""

    @property
    def receiving(self) -> bool:
        """Whether what is put on record now comes by itself, with nobody there perhaps."""

    def hide_page(self) -> None:
        """Show nothing of the vault; what is under way goes on."""

    def put_away(self) -> Handover | None:
        """Put on record what is being typed, close the vault, and tell where the user was; None without a vault."""


class Locker(QObject):
    """Locks a window. ``replace`` gets what the lock screen is to know; what calls ``begin`` calls ``end``."""

    def __init__(
        self, window: QWidget, lockable: Lockable, preferences: PreferenceFile, show_locked: Callable[[Handover], None]
    ) -> None:
        super().__init__(window)
        self.replace = show_locked
        self.cover: LockCover | None = None
        self._window, self._lockable, self._preferences = window, lockable, preferences
        self._session = SessionWatch(self)
        self._ws: Workspace | None = None
        self._most_minutes = LOCK_MINUTES
        self.idle = IdleWatch(self._limit_s, lambda: lockable.in_use, parent=self)
        self.idle.idle.connect(self.lock)
        self._waiting = QTimer(self)
        self._waiting.setInterval(LOOK_MS)
        self._waiting.timeout.connect(self._look)

    def listen_to(self, session: SessionWatch) -> None:
        """Lock when the user's session is locked, and before the machine sleeps."""
        self._session = session
        session.locked.connect(self.lock)
        session.sleeping.connect(self.lock_at_once)

    def begin(self, ws: Workspace) -> None:
        """A vault is open: watch."""
        self.end()
        self._ws = ws
        self._ask_policy(ws)
        ws.listeners.append(self._heard)
        self.idle.begin()
        self._session.begin()

    def end(self) -> None:
        """No vault is open any more."""
        self.idle.end()
        self._session.end()
        self._waiting.stop()
        if self._ws is not None:
            self._ws.listeners.remove(self._heard)
            self._ws = None
        if self.cover is not None:
            self.cover.hide()
            self.cover.deleteLater()
            self.cover = None

    def lock(self) -> None:
        """Lock; long work ends first, and until then nothing is shown."""
        if self._ws is None:
            return
        if under_way():
            self._cover_up()
        else:
            self.lock_at_once()

    def lock_at_once(self) -> None:
        """Lock now; long work is stopped and leaves nothing half done."""
        if self._ws is None:
            return
        handover = None
        try:
            handover = self._lockable.put_away()
        finally:  # whatever went wrong in settling: what was open is not shown any more
            self.end()
            if handover is not None:
                self.replace(handover)

    def _heard(self, event: Event) -> None:
        """What is put on record was done by somebody, by voice or switch perhaps, unless it came by itself."""
        if not self._lockable.receiving:
            self.idle.note_use()
        if isinstance(event, PolicyAdopted) and self._ws is not None:
            self._ask_policy(self._ws)

    def _ask_policy(self, ws: Workspace) -> None:
        from vigtool.services.policy import policy  # noqa: PLC0415 - the window comes without it

        self._most_minutes = policy(ws).lock_after_minutes

    def _cover_up(self) -> None:
        if self.cover is not None:
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible():
                other.hide()
        self._lockable.hide_page()
        self.cover = LockCover(self._window)
        self.cover.lock_asked.connect(self.lock_at_once)
        self._waiting.start()

    def _look(self) -> None:
        if not under_way():
            self.lock_at_once()

    def _limit_s(self) -> float:
        return min(self._preferences.now.lock_minutes, self._most_minutes) * MINUTE_S
