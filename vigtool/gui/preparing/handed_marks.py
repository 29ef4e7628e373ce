"""The trainee's moments beside one's own, once somebody asked for them: to be read and spoken of, never changed."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from vigtool.domain.moments import Moment, TurnKind
from vigtool.gui.preparing.cards.fold import Fold
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, lines
from vigtool.gui.shared.scrolling import Scroller
from vigtool.gui.shared.shortening import shortened
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.domain.identifiers import MomentId

LEAST: Final = 120
"""Pixels of the unfolded list at least, before text was enlarged."""
LONGEST_NAME: Final = 200
"""Letters of a title."""


class HandedMark(QFrame):
    """One of them. ``sought`` wants to see it in the film, ``comment_asked`` to say something to it."""

    sought = Signal()
    comment_asked = Signal()

    def __init__(self, ground: Ground, moment: Moment) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        heading = shortened(ground.heading(moment), LONGEST_NAME)
        self.words = [ground.when(moment), *_told(ground, moment)]
        self.show_button = Button(tr("Show it"), "film", Rank.LINK)
        self.show_button.setAccessibleName(tr("Show in the film: {moment}").format(moment=heading))
        self.comment_button = Button(tr("Comment…"), "message-square-quote", Rank.LINK)
        self.comment_button.setAccessibleName(tr("Comment on: {moment}").format(moment=heading))
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        page.setSpacing(Space.HAIR)
        page.addWidget(label(heading, "strong", wrap=True))
        for one in self.words:
            page.addWidget(label(one, "small", wrap=True))
        page.addLayout(lines(self.show_button, self.comment_button))
        self.comment_button.setVisible(not ground.read_only)
        self.show_button.clicked.connect(lambda _checked=False: self.sought.emit())
        self.comment_button.clicked.connect(lambda _checked=False: self.comment_asked.emit())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on it shows it in the film."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.sought.emit()


class HandedMarks(QWidget):
    """Hidden where there are none to be seen. ``marks`` are the cards by their moments' ids.

    ``sought`` carries the tick to be shown, ``comment_asked`` a MomentId.
    """

    sought = Signal(object)
    comment_asked = Signal(str)

    def __init__(self, ground: Ground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._shown: Sequence[Moment] = ()
        self.marks: dict[MomentId, HandedMark] = {}
        self._sheet = QWidget()
        self._list = QVBoxLayout(self._sheet)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(Space.HAIR)
        self.fold = Fold(tr("The trainee's marks"), self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, Space.SMALL, 0, 0)
        whole.addWidget(self.fold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show these, in the order of the film, or nothing."""
        if moments == self._shown:
            return
        self._shown = moments
        clear(self._list)
        self.marks = {one.id: self._mark(one) for one in sorted(moments, key=lambda one: one.span.start)}
        for made in self.marks.values():
            self._list.addWidget(made)
        self._list.addStretch(1)
        self.setVisible(bool(moments))
        self.fold.set_open(is_open=bool(moments))

    def _mark(self, moment: Moment) -> HandedMark:
        made = HandedMark(self._ground, moment)
        made.sought.connect(partial(self.sought.emit, moment.span.start))
        made.comment_asked.connect(partial(self.comment_asked.emit, moment.id))
        return made

    def _body(self) -> QWidget:
        held = Scroller(self._sheet)
        held.setMinimumHeight(with_text(LEAST))
        return held


def _told(ground: Ground, moment: Moment) -> Iterator[str]:
    """What was marked in it: turns, principles, and what the trainee chose to share in words."""
    for turn in moment.turns:
        words = "" if turn.kind is TurnKind.OWN else " ".join(turn.words.split())  # its kind's name is its own words
        yield " \N{MIDDLE DOT} ".join(filter(None, (ground.clock(turn.span.start), ground.told(turn), words)))
    names = ", ".join(ground.principles.chip(one) for one in moment.principles)
    if names:
        yield tr("Seen: {principles}").format(principles=names)
    if moment.note:
        yield tr("Note: {note}").format(note=moment.note)
    if moment.question:
        yield tr("To ask: {question}").format(question=moment.question)
