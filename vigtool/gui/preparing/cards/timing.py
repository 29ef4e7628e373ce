"""The exact begin, end and key picture of a moment, and a button for everything that dragging can do."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from vigtool.domain.moments import Moment
from vigtool.domain.ticks import Span
from vigtool.gui.preparing.cards.ground import PLACES, Ground
from vigtool.gui.preparing.cards.quiet_buttons import quiet_button
from vigtool.gui.preparing.cards.wishes import Bare, KeyChosen, Looked, Moved
from vigtool.gui.preparing.edits import edge_moved
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.wording.translation import tr


class Timing(QWidget):
    """``asked`` carries a ``Wish``."""

    asked = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._moment = ground, moment
        here = ground.playhead
        self.begin = self._look(lambda: self._look_at(self._frames.start))
        self.end = self._look(lambda: self._look_at(self._frames.stop - 1))
        self.key = self._look(lambda: self._look_at(ground.times.frame_at(self._moment.key)))
        begins, ends = tr("The moment begins here"), tr("The moment ends here")
        self.begin_earlier = self._step(tr("Begin one frame earlier"), -1, self._begin)
        self.begin_later = self._step(tr("Begin one frame later"), 1, self._begin)
        self.end_earlier = self._step(tr("End one frame earlier"), -1, self._end)
        self.end_later = self._step(tr("End one frame later"), 1, self._end)
        self.begin_here = quiet_button("", "mark-in", lambda: self._begin_at(here()), name=begins)
        self.end_here = quiet_button("", "mark-out", lambda: self._end_at(here() + 1), name=ends)
        self.key_here = quiet_button(
            "",
            "image",
            lambda: self.asked.emit(KeyChosen(here())),
            name=tr("This frame is the key picture"),
            deed=Deed.KEY_FRAME,
        )
        self.split_button = quiet_button(
            tr("Split here"), "scissors", lambda: self.asked.emit(Bare.SPLIT), deed=Deed.SPLIT
        )
        self.join_button = quiet_button(
            tr("Join with the next"), "merge", lambda: self.asked.emit(Bare.JOIN), deed=Deed.JOIN
        )
        self._lay_out()
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Show the times and frames as they are now."""
        self._moment = moment
        frames, times = self._frames, self._ground.times
        self._tell(self.begin, moment.span.start, frames.start, tr("Begins"))
        self._tell(self.end, moment.span.end, frames.stop - 1, tr("Ends"))
        self._tell(self.key, moment.key, times.frame_at(moment.key), tr("Key picture"))

    @property
    def _frames(self) -> range:
        return self._ground.times.frames_of(self._moment.span)

    def _tell(self, button: Button, tick: int, frame: int, name: str) -> None:
        words = tr("{time} \u00b7 frame {number}").format(time=self._ground.clock(tick, PLACES), number=frame)
        button.setText(words)
        button.setAccessibleName(f"{name}: {words}")
        button.setToolTip(tr("Look at this frame"))

    def _begin(self, by: int) -> None:
        self._begin_at(self._frames.start + by)

    def _end(self, by: int) -> None:
        self._end_at(self._frames.stop + by)

    def _begin_at(self, first: int) -> None:
        span = edge_moved(self._ground.times, self._moment, first=first)
        self._move(span, self._ground.times.frames_of(span).start)

    def _end_at(self, end: int) -> None:
        span = edge_moved(self._ground.times, self._moment, end=end)
        self._move(span, self._ground.times.frames_of(span).stop - 1)

    def _move(self, span: Span, frame: int) -> None:
        if span != self._moment.span:
            self.asked.emit(Moved(span, frame))

    def _look_at(self, frame: int) -> None:
        self.asked.emit(Looked(frame))

    def _step(self, name: str, by: int, move: Callable[[int], None]) -> Button:
        made = quiet_button("", "chevron-left" if by < 0 else "chevron-right", lambda: move(by), name=name)
        made.setAutoRepeat(True)
        made.setEnabled(not self._ground.read_only)
        return made

    @staticmethod
    def _look(pressed: Callable[[], None]) -> Button:
        return quiet_button("", "", pressed, rank=Rank.LINK)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnStretch(0, 1)
        lines = (
            (tr("Begins"), self.begin, (self.begin_here, self.begin_earlier, self.begin_later)),
            (tr("Ends"), self.end, (self.end_here, self.end_earlier, self.end_later)),
            (tr("Key picture"), self.key, (self.key_here,)),
        )
        for at, (name, button, deeds) in enumerate(lines):
            told = QVBoxLayout()
            told.setSpacing(0)
            told.addWidget(label(name, "small"))
            told.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addLayout(told, at, 0)
            for place, deed in enumerate(deeds, 1):
                grid.addWidget(deed, at, place)
        # Below each other: beside each other they have no room in text of twice the size.
        for at, one in enumerate((self.split_button, self.join_button), len(lines)):
            grid.addWidget(one, at, 0, 1, 4, Qt.AlignmentFlag.AlignLeft)
        for one in (self.begin_here, self.end_here, self.key_here, self.split_button, self.join_button):
            one.setEnabled(not self._ground.read_only)
