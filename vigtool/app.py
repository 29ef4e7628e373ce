"""Composition root of the window: builds the application, sets the one hook for crashes, and wires the rest."""

import sys
import threading
from typing import Final

from PySide6.QtCore import QCoreApplication, QLoggingCategory, QTimer
from PySide6.QtWidgets import QApplication

from vigtool.domain.identifiers import RecordingId
from vigtool.gui.crash_dialog import CrashHook
from vigtool.gui.locking.handover import Handover, pack, unpack
from vigtool.gui.locking.process_image import handed_over, replace_process
from vigtool.gui.locking.session_watch import session_watch
from vigtool.gui.locking.traces import clear_clipboard, let_dialogs_remember_nothing
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
    """End every engine, used or not, and take back what was copied."""
    from vigtool.engine.living import ENGINES  # noqa: PLC0415 - as above
    from vigtool.engine.spare import end_spare  # noqa: PLC0415 - as above

    end_spare()
    ENGINES.end_all()
    clear_clipboard()


def begin_anew(handover: Handover) -> None:
    """Forget everything by going on as a fresh program; where the system refuses that, end."""
    let_go()
    try:
        replace_process(pack(handover))
    except OSError:
        QApplication.exit(1)


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

    ``workspace`` is closed with the window. ``preferences`` are this user's unless others are given; those belong to a
    demonstration, whose lock screen comes in the same process.
    """
    log_qt_messages()
    application = build_application()
    let_dialogs_remember_nothing()
    hook = CrashHook(application)
    sys.excepthook = hook.take
    threading.excepthook = lambda told: hook.take(told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback)
    window = build_window(preferences or PreferenceFile(), workspace, film)
    if preferences is None:
        window.locker.replace = begin_anew
        window.locker.listen_to(session_watch(window))
        if (locked := unpack(handed_over() or b"")) is not None:
            window.show_locked(locked)
    window.show()
    QTimer.singleShot(PRELOAD_MS, get_ahead)
    try:
        return application.exec()
    finally:
        let_go()
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
