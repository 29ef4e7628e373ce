"""The pinned frames in a narrow column at the left of the picture, each with its time and a button."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.stage_signs import VEIL
from vigtool.gui.playing.strip_colours import STAGE, STAGE_WORDS
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.preparing.looking.pins import Pin
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

LONGEST_TIME: Final = "0:00:00.00"
RING: Final = 2
WIDER: Final = 1.45
LOWEST: Final = 24


def pin_time(times: FrameTimes, frame: int) -> str:
    """The time of a frame to the hundredth of a second: neighbouring frames have different ones, mostly."""
    return clock_words(times.seconds_from_start(times.tick_of(frame)), 2)


class PinPicture(QAbstractButton):
    """A pinned picture, small. ``pin`` as it is seen; a ring says that it is the one to compare, or has the keys."""

    def __init__(self, pin: Pin, time: str, *, chosen: bool) -> None:
        super().__init__()
        self.pin = pin
        self._time, self._chosen = time, chosen
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Pinned frame at {time}").format(time=time))
        self.setToolTip(tr("Go to {time}").format(time=time))

    def sizeHint(self) -> QSize:
        """Wide enough for its time in words, in the shape of a screen."""
        width = round(self.fontMetrics().horizontalAdvance(LONGEST_TIME) * WIDER)
        return QSize(width, width * 9 // 16)

    def minimumSizeHint(self) -> QSize:
        """As low as may be where four stand below each other."""
        return QSize(self.sizeHint().width(), LOWEST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole picture in the middle, its time at its foot, and the ring."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(STAGE))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.pin.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())
        painter.drawImage(place, self.pin.image)
        self._draw_time(painter)
        if self._chosen or self.hasFocus():
            mine = colours()
            painter.setPen(QPen(QColor(mine.accent if self.hasFocus() else mine.edge), 2 * RING))
            painter.drawRect(self.rect())
        painter.end()

    def _draw_time(self, painter: QPainter) -> None:
        words = self.fontMetrics()
        foot = QRect(
            0, self.height() - words.height(), words.horizontalAdvance(self._time) + Space.SMALL, words.height()
        )
        ground = QColor(STAGE)
        ground.setAlpha(VEIL)
        painter.fillRect(foot, ground)
        painter.setPen(QColor(STAGE_WORDS))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._time)


class PinColumn(QWidget):
    """Shows the pins, or nothing at all. ``picked`` and ``unpin_asked`` carry the ``Pin``."""

    picked = Signal(object)
    unpin_asked = Signal(object)

    def __init__(self, times: FrameTimes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times = times
        self.pictures: list[PinPicture] = []
        self.unpinning: list[Button] = []
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, Space.SMALL, 0)
        self._whole.setSpacing(Space.HAIR)
        self.setAccessibleName(tr("Pinned frames"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_pins(self, pins: tuple[Pin, ...], chosen: Pin | None) -> None:
        """Show these pins, and which of them is the one to compare."""
        clear(self._whole)
        self.pictures, self.unpinning = [], []
        for pin in pins:
            self._whole.addLayout(self._row(pin, chosen=pin is chosen))
        self._whole.addStretch(1)
        self.setVisible(bool(pins))

    def _row(self, pin: Pin, *, chosen: bool) -> QHBoxLayout:
        time = pin_time(self._times, pin.frame)
        picture = PinPicture(pin, time, chosen=chosen)
        picture.clicked.connect(lambda _checked=False: self.picked.emit(pin))
        unpin = Button("", "x", Rank.QUIET, name=tr("Unpin {time}").format(time=time))
        unpin.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        unpin.clicked.connect(lambda _checked=False: self.unpin_asked.emit(pin))
        self.pictures.append(picture)
        self.unpinning.append(unpin)
        made = row(picture, unpin, gap=0)
        made.setAlignment(unpin, Qt.AlignmentFlag.AlignTop)
        return made
