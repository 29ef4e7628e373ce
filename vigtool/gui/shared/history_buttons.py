"""Undo, redo, and the names of the steps behind and ahead, one after the other."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.wording.translation import tr

MOST: Final = 20
"""Entries of a menu of steps."""


class HistoryButtons(QWidget):
    """``undo_chosen`` and ``redo_chosen`` carry how many steps."""

    undo_chosen = Signal(int)
    redo_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo_button = Button("", "undo-2", Rank.QUIET, name=tr("Undo"))
        self.redo_button = Button("", "redo-2", Rank.QUIET, name=tr("Redo"))
        self.steps_button = Button("", "history", Rank.QUIET, name=tr("Earlier steps"))
        self.steps = QMenu(tr("Earlier steps"), self)
        self.steps.setAccessibleName(tr("Earlier steps"))
        self.undo_menu = self.steps.addMenu(tr("Undo back to before"))
        self.redo_menu = self.steps.addMenu(tr("Do again up to"))
        self.undo_button.clicked.connect(lambda _checked=False: self.undo_chosen.emit(1))
        self.redo_button.clicked.connect(lambda _checked=False: self.redo_chosen.emit(1))
        self.steps_button.clicked.connect(lambda _checked=False: self._open())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for one in (self.undo_button, self.redo_button, self.steps_button):
            line.addWidget(one)

    def show_history(self, past: Sequence[str], future: Sequence[str]) -> None:
        """Offer these steps by the words for them, the nearest first."""
        _name(self.undo_button, tr("Undo"), past)
        _name(self.redo_button, tr("Redo"), future)
        fill_steps(self.undo_menu, past, self.undo_chosen.emit)
        fill_steps(self.redo_menu, future, self.redo_chosen.emit)
        self.steps_button.setEnabled(bool(past or future))

    def _open(self) -> None:
        self.steps.popup(self.steps_button.mapToGlobal(QPoint(0, self.steps_button.height())))


def fill_steps(menu: QMenu, names: Sequence[str], chosen: Callable[[int], object]) -> None:
    """Put steps into a menu, the nearest first; ``chosen`` is called with how many of them."""
    menu.clear()
    for place, name in enumerate(islice(names, MOST), 1):
        entry = menu.addAction(name.replace("&", "&&"))
        entry.triggered.connect(lambda _checked=False, steps=place: chosen(steps))
    menu.setEnabled(bool(names))


def _name(button: Button, name: str, steps: Sequence[str]) -> None:
    whole = tr("{name}: {what}").format(name=name, what=steps[0]) if steps else name
    button.setEnabled(bool(steps))
    button.setAccessibleName(whole)
    button.setToolTip(whole)
