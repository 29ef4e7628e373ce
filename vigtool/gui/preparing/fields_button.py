"""The choice of how an interlaced film is looked at, behind one button."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vigtool.gui.playing.field_choice import Fields, field_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.wording.translation import tr


class FieldsButton(Button):
    """Opens the choice; ``chosen`` is called with the ``Fields``."""

    def __init__(self, chosen: Callable[[Fields], object], parent: QWidget | None = None) -> None:
        super().__init__("", "half-lines", Rank.QUIET, name=tr("Whole or half pictures"), parent=parent)
        self.setToolTip(tr("This film keeps each picture in two halves, one a little later than the other."))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choices: dict[Fields, QAction] = {}
        self._menu = QMenu(self)
        self._menu.setAccessibleName(tr("Whole or half pictures"))
        group = QActionGroup(self)
        for fields, words in field_words().items():
            entry = self._menu.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(fields is Fields.WHOLE)
            entry.triggered.connect(lambda _checked=False, one=fields: chosen(one))
            group.addAction(entry)
            self.choices[fields] = entry
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))
