"""Where a file is to be written: a line with a path in it, and the system's own window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_target, documents, typed_path
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class TargetLine(QWidget):
    """``changed`` follows what is typed; ``line`` is the field, for a caption."""

    changed = Signal()

    def __init__(self, name: str, ending: str, kind: Callable[[], str], parent: QWidget | None = None) -> None:
        """``name``, without its ``ending`` (``.pdf``), is offered among the documents; ``kind`` says what it is."""
        super().__init__(parent)
        self._name, self._ending, self._kind = name, ending, kind
        self.line = QLineEdit()
        self.choose_button = Button(tr("Choose…"), "folder-open")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose_button)
        self.line.textChanged.connect(self.changed)
        self.choose_button.clicked.connect(self._choose)
        self._place: Callable[[], Path | None] = lambda: None
        self.offer_next()

    def offer_first(self, place: Callable[[], Path | None]) -> None:
        """Offer the file that ``place`` names, if it names one, instead of one among the documents."""
        self._place = place
        self.offer_next()

    def target(self) -> Path | None:
        """The file, with its ending, in a folder if only that was named; None while the line is empty."""
        path = typed_path(self.line.text())
        if path is None:
            return None
        if path.is_dir():
            return free(path / f"{self._name}{self._ending}")
        return path if path.suffix.lower() == self._ending else path.with_name(path.name + self._ending)

    @Slot()
    def offer_next(self) -> None:
        """Offer a name that is free by now, in the folder that was chosen last."""
        first = self._place()
        if first is not None:
            self.line.setText(str(first))
            return
        before = self.target()
        folder = documents() if before is None else before.parent
        self.line.setText(str(free(folder / f"{self._name}{self._ending}")))

    @Slot()
    def _choose(self) -> None:
        offered = self.target() or documents() / f"{self._name}{self._ending}"
        chosen = choose_target(self, tr("Where to put it"), offered, f"{self._kind()} (*{self._ending})")
        if chosen is not None:
            self.line.setText(str(chosen))


def free(path: Path) -> Path:
    """The path, or the same with a number, so that no older file is offered to be replaced."""
    number, found = 2, path
    while found.exists():
        found = path.with_stem(f"{path.stem} {number}")
        number += 1
    return found
