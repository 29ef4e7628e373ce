"""The small window under "look closer": nearness, mirror and light by mouse or keys, over the film that goes on."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QSlider, QVBoxLayout, QWidget

from vigtool.gui.playing.lamp import MOST, Light
from vigtool.gui.playing.look import Look
from vigtool.gui.playing.look_words import zoom_words
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.shared.accessible_windows import stands_in_window
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

STEP: Final = 10
LEAP: Final = 25
MIDDLE: Final = 4
"""So near to the middle a slider means the middle: a hand does not find it exactly."""
ANSWERED: Final = frozenset(
    {Deed.LOOK, Deed.MIRROR, Deed.PICTURE_CLOSER, Deed.PICTURE_FARTHER, Deed.PICTURE_WHOLE, Deed.LEAVE}
    | {Deed.PICTURE_LEFT, Deed.PICTURE_RIGHT, Deed.PICTURE_UP, Deed.PICTURE_DOWN}
)
"""Keys of the workspace that work here too; those of look and leave close the window."""


@stands_in_window
class LookPopup(QFrame):
    """Shows and changes ``look``. ``asked`` carries the ``Deed`` of a key or button."""

    asked = Signal(object)

    def __init__(self, look: Look, keys: KeyMap, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAccessibleName(tr("Look closer"))
        self._look, self._keys = look, keys
        self.zoom = label("", "strong")
        self.closer = self._button("zoom-in", tr("Picture closer"), Deed.PICTURE_CLOSER)
        self.farther = self._button("zoom-out", tr("Picture farther"), Deed.PICTURE_FARTHER)
        self.whole = self._button("fullscreen", tr("Whole picture"), Deed.PICTURE_WHOLE)
        self.mirror = QCheckBox(tr("Mirror left and right"))
        self.lighter = _slider(tr("Brightness"), self._shine)
        self.contrast = _slider(tr("Contrast"), self._shine)
        self.plain = Button(tr("As it was filmed"), "rotate-ccw", Rank.OUTLINED)
        self.plain.clicked.connect(lambda _checked=False: look.show_as_filmed())
        self.mirror.toggled.connect(lambda on: look.mirror(mirrored=on))
        look.changed.connect(self._show_look)
        self._lay_out()
        self._show_look()

    def open_under(self, button: QWidget) -> None:
        """Show it under a button, more to the right than to the left: there are the cards, and not the picture."""
        self._show_look()
        self.adjustSize()
        # Qt's guess of a wrapped line's height is for another width.
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))
        corner = button.mapToGlobal(QPoint(0, button.height() + Space.HAIR))
        window = QRect(button.window().mapToGlobal(QPoint(0, 0)), button.window().size())
        self.move(min(corner.x(), window.right() - self.width()), corner.y())
        self.show()
        self.lighter.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that are about the picture work here too."""
        deed = self._keys.deed_of(event)
        if deed not in ANSWERED:
            super().keyPressEvent(event)
        elif deed in (Deed.LOOK, Deed.LEAVE):
            self.hide()
        else:
            self.asked.emit(deed)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        whole.setSpacing(Space.SMALL)
        self.zoom.setMinimumWidth(self.zoom.fontMetrics().horizontalAdvance(zoom_words(8.8)) + Space.SMALL)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole.addLayout(row(label(tr("Closer")), None, self.farther, self.zoom, self.closer, self.whole, gap=0))
        for words, slider in ((tr("Brightness"), self.lighter), (tr("Contrast"), self.contrast)):
            named = label(words)
            named.setBuddy(slider)
            whole.addWidget(named)
            whole.addWidget(slider)
        whole.addWidget(self.mirror)
        whole.addWidget(self.plain)
        whole.addWidget(_note())

    def _show_look(self) -> None:
        look = self._look
        self.zoom.setText(zoom_words(look.near.zoom))
        self.zoom.setAccessibleName(tr("{times} as large").format(times=zoom_words(look.near.zoom)))
        for part, value in ((self.lighter, look.light.lighter), (self.contrast, look.light.contrast)):
            with QSignalBlocker(part):
                part.setValue(value)
        with QSignalBlocker(self.mirror):
            self.mirror.setChecked(look.mirrored)
        self.plain.setEnabled(look.display_changed)
        for back in (self.farther, self.whole):
            back.setEnabled(not look.near.is_whole)

    def _shine(self) -> None:
        self._look.shine(Light(_meant(self.lighter.value()), _meant(self.contrast.value())))

    def _button(self, icon: str, name: str, deed: Deed) -> Button:
        made = Button("", icon, Rank.QUIET, name=name)
        made.setToolTip(self._keys.tip(name, deed))
        made.clicked.connect(lambda _checked=False: self.asked.emit(deed))
        return made


def _slider(name: str, changed: Callable[[], None]) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(-MOST, MOST)
    made.setSingleStep(STEP)
    made.setPageStep(LEAP)
    made.setTickPosition(QSlider.TickPosition.TicksBelow)
    made.setTickInterval(MOST)
    made.setAccessibleName(name)
    made.valueChanged.connect(lambda _value: changed())
    return made


def _meant(value: int) -> int:
    return 0 if abs(value) <= MIDDLE else value


def _note() -> QLabel:
    return label(tr("Only how you see it. Pictures and clips stay as they were filmed."), "small", wrap=True)
