"""The sheet that ``?`` opens: all keys at a glance, as they are now."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from vigtool.gui.preparing.key_groups import help_groups
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import Deed, KeyWords
from vigtool.gui.shared.buttons import Rank, button
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.scrolling import Scroller, room_for
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

Group = tuple[str, list[KeyWords]]
COLUMN: Final = 360
"""Pixels that a column of keys takes before text was enlarged."""
LEAST: Final = 560
"""Pixels of the sheet before text was enlarged, where there is room."""
HEADING_LINES: Final = 2


class KeyHelp(QDialog):
    """Lists the keys, then ``more`` groups; Escape or the key that opened it closes it.

    ``change_asked``: the user wants other keys; the sheet is closed then.
    """

    change_asked = Signal()

    def __init__(self, keys: KeyMap, parent: QWidget | None = None, *, more: Sequence[Group] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self._keys = keys
        room = room_for(self)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.SMALL)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(label(tr("Keys"), "title", wrap=True))
        column.addLayout(key_columns([*help_groups(keys), *more], room.width() - 2 * Space.WIDE))
        column.addWidget(label(tr("In a text field these keys write text."), "muted", wrap=True))
        column.addStretch(1)
        self._scroller = Scroller(sheet, takes_focus=True)
        self._scroller.setAccessibleName(tr("Keys"))
        change = button(tr("Change keys…"), "keyboard", self._ask_change)
        self.close_button = button(tr("Close"), "", self.accept, Rank.FILLED)
        below = row(change, None, self.close_button)
        below.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.LARGE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroller, 1)
        whole.addLayout(below)
        self.close_button.setFocus()
        width = min(max(sheet.sizeHint().width(), below.minimumSize().width(), with_text(LEAST)), room.width())
        height = self._scroller.wanted_height(width) + below.sizeHint().height()
        self.resize(width, min(height, room.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it closes it too."""
        if self._keys.deed_of(event) is Deed.HELP:
            self.accept()
        else:
            super().keyPressEvent(event)

    def _ask_change(self) -> None:
        self.accept()
        self.change_asked.emit()


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


def columns_of(groups: Sequence[Group], room: int) -> list[list[Group]]:
    """Part groups into as many columns as ``room`` pixels hold, at most three, of much the same length."""
    count = min(max(room // with_text(COLUMN), 1), 3)
    columns: list[list[Group]] = [[] for _ in range(count)]
    for group in sorted(groups, key=lambda one: -len(one[1])):
        min(columns, key=_length).append(group)
    order = {heading: place for place, (heading, _lines) in enumerate(groups)}
    for column in columns:
        column.sort(key=lambda one: order[one[0]])
    return sorted(columns, key=lambda column: order[column[0][0]] if column else len(order))


def key_columns(groups: Sequence[Group], room: int) -> QHBoxLayout:
    """Groups of keys beside each other."""
    held = QHBoxLayout()
    held.setSpacing(Space.HUGE)
    for column in columns_of(groups, room):
        side = QVBoxLayout()
        side.setSpacing(Space.MEDIUM)
        for heading, lines in column:
            side.addWidget(label(heading, "section", wrap=True))
            side.addLayout(key_grid(lines, wrap=True))
        side.addStretch(1)
        held.addLayout(side, 1)
    return held


def _length(column: Sequence[Group]) -> int:
    return sum(len(lines) + HEADING_LINES for _heading, lines in column)
