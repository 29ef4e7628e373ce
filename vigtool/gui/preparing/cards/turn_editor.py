"""Who, what and when of one turn of the chain."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.ticks import Span
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.quiet_buttons import quiet_button
from vigtool.gui.preparing.typed_fields import TitleField
from vigtool.gui.shared.buttons import Rank
from vigtool.gui.shared.form_rows import name_choice
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import turn_name
from vigtool.wording.translation import tr

SHORT: int = 6
"""Letters for which a choice has room at least."""


class TurnEditor(QWidget):
    """``turn`` is the turn as it is described here.

    ``changed`` tells that it is another now, ``removed`` that it shall be gone, ``left`` that nobody works on it any
    more.
    """

    changed = Signal(object)
    removed = Signal()
    left = Signal()

    def __init__(self, ground: Ground, turn: Turn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turn, self._ground = turn, ground
        self.who, self.what, self.words = QComboBox(), QComboBox(), TitleField(tr("What happens, in your words"))
        self._fill()
        self.frames = label("", "small", wrap=True)
        self.begin_button = quiet_button(
            tr("From here"), "mark-in", self._begin_here, name=tr("The turn begins at this frame")
        )
        self.end_button = quiet_button(
            tr("Until here"), "mark-out", self._end_here, name=tr("The turn ends with this frame")
        )
        self.done_button = quiet_button(tr("Done"), "check", self.leave, rank=Rank.OUTLINED)
        self.remove_button = quiet_button("", "trash-2", self.removed.emit, name=tr("Remove the turn"))
        self._lay_out()
        self.who.activated.connect(lambda _at: self._change(replace(self.turn, person=self._person())))
        self.what.activated.connect(lambda _at: self._change(replace(self.turn, kind=self._kind())))
        self.words.typed.connect(self._reword)
        self.words.entered.connect(self.left)
        self.words.left.connect(self.left)
        self._tell_frames()

    def commit(self) -> None:
        """Put on record what was typed."""
        self.words.commit()

    def leave(self) -> None:
        """Put on record what was typed, and leave."""
        self.commit()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Enter leave."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
        else:
            super().keyPressEvent(event)

    def _reword(self, words: str) -> None:
        self._change(replace(self.turn, words=words.strip()))

    def _begin_here(self) -> None:
        first = self._ground.playhead()
        frames = self._ground.times.frames_of(self.turn.span)
        self._take(self._ground.times.span(first, max(frames.stop, first + 1)))

    def _end_here(self) -> None:
        last = self._ground.playhead()
        frames = self._ground.times.frames_of(self.turn.span)
        self._take(self._ground.times.span(min(frames.start, last), last + 1))

    def _take(self, span: Span) -> None:
        self._change(replace(self.turn, span=span))
        self._tell_frames()

    def _change(self, turn: Turn) -> None:
        if turn != self.turn:
            self.turn = turn
            self.changed.emit(turn)

    def _person(self) -> PersonId:
        return PersonId(self.who.currentData())

    def _kind(self) -> TurnKind:
        return TurnKind(self.what.currentData())

    def _tell_frames(self) -> None:
        frames = self._ground.times.frames_of(self.turn.span)
        words = tr("{begin} to {end} \u00b7 frames {first} to {last}").format(
            begin=self._ground.clock(self.turn.span.start),
            end=self._ground.clock(self.turn.span.end),
            first=frames.start,
            last=frames.stop - 1,
        )
        self.frames.setText(words)

    def _fill(self) -> None:
        people = [person.id for person in self._ground.people]
        for person in people if self.turn.person in people else [*people, self.turn.person]:
            self.who.addItem(self._ground.name(person), person)
        for kind in TurnKind:
            self.what.addItem(turn_name(kind), kind)
        self.who.setCurrentIndex(self.who.findData(self.turn.person))
        self.what.setCurrentIndex(self.what.findData(self.turn.kind))
        self.words.setText(self.turn.words)
        name_choice(self.who, tr("Whose turn"))
        name_choice(self.what, tr("What kind of turn"))
        for box in (self.who, self.what):
            box.setMinimumContentsLength(SHORT)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.HAIR, 0, Space.HAIR)
        column.setSpacing(Space.HAIR)
        persons = row(self.who, self.what)
        persons.setStretch(0, 4)
        persons.setStretch(1, 6)  # names are short, and words for turns are long
        column.addLayout(persons)
        column.addWidget(self.words)
        column.addWidget(self.frames)
        column.addLayout(row(self.begin_button, self.end_button, None, gap=0))
        column.addLayout(row(self.remove_button, None, self.done_button))
