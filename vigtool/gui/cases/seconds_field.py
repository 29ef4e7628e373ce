"""A time in a film, typed in seconds with the decimal mark of the language."""

from fractions import Fraction
from typing import Final

from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QLineEdit

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.spoken_times import locale

PLACES: Final = 2
"""Decimals of a second; by ear nobody hears more."""

WIDTH: Final = 130


class SecondsField(QLineEdit):
    """Takes 0 to ``longest`` seconds; empty counts as 0."""

    def __init__(self, longest: Fraction) -> None:
        super().__init__()
        self.setFixedWidth(with_text(WIDTH))
        self.set_longest(longest)
        self.set_seconds(Fraction(0))

    @property
    def seconds(self) -> Fraction:
        """What was typed, at most the longest."""
        typed, understood = locale().toDouble(self.text().replace(".", locale().decimalPoint()))
        value = Fraction(round(typed * 10**PLACES), 10**PLACES) if understood else Fraction(0)
        return min(max(value, Fraction(0)), self._longest)

    def set_seconds(self, seconds: Fraction) -> None:
        """Show a time."""
        self.setText(locale().toString(float(seconds), "f", PLACES))

    def set_longest(self, longest: Fraction) -> None:
        """Take no more than this from now on."""
        self._longest = longest
        self.setValidator(QDoubleValidator(0.0, float(longest), PLACES, self))
