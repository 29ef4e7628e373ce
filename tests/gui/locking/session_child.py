"""Run as a process on buses of its own: listens to the session and prints what it hears; another connection speaks.

Arguments: the id of the own session, or an empty text.
"""

import os
import sys

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage

LOGIN = "org.freedesktop.login1"
PAUSE_MS = 400


def signals() -> list[tuple[str, str, str, list[object]]]:
    session = f"/{LOGIN.replace('.', '/')}/session"
    return [
        (f"{session}/_32", f"{LOGIN}.Session", "Lock", []),
        (f"{session}/_33", f"{LOGIN}.Session", "Lock", []),
        (f"/{LOGIN.replace('.', '/')}", f"{LOGIN}.Manager", "PrepareForSleep", [False]),
        (f"/{LOGIN.replace('.', '/')}", f"{LOGIN}.Manager", "PrepareForSleep", [True]),
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [False]),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
    ]


def speak(other: QDBusConnection) -> None:
    for path, interface, name, arguments in signals():
        told = QDBusMessage.createSignal(path, interface, name)
        told.setArguments(arguments)
        other.send(told)


def main() -> None:
    os.environ["XDG_SESSION_ID"] = sys.argv[1]
    from vigtool.gui.locking.session_watch import session_watch  # noqa: PLC0415 - below the environment

    application = QCoreApplication([])
    watch = session_watch(application)
    heard: list[str] = []
    watch.locked.connect(lambda: heard.append("locked"))
    watch.sleeping.connect(lambda: heard.append("sleeping"))
    other = QDBusConnection.connectToBus(QDBusConnection.BusType.SystemBus, "speaker")
    for service in (LOGIN, "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver"):
        other.registerService(service)
    watch.begin()
    QTimer.singleShot(PAUSE_MS, lambda: speak(other))

    def end() -> None:
        heard.append("ended")
        watch.end()

    QTimer.singleShot(2 * PAUSE_MS, end)
    QTimer.singleShot(3 * PAUSE_MS, lambda: speak(other))
    QTimer.singleShot(4 * PAUSE_MS, application.quit)
    application.exec()
    sys.stdout.write(" ".join(heard) + "\n")


if __name__ == "__main__":
    main()
