"""What a card shows of the selected moment beyond its head: note, turns, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.moments import Moment, Turn
from vigtool.domain.people import Person
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.ranks import give_rank
from vigtool.gui.preparing.time_words import clock_words
from vigtool.gui.preparing.turn_row import TurnRow
from vigtool.gui.preparing.typed_fields import NoteField
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import turn_name
from vigtool.wording.translation import tr


class MomentDetails(QWidget):
    """``turn_added`` carries (PersonId, TurnKind, words), ``turn_removed`` the turn's position."""

    turn_added = Signal(str, object, str)
    turn_removed = Signal(int)
    turn_picked = Signal(object)
    star_asked = Signal()
    export_asked = Signal()
    remove_asked = Signal()

    def __init__(
        self, people: Sequence[Person], times: FrameTimes, *, read_only: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._people, self._times, self._read_only = people, times, read_only
        self._turns: tuple[Turn, ...] | None = None
        self.note = NoteField(tr("Note"), tr("Why this moment?"))
        self.note.setReadOnly(read_only)
        self.turns = QVBoxLayout()
        self.turns.setSpacing(Space.HAIR)
        self.turn_row: TurnRow | None = None
        self.turn_button = self._button(tr("Add a turn"), "message-circle", "T", self.open_turn_row)
        self.star_button = self._button("", "star", "S", self.star_asked.emit, tr("Choose for the review"))
        self.remove_button = self._button("", "trash-2", "", self.remove_asked.emit, tr("Remove the moment"))
        self.export_button = Button(tr("Hand out a clip"), "share", Rank.OUTLINED)
        self.export_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.export_button.clicked.connect(lambda _checked=False: self.export_asked.emit())
        for one in (self.turn_button, self.star_button, self.remove_button, self.export_button):
            one.setEnabled(not read_only)
        self.turn_button.setEnabled(not read_only and bool(people))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.SMALL)
        self._column.addWidget(self.note)
        self._column.addLayout(self.turns)
        self._column.addWidget(self.turn_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(row(self.star_button, self.remove_button, None, self.export_button, gap=Space.HAIR))

    def show_moment(self, moment: Moment) -> None:
        """Show the moment as it is now."""
        self.note.show_text(moment.note)
        self.star_button.set_icon("star-filled" if moment.starred else "star")
        name = tr("Leave out of the review") if moment.starred else tr("Choose for the review")
        self.star_button.setAccessibleName(name)
        self.star_button.setToolTip(f"{name} (S)")
        if moment.turns != self._turns:
            self._turns = moment.turns
            clear(self.turns)
            for position, turn in enumerate(moment.turns):
                self.turns.addLayout(self._turn_line(position, turn))

    def show_next_thing(self, *, export: bool) -> None:
        """Let handing out be the filled button or not."""
        give_rank(self.export_button, Rank.FILLED if export else Rank.OUTLINED, "share")

    def open_turn_row(self) -> None:
        """Ask who and what for a turn at the playhead."""
        if self.turn_row is None and self._people and not self._read_only:
            self.turn_row = TurnRow(self._people)
            self.turn_row.added.connect(self._add_turn)
            self.turn_row.left.connect(self.close_turn_row)
            self._column.insertWidget(self._column.indexOf(self.turn_button), self.turn_row)
            self.turn_button.hide()
        if self.turn_row is not None:
            self.turn_row.who.setFocus()

    def close_turn_row(self) -> None:
        """Ask no more; the keys are the film's again."""
        if self.turn_row is not None:
            asked, self.turn_row = self.turn_row, None
            had_focus = asked.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            asked.hide()
            asked.deleteLater()
            self.turn_button.show()
            if had_focus:
                self.note.left.emit()

    def _add_turn(self, person: str, kind: object, words: str) -> None:
        self.close_turn_row()
        self.turn_added.emit(person, kind, words)

    def _turn_line(self, position: int, turn: Turn) -> QVBoxLayout:
        names = {person.id: person.name for person in self._people}
        at = clock_words(self._times.seconds_from_start(turn.span.start))
        words = f"{names.get(turn.person, '')}: {turn_name(turn.kind)}"
        go = Button(at, "", Rank.QUIET, name=tr("Go to the turn at {time}").format(time=at))
        go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        go.clicked.connect(lambda _checked=False: self.turn_picked.emit(turn))
        gone = Button("", "x", Rank.QUIET, name=tr("Remove the turn at {time}").format(time=at))
        gone.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        gone.setEnabled(not self._read_only)
        gone.clicked.connect(lambda _checked=False: self.turn_removed.emit(position))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(label(words, wrap=True))
        if turn.words:
            told.addWidget(label(turn.words, "small", wrap=True))
        line = row(go, gone, gap=Space.HAIR)
        line.insertLayout(1, told, 1)
        held = QVBoxLayout()
        held.addLayout(line)
        return held

    @staticmethod
    def _button(text: str, icon: str, key: str, pressed: Callable[[], object], name: str = "") -> Button:
        made = Button(text, icon, Rank.QUIET, name=name)
        words = name or text
        made.setToolTip(f"{words} ({key})" if key else words)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _checked=False: pressed())
        return made
