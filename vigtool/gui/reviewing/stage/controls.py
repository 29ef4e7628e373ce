"""The three large controls on the picture: before, play or stop, next. They fade when nobody needs them.

Rule: faded controls take no tap, which is the picture's then; for a screen reader and the keyboard they are there all
the time, and a key brings them back to be seen.
"""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from vigtool.gui.playing.strip_colours import FOCUS, STAGE, STAGE_WORDS
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.icons import pixmap
from vigtool.wording.translation import tr

SIDE: Final = 72
"""Pixels at the usual size of text: more than a finger needs, and it grows with the text."""
DRAWN: Final = 0.5
"""How much of a control its drawing takes."""
GROUND: Final = 200
"""How much of the picture a control's ground hides, of 255."""
RING: Final = 3.0
UNUSABLE: Final = 0.35
STAY_MS: Final = 3500
FADE_MS: Final = 400
SEEN_MS: Final = 200
"""So long they are seen before they take a tap: the finger that brings them back was meant for the picture."""
GAP: Final = 28
ABOVE_EDGE: Final = 36


class StageButton(QAbstractButton):
    """A round control with a drawing. Keys are the window's, which presses it."""

    def __init__(self, icon_name: str, name: str, parent: "Controls") -> None:
        super().__init__(parent)
        self._controls = parent
        self._icon_name = icon_name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        side = with_text(SIDE)
        self.setFixedSize(side, side)

    def show_as(self, icon_name: str, name: str) -> None:
        """Be drawn and called so from now on."""
        self._icon_name = icon_name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The window decides what a key does."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The window decides what a key does."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, as far as it is faded."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._controls.opacity)
        ground = QColor(STAGE)
        ground.setAlpha(GROUND)
        painter.setBrush(ground)
        edge = QColor(FOCUS if self.hasFocus() else STAGE_WORDS)
        edge.setAlphaF(1.0 if self.hasFocus() else UNUSABLE)
        painter.setPen(QPen(edge, RING))
        inset = round(RING)
        painter.drawEllipse(self.rect().adjusted(inset, inset, -inset, -inset))
        side = round(self.width() * DRAWN)
        place = QRect(QPoint(0, 0), QSize(side, side))
        place.moveCenter(self.rect().center())
        painter.setOpacity(self._controls.opacity * (1.0 if self.isEnabled() else UNUSABLE))
        painter.drawPixmap(place, pixmap(self._icon_name, STAGE_WORDS, side, self.devicePixelRatioF()))
        painter.end()


class Controls(QWidget):
    """``before_asked``, ``toggle_asked`` and ``next_asked`` follow the controls; ``faded`` tells that they are gone."""

    before_asked = Signal()
    toggle_asked = Signal()
    next_asked = Signal()
    faded = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.opacity = 1.0
        self.before_button = StageButton("skip-back", tr("The moment before"), self)
        self.play_button = StageButton("play", tr("Play"), self)
        self.next_button = StageButton("skip-forward", tr("The next moment"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for one, asked in (
            (self.before_button, self.before_asked),
            (self.play_button, self.toggle_asked),
            (self.next_button, self.next_asked),
        ):
            row.addWidget(one)
            one.clicked.connect(asked)
        self.resize(self.sizeHint())
        self._fading = QVariantAnimation(self)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.setDuration(FADE_MS)
        self._fading.valueChanged.connect(self._show_part)
        self._fading.finished.connect(self._finish)
        self.staying = QTimer(self)
        self.staying.setSingleShot(True)
        self.staying.setInterval(STAY_MS)
        self.staying.timeout.connect(self._fading.start)
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(SEEN_MS)
        self._seen.timeout.connect(lambda: self._take_taps(takes=True))

    @property
    def shown(self) -> bool:
        """Whether they can be seen."""
        return self.opacity > 0.0

    @property
    def takes_taps(self) -> bool:
        """Whether a tap on them is theirs."""
        return not self.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def wake(self) -> None:
        """Be seen, for a while."""
        self._fading.stop()
        self._show(1.0)
        if not self.takes_taps and not self._seen.isActive():
            self._seen.start()
        self.staying.start()

    def fade_now(self) -> None:
        """Be gone at once."""
        self._fading.stop()
        self.staying.stop()
        self._show(0.0)
        self._finish()

    def lie_in(self, room: QRect) -> None:
        """Take the place at the lower edge of the room that there is."""
        self.resize(self.sizeHint())
        left = room.center().x() - self.width() // 2
        self.move(left, max(room.bottom() - self.height() - ABOVE_EDGE, room.top()))

    def show_state(self, *, playing: bool, before: bool, after: bool) -> None:
        """Offer to stop while the film plays, and only the neighbours that there are."""
        if playing:
            self.play_button.show_as("pause", tr("Pause"))
        else:
            self.play_button.show_as("play", tr("Play"))
        self.before_button.setEnabled(before)
        self.next_button.setEnabled(after)

    def _show_part(self) -> None:
        self._show(float(self._fading.currentValue()))

    def _show(self, opacity: float) -> None:
        self.opacity = opacity
        self.update()

    def _finish(self) -> None:
        self._seen.stop()
        self._take_taps(takes=False)
        self.faded.emit()

    def _take_taps(self, *, takes: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not takes)
