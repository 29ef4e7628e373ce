"""What a window leaves behind by itself: what was copied, and the folders that file dialogs remember."""

import os
import sys

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QClipboard, QGuiApplication


def clear_clipboard() -> None:
    """Empty the clipboard and the selection, where what is in them was put there by this program.

    Trap: without this, Qt hands them to the desktop's clipboard manager when the program ends.
    """
    clipboard = QGuiApplication.clipboard()
    for mode, ours, there in (
        (QClipboard.Mode.Clipboard, clipboard.ownsClipboard, True),
        (QClipboard.Mode.Selection, clipboard.ownsSelection, clipboard.supportsSelection()),
    ):
        if there and ours():
            clipboard.clear(mode)


def let_dialogs_remember_nothing() -> None:
    """Choose files in dialogs that write down neither files nor folders; to be called once, before the first.

    Linux: Qt's own dialog instead of the desktop's, which keeps a list of recent files and whose portal cannot look at
    a process that is closed to others; and no place for Qt's settings, where its dialog keeps the folders visited.
    Elsewhere the dialogs are the system's own, with the memory that the system gives them.
    """
    if sys.platform == "linux":
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
