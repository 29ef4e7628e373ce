"""Tooltips that tell the key beside the name, as it is now.

A widget says by its property ``deed`` what it does: the value of a ``Deed``, or several with spaces between.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import Deed

DEED: Final = "deed"


def does(widget: QWidget, *deeds: Deed) -> None:
    """Note what a widget does; its tooltip is written when it is asked for."""
    widget.setToolTip("")
    widget.setProperty(DEED, " ".join(deeds))


class KeyTips(QObject):
    """Writes the tooltips of a page's widgets when they are about to be shown; their accessible name is the name.

    A widget that came later has no tooltip of its own, so that the page is asked for one.
    """

    def __init__(self, keys: KeyMap, page: QWidget) -> None:
        super().__init__(page)
        self._keys = keys
        self._page = page
        page.installEventFilter(self)
        for widget in self._told():
            widget.installEventFilter(self)
        self.write()

    def write(self) -> None:
        """Write them all: keys were changed."""
        for widget in self._told():
            self._write(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write the tooltip anew: the name or the key may have changed."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            widget = watched if watched is not self._page else self._page.childAt(event.pos())
            if isinstance(widget, QWidget) and widget.property(DEED):
                self._write(widget)
                QToolTip.showText(event.globalPos(), widget.toolTip(), widget)
                return True
        return super().eventFilter(watched, event)

    def _told(self) -> list[QWidget]:
        return [widget for widget in self._page.findChildren(QWidget) if widget.property(DEED)]

    def _write(self, widget: QWidget) -> None:
        deeds = [Deed(one) for one in str(widget.property(DEED)).split()]
        widget.setToolTip(self._keys.tip(widget.accessibleName(), *deeds))
