"""The log: what was done with whose films, day by day."""

from itertools import groupby
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vigtool.gui.log.entries import Line, lines
from vigtool.gui.log.hand_out_dialog import HandOutDialog
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.form_rows import name_choice
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.pages import Card, Page
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.services.cases import cases
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

AT_ONCE: Final = 100
TIME_WIDTH: Final = 52
SHARES: Final = (4, 5)
"""How the words of an entry and what it is about share the line: below each other they make columns."""


class LogPage(Page):
    """Newest first; a case can be chosen, and older entries asked for."""

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(tr("Log"), tr("What was done with the films, and what left the vault."), parent=parent)
        self._ws = ws
        self._shown = AT_ONCE
        self.case = NameChoice()
        name_choice(self.case, tr("Which case"))
        self.case.addItem(tr("All cases"), None)
        for one in cases(ws):
            self.case.addItem(one.name, one.id)
        self.case.currentIndexChanged.connect(self._choose)
        self.hand_out = Button(tr("Hand out to a person…"), "file-text")
        self.hand_out.clicked.connect(self.offer_hand_out)
        self.hand_out.setEnabled(not ws.read_only and self.case.count() > 1)
        self.title_row.addWidget(self.case)
        self.title_row.addWidget(self.hand_out)
        self._days = QVBoxLayout()
        self._days.setSpacing(Space.LARGE)
        self.column.addLayout(self._days)
        self.column.addStretch(1)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the log as it is now."""
        clear(self._days)
        found = lines(self._ws, self.case.currentData())
        for day, entries in groupby(found[: self._shown], key=lambda line: line.at.date()):
            card = Card(spoken_date(day))
            card.body.setSpacing(Space.SMALL)
            for entry in entries:
                card.body.addLayout(_row(entry))
            self._days.addWidget(card)
        if not found:
            self._days.addWidget(label(tr("Nothing has happened in this case yet."), "muted"))
        if len(found) > self._shown:
            more = Button(tr("Show older entries"), "chevron-down")
            more.clicked.connect(self._more)
            self._days.addLayout(row(more, None))

    @Slot()
    def offer_hand_out(self) -> HandOutDialog:
        """Open the dialog in which one person gets what is held about them; its entries show when it is left."""
        dialog = HandOutDialog(self._ws, self.case.currentData(), self)
        dialog.finished.connect(self.refresh)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot()
    def _choose(self) -> None:
        self._shown = AT_ONCE
        self.refresh()

    @Slot()
    def _more(self) -> None:
        self._shown += AT_ONCE
        self.refresh()


def _row(entry: Line) -> QHBoxLayout:
    time = label(f"{entry.at:%H:%M}", "muted")
    time.setMinimumWidth(TIME_WIDTH)
    what, about = label(entry.what, wrap=True), ElidedLabel(entry.about, "muted")
    made = row(time, drawing(entry.icon), what, about, gap=Space.MEDIUM)
    for place, share in enumerate(SHARES, start=2):
        made.setStretch(place, share)
    return made
