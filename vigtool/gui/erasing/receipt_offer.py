"""After an erasure: the receipt that can be saved, for the client and for the organisation."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_pdf, show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.tokens import Space
from vigtool.services.erasing import ErasureReport
from vigtool.services.erasure_receipts import ReceiptMaking
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


class ReceiptOffer(QWidget):
    """``changed`` says that it takes another room; ``saved`` is where the receipt lies."""

    changed = Signal()

    def __init__(self, ws: Workspace, report: ErasureReport) -> None:
        super().__init__()
        self._ws, self._report = ws, report
        self.saved: Path | None = None
        self.message = MessagePanel()
        self.job = JobPanel()
        self.save_button = Button(tr("Save the receipt…"), "save")
        self.save_button.clicked.connect(self._choose)
        self.job.failed.connect(self._failed)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        text = tr("Nobody can bring it back, neither you nor vigtool. The log says that it was erased, when and why.")
        page.addWidget(label(text, wrap=True))
        page.addLayout(row(self.save_button, None))
        for part in (self.message, self.job):
            page.addWidget(part)

    def event(self, event: QEvent) -> bool:
        """Say so when what is said takes another room."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
        return handled

    def save(self, target: Path) -> None:
        """Make the receipt."""
        self.message.clear()
        self.save_button.setEnabled(False)
        self.job.start(tr("Making the receipt…"), ReceiptMaking(self._ws, self._report, target, language()), self._made)

    @Slot()
    def _choose(self) -> None:
        name = tr("receipt") + f"-{self._report.begun.erasure}"
        chosen = choose_pdf(self, tr("Where to put the receipt"), name)
        if chosen is not None:
            self.save(chosen)

    def _made(self, path: Path) -> None:
        self.saved = path
        self.save_button.setEnabled(True)
        self.message.tell(tr("The receipt is saved."), tr("It names no one: who it is for is known to you."))
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(path))

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.save_button.setEnabled(True)
        self.message.explain(error)
