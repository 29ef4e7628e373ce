"""The line above the picture: back, which film this is, undo and redo with their names, the keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class Head(QWidget):
    """``back_asked`` leaves the film, ``asked`` carries a ``Deed``."""

    back_asked = Signal()
    asked = Signal(object)

    def __init__(self, film: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = self._button("arrow-left", tr("To the films"))
        back.clicked.connect(lambda _checked=False: self.back_asked.emit())
        self.undo_button = self._button("undo-2", tr("Undo"))
        self.undo_button.clicked.connect(lambda _checked=False: self.asked.emit(Deed.UNDO))
        self.redo_button = self._button("redo-2", tr("Redo"))
        self.redo_button.clicked.connect(lambda _checked=False: self.asked.emit(Deed.REDO))
        keys = self._button("keyboard", tr("Keys"))
        keys.setToolTip(f"{tr('Keys')} (?)")
        keys.clicked.connect(lambda _checked=False: self.asked.emit(Deed.HELP))
        self.history = QWidget()
        held = QHBoxLayout(self.history)
        held.setContentsMargins(0, 0, 0, 0)
        held.setSpacing(0)
        held.addWidget(self.undo_button)
        held.addWidget(self.redo_button)
        whole = row(back, ElidedLabel(film, "section"), self.history, keys)
        whole.setStretch(1, 1)
        whole.setContentsMargins(Space.SMALL, Space.HAIR, Space.SMALL, Space.HAIR)
        self.setLayout(whole)

    def show_history(self, undo: str | None, redo: str | None) -> None:
        """Offer to undo and redo by name, or not at all."""
        self._offer(self.undo_button, tr("Undo"), undo, "Z")
        self._offer(self.redo_button, tr("Redo"), redo, f"{tr('Shift')}+Z")

    @staticmethod
    def _offer(button: Button, name: str, words: str | None, key: str) -> None:
        whole = name if words is None else tr("{name}: {what}").format(name=name, what=words)
        button.setEnabled(words is not None)
        button.setAccessibleName(whole)
        button.setToolTip(f"{whole} ({tr('Ctrl')}+{key})")

    @staticmethod
    def _button(icon: str, name: str) -> Button:
        made = Button("", icon, Rank.QUIET, name=name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made
