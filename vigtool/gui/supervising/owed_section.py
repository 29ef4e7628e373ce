"""Receipts that this vault owes: what was handed to it is erased, and whoever handed it over has no receipt yet."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PackageId
from vigtool.domain.supervision import GuestErased
from vigtool.gui.shared.choosing import show_in_folder
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.supervising.outlet import Outlet, choose_package, no_outlet
from vigtool.gui.supervising.told_row import ToldRow, show_or_hide
from vigtool.services.guest_erasing import ends_of_guests, make_receipt, owed_receipts
from vigtool.services.sent_packages import holder
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class OwedSection(Card):
    """Hidden while no receipt is owed. ``rows`` by package; ``outlet`` tells which folder is offered first."""

    def __init__(self, ws: Workspace, outlet: Outlet = no_outlet) -> None:
        super().__init__(tr("Receipts that you owe"))
        self._ws, self._outlet = ws, outlet
        self.message = MessagePanel()
        self.rows: dict[PackageId, ToldRow] = {}
        self._list = QVBoxLayout()
        told = tr("What was handed to you is erased here. The receipt tells that to whom you had it from.")
        self.body.addWidget(label(told, "muted", wrap=True))
        self.body.addWidget(self.message)
        self.body.addLayout(self._list)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is owed now."""
        clear(self._list)
        ended = ends_of_guests(self._ws)
        self.rows = {one.package: self._row(one, spoken_date(ended[one.package])) for one in owed_receipts(self._ws)}
        for row in self.rows.values():
            self._list.addWidget(row)
        show_or_hide(self, shown=bool(self.rows) or not self.message.isHidden())

    def make(self, package: PackageId, target: Path) -> None:
        """Make a receipt."""
        try:
            made = make_receipt(self._ws, package, target)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.message.tell(
            tr("The receipt is ready: {file}.").format(file=made.file.name),
            tr("Bring or send it to whom you had the package from."),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", partial(show_in_folder, made.file))
        self.refresh()

    def _row(self, one: GuestErased, erased: str) -> ToldRow:
        name = holder(self._ws, one.to).name
        if one.notice is None:
            told = tr("Erased on {date}.").format(date=erased)
        else:
            told = tr("Erased on {date}, as a consent was taken back.").format(date=erased)
        row = ToldRow("file-check-2", name, told)
        if not self._ws.read_only:
            row.offer(tr("Make the receipt…"), "lock", tr("Make the receipt for {name}…").format(name=name))
            row.asked.connect(partial(self._choose, one.package))
        return row

    def _choose(self, package: PackageId) -> None:
        target = choose_package(self, self._outlet)
        if target is not None:
            self.make(package, target)
