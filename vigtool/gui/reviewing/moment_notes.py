"""The guider's notes to the moment on the screen: what to ask, what was seen in it, and what the clients say.

What is typed goes on record by itself; nothing here has to be saved, and nothing is lost by going on.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.people import Role
from vigtool.gui.reviewing.phrase_chips import PhraseChips
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.seen_words import principle_words, turn_lines
from vigtool.gui.reviewing.word_keeper import WordKeeper
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import Space
from vigtool.services.people import people
from vigtool.wording.translation import tr

LINES = 3


class MomentNotes(QFrame):
    """``pick_asked`` says that the clients found a moment of their own at the picture on the screen."""

    pick_asked = Signal()

    def __init__(
        self,
        review: Review,
        words: WordKeeper,
        phrases: PhraseChips,
        *,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``quiet``: only what is needed below a picture at which the clients look."""
        super().__init__(parent)
        self.setAccessibleName(tr("Notes to the moment"))
        self._review, self._words, self._quiet = review, words, quiet
        self._shown: MomentId | None = None
        self.title = ElidedLabel("", "section", end=True)
        self.question = label("", "strong", wrap=True)
        self.seen = label("", "muted", wrap=True, parent=self)
        self.by = QComboBox()
        self.field = text_area(1 if quiet else LINES)
        self.phrases = phrases
        self.spare_button = Button(tr("This one not"), "eye-off", Rank.QUIET)
        self.pick_button = Button(tr("Their own pick"), "bookmark-plus", Rank.QUIET)
        self.message = MessagePanel()
        self._fill_speakers()
        self._lay_out()
        self._connect()
        self.show_moment()

    @Slot()
    def show_moment(self) -> None:
        """Show the notes to the moment on the screen; without one, to the one that was shown last."""
        current = self._review.current
        if current is not None and current.id != self._shown:
            self._words.keep()
            self._shown = current.id
            self._choose_speaker(self._words.speaker(current.id))
            self._show_words()
        self._show_facts()

    def hideEvent(self, event: QHideEvent) -> None:
        """Put on record what was typed."""
        self._words.keep()
        super().hideEvent(event)

    @property
    def speaker(self) -> PersonId | None:
        """Whose words are typed; None where it was not said."""
        chosen: PersonId | None = self.by.currentData()
        return chosen

    def _show_facts(self) -> None:
        review, moment = self._review, self._moment
        held = moment is not None
        for part in (self.by, self.field, self.phrases, self.spare_button):
            part.setEnabled(held)
        self.pick_button.setEnabled(review.current is not None)
        self.title.say(tr("Nothing on the screen") if moment is None else _title(review.moments, moment))
        asked = "" if moment is None else moment.question
        self.question.setText(asked)
        self.question.setVisible(bool(asked))
        told = "" if moment is None else self._seen_in(moment)
        self.seen.setText(told)
        self.seen.setVisible(bool(told) and not self._quiet)

    def _seen_in(self, moment: Moment) -> str:
        lines = turn_lines(self._review.ws, moment)
        principles = principle_words(self._review.ws, moment)
        return "\n".join([*lines, ", ".join(principles)] if principles else lines)

    @property
    def _moment(self) -> Moment | None:
        """The moment to which words are typed; it may be off the screen, and spared."""
        return next((one for one in self._review.moments if one.id == self._shown), None)

    def _fill_speakers(self) -> None:
        there = [
            one for one in people(self._review.ws, self._review.begun.case) if one.id in self._review.begun.present
        ]
        for one in sorted(there, key=lambda one: one.role is Role.CHILD):
            self.by.addItem(one.name, one.id)
        self.by.addItem(tr("Not said who"), None)

    def _choose_speaker(self, person: PersonId | None) -> None:
        """Go to whoever spoke to the moment last; where nobody has, stay with the one who was chosen."""
        if person is not None and (place := self.by.findData(person)) >= 0:
            self.by.setCurrentIndex(place)

    @Slot()
    def _show_words(self) -> None:
        """Show what the chosen one said."""
        words = "" if self._shown is None else self._words.words(self._shown, self.speaker)
        if words != self.field.toPlainText():
            self.field.setPlainText(words)
        self.phrases.show_words(words)

    @Slot()
    def _take(self) -> None:
        if self._shown is not None:
            words = self.field.toPlainText()
            self._words.take(self._shown, self.speaker, words)
            self.phrases.show_words(words)

    @Slot(str)
    def _follow(self, moment_id: MomentId) -> None:
        """Show what was typed elsewhere, in the strip or in the window."""
        if moment_id == self._shown:
            self._show_words()

    @Slot()
    def _spare(self) -> None:
        self._words.keep()
        self.message.clear()
        if self._shown is None:
            return
        try:
            self._review.spare(self._shown, self.speaker)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)

    def _connect(self) -> None:
        self._review.current_changed.connect(self.show_moment)
        self._review.moments_changed.connect(self._show_facts)
        self._words.unkept.connect(self.message.explain)
        self._words.taken.connect(self._follow)
        self.field.textChanged.connect(self._take)
        self.by.currentIndexChanged.connect(self._show_words)
        self.phrases.worded.connect(self.field.setPlainText)
        self.spare_button.clicked.connect(lambda _checked=False: self._spare())
        self.pick_button.clicked.connect(lambda _checked=False: self.pick_asked.emit())

    def _lay_out(self) -> None:
        page, quiet = QVBoxLayout(self), self._quiet
        page.setSpacing(Space.SMALL if quiet else Space.MEDIUM)
        if quiet:
            page.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.MEDIUM)
            self.field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.phrases.change_button.hide()
        else:
            page.setContentsMargins(0, 0, 0, 0)
        heading = row(self.title, *((self.spare_button, self.pick_button) if quiet else ()))
        heading.setStretch(0, 1)
        page.addLayout(heading)
        page.addWidget(self.question)
        if not quiet:
            page.addWidget(self.seen)
        said_by = field(tr("Said by"), self.by)
        said_by.addStretch(1)
        speaking = row(field(tr("In their own words"), self.field), said_by, gap=Space.MEDIUM)
        speaking.setStretch(0, 1)
        page.addLayout(speaking)
        page.addWidget(self.phrases)
        if not quiet:
            page.addLayout(row(self.spare_button, self.pick_button, None))
        page.addWidget(self.message)


def _title(moments: Sequence[Moment], moment: Moment) -> str:
    number = [one.id for one in moments].index(moment.id) + 1
    title = moment.title or tr("Moment {number}").format(number=number)
    return tr("{number} of {count}  ·  {moment}").format(number=number, count=len(moments), moment=title)
