"""What is said to a moment or a frame, thread by thread, and a place to say more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.comments import Comment
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CommentId, RecordingId
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, column, lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.moment_words import named
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.spoken_times import spoken_time
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import Space
from vigtool.services.comments import CommentDesk, Place
from vigtool.services.contacts import contacts
from vigtool.services.marking import moments
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH = 600
WORDS_LINES = 3


class CommentsDialog(SheetDialog):
    """The comments on one film; what is said now stands at ``where``."""

    def __init__(self, ws: Workspace, film: RecordingId, where: Place, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``, ``ConsentRefused``."""
        super().__init__(tr("Comments"), WIDTH, parent)
        self._ws, self._film, self._where = ws, film, where
        self._desk = CommentDesk(ws, film)
        self._names = {one.id: one.name for one in contacts(ws)}
        self._titles = {one.id: named(one) for one in moments(ws, film)}
        self._times = frame_times(ws, film)
        self._answered: CommentId | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.MEDIUM)
        self.words = text_area(WORDS_LINES)
        self.message = MessagePanel()
        self.say_button = Button(tr("Say it"), "message-circle", Rank.FILLED)
        self.close_button = Button(tr("Close"))
        self._lay_out()
        self.words.textChanged.connect(self._show_ready)
        self.say_button.clicked.connect(self.say)
        self.close_button.clicked.connect(self.close)
        self._show_ready()
        self.show_comments()

    @Slot()
    def say(self) -> None:
        """Put on record what is typed."""
        self.message.clear()
        try:
            if self._answered is not None:
                self._desk.add(self.words.toPlainText(), answers=self._answered)
            else:
                self._desk.add(self.words.toPlainText(), **self._where)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._answered = None
        self.words.clear()
        self.show_comments()

    def take_back(self, comment: CommentId) -> None:
        """Let an own comment be said no more."""
        self.message.clear()
        try:
            self._desk.take_back(comment)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.show_comments()

    def answer(self, comment: Comment) -> None:
        """Let what is said now answer a comment."""
        self._answered = comment.id
        self.message.tell(tr("You answer {name}.").format(name=self._who(comment)))
        self.words.setFocus()

    def show_comments(self) -> None:
        """Show what is said by now."""
        clear(self._list)
        for thread in self._desk.threads:
            self._list.addLayout(self._thread(thread))
        if self._list.count() == 0:
            self._list.addWidget(label(tr("Nothing is said about this film yet."), "muted", wrap=True))
        self.fit()

    def _lay_out(self) -> None:
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addLayout(self._list)
        self.page.addWidget(self.message)
        told = tr("Your comment: {place}").format(place=self._place(self._where.get("moment"), self._where.get("tick")))
        if not self._ws.read_only:
            self.page.addLayout(field(told, self.words))
        else:
            self.say_button.hide()
        self.page.addLayout(lines(self.say_button, self.close_button))

    def _thread(self, thread: Sequence[Comment]) -> QVBoxLayout:
        first, *others = thread
        made = column(label(self._place(first.moment, first.tick), "field", wrap=True), gap=Space.HAIR)
        made.addLayout(self._said(first))
        for one in others:
            below = self._said(one)
            below.setContentsMargins(Space.WIDE, 0, 0, 0)
            made.addLayout(below)
        return made

    def _said(self, comment: Comment) -> QVBoxLayout:
        when = spoken_time(comment.made_at.astimezone())
        words = comment.text or tr("A spoken comment")
        made = column(label(words, wrap=True), label(f"{self._who(comment)}  ·  {when}", "small", wrap=True), gap=0)
        if self._ws.read_only:
            return made
        answer = Button(tr("Answer"), "", Rank.LINK)
        answer.setAccessibleName(tr("Answer: {words}").format(words=words))
        answer.clicked.connect(partial(self._answer_clicked, comment))
        deeds = [answer]
        if comment.by is None:
            back = Button(tr("Take it back"), "", Rank.LINK)
            back.setAccessibleName(tr("Take back: {words}").format(words=words))
            back.clicked.connect(partial(self._back_clicked, comment.id))
            deeds.append(back)
        made.addLayout(lines(*deeds))
        return made

    def _answer_clicked(self, comment: Comment, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        self.answer(comment)

    def _back_clicked(self, comment: CommentId, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        self.take_back(comment)

    def _who(self, comment: Comment) -> str:
        if comment.by is None:
            return tr("You")
        return self._names.get(comment.by, tr("somebody who is no contact any more"))

    def _place(self, moment: str | None, tick: int | None) -> str:
        if moment is not None:
            return next((title for known, title in self._titles.items() if known == moment), tr("Moment"))
        if tick is not None:
            return tr("at {time}").format(time=clock_words(self._times.seconds_from_start(tick), 1))
        return tr("on the whole film")

    @Slot()
    def _show_ready(self) -> None:
        self.say_button.setEnabled(bool(self.words.toPlainText().strip()))
