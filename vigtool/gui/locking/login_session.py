"""Linux: the session as systemd-logind and the screen savers tell of it on D-Bus.

Sources: org.freedesktop.login1(5) (``Session.Lock``, ``Manager.PrepareForSleep``, ``Manager.Inhibit``), and the
interfaces org.freedesktop.ScreenSaver and org.gnome.ScreenSaver with ``ActiveChanged``. A bus that is not there says
nothing, and the idle time is left.
"""

import os
from typing import Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

from vigtool.gui.locking.session_watch import SessionWatch

LOGIN: Final = "org.freedesktop.login1"
LOGIN_PATH: Final = "/org/freedesktop/login1"
MANAGER: Final = f"{LOGIN}.Manager"
SAVERS: Final = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
INHIBIT_MS: Final = 5000


class LoginSession(SessionWatch):
    """Listens on both buses; while it does, the machine's sleep waits until the vault is locked (a delay inhibitor)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delay: QDBusUnixFileDescriptor | None = None
        self._asking: QDBusPendingCallWatcher | None = None
        self._listening = False
        self._own_path = session_path(os.environ.get("XDG_SESSION_ID", ""))

    def begin(self) -> None:
        """Listen from now on."""
        if self._listening:
            return
        self._listening = True
        self._connect(heard=True)
        ask = QDBusMessage.createMethodCall(LOGIN, LOGIN_PATH, MANAGER, "Inhibit")
        ask.setArguments(["sleep", "vigtool", "locks the vault", "delay"])
        self._asking = QDBusPendingCallWatcher(QDBusConnection.systemBus().asyncCall(ask, INHIBIT_MS), self)
        self._asking.finished.connect(self._take_delay)

    def end(self) -> None:
        """Listen no more."""
        if self._listening:
            self._listening = False
            self._connect(heard=False)
            self._asking = self._delay = None

    def _connect(self, *, heard: bool) -> None:
        system, user = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        places = [
            (system, LOGIN, f"{LOGIN}.Session", "Lock", SLOT("hear_lock(QDBusMessage)")),
            (system, LOGIN, MANAGER, "PrepareForSleep", SLOT("hear_sleep(QDBusMessage)")),
            *((user, one, one, "ActiveChanged", SLOT("hear_saver(QDBusMessage)")) for one in SAVERS),
        ]
        for bus, service, interface, name, slot in places:
            deed = bus.connect if heard else bus.disconnect
            deed(service, "", interface, name, self, slot)  # type: ignore[call-overload]  # its stub asks for bytes

    @Slot(QDBusMessage)
    def hear_lock(self, told: QDBusMessage) -> None:
        """A session is to be locked; if we know ours, only that one counts."""
        if self._own_path in ("", told.path()):
            self.locked.emit()

    @Slot(QDBusMessage)
    def hear_sleep(self, told: QDBusMessage) -> None:
        """The machine goes to sleep (True) or has woken up (False)."""
        if told.arguments() == [True]:
            self.sleeping.emit()

    @Slot(QDBusMessage)
    def hear_saver(self, told: QDBusMessage) -> None:
        """The screen saver has come (True) or gone (False)."""
        if told.arguments() == [True]:
            self.locked.emit()

    @Slot(QDBusPendingCallWatcher)
    def _take_delay(self, answered: QDBusPendingCallWatcher) -> None:
        arguments = answered.reply().arguments()
        if self._listening and arguments and isinstance(arguments[0], QDBusUnixFileDescriptor):
            self._delay = arguments[0]


def session_path(session_id: str) -> str:
    """The object path of a session of logind, empty for no id.

    What is not a letter or digit, and a digit in front, is written as "_" and two hexadecimal digits.
    """
    if not session_id:
        return ""
    escaped = [
        sign if sign.isascii() and sign.isalnum() and not (place == 0 and sign.isdigit()) else f"_{ord(sign):02x}"
        for place, sign in enumerate(session_id)
    ]
    return f"{LOGIN_PATH}/session/{''.join(escaped)}"
