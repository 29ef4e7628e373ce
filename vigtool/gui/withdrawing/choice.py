"""What is withdrawn, by whom, and what that would stop."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.domain.purposes import Purpose
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import purpose_name
from vigtool.wording.translation import tr


class WithdrawalChoice(QWidget):
    """All purposes are chosen at first; ``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, purposes: Sequence[Purpose], guardians: Sequence[Person]) -> None:
        """``guardians`` are those who can withdraw, the likeliest first; nobody where the person decides."""
        super().__init__()
        self.purposes = Checklist([(one, purpose_name(one)) for one in purposes], checked=True, columns=2)
        self.guardian = NameChoice()
        for one in guardians:
            self.guardian.addItem(one.name, one.id)
        self.by = QLineEdit()
        self.by.setMaxLength(200)
        self.by.setPlaceholderText(tr("may stay empty"))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(tr("Withdrawing needs no reason, and it counts at once."), wrap=True))
        page.addWidget(self.purposes)
        self._asked = self.guardian if guardians else self.by
        (self.by if guardians else self.guardian).hide()
        page.addLayout(field(tr("Who said so"), self._asked))
        self.purposes.changed.connect(self._changed)

    def chosen(self) -> list[Purpose]:
        """The purposes to be withdrawn."""
        return self.purposes.chosen()

    @property
    def speaker(self) -> PersonId | None:
        """The guardian who withdraws; None where the person decides."""
        return None if self._asked is self.by else PersonId(self.guardian.currentData())

    @property
    def words(self) -> str:
        """Who said so, in words."""
        return self.by.text().strip() if self._asked is self.by else self.guardian.currentText()

    @Slot()
    def _changed(self) -> None:
        self.changed.emit()
