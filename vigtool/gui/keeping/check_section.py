"""Whether everything in the vault is whole: read it all, say what is damaged, make again what can be made."""

from collections.abc import Iterable

from PySide6.QtCore import Slot

from vigtool.domain.errors import VigtoolError
from vigtool.gui.keeping.section import Section
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.check_words import read_words, told_damage
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.services.outside_anchor import anchor, signer_name
from vigtool.services.verifying import VaultReport, Verifying, names
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import Part
from vigtool.wording.anchor_words import anchor_words
from vigtool.wording.backup_sentences import unclaimed_words
from vigtool.wording.translation import tr


class CheckSection(Section):
    """Reads the vault beside the work; nothing is ever deleted."""

    def __init__(self, ws: Workspace, preferences: PreferenceFile) -> None:  # noqa: ARG002 - what every section is given
        super().__init__(tr("Is everything whole?"))
        self._ws = ws
        words = tr("Reads every film and every entry, and tells what has been damaged. Nothing is deleted.")
        self.check = Button(tr("Check everything"), "shield-check")
        self.check.clicked.connect(self._check)
        self.job = JobPanel()
        self.message = MessagePanel()
        self._lines = column()
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)
        self.anchor = label("", wrap=True)
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(self.anchor)
        self.body.addLayout(row(self.check, None))
        self.body.addWidget(self.job)
        self.body.addWidget(self.message)
        self.body.addLayout(self._lines)

    @property
    def busy(self) -> bool:
        """Whether the vault is being read."""
        return self.job.running

    def refresh(self) -> None:
        """Tell who else signed the log, once somebody did."""
        found = anchor(self._ws)
        self.anchor.setVisible(found is not None)
        if found is not None:
            self.anchor.setText(anchor_words(found, signer_name(self._ws, found), spoken_date(found.at)))

    def stop(self) -> None:
        """Stop reading."""
        self.job.stop()

    @Slot()
    def _check(self) -> None:
        self._start(repair=False)

    @Slot()
    def _repair(self) -> None:
        self._start(repair=True)

    def _start(self, *, repair: bool) -> None:
        self.message.clear()
        clear(self._lines)
        self.check.setEnabled(False)
        what = tr("Making again what can be made…") if repair else tr("Reading everything in the vault…")
        self.job.start(what, Verifying(self._ws, repair=repair), self._done)

    def _done(self, report: VaultReport) -> None:
        self.check.setEnabled(True)
        if report.damage:
            self._tell_damage(report)
        else:
            self.message.tell(tr("Everything in the vault is as it was written."), read_words(report))
        if not self._ws.read_only:  # who may only look does not know what another window has put on record since
            self._list(unclaimed_words(part, id_) for part, id_ in report.unclaimed)

    def _tell_damage(self, report: VaultReport) -> None:
        if {one.part for one in report.damage} == {Part.DERIVED}:
            self.message.warn(
                tr("The films are whole; something that was made from them is damaged."),
                tr("It can be made again, here or whenever the film is opened."),
            )
        else:
            what_next = tr(
                "Make a copy of the whole folder before anything else, then restore the latest backup or ask for help."
            )
            self.message.warn(tr("Some of the vault is damaged."), what_next)
        self._list(told_damage(report.damage, names(self._ws)))
        if report.repairable and not self._ws.read_only:
            self.message.add_step(tr("Make again what can be made"), "refresh-cw", self._repair)

    def _list(self, lines: Iterable[str]) -> None:
        for one in lines:
            self._lines.addWidget(label(one, wrap=True))

    @Slot(object)
    def _failed(self, error: object) -> None:
        self.check.setEnabled(True)
        if isinstance(error, (VigtoolError, OSError)):
            self.message.explain(error)

    @Slot()
    def _cancelled(self) -> None:
        self.check.setEnabled(True)
        self.message.tell(tr("Stopped, as you asked."))
