"""Erasing a guest before its last day: why, and what becomes of the receipt for whoever handed it over."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import show_in_folder
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column, lines, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.target_line import TargetLine
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.outlet import next_in
from vigtool.services.cases import case
from vigtool.services.guest_erasing import GuestErasure, GuestErasureReport
from vigtool.services.package_making import EXTENSION
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH = 600
LONGEST_REASON = 500


class EraseGuestDialog(SheetDialog):
    """``erased`` follows the end of it; ``report`` is what went then."""

    erased = Signal()

    def __init__(self, ws: Workspace, case_id: CaseId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(tr("Erase what was handed to you"), WIDTH, parent)
        self._ws, self._case = ws, case_id
        self._name = case(ws, case_id).name
        self.report: GuestErasureReport | None = None
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.later = QCheckBox(tr("Make the receipt later"))
        self.where = TargetLine(tr("receipt"), EXTENSION, lambda: tr("Package"))
        self.where.offer_first(next_in(parent))
        self.job = JobPanel()
        self.message = MessagePanel()
        self.erase_button = Button(tr("Erase for good"), "trash-2", Rank.FILLED)
        self.close_button = Button(tr("Leave everything as it is"))
        self._lay_out()
        self._connect()
        self._show_ready()
        self.fit()

    @property
    def held(self) -> bool:
        """What was begun is done to its end."""
        return self.job.running

    def stop(self) -> None:
        """Leave it to the next opening to finish what was begun."""
        self.job.stop()

    @Slot()
    def erase(self) -> None:
        """Erase; what was begun cannot be stopped."""
        self.message.clear()
        out = None if self.later.isChecked() else self.where.target()
        try:
            job = GuestErasure(self._ws, self._case, self.reason.text(), out)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            self.fit()
            return
        self._form.setEnabled(False)
        for one in (self.erase_button, self.close_button):
            one.setEnabled(False)
        self.job.start(tr("Erasing…"), job, self._done, stoppable=False)
        self.fit()

    def _lay_out(self) -> None:
        told = tr(
            "The film, your marks, your comments and the feedback on it are destroyed for good. Answer back first, if "
            "you want to. That it was here stays in the log."
        )
        self._title = label(self.windowTitle(), "title", wrap=True)
        self.page.addLayout(column(self._title, ElidedLabel(self._name, "muted"), gap=Space.HAIR))
        self._form = QWidget()
        where = row(self.where)
        where.setContentsMargins(0, 0, 0, 0)
        form = column(
            label(told, wrap=True),
            field(tr("Why is it erased?"), self.reason, tr("The reason stays in the log.")),
            field(
                tr("Where to put the receipt?"),
                self.where.line,
                tr("It tells whoever handed it over that it is erased here."),
                where,
            ),
            self.later,
            gap=Space.MEDIUM,
        )
        form.setContentsMargins(0, 0, 0, 0)
        self._form.setLayout(form)
        for part in (self._form, self.message, self.job):
            self.page.addWidget(part)
        self.page.addLayout(lines(self.erase_button, self.close_button))

    def _connect(self) -> None:
        self.reason.textChanged.connect(self._show_ready)
        self.where.changed.connect(self._show_ready)
        self.later.toggled.connect(self._show_ready)
        self.erase_button.clicked.connect(self.erase)
        self.close_button.clicked.connect(self.close)
        self.job.failed.connect(self._failed)

    @Slot()
    def _show_ready(self) -> None:
        self.where.setEnabled(not self.later.isChecked())
        place = self.later.isChecked() or self.where.target() is not None
        self.erase_button.setEnabled(bool(self.reason.text().strip()) and place and not self._ws.read_only)

    def _done(self, report: GuestErasureReport) -> None:
        self.report = report
        self._end()
        made = report.receipt
        if made is None:
            self.message.tell(
                tr("It is erased."), tr("The receipt is still owed: it waits on the page of supervision.")
            )
        else:
            self.message.tell(
                tr("It is erased. The receipt is ready: {file}.").format(file=made.file.name),
                tr("Bring or send it to whom you had the package from."),
            )
            self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(made.file))
        self.fit()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        """What was begun counts: the next opening finishes it, and a receipt that was not made is owed."""
        self._end()
        self.message.explain(error)
        self.fit()

    def _end(self) -> None:
        for part in (self._form, self.erase_button):
            part.hide()
        self.close_button.setText(tr("Done"))
        self.close_button.setEnabled(True)
        self.close_button.setFocus()
        self.erased.emit()
