"""Calling a contact otherwise; also a card whose own name cannot be taken gets its name here."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.lookalikes import MOST_LETTERS
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.wording.translation import tr

WIDTH = 520


class ContactNameDialog(SheetDialog):
    """Stays open while the name is refused, and says why."""

    def __init__(self, name: str, take: Callable[[str], object], parent: QWidget | None = None) -> None:
        """``take`` gets the name; what it raises (``VigtoolError``, ``OSError``) is told here."""
        super().__init__(tr("What do you call this contact?"), WIDTH, parent)
        self._take = take
        self.name = QLineEdit(name)
        self.name.setMaxLength(MOST_LETTERS)
        self.name.selectAll()
        self.message = MessagePanel()
        self.keep_button = Button(tr("Keep the name"), "check", Rank.FILLED)
        self.keep_button.setDefault(True)
        self.close_button = Button(tr("Cancel"))
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addLayout(field(tr("Name"), self.name, tr("Only you see it here; their card stays as it is.")))
        self.page.addWidget(self.message)
        self.page.addLayout(lines(self.keep_button, self.close_button))
        self.name.textChanged.connect(self._show_ready)
        self.keep_button.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.close)
        self._show_ready()

    @Slot()
    def keep(self) -> None:
        """Take the name, or say why it cannot be."""
        try:
            self._take(" ".join(self.name.text().split()))
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.accept()

    @Slot()
    def _show_ready(self) -> None:
        self.keep_button.setEnabled(bool(self.name.text().strip()))
