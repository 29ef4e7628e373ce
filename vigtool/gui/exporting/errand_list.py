"""All that is being handed out and was, in the order in which it was asked for."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PersonId
from vigtool.gui.exporting.errand_row import ErrandRow
from vigtool.gui.exporting.errands import Errand, Errands
from vigtool.gui.exporting.orders import Ordered
from vigtool.gui.shared.choosing import choose_pdf
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import settle
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.open_frames import Covering, cover_first_gap
from vigtool.gui.shared.tokens import Space
from vigtool.services.errors import NotCovered
from vigtool.services.people import people
from vigtool.services.receipts import HandoverReceiptMaking
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


class ErrandList(QWidget):
    """``consents_asked`` carries the CaseId whose consents the user wants to see."""

    consents_asked = Signal(str)

    def __init__(
        self, ws: Workspace, errands: Errands, covering: Covering | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ws, self.errands, self._covering = ws, errands, covering
        self.rows: list[ErrandRow] = []
        self.message = MessagePanel()
        self.no_longer_sealed = label(
            tr("What has left is no longer encrypted: whoever gets the file can watch it. The log knows of it."),
            "muted",
            wrap=True,
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.HAIR)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.SMALL)
        whole.addLayout(self._column)
        whole.addWidget(self.message)
        whole.addWidget(self.no_longer_sealed)
        errands.changed.connect(self.refresh)
        errands.told.connect(self._tell)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """List what there is now."""
        there = self.errands.listed
        for one in [row for row in self.rows if row.errand not in there]:
            self.rows.remove(one)
            one.hide()
            one.deleteLater()
        known = {row.errand for row in self.rows}
        for errand in [one for one in there if one not in known]:
            self._add(errand)
        self._tell()

    def make_receipt(self, errand: Errand, seqs: tuple[int, ...]) -> None:
        """Ask where the receipt is to lie, and have it made."""
        target = choose_pdf(self, tr("Where to put the receipt"), tr("receipt"))
        if target is None:
            return
        self.message.clear()
        try:
            job = HandoverReceiptMaking(self._ws, seqs, target, language())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        what = tr("Receipt for {what}").format(what=errand.what)
        self.errands.add(Ordered(what, target, job), errand.case)

    def _add(self, errand: Errand) -> None:
        row = ErrandRow(errand, lambda: self._names(errand))
        row.stop_asked.connect(lambda: self.errands.cancel(errand))
        row.consents_asked.connect(lambda: self.consents_asked.emit(errand.case))
        row.receipt_asked.connect(lambda: self.make_receipt(errand, () if row.outcome is None else row.outcome.seqs))
        row.cover_asked.connect(lambda: self._cover(errand))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()  # or it takes room only with the next round of events

    def _cover(self, errand: Errand) -> None:
        self.message.clear()
        if isinstance(errand.error, NotCovered):
            try:
                cover_first_gap(self._ws, errand.error, errand.shown, self._covering, self.window())
            except (VigtoolError, OSError) as error:
                self.message.explain(error)

    def _names(self, errand: Errand) -> Mapping[PersonId, str]:
        return {person.id: person.name for person in people(self._ws, errand.case)}

    @Slot()
    def _tell(self) -> None:
        left = self.errands.seconds_left
        for one in self.rows:
            one.show_state(left)
            settle(one)
        made = [row.outcome for row in self.rows if row.outcome is not None]
        self.no_longer_sealed.setVisible(any(one.seqs and not one.sealed for one in made))
