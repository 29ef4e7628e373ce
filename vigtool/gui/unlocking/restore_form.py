"""Bringing a vault back from its backup: which backup, into which folder, and what opens it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.check_words import read_words, told_damage
from vigtool.gui.shared.choosing import documents
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.secret_field import SecretField
from vigtool.gui.shared.spoken_times import spoken_time
from vigtool.gui.shared.tokens import Space
from vigtool.gui.unlocking.create_form import FOLDER
from vigtool.gui.unlocking.folder_field import FolderField
from vigtool.gui.unlocking.open_form import as_secret
from vigtool.gui.unlocking.synced_note import SyncedNote
from vigtool.services.opening import Opening
from vigtool.services.restoring import Restored, Restoring, backup_made_at
from vigtool.vault.errors import WrongSecret
from vigtool.wording.translation import tr

SPARE_NAMES: Final = 100


class RestoreForm(QWidget):
    """``opened`` carries the workspace of what was brought back, ``left`` nothing."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, backup: Path | None, parent: QWidget | None = None) -> None:
        """``backup`` is where the last one was made, as far as that is known."""
        super().__init__(parent)
        self.backup = FolderField(tr("Folder of the backup"), backup)
        self.made_at = label("", "small", wrap=True)
        self.folder = FolderField(tr("New folder for the vault"), free_folder(documents()), FOLDER)
        self.secret = SecretField(tr("Passphrase"))
        self.synced = SyncedNote()
        self.message = MessagePanel()
        self.damage = column()
        self.job = JobPanel()
        self.restore_button = Button(tr("Bring it back"), "history", Rank.FILLED)
        self.back_button = Button(tr("Back"), "arrow-left", Rank.QUIET)
        self._lay_out()
        self._connect()
        self._backup_changed()
        self._changed()

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(tr("Bring a vault back from its backup"), "title", wrap=True))
        page.addWidget(
            label(
                tr("It is put into a folder of its own. The backup, and what you have now, stay as they are."),
                "muted",
                wrap=True,
            )
        )
        page.addLayout(column(field(tr("Folder of the backup"), self.backup), self.made_at, gap=Space.HAIR))
        page.addLayout(field(tr("New folder for the vault"), self.folder))
        page.addWidget(self.synced)
        page.addLayout(field(tr("Passphrase"), self.secret, tr("The recovery key from your paper works here too.")))
        page.addWidget(self.message)
        page.addLayout(self.damage)
        page.addWidget(self.job)
        page.addLayout(row(self.restore_button, self.back_button, None))

    def _connect(self) -> None:
        self.backup.changed.connect(self._backup_changed)
        for one in (self.backup, self.folder, self.secret):
            one.changed.connect(self._changed)
        self.secret.entered.connect(self._restore)
        self.restore_button.clicked.connect(self._restore)
        self.back_button.clicked.connect(self.left)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)

    @Slot()
    def _backup_changed(self) -> None:
        chosen = self.backup.folder()
        made = None if chosen is None else backup_made_at(chosen)
        self.made_at.setVisible(made is not None)
        if made is not None:
            said = tr("This backup shows the vault as it was on {when}.")
            self.made_at.setText(said.format(when=spoken_time(made.astimezone())))

    @Slot()
    def _changed(self) -> None:
        self.synced.look_at(self.folder.folder())
        self._enable()

    def _enable(self) -> None:
        chosen = self.backup.folder() is not None and self.folder.folder() is not None
        self.restore_button.setEnabled(chosen and bool(self.secret.text()) and not self.job.running)
        self.back_button.setEnabled(not self.job.running)

    @Slot()
    def _restore(self) -> None:
        backup, folder = self.backup.folder(), self.folder.folder()
        if backup is None or folder is None or not self.restore_button.isEnabled():
            return
        self.message.clear()
        try:
            job = Restoring(backup, folder, as_secret(self.secret.text()))
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.job.start(tr("Copying everything, and reading it…"), job, self._restored)
        self._enable()

    def _restored(self, done: Restored) -> None:
        self._enable()
        for one in (self.backup, self.folder, self.secret):
            one.setEnabled(False)
        self.restore_button.hide()
        damage = [*done.files.damage, *(done.vault.damage if done.vault else ())]
        words = [read_words(done.vault)] if done.vault else []
        if done.erased:
            words.append(tr("What was erased after the backup was made has been erased in it again."))
        if damage:
            self.message.warn(tr("The vault is back, but some of the backup is damaged."), " ".join(words))
        else:
            self.message.tell(tr("The vault is back, and everything in it is as it was written."), " ".join(words))
        for line in told_damage(damage, done.names):
            self.damage.addWidget(label(line, wrap=True))
        self.message.add_step(tr("Open this vault"), "lock-open", self._open)

    @Slot()
    def _open(self) -> None:
        folder = self.folder.folder()
        if folder is not None and not self.job.running:
            opening = Opening(folder, as_secret(self.secret.text()))
            self.job.start(tr("Opening the vault…"), opening, self.opened.emit, stoppable=False)
            self.back_button.setEnabled(False)

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._enable()
        self.message.explain(error)
        if isinstance(error, WrongSecret):
            self.secret.line.selectAll()
            self.secret.setFocus()

    @Slot()
    def _cancelled(self) -> None:
        self._enable()
        self.message.tell(tr("Stopped, as you asked."), tr("Nothing was left in the new folder."))


def free_folder(place: Path) -> Path:
    """The first of the names for a vault that is not taken in a folder."""
    names = [FOLDER, *(f"{FOLDER} {count}" for count in range(2, SPARE_NAMES))]
    return next((place / name for name in names if not (place / name).exists()), place / FOLDER)
