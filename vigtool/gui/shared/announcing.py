"""Saying aloud what changed where nothing that has the focus changed: short, politely, and never for each frame."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(speaker: QWidget, words: str) -> None:
    """Have a screen reader say something when it has said what it is saying; nothing without one."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(speaker, words))


class Announcer(QObject):
    """Speaks for a page. ``said`` carries each sentence, whether a screen reader listens or not."""

    said = Signal(str)

    def __init__(self, speaker: QWidget) -> None:
        super().__init__(speaker)
        self._speaker = speaker

    def say(self, words: str) -> None:
        """Say something, if it is anything."""
        if words:
            announce(self._speaker, words)
            self.said.emit(words)
