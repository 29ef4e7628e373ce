"""The small row in which a turn is added to a moment: who, and what."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Person
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import turn_name
from vigtool.wording.translation import tr

LONGEST: int = 120


class TurnRow(QWidget):
    """``added`` carries (PersonId, TurnKind, words); Escape leaves it."""

    added = Signal(str, object, str)
    left = Signal()

    def __init__(self, people: Sequence[Person], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = QComboBox()
        self.what = QComboBox()
        self.words = QLineEdit()
        self.add_button = Button(tr("Add"), "check")
        for person in people:
            self.who.addItem(person.name, person.id)
        for kind in TurnKind:
            self.what.addItem(turn_name(kind), kind)
        self.who.setAccessibleName(tr("Whose turn"))
        self.what.setAccessibleName(tr("What kind of turn"))
        self.words.setAccessibleName(tr("What happens, in your words"))
        self.words.setPlaceholderText(tr("What happens, in your words"))
        self.words.setMaxLength(LONGEST)
        self.words.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        leave = Button("", "x", Rank.QUIET, name=tr("Add no turn"))
        leave.clicked.connect(lambda _checked=False: self.left.emit())
        for box in (self.who, self.what):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        whole = column(row(self.who, self.what), self.words, row(None, leave, self.add_button))
        whole.setContentsMargins(0, Space.HAIR, 0, 0)
        self.setLayout(whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Enter adds."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        person = self.who.currentData()
        if person is not None:
            self.added.emit(PersonId(person), TurnKind(self.what.currentData()), self.words.text().strip())
