"""A heading with a few sentences below it, each with a small sign."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space


class ToldList(QWidget):
    """``told`` are the sentences."""

    def __init__(self, heading: str, icon_name: str, told: Iterable[str]) -> None:
        super().__init__()
        self.told = list(told)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.SMALL)
        lines.addWidget(label(heading, "field", wrap=True))
        for text in self.told:
            line = row(drawing(icon_name), label(text, wrap=True), gap=Space.MEDIUM)
            line.setStretch(1, 1)
            line.setAlignment(Qt.AlignmentFlag.AlignTop)
            lines.addLayout(line)
