"""What is being handed out and was, by itself: where the line of the window leads."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.gui.exporting.errand_list import ErrandList
from vigtool.gui.exporting.errands import Errands
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.open_frames import Covering
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH = 640


class ErrandsDialog(SheetDialog):
    """``consents_asked`` carries the CaseId whose consents the user wants to see."""

    consents_asked = Signal(str)

    def __init__(
        self, ws: Workspace, errands: Errands, covering: Covering | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("What is being handed out"), WIDTH, parent)
        self._errands = errands
        self.list = ErrandList(ws, errands, covering)
        self.close_button = Button(tr("Close"))
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addWidget(self.list)
        self.page.addLayout(row(self.close_button, None))
        self.close_button.clicked.connect(self.close)
        self.list.consents_asked.connect(self._show_consents)
        errands.changed.connect(self.fit)
        self.fit()

    def done(self, result: int) -> None:
        """What came to its end was seen now, and is listed no more."""
        self._errands.forget_done()
        super().done(result)

    @Slot(str)
    def _show_consents(self, case: str) -> None:
        self.accept()
        self.consents_asked.emit(case)
