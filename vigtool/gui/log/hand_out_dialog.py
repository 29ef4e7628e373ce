"""Handing one person the log about them, or everything that is held about them, because they asked for it."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.gui.log.key_line import KeyLine
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import choose_folder, show_in_folder
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.services.cases import cases
from vigtool.services.client_requests import OVERVIEW, ClientFolder, ClientFolderMaking
from vigtool.services.people import people
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import LANGUAGE_NAMES, language, tr, trn

WIDTH = 620


class HandOutDialog(SheetDialog):
    """Asks for the person, the reason and a folder; then says what is in it."""

    def __init__(self, ws: Workspace, case_id: CaseId | None, parent: QWidget | None = None) -> None:
        """``case_id`` is the case whose people are offered, None for those of all."""
        super().__init__(tr("Hand out what is held about a person"), WIDTH, parent)
        self._ws = ws
        self.person = NameChoice()
        shown = [one for one in cases(ws) if case_id in (None, one.id)]
        for case in shown:
            for one in people(ws, case.id):
                self.person.addItem(one.name if len(shown) == 1 else f"{one.name}  ·  {case.name}", one.id)
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.language = QComboBox()
        for code, name in LANGUAGE_NAMES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(language()))
        self.key = KeyLine()
        self.message = MessagePanel()
        self.job = JobPanel()
        self.made: ClientFolder | None = None
        self.choose_button = Button(tr("Choose an empty folder…"), "folder-open", Rank.FILLED)
        self.close_button = Button(tr("Close"))
        self._lay_out()
        self._connect()
        self._enable()
        self.fit()

    def stop(self) -> None:
        """Leave nothing half-made."""
        self.job.stop()

    def hand_out(self, folder: Path) -> None:
        """Write everything into a folder."""
        self.message.clear()
        who = PersonId(self.person.currentData())
        try:
            job = ClientFolderMaking(self._ws, who, folder, self.reason.text().strip(), self.language.currentData())
        except (VigtoolError, OSError) as error:
            self._failed(error)
            return
        self._ask.setEnabled(False)
        self.choose_button.setEnabled(False)
        self.job.start(tr("Gathering everything, and checking each clip…"), job, self._done)
        self.fit()

    def _lay_out(self) -> None:
        words = tr(
            "For somebody who asks what is held about them: the log in words, their answers and papers, moments, clips "
            "that may be handed out, and who handled or received it. Others stand in it by their role only."
        )
        self._ask = QWidget()
        who = row(field(tr("Who asked?"), self.person), field(tr("Language"), self.language), None)
        why = field(tr("Why is it handed out?"), self.reason, tr("The reason stays in the log."))
        asked = column(who, why)
        asked.setSpacing(Space.LARGE)
        asked.setContentsMargins(0, 0, 0, 0)
        self._ask.setLayout(asked)
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addWidget(label(words, "muted", wrap=True))
        hint = tr("On paper, or by another way than the folder: with it, anybody can check the log that lies in it.")
        self._told_key = QWidget()
        told = field(tr("Give this line along"), self.key, hint)
        told.setContentsMargins(0, 0, 0, 0)
        self._told_key.setLayout(told)
        self._told_key.hide()
        for part in (self._ask, self.message, self.job, self._told_key):
            self.page.addWidget(part)
        self.page.addLayout(row(self.choose_button, self.close_button, None))

    def _connect(self) -> None:
        self.reason.textChanged.connect(self._enable)
        self.choose_button.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.close)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)

    @Slot()
    def _enable(self) -> None:
        ready = self.person.currentData() is not None and bool(self.reason.text().strip())
        self.choose_button.setEnabled(ready and not self._ws.read_only and not self.job.running)

    @Slot()
    def _choose(self) -> None:
        chosen = choose_folder(self, tr("Choose an empty folder"))
        if chosen is not None:
            self.hand_out(chosen)

    def _done(self, made: ClientFolder) -> None:
        self.made = made
        for part in (self._ask, self.choose_button):
            part.hide()
        left = len(made.left_out)
        said = [tr("Read it through before you hand it out: a nickname may have stayed in it.")]
        if left:
            said.append(
                trn(
                    "{count} clip stays out; the overview says why.",
                    "{count} clips stay out; the overview says why.",
                    left,
                ).format(count=left)
            )
        self.message.tell(tr("The folder is ready."), " ".join(said))
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(made.folder / OVERVIEW))
        self.key.setPlainText(made.key)
        self._told_key.show()
        self.close_button.setText(tr("Done"))
        self.close_button.setFocus()
        self.fit()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.message.explain(error)
        self._ask_again()

    @Slot()
    def _cancelled(self) -> None:
        self.message.tell(tr("Stopped, as you asked."), tr("Nothing half-done was left behind."))
        self._ask_again()

    def _ask_again(self) -> None:
        self._ask.setEnabled(True)
        self._enable()
        self.fit()
