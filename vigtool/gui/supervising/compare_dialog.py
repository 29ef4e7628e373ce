"""Comparing six words with a contact, in one call: theirs are listened to, one's own are read aloud."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.contacts import Contact
from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.spoken_words import WordsLanguage, say_words, words_label
from vigtool.services.contact_cards import own_card, words_of
from vigtool.services.contacts import verify_contact
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH = 600


class CompareDialog(SheetDialog):
    """``verified`` says that they are the same, and that this is on record."""

    verified = Signal()

    def __init__(self, ws: Workspace, contact: Contact, parent: QWidget | None = None) -> None:
        super().__init__(tr("Compare the six words"), WIDTH, parent)
        self._ws, self._contact = ws, contact
        self._theirs = tr("{name} reads").format(name=contact.name)
        self.language = WordsLanguage()
        self.theirs, self.own = words_label(""), words_label("")
        self.message = MessagePanel()
        self.same_button = Button(tr("Word for word the same"), "check", Rank.FILLED)
        self.differ_button = Button(tr("They differ"))
        self.close_button = Button(tr("Not now"))
        self._lay_out()
        self.language.chosen.connect(self._show_words)
        self.same_button.clicked.connect(self.confirm)
        self.differ_button.clicked.connect(self.warn)
        self.close_button.clicked.connect(self.close)
        self._show_words()

    @Slot()
    def confirm(self) -> None:
        """Put on record that the words are the same."""
        try:
            verify_contact(self._ws, self._contact.id)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.verified.emit()
        self.accept()

    @Slot()
    def warn(self) -> None:
        """Say what to do where the words differ; nothing is put on record."""
        self.message.warn(
            tr("Then this card is not from {name}, or it was changed on the way.").format(name=self._contact.name),
            tr("Hand nothing over with it. Remove the contact, and ask for the card by another way."),
        )

    def _lay_out(self) -> None:
        told = tr(
            "Call {name} on a number that you knew before. Choose one language. They read their six words aloud, you "
            "look; then you read yours, and they look."
        )
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addWidget(label(told.format(name=self._contact.name), wrap=True))
        self.page.addLayout(field(tr("Language of the six words"), self.language))
        self.page.addLayout(column(label(self._theirs, "field", wrap=True), self.theirs, gap=Space.HAIR))
        self.page.addLayout(column(label(tr("You read"), "field"), self.own, gap=Space.HAIR))
        self.page.addWidget(self.message)
        self.page.addLayout(lines(self.same_button, self.differ_button, self.close_button))

    @Slot()
    def _show_words(self) -> None:
        chosen = self.language.language
        say_words(self.theirs, self._theirs, words_of(self._contact, chosen))
        say_words(self.own, tr("You read"), words_of(own_card(self._ws), chosen))
