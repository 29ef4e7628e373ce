"""What is said to a moment or a frame, thread by thread, and a place to write or speak more."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from vigtool.domain.comments import Comment
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CommentId, RecordingId
from vigtool.gui.playing.speaker import Output
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.moment_words import named
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.supervising.comment_threads import CommentThreads
from vigtool.gui.supervising.microphone import Microphone
from vigtool.gui.supervising.play_button import Listening
from vigtool.gui.supervising.speaking_row import SpeakingRow
from vigtool.services.comments import CommentDesk, Place, moments_to_speak_of
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH = 600
WORDS_LINES = 3


class CommentsDialog(SheetDialog):
    """The comments on one film; what is said now stands at ``where``."""

    def __init__(
        self,
        ws: Workspace,
        film: RecordingId,
        where: Place,
        parent: QWidget | None = None,
        *,
        microphone: Microphone | None = None,
        output: Output | None = None,
    ) -> None:
        """Raises ``UnknownId``, ``ConsentRefused``."""
        desk = CommentDesk(ws, film)  # refused before there is a dialog: half of one would hang on its parent
        titles = {known: named(one) for known, one in moments_to_speak_of(ws, film).items()}
        times = frame_times(ws, film)
        super().__init__(tr("Comments"), WIDTH, parent)
        self._ws, self._where = ws, where
        self._desk, self._titles, self._times = desk, titles, times
        self._answered: Comment | None = None
        self._edited: Comment | None = None
        self._draft = ""
        self.words = text_area(WORDS_LINES)
        self.message = MessagePanel()
        self.listening = Listening(ws, self.message, output, self)
        self.threads = CommentThreads(ws, self.listening, self._place_of)
        self.speaking = SpeakingRow(self.listening, self.message, microphone)
        self.caption = label("", "field", wrap=True)
        self.caption.setBuddy(self.words)
        self.say_button = Button(tr("Say it"), "message-circle", Rank.FILLED)
        self.leave_button = Button(tr("Never mind"), "", Rank.LINK)
        self.close_button = Button(tr("Close"))
        self._lay_out()
        self._connect()
        self._show_mode()
        self.show_comments()

    @property
    def held(self) -> bool:
        """What was spoken is not lost by closing: it is said, or thrown away."""
        if not self.speaking.holds_something:
            return False
        self.speaking.recording.stop()
        self.message.tell(tr("What you spoke is not said yet."), tr("Say it, or throw it away; then close."))
        return True

    def stop(self) -> None:
        """Be silent, hear nothing more, and let go of both devices."""
        self.listening.close()
        self.speaking.recording.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden by the lock, too."""
        self.stop()
        super().hideEvent(event)

    @Slot()
    def say(self) -> None:
        """Put on record what is typed and spoken."""
        self.message.clear()
        self.listening.stop()
        try:
            self._put_on_record()
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        if self._edited is None:
            self.speaking.forget()
            self.words.clear()
        self.leave()
        self.show_comments()

    def take_back(self, comment: CommentId) -> None:
        """Let an own comment be said no more."""
        self.message.clear()
        self.listening.stop()
        try:
            self._desk.take_back(comment)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        if comment in {one.id for one in (self._answered, self._edited) if one is not None}:
            self.leave()
        self.show_comments()

    @Slot(object)
    def answer(self, comment: Comment) -> None:
        """Let what is said now answer a comment."""
        self.leave()
        self._answered = comment
        self._show_mode()
        self.words.setFocus()

    @Slot(object)
    def edit(self, comment: Comment) -> None:
        """Let an own comment be worded otherwise."""
        self.leave()
        self._draft, self._edited = self.words.toPlainText(), comment
        self._show_mode()
        self.words.setPlainText(comment.text)
        self.words.selectAll()
        self.words.setFocus()

    @Slot()
    def leave(self) -> None:
        """Answer and change nothing after all; what was being written before is there again."""
        self.message.clear()
        if self._edited is not None:
            self.words.setPlainText(self._draft)
        self._answered = self._edited = None
        self._show_mode()

    def show_comments(self) -> None:
        """Show what is said by now."""
        self.threads.show_threads(self._desk.threads)
        self.fit()

    def _put_on_record(self) -> None:
        text, voice = self.words.toPlainText(), self.speaking.voice
        if self._edited is not None:
            self._desk.edit(self._edited.id, text)
            return
        sound = None if voice is None else voice.wav()
        where = self._where if self._answered is None else Place(answers=self._answered.id)
        self._desk.add(text, sound=sound, **where)

    def _lay_out(self) -> None:
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addWidget(self.threads)
        self.page.addWidget(self.message)
        if not self._ws.read_only:
            self.page.addLayout(column(self.caption, self.words, self.speaking))
        else:
            self.say_button.hide()
        self.page.addLayout(lines(self.say_button, self.leave_button, self.close_button))

    def _connect(self) -> None:
        self.words.textChanged.connect(self._show_ready)
        self.speaking.changed.connect(self._show_ready)
        self.say_button.clicked.connect(self.say)
        self.leave_button.clicked.connect(self.leave)
        self.close_button.clicked.connect(self.close)
        self.threads.answer_asked.connect(self.answer)
        self.threads.edit_asked.connect(self.edit)
        self.threads.back_asked.connect(lambda comment: self.take_back(comment.id))

    def _place_of(self, comment: Comment) -> str:
        return self._place(comment.moment, comment.tick)

    def _place(self, moment: str | None, tick: int | None) -> str:
        if moment is not None:
            return next((title for known, title in self._titles.items() if known == moment), tr("Moment"))
        if tick is not None:
            return tr("at {time}").format(time=clock_words(self._times.seconds_from_start(tick), 1))
        return tr("on the whole film")

    @Slot()
    def _show_mode(self) -> None:
        """Say what becomes of the words, where it is."""
        edited, answered = self._edited, self._answered
        if edited is not None:
            told = tr("You change what you said.")
        elif answered is not None:
            told = tr("You answer {name}.").format(name=self.threads.who(answered))
        else:
            place = self._place(self._where.get("moment"), self._where.get("tick"))
            told = tr("Your comment: {place}").format(place=place)
        self.caption.setText(told)
        self.words.setAccessibleName(told)
        self.say_button.set_words(tr("Say it") if edited is None else tr("Say it so"))
        self.leave_button.setVisible(edited is not None or answered is not None)
        self.speaking.setVisible(edited is None and not self._ws.read_only)
        self._show_ready()

    @Slot()
    def _show_ready(self) -> None:
        spoken = self.speaking.voice is not None and self._edited is None
        said = spoken or bool(self.words.toPlainText().strip()) or (self._edited is not None and self._edited.sound)
        self.say_button.setEnabled(bool(said) and not self.speaking.recording.running)
