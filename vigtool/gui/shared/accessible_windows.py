"""A window for assistive technology, with the popups that stand open over it.

Qt leaves popups out of what it tells: who goes through the window by a screen reader would not find an open one
(``QAccessibleApplication`` lists no window of the type ``Popup``, and a widget no child that is a window).
"""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget

from vigtool.gui.shared.accessible_roles import spoken_by

CHOICES: Final = "QComboBoxPrivateContainer"
"""Qt's name of what a choice field opens."""


class _AccessibleWindow(QAccessibleWidget):
    """Has the open popups after its own children; holds nothing (see ``accessible_roles``)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, QAccessible.Role.Window)

    def childCount(self) -> int:
        return super().childCount() + len(open_popups(self.widget()))

    def child(self, index: int, /) -> QAccessibleInterface:
        own = super().childCount()
        popups = open_popups(self.widget())
        if own <= index < own + len(popups):
            return QAccessible.queryAccessibleInterface(popups[index - own])
        return super().child(index)

    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        popups = open_popups(self.widget())
        shown = child.object()
        if shown in popups:
            return super().childCount() + popups.index(shown)
        return super().indexOfChild(child)


class _AccessiblePopup(QAccessibleWidget):
    """Stands in the window over which it is open."""

    def __init__(self, popup: QWidget) -> None:
        super().__init__(popup, QAccessible.Role.Dialog)

    def parent(self) -> QAccessibleInterface:
        holder = self.widget().parentWidget()
        return QAccessible.queryAccessibleInterface(holder.window()) if holder is not None else super().parent()


def open_popups(window: QWidget) -> list[QObject]:
    """The popups that are open over a window; not the lists of its choice fields, which Qt tells of with the field."""
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one.windowType() is Qt.WindowType.Popup
        and one.isVisible()
        and (holder := one.parentWidget()) is not None
        and holder.window() is window
        and one.metaObject().className() != CHOICES
    ]


def _window(shown: QObject) -> QAccessibleInterface:
    if not isinstance(shown, QWidget):
        raise TypeError(type(shown).__name__)
    return _AccessibleWindow(shown)


def _popup(shown: QObject) -> QAccessibleInterface:
    if not isinstance(shown, QWidget):
        raise TypeError(type(shown).__name__)
    return _AccessiblePopup(shown)


holds_popups = spoken_by(_window)
"""For classes of windows."""
stands_in_window = spoken_by(_popup)
"""For classes of widgets that are shown as popups."""
