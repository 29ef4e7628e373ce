"""The row between picture and timeline: where the film is, playing, stepping, speed, in and out, marking."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.player import SPEEDS
from vigtool.gui.playing.time_words import clock_words, decimal_mark
from vigtool.gui.preparing.fields_button import FieldsButton
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.key_tips import does
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.ranks import give_rank
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

HALF: Final = "\u00bd"


class Transport(QWidget):
    """Buttons for what the keys do too: ``asked`` carries the ``Deed``, ``speed_chosen`` the speed.

    ``fields_chosen`` carries the ``Fields``, which are offered by ``offer_fields``. The button that marks says when it
    goes down and up, as it can be held.
    """

    asked = Signal(object)
    mark_pressed = Signal()
    mark_released = Signal()
    speed_chosen = Signal(object)
    fields_chosen = Signal(object)

    def __init__(self, times: FrameTimes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times = times
        self.clock = label("", "section")
        self.count = label("", "small")
        self.play_button = self._button("play", tr("Play"), Deed.PLAY)
        self.backward_button = self._button("play-back", tr("Play backward"), Deed.BACKWARD)
        self.loop_button = self._button("repeat", tr("Play the moment again and again"), Deed.LOOP)
        self.speed = QComboBox()
        self.fields_button = FieldsButton(self.fields_chosen.emit)
        self.fields_button.hide()
        self.mark_button = Button(tr("Mark moment"), "bookmark-plus", Rank.FILLED)
        self.mark_button.setAccessibleName(tr("Mark moment"))
        does(self.mark_button, Deed.MARK)
        self.marking = [
            self._button("mark-in", tr("The moment begins here"), Deed.FIRST),
            self._button("mark-out", tr("The moment ends here"), Deed.LAST),
            self.mark_button,
        ]
        self.zooming = [
            self._button("zoom-out", tr("Timeline farther"), Deed.FARTHER),
            self._button("fullscreen", tr("Whole timeline"), Deed.WHOLE),
            self._button("zoom-in", tr("Timeline closer"), Deed.CLOSER),
        ]
        self._fill_speeds()
        self.mark_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.mark_button.pressed.connect(self.mark_pressed)
        self.mark_button.released.connect(self.mark_released)
        self._lay_out()
        self.show_frame(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room, mark by one word, then leave zooming to its keys and the wheel, then use no word."""
        super().resizeEvent(event)
        for mark, zoom in ((tr("Mark moment"), True), (tr("Mark"), True), (tr("Mark"), False), ("", False)):
            self._show(mark, zoom=zoom)
            if self._needed() <= event.size().width():
                return

    def _show(self, mark: str, *, zoom: bool) -> None:
        self.mark_button.set_words(mark)
        for one in self.zooming:
            one.setVisible(zoom)

    def _needed(self) -> int:
        held = self.layout()
        if held is None:
            return 0
        held.activate()  # else the rows within it answer as they were before
        return held.minimumSize().width()

    def show_frame(self, frame: int, *, second_field: bool = False) -> None:
        """Tell where the film is; a second field is half a frame further."""
        seconds = self._times.seconds_from_start(self._times.tick_of(frame))
        whole = self._times.seconds_from_start(self._times.end_tick)
        self.clock.setText(clock_words(seconds))
        number = f"{frame}{HALF if second_field else ''}"
        self.count.setText(tr("of {length} \u00b7 frame {number}").format(length=clock_words(whole), number=number))

    def show_playing(self, playing: bool) -> None:  # noqa: FBT001 - a signal's value
        """Offer to stop while the film plays."""
        self.play_button.set_icon("pause" if playing else "play")
        name = tr("Pause") if playing else tr("Play")
        self.play_button.setAccessibleName(name)
        self.play_button.setToolTip(name)

    def show_backward(self, backward: bool) -> None:  # noqa: FBT001 - a signal's value
        """Offer to stop while the film plays backward."""
        self.backward_button.set_icon("pause" if backward else "play-back")
        name = tr("Pause") if backward else tr("Play backward")
        self.backward_button.setAccessibleName(name)
        self.backward_button.setToolTip(name)

    def offer_fields(self) -> None:
        """Let the user choose between whole pictures and fields: the film has such pictures."""
        self.fields_button.show()

    def show_speed(self, speed: Fraction) -> None:
        """Show the speed at which the film plays."""
        self.speed.setCurrentIndex(SPEEDS.index(speed))

    def show_next_thing(self, *, marking: bool) -> None:
        """Let marking be the filled button, or leave that to another."""
        give_rank(self.mark_button, Rank.FILLED if marking else Rank.OUTLINED, "bookmark-plus")

    def allow_marking(self, *, allowed: bool) -> None:
        """Let moments be marked or not."""
        for one in self.marking:
            one.setEnabled(allowed)

    def allow_loop(self, *, allowed: bool) -> None:
        """Let a moment be played in a loop: when one is selected."""
        self.loop_button.setEnabled(allowed)

    def _lay_out(self) -> None:
        where = QVBoxLayout()
        where.setSpacing(0)
        where.addWidget(self.clock)
        where.addWidget(self.count)
        play = row(
            self._button("rewind", tr("One second back"), Deed.SECOND_BACK),
            self._button("step-back", tr("One frame back"), Deed.BACK),
            self.backward_button,
            self.play_button,
            self._button("step-forward", tr("One frame forward"), Deed.FORWARD),
            self._button("fast-forward", tr("One second forward"), Deed.SECOND_FORWARD),
            gap=Space.HAIR,
        )
        marking = row(*self.marking)
        zoom = row(*self.zooming, gap=0)
        whole = row(
            where,
            None,
            play,
            row(self.loop_button, self.speed, self.fields_button),
            None,
            marking,
            zoom,
            gap=Space.MEDIUM,
        )
        whole.setContentsMargins(Space.LARGE, Space.SMALL, Space.MEDIUM, Space.SMALL)
        self.setLayout(whole)
        self.clock.setMinimumWidth(self.fontMetrics().horizontalAdvance("0:00:00.0") * 2)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance(self._longest_count()) + Space.SMALL)

    def _longest_count(self) -> str:
        whole = clock_words(self._times.seconds_from_start(self._times.end_tick))
        return tr("of {length} \u00b7 frame {number}").format(
            length=whole, number="8" * len(str(self._times.frames)) + HALF
        )

    def _fill_speeds(self) -> None:
        for speed in SPEEDS:
            self.speed.addItem(f"{float(speed):g}\u00d7".replace(".", decimal_mark()), speed)
        self.speed.setAccessibleName(tr("Speed"))
        does(self.speed, Deed.SLOWER, Deed.FASTER)
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_speed(Fraction(1))
        self.speed.activated.connect(lambda at: self.speed_chosen.emit(SPEEDS[at]))

    def _button(self, icon: str, name: str, deed: Deed) -> Button:
        made = Button("", icon, Rank.OUTLINED if deed is Deed.PLAY else Rank.QUIET, name=name)
        does(made, deed)
        self._prepare(made, lambda: self.asked.emit(deed))
        return made

    @staticmethod
    def _prepare(made: Button, pressed: Callable[[], None]) -> None:
        # A click does not take the keys away from the film; Tab reaches the button all the same.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _checked=False: pressed())
