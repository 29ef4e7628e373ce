"""The row under the picture: where the film is, playing and stepping through the stretch, and from gap to gap."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.ticks import FrameTimes
from vigtool.gui.masking.keys import Deed, tip
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class Transport(QWidget):
    """Buttons for what keys do too: ``asked`` carries the ``Deed``."""

    asked = Signal(object)

    def __init__(self, times: FrameTimes, frames: range, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times, self._frames = times, frames
        self.clock = label("", "section")
        self.count = label("", "small")
        self.back_button = self._button("step-back", tr("One frame back"), Deed.BACK)
        self.play_button = self._button("play", tr("Play"), Deed.PLAY)
        self.forward_button = self._button("step-forward", tr("One frame forward"), Deed.FORWARD)
        self.before_button = self._button("skip-back", tr("Previous gap"), Deed.PREVIOUS_GAP, words=True)
        self.after_button = self._button("skip-forward", tr("Next gap"), Deed.NEXT_GAP, words=True)
        where = QVBoxLayout()
        where.setSpacing(0)
        where.addWidget(self.clock)
        where.addWidget(self.count)
        line = row(
            where,
            None,
            row(self.back_button, self.play_button, self.forward_button, gap=Space.HAIR),
            None,
            row(self.before_button, self.after_button),
            gap=Space.MEDIUM,
        )
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self._show_count(frames.stop - 1)
        self.count.setMinimumWidth(self.count.sizeHint().width() + Space.SMALL)
        self.show_frame(frames.start)

    def show_frame(self, frame: int) -> None:
        """Tell where the film is."""
        self.clock.setText(clock_words(self._times.seconds_from_start(self._times.tick_of(frame)), 2))
        self._show_count(frame)

    def show_playing(self, playing: bool) -> None:  # noqa: FBT001 - a signal's value
        """Offer to stop while the film plays."""
        self.play_button.set_icon("pause" if playing else "play")
        self._name(self.play_button, tr("Pause") if playing else tr("Play"), Deed.PLAY)

    def offer_gaps(self, *, offered: bool) -> None:
        """Offer the way from gap to gap, where there is any."""
        for one in (self.before_button, self.after_button):
            one.setEnabled(offered)

    def _show_count(self, frame: int) -> None:
        number, count = frame - self._frames.start + 1, len(self._frames)
        self.count.setText(tr("frame {number} of {count}").format(number=number, count=count))

    def _button(self, icon: str, name: str, deed: Deed, *, words: bool = False) -> Button:
        rank = Rank.OUTLINED if words or deed is Deed.PLAY else Rank.QUIET
        made = Button(name if words else "", icon, rank, name=name)
        # A click does not take the keys away from the picture; Tab reaches the button all the same.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name(made, name, deed)
        made.clicked.connect(lambda _checked=False: self.asked.emit(deed))
        return made

    @staticmethod
    def _name(button: Button, name: str, deed: Deed) -> None:
        button.setAccessibleName(name)
        button.setToolTip(tip(name, deed))
