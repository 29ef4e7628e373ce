"""Looking closely, put together: the stage with pins, still and picture, its buttons, and what its keys do.

Display only: nothing here reaches the marks, the journal, a still or a clip. What was copied is forgotten when the film
is closed or a consent is withdrawn.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.look import Look
from vigtool.gui.playing.nearness import STEP, Nearness
from vigtool.gui.playing.picture_view import SMALLEST, PictureView
from vigtool.gui.playing.player import Player
from vigtool.gui.playing.projector import Pictures
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.looking.clicks import Clicks
from vigtool.gui.preparing.looking.comparing import Comparing
from vigtool.gui.preparing.looking.look_buttons import LookButtons
from vigtool.gui.preparing.looking.pin_column import PinColumn
from vigtool.gui.preparing.looking.pins import Pin, Pins
from vigtool.gui.preparing.looking.popup import LookPopup
from vigtool.gui.preparing.looking.still_view import StillView
from vigtool.gui.shared.layouts import row
from vigtool.wording.translation import tr

READ_MS: Final = 6000
"""So long a word stays that nobody has to answer."""
OF_STAGE: Final = 0.1
"""A key moves the picture by so much of the stage."""
BETWEEN: Final = 2


class Looking(QObject):
    """``stage`` is laid out in place of the picture, ``buttons`` near it. ``clicked`` asks to play or stop."""

    clicked = Signal()

    def __init__(
        self,
        player: Player,
        times: FrameTimes,
        open_pictures: Callable[[], Pictures],
        keys: KeyMap,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._player = player
        self.look = Look(self)
        self.view = PictureView(look=self.look)
        self.still = StillView(self.look)
        self.pins = Pins(self)
        self.column = PinColumn(times)
        self.comparing = Comparing(self.still, times, open_pictures, self)
        self.buttons = LookButtons(keys)
        self.popup = LookPopup(self.look, keys, parent)
        self.stage = QWidget()
        self._lay_out()
        self.clicks = Clicks(self)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.timeout.connect(self.view.show_note)
        self._deeds = self._table()
        self._connect()

    def do(self, deed: Deed) -> bool:
        """Do it, if it is one of these."""
        action = self._deeds.get(deed)
        if action is not None:
            action()
        return action is not None

    def leave(self) -> bool:
        """Escape: end comparing, then see the whole picture again; False when there is nothing to leave."""
        if self.comparing.goes_on:
            self.comparing.end()
        elif not self.look.near.is_whole:
            self._see_whole()
        else:
            return False
        return True

    def forget(self) -> None:
        """Let go of every copy of a picture, at once."""
        self.popup.hide()
        self._fading.stop()
        self.pins.forget()
        self.comparing.close()
        self.buttons.setEnabled(False)

    def _table(self) -> dict[Deed, Callable[[], object]]:
        return {
            Deed.PICTURE_CLOSER: lambda: self.view.come_closer(STEP),
            Deed.PICTURE_FARTHER: lambda: self.view.come_closer(1 / STEP),
            Deed.PICTURE_WHOLE: self._see_whole,
            Deed.PICTURE_LEFT: lambda: self._move(-1, 0),
            Deed.PICTURE_RIGHT: lambda: self._move(1, 0),
            Deed.PICTURE_UP: lambda: self._move(0, -1),
            Deed.PICTURE_DOWN: lambda: self._move(0, 1),
            Deed.MIRROR: lambda: self.look.mirror(mirrored=not self.look.mirrored),
            Deed.LOOK: lambda: self.popup.open_under(self.buttons.look),
            Deed.PIN: self._pin,
            Deed.COMPARE: self._compare,
        }

    def _connect(self) -> None:
        self.view.clicked.connect(lambda: self.clicks.click(playing=self._player.playing))
        self.view.clicked_again.connect(self.clicks.second_click)
        self.clicks.meant.connect(self.clicked)
        self.pins.changed.connect(self._show_pins)
        self.comparing.changed.connect(self._show_comparing)
        self.column.picked.connect(self._pick)
        self.column.unpin_asked.connect(self._unpin)
        self.buttons.asked.connect(self.do)
        self.popup.asked.connect(self.do)
        self._player.told.connect(self._show_pinned)

    def _lay_out(self) -> None:
        whole = row(self.column, self.still, self.view, gap=BETWEEN)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        self.stage.setLayout(whole)

    def _see_whole(self) -> None:
        self.look.come(Nearness())

    def _move(self, right: int, down: int) -> None:
        """Move the picture the way that the arrow points, as a hand would."""
        self.view.move_picture(QPointF(right * self.view.width(), down * self.view.height()) * OF_STAGE)

    def _pin(self) -> None:
        picture = self.view.picture
        if picture is None:
            return
        pinned = self.pins.find(picture)
        if pinned is not None:
            self._unpin(pinned)
        elif not self.pins.pin(picture):
            self._say(tr("Four frames are pinned. Unpin one to make room."))

    def _unpin(self, pin: Pin) -> None:
        if self.comparing.pin is pin:
            self.comparing.end()
        self.pins.unpin(pin)

    def _pick(self, pin: Pin) -> None:
        """Go to a pinned frame; while comparing, have it beside the film instead, which stays where it is."""
        self.pins.choose(pin)
        if self.comparing.goes_on:
            self.comparing.begin(pin)
        else:
            self._player.show_frame(pin.frame)

    def _compare(self) -> None:
        """Compare with the pin that was pinned or picked last; with none, this frame is pinned first."""
        if self.comparing.goes_on:
            self.comparing.end()
            return
        if self.pins.chosen is None and self.view.picture is not None:
            self.pins.pin(self.view.picture)
            self._say(tr("This frame is pinned. Go on in the film to compare."))
        if self.pins.chosen is not None:
            self.comparing.begin(self.pins.chosen)

    def _say(self, words: str) -> None:
        self.view.show_note(words)
        self._fading.start(READ_MS)

    def _show_pins(self) -> None:
        self.column.show_pins(self.pins.all, self.pins.chosen)
        self._show_pinned()

    def _show_pinned(self) -> None:
        picture = self.view.picture
        self.buttons.show_pinned(pinned=picture is not None and self.pins.find(picture) is not None)

    def _show_comparing(self) -> None:
        self.view.setMinimumSize(self.still.minimumSize() if self.comparing.goes_on else SMALLEST)
        self.buttons.show_comparing(comparing=self.comparing.goes_on)
