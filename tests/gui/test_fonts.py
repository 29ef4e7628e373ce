from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from vigtool.gui.shared.fonts import body_font


def test_a_running_time_does_not_change_its_width(dressed: QApplication) -> None:  # noqa: ARG001 - loads the fonts
    metrics = QFontMetrics(body_font())
    assert len({metrics.horizontalAdvance(f"0:0{digit},{digit}") for digit in range(10)}) == 1
