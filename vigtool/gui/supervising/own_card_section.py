"""The own card: the name on it, the file and the page that are given to others, and the six words to be read aloud."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from vigtool.domain.errors import VigtoolError
from vigtool.domain.lookalikes import MOST_LETTERS
from vigtool.exchange.contact_card import EXTENSION
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_pdf, choose_target, documents, show_in_folder
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.supervising.spoken_words import WordsLanguage, say_words, words_label
from vigtool.services.contact_cards import card_name, own_card, save_card, words_of
from vigtool.services.contact_pages import CardPageMaking
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


class OwnCardSection(Card):
    """Nothing on the card is secret: whoever has it can seal something to this vault."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Your own card"))
        self._ws = ws
        self.name = QLineEdit(card_name(ws))
        self.name.setMaxLength(MOST_LETTERS)
        self.save_button = Button(tr("Save the card…"), "save")
        self.page_button = Button(tr("As a page with a QR code…"), "printer")
        self.language = WordsLanguage()
        self.words = words_label("")
        self.job = JobPanel()
        self.message = MessagePanel()
        self._lay_out()
        self.name.textChanged.connect(self._show_ready)
        self.save_button.clicked.connect(self._choose_card)
        self.page_button.clicked.connect(self._choose_page)
        self.language.chosen.connect(self._show_words)
        self.job.failed.connect(self._failed)
        self._show_words()
        self._show_ready()

    def save(self, target: Path) -> None:
        """Write the card's file."""
        self.message.clear()
        try:
            save_card(self._ws, target, self._name())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._tell_saved(target)

    def save_page(self, target: Path) -> None:
        """Make the page with the QR code."""
        self.message.clear()
        try:
            job = CardPageMaking(self._ws, target, language(), self._name())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._show_ready(making=True)
        self.job.start(tr("Making the page…"), job, self._page_made)

    def stop(self) -> None:
        """Leave no page half-made."""
        self.job.stop()

    def _lay_out(self) -> None:
        told = tr(
            "Give it to those with whom you work, and take in theirs: then you can hand each other sealed packages. "
            "There is nothing secret on it."
        )
        self.body.addWidget(label(told, "muted", wrap=True))
        self.body.addLayout(
            field(
                tr("Your name, as others are to read it"),
                self.name,
                tr("It stands on the card, and on what you hand over."),
            )
        )
        self.body.addLayout(lines(self.save_button, self.page_button))
        aloud = field(
            tr("Your six words"),
            self.language,
            tr("Read them aloud on the telephone, or at one table. Do not send them together with the card."),
        )
        aloud.insertWidget(1, self.words)
        self.body.addLayout(aloud)
        self.body.addWidget(self.job)
        self.body.addWidget(self.message)

    def _name(self) -> str:
        return " ".join(self.name.text().split())

    @Slot()
    def _show_words(self) -> None:
        say_words(self.words, tr("Your six words"), words_of(own_card(self._ws), self.language.language))

    @Slot()
    def _show_ready(self, *, making: bool = False) -> None:
        for button in (self.save_button, self.page_button):
            button.setEnabled(bool(self._name()) and not making)

    @Slot()
    def _choose_card(self) -> None:
        kind = tr("Contact card") + f" (*{EXTENSION})"
        chosen = choose_target(self, tr("Where to put the card"), documents() / (tr("contact card") + EXTENSION), kind)
        if chosen is not None:
            self.save(chosen)

    @Slot()
    def _choose_page(self) -> None:
        chosen = choose_pdf(self, tr("Where to put the page"), tr("contact card"))
        if chosen is not None:
            self.save_page(chosen)

    def _page_made(self, target: Path) -> None:
        self._show_ready()
        self._tell_saved(target)

    def _tell_saved(self, target: Path) -> None:
        self.message.tell(
            tr("Your card is saved."),
            tr("Give it to the other person. Then call them, and read your six words to each other."),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(target))

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._show_ready()
        self.message.explain(error)
