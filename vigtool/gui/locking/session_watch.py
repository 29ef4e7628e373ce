"""What the system says of the user's session: it was locked, or the machine goes to sleep.

Linux says it over D-Bus (``login_session.py``). Windows (WM_WTSSESSION_CHANGE, WM_POWERBROADCAST) and macOS
(``com.apple.screenIsLocked``, ``NSWorkspaceWillSleepNotification``) would be further classes with these two signals;
they are not written, so there the idle time and the key lock.
"""

import sys

from PySide6.QtCore import QObject, Signal


class SessionWatch(QObject):
    """``locked``: the screen was locked. ``sleeping``: the machine goes to sleep, and waits a little for us."""

    locked = Signal()
    sleeping = Signal()

    def begin(self) -> None:
        """Listen from now on."""

    def end(self) -> None:
        """Listen no more, and let the machine sleep without waiting for us."""


def session_watch(parent: QObject | None = None) -> SessionWatch:
    """The watch of this system; one that never says anything where none is written."""
    if sys.platform == "linux":
        from vigtool.gui.locking.login_session import LoginSession  # noqa: PLC0415 - QtDBus is loaded when it is used

        return LoginSession(parent)
    return SessionWatch(parent)
