"""Making a vault: where, and with which passphrase."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import documents
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.passphrase_choice import PassphraseChoice
from vigtool.gui.shared.tokens import Space
from vigtool.gui.unlocking.folder_field import FolderField
from vigtool.gui.unlocking.synced_note import SyncedNote
from vigtool.services.opening import Creating
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

FOLDER: Final = "VIG vault"


class CreateForm(QWidget):
    """``created`` carries the workspace and the recovery key's text, ``left`` and ``restoring_asked`` nothing."""

    created = Signal(object, str)
    left = Signal()
    restoring_asked = Signal()

    def __init__(self, work_factor: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work_factor = work_factor
        self.folder = FolderField(tr("Folder for the vault"), documents() / FOLDER, FOLDER)
        self.passphrase = PassphraseChoice()
        self.synced = SyncedNote()
        self.message = MessagePanel()
        self.job = JobPanel()
        self.create_button = Button(tr("Make the vault"), "folder-lock", Rank.FILLED)
        self.back_button = Button(tr("Back"), "arrow-left", Rank.QUIET)
        self._lay_out()
        self.create_button.clicked.connect(self._create)
        self.back_button.clicked.connect(self.left)
        self.passphrase.changed.connect(self._enable)
        self.folder.changed.connect(self._folder_changed)
        self.job.failed.connect(self._failed)
        self._folder_changed()

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(tr("Make a new vault"), "title", wrap=True))
        page.addWidget(
            label(tr("Films and notes are encrypted in this folder. Nothing leaves it by itself."), "muted", wrap=True)
        )
        page.addLayout(field(tr("Folder for the vault"), self.folder))
        page.addWidget(self.synced)
        page.addWidget(label(tr("Passphrase"), "field"))
        page.addWidget(self.passphrase)
        page.addWidget(self.message)
        page.addWidget(self.job)
        page.addLayout(row(self.create_button, self.back_button, None))
        restore = Button(tr("Bring back from a backup…"), "history", Rank.QUIET)
        restore.clicked.connect(self.restoring_asked)
        page.addLayout(row(restore, None))

    @Slot()
    def _folder_changed(self) -> None:
        self.synced.look_at(self.folder.folder())
        self._enable()

    @Slot()
    def _enable(self) -> None:
        ready = self.folder.folder() is not None and self.passphrase.passphrase() is not None
        self.create_button.setEnabled(ready and not self.job.running)

    @Slot()
    def _create(self) -> None:
        folder, passphrase = self.folder.folder(), self.passphrase.passphrase()
        if folder is None or passphrase is None:
            return
        self.message.clear()
        creating = Creating(folder, passphrase, work_factor=self._work_factor)
        self.job.start(tr("Making the keys…"), creating, self._created, stoppable=False)
        self._enable()

    def _created(self, made: tuple[Workspace, str]) -> None:
        self.created.emit(*made)

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._enable()
        self.message.explain(error)
