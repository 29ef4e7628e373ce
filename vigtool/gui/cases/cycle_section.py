"""One cycle of a case: the films of the family and the films of the shared review, side by side in time."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.cycles import Cycle, Part
from vigtool.domain.identifiers import RecordingId
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

PART_INDENT: Final = Space.LARGE


class CycleSection(QWidget):
    """Shows a cycle; ``edit_asked`` and ``remove_asked`` carry nothing: the page knows which cycle it is."""

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(
        self,
        cycle: Cycle,
        names: Mapping[Part, str],
        rows: Mapping[RecordingId, QWidget],
        *,
        heading: str,
        read_only: bool,
    ) -> None:
        super().__init__()
        self.cycle = cycle
        self.edit_button = self._button("pencil", tr("Change name and question of {cycle}").format(cycle=heading))
        self.edit_button.clicked.connect(lambda _checked=False: self.edit_asked.emit())
        self.remove_button = self._button("trash-2", tr("Remove {cycle}; its films stay").format(cycle=heading))
        self.remove_button.clicked.connect(lambda _checked=False: self.remove_asked.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.SMALL)
        column.setSpacing(Space.HAIR)
        head = row(ElidedLabel(heading, "strong", end=True), self.edit_button, self.remove_button, gap=Space.HAIR)
        head.setStretch(0, 1)
        column.addLayout(head)
        for button in (self.edit_button, self.remove_button):
            button.setVisible(not read_only)
        if cycle.question:
            asked = label(cycle.question, "muted", wrap=True)
            asked.setMinimumWidth(1)  # as the page's title
            column.addWidget(asked)
        for part in Part:
            shown = [rows[film.recording] for film in cycle.films_of(part) if film.recording in rows]
            self._add_part(column, names[part], shown)

    def _add_part(self, column: QVBoxLayout, name: str, shown: list[QWidget]) -> None:
        held = QVBoxLayout()
        held.setContentsMargins(PART_INDENT, Space.HAIR, 0, 0)
        held.setSpacing(2)
        held.addWidget(label(name, "small"))
        for one in shown:
            held.addWidget(one)
        if not shown:
            held.addWidget(label(tr("No film yet"), "muted"))
        column.addLayout(held)

    @staticmethod
    def _button(icon: str, name: str) -> Button:
        return Button("", icon, Rank.QUIET, name=name)
