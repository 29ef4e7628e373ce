"""A folder shown as a line that can be typed into or chosen."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_folder, typed_path
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class FolderField(QWidget):
    """``changed`` follows every letter; a chosen folder may get ``appended`` as a folder of its own in it."""

    changed = Signal()

    def __init__(
        self, name: str, folder: Path | None = None, appended: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._appended = appended
        self.line = QLineEdit(str(folder) if folder else "")
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self.changed)
        choose = Button(tr("Choose…"), "folder-open")
        choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.line, 1)
        row.addWidget(choose)
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)

    def folder(self) -> Path | None:
        """The folder as it stands in the line, None while the line is empty."""
        return typed_path(self.line.text())

    @Slot()
    def _choose(self) -> None:
        chosen = choose_folder(self, self._name)
        if chosen is None:
            return
        occupied = self._appended and chosen.is_dir() and any(chosen.iterdir())
        self.line.setText(str(chosen / self._appended if occupied else chosen))
