"""How marks are made that are set while the film plays: the guider's reaction time, and how much is put around them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QSlider, QVBoxLayout, QWidget

from vigtool.gui.playing.time_words import decimal_mark
from vigtool.gui.shared.accessible_windows import stands_in_window
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.preferences import REACTION_MS, ROLL_MS, PreferenceFile
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

WIDTH: Final = 360
STEP_MS: Final = 100
BELOW: Final = 4
"""Pixels between the popup and the button that opens it."""


@stands_in_window
class MarkingSettings(QFrame):
    """Three sliders that are remembered as they move. Escape or a click elsewhere closes it."""

    def __init__(self, preferences: PreferenceFile, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(with_text(WIDTH))
        self.setAccessibleName(tr("How marks are made while the film plays"))
        now = preferences.now
        self.reaction = SecondsSlider(REACTION_MS, now.reaction_ms, lambda ms: preferences.change(reaction_ms=ms))
        self.before = SecondsSlider(ROLL_MS, now.before_ms, lambda ms: preferences.change(before_ms=ms))
        self.after = SecondsSlider(ROLL_MS, now.after_ms, lambda ms: preferences.change(after_ms=ms))
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(tr("How marks are made while the film plays"), "strong", wrap=True))
        hint = tr("So much earlier is marked than you press. In slow motion it is less of the film.")
        for caption, slider, words in (
            (tr("Your reaction time"), self.reaction, hint),
            (tr("Film before a mark"), self.before, ""),
            (tr("Film after a mark"), self.after, ""),
        ):
            slider.setAccessibleName(caption)
            page.addLayout(field(caption, slider, words, row(slider, slider.words, gap=Space.MEDIUM)))
        page.addWidget(label(tr("While the film stands still, frames are marked as they are."), "small", wrap=True))

    def open_below(self, button: QWidget) -> None:
        """Open below a button, within its screen, and take the keys."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + BELOW))
        room = button.screen().availableGeometry()
        x = min(max(corner.x(), room.left()), room.right() - self.width())
        self.move(x, min(corner.y(), room.bottom() - self.height()))
        self.show()
        self.reaction.setFocus()


class SecondsSlider(QSlider):
    """A time in tenths of a second, with its ``words`` beside it; ``chosen`` is called with milliseconds."""

    def __init__(self, allowed: range, milliseconds: int, chosen: Callable[[int], object]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.words = label("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setRange(0, allowed[-1] // STEP_MS)
        self.setPageStep(5)
        self.setValue(round(milliseconds / STEP_MS))
        self.words.setMinimumWidth(self.words.fontMetrics().horizontalAdvance(_seconds(allowed[-1])) + Space.SMALL)
        self._tell(self.value())
        self.valueChanged.connect(self._tell)
        self.valueChanged.connect(lambda tenths: chosen(tenths * STEP_MS))

    def _tell(self, tenths: int) -> None:
        self.words.setText(_seconds(tenths * STEP_MS))
        self.setAccessibleDescription(self.words.text())


def _seconds(milliseconds: int) -> str:
    return tr("{seconds} s").format(seconds=f"{milliseconds / 1000:.1f}".replace(".", decimal_mark()))
