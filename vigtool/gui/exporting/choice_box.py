"""A choice that takes the room it is given, however long what can be chosen is called."""

from typing import Final

from PySide6.QtWidgets import QComboBox

_LETTERS: Final = 12


class ChoiceBox(QComboBox):
    """Its texts end in an ellipsis where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
