"""A principle as a chip: one that is seen, or one that could be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from vigtool.gui.shared.buttons import Button, Rank


class Chip(Button):
    """A button that is on or off, as wide as its words, or cut short with all words as its tooltip."""

    def __init__(self, text: str, hint: str = "", *, on: bool, parent: QWidget | None = None) -> None:
        super().__init__(text, "check" if on else "", Rank.OUTLINED, parent=parent)
        self.setProperty("rank", "chip")
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.setToolTip(f"{text}\n{hint}" if hint else text)
