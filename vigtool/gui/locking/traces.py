"""What a window leaves behind by itself: what was copied, and the folders that Qt's file dialog remembers."""

import os

from PySide6.QtCore import QSettings
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


def let_qt_remember_nothing() -> None:
    """Give Qt's own settings no place: its file dialog would write down every folder that was visited.

    To be called once, before the first dialog. It cannot be had where settings are no files (Windows, macOS); there the
    dialogs are the system's own.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
