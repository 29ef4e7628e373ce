"""The keys of the workspace: what is pressed, held and let go, and when they are silent.

In a text field they write text. A key that is held ends when it goes up, and also when its release can no longer be
heard: another window, a text field, another page.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.marking.marker import Marker

X11: Final = "xcb"
"""The platform on which repetitions of a key can look like a release and a press."""

MOVING: Final = frozenset(
    {Deed.PLAY, Deed.BACKWARD, Deed.SLOWER, Deed.FASTER, Deed.BACK, Deed.FORWARD, Deed.LEAVE}
    | {Deed.SECOND_BACK, Deed.SECOND_FORWARD, Deed.FIVE_BACK, Deed.FIVE_FORWARD}
    | {Deed.CLOSER, Deed.FARTHER, Deed.WHOLE, Deed.MIRROR}
    | {Deed.PICTURE_CLOSER, Deed.PICTURE_FARTHER, Deed.PICTURE_WHOLE}
    | {Deed.PICTURE_LEFT, Deed.PICTURE_RIGHT, Deed.PICTURE_UP, Deed.PICTURE_DOWN}
)
"""Deeds during which a mark goes on being held. All others want the moment that is being marked to be there: who types
fast has the next key down before this one is up."""


class Keyboard(QObject):
    """Does what the keys of a page ask for; ``press`` and ``release`` tell whether the key was one of its own."""

    def __init__(self, page: QWidget, keys: KeyMap, marker: Marker, do: Callable[[Deed], None]) -> None:
        super().__init__(page)
        self._page, self._keys, self._marker, self._do = page, keys, marker, do
        self._held: tuple[int, int] | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def press(self, event: QKeyEvent) -> bool:
        """A key goes down, or repeats itself."""
        deed = self._keys.deed_of(event)
        if writes_text(QApplication.focusWidget()):
            return False
        if deed is Deed.MARK:
            self._held = (event.key(), event.nativeScanCode())
            self._marker.press()
        elif deed is not None:
            if deed not in MOVING:
                self.let_go()
            self._do(deed)
        return deed is not None

    def release(self, event: QKeyEvent) -> bool:
        """A key goes up. While one repeats itself, some machines tell of releases that did not happen."""
        if self._held is None or event.isAutoRepeat() or not self._is_held(event, *self._held):
            return False
        if QGuiApplication.platformName() == X11:
            self._held = None
            self._marker.lift()
        else:
            self.let_go()
        return True

    def let_go(self) -> None:
        """Nothing is held any more: what was held until now is marked."""
        self._held = None
        self._marker.release()

    @staticmethod
    def _is_held(event: QKeyEvent, key: int, scan_code: int) -> bool:
        """With Shift or another layout the same key may mean another sign when it goes up."""
        return event.key() == key or (scan_code > 1 and event.nativeScanCode() == scan_code)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._held is not None and (now is None or writes_text(now) or now.window() is not self._page.window()):
            self.let_go()


def writes_text(widget: QWidget | None) -> bool:
    """Tell whether a key that is pressed in a widget belongs to its text or to its choices."""
    if widget is None:
        return False
    takes_words = widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return takes_words or isinstance(widget, (QComboBox, QAbstractSpinBox, QLineEdit, QPlainTextEdit))
