"""Opening a vault: where it lies, and the passphrase."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.secret_field import SecretField
from vigtool.gui.shared.tokens import Space
from vigtool.gui.unlocking.folder_field import FolderField
from vigtool.services.opening import Opening
from vigtool.vault.errors import VaultInUse, WrongSecret
from vigtool.wording.translation import tr

RECOVERY_KEY_BEGIN: Final = "AGE-SECRET-KEY-1"


class OpenForm(QWidget):
    """``opened`` carries the workspace, ``creation_asked`` and ``restoring_asked`` nothing."""

    opened = Signal(object)
    creation_asked = Signal()
    restoring_asked = Signal()

    def __init__(self, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self.folder = FolderField(tr("Vault folder"), folder)
        self.secret = SecretField(tr("Passphrase"))
        self.message = MessagePanel()
        self.job = JobPanel()
        self.open_button = Button(tr("Open the vault"), "lock-open", Rank.FILLED)
        self.create_button = Button(tr("Make a new vault"), "plus", Rank.QUIET)
        self._lay_out()
        self.open_button.clicked.connect(self._open)
        self.secret.entered.connect(self._open)
        self.secret.changed.connect(self._enable)
        self.folder.changed.connect(self._enable)
        self.create_button.clicked.connect(self.creation_asked)
        self.job.failed.connect(self._failed)
        self._enable()

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(tr("Open your vault"), "title", wrap=True))
        page.addLayout(field(tr("Vault folder"), self.folder))
        self._lay_out_secret(page)
        restore = Button(tr("Bring back from a backup…"), "history", Rank.QUIET)
        restore.clicked.connect(self.restoring_asked)
        page.addLayout(row(restore, None))

    def _lay_out_secret(self, page: QVBoxLayout) -> None:
        page.addLayout(field(tr("Passphrase"), self.secret, tr("The recovery key from your paper works here too.")))
        page.addWidget(self.message)
        page.addWidget(self.job)
        page.addLayout(row(self.open_button, self.create_button, None))

    @Slot()
    def _enable(self) -> None:
        ready = self.folder.folder() is not None and bool(self.secret.text()) and not self.job.running
        self.open_button.setEnabled(ready)

    @Slot()
    def _open(self) -> None:
        if self.open_button.isEnabled():
            self._start(read_only=self.read_only)

    def _start(self, *, read_only: bool) -> None:
        folder = self.folder.folder()
        if folder is None:
            return
        self.message.clear()
        opening = Opening(folder, as_secret(self.secret.text()), read_only=read_only)
        self.job.start(tr("Opening the vault…"), opening, self.opened.emit, stoppable=False)
        self._enable()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._enable()
        self.message.explain(error)
        if isinstance(error, VaultInUse):
            self.message.add_step(tr("Open to look only"), "eye", lambda: self._start(read_only=True))
        if isinstance(error, WrongSecret):
            self.secret.line.selectAll()
            self.secret.setFocus()


def as_secret(typed: str) -> str:
    """What was typed as the vault takes it: a recovery key without gaps, a passphrase without ends."""
    joined = "".join(typed.split()).upper()
    return joined if joined.startswith(RECOVERY_KEY_BEGIN) else typed.strip()
