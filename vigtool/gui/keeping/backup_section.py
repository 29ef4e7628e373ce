"""The backup of the vault: when the last one was made, and making the next one beside the work."""

from pathlib import Path

from PySide6.QtCore import Slot

from vigtool.domain.errors import VigtoolError
from vigtool.gui.keeping.section import Section
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.spoken_times import spoken_time
from vigtool.services.backing_up import BackingUp, backup_is_due, backup_place, is_backup_of, last_backup
from vigtool.services.workspace import Workspace
from vigtool.vault.backup import BackupReport
from vigtool.wording.translation import tr, trn


class BackupSection(Section):
    """Copies what is new into a folder that the user chose; the folder is remembered."""

    def __init__(self, ws: Workspace, preferences: PreferenceFile) -> None:
        super().__init__(tr("Backup"))
        self._ws = ws
        self._preferences = preferences
        words = tr(
            "A copy on another disk, locked as the vault itself. Only what is new is copied, and it is read back. "
            "What is erased here is erased in the copy, too, with the next backup."
        )
        self._when = label("", "strong", wrap=True)
        self._where = column()
        self.now = Button(tr("Back up now"), "save")
        self.now.clicked.connect(self._into_same)
        self.elsewhere = Button(tr("Choose a folder…"), "folder-open")
        self.elsewhere.clicked.connect(self._choose)
        self.job = JobPanel()
        self.message = MessagePanel()
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(self._when)
        self.body.addLayout(self._where)
        self.body.addLayout(row(self.now, self.elsewhere, None))
        self.body.addWidget(self.job)
        self.body.addWidget(self.message)
        self.refresh()

    @property
    def busy(self) -> bool:
        """Whether a backup is being made."""
        return self.job.running

    def refresh(self) -> None:
        """Say when the last backup was made and where the next one goes."""
        made, due = last_backup(self._ws), backup_is_due(self._ws)
        said = [
            tr("No backup has been made yet.")
            if made is None
            else tr("The last backup was made on {when}.").format(when=spoken_time(made.astimezone()))
        ]
        self._when.setText(" ".join([*said, tr("It is time for the next one.")] if due and made else said))
        known = self._known_place()
        clear(self._where)
        if known is not None:
            self._where.addWidget(ElidedLabel(str(known), "small"))
        self.now.setVisible(known is not None)
        self.elsewhere.setText(tr("Choose a folder…") if known is None else tr("Choose another folder…"))
        for one in (self.now, self.elsewhere):
            one.setEnabled(not self.busy)

    def stop(self) -> None:
        """Stop a backup that is being made; the last whole one stays."""
        self.job.stop()

    def back_up_into(self, folder: Path) -> None:
        """Make the backup in a folder; a full folder gets one of its own in it."""
        self.message.clear()
        try:
            place = backup_place(folder, self._ws.id)
            job = BackingUp(self._ws, place)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._preferences.change(backup=str(place))
        self.job.start(tr("Copying what is new, and reading it back…"), job, self._done)
        self.refresh()

    def _known_place(self) -> Path | None:
        kept = self._preferences.now.backup
        return Path(kept) if kept and is_backup_of(Path(kept), self._ws.id) else None

    @Slot()
    def _into_same(self) -> None:
        known = self._known_place()
        if known is None:
            self.refresh()
        else:
            self.back_up_into(known)

    @Slot()
    def _choose(self) -> None:
        chosen = choose_folder(self, tr("Folder for the backup"))
        if chosen is not None:
            self.back_up_into(chosen)

    def _done(self, report: BackupReport) -> None:
        count = report.copied
        copied = trn("{count} file was copied and read back.", "{count} files were copied and read back.", count)
        words = [copied.format(count=count), *_remarks(report)]
        if report.damage or report.missing:
            self.message.warn(
                tr("The backup was made, and something in the vault is not as it should be."), " ".join(words)
            )
        else:
            self.message.tell(tr("The backup is whole."), " ".join(words))
        self.refresh()

    @Slot(object)
    def _failed(self, error: object) -> None:
        if isinstance(error, (VigtoolError, OSError)):
            self.message.explain(error)
        self.refresh()

    @Slot()
    def _cancelled(self) -> None:
        self.message.tell(tr("Stopped, as you asked."), tr("The last whole backup is as it was."))
        self.refresh()


def _remarks(report: BackupReport) -> list[str]:
    """What else there is to say."""
    said = []
    if report.dropped.keys:
        said.append(tr("What was erased here was destroyed in the backup, too."))
    if report.dropped.unwritten:
        said.append(tr("The disk may still hold some of its keys: they could be removed, but not overwritten."))
    if report.missing:
        said.append(tr("The backup still has things that the vault has lost; restore it into another folder."))
    if report.damage:
        said.append(tr("Check the vault below, to see what is damaged."))
    return said
