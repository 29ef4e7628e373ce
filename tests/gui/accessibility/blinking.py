"""Finds widgets that are shown before they have a place: each is a window of its own for a blink."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

PLAIN = (Qt.WindowType.Widget, Qt.WindowType.Window)


class _Shown(QObject):
    """Gathers what is shown as a plain window."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        is_window = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_window and isinstance(watched, QWidget) and watched.windowType() in PLAIN:
            self.windows.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


@contextmanager
def plain_windows(application: QApplication) -> Iterator[list[str]]:
    """The class and name of everything that is shown as a plain window meanwhile: no dialog, no popup."""
    shown = _Shown()
    application.installEventFilter(shown)
    try:
        yield shown.windows
    finally:
        application.removeEventFilter(shown)
