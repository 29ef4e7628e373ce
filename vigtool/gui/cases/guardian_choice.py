"""Who decides for a child: one or two others of the case, and whose yes it takes."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import MOST_GUARDIANS, Deciding, Person
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.form_rows import name_choice
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class GuardianChoice(QWidget):
    """``chosen`` and ``deciding`` are what was chosen; a third guardian cannot be ticked."""

    def __init__(
        self, others: Sequence[Person], chosen: Sequence[PersonId] = (), deciding: Deciding = Deciding.ANY
    ) -> None:
        super().__init__()
        self.list = Checklist([(one.id, one.name) for one in others], checked=False)
        self.list.choose(chosen)
        self.how = QComboBox()
        self.how.addItem(tr("The yes of one is enough"), Deciding.ANY)
        self.how.addItem(tr("It takes the yes of both"), Deciding.ALL)
        self.how.setCurrentIndex(self.how.findData(deciding))
        name_choice(self.how, tr("Whose yes it takes"))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addWidget(label(tr("Who decides? One or two guardians"), "field"))
        page.addWidget(self.list)
        page.addWidget(self.how)
        page.addWidget(label(tr("A guardian who is in no film is named in the case, too."), "small", wrap=True))
        self.list.changed.connect(self._fit)
        self._fit()

    @property
    def chosen(self) -> tuple[PersonId, ...]:
        """The guardians, in the order of the case's people."""
        return tuple(self.list.chosen())

    @property
    def deciding(self) -> Deciding:
        """Whose yes it takes."""
        return Deciding(self.how.currentData())

    @Slot()
    def _fit(self) -> None:
        chosen = self.list.chosen()
        self.how.setVisible(len(chosen) == MOST_GUARDIANS)
        for one, box in self.list.boxes.items():
            box.setEnabled(one in chosen or len(chosen) < MOST_GUARDIANS)
