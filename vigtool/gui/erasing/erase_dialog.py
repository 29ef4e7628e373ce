"""Erasing for good: what goes, what stays, what nobody reaches from here; then the reason, and a receipt."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from vigtool.domain.accountability import Erasing
from vigtool.domain.cases import Recording
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.gui.erasing.receipt_offer import ReceiptOffer
from vigtool.gui.erasing.spared_films import SparedFilms
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.gui.shared.told_list import ToldList
from vigtool.services.cases import case
from vigtool.services.erasing import Erasure, ErasureReport
from vigtool.services.erasure_plans import ErasurePlan, Target, plan_erasure
from vigtool.services.people import person
from vigtool.services.recordings import every_recording, is_erased, recording
from vigtool.services.workspace import Workspace
from vigtool.wording.erasure_words import beyond_reach_words, what_goes, what_stays
from vigtool.wording.translation import tr

WIDTH = 620


class EraseDialog(SheetDialog):
    """``erased`` carries the ``ErasureReport``; whoever shows the thing leaves it then."""

    erased = Signal(object)

    def __init__(self, ws: Workspace, target: Target, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(tr("Erase"), WIDTH, parent)
        self._ws, self._target = ws, target
        self._name = _name(ws, target)
        self.message = MessagePanel()
        self.job = JobPanel()
        self.spared = SparedFilms(_films_with(ws, target))
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.erase_button = Button(tr("Erase for good"), "trash-2", Rank.FILLED)
        self.close_button = Button(tr("Leave everything as it is"))
        self.report: ErasureReport | None = None
        self.receipt: ReceiptOffer | None = None
        self._lay_out()
        self._connect()
        self._show_plan()

    @property
    def held(self) -> bool:
        """What was begun is done to its end."""
        return self.job.running

    def stop(self) -> None:
        """Leave no receipt half-made."""
        if self.receipt is not None:
            self.receipt.job.stop()

    @Slot()
    def erase(self) -> None:
        """Erase; what was begun cannot be stopped."""
        self.message.clear()
        try:
            erasure = Erasure(self._ws, self._target, self.reason.text(), self.spared.chosen())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            self.fit()
            return
        self._ask.setEnabled(False)
        self.erase_button.setEnabled(False)
        self.close_button.setEnabled(False)
        self.job.start(tr("Erasing…"), erasure, self._done, stoppable=False)
        self.fit()

    def _lay_out(self) -> None:
        self._title = label(_title(self._target), "title", wrap=True)
        self.page.addLayout(column(self._title, ElidedLabel(self._name, "muted"), gap=Space.HAIR))
        self._told = QVBoxLayout()
        self._told.setSpacing(Space.LARGE)
        self.page.addLayout(self._told)
        self._ask = QWidget()
        asked = column(self.spared, field(tr("Why is it erased?"), self.reason, tr("The reason stays in the log.")))
        asked.setSpacing(Space.LARGE)
        asked.setContentsMargins(0, 0, 0, 0)
        self._ask.setLayout(asked)
        for part in (self._ask, self.message, self.job):
            self.page.addWidget(part)
        self.page.addLayout(row(self.erase_button, self.close_button, None))
        self.spared.setVisible(bool(self.spared.erased.boxes))

    def _connect(self) -> None:
        self.erase_button.clicked.connect(self.erase)
        self.close_button.clicked.connect(self.close)
        self.reason.textChanged.connect(self._show_ready)
        self.spared.changed.connect(self._show_plan)
        self.job.failed.connect(self._failed)

    @Slot()
    def _show_plan(self) -> None:
        """Say what would go now."""
        spared = {film: reason or "-" for film, reason in self.spared.chosen().items()}
        try:
            plan = plan_erasure(self._ws, self._target, spared)
        except VigtoolError as error:
            self._ask.setEnabled(bool(self.spared.erased.boxes))
            self._tell()
            self.message.explain(error)
        else:
            self._ask.setEnabled(True)
            self.message.clear()
            self._tell(
                ToldList(tr("This is destroyed for good"), "trash-2", what_goes(plan)),
                ToldList(tr("This stays"), "scroll-text", what_stays(plan)),
                _beyond(plan),
            )
        self._show_ready()
        self.fit()

    def _tell(self, *parts: QWidget) -> None:
        clear(self._told)
        for part in parts:
            self._told.addWidget(part)
            part.show()

    @Slot()
    def _show_ready(self) -> None:
        ready = bool(self.reason.text().strip()) and self.spared.complete and self._told.count() > 0
        self.erase_button.setEnabled(ready and not self._ws.read_only and self.report is None)

    def _done(self, report: ErasureReport) -> None:
        self.report = report
        for part in (self._ask, self.erase_button):
            part.hide()
        self._title.setText(tr("It is erased"))
        self.receipt = ReceiptOffer(self._ws, report)
        self.receipt.changed.connect(self.fit)
        self._tell(self.receipt, _beyond(report.plan))
        self.close_button.setText(tr("Done"))
        self.close_button.setEnabled(True)
        self.close_button.setFocus()
        self.fit()
        self.erased.emit(report)

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        """What was begun counts: the next opening finishes it."""
        self.message.explain(error)
        self.message.tell(
            tr("What was begun is not finished yet."), tr("Close the vault and open it again: then it is finished.")
        )
        self.close_button.setText(tr("Close"))
        self.close_button.setEnabled(True)
        self.fit()


def _beyond(plan: ErasurePlan) -> ToldList:
    return ToldList(tr("This cannot be reached from here"), "info", beyond_reach_words(plan.beyond_reach))


def _title(target: Target) -> str:
    titles = {
        Erasing.FILM: tr("Erase this film"),
        Erasing.CASE: tr("Erase this whole case"),
        Erasing.PERSON: tr("Erase what concerns this person"),
    }
    return titles[target.what]


def _name(ws: Workspace, target: Target) -> str:
    match target.what:
        case Erasing.FILM:
            return recording(ws, RecordingId(target.id)).label
        case Erasing.CASE:
            return case(ws, CaseId(target.id)).name
        case Erasing.PERSON:
            return person(ws, PersonId(target.id)).name


def _films_with(ws: Workspace, target: Target) -> list[Recording]:
    if target.what is not Erasing.PERSON:
        return []
    someone = person(ws, PersonId(target.id))
    films = every_recording(ws, someone.case)
    return [film for film in films if someone.id in film.people and not is_erased(ws, film.id)]
