"""The sheet that ``?`` opens: all keys at a glance."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from vigtool.gui.preparing.key_groups import help_groups
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import KeyWords
from vigtool.gui.shared.buttons import Rank, button
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class KeyHelp(QDialog):
    """Lists the keys; Escape or ``?`` closes it."""

    def __init__(self, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.LARGE)
        column.addWidget(label(tr("Keys"), "title"))
        columns = QHBoxLayout()
        columns.setSpacing(Space.HUGE)
        play, *others = help_groups(keys)
        for groups in ([play], others):
            side = QVBoxLayout()
            side.setSpacing(Space.MEDIUM)
            for heading, lines in groups:
                side.addWidget(label(heading, "section"))
                side.addLayout(key_grid(lines))
            side.addStretch(1)
            columns.addLayout(side)
        column.addLayout(columns)
        column.addWidget(label(tr("In a text field these keys write text."), "muted"))
        close = button(tr("Close"), "", self.accept, Rank.FILLED)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it closes it too."""
        if event.key() == Qt.Key.Key_Question:
            self.accept()
        else:
            super().keyPressEvent(event)


def key_grid(lines: Iterable[KeyWords], *, wrap: bool = False) -> QGridLayout:
    """Keys and what they do, in two columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.LARGE)
    grid.setVerticalSpacing(Space.SMALL)
    grid.setColumnStretch(1, 1)
    for line, shown in enumerate(lines):
        grid.addLayout(row(*(label(key, "key") for key in shown.keys), None, gap=Space.HAIR), line, 0)
        grid.addWidget(label(shown.words, wrap=wrap), line, 1)
    return grid
