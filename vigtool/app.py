"""Composition root of the window: builds the application, sets the one hook for crashes, and wires the rest."""

import sys
import threading
from typing import Final

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QTimer
from PySide6.QtWidgets import QApplication

from vigtool.domain.identifiers import RecordingId
from vigtool.gui.crash_dialog import CrashHook
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.appearance import dress
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.qt_messages import log_qt_messages
from vigtool.services.workspace import Workspace

PRELOAD_MS: Final = 200
"""When the window is there and painted: then what the vault needs is loaded, while the passphrase is being typed."""


def load_workplace() -> None:
    """Import what the window needs once a vault is open."""
    import vigtool.gui.workplace  # noqa: F401, PLC0415 - for its effect: the import itself takes the time


def get_ahead() -> None:
    """Have at hand what the first film will need: an engine, and the workplace."""
    from vigtool.engine.spare import prepare_spare  # noqa: PLC0415 - the window does not wait for this import

    prepare_spare()
    load_workplace()


def let_go() -> None:
    """End what was got ahead of and never used."""
    from vigtool.engine.spare import end_spare  # noqa: PLC0415 - as above

    end_spare()


def build_application() -> QApplication:
    """Return the one application object of this process, made if there is none yet."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("vigtool")
    QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false")  # a missing PipeWire is no news to anybody
    return application


def build_window(
    preferences: PreferenceFile, workspace: Workspace | None = None, film: RecordingId | None = None
) -> MainWindow:
    """Return the window, not shown yet: at its start page, or with an open vault and a film in Prepare."""
    dress(build_application(), preferences.now.scheme, preferences.now.text_percent)
    window = MainWindow(preferences)
    if workspace is not None:
        window.enter(workspace, film)
    return window


def open_window(
    workspace: Workspace | None = None,
    film: RecordingId | None = None,
    *,
    preferences: PreferenceFile | None = None,
) -> int:
    """Show the window until it is closed; return the exit code.

    ``workspace`` is closed with the window. ``preferences`` are this user's unless others are given.
    """
    log_qt_messages()
    application = build_application()
    hook = CrashHook(application)
    sys.excepthook = hook.take
    threading.excepthook = lambda told: hook.take(told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback)
    window = build_window(preferences or PreferenceFile(), workspace, film)
    window.show()
    QTimer.singleShot(PRELOAD_MS, get_ahead)
    try:
        return application.exec()
    finally:
        let_go()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
