"""The contacts: cards are taken in from files, their words compared, their names changed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.contacts import Contact
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import ContactId
from vigtool.exchange.contact_card import EXTENSION, CardNameUnfit
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_file
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.supervising.compare_dialog import CompareDialog
from vigtool.gui.supervising.contact_row import ContactRow
from vigtool.gui.supervising.rename_dialog import ContactNameDialog
from vigtool.services.contact_errors import NameLooksAlike, OtherKeysUnderName
from vigtool.services.contacts import add_contact, contact, contacts, read_card_file, remove_contact, rename_contact
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class ContactsSection(Card):
    """``rows`` by the contacts' ids; ``changed`` says that a contact came, went or is otherwise."""

    changed = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Contacts"))
        self._ws = ws
        self.add_button = Button(tr("Take in a card…"), "user-plus")
        if ws.read_only:
            self.add_button.hide()
        self.message = MessagePanel()
        self.rows: dict[str, ContactRow] = {}
        self._list = QVBoxLayout()
        told = tr("Those with whom you work. Compare six words with each, once: then you know whose card it is.")
        self.head.addWidget(self.add_button)
        self.body.addWidget(label(told, "muted", wrap=True))
        self.body.addWidget(self.message)
        self.body.addLayout(self._list)
        self.add_button.clicked.connect(self._choose)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the contacts as they are now, verified ones first."""
        clear(self._list)
        self.rows = {}
        for one in sorted(contacts(self._ws), key=lambda known: not known.verified):
            row = self.rows[one.id] = ContactRow(one, read_only=self._ws.read_only)
            row.compare_asked.connect(partial(self._compare, one.id))
            row.rename_asked.connect(partial(self.rename, one.id))
            row.remove_asked.connect(partial(self._ask_removal, one))
            self._list.addWidget(row)
        if not self.rows:
            none = tr("No contact yet. Ask your supervisor, or your trainee, for their card.")
            self._list.addWidget(label(none, "muted", wrap=True))

    def add_from(self, file: Path) -> None:
        """Take in the card in a file."""
        self.message.clear()
        data = b""
        try:
            data = read_card_file(file)
            added = add_contact(self._ws, data)
        except (CardNameUnfit, OtherKeysUnderName, NameLooksAlike) as error:
            self.message.explain(error)
            self.message.add_step(tr("Take it in under another name…"), "pencil", partial(self._add_named, data))
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
        else:
            self._tell_added(added)

    def compare(self, contact_id: ContactId) -> CompareDialog:
        """Open the dialog in which the six words are compared. Raises ``UnknownId``."""
        self.message.clear()
        dialog = CompareDialog(self._ws, contact(self._ws, contact_id), self.window())
        dialog.verified.connect(partial(self._tell_verified, contact_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def rename(self, contact_id: ContactId) -> ContactNameDialog:
        """Open the dialog in which a contact gets another name. Raises ``UnknownId``."""
        known = contact(self._ws, contact_id)
        return self._ask_name(known.name, lambda name: rename_contact(self._ws, known.id, name))

    def remove(self, contact_id: ContactId) -> None:
        """Let a contact be one no more."""
        self.message.clear()
        try:
            remove_contact(self._ws, contact(self._ws, contact_id).id)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._changed()
        self.add_button.setFocus()

    def _compare(self, contact_id: ContactId) -> None:
        self.compare(contact_id)

    def _add_named(self, data: bytes) -> None:
        self.message.clear()
        self._ask_name("", lambda name: self._tell_added(add_contact(self._ws, data, name)))

    def _ask_name(self, name: str, take: Callable[[str], object]) -> ContactNameDialog:
        dialog = ContactNameDialog(name, take, self.window())
        dialog.accepted.connect(self._changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _ask_removal(self, known: Contact) -> None:
        self.message.tell(
            tr("Remove {name} from your contacts?").format(name=known.name),
            tr("What was handed over stays on record. To hand over more, the card is taken in and compared anew."),
        )
        self.message.add_step(tr("Remove"), "x", partial(self.remove, known.id))
        self.message.add_step(tr("Keep"), "check", self.message.clear)

    def _tell_added(self, added: Contact) -> None:
        self._changed()
        if added.verified:
            self.message.tell(tr("You know {name} already.").format(name=added.name))
            return
        self.message.tell(
            tr("{name} is among your contacts.").format(name=added.name),
            tr("Call them and compare the six words. Until then this is anybody's card."),
        )
        self.message.add_step(tr("Compare the words…"), "shield-check", lambda: self._compare(added.id))

    def _tell_verified(self, contact_id: ContactId) -> None:
        self._changed()
        known = contact(self._ws, contact_id)
        self.message.tell(tr("You know now that this card is from {name}.").format(name=known.name))

    @Slot()
    def _choose(self) -> None:
        kind = tr("Contact card") + f" (*{EXTENSION})"
        chosen = choose_file(self, tr("Choose the card that you were given"), kind)
        if chosen is not None:
            self.add_from(chosen)

    @Slot()
    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()
