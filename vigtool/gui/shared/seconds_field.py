"""A field for seconds."""

from fractions import Fraction
from typing import Final

from PySide6.QtWidgets import QDoubleSpinBox

from vigtool.gui.shared.spoken_times import locale
from vigtool.gui.shared.tokens import Space

MOST_SECONDS: Final = 60.0
_TENTHS: Final = 10


class SecondsField(QDoubleSpinBox):
    """Seconds to a tenth; ``none`` is what is said for zero, where zero is none at all."""

    def __init__(self, name: str, *, none: str = "", most: float = MOST_SECONDS) -> None:
        super().__init__()
        self.setLocale(locale())
        self.lineEdit().setTextMargins(Space.SMALL, 0, 0, 0)
        self.setDecimals(1)
        self.setSingleStep(0.5)
        self.setRange(0.0, most)
        self.setSuffix(" s")
        self.setSpecialValueText(none)
        self.setAccessibleName(name)

    def seconds(self) -> Fraction:
        """What is set, exact to the tenth."""
        return Fraction(round(self.value() * _TENTHS), _TENTHS)

    def show_seconds(self, seconds: Fraction) -> None:
        """Set it."""
        self.setValue(float(seconds))
