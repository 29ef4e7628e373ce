"""A withdrawal reaches out: who is still to be told, and who was told and has not shown yet that it is erased there.

What is told here are contacts and cases, never who in the case took a consent back.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, ContactId, PackageId
from vigtool.domain.supervision import NoticeMade
from vigtool.gui.shared.choosing import show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.supervising.outlet import Outlet, choose_package, no_outlet
from vigtool.gui.supervising.reach_words import due_words, unanswered_words
from vigtool.gui.supervising.told_row import ToldRow, show_or_hide
from vigtool.services.cases import case
from vigtool.services.errors import UnknownId
from vigtool.services.notices import NoticeMaking, notices_due, unanswered
from vigtool.services.sent_packages import holder, sent_package
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class ReachSection(Card):
    """Hidden while there is nobody to tell or to wait for.

    ``due`` and ``waiting`` are the rows, by package and contact. ``outlet`` tells which folder is offered first.
    """

    def __init__(self, ws: Workspace, outlet: Outlet = no_outlet) -> None:
        super().__init__(tr("Withdrawals that are to reach others"))
        self._ws, self._outlet = ws, outlet
        self.job = JobPanel()
        self.message = MessagePanel()
        self.due: dict[tuple[PackageId, ContactId], ToldRow] = {}
        self.waiting: dict[tuple[PackageId, ContactId], ToldRow] = {}
        self._list = QVBoxLayout()
        told = tr(
            "What you handed over is in another vault by now. A notice, one sealed file, asks that vault to erase it; "
            "a receipt comes back when it has."
        )
        self.body.addWidget(label(told, "muted", wrap=True))
        for part in (self.message, self.job):
            self.body.addWidget(part)
        self.body.addLayout(self._list)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show who is to be told now, and who has not answered."""
        clear(self._list)
        self.due, self.waiting = {}, {}
        for due in notices_due(self._ws):
            self.due[due.package, due.contact] = self._row("share", due.package, due.contact, due_words(due))
        for one in unanswered(self._ws):
            row = self._row("hourglass", one.package, one.contact, unanswered_words(one), again=one.again)
            self.waiting[one.package, one.contact] = row
        self._show(tr("Still to be told"), self.due)
        self._show(tr("No receipt has come yet"), self.waiting)
        show_or_hide(self, shown=bool(self.due or self.waiting or self.job.running) or not self.message.isHidden())

    def make(self, package: PackageId, contact: ContactId, target: Path) -> None:
        """Make a notice."""
        self.message.clear()
        try:
            job = NoticeMaking(self._ws, package, contact, target)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._allow(making=False)
        self.job.start(tr("Sealing the notice…"), job, partial(self._made, target))

    def stop(self) -> None:
        """Make nothing any more."""
        self.job.stop()

    def _row(
        self, icon_name: str, package: PackageId, contact: ContactId, told: str, *, again: bool | None = None
    ) -> ToldRow:
        """A row; ``again`` is None for a first notice."""
        name = holder(self._ws, contact).name
        row = ToldRow(icon_name, name, told, self._case_name(package))
        if self._ws.read_only or again is False:
            return row
        if again is None:
            row.offer(tr("Make the notice…"), "lock", tr("Make the notice for {name}…").format(name=name))
        else:
            row.offer(tr("Make it again…"), "refresh-cw", tr("Make the notice for {name} again…").format(name=name))
        row.asked.connect(partial(self._choose, package, contact))
        return row

    def _show(self, heading: str, rows: dict[tuple[PackageId, ContactId], ToldRow]) -> None:
        if rows:
            self._list.addWidget(label(heading, "field", wrap=True))
        for row in rows.values():
            self._list.addWidget(row)

    def _case_name(self, package: PackageId) -> str:
        """What the user calls the case; empty when it is erased."""
        try:
            return case(self._ws, CaseId(sent_package(self._ws, package).case)).name
        except UnknownId:
            return ""

    def _allow(self, *, making: bool) -> None:
        for row in (*self.due.values(), *self.waiting.values()):
            if row.button is not None:
                row.button.setEnabled(making)

    def _choose(self, package: PackageId, contact: ContactId) -> None:
        target = choose_package(self, self._outlet)
        if target is not None:
            self.make(package, contact, target)

    def _made(self, file: Path, made: NoticeMade) -> None:
        self.message.tell(
            tr("The notice is ready: {file}.").format(file=file.name),
            tr("Bring or send it to {name}. It stands here until the receipt has come.").format(
                name=holder(self._ws, made.to).name
            ),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", partial(show_in_folder, file))
        self.refresh()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._allow(making=True)
        self.message.explain(error)
