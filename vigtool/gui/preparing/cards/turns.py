"""The turns of the open moment: the chain drawn, its lines in words, and the editor of one of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.moments import Moment, Turn
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.next_turn import suggested_turn
from vigtool.gui.preparing.cards.quiet_buttons import quiet_button
from vigtool.gui.preparing.cards.turn_editor import TurnEditor
from vigtool.gui.preparing.cards.turn_line import TurnLine
from vigtool.gui.preparing.cards.wishes import Bare, Changed, Looked
from vigtool.gui.preparing.edits import Step
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.shared.layouts import clear
from vigtool.wording.translation import tr


class Turns(QWidget):
    """``asked`` carries a ``Wish``; ``marked`` the position of the turn that is edited, None for none."""

    asked = Signal(object)
    marked = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._moment = ground, moment
        self._shown: tuple[Turn, ...] | None = None
        self.editor: TurnEditor | None = None
        self._edited: Turn | None = None
        self.lines: list[TurnLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.add_button = quiet_button(tr("Add a turn"), "message-circle", self.add, deed=Deed.TURN)
        self.add_button.setEnabled(not ground.read_only and bool(ground.people))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._lines)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Show the turns as they are now; the editor closes when its turn is gone."""
        self._moment = moment
        if moment.turns == self._shown:
            return
        self._shown = moment.turns
        if self.editor is not None:
            self._lines.removeWidget(self.editor)  # else it would be cleared away with the lines
        clear(self._lines)
        self.lines = [TurnLine(self._ground, turn) for turn in moment.turns]
        for line, turn in zip(self.lines, moment.turns, strict=True):
            line.clicked.connect(lambda _checked=False, one=turn: self.pick(one))
            self._lines.addWidget(line)
        self._place_editor()

    def add(self) -> None:
        """Add the turn that probably comes next at the playhead, and open it for editing."""
        if self._ground.read_only or not self._ground.people:
            return
        self.commit()
        frame, times = self._ground.playhead(), self._ground.times
        span = times.span(frame, frame + 1)
        person, kind = suggested_turn(self._moment.turns, self._ground.people, span.start)
        turn = Turn(person, kind, span)
        self.asked.emit(Changed(Step.TURN, lambda moment: moment.with_turn(turn)))
        self.pick(turn)
        if self.editor is not None:
            self.editor.words.setFocus()

    def pick(self, turn: Turn) -> None:
        """Look at a turn's first frame, and open the turn for editing."""
        if turn not in self._moment.turns:
            return
        self.asked.emit(Looked(self._ground.times.frame_at(turn.span.start)))
        if not self._ground.read_only:
            self.close_editor()
            self._edited = turn
            self._open(TurnEditor(self._ground, turn, parent=self))

    def pick_at(self, position: int) -> None:
        """Pick the turn at a position."""
        if 0 <= position < len(self._moment.turns):
            self.pick(self._moment.turns[position])

    def commit(self) -> None:
        """Put on record what was typed about a turn of the chain."""
        if self.editor is not None:
            self.editor.commit()

    def close_editor(self) -> None:
        """Edit no turn any more; the keys are the film's again."""
        self.commit()
        # What was put on record may have closed it already.
        if self.editor is None:
            return
        editor, self.editor, self._edited = self.editor, None, None
        within = self.window().focusWidget()
        had_focus = within is not None and editor.isAncestorOf(within)
        editor.hide()
        editor.deleteLater()
        self.marked.emit(None)
        if had_focus:
            self.asked.emit(Bare.LEAVE)

    def _open(self, editor: TurnEditor) -> None:
        self.editor = editor
        editor.left.connect(self.close_editor)
        editor.changed.connect(self._change)
        editor.removed.connect(self._remove)
        editor.show()
        self._place_editor()

    def _place_editor(self) -> None:
        """Have the editor under the line of its turn, or close it when its turn is gone."""
        if self.editor is None or self._edited is None:
            return
        if self._edited in self._moment.turns:
            position = self._moment.turns.index(self._edited)
            self._lines.insertWidget(position + 1, self.editor)
            self.marked.emit(position)
        else:
            self.close_editor()

    def _change(self, turn: Turn) -> None:
        before, self._edited = self._edited, turn
        if before is not None:
            self.asked.emit(Changed(Step.TURN_CHANGED, lambda moment: _exchanged(moment, before, turn)))

    def _remove(self) -> None:
        self.commit()
        before = self._edited
        self.close_editor()
        if before is not None:
            self.asked.emit(Changed(Step.TURN_REMOVED, lambda moment: _without(moment, before)))


def _exchanged(moment: Moment, before: Turn, after: Turn) -> Moment:
    return moment.with_turn_at(moment.turns.index(before), after) if before in moment.turns else moment


def _without(moment: Moment, turn: Turn) -> Moment:
    return moment.without_turn(moment.turns.index(turn)) if turn in moment.turns else moment
