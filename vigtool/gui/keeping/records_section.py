"""The records of processing, for whoever oversees data protection in the organisation."""

from pathlib import Path

from PySide6.QtCore import Slot

from vigtool.domain.errors import VigtoolError
from vigtool.gui.keeping.section import Section
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_pdf, show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.processing_records import RecordsMaking
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


class RecordsSection(Section):
    """Saves them as a PDF."""

    def __init__(self, ws: Workspace, _preferences: PreferenceFile) -> None:
        super().__init__(tr("Records of processing"))
        self._ws = ws
        words = tr(
            "What this vault is used for, on which legal basis, how long things are kept and how they are protected: "
            "a page for the data-protection officer. It names nobody in a film."
        )
        self.save_button = Button(tr("Save the page…"), "file-text")
        self.save_button.clicked.connect(self._choose)
        self.job = JobPanel()
        self.message = MessagePanel()
        self.job.failed.connect(self.message.explain)
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addLayout(row(self.save_button, None))
        self.body.addWidget(self.job)
        self.body.addWidget(self.message)

    @property
    def busy(self) -> bool:
        """Whether the page is being made."""
        return self.job.running

    def stop(self) -> None:
        """Leave no page half-made."""
        self.job.stop()

    def save(self, target: Path) -> None:
        """Make the page."""
        self.message.clear()
        try:
            job = RecordsMaking(self._ws, target, language())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.job.start(tr("Making the page…"), job, self._done)

    @Slot()
    def _choose(self) -> None:
        chosen = choose_pdf(self, tr("Where to put the page"), tr("records of processing"))
        if chosen is not None:
            self.save(chosen)

    def _done(self, made: Path) -> None:
        self.message.tell(tr("The page is ready."))
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(made))
