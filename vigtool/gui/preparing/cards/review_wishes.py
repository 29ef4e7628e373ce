"""What is planned for the shared review: a question to ask, slow motion, a still, and what was being shown."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment, ReviewSpeed
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.wishes import Bare, Changed
from vigtool.gui.preparing.edits import Step
from vigtool.gui.preparing.typed_fields import NoteField
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

QUESTION_LINES: Final = 2


class ReviewWishes(QWidget):
    """``asked`` carries a ``Wish``."""

    asked = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self.question = NoteField(tr("Question to ask"), tr("What did you notice here?"), least=QUESTION_LINES)
        self.question.setReadOnly(ground.read_only)
        self.question.typed.connect(self._ask)
        self.question.left.connect(lambda: self.asked.emit(Bare.LEAVE))
        self.speed = QComboBox()
        for speed, words in speed_words().items():
            self.speed.addItem(words, speed)
        self.speed.setAccessibleName(tr("Speed in the review"))
        self.speed.activated.connect(self._slow)
        self.freeze = QCheckBox(tr("Rest on the key picture"))
        self.freeze.clicked.connect(self._freeze)
        self.shows: QComboBox | None = QComboBox() if ground.shown or moment.shows else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(label(tr("Question to ask"), "small"))
        column.addWidget(self.question)
        column.addWidget(self.speed)
        column.addWidget(self.freeze)
        if self.shows is not None:
            column.addWidget(label(tr("What was being watched here"), "small"))
            column.addWidget(self.shows)
            self._offer_shown(self.shows)
        for one in (self.speed, self.freeze, self.shows):
            if one is not None:
                one.setEnabled(not ground.read_only)
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Show the wishes as they are now."""
        self.question.show_text(moment.question)
        self.speed.setCurrentIndex(self.speed.findData(moment.speed))
        self.freeze.setChecked(moment.freeze)
        if self.shows is not None:
            if self.shows.findData(moment.shows or "") < 0:
                self.shows.addItem(tr("A moment that is no longer there"), moment.shows)
            self.shows.setCurrentIndex(self.shows.findData(moment.shows or ""))

    def commit(self) -> None:
        """Put on record what was typed."""
        self.question.commit()

    def _ask(self, words: str) -> None:
        self._wish(Step.QUESTION, lambda moment: replace(moment, question=words.strip()))

    def _slow(self) -> None:
        speed = ReviewSpeed(self.speed.currentData())
        self._wish(Step.SPEED, lambda moment: replace(moment, speed=speed))

    def _freeze(self) -> None:
        freeze = self.freeze.isChecked()
        self._wish(Step.FREEZE, lambda moment: replace(moment, freeze=freeze))

    def _show(self) -> None:
        chosen = "" if self.shows is None else self.shows.currentData()
        self._wish(Step.SHOWS, lambda moment: replace(moment, shows=MomentId(chosen) if chosen else None))

    def _wish(self, step: Step, change: Callable[[Moment], Moment]) -> None:
        self.asked.emit(Changed(step, change))

    def _offer_shown(self, shows: QComboBox) -> None:
        shows.setAccessibleName(tr("What was being watched here"))
        shows.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        shows.addItem(tr("Not told"), "")
        for moment in sorted(self._ground.shown, key=lambda one: (one.span.start, one.span.end)):
            shows.addItem(self._heading(moment), moment.id)
        shows.activated.connect(self._show)

    def _heading(self, moment: Moment) -> str:
        title, times = " ".join(moment.title.split()), self._ground.shown_times.get(moment.recording)
        if times is None:
            return title or tr("A moment without a title")
        at = clock_words(times.seconds_from_start(moment.span.start))
        return f"{at}  {title}" if title else tr("Moment at {time}").format(time=at)


def speed_words() -> dict[ReviewSpeed, str]:
    """Each speed of the review, in words."""
    return {
        ReviewSpeed.FULL: tr("At its own speed"),
        ReviewSpeed.HALF: tr("Slowed to a half"),
        ReviewSpeed.QUARTER: tr("Slowed to a quarter"),
    }
