"""Where the picture stands still for a while, with words on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.domain.renditions import Pause
from vigtool.domain.ticks import TimeBase
from vigtool.gui.exporting.choice_box import ChoiceBox
from vigtool.gui.exporting.spans import length_of, tick_in
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import name_choice
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.moment_words import named
from vigtool.gui.shared.seconds_field import SecondsField
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

_STANDS = 3.0


@dataclass(frozen=True, slots=True)
class _Line:
    held: QWidget
    which: ChoiceBox
    at: SecondsField
    stands: SecondsField
    words: QLineEdit


class PausesChoice(QWidget):
    """``changed`` follows each edit."""

    changed = Signal()

    def __init__(self, base_of: Callable[[Moment], TimeBase], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base_of = base_of
        self._moments: Sequence[Moment] = ()
        self.lines: list[_Line] = []
        self.add_button = Button(tr("Stop the picture, with words on it"), "plus", Rank.LINK)
        self.add_button.clicked.connect(lambda _checked=False: self.add())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.HAIR)
        self._column.addLayout(row(self.add_button, None))

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """The moments are these now; what stands in one that is gone is gone with it."""
        self._moments = moments
        ids = {one.id for one in moments}
        for line in [one for one in self.lines if one.which.currentData() not in ids]:
            self._take_out(line)
        for line in self.lines:
            self._offer(line.which, line.which.currentData())

    def add(self) -> None:
        """Have one pause more, in the middle of the first moment."""
        which, words = ChoiceBox(), QLineEdit()
        name_choice(which, tr("In which moment"))
        self._offer(which, None)
        words.setPlaceholderText(tr("Words on the picture"))
        words.setAccessibleName(tr("Words on the picture"))
        at = SecondsField(tr("After so many seconds of the moment"))
        stands = SecondsField(tr("It stands for so many seconds"))
        at.show_seconds(length_of(self._moments[0], self._base_of(self._moments[0])) / 2)
        stands.setValue(_STANDS)
        out = Button("", "x", Rank.QUIET, name=tr("Take the pause out"))
        held = QWidget()
        line = _Line(held, which, at, stands, words)
        laid = QVBoxLayout(held)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.setSpacing(Space.HAIR)
        laid.addLayout(row(which, label(tr("at"), "muted"), at, label(tr("for"), "muted"), stands, None, out))
        laid.addWidget(words)
        out.clicked.connect(lambda _checked=False: self._take_out(line))
        which.currentIndexChanged.connect(self.changed)
        for one in (at, stands):
            one.valueChanged.connect(self.changed)
        words.textChanged.connect(self.changed)
        self.lines.append(line)
        self._column.insertWidget(self._column.count() - 1, held)
        self.changed.emit()

    def pauses_of(self, moment: Moment) -> tuple[Pause, ...]:
        """The pauses of a moment, in their order in the film."""
        base = self._base_of(moment)
        mine = [line for line in self.lines if line.which.currentData() == moment.id]
        made = [Pause(tick_in(moment, base, one.at.seconds()), one.stands.seconds(), one.words.text()) for one in mine]
        return tuple(sorted((one for one in made if one.seconds), key=lambda one: one.tick))

    def _offer(self, which: ChoiceBox, chosen: MomentId | None) -> None:
        which.blockSignals(True)  # noqa: FBT003 - Qt's signature
        which.clear()
        for place, one in enumerate(self._moments, start=1):
            which.addItem(f"{place}.  {named(one)}", one.id)
        which.setCurrentIndex(max(which.findData(chosen), 0))
        which.setVisible(len(self._moments) > 1)
        which.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _take_out(self, line: _Line) -> None:
        self.lines.remove(line)
        line.held.hide()
        line.held.deleteLater()
        self.changed.emit()
