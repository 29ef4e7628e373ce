"""Ticks for who or what belongs to something."""

from collections.abc import Collection, Hashable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.tokens import Space

ROOM: Final = 640
"""Pixels for the texts of a line; a longer text is shortened, so that the page keeps its width."""
MIDDLE: Final = Qt.TextElideMode.ElideMiddle

Key = TypeVar("Key", bound=Hashable)


class Checklist(QWidget, Generic[Key]):
    """Boxes in columns, in the order in which they are given; ``changed`` says that one was ticked or no longer is."""

    changed = Signal()

    def __init__(self, choices: Sequence[tuple[Key, str]], *, checked: bool, columns: int = 3) -> None:
        super().__init__()
        self.boxes: dict[Key, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.HAIR)
        grid.setColumnStretch(columns, 1)
        for place, (key, text) in enumerate(choices):
            box = QCheckBox()
            shown = box.fontMetrics().elidedText(" ".join(text.split()), MIDDLE, with_text(ROOM) // columns)
            box.setText(shown.replace("&", "&&"))
            box.setAccessibleName(text)
            box.setToolTip("" if shown == text else text)
            box.setChecked(checked)
            box.toggled.connect(lambda _checked: self.changed.emit())
            self.boxes[key] = box
            grid.addWidget(box, place // columns, place % columns)

    def chosen(self) -> list[Key]:
        """The keys of the ticked boxes."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def choose(self, keys: Collection[Key]) -> None:
        """Tick these boxes and no others."""
        for key, box in self.boxes.items():
            box.setChecked(key in keys)
