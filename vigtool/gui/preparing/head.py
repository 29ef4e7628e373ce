"""The line above the picture: back, which film this is, undo and redo with their names, the keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.history_menu import HistoryButton
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.key_tips import does
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class Head(QWidget):
    """``back_asked`` leaves the film, ``asked`` carries a ``Deed``.

    ``undo_chosen`` and ``redo_chosen`` carry how many steps, ``restore_chosen`` the MomentId of a removed moment.
    ``settings_asked`` wants to see how marks are made.
    """

    back_asked = Signal()
    asked = Signal(object)
    undo_chosen = Signal(int)
    redo_chosen = Signal(int)
    restore_chosen = Signal(str)
    settings_asked = Signal()

    def __init__(self, film: str, times: FrameTimes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = self._button("arrow-left", tr("To the films"))
        back.clicked.connect(lambda _checked=False: self.back_asked.emit())
        self.undo_button = self._button("undo-2", tr("Undo"))
        self.undo_button.clicked.connect(lambda _checked=False: self.asked.emit(Deed.UNDO))
        self.redo_button = self._button("redo-2", tr("Redo"))
        self.redo_button.clicked.connect(lambda _checked=False: self.asked.emit(Deed.REDO))
        self.history_button = HistoryButton(
            times, self.undo_chosen.emit, self.redo_chosen.emit, self.restore_chosen.emit
        )
        self.settings_button = self._button("settings", tr("How marks are made while the film plays"))
        self.settings_button.clicked.connect(lambda _checked=False: self.settings_asked.emit())
        keys = self._button("keyboard", tr("Keys"))
        for one, deed in ((self.undo_button, Deed.UNDO), (self.redo_button, Deed.REDO), (keys, Deed.HELP)):
            does(one, deed)
        keys.clicked.connect(lambda _checked=False: self.asked.emit(Deed.HELP))
        self.history = QWidget()
        held = QHBoxLayout(self.history)
        held.setContentsMargins(0, 0, 0, 0)
        held.setSpacing(0)
        held.addWidget(self.undo_button)
        held.addWidget(self.redo_button)
        held.addWidget(self.history_button)
        self._whole = row(back, ElidedLabel(film, "section"), self.history, self.settings_button, keys)
        self._whole.setStretch(1, 1)
        self._whole.setContentsMargins(Space.SMALL, Space.HAIR, Space.SMALL, Space.HAIR)
        self.setLayout(self._whole)

    def take_in(self, part: QWidget) -> None:
        """Have other buttons before those of the history."""
        self._whole.insertWidget(2, part)

    def show_history(self, past: Sequence[str], future: Sequence[str], removed: Sequence[Moment]) -> None:
        """Offer to undo and redo by name, nearest first, and to bring back what was removed, or not at all."""
        self._offer(self.undo_button, tr("Undo"), next(iter(past), None))
        self._offer(self.redo_button, tr("Redo"), next(iter(future), None))
        self.history_button.show_history(past, future, removed)

    @staticmethod
    def _offer(button: Button, name: str, words: str | None) -> None:
        whole = name if words is None else tr("{name}: {what}").format(name=name, what=words)
        button.setEnabled(words is not None)
        button.setAccessibleName(whole)
        button.setToolTip(whole)

    @staticmethod
    def _button(icon: str, name: str) -> Button:
        made = Button("", icon, Rank.QUIET, name=name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made
