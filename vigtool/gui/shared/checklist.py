"""Ticks for who or what belongs to something."""

from collections.abc import Collection, Hashable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.tokens import Space

ROOM: Final = 560
"""Pixels for the texts of a line, however large the text: a page keeps its width. Large text has fewer columns."""
MOST_LINES: Final = 2
"""A longer text is shortened."""
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
        columns = max(columns * ROOM // with_text(ROOM), 1)
        grid.setColumnStretch(columns, 1)
        for place, (key, text) in enumerate(choices):
            box = QCheckBox()
            shown = in_lines(" ".join(text.split()), box.fontMetrics(), ROOM // columns)
            box.setText("\n".join(shown).replace("&", "&&"))
            box.setAccessibleName(text)
            box.setToolTip("" if " ".join(shown) == text else text)
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


def in_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A text in as few lines as have room in a width in pixels, at most ``MOST_LINES``; the last one is shortened."""
    lines, words = [""], text.split(" ")
    while words:
        longer = f"{lines[-1]} {words[0]}".strip()
        if metrics.horizontalAdvance(longer) > width and lines[-1]:
            if len(lines) == MOST_LINES:
                lines[-1] = " ".join([lines[-1], *words])
                break
            lines.append("")
            continue
        lines[-1] = longer
        words.pop(0)
    fits = [metrics.horizontalAdvance(line) <= width for line in lines]
    return [line if fit else metrics.elidedText(line, MIDDLE, width) for line, fit in zip(lines, fits, strict=True)]
