"""To whom something is handed over: those whose words were compared first; what it means where they were not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import ContactId
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class RecipientsChoice(QWidget):
    """``changed`` follows each tick; ``contacts_asked`` leads to where a card is taken in and words are compared."""

    changed = Signal()
    contacts_asked = Signal()

    def __init__(self, contacts: Sequence[Contact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        listed = sorted(contacts, key=lambda one: not one.verified)
        self._unverified = {one.id for one in listed if not one.verified}
        self.boxes = Checklist([(one.id, _told(one)) for one in listed], checked=False, columns=1)
        self._warning = label("", "small", wrap=True, parent=self)
        self.way = Button(tr("To the contacts"), "users", parent=self)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addWidget(self.boxes)
        page.addWidget(self._warning)
        page.addLayout(row(self.way, None))
        self.boxes.changed.connect(self._show_warning)
        self.boxes.changed.connect(self.changed)
        self.way.clicked.connect(self.contacts_asked)
        self._show_warning()

    def chosen(self) -> tuple[ContactId, ...]:
        """Who is ticked."""
        return tuple(self.boxes.chosen())

    @Slot()
    def _show_warning(self) -> None:
        told = ""
        if not self.boxes.boxes:
            told = tr("You have no contact yet. Take in your supervisor's card first.")
        elif self._unverified.intersection(self.chosen()):
            told = tr(
                "The six words are not compared with everyone who is ticked: it may be anybody's card. What the family "
                "agreed to for named people alone does not go to them. Call them first: it takes a minute."
            )
        self._warning.setText(told)
        self._warning.setVisible(bool(told))
        self.way.setVisible(bool(told))


def _told(contact: Contact) -> str:
    if contact.verified:
        return contact.name
    return tr("{name}: the words are not compared yet").format(name=contact.name)
