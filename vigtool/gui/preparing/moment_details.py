"""The open moment: its title and why it was chosen first, all else in parts that fold away."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from vigtool.domain.moments import Moment
from vigtool.gui.preparing.cards.deeds_row import DeedsRow
from vigtool.gui.preparing.cards.fold import Fold
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.helping_question import HelpingQuestion
from vigtool.gui.preparing.cards.in_picture import InPicture
from vigtool.gui.preparing.cards.principles import Categories, SeenChips
from vigtool.gui.preparing.cards.review_wishes import ReviewWishes
from vigtool.gui.preparing.cards.timing import Timing
from vigtool.gui.preparing.cards.turn_chain import TurnChain
from vigtool.gui.preparing.cards.turns import Turns
from vigtool.gui.preparing.cards.wishes import Bare, Changed
from vigtool.gui.preparing.edits import Step, noted, retitled
from vigtool.gui.preparing.typed_fields import NoteField, TitleField
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

NOTE_LINES: Final = 2


class MomentDetails(QWidget):
    """``asked`` carries a ``Wish``, ``unfolded`` a part of the card that is to be seen now.

    ``beside`` is the room that the picture takes beside the title.
    """

    asked = Signal(object)
    unfolded = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, beside: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._moment = ground, moment
        # Whatever shows or hides itself has a parent from the start: without one it would be a window.
        self.title = TitleField(tr("Title"))
        self.when = label("", "small", wrap=True)
        self.note = NoteField(tr("Why this moment?"), tr("Why this moment?"), least=NOTE_LINES)
        self.helping = HelpingQuestion(ground, moment, parent=self)
        self.chain = TurnChain(ground, moment, parent=self)
        self.seen = SeenChips(ground, moment, parent=self)
        self._turns: Turns | None = None
        self._categories: Categories | None = None
        self._timing: Timing | None = None
        self._review: ReviewWishes | None = None
        self._in_picture: InPicture | None = None
        self.deeds = DeedsRow(read_only=ground.read_only, leaves=ground.leaves, parent=self)
        self.export_button = self.deeds.export_button
        self.folds = {
            "turns": Fold(tr("Turns"), lambda: self.turns),
            "principles": Fold(tr("Principles"), lambda: self.categories),
            "timing": Fold(tr("Begin and end"), lambda: self.timing),
            "review": Fold(tr("For the review"), lambda: self.review),
            "people": Fold(tr("In the picture"), lambda: self.in_picture),
        }
        for field in (self.title, self.note):
            field.setReadOnly(ground.read_only)
        self._beside = QSpacerItem(beside.width(), beside.height())
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._connect()
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Show the moment as it is now; what is being typed stays."""
        self._moment = moment
        self.title.show_text(moment.title)
        self.note.show_text(moment.note)
        self.when.setText(self._ground.when(moment))
        for part in (self.helping, self.chain, self.seen, self.deeds):
            part.show_moment(moment)
        for made in (self._timing, self._turns, self._categories, self._review, self._in_picture):
            if made is not None:
                made.show_moment(moment)

    def commit(self) -> None:
        """Put on record what was typed."""
        for field in (self.title, self.note, self._turns, self._review):
            if field is not None:
                field.commit()

    @property
    def turns(self) -> Turns:
        """The turns in words, and the editor of one."""
        if self._turns is None:
            self._turns = Turns(self._ground, self._moment, parent=self)
            self._turns.asked.connect(self.asked)
            self._turns.marked.connect(self.chain.show_marked)
        return self._turns

    @property
    def categories(self) -> Categories:
        """The categories of the pack to choose from."""
        if self._categories is None:
            self._categories = Categories(self._ground, self._moment, parent=self)
            self._categories.asked.connect(self.asked)
        return self._categories

    @property
    def timing(self) -> Timing:
        """Exact begin, end and key picture."""
        if self._timing is None:
            self._timing = Timing(self._ground, self._moment, parent=self)
            self._timing.asked.connect(self.asked)
        return self._timing

    @property
    def review(self) -> ReviewWishes:
        """What is planned for the review."""
        if self._review is None:
            self._review = ReviewWishes(self._ground, self._moment, parent=self)
            self._review.asked.connect(self.asked)
        return self._review

    @property
    def in_picture(self) -> InPicture:
        """Who is seen or heard in the moment."""
        if self._in_picture is None:
            self._in_picture = InPicture(self._ground, self._moment, parent=self)
            self._in_picture.asked.connect(self.asked)
        return self._in_picture

    def show_next_thing(self, *, export: bool) -> None:
        """Let handing out be the filled button or not."""
        self.deeds.show_next_thing(export=export)

    def make_room(self, beside: QSize) -> None:
        """Leave so much room for the picture beside the title: it is as high as the film asks for."""
        self._beside.changeSize(beside.width(), beside.height())
        self._column.invalidate()

    def edit_title(self) -> None:
        """Take the keys for the title."""
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_turn(self) -> None:
        """Add a turn at the playhead and show it."""
        self.folds["turns"].set_open(is_open=True)
        self.turns.add()
        if self.turns.editor is not None:
            self.unfolded.emit(self.turns.editor)

    def _pick_turn(self, position: int) -> None:
        self.folds["turns"].set_open(is_open=True)
        self.turns.pick_at(position)
        if self.turns.editor is not None:
            self.unfolded.emit(self.turns.editor)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.when)
        head.addStretch(1)  # an alignment would forget that words may need a second line
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addSpacerItem(self._beside)
        top.addLayout(head, 1)
        column = self._column
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        column.addLayout(top)
        column.addWidget(self.note)
        column.addWidget(self.deeds)
        column.addWidget(self.helping)
        above = {"turns": self.chain, "principles": self.seen}
        for name, fold in self.folds.items():
            over = above.get(name)
            if over is not None:
                fold.show_always(over)
            fold.set_open(is_open=name in self._ground.folds)
            fold.turned.connect(lambda is_open, one=name: self._remember(one, is_open))
            column.addWidget(fold)
        column.addStretch(1)

    def _remember(self, name: str, is_open: bool) -> None:  # noqa: FBT001 - a signal's value
        (self._ground.folds.add if is_open else self._ground.folds.discard)(name)
        if is_open:
            self.unfolded.emit(self.folds[name])

    def _connect(self) -> None:
        self.title.typed.connect(lambda text: self.asked.emit(Changed(Step.TITLE, lambda one: retitled(one, text))))
        self.note.typed.connect(lambda text: self.asked.emit(Changed(Step.NOTE, lambda one: noted(one, text))))
        for left in (self.title.left, self.title.entered, self.note.left):
            left.connect(lambda: self.asked.emit(Bare.LEAVE))
        for part in (self.helping, self.seen, self.deeds):
            part.asked.connect(self.asked)
        self.chain.picked.connect(self._pick_turn)
