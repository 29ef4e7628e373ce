"""The few buttons above the picture for looking closely: everything that their keys do, by mouse too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.layouts import row
from vigtool.wording.translation import tr


class LookButtons(QWidget):
    """Look closer, pin, compare. ``asked`` carries the ``Deed``."""

    asked = Signal(object)

    def __init__(self, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.look = self._button("search", tr("Look closer"), Deed.LOOK)
        self.pin = self._button("pin", tr("Pin this frame beside the picture"), Deed.PIN)
        self.compare = self._button("columns-2", tr("Compare with a pinned frame"), Deed.COMPARE)
        whole = row(self.look, self.pin, self.compare, gap=0)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)

    def show_pinned(self, *, pinned: bool) -> None:
        """Say whether the frame on the screen is pinned."""
        name = tr("Unpin this frame") if pinned else tr("Pin this frame beside the picture")
        self._name(self.pin, name, Deed.PIN)

    def show_comparing(self, *, comparing: bool) -> None:
        """Say whether two frames are compared."""
        name = tr("End comparing") if comparing else tr("Compare with a pinned frame")
        self._name(self.compare, name, Deed.COMPARE)

    def _button(self, icon: str, name: str, deed: Deed) -> Button:
        made = Button("", icon, Rank.QUIET, name=name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _checked=False: self.asked.emit(deed))
        self._name(made, name, deed)
        return made

    def _name(self, button: Button, name: str, deed: Deed) -> None:
        button.setAccessibleName(name)
        button.setToolTip(self._keys.tip(name, deed))
