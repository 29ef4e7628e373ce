"""The lock screen: the passphrase, and nothing that tells whose vault this is."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.gui.unlocking.open_form import OpenForm
from vigtool.wording.translation import tr


class LockForm(OpenForm):
    """Opens the vault that was locked, as it was open before; ``creation_asked``: another vault is wanted."""

    def __init__(self, folder: Path, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(folder, parent)
        self.read_only = read_only

    def _lay_out(self) -> None:
        self.open_button.setText(tr("Go on"))
        self.create_button.setText(tr("Another vault"))
        self.create_button.set_icon("folder-open")
        self.folder.setParent(self)
        self.folder.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(tr("The vault is locked"), "title", wrap=True))
        page.addWidget(label(tr("With the passphrase you go on where you were."), "muted", wrap=True))
        self._lay_out_secret(page)
