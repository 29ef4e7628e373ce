"""A quiet line about guests whose last day has passed: that they went, or that the clock is not believed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vigtool.gui.shared.labels import label
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.told_row import show_or_hide
from vigtool.services.guest_erasing import doubted_guests
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class EndedLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__()
        self._ws = ws
        self.words = label("", "muted", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.SMALL, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addWidget(drawing("calendar-clock"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what is so now."""
        told = _words(self._ws)
        self.words.setText(told)
        show_or_hide(self, shown=bool(told))


def _words(ws: Workspace) -> str:
    if doubted_guests(ws):
        return tr(
            "By this computer's clock the last day of what was handed to you is long past. The clock seems to be "
            "wrong, so nothing was erased: please set it right."
        )
    if not ws.ended:
        return ""
    told = trn(
        "{count} guest was erased when the vault was opened: its last day had passed.",
        "{count} guests were erased when the vault was opened: their last day had passed.",
        ws.ended,
    )
    return told.format(count=ws.ended)
