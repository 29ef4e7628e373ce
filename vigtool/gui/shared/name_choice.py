"""A choice among names that somebody typed: they may be of any length, and the page keeps its width."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget

LETTERS: Final = 18
"""For which there is room at least; the list of the choice shows more."""


class NameChoice(QComboBox):
    """A combo box whose width does not follow its longest entry, as Qt's own does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LETTERS)
