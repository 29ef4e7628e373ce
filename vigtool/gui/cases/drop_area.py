"""Where films are dropped, with a button for who has no mouse."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import choose_films
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class DropArea(QFrame):
    """``films_given`` carries a list of paths, never an empty one."""

    films_given = Signal(object)

    def __init__(self, *, urgent: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.choose = Button(tr("Choose films…"), "import", Rank.FILLED if urgent else Rank.OUTLINED)
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        edge = Space.WIDE if urgent else Space.MEDIUM
        row.setContentsMargins(Space.LARGE, edge, Space.LARGE, edge)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(drawing("film"))
        row.addWidget(
            label(tr("Drop films here, from the phone, the camera's card or a folder."), "muted", wrap=True), 1
        )
        row.addWidget(self.choose)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome local files."""
        if _paths(event):
            event.acceptProposedAction()
            self._light("yes")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        super().dragLeaveEvent(event)
        self._light("no")

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self._light("no")
        event.acceptProposedAction()
        self.films_given.emit(_paths(event))

    @Slot()
    def _choose(self) -> None:
        if chosen := choose_films(self):
            self.films_given.emit(chosen)

    def _light(self, over: str) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
